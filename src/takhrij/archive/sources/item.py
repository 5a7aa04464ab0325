"""What a source gives, one after another: things to read, what failed, what is no article, addresses to fetch."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from takhrij.archive.records import Failed

Form = Literal["page", "line", "post", "entry"]
LARGEST = 16 * 1024 * 1024  # bytes of one record; a page larger than that is none


class Context(Struct, frozen=True, kw_only=True):
    """What the head of a file says of all that follows: how its XML is opened, its site, its authors by login."""

    opening: bytes = b""
    closing: bytes = b""
    outlet: str | None = None
    language: str | None = None
    authors: dict[str, str] = {}


class Item(Struct, frozen=True, kw_only=True):
    """One thing to read and store.

    `source` is the file, `place` the number of the record in it (from 1), None where the file is the thing itself:
    then `data` is None and the file is read where it is needed. `form` says how the bytes are read, `seen` is an ISO
    time. `repeats` is set for a capture that says its bytes are those of an earlier one of the same address.
    """

    source: str
    place: int | None = None
    form: Form = "page"
    how: str
    data: bytes | None = None
    name: str
    url: str | None = None
    seen: str | None = None
    media_type: str | None = None
    headers: bytes | None = None
    context: Context = Context()
    repeats: bool = False


class Passed(Struct, frozen=True, kw_only=True):
    """A record that is no article, such as an image or a redirect, and why it was passed by."""

    source: str
    place: int | None
    reason: str


class Pointer(Struct, frozen=True, kw_only=True):
    """An address that a feed or sitemap names without the article itself."""

    source: str
    place: int
    url: str
    title: str = ""
    date: str | None = None


Found = Item | Failed | Passed | Pointer


def failed(source: str, place: int | None, code: str, message: str, next_step: str) -> Failed:
    """A record that cannot be read."""
    return Failed(source=source, place=place, code=code, message=message, next=next_step)


def too_large(source: str, place: int | None) -> Failed:
    """A record beyond the size of any page."""
    message = f"the record is larger than {LARGEST // 1024 // 1024} MiB"
    return failed(source, place, "too-large", message, "Give the page alone.")
