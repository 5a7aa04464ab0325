"""Compare names across scripts and spellings.

A name becomes words, a word becomes sounds (`text/sounds.py`), and two words are as similar as their cheapest
alignment of sounds is cheap. The consonant skeleton is what every script writes of them; it is the key of
the index. Measured on `tests/gold/names.tsv`; the figures stand in the tests as floors.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from takhrij.text.sounds import Token, distance, exchange, first_sound, tokens, weight

if TYPE_CHECKING:
    from collections.abc import Iterable

SAME_NAME = 0.84
"""Similarity from which two spellings are taken for one name; set on the tune part of tests/gold/names.tsv."""

_SHARED = 0.5  # share of the key letters that two words must have in common to be compared sound by sound
_NEAR = 55.0  # the same for skeletons of whole names, on the scale of rapidfuzz; one name's spellings lie above 75


@lru_cache(maxsize=50_000)
def skeleton(name: str, language: str | None = None) -> str:  # noqa: ARG001 - spelling is told by the letters themselves
    """Consonants of a name in one alphabet for all scripts, a word beside a word; articles are left out.

    Letters spelled by their names come out as those letters: the skeletons of "CNN" and of its spelling in another
    script are equal. `language` is accepted for callers that know it; the letters decide.
    """
    return " ".join(token.key for token in tokens(name) if token.key)


def name_similarity(one: str, other: str) -> float:
    """How well two spellings may be one name, 0..1.

    Words are compared one by one in any order; an initial stands for a word it begins; a particle or a middle name may
    be missing; where the number of words differs, the names are also compared as one word each. A lone word is never
    the same name as several that hold it (for that see `holds_name`).
    """
    a, b = tokens(one), tokens(other)
    if not a or not b:
        return 0.0
    if (len(a), one) > (len(b), other):
        a, b = b, a
    return _similarity(a, b)


@lru_cache(maxsize=100_000)
def same_name(one: str, other: str) -> bool:
    """Tell whether two spellings are taken for one name: their similarity is `SAME_NAME` at least."""
    return one == other or (_near(skeleton(one), skeleton(other)) and name_similarity(one, other) >= SAME_NAME)


def _near(one: str, other: str) -> bool:
    """Tell whether two skeletons are alike enough, or too short to tell, to compare their names by sounds."""
    from rapidfuzz import fuzz

    if len(one) < 3 or len(other) < 3 or fuzz.token_sort_ratio(one, other, score_cutoff=_NEAR):
        return True
    return bool(fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""), score_cutoff=_NEAR))


def _may_share(one: str, other: str) -> bool:
    """Tell whether enough key letters are common to two words; cheap, and true where it cannot be told."""
    a, b = set(one), set(other)
    return min(len(a), len(b)) < 2 or len(a & b) >= _SHARED * max(len(a), len(b))


def holds_name(whole: str, part: str) -> bool:
    """Tell whether every word of `part` stands in `whole`, for instance a family name in a full name."""
    held = [t for t in tokens(part) if t.role != "particle"] or list(tokens(part))
    pool = list(tokens(whole))
    for token in held:
        best = max(pool, key=lambda other: token_similarity(token, other), default=None)
        if best is None or token_similarity(token, best) < SAME_NAME:
            return False
        pool.remove(best)
    return bool(held)


@lru_cache(maxsize=100_000)
def _similarity(a: tuple[Token, ...], b: tuple[Token, ...]) -> float:
    score = _by_words(a, b) if len(b) <= 8 else 0.0
    return max(score, _as_one(a, b)) if len(a) != len(b) else score


def _by_words(a: tuple[Token, ...], b: tuple[Token, ...]) -> float:
    """Similarity of the words of two names, each with its best partner, less what is missing or out of order."""
    table = sorted(
        ((token_similarity(t, u), i, j) for i, t in enumerate(a) for j, u in enumerate(b)),
        key=lambda cell: (-cell[0], abs(cell[1] - cell[2])),
    )
    partner: dict[int, int] = {}
    scores: dict[int, float] = {}
    for score, i, j in table:
        if i not in partner and j not in partner.values():
            partner[i], scores[i] = j, score
    loose_a = [i for i, t in enumerate(a) if t.role == "particle" and scores.get(i, 0.0) < 0.5]
    for i in loose_a if len(loose_a) < len(a) else ():
        partner.pop(i, None)
        scores.pop(i, None)
    total = sum(_weight(a[i]) for i in scores)
    mean = sum(score * _weight(a[i]) for i, score in scores.items()) / total
    score = min(mean, min(scores.values()) + 0.05)
    order = [partner[i] for i in sorted(partner)]
    if order != sorted(order):
        score -= 0.03
    return score - _missing(b, order)


def _missing(b: tuple[Token, ...], order: list[int]) -> float:
    """What the words of the longer name cost that have no partner."""
    lost = [j for j in range(len(b)) if j not in order]
    cost = sum({"particle": 0.02, "initial": 0.04}.get(b[j].role, 0.0) for j in lost)
    whole = [j for j in lost if b[j].role not in ("particle", "initial")]
    if not whole:
        return cost
    inside = len(order) > 1 and min(order) == 0 and max(order) == len(b) - 1
    return cost + (0.06 * len(whole) if inside else 0.4)


def _as_one(a: tuple[Token, ...], b: tuple[Token, ...]) -> float:
    """Similarity of two names written without spaces: compounds are one word here and two there."""
    if any(not t.readings for t in (*a, *b)):
        return 0.0
    if not _may_share("".join(t.key for t in a), "".join(t.key for t in b)):
        return 0.0
    return max(_alignment(x, y) for x in _written_together(a) for y in _written_together(b)) - 0.06


def _written_together(name: tuple[Token, ...]) -> set[tuple[int, ...]]:
    return {tuple(u for t in name for u in t.readings[pick]) for pick in (0, -1)}


@lru_cache(maxsize=200_000)
def token_similarity(one: Token, other: Token) -> float:
    """Similarity of two words, 0..1."""
    if one.role == "number" or other.role == "number":
        return float(one.text == other.text)
    if one.letters and len(one.letters) == len(other.letters):
        return float(all(p & q for p, q in zip(one.letters, other.letters, strict=True)))
    if "initial" in (one.role, other.role) and one.readings and other.readings:
        return 0.9 if exchange(first_sound(one), first_sound(other)) <= 0.3 else 0.0
    if not _may_share(one.key, other.key):
        return 0.0
    return max((_alignment(x, y) for x in one.readings for y in other.readings), default=0.0)


def _alignment(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    return max(0.0, 1.0 - 2.0 * distance(one, other) / (weight(one) + weight(other)))


def _weight(token: Token) -> float:
    return weight(token.readings[0]) if token.readings else 1.0


class NameIndex:
    """Find a name among many by its skeleton, in any script."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._keys = [skeleton(name).replace(" ", "") for name in self.names]

    def find(self, name: str, limit: int = 5) -> list[tuple[str, float]]:
        """The most similar names with their similarity, best first."""
        from rapidfuzz import fuzz, process

        near = process.extract(skeleton(name).replace(" ", ""), self._keys, scorer=fuzz.ratio, limit=max(40, 4 * limit))
        scored = [(self.names[i], name_similarity(name, self.names[i])) for _, _, i in near]
        return sorted(scored, key=lambda pair: -pair[1])[:limit]

    def best(self, name: str) -> str | None:
        """The name that is the same, or None where none is similar enough."""
        found = self.find(name, 1)
        return found[0][0] if found and found[0][1] >= SAME_NAME else None
