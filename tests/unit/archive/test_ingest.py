"""Adding many inputs: failures are told and the run goes on, what is acknowledged is safe, an interrupted run goes on."""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest

from support import work
from support.pages import HARBOUR, OWNERS, WATER, page, text
from takhrij.archive import Archive, open_archive
from takhrij.archive.ingest import Outcome, add_inputs
from takhrij.errors import ArchiveError, ReadError
from takhrij.pipeline import analyse

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.model import Analysis, Reading


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages, a feed, lines and a broken file, with what must be left alone."""
    at = tmp_path / "inputs"
    (at / "b").mkdir(parents=True)
    (at / ".hidden").mkdir()
    for name in ("b/two.html", "one.html", ".hidden/three.html", ".four.html"):
        (at / name).write_bytes(page(name))
    (at / "empty.html").write_bytes(b"")
    (at / "style.css").write_text("p {}", encoding="utf-8")
    (at / "x.db").write_bytes(b"SQLite format 3\0")
    lines = [{"id": n, "text": f"{HARBOUR} {n}."} for n in range(5)]
    (at / "lines.jsonl").write_text("\n".join(["{broken", *map(json.dumps, lines)]), encoding="utf-8")
    (at / "map.xml").write_text("<urlset><url><loc>https://post.example/1</loc></url></urlset>", encoding="utf-8")
    return at


def kinds(outcomes: list[Outcome]) -> list[str]:
    return ["added" if o.added else o.failed.code if o.failed else "passed" if o.passed else "named" for o in outcomes]


def test_a_folder(archive: Archive, folder: Path) -> None:
    found = list(add_inputs(archive, [str(folder)], analyse=analyse, jobs=1))
    assert kinds(found) == ["added", "empty-input", "malformed-line", *["added"] * 5, "named", "added"]
    assert archive.count()["entries"] == 7
    assert [(f.code, f.place) for f in archive.failures()] == [("empty-input", None), ("malformed-line", 1)]
    assert all(b.analysed for b in archive.list())
    assert list(archive.check()) == []
    again = list(add_inputs(archive, [str(folder)], analyse=analyse, jobs=1))
    assert [o.added.is_new for o in again if o.added] == [False] * 7
    assert archive.count() | {"bytes": 0} == {"entries": 7, "versions": 7, "sightings": 14, "removed": 0, "bytes": 0}
    assert len(list(archive.failures())) == 2
    (folder / "empty.html").write_bytes(page("No longer empty"))
    list(add_inputs(archive, [str(folder)], jobs=1))
    assert [f.code for f in archive.failures()] == ["malformed-line"]


def test_what_is_stored_already_is_not_read_again(archive: Archive, folder: Path) -> None:
    def must_not_be_called(reading: Reading, packs: Path | None) -> Analysis:
        raise AssertionError(reading.article.title, packs)

    list(add_inputs(archive, [str(folder)], jobs=1))
    again = list(add_inputs(archive, [str(folder)], analyse=analyse, jobs=1))
    assert all(o.added.is_new is o.added.changed is False for o in again if o.added)
    assert all(b.analysed for b in archive.list())
    third = list(add_inputs(archive, [str(folder)], analyse=must_not_be_called, jobs=1))
    assert kinds(third) == kinds(again)
    assert {len(archive.sightings(b.entry)) for b in archive.list()} == {3}


def test_in_parallel_and_in_order(archive: Archive, tmp_path: Path) -> None:
    lines = [{"id": n, "text": f"{HARBOUR} {OWNERS} {n}."} for n in range(120)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = list(add_inputs(archive, [str(tmp_path / "a.jsonl")], jobs=2))
    assert [o.place for o in found] == list(range(1, 121))
    assert archive.count()["entries"] == 120
    assert archive.database.rows("SELECT * FROM runs") == []


def test_an_item_that_ends_its_process_is_told_alone(tmp_path: Path) -> None:
    files = tmp_path / "inputs"
    files.mkdir()
    for n in range(20):
        (files / f"{n:02}.txt").write_bytes(text(f"Quay {n}", "fall here" if n == 17 else HARBOUR))
    with open_archive(tmp_path / "a.takhrij") as archive:
        found = list(add_inputs(archive, [str(files)], analyse=work.fall_at_words, jobs=2))
    assert kinds(found) == ["added"] * 17 + ["process-ended"] + ["added"] * 2


def test_a_missing_input(archive: Archive) -> None:
    with pytest.raises(ReadError):
        list(add_inputs(archive, ["/no/such/file"]))


@pytest.mark.parametrize("after", [1, 64, 65, 130])
def test_an_interrupted_run_goes_on(where: str, tmp_path: Path, after: int) -> None:
    files = tmp_path / "inputs"
    files.mkdir()
    for name in ("a", "b"):
        lines = [{"id": n, "text": f"{HARBOUR} {name} {n}."} for n in range(80)]
        (files / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    (files / "c.txt").write_bytes(text("Quay", HARBOUR, OWNERS))
    with open_archive(where) as archive:
        run = add_inputs(archive, [str(files)], jobs=1)
        first = list(itertools.islice(run, after))
        run.close()
    with open_archive(where) as archive:
        held = archive.count()["entries"]
        assert held >= after
        rest = list(add_inputs(archive, [str(files)], jobs=1))
        assert len(rest) == 161 - held
        assert {o.added.entry_id for o in first if o.added}.isdisjoint({o.added.entry_id for o in rest if o.added})
        assert archive.count() | {"bytes": 0} == {
            "entries": 161,
            "versions": 161,
            "sightings": 161,
            "removed": 0,
            "bytes": 0,
        }
        assert len(list(add_inputs(archive, [str(files)], jobs=1))) == 161


def test_an_interrupted_run_can_be_begun_anew(archive: Archive, folder: Path) -> None:
    run = add_inputs(archive, [str(folder)], jobs=1)
    next(run)
    run.close()
    assert len(list(add_inputs(archive, [str(folder)], jobs=1, resume=False))) == 10


def test_captures_that_repeat(archive: Archive, tmp_path: Path) -> None:
    def record(kind: str, uri: str, day: str) -> bytes:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + (page() if kind == "response" else b"")
        head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: {day}T00:00:00Z\r\nContent-Length: {len(block)}\r\n\r\n"
        return head.encode() + block + b"\r\n\r\n"

    known, unknown = "https://post.example/a", "https://post.example/b"
    data = (
        record("response", known, "2024-03-01")
        + record("revisit", known, "2024-03-05")
        + record("revisit", unknown, "2024-03-05")
    )
    (tmp_path / "x.warc").write_bytes(data)
    found = list(add_inputs(archive, [str(tmp_path / "x.warc")]))
    assert kinds(found) == ["added", "added", "repeats-unknown"]
    assert [(s.seen[:10], s.version) for s in archive.get(known).sightings] == [("2024-03-01", 1), ("2024-03-05", 1)]


COMMAND = [sys.executable, "-m", "takhrij.cli", "archive", "add", "--no-analysis", "--format", "json", "--jobs", "1"]


def write_lines(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        for n in range(number):
            out.write(
                json.dumps({"id": n, "url": f"https://post.example/{n}", "text": f"{HARBOUR}\n{OWNERS}\n{WATER} {n}"})
                + "\n"
            )


def test_killed_at_any_point(tmp_path: Path) -> None:
    """A small version of bench/archive_faults.py: what was acknowledged is there, and a re-run finishes the work."""
    lines, where, rng = tmp_path / "a.jsonl", tmp_path / "a.takhrij", random.Random(5)
    write_lines(lines, 4000)  # more than all the turns together get done, so that each is killed at work
    acknowledged: set[str] = set()
    for turn in range(5):
        process = subprocess.Popen(
            [*COMMAND, "--archive", where, lines], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(rng.randint(1, 300))]
        os.kill(process.pid, signal.SIGKILL)
        rest = process.communicate()[0]
        assert process.returncode == -signal.SIGKILL
        whole = (b"".join(told) + rest).splitlines(keepends=True)
        acknowledged |= {json.loads(line)["entry"] for line in whole if line.endswith(b"\n")}
        with open_archive(where, create=False) as archive:
            assert {b.entry for b in archive.list()} >= acknowledged, turn
            assert list(archive.check()) == []
    subprocess.run([*COMMAND, "--archive", where, lines], check=True, capture_output=True)
    with open_archive(where) as archive:
        assert archive.count() | {"bytes": 0} == {
            "entries": 4000,
            "versions": 4000,
            "sightings": 4000,
            "removed": 0,
            "bytes": 0,
        }


def test_writers_and_readers_at_once(where: str) -> None:
    """A small version of bench/archive_faults.py."""
    errors: list[Exception] = []
    open_archive(where).close()

    def write(number: int) -> None:
        try:
            with open_archive(where) as archive:
                for turn in range(6):
                    archive.add(text(f"Note {number} {turn}", HARBOUR), name=f"{number}-{turn}")
        except Exception as e:  # noqa: BLE001 - every error counts
            errors.append(e)

    def read() -> None:
        try:
            with open_archive(where) as archive:
                for _ in range(6):
                    archive.search("harbour")
                    archive.count()
        except Exception as e:  # noqa: BLE001 - every error counts
            errors.append(e)

    threads = [threading.Thread(target=partial(write, n)) for n in range(4)]
    threads += [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_archive(where) as archive:
        assert archive.count()["entries"] == 24
        assert list(archive.check()) == []


def test_many_make_one_archive_at_once(where: str) -> None:
    errors: list[Exception] = []

    def make(number: int) -> None:
        try:
            with open_archive(where) as archive:
                archive.add(text("Quay", HARBOUR, str(number)), name=str(number))
        except Exception as e:  # noqa: BLE001 - every error counts
            errors.append(e)

    threads = [threading.Thread(target=make, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_archive(where) as archive:
        assert archive.count()["entries"] == 6


def test_threads_may_share_an_archive(archive: Archive) -> None:
    def add(number: int) -> None:
        archive.add(text(f"Quay {number}", HARBOUR), name=str(number))
        archive.search("quay")

    threads = [threading.Thread(target=add, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert archive.count()["entries"] == 8


def test_a_full_disk(tmp_path: Path) -> None:
    """No file may grow beyond 3 MB: a clear error, all that was acknowledged there, and room lets the run finish."""
    lines, where = tmp_path / "a.jsonl", tmp_path / "a.takhrij"
    write_lines(lines, 1500)
    done = subprocess.run(
        [*COMMAND, "--archive", where, lines],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000)),
    )
    assert done.returncode == 1
    assert "what was acknowledged is safe" in done.stderr
    assert "Traceback" not in done.stderr
    acknowledged = {json.loads(line)["entry"] for line in done.stdout.splitlines()}
    assert 0 < len(acknowledged) < 1500
    with open_archive(where, create=False) as archive:
        assert {b.entry for b in archive.list()} >= acknowledged
        assert list(archive.check()) == []
    subprocess.run([*COMMAND, "--archive", where, lines], check=True, capture_output=True)
    with open_archive(where, create=False) as archive:
        assert archive.count()["sightings"] == 1500


def test_an_archive_that_may_only_be_read(archive: Archive) -> None:
    archive.add(page())
    if archive.database.place.startswith("postgresql"):
        archive.database.run("SET default_transaction_read_only = on")
    else:
        archive.database.run("PRAGMA query_only = on")
    with pytest.raises(ArchiveError) as error:
        archive.add(page("Another"))
    assert error.value.code == "read-only"
    assert len(archive.search("quay")) == 1


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("UPDATE blobs SET packed = X'789c030000000001'", "changed-bytes"),
        ("UPDATE blobs SET packed = X'FFFF'", "damaged-bytes"),
        ("UPDATE articles SET article = X'00'", "damaged-article"),
        ("DELETE FROM sightings", "no-sighting"),
        ("DELETE FROM articles", "no-article"),
        ("DELETE FROM blobs", "no-bytes"),
        ("UPDATE entries SET current = 99", "no-version"),
        ("INSERT INTO word_index (word_index) VALUES ('delete-all')", "not-indexed"),
    ],
)
def test_check_finds_damage(tmp_path: Path, damage: str, code: str) -> None:
    where = tmp_path / "a.takhrij"
    with open_archive(where) as archive:
        entry = archive.add(page()).entry_id
    with sqlite3.connect(where) as connection:
        connection.execute(damage)
    connection.close()
    with open_archive(where) as archive:
        faults = list(archive.check())
        assert code in {f.code for f in faults}
        assert all(f.entry == entry for f in faults if f.entry)
        if code in ("changed-bytes", "damaged-bytes", "damaged-article"):
            with pytest.raises(ArchiveError) as error:
                archive.get(entry)
            assert error.value.code == "damaged-entry"
        if code == "not-indexed":
            archive.compact()
            assert list(archive.check()) == []
            assert len(archive.search("quay")) == 1


def test_check_finds_a_damaged_file(tmp_path: Path) -> None:
    where = tmp_path / "a.takhrij"
    with open_archive(where) as archive:
        archive.add_all([])
        for n in range(30):
            archive.add(text(f"Quay {n}", HARBOUR * 3), name=str(n))
    data = bytearray(where.read_bytes())
    for at in range(8192, len(data), 4096):
        data[at : at + 64] = bytes(64)
    where.write_bytes(data)
    codes: set[str] = set()
    try:
        with open_archive(where) as archive:
            codes = {f.code for f in archive.check()}
    except ArchiveError as e:
        codes.add(e.code)
    assert codes & {"damaged-file", "damaged-archive"}
