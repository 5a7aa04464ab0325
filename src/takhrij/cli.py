"""Arguments in, exit code out.

0 all inputs were read, 1 some failed, 2 the command was not understood. The work of a command is in
`takhrij.commands`; its module is loaded when the command is called, so that `takhrij --help` stays quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from takhrij import __version__
from takhrij.errors import TakhrijError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "trace": "trace every statement of a page or text to its sources",
    "verify": "compare every statement of a page with the stored articles it cites",
    "cite": "check one quotation against a file or the archive",
    "archive": "keep articles with their original bytes, find them again, pass them on",
    "annotate": "trace many clean texts: JSON Lines in, JSON Lines out",
    "explain": "tell which rule found a statement, on which words, and what it rejected",
    "packs": "list the language packs and their rules, or check one",
    "eval": "score results, or the program itself, against gold",
    "schema": "write the JSON Schema of the results",
}


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands; with `only` the arguments of that one command are filled in, else of all."""
    parser = argparse.ArgumentParser(
        prog="takhrij",
        description="Trace a news article back to its sources: who said what, through whom it reached the page.",
        epilog="takhrij COMMAND --help tells the arguments of a command.",
    )
    parser.add_argument("--version", action="version", version=f"takhrij {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
        if only in (None, name):
            import_module(f"takhrij.commands.{name}").add(command)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code.

    Errors are told in one line with a next step, never as a traceback unless TAKHRIJ_DEBUG is set.
    """
    argv = sys.argv[1:] if argv is None else list(argv)
    args = build_parser(next((a for a in argv if not a.startswith("-")), "")).parse_args(argv)
    try:
        code: int = import_module(f"takhrij.commands.{args.command}").run(args)
        sys.stdout.flush()
    except TakhrijError as e:
        sys.stderr.write(f"takhrij: {e.message}. {e.next_step}\n")
        return 2 if isinstance(e, UsageError) else 1
    except BrokenPipeError:
        # The reader of our output has gone (as `head` does): nothing more can be said to it, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as e:
        if os.environ.get("TAKHRIJ_DEBUG"):
            raise
        sys.stderr.write(
            f"takhrij: {type(e).__name__}: {e}. This is a fault of the program: please report it; "
            "with TAKHRIJ_DEBUG=1 in the environment it shows where it happened.\n"
        )
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
