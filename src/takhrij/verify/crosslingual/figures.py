"""Tell which numbers stand on one side only of two sentences that translate each other.

A number that translators write in another way is none of them: words for figures, ranks, other units, rounding that is
said, parts, decades, a dual. What is left on both sides is paired.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takhrij.verify.crosslingual.quantities import Mention

Unit = tuple[str, str, float]  # kind, name, factor
_CONVERTED = 0.07  # relative difference between a figure and its conversion that is rounding
_ROUNDED = 0.1  # the same between a figure and the round one that is said to be about as much
_MOST = 100  # numbers of a sentence that are compared: the work grows with the square
_TELLING = 10  # a figure from which on it is missed where the other side has none at all


class Pair(NamedTuple):
    """Numbers that do not agree: one of each side, or one alone."""

    one: Mention | None
    other: Mention | None


def differing(
    ones: Sequence[Mention],
    others: Sequence[Mention],
    bare: tuple[Sequence[Unit], Sequence[Unit]] = ((), ()),
) -> list[Pair]:
    """Numbers that only one side has, those that stand for one another together.

    `bare` are units of measure that stand without a number on either side.
    """
    ones, others = ones[:_MOST], others[:_MOST]
    left, right = _unmatched(ones, others)
    left = [m for m in left if not _is_explained(m, others)]
    right = [m for m in right if not _is_explained(m, ones)]
    pairs: list[Pair] = []
    for m in sorted(left, key=lambda m: m.is_weak):
        partner = _partner(m, right)
        if partner is not None:
            right.remove(partner)
            pairs.append(Pair(m, partner))
        elif _is_missed(m, bare[1]):
            pairs.append(Pair(m, None))
    pairs += [Pair(None, m) for m in right if _is_missed(m, bare[0])]
    return pairs


def _unmatched(ones: Sequence[Mention], others: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Numbers without an equal one on the other side; each is taken once, the surest pairs first."""
    options = sorted(
        (price, i, j)
        for i, a in enumerate(ones)
        for j, b in enumerate(others)
        if (price := _distance(a, b)) is not None
    )
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for _, i, j in options:
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
    return (
        [m for i, m in enumerate(ones) if i not in taken_a],
        [m for j, m in enumerate(others) if j not in taken_b],
    )


def _distance(a: Mention, b: Mention) -> float | None:
    """How unsure it is that two numbers are one, None where they are not."""
    best: float | None = None
    for i, x in enumerate(a.values):
        for j, y in enumerate(b.values):
            if math.isclose(x, y, rel_tol=1e-6, abs_tol=1e-9):
                best = min(best if best is not None else 99.0, float(i + j))
    if best is not None:
        return best + 2.0 * (a.kind == "loose") + 2.0 * (b.kind == "loose")
    if _is_converted(a, b):
        return 5.0
    return 6.0 if _is_rounded(a, b) or _is_rounded(b, a) else None


def _is_converted(a: Mention, b: Mention) -> bool:
    """Tell whether one figure is the other in another unit of measure."""
    if a.unit is None or b.unit is None or a.unit[0] != b.unit[0] or a.unit[1] == b.unit[1]:
        return False
    if a.unit[0] == "degree":
        return any(abs(x - (y * 1.8 + 32)) <= 2 or abs(y - (x * 1.8 + 32)) <= 2 for x in a.values for y in b.values)
    return any(
        abs(x * a.unit[2] - y * b.unit[2]) <= _CONVERTED * max(x * a.unit[2], y * b.unit[2])
        for x in a.values[:1]
        for y in b.values[:1]
    )


def _is_rounded(exact: Mention, rough: Mention) -> bool:
    """Tell whether a number said to be a round one is the other with fewer figures that say something."""
    x, y = exact.values[0], rough.values[0]
    if not rough.about or exact.about or y < 10 or x == y or abs(x - y) > _ROUNDED * max(x, y):
        return False
    return _figures(y) < _figures(x) - (1 if y < 1000 else 0)


def _figures(value: float) -> int:
    """Number of figures before the zeros at the end."""
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def _is_explained(m: Mention, others: Sequence[Mention]) -> bool:
    """Tell whether a number stands on the other side, used already or put together otherwise."""
    if any(_distance(m, o) is not None for o in others if o.kind != "loose" or m.kind != "figure"):
        return True
    value = m.values[0]
    known = {o.values[0] for o in others}
    whole, part = divmod(value, 1)
    digits = round(part * 10)
    if part and math.isclose(part, digits / 10) and whole in known and digits in known:
        return True
    return any(math.isclose(v, value + d / 10) for v in known for d in known if d < 10 and v != int(v))


def _partner(m: Mention, right: Sequence[Mention]) -> Mention | None:
    """The number of the other side that may stand in the place of one, the nearest in kind and place."""
    fit = [o for o in right if o.kind != "loose" and m.kind != "loose" and not (m.is_weak and o.is_weak)]
    if not fit:
        return None
    return min(fit, key=lambda o: (o.is_weak, (o.unit or ("",))[0] != (m.unit or ("",))[0], abs(o.start - m.start)))


def _is_missed(m: Mention, bare: Sequence[Unit]) -> bool:
    """Tell whether a number that nothing stands for is a change by itself: exact figures that are not small.

    It is none where it measures one unit of the other side, or one and a half.
    """
    if m.kind != "figure" or (m.values[0] < _TELLING and m.values[0] == int(m.values[0])):
        return False
    if m.unit is None or m.unit[0] == "degree":
        return True
    size = m.values[0] * m.unit[2]
    return not any(u[0] == m.unit[0] and abs(size / u[2] - n) <= _CONVERTED * n for u in bare for n in (0.5, 1.0, 1.5))
