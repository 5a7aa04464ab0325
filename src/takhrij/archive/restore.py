"""Restore what `archive export` wrote as JSON Lines: entries, versions and sightings as they were.

What is there already stays as it is, so an interrupted import is simply run again.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import zlib
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from takhrij.archive.export import SCHEMA, Line
from takhrij.archive.ingest import Outcome
from takhrij.archive.prepare import Prepared, Rest, day_range, outlet_key, unpack_analysis
from takhrij.archive.records import Added, Failed, Sighting
from takhrij.archive.sources.item import LARGEST, failed, too_large
from takhrij.archive.sources.streams import open_stream, read_lines, sample
from takhrij.archive.words import index_words
from takhrij.errors import ReadError
from takhrij.model import Article
from takhrij.parallel import cores, ordered_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from takhrij.archive.store import Archive

_BATCH = 32
_LONGEST = 6 * LARGEST  # of a line: bytes as base64, article and analysis
_NEXT = "Export the archive again."
_decoder = msgspec.json.Decoder(Line)


class _Given(NamedTuple):
    place: int
    line: bytes | None


class _Ready(NamedTuple):
    """A version, its sightings, and when the entry was removed."""

    place: int
    version: Prepared
    number: int
    sightings: tuple[Sighting, ...]
    removed: str | None


def is_export(path: Path) -> bool:
    """Tell whether a file begins as an export does."""
    with path.open("rb") as raw:
        return f'"{SCHEMA}"'.encode() in sample(raw, 64)


def restore(archive: Archive, path: Path, *, jobs: int | None = None) -> Iterator[Outcome]:
    """Restore every line of an export; an outcome for each, in order, once it is safe."""
    source = str(path)
    with path.open("rb") as raw:
        lines = _numbered(read_lines(open_stream(raw), _LONGEST))
        ready = ordered_map(
            partial(_ready, source=source), lines, jobs=jobs or cores(), batch=4, lost=partial(_lost, source=source)
        )
        batch: list[_Ready | Failed] = []
        try:
            for one in ready:
                batch.append(one)
                if len(batch) == _BATCH:
                    yield from _store(archive, batch, source)
                    batch = []
        except ReadError as e:
            batch.append(failed(source, None, e.code, e.message, e.next_step))
        yield from _store(archive, batch, source)


def _numbered(lines: Iterable[bytes | None]) -> Iterator[_Given]:
    return (_Given(number, line) for number, line in enumerate(lines, 1) if line is None or line.strip())


def _lost(given: _Given, source: str) -> _Ready | Failed:
    return failed(source, given.place, "process-ended", "reading the line ended the process", _NEXT)


def _ready(given: _Given, source: str) -> _Ready | Failed:
    """One line, checked: its bytes are those its SHA-256 names, its article and analysis are whole."""
    if given.line is None:
        return too_large(source, given.place)
    try:
        line = _decoder.decode(given.line)
        if line.schema != SCHEMA:
            return failed(source, given.place, "unknown-schema", f"the line is no {SCHEMA}", _NEXT)
        data = base64.b64decode(line.bytes, validate=True)
        if hashlib.sha256(data).hexdigest() != line.sha256:
            return failed(source, given.place, "digest-mismatch", "the bytes are not what their SHA-256 says", _NEXT)
        return _Ready(given.place, _version(line, data), line.version, line.sightings, line.removed)
    except (msgspec.DecodeError, UnicodeDecodeError, binascii.Error, ValueError) as e:
        return failed(source, given.place, "malformed-line", f"the line cannot be read: {e}", _NEXT)


def _version(line: Line, data: bytes) -> Prepared:
    article = msgspec.json.decode(line.article, type=Article)
    packed, rest = zlib.compress(bytes(line.article), 6), zlib.compress(bytes(line.rest), 6)
    if line.analysed:
        unpack_analysis(packed, rest)
    else:
        msgspec.json.decode(line.rest, type=Rest)
    if not line.sightings or not line.key:
        message = "it has no key or was never seen"
        raise ValueError(message)
    first, last = day_range(article.published)
    return Prepared(
        key=line.key,
        url=line.url,
        name=line.name,
        how=line.sightings[0].how,
        seen=line.sightings[0].seen,
        sha256=line.sha256,
        size=len(data),
        packed=zlib.compress(data, 6),
        media_type=line.media_type,
        headers=None if line.headers is None else base64.b64decode(line.headers, validate=True),
        article=packed,
        rest=rest,
        analysed=line.analysed,
        title_words=index_words(article.title),
        body_words=index_words(article.text),
        words=len(article.text.split()),
        title=article.title.replace("\0", ""),
        outlet=article.outlet,
        outlet_id=outlet_key(article.outlet, line.url),
        language=article.language,
        published=article.published,
        day_from=first,
        day_to=last,
        added=line.added,
    )


def _store(archive: Archive, batch: list[_Ready | Failed], source: str) -> list[Outcome]:
    """Store a batch; when this returns it is on disk."""
    with archive.database.writing():
        return [
            Outcome(source=source, place=one.place, failed=one)
            if isinstance(one, Failed)
            else Outcome(source=source, place=one.place, added=_put(archive, one))
            for one in batch
        ]


def _put(archive: Archive, one: _Ready) -> Added:
    return archive.restore(one.version, one.number, one.sightings, one.removed)
