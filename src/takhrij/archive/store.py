"""The archive: what was read, kept as evidence, and found again."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Any

import msgspec

from takhrij.archive.database import Filter
from takhrij.archive.prepare import (
    Prepared,
    outlet_key,
    page_key,
    prepare,
    stamp,
    unpack_analysis,
    unpack_article,
    unpack_rest,
)
from takhrij.archive.records import Added, Brief, Hit, Sighting, Stored
from takhrij.archive.snippet import cut_snippet
from takhrij.archive.words import any_of, read_question
from takhrij.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from typing import Self

    from takhrij.archive.database import Database, Row
    from takhrij.archive.words import Clause
    from takhrij.model import Analysis, Article, Reading

_BRIEF = (
    "v.entry, v.number, v.url, v.sha256, v.name, v.media_type, v.title, v.outlet, v.outlet_id, v.language, v.published, "
    "v.words, v.added, v.analysed"
)
_BRIEF_FIELDS = _BRIEF.replace("v.", "").replace("number", "version").split(", ")
_PAGE = 500
_LIVE = "e.current = v.id AND e.removed IS NULL"


class Archive:
    """Stored articles in one database. Close it, or use it in a `with` statement; several threads may share it."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def add(
        self,
        data: bytes,
        *,
        url: str | None = None,
        name: str = "",
        how: str = "file",
        seen: datetime | None = None,
        media_type: str | None = None,
        headers: bytes | None = None,
        reading: Reading | None = None,
        analysis: Analysis | None = None,
    ) -> Added:
        """Store one page or file; when this returns it is on disk.

        The same bytes again are one more sighting, other bytes at the same address (or, without one, of the same name)
        a new version. `seen` is when it was seen (UTC where it has no zone; now where it is None). An entry that had
        been removed comes back. Raises ReadError where the bytes are no article, ArchiveError where they cannot be kept.
        """
        ready = prepare(
            data, url=url, name=name, how=how, seen=seen, media_type=media_type, headers=headers, reading=reading, analysis=analysis
        )  # fmt: skip
        return self.add_all((ready,))[0]

    def add_all(self, some: Iterable[Prepared]) -> list[Added]:
        """Store several prepared articles in one transaction: all of them or, on an error, none."""
        with self.database.writing():
            return [self.put(one) for one in some]

    def put(self, one: Prepared) -> Added:
        """Store one prepared article inside a transaction that is open."""
        entry, is_new = self._entry(one)
        known = self.database.rows("SELECT number, id, analysed FROM versions WHERE entry = ? AND sha256 = ?", (entry, one.sha256))
        if known:
            number, version, analysed = known[0]
            if one.analysed and not analysed:
                self._renew(version, one)
        else:
            number = self.database.rows("SELECT coalesce(max(number), 0) + 1 FROM versions WHERE entry = ?", (entry,))[0][0]
            version = self._version(entry, number, one)
        self.sight(entry, number, one.seen, one.how, one.name, one.url)
        return Added(entry_id=entry, version=number, is_new=is_new, sha256=one.sha256, changed=not is_new and not known)

    def _entry(self, one: Prepared) -> tuple[str, bool]:
        """The entry something belongs to, and whether it was made for it."""
        rows = self.database.rows
        if one.key:
            key = one.key
        else:
            same = rows("SELECT entry FROM versions WHERE sha256 = ? ORDER BY id LIMIT 1", (one.sha256,))
            if same:
                return same[0][0], False
            key = f"name:{one.name}" if one.name else f"sha256:{one.sha256}"
        known = rows("SELECT id FROM entries WHERE key = ?", (key,))
        if known:
            return known[0][0], False
        entry = hashlib.sha256(key.encode()).hexdigest()[:16]
        self.database.run("INSERT INTO entries (id, key, current) VALUES (?, ?, 0)", (entry, key))
        return entry, True

    def _version(self, entry: str, number: int, one: Prepared) -> int:
        run = self.database.run
        run(
            "INSERT INTO blobs (sha256, size, packed) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            (one.sha256, one.size, one.packed),
        )
        version: int = self.database.rows(
            "INSERT INTO versions (entry, number, sha256, url, name, media_type, title, outlet, outlet_id, language, published, "
            "day_from, day_to, words, analysed, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                entry, number, one.sha256, one.url, one.name, one.media_type, one.title, one.outlet, one.outlet_id, one.language,
                one.published, one.day_from, one.day_to, one.words, int(one.analysed), stamp(),
            ),
        )[0][0]  # fmt: skip
        run(
            "INSERT INTO articles (version, article, rest, headers) VALUES (?, ?, ?, ?)",
            (version, one.article, one.rest, one.headers),
        )
        self.database.index(version, one.title_words, one.body_words)
        return version

    def _renew(self, version: int, one: Prepared) -> None:
        """Keep the analysis of a version that was stored without one."""
        self.database.run("UPDATE articles SET article = ?, rest = ? WHERE version = ?", (one.article, one.rest, version))
        self.database.run("UPDATE versions SET analysed = 1 WHERE id = ?", (version,))

    def sight(self, entry: str, number: int, seen: str, how: str, name: str, url: str | None) -> None:
        """Note inside a transaction that a version was seen; the version seen last is the current one."""
        run = self.database.run
        run(
            "INSERT INTO sightings (entry, version, seen, how, name, url, added) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entry, number, seen, how, name, url, stamp()),
        )
        run(
            "UPDATE entries SET removed = NULL, current = (SELECT v.id FROM sightings s JOIN versions v ON v.entry = s.entry "
            "AND v.number = s.version WHERE s.entry = ? ORDER BY s.seen DESC, s.id DESC LIMIT 1) WHERE id = ?",
            (entry, entry),
        )

    def keep_analysis(self, entry_id: str, version: int, analysis: Analysis) -> None:
        """Keep an analysis with a stored version, in place of the one it has."""
        stored = self.get(entry_id, version)
        ready = prepare(stored.bytes, url=stored.url, name=stored.name, analysis=analysis)
        with self.database.writing():
            (row,) = self.database.rows("SELECT id FROM versions WHERE entry = ? AND number = ?", (stored.entry, stored.version))
            self._renew(row[0], ready)

    def resolve_id(self, given: str) -> str:
        """The entry that is meant by an id, the beginning of one, or an address. Raises ArchiveError for none or several."""
        rows = self.database.rows
        found = rows("SELECT id FROM entries WHERE id = ? OR key = ?", (given, f"url:{page_key(given)}"))
        if not found and given.isalnum():
            found = rows("SELECT id FROM entries WHERE id >= ? AND id < ? ORDER BY id LIMIT 3", (given, given + "g"))
        if len(found) > 1:
            raise ArchiveError("ambiguous-id", f"several entries begin with {given}", "Give more letters of the id.")
        if not found:
            raise ArchiveError("no-such-entry", f"there is no entry {given}", "See: takhrij archive list.")
        entry: str = found[0][0]
        return entry

    def get(self, entry_id: str, version: int | None = None) -> Stored:
        """A version of an entry with its bytes, article, analysis and sightings; the current one where none is named.

        `entry_id` may be shortened, or an address. Raises ArchiveError where there is none, or where the stored bytes
        are not those their SHA-256 names.
        """
        entry = self.resolve_id(entry_id)
        which = "v.id = e.current" if version is None else "v.number = ?"
        rows = self.database.rows(
            "SELECT v.number, v.url, v.sha256, v.name, v.media_type, v.outlet_id, v.added, v.analysed, b.packed, a.article, a.rest, "  # noqa: S608
            "a.headers, (SELECT count(*) FROM versions n WHERE n.entry = e.id) FROM entries e JOIN versions v ON v.entry = e.id "
            "JOIN blobs b ON b.sha256 = v.sha256 JOIN articles a ON a.version = v.id "
            f"WHERE e.id = ? AND {which}",
            (entry,) if version is None else (entry, version),
        )
        if not rows:
            raise ArchiveError("no-such-version", f"{entry_id} has no version {version}", "See: takhrij archive show.")
        return self._stored(entry, rows[0])

    def _stored(self, entry: str, row: Row) -> Stored:
        number, url, sha256, name, media_type, outlet_id, added, analysed, packed, article, rest, headers, versions = row
        try:
            data = zlib.decompress(packed)
            whole = unpack_analysis(article, rest) if analysed else None
            read = whole.article if whole else unpack_article(article)
            beside = whole or unpack_rest(rest)
        except (zlib.error, msgspec.MsgspecError) as e:
            raise _damaged(entry, number, str(e)) from e
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _damaged(entry, number, "the bytes are not those that were stored")
        return Stored(
            entry=entry, version=number, versions=versions, url=url, sha256=sha256, bytes=data, name=name, media_type=media_type,
            headers=None if headers is None else bytes(headers), outlet_id=outlet_id, added=added, article=read,
            republication=beside.republication, warnings=beside.warnings, analysis=whole, sightings=self.sightings(entry),
        )  # fmt: skip

    def sightings(self, entry: str) -> tuple[Sighting, ...]:
        """All sightings of an entry, in the order of their times."""
        rows = self.database.rows(
            "SELECT version, seen, how, name, url, added FROM sightings WHERE entry = ? ORDER BY seen, id", (entry,)
        )
        return tuple(Sighting(version=r[0], seen=r[1], how=r[2], name=r[3], url=r[4], added=r[5]) for r in rows)

    def versions(self, entry_id: str) -> tuple[Brief, ...]:
        """All versions of an entry, in the order they were stored."""
        rows = self.database.rows(
            f"SELECT {_BRIEF} FROM versions v WHERE v.entry = ? ORDER BY v.number",  # noqa: S608 - names of our own
            (self.resolve_id(entry_id),),
        )
        return tuple(map(_brief, rows))

    def texts(self, ids: Sequence[str]) -> list[Article]:
        """The current articles of some entries, in the order of the ids."""
        found: dict[str, Article] = {}
        for at in range(0, len(ids), _PAGE):
            some = list(ids[at : at + _PAGE])
            marks = ", ".join("?" * len(some))
            rows = self.database.rows(
                f"SELECT e.id, a.article FROM entries e JOIN articles a ON a.version = e.current WHERE e.id IN ({marks})",  # noqa: S608
                some,
            )
            found |= {entry: unpack_article(packed) for entry, packed in rows}
        missing = next((i for i in ids if i not in found), None)
        if missing is not None:
            raise ArchiveError("no-such-entry", f"there is no entry {missing}", "See: takhrij archive list.")
        return [found[i] for i in ids]

    def list(
        self,
        *,
        language: str | None = None,
        outlet: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        removed: bool = False,
        limit: int | None = None,
    ) -> Iterator[Brief]:
        """Entries in the order of their ids, by their current versions; with `removed` those that were removed."""
        only = _filter(language, outlet_ids(outlet), (date_from, date_to))
        live = "e.current = v.id AND e.removed IS NOT NULL" if removed else _LIVE
        after = ""
        while limit is None or limit > 0:
            rows = self.database.rows(
                f"SELECT {_BRIEF} FROM entries e JOIN versions v ON v.id = e.current "  # noqa: S608 - names of our own
                f"WHERE e.id > ? AND {live} AND {only.where} ORDER BY e.id LIMIT ?",
                (after, *only.values, min(_PAGE, limit or _PAGE)),
            )
            yield from map(_brief, rows)
            if len(rows) < min(_PAGE, limit or _PAGE):
                return
            after = rows[-1][0]
            limit = None if limit is None else limit - len(rows)

    def count(self) -> dict[str, int]:
        """How many entries, versions, sightings, removed entries and bytes (as they came) there are."""
        one = "SELECT (SELECT count(*) FROM entries WHERE removed IS NULL), (SELECT count(*) FROM versions), "
        one += "(SELECT count(*) FROM sightings), (SELECT count(*) FROM entries WHERE removed IS NOT NULL), "
        one += "(SELECT coalesce(sum(size), 0) FROM blobs)"
        return dict(zip(("entries", "versions", "sightings", "removed", "bytes"), map(int, self.database.rows(one)[0]), strict=True))

    def search(
        self,
        query: str,
        *,
        language: str | None = None,
        outlet: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        limit: int = 20,
    ) -> list[Hit]:
        """Articles whose title and text hold all words of a question, the best first.

        Spelling variants are equal, and a word is also found with what is written together with it. "Words in
        quotation marks" stand in a row, -word must not occur, begin* is the beginning of a word. `outlet` is a name or
        an id, `date_from` and `date_to` are days (YYYY, YYYY-MM or YYYY-MM-DD), both included.
        """
        clauses = read_question(query, language)
        only = _filter(language, outlet_ids(outlet), (date_from, date_to))
        found = [_brief(row) for row in self._match(clauses, only, limit)]
        texts = self.texts([b.entry for b in found])
        return [_hit(brief, article, clauses) for brief, article in zip(found, texts, strict=True)]

    def candidates(
        self,
        *,
        outlet_id: str | None = None,
        published: tuple[str | None, str | None] = (None, None),
        terms: Sequence[str] = (),
        language: str | None = None,
        limit: int = 50,
    ) -> list[Brief]:
        """Entries that may be a cited article: by outlet, days and any of the terms (also several words each).

        The more and the rarer terms an article holds, the higher it stands; without terms the latest stands first.
        Articles without a date are in every window. `outlet_id` is an id as `outlet_key` gives it.
        """
        only = _filter(language, (outlet_id,) if outlet_id else (), published)
        clause = any_of(terms, language)
        if clause is not None:
            return [_brief(row) for row in self._match((clause,), only, limit)]
        rows = self.database.rows(
            f"SELECT {_BRIEF} FROM versions v JOIN entries e ON e.id = v.entry WHERE {_LIVE} AND {only.where} "  # noqa: S608
            "ORDER BY coalesce(v.day_from, '') DESC, v.id LIMIT ?",
            (*only.values, limit),
        )
        return list(map(_brief, rows))

    def _match(self, clauses: Sequence[Clause], only: Filter, limit: int) -> list[Row]:
        live = Filter(f"{_LIVE} AND {only.where}", only.values)
        return self.database.match(_BRIEF, clauses, live, limit)


def _filter(language: str | None, outlets: Sequence[str], days: tuple[str | None, str | None]) -> Filter:
    """Conditions on language, outlet and days; an article without a date may be of any day."""
    where, values = ["1 = 1"], list[Any]()
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
        values.append(f"{last[:10]}-99")
    return Filter(" AND ".join(where), tuple(values))


def outlet_ids(outlet: str | None) -> tuple[str, ...]:
    """The ids under which articles of an outlet may stand, by its name or id."""
    return tuple(dict.fromkeys(i for i in (outlet, outlet_key(outlet)) if i))


def _brief(row: Row) -> Brief:
    fields = dict(zip(_BRIEF_FIELDS, row, strict=False))
    score = float(row[len(_BRIEF_FIELDS)]) if len(row) > len(_BRIEF_FIELDS) else 0.0
    return Brief(**fields | {"analysed": bool(fields["analysed"]), "score": round(score, 6)})


def _hit(brief: Brief, article: Article, clauses: Sequence[Clause]) -> Hit:
    snippet, marks = cut_snippet(article.text, clauses)
    return Hit(
        entry_id=brief.entry, version=brief.version, score=brief.score, title=brief.title, url=brief.url, outlet=brief.outlet,
        outlet_id=brief.outlet_id, language=brief.language, published=brief.published, snippet=snippet, marks=marks,
    )  # fmt: skip


def _damaged(entry: str, number: int, cause: str) -> ArchiveError:
    return ArchiveError(
        "damaged-entry", f"version {number} of {entry} is damaged: {cause}", "Run: takhrij archive check, then add it again."
    )
