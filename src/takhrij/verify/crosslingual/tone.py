"""Find negations and words of reserve, and what may stand for them in another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from takhrij.verify.words import verify_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from takhrij.packs.loader import Pack
    from takhrij.verify.crosslingual.quantities import Token

_STEM = 3  # letters a word has beside a beginning or ending that is listed


class Phrases:
    """A list of words, phrases, beginnings ("x-") and endings ("-x"); "~" is a verb that a hedge stands before."""

    def __init__(self, entries: Iterable[str], pack: Pack, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        words = verify_words(pack)
        self._unjoined = words.unjoined
        self._hedged = re.compile(pack.morphology.hedged or r"\b\B")
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        starts, ends = [], []
        for entry in entries:
            parts = tuple(map(words.spelled, entry.split()))
            if len(parts) == 1 and parts[0].endswith("-"):
                starts.append(parts[0][:-1])
            elif len(parts) == 1 and parts[0].startswith("-"):
                ends.append(parts[0][1:])
            else:
                self._by_first.setdefault(parts[0], []).append(parts)
        self._starts, self._ends = tuple(starts), tuple(ends)

    def find(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Ranges of tokens that are listed."""
        found = []
        for i, token in enumerate(tokens):
            size = self._size(tokens, i, token.text)
            if size:
                found.append((i, i + size))
        return found

    def _size(self, tokens: Sequence[Token], at: int, text: str) -> int:
        """Number of tokens of the longest entry that begins at a token."""
        best = 0
        for word in {text, self._unjoined(text)}:
            for parts in self._by_first.get(word, ()):
                if len(parts) > best and all(
                    at + k < len(tokens) and self._is(tokens[at + k].text, parts[k]) for k in range(1, len(parts))
                ):
                    best = len(parts)
            if best == 0 and self._has_affix(word):
                best = 1
        return best

    def _has_affix(self, word: str) -> bool:
        if self._ends and word.endswith(self._ends) and len(word) > _STEM:
            return True
        starts = (s for s in self._starts if word.startswith(s) and len(word) - len(s) >= _STEM)
        return any(self._is_word(word[len(s) :].lstrip("-")) for s in starts)

    def _is(self, word: str, part: str) -> bool:
        if part == "~":
            return self._hedged.fullmatch(word) is not None
        return word.startswith(part[:-1]) if part.endswith("-") else word == part


class Tone:
    """The words of one language that deny, that leave open, and that make up for the loss of either.

    `is_word` tells a word of the language; what follows a listed beginning must be one.
    """

    def __init__(self, pack: Pack, is_word: Callable[[str], bool]) -> None:
        given = pack.translation
        self._plain = Phrases(given.plain, pack, is_word)
        self._lists = {
            kind: tuple(Phrases(entries, pack, is_word) for entries in (told, (*told, *anywhere), near))
            for kind, told, anywhere, near in (
                ("negation", given.negations, given.denying, given.excusing),
                ("hedge", given.hedges, given.open, given.opening),
            )
        }

    def told(self, kind: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Ranges of tokens of a kind whose loss is told."""
        return self._outside(self._lists[kind][0], tokens)

    def like(self, kind: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Ranges of tokens that may stand for a word of a kind wherever it is."""
        return self._outside(self._lists[kind][1], tokens)

    def beside(self, kind: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """Ranges of tokens that may stand for a word of a kind at their place alone."""
        return self._lists[kind][2].find(tokens)

    def _outside(self, listed: Phrases, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        plain = {k for a, b in self._plain.find(tokens) for k in range(a, b)}
        found: list[tuple[int, int]] = []
        for a, b in listed.find(tokens):
            if a not in plain and (not found or a >= found[-1][1]):
                found.append((a, b))
        return found
