"""The archive's tests run on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import postgres
from takhrij.archive import Archive, open_archive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as found:
        yield found


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new archive may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "archive.takhrij")
    database: str = request.getfixturevalue("server").database()
    return database


@pytest.fixture
def archive(where: str) -> Iterator[Archive]:
    with open_archive(where) as found:
        yield found
