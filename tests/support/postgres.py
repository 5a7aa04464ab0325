"""A PostgreSQL server for the tests: Debian's programs, an unprivileged user, a Unix socket in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

USERS = ("postgres", "nobody")  # who runs the server where the tests run as root, which it refuses


def programs() -> Path | None:
    """The folder with initdb and postgres, of the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).resolve().parent if on_path else None


def unprivileged() -> dict[str, Any]:
    """Arguments by which a process runs as somebody without rights; none where we are that already."""
    if os.getuid() != 0:
        return {}
    for name in USERS:
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    pytest.skip("there is no unprivileged user who could run a PostgreSQL server")


class Server:
    """A running server; `database()` gives the address of a database that holds no archive."""

    def __init__(self, folder: Path) -> None:
        self.address = f"postgresql:///postgres?host={folder}&user=tester"

    def database(self) -> str:
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute("SET client_min_messages = warning")
            connection.execute("DROP SCHEMA IF EXISTS takhrij CASCADE")
        return self.address


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server for as long as it is needed; skips with a reason where there can be none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (the extra `postgres`)")
    at = programs()
    if at is None:
        pytest.skip("PostgreSQL is not installed (Debian's package `postgresql`)")
    who = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="takhrij-pg-"))
    try:
        if who:
            os.chown(folder, who["user"], who["group"])
        run(at / "initdb", "-D", folder / "data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync", **who)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=40"
        run(at / "pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start", **who)
        try:
            yield Server(folder)
        finally:
            run(at / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop", **who)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(*command: object, **who: Any) -> None:
    """Run a program of the server, or skip with what it says."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [str(c) for c in command], capture_output=True, text=True, check=False, cwd="/", env=environment, **who
    )
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines()
        pytest.skip(f"a PostgreSQL server cannot be run here: {told[-1] if told else done.returncode}")
