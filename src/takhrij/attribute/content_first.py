"""The recogniser of contents that stand before source and verb: `"C," S V`, `C, V S`, and `Said S, "C"`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import extent, phrase
from takhrij.attribute import tags as t
from takhrij.attribute.begins import anchored
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.clause import is_finite, open_verb
from takhrij.attribute.gap import is_infinitive, skip_gap, skip_hearer
from takhrij.attribute.phrase import after_dateline
from takhrij.attribute.subject import find_subject
from takhrij.attribute.subject_first import is_verb, is_writer, source_end

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_GAP = 14  # tokens that may stand between a verb and its content
_SOURCE = 40  # no source is longer
_VERBS = t.VERB | t.SAY | t.AUX | t.BE
_SPEECH = 4  # words that make a quotation speech


def content_first(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """The content, then source and verb in either order: `"C," S V` or `C, V S`."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    subject = find_subject(scan, at, low)
    source = subject.phrase
    if not {"quote", "bare", "clause"} & cue.takes:
        return "what it takes comes after it"
    if at == low and tags[at] & t.CAP and "quote" in cue.takes and (led := _verb_leads(scan, at, high)) is not None:
        content = extent.forward(scan, led + 1, extent.reach(scan, led + 1, high))
        source = phrase.after_verb(scan, at + 1, led)
        if content is not None and source is not None:
            return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor="after")]
    quoted_before = at > low and bool(tags[at - 1] & t.QUOTE) and _is_spoken(scan, at - 1, low)
    inverted = quoted_before or (source is None and at > low and bool(tags[at - 1] & (t.COMMA | t.DASH)))
    if inverted:
        source = phrase.after_verb(scan, at + 1, source_end(scan, at + 1, high))
        if source is None or tags[at] & (t.DONE | t.ING):
            return "no source after the verb"
        first = at
    elif source is not None and tags[at - 1] & t.COMMA and _mid_source(scan, at, high):
        inverted = True
        source = phrase.after_verb(scan, at + 1, _mid_source(scan, at, high) or high)
        first = at
        if source is None:
            return "no source after the verb"
    elif source is None or subject.passive or subject.shared:
        return "no source before the verb"
    elif not (is_verb(scan, at, low) or _ends_sentence(scan, at, source, low, high)) or (
        tags[at] & t.NOUN and at + 1 < high and tags[at + 1] & t.CAP
    ):
        return "it is no finite verb"
    elif is_writer(scan, at, cue, source):
        return "the writer speaks"
    elif any(tags[i] & t.NEG for i in range(subject.end, at)):
        return "it is not said"
    else:
        first = source[0]
    while first > low and tags[first - 1] & (t.CONJ | t.ADVERB):
        first -= 1
    if first > low and tags[first - 1] & t.LINK and not inverted:
        if first - 1 == low:
            return _after_as(scan, at, cue, frame, source)
        first -= 1
    return _with_content(scan, at, cue, frame, (source, first, inverted))


def _after_as(scan: Scan, at: int, cue: Cue, frame: Frame, source: Range) -> list[Candidate] | str:
    """The content after "As S V," at the head of a sentence."""
    high = extent.scope_of(scan, at)[1]
    after = skip_gap(scan, at + 1, high, cue)
    content = extent.forward(scan, after + 1, high) if after < high and scan.tags[after] & t.COMMA else None
    if content is None:
        return "no clause after it"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor="after")]


def _with_content(scan: Scan, at: int, cue: Cue, frame: Frame, found: tuple[Range, int, bool]) -> list[Candidate] | str:
    """The candidate of a source (its range, the token where it or its verb begins, whether the verb comes first)."""
    source, first, inverted = found
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    quoted = _quote_before(scan, first, low)
    if first == low and not inverted:
        quoted = _asked_before(scan, low)
        closes = _clause_closes(scan, skip_hearer(scan, at + 1, high) if "hearer" in cue.takes else at + 1, high)
        if quoted is not None and not closes:
            after = skip_gap(scan, at + 1, high, cue)
            closes = after < high and bool(tags[after] & t.PREPOSITION)
            closes = closes and anchored(scan, at, after, high, cue, passive=False) is None
        if quoted is not None and closes:
            return [
                Candidate(
                    frame=frame,
                    cue=cue,
                    at=(at, at + 1),
                    content=_with_rest(scan, quoted, at, high),
                    source=source,
                    anchor="first",
                )
            ]
    if (
        first <= low
        or not tags[first - 1] & (t.COMMA | t.QUOTE | t.DASH | t.END)
        or (quoted is None and tags[first - 1] & t.DASH)
    ):
        return "nothing stands before the source"
    after_hearer = skip_gap(scan, at + 1, high, cue)
    closing = skip_hearer(scan, at + 1, high) if "hearer" in cue.takes else at + 1
    if not inverted and (
        not _clause_closes(scan, closing, high)
        or ("np" in cue.takes and tags[closing : closing + 1] and tags[closing] & (t.ING | t.PARTICIPLE))
    ):
        if quoted is None or not _is_spoken(
            scan, first - 1 if tags[first - 1] & t.QUOTE else first - 2, low, long=True
        ):
            return "the clause goes on after the verb"
        if anchored(scan, at, after_hearer, high, cue, passive=False) is not None or (
            after_hearer + 1 < high
            and tags[after_hearer] & t.PRON
            and not tags[after_hearer] & t.DET
            and open_verb(scan, after_hearer + 1, high) is not None
        ):
            return "the content follows the verb"
    if (
        inverted
        and quoted is None
        and ((tags[at + 1] & t.THAT and "that" in cue.takes) or open_verb(scan, *source) is not None)
    ):
        return "the content follows the verb"
    after = source[1] if inverted else skip_gap(scan, at + 1, high, cue)
    if inverted and quoted is None:
        after = _mid_source(scan, at, high) or after
        source = source[0], min(source[1], after)
    if quoted is None and after < high and tags[after] & t.QUOTE and extent.opens(scan, after):
        return "the quotation follows the verb"
    if quoted is None:
        quotes_next = (
            after + 1 < high
            and tags[after] & (t.COMMA | t.COLON)
            and tags[after + 1] & t.QUOTE
            and extent.opens(scan, after + 1)
        )
        if quotes_next and (tags[after] & t.COLON or (after + 2 < high and tags[after + 2] & t.CAP)):
            return "the quotation follows the verb"
        if not inverted and any(tags[i] & t.CONJ for i in range(first, source[0])):
            return "it joins another clause"  # "..., but the union disagrees"
        clause = extent.backward(scan, first - 1, low)
        clause = (after_dateline(scan, *clause), clause[1]) if clause is not None else None
        if clause is None or not tags[first - 1] & t.COMMA or tags[clause[0]] & (t.PREP | t.ED):
            return "no clause before the source"
        verbless = not inverted and open_verb(scan, *clause) is None and not _is_sentence(scan, clause, at, high)
        if verbless and not (after + 1 < high and tags[after] & t.COMMA):
            return "no clause before the source"
        content = [clause]
    else:
        verbless = False
        content = [quoted]
    rest = _rest_of_quotation(scan, source[1] if inverted else at + 1, high)
    if (
        rest is None
        and quoted is None
        and after + 1 < high
        and tags[after] & t.COMMA
        and not tags[after + 1] & (t.PARTICIPLE | t.SUB | t.ING | t.REL | t.PREP)
    ):
        rest = extent.forward(scan, after + 1, high)
        if (
            rest is not None
            and tags[after + 1] & t.CONJ
            and (verb := open_verb(scan, *rest))
            and tags[verb] & t.SAY
            and not tags[verb - 1] & t.PRON
        ):
            rest = None  # another speaks: "C, records show, and analysts say D"
    if rest is not None and quoted is None and first - 2 > low and tags[first - 2] & t.CONJ:
        content = []  # "it lasted two days and, records say, killed one goat"
    if verbless and rest is None:
        return "no clause before the source"
    if rest is not None:
        while rest[1] - rest[0] > 1 and tags[rest[0]] & t.CONJ:
            rest = rest[0] + 1, rest[1]
        content.append(rest)
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=content, source=source, anchor="first")]


def _ends_sentence(scan: Scan, at: int, source: Range, low: int, high: int) -> bool:
    """Tell a verb that may be a noun by its place, at the end after comma and name: "C, the Echo reports"."""
    ends = at + 1 >= high or bool(scan.tags[at + 1] & t.END)
    comma = source[0] - 1
    return (
        ends
        and bool(scan.tags[at - 1] & t.CAP)
        and comma > low
        and bool(scan.tags[comma] & t.COMMA)
        and open_verb(scan, low, comma) is not None
    )


def _is_sentence(scan: Scan, clause: Range, at: int, high: int) -> bool:
    """Tell whether a clause whose verb no list knows fills its sentence but for source and verb: "C, analysts say"."""
    if at + 1 < high and not scan.tags[at + 1] & t.END:
        return False
    begins = scan.tags[clause[0]]
    return not begins & (t.PREPOSITION | t.SUB | t.ING | t.ADVERB | t.TIME | t.ED) and scan.words(*clause) > _SPEECH


def _verb_leads(scan: Scan, at: int, high: int) -> int | None:
    """The mark after the source in `Said S, "C"` and `Adds S: "C"`."""
    for k in range(at + 2, min(high, at + _SOURCE)):
        tag = scan.tags[k]
        if tag & t.COLON or (tag & t.COMMA and k + 1 < high and scan.tags[k + 1] & t.QUOTE):
            opens = k + 1 < len(scan.tags) and scan.tags[k + 1] & t.QUOTE and extent.opens(scan, k + 1)
            return k if opens and scan.tags[at + 1] & (t.CAP | t.DET) else None
        if tag & (t.END | t.QUOTE):
            return None
    return None


def _asked_before(scan: Scan, low: int) -> Range | None:
    """A quotation that its own mark parts from the sentence of its speaker, as after a question."""
    i = low - 1
    k = scan.quote_of[i] if i > 0 else -1
    if k < 0 or scan.quotes[k][1] != low or scan.starts[low] in scan.paragraph_starts or not scan.tags[i - 1] & t.END:
        return None
    if scan.quotes[k][0] > 0 and scan.tags[scan.quotes[k][0] - 1] & (t.COMMA | t.COLON):
        return None  # its speaker stands before it
    return scan.quotes[k] if scan.words(*scan.quotes[k]) > 1 else None


def _with_rest(scan: Scan, quoted: Range, at: int, high: int) -> list[Range]:
    rest = _rest_of_quotation(scan, at + 1, high)
    return [quoted] if rest is None else [quoted, rest]


def _mid_source(scan: Scan, at: int, high: int) -> int | None:
    """Comma that ends a source put after its verb in the middle of a clause (", reports the Courier, is")."""
    for k in range(at + 2, min(high, at + _GAP)):
        if scan.tags[k] & t.COMMA:
            return k if k + 1 < high and scan.tags[k + 1] & _VERBS and is_finite(scan, k + 1) else None
        if scan.tags[k] & (t.MARK | _VERBS) and not scan.tags[k] & (t.CAP | t.NOUN):
            return None
    return None


def _is_spoken(scan: Scan, i: int, low: int, *, long: bool = False) -> bool:
    """Tell whether the quotation that token `i` closes is speech: long, closed by a mark, or all so far."""
    k = scan.quote_of[i]
    if k < 0 or scan.quotes[k][1] != i + 1:
        return False
    first = scan.quotes[k][0]
    if scan.words(first, i) >= _SPEECH or long:
        return scan.words(first, i) >= _SPEECH
    return first <= low or bool(scan.tags[i - 1] & (t.COMMA | t.END))


def _quote_before(scan: Scan, first: int, low: int) -> Range | None:
    """The quotation that ends right before token `first`."""
    for i in (first - 1, first - 2):
        if i >= 0 and scan.tags[i] & t.QUOTE and scan.quote_of[i] >= 0:
            q = scan.quotes[scan.quote_of[i]]
            if q[1] == i + 1 and scan.words(*q) > 0:
                start = q[0]
                if start > low + 1 and scan.tags[start - 1] & t.COMMA and scan.text[scan.starts[start + 1]].islower():
                    return extent.backward(scan, q[1], low)
                if (
                    start > low
                    and not scan.tags[start - 1] & t.MARK
                    and not (scan.tags[start + 1] & t.CAP and scan.words(*q) > 8)
                ):
                    return extent.backward(scan, q[1], low)
                return q if scan.words(*q) > 1 or start <= low else None
    return None


def _clause_closes(scan: Scan, i: int, high: int) -> bool:
    """Tell whether nothing but adjuncts stands between token `i` and the end of the clause."""
    tags = scan.tags
    left = _GAP
    while i < high and tags[i] & (t.ADVERB | t.TIME | t.NUMBER) and not tags[i] & t.PREPOSITION:
        i += 1
    if i < high and not tags[i] & (t.MARK | t.PREPOSITION | t.SUB | t.PARTICIPLE | t.ING | t.CONJ | t.REL | t.STOP):
        return False
    while i < high and left:
        tag = tags[i]
        if tag & (t.END | t.COMMA | t.DASH | t.QUOTE) or (tag & t.PARTICIPLE and tags[i - 1] & (t.SUB | t.PREPOSITION)):
            return True
        if tag & (t.THAT | t.COLON | t.WHETHER) and not tag & (t.OCCASION | t.TIME | t.NOUN):
            return False
        if is_infinitive(scan, i):
            return False
        if tag & (t.VERB | t.SAY | t.AUX | t.BE) and is_finite(scan, i):
            return False
        i += 1
        left -= 1
    return i >= high


def _rest_of_quotation(scan: Scan, start: int, high: int) -> Range | None:
    """A quotation that goes on after "he said,"."""
    for i in range(start, min(high, start + _GAP)):
        tag = scan.tags[i]
        if tag & t.QUOTE and scan.quote_of[i] >= 0 and scan.quotes[scan.quote_of[i]][0] == i:
            return scan.quotes[scan.quote_of[i]] if scan.tags[i - 1] & (t.COMMA | t.DASH) else None
        if tag & (t.END | t.VERB | t.SAY | t.PARTICIPLE) and (tag & (t.END | t.PARTICIPLE) or is_finite(scan, i)):
            return None
    return None
