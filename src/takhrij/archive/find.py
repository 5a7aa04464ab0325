"""Ask the archive: lists, full-text search, candidates for a cited article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from takhrij.archive.database import Filter
from takhrij.archive.prepare import outlet_key
from takhrij.archive.records import Brief, Hit
from takhrij.archive.snippet import Wanted, cut_snippet
from takhrij.archive.words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from takhrij.archive.database import Database, Row
    from takhrij.archive.words import Clause
    from takhrij.model import Article

COLUMNS = (
    "v.entry, v.number, v.url, v.sha256, v.name, v.media_type, v.title, v.outlet, v.outlet_id, v.language, "
    "v.published, v.words, v.added, v.analysed"
)
_FIELDS = COLUMNS.replace("v.", "").replace("number", "version").split(", ")
_LIVE = "e.current = v.id AND e.removed IS NULL"
_REMOVED = "e.current = v.id AND e.removed IS NOT NULL"
PAGE = 500
Days = tuple[str | None, str | None]


def conditions(language: str | None, outlets: Sequence[str], days: Days, *, removed: bool = False) -> Filter:
    """Conditions on language, outlet and days (YYYY[-MM[-DD]]); without a date an article may be of any day."""
    where, values = [_REMOVED if removed else _LIVE], list[Any]()
    if language:
        where.append("v.language = ?")
        values.append(language)
    if outlets:
        where.append(f"v.outlet_id IN ({', '.join('?' * len(outlets))})")
        values += outlets
    first, last = days
    if first:
        where.append("(v.day_to IS NULL OR v.day_to >= ?)")
        values.append(first[:10])
    if last:
        where.append("(v.day_from IS NULL OR v.day_from <= ?)")
        values.append(f"{last[:10]}-99")  # a year or month holds all its days
    narrows = removed or bool(outlets or first or last)
    return Filter(" AND ".join(where), tuple(values), narrows=narrows, few=bool(outlets))


def outlet_ids(outlet: str | None) -> tuple[str, ...]:
    """The ids under which articles of an outlet may stand, by its name or id."""
    return tuple(dict.fromkeys(i for i in (outlet, outlet_key(outlet)) if i))


def list_entries(database: Database, only: Filter, limit: int | None) -> Iterator[Brief]:
    """Entries that fulfil a filter, in the order of their ids; memory does not grow with their number."""
    after, left = "", limit
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        rows = database.rows(
            f"SELECT {COLUMNS} FROM entries e JOIN versions v ON v.id = e.current "  # noqa: S608 - names of our own
            f"WHERE e.id > ? AND {only.where} ORDER BY e.id LIMIT ?",
            (after, *only.values, size),
        )
        yield from map(brief, rows)
        if len(rows) < size:
            return
        after = rows[-1][0]
        left = None if left is None else left - size


def match(database: Database, clauses: Sequence[Clause], only: Filter, limit: int) -> list[Brief]:
    """Entries that fulfil all clauses and the filter, the best first."""
    return list(map(brief, database.match(COLUMNS, clauses, only, limit)))


def latest(database: Database, only: Filter, limit: int) -> list[Brief]:
    """Entries that fulfil a filter, the latest first, those without a date last."""
    rows = database.rows(
        f"SELECT {COLUMNS} FROM versions v JOIN entries e ON e.id = v.entry WHERE {only.where} "  # noqa: S608 - names of our own
        "ORDER BY coalesce(v.day_from, '') DESC, v.id LIMIT ?",
        (*only.values, limit),
    )
    return list(map(brief, rows))


def candidates(database: Database, terms: Sequence[str], language: str | None, only: Filter, limit: int) -> list[Brief]:
    """Entries with any of the terms, or the latest where there are none."""
    clause = any_of(terms, language)
    return latest(database, only, limit) if clause is None else match(database, (clause,), only, limit)


def brief(row: Row) -> Brief:
    """A row of COLUMNS, perhaps with a score after them."""
    fields = dict(zip(_FIELDS, row, strict=False))
    score = float(row[len(_FIELDS)]) if len(row) > len(_FIELDS) else 0.0
    return Brief(**fields | {"analysed": bool(fields["analysed"]), "score": round(score, 6)})


def hit(found: Brief, article: Article, wanted: Wanted) -> Hit:
    """A found entry with the part of its text that answers the question."""
    snippet, marks = cut_snippet(article.text, wanted)
    return Hit(
        entry_id=found.entry,
        version=found.version,
        score=found.score,
        title=found.title,
        url=found.url,
        outlet=found.outlet,
        outlet_id=found.outlet_id,
        language=found.language,
        published=found.published,
        snippet=snippet,
        marks=marks,
    )
