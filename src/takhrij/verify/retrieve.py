"""Find the articles of an archive in which a statement may stand, and say what was looked for.

By outlet and days first, then by the rarest words and the names of the statement in any article; names are looked for
in every script that the entities give them in.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from takhrij.resolve.outlets import gazetteer
from takhrij.text.sounds import tokens, unit
from takhrij.verify.tokens import tokenise
from takhrij.verify.translation import translated
from takhrij.verify.words import FIGURE

if TYPE_CHECKING:
    from takhrij.model import Analysis, Article, Entity
    from takhrij.verify.index import SourceIndex
    from takhrij.verify.sources import Light, Shelf
    from takhrij.verify.statement import Statement

TERMS = 8  # words of the statement that are looked for
_OF_OUTLET, _ANYWHERE = 12, 12  # articles that are compared: of the outlet, by words
_STRANGE = 3  # words in no list, names mostly, that are looked for in Latin letters too
_EARLY, _LATE = 10, 4  # days round a date of the chain in which the source may have appeared
# Latin letters for the sounds of `common/sounds.tsv` that have no letter of their own.
_LATIN = {
    "T": "th", "D": "dh", "S": "sh", "C": "ch", "Z": "zh", "J": "j", "x": "kh", "G": "gh", "'": "",
    "A": "a", "E": "e", "I": "i", "O": "o", "U": "u",
}  # fmt: skip
_EDTF = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?")


class Query(NamedTuple):
    """What is looked for: outlets by id of the archive and by name, a window of days, terms as shown and searched."""

    outlets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    window: tuple[str | None, str | None] = (None, None)
    terms: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[str, ...]:
        """The window as EDTF, nothing where it is open on both sides."""
        first, last = self.window
        return (f"{first or '..'}/{last or '..'}",) if first or last else ()


def query(statement: Statement, analysis: Analysis, own: SourceIndex) -> Query:
    """What to look for: outlets in all scripts, the days, the rarest words and the persons of a statement."""
    names = [n for e in statement.named for n in names_of(e)]
    persons = [n for e in statement.named if e.kind == "person" for n in names_of(e) if len(names_of(e)) == 1]
    keys = key_words(statement.words.text, own)
    strange = [k for k in keys if not k.isascii() and own.words.is_strange(own.words.spelled(k))][:_STRANGE]
    return Query(
        outlets=tuple(dict.fromkeys(o for e in statement.outlets for o in _outlet_ids(e))),
        names=tuple(dict.fromkeys(n for e in statement.outlets for n in (e.name, *names_of(e)))),
        window=_window(statement.dates, analysis.article.published),
        terms=tuple(
            dict.fromkeys(
                (*names, *map(romanised, persons), *keys, *map(romanised, strange), *translated(tuple(keys), own.words))
            )
        ),
    )


def names_of(entity: Entity) -> list[str]:
    """The names of somebody in every script that is known, without a role."""
    listed = gazetteer().outlets.get(entity.outlet_id or "")
    known = [names[0] for names in listed.names.values()] if listed else list(entity.names.values())
    return list(dict.fromkeys(" ".join(n.split()) for n in (known or [entity.name])))


def romanised(name: str) -> str:
    """A name of another script in Latin letters, by the likeliest sound of each letter: something to search with."""
    if name.isascii():
        return name
    words = [
        "".join(_LATIN.get(s, s) for s in (unit(u).sounds[0][0] for u in t.readings[0]))
        for t in tokens(name)
        if t.readings
    ]
    return " ".join(w[:1].upper() + w[1:] for w in words if w)


def _outlet_ids(entity: Entity) -> tuple[str, ...]:
    from takhrij.archive import outlet_key

    if entity.outlet_id:
        return (entity.outlet_id,)
    return tuple(dict.fromkeys(k for n in (entity.name, *entity.names.values()) if (k := outlet_key(n))))


def key_words(text: str, own: SourceIndex) -> list[str]:
    """The words of a statement that tell most: those rarest in its article, as they are written."""
    words = own.words
    said = tokenise(text, words)
    found: dict[str, tuple[int, int, str]] = {}
    for k, t in enumerate(said.texts):
        if t in words.function or words.unjoined(t) in words.function or (len(t) < 4 and t[0] != FIGURE):
            continue
        raw = text[said.starts[k] : said.ends[k]]
        number = own.vocabulary.get(t)
        found.setdefault(t, (0 if number is None else len(own.places[number]), -len(t), raw))
    return [raw for _, _, raw in sorted(found.values())[:TERMS]]


def _window(dates: tuple[str, ...], published: str | None) -> tuple[str | None, str | None]:
    """Days in which the source may have appeared: round the dates of the chain, and not after the page."""
    bounds = [b for d in dates if (b := _bounds(d))]
    last = _shift((published or "")[:10], 1)
    if not bounds:
        return None, last
    first = _shift(min(b[0] for b in bounds), -_EARLY)
    end = _shift(max(b[1] for b in bounds), _LATE)
    return first, min(e for e in (end, last) if e) if end or last else None


def _bounds(value: str) -> tuple[str, str] | None:
    """First and last day that an EDTF value may mean, None without a year."""
    ends = [_EDTF.fullmatch(v) for v in value.split("/")]
    if not ends or any(m is None or m[1] == "XXXX" for m in ends):
        return None
    first, last = ends[0], ends[-1]
    assert first is not None  # noqa: S101 - checked above
    assert last is not None  # noqa: S101 - checked above
    month = int(last[2] or 12)
    if not 1 <= month <= 12:
        return None
    days = calendar.monthrange(int(last[1]) or 4, month)[1]
    return f"{first[1]}-{first[2] or '01'}-{first[3] or '01'}", f"{last[1]}-{month:02d}-{last[3] or days}"


def _shift(day: str, days: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day or None


def candidates(shelf: Shelf, wanted: Query, page: Article | None) -> list[Light]:
    """Entries to compare with: of the outlets in the window, of the outlets at any time, and any by words."""
    found: dict[str, Light] = {}
    for outlet in wanted.outlets:
        for window in (wanted.window, (None, None)):
            near = shelf.candidates(outlet_id=outlet, published=window, terms=wanted.terms, limit=_OF_OUTLET)
            latest = shelf.candidates(outlet_id=outlet, published=window, limit=_OF_OUTLET)
            for one in (*near, *latest)[:_OF_OUTLET]:
                found.setdefault(one.entry, one)
            if found:
                break
    if wanted.terms:
        for one in shelf.candidates(terms=wanted.terms, limit=_ANYWHERE):
            found.setdefault(one.entry, one)
    for window in dict.fromkeys((wanted.window, (None, wanted.window[1]))):
        if wanted.names and len(found) < _ANYWHERE:
            for one in shelf.candidates(published=window, limit=_ANYWHERE):
                found.setdefault(one.entry, one)
    return [one for one in found.values() if page is None or not _is_page(one, page)]


def _is_page(found: Light, page: Article) -> bool:
    """Tell whether an entry is the article that is being checked."""
    here = {u for u in (page.url, page.canonical_url) if u}
    if found.url and found.url in here:
        return True
    return bool(found.title) and found.title == page.title and found.language == page.language
