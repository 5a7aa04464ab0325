"""Cut words apart whose spaces were lost, as happens when text is taken from pages and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTEST = 9  # letters of a word that may be several
_LONGEST = 160  # a longer run of letters is no text
_PIECE = 14  # letters of the longest piece that is looked up
_LETTER = 0.9  # cost of a letter in no known piece
_UNKNOWN = 1.0  # cost of beginning a piece that is not known
_KNOWN = 0.3  # share of letters that may be unknown


def cut(word: str, is_known: Callable[[str], bool]) -> list[str]:
    """The words that a run of letters is made of, itself alone where too little of it is known.

    The cheapest way through: a known piece costs one, more where it is short; letters in none cost one each.
    """
    size = len(word)
    if not _SHORTEST <= size <= _LONGEST:
        return [word]
    best: list[tuple[float, int, bool]] = [(0.0, 0, True)]
    for end in range(1, size + 1):
        cost, start, known = best[end - 1][0] + _LETTER + (_UNKNOWN if best[end - 1][2] else 0.0), end - 1, False
        for begin in range(max(0, end - _PIECE), end - 1):
            price = best[begin][0] + 1.0 + 3.0 / (end - begin) ** 2
            if price < cost and is_known(word[begin:end]):
                cost, start, known = price, begin, True
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
    if sum(len(p) for p, known in pieces if not known) > _KNOWN * size:
        return [word]
    return [p for p, _ in reversed(pieces)]
