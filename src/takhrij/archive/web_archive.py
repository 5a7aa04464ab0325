"""Write stored articles as WARC and WACZ, so that other programs can read and replay them.

A WARC holds the original bytes of each version once, as they were first seen, and a revisit record for every other
sighting.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser
from warcio.timeutils import iso_date_to_timestamp
from warcio.warcwriter import WARCWriter

from takhrij import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from takhrij.archive.records import Sighting, Stored

_WRITTEN = "".join(map(chr, [*range(0x21, 0x7F)]))  # what may stand in an address: no spaces, no line ends
_AGENT = f"takhrij/{__version__}"
_PROTOCOLS = ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0"]
_NO_LONGER = ("content-encoding", "transfer-encoding", "content-length")  # of the unpacked body


def write_records(out: BinaryIO, versions: Iterable[Stored]) -> Iterator[tuple[Stored, str, int, int]]:
    """Write versions, and tell for each its address, and offset and length of its first record."""
    place = _Counted(out)
    writer = WARCWriter(place, gzip=True)
    about = {"software": _AGENT, "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record("takhrij.warc.gz", about))
    for one in versions:
        address = quote(one.url, safe=_WRITTEN) if one.url else f"urn:takhrij:{one.entry}"
        first, *again = [s for s in one.sightings if s.version == one.version]
        start = place.written
        _write_first(writer, one, address, first)
        yield one, address, start, place.written - start
        for sighting in again:
            _write_revisit(writer, one, address, first, sighting)


def _write_first(writer: Any, one: Stored, address: str, sighting: Sighting) -> None:
    """The page as it came: as an HTTP response where its header is known, else as a resource."""
    fields = _fields(one, sighting)
    if one.headers is None:
        record = writer.create_warc_record(
            address,
            "resource",
            payload=io.BytesIO(one.bytes),
            length=len(one.bytes),
            warc_content_type=one.media_type,
            warc_headers_dict=fields,
        )
    else:
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(one.bytes),
            length=len(one.bytes),
            http_headers=_http(one),
            warc_headers_dict=fields,
        )
    writer.write_record(record)


def _write_revisit(writer: Any, one: Stored, address: str, first: Sighting, sighting: Sighting) -> None:
    """The page seen once more with the same bytes."""
    digest = "sha1:" + base64.b32encode(hashlib.sha1(one.bytes, usedforsecurity=False).digest()).decode()
    record = writer.create_revisit_record(
        address,
        digest=digest,
        refers_to_uri=address,
        refers_to_date=first.seen,
        http_headers=_http(one),
        warc_headers_dict=_fields(one, sighting),
    )
    writer.write_record(record)


def _fields(one: Stored, sighting: Sighting) -> dict[str, str]:
    """Header fields of a record. What has no address keeps its name, escaped to one line of ASCII."""
    fields = {"WARC-Date": sighting.seen, "X-Takhrij-SHA256": one.sha256}
    return fields if one.url else fields | {"X-Takhrij-Name": quote(one.name, safe="/:#.-_ ")}


def _http(one: Stored) -> Any:
    """The HTTP header as it came, without what no longer holds for the unpacked body."""
    if one.headers is None:
        return StatusAndHeaders("200 OK", [("Content-Type", one.media_type)], protocol="HTTP/1.1")
    parsed = StatusAndHeadersParser(_PROTOCOLS, verify=False).parse(io.BytesIO(one.headers))
    kept = [(name, value) for name, value in parsed.headers if name.lower() not in _NO_LONGER]
    return StatusAndHeaders(
        parsed.statusline, [*kept, ("Content-Length", str(len(one.bytes)))], protocol=parsed.protocol
    )


class _Counted(io.RawIOBase):
    """A stream that counts what is written."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self.out, self.written = out, 0

    def writable(self) -> bool:
        """Tell that this can be written."""
        return True

    def write(self, data: Any, /) -> int:
        """Write all of the data."""
        self.out.write(data)
        self.written += len(data)
        return len(data)


def write_package(out: BinaryIO, versions: Iterable[Stored]) -> int:
    """Write a WACZ (1.1.1): a WARC, an index of its records and a list of its pages; the number of versions."""
    pages, index = [], []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as wacz, TemporaryFile() as warc:
        for one, address, start, length in write_records(warc, versions):
            seen = min(s.seen for s in one.sightings if s.version == one.version)
            index.append(_index_line(one, address, seen, start, length))
            pages.append({"id": f"{one.entry}-{one.version}", "url": address, "ts": seen, "title": one.article.title})
        listed = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}, *pages]
        lines = "".join(json.dumps(page, ensure_ascii=False) + "\n" for page in listed)
        resources = [
            _put(wacz, "archive/data.warc.gz", warc),
            _put(wacz, "indexes/index.cdxj", io.BytesIO("".join(sorted(index)).encode())),
            _put(wacz, "pages/pages.jsonl", io.BytesIO(lines.encode())),
        ]
        package = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": _AGENT,
            "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "resources": resources,
        }
        told = json.dumps(package, indent=1).encode()
        _put(wacz, "datapackage.json", io.BytesIO(told))
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(told).hexdigest()}"}
        _put(wacz, "datapackage-digest.json", io.BytesIO(json.dumps(digest).encode()))
    return len(pages)


def _index_line(one: Stored, address: str, seen: str, start: int, length: int) -> str:
    """A line of the CDXJ index: key, 14 digits of the time, JSON."""
    fields = {
        "url": address,
        "mime": one.media_type,
        "status": "200",
        "digest": f"sha256:{one.sha256}",
        "length": str(length),
        "offset": str(start),
        "filename": "data.warc.gz",
    }
    return f"{_surt(address)} {iso_date_to_timestamp(seen)} {json.dumps(fields)}\n"


def _surt(address: str) -> str:
    """The address with its host turned round, by which an index is sorted."""
    try:
        parts = urlsplit(address)
        host = ",".join(reversed((parts.hostname or "").split(".")))
    except ValueError:
        return quote(address, safe=":/")
    path = quote(parts.path, safe="/%:") + (f"?{quote(parts.query, safe='=&%')}" if parts.query else "")
    return f"{host}){path.lower() or '/'}" if host else quote(address, safe=":/")


def _put(wacz: zipfile.ZipFile, name: str, content: Any) -> dict[str, Any]:
    """Store a member uncompressed, and tell its size and hash."""
    content.seek(0)
    digest, size = hashlib.sha256(), 0
    with wacz.open(zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6]), "w", force_zip64=True) as member:
        while chunk := content.read(1 << 20):
            member.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}
