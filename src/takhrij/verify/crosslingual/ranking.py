"""Find the sentence of another language that says what a sentence says.

Each unit of the query is worth what the rarest unit it may translate is worth among the candidates; the score is the
worth of what was found again as a share of both sentences. Accept on the margin between the best and the second, not
on the score: scores do not compare between queries.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from takhrij.text.skeleton import SAME_NAME, name_similarity
from takhrij.verify.crosslingual.partners import NEAR, compact
from takhrij.verify.crosslingual.sentence import Reader, Sentence, Unit, reader

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SURE = 0.9  # confidence of a key above which a word is not compared as a name too
_SHORT = 0.75  # what a name of one or two consonants is worth
_LENGTH = 0.25  # weight of the length of the sentences


class Link(NamedTuple):
    """Evidence: a part of the query and one of the candidate that may be the same, and what that is worth."""

    kind: str
    query: tuple[int, int]
    candidate: tuple[int, int]
    weight: float


class Ranked(Struct, frozen=True):
    """A candidate: its number, how much of both sentences agrees (0..1), and in what."""

    index: int
    score: float
    evidence: tuple[Link, ...]


class Best(Struct, frozen=True):
    """The best candidate and how far it lies before the second, as a share of its score."""

    index: int
    score: float
    margin: float
    evidence: tuple[Link, ...]


class _Entry:
    """A distinct unit of the candidates: where it stands and how rare it is."""

    __slots__ = ("factor", "places", "rarity", "unit")

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.factor = unit.factor
        self.rarity = 0.0
        self.places: dict[int, list[tuple[int, int]]] = {}


class Pool:
    """Candidate sentences of one language, ready to be searched by sentences of another."""

    def __init__(self, candidates: Sequence[str], language: str, other: str, packs: Path | None = None) -> None:
        here, there = reader(language, other, packs), reader(other, language, packs)
        if here is None or there is None:
            raise ValueError(f"no lexicon of {language} and {other}")
        self._reader: Reader = there
        self.sentences = [here.read(c) for c in candidates]
        entries: dict[tuple[str, str], _Entry] = {}
        for n, sentence in enumerate(self.sentences):
            for unit in sentence.units:
                entry = entries.setdefault((unit.kind, unit.text), _Entry(unit))
                entry.places.setdefault(n, []).append((unit.start, unit.end))
                if unit.names and not entry.unit.names:
                    entry.unit = unit
        self._entries = list(entries.values())
        size = len(self.sentences)
        for entry in self._entries:
            entry.rarity = entry.factor * math.log(1 + size / len(entry.places))
        self._mean = sum(e.rarity for e in self._entries) / max(len(self._entries), 1)
        self._by_key: dict[str, list[tuple[int, float]]] = {}
        for k, entry in enumerate(self._entries):
            for key, confidence in entry.unit.keys.items():
                self._by_key.setdefault(key, []).append((k, confidence))
        self._named = [(k, n) for k, e in enumerate(self._entries) for n in e.unit.names]
        self._skeletons = [compact(n) for _, n in self._named]
        self._worth = [0.0] * size
        for entry in self._entries:
            for n, at in entry.places.items():
                self._worth[n] += entry.rarity * len(at)
        self._known: dict[tuple[str, str], dict[int, float]] = {}

    def rank(self, query: str) -> list[Ranked]:
        """All candidates, best first."""
        said = self._reader.read(query)
        links: dict[int, list[tuple[float, int, int]]] = {}
        worth = 0.0
        for q, unit in enumerate(said.units):
            found = self._linked(unit)
            worth += max((self._entries[k].rarity * c for k, c in found.items()), default=self._mean * unit.factor)
            for k, confidence in found.items():
                weight = self._entries[k].rarity * confidence
                for n in self._entries[k].places:
                    links.setdefault(n, []).append((weight, q, k))
        ranked = [self._score(n, said, links.get(n, []), worth) for n in range(len(self.sentences))]
        return sorted(ranked, key=lambda r: -r.score)

    def _linked(self, unit: Unit) -> dict[int, float]:
        """Units of the candidates that a unit of the query may translate, with the confidence of each."""
        known = self._known.get((unit.kind, unit.text))
        if known is not None:
            return known
        found: dict[int, float] = {}
        for key, confidence in unit.keys.items():
            for k, other in self._by_key.get(key, ()):
                found[k] = max(found.get(k, 0.0), confidence * other)
        if unit.names and max(found.values(), default=0.0) < _SURE:
            for k, likeness in self._same_names(unit).items():
                found[k] = max(found.get(k, 0.0), likeness)
        self._known[unit.kind, unit.text] = found
        return found

    def _same_names(self, unit: Unit) -> dict[int, float]:
        from rapidfuzz import fuzz, process

        found: dict[int, float] = {}
        for name in unit.names:
            key = compact(name)
            if not key:
                continue
            for _, _, at in process.extract(key, self._skeletons, scorer=fuzz.ratio, limit=20, score_cutoff=NEAR):
                k, other = self._named[at]
                likeness = name_similarity(name, other)
                if likeness >= SAME_NAME:
                    sure = 0.5 + 0.5 * (likeness - SAME_NAME) / (1 - SAME_NAME)
                    found[k] = max(found.get(k, 0.0), sure * (_SHORT if len(key) < 3 else 1.0))
        return found

    def _score(self, n: int, said: Sentence, links: list[tuple[float, int, int]], worth: float) -> Ranked:
        """Pair the units of the query with those of one candidate, the weightiest first, each once."""
        used: set[int] = set()
        left: Counter[int] = Counter()
        total, evidence = 0.0, []
        for weight, q, k in sorted(links, reverse=True):
            if q in used:
                continue
            places = self._entries[k].places[n]
            if left[k] == len(places):
                continue
            unit = said.units[q]
            evidence.append(Link(self._entries[k].unit.kind, (unit.start, unit.end), places[left[k]], weight))
            used.add(q)
            left[k] += 1
            total += weight
        score = 2 * total / max(worth + self._worth[n], 1e-9)
        return Ranked(n, score * (1 - _LENGTH * _unequal(said, self.sentences[n])), tuple(evidence))


def _unequal(one: Sentence, other: Sentence) -> float:
    """How unequal the lengths of two sentences are, 0..1."""
    a, b = len(one.text) + 10, len(other.text) + 10
    return min(1.0, abs(math.log(a / b)))


def rank(
    query: str, query_language: str, candidates: Sequence[str], language: str, *, packs: Path | None = None
) -> list[Ranked]:
    """Order sentences of another language by how well they may be the original of a sentence, best first.

    For several queries against the same candidates build a `Pool` once. Raises ValueError where there is no lexicon.
    """
    return Pool(candidates, language, query_language, packs).rank(query)


def best(
    query: str, query_language: str, candidates: Sequence[str], language: str, *, packs: Path | None = None
) -> Best | None:
    """The likeliest original of a sentence with its margin before the second, None where nothing agrees."""
    return margin_of(rank(query, query_language, candidates, language, packs=packs))


def margin_of(ranked: Sequence[Ranked]) -> Best | None:
    """The first of a ranking with its margin before the second."""
    if not ranked or ranked[0].score <= 0:
        return None
    first = ranked[0]
    second = ranked[1].score if len(ranked) > 1 else 0.0
    return Best(first.index, first.score, (first.score - second) / first.score, first.evidence)
