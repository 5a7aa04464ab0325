"""Recognisers for languages whose subject stands before its verb, and whose content may come first or without "that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from takhrij.attribute import extent, phrase
from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.clause import is_finite, open_verb
from takhrij.attribute.phrase import after_dateline
from takhrij.attribute.subject import find_subject, shared_subject

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_GAP = 14  # tokens that may stand between a verb and its content
_REACH = 28  # the same, where a word like "that" ties them
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
    quoted_before = at > low and bool(tags[at - 1] & t.QUOTE) and _is_spoken(scan, at - 1, low)
    inverted = quoted_before or (source is None and at > low and bool(tags[at - 1] & (t.COMMA | t.DASH)))
    if inverted:
        source = phrase.after_verb(scan, at + 1, _source_end(scan, at + 1, high))
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
    elif not _is_verb(scan, at, low) or (tags[at] & t.NOUN and at + 1 < high and tags[at + 1] & t.CAP):
        return "it is no finite verb"
    elif _is_writer(scan, at, cue, source):
        return "the writer speaks"
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


def _with_content(
    scan: Scan, at: int, cue: Cue, frame: Frame, found: tuple[Range, int, bool]
) -> list[Candidate] | str:
    """The candidate of a source (its range, the token where it or its verb begins, whether the verb comes first)."""
    source, first, inverted = found
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    quoted = _quote_before(scan, first, low)
    if first <= low or not tags[first - 1] & (t.COMMA | t.QUOTE | t.DASH | t.END) or (quoted is None and tags[first - 1] & t.DASH):
        return "nothing stands before the source"
    after_hearer = skip_gap(scan, at + 1, high, cue)
    closing = _skip_hearer(scan, at + 1, high) if "hearer" in cue.takes else at + 1
    if not inverted and (not _clause_closes(scan, closing, high) or ("np" in cue.takes and tags[closing : closing + 1] and tags[closing] & t.ING)):
        if quoted is None or not _is_spoken(scan, first - 1 if tags[first - 1] & t.QUOTE else first - 2, low, long=True):
            return "the clause goes on after the verb"
        if _anchored(scan, at, after_hearer, high, cue, passive=False) is not None:
            return "the content follows the verb"
    if inverted and quoted is None and ((tags[at + 1] & t.THAT and not tags[at + 1] & t.DET) or open_verb(scan, *source) is not None):
        return "the content follows the verb"
    after = source[1] if inverted else skip_gap(scan, at + 1, high, cue)
    if inverted and quoted is None:
        after = _mid_source(scan, at, high) or after
        source = source[0], min(source[1], after)
    if quoted is None and after < high and tags[after] & t.QUOTE and extent.opens(scan, after):
        return "the quotation follows the verb"
    if quoted is None:
        quotes_next = after + 1 < high and tags[after] & (t.COMMA | t.COLON) and tags[after + 1] & t.QUOTE and extent.opens(scan, after + 1)
        if quotes_next and (tags[after] & t.COLON or (after + 2 < high and tags[after + 2] & t.CAP)):
            return "the quotation follows the verb"
        clause = extent.backward(scan, first - 1, low)
        clause = (after_dateline(scan, *clause), clause[1]) if clause is not None else None
        if clause is None or not tags[first - 1] & t.COMMA:
            return "no clause before the source"
        if not (after + 1 < high and tags[after] & t.COMMA) and open_verb(scan, *clause) is None and not inverted:
            return "no clause before the source"
        content = [clause]
    else:
        content = [quoted]
    rest = _rest_of_quotation(scan, source[1] if inverted else at + 1, high)
    if rest is None and quoted is None and after + 1 < high and tags[after] & t.COMMA and not tags[after + 1] & (t.PARTICIPLE | t.SUB | t.ING | t.REL | t.PREP):
        rest = extent.forward(scan, after + 1, high)
    if rest is not None:
        while rest[1] - rest[0] > 1 and tags[rest[0]] & t.CONJ:
            rest = rest[0] + 1, rest[1]
        content.append(rest)
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=content, source=source, anchor="first")]


def _is_verb(scan: Scan, at: int, low: int) -> bool:
    """Tell whether a reporting verb is finite, or stands after an auxiliary or "to"."""
    if is_finite(scan, at):
        return True
    tags = scan.tags
    k = at - 1
    while k >= low and tags[k] & (t.ADVERB | t.NEG | t.TIME) and not tags[k] & t.AUX:
        k -= 1
    return (k >= low and bool(tags[k] & (t.AUX | t.BE | t.INFINITIVE))) or at == low


def _mid_source(scan: Scan, at: int, high: int) -> int | None:
    """Comma that ends a source put after its verb in the middle of a clause (", reports the Courier, is")."""
    for k in range(at + 2, min(high, at + _GAP)):
        if scan.tags[k] & t.COMMA:
            return k if k + 1 < high and scan.tags[k + 1] & _VERBS and is_finite(scan, k + 1) else None
        if scan.tags[k] & (t.MARK | _VERBS) and not scan.tags[k] & (t.CAP | t.NOUN):
            return None
    return None


def _is_unsaid(scan: Scan, at: int, first: int, source: Range | None) -> bool:
    """Tell a free relative ("what the brochure says is", "what X failed to mention") or mere possibility ("one might say")."""
    tags = scan.tags
    if any(tags[i] & t.MODAL for i in range(first, at)):
        return True
    return source is not None and any(i >= 0 and tags[i] & t.WHETHER and not tags[i] & (t.REL | t.SUB) for i in (source[0] - 1, source[0]))


def _is_writer(scan: Scan, at: int, cue: Cue, source: Range) -> bool:
    """Tell whether the first person is the writer's, or only thinks aloud: within a quotation it is the one quoted."""
    if source[1] - source[0] != 1 or not scan.tags[source[0]] & t.SELF:
        return False
    return scan.quote_of[at] < 0 or "quote" not in cue.takes


def _is_spoken(scan: Scan, i: int, low: int, *, long: bool = False) -> bool:
    """Tell whether the quotation that token `i` closes is speech: long, or closed by a mark, or all of the sentence so far."""
    k = scan.quote_of[i]
    if k < 0 or scan.quotes[k][1] != i + 1:
        return False
    first = scan.quotes[k][0]
    if scan.words(first, i) >= _SPEECH or long:
        return scan.words(first, i) >= _SPEECH
    return first <= low or bool(scan.tags[i - 1] & (t.COMMA | t.END))


def _source_end(scan: Scan, start: int, high: int) -> int:
    """End of a source that follows its verb: at the end of the clause, or where its apposition or relative clause ends."""
    tags = scan.tags
    i = start
    commas = 0
    relative = False
    while i < high and not tags[i] & (t.END | t.COLON | t.QUOTE | t.DASH) and i - start < _SOURCE:
        tag = tags[i]
        if tag & (t.SUB | t.PARTICIPLE) and not relative and not tag & t.CAP:
            break
        if tag & t.COMMA:
            commas += 1
            after = tags[i + 1] if i + 1 < high else t.END
            if after & t.REL and not relative:
                relative = True
            elif relative or commas > 1 or after & (t.SUB | t.CONJ | t.PARTICIPLE | t.QUOTE | t.PRON | t.ING):
                break
        i += 1
    return i


def _quote_before(scan: Scan, first: int, low: int) -> Range | None:
    """The quotation that ends right before token `first`."""
    for i in (first - 1, first - 2):
        if i >= 0 and scan.tags[i] & t.QUOTE and scan.quote_of[i] >= 0:
            q = scan.quotes[scan.quote_of[i]]
            if q[1] == i + 1 and scan.words(*q) > 0:
                start = q[0]
                if start > low + 1 and scan.tags[start - 1] & t.COMMA and scan.text[scan.starts[start + 1]].islower():
                    return extent.backward(scan, q[1], low)
                if start > low and not scan.tags[start - 1] & t.MARK and not (scan.tags[start + 1] & t.CAP and scan.words(*q) > 8):
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
        if tag & (t.END | t.COMMA | t.DASH | t.QUOTE):
            return True
        if tag & (t.THAT | t.COLON | t.WHETHER) and not tag & (t.OCCASION | t.TIME | t.NOUN):
            return False
        if _is_infinitive(scan, i):
            return False
        if tag & (t.VERB | t.SAY | t.AUX | t.BE) and is_finite(scan, i):
            return False
        i += 1
        left -= 1
    return i >= high


def _is_infinitive(scan: Scan, i: int) -> bool:
    """Tell the mark of an infinitive from the preposition of the same form ("to reporters")."""
    if not scan.tags[i] & t.INFINITIVE or i + 1 >= len(scan.tags):
        return False
    return not scan.tags[i + 1] & (t.DET | t.CAP | t.PRON | t.NUMBER | t.POSSESSIVE | t.HEARER | t.SOURCE | t.TIME | t.QUOTE)


def _rest_of_quotation(scan: Scan, start: int, high: int) -> Range | None:
    """A quotation that goes on after "he said,"."""
    for i in range(start, min(high, start + _GAP)):
        tag = scan.tags[i]
        if tag & t.QUOTE and scan.quote_of[i] >= 0 and scan.quotes[scan.quote_of[i]][0] == i:
            return scan.quotes[scan.quote_of[i]] if scan.tags[i - 1] & (t.COMMA | t.DASH) else None
        if tag & (t.END | t.VERB | t.SAY | t.PARTICIPLE) and (tag & (t.END | t.PARTICIPLE) or is_finite(scan, i)):
            return None
    return None


def skip_gap(scan: Scan, i: int, high: int, cue: Cue) -> int:
    """Step over adverbs, times, occasions and a hearer between a verb and its content."""
    tags = scan.tags
    if "hearer" in cue.takes:
        i = _skip_hearer(scan, i, high)
    while i < high:
        tag = tags[i]
        if tag & (t.ADVERB | t.TIME) and not tag & t.PREPOSITION:
            i += 1
        elif tag & t.PREPOSITION and not tag & t.THAT and not _is_infinitive(scan, i):
            end = _adjunct_end(scan, i, high)
            if end == i:
                return i
            i = end
        else:
            return i
    return i


def _skip_hearer(scan: Scan, i: int, high: int) -> int:
    """Step over the person spoken to: a pronoun, or a noun phrase up to a mark or to where a clause begins."""
    tags = scan.tags
    start = i
    if i + 1 < high and tags[i] & t.PRON and not tags[i] & t.DET and any(tags[k] & _VERBS and is_finite(scan, k) for k in (i, i + 1, i + 2) if k < high and not any(tags[j] & ~(t.ADVERB | t.PRON | t.AUX | t.NEG) for j in range(i, k))):
        return i
    if i < high and tags[i] & t.PRON and (not tags[i] & t.DET or (i + 1 < high and tags[i + 1] & (t.PRON | t.DET | t.THAT | t.MARK | t.CAP | t.WHETHER | t.PREPOSITION))):
        return i + 1
    if i >= high or tags[i] & (t.MARK | t.THAT | t.PREPOSITION | t.TIME | t.WHETHER | t.INFINITIVE | t.ADVERB):
        return i
    i += 1
    while i < high and i - start < _GAP:
        tag = tags[i]
        if tag & (t.MARK | t.THAT | t.WHETHER | t.INFINITIVE | t.TIME | t.SUB) and not tag & t.POSSESSIVE:
            return i
        if tag & t.PREPOSITION:
            if _adjunct_end(scan, i, high) > i:
                return i
        elif (tag & t.PRON and not tag & t.DET) or (_starts_phrase(scan, i) and open_verb(scan, i + 1, min(high, i + _GAP)) is not None):
            return i
        elif tag & (t.VERB | t.AUX | t.BE | t.SAY) and is_finite(scan, i):
            return start + 1
        i += 1
    return i


def _starts_phrase(scan: Scan, i: int) -> bool:
    """Tell whether a new noun phrase begins at token `i`, which no preposition or conjunction ties to the one before."""
    tags = scan.tags
    if tags[i - 1] & (t.PREPOSITION | t.CONJ | t.DET | t.POSSESSIVE | t.MARK) and not tags[i - 1] & t.PRON:
        return False
    return bool(tags[i] & t.DET or (tags[i] & t.CAP and not tags[i - 1] & (t.CAP | t.TITLE)))


def _adjunct_end(scan: Scan, i: int, high: int) -> int:
    """End of "in a statement", "on Monday", "during an interview with X": `i` itself where it is no adjunct."""
    tags = scan.tags
    seen = False
    k = i + 1
    while k < high and k - i < 12:
        tag = tags[k]
        if tag & (t.OCCASION | t.TIME | t.NUMBER):
            seen = True
            k += 1
            continue
        if seen and not tag & (t.PREPOSITION | t.CAP):
            if tag & t.DET and tags[k - 1] & t.PREPOSITION:
                k += 1
                continue
            break
        if tag & (t.MARK | t.THAT | t.PRON | t.VERB | t.SAY) and not tag & (t.DET | t.NOUN | t.PREPOSITION):
            break
        k += 1
    return k if seen else i


def aside(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A preposition of reporting with its source: "C, according to X", "According to X, C", "C, according to X, D"."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    first = at + 1
    bracket = next((k for k in range(at - 1, low - 1, -1) if tags[k] & (t.OPEN | t.CLOSE)), low)
    if tags[bracket] & t.OPEN:
        low = bracket + 1
    opening = scan.words(low, at) <= 1
    end = _source_end(scan, first, high)
    comma = next((k for k in range(first, end) if tags[k] & t.COMMA), end)
    if not opening and comma < end and not tags[comma + 1] & (t.REL | t.CAP | t.DET):
        end = comma
    elif opening:
        end = comma
        after = next((k for k in range(comma + 1, min(high, comma + _GAP)) if tags[k] & t.COMMA), None)
        if after is not None and tags[comma + 1] & t.CAP and open_verb(scan, comma + 1, after) is None:
            end = after  # an apposition
    elif comma < end and end < high and not tags[end] & (t.END | t.QUOTE) and not tags[comma + 1] & t.REL and open_verb(scan, comma + 1, high) is not None:
        end = comma
    if first >= end or scan.span(first, end) is None or tags[first] & (t.NORM | t.MARK):
        return "no speaker follows"
    if opening:
        pieces = [extent.forward(scan, end + 1, high)] if end < high else []
    else:
        pieces = [extent.backward(scan, at - 1 if tags[at - 1] & t.COMMA else at, low)]
        if end + 1 < high and tags[end] & t.COMMA and tags[at - 1] & t.COMMA and not tags[end + 1] & (t.PARTICIPLE | t.SUB | t.ING | t.REL | t.CONJ | t.STOP):
            pieces.append(extent.forward(scan, end + 1, high))
    content = [p for p in pieces if p is not None]
    if content and not opening:
        content[0] = after_dateline(scan, *content[0]), content[0][1]
    if not content or (not opening and open_verb(scan, *content[0]) is None and len(content) == 1 and not tags[content[0][0]] & t.CAP):
        return "no content beside the cue"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=content, source=(first, end), anchor="beside")]


def subject_verb(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """Source, verb, content: with "that", a colon, a quotation, an infinitive, or a bare clause."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    subject = find_subject(scan, at, low)
    source = subject.phrase
    if source is None and not subject.shared and not subject.passive:
        return "no source before the verb"
    if "documents" in cue.takes and source is not None and any(tags[i] & (t.SOURCE | t.OCCASION) for i in range(*source)):
        cue = replace(cue, takes=cue.takes | {"np"})
    if source is not None and not subject.passive and _is_writer(scan, at, cue, source):
        return "the writer speaks"
    if _is_unsaid(scan, at, subject.end, source):
        return "it is not said to be said"
    if not _is_verb(scan, at, low):
        return "it is no finite verb"
    content = _content_after(scan, at, high, cue, passive=subject.passive)
    if isinstance(content, str):
        return content
    if tags[subject.end - 1] & t.INFINITIVE and not (tags[content[0] - 1] & t.THAT or tags[content[0]] & (t.WHETHER | t.QUOTE)):
        return "the infinitive has no content"
    pieces = [content]
    if subject.passive and source is not None and tags[content[0]] & t.INFINITIVE and not source[1] > content[0]:
        pieces = [source, content]
    return [
        Candidate(
            frame=frame,
            cue=cue,
            at=(at, at + 1),
            content=pieces,
            source=None if subject.passive else source,
            anchor="after",
            inherits=subject.shared and not subject.passive,
            impersonal=subject.passive,
            stance=_turned(scan, subject.end, at, cue),
        )
    ]


def _turned(scan: Scan, first: int, at: int, cue: Cue) -> str:
    """The stance of a negated verb of belief or saying: it denies what it would assert."""
    negated = any(scan.tags[i] & t.NEG for i in range(max(first - 1, 0), at))
    return "denies" if negated and cue.stance == "asserts" else ""


def _content_after(scan: Scan, at: int, high: int, cue: Cue, *, passive: bool = False) -> Range | str:
    """Range of the content that follows the verb, or why there is none."""
    tags = scan.tags
    i = skip_gap(scan, at + 1, high, replace(cue, takes=cue.takes - {"hearer"}) if passive else cue)
    start: int | None = None
    if "object" in cue.takes and not passive:
        start = _object_start(scan, at, high)
    else:
        start = _anchored(scan, at, i, high, cue, passive=passive)
        if start is None and i < high:
            start = _bare_start(scan, i, at, high, cue, passive=passive)
    if start is None:
        return "no content after the verb"
    if tags[start] & t.WHETHER and "whether" not in cue.takes and _is_withheld(scan, at):
        return "it is not said"
    return extent.forward(scan, start, extent.reach(scan, start, high)) or "nothing follows the verb"


def _is_withheld(scan: Scan, at: int) -> bool:
    """Tell whether the verb is negated or an infinitive ("did not say when", "declined to say whether")."""
    for k in range(at - 1, max(-1, at - 5), -1):
        if scan.tags[k] & (t.NEG | t.INFINITIVE):
            return True
        if not scan.tags[k] & (t.ADVERB | t.AUX | t.BE):
            return False
    return False


def _anchored(scan: Scan, at: int, i: int, high: int, cue: Cue, *, passive: bool) -> int | None:
    """Start of a content that a word or mark introduces; `i` is where the gap after the verb ends."""
    tags = scan.tags
    anchor = i
    while anchor < min(high, at + _REACH) and not tags[anchor] & (t.THAT | t.COLON | t.END | t.QUOTE) and not _is_infinitive(scan, anchor):
        if tags[anchor] & _VERBS and is_finite(scan, anchor) and not (tags[i] & t.PREPOSITION and tags[anchor] & t.ED and not tags[anchor] & t.AUX):
            return None
        anchor += 1
    if anchor >= high:
        return None
    tag = tags[anchor]
    if tag & t.THAT and "that" in cue.takes and not (tags[anchor - 1] & t.PREPOSITION):
        near = anchor == i or tags[i] & (t.PREPOSITION | t.COMMA | t.TIME) or "hearer" in cue.takes
        return anchor + 1 if near else None
    if tag & t.COLON and "quote" in cue.takes:
        return anchor + 1
    if tag & t.QUOTE and "quote" in cue.takes and extent.opens(scan, anchor) and (anchor == i or (tags[anchor - 1] & t.COMMA and (anchor - i == 1 or tags[i] & t.PREPOSITION))):
        return anchor
    if tag & t.INFINITIVE and (passive or "inf" in cue.takes):
        if tags[anchor - 1] & t.NEG and "whether" in cue.takes:
            return None
        if passive or "hearer" not in cue.takes or anchor == at + 1 or "self" in cue.takes:
            return anchor
        start = at + 1
        while start < anchor and tags[start] & t.ADVERB:
            start += 1
        return start
    return None


def _object_start(scan: Scan, at: int, high: int) -> int | None:
    """Start of a content that is object and complement ("called the deal a disgrace", "accused him of theft")."""
    tags = scan.tags
    k = at + 1
    while k < high and tags[k] & (t.ADVERB | t.TIME):
        k += 1
    if k + 1 >= high or tags[k] & (t.MARK & ~t.QUOTE | t.CONJ | t.SUB | t.PREPOSITION | t.INFINITIVE | t.THAT & ~t.DET):
        return None
    seen = 0
    for j in range(k, min(high, k + _REACH)):
        tag = tags[j]
        if tag & (t.END | t.COMMA) or (tag & _VERBS and is_finite(scan, j)):
            break
        if (tag & t.QUOTE and extent.opens(scan, j)) or (j > k and tag & (t.PREPOSITION | t.DET | t.LINK) and not tags[j - 1] & (t.PREPOSITION | t.DET)):
            seen += 1
            break
    return k if seen else None


def _bare_start(scan: Scan, i: int, at: int, high: int, cue: Cue, *, passive: bool) -> int | None:
    """First token of a content without "that": a quotation after a comma, a question, a clause or a noun phrase."""
    tags = scan.tags
    if tags[i] & t.COMMA:
        if i + 1 < high and tags[i + 1] & t.QUOTE:
            return i + 1 if extent.opens(scan, i + 1) else None
        return i + 1 if "bare" in cue.takes and _goes_on(scan, i + 1, high) else None
    if tags[i] & t.WHETHER and "whether" in cue.takes:
        return i
    blocked = t.MARK & ~t.QUOTE | t.CONJ | t.SUB | t.INFINITIVE
    if tags[i] & t.SUB and "bare" in cue.takes and open_verb(scan, i + 1, high) is not None:
        return i
    if not tags[i] & (blocked | t.PREPOSITION) and ("bare" in cue.takes or "clause" in cue.takes) and open_verb(scan, i if tags[i] & t.AUX else i + 1, high if "bare" in cue.takes else _comma_after(scan, i, high)) is not None:
        return i
    if tags[i] & t.PREPOSITION and "bare" in cue.takes:
        return _after_place(scan, i, high)
    if "bare" in cue.takes and tags[i] & _VERBS and is_finite(scan, i):
        return i  # "which he said were ready"
    if cue.links and scan.folds[i] in cue.links and i + 1 < high and not tags[i + 1] & (t.MARK & ~t.QUOTE):
        return i + 1
    if "bare" in cue.takes and "hearer" not in cue.takes and not tags[i] & (blocked | t.PREPOSITION) and _says_word(scan, i, high):
        return i
    if "np" in cue.takes and not passive:
        k = at + 1
        while k < high and tags[k] & (t.ADVERB | t.TIME):
            k += 1
        if k < high and tags[k] & t.PREPOSITION:
            k = max(k, _adjunct_end(scan, k, high))
        if k + 1 < high and not tags[k] & (blocked | t.PREPOSITION | t.AUX | t.BE) and not (tags[k] & t.PRON and tags[k + 1] & (t.MARK & ~t.QUOTE)):
            return k
    return None


def _comma_after(scan: Scan, i: int, high: int) -> int:
    return next((k for k in range(i, high) if scan.tags[k] & t.COMMA), high)


def _goes_on(scan: Scan, i: int, high: int) -> bool:
    """Tell whether an aside and a clause follow the comma after a verb ("says, win or lose, he will stay")."""
    if scan.tags[i] & (t.CONJ | t.PARTICIPLE | t.ING | t.REL):
        return False
    comma = next((k for k in range(i, min(high, i + _GAP)) if scan.tags[k] & t.COMMA), None)
    return comma is not None and comma + 1 < high and bool(scan.tags[comma + 1] & (t.PRON | t.DET | t.CAP))


def _says_word(scan: Scan, i: int, high: int) -> bool:
    """Tell whether a few words, or words with a quotation among them, are said rather than an object ("said no")."""
    for k in range(i, min(high, i + _GAP)):
        if scan.tags[k] & t.QUOTE:
            return True
        if scan.tags[k] & (t.END | t.COMMA):
            return k - i <= 1
    return False


def _after_place(scan: Scan, i: int, high: int) -> int | None:
    """Start of the clause after an adjunct that no list knows ("said on its status page all systems were down")."""
    for k in range(i + 2, min(high, i + _GAP)):
        tag = scan.tags[k]
        if tag & (t.MARK & ~t.COMMA) or (tag & (t.VERB | t.SAY | t.AUX | t.BE) and is_finite(scan, k)):
            break
        starts = (tag & t.PRON and not tag & (t.DET | t.REL)) or _starts_phrase(scan, k)
        if starts and not scan.tags[k - 1] & t.PREPOSITION and open_verb(scan, k + 1, high) is not None:
            return k
    return i if open_verb(scan, i + 1, high) is not None else None


def gerund(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A participle with its content after it; its subject is that of the sentence, or the noun it stands beside."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if at == low:
        return _opening_gerund(scan, at, cue, frame)
    content = _content_after(scan, at, high, cue)
    if isinstance(content, str):
        return content
    source: Range | None = None
    if tags[at - 1] & t.SUB and (source := _quoted_person(scan, at - 1, low)) is None:
        return "nobody is quoted"
    if source is None and tags[at - 1] & (t.AUX | t.BE | t.ADVERB):
        source = find_subject(scan, at, low).phrase
    elif source is None and not tags[at - 1] & (t.COMMA | t.CONJ | t.QUOTE | t.MEANS | t.DASH):
        source = _issuer(scan, at, low)
        if source is None:
            if tags[at - 1] & (t.MARK | t.DET | t.VERB | t.NEG | t.PREPOSITION) or not (tags[content[0] - 1] & (t.THAT | t.QUOTE | t.COLON) or tags[content[0]] & t.QUOTE):
                return "no clause before the participle"
            source = _noun_before(scan, at, low)
    elif source is None and not tags[at - 1] & t.COMMA:
        source = shared_subject(scan, at, low)
        if source is None:
            return "no clause before the participle"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor="after", inherits=source is None or bool(tags[at - 1] & (t.CONJ | t.QUOTE | t.PREPOSITION)))]


def _opening_gerund(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A participle at the head of its sentence: "Noting that C, S said"; the subject comes after its clause."""
    high = extent.scope_of(scan, at)[1]
    tags = scan.tags
    if at + 1 >= high or not tags[at + 1] & t.THAT:
        return "no clause before the participle"
    for k in range(at + 2, high):
        if tags[k] & t.COMMA and open_verb(scan, at + 2, k) is not None:
            verb = open_verb(scan, k + 1, high)
            source = find_subject(scan, verb, k + 1).phrase if verb is not None and verb > k + 1 else None
            return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[(at + 2, k)], source=source, anchor="after")]
    return "no clause after its own"


def _issuer(scan: Scan, at: int, low: int) -> Range | None:
    """Who gives out the statement, letter or post that the participle at `at` belongs to."""
    seen = False
    for i in range(at - 1, max(low, at - _GAP), -1):
        tag = scan.tags[i]
        if tag & t.MARK:
            return None
        if tag & t.ISSUE and seen:
            return find_subject(scan, i, low).phrase
        seen = seen or bool(tag & t.OCCASION)
    return None


def _quoted_person(scan: Scan, end: int, low: int) -> Range | None:
    """Who is quoted in "quoted X as saying": what stands between that verb and token `end`."""
    for i in range(end - 1, max(low - 1, end - 16), -1):
        if any(c.name == "quotes" for c in scan.cues[i]):
            return (i + 1, end) if i + 1 < end else None
    return None


def _noun_before(scan: Scan, end: int, low: int) -> Range:
    """The noun phrase that ends before token `end`: back to its determiner, a preposition or a mark."""
    start = end - 1
    while start > low and not scan.tags[start - 1] & (t.MARK | t.PREPOSITION | t.VERB | t.SAY | t.CONJ | t.SUB | t.AUX | t.BE):
        start -= 1
        if scan.tags[start] & t.DET:
            break
    return start, end


def asked(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A question put to somebody: "Asked whether C, ..."; who asked is not said, or said with "by"."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if "whether" not in cue.takes or (at > low and not tags[at - 1] & (t.SUB | t.COMMA | t.QUOTE)):
        return "no question is reported"
    if at > low and not tags[at - 1] & t.SUB and find_subject(scan, at, low).phrase is not None:
        return "somebody asks in this clause"
    i = at + 1
    while i < min(high, at + _GAP) and not tags[i] & (t.WHETHER | t.MARK):
        i += 1
    if i >= high or not tags[i] & t.WHETHER:
        return "no question follows"
    end = i
    while end < high and not tags[end] & (t.COMMA | t.END):
        end += 1
    source = (at + 2, i) if i > at + 2 and tags[at + 1] & t.PREPOSITION and not tags[at + 2] & t.TIME else None
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[(i, end)], source=source, anchor="after")]


def noun(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A noun of reporting with "that" or a colon: "the claim that C", "X's claim that C", "they had a rule: C"."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if at > low and tags[at - 1] & (t.PRON | t.AUX | t.INFINITIVE) and not tags[at - 1] & t.DET:
        return "it is a verb here"
    i = at + 1
    while i < high and tags[i] & t.TIME:
        i += 1
    if i >= high or (not (tags[i] & t.THAT and "that" in cue.takes) and not (tags[i] & t.COLON and "colon" in cue.takes)):
        return "no content after the noun"
    content = extent.forward(scan, i + 1, high)
    if content is None:
        return "nothing follows the anchor"
    if "owned" in cue.takes and _possessor(scan, at, low) is None:
        return "nobody is named who says it"
    if open_verb(scan, low, at) is None and tags[i] & t.THAT:
        content = _before_second_verb(scan, content)
    source = _possessor(scan, at, low)
    if source is None and tags[i] & t.COLON:
        source = shared_subject(scan, at, low)
        if source is None or not open_verb(scan, low, at):
            return "nobody is named who says it"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor="after", impersonal=source is None)]


def _before_second_verb(scan: Scan, content: Range) -> Range:
    """A content that is part of a subject, without the verb of that subject: "claims that C are old"."""
    first = open_verb(scan, *content)
    if first is None:
        return content
    if open_verb(scan, first + 1, content[1]) is None and any(scan.tags[k] & t.VERB for k in range(content[0] + 1, first)):
        return content[0], first  # the verb of the content is one that may be a noun
    for k in range(first + 1, content[1]):
        tag = scan.tags[k]
        if tag & (t.CONJ | t.REL | t.SUB | t.THAT | t.COMMA | t.QUOTE):
            return content
        if tag & _VERBS and is_finite(scan, k) and not (scan.tags[k - 1] & (t.AUX | t.BE | t.NEG | t.ADVERB)):
            return content[0], k
    return content


def _possessor(scan: Scan, at: int, low: int) -> Range | None:
    """Whose claim it is: the phrase with the mark of possession before the noun."""
    tags = scan.tags
    k = at - 1
    while k > low and not tags[k] & (t.POSSESSIVE | t.MARK | t.PREPOSITION | t.DET | t.VERB | t.SAY) and at - k < 4:
        k -= 1
    if k < low or not tags[k] & t.POSSESSIVE:
        return None
    first = k
    while first > low and tags[first - 1] & (t.CAP | t.DET | t.TITLE) and not tags[first] & t.DET:
        first -= 1
    return first, k + 1
