"""Mailboxes (mbox): each message is an e-mail of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.archive.sources.item import LARGEST, Item, too_large
from takhrij.archive.sources.streams import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from takhrij.archive.sources.item import Found


def read_mbox(path: Path, source: str) -> Iterator[Found]:
    """The messages of a mailbox, which begin at a line `From ` after an empty one."""
    with path.open("rb") as raw:
        for place, message in enumerate(_messages(read_lines(raw)), 1):
            if message is None:
                yield too_large(source, place)
                continue
            yield Item(
                source=source,
                place=place,
                how="mail",
                data=message,
                name=f"{source}#{place}.eml",
                media_type="message/rfc822",
            )


def _messages(lines: Iterator[bytes | None]) -> Iterator[bytes | None]:
    """Bytes of one message after another, None for one that is larger than any page."""
    message: list[bytes] = []
    size, is_begun, is_blank = 0, False, True
    for line in lines:
        if line is not None and is_blank and line.startswith(b"From "):
            if is_begun:
                yield b"".join(message) if size <= LARGEST else None
            message, size, is_begun = [], 0, True
            continue
        size += LARGEST + 1 if line is None else len(line)
        if line is not None and size <= LARGEST:
            message.append(line[1:] if line.lstrip(b">").startswith(b"From ") and line.startswith(b">") else line)
        is_blank = line is not None and not line.strip()
    if is_begun:
        yield b"".join(message) if size <= LARGEST else None
