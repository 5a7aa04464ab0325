"""Persons whom the author's own words name, for pronouns: in languages that write names with capitals.

A run of capitalised words counts as a person where a noun of person stands beside it, a relative or an age follows, or
its last word comes back alone. What stands inside reported words does not count.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from takhrij.resolve.phrase import PERSONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takhrij.model import Spans
    from takhrij.resolve.mentions import Index

_LONGEST = 4  # words of a name
_COMMAS = frozenset(",\u060c")


class Person(NamedTuple):
    """A person named in the narrative: tokens `[first, last)` of the name, and the token where the phrase begins."""

    first: int
    last: int
    start: int


def find_persons(index: Index, reported: Spans) -> list[Person]:
    """Persons named outside the spans `reported`, in the order of the text."""
    blocked = _blocked(index, reported)
    found = []
    n, last, text = len(index.words), 0, index.text
    for i in [i for i, start in enumerate(index.starts) if text[start].isupper()]:
        if i < last or blocked[i] or not _is_capital(index, i):
            continue
        last = i + 1
        while (
            last < n
            and last - i < _LONGEST
            and _is_capital(index, last)
            and index.starts[last] - index.ends[last - 1] <= 1
        ):
            last += 1
        start = _role_before(index, i)
        if start < i or _is_told(index, i, last):
            found.append(Person(i, last, start))
    return found


def _blocked(index: Index, reported: Spans) -> bytearray:
    blocked = bytearray(len(index.words))
    for span in reported:
        first, last = index.token_at(span.start), index.token_at(span.end)
        blocked[first:last] = b"\x01" * (last - first)
    return blocked


def _is_capital(index: Index, i: int) -> bool:
    """Tell whether a token may be part of a name: a capital, in no list, no determiner or pronoun."""
    word, lex = index.words[i], index.lex
    if (
        not index.text[index.starts[i]].isupper()
        or word in lex.articles
        or word in lex.pronouns
        or word in lex.possessives
    ):
        return False
    return not (lex.form(word).group or lex.is_stop(word) or word in lex.prepositions or word in lex.conjunctions)


def _role_before(index: Index, first: int) -> int:
    """Where the nouns of person in front of a name begin; `first` where there are none."""
    lex, words = index.lex, index.words
    at = start = first
    while at > 0 and first - at < _LONGEST:
        at -= 1
        if words[at] in _COMMAS and at == first - 1:
            continue
        if lex.form(words[at]).group in PERSONS:
            start = at
        elif start == first or not words[at][0].isalpha() or words[at] in lex.articles:
            break
    return start


def _is_told(index: Index, first: int, last: int) -> bool:
    """Tell whether what follows, or the name's coming back, shows a person."""
    words, lex = index.words, index.lex
    if last + 1 < len(words) and words[last] in _COMMAS:
        after = words[last + 1]
        if after in lex.relatives or after.isdigit() or lex.form(after).group in PERSONS:
            return True
        if last + 2 < len(words) and after in lex.articles and lex.form(words[last + 2]).group in PERSONS:
            return True
    if last - first < 2:
        return False
    family = words[last - 1]
    return any(p == 0 or not _is_capital(index, p - 1) for p in index.at.get(family, ()) if p != last - 1)


def persons_before(persons: Sequence[Person], token: int, index: Index, sentences: int) -> list[Person]:
    """Persons in front of a token, those of the nearest sentence first, inside a sentence the first first."""
    found: list[Person] = []
    last = token
    for _ in range(sentences):
        first = index.sentence_start(last)
        found.extend(persons[bisect_left(persons, (first,)) : bisect_left(persons, (last,))])
        if first == 0:
            break
        last = first - 1
    return found
