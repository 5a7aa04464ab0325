"""Weights of yes-or-no signs by logistic regression, drawn towards figures set by hand; small, exact, without libraries."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_ROUNDS = 60
_ENOUGH = 1e-7
_FOLDS = 20

Row = tuple[float, ...]


def share(weights: Sequence[float], row: Row) -> float:
    """What the weights expect of a row: 0..1."""
    return 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, row, strict=True))))


def fit(rows: Sequence[Row], right: Sequence[bool], means: Sequence[float], pull: float) -> list[float]:
    """Weights of the columns; the first column is the base, which nothing pulls. The others are pulled to `means`."""
    counts = Counter(zip(rows, right, strict=True))
    weights, size = list(means), range(len(means))
    pulls = [1e-6, *[pull] * (len(means) - 1)]
    for _ in range(_ROUNDS):
        slope = [p * (w - m) for p, w, m in zip(pulls, weights, means, strict=True)]
        curve = [[pulls[i] if i == j else 0.0 for j in size] for i in size]
        for (row, is_right), n in counts.items():
            expected = share(weights, row)
            bend = n * expected * (1 - expected)
            held = [(i, x) for i, x in enumerate(row) if x]
            for i, x in held:
                slope[i] += n * (expected - is_right) * x
                for j, y in held:
                    curve[i][j] += bend * x * y
        step = _solved(curve, slope)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _ENOUGH:
            break
    return weights


def apart(
    rows: Sequence[Row], right: Sequence[bool], articles: Sequence[Hashable], means: Sequence[float], pull: float
) -> list[float]:
    """What weights fitted on the other articles expect of each row."""
    names = sorted(set(articles), key=str)
    fold = {name: k % _FOLDS for k, name in enumerate(names)}
    found = [0.0] * len(rows)
    for k in range(min(_FOLDS, len(names))):
        kept = [i for i, name in enumerate(articles) if fold[name] != k]
        weights = fit([rows[i] for i in kept], [right[i] for i in kept], means, pull)
        for i, name in enumerate(articles):
            if fold[name] == k:
                found[i] = share(weights, rows[i])
    return found


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """Solve a system of linear equations by elimination."""
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    size = len(rows)
    for k in range(size):
        pivot = max(range(k, size), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(size):
            if i != k and rows[i][k]:
                factor = rows[i][k] / rows[k][k]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[size] / row[i] for i, row in enumerate(rows)]
