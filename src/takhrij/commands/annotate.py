"""`takhrij annotate`: clean texts in JSON Lines in, results in JSON Lines out."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command."""
    parser.add_argument("input", metavar="IN", help='JSON Lines with "id" and "text", or -')
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="file to write (default: standard output)")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--packs", type=Path, metavar="DIR", help="folder of your own language packs")


def run(args: argparse.Namespace) -> int:
    """Trace every line; 0 where all were traced, 1 where some failed."""
    from takhrij.bulk import annotate_lines, is_failure, read_lines
    from takhrij.commands.output import check_not_input, open_output, tell
    from takhrij.errors import UsageError
    from takhrij.packs.loader import find_packs

    find_packs(args.packs)
    path = None if args.input == "-" else Path(args.input)
    total = failed = 0
    with ExitStack() as stack:
        try:
            lines = stack.enter_context(path.open("rb")) if path else sys.stdin.buffer
        except OSError as e:
            raise UsageError("unreadable-file", f"{path} cannot be read: {e.strerror}", "Check the path.") from e
        check_not_input(args.output, [path])
        out = stack.enter_context(open_output(args.output))
        for result in annotate_lines(read_lines(lines), jobs=args.jobs, packs=args.packs):
            out.write(result + b"\n")
            total += 1
            failed += is_failure(result)
    tell(f"{total - failed} traced, {failed} failed")
    return 1 if failed else 0
