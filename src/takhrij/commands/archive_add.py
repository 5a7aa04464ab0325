"""Adding to an archive: an acknowledgement for each item once it is on disk, failures told, progress shown."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from takhrij.commands.output import tell
from takhrij.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Self

    from takhrij.archive import Archive
    from takhrij.archive.ingest import Analyse, Outcome

_SHOWN = 20  # failures told one by one


def add(archive: Archive, args: argparse.Namespace) -> int:
    """Add inputs; 0 where all were stored, 1 where some failed."""
    addresses = [one for one in args.input if one.lower().startswith(("http://", "https://"))]
    files = [one for one in args.input if one not in addresses]
    if addresses and not args.fetch:
        cause = f"{addresses[0]} is a URL, and pages are not fetched"
        raise UsageError("url-given", cause, "Add --fetch, or give the file.")
    if args.url or args.seen:
        return _add_one(archive, args, files)
    from takhrij.archive.ingest import add_inputs
    from takhrij.packs.loader import find_packs

    find_packs(args.packs)
    told = _Told(args.format)
    pointers: list[str] = addresses
    with told:
        for outcome in add_inputs(
            archive, files, analyse=_analyse(args), packs=args.packs, jobs=args.jobs, resume=not args.from_start
        ):
            told.take(outcome)
            if outcome.pointer is not None and args.fetch:
                pointers.append(outcome.pointer.url)
        if pointers:
            for outcome in _fetched(archive, args, pointers):
                told.take(outcome)
    return told.end(fetched=args.fetch)


def import_(archive: Archive, args: argparse.Namespace) -> int:
    """Restore exports, and add other files; 0 where all was stored, 1 where some failed."""
    missing = next((path for path in args.input if not path.is_file()), None)
    if missing is not None:
        raise UsageError("no-such-file", f"there is no file {missing}", "Check the path.")
    told = _Told(args.format)
    with told:
        for path in args.input:
            for outcome in archive.import_(path, jobs=args.jobs):
                told.take(outcome)
    return told.end(fetched=False)


def _analyse(args: argparse.Namespace) -> Analyse | None:
    from takhrij.pipeline import analyse

    return None if args.no_analysis else analyse


def _add_one(archive: Archive, args: argparse.Namespace, files: list[str]) -> int:
    """One file whose address or time the user tells."""
    from takhrij.archive.ingest import Outcome
    from takhrij.archive.prepare import moment
    from takhrij.pipeline import load_bytes
    from takhrij.read import read

    if len(files) != 1 or len(args.input) != 1 or Path(files[0]).is_dir():
        raise UsageError("one-file", "--url and --seen belong to one page", "Add that page alone, or leave them out.")
    if args.seen and moment(args.seen) is None:
        raise UsageError("malformed-seen", f"{args.seen!r} is not a time", "Write it as 2024-03-12T08:30.")
    data, path = load_bytes(files[0]), Path(files[0]).resolve()
    reading = read(data, name=path.name, url=args.url, packs=args.packs)
    analyse = _analyse(args)
    added = archive.add(
        data,
        url=args.url,
        name=str(path),
        seen=args.seen,
        reading=reading,
        analysis=analyse(reading, args.packs) if analyse else None,
    )
    told = _Told(args.format)
    with told:
        told.take(Outcome(source=str(path), place=None, added=added))
    return told.end(fetched=False)


def _fetched(archive: Archive, args: argparse.Namespace, addresses: list[str]) -> Iterator[Outcome]:
    from takhrij.archive.crawl import fetch_all

    place = args.archive if "://" not in args.archive else "takhrij"
    beside = Path(f"{place}.fetched.warc.gz")
    yield from fetch_all(
        archive, addresses, warc=args.warc or beside, most=args.most, analyse=_analyse(args), packs=args.packs
    )


class _Told:
    """Tells the user what became of each item."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.counts = {"new": 0, "versions": 0, "again": 0, "failed": 0, "passed": 0, "pointers": 0}
        self.bar = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.task = self.bar.add_task("reading", total=None)

    def __enter__(self) -> Self:
        if self.bar:
            self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

    def take(self, one: Outcome) -> None:
        """Count an outcome and, as JSON or where it failed, tell it."""
        self.counts[self._kind(one)] += 1
        if self.form == "json":
            sys.stdout.buffer.write(msgspec.json.encode(_plain(one)) + b"\n")
            sys.stdout.buffer.flush()
        elif one.failed is not None and self.counts["failed"] <= _SHOWN:
            place = f", record {one.place}" if one.place else ""
            tell(f"{one.source}{place}: {one.failed.message}. {one.failed.next}")
        if self.bar:
            self.bar.advance(self.task)

    @staticmethod
    def _kind(one: Outcome) -> str:
        if one.added is not None:
            return "new" if one.added.is_new else "versions" if one.added.changed else "again"
        return "failed" if one.failed is not None else "pointers" if one.pointer is not None else "passed"

    def end(self, *, fetched: bool) -> int:
        """Tell the sums; the exit code."""
        c = self.counts
        told = f"{c['new']} new, {c['versions']} new versions, {c['again']} seen again, {c['failed']} failed"
        told += f", {c['passed']} records are no articles" if c["passed"] else ""
        tell(told)
        if c["failed"] > _SHOWN and self.form != "json":
            tell("`takhrij archive list --failures` tells them all")
        if c["pointers"] and not fetched:
            tell(f"{c['pointers']} addresses were only named: add them with --fetch")
        return 1 if c["failed"] else 0


def _plain(one: Outcome) -> dict[str, object]:
    """One line of JSON: where it came from, and what became of it."""
    line: dict[str, object] = {"source": one.source, "place": one.place}
    if one.added is not None:
        a = one.added
        state = "new" if a.is_new else "changed" if a.changed else "again"
        return line | {"state": state, "entry": a.entry_id, "version": a.version, "sha256": a.sha256}
    if one.failed is not None:
        f = one.failed
        return line | {"state": "failed", "error": {"code": f.code, "message": f.message, "next": f.next}}
    if one.pointer is not None:
        return line | {"state": "named", "url": one.pointer.url, "title": one.pointer.title}
    return line | {"state": "passed", "reason": one.passed.reason if one.passed else ""}
