"""Look up words of one language in another: the lexicon of a pair of languages, by the keys of its second.

Every word of either language becomes a few keys with a confidence (0..1); two words may translate each other where they
share one. Keys of words are stems of the second language, keys of families begin with "~".
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from takhrij.packs.loader import lexicon_rows, lexicons, load
from takhrij.text.fold import fold
from takhrij.verify.crosslingual.stems import Stems, stems

if TYPE_CHECKING:
    from pathlib import Path

FAMILY = 0.55  # confidence of a key that words of one family share
_PART = 0.7  # confidence of a word of a translation of several words
_FURTHER = 0.65  # what each further way to read a form takes from the confidence
_READINGS = 3  # ways to read a form that count
_KEPT = 100_000
_PLACE = "geo"  # kind of the rows of places and of those who come from them
_PHRASE = 4  # longest entry, in words

Keys = dict[str, float]


class Lexicon:
    """Words of two languages that translate each other; `keys` gives what a word has in common with others."""

    def __init__(self, one: Stems, other: Stems, empty: frozenset[str]) -> None:
        self.one, self.other = one, other
        self._empty = empty
        self._entries: dict[str, list[str]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        self._own_phrases: dict[str, set[tuple[str, ...]]] = {}
        self._known: dict[str, Keys] = {}
        self._vocabulary: set[str] = set()
        self._places: tuple[set[str], set[str]] = set(), set()
        for forms, words, kind in lexicon_rows(one.language, other.language):
            meanings = [w.lower() for w in words]
            if kind == _PLACE:
                self._places[0].update(one.spelled(f) for f in forms if " " not in f)
                self._places[1].update(other.stem(m) for m in meanings if " " not in m)
            for meaning in meanings:
                parts = tuple(map(other.stem, meaning.split()))
                self._vocabulary.update(parts)
                if 1 < len(parts) <= _PHRASE:
                    self._own_phrases.setdefault(parts[0], set()).add(parts)
            for form in forms:
                parts = tuple(map(one.spelled, form.split()))
                if len(parts) == 1:
                    self._entries.setdefault(parts[0], []).extend(meanings)
                elif len(parts) <= _PHRASE:
                    self.phrases.setdefault(parts[0], []).append((parts, tuple(meanings)))

    def is_place(self, word: str, language: str) -> bool:
        """Tell whether a folded word is listed as the name of a place or of those who come from it."""
        if language != self.one.language:
            return self.other.key(word)[0] in self._places[1]
        return any(form in self._places[0] for form, _ in self.one.forms(word)[:4])

    def knows(self, word: str, language: str) -> float:
        """The highest confidence of the keys of a word (0 where it is in no list)."""
        if language != self.one.language:
            return 1.0 if self.other.key(word)[0] in self._vocabulary else 0.0
        return max(self.keys(word, language).values(), default=0.0)

    def keys(self, word: str, language: str) -> Keys:
        """Keys of a folded word."""
        return self._foreign(word) if language == self.one.language else self._own(word)

    def _own(self, word: str) -> Keys:
        key, family = self.other.key(word)
        return {key: 1.0, "~" + family: FAMILY}

    def _foreign(self, word: str) -> Keys:
        known = self._known.get(word)
        if known is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            known = self._known[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> Keys:
        found: Keys = {}
        confidence, read = 1.0, 0
        for form, _ in self.one.forms(word):
            meanings = self._entries.get(form)
            if meanings is None:
                continue
            for meaning in meanings:
                self._mean(meaning, confidence, found)
            read += 1
            confidence *= _FURTHER
            if read == _READINGS:
                break
        return found

    def meanings(self, word: str) -> list[str]:
        """Words of the second language that the nearest listed form of a word of the first may mean."""
        return next((known for form, _ in self.one.forms(word) if (known := self._entries.get(form))), [])

    def changed(self, word: str) -> int | None:
        """How many letters the nearest listed form of a word of the first language differs by, None where none is."""
        return next((cost for form, cost in self.one.forms(word) if form in self._entries), None)

    def _mean(self, meaning: str, confidence: float, found: Keys) -> None:
        words = meaning.split()
        whole = len(words) == 1
        if not whole:
            joined = " ".join(self.other.key(w)[0] for w in words)
            found[joined] = max(found.get(joined, 0.0), confidence)
            words = [w for w in words if w not in self._empty] or words
        for w in words:
            key, family = self.other.key(w)
            worth = confidence if whole else confidence * _PART
            found[key] = max(found.get(key, 0.0), worth)
            family, worth = "~" + family, worth * (FAMILY + 0.2)
            found[family] = max(found.get(family, 0.0), worth)

    def phrase_at(self, words: list[str], at: int, language: str) -> tuple[int, Keys] | None:
        """The longest entry of several words that begins at a word: its number of words and its keys."""
        if language != self.one.language:
            return self._own_phrase(words, at)
        best: tuple[int, Keys] | None = None
        for form, _ in self.one.forms(words[at]):
            for parts, meanings in self.phrases.get(form, ()):
                size = len(parts)
                if at + size > len(words) or (best is not None and size <= best[0]):
                    continue
                if all(self._may_be(words[at + k], parts[k]) for k in range(1, size)):
                    keys: Keys = {}
                    for meaning in meanings:
                        self._mean(meaning, 1.0, keys)
                    best = size, keys
        return best

    def _may_be(self, word: str, form: str) -> bool:
        return word == form or any(f == form for f, _ in self.one.forms(word))

    def _own_phrase(self, words: list[str], at: int) -> tuple[int, Keys] | None:
        first = self._own_phrases.get(self.other.key(words[at])[0])
        if first is None:
            return None
        for size in range(min(_PHRASE, len(words) - at), 1, -1):
            parts = tuple(self.other.key(w)[0] for w in words[at : at + size])
            if parts in first:
                return size, {" ".join(parts): 1.0}
        return None


def lexicon(one: str, other: str, packs: Path | None = None) -> Lexicon | None:
    """The lexicon of two languages in either order, None where there is none or a pack is missing."""
    pair = next((p for p in ((one, other), (other, one)) if p in lexicons()), None)
    return _lexicon(*pair, packs) if pair is not None else None


@lru_cache(maxsize=8)
def _lexicon(one: str, other: str, packs: Path | None) -> Lexicon | None:
    first, second = load(one, packs), load(other, packs)
    if first is None or second is None:
        return None
    empty = frozenset(map(fold, second.read.stop_words))
    return Lexicon(stems(first), stems(second), empty)
