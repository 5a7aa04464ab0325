"""Lay tokens of a quotation along one stretch of the source.

Runs that both have in common are chained first (by weight, in order, nothing twice); what lies between them is aligned
by dynamic programming, so the work stays small however long the quotation is. A substitution costs 1, of similar words
0.6, a word that only one side has slightly more than 1; before the first and after the last word of the quotation the
source is free.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takhrij.verify.index import SourceIndex
    from takhrij.verify.words import VerifyWords

ALIKE, SUBSTITUTION, GAP, FREE = 0.6, 1.0, 1.05, 0.05
JOINED = 0.1  # what a conjunction costs that is glued to one of two words
SMALL, SMALLS = 0.8, 0.7  # what a small word costs that only one side has, and one exchanged for another
LONGER_GAP = 0.1  # what each further word of a run costs that the quotation leaves out
CELLS = 20_000  # size from which a gap between two runs is not aligned word by word
SLACK = 6

Pair = tuple[int | None, int | None]


class Fit(NamedTuple):
    """A stretch of the source and how the tokens of a piece lie on it; None in a pair where one side has none."""

    start: int
    end: int
    pairs: tuple[Pair, ...]
    cost: float


class Run(NamedTuple):
    """Tokens in a row that quotation and source have in common."""

    content: int
    source: int
    size: int
    weight: float


class Side(NamedTuple):
    """Tokens of the quotation (or a piece of it): numbers, spellings, and which of them an editor put in."""

    ids: list[int]
    texts: list[str]
    free: list[bool]


def fit(side: Side, index: SourceIndex, low: int, high: int) -> Fit:
    """The cheapest way in which the tokens lie between two positions of the source."""
    low, high = max(low, 0), min(high, len(index))
    chain = _chain(_runs(side, index, low, high))
    pairs: list[Pair] = []
    c, s = 0, low
    for run in chain:
        pairs += _between(side, index, (c, run.content), (s, run.source), opens=not pairs, closes=False)
        pairs += [(run.content + k, run.source + k) for k in range(run.size)]
        c, s = run.content + run.size, run.source + run.size
    pairs += _between(side, index, (c, len(side.ids)), (s, high), opens=not pairs, closes=True)
    used = [j for _, j in pairs if j is not None]
    if not used:
        return Fit(low, low, tuple(pairs), GAP * len(pairs))
    return Fit(used[0], used[-1] + 1, tuple(pairs), cost_of(pairs, side, index))


def cost_of(pairs: Sequence[Pair], side: Side, index: SourceIndex) -> float:
    """What a way of laying the two sides along one another costs."""
    total, skipped = 0.0, 0
    for i, j in pairs:
        if i is None:
            total += LONGER_GAP if skipped else _gap(index.tokens.texts[j], index) if j is not None else 0.0
            skipped += 1
            continue
        skipped = 0
        if j is None:
            total += FREE if side.free[i] else _gap(side.texts[i], index)
        else:
            total += _exchange(side, index, i, j)
    return total


@lru_cache(maxsize=100_000)
def _unlike(a: str, b: str, words: VerifyWords) -> float:
    """What it costs to exchange one word for another."""
    if words.unjoined(a) == words.unjoined(b):
        return JOINED
    if alike(a, b):
        return ALIKE
    return SMALLS if words.is_small(a) and words.is_small(b) else SUBSTITUTION


def _gap(word: str, index: SourceIndex) -> float:
    """What a word costs that only one side has."""
    return SMALL if index.words.is_small(word) else GAP


def _exchange(side: Side, index: SourceIndex, i: int, j: int) -> float:
    if side.ids[i] == index.ids[j]:
        return 0.0
    if side.free[i]:
        return FREE
    return _unlike(side.texts[i], index.tokens.texts[j], index.words)


@lru_cache(maxsize=100_000)
def alike(one: str, other: str) -> bool:
    """Tell whether two words may be forms of one, or are both numbers."""
    if one[0] == "#" or other[0] == "#":
        return one[0] == other[0]
    if min(len(one), len(other)) < 3:
        return False
    from rapidfuzz.distance import Indel

    return bool(Indel.normalized_similarity(one, other, score_cutoff=0.7) >= 0.7)


def _runs(side: Side, index: SourceIndex, low: int, high: int) -> list[Run]:
    """Common runs of two tokens and more between two positions, and lone tokens that are rare."""
    window = index.ids[low:high]
    at: dict[int, list[int]] = {}
    for p, token in enumerate(window, low):
        at.setdefault(token, []).append(p)
    ids = [-(10**9) if free else t for t, free in zip(side.ids, side.free, strict=True)]
    source, size = index.ids, len(ids)
    found = []
    rare = index.rarity(window[0]) if window else 0.0
    rare = 0.55 * max((index.rarity(t) for t in ids), default=rare)
    for i, token in enumerate(ids):
        for p in at.get(token, ()):
            if i and p > low and ids[i - 1] == source[p - 1]:
                continue
            n = 1
            while i + n < size and p + n < high and ids[i + n] == source[p + n]:
                n += 1
            weight = sum(index.rarity(t) for t in ids[i : i + n])
            if n > 1 or (weight >= rare and len(at[token]) < 3):
                found.append(Run(i, p, n, weight + n))
    return sorted(found, key=lambda r: (-r.weight, r.content, r.source))[:60]


def _chain(runs: list[Run]) -> list[Run]:
    """The heaviest runs that follow one another on both sides; those that overlap are cut."""
    runs = sorted(runs)
    best: list[tuple[float, int, Run]] = []
    for k, run in enumerate(runs):
        score, before, cut = run.weight, -1, run
        for b in range(k):
            so_far, _, last = best[b]
            over = max(last.content + last.size - run.content, last.source + last.size - run.source, 0)
            if over >= run.size or run.content + over <= last.content or run.source + over <= last.source:
                continue
            rest = run if not over else _without(run, over)
            shift = abs((rest.source - rest.content) - (last.source - last.content))
            value = so_far + rest.weight - min(0.15 * shift, 6.0)
            if value > score:
                score, before, cut = value, b, rest
        best.append((score, before, cut))
    if not best:
        return []
    at = max(range(len(best)), key=lambda k: best[k][0])
    out = []
    while at >= 0:
        _, before, run = best[at]
        out.append(run)
        at = before
    return out[::-1]


def _without(run: Run, head: int) -> Run:
    return Run(run.content + head, run.source + head, run.size - head, run.weight * (run.size - head) / run.size)


def _between(
    side: Side, index: SourceIndex, c: tuple[int, int], s: tuple[int, int], *, opens: bool, closes: bool
) -> list[Pair]:
    """Align what lies between two runs; at either end of the quotation the source need not be used up."""
    (c0, c1), (s0, s1) = c, s
    if c0 == c1:
        return [] if opens or closes else [(None, j) for j in range(s0, s1)]
    if opens and not closes:
        s0 = max(s0, s1 - (c1 - c0) - SLACK)
    if closes and not opens:
        s1 = min(s1, s0 + (c1 - c0) + SLACK)
    if s0 == s1:
        return [(i, None) for i in range(c0, c1)]
    if (c1 - c0) * (s1 - s0) > CELLS:
        both = min(c1 - c0, s1 - s0)
        pairs: list[Pair] = [(c0 + k, s0 + k) for k in range(both)]
        pairs += [(i, None) for i in range(c0 + both, c1)]
        return pairs + ([] if closes else [(None, j) for j in range(s0 + both, s1)])
    return _align(side, index, (c0, c1), (s0, s1), opens=opens, closes=closes)


def _align(
    side: Side, index: SourceIndex, c: tuple[int, int], s: tuple[int, int], *, opens: bool, closes: bool
) -> list[Pair]:
    """Dynamic programming over two short stretches."""
    (c0, c1), (s0, s1) = c, s
    width = s1 - s0
    gaps = [_gap(index.tokens.texts[j], index) for j in range(s0, s1)]
    row = [0.0] * (width + 1) if opens else [GAP * j for j in range(width + 1)]
    steps = [bytes(1) + (b"\3" if opens else b"\2") * width]
    for i in range(c0, c1):
        insertion = FREE if side.free[i] else _gap(side.texts[i], index)
        edited = side.free[i] or (i + 1 < c1 and side.free[i + 1])
        above, row = row, [row[0] + insertion]
        step = bytearray(b"\1")
        cell = row[0]
        for j in range(width):
            diagonal = above[j] + _exchange(side, index, i, s0 + j)
            up, left = above[j + 1] + insertion, cell + (0.2 if edited else gaps[j])
            if diagonal <= up and diagonal <= left:
                cell = diagonal
                step.append(0)
            elif left <= up:
                cell = left
                step.append(2)
            else:
                cell = up
                step.append(1)
            row.append(cell)
        steps.append(bytes(step))
    j = min(range(width + 1), key=lambda k: (row[k], -k)) if closes else width
    return _traced(steps, (c0, c1), s0, j)


def _traced(steps: list[bytes], c: tuple[int, int], s0: int, j: int) -> list[Pair]:
    i = c[1] - c[0]
    pairs: list[Pair] = []
    while i or j:
        step = steps[i][j]
        if i == 0 and step == 3:
            break
        if step == 0:
            i, j = i - 1, j - 1
            pairs.append((c[0] + i, s0 + j))
        elif step == 1:
            i -= 1
            pairs.append((c[0] + i, None))
        else:
            j -= 1
            pairs.append((None, s0 + j))
    return pairs[::-1]
