"""Cut words apart whose spaces were lost, as happens when text is taken from pages and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST = 9  # letters of a word that may be several
_LONGEST = 160  # a longer run of letters is no text
_PIECE = 14  # letters of the longest piece that is looked up
_LETTER, _UNKNOWN = 0.6, 1.0  # cost of a letter in no known piece, and of beginning such a piece
_NAME = 13  # letters below which a word that is not made of known pieces alone may be a name
_LOST = 0.3  # share of letters that may be unknown


def cut(word: str, price: Callable[[str], float | None]) -> list[str]:
    """The words that a run of letters is made of, itself alone where too little of it is known.

    `price` tells what a known piece costs, None where it is none. The cheapest way through is taken.
    """
    size = len(word)
    if not SHORTEST <= size <= _LONGEST:
        return [word]
    best: list[tuple[float, int, bool]] = [(0.0, 0, True)]
    for end in range(1, size + 1):
        cost, start, known = best[end - 1][0] + _LETTER + (_UNKNOWN if best[end - 1][2] else 0.0), end - 1, False
        for begin in range(max(0, end - _PIECE), end - 1):
            if best[begin][0] + 1.0 < cost and (worth := price(word[begin:end])) is not None:
                whole = best[begin][0] + worth
                if whole < cost:
                    cost, start, known = whole, begin, True
        best.append((cost, start, known))
    pieces: list[tuple[str, bool]] = []
    end = size
    while end:
        _, start, known = best[end]
        if not known and pieces and not pieces[-1][1]:
            pieces[-1] = (word[start:end] + pieces[-1][0], False)
        else:
            pieces.append((word[start:end], known))
        end = start
    unknown = sum(len(p) for p, known in pieces if not known)
    if len(pieces) < 2 or unknown > (_LOST * size if size >= _NAME else 0):
        return [word]
    return [p for p, _ in reversed(pieces)]
