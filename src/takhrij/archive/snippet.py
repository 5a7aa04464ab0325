"""The part of a text that answers a question best, with the words that answer it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from takhrij.archive.words import distinct_words, parts_of
from takhrij.model import Span, Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takhrij.archive.words import Clause

WIDTH = 200  # code points shown, less the words cut at both ends
_BEFORE = 50
_MOST = 400  # places looked at
LOOKED_AT = 200_000  # code points of the text


class _Place(NamedTuple):
    start: int
    end: int
    clause: int


class Wanted:
    """The words of a question, by which the words of texts are known; spellings seen once are remembered."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.words: dict[str, int] = {}
        self.beginnings: list[tuple[str, int]] = []
        self.seen: dict[str, int | None] = {}
        for number, clause in enumerate(clauses):
            if not clause.excluded:
                for phrase in clause.phrases:
                    self.words |= dict.fromkeys(phrase, number)
                    if clause.begins:
                        self.beginnings.append((phrase[-1], number))

    def part(self, raw: str) -> int | None:
        """The part of the question that a word as it is written belongs to."""
        if raw not in self.seen:
            self.seen[raw] = self._part(parts_of(raw).split())
        return self.seen[raw]

    def _part(self, words: list[str]) -> int | None:
        whole = next((self.words[w] for w in words if w in self.words), None)
        if whole is not None or not self.beginnings:
            return whole
        return next((n for beginning, n in self.beginnings for w in words if w.startswith(beginning)), None)

    def places(self, text: str) -> list[_Place]:
        """Words of the text that stand in the question."""
        spelled = {raw: part for raw in distinct_words(text) if (part := self.part(raw)) is not None}
        if not spelled:
            return []
        longest_first = sorted(spelled, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        return [_Place(m.start(), m.end(), spelled[m[0]]) for m in islice(pattern.finditer(text), _MOST)]


def cut_snippet(text: str, wanted: Wanted) -> tuple[str, Spans]:
    """A stretch of the text with as many parts of the question as one has, on one line; marks are offsets into it."""
    text = text[:LOOKED_AT]
    places = wanted.places(text)
    best = _best(places)
    first = max(0, best.start - _BEFORE) if best else 0
    if first and (space := text.find(" ", first, best.start if best else first)) >= 0:
        first = space + 1
    last = min(len(text), first + WIDTH)
    if last < len(text) and (space := text.rfind(" ", first + WIDTH // 2, last)) >= 0:
        last = space
    left, right = "… " if first else "", " …" if last < len(text) else ""
    shift = len(left) - first
    marks = tuple(Span(p.start + shift, p.end + shift) for p in places if first <= p.start and p.end <= last)
    shown = text[first:last].translate({0x0A: " ", 0x0D: " ", 0x09: " "})
    return f"{left}{shown}{right}", marks


def _best(places: list[_Place]) -> _Place | None:
    """Where a window has most parts of the question, the first of them."""
    best, most = None, (0, 0)
    left = 0
    for right, place in enumerate(places):
        while place.end - places[left].start > WIDTH - _BEFORE:
            left += 1
        window = places[left : right + 1]
        score = (len({p.clause for p in window}), min(len(window), 8))
        if score > most:
            best, most = places[left], score
    return best
