"""What may stand between a verb and its content: hearers, times, occasions, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.attribute.clause import is_finite, open_verb

if TYPE_CHECKING:
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_GAP = 14  # tokens that may stand between a verb and its content
_VERBS = t.VERB | t.SAY | t.AUX | t.BE


def skip_gap(scan: Scan, i: int, high: int, cue: Cue) -> int:
    """Step over adverbs, times, occasions and a hearer between a verb and its content."""
    tags = scan.tags
    if "hearer" in cue.takes:
        i = skip_hearer(scan, i, high)
    while i < high:
        tag = tags[i]
        if tag & (t.ADVERB | t.TIME) and not tag & t.PREPOSITION:
            i += 1
        elif tag & t.PREPOSITION and not tag & t.THAT and not is_infinitive(scan, i):
            end = adjunct_end(scan, i, high)
            if end == i:
                return i
            i = end
        else:
            return i
    return i


def skip_hearer(scan: Scan, i: int, high: int) -> int:
    """Step over the person spoken to: a pronoun, or a noun phrase up to a mark or to where a clause begins."""
    tags = scan.tags
    start = i
    if (
        i + 1 < high
        and tags[i] & t.PRON
        and not tags[i] & t.DET
        and any(
            tags[k] & _VERBS and is_finite(scan, k)
            for k in (i, i + 1, i + 2)
            if k < high and not any(tags[j] & ~(t.ADVERB | t.PRON | t.AUX | t.NEG) for j in range(i, k))
        )
    ):
        return i
    if (
        i < high
        and tags[i] & t.PRON
        and (
            not tags[i] & t.DET
            or (i + 1 < high and tags[i + 1] & (t.PRON | t.DET | t.THAT | t.MARK | t.CAP | t.WHETHER | t.PREPOSITION))
        )
    ):
        return i + 1
    if i >= high or tags[i] & (t.MARK | t.THAT | t.PREPOSITION | t.TIME | t.WHETHER | t.INFINITIVE | t.ADVERB):
        return i
    i += 1
    while i < high and i - start < _GAP:
        tag = tags[i]
        if tag & (t.MARK | t.THAT | t.WHETHER | t.INFINITIVE | t.TIME | t.SUB) and not tag & t.POSSESSIVE:
            return i
        if tag & t.PREPOSITION:
            if adjunct_end(scan, i, high) > i:
                return i
        elif (tag & t.PRON and not tag & t.DET) or (
            starts_phrase(scan, i) and open_verb(scan, i + 1, min(high, i + _GAP)) is not None
        ):
            return i
        elif tag & (t.VERB | t.AUX | t.BE | t.SAY) and is_finite(scan, i):
            return start if tags[start] & t.DET else start + 1
        i += 1
    return i


def starts_phrase(scan: Scan, i: int) -> bool:
    """Tell whether a new noun phrase begins at token `i`, which nothing ties to the one before."""
    tags = scan.tags
    if tags[i - 1] & (t.PREPOSITION | t.CONJ | t.DET | t.POSSESSIVE | t.MARK) and not tags[i - 1] & t.PRON:
        return False
    return bool(tags[i] & t.DET or (tags[i] & t.CAP and not tags[i - 1] & (t.CAP | t.TITLE)))


def adjunct_end(scan: Scan, i: int, high: int) -> int:
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


def is_infinitive(scan: Scan, i: int) -> bool:
    """Tell the mark of an infinitive from the preposition of the same form ("to reporters")."""
    if not scan.tags[i] & t.INFINITIVE or i + 1 >= len(scan.tags):
        return False
    after = scan.tags[i + 1]
    if after & t.QUOTE and i + 2 < len(scan.tags):
        after = scan.tags[i + 2] | (0 if scan.tags[i + 2] & (t.VERB | t.SAY) else t.QUOTE)  # 'vowed to "go on"'
    return not after & (t.DET | t.CAP | t.PRON | t.NUMBER | t.POSSESSIVE | t.HEARER | t.SOURCE | t.TIME | t.QUOTE)
