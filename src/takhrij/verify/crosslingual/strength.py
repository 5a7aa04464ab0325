"""Tell a word of one sentence in whose place its translation has a stronger or a weaker one.

The scales of both languages carry the same names. A word is read by the scales of its own language and by those of the
words it may translate; only where both words lie on one scale, at grades that do not meet, is one called stronger.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from takhrij.verify.words import verify_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from takhrij.packs.loader import Pack
    from takhrij.verify.crosslingual.partners import Partners
    from takhrij.verify.crosslingual.sentence import Reader, Sentence, Unit

_STEP = 0.4  # difference of grades, as a share of the scale, that is one
_SAME = 0.1  # difference of grades up to which two places are one
_APART = 0.35  # difference of the places in the two sentences within which words stand for each other


class Weighed(NamedTuple):
    """Two words that stand for one another, and what the first is beside the second."""

    one: Unit
    other: Unit
    strength: Literal["stronger", "weaker"]


class Grades:
    """The places of words on the scales of a language: 0 the weakest, 1 the strongest."""

    def __init__(self, pack: Pack) -> None:
        words = verify_words(pack)
        self._forms = words.forms
        slack = frozenset(pack.translation.slack)
        self._grades: dict[str, dict[str, float]] = {}
        for scale in pack.scales.scale:
            last = max(len(scale.words) - 1, 1)
            if scale.id in slack:
                continue
            for rank, forms in enumerate(scale.words):
                for form in forms:
                    if " " not in form:
                        self._grades.setdefault(words.spelled(form), {})[scale.id] = rank / last

    def of(self, word: str) -> dict[str, float]:
        """Places of a folded word by scale."""
        return next((g for form in self._forms(word) if (g := self._grades.get(form))), {})


@lru_cache(maxsize=16)
def grades(pack: Pack) -> Grades:
    """The graded words of a pack, built once."""
    return Grades(pack)


def weighed(here: Reader, one: Sentence, there: Reader, other: Sentence, partners: Partners) -> list[Weighed]:
    """Words without a translation on the other side in whose place a word of another grade stands."""
    left = [(u, g) for u in _alone(one, partners.there) if (g := here.graded(u, there))]
    right = [(u, g) for u in _alone(other, partners.here) if (g := there.graded(u, here))]
    found: list[Weighed] = []
    for unit, mine in left:
        best: tuple[float, int, Weighed] | None = None
        for k, (counterpart, theirs) in enumerate(right):
            apart = abs(unit.start / len(one.text) - counterpart.start / len(other.text))
            step = _step(mine, theirs) if apart <= _APART else 0
            if step and (best is None or apart < best[0]):
                best = apart, k, Weighed(unit, counterpart, "stronger" if step > 0 else "weaker")
        if best is not None:
            found.append(best[2])
            del right[best[1]]
    return found


def _step(mine: Mapping[str, list[float]], theirs: Mapping[str, list[float]]) -> int:
    """1 where one word is the stronger on the scales both lie on, -1 where it is the weaker, 0 where it may be neither.

    What a word may mean lies at several places of a scale. Where a place of one is that of the other, they may mean the
    same; where they lie close together, that scale tells nothing.
    """
    found = set()
    for scale in mine.keys() & theirs.keys():
        steps = [a - b for a in mine[scale] for b in theirs[scale]]
        if any(abs(s) < _SAME for s in steps):
            return 0
        if all(abs(s) >= _STEP for s in steps):
            found |= {s > 0 for s in steps}
    return 0 if len(found) != 1 else 1 if found.pop() else -1


def _alone(sentence: Sentence, partners: dict[int, set[int]]) -> list[Unit]:
    """Words that nothing of the other sentence may translate."""
    return [u for u in sentence.units if u.at >= 0 and not partners.get(u.at)]
