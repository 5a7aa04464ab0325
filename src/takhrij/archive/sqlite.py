"""The embedded database: one SQLite file in WAL mode with FTS5.

A commit is on disk before it is acknowledged (`synchronous=FULL`). Writers ask for the lock at once (BEGIN IMMEDIATE)
and wait for their turn; readers never wait. The index is contentless and only grows: versions that are no longer
current are left out of answers by the join, and `compact` builds it anew.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from takhrij.archive.records import Fault
from takhrij.archive.schema import MIGRATIONS, VERSION
from takhrij.archive.words import Clause
from takhrij.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from takhrij.archive.database import Filter, Row

APPLICATION = 0x54414B48  # "TAKH", in the header of the file
WAIT = 60_000  # milliseconds a writer waits for its turn
_INDEX = "CREATE VIRTUAL TABLE word_index USING fts5(title, body, content='', tokenize='ascii')"
_NAMES = {"id": "INTEGER PRIMARY KEY AUTOINCREMENT", "bytes": "BLOB", "index": _INDEX}
_TITLE_WEIGHT = 4.0
_BEST = (
    "SELECT rowid, -rank FROM word_index WHERE word_index MATCH ? "  # noqa: S608 - names of our own
    f"AND rank MATCH 'bm25({_TITLE_WEIGHT}, 1.0)' ORDER BY rank, rowid"
)
_AT_ONCE = 500
_ENOUGH = 12_000
_REMEMBERED = 50_000


class SQLite:
    """A connection to an archive file, which is made where there is none. Safe for several threads."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.place = str(path)
        self.lock = threading.RLock()
        self.counts: dict[tuple[tuple[str, ...], ...], int] = {}
        if not create and not path.exists():
            raise ArchiveError("no-archive", f"there is no archive {path}", "Make one with: takhrij archive add.")
        try:
            self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=WAIT / 1000)
        except sqlite3.Error as e:
            raise self._told(e) from e
        try:
            self._prepare()
        except BaseException:
            self.connection.close()
            raise

    def _prepare(self) -> None:
        try:
            self.connection.execute(f"PRAGMA busy_timeout={WAIT}")
            self._refuse_foreign()
            self._use_wal()
            for setting in ("synchronous=FULL", "foreign_keys=ON", "journal_size_limit=67108864", "cache_size=-32768"):
                self.connection.execute(f"PRAGMA {setting}").fetchall()
        except sqlite3.Error as e:
            raise self._told(e) from e
        version = self._pragma("user_version")
        if version > VERSION:
            cause = f"{self.place} was written by a later version of takhrij"
            raise ArchiveError("archive-newer", cause, "Use that version, or a later one.")
        if version < VERSION:
            self._migrate()

    def _use_wal(self) -> None:
        """Turn the file to WAL mode. While another program does the same SQLite says busy without waiting."""
        until = time.monotonic() + WAIT / 1000
        while True:
            try:
                self.connection.execute("PRAGMA journal_mode=WAL").fetchall()
            except sqlite3.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    def _pragma(self, name: str) -> int:
        return int(self.connection.execute(f"PRAGMA {name}").fetchone()[0])

    def _refuse_foreign(self) -> None:
        """An SQLite file of another program is left alone."""
        tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and self._pragma("application_id") != APPLICATION:
            raise ArchiveError("not-an-archive", f"{self.place} is not an archive of takhrij", "Give another file.")

    def _told(self, error: sqlite3.Error) -> Exception:
        """What SQLite says, as an ArchiveError. A mistake in our own SQL stays what it is."""
        name = getattr(error, "sqlite_errorname", "") or ""
        for known, (code, cause, next_step) in _CAUSES.items():
            if name.startswith(known):
                return ArchiveError(code, f"{self.place}: {cause} ({error})", next_step)
        return error

    def _migrate(self) -> None:
        with self.writing():
            for number in range(self._pragma("user_version"), VERSION):
                for statement in MIGRATIONS[number]:
                    self.connection.execute(statement.format_map(_NAMES))
            self.connection.execute(f"PRAGMA application_id={APPLICATION}")
            self.connection.execute(f"PRAGMA user_version={VERSION}")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        with self.lock:
            try:
                return self.connection.execute(sql, values).fetchall()
            except sqlite3.Error as e:
                raise self._told(e) from e

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement and give the number of rows it touched."""
        with self.lock:
            try:
                return self.connection.execute(sql, values).rowcount
            except sqlite3.Error as e:
                raise self._told(e) from e

    def insert(self, sql: str, values: Sequence[Any]) -> int:
        """Insert a row and give its id. RETURNING would do the same in eight times the time."""
        with self.lock:
            try:
                return self.connection.execute(sql, values).lastrowid or 0
            except sqlite3.Error as e:
                raise self._told(e) from e

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction of the one writer."""
        with self.lock:
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                yield
                self.connection.execute("COMMIT")
            except BaseException as e:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                if isinstance(e, sqlite3.Error):
                    raise self._told(e) from e
                raise

    def index(self, version: int, title: str, body: str) -> None:
        """Enter the words of a version into the full-text index."""
        self.run("INSERT INTO word_index (rowid, title, body) VALUES (?, ?, ?)", (version, title, body))

    def is_indexed(self, version: int) -> bool:
        """Tell whether the index holds a version."""
        return bool(self.rows("SELECT 1 FROM word_index WHERE rowid = ?", (version,)))

    def clear_index(self) -> None:
        """Empty the full-text index."""
        self.run("INSERT INTO word_index (word_index) VALUES ('delete-all')")

    def match(self, columns: str, clauses: Sequence[Clause], only: Filter, limit: int) -> list[Row]:
        """Columns of the versions that match, and their score: BM25, words of the title counting fourfold.

        Where nothing but being current is asked, the best of the index are looked up, and more only where too few of
        them are current; else the filter comes first and only what passes it is scored. Both give the same.
        """
        rarest = list(clauses) if only.few else [self._rarest(clause) for clause in clauses]
        found = self._match(columns, rarest, only, limit)
        return found if len(found) == limit or rarest == list(clauses) else self._match(columns, clauses, only, limit)

    def _match(self, columns: str, clauses: Sequence[Clause], only: Filter, limit: int) -> list[Row]:
        question = _question(clauses)
        for size in () if only.narrows else (4 * limit + 200, 50 * limit + 10_000):
            best = self.rows(f"{_BEST} LIMIT ?", (question, size))
            found = self._current(columns, best, only, limit)
            if len(found) == limit or len(best) < size:
                return found
        return self.rows(
            f"SELECT {columns}, -bm25(word_index, {_TITLE_WEIGHT}, 1.0) AS score FROM word_index "  # noqa: S608 - names of our own
            "CROSS JOIN versions v ON v.id = word_index.rowid CROSS JOIN entries e ON e.id = v.entry "
            f"WHERE word_index MATCH ? AND {only.where} ORDER BY score DESC, v.id LIMIT ?",
            (question, *only.values, limit),
        )

    def _rarest(self, clause: Clause) -> Clause:
        """Of many terms any of which will do, the rarest, up to as many versions as are quickly scored.

        Terms that stand almost everywhere say little of which article is meant, and take all the time.
        """
        if len(clause.terms) < 2:
            return clause
        kept: list[tuple[tuple[str, ...], ...]] = []
        held = 0
        for count, forms in sorted((self._count(forms), forms) for forms in clause.terms):
            held += count
            if kept and held > _ENOUGH:
                break
            kept.append(forms)
        phrases = tuple(dict.fromkeys(phrase for forms in kept for phrase in forms))
        return clause if len(phrases) == len(clause.phrases) else clause._replace(phrases=phrases)

    def _count(self, forms: tuple[tuple[str, ...], ...]) -> int:
        """In how many versions a term stands, as it was when this was first asked: near enough to tell rare terms."""
        with self.lock:
            if len(self.counts) > _REMEMBERED:
                self.counts.clear()
            if forms not in self.counts:
                asked = "SELECT count(*) FROM word_index WHERE word_index MATCH ?"
                self.counts[forms] = self.rows(asked, (_question((Clause(forms),)),))[0][0]
            return self.counts[forms]

    def _current(self, columns: str, best: Sequence[Row], only: Filter, limit: int) -> list[Row]:
        """Those of some scored versions that pass the filter, in their order."""
        found: list[Row] = []
        for at in range(0, len(best), _AT_ONCE):
            some = best[at : at + _AT_ONCE]
            rows = self.rows(
                f"SELECT v.id, {columns} FROM versions v JOIN entries e ON e.id = v.entry "  # noqa: S608 - names of our own
                f"WHERE v.id IN ({', '.join('?' * len(some))}) AND {only.where}",
                (*(version for version, _ in some), *only.values),
            )
            by_version = {row[0]: row[1:] for row in rows}
            found += [(*by_version[version], score) for version, score in some if version in by_version]
            if len(found) >= limit:
                break
        return found[:limit]

    def check(self) -> Iterator[Fault]:
        """Faults that SQLite finds in the file, and in the index."""
        for (told,) in self.rows("PRAGMA integrity_check(20)"):
            if told != "ok":
                yield Fault(code="damaged-file", message=str(told))
        for row in self.rows("PRAGMA foreign_key_check"):
            yield Fault(
                code="dangling-row", message=f"row {row[1]} of {row[0]} points at a row of {row[2]} that is missing"
            )
        try:
            with self.writing():
                self.run("INSERT INTO word_index (word_index) VALUES ('integrity-check')")
        except ArchiveError as e:
            yield Fault(code="damaged-index", message=f"the full-text index is damaged: {e.message}")

    def shrink(self) -> None:
        """Give room of deleted rows back to the file system."""
        self.run("INSERT INTO word_index (word_index) VALUES ('optimize')")
        self.run("VACUUM")
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def _question(clauses: Sequence[Clause]) -> str:
    """The clauses in the words of FTS5. Index words hold letters and digits only, so quotation marks are enough."""
    wanted = [_either(c) for c in clauses if not c.excluded]
    without = [_either(c) for c in clauses if c.excluded]
    asked = " AND ".join(wanted)
    return f"({asked}) NOT ({' OR '.join(without)})" if without else asked


def _either(clause: Clause) -> str:
    end = " *" if clause.begins else ""
    return "(" + " OR ".join(" + ".join(f'"{word}"' for word in phrase) + end for phrase in clause.phrases) + ")"


_CAUSES = {
    "SQLITE_FULL": (
        "disk-full",
        "there is no room left on the disk",
        "Make room and run it again: what was acknowledged is safe.",
    ),
    "SQLITE_BUSY": ("archive-busy", "another program holds the archive", "Wait for it to finish and try again."),
    "SQLITE_LOCKED": ("archive-busy", "another program holds the archive", "Wait for it to finish and try again."),
    "SQLITE_READONLY": (
        "read-only",
        "the archive cannot be written",
        "Check the permissions of the file and its folder.",
    ),
    "SQLITE_CANTOPEN": ("no-archive", "the archive cannot be opened", "Check the path and its permissions."),
    "SQLITE_NOTADB": ("not-an-archive", "the file is not an archive of takhrij", "Give another file."),
    "SQLITE_CORRUPT": (
        "damaged-archive",
        "the archive is damaged",
        "Run: takhrij archive check. Import the last export into a new one.",
    ),
    "SQLITE_IOERR": (
        "disk-error",
        "the disk could not be read or written",
        "Check the disk and its free room: what was acknowledged is safe.",
    ),
}
