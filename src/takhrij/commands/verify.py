"""`takhrij verify`: statements compared with the sources they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.commands import trace

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command: those of `takhrij trace`."""
    trace.add(parser)


def run(args: argparse.Namespace) -> int:
    """Trace every input and compare its statements with their sources; 0 where all were read, 1 where some failed."""
    return trace.run(args, verified=True)
