"""Which clock a date belongs to: when something happened, or when it was reported.

A date inside what somebody is said to have said tells when that happened; one that stands beside the words of saying
("reported in 2018 that") tells when it was said, as does the date of a note that the text first ran elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import structs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from takhrij.model import Attribution, DateMention, Span
    from takhrij.resolve.mentions import Index

_LOOKED = 64  # contents before a date that are looked at


def tell_clocks(
    dates: Sequence[DateMention], attributions: Iterable[Attribution], notes: Iterable[Span], index: Index
) -> tuple[DateMention, ...]:
    """The dates with their clocks; what neither a statement nor a note tells stays as it was read."""
    beside: dict[int, list[Attribution]] = {}
    contents: list[tuple[int, int, str]] = []
    for a in attributions:
        if a.cue:
            beside.setdefault(_sentence(a.cue[0].start, index), []).append(a)
        contents.extend((c.start, c.end, a.id) for c in a.content)
    contents.sort()
    held = tuple(notes)
    return tuple(_told(d, beside, contents, held, index) for d in dates)


def _told(
    date: DateMention,
    beside: dict[int, list[Attribution]],
    contents: list[tuple[int, int, str]],
    notes: tuple[Span, ...],
    index: Index,
) -> DateMention:
    if any(note.holds(date.span) for note in notes):
        return structs.replace(date, clock="report")
    last = bisect_right(contents, (date.span.start, 1 << 60, ""))
    around = {name for _, end, name in contents[max(0, last - _LOOKED) : last] if date.span.end <= end}
    near = [a for a in beside.get(_sentence(date.span.start, index), ()) if a.id not in around]
    if around:
        return structs.replace(date, clock="report" if any(a.parent in around for a in near) else "event")
    return structs.replace(date, clock="report") if near else date


def _sentence(offset: int, index: Index) -> int:
    """First token of the sentence that holds an offset."""
    return index.sentence_start(index.token_at(offset))
