"""A source prepared once for many quotations: its tokens, where each occurs, and where each run of three occurs."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from takhrij.verify.tokens import STOPS, tokenise

if TYPE_CHECKING:
    from takhrij.verify.words import VerifyWords

Gram = tuple[int, int, int]


class SourceIndex:
    """Inverted index over the tokens of one source; time and memory grow with its length.

    `ids` gives each token a number, `places` the positions of a token, `grams` those of three tokens in a row.
    """

    def __init__(self, text: str, words: VerifyWords) -> None:
        self.text = text
        self.words = words
        self.tokens = tokenise(text, words)
        self.vocabulary: dict[str, int] = {}
        number = self.vocabulary.setdefault
        self.ids = [number(t, len(self.vocabulary)) for t in self.tokens.texts]
        self.places: dict[int, list[int]] = {}
        for i, token in enumerate(self.ids):
            self.places.setdefault(token, []).append(i)
        self.grams: dict[Gram, list[int]] = {}
        for i, gram in enumerate(zip(self.ids, self.ids[1:], self.ids[2:], strict=False)):
            self.grams.setdefault(gram, []).append(i)
        self._log_size = log(len(self.ids) + 1)

    def __len__(self) -> int:
        return len(self.ids)

    def rarity(self, token: int) -> float:
        """How much a token says: the logarithm of one in how many tokens it is; unknown ones say most."""
        found = self.places.get(token)
        return self._log_size - log(len(found)) if found else self._log_size

    def opens_sentence(self, i: int) -> bool:
        """Tell whether a sentence ends right before a token."""
        if i == 0:
            return True
        return any(c in STOPS for c in self.text[self.tokens.ends[i - 1] : self.tokens.starts[i]])

    def numbered(self, texts: list[str]) -> list[int]:
        """The numbers of some tokens; those that the source lacks are negative, the same for the same token."""
        strange: dict[str, int] = {}
        known = self.vocabulary
        return [known[t] if t in known else strange.setdefault(t, -1 - len(strange)) for t in texts]

    def find(self, wanted: list[int]) -> list[int]:
        """Positions at which some tokens stand in a row."""
        size = len(wanted)
        if size == 0 or any(t < 0 for t in wanted):
            return []
        if size >= 3:
            keys = [
                (len(self.grams.get(g, ())), i, g)
                for i, g in enumerate(zip(wanted, wanted[1:], wanted[2:], strict=False))
            ]
            count, at, gram = min(keys)
            near = self.grams[gram] if count else []
        else:
            at = min(range(size), key=lambda i: len(self.places[wanted[i]]))
            near = self.places[wanted[at]]
        return [p - at for p in near if p >= at and self.ids[p - at : p - at + size] == wanted]
