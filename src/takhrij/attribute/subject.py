"""The subject of a verb in languages that put it before the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.attribute import cited
from takhrij.attribute import tags as t
from takhrij.attribute.clause import is_finite, open_verb
from takhrij.attribute.phrase import after_dateline, ends_speech

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Range
    from takhrij.attribute.scan import Scan

_LONGEST = 40
_HARD = t.COLON | t.END
_VERB = t.VERB | t.SAY | t.AUX | t.BE
_LIST = 6  # tokens between two verbs of one subject
_RELATIVE = 14  # tokens between a relative pronoun and its verb


class Subject(NamedTuple):
    """Where a subject stands: `phrase` is None where it is unknown; `shared` where it is that of a verb before.

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
    passive = _is_passive(scan, at, end)
    if end <= low:
        return Subject(None, end, passive=passive)
    if tags[end - 1] & t.INFINITIVE:  # "used the dinner to complain that"
        return Subject(shared_subject(scan, end - 1, low), end, shared=True)
    before = tags[end - 1]
    if before & t.CONJ and not before & t.PRON:
        after = tags[at + 1] if at + 1 < len(tags) else t.END
        if end == at and after & (t.THAT | t.INFINITIVE | t.DET | t.PRON):
            passive = passive or _follows_passive(scan, end - 1, low)
        return Subject(shared_subject(scan, end - 1, low), end, shared=True, passive=passive)
    if before & t.PRON and not before & t.DET:
        if before & t.REL:
            return Subject(_antecedent(scan, end - 1, low) or (end - 1, end), end, passive=passive)
        return Subject((end - 1, end), end, passive=passive)
    if (
        before & t.REL
        and before & t.THAT
        and end - 1 > low
        and not tags[end - 2] & (t.MARK | t.SAY | t.PARTICIPLE | t.PREP | t.PREPOSITION)
    ):
        named = _antecedent(scan, end - 1, low) or shared_subject(scan, end - 1, low)  # "a note came that said"
        return Subject(named or (end - 1, end), end, passive=passive)
    phrase: Range | None
    if before & t.DASH and (opened := _dash_before(scan, end - 1, low)) is not None:
        named = _trimmed(scan, _clause_start(scan, opened, low), opened)
        long = named is not None and end - 1 - named[0] > _LONGEST
        return Subject((named[0], opened if long else end - 1) if named is not None else None, end, passive=passive)
    if before & t.COMMA:
        phrase = _over_asides(scan, end - 1, low)
        if phrase is None and end < at and tags[end] & t.ADVERB:
            return Subject(shared_subject(scan, end - 1, low), end, shared=True, passive=passive)
    else:
        phrase = _clause_start(scan, end, low), end
    trimmed = _trimmed(scan, *phrase) if phrase is not None else None
    return Subject(cited.without(scan, trimmed) if trimmed is not None else None, end, passive=passive)


def _dash_before(scan: Scan, i: int, low: int) -> int | None:
    """The dash that opens the aside which the dash at token `i` closes: "The mayor - no friend of his - said"."""
    for k in range(i - 1, max(low, i - _LONGEST), -1):
        if scan.tags[k] & t.DASH and scan.starts[k] > scan.ends[k - 1]:
            return k
        if scan.tags[k] & _HARD:
            return None
    return None


def _is_passive(scan: Scan, at: int, end: int) -> bool:
    """Tell whether the verb group `[end, at]` is passive: a form of "be" right before a participle, adverbs aside."""
    if not scan.tags[at] & (t.ED | t.DONE):
        return False
    for i in range(at - 1, end - 1, -1):
        if scan.tags[i] & t.BE:
            return True
        if not scan.tags[i] & (t.ADVERB | t.NEG | t.TIME):
            return False
    return False


def _follows_passive(scan: Scan, conj: int, low: int) -> bool:
    """Tell whether the verb joined by the conjunction is passive: "was thanked and told"."""
    for k in range(conj - 1, max(low, conj - _LIST), -1):
        if scan.tags[k] & (t.ED | t.DONE) and not scan.tags[k] & (t.AUX | t.BE):
            return bool(scan.tags[k - 1] & t.BE)
        if scan.tags[k] & (t.MARK & ~t.QUOTE | _VERB):
            return False
    return False


def shared_subject(scan: Scan, end: int, low: int) -> Range | None:
    """The subject of the first verb of the clause that ends before token `end`."""
    first = open_verb(scan, low, end)
    if first is None or first <= low:
        return None
    return find_subject(scan, first, low).phrase


def _antecedent(scan: Scan, at: int, low: int) -> Range | None:
    """What the relative pronoun at token `at` stands for: the noun phrase before it."""
    end = at
    if end > low and scan.tags[end - 1] & t.COMMA:
        end -= 1
    q = scan.quote_of[end - 1]
    if q >= 0 and scan.quotes[q][1] == end:
        return scan.quotes[q]
    if end <= low or scan.tags[end - 1] & t.MARK:
        return None
    start = end
    while (
        start > low
        and not scan.tags[start - 1] & (t.MARK | t.CONJ | t.SUB | t.THAT | t.PREPOSITION | t.AUX | t.BE)
        and not (
            scan.tags[start - 1] & _VERB and (is_finite(scan, start - 1) or scan.tags[start - 1] & (t.SAY | t.DONE))
        )
    ):
        start -= 1
        if scan.tags[start] & t.DET:
            break
    return (start, end) if start < end else None


def _verb_group(scan: Scan, at: int, low: int) -> int:
    """Step left over adverbs, auxiliaries and the verb that governs an infinitive ("went on to say")."""
    tags = scan.tags
    end = at
    if end > low and tags[end - 1] & t.INFINITIVE:
        i = end - 2
        while i > low and tags[i] & t.ADVERB and not tags[i] & t.AUX:
            i -= 1
        if i < low or not tags[i] & (_VERB | t.DONE | t.ING) or tags[i] & t.CAP:
            return at
        end = i
    while (
        end > low
        and tags[end - 1] & (t.ADVERB | t.AUX | t.NEG | t.BE | t.TIME)
        and (not tags[end - 1] & (t.PRON | t.CAP) or tags[end - 1] & t.TIME)
    ):
        end -= 1
    if at - end > 0 and tags[end] & t.TIME and tags[end - 1] & t.PREPOSITION:
        end -= 1
    while end > low and tags[end - 1] & (t.ADVERB | t.AUX | t.NEG | t.BE) and not tags[end - 1] & (t.PRON | t.CAP):
        end -= 1
    if (
        end < at
        and end > low
        and tags[end - 1] & (t.ED | t.DONE)
        and tags[at - 1] & t.TIME
        and not is_finite(scan, end - 1)
    ):
        return at  # "a report published on Monday said"
    return end


def _clause_start(scan: Scan, start: int, low: int) -> int:
    """Go left from the end of a noun phrase to where its clause begins."""
    tags = scan.tags
    while start > low:
        k = start - 1
        tag = tags[k]
        if tag & t.CLOSE:
            start = _opening(scan, k, low)
            continue
        if tag & (t.COMMA | _HARD) or (tag & t.QUOTE and ends_speech(scan, k)):
            break
        if tag & _VERB and is_finite(scan, k):
            relative = _relative_before(scan, k, low)
            if relative is None:
                break
            start = relative
            continue
        if tag & (t.SUB | t.THAT | t.WHETHER) and not tag & (t.CAP | t.DET | t.PREPOSITION):
            break
        if (
            tag & t.THAT
            and not tag & t.CAP
            and k > low
            and (
                tags[k - 1] & (t.SAY | t.VERB | t.PARTICIPLE | t.CLAIM | t.TIME)
                or tags[start] & (t.DET | t.PRON | t.CAP)
            )
        ):
            break
        if tag & t.CONJ and (
            k == low or tags[k - 1] & t.MARK or open_verb(scan, _segment_start(scan, k, low), k) is not None
        ):
            break
        start = k
    return start


def _opening(scan: Scan, i: int, low: int) -> int:
    """Token of the bracket that opens what token `i` closes, or `i` where there is none near."""
    for k in range(i - 1, max(low - 1, i - _RELATIVE), -1):
        if scan.tags[k] & t.OPEN:
            return k
    return i


def _segment_start(scan: Scan, i: int, low: int) -> int:
    while i > low and not scan.tags[i - 1] & (t.COMMA | _HARD | t.QUOTE):
        i -= 1
    return i


def _relative_before(scan: Scan, i: int, low: int) -> int | None:
    """Token of the relative pronoun whose clause holds the verb at `i`, None where the verb is the clause's own."""
    tags = scan.tags
    for k in range(i - 1, max(low, i - _RELATIVE), -1):
        if tags[k] & t.REL and not tags[k - 1] & (t.MARK | t.SAY | t.VERB | t.PARTICIPLE):
            return k - 1 if tags[k - 1] & t.PREPOSITION else k
        if tags[k] & t.MARK or (tags[k] & _VERB and is_finite(scan, k) and not tags[k] & (t.AUX | t.BE)):
            return None
    return None


def _over_asides(scan: Scan, comma: int, low: int) -> Range | None:
    """A subject followed by asides between commas: back to the first part that is no adjunct and holds no open verb."""
    tags = scan.tags
    head: int | None = None
    end = last = comma
    while end > low and comma - end <= _LONGEST:
        start = end
        while (
            start > low
            and not tags[start - 1] & (t.COMMA | _HARD)
            and not (tags[start - 1] & t.QUOTE and ends_speech(scan, start - 1))
        ):
            start = _opening(scan, start - 1, low) if tags[start - 1] & t.CLOSE else start - 1
        if (
            end == last
            and start > low
            and all(tags[i] & (t.ADVERB | t.SWITCH) and not tags[i] & t.CAP for i in range(start, end))
        ):
            end = last = start - 1  # "Ohm, meanwhile, hopes"
            continue
        lead = start
        while lead < end and tags[lead] & (t.CONJ | t.ADVERB) and not tags[lead] & t.PRON:
            lead += 1
        if (
            lead < end
            and tags[lead] & t.REL
            and not tags[lead] & t.DET
            and start > low + 1
            and tags[start - 1] & t.COMMA
        ):
            end = start - 1
            continue
        verb = open_verb(scan, lead, end) if lead < end else None
        if verb is not None:
            inner = _tail_subject(scan, verb, start, end)
            return (inner, last) if inner is not None and head is None else (head, last) if head is not None else None
        if lead < end and not tags[lead] & (t.SUB | t.PARTICIPLE | t.TIME | t.QUOTE | t.ING | t.DASH | t.SWITCH):
            if tags[lead] & t.PREPOSITION:
                if start > low and tags[start - 1] & t.COMMA:
                    end = start - 1
                    continue
                after = _after_adjunct(scan, lead, end)
                if head is None and after > lead and tags[after] & (t.CAP | t.DET | t.PRON | t.TITLE):
                    head = after
                return (head, last) if head is not None else None
            if not tags[lead] & t.REL or tags[lead] & t.DET:
                head = lead
        if start <= low or not tags[start - 1] & t.COMMA:
            break
        end = start - 1
    return (head, last) if head is not None else None


def _tail_subject(scan: Scan, verb: int, start: int, end: int) -> int | None:
    """Start of a subject at the end of a part that holds a verb: "X says the mayor, Ada Kroll, is", "but the mayor"."""
    tags = scan.tags
    for k in range(end - 1, max(verb, end - 12), -1):
        if (
            tags[k] & (t.CONJ | t.SUB | t.THAT)
            and not tags[k] & (t.CAP | t.DET)
            and k + 1 < end
            and open_verb(scan, k + 1, end) is None
        ):
            return k + 1
        if tags[k] & _VERB and is_finite(scan, k):
            return None
    del start
    return None


def _trimmed(scan: Scan, start: int, end: int) -> Range | None:
    tags = scan.tags
    leading = t.CONJ | t.ADVERB | t.SWITCH | t.COMMA | t.TIME | t.DASH | t.SUB | t.THAT | t.QUOTE
    while start < end and tags[start] & leading and not tags[start] & (t.PRON | t.DET | t.TITLE):
        start += 1
    start = _after_adjunct(scan, after_dateline(scan, start, end), end)
    while end > start and tags[end - 1] & (t.COMMA | t.DASH):
        end -= 1
    if (
        start >= end
        or end - start > _LONGEST
        or (tags[start] & t.PREPOSITION and not tags[start + 1] & t.NUMBER)
        or scan.span(start, end) is None
    ):
        return None
    return start, end


def _after_adjunct(scan: Scan, start: int, end: int) -> int:
    """Step over a time or occasion in front of the subject ("On Tuesday the mayor")."""
    tags = scan.tags
    if start >= end or not tags[start] & t.PREPOSITION:
        return start
    seen = False
    i = start + 1
    if (
        i < end
        and tags[i] & t.NUMBER
        and not tags[i] & t.TIME
        and not tags[i] & t.DET
        and i + 2 < end
        and not tags[i + 1] & (t.TIME | t.COMMA)
    ):
        return start
    while i < end and (tags[i] & (t.TIME | t.NUMBER | t.OCCASION) or (not seen and tags[i] & t.DET)):
        seen = seen or bool(tags[i] & (t.TIME | t.NUMBER | t.OCCASION))
        i += 1
    return i if seen and i < end else start
