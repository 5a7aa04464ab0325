"""Where the content of an attribution ends (or begins, where it comes before its cue)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.attribute.clause import begins_tail, ends_fronted, is_finite, open_verb
from takhrij.attribute.tail import comments, says_on, told_by_another

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Range
    from takhrij.attribute.scan import Scan


_GOVERNED = 20  # tokens between a subordinator and the content in its clause
LONGEST = 500  # tokens of an unquoted content: keeps the work linear on text without full stops

_TOLD = 30  # tokens after a cue in which its "that" must come
_TOWN = 3  # words of a place in front of a bare dash
_BRACKET = 80  # tokens of words in brackets
_PLACE = 12  # tokens of a place in front of a sentence, with its colon
_STOPS = ".!?\u061f\u06d4"  # marks that end a sentence, and not only a part of one


def sentence_of(scan: Scan, i: int) -> Range:
    """Token range of the sentence that holds token `i`."""
    low, high = 0, len(scan.sentences)
    while high - low > 1:
        mid = (low + high) // 2
        if scan.sentences[mid][0] <= i:
            low = mid
        else:
            high = mid
    return scan.sentences[low]


def scope_of(scan: Scan, i: int) -> Range:
    """Where source and content of a cue at token `i` may lie: its sentence, or within it the quotation it stands in."""
    low, high = sentence_of(scan, i)
    k = scan.quote_of[i]
    if k >= 0:
        first, last = scan.quotes[k]
        if first < i and last - first > 1:
            closed = scan.quote_spans[k].closed
            inner_high = last - 1 if closed else last
            low = max(first + 1, low)
            high = min(high, inner_high) if inner_high > i else high
    return low, high


def opens(scan: Scan, i: int) -> bool:
    """Tell whether token `i` is the opening mark of a quotation."""
    k = scan.quote_of[i]
    return k >= 0 and scan.quotes[k][0] == i


def reach(scan: Scan, i: int, high: int) -> int:
    """A quotation that opens at token `i` may end in a later sentence."""
    if i < len(scan.tags) and scan.tags[i] & t.QUOTE and opens(scan, i):
        return max(high, scan.quotes[scan.quote_of[i]][1])
    if not scan.subject_first and high <= i < len(scan.tags) and scan.starts[i] in scan.paragraph_starts:
        return _paragraph_end(scan, i)  # a colon ended the paragraph before
    return high


def _paragraph_end(scan: Scan, i: int) -> int:
    """End of the paragraph that begins with token `i`."""
    end = sentence_of(scan, i)[1]
    while end < len(scan.tags) and scan.starts[end] not in scan.paragraph_starts:
        end = sentence_of(scan, end)[1]
    return end


def bracket_end(scan: Scan, i: int, high: int) -> int:
    """Token of the bracket that closes the one at `i`, or `i` where there is none before `high`."""
    return next((k for k in range(i + 1, min(high, i + _BRACKET)) if scan.tags[k] & t.CLOSE), i)


def forward(scan: Scan, start: int, high: int) -> Range | None:
    """Content that begins at token `start`: a whole quotation, or a clause up to where the source stops speaking."""
    if start >= min(high, len(scan.tags)):
        return None
    tags = scan.tags
    if not scan.subject_first and tags[start - 1] & t.OPEN:
        return trimmed(scan, start, bracket_end(scan, start - 1, high))
    if start < high and tags[start] & t.QUOTE and scan.quote_of[start] >= 0:
        first, last = scan.quotes[scan.quote_of[start]]
        if first == start:
            end = _after_quote(scan, last, high)
            return trimmed(scan, start, end)
    return trimmed(scan, start, _clause_end(scan, start, high))


def _after_quote(scan: Scan, last: int, high: int) -> int:
    """A clause goes on after its quotation only where no mark stands between."""
    if not scan.subject_first and last + 1 < high and scan.tags[last] & t.COMMA and scan.tags[last + 1] & t.THAT:
        return _clause_end(scan, last + 1, high)
    if last < high and not scan.tags[last] & t.MARK and not _begins_new(scan, last):
        return _clause_end(scan, last, high)
    return last


def _clause_end(scan: Scan, start: int, high: int) -> int:
    fronted = _is_fronted(scan, start)
    concedes = not scan.subject_first and bool(scan.tags[start] & t.SUB)  # "although ..., yet ..."
    high = min(high, start + LONGEST)
    i = start
    while i < high:
        tag = scan.tags[i]
        k = scan.quote_of[i]
        if (
            fronted
            and tag & t.COMMA
            and i + 1 < high
            and (
                is_finite(scan, i + 1)
                if scan.subject_first
                else scan.tags[i + 1] & (t.VERB | t.SAY) and not scan.tags[i + 1] & t.AND
            )
        ):
            return i
        if fronted and scan.subject_first and tag & t.COMMA and ends_fronted(scan, start, i, high):
            return i
        if tag & t.QUOTE and k >= 0 and scan.quotes[k][0] == i and scan.quotes[k][1] <= high:
            i = scan.quotes[k][1]
            continue
        if (
            i > start
            and not (concedes and scan.tags[i] & t.STOP)
            and (_begins_new(scan, i) or _leaves(scan, start, i, high))
        ):
            return i
        i += 1
    return high


def _leaves(scan: Scan, start: int, i: int, high: int) -> bool:
    """Tell whether the content ends at token `i`: a sentence ends within a quotation, or own words follow."""
    tag = scan.tags[i]
    if tag & t.END:
        return (
            scan.quote_of[start] >= 0
            and i + 1 < high
            and scan.starts[i + 1] > scan.ends[i]
            and (
                bool(scan.tags[i + 1] & (t.CAP | t.QUOTE))
                if scan.subject_first
                else scan.text[scan.starts[i]] in _STOPS
            )
        )
    return scan.subject_first and bool(tag & t.COMMA) and begins_tail(scan, start, i, high)


def _is_fronted(scan: Scan, i: int) -> bool:
    """Tell whether the clause stands in a subordinate one at the head of its sentence ("while X says that ..., Y")."""
    low = sentence_of(scan, i)[0]
    if scan.tags[low] & t.SUB:
        return not any(scan.tags[k] & t.COMMA for k in range(low, min(i, low + 12)))
    if not scan.subject_first:
        return False
    adjunct = bool(scan.tags[low] & t.PREPOSITION) and i - low <= _GOVERNED
    return _is_governed(scan, low, i) or (adjunct and open_verb(scan, low, i) is None)


def _is_governed(scan: Scan, low: int, i: int) -> bool:
    """Tell whether a subordinator or relative governs the clause and no verb stands before it ("After X said")."""
    for k in range(i - 1, max(low, i - _GOVERNED), -1):
        tag = scan.tags[k]
        if tag & t.MARK:
            return False
        if tag & (t.SUB | t.REL) and not tag & (t.CAP | t.DET):
            return k - low <= 2 * _GOVERNED and open_verb(scan, low, k) is None
    return False


def _begins_new(scan: Scan, i: int) -> bool:
    """Tell whether token `i` begins the next thing that the sentence says, outside the content before it."""
    tags = scan.tags
    tag = tags[i]
    after_mark = bool(i and tags[i - 1] & t.MARK)
    if tag & t.PARTICIPLE and after_mark and tags[i - 1] & (t.COMMA | t.END | t.QUOTE | t.DASH):
        return True
    if tag & t.PARTICIPLE and not scan.subject_first and _tells_on(scan, i):
        return True
    if tag & t.PREP and after_mark and tags[i - 1] & (t.COMMA | t.END | t.QUOTE | t.DASH):
        return i + 1 >= len(tags) or bool(tags[i + 1] & t.SAY) or not any("verb" in c.takes for c in scan.cues[i])
    if tag & t.PREP and any("none" in c.takes for c in scan.cues[i]) and any(g & t.MARK for g in tags[i + 1 : i + 5]):
        return True  # "... in his words."
    if tag & t.SAY and tag & t.INFINITIVE and after_mark and _tells_on(scan, i):
        return True  # "..., only to say that"
    if tag & t.SAY and tag & t.AND and (not tag & t.NOUN or (after_mark and (scan.subject_first or says_on(scan, i)))):
        return True
    if tag & (t.SWITCH | t.STOP | t.TRAP) and (after_mark or (tag & t.SAY and not scan.subject_first)):
        return True
    if scan.subject_first:
        if scan.folds[i] == ";" or _turns_after_quote(scan, i):
            return True
        if tag & t.CONJ and i + 2 < len(tags):
            k = i + 1
            while (
                k + 1 < len(tags)
                and k < i + 3
                and tags[k] & (t.ADVERB | t.NEG | t.AUX)
                and not tags[k] & (t.PRON | t.BE)
            ):
                k += 1
            return bool(tags[k] & (t.SAY | t.SILENT) and not tags[k] & t.NOUN)
    elif tag & t.SILENT and tag & t.AND and after_mark:
        return True  # "..., and condemned the raid"
    elif tag & t.COMMA and comments(scan, i):
        return True
    elif tag & t.COMMA and i + 2 < len(tags) and tags[i + 1] & t.REL:
        return told_by_another(scan, i + 2)
    if (
        tag & t.COMMA
        and i + 2 < len(tags)
        and tags[i + 1] & (t.SUB | t.CONJ | t.REL)
        and not (scan.subject_first and tags[i + 1] & t.REL and tags[i + 2] & t.SAY)
    ):
        return any(tags[k] & t.SAY and not tags[k] & t.NOUN for k in range(i + 2, min(i + 4, len(tags))))
    return False


def _turns_after_quote(scan: Scan, i: int) -> bool:
    """Tell whether a clause with a subject of its own is joined to a closed quotation by the comma at `i`."""
    tags = scan.tags
    if not (tags[i] & t.COMMA and tags[i - 1] & t.QUOTE) or i + 3 >= len(tags) or not tags[i + 1] & t.CONJ:
        return False
    k = scan.quote_of[i - 1]
    high = sentence_of(scan, i)[1]
    if k < 0 or scan.quotes[k][1] != i or any(tags[j] & t.QUOTE for j in range(i + 2, high)):
        return False
    verb = open_verb(scan, i + 2, high)
    return verb is not None and verb > i + 2


def _tells_on(scan: Scan, i: int) -> bool:
    """Tell whether a reporting participle that no mark parts from the words before goes on with "that" or its like."""
    if i + 1 >= len(scan.tags) or any("quote" not in c.takes for c in scan.cues[i]):
        return False
    after = scan.tags[i + 1]
    if after & (t.THAT | t.COLON):
        return True
    return bool(after & t.LINK) and any(scan.folds[i + 1] in c.links for c in scan.cues[i])


def trimmed(scan: Scan, first: int, last: int) -> Range | None:
    """The range without marks and conjunctions at its ends, None where nothing is left."""
    tags = scan.tags
    while first < last and tags[first] & (t.MARK & ~(t.OPEN | t.QUOTE)):
        first += 1
    while last > first and (
        tags[last - 1] & (t.MARK & ~(t.CLOSE | t.QUOTE))
        or (tags[last - 1] & (t.CONJ | t.SUB) and last - first > 1 and not _closes_sentence(scan, last))
    ):
        last -= 1
    return (first, last) if first < last else None


def _closes_sentence(scan: Scan, last: int) -> bool:
    """Tell whether the word before token `last` may join clauses but ends its sentence: "he had lied before"."""
    tags = scan.tags
    if not scan.subject_first or last >= len(tags):
        return False
    return bool(tags[last - 1] & t.PREPOSITION and tags[last] & t.END)


def _after_place(scan: Scan, start: int, end: int) -> int:
    """Step over a place in front of a sentence, with its colon or bracket ("PORT SAN: ", "PORT SAN (Agency) - ")."""
    for i in range(start, min(end, start + _PLACE)):
        dash = scan.tags[i] & t.DASH and (
            scan.tags[i - 1] & t.CLOSE or (i - start < _TOWN and scan.starts[i] > scan.ends[i - 1])
        )
        if scan.tags[i] & t.COLON or dash:
            while i < end and scan.tags[i] & (t.COLON | t.DASH):
                i += 1  # noqa: PLW2901 - the scan ends here
            return i
        if scan.tags[i] & (t.CUE | t.VERB | t.AUX | t.PRON | t.THAT):
            break
    return start


def _is_told(scan: Scan, i: int, low: int) -> bool:
    """Tell whether the "that" at token `i` belongs to a cue before it."""
    if scan.subject_first:
        return bool(scan.tags[i - 1] & (t.SAY | t.PARTICIPLE | t.CLAIM | t.TIME))
    return any(scan.tags[k] & (t.SAY | t.PARTICIPLE | t.VERBAL | t.CLAIM) for k in range(max(low, i - _TOLD), i))


def backward(scan: Scan, end: int, low: int, *, whole: bool = False) -> Range | None:
    """Content that ends before token `end`: from the start of the sentence or from where another source stopped.

    A `whole` content takes in what the sentence itself attributes, where subjects follow their verbs.
    """
    tags = scan.tags
    low = max(low, end - LONGEST)
    start = end
    while start > low:
        k = scan.quote_of[start - 1]
        if k >= 0 and scan.quotes[k][1] == start and scan.quotes[k][0] >= low:
            start = scan.quotes[k][0]
            continue
        if (
            tags[start - 1] & (t.THAT | t.END)
            and not tags[start - 1] & (t.CUE | t.CONJ)
            and not (
                tags[start - 1] & t.THAT
                and start - 1 > low
                and ((whole and not scan.subject_first) or not _is_told(scan, start - 1, low))
            )
            and not (tags[start - 1] & t.THAT and tags[start - 1] & t.CAP)
        ):
            break
        start -= 1
    if start == low and not scan.subject_first:
        start = _after_place(scan, start, end)
    skipped = t.CONJ | t.SWITCH if scan.subject_first else t.SWITCH | t.STOP | t.TRAP
    while start < end and tags[start] & skipped:
        start += 1
    return trimmed(scan, start, end)
