"""Pair quotation marks, paragraph by paragraph, whatever marks a house uses.

Directed marks are believed where they fit together; where they do not (the same mark on both sides, reversed pairs),
marks are taken in turn; an odd mark is judged by the white space around it. A mark that is never closed reaches to
the end of its paragraph, and a paragraph that begins with an opening mark continues it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.model.span import Span

if TYPE_CHECKING:
    from takhrij.model.span import Spans

_MARK = re.compile(r"[\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]|''|``")
# Single marks are quotation marks only in a paragraph without double ones. A closing one stands beside punctuation or
# after a letter that forms no possessive plural.
_SINGLE = re.compile(
    r"(?<![^\W_])['\u2018](?=[^\W_])[^\n]{2,2000}?"
    r"(?:(?<=[.,!?\u2026;])['\u2019](?![^\W_])|['\u2019](?=[.,;:!?)]|\s*$)|(?<![s\s])['\u2019](?![^\W_]))",
    re.MULTILINE,
)
_NAME = 30  # characters of a name in quotation marks
_OPENING = "\u201c\u00ab\u201e"
_CLOSING = "\u201d\u00bb"


class Quote(Struct, frozen=True):
    """A quotation: `outer` with its marks, `inner` without; `closed` is False where no closing mark was found."""

    outer: Span
    inner: Span
    closed: bool


def find_quotes(text: str, paragraphs: Spans) -> list[Quote]:
    """Return the outermost quotations of every paragraph in order."""
    found: list[Quote] = []
    for start, end in paragraphs:
        marks = list(_MARK.finditer(text, start, end))
        if marks:
            found.extend(_pair(text, marks, end))
        elif "\u2018" in text[start:end] or " '" in text[start:end] or text[start] == "'":
            found.extend(
                Quote(Span(*m.span()), Span(m.start() + 1, m.end() - 1), closed=True)
                for m in _SINGLE.finditer(text, start, end)
            )
    return found


def _pair(text: str, marks: list[re.Match[str]], end: int) -> list[Quote]:
    sides = _sides(text, marks)
    quotes: list[Quote] = []
    opened: re.Match[str] | None = None
    depth = 0
    for mark, side in zip(marks, sides, strict=True):
        if side > 0:
            if opened is None:
                opened = mark
            depth += 1
        elif side < 0 and opened is not None:
            depth -= 1
            if depth == 0:
                quotes.append(_quote(text, opened, mark.start(), mark.end(), closed=True))
                opened = None
    if opened is not None:
        quotes.append(_quote(text, opened, end, end, closed=False))
    return [q for q in quotes if q.inner.start < q.inner.end]


def _sides(text: str, marks: list[re.Match[str]]) -> list[int]:
    """1 for each mark that opens, -1 for each that closes, 0 for neither. Marks of one kind pair by themselves."""
    known: dict[int, int] = {}
    pointed = [m for m in marks if m.group() in _OPENING + _CLOSING]
    sides = _directed(pointed)
    if sides is not None:
        known = {m.start(): side for m, side in zip(pointed, sides, strict=True)}
    rest = [m for m in marks if m.start() not in known]
    known |= {m.start(): s for m, s in zip(rest, _in_turn(text, rest) or _by_space(text, rest), strict=True)}
    return [known[m.start()] for m in marks]


def _quote(text: str, opened: re.Match[str], inner_end: int, outer_end: int, *, closed: bool) -> Quote:
    start = opened.end()
    while start < inner_end and text[start].isspace():
        start += 1
    while inner_end > start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quote(Span(opened.start(), outer_end), Span(start, inner_end), closed)


def _directed(marks: list[re.Match[str]]) -> list[int] | None:
    """Sides by the marks themselves, None where they do not nest."""
    sides: list[int] = []
    depth = 0
    for mark in marks:
        side = 1 if mark.group() in _OPENING else -1
        depth += side
        if depth not in (0, 1, 2):
            return None
        sides.append(side)
    return sides if depth <= 1 and (depth == 0 or sides.count(1) - sides.count(-1) == 1) else None


def _in_turn(text: str, marks: list[re.Match[str]]) -> list[int] | None:
    """Open and close in turn, where the number of marks is even and none looks as if it did the opposite."""
    if len(marks) % 2:
        return None
    sides = [1, -1] * (len(marks) // 2)
    return sides if all(_leans(text, m) != -side for m, side in zip(marks, sides, strict=True)) else None


def _leans(text: str, mark: re.Match[str]) -> int:
    """1 where a mark hangs on the word after it alone, -1 on the one before it alone, 0 where that cannot be told."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if before.isalnum() == after.isalnum():
        return 0
    if after.isalnum():
        return 1 if not before or before.isspace() else 0
    return -1 if not after or after.isspace() or after in ".,!?;:)\u060c\u061f\u061b" else 0


def _by_space(text: str, marks: list[re.Match[str]]) -> list[int]:
    """A mark with white space before it and none after opens, the reverse closes, else the opposite of the last.

    A name in the same marks within a quotation is part of it.
    """
    inner = _inner(text, marks)
    sides: list[int] = []
    is_open = False
    opened = 0  # which mark did that
    for number, mark in enumerate(marks):
        if is_open and (number in inner or number - 1 in inner):
            sides.append(0)
            continue
        before = mark.start() == 0 or (
            not text[mark.start() - 1].isalnum() and text[mark.start() - 1] not in ".,!?;:\u060c\u061f"
        )
        after = mark.end() < len(text) and text[mark.end()].isalnum()
        side = (1 if before else -1) if before == after else (-1 if is_open else 1)
        if side == 1 and is_open:
            side = -1 if not after else 1
        if is_open and side == 1:
            sides[opened] = 0  # the mark before it was never closed
        if side == -1 and not is_open:
            side = 0 if _leans(text, mark) < 0 else 1
        if side == 1:
            opened = len(sides)
        is_open = side == 1 or (is_open and side == 0)
        sides.append(side)
    return sides


def _inner(text: str, marks: list[re.Match[str]]) -> set[int]:
    """Numbers of marks that may open a name within a quotation: the next one closes it, a later one the quotation."""
    leans = [_leans(text, m) for m in marks]
    closes = [False] * (len(marks) + 2)  # whether, pairs aside, a closing mark comes next from here
    found = set()
    for k in range(len(marks) - 1, -1, -1):
        pair = leans[k] == 1 and k + 1 < len(marks) and leans[k + 1] == -1
        closes[k] = leans[k] == -1 or (pair and closes[k + 2])
        if pair and closes[k + 2] and marks[k + 1].start() - marks[k].end() <= _NAME:
            found.add(k)
    return found
