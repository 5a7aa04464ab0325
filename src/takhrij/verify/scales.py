"""Which of two wordings is the stronger, by the graded scales of a language (`scales.toml`)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from takhrij.packs.schema import Scales


_FAR = 0.4  # difference of the heights of two words at which one is the stronger, though no scale has both


class Grade(NamedTuple):
    """A place on a scale: the higher the rank, the stronger; `height` is its share of the scale."""

    scale: str
    rank: int
    height: float


class Graded(NamedTuple):
    """A word or phrase of a text, by the places of its tokens, with its grades."""

    start: int
    end: int
    grades: tuple[Grade, ...]


class Strengths:
    """The scales of a language by word. `forms` gives the spellings under which a token may be listed."""

    def __init__(self, scales: Scales, spelled: Callable[[str], str], forms: Callable[[str], tuple[str, ...]]) -> None:
        self._forms = forms
        self._grades: dict[str, list[Grade]] = {}
        for scale in scales.scale:
            for rank, words in enumerate(scale.words):
                grade = Grade(scale.id, rank, rank / max(len(scale.words) - 1, 1))
                for word in words:
                    key = spelled(word) if word.isalpha() else " ".join(map(spelled, word.replace("-", " ").split()))
                    known = self._grades.setdefault(key, [])
                    if grade not in known:
                        known.append(grade)
        self._longest = max((k.count(" ") + 1 for k in self._grades), default=1)

    def compare(self, here: Sequence[str], there: Sequence[str]) -> int:
        """1 where the first wording is stronger than the second, -1 where weaker, 0 where no scale tells."""
        return self.compared(self.graded(here, range(len(here))), self.graded(there, range(len(there))))

    def compared(self, here: Sequence[Graded], there: Sequence[Graded]) -> int:
        """1 where the first words are the stronger, -1 where the second, 0 where no scale tells or the scales disagree.

        Every word of one wording is laid beside every one of the other on each scale they share. Where they share none,
        they must lie on scales of one field, and the words of one high on all of theirs, those of the other low.
        """
        pairs = [(a, b) for x in here for y in there for a in x.grades for b in y.grades]
        shared = [(a.rank, b.rank) for a, b in pairs if a.scale == b.scale]
        if not shared and any(b.scale in self._fields[a.scale] for a, b in pairs):
            apart = _height(here) - _height(there)
            return (apart >= _FAR) - (apart <= -_FAR)
        steps = {a > b for a, b in shared if a != b}
        return 0 if len(steps) != 1 else 1 if steps.pop() else -1

    @cached_property
    def _fields(self) -> dict[str, set[str]]:
        """The scales that share a word with each scale."""
        fields: dict[str, set[str]] = {}
        for grades in self._grades.values():
            names = {grade.scale for grade in grades}
            for name in names:
                fields.setdefault(name, set()).update(names)
        return fields

    def graded(self, tokens: Sequence[str], at: Iterable[int]) -> list[Graded]:
        """The graded words that begin at some places of a text; a phrase counts instead of the words in it."""
        out: list[Graded] = []
        end = 0
        for i in at:
            if i >= end and (found := self._longest_at(tokens, i)):
                out.append(found)
                end = found.end
        return out

    def _longest_at(self, tokens: Sequence[str], i: int) -> Graded | None:
        forms = self._forms(tokens[i])
        for size in range(min(self._longest, len(tokens) - i), 0, -1):
            behind = tokens[i + 1 : i + size]
            for form in forms:
                grades = self._grades.get(" ".join((form, *behind)))
                if grades:
                    return Graded(i, i + size, tuple(grades))
        return None


def _height(words: Sequence[Graded]) -> float:
    """How high words stand on their scales in the mean."""
    heights = [grade.height for word in words for grade in word.grades]
    return sum(heights) / len(heights)
