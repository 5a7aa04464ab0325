"""Lay gold and predicted spans side by side, by the words they hold.

Method: word sets as in the scoring of PARC3 and PolNeAR; a one-to-one alignment of gold and predicted attributions that
maximises the sum of the Dice overlaps of their contents (the assignment problem, solved exactly).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Words = frozenset[int]
_JOINED = "['\u2019\u02bc\\-\u2010\u2011]"
_WORD = re.compile(rf"[^\W_]+(?:{_JOINED}[^\W_]+)*")
_WORD_OR_MARK = re.compile(rf"[^\W_]+(?:{_JOINED}[^\W_]+)*|[^\s]")
_EXACT = 1e-6  # an exact match wins a tie


class Grid:
    """The words of a text with their places; spans are turned into sets of word numbers."""

    def __init__(self, text: str, *, marks: bool = False) -> None:
        """Cut `text` into words; with `marks` punctuation counts as words too."""
        self.text = text
        self.places = [m.span() for m in (_WORD_OR_MARK if marks else _WORD).finditer(text)]
        self._ends = [end for _, end in self.places]

    def words(self, spans: Iterable[tuple[int, int]] | None) -> Words:
        """Numbers of the words of which at least half lies in one of the spans."""
        found = set()
        for start, end in spans or ():
            for number in range(bisect_right(self._ends, start), len(self.places)):
                a, b = self.places[number]
                if a >= end:
                    break
                if 2 * (min(b, end) - max(a, start)) >= b - a:
                    found.add(number)
        return frozenset(found)

    def forms(self, words: Words) -> set[str]:
        """The words themselves, in lower case."""
        return {self.text[slice(*self.places[n])].lower() for n in words}


def dice(a: Words, b: Words) -> float:
    """Overlap of two sets: twice what they share over what they hold; 0 where both are empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def align(gold: Sequence[Words], predicted: Sequence[Words], min_dice: float = 0.0) -> list[tuple[int, int]]:
    """Pairs (gold, predicted) of overlapping contents, one to one, with the greatest total overlap.

    Pairs whose Dice overlap is not above `min_dice` are none.
    """
    weight = _overlaps(gold, predicted, min_dice)
    pairs: list[tuple[int, int]] = []
    for rows, columns in _components(weight):
        flipped = len(rows) > len(columns)
        short, long = (columns, rows) if flipped else (rows, columns)
        cost = [[-weight.get((j, i) if flipped else (i, j), 0.0) for j in long] for i in short]
        for at, column in enumerate(_assign(cost)):
            if cost[at][column] < 0:
                pairs.append((long[column], short[at]) if flipped else (short[at], long[column]))
    return sorted(pairs)


def _overlaps(gold: Sequence[Words], predicted: Sequence[Words], min_dice: float) -> dict[tuple[int, int], float]:
    """Dice overlap of every pair that shares a word."""
    holders: dict[int, list[int]] = defaultdict(list)
    for j, words in enumerate(predicted):
        for word in words:
            holders[word].append(j)
    weight = {}
    for i, words in enumerate(gold):
        for j, shared in Counter(j for word in words for j in holders.get(word, ())).items():
            overlap = 2 * shared / (len(words) + len(predicted[j]))
            if overlap > min_dice:
                weight[i, j] = overlap + (_EXACT if words == predicted[j] else 0)
    return weight


def _components(weight: dict[tuple[int, int], float]) -> Iterable[tuple[list[int], list[int]]]:
    """Groups of gold and predicted numbers that are tied together; the assignment of each is a problem of its own."""
    of_gold: dict[int, set[int]] = defaultdict(set)
    of_predicted: dict[int, set[int]] = defaultdict(set)
    for i, j in weight:
        of_gold[i].add(j)
        of_predicted[j].add(i)
    done: set[int] = set()
    for first in sorted(of_gold):
        if first in done:
            continue
        rows, new = {first}, {first}
        columns: set[int] = set()
        while new:
            more = set().union(*(of_gold[i] for i in new)) - columns
            columns |= more
            new = set().union(*(of_predicted[j] for j in more)) - rows
            rows |= new
        done |= rows
        yield sorted(rows), sorted(columns)


def _assign(cost: list[list[float]]) -> list[int]:
    """Column of each row at the least total cost, rows <= columns.

    The Hungarian method with potentials (Kuhn 1955, Munkres 1957) in its shortest-augmenting-path form: rows are added
    one at a time, each by a path of alternating columns. Column 0 of the work lists stands for "none".
    """
    n, m = len(cost), len(cost[0])
    of_row, of_column = [0.0] * (n + 1), [0.0] * (m + 1)
    row_at = [0] * (m + 1)
    for row in range(1, n + 1):
        row_at[0] = row
        way = _path(cost, row_at, of_row, of_column)
        column = way[-1]
        before = way[:-1]
        while column:
            row_at[column] = row_at[before[column]]
            column = before[column]
    result = [-1] * n
    for column in range(1, m + 1):
        if row_at[column]:
            result[row_at[column] - 1] = column - 1
    return result


def _path(cost: list[list[float]], row_at: list[int], of_row: list[float], of_column: list[float]) -> list[int]:
    """The cheapest alternating path from the row at column 0 to a free column, adjusting the potentials.

    Gives the column before each column on the way, and last the free column that was reached.
    """
    m = len(of_column) - 1
    least, before, used = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
    at = 0
    while True:
        used[at] = True
        row, step, following = row_at[at], float("inf"), 0
        for column in range(1, m + 1):
            if used[column]:
                continue
            reduced = cost[row - 1][column - 1] - of_row[row] - of_column[column]
            if reduced < least[column]:
                least[column], before[column] = reduced, at
            if least[column] < step:
                step, following = least[column], column
        for column in range(m + 1):
            if used[column]:
                of_row[row_at[column]] += step
                of_column[column] -= step
            else:
                least[column] -= step
        at = following
        if not row_at[at]:
            return [*before, at]
