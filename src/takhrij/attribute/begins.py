"""Where the content that follows its verb begins, in languages that put the subject first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from takhrij.attribute import cited, extent
from takhrij.attribute import tags as t
from takhrij.attribute.clause import is_finite, open_verb
from takhrij.attribute.gap import adjunct_end, is_infinitive, skip_gap, starts_phrase

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_GAP = 14  # tokens that may stand between a verb and its content
_REACH = 28  # the same, where a word like "that" ties them
_VERBS = t.VERB | t.SAY | t.AUX | t.BE


def content_after(scan: Scan, at: int, high: int, cue: Cue, *, passive: bool = False) -> Range | str:
    """Range of the content that follows the verb, or why there is none."""
    tags = scan.tags
    i = skip_gap(scan, at + 1, high, replace(cue, takes=cue.takes - {"hearer"}) if passive else cue)
    i = cited.past(scan, i, high) if i < high else i
    start: int | None = None
    if "object" in cue.takes and not passive:
        start = _object_start(scan, at, high)
    else:
        start = anchored(scan, at, i, high, cue, passive=passive)
        if start is None and i < high:
            start = _bare_start(scan, i, at, high, cue, passive=passive)
    if start is None or start >= len(tags):
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


def anchored(scan: Scan, at: int, i: int, high: int, cue: Cue, *, passive: bool) -> int | None:
    """Start of a content that a word or mark introduces; `i` is where the gap after the verb ends."""
    tags = scan.tags
    anchor = i
    relative = False  # a clause that tells who is spoken to: "asked those who came to leave"
    while (
        anchor < min(high, at + _REACH)
        and not tags[anchor] & (t.THAT | t.COLON | t.END | t.QUOTE)
        and not (anchor > i and tags[anchor] & t.PARTICIPLE)
        and not is_infinitive(scan, anchor)
    ):
        if tags[anchor] & t.REL and not tags[anchor] & (t.DET | t.AUX) and "hearer" in cue.takes and anchor > at + 1:
            relative = True
        elif (
            tags[anchor] & _VERBS
            and is_finite(scan, anchor)
            and not (tags[i] & t.PREPOSITION and tags[anchor] & t.ED and not tags[anchor] & t.AUX)
        ):
            if not relative:
                return None
            relative = False
        anchor += 1
    if anchor >= high:
        return None
    tag = tags[anchor]
    if tag & t.THAT and "that" in cue.takes and not (tags[anchor - 1] & t.PREPOSITION):
        if anchor > at + 1 and anchor + 1 < high and tags[anchor + 1] & (t.ED | t.SAY) and is_finite(scan, anchor + 1):
            return None  # "said in a film that showed him at work"
        near = anchor == i or tags[i] & (t.PREPOSITION | t.COMMA | t.TIME) or "hearer" in cue.takes
        return anchor + 1 if near else None
    if tag & t.COLON and "quote" in cue.takes:
        return anchor + 1
    if (
        tag & t.QUOTE
        and "quote" in cue.takes
        and extent.opens(scan, anchor)
        and (anchor == i or (tags[anchor - 1] & t.COMMA and (anchor - i == 1 or tags[i] & t.PREPOSITION)))
    ):
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
        if (tag & t.QUOTE and extent.opens(scan, j)) or (
            j > k and tag & (t.PREPOSITION | t.DET | t.LINK) and not tags[j - 1] & (t.PREPOSITION | t.DET)
        ):
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
    if (
        not tags[i] & (blocked | t.PREPOSITION)
        and ("bare" in cue.takes or "clause" in cue.takes)
        and open_verb(
            scan, i if tags[i] & t.AUX else i + 1, high if "bare" in cue.takes else _comma_after(scan, i, high)
        )
        is not None
    ):
        return i
    if tags[i] & t.PREPOSITION and "bare" in cue.takes:
        return _after_place(scan, i, high)
    if "bare" in cue.takes and tags[i] & _VERBS and is_finite(scan, i):
        return i  # "which he said were ready"
    if cue.links and scan.folds[i] in cue.links and i + 1 < high and not tags[i + 1] & (t.MARK & ~t.QUOTE):
        return i + 1
    if (
        "bare" in cue.takes
        and "hearer" not in cue.takes
        and not tags[i] & (blocked | t.PREPOSITION)
        and _says_word(scan, i, high)
    ):
        return i
    if "np" in cue.takes and not passive:
        k = at + 1
        while k < high and tags[k] & (t.ADVERB | t.TIME):
            k += 1
        if k < high and tags[k] & t.PREPOSITION:
            k = max(k, adjunct_end(scan, k, high))
        if (
            k + 1 < high
            and not tags[k] & (blocked | t.PREPOSITION | t.AUX | t.BE)
            and not (tags[k] & t.PRON and tags[k + 1] & (t.MARK & ~t.QUOTE))
        ):
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
        starts = (tag & t.PRON and not tag & (t.DET | t.REL)) or starts_phrase(scan, k)
        if starts and not scan.tags[k - 1] & t.PREPOSITION and open_verb(scan, k + 1, high) is not None:
            return k
    return i if open_verb(scan, i + 1, high) is not None else None
