"""Where the noun phrase of a source begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import tags as t

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Range
    from takhrij.attribute.scan import Scan

_SKIPPED = t.ADVERB | t.SWITCH | t.TIME | t.COMMA | t.AUX | t.NEG | t.DASH
_LONGEST = 40
_TITLE = 8  # words of a noun phrase that is read backwards from a relative pronoun


def after_verb(scan: Scan, low: int, high: int, *, hearer: bool = True) -> Range | None:
    """Source between a verb and its anchor: `[low, high)` less adjuncts of time, place and occasion."""
    tags = scan.tags
    while low < high and tags[low] & _SKIPPED and not tags[low] & (t.SOURCE | t.TITLE):
        low += 1
    low = _skip_occasion(scan, low, high)
    if hearer:
        low = _skip_hearer(scan, low, high)
    while low < high and tags[low] & _SKIPPED and not tags[low] & (t.SOURCE | t.TITLE):
        low += 1
    end = low
    i = low
    if low < high and tags[low] & t.PRON and tags[low] & t.AND:  # a circumstance: "while she ..."
        return None
    while i < high:
        tag = tags[i]
        if i > low and (_begins_adjunct(scan, i, low, high) or _begins_object(scan, i)):
            break
        if tag & t.OPEN:
            i = closing(scan, i, high)
        i += 1
        end = i
    while end > low and tags[end - 1] & (t.COMMA | t.PREPOSITION | t.ADVERB | t.CONJ | t.DASH | t.COLON):
        end -= 1
    if hearer:
        end = _before_hearer(scan, low, end)
    if low < high and tags[low] & t.VERBAL and tags[low] & t.ATTACHED:
        return None  # "by saying"
    if end <= low or end - low > _LONGEST or tags[low] & t.PREPOSITION or scan.span(low, end) is None:
        return None
    return low, end


def last_phrase(scan: Scan, low: int, end: int) -> int:
    """First token of the noun phrase that ends before `end`, where a complete one stands there; else `low` or `end`.

    Two noun phrases in a row are subject and object. The last one is a definite noun that is no adjective, or a noun
    with a pronoun, together with the nouns in construct before it.
    """
    tags = scan.tags
    first = end - 1
    if first <= low or tags[first] & t.MARK:
        return end
    while first > low and tags[first] & t.ADJECTIVE and tags[first] & t.DEFINITE:
        first -= 1
    if first <= low:
        return end
    if not tags[first] & (t.DEFINITE | t.OBJECT | t.POSSESSIVE):
        return end
    if (
        first - 1 > low
        and not tags[first - 1] & (t.DEFINITE | t.MARK | t.PREPOSITION | t.CAP | t.OBJECT | t.ADVERB)
        and _is_complete(scan, first - 2)
    ):
        first -= 1
    return first if _is_complete(scan, first - 1) else end


def _is_complete(scan: Scan, i: int) -> bool:
    """Tell whether a noun phrase may end with token `i`: it is definite, carries a pronoun, or closes a quotation."""
    return bool(scan.tags[i] & (t.DEFINITE | t.OBJECT | t.POSSESSIVE | t.QUOTE | t.CLOSE))


def _before_hearer(scan: Scan, low: int, end: int) -> int:
    """Cut off the outlet or person spoken to, which an attached preposition introduces at the end of the phrase."""
    tags = scan.tags
    k = scan.quote_of[end - 1] if end > low else -1
    last = scan.quotes[k][0] - 1 if k >= 0 and scan.quotes[k][1] >= end else end - 1
    if (
        last > low
        and tags[last] & t.ATTACHED
        and not tags[last - 1] & t.KEEPS
        and (tags[last] & (t.HEARER | t.OUTLET) or tags[last - 1] & t.COMMA or end - last > 1)
    ):
        end = last
        while end > low and tags[end - 1] & t.COMMA:
            end -= 1
    return end


def _skip_hearer(scan: Scan, low: int, high: int) -> int:
    """Skip whom the words are spoken to, where that comes before the source: an attached preposition and its noun."""
    tags = scan.tags
    if low < high and tags[low] & t.ATTACHED and not tags[low] & (t.PREPOSITION | t.SOURCE | t.TITLE | t.OCCASION):
        after = low + 1
        if after < high and scan.tags[low] & t.OUTLET and not tags[after] & t.MARK:
            after += 1
        if after < high and tags[after] & t.QUOTE and scan.quote_of[after] >= 0:
            return min(high, scan.quotes[scan.quote_of[after]][1])
        if not tags[low] & t.DEFINITE and tags[low] & t.KEEPS and after < high and tags[after] & t.DEFINITE:
            after += 1  # a head and its genitive
        while after < high and tags[after] & t.DEFINITE and tags[after] & t.ADJECTIVE:
            after += 1
        return after
    return low


def _skip_occasion(scan: Scan, low: int, high: int) -> int:
    """Skip a leading adjunct ("in a statement,") up to its comma."""
    if low < high and scan.tags[low] & (t.PREPOSITION | t.ATTACHED) and _is_adjunct(scan, low, high):
        for i in range(low + 1, min(high, low + 25)):
            if scan.tags[i] & t.COMMA:
                return i + 1
            if scan.tags[i] & t.TIME and not scan.subject_first and i <= low + 2:
                while i < high and scan.tags[i] & (t.TIME | t.COMMA):
                    i += 1  # noqa: PLW2901 - the scan ends here
                return i
    return low


def _begins_adjunct(scan: Scan, i: int, low: int, high: int) -> bool:
    tag = scan.tags[i]
    if tag & (t.TIME | t.SWITCH):
        return True
    if tag & t.ASIDE or (tag & t.PREP and not scan.subject_first):
        return True
    if tag & t.PRON and tag & t.AND:
        return not scan.tags[i - 1] & t.COMMA or is_verb(scan, i + 1)
    if not scan.subject_first:
        if tag & t.ADVERB:
            return True
        if tag & t.VERBAL and i >= high - 1:
            return True
        if tag & t.REL and not tag & t.NEG:
            return not (scan.tags[i - 1] & t.COMMA or all(scan.tags[k] & t.DEFINITE for k in range(low, i)))
    if tag & (t.PREPOSITION | t.ATTACHED):
        return _is_adjunct(scan, i, high)
    if tag & t.COMMA and i + 1 < high:
        after = scan.tags[i + 1]
        if after & (t.TIME | t.SWITCH | t.PREPOSITION | t.PARTICIPLE | t.SUB | t.OCCASION | t.ADVERB):
            return True
        if after & t.PRON and after & t.AND:
            return is_verb(scan, i + 2)
        if after & t.REL and not scan.subject_first:
            return not any(scan.tags[k] & t.COMMA for k in range(i + 2, high))
    return False


def _begins_object(scan: Scan, i: int) -> bool:
    """Tell whether a second noun phrase begins at token `i`: a demonstrative, or a noun with the ending of an object.

    The phrase before it must be complete.
    """
    tag = scan.tags[i]
    if scan.subject_first or not scan.tags[i - 1] & (t.DEFINITE | t.OBJECT):
        return False
    ending = scan.lexicon.morphology.accusative
    accusative = bool(ending) and scan.folds[i].endswith(ending) and not tag & (t.DEFINITE | t.ATTACHED | t.TITLE)
    return bool(tag & t.DET) or (accusative and bool(tag & (t.MATTER | t.EVENT)))


def is_verb(scan: Scan, i: int) -> bool:
    """Tell whether token `i` is a finite verb."""
    return i < len(scan.tags) and bool(scan.tags[i] & (t.VERB | t.SAY)) and not scan.tags[i] & t.DEFINITE


def _is_adjunct(scan: Scan, i: int, high: int) -> bool:
    """Tell whether a preposition begins an adjunct: an occasion or a time follows it, or an outlet is spoken to."""
    tags = scan.tags
    if tags[i] & t.ATTACHED and not tags[i] & t.PREPOSITION:
        kept = bool(tags[i - 1] & (t.KEEPS | t.OCCASION)) and bool(tags[i] & t.OUTLET)  # "a report of the paper"
        return bool(tags[i] & (t.OCCASION | t.OUTLET | t.TIME)) and not kept
    for k in range(i + 1, min(high, i + 3)):
        if tags[k] & (t.OCCASION | t.TIME) and not tags[k] & t.OUTLET:
            return True
        if tags[k] & t.MARK:
            break
    return False


def closing(scan: Scan, i: int, high: int) -> int:
    """Token of the bracket that closes the one at `i`, or `i` where there is none near."""
    for k in range(i + 1, min(high, i + 15)):
        if scan.tags[k] & t.CLOSE:
            return k
    return i


_LEFT_STOP = t.COLON | t.END | t.SUB | t.THAT | t.SAY | t.VERB | t.PARTICIPLE | t.WHETHER


def before_verb(scan: Scan, at: int, low: int) -> Range | None:
    """Source that stands before its verb at token `at`, in the clause that begins at or after `low`."""
    tags = scan.tags
    end = _before_auxiliaries(scan, at, low)
    if not scan.subject_first and tags[at] & t.INFINITIVE:
        return None  # "only to say"
    if not scan.subject_first and end > low:
        if tags[end - 1] & t.INFINITIVE and tags[end - 1] & t.THAT:
            end -= 1
        if end > low and tags[end - 1] & (t.SUB | t.THAT | t.PREP | t.WHETHER | t.HOW | t.CONJ):
            return None
        if end > low and tags[end - 1] & t.REL:
            return _antecedent(scan, end - 1, low)
    if end > low and tags[end - 1] & t.THAT:
        end -= 1
    end = _skip_asides(scan, end, low)
    start = end
    if end > low and tags[end - 1] & t.COMMA:
        comma = _comma_before(scan, end - 1, low)
        if comma is None:
            return _topic_before(scan, end - 1, low)
        end -= 1
        if tags[comma] & t.THAT and comma + 1 < end:  # "X said, that the fund, expects ..."
            return comma + 1, end
        start = comma - 1
    start = _phrase_start(scan, start, low)
    while (
        start < end
        and tags[start]
        & (t.CONJ | t.ADVERB | t.SWITCH | t.COMMA | t.TIME | t.DASH | t.SUB | t.THAT | t.AUX | t.TOPIC | t.STOP)
        and not tags[start] & (t.PRON | t.DET)
    ):
        start += 1
    start = after_dateline(scan, start, end)
    end = _named_end(scan, start, end)
    if (
        start >= end
        or end - start > _LONGEST
        or tags[start] & t.PREPOSITION
        or (tags[start] & t.ATTACHED and not scan.subject_first)
        or (tags[start] & t.SELF and end - start == 1)
        or scan.span(start, end) is None
    ):
        return None
    return start, end


def _named_end(scan: Scan, start: int, end: int) -> int:
    """Where the phrase ends that other words of its clause follow: "was, since May," or "to" of "to what X said"."""
    if not scan.subject_first:
        for k in range(start + 1, end):
            if scan.tags[k] & t.REL:
                break
            if scan.tags[k] & t.AUX and not scan.tags[k] & (t.AND | t.NEG):
                return k
        while end > start and scan.tags[end - 1] & t.PREPOSITION:
            end -= 1
    return end


def _topic_before(scan: Scan, end: int, low: int) -> Range | None:
    """A short noun phrase at the head of the clause, parted from its verb by a mere comma."""
    if (
        scan.subject_first
        or end - low > _TITLE
        or scan.tags[low] & (t.PREPOSITION | t.ATTACHED | t.AND | t.SUB | t.ADVERB | t.TIME | t.SWITCH | t.PREP)
    ):
        return None
    if any(scan.tags[k] & (t.VERB | t.SAY | t.THAT | t.MARK & ~t.QUOTE) for k in range(low, end)):
        return None
    if scan.tags[low] & t.TOPIC:
        low += 1
    return (low, end) if end > low and scan.span(low, end) is not None else None


def _antecedent(scan: Scan, relative: int, low: int) -> Range | None:
    """The noun phrase that a relative pronoun refers back to, where it stands right before it."""
    tags = scan.tags
    end = relative
    while end > low and tags[end - 1] & t.COMMA:
        end -= 1
    start = end
    while (
        start > low
        and end - start < _TITLE
        and not tags[start - 1]
        & (
            t.MARK & ~t.QUOTE
            | t.PREPOSITION
            | t.LINK
            | t.VERB
            | t.SAY
            | t.PREP
            | t.THAT
            | t.SUB
            | t.REL
            | t.ATTACHED
            | t.AND
        )
    ):
        start -= 1
    return (start, end) if start < end and scan.span(start, end) is not None else None


def _before_auxiliaries(scan: Scan, at: int, low: int) -> int:
    """Step left over adverbs and auxiliaries."""
    tags = scan.tags
    end = at
    while end > low and tags[end - 1] & (t.ADVERB | t.AUX | t.NEG) and not tags[end - 1] & (t.PRON | t.CAP):
        end -= 1
    return end


def _phrase_start(scan: Scan, start: int, low: int) -> int:
    """Go left from the end of a noun phrase to where its clause begins."""
    tags = scan.tags
    while start > low:
        tag = tags[start - 1]
        if tag & (t.COMMA | t.COLON | t.END) or (tag & t.QUOTE and ends_speech(scan, start - 1)):
            break
        if tag & _LEFT_STOP and not tag & (t.SOURCE | t.TITLE | t.CAP | t.DET):
            relative = relative_before(scan, start - 1, low)
            if relative is None:
                break
            start = relative
            continue
        if tag & t.CONJ and not joins_names(scan, start - 1, low):
            break
        start -= 1
    return start


def relative_before(scan: Scan, i: int, low: int) -> int | None:
    """Token of the relative pronoun whose clause holds the verb at `i`, None where the verb is the clause's own."""
    for k in range(i - 1, max(low, i - 9), -1):
        if scan.tags[k] & t.REL and k > low and not scan.tags[k - 1] & (t.MARK | t.SAY | t.VERB):
            return k
        if scan.tags[k] & t.MARK:
            return None
    return None


def after_dateline(scan: Scan, start: int, end: int) -> int:
    """Step over a dateline ("PORT SAN — ") in front of a sentence."""
    for i in range(start, min(end, start + 8)):
        if scan.tags[i] & t.DASH and i + 1 < end and scan.starts[i + 1] > scan.ends[i]:
            return i + 1
    return start


def _skip_asides(scan: Scan, end: int, low: int) -> int:
    """Step over asides between commas that are no apposition ("for his part", "on Monday")."""
    tags = scan.tags
    while end - 1 > low and tags[end - 1] & t.COMMA:
        comma = _comma_before(scan, end - 1, low)
        if comma is None or not tags[comma] & (t.SWITCH | t.TIME | t.PREPOSITION | t.ADVERB):
            return end
        end = comma - 1
    return end


def _comma_before(scan: Scan, at: int, low: int) -> int | None:
    """Token after the comma that opens the aside closed by the comma at `at`."""
    for i in range(at - 1, max(low, at - _LONGEST) - 1, -1):
        if scan.tags[i] & t.COMMA:
            return i + 1
        if scan.tags[i] & (t.COLON | t.END):
            return None
    return None


def ends_speech(scan: Scan, i: int) -> bool:
    """Tell whether token `i` closes a quotation that is speech: long, or with a comma before its mark."""
    k = scan.quote_of[i]
    if k < 0 or scan.quotes[k][1] != i + 1:
        return False
    return scan.words(*scan.quotes[k]) > 3 or (scan.subject_first and bool(scan.tags[i - 1] & t.COMMA))


def joins_names(scan: Scan, i: int, low: int) -> bool:
    """Tell whether a conjunction joins two parts of one phrase: something nominal stands right before it."""
    return i > low and not scan.tags[i - 1] & (t.MARK | t.VERB | t.SAY | t.SUB)
