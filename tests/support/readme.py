"""Blocks of code in the documents, and the outputs that stand in them.

`python tests/support/readme.py` writes the present output of each `$ takhrij ...` block into README.md.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHOWN = re.compile(r"^```console\n\$ takhrij ([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str, kind: str) -> list[str]:
    """The contents of the blocks of one kind."""
    return [body for name, body in _BLOCK.findall(text) if name == kind]


def shown(text: str) -> Iterator[tuple[str, str]]:
    """Arguments and output of each command that is shown with its output."""
    yield from _SHOWN.findall(text)


def output(arguments: str) -> str:
    """What the command prints now, in the order of a pipe."""
    command = [sys.executable, "-m", "takhrij.cli", *arguments.split()]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env=environment)
    return done.stdout.decode()


def main() -> None:
    """Bring the outputs in README.md up to date."""
    text = README.read_text(encoding="utf-8")
    new = _SHOWN.sub(lambda m: f"```console\n$ takhrij {m[1]}\n{output(m[1])}```", text)
    README.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
