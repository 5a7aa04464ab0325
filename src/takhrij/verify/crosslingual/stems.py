"""Find what the forms of a word have in common, by the affixes of its language's pack."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from takhrij.verify.words import verify_words

if TYPE_CHECKING:
    from takhrij.packs.loader import Pack

_SHORTEST = 3  # letters that stay when an ending is replaced
_BARE = 2  # letters that stay when letters written together with a word are taken off
_LONGEST = 40  # a longer word is looked up as it stands
_KEPT = 100_000


class Stems:
    """Forms and keys of the words of one language; words are given folded by `spelled`."""

    def __init__(self, pack: Pack) -> None:
        given = pack.translation
        self.language = pack.about.language
        self._words = verify_words(pack)
        self._vowels = frozenset(given.vowels)
        self._inflection, self._family = _by_letter(given.inflection), _by_letter(given.family)
        self._irregular = {
            form: entry.split()[0] for entry in given.irregular for form in entry.split() if form != entry.split()[0]
        }
        self._prefixes = given.prefixes
        self._suffixes = given.suffixes
        self.inflects = bool(given.prefixes or given.suffixes)
        self._keys: dict[str, tuple[str, str]] = {}
        self._forms: dict[str, tuple[tuple[str, int], ...]] = {}

    def spelled(self, word: str) -> str:
        """One spelling for a word written in several ways."""
        return self._words.spelled(word)

    def key(self, word: str) -> tuple[str, str]:
        """What all forms of a folded word have in common, and what the words of its family have."""
        known = self._keys.get(word)
        if known is None:
            if len(self._keys) > _KEPT:
                self._keys.clear()
            inflected = self.stem(word)
            known = self._keys[word] = inflected, self._cut(inflected, self._family)
        return known

    def stem(self, word: str) -> str:
        """What all forms of a folded word have in common."""
        return self._cut(self._irregular.get(word, word), self._inflection)

    def _cut(self, word: str, steps: list[dict[str, list[tuple[str, str]]]]) -> str:
        for step in steps:
            for ending, instead in step.get(word[-1:], ()):
                if word.endswith(ending):
                    stem = word[: len(word) - len(ending)]
                    if len(stem) + len(instead) >= _SHORTEST and (
                        not self._vowels or not self._vowels.isdisjoint(stem)
                    ):
                        word = stem + instead
                    break
        return word

    def forms(self, word: str) -> tuple[tuple[str, int], ...]:
        """A folded word without letters written together with it, each with the number of letters changed.

        The word itself comes first, then what was changed least.
        """
        known = self._forms.get(word)
        if known is None:
            if len(self._forms) > _KEPT:
                self._forms.clear()
            known = self._forms[word] = tuple(self._strip(word)) if len(word) <= _LONGEST else ((word, 0),)
        return known

    def _strip(self, word: str) -> list[tuple[str, int]]:
        starts = [(word, 0)]
        starts += [
            (instead + word[len(p) :], len(p))
            for p, instead in self._prefixes
            if word.startswith(p) and len(word) - len(p) >= _BARE
        ]
        found: dict[str, int] = {}
        for begun, cost in starts:
            found.setdefault(begun, cost)
            for s, endings in self._suffixes:
                if begun.endswith(s) and len(begun) - len(s) >= _BARE:
                    for k, ending in enumerate(endings):
                        form, price = begun[: len(begun) - len(s)] + ending, cost + len(s) + (1 if k else 0)
                        if price < found.get(form, 99):
                            found[form] = price
        return sorted(found.items(), key=lambda pair: pair[1])


def _by_letter(steps: tuple[tuple[tuple[str, str], ...], ...]) -> list[dict[str, list[tuple[str, str]]]]:
    """The endings of each step by their last letter."""
    out: list[dict[str, list[tuple[str, str]]]] = []
    for step in steps:
        by_letter: dict[str, list[tuple[str, str]]] = {}
        for ending, instead in step:
            by_letter.setdefault(ending[-1], []).append((ending, instead))
        out.append(by_letter)
    return out


@lru_cache(maxsize=16)
def stems(pack: Pack) -> Stems:
    """The stems of a pack, built once."""
    return Stems(pack)
