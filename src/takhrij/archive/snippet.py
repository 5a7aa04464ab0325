"""The part of a text that answers a question best, with the words that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.archive.words import find_words
from takhrij.model import Span, Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takhrij.archive.words import Clause

WIDTH = 200  # code points shown, less the words cut at both ends
_BEFORE = 50
_MOST = 400  # places looked at


class _Place(NamedTuple):
    start: int
    end: int
    clause: int


def cut_snippet(text: str, clauses: Sequence[Clause]) -> tuple[str, Spans]:
    """A stretch of the text with as many parts of the question as one has, on one line; marks are offsets into it."""
    places = _places(text, clauses)
    best = _best(places)
    first = max(0, best.start - _BEFORE) if best else 0
    if first and (space := text.find(" ", first, best.start if best else first)) >= 0:
        first = space + 1
    last = min(len(text), first + WIDTH)
    if last < len(text) and (space := text.rfind(" ", first + WIDTH // 2, last)) >= 0:
        last = space
    left, right = "… " if first else "", " …" if last < len(text) else ""
    marks = tuple(
        Span(p.start - first + len(left), p.end - first + len(left))
        for p in places
        if first <= p.start and p.end <= last
    )
    shown = text[first:last].translate({0x0A: " ", 0x0D: " ", 0x09: " "})
    return f"{left}{shown}{right}", marks


def _places(text: str, clauses: Sequence[Clause]) -> list[_Place]:
    """Words of the text that begin or go on a phrase of the question; a phrase counts by its words."""
    wanted: dict[str, int] = {}
    beginnings: list[tuple[str, int]] = []
    for number, clause in enumerate(clauses):
        if clause.excluded:
            continue
        for phrase in clause.phrases:
            wanted |= dict.fromkeys(phrase, number)
            if clause.begins:
                beginnings.append((phrase[-1], number))
    found = []
    for start, end, words in find_words(text):
        part = next((wanted[w] for w in words if w in wanted), None)
        if part is None and beginnings:
            part = next((n for beginning, n in beginnings for w in words if w.startswith(beginning)), None)
        if part is not None:
            found.append(_Place(start, end, part))
            if len(found) == _MOST:
                break
    return found


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
