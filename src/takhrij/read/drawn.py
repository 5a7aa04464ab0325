"""Put drawn characters in the order they are read: the geometry of PDF text, without the PDF library.

A PDF holds what is seen: right-to-left words lie in it as they are drawn. PDFium's own order of such text is often
wrong, so lines with right-to-left letters are put in order here, from the places of their characters: from right to
left, with runs of Latin letters and digits from left to right (the reverse of Unicode's bidirectional algorithm,
UAX 9, for one level of embedding), brackets mirrored back.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

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
# Letters that join no letter after them: in a ligature such a letter is the last one.
_LAST_IN_LIGATURE = re.compile(r"[\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671]")
_LONGEST_LIGATURE = 3
# In units of the font size: what is still the same line; a blank between two words and one that PDFium did not see
# (both in left-to-right text); a blank in right-to-left text, also where PDFium cuts a word (between letters, beside
# a mark); where blanks are drawn, room that is one all the same, and where in a drawn blank its place is taken.
_SAME_LINE, _BLANK, _MISSED, _ROOM, _CLOSE, _BESIDE, _WIDE, _WITHIN = 0.55, 0.12, 0.6, 0.21, 0.05, 0.18, 0.5, 0.1
# How far a mark may stand off the base line.
_MARK_OFF = 0.8
# Text whose blanks are drawn has at least one for so many characters; running Arabic has one for five or six.
_CHARS_TO_BLANK = 15


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


class Place(Struct, frozen=True):
    """A point on a page."""

    x: float
    y: float


def is_right_to_left(char: str) -> bool:
    """Tell whether a character belongs to a script that is written from right to left."""
    return _RTL.match(char) is not None


def page_lines(
    chars: list[Char], number: int, ghosts: list[Box] | None = None, blanks: list[Place] | None = None
) -> list[Line]:
    """Characters that follow one another on nearly the same base line are one line.

    `blanks` are the places of the blanks that the page draws, left end and base line. Some PDFs draw none: the room
    between the letters tells the words then.
    """
    drawn_blanks = blanks or []
    if len(drawn_blanks) * _CHARS_TO_BLANK < len(chars):
        drawn_blanks = []
    heights = sorted(drawn_blanks, key=lambda b: b.y)
    lines: list[Line] = []
    for row in _rows(chars):
        if any(_RTL.match(c.text) for c in row) or (
            lines and lines[-1].is_rtl and not any(c.text.isalpha() for c in row)
        ):
            near = _beside(heights, row) if heights else None
            text = _right_to_left(_glyphs(row, ghosts or []), near)
        else:
            text = _left_to_right(row)
        lines.append(_line(row, number, text))
    return lines


def _rows(chars: list[Char]) -> list[list[Char]]:
    """Runs of characters on nearly the same base line; a mark, and a letter placed with its mark, may stand off it."""
    marked = {(c.origin, c.base) for c in chars if unicodedata.combining(c.text)}
    rows: list[list[Char]] = []
    last: Char | None = None
    is_sure = False
    for c in chars:
        is_loose = (c.origin, c.base) in marked
        reach = _SAME_LINE if is_sure and not is_loose else _MARK_OFF
        if last is None or abs(c.base - last.base) > reach * max(c.size, last.size):
            rows.append([])
            last, is_sure = c, not is_loose
        elif not is_sure and not is_loose:
            last, is_sure = c, True
        rows[-1].append(c)
    return rows


def _base(row: list[Char]) -> float:
    return sorted(c.base for c in row)[len(row) // 2]


def _beside(blanks: list[Place], row: list[Char]) -> list[float]:
    """Places of the blanks on the base line of a row; `blanks` are in order of their height."""
    base, size = _base(row), row[0].size
    low = bisect_left(blanks, base - _SAME_LINE * size, key=lambda b: b.y)
    high = bisect_left(blanks, base + _SAME_LINE * size, key=lambda b: b.y)
    return sorted(b.x + _WITHIN * size for b in blanks[low:high])


def _line(row: list[Char], number: int, text: str) -> Line:
    rtl = sum(1 for c in row if _RTL.match(c.text))
    is_rtl = rtl * 2 > sum(1 for c in row if c.text.isalpha())
    sizes = sorted(c.size for c in row)
    return Line(
        text=text,
        left=min(c.left for c in row),
        right=max(c.right for c in row),
        base=_base(row),
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
    """One glyph: its characters in logical order, its place and its word; `origin` tells the order on the line."""

    text: str
    origin: float
    left: float
    right: float
    size: float
    word: int

    @property
    def is_letter(self) -> bool:
        """Tell whether this is a letter without marks: of those with marks PDFium does not know the word."""
        return self.text.isalnum()


def _spaced(glyphs: list[_Glyph], blanks: list[float] | None) -> list[str]:
    """Texts of glyphs from left to right, with a blank where one is drawn, else where there is room for one."""
    out: list[str] = []
    for k, g in enumerate(glyphs):
        if k and (_has_room(glyphs, k) if blanks is None else _has_blank(glyphs, k, blanks)):
            out.append(" ")
        out.append(g.text)
    return out


def _has_blank(glyphs: list[_Glyph], k: int, blanks: list[float]) -> bool:
    """Tell whether a blank is drawn between the middles of two glyphs, or they stand as far apart as columns do."""
    low, high = (g.left + g.right for g in glyphs[k - 1 : k + 1])
    at = bisect_left(blanks, low / 2)
    return (at < len(blanks) and blanks[at] < high / 2) or _gap(glyphs, k) > _WIDE * glyphs[k].size


def _has_room(glyphs: list[_Glyph], k: int) -> bool:
    """Tell whether there is room for a blank before a glyph, or little room and a new word of PDFium's."""
    g, other = glyphs[k], glyphs[k - 1]
    room = (
        _ROOM
        if g.word == other.word or len(g.text) + len(other.text) > 2
        else _CLOSE
        if g.is_letter and other.is_letter
        else _BESIDE
    )
    return _gap(glyphs, k) > room * g.size


def _gap(glyphs: list[_Glyph], k: int) -> float:
    """Room before a glyph in points; none at the start of the line."""
    return glyphs[k].left - max(x.right for x in glyphs[max(0, k - 2) : k]) if k else 0.0


def _right_to_left(glyphs: list[_Glyph], blanks: list[float] | None) -> str:
    text = "".join(reversed(_runs(_spaced(glyphs, blanks))))
    return _BRACKET.sub(lambda m: _OPENING.get(m.group()) or _CLOSING.get(m.group(), m.group()), text)


def _glyphs(row: list[Char], ghosts: list[Box]) -> list[_Glyph]:
    """Characters of one glyph (a ligature, a letter with marks) in logical order, glyphs from left to right."""
    clusters: dict[tuple[float, float], list[Char]] = {}
    for c in row:
        clusters.setdefault((round(c.origin, 1), round(c.base, 1)), []).append(c)
    base = _base(row)
    bases: list[_Glyph] = []
    loose: list[_Glyph] = []
    for members in clusters.values():
        if any(_RTL.match(c.text) for c in members):
            members.sort(key=lambda c: (-c.left, c.order))
        text = "".join(c.text for c in members)
        text = text[::-1] if _is_turned(members, row) else text
        origin = members[0].origin
        left, right = min(c.left for c in members), max(c.right for c in members)
        if abs(members[0].base - base) > _RAISED * members[0].size and not all(map(unicodedata.combining, text)):
            left, right = _reach(left, right, base, members[0].size, ghosts)
            origin = left
        glyph = _Glyph(text, origin, left, right, members[0].size, members[0].word)
        (loose if all(map(unicodedata.combining, text)) else bases).append(glyph)
    bases.sort(key=lambda g: g.origin)
    for mark in loose:
        k = min(
            range(len(bases)),
            key=lambda k: abs((bases[k].left + bases[k].right) / 2 - (mark.left + mark.right) / 2),
            default=-1,
        )
        if k >= 0:
            g = bases[k]
            bases[k] = _Glyph(g.text + mark.text, g.origin, g.left, g.right, g.size, g.word)
    return bases


def _reach(left: float, right: float, base: float, size: float, ghosts: list[Box]) -> tuple[float, float]:
    """Extent of a letter of which PDFium tells only where its mark is: that of the glyph without text under it."""
    near = [
        g
        for g in ghosts
        if g.bottom < base + size / 5 and base < g.top and g.left < right + size / 4 and left - size / 4 < g.right
    ]
    best = min(near, key=lambda g: abs(g.left + g.right - left - right), default=None)
    return (best.left, best.right) if best else (left, right)


def _is_turned(members: list[Char], row: list[Char]) -> bool:
    """Tell whether the characters of one glyph came from left to right.

    No word begins with a mark, and only the last letter of a ligature may be one that joins nothing after it. Else
    PDFium has turned them round with their line, as it does where it gives its letters from right to left.
    """
    first, last = members[0], members[-1]
    if len(members) < 2 or first.left != last.left:
        return len(members) > 1 and unicodedata.combining(first.text) > 0
    if unicodedata.combining(first.text) or unicodedata.combining(last.text):
        return unicodedata.combining(first.text) > 0
    if len(members) <= _LONGEST_LIGATURE:
        ends = [_LAST_IN_LIGATURE.match(c.text) is not None for c in (first, last)]
        if ends[0] != ends[1]:
            return ends[0]
    orders = [c.order for c in row]
    before, after = bisect_left(orders, first.order) - 1, bisect_left(orders, last.order + 1)
    return (before >= 0 and row[before].left > first.left) or (after < len(row) and row[after].left < first.left)


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
