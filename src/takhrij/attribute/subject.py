"""The subject of a verb in languages that put it before the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.attribute import tags as t
from takhrij.attribute.phrase import after_dateline, ends_speech, joins_names, relative_before

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Range
    from takhrij.attribute.scan import Scan

_LONGEST = 40
_HARD = t.COLON | t.END
_CLAUSE = t.SUB | t.THAT | t.SAY | t.VERB | t.WHETHER | t.AUX | t.BE


class Subject(NamedTuple):
    """Where a subject stands: `phrase` is None where it is the subject of the verb before (`shared`) or unknown.

    `passive` tells that the verb is passive, `end` the token where the verb group begins.
    """

    phrase: Range | None
    end: int
    shared: bool = False
    passive: bool = False


def find_subject(scan: Scan, at: int, low: int) -> Subject:
    """The subject of the verb at token `at`, in the clause that begins at or after `low`."""
    tags = scan.tags
    end = _verb_group(scan, at, low)
    passive = any(tags[i] & t.BE for i in range(end, at)) and not any(tags[i] & t.INFINITIVE for i in range(end, at))
    if end <= low:
        return Subject(None, end, passive=passive)
    if tags[end - 1] & t.CONJ and any(tags[i] & (t.SAY | t.VERB | t.AUX | t.BE) for i in range(low, end - 1)):
        return Subject(None, end, shared=True, passive=passive)
    if tags[end - 1] & t.PRON and not tags[end - 1] & t.DET:
        return Subject((end - 1, end), end, passive=passive)
    if tags[end - 1] & t.COMMA:
        phrase = _over_asides(scan, end - 1, low)
    else:
        phrase = _clause_start(scan, end, low), end
    trimmed = _trimmed(scan, *phrase) if phrase is not None else None
    return Subject(trimmed, end, passive=passive)


def _verb_group(scan: Scan, at: int, low: int) -> int:
    """Step left over adverbs, auxiliaries and the verb that governs an infinitive ("went on to say")."""
    tags = scan.tags
    end = at
    if end > low and tags[end - 1] & t.INFINITIVE:
        for i in range(end - 2, max(low - 1, end - 8), -1):
            if tags[i] & t.MARK:
                break
            if tags[i] & (t.VERB | t.AUX | t.BE | t.SAY):
                end = i
                break
    while end > low and tags[end - 1] & (t.ADVERB | t.AUX | t.NEG | t.BE | t.TIME) and not tags[end - 1] & (t.PRON | t.CAP):
        end -= 1
    return end


def _clause_start(scan: Scan, start: int, low: int) -> int:
    """Go left from the end of a noun phrase to where its clause begins."""
    tags = scan.tags
    while start > low:
        tag = tags[start - 1]
        if tag & (t.COMMA | _HARD) or (tag & t.QUOTE and ends_speech(scan, start - 1)):
            break
        if tag & _CLAUSE and not tag & (t.SOURCE | t.TITLE | t.CAP | t.DET | t.NOUN):
            relative = relative_before(scan, start - 1, low)
            if relative is None:
                break
            start = relative
            continue
        if tag & t.CONJ and not joins_names(scan, start - 1, low):
            break
        start -= 1
    return start


def _over_asides(scan: Scan, comma: int, low: int) -> Range | None:
    """A subject followed by asides between commas: from the first part that is no adjunct and before no finite verb."""
    tags = scan.tags
    cuts = [comma]
    i = comma - 1
    while i >= low and comma - i <= _LONGEST:
        if tags[i] & _HARD or (tags[i] & t.QUOTE and ends_speech(scan, i)):
            break
        if tags[i] & t.COMMA:
            cuts.append(i)
        i -= 1
    first = i + 1
    starts = [first, *(c + 1 for c in reversed(cuts[1:]))]
    if len(starts) < 2:  # noqa: PLR2004 - one part only: the comma closes no aside
        return None
    head: int | None = None
    for k, start in enumerate(starts):
        end = cuts[len(starts) - 1 - k]
        lead = start
        while lead < end and tags[lead] & (t.CONJ | t.ADVERB):
            lead += 1
        finite = any(tags[j] & (t.VERB | t.AUX | t.BE | t.SAY) and not tags[j] & (t.CAP | t.NOUN) for j in range(lead, end))
        if finite and not tags[lead] & t.REL:
            head = None
        elif head is None and lead < end and not tags[lead] & (t.PREPOSITION | t.SUB | t.PARTICIPLE | t.TIME | t.REL | t.QUOTE):
            head = lead
    if head is None or head == starts[-1]:
        return None if head is None else (head, comma)
    return head, comma


def _trimmed(scan: Scan, start: int, end: int) -> Range | None:
    tags = scan.tags
    leading = t.CONJ | t.ADVERB | t.SWITCH | t.COMMA | t.TIME | t.DASH | t.SUB | t.THAT | t.QUOTE
    while start < end and tags[start] & leading and not tags[start] & (t.PRON | t.DET | t.TITLE):
        start += 1
    start = _after_adjunct(scan, after_dateline(scan, start, end), end)
    if start >= end or end - start > _LONGEST or tags[start] & t.PREPOSITION or scan.span(start, end) is None:
        return None
    return start, end


def _after_adjunct(scan: Scan, start: int, end: int) -> int:
    """Step over a time or occasion in front of the subject ("On Tuesday the mayor")."""
    tags = scan.tags
    if start >= end or not tags[start] & t.PREPOSITION:
        return start
    seen = False
    i = start + 1
    while i < end and (tags[i] & (t.TIME | t.NUMBER | t.OCCASION) or (not seen and tags[i] & t.DET)):
        seen = seen or bool(tags[i] & (t.TIME | t.NUMBER | t.OCCASION))
        i += 1
    return i if seen and i < end else start
