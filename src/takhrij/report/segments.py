"""Cut a text where marks begin and end, so that nested and overlapping marks can be drawn piece by piece."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from takhrij.model import Span
    from takhrij.report.view import Statement


_WORD = re.compile(r"\S+")


class Segment(Struct, frozen=True, kw_only=True):
    """A run of text over which the same marks lie.

    `contents` are indices of the statements whose content covers the run, outermost first; `sources`, `cues`, `hedges`
    those whose part it is; `dates` and `own` index the lists given; `target` is the statement that a click opens, or
    None; `starts` are the statements whose content begins here.
    """

    start: int
    end: int
    contents: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    cues: tuple[int, ...] = ()
    hedges: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    target: int | None = None


ROLES = ("contents", "sources", "cues", "hedges", "dates", "own")


def segments(
    text: str,
    statements: Sequence[Statement],
    dates: Sequence[Span] = (),
    own: Sequence[Span] = (),
    cuts: Sequence[Span] = (),
) -> list[Segment]:
    """Split a text at every boundary of a mark and of `cuts` (paragraphs). Together the segments are the whole text.

    The first word of a content is a segment of its own, so that the number before it stays on its line.
    """
    length = len(text)
    events: dict[int, list[tuple[bool, int, int]]] = {0: [], length: []}
    for role, index, span in _marks(statements, dates, own):
        events.setdefault(min(span.start, length), []).append((True, role, index))
        events.setdefault(min(span.end, length), []).append((False, role, index))
    for span in cuts:
        events.setdefault(span.start, [])
        events.setdefault(span.end, [])
    for s in statements:
        for word in _WORD.finditer(text, *s.attribution.content[0]):
            events.setdefault(word.end(), [])
            break
    rank = _ranks(statements)
    first = {s.index: s.attribution.content[0].start for s in statements}
    active: list[list[int]] = [[] for _ in ROLES]
    out: list[Segment] = []
    places = sorted(p for p in events if 0 <= p <= length)
    for start, end in pairwise(places):
        for opens, role, index in events[start]:
            if opens:
                active[role].append(index)
            elif index in active[role]:
                active[role].remove(index)
        contents = tuple(sorted(dict.fromkeys(active[0]), key=rank.__getitem__))
        rest = [tuple(sorted(dict.fromkeys(a))) for a in active[1:]]
        out.append(
            Segment(
                start=start,
                end=end,
                contents=contents,
                sources=rest[0],
                cues=rest[1],
                hedges=rest[2],
                dates=rest[3],
                own=rest[4],
                starts=tuple(i for i in contents if first[i] == start),
                target=max((*contents, *rest[0], *rest[1], *rest[2]), key=rank.__getitem__, default=None),
            )
        )
    return out


def within(cut: Sequence[Segment], paragraph: Span) -> Sequence[Segment]:
    """The segments of a paragraph; `cut` is in order and has a boundary at either end of it."""
    first = bisect_left(cut, paragraph.start, key=_start)
    return cut[first : bisect_left(cut, paragraph.end, lo=first, key=_start)]


def _start(segment: Segment) -> int:
    return segment.start


def _marks(
    statements: Sequence[Statement], dates: Sequence[Span], own: Sequence[Span]
) -> Iterable[tuple[int, int, Span]]:
    for s in statements:
        a = s.attribution
        for role, spans in enumerate((a.content, a.source, a.cue, a.hedges)):
            for span in spans:
                yield role, s.index, span
    for i, span in enumerate(dates):
        yield 4, i, span
    for i, span in enumerate(own):
        yield 5, i, span


def _ranks(statements: Sequence[Statement]) -> dict[int, tuple[int, int, int]]:
    """Outer statements before inner ones: by the depth of nesting, then by length, then by place."""
    by_index = {s.index: s for s in statements}
    out = {}
    for s in statements:
        depth, at = 0, s
        while at.parent in by_index and depth <= len(statements):
            at = by_index[at.parent]
            depth += 1
        size = sum(c.end - c.start for c in s.attribution.content)
        out[s.index] = (depth, -size, s.index)
    return out
