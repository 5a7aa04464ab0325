"""Lay the sentences of a text along those of its translation, in order.

A sentence may be left out on either side, and one may stand for two in a row of the other side. The way through with
the highest sum of scores is taken, each score counted from what sentences of the two texts agree in by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.verify.crosslingual.ranking import Pool

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_JOINED = 0.6  # share of the score of a second sentence for one that has a counterpart already
_LEFT_OUT = 0.01  # what a pair must be worth beyond chance


def align_document(
    ones: Sequence[str],
    others: Sequence[str],
    *,
    language: str = "ar",
    other_language: str = "en",
    packs: Path | None = None,
) -> list[tuple[int, int, float]]:
    """Pairs of sentences (number in `ones`, in `others`) that translate each other, in order, with their scores.

    Raises ValueError where the two languages have no lexicon. Time grows with the product of the numbers of sentences.
    """
    if not ones or not others:
        return []
    pool = Pool(others, other_language, language, packs)
    scores = [{r.index: r.score for r in pool.rank(one)} for one in ones]
    chance = [sum(row.values()) / len(others) for row in scores]
    worth = [[row[j] - min(chance[i], row[j]) - _LEFT_OUT for j in range(len(others))] for i, row in enumerate(scores)]
    return [(i, j, scores[i][j]) for i, j in _way(worth)]


def _way(worth: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs in order, of both sides none twice but in a row, that are worth most together."""
    rows, columns = len(worth), len(worth[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    came = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            pair = worth[i - 1][j - 1]
            steps = (
                best[i - 1][j],
                best[i][j - 1],
                best[i - 1][j - 1] + pair,
                best[i - 1][j] + _JOINED * pair if came[i - 1][j] >= 2 and pair > 0 else -1.0,
                best[i][j - 1] + _JOINED * pair if came[i][j - 1] >= 2 and pair > 0 else -1.0,
            )
            came[i][j] = max(range(5), key=steps.__getitem__)
            best[i][j] = steps[came[i][j]]
    pairs = []
    i, j = rows, columns
    while i and j:
        step = came[i][j]
        if step >= 2:
            pairs.append((i - 1, j - 1))
        i, j = (i - 1 if step not in (1, 4) else i), (j - 1 if step in (1, 2, 4) else j)
    return pairs[::-1]
