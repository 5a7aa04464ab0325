"""Read the text layer of a PDF: characters to lines, lines to paragraphs, by where they stand on the page.

A PDF holds what is seen: right-to-left words lie in it as they are drawn. PDFium's own order of such text is often
wrong, so lines with right-to-left letters are put in order here, from the places of their characters: from right to
left, with runs of Latin letters and digits from left to right (the reverse of Unicode's bidirectional algorithm,
UAX 9, for one level of embedding), brackets mirrored back.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from takhrij.errors import ReadError
from takhrij.model import Furniture
from takhrij.read.plain import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.read.assemble import Draft
    from takhrij.read.words import Words

MAX_PAGES = 500
MAX_CHARS = 3_000_000
MAX_OBJECTS = 20_000
_ROW = 16
_MIRROR = str.maketrans("()[]{}<>\u00ab\u00bb\u2039\u203a\u201c\u201d\u2018\u2019", ")(][}{><\u00bb\u00ab\u203a\u2039\u201d\u201c\u2019\u2018")
_OPENING = {")": "(", "]": "[", "}": "{", "\u00bb": "\u00ab"}
_CLOSING = {v: k for k, v in _OPENING.items()}
_BRACKET = re.compile(r"(?<=\s)[)\]}\u00bb](?=[^\W_])|(?<![^\n])[)\]}\u00bb](?=[^\W_])|(?<=\w)[(\[{\u00ab](?=[\s.,:;!?\u060c\u061b\u061f]|$)|(?<=[.!?\u061f])[(\[{\u00ab](?=\s|$)")
_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_IN_NUMBER = frozenset(".,:/\u066b\u066c")
_SENTENCE_END = re.compile(r"[.!?\u061f\u2026:][\"'\u201d\u201c\u2019\u00bb)\]]*$")
# In units of the font size: what is still the same line, a blank between two words and one that PDFium did not see (both in
# left-to-right text), a blank in right-to-left text and those where PDFium cuts a word
# (between letters, beside a mark), a new paragraph, a short last line.
_SAME_LINE, _BLANK, _MISSED, _ROOM, _CLOSE, _BESIDE, _APART, _SHORT = 0.55, 0.12, 0.6, 0.21, 0.05, 0.18, 1.3, 4.0
_USUAL_PITCH = 1.35
_RAISED = 0.05
_LARGER = 1.15


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


def read_pdf(data: bytes, words: Words, packs: Path | None = None) -> Draft:
    """Read a PDF. Raises ReadError where it is locked, broken or has no text layer."""
    lines = _lines(data)
    if not any(c.isalpha() for line in lines for c in line.text):
        raise ReadError("no-text-layer", "the PDF has no text layer: it holds pictures of pages", "Run it through a text recogniser (OCR) first, or give the article's page.")
    paragraphs = _paragraphs(lines)
    head = _title_index(paragraphs)
    if head is None:
        return read_lines([text for text, _ in paragraphs], words, packs)
    draft = read_lines([text for text, _ in paragraphs[head + 1 :]], words, packs, title=paragraphs[head][0])
    above = tuple(Furniture(kind=words.furniture_kind(text) or "menu", text=text) for text, _ in paragraphs[:head])
    draft.furniture = above + draft.furniture
    return draft


def _lines(data: bytes) -> list[Line]:
    import pypdfium2 as pdfium  # noqa: PLC0415 - the PDF library is large

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as e:
        if "password" in str(e).lower():
            raise ReadError("locked-pdf", "the PDF is locked with a password", "Save it again without a password.") from e
        raise ReadError("broken-pdf", f"the PDF cannot be opened: {e}", "Save or download it again.") from e
    lines: list[Line] = []
    room = MAX_CHARS
    try:
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            text_page = page.get_textpage()
            chars = _chars(text_page, room)
            room -= len(chars)
            lines += _page_lines(chars, number, _ghosts(page, chars))
            text_page.close()
            page.close()
    except pdfium.PdfiumError as e:
        raise ReadError("broken-pdf", f"a page of the PDF cannot be read: {e}", "Save or download it again.") from e
    finally:
        document.close()
    return lines


def _chars(text_page: Any, room: int) -> list[Char]:  # noqa: ANN401 - the library has no types
    """Characters of a page with their places; the blanks that PDFium guesses are left out."""
    from pypdfium2 import raw  # noqa: PLC0415 - the PDF library is large

    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    out: list[Char] = []
    word = 0
    for i in range(min(text_page.count_chars(), room)):
        code = raw.FPDFText_GetUnicode(text_page, i)
        if code <= 32 or code in (0xA0, 0xFFFE, 0xFEFF, 0xAD) or raw.FPDFText_IsGenerated(text_page, i) == 1:  # noqa: PLR2004 - blanks and control characters
            word += 1
            continue
        raw.FPDFText_GetCharOrigin(text_page, i, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, i, box)
        raw.FPDFText_GetMatrix(text_page, i, matrix)
        size = raw.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
        out.append(Char(chr(code), x.value, box.left, box.right, y.value, size if size > 1 else max(box.top - box.bottom, 1.0), word, i))
    return out


def _ghosts(page: Any, chars: list[Char]) -> list[_Box]:  # noqa: ANN401 - as above
    """Text objects in which no character stands: of a letter written together with its mark PDFium places the mark only."""
    from pypdfium2 import raw  # noqa: PLC0415 - the PDF library is large

    if not any(unicodedata.combining(c.text) for c in chars):
        return []
    sides = [ctypes.c_float() for _ in range(4)]
    shared = Counter((round(c.origin, 1), round(c.base, 1)) for c in chars)
    rows: dict[int, list[Char]] = {}
    for c in chars:
        if shared[round(c.origin, 1), round(c.base, 1)] > 1:
            continue
        rows.setdefault(int(c.base) // _ROW, []).append(c)
    found: list[_Box] = []
    for i in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(item, *sides):
            continue
        box = _Box(*(side.value for side in sides))
        near = [c for k in (-1, 0, 1) for c in rows.get(int(box.bottom) // _ROW + k, ())]
        if box.right - box.left > 0.5 and not any(box.left < (c.left + c.right) / 2 < box.right and abs(c.base - box.bottom) < c.size / 4 for c in near):  # noqa: PLR2004 - blanks have no width
            found.append(box)
    return found


def _page_lines(chars: list[Char], number: int, ghosts: list[_Box]) -> list[Line]:
    """Characters that follow one another on nearly the same base line are one line."""
    rows: list[list[Char]] = []
    for c in chars:
        if not rows or abs(c.base - rows[-1][0].base) > _SAME_LINE * max(c.size, rows[-1][0].size):
            rows.append([])
        rows[-1].append(c)
    drawn = {k: _glyphs(row, ghosts) for k, row in enumerate(rows) if any(_RTL.match(c.text) for c in row)}
    return [_line(row, number, _right_to_left(drawn[k]) if k in drawn else _left_to_right(row)) for k, row in enumerate(rows)]


def _line(row: list[Char], number: int, text: str) -> Line:
    rtl = sum(1 for c in row if _RTL.match(c.text))
    is_rtl = rtl * 2 > sum(1 for c in row if c.text.isalpha())
    sizes = sorted(c.size for c in row)
    return Line(text=text, left=min(c.left for c in row), right=max(c.right for c in row), base=row[0].base, size=sizes[len(sizes) // 2], is_rtl=is_rtl, page=number)


def _left_to_right(row: list[Char]) -> str:
    row = sorted(row, key=lambda c: (c.left, c.order))
    out: list[str] = []
    for k, c in enumerate(row):
        if k and c.left - row[k - 1].right > (_BLANK if c.word != row[k - 1].word else _MISSED) * c.size:
            out.append(" ")
        out.append(c.text)
    return "".join(out)


class _Box(Struct, frozen=True):
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
        room = _ROOM if g.word == other.word or len(g.text) + len(other.text) > 2 else _CLOSE if g.is_letter and other.is_letter else _BESIDE
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


def _glyphs(row: list[Char], ghosts: list[_Box]) -> list[_Glyph]:
    """Characters of one glyph together (a ligature, a letter with its marks) in logical order, glyphs from left to right."""
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
        k = min(range(len(bases)), key=lambda k: abs((bases[k].left + bases[k].right) / 2 - (mark.left + mark.right) / 2), default=-1)
        if k >= 0:
            g = bases[k]
            bases[k] = _Glyph(g.text + mark.text, g.left, g.right, g.size, g.word)
    return bases


def _reach(left: float, right: float, base: float, size: float, ghosts: list[_Box]) -> tuple[float, float]:
    """Extent of a letter of which PDFium tells only where the mark above it is: that of the glyph without text under it."""
    near = [g for g in ghosts if g.bottom < base + size / 5 and base - size / 2 < g.top and g.left < right + size / 4 and left - size / 4 < g.right]
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
    while number < len(units) and (units[number].isdecimal() or (number > at and units[number] in _IN_NUMBER and number + 1 < len(units) and units[number + 1].isdecimal())):
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


def _paragraphs(lines: list[Line]) -> list[tuple[str, Line]]:
    """Lines joined to paragraphs, each with its first line."""
    out: list[tuple[list[str], Line]] = []
    last: Line | None = None
    pitch = _pitch(lines)
    for line in lines:
        if not line.text.strip():
            continue
        if last is not None and _goes_on(last, line, pitch, lines):
            words, first = out[-1]
            if words[-1].endswith("-") and words[-1][-2:-1].isalpha() and line.text[:1].islower():
                words[-1] = words[-1][:-1] + line.text.strip() if words[-1].isascii() and len(words[-1].split()[-1]) > 3 and "-" not in words[-1].split()[-1][:-1] else words[-1] + line.text.strip()  # noqa: PLR2004 - not a dash
            else:
                words.append(line.text.strip())
        else:
            out.append(([line.text.strip()], line))
        last = line
    return [(" ".join(words), first) for words, first in out]


def _pitch(lines: list[Line]) -> float:
    """The usual distance between base lines, in font sizes: the lower quartile of all."""
    gaps = sorted((a.base - b.base) / max(a.size, 1) for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and 0 < a.base - b.base < 4 * max(a.size, 1))
    return gaps[len(gaps) // 4] if gaps else 1.2


def _goes_on(last: Line, line: Line, pitch: float, lines: list[Line]) -> bool:
    """Tell whether a line continues the paragraph of the line before it."""
    if max(last.size, line.size) > _LARGER * min(last.size, line.size):
        return False
    far = max(x.right for x in lines if x.page == last.page) - last.right if not last.is_rtl else last.left - min(x.left for x in lines if x.page == last.page)
    is_short = far > _SHORT * last.size
    if last.page != line.page:
        return not is_short and not _SENTENCE_END.search(last.text)
    gap = (last.base - line.base) / max(last.size, 1)
    if gap <= 0 or gap > _APART * max(pitch, 1.0):
        return False
    ends = _SENTENCE_END.search(last.text) is not None
    if gap > _APART * min(pitch, _USUAL_PITCH):
        return not is_short and not ends
    return not (is_short and ends)


def _title_index(paragraphs: list[tuple[str, Line]]) -> int | None:
    """The paragraph in the largest letters of the first page, where they are larger than those of the body."""
    first = [(k, text, line) for k, (text, line) in enumerate(paragraphs) if line.page == 0 and len(text) <= 250]  # noqa: PLR2004 - no title is longer
    if not first:
        return None
    weight: dict[float, int] = {}
    for text, line in paragraphs:
        weight[round(line.size)] = weight.get(round(line.size), 0) + len(text)
    common = max(weight, key=weight.__getitem__)
    k, _, line = max(first, key=lambda item: (round(item[2].size), -item[0]))
    return k if line.size > _LARGER * common else None
