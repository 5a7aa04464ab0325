"""Asides that name whom a report rests on, where the subject stands first: "the paper reported, citing X, that C"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from takhrij.attribute import extent
from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.clause import is_finite

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_LONGEST = 20  # tokens of whom the aside names
_SPEAKS = t.SOURCE | t.TITLE | t.OUTLET | t.CAP | t.OCCASION | t.PIECE


def cited(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """What whom an aside names said; it nests in what the one says who cites."""
    high = extent.scope_of(scan, at)[1]
    found = read(scan, at, high)
    content = told(scan, found, high) if found is not None else None
    if found is None or content is None:
        return "no aside that names whom a report rests on"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=found.source, anchor="after")]


class Aside(NamedTuple):
    """Tokens of whom the aside names, and of the comma that closes it."""

    source: Range
    comma: int


def read(scan: Scan, cue: int, high: int) -> Aside | None:
    """The aside that the participle at token `cue` opens, at the head or after a comma, and another comma closes."""
    tags = scan.tags
    if (cue and not tags[cue - 1] & (t.COMMA | t.END)) or not any(c.name == "quotes" for c in scan.cues[cue]):
        return None
    if not tags[cue] & t.PARTICIPLE:
        return None
    for k in range(cue + 1, min(high, cue + _LONGEST)):
        if tags[k] & t.COMMA:
            named = any(tag & _SPEAKS for tag in tags[cue + 1 : k])
            return Aside((cue + 1, k), k) if named and scan.span(cue + 1, k) is not None else None
        if tags[k] & (t.MARK | t.THAT | t.SAY) and not tags[k] & (t.NOUN | t.CAP):
            return None
    return None


def past(scan: Scan, comma: int, high: int) -> int:
    """Token after an aside that begins with the comma at `comma`, where "that" or a quotation follows; else `comma`."""
    if comma + 1 < high and scan.tags[comma] & t.COMMA and (found := read(scan, comma + 1, high)) is not None:
        after = found.comma + 1
        if after < high and (scan.tags[after] & t.THAT or (scan.tags[after] & t.QUOTE and extent.opens(scan, after))):
            return after
    return comma


def without(scan: Scan, source: Range) -> Range:
    """A subject without the aside in it or the "that" behind it ("the paper, citing X, said", "citing X, that Y")."""
    first, last = source
    for k in range(first + 1, last):
        if scan.tags[k] & t.COMMA and k + 1 < last and read(scan, k + 1, len(scan.tags)) is not None:
            return first, k
    if scan.tags[first] & t.THAT and first + 1 < last and first and scan.tags[first - 1] & t.COMMA:
        for k in range(first - 2, max(0, first - _LONGEST), -1):
            if scan.tags[k] & t.PARTICIPLE and (aside := read(scan, k, first)) is not None:
                return (first + 1, last) if aside.comma == first - 1 else source
    return source


def told(scan: Scan, found: Aside, high: int) -> Range | None:
    """What whom the aside names said: what follows "that" behind it, or the verb of the one who cites."""
    i = found.comma + 1
    at = found.source[0] - 1
    if not at or scan.tags[at - 1] & t.END:  # "Citing X, the paper reported that"
        i = next((k for k in range(i, min(high, i + _LONGEST)) if scan.tags[k] & (t.SAY | t.MARK)), high)
    while i < high and scan.tags[i] & (t.ADVERB | t.AUX):
        i += 1
    if i < high and scan.tags[i] & t.SAY and is_finite(scan, i):
        i += 1
        if i < high and not scan.tags[i] & (t.THAT | t.MARK & ~t.QUOTE | t.PREPOSITION):
            return extent.forward(scan, i, extent.reach(scan, i, high))
    elif i != found.comma + 1:
        return None
    if i < high and scan.tags[i] & (t.THAT | t.QUOTE):
        first = i + bool(scan.tags[i] & t.THAT)
        return extent.forward(scan, first, extent.reach(scan, first, high))
    return None


def turn_around(scan: Scan, frame: Frame, candidates: list[Candidate]) -> None:
    """Turn "C, the paper reported, citing X" around: X is no content, X told C."""
    for host, c in pairwise(candidates):
        if (
            c.frame.shape == "gerund"
            and c.cue.name == "quotes"
            and len(c.content) == 1
            and host.at[0] < c.at[0]
            and host.at[0] >= extent.sentence_of(scan, c.at[0])[0]
            and not any(first <= c.at[0] < last for first, last in host.content)
            and _is_source(scan, *c.content[0])
        ):
            c.source, c.content, c.frame, c.inherits = c.content[0], list(host.content), frame, False


def _is_source(scan: Scan, first: int, last: int) -> bool:
    """Tell whether a noun phrase names who or what may speak rather than what somebody points to."""
    tags = scan.tags[first:last]
    return any(tag & (t.SOURCE | t.TITLE) for tag in tags) and not any(tag & (t.QUOTE | t.THAT | t.SAY) for tag in tags)
