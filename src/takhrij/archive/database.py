"""What the archive asks of a database: rows, one writer at a time, and a full-text index of our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from takhrij.archive.records import Fault
    from takhrij.archive.words import Clause

Row = tuple[Any, ...]


class Filter(NamedTuple):
    """Which versions are meant: conditions on `v` (versions) and `e` (entries) with their values."""

    where: str
    values: tuple[Any, ...]
    narrows: bool = True  # False where most current versions are meant
    few: bool = False  # True where a small part of them is


class Database(Protocol):
    """One connection. SQL is written with `?` for values; times are ISO text in UTC."""

    place: str

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement inside a transaction and give the number of rows it touched."""

    def insert(self, sql: str, values: Sequence[Any]) -> int:
        """Insert a row into a table with an id inside a transaction, and give the id."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction of the one writer: waits for its turn; on leaving all is on disk, on an error nothing is."""

    def index(self, version: int, title: str, body: str) -> None:
        """Enter the words of a version into the full-text index."""

    def is_indexed(self, version: int) -> bool:
        """Tell whether the index holds a version."""

    def clear_index(self) -> None:
        """Empty the full-text index."""

    def match(self, columns: str, clauses: Sequence[Clause], only: Filter, limit: int) -> list[Row]:
        """Columns of the versions that fulfil all clauses and the filter, and their score; the best first."""

    def check(self) -> Iterator[Fault]:
        """Faults of the files or tables themselves."""

    def shrink(self) -> None:
        """Give room of deleted rows back."""

    def close(self) -> None:
        """Close the connection."""
