"""Which inputs are meant: files, folders (recursive, sorted), standard input."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a browser saves beside a page, and what never holds an article. Everything else in a folder is tried.
COMPANIONS = re.compile(
    r"\.(css|m?js|map|jsonl?|xml|ico|svg|png|jpe?g|gif|webp|avif|bmp|woff2?|ttf|otf|eot|mp[34]|m4a|webm|zip|gz|download"
    r"|py|toml|[ct]sv)",
    re.IGNORECASE,
)


class Input(NamedTuple):
    """One input: `name` as it is shown, `path` (None for standard input), and its place under an output folder."""

    name: str
    path: Path | None
    place: Path


def find_inputs(given: Iterable[str]) -> Iterator[Input]:
    """Inputs in order; files of a folder in order of their paths, hidden ones and companions of pages left out."""
    for one in given:
        path = Path(one)
        if one == "-":
            yield Input("-", None, Path("stdin"))
        elif path.is_dir():
            yield from (Input(str(p), p, p.relative_to(path)) for p in sorted(_files(path)))
        else:
            yield Input(one, path, Path(path.name))


def _files(folder: Path) -> Iterator[Path]:
    """Files under a folder; links to folders are not followed."""
    for at, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            if not name.startswith(".") and not COMPANIONS.fullmatch(Path(name).suffix):
                yield Path(at, name)
