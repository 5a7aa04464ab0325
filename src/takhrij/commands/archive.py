"""`takhrij archive`: keep articles as evidence, find them again, pass them on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from takhrij.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from takhrij.archive import Archive

DEFAULT = "archive.takhrij"
ACTIONS = {
    "add": "add pages, files, folders, WARC, WACZ, feeds, sitemaps, JSON Lines, WordPress exports, mailboxes",
    "list": "list what is stored",
    "show": "show one entry: what is known of it, its bytes, its article, what changed",
    "search": "find articles by their words",
    "export": "pass articles on, as JSON Lines, WARC or WACZ",
    "import": "restore an export, or add a WARC or WACZ",
    "remove": "hide entries; `compact` deletes them for good",
    "check": "look for damage",
    "compact": "delete removed entries for good, build the index anew, give room back",
}


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command and its actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    made = {
        name: actions.add_parser(name, help=purpose, description=f"{purpose}.") for name, purpose in ACTIONS.items()
    }
    for one in made.values():
        one.add_argument(
            "--archive",
            metavar="WHERE",
            default=os.environ.get("TAKHRIJ_ARCHIVE", DEFAULT),
            help=f"archive file, or postgresql:// address (default: $TAKHRIJ_ARCHIVE, or {DEFAULT})",
        )
        one.add_argument("--format", choices=("terminal", "json"), default="terminal", help="json: one line a result")
    _add_arguments(made["add"])
    for name in ("list", "search"):
        _filter_arguments(made[name])
    made["search"].add_argument("query", metavar="QUERY", help='words; "in a row", -without, begin*')
    which = made["list"].add_mutually_exclusive_group()
    which.add_argument("--removed", action="store_true", help="what was removed")
    which.add_argument("--failures", action="store_true", help="inputs that could not be stored, and why")
    _show_arguments(made["show"])
    made["export"].add_argument("id", nargs="*", metavar="ID", help="entries (default: all)")
    made["export"].add_argument("-o", "--output", type=Path, metavar="OUT", help="file (default: standard output)")
    made["export"].add_argument("--as", dest="form", choices=("jsonl", "warc", "wacz"), help="default: as OUT ends")
    made["import"].add_argument("input", nargs="+", type=Path, metavar="FILE")
    made["import"].add_argument("--jobs", type=_jobs, metavar="N", help="processes (default: one a core)")
    made["remove"].add_argument("id", nargs="+", metavar="ID", help="id, the beginning of one, or address")
    made["remove"].add_argument("--undo", action="store_true", help="show removed entries again")
    for name in ("remove", "compact"):
        made[name].add_argument("--yes", action="store_true", help="do not ask")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", metavar="INPUT", help="files and folders; with --fetch also addresses")
    parser.add_argument("--url", help="address of the page, where one file is given")
    parser.add_argument("--seen", metavar="TIME", help="when the one file was saved, as an ISO time (default: now)")
    parser.add_argument("--no-analysis", action="store_true", help="store articles without tracing their statements")
    parser.add_argument("--from-start", action="store_true", help="do not take up an interrupted run")
    parser.add_argument("--fetch", action="store_true", help="fetch addresses given, and those in feeds and sitemaps")
    parser.add_argument("--most", type=_jobs, default=200, metavar="N", help="pages to fetch at most (default: 200)")
    parser.add_argument(
        "--warc", type=Path, metavar="FILE", help="where responses are kept (default: beside the archive)"
    )
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--packs", type=Path, metavar="DIR", help="folder of your own language packs")


def _filter_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", metavar="CODE", help="articles in this language")
    parser.add_argument("--outlet", metavar="NAME", help="articles of this outlet")
    parser.add_argument("--from", dest="date_from", metavar="DATE", help="published then or later: YYYY[-MM[-DD]]")
    parser.add_argument("--to", dest="date_to", metavar="DATE", help="published then or earlier")
    parser.add_argument("--limit", type=_jobs, metavar="N", help="results at most (search: 20)")


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="id, the beginning of one, or address")
    parser.add_argument("--version", type=int, metavar="N", help="default: the one seen last")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--text", action="store_true", help="title and text")
    what.add_argument("--bytes", action="store_true", help="the original bytes")
    what.add_argument("--analysis", action="store_true", help="the stored analysis, as `trace --format json` writes it")
    what.add_argument("--diff", nargs="?", type=int, const=0, metavar="N", help="what changed since version N")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="file (default: standard output)")


def _jobs(value: str) -> int:
    """A whole number of at least one."""
    number = int(value)
    if number < 1:
        raise ValueError
    return number


def run(args: argparse.Namespace) -> int:
    """Do one action; 0 where all went well, 1 where something failed or damage was found."""
    from takhrij.archive import open_archive
    from takhrij.commands import archive_add, archive_show

    work: dict[str, Callable[[Archive, argparse.Namespace], int]] = {
        "add": archive_add.add,
        "import": archive_add.import_,
        "list": archive_show.list_entries,
        "search": archive_show.search,
        "show": archive_show.show,
        "export": archive_show.export,
        "remove": _remove,
        "check": _check,
        "compact": _compact,
    }
    with open_archive(args.archive, create=args.action in ("add", "import")) as archive:
        return work[args.action](archive, args)


def _remove(archive: Archive, args: argparse.Namespace) -> int:
    """Hide entries, or show them again; asks first."""
    from takhrij.commands.output import tell

    entries = [archive.resolve_id(one) for one in args.id]
    if not args.undo:
        titles = {one: archive.get(one).article.title for one in entries}
        _ask("Remove " + ", ".join(f"{one} ({title or 'no title'})" for one, title in titles.items()), yes=args.yes)
    done = [one for one in entries if (archive.bring_back(one) if args.undo else archive.remove(one))]
    if args.undo:
        tell(f"{len(done)} shown again")
    else:
        tell(f"{len(done)} removed. `takhrij archive remove --undo` brings them back until `takhrij archive compact`")
    return 0


def _check(archive: Archive, args: argparse.Namespace) -> int:
    """Tell every fault; 1 where there are any."""
    import msgspec

    from takhrij.commands.output import tell

    faults = 0
    for fault in archive.check():
        faults += 1
        if args.format == "json":
            sys.stdout.buffer.write(msgspec.json.encode(fault) + b"\n")
        else:
            where = f"{fault.entry} version {fault.version}: " if fault.entry else ""
            sys.stdout.write(f"{fault.code}: {where}{fault.message}\n")
    counts = archive.count()
    tell(
        f"{counts['entries']} entries, {counts['versions']} versions, {counts['sightings']} sightings; {faults} faults"
    )
    return 1 if faults else 0


def _compact(archive: Archive, args: argparse.Namespace) -> int:
    from takhrij.commands.output import tell

    removed = archive.count()["removed"]
    if removed:
        _ask(f"Delete {removed} removed entries for good", yes=args.yes)
    tell(f"{archive.compact()} entries deleted")
    return 0


def _ask(question: str, *, yes: bool) -> None:
    """Go on only when the user says so."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("not-asked", "removing needs your word", "Add --yes.")
    sys.stderr.write(f"{question}? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("not-wanted", "nothing was done", "Answer y to go on.")
