"""Pass an archive on: as JSON Lines, which restore it whole, or as WARC or WACZ, which other programs read.

A line of JSON Lines is one version of an entry with everything that belongs to it: original bytes (base64), SHA-256,
sightings, Article, Analysis.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from takhrij.archive.records import Sighting, Stored
from takhrij.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from takhrij.archive.store import Archive

SCHEMA = "takhrij-archive/1"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of an export. `article`, `rest` and `analysis` are JSON as the archive holds them."""

    schema: str = SCHEMA
    entry: str
    key: str
    version: int
    url: str | None
    name: str
    media_type: str
    sha256: str
    added: str
    removed: str | None = None
    bytes: str
    headers: str | None = None
    sightings: tuple[Sighting, ...]
    analysed: bool
    article: msgspec.Raw
    rest: msgspec.Raw


def stored_versions(archive: Archive, ids: Iterable[str] | None) -> Iterator[Stored]:
    """Every version of the entries named, or of all that are not removed, in the order of their ids."""
    entries = (archive.resolve_id(i) for i in ids) if ids else (b.entry for b in archive.list())
    for entry in entries:
        for brief in archive.versions(entry):
            yield archive.get(entry, brief.version)


def write_jsonl(archive: Archive, out: BinaryIO, ids: Iterable[str] | None = None) -> int:
    """Write versions as JSON Lines; the number written."""
    number = 0
    for one in stored_versions(archive, ids):
        out.write(msgspec.json.encode(_line(archive, one)) + b"\n")
        number += 1
    return number


def _line(archive: Archive, one: Stored) -> Line:
    (row,) = archive.database.rows("SELECT key, removed FROM entries WHERE id = ?", (one.entry,))
    rest: dict[str, Any] = {"republication": one.republication, "warnings": one.warnings}
    if one.analysis is not None:
        fields = {f: getattr(one.analysis, f) for f in one.analysis.__struct_fields__ if f != "article"}
        rest = {f: v for f, v in fields.items() if v is not msgspec.UNSET}
    return Line(
        entry=one.entry,
        key=row[0],
        removed=row[1],
        version=one.version,
        url=one.url,
        name=one.name,
        media_type=one.media_type,
        sha256=one.sha256,
        added=one.added,
        bytes=base64.b64encode(one.bytes).decode(),
        headers=None if one.headers is None else base64.b64encode(one.headers).decode(),
        sightings=tuple(s for s in one.sightings if s.version == one.version),
        analysed=one.analysis is not None,
        article=msgspec.Raw(msgspec.json.encode(one.article)),
        rest=msgspec.Raw(msgspec.json.encode(rest)),
    )


def write_warc(archive: Archive, out: BinaryIO, ids: Iterable[str] | None = None) -> int:
    """Write versions as a WARC with a packed record each; the number of versions written."""
    from takhrij.archive.web_archive import write_records

    return sum(1 for _ in write_records(out, stored_versions(archive, ids)))


def write_wacz(archive: Archive, out: BinaryIO, ids: Iterable[str] | None = None) -> int:
    """Write versions as a WACZ; the number of versions written."""
    from takhrij.archive.web_archive import write_package

    return write_package(out, stored_versions(archive, ids))


WRITERS = {"jsonl": write_jsonl, "warc": write_warc, "wacz": write_wacz}


def format_of(name: str) -> str:
    """The format a file name asks for. Raises ArchiveError where its ending is none of them."""
    lower = name.lower()
    if lower.endswith((".warc", ".warc.gz")):
        return "warc"
    for ending in ("wacz", "jsonl"):
        if lower.endswith(f".{ending}"):
            return ending
    raise ArchiveError("unknown-format", f"the ending of {name} tells no format", "Give --format jsonl, warc or wacz.")
