"""Split paragraphs into sentences without breaking quotations.

A rule splitter with offsets: an end mark closes a sentence unless it follows an abbreviation, an initial or a number,
or stands inside a closed quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from takhrij.model.span import Span
from takhrij.text.quotes import Quote, find_quotes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from takhrij.model.span import Spans

_END = re.compile(r"(?:\.(?: \.)+|[.!?\u061f\u06d4]+|\u2026)[\"'\u201d\u2019\u00bb\u201c)\]]*(?=\s|$|[^\W\d_])")
_GLUED = re.compile(r"[^\W_]{2}[\u064b-\u0652]?[\"'\u201d\u2019\u00bb)\]]* ?$")
_LAST_WORD = re.compile(r"[^\s(\[\"\u201c\u00ab]+$")
MAX_QUOTE = 2000


def find_paragraphs(text: str) -> Spans:
    """Return the non-blank lines of `text`, trimmed, as paragraphs."""
    found = []
    for m in re.finditer(r"[^\n]+", text):
        line = m.group()
        start = m.start() + len(line) - len(line.lstrip())
        end = m.end() - (len(line) - len(line.rstrip()))
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def split_sentences(
    text: str,
    paragraphs: Spans,
    abbreviations: Collection[str] = (),
    quotes: Sequence[Quote] | None = None,
) -> Spans:
    """Return the sentences of every paragraph, trimmed of white space.

    `abbreviations` are lower-case words whose full stop does not end a sentence, without that stop.
    """
    inner = [q.inner for q in (find_quotes(text, paragraphs) if quotes is None else quotes) if q.closed]
    starts = [s.start for s in inner]
    sentences: list[Span] = []
    for start, end in paragraphs:
        at = start
        for m in _END.finditer(text, start, end):
            k = bisect_right(starts, m.start()) - 1
            if k >= 0 and m.start() < inner[k].end - 1 and inner[k].end - inner[k].start < MAX_QUOTE:
                continue
            if (
                not _parts(text, m, end)
                or _is_lower_after(text, m.end(), end)
                or (m.group()[0] == "." and _goes_on(text, at, m, end, abbreviations))
            ):
                continue
            _add(text, at, m.end(), sentences)
            at = m.end()
        _add(text, at, end, sentences)
    return tuple(sentences)


def _parts(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a mark parts two sentences: white space follows, or a letter of a script that has no capitals."""
    if mark.end() >= end or text[mark.end()].isspace():
        return True
    return _has_no_case(text[mark.end()]) and _GLUED.search(text, max(0, mark.start() - 8), mark.start()) is not None


def _is_lower_after(text: str, at: int, end: int) -> bool:
    """Tell whether the next word begins with a small letter."""
    rest = text[at : min(at + 3, end)].lstrip()
    return bool(rest) and rest[0].islower()


def _has_no_case(letter: str) -> bool:
    """Tell whether a letter belongs to a script without capitals."""
    return letter.isalpha() and letter.lower() == letter.upper()


def _goes_on(text: str, start: int, mark: re.Match[str], end: int, abbreviations: Collection[str]) -> bool:
    """Tell whether a full stop belongs to the word before it."""
    rest = text[mark.end() : mark.end() + 3].lstrip()
    if mark.end() >= end or not rest:
        return False
    if rest[0].islower():
        return True
    if len(mark.group()) > 1:
        return " ." in mark.group() or (mark.group() == ".." and _has_no_case(rest[0]))  # a pause
    word = _LAST_WORD.search(text, max(start, mark.start() - 24), mark.start())
    if word is None:
        return False
    w = word.group()
    if w.casefold() in abbreviations:
        return True
    if len(w) == 1 and _has_no_case(w):
        return True  # an initial
    return w.isascii() and (
        (len(w) == 1 and w.isalpha() and w != "I")
        or (w.count(".") > 0 and w.replace(".", "").isalpha() and len(w) <= 5)
    )


def _add(text: str, start: int, end: int, out: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        out.append(Span(start, end))
