"""`takhrij schema`: the JSON Schema of the results."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command: there are none."""
    del parser


def run(args: argparse.Namespace) -> int:
    """Write the schema of one result, or of the error in its place, to standard output."""
    import msgspec

    from takhrij.contract import json_schema

    del args
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(json_schema()), indent=1) + b"\n")
    return 0
