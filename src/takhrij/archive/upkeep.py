"""Look after an archive: find faults, remove and bring back, give room back."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

import msgspec

from takhrij.archive.prepare import stamp, unpack_analysis, unpack_article, unpack_rest
from takhrij.archive.records import Fault
from takhrij.archive.words import index_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from takhrij.archive.database import Database

_PAGE = 200
_TABLES = (
    (
        "no-version",
        "SELECT e.id, NULL FROM entries e LEFT JOIN versions v ON v.id = e.current AND v.entry = e.id "
        "WHERE v.id IS NULL",
        "the entry has no current version",
    ),
    (
        "no-bytes",
        "SELECT v.entry, v.number FROM versions v LEFT JOIN blobs b ON b.sha256 = v.sha256 WHERE b.sha256 IS NULL",
        "the original bytes are missing",
    ),
    (
        "no-article",
        "SELECT v.entry, v.number FROM versions v LEFT JOIN articles a ON a.version = v.id WHERE a.version IS NULL",
        "the article is missing",
    ),
    (
        "no-sighting",
        "SELECT v.entry, v.number FROM versions v LEFT JOIN sightings s ON s.entry = v.entry AND s.version = v.number "
        "WHERE s.id IS NULL",
        "nothing tells when it was seen",
    ),
)


def find_faults(database: Database, watch: Callable[[], None] | None = None) -> Iterator[Fault]:
    """Everything wrong in an archive: its file, its tables, bytes that are not what their SHA-256 says, its index.

    `watch` is called for each version that has been looked at.
    """
    yield from database.check()
    for code, sql, message in _TABLES:
        for entry, number in database.rows(f"{sql} LIMIT 100"):
            yield Fault(code=code, entry=entry, version=number, message=message)
    last = 0
    while rows := database.rows(
        "SELECT v.id, v.entry, v.number, v.sha256, v.analysed, b.size, b.packed, a.article, a.rest FROM versions v "
        "JOIN blobs b ON b.sha256 = v.sha256 JOIN articles a ON a.version = v.id WHERE v.id > ? ORDER BY v.id LIMIT ?",
        (last, _PAGE),
    ):
        for version, entry, number, sha256, analysed, size, packed, article, rest in rows:
            faults = [_bytes_fault(packed, size, sha256), _article_fault(article, rest, analysed=bool(analysed))]
            if not database.is_indexed(version):
                faults.append(("not-indexed", "it cannot be found by its words: run `takhrij archive compact`"))
            yield from (Fault(code=f[0], entry=entry, version=number, message=f[1]) for f in faults if f)
            if watch:
                watch()
        last = rows[-1][0]


def _bytes_fault(packed: bytes, size: int, sha256: str) -> tuple[str, str] | None:
    try:
        data = zlib.decompressobj().decompress(packed, size + 1)
    except zlib.error as e:
        return "damaged-bytes", f"the original bytes cannot be unpacked: {e}"
    if hashlib.sha256(data).hexdigest() != sha256:
        return "changed-bytes", "the original bytes are not those that were stored"
    return None


def _article_fault(article: bytes, rest: bytes, *, analysed: bool) -> tuple[str, str] | None:
    try:
        if analysed:
            unpack_analysis(article, rest)
        else:
            unpack_article(article)
            unpack_rest(rest)
    except (zlib.error, msgspec.MsgspecError, ValueError) as e:
        return "damaged-article", f"the article cannot be unpacked: {e}"
    return None


def remove(database: Database, entry: str) -> bool:
    """Hide an entry from lists and searches; False where it was hidden already."""
    with database.writing():
        return database.run("UPDATE entries SET removed = ? WHERE id = ? AND removed IS NULL", (stamp(), entry)) > 0


def bring_back(database: Database, entry: str) -> bool:
    """Show a removed entry again; False where it was not removed."""
    with database.writing():
        return database.run("UPDATE entries SET removed = NULL WHERE id = ? AND removed IS NOT NULL", (entry,)) > 0


def compact(database: Database) -> int:
    """Delete removed entries for good, build the index anew, give room back; the number of entries deleted."""
    gone = "SELECT id FROM entries WHERE removed IS NOT NULL"
    versions = f"SELECT id FROM versions WHERE entry IN ({gone})"  # noqa: S608 - names of our own
    with database.writing():
        database.run(f"DELETE FROM articles WHERE version IN ({versions})")  # noqa: S608
        database.run(f"DELETE FROM sightings WHERE entry IN ({gone})")  # noqa: S608
        database.run(f"DELETE FROM versions WHERE entry IN ({gone})")  # noqa: S608
        deleted = database.run("DELETE FROM entries WHERE removed IS NOT NULL")
        database.run("DELETE FROM blobs WHERE sha256 NOT IN (SELECT sha256 FROM versions)")
        _build_index(database)
    database.shrink()
    return deleted


def _build_index(database: Database) -> None:
    """Index every version: an older one is current again when it is seen again. Words are cut anew."""
    database.clear_index()
    last = 0
    while rows := database.rows(
        "SELECT version, article FROM articles WHERE version > ? ORDER BY version LIMIT ?", (last, _PAGE)
    ):
        for version, packed in rows:
            article = unpack_article(packed)
            database.index(version, index_words(article.title), index_words(article.text))
        last = rows[-1][0]
