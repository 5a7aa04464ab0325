"""Tell which words of two sentences may translate each other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from takhrij.text.skeleton import SAME_NAME, name_similarity, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from takhrij.verify.crosslingual.sentence import Sentence, Unit

NEAR = 50.0  # likeness of skeletons, on the scale of rapidfuzz, from which names are compared by their sounds
_CONTENT = 1.0  # factor of a word that carries content
_MOST = 120  # names of a sentence that are compared: the work grows with the square


class Names:
    """Words of a sentence that may be names, to be found by a spelling in another script."""

    def __init__(self, units: Iterable[Unit]) -> None:
        named = [(u, name) for u in units if u.names for name in u.names][:_MOST]
        self._units = [u for u, _ in named]
        self._names = [name for _, name in named]
        self._keys = [compact(name) for name in self._names]

    def like(self, unit: Unit, likeness: float = SAME_NAME, limit: int = 8) -> Iterator[Unit]:
        """Words that may be the same name."""
        from rapidfuzz import fuzz, process

        for name in unit.names:
            near = process.extract(compact(name), self._keys, scorer=fuzz.ratio, limit=limit, score_cutoff=NEAR)
            for _, _, k in near:
                if name_similarity(name, self._names[k]) >= likeness:
                    yield self._units[k]


@lru_cache(maxsize=50_000)
def compact(name: str) -> str:
    """The skeleton of a name without the spaces between its words."""
    return skeleton(name).replace(" ", "")


class Partners:
    """For each word of two sentences the words of the other that may be its translation, by the numbers of tokens."""

    def __init__(self, one: Sentence, other: Sentence) -> None:
        self.there: dict[int, set[int]] = {}
        self.here: dict[int, set[int]] = {}
        by_key: dict[str, list[Unit]] = {}
        content = [u for u in other.units if u.at >= 0 and u.factor >= _CONTENT]
        for unit in content:
            for key in unit.keys:
                by_key.setdefault(key, []).append(unit)
        names, compared = Names(content), 0
        for unit in one.units:
            if unit.at < 0 or unit.factor < _CONTENT:
                continue
            found = {u.at for key in unit.keys for u in by_key.get(key, ())}
            if unit.names and not found and compared < _MOST:
                compared += 1
                found = {u.at for u in names.like(unit)}
            for at in found:
                self.there.setdefault(unit.at, set()).add(at)
                self.here.setdefault(at, set()).add(unit.at)
