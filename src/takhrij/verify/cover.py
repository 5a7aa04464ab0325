"""Find the runs of the source that a quotation is made of, wherever they stand and in whatever order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from takhrij.verify.index import SourceIndex

LEAST = 3  # words that a run must have to speak for a place
_OFTEN = 200  # a run of three found more often than this says nothing
_SPREAD = 4  # words on either side that may lie between two runs of one segment


class Segment(NamedTuple):
    """Runs that follow one another in both texts; ranges of tokens, and how many of them are the same."""

    content: tuple[int, int]
    source: tuple[int, int]
    same: int


def cover(ids: list[int], index: SourceIndex) -> tuple[Segment, ...]:
    """Segments in the order of the quotation, longest runs chosen first; short ones are left out."""
    blocks = _blocks(ids, index)
    segments: list[Segment] = []
    for c, s, n in sorted(blocks):
        if segments:
            last = segments[-1]
            skipped, gap = c - last.content[1], s - last.source[1]
            if skipped <= _SPREAD and 0 <= gap <= skipped + _SPREAD:
                segments[-1] = Segment((last.content[0], c + n), (last.source[0], s + n), last.same + n)
                continue
        segments.append(Segment((c, c + n), (s, s + n), n))
    return tuple(s for s in segments if s.same >= LEAST)


def _blocks(ids: list[int], index: SourceIndex) -> list[tuple[int, int, int]]:
    """Common runs of three tokens and more that do not overlap in the quotation: place there, in the source, length."""
    source, size, end = index.ids, len(ids), len(index)
    runs = []
    for i, gram in enumerate(zip(ids, ids[1:], ids[2:], strict=False)):
        places = index.grams.get(gram, ())
        if len(places) > _OFTEN:
            continue
        for p in places:
            if i and p and ids[i - 1] == source[p - 1]:
                continue
            n = 3
            while i + n < size and p + n < end and ids[i + n] == source[p + n]:
                n += 1
            runs.append((i, p, n))
    taken = [False] * size
    chosen: list[tuple[int, int, int]] = []
    longest = max(runs, key=lambda r: r[2], default=(0, 0, 0))
    main = longest[1] - longest[0]
    for i, p, n in sorted(runs, key=lambda r: (-r[2], abs(r[1] - r[0] - main), r)):
        a, b = i, i + n
        while a < b and taken[a]:
            a += 1
        while b > a and taken[b - 1]:
            b -= 1
        if b - a >= 3 and not any(taken[a:b]):
            taken[a:b] = [True] * (b - a)
            chosen.append((a, p + a - i, b - a))
    return chosen
