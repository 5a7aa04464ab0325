"""Stored articles: evidence that can be found again, compared and passed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from takhrij.archive.prepare import outlet_key
from takhrij.archive.records import Added, Brief, Difference, Failed, Fault, Hit, Sighting, Stored
from takhrij.archive.store import Archive

if TYPE_CHECKING:
    from takhrij.archive.database import Database

__all__ = [
    "Added",
    "Archive",
    "Brief",
    "Difference",
    "Failed",
    "Fault",
    "Hit",
    "Sighting",
    "Stored",
    "open_archive",
    "outlet_key",
]


def open_archive(where: str | Path, *, create: bool = True) -> Archive:
    """Open the archive in a file, which is made where there is none, or at a postgresql:// address.

    With `create=False` a missing file is an error. Raises ArchiveError where there is no archive to be had.
    """
    if isinstance(where, str) and where.startswith(("postgresql://", "postgres://")):
        from takhrij.archive.postgres import Postgres

        database: Database = Postgres(where, create=create)
    else:
        from takhrij.archive.sqlite import SQLite

        database = SQLite(Path(where), create=create)
    return Archive(database)
