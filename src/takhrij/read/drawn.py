"""Put drawn characters in the order they are read: the geometry of PDF text, without the PDF library.

A PDF holds what is seen: right-to-left words lie in it as they are drawn. PDFium's own order of such text is often
wrong, so lines with right-to-left letters are put in order here, from the places of their characters: from right to
left, with runs of Latin letters and digits from left to right (the reverse of Unicode's bidirectional algorithm,
UAX 9, for one level of embedding), brackets mirrored back.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

_MIRROR = str.maketrans(
    "()[]{}<>\u00ab\u00bb\u2039\u203a\u201c\u201d\u2018\u2019",
    ")(][}{><\u00bb\u00ab\u203a\u2039\u201d\u201c\u2019\u2018",
)
_OPENING = {")": "(", "]": "[", "}": "{", "\u00bb": "\u00ab"}
_CLOSING = {v: k for k, v in _OPENING.items()}
_BRACKET = re.compile(
    r"(?<=\s)[)\]}\u00bb](?=[^\W_])|(?<![^\n])[)\]}\u00bb](?=[^\W_])|(?<=\w)[(\[{\u00ab](?=[\s.,:;!?\u060c\u061b\u061f]|$)|(?<=[.!?\u061f])[(\[{\u00ab](?=\s|$)"
)
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_IN_NUMBER = frozenset(".,:/\u066b\u066c")
_RAISED = 0.05
# In units of the font size: what is still the same line; a blank between two words and one that PDFium did not see
# (both in left-to-right text); a blank in right-to-left text, also where PDFium cuts a word (between letters, beside
# a mark).
_SAME_LINE, _BLANK, _MISSED, _ROOM, _CLOSE, _BESIDE = 0.55, 0.12, 0.6, 0.21, 0.05, 0.18


class Char(Struct, frozen=True):
    """A character drawn on a page: places in points, `origin` that of its glyph, `order` its place in the file.

    `word` counts the words as PDFium cuts them, which it does well though it puts them in a wrong order.
    """

    text: str
    origin: float
    left: float
    right: float
    base: float
    size: float
    word: int
    order: int


class Line(Struct, frozen=True, kw_only=True):
    """A line of a page in logical order."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_rtl: bool
    page: int


def page_lines(chars: list[Char], number: int, ghosts: list[Box]) -> list[Line]:
    """Characters that follow one another on nearly the same base line are one line."""
    rows: list[list[Char]] = []
    for c in chars:
        if not rows or abs(c.base - rows[-1][0].base) > _SAME_LINE * max(c.size, rows[-1][0].size):
            rows.append([])
        rows[-1].append(c)
    drawn = {k: _glyphs(row, ghosts) for k, row in enumerate(rows) if any(_RTL.match(c.text) for c in row)}
    return [
        _line(row, number, _right_to_left(drawn[k]) if k in drawn else _left_to_right(row))
        for k, row in enumerate(rows)
    ]


def _line(row: list[Char], number: int, text: str) -> Line:
    rtl = sum(1 for c in row if _RTL.match(c.text))
    is_rtl = rtl * 2 > sum(1 for c in row if c.text.isalpha())
    sizes = sorted(c.size for c in row)
    return Line(
        text=text,
        left=min(c.left for c in row),
        right=max(c.right for c in row),
        base=row[0].base,
        size=sizes[len(sizes) // 2],
        is_rtl=is_rtl,
        page=number,
    )


def _left_to_right(row: list[Char]) -> str:
    row = sorted(row, key=lambda c: (c.left, c.order))
    out: list[str] = []
    for k, c in enumerate(row):
        if k and c.left - row[k - 1].right > (_BLANK if c.word != row[k - 1].word else _MISSED) * c.size:
            out.append(" ")
        out.append(c.text)
    return "".join(out)


class Box(Struct, frozen=True):
    """Bounds of a text object that no character was found for."""

    left: float
    bottom: float
    right: float
    top: float


class _Glyph(Struct, frozen=True):
    """One glyph: its characters in logical order, its place and its word."""

    text: str
    left: float
    right: float
    size: float
    word: int

    @property
    def is_letter(self) -> bool:
        """Tell whether this is a letter without marks: of those with marks PDFium does not know the word."""
        return self.text.isalnum()


def _spaced(glyphs: list[_Glyph]) -> list[str]:
    """Texts of glyphs from left to right, with a blank where there is room for one, or little room and a new word."""
    out: list[str] = []
    for k, g in enumerate(glyphs):
        other = glyphs[k - 1]
        room = (
            _ROOM
            if g.word == other.word or len(g.text) + len(other.text) > 2
            else _CLOSE
            if g.is_letter and other.is_letter
            else _BESIDE
        )
        if k and _gap(glyphs, k) > room * g.size:
            out.append(" ")
        out.append(g.text)
    return out


def _gap(glyphs: list[_Glyph], k: int) -> float:
    """Room before a glyph in points; none at the start of the line."""
    return glyphs[k].left - max(x.right for x in glyphs[max(0, k - 2) : k]) if k else 0.0


def _right_to_left(glyphs: list[_Glyph]) -> str:
    text = "".join(reversed(_runs(_spaced(glyphs))))
    return _BRACKET.sub(lambda m: _OPENING.get(m.group()) or _CLOSING.get(m.group(), m.group()), text)


def _glyphs(row: list[Char], ghosts: list[Box]) -> list[_Glyph]:
    """Characters of one glyph (a ligature, a letter with marks) in logical order, glyphs from left to right."""
    clusters: dict[tuple[float, float], list[Char]] = {}
    for c in row:
        clusters.setdefault((round(c.origin, 1), round(c.base, 1)), []).append(c)
    base = sorted(c.base for c in row)[len(row) // 2]
    bases: list[_Glyph] = []
    loose: list[_Glyph] = []
    for members in clusters.values():
        if any(_RTL.match(c.text) for c in members):
            members.sort(key=lambda c: (-c.left, c.order))
        text = _marks_last("".join(c.text for c in members))
        left, right = min(c.left for c in members), max(c.right for c in members)
        if abs(members[0].base - base) > _RAISED * members[0].size and not all(map(unicodedata.combining, text)):
            left, right = _reach(left, right, base, members[0].size, ghosts)
        glyph = _Glyph(text, left, right, members[0].size, members[0].word)
        (loose if all(map(unicodedata.combining, text)) else bases).append(glyph)
    bases.sort(key=lambda g: g.left)
    for mark in loose:
        k = min(
            range(len(bases)),
            key=lambda k: abs((bases[k].left + bases[k].right) / 2 - (mark.left + mark.right) / 2),
            default=-1,
        )
        if k >= 0:
            g = bases[k]
            bases[k] = _Glyph(g.text + mark.text, g.left, g.right, g.size, g.word)
    return bases


def _reach(left: float, right: float, base: float, size: float, ghosts: list[Box]) -> tuple[float, float]:
    """Extent of a letter of which PDFium tells only where its mark is: that of the glyph without text under it."""
    near = [
        g
        for g in ghosts
        if g.bottom < base + size / 5
        and base - size / 2 < g.top
        and g.left < right + size / 4
        and left - size / 4 < g.right
    ]
    best = min(near, key=lambda g: abs(g.left + g.right - left - right), default=None)
    return (best.left, best.right) if best else (left, right)


def _marks_last(text: str) -> str:
    """Turn round the characters of a glyph that were given from left to right: no word begins with a mark."""
    return text[::-1] if len(text) > 1 and unicodedata.combining(text[0]) else text


def _runs(units: list[str]) -> list[str]:
    """Cut the glyphs of a line into parts that are read from right to left, each in its own logical order."""
    out: list[str] = []
    at = 0
    while at < len(units):
        end = _left_run(units, at)
        if end > at:
            out.append("".join(units[at:end]))
        else:
            end = at + 1
            out.append(units[at].translate(_MIRROR))
        at = end
    return out


def _left_run(units: list[str], at: int) -> int:
    """End of a run of Latin words or of a number that begins here; `at` where none does."""
    number = at
    while number < len(units) and (
        units[number].isdecimal()
        or (number > at and units[number] in _IN_NUMBER and number + 1 < len(units) and units[number + 1].isdecimal())
    ):
        number += 1
    end, probe, latin = number, number, False
    while probe < len(units) and not _RTL.match(units[probe]):
        if units[probe][0].isalpha():
            latin = True
        if units[probe][0].isalnum():
            end = probe + 1
        elif probe == at:
            return at
        probe += 1
    return end if latin else number
