"""Find agencies that a text is credited to: in its dateline, at its foot, on a line of their own.

"PORT SAN (Agency) - ...", "... he added. (Agency)" and a line that holds nothing but agencies tell where a text came
from. An agency that a sentence cites, or names in full before its initials in brackets, is no credit. What an agency
is the gazetteer says, and each pack its word for several of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.packs import loader
from takhrij.read.body import letters
from takhrij.read.words import vocabulary
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from takhrij.model.span import Spans
    from takhrij.read.words import Words

# Paragraphs at the head in which a dateline may stand, and those at the end; what of them is looked at.
_HEAD, _FOOT, _REACH = 2, 2, 120
_PLACE_WORDS, _LINE = 5, 70
_TIE = r"(?:[-\u2010-\u2015\u2212\u0640]{1,2}|[/:|])"
_DASH = r"(?:[-\u2010-\u2015\u2212\u0640]{1,2}|/)"
_OPEN, _CLOSE = r"[(\[\u00ab\u201c\"]", r"[)\]\u00bb\u201d\"]"
_PART = r"(?:[^.!?:;()\[\]\u00ab\u00bb\u201c\u201d\"\n\u061f\u061b|\u2010-\u2015\u2212\u0640-]|(?<=\w)-(?=\w))"
# Initials are written with full stops too.
_PLACE, _NAMES = rf"(?P<place>{_PART}{{2,48}}?)", rf"(?P<names>(?:{_PART}|\.(?=\s?\w)|\.(?=\s?[)\]])){{2,60}}?)"
_HEADS = (
    re.compile(rf"\W{{0,3}}(?:{_PLACE}\s*)?{_OPEN}\s*{_NAMES}\s*{_CLOSE}\s*{_TIE}"),
    re.compile(rf"\W{{0,3}}{_PLACE}\s*{_TIE}\s*{_NAMES}\s*{_TIE}"),
    re.compile(rf"\W{{0,3}}{_NAMES}\s*{_TIE}\s*{_PLACE}\s*{_TIE}"),
)
_BARE_HEAD = re.compile(rf"{_NAMES}\s*[-\u2013\u2014]{{1,2}}\s+(?P<rest>\S{_PART}{{20}})")
_LINES = (
    re.compile(rf"[\s(\[*]*{_NAMES}[\s)\].*:]*"),
    re.compile(rf"\W{{0,3}}{_NAMES}\s*{_DASH}\s*{_PLACE}[\s.:]*"),
    re.compile(rf"\W{{0,3}}{_PLACE}\s*{_DASH}\s*{_NAMES}[\s.:/]*"),
)
_FEET = (
    re.compile(rf"(?P<before>.*)[(\[]\s*{_NAMES}\s*[)\]][\s.]*"),
    re.compile(rf"(?P<before>.*[.!?\u061f\u2026\"\u201d\u00bb])\s*{_DASH}\s*{_NAMES}[\s./]*"),
)
_ENDS = re.compile(r"[.!?\u061f\u2026\"\u201d\u00bb]\s*$")
_SEPARATORS = re.compile(r"\s*[,\u060c/+&]\s*")
_EDGE = " \t\n/,-\u2013\u2014\u060c+&()[].*"
_CITED_WITHIN = 4


class Credit(Struct, frozen=True):
    """An agency that a text is credited to: its name as written, the place of the credit, the rule."""

    name: str
    start: int
    end: int
    rule: str


class _Agencies(Struct, frozen=True):
    """Ids of agencies by the letters of their names, those of names that are also common words apart."""

    plain: dict[str, str]
    weak: dict[str, str]


@lru_cache(maxsize=4)
def _agencies(packs: Path | None) -> _Agencies:
    found = _Agencies(plain={}, weak={})
    for outlet in loader.outlet_rows():
        if outlet.kind == "agency":
            for names in outlet.names.values():
                for name in names:
                    (found.weak if name in outlet.weak else found.plain).setdefault(letters(fold(name)), outlet.id)
    for pack in vocabulary(packs).packs.values():
        for word in pack.agencies:
            found.plain.setdefault(letters(fold(word)), "")
    return found


def is_agency(name: str, packs: Path | None = None) -> bool:
    """Tell whether a name is that of a news agency, or a pack's word for several."""
    return letters(fold(name)) in _agencies(packs).plain


def agencies_in(text: str, packs: Path | None = None, *, may_be_weak: bool = False) -> list[str]:
    """Names of agencies, as written, in words that hold nothing else; none where they hold more."""
    known, words = _agencies(packs), vocabulary(packs)
    names = []
    for part in _parts(text, words):
        bare = letters(fold(part))
        if not (bare in known.plain or (may_be_weak and bare in known.weak)):
            return []
        names.append(part)
    return names


def _parts(text: str, words: Words) -> Iterator[str]:
    """Names in a list, without the nouns before them ("news agency")."""
    for part in _SEPARATORS.split(text.strip(_EDGE)):
        name: list[str] = []
        for token in part.split():
            folded = fold(token)
            glued = next((p for p in words.join_prefixes if folded.startswith(p) and len(folded) > len(p) + 2), "")
            if name and folded in words.joins:
                yield " ".join(name).strip(_EDGE)
                name = []
            elif name and glued and is_agency(token[len(glued) :]):
                yield " ".join(name).strip(_EDGE)
                name = [token[len(glued) :]]
            elif name or folded not in words.outlet_nouns:
                name.append(token)
        yield " ".join(name).strip(_EDGE)


def find_credits(text: str, paragraphs: Spans, outlet: str | None, packs: Path | None = None) -> list[Credit]:
    """Agencies that a text is credited to; an agency's own page credits itself with nothing."""
    known = _agencies(packs)
    own = known.plain.get(letters(fold(outlet or "")))
    found: list[Credit] = []
    last = len(paragraphs) - 1
    for place, (start, end) in enumerate(paragraphs):
        if _HEAD <= place <= last - _FOOT:
            continue
        piece = text[start:end]
        hit = _whole(piece, packs)
        if hit is None and place < _HEAD:
            hit = _dateline(piece[:_REACH], packs)
        if hit is None and place > last - _FOOT:
            low = max(0, len(piece) - _REACH)
            hit = _foot(piece[low:], packs, low)
        if hit is not None:
            names, low, high, rule = hit
            for name in dict.fromkeys(names):
                bare = letters(fold(name))
                key = known.plain.get(bare) or known.weak.get(bare)
                if not (own and key == own) and not any(letters(fold(c.name)) == bare for c in found):
                    found.append(Credit(name, start + low, start + high, rule))
    return found


def _dateline(head: str, packs: Path | None) -> tuple[list[str], int, int, str] | None:
    for k, pattern in enumerate(_HEADS):
        m = pattern.match(head)
        if m and (m["place"] is None or _is_place(m["place"], packs)):
            names = agencies_in(m["names"], packs, may_be_weak=k == 0)
            if names:
                return names, _first(head), m.end(), "read.credit.dateline"
    m = _BARE_HEAD.match(head)
    if m and (not m["rest"][0].isascii() or m["rest"][0].isupper()):
        names = agencies_in(m["names"], packs)
        if names:
            return names, 0, m.start("rest"), "read.credit.dateline"
    return None


def _whole(piece: str, packs: Path | None) -> tuple[list[str], int, int, str] | None:
    """A paragraph that is nothing but a credit."""
    if len(piece) > _LINE or vocabulary(packs).furniture_kind(piece):
        return None
    for pattern in _LINES:
        m = pattern.fullmatch(piece)
        if m and ("place" not in m.groupdict() or _is_place(m["place"], packs)):
            names = agencies_in(m["names"], packs)
            if names:
                return names, _first(piece), len(piece.rstrip()), "read.credit.line"
    return None


def _foot(tail: str, packs: Path | None, low: int) -> tuple[list[str], int, int, str] | None:
    for k, pattern in enumerate(_FEET):
        m = pattern.fullmatch(tail)
        if m is None:
            continue
        names = agencies_in(m["names"], packs, may_be_weak=k == 0)
        if names and (k or _ENDS.search(m["before"]) or not _is_cited(m["before"], packs)):
            return names, low + m.end("before"), low + len(tail.rstrip()), "read.credit.foot"
    return None


def _first(text: str) -> int:
    return next((k for k, c in enumerate(text) if c.isalnum() or c in "(["), 0)


def _is_place(text: str, packs: Path | None) -> bool:
    """Tell whether words before or after an agency can be a place, with a date perhaps: few, and none that cites."""
    tokens = text.strip(_EDGE).split()
    if not 0 < len(tokens) <= _PLACE_WORDS or _holds(tokens, packs):
        return False
    return not tokens[0].isascii() or tokens[0][:1].isupper()


def _is_cited(before: str, packs: Path | None) -> bool:
    """Tell whether an agency in brackets belongs to the words right before them: "the agency (its initials)"."""
    tokens = before.split()[-_CITED_WITHIN:]
    return _holds(tokens, packs) or any(
        is_agency(" ".join(tokens[k:]), packs) for k in range(len(tokens))
    )  # fmt: skip


def _holds(tokens: Iterable[str], packs: Path | None) -> bool:
    """Tell whether a word that cites, or a noun for outlets, is among these."""
    words = vocabulary(packs)
    return any(fold(t.strip(_EDGE)) in words.citing for t in tokens)
