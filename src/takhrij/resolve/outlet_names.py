"""The names of outlets, indexed by their first two words, and the words that stand beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from takhrij.packs.schema import Outlet, OutletWords

_INNER = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
TOKEN = re.compile(rf"[^\W\d_]+(?:[{_INNER}]+[^\W\d_]*)*|\d+")
_STARTS_KEPT = 200_000


class Bearer(NamedTuple):
    """An outlet that bears a name, the name as the list writes it, and whether that is also a common word."""

    outlet: Outlet
    name: str
    weak: bool


class Name(NamedTuple):
    """The words of a name after the first, folded, and all outlets that bear it."""

    rest: tuple[str, ...]
    bearers: tuple[Bearer, ...]


class Names(NamedTuple):
    """Names that begin with one word: those of several words by their second, longest first, and that of one word."""

    longer: dict[str, tuple[Name, ...]]
    alone: tuple[Name, ...]

    def begun_by(self, second: str) -> tuple[Name, ...]:
        """Names that may stand where `second` is the next word, the longest first."""
        found = self.longer.get(second)
        return found + self.alone if found else self.alone


class Words(NamedTuple):
    """The words beside names, folded: kinds by noun, countries by word; `sides` is all that may stand in a phrase."""

    kinds: dict[str, str]
    countries: dict[str, str]
    before: frozenset[str]
    after: frozenset[str]
    verb_kinds: frozenset[str]
    nouns_after: frozenset[str]
    joins: frozenset[str]
    sides: frozenset[str]
    prefixes: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]


def fold_words(packs: Iterable[OutletWords]) -> Words:
    """Join and fold the outlet words of some packs."""
    packs = tuple(packs)

    def folded(field: str) -> frozenset[str]:
        return frozenset(fold(word) for pack in packs for word in getattr(pack, field))

    kinds = {fold(w): kind for p in packs for kind, words in p.nouns.items() for w in words}
    countries = {fold(w): code for p in packs for code, words in p.countries.items() for w in words}
    return Words(
        kinds=kinds,
        countries=countries,
        before=folded("verbs_before"),
        after=folded("verbs_after"),
        verb_kinds=folded("verb_kinds"),
        nouns_after=frozenset(fold(w) for p in packs if p.noun_after for words in p.nouns.values() for w in words),
        joins=folded("joins"),
        sides=folded("particles") | kinds.keys() | countries.keys(),
        prefixes=tuple((fold(a), fold(b)) for p in packs for a, b in p.prefixes),
        articles=tuple(fold(p.article) for p in packs if p.article),
    )


class Reading:
    """One language's way of finding names: its words, and for each word seen the names that may begin with it."""

    def __init__(self, words: Words, names: dict[str, Names]) -> None:
        self.words = words
        self.names = names
        # what is written together with a word leaves its end as it is: most words are passed over by their last letters
        self.tails = {word[-3:] for word in names}
        self.seen: dict[str, tuple[tuple[int, Names], ...]] = {}

    def learn(self, tokens: set[str]) -> None:
        """Look up the words of a text that were not seen before."""
        if len(self.seen) > _STARTS_KEPT:
            self.seen.clear()
        for token in tokens:
            if token not in self.seen:
                word = fold(token)
                known = word[-3:] in self.tails or word[-2:] in self.tails
                self.seen[token] = tuple(self._starts(word)) if known else ()

    def _starts(self, word: str) -> Iterator[tuple[int, Names]]:
        """Names that begin with a folded word, with the letters to be cut off it; the whole word comes first."""
        if found := self.names.get(word):
            yield 0, found
        for written, becomes in self.words.prefixes:
            if word.startswith(written) and len(word) > len(written) + 1:
                rest = becomes + word[len(written) :]
                if found := self.names.get(rest):
                    yield len(written) - bool(becomes), found
                yield from self._without_article(rest, len(written))
        yield from self._without_article(word, 0)

    def _without_article(self, word: str, cut: int) -> Iterator[tuple[int, Names]]:
        for article in self.words.articles:
            found = self.names.get(word[len(article) :]) if word.startswith(article) else None
            if found and found.longer:
                yield cut, Names(found.longer, ())

    def stems(self, token: str) -> Iterator[str]:
        """Forms a word may have without the letters written together with it, folded."""
        word = fold(token)
        yield word
        for written, becomes in self.words.prefixes:
            if word.startswith(written):
                yield becomes + word[len(written) :]


def by_second(names: list[Name]) -> Names:
    """Names with one first word, laid out by their second."""
    longer: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(names, key=lambda n: -len(n.rest)):
        if name.rest:
            longer[name.rest[0]].append(name)
    return Names({word: tuple(found) for word, found in longer.items()}, tuple(n for n in names if not n.rest))
