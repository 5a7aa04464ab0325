"""Find republication notes: where a text first ran, who translated it, which agency it came from.

The wordings are templates in the packs (see `RepublicationRule`), matched on folded text at the
beginning of a sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.model import Republication, Span, Warn
from takhrij.packs import loader
from takhrij.read.body import letters
from takhrij.read.choose import outlet_letters, outlet_of_host
from takhrij.read.credits import agencies_in
from takhrij.read.dates import days_apart, find_day
from takhrij.read.metadata import host_of
from takhrij.read.words import vocabulary
from takhrij.text.fold import fold, fold_map

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from takhrij.model.article import Direction, RepublicationKind  # noqa: TC004 - msgspec does not resolve it
    from takhrij.packs.schema_read import RepublicationRule  # noqa: TC004 - as above

LONGEST = 420
HEAD, TAIL = 3, 6
_TOKEN = re.compile(r"\^|\$|\((?:[^(){}]|\{\w+\})*\)\??|\{\w+\}\??|[^\s()]+")
_GAP = r"[\s()\[\]\u00ab\u00bb\u201c\u201d\"'*_]*"
_SIGNS = r"[\s\u2022*\u2013\u2014\-_()\[\]\u00ab\u00bb\u201c\u201d\"'\u00b7\u25cf]*"
_START = r"(?:^|(?<=[.!?\u061f\u2026:)\]\u2022*|\u00bb\u201d\"]))" + _SIGNS
_MARK = r"\s*[:\-\u2013\u2014/|]\s*"
_OPEN, _CLOSE = r"[(\[\u00ab\u201c\"]", r"[)\]\u00bb\u201d\"]"
_INNER = r"[^()\[\]\u00ab\u00bb\u201c\u201d\"\n]{2,60}?"
# Atomic: a word is taken whole or not at all, else its letters could be shared out in endless ways.
_BARE = r"(?>(?:[^\s.,;:()\[\]\u00ab\u00bb\u201c\u201d\"\u060c\u061b\n|]|[.&'\u2019](?=\w))+)"
_EDGE = " \t.,:;|/-\u2013\u2014\u060c\u061b\"'\u201c\u201d\u00ab\u00bb()[]*_"
_STOP = re.compile(r"[.!?\u061f](?=\s|$)")
_RTL = re.compile(r"[\u0590-\u08ff]")
_WWW = re.compile(r"^(?:https?://)?(?:www\.)?")


class Note(Struct, frozen=True, kw_only=True):
    """A republication note in one paragraph, offsets into that paragraph."""

    rule: str
    kind: RepublicationKind
    start: int
    end: int
    name: str | None = None
    by: str | None = None
    url: str | None = None
    date: str | None = None
    language: str | None = None
    side: str | None = None


class _Rule(Struct, frozen=True, kw_only=True):
    rule: RepublicationRule
    pattern: re.Pattern[str]


class _Names(Struct, frozen=True):
    """What a pack says of names in notes: words that cannot be part of one, nouns before one, names of languages."""

    stops: str
    nouns: str
    languages: str


@lru_cache(maxsize=16)
def _rules(direction: Direction, packs: Path | None) -> tuple[_Rule, ...]:
    """Compiled wordings of the packs whose script runs in a direction; compiled when the first text needs them."""
    found: list[_Rule] = []
    words = vocabulary(packs)
    for code, pack in words.packs.items():
        about = loader.load(code, packs)
        if about is not None and about.about.direction == direction:
            names = _Names(_either(pack.note_stops), _either(pack.outlet_nouns), _either(words.languages))
            found += [
                _Rule(rule=r, pattern=re.compile(_compile(w, names))) for r in pack.republication for w in r.wordings
            ]
    return tuple(found)


def _either(phrases: Iterable[str]) -> str:
    """Alternatives of a regular expression, longest first; one that matches nothing where there are none."""
    folded = sorted({" ".join(fold(p).split()) for p in phrases}, key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in folded) or r"(?!)"


def _compile(wording: str, names: _Names) -> str:
    parts = [] if wording.startswith("^") else [_START]
    for token in _TOKEN.findall(fold(wording)):
        optional = token.endswith("?") and len(token) > 1
        core = token[:-1] if optional else token
        if core == "^":
            parts.append(r"^[\s\u2022*\u2013\u2014\-_()\[\]\u00b7\u25cf]*")
        elif core == "$":
            parts.append(r"[\s.)\]*_\u00bb\u201d\"!]*$")
        elif core in (":", ",", "-"):
            parts.append(_MARK if core == ":" else r"\s*[,\u060c\-\u2013]?\s*")
        else:
            body = _GAP + (_group(core, names) if core.startswith("(") else _slot(core, names))
            parts.append(f"(?:{body})?" if optional else body)
    return "".join(parts)


def _group(token: str, names: _Names) -> str:
    options = []
    for option in token[1:-1].split("|"):
        pieces = option.split()
        options.append(r"\s+".join(_slot(p, names) for p in pieces) if pieces else "")
    return "(?:" + "|".join(options) + ")"


def _slot(token: str, names: _Names) -> str:
    """Regular expression of one word or slot of a wording."""
    if not token.startswith("{"):
        return rf"(?<!\w){re.escape(token)}(?!\w)" if token[0].isalnum() else re.escape(token)
    name = token[1:-1]
    if name in ("language", "into", "from"):
        return rf"(?P<{name}>{names.languages})(?!\w)"
    if name in ("outlet", "person", "agency"):
        return _name_slot(name, names)
    if name == "date":
        return r"[^\n]{0,20}\d[^\n]{0,30}"
    return r"\w+"


def _name_slot(name: str, names: _Names) -> str:
    """A name in brackets or quotation marks, or words up to a mark or a word that cannot be part of one."""
    bare = rf"(?:(?!(?:{names.stops})(?!\w)){_BARE}(?:[ \u00a0]+|(?![ \u00a0]))){{1,7}}"
    return rf"(?:(?:{names.nouns})\s+)*(?:{_OPEN}\s*(?P<{name}_in>{_INNER})\s*{_CLOSE}|(?P<{name}>{bare}))"


def find_notes(text: str, links: Iterable[tuple[str, str]] = (), packs: Path | None = None) -> list[Note]:
    """Republication notes in one paragraph; `links` are (text, address) of the links in it."""
    if not 6 <= len(text) <= LONGEST:
        return []
    folded, back = fold_map(text)
    found: list[Note] = []
    rtl = len(_RTL.findall(text)) * 3 > len(text)
    for rule in _rules("rtl" if rtl else "ltr", packs):
        m = rule.pattern.search(folded)
        if m:
            note = _note(rule.rule, m, text, back, list(links), packs=packs)
            if note and not any(n.kind == note.kind and n.start < note.end and note.start < n.end for n in found):
                found.append(note)
    return sorted(found, key=lambda n: n.start)


def _note(
    rule: RepublicationRule,
    m: re.Match[str],
    text: str,
    back: list[int],
    links: list[tuple[str, str]],
    *,
    packs: Path | None,
) -> Note | None:
    groups = m.groupdict()

    def original(*names: str) -> str | None:
        for n in names:
            if groups.get(n):
                s, e = m.span(n)
                return " ".join(text[back[s] : back[e - 1] + 1].split()).strip(_EDGE) or None
        return None

    words = vocabulary(packs)
    name, by = original("outlet", "outlet_in"), original("person", "person_in")
    agency = original("agency", "agency_in")
    if agency is not None:
        named = agencies_in(agency, packs)
        if not named:
            return None
        name = ", ".join(named)
    name, url = _linked_name(name, links)
    if (
        "{outlet}" in "".join(rule.wordings)
        and name is None
        and by is None
        and not any(groups.get(k) for k in ("language", "into", "from"))
    ) or not (agency or all(_is_named(n) for n in (name, by) if n)):
        return None
    side = next((k for k in ("into", "from") if groups.get(k)), None)
    tongue = groups.get("language") or groups.get("into") or groups.get("from")
    return Note(
        rule=rule.id,
        kind=rule.kind,
        start=_skip_marks(text, back[m.start()]),
        end=_sentence_end(text, back[m.end() - 1] + 1),
        name=name,
        by=by,
        url=url,
        date=find_day(text, packs),
        language=words.languages.get(" ".join(tongue.split())) if tongue else None,
        side=side,
    )


def _is_named(name: str) -> bool:
    """Tell whether words can be a name: in a script with capital letters one has a capital, or they are a host."""
    return any(c.isupper() or (c.isalpha() and not c.islower()) for c in name) or "." in name.strip(".")


def _skip_marks(text: str, start: int) -> int:
    while start < len(text) - 1 and not text[start].isalnum():
        start += 1
    return start


def _sentence_end(text: str, end: int) -> int:
    """A note reaches to the end of its sentence: its date and link often stand after what the wording covers."""
    m = _STOP.search(text, max(0, end - 1))
    return m.end() if m else len(text)


def _linked_name(name: str | None, links: list[tuple[str, str]]) -> tuple[str | None, str | None]:
    """The name as the link in it says, and where that leads."""
    web = [(t, a) for t, a in links if a.startswith(("http://", "https://", "//"))]
    if name is None:
        return None, web[0][1] if len(web) == 1 else None
    for text, address in web:
        a, b = letters(text), letters(name)
        if a and (a in b or b in a):
            shorter = text.strip(_EDGE) if len(a) <= len(b) and len(a) > 1 else name
            return _WWW.sub("", shorter) or name, address
    return _WWW.sub("", name), web[0][1] if len(web) == 1 else None


def _is_later(day: str, published: str | None) -> bool:
    """Tell whether a note's day is after that of the page, time zones left aside."""
    return (
        published is not None
        and len(published) >= len(day)
        and day > published[:10]
        and days_apart(day, published[:10]) > 1
    )


def outlets_meant(note: Note) -> str | None:
    """Name of the outlet a note's link leads to, where that and the outlet it names are two that are both listed."""
    if not (note.name and note.url):
        return None
    linked = outlet_of_host(host_of(note.url))
    named = outlet_letters().get(letters(note.name))
    there = outlet_letters().get(letters(linked)) if linked else None
    return linked if named and there and named.isdisjoint(there) else None


def republications(
    found: list[tuple[Note, int]], language: str, published: str | None
) -> tuple[tuple[Republication, ...], list[Warn]]:
    """Notes with the offset of their paragraph, as the contract has them, and what in them contradicts the page."""
    out: list[Republication] = []
    warnings: list[Warn] = []
    for note, offset in found:
        span = Span(note.start + offset, note.end + offset)
        out.append(
            Republication(
                kind=note.kind,
                name=note.name,
                by=note.by,
                url=note.url,
                date=note.date,
                language=note.language,
                span=span,
                rule=note.rule,
            )
        )
        if note.language and (
            (note.side == "into" and note.language != language) or (note.side == "from" and note.language == language)
        ):
            word = "into" if note.side == "into" else "from"
            warnings.append(
                Warn(
                    code="language-mismatch",
                    message=f'a note says the text was translated {word} "{note.language}", but it is in "{language}"',
                    span=span,
                )
            )
        meant = outlets_meant(note)
        if meant:
            warnings.append(
                Warn(
                    code="outlet-conflict",
                    message=f'a note names "{note.name}", but its link leads to "{meant}"',
                    span=span,
                )
            )
        if note.kind in ("first-published", "credited") and note.date and _is_later(note.date, published):
            warnings.append(
                Warn(
                    code="date-conflict",
                    message=f"a note dates its source {note.date}, later than this page's own date {published}",
                    span=span,
                )
            )
    return tuple(out), warnings
