"""Recognisers for languages whose subject stands before its verb, and whose content may come first or without "that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import extent, phrase
from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.subject import find_subject

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_GAP = 14  # tokens that may stand between a verb and its content


def content_first(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """The content, then source and verb in either order: `"C," S V` or `C, V S`."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    inverted = at > low and (tags[at - 1] & t.QUOTE or (tags[at - 1] & t.COMMA and not _closes_aside(scan, at - 1, low)))
    if inverted:
        end = _source_end(scan, at + 1, high)
        source: Range | None = phrase.after_verb(scan, at + 1, end)
        first = at
        if source is None:
            return "no source after the verb"
    else:
        source = find_subject(scan, at, low).phrase
        if source is None:
            return "no source before the verb"
        if source[1] - source[0] == 1 and tags[source[0]] & t.SELF:
            return "the writer speaks"
        first = source[0]
    while first > low and tags[first - 1] & (t.CONJ | t.ADVERB):
        first -= 1
    quoted = _quote_before(scan, first, low)
    if first <= low or not tags[first - 1] & (t.COMMA | t.QUOTE | t.DASH | t.END) or (quoted is None and tags[first - 1] & t.DASH):
        return "nothing stands before the source"
    if quoted is None and not inverted and not _clause_closes(scan, at + 1, high):
        return "the clause goes on after the verb"
    if quoted is not None and not inverted and not _clause_closes(scan, at + 1, high) and _says_on(scan, at, high, cue):
        return "the content follows the verb"
    content = [quoted] if quoted is not None else []
    if quoted is None:
        clause = extent.backward(scan, first - 1, low)
        if clause is None or scan.words(*clause) < 2:  # noqa: PLR2004 - one word is no clause
            return "no clause before the source"
        content = [clause]
    after = source[1] if inverted else at + 1
    rest = _rest_of_quotation(scan, after, high)
    if rest is None and quoted is None and after < high and tags[after] & t.COMMA and _is_incomplete(scan, content[0]):
        rest = extent.forward(scan, after + 1, high)
    if rest is not None:
        content.append(rest)
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=content, source=source, anchor="first")]


def _is_incomplete(scan: Scan, clause: Range) -> bool:
    """Tell whether a clause waits for its verb ("The reason, he said, is ...")."""
    return not any(scan.tags[i] & (t.VERB | t.AUX | t.BE | t.SAY) for i in range(*clause))


def _closes_aside(scan: Scan, comma: int, low: int) -> bool:
    """Tell whether a comma closes an apposition of a subject ("Orlo, the mayor, said")."""
    tags = scan.tags
    k = comma - 1
    while k >= low and not tags[k] & t.COMMA:
        if tags[k] & (t.QUOTE | t.END):
            return False
        k -= 1
    if k <= low:
        return False
    aside = range(k + 1, comma)
    return len(aside) <= 14 and not any(tags[i] & (t.VERB | t.SAY | t.AUX) for i in aside if not tags[k + 1] & t.REL) and not tags[k - 1] & t.QUOTE  # noqa: PLR2004 - a longer aside is a clause


def _source_end(scan: Scan, start: int, high: int) -> int:
    """End of a source that follows its verb: at the end of the clause, or where a comma ends its apposition."""
    tags = scan.tags
    i = start
    commas = 0
    while i < high and not tags[i] & (t.END | t.COLON | t.QUOTE | t.SUB | t.PARTICIPLE | t.DASH) and i - start < 30:  # noqa: PLR2004 - no source is longer
        if tags[i] & t.COMMA:
            commas += 1
            if commas == 2 or (i + 1 < high and tags[i + 1] & (t.SUB | t.CONJ | t.PARTICIPLE | t.QUOTE | t.PRON)):  # noqa: PLR2004 - an apposition has two
                break
        i += 1
    return i


def _quote_before(scan: Scan, first: int, low: int) -> Range | None:
    """The quotation that ends right before token `first`."""
    for i in (first - 1, first - 2):
        if i >= 0 and scan.tags[i] & t.QUOTE and scan.quote_of[i] >= 0:
            q = scan.quotes[scan.quote_of[i]]
            if q[1] == i + 1 and scan.words(*q) > 1:
                start = q[0]
                if start > low and not scan.tags[start - 1] & t.MARK and scan.words(*q) < 8:  # noqa: PLR2004 - a short quotation inside its clause
                    return extent.backward(scan, q[1], low)
                return q
    return None


def _clause_closes(scan: Scan, i: int, high: int) -> bool:
    """Tell whether nothing but adjuncts stands between token `i` and the end of the clause."""
    tags = scan.tags
    left = _GAP
    while i < high and left:
        tag = tags[i]
        if tag & (t.END | t.COMMA | t.DASH | t.QUOTE):
            return True
        if tag & (t.THAT | t.COLON | t.VERB | t.SAY | t.WHETHER | t.AUX | t.BE | t.INFINITIVE) and not tag & (t.OCCASION | t.TIME | t.NOUN):
            return False
        if tag & (t.PRON | t.DET) and left == _GAP and not (i + 1 < high and tags[i + 1] & t.MARK):
            return False
        i += 1
        left -= 1
    return i >= high


def _says_on(scan: Scan, at: int, high: int, cue: Cue) -> bool:
    after = skip_gap(scan, at + 1, high, cue)
    return after < high and bool(scan.tags[after] & (t.THAT | t.COLON))


def _rest_of_quotation(scan: Scan, start: int, high: int) -> Range | None:
    """A quotation that goes on after "he said,"."""
    for i in range(start, min(high, start + _GAP)):
        tag = scan.tags[i]
        if tag & t.QUOTE and scan.quote_of[i] >= 0 and scan.quotes[scan.quote_of[i]][0] == i:
            return scan.quotes[scan.quote_of[i]] if scan.tags[i - 1] & t.COMMA else None
        if tag & (t.END | t.VERB | t.SAY | t.PARTICIPLE):
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
        elif tag & t.PREPOSITION and not tag & t.THAT:
            end = _adjunct_end(scan, i, high)
            if end == i:
                return i
            i = end
        else:
            return i
    return i


def _skip_hearer(scan: Scan, i: int, high: int) -> int:
    """Step over the person spoken to: a pronoun, or a determiner or name and what follows up to the clause."""
    tags = scan.tags
    if i < high and tags[i] & t.PRON and not tags[i] & t.DET:
        return i + 1
    start = i
    if i < high and tags[i] & t.DET:
        i += 1
        while i < high and tags[i] & t.CAP:
            i += 1
        if i == start + 1:
            i += 1
        while i < high and not tags[i] & (t.MARK | t.PRON | t.DET | t.VERB | t.THAT | t.PREPOSITION | t.TIME | t.CONJ | t.SUB) and i - start < 4:  # noqa: PLR2004 - a hearer is short
            i += 1
        return i
    while i < high and tags[i] & t.CAP and not tags[i] & (t.TIME | t.PRON | t.DET):
        i += 1
    if i == start and i < high and not tags[i] & (t.MARK | t.THAT | t.PREPOSITION | t.TIME | t.DET | t.WHETHER | t.INFINITIVE | t.ADVERB):
        i += 1
    return i


def _adjunct_end(scan: Scan, i: int, high: int) -> int:
    """End of "in a statement", "on Monday", "during an interview with X": `i` itself where it is no adjunct."""
    tags = scan.tags
    seen = False
    k = i + 1
    while k < high and k - i < 12:  # noqa: PLR2004 - adjuncts are short
        tag = tags[k]
        if tag & (t.OCCASION | t.TIME | t.NUMBER):
            seen = True
            k += 1
            continue
        if seen and not tag & (t.PREPOSITION | t.CAP):
            break
        if tag & (t.MARK | t.THAT | t.PRON | t.VERB | t.SAY):
            break
        k += 1
    return k if seen else i


def subject_verb(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """Source, verb, content: with "that", a colon, a quotation, an infinitive, or a bare clause."""
    low, high = extent.scope_of(scan, at)
    subject = find_subject(scan, at, low)
    source = subject.phrase
    if source is None and not subject.shared and not subject.passive:
        return "no source before the verb"
    if source is not None and source[1] - source[0] == 1 and scan.tags[source[0]] & t.SELF:
        return "the writer speaks"
    content = _content_after(scan, at, high, cue, passive=subject.passive)
    if isinstance(content, str):
        return content
    return [
        Candidate(
            frame=frame,
            cue=cue,
            at=(at, at + 1),
            content=[content],
            source=None if subject.passive else source,
            anchor="after",
            inherits=subject.shared and not subject.passive,
            impersonal=subject.passive,
        )
    ]


def _content_after(scan: Scan, at: int, high: int, cue: Cue, *, passive: bool = False) -> Range | str:
    """Range of the content that follows the verb, or why there is none."""
    tags = scan.tags
    i = skip_gap(scan, at + 1, high, cue)
    anchor = i
    while anchor < min(high, at + _GAP) and not tags[anchor] & (t.THAT | t.COLON | t.END | t.QUOTE | t.VERB | t.AUX | t.INFINITIVE):
        anchor += 1
    start: int | None = None
    if anchor < high:
        tag = tags[anchor]
        if tag & t.THAT and "that" in cue.takes and (anchor == i or not tags[anchor - 1] & (t.PREPOSITION | t.COMMA)):
            start = anchor + 1
        elif tag & t.COLON and "quote" in cue.takes:
            start = anchor + 1
        elif tag & t.QUOTE and "quote" in cue.takes and extent.opens(scan, anchor) and anchor - i <= 1:
            start = anchor
        elif tag & t.INFINITIVE and (passive or "inf" in cue.takes):
            start = anchor if passive or "hearer" not in cue.takes else at + 1
            while start < anchor and tags[start] & t.ADVERB:
                start += 1
    if start is None and i < high:
        start = _bare_start(scan, i, at, high, cue, passive=passive)
    if start is None:
        return "no content after the verb"
    return extent.forward(scan, start, extent.reach(scan, start, high)) or "nothing follows the verb"


def _bare_start(scan: Scan, i: int, at: int, high: int, cue: Cue, *, passive: bool) -> int | None:
    """First token of a content without "that": a quotation after a comma, a question, a clause or a noun phrase."""
    tags = scan.tags
    if tags[i] & t.COMMA:
        return i + 1 if i + 1 < high and tags[i + 1] & t.QUOTE and extent.opens(scan, i + 1) else None
    if tags[i] & t.WHETHER and "whether" in cue.takes:
        return i
    if not tags[i] & (t.MARK & ~t.QUOTE | t.CONJ | t.SUB | t.PREPOSITION | t.INFINITIVE) and (
        "bare" in cue.takes or ("clause" in cue.takes and _is_finite(scan, i, high))
    ):
        return i
    if "np" in cue.takes and not passive:
        k = at + 1
        while k < high and tags[k] & (t.ADVERB | t.TIME):
            k += 1
        if k + 1 < high and not tags[k] & (t.MARK & ~t.QUOTE | t.CONJ | t.SUB | t.PREPOSITION | t.INFINITIVE):
            return k
    return None


def _is_finite(scan: Scan, i: int, high: int) -> bool:
    """Tell whether a clause rather than an object follows: a finite verb comes soon, and its subject before it."""
    return any(scan.tags[k] & (t.VERB | t.AUX | t.BE | t.SAY) for k in range(i + 1, min(high, i + _GAP)))


def gerund(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A participle with its content after it; its subject is that of the sentence, or the noun it stands beside."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if at == low:
        return "no clause before the participle"
    content = _content_after(scan, at, high, cue)
    if isinstance(content, str):
        return content
    source: Range | None = None
    if tags[at - 1] & t.SUB:
        source = _quoted_person(scan, at - 1, low)
        if source is None:
            return "nobody is quoted"
    elif not tags[at - 1] & (t.COMMA | t.CONJ | t.QUOTE | t.AUX | t.BE | t.ADVERB):
        if tags[at - 1] & (t.MARK | t.PREPOSITION | t.DET | t.VERB | t.NEG) or not tags[content[0] - 1] & (t.THAT | t.QUOTE):
            return "no clause before the participle"
        source = _noun_before(scan, at, low)
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor="after", inherits=source is None)]


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
    """A noun of reporting with "that": "the claim that C", "X's claim that C"."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if at + 1 >= high or not tags[at + 1] & t.THAT:
        return "no content after the noun"
    content = extent.forward(scan, at + 2, high)
    if content is None:
        return "nothing follows the anchor"
    if at > low and tags[at - 1] & (t.PRON | t.AUX | t.INFINITIVE) and not tags[at - 1] & t.DET:
        return "it is a verb here"
    source = None
    if at > low and tags[at - 1] & t.POSSESSIVE:
        first = at - 1
        while first > low and tags[first - 1] & (t.CAP | t.DET | t.TITLE):
            first -= 1
        source = (first, at)
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor="after", impersonal=source is None)]
