"""Read the text layer of a PDF: characters to lines, lines to paragraphs, by where they stand on the page."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from takhrij.errors import ReadError
from takhrij.model import Furniture, ReadState
from takhrij.read.decode import whole
from takhrij.read.drawn import Box, Char, Line, Place, is_right_to_left, page_lines
from takhrij.read.plain import read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.read.assemble import Draft
    from takhrij.read.words import Words

MAX_PAGES = 500
MAX_CHARS = 3_000_000
MAX_OBJECTS = 20_000
_ROW = 16
_NOTHING = 0.01
# Shares of letters without a name from which a text is told to be incomplete, and to be none.
_SOME, _MANY = 0.02, 0.1
_HYPHENATED = re.compile(r"(?:^|\s)([A-Za-z][A-Za-z-]{3,})-$")
_SENTENCE_END = re.compile(r"[.!?\u061f\u2026:][\"'\u201d\u201c\u2019\u00bb)\]]*$")
# In units of the font size: a new paragraph, a short last line.
_APART, _SHORT = 1.3, 4.0
_USUAL_PITCH = 1.35
_LARGER = 1.15


def read_pdf(data: bytes, words: Words, packs: Path | None = None) -> Draft:
    """Read a PDF. Raises ReadError where it is locked, broken or has no text layer."""
    lines, unmapped = _lines(data)
    if unmapped > _MANY or not any(c.isalpha() for line in lines for c in line.text):
        raise ReadError(
            "no-text-layer",
            "the PDF has no text layer: it holds pictures of pages, or letters that it does not name",
            "Run it through a text recogniser (OCR) first, or give the article's page.",
        )
    paragraphs = _paragraphs(lines)
    head = _title_index(paragraphs)
    first = 0 if head is None else head + 1
    title = "" if head is None else paragraphs[head][0]
    draft = read_lines([text for text, _ in paragraphs[first:]], words, packs, title=title)
    above = tuple(
        Furniture(kind=words.furniture_kind(text) or "menu", text=text) for text, _ in paragraphs[: head or 0]
    )
    draft.furniture = above + draft.furniture
    if unmapped > _SOME:
        draft.state = ReadState(status="degraded", reason="letters-not-named")
    return draft


def _lines(data: bytes) -> tuple[list[Line], float]:
    """Lines of a PDF, and the share of its characters of which it does not say which letters they are."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as e:
        if "password" in str(e).lower():
            raise ReadError(
                "locked-pdf", "the PDF is locked with a password", "Save it again without a password."
            ) from e
        raise ReadError("broken-pdf", f"the PDF cannot be opened: {e}", "Save or download it again.") from e
    lines: list[Line] = []
    room = MAX_CHARS
    unmapped = 0
    try:
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            text_page = page.get_textpage()
            chars, blanks, strange = _chars(text_page, room)
            unmapped += strange
            room -= len(chars)
            ghosts, more = _empty_objects(page, chars)
            lines += page_lines(chars, number, ghosts, blanks + more)
            text_page.close()
            page.close()
    except pdfium.PdfiumError as e:
        raise ReadError("broken-pdf", f"a page of the PDF cannot be read: {e}", "Save or download it again.") from e
    finally:
        document.close()
    return lines, unmapped / max(MAX_CHARS - room, 1)


def _chars(text_page: Any, room: int) -> tuple[list[Char], list[Place], int]:
    """Characters of a page with their places, the blanks that are drawn, and how many letters are not told.

    The blanks that PDFium guesses are left out.
    """
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    out: list[Char] = []
    blanks: list[Place] = []
    word = unmapped = 0
    for i in range(min(text_page.count_chars(), room)):
        code = raw.FPDFText_GetUnicode(text_page, i)
        if code <= 32 or code in (0xA0, 0xFFFE, 0xFEFF, 0xAD) or raw.FPDFText_IsGenerated(text_page, i) == 1:
            word += 1
            if code in (0x20, 0xA0) and raw.FPDFText_GetCharOrigin(text_page, i, x, y):
                raw.FPDFText_GetLooseCharBox(text_page, i, box)
                if box.right > box.left:
                    blanks.append(Place(x.value, y.value))
            continue
        unmapped += raw.FPDFText_HasUnicodeMapError(text_page, i) == 1
        raw.FPDFText_GetCharOrigin(text_page, i, x, y)
        raw.FPDFText_GetLooseCharBox(text_page, i, box)
        raw.FPDFText_GetMatrix(text_page, i, matrix)
        size = raw.FPDFText_GetFontSize(text_page, i) * math.hypot(matrix.c, matrix.d)
        out.append(
            Char(
                whole(chr(code)),
                x.value,
                box.left,
                box.right,
                y.value,
                size if size > 1 else max(box.top - box.bottom, 1.0),
                word,
                i,
            )
        )
    return out, blanks, unmapped


def _empty_objects(page: Any, chars: list[Char]) -> tuple[list[Box], list[Place]]:
    """Text objects in which PDFium finds no character, and those of blanks alone, which it leaves out.

    Of a letter with its mark PDFium may place the mark only: the letter's own object is empty then.
    """
    from pypdfium2 import raw

    if not any(is_right_to_left(c.text) for c in chars):
        return [], []
    sides = [ctypes.c_float() for _ in range(4)]
    shared = Counter((round(c.origin, 1), round(c.base, 1)) for c in chars)
    rows: dict[int, list[Char]] = {}
    for c in chars:
        if shared[round(c.origin, 1), round(c.base, 1)] > 1:
            continue
        rows.setdefault(int(c.base) // _ROW, []).append(c)
    found: list[Box] = []
    blanks: list[Place] = []
    for i in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT or not raw.FPDFPageObj_GetBounds(item, *sides):
            continue
        box = Box(*(side.value for side in sides))
        if box.right - box.left < _NOTHING:
            blanks.append(Place(box.left, box.bottom))
            continue
        near = [c for k in (-1, 0, 1) for c in rows.get(int(box.bottom) // _ROW + k, ())]
        if box.right - box.left > 0.5 and not any(
            box.left < (c.left + c.right) / 2 < box.right and abs(c.base - box.bottom) < c.size / 4 for c in near
        ):
            found.append(box)
    return found, blanks


def _paragraphs(lines: list[Line]) -> list[tuple[str, Line]]:
    """Lines joined to paragraphs, each with its first line."""
    out: list[tuple[list[str], Line]] = []
    last: Line | None = None
    pitch, margins = _pitch(lines), _margins(lines)
    for line in lines:
        if not line.text.strip():
            continue
        if last is not None and _goes_on(last, line, pitch, margins[last.page]):
            _join(out[-1][0], line.text.strip())
        else:
            out.append(([line.text.strip()], line))
        last = line
    return [(" ".join(words), begin) for words, begin in out]


def _join(words: list[str], line: str) -> None:
    """Add a line to a paragraph; a word cut by a hyphen at the line's end is put together."""
    cut = _HYPHENATED.search(words[-1])
    if cut is None or not line[:1].islower():
        words.append(line)
    elif "-" in cut.group(1):
        words[-1] += line
    else:
        words[-1] = words[-1][:-1] + line


def _margins(lines: list[Line]) -> dict[int, tuple[float, float]]:
    """Leftmost and rightmost place of text on each page."""
    found: dict[int, tuple[float, float]] = {}
    for x in lines:
        left, right = found.get(x.page, (x.left, x.right))
        found[x.page] = (min(left, x.left), max(right, x.right))
    return found


def _pitch(lines: list[Line]) -> float:
    """The usual distance between base lines, in font sizes: the lower quartile of all."""
    gaps = sorted(
        (a.base - b.base) / max(a.size, 1)
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < a.base - b.base < 4 * max(a.size, 1)
    )
    return gaps[len(gaps) // 4] if gaps else 1.2


def _goes_on(last: Line, line: Line, pitch: float, margins: tuple[float, float]) -> bool:
    """Tell whether a line continues the paragraph of the line before it; `margins` are those of that line's page."""
    if max(last.size, line.size) > _LARGER * min(last.size, line.size):
        return False
    far = last.left - margins[0] if last.is_rtl else margins[1] - last.right
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
    first = [(k, text, line) for k, (text, line) in enumerate(paragraphs) if line.page == 0 and len(text) <= 250]
    if not first:
        return None
    weight: dict[float, int] = {}
    for text, line in paragraphs:
        weight[round(line.size)] = weight.get(round(line.size), 0) + len(text)
    common = max(weight, key=weight.__getitem__)
    k, _, line = max(first, key=lambda item: (round(item[2].size), -item[0]))
    return k if line.size > _LARGER * common else None
