"""Pages in WARC files, and in the WARC files of a WACZ.

Records are framed here, so that one that is broken, cut off, too large or not what its digest says is told as such
and the next one is found; the HTTP messages in them are read by warcio.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from takhrij.archive.sources.item import LARGEST, Item, Passed, failed, too_large
from takhrij.archive.sources.streams import BrokenPartError, open_stream, unpack
from takhrij.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from takhrij.archive.sources.item import Found

PAGES = frozenset(
    ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", "message/rfc822")
)
_HEAD = 64 * 1024  # bytes of a record's header
_MARK = b"WARC/"
_LINE = "application/json"
_OWN = "urn:"  # the address of a record whose page has none
_AGAIN = "Get the file again; the other records were read."
_MEMBERS = 10_000
_RATIO = 200
_BOMB = "unpacks to far more than its size"
_BY_HAND = "Unpack it by hand, and look what it holds."


class Record(Struct, frozen=True, kw_only=True):
    """A record: its header fields by lower-case names, and its block."""

    place: int
    fields: dict[str, str]
    block: bytes


def read_warc(path: Path, source: str, how: str = "warc") -> Iterator[Found]:
    """The pages of a WARC file, packed or not."""
    with path.open("rb") as raw:
        yield from _items(open_stream(raw), source, how)


def read_wacz(path: Path, source: str) -> Iterator[Found]:
    """The pages of all WARC files in a WACZ."""
    place = 0
    try:
        with zipfile.ZipFile(path) as wacz:
            for member in [m for m in wacz.infolist() if _is_warc(m.filename)][:_MEMBERS]:
                if member.file_size > _RATIO * max(member.compress_size, 1 << 20):
                    yield failed(source, place + 1, "suspicious-compression", f"{member.filename} {_BOMB}", _BY_HAND)
                    continue
                with wacz.open(member) as raw:
                    stream = open_stream(io.BufferedReader(raw))  # type: ignore[type-var]
                    for found in _items(stream, source, "wacz", place):
                        place = found.place or place
                        yield found
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as e:
        yield failed(source, place + 1, "broken-wacz", f"the WACZ cannot be unpacked: {e}", "Get the file again.")


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _items(stream: BinaryIO, source: str, how: str, before: int = 0) -> Iterator[Found]:
    for record in _records(stream, source, before):
        if not isinstance(record, Record):
            yield record
            continue
        try:
            yield _item(record, source, how)
        except ReadError as e:
            yield failed(source, record.place, e.code, e.message, e.next_step)


def _records(stream: BinaryIO, source: str, before: int) -> Iterator[Record | Found]:
    """Records one after another; after a broken one the next line that begins a record is looked for."""
    place, lost = before, False
    while True:
        try:
            line = _next_mark(stream, lost=lost)
            if line is None:
                return
            place += 1
            lost = not line.startswith(_MARK)
            if lost:
                yield failed(source, place, "broken-record", "there is no record where one should begin", _AGAIN)
                continue
            found = _record(stream, source, place)
            if found is not None:
                yield found
        except ReadError as e:
            place += isinstance(e, BrokenPartError)
            yield failed(source, place, e.code, e.message, e.next_step)
            if e.code == "suspicious-compression":
                return
            lost = True


def _next_mark(stream: BinaryIO, *, lost: bool) -> bytes | None:
    """The first line of the next record, or what stands in its place; None at the end."""
    while line := stream.readline(_HEAD):
        if line.startswith(_MARK) or (line.strip() and not lost):
            return line
    return None


def _record(stream: BinaryIO, source: str, place: int) -> Record | Found | None:
    """One record after its first line; None for kinds that hold no page. Raises ReadError where it is broken."""
    fields = _fields(stream)
    kind, length = fields.get("warc-type", ""), fields.get("content-length", "")
    if not length.isdecimal() or len(length) > 15:
        raise ReadError("broken-record", "the record does not tell its length", _AGAIN)
    wanted = kind in ("response", "resource", "conversion", "revisit")
    if not wanted or int(length) > LARGEST:
        _skip(stream, int(length))
        return too_large(source, place) if wanted else None
    block = stream.read(int(length))
    if len(block) < int(length):
        raise ReadError("cut-off", "the file ends within a record", _AGAIN)
    _check_digest(block, fields.get("warc-block-digest", ""))
    return Record(place=place, fields=fields, block=block)


def _fields(stream: BinaryIO) -> dict[str, str]:
    fields: dict[str, str] = {}
    size = 0
    while (line := stream.readline(_HEAD)).strip():
        size += len(line)
        if size > _HEAD:
            raise ReadError("broken-record", "the header of the record has no end", _AGAIN)
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _skip(stream: BinaryIO, length: int) -> None:
    while length > 0 and (chunk := stream.read(min(length, 1 << 20))):
        length -= len(chunk)


def _check_digest(block: bytes, digest: str) -> None:
    """Raise ReadError where the block is not the one the header names; digests of other kinds are left unchecked."""
    name, _, told = digest.partition(":")
    if name.lower() not in ("sha1", "sha-1", "sha256", "sha-256"):
        return
    found = hashlib.new(name.lower().replace("-", ""), block, usedforsecurity=False)
    spelled = (found.hexdigest().upper(), base64.b32encode(found.digest()).decode().rstrip("="))
    if told.rstrip("=").upper() not in spelled:
        raise ReadError("digest-mismatch", "the record is not what its digest says", _AGAIN)


def _item(record: Record, source: str, how: str) -> Found:
    """The page in a record, or why there is none. Raises ReadError for a page that cannot be taken out."""
    fields = record.fields
    target = fields.get("warc-target-uri", "").strip("<>")
    headers, body, status, kind = None, record.block, 200, fields.get("content-type", "")
    if "http" in kind.lower() or record.block.startswith(b"HTTP/"):
        headers, body, status, kind = _http(record.block)
    media_type = kind.partition(";")[0].strip().lower()
    repeats = fields.get("warc-type") == "revisit"
    reason = _no_page(
        target,
        200 if repeats and status == 304 else status,
        media_type or "text/html",
        is_own="x-takhrij-sha256" in fields,
    )
    if reason:
        return Passed(source=source, place=record.place, reason=reason)
    has_address = not target.lower().startswith(_OWN)
    return Item(
        source=source,
        place=record.place,
        how=how,
        data=body,
        name=unquote(fields.get("x-takhrij-name", "")) or ("" if has_address else target),
        form="line" if media_type == _LINE else "page",
        url=target if has_address else None,
        seen=fields.get("warc-date"),
        media_type=media_type or None,
        headers=headers,
        repeats=repeats,
    )


def _no_page(target: str, status: int, media_type: str, *, is_own: bool) -> str:
    """Why a record holds no article, "" where it may. Lines of JSON are read where an archive wrote them."""
    if status != 200:
        return f"status {status}"
    if media_type not in PAGES and not (media_type == _LINE and is_own):
        return f"type {media_type}"
    parts = urlsplit(target)
    if parts.scheme and parts.scheme.lower() not in ("http", "https", "urn", "file"):
        return f"scheme {parts.scheme}"
    return "robots.txt" if parts.path == "/robots.txt" else ""


def _http(block: bytes) -> tuple[bytes, bytes, int, str]:
    """Header, body (unpacked), status and content type of an HTTP response."""
    from warcio.bufferedreaders import ChunkedDataReader
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    stream = io.BytesIO(block)
    if not block.startswith(b"HTTP/"):
        raise ReadError("broken-record", "the response in the record has no status line", _AGAIN)
    try:
        parsed = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0"], verify=False).parse(stream)
        status = int(parsed.get_statuscode() or 0)
    except (StatusAndHeadersParserException, EOFError, ValueError) as e:
        raise ReadError("broken-record", f"the response in the record cannot be read: {e}", _AGAIN) from e
    headers = block[: stream.tell()]
    body = block[stream.tell() :]
    if "chunked" in (parsed.get_header("transfer-encoding") or "").lower():
        body = ChunkedDataReader(io.BytesIO(body)).read(LARGEST)
    encoding = (parsed.get_header("content-encoding") or "").strip().lower()
    if encoding not in ("", "identity") and body:
        try:
            body = unpack(body, encoding)
        except ReadError:
            if body.lstrip()[:1] != b"<":  # some crawlers keep the header and store the page unpacked
                raise
    return headers, body, status, parsed.get_header("content-type") or ""
