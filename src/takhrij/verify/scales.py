"""Which of two wordings is the stronger, by the graded scales of a language (`scales.toml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from takhrij.packs.schema import Scales


class Grade(NamedTuple):
    """A place on a scale: the higher the rank, the stronger."""

    scale: str
    rank: int


class Strengths:
    """The scales of a language by word. `forms` gives the spellings under which a token may be listed."""

    def __init__(self, scales: Scales, spelled: Callable[[str], str], forms: Callable[[str], tuple[str, ...]]) -> None:
        self._forms = forms
        self._grades: dict[str, list[Grade]] = {}
        for scale in scales.scale:
            for rank, words in enumerate(scale.words):
                for word in words:
                    key = " ".join(map(spelled, word.split()))
                    self._grades.setdefault(key, []).append(Grade(scale.id, rank))
        self._longest = max((k.count(" ") + 1 for k in self._grades), default=1)

    def compare(self, here: Sequence[str], there: Sequence[str]) -> int:
        """1 where the first wording is stronger than the second, -1 where weaker, 0 where no scale tells.

        Each is a run of tokens; the longest listed words of either are compared, the first scale that has both decides.
        """
        above = below = 0
        for a in self._found(here):
            for b in self._found(there):
                if a.scale == b.scale and a.rank != b.rank:
                    above += a.rank > b.rank
                    below += a.rank < b.rank
        return (above > below) - (above < below)

    def _found(self, tokens: Sequence[str]) -> list[Grade]:
        out: list[Grade] = []
        for i, token in enumerate(tokens):
            for size in range(min(self._longest, len(tokens) - i), 1, -1):
                out += self._grades.get(" ".join(tokens[i : i + size]), ())
            for form in self._forms(token):
                if form in self._grades:
                    out += self._grades[form]
                    break
        return out
