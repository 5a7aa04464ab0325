"""Cut XML files of any size into their records without reading them whole.

The bytes of a record stay what they are in the file. Each is parsed alone, inside the opening tag of the root, so one
that is broken harms no other; no DTD is read, no entity of the file's own is known.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from lxml import etree
from msgspec import Struct

from takhrij.archive.sources.item import LARGEST, Context
from takhrij.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 256 * 1024
_HEAD = 4 * 1024 * 1024  # bytes before the first record
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF|urlset|sitemapindex)\b[^<>]*>", re.IGNORECASE)
_CHANNEL = re.compile(rb"<channel\b[^<>]*>", re.IGNORECASE)
_DECLARATION = re.compile(rb"""^\s*<\?xml[^<>]*?encoding\s*=\s*["']([A-Za-z0-9_.\-]{2,40})["'][^<>]*\?>""")
_RECORDS = {b"rss": b"item", b"rdf:rdf": b"item", b"feed": b"entry", b"urlset": b"url", b"sitemapindex": b"sitemap"}
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Head(Struct, frozen=True, kw_only=True):
    """What stands before the first record: the name of the root element, the bytes, and how a record is wrapped."""

    root: str
    data: bytes
    context: Context


def is_listing(data: bytes) -> bool:
    """Tell whether the bytes are those of a feed or sitemap."""
    head = data[:8192].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and _ROOT.search(head) is not None


def cut(stream: BinaryIO) -> tuple[Head, Iterator[bytes | None]]:
    """The head of the file and its records, None for one that is larger than any page.

    Raises ReadError where the file is no feed, sitemap or export.
    """
    window = _Window(_as_utf8(stream))
    root = window.find(_ROOT, _HEAD)
    if root is None:
        raise ReadError("unknown-xml", "it is no feed, sitemap or WordPress export", "Give one of these, or a page.")
    name = _RECORDS[root[1].lower()]
    start = re.compile(rb"<" + name + rb"(?=[\s>/])|</" + root[1] + rb"\s*>", re.IGNORECASE)
    first = window.find(start, _HEAD, root.end())
    data = window.data[: first.start()] if first else window.data
    declared = _DECLARATION.match(data)
    encoding = declared[1] if declared and not window.recoded else b"utf-8"
    opening = b'<?xml version="1.0" encoding="' + encoding + b'"?>' + root[0].rstrip(b"/>").rstrip() + b">"
    head = Head(
        root=root[1].decode().lower(),
        data=data,
        context=Context(opening=opening, closing=b"</" + root[1] + b">"),
    )
    return head, _records(window, name, first.start() if first else None)


class _Window:
    """The part of a stream that is looked at."""

    def __init__(self, source: tuple[Iterator[bytes], bool]) -> None:
        self.chunks, self.recoded = source
        self.data = next(self.chunks, b"")

    def more(self) -> bool:
        chunk = next(self.chunks, b"")
        self.data += chunk
        return bool(chunk)

    def find(self, pattern: re.Pattern[bytes], most: int, at: int = 0) -> re.Match[bytes] | None:
        """The first match, reading on where there is none yet; None where there is none in `most` bytes."""
        while True:
            found = pattern.search(self.data, at)
            if found is not None and found.end() < len(self.data):
                return found
            if len(self.data) > most or not self.more():
                return found
            at = max(at, len(self.data) - 2 * _CHUNK)


def _as_utf8(stream: BinaryIO) -> tuple[Iterator[bytes], bool]:
    """Chunks of a stream; UTF-16 is turned into UTF-8, since records are cut by their bytes."""
    first = stream.read(_CHUNK)
    wide = next((encoding for mark, encoding in _WIDE if first.startswith(mark)), None)
    decoder = codecs.getincrementaldecoder(wide)("replace") if wide else None

    def chunks() -> Iterator[bytes]:
        chunk = first
        while chunk:
            yield decoder.decode(chunk).encode() if decoder else chunk
            chunk = stream.read(_CHUNK)

    return chunks(), wide is not None


def _records(window: _Window, name: bytes, at: int | None) -> Iterator[bytes | None]:
    """Bytes of one record after another, from its opening to its closing tag; tags inside CDATA do not count."""
    if at is None:
        return
    token = re.compile(rb"<!\[CDATA\[|<" + name + rb"(?=[\s>/])|</" + name + rb"\s*>", re.IGNORECASE)
    window.data = window.data[at:]
    begin, place = -1, 0
    while True:
        found = token.search(window.data, place)
        if found is None or found.end() == len(window.data):
            place = max(place, len(window.data) - 64) if found is None else found.start()
            if begin < 0:
                window.data, place = window.data[place:], 0
            if not window.more():
                return
        elif found[0].startswith(b"<!"):
            place = _after_cdata(window, found.end())
        elif found[0].startswith(b"</"):
            if begin >= 0:
                yield window.data[begin : found.end()]
            window.data, begin, place = window.data[found.end() :], -1, 0
        else:
            begin, place = (found.start() if begin < 0 else begin), found.end()
        if begin >= 0 and len(window.data) - begin > LARGEST + _CHUNK:
            yield None
            window.data, begin, place = window.data[-64:], -1, 0


def _after_cdata(window: _Window, at: int) -> int:
    """Where a CDATA section ends."""
    start = at
    while (end := window.data.find(b"]]>", at)) < 0:
        at = max(start, len(window.data) - 2)
        if len(window.data) - start > LARGEST or not window.more():
            return len(window.data)
    return end + 3


def parse(piece: bytes, context: Context) -> Any:
    """The element of one record. Raises ReadError where nothing can be made of it."""
    whole = context.opening + piece + context.closing
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            recover=recover,
            remove_comments=True,
        )
        try:
            root = etree.fromstring(whole, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as e:
            error = e
            continue
        if root is not None and len(root):
            return root[0]
    raise ReadError("broken-record", f"the record cannot be parsed: {error}", "Export the feed or site again.")


def head_element(head: Head) -> Any | None:
    """The root element with what stands before the first record, or None where it cannot be parsed."""
    root = _ROOT.search(head.data)
    body = head.data[root.end() :] if root else b""
    closing = b"</channel>" if _CHANNEL.search(body) else b""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        return etree.fromstring(head.context.opening + body + closing + head.context.closing, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


def children(element: Any, *names: str) -> Iterator[Any]:
    """Children with one of these local names, whatever their namespace."""
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname.lower() in names:
            yield child


def value(element: Any, *names: str) -> str:
    """Text of the first non-empty child with one of these local names, tried in the order of the names."""
    for name in names:
        for child in children(element, name):
            text = "".join(child.itertext()).strip()
            if text:
                return text
    return ""


def short_language(code: str) -> str | None:
    """The two letters of a language code such as ar-EG, or None."""
    letters = code.strip().lower()[:2]
    return letters if len(letters) == 2 and letters.isascii() and letters.isalpha() else None
