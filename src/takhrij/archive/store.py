"""The archive: what was read, kept as evidence, and found again."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

import msgspec

from takhrij.archive import find, upkeep
from takhrij.archive.differ import compare
from takhrij.archive.prepare import (
    Prepared,
    page_key,
    prepare,
    stamp,
    unpack_analysis,
    unpack_article,
    unpack_rest,
)
from takhrij.archive.records import Added, Brief, Difference, Failed, Fault, Hit, Sighting, Stored
from takhrij.archive.snippet import Wanted
from takhrij.archive.words import read_question
from takhrij.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO, Self

    from takhrij.archive.database import Database, Row
    from takhrij.archive.ingest import Outcome
    from takhrij.model import Analysis, Article, Reading

    Hits = list[Hit]
    Briefs = list[Brief]
    Articles = list[Article]

_WHOLE = (
    "SELECT v.number, v.url, v.sha256, v.name, v.media_type, v.outlet_id, v.added, v.analysed, b.packed, a.article, "
    "a.rest, a.headers, (SELECT count(*) FROM versions n WHERE n.entry = e.id) FROM entries e "
    "JOIN versions v ON v.entry = e.id JOIN blobs b ON b.sha256 = v.sha256 JOIN articles a ON a.version = v.id "
    "WHERE e.id = ? AND "
)
_NEW_VERSION = (
    "INSERT INTO versions (entry, number, sha256, url, name, media_type, title, outlet, outlet_id, language, "
    "published, day_from, day_to, words, analysed, added) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LAST_SEEN = (
    "UPDATE entries SET removed = NULL, current = (SELECT v.id FROM sightings s JOIN versions v ON v.entry = s.entry "
    "AND v.number = s.version WHERE s.entry = ? ORDER BY s.seen DESC, s.id DESC LIMIT 1) WHERE id = ?"
)


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
        seen: datetime | str | None = None,
        media_type: str | None = None,
        headers: bytes | None = None,
        reading: Reading | None = None,
        analysis: Analysis | None = None,
    ) -> Added:
        """Store one page or file; when this returns it is on disk.

        The same bytes again are one more sighting; other bytes at the same address (or, without one, of the same
        name) a new version. `seen` is when it was seen: UTC where it has no zone, now where it is None. An entry that
        had been removed comes back. Raises ReadError where the bytes are no article, ArchiveError where they cannot
        be kept.
        """
        ready = prepare(
            data,
            url=url,
            name=name,
            how=how,
            seen=seen,
            media_type=media_type,
            headers=headers,
            reading=reading,
            analysis=analysis,
        )
        return self.add_all((ready,))[0]

    def add_all(self, some: Iterable[Prepared]) -> list[Added]:
        """Store several prepared articles in one transaction: all of them or, on an error, none."""
        with self.database.writing():
            return [self.put(one) for one in some]

    def put(self, one: Prepared) -> Added:
        """Store one prepared article inside a transaction that is open."""
        entry, is_new = self._entry(one)
        known = self.database.rows(
            "SELECT number, id, analysed FROM versions WHERE entry = ? AND sha256 = ?", (entry, one.sha256)
        )
        if known:
            number, version, analysed = known[0]
            if one.analysed and not analysed:
                self._renew(version, one)
        else:
            last = self.database.rows("SELECT coalesce(max(number), 0) FROM versions WHERE entry = ?", (entry,))
            number = last[0][0] + 1
            self._new_version(entry, number, one)
        self.sight(
            Sighting(version=number, seen=one.seen, how=one.how, name=one.name, url=one.url, added=stamp()), entry
        )
        return Added(entry_id=entry, version=number, is_new=is_new, sha256=one.sha256, changed=not is_new and not known)

    def restore(self, one: Prepared, number: int, sightings: Sequence[Sighting], removed: str | None) -> Added:
        """Store inside a transaction a version of an export, and those of its sightings that are not known."""
        entry, is_new = self._entry_of(one.key)
        rows = self.database.rows("SELECT number, sha256 FROM versions WHERE entry = ?", (entry,))
        numbers = {sha256: number for number, sha256 in rows}
        is_known = one.sha256 in numbers
        if is_known:
            number = numbers[one.sha256]
        else:
            taken = {0, *numbers.values()}
            number = max(taken) + 1 if number in taken or number < 0 else number
            self._new_version(entry, number, one)
        there = {msgspec.structs.replace(s, added="") for s in self.sightings(entry)}
        for sighting in sightings:
            seen = msgspec.structs.replace(sighting, version=number)
            if msgspec.structs.replace(seen, added="") not in there:
                self.sight(seen, entry)
        if removed and is_new:
            self.database.run("UPDATE entries SET removed = ? WHERE id = ?", (removed, entry))
        return Added(
            entry_id=entry, version=number, is_new=is_new, sha256=one.sha256, changed=not is_new and not is_known
        )

    def _entry(self, one: Prepared) -> tuple[str, bool]:
        """The entry something belongs to, and whether it was made for it."""
        if one.key:
            return self._entry_of(one.key)
        same = self.database.rows("SELECT entry FROM versions WHERE sha256 = ? ORDER BY id LIMIT 1", (one.sha256,))
        if same:
            return same[0][0], False
        return self._entry_of(f"name:{one.name}" if one.name else f"sha256:{one.sha256}")

    def _entry_of(self, key: str) -> tuple[str, bool]:
        """The entry of a key, and whether it was made now."""
        known = self.database.rows("SELECT id FROM entries WHERE key = ?", (key,))
        if known:
            return known[0][0], False
        entry = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
        self.database.run("INSERT INTO entries (id, key, current) VALUES (?, ?, 0)", (entry, key))
        return entry, True

    def _new_version(self, entry: str, number: int, one: Prepared) -> None:
        self.database.run(
            "INSERT INTO blobs (sha256, size, packed) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            (one.sha256, one.size, one.packed),
        )
        row = [entry, number, one.sha256, one.url, one.name, one.media_type, one.title, one.outlet, one.outlet_id]
        row += [one.language, one.published, one.day_from, one.day_to, one.words, int(one.analysed)]
        row.append(one.added or stamp())
        version = self.database.insert(_NEW_VERSION, row)
        self.database.run(
            "INSERT INTO articles (version, article, rest, headers) VALUES (?, ?, ?, ?)",
            (version, one.article, one.rest, one.headers),
        )
        self.database.index(version, one.title_words, one.body_words)

    def _renew(self, version: int, one: Prepared) -> None:
        """Keep the analysis of a version that was stored without one, or with an older one."""
        self.database.run(
            "UPDATE articles SET article = ?, rest = ? WHERE version = ?", (one.article, one.rest, version)
        )
        self.database.run("UPDATE versions SET analysed = 1 WHERE id = ?", (version,))

    def sight(self, one: Sighting, entry: str) -> None:
        """Note inside a transaction that a version was seen; the version seen last is the current one."""
        self.database.run(
            "INSERT INTO sightings (entry, version, seen, how, name, url, added) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entry, one.version, one.seen, one.how, one.name, one.url, one.added),
        )
        self.database.run(_LAST_SEEN, (entry, entry))

    def keep_analysis(self, entry_id: str, version: int, analysis: Analysis) -> None:
        """Keep an analysis with a stored version, in place of the one it has."""
        stored = self.get(entry_id, version)
        ready = prepare(stored.bytes, url=stored.url, name=stored.name, analysis=analysis)
        with self.database.writing():
            (row,) = self.database.rows(
                "SELECT id FROM versions WHERE entry = ? AND number = ?", (stored.entry, stored.version)
            )
            self._renew(row[0], ready)

    def resolve_id(self, given: str) -> str:
        """The entry that is meant by an id, the beginning of one, or an address.

        Raises ArchiveError where none or several are meant.
        """
        rows = self.database.rows
        found = rows("SELECT id FROM entries WHERE id = ? OR key = ?", (given, f"url:{page_key(given)}"))
        if not found and given.isalnum():
            found = rows("SELECT id FROM entries WHERE id >= ? AND id < ? LIMIT 2", (given, f"{given}g"))
        if len(found) > 1:
            raise ArchiveError("ambiguous-id", f"several entries begin with {given}", "Give more letters of the id.")
        if not found:
            raise ArchiveError("no-such-entry", f"there is no entry {given}", "See: takhrij archive list.")
        entry: str = found[0][0]
        return entry

    def get(self, entry_id: str, version: int | None = None) -> Stored:
        """A version of an entry with all that belongs to it; the current one where none is named.

        `entry_id` may be shortened, or an address. Raises ArchiveError where there is none, or where the stored bytes
        are not those their SHA-256 names.
        """
        entry = self.resolve_id(entry_id)
        if version is None:
            rows = self.database.rows(f"{_WHOLE} v.id = e.current", (entry,))
        else:
            rows = self.database.rows(f"{_WHOLE} v.number = ?", (entry, version))
        if not rows:
            raise ArchiveError("no-such-version", f"{entry_id} has no version {version}", "See: takhrij archive show.")
        return self._stored(entry, rows[0])

    def _stored(self, entry: str, row: Row) -> Stored:
        number, url, sha256, name, media_type, outlet_id, added, analysed, packed, article, rest, headers, many = row
        try:
            data = zlib.decompress(packed)
            whole = unpack_analysis(article, rest) if analysed else None
            beside = whole or unpack_rest(rest)
            read = whole.article if whole else unpack_article(article)
        except (zlib.error, msgspec.MsgspecError) as e:
            raise _damaged(entry, number, str(e)) from e
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _damaged(entry, number, "the bytes are not those that were stored")
        return Stored(
            entry=entry,
            version=number,
            versions=many,
            url=url,
            sha256=sha256,
            bytes=data,
            name=name,
            media_type=media_type,
            headers=None if headers is None else bytes(headers),
            outlet_id=outlet_id,
            added=added,
            article=read,
            republication=beside.republication,
            warnings=beside.warnings,
            analysis=whole,
            sightings=self.sightings(entry),
        )

    def sightings(self, entry: str) -> tuple[Sighting, ...]:
        """All sightings of an entry, in the order of their times."""
        rows = self.database.rows(
            "SELECT version, seen, how, name, url, added FROM sightings WHERE entry = ? ORDER BY seen, id", (entry,)
        )
        return tuple(Sighting(version=r[0], seen=r[1], how=r[2], name=r[3], url=r[4], added=r[5]) for r in rows)

    def versions(self, entry_id: str) -> tuple[Brief, ...]:
        """All versions of an entry, in the order they were stored."""
        rows = self.database.rows(
            f"SELECT {find.COLUMNS} FROM versions v WHERE v.entry = ? ORDER BY v.number",  # noqa: S608 - our own names
            (self.resolve_id(entry_id),),
        )
        return tuple(map(find.brief, rows))

    def diff(self, entry_id: str, old: int | None = None, new: int | None = None) -> Difference:
        """How a version differs from an earlier one: by default the current one from the version before it.

        Raises ArchiveError where there is but one version.
        """
        later = self.get(entry_id, new)
        if old is None:
            old = max((v.version for v in self.versions(later.entry) if v.version < later.version), default=None)
            if old is None and later.versions > 1:
                old = later.versions
        if old is None:
            raise ArchiveError(
                "one-version", f"{entry_id} has one version only", "There is nothing to compare it with."
            )
        return compare(self.get(entry_id, old), later)

    def texts(self, ids: Sequence[str]) -> Articles:
        """The current articles of some entries, in the order of the ids."""
        found: dict[str, Article] = {}
        for at in range(0, len(ids), find.PAGE):
            some = list(ids[at : at + find.PAGE])
            marks = ", ".join("?" * len(some))
            sql = "SELECT e.id, a.article FROM entries e JOIN articles a ON a.version = e.current WHERE e.id IN"
            found |= {entry: unpack_article(packed) for entry, packed in self.database.rows(f"{sql} ({marks})", some)}
        missing = next((i for i in ids if i not in found), None)
        if missing is not None:
            raise ArchiveError("no-such-entry", f"there is no entry {missing}", "See: takhrij archive list.")
        return [found[i] for i in ids]

    def failures(self, limit: int | None = None) -> Iterator[Failed]:
        """Inputs that could not be stored, in the order they were tried."""
        last, left = 0, limit
        while left is None or left > 0:
            size = find.PAGE if left is None else min(find.PAGE, left)
            ask = "SELECT id, source, place, code, message, next FROM failures WHERE id > ? ORDER BY id LIMIT ?"
            rows = self.database.rows(ask, (last, size))
            for row in rows:
                yield Failed(source=row[1], place=row[2], code=row[3], message=row[4], next=row[5])
            if len(rows) < size:
                return
            last, left = rows[-1][0], None if left is None else left - size

    def count(self) -> dict[str, int]:
        """How many entries, versions, sightings, removed entries and bytes (as they came) there are."""
        ask = {
            "entries": "count(*) FROM entries WHERE removed IS NULL",
            "versions": "count(*) FROM versions",
            "sightings": "count(*) FROM sightings",
            "removed": "count(*) FROM entries WHERE removed IS NOT NULL",
            "bytes": "coalesce(sum(size), 0) FROM blobs",
        }
        return {name: int(self.database.rows(f"SELECT {sql}")[0][0]) for name, sql in ask.items()}

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
        only = find.conditions(language, find.outlet_ids(outlet), (date_from, date_to), removed=removed)
        return find.list_entries(self.database, only, limit)

    def search(
        self,
        query: str,
        *,
        language: str | None = None,
        outlet: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        limit: int = 20,
    ) -> Hits:
        """Articles whose title and text hold all words of a question, the best first.

        Spelling variants are equal, and a word is also found with what is written together with it. "Words in
        quotation marks" stand in a row, -word must not occur, begin* is the beginning of a word. `outlet` is a name or
        an id, `date_from` and `date_to` are days (YYYY, YYYY-MM or YYYY-MM-DD), both included.
        """
        clauses = read_question(query, language)
        only = find.conditions(language, find.outlet_ids(outlet), (date_from, date_to))
        found = find.match(self.database, clauses, only, limit)
        texts = self.texts([b.entry for b in found])
        wanted = Wanted(clauses)
        return [find.hit(brief, article, wanted) for brief, article in zip(found, texts, strict=True)]

    def candidates(
        self,
        *,
        outlet_id: str | None = None,
        published: tuple[str | None, str | None] = (None, None),
        terms: Sequence[str] = (),
        language: str | None = None,
        limit: int = 50,
    ) -> Briefs:
        """Entries that may be a cited article: by outlet, days and any of the terms (also several words each).

        The more and the rarer terms an article holds, the higher it stands; without terms the latest stands first.
        Articles without a date are in every window. `outlet_id` is an id as `outlet_key` gives it.
        """
        only = find.conditions(language, (outlet_id,) if outlet_id else (), published)
        return find.candidates(self.database, terms, language, only, limit)

    def remove(self, entry_id: str) -> bool:
        """Hide an entry until it is brought back or `compact` deletes it; False where it was hidden already."""
        return upkeep.remove(self.database, self.resolve_id(entry_id))

    def bring_back(self, entry_id: str) -> bool:
        """Show a removed entry again; False where it was not removed."""
        return upkeep.bring_back(self.database, self.resolve_id(entry_id))

    def compact(self) -> int:
        """Delete removed entries for good, build the index anew, give room back; the number of entries deleted."""
        return upkeep.compact(self.database)

    def export(self, out: BinaryIO, form: str = "jsonl", ids: Iterable[str] | None = None) -> int:
        """Write the entries named, or all that are not removed, as jsonl, warc or wacz; the number of versions."""
        from takhrij.archive.export import WRITERS

        return WRITERS[form](self, out, ids)

    def import_(self, path: Path, *, jobs: int | None = None) -> Iterator[Outcome]:
        """Restore a JSON Lines export, or add what any other file holds; an outcome for each record once it is safe."""
        from takhrij.archive.ingest import add_inputs
        from takhrij.archive.restore import is_export, restore

        return restore(self, path, jobs=jobs) if is_export(path) else add_inputs(self, [str(path)], jobs=jobs)

    def check(self, watch: Callable[[], None] | None = None) -> Iterator[Fault]:
        """Every fault of the archive; none is an archive in order. `watch` is called for each version looked at."""
        return upkeep.find_faults(self.database, watch)


def _damaged(entry: str, number: int, cause: str) -> ArchiveError:
    message = f"version {number} of {entry} is damaged: {cause}"
    return ArchiveError("damaged-entry", message, "Run: takhrij archive check, then add it again.")
