"""PostgreSQL, for teams: the same tables in a schema of their own, `takhrij`.

The index holds vectors of our own words, so that folding and proclitics work as in the embedded database. One writer
at a time, by an advisory lock that a transaction takes first. Needs the extra `postgres`.
"""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from takhrij.archive.schema import MIGRATIONS, VERSION
from takhrij.archive.words import Clause
from takhrij.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from takhrij.archive.database import Filter, Row
    from takhrij.archive.records import Fault

LOCK = 0x54414B48
_INDEX = "CREATE TABLE word_index (version BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"
_NAMES = {"id": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "bytes": "BYTEA", "index": _INDEX}
_PLACES, _LAST, _ROOM = 255, 16_383, 900_000  # places of a word, the last place, and bytes that a vector may have
_WEIGHTS = "{0.25, 0.25, 0.25, 1}"  # of body and title
_LONG_TEXT = 1  # ts_rank: divide by 1 + log of the length
_SECRET = re.compile(r"(?<=://)([^:@/]*):[^@/]*(?=@)")


class Postgres:
    """A connection to a PostgreSQL database. Safe for several threads."""

    def __init__(self, url: str, *, create: bool = True) -> None:
        try:
            import psycopg
        except ImportError as e:
            cause = "the archive is a PostgreSQL database, and psycopg is not installed"
            raise ArchiveError("no-postgres", cause, "Install it with: pip install 'takhrij[postgres]'.") from e
        self.place = _SECRET.sub(r"\1", url)
        self.lock = threading.RLock()
        self.psycopg = psycopg
        with self._told():
            self.connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
        try:
            self._prepare(create=create)
        except BaseException:
            self.connection.close()
            raise

    def _prepare(self, *, create: bool) -> None:
        self.run("SET client_min_messages = warning")
        if not self.rows("SELECT 1 FROM information_schema.schemata WHERE schema_name = 'takhrij'"):
            if not create:
                raise ArchiveError(
                    "no-archive", f"there is no archive at {self.place}", "Make one with: takhrij archive add."
                )
            with self.writing():
                self.run("CREATE SCHEMA IF NOT EXISTS takhrij")
        self.run("SET search_path TO takhrij")
        version = self._version()
        if version > VERSION:
            cause = f"{self.place} was written by a later version of takhrij"
            raise ArchiveError("archive-newer", cause, "Use that version, or a later one.")
        if version < VERSION:
            self._migrate()

    def _version(self) -> int:
        if not self.rows("SELECT 1 FROM pg_tables WHERE schemaname = 'takhrij' AND tablename = 'about'"):
            return 0
        return int(self.rows("SELECT max(version) FROM about")[0][0])

    def _migrate(self) -> None:
        with self.writing():
            version = self._version()
            if version == 0:
                self.run("CREATE TABLE about (version INTEGER NOT NULL)")
            for number in range(version, VERSION):
                for statement in MIGRATIONS[number]:
                    self.run(statement.format_map(_NAMES).replace(" TEXT", ' TEXT COLLATE "C"'))
                    if statement == "{index}":
                        self.run("CREATE INDEX word_index_words ON word_index USING gin (words)")
            if version < VERSION:
                self.run("INSERT INTO about (version) VALUES (?)", (VERSION,))

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        with self.lock, self._told():
            return self.connection.execute(sql.replace("?", "%s").encode(), values).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and give the number of rows it touched."""
        with self.lock, self._told():
            return self.connection.execute(sql.replace("?", "%s").encode(), values).rowcount

    def insert(self, sql: str, values: Sequence[Any]) -> int:
        """Insert a row and give its id."""
        return int(self.rows(f"{sql} RETURNING id", values)[0][0])

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction of the one writer."""
        with self.lock, self._told(), self.connection.transaction():
            self.connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            yield

    def index(self, version: int, title: str, body: str) -> None:
        """Enter the words of a version into the full-text index."""
        vector = _vector(title.split(), body.split())
        self.run("INSERT INTO word_index (version, words) VALUES (?, ?::tsvector)", (version, vector))

    def is_indexed(self, version: int) -> bool:
        """Tell whether the index holds a version."""
        return bool(self.rows("SELECT 1 FROM word_index WHERE version = ?", (version,)))

    def clear_index(self) -> None:
        """Empty the full-text index."""
        self.run("DELETE FROM word_index")

    def match(self, columns: str, clauses: Sequence[Clause], only: Filter, limit: int) -> list[Row]:
        """Columns of the versions that match, and their score: by places and weights of the words, not their rarity.

        Where any of several terms will do, each term found counts one more.
        """
        question = _question(clauses)
        terms = [_question((Clause(forms),)) for clause in clauses for forms in clause.terms]
        score = f"ts_rank(?::real[], w.words, ?::tsquery, {_LONG_TEXT})" + " + (w.words @@ ?::tsquery)::int" * len(
            terms
        )
        return self.rows(
            f"SELECT {columns}, {score} AS score FROM word_index w "  # noqa: S608 - names of our own
            "JOIN versions v ON v.id = w.version JOIN entries e ON e.id = v.entry "
            f"WHERE w.words @@ ?::tsquery AND {only.where} ORDER BY score DESC, v.id LIMIT ?",
            (_WEIGHTS, question, *terms, question, *only.values, limit),
        )

    def check(self) -> Iterator[Fault]:
        """Nothing: the server looks after its own files, and keys between tables are its own."""
        yield from ()

    def shrink(self) -> None:
        """Give room of deleted rows back for new ones."""
        self.run("VACUUM")

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what the server says as an ArchiveError. A mistake in our own SQL stays what it is."""
        errors = self.psycopg.errors
        try:
            yield
        except (errors.DiskFull, errors.OutOfMemory) as e:
            next_step = "Make room and run it again: what was acknowledged is safe."
            raise ArchiveError("disk-full", f"{self.place}: the server has no room left", next_step) from e
        except (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction) as e:
            raise ArchiveError("read-only", f"{self.place}: {_line(e)}", "Ask for the right to write there.") from e
        except (self.psycopg.OperationalError, self.psycopg.ProgrammingError) as e:
            if isinstance(e, self.psycopg.ProgrammingError) and e.sqlstate is not None:
                raise
            next_step = "Check the address, and that the server runs."
            raise ArchiveError("no-server", f"{self.place} cannot be reached: {_line(e)}", next_step) from e


def _line(error: Exception) -> str:
    return " ".join(_SECRET.sub(r"\1", str(error)).split())[:300]


def _vector(title: Sequence[str], body: Sequence[str]) -> str:
    """The words with their places as a text that PostgreSQL reads as tsvector; the title comes first, with weight A.

    Places beyond what a vector can hold are left out, so of very long texts every word is found, but not every phrase.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for number, word in enumerate((*title, *body), 1):
        known = places[word]
        if number <= _LAST and len(known) < _PLACES:
            known.append(f"{number}A" if number <= len(title) else str(number))
    room, out = _ROOM, []
    for word, known in places.items():
        room -= len(word.encode()) + 2 * len(known) + 6
        if room < 0:
            break
        out.append(f"'{word}':{','.join(known)}" if known else f"'{word}'")
    return " ".join(out)


def _question(clauses: Sequence[Clause]) -> str:
    """The clauses as a tsquery. Index words hold letters and digits only, so quotation marks are enough."""
    parts = []
    for clause in clauses:
        end = ":*" if clause.begins else ""
        either = " | ".join("(" + " <-> ".join(f"'{w}'" for w in p) + end + ")" for p in clause.phrases)
        parts.append(f"{'!' if clause.excluded else ''}({either})")
    return " & ".join(parts)
