"""Where articles come from: files of every kind, one item after another, and how each item is read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from takhrij.archive.sources.item import Context, Found, Item, Passed, Pointer, failed
from takhrij.archive.sources.streams import GZIP, sample
from takhrij.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from takhrij.model import Reading

__all__ = [
    "Context",
    "Found",
    "Item",
    "Passed",
    "Pointer",
    "bytes_of",
    "failed",
    "find_files",
    "find_items",
    "read_item",
]

# What a browser saves beside a page, and other files that hold no article; everything else in a folder is tried.
_COMPANIONS = re.compile(
    r"\.(css|m?js|map|json|ico|svg|png|jpe?g|gif|webp|avif|bmp|tiff?|woff2?|ttf|otf|eot|mp[34]|m4a|webm|ogg|wav|zip"
    r"|download|py|toml|ya?ml|[ct]sv|cdxj?|db|sqlite3?|takhrij)(-wal|-shm|-journal)?",
    re.IGNORECASE,
)
_XML_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.IGNORECASE)
_SAMPLE = 8192
_DATABASE = b"SQLite format 3\0"
LARGEST_FILE = 64 * 1024 * 1024  # bytes of a file that is one page


def find_files(given: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Files in order, each with the number of the argument that names it; those of a folder by their paths.

    Raises ReadError for an argument that is not there.
    """
    for number, one in enumerate(given):
        path = Path(one)
        if path.is_dir():
            yield from ((number, file) for file in sorted(_walk(path)))
        elif path.exists():
            yield number, str(path)
        else:
            raise ReadError("no-such-file", f"there is no file {path}", "Check the path.")


def _walk(folder: Path) -> Iterator[str]:
    """Files under a folder; hidden ones and companions of pages are left out, links to folders not followed."""
    for at, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            if not name.startswith(".") and not _COMPANIONS.fullmatch(Path(name).suffix):
                yield str(Path(at, name))


def find_items(file: str) -> Iterator[Found]:
    """Everything in one file. What cannot be read is told in its place."""
    path, source = Path(file), str(Path(file).resolve())
    try:
        kind = kind_of(path)
        if kind == "database":
            yield Passed(source=source, place=None, reason="database")
        elif kind == "page":
            yield _page(path, source)
        else:
            yield from _readers()[kind](path, source)
    except ReadError as e:
        yield failed(source, None, e.code, e.message, e.next_step)
    except OSError as e:
        yield failed(source, None, "unreadable-file", f"{file} cannot be read: {e.strerror}", "Check its permissions.")


def _readers() -> dict[str, Callable[[Path, str], Iterator[Found]]]:
    from takhrij.archive.sources.feeds import read_xml
    from takhrij.archive.sources.lines import read_jsonl
    from takhrij.archive.sources.mail import read_mbox
    from takhrij.archive.sources.warc import read_wacz, read_warc

    return {"warc": read_warc, "wacz": read_wacz, "jsonl": read_jsonl, "xml": read_xml, "mbox": read_mbox}


def kind_of(path: Path) -> str:
    """Kind of a file by its first bytes, and by its name where they do not tell: warc, wacz, jsonl, xml, mbox, page."""
    with path.open("rb") as raw:
        if raw.peek(16)[:16].startswith(_DATABASE):
            return "database"
        head = sample(raw, _SAMPLE)
        packed = raw.seekable() and (raw.seek(0) or raw.read(3)) == GZIP
    name = path.name.lower().removesuffix(".gz")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"WARC/") or name.endswith(".warc"):
        return "warc"
    if name.endswith(".wacz") or (head.startswith(b"PK\x03\x04") and b"datapackage.json" in head):
        return "wacz"
    if name.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if _XML_ROOT.search(head.replace(b"\0", b"")) and start[:1] in (b"<", b"\xff", b"\xfe"):
        return "xml"
    if name.endswith(".mbox") or (head.startswith(b"From ") and b"\nFrom: " in head):
        return "mbox"
    if packed:
        raise ReadError("packed-file", f"{path.name} is a compressed page", "Unpack it first.")
    return "page"


def _page(path: Path, source: str) -> Found:
    if path.stat().st_size > LARGEST_FILE:
        return failed(source, None, "too-large", f"{path} is larger than 64 MiB", "Give the page of one article.")
    return Item(source=source, how="file", name=source)


def bytes_of(item: Item) -> bytes:
    """The original bytes of an item. Raises ReadError where its file cannot be read."""
    if item.data is not None:
        return item.data
    try:
        return Path(item.source).read_bytes()
    except OSError as e:
        cause = f"{item.source} cannot be read: {e.strerror}"
        raise ReadError("unreadable-file", cause, "Check the file's permissions.") from e


def read_item(item: Item, data: bytes, packs: Path | None = None) -> Reading:
    """Read one item as its form asks. Raises ReadError where it is no article."""
    if item.form == "line":
        from takhrij.archive.sources.lines import read_line

        return read_line(item, packs)
    if item.form == "post":
        from takhrij.archive.sources.wordpress import read_post

        return read_post(item, packs)
    if item.form == "entry":
        from takhrij.archive.sources.feeds import read_entry

        return read_entry(item, packs)
    from takhrij.read import read

    return read(data, name=_name(item), url=item.url, packs=packs)


_ENDINGS = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
    "text/markdown": "page.md",
    "message/rfc822": "page.eml",
}


def _name(item: Item) -> str:
    """The file name by which the reader tells the format: the media type wins, as a capture's name is an address."""
    return _ENDINGS.get(item.media_type or "", item.name)
