"""Tell which words of two sentences may translate each other."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from takhrij.text.skeleton import SAME_NAME, name_similarity

if TYPE_CHECKING:
    from takhrij.verify.crosslingual.sentence import Sentence, Unit

_CONTENT = 1.0  # factor of a word that carries content


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
        named = [u for u in content if u.names]
        for unit in one.units:
            if unit.at < 0 or unit.factor < _CONTENT:
                continue
            found = {u.at for key in unit.keys for u in by_key.get(key, ())}
            if unit.names:
                found |= {u.at for u in named if same(unit.names, u.names)}
            for at in found:
                self.there.setdefault(unit.at, set()).add(at)
                self.here.setdefault(at, set()).add(unit.at)


@lru_cache(maxsize=50_000)
def same(ones: tuple[str, ...], others: tuple[str, ...], likeness: float = SAME_NAME) -> bool:
    """Tell whether a spelling of one word may be the name that a spelling of another is."""
    return any(name_similarity(a, b) >= likeness for a in ones for b in others)
