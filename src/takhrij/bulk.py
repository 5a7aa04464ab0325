"""Trace many clean texts: one JSON record a line in, one result by the contract a line out."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, Struct, structs

from takhrij.arguments import checked_published
from takhrij.errors import TakhrijError, UsageError
from takhrij.model import Analysis, FailedInput, Warn
from takhrij.parallel import cores, ordered_map
from takhrij.pipeline import analyse, failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

MAX_LINE = 64 * 1024 * 1024
BATCH = 16


class Record(Struct, kw_only=True):
    """A line of the input. Other keys are ignored; null is as absent, except for `id` and `text`, which are needed.

    `lang` is a language code; where it is absent the language is told from the text. `published` is an ISO day or time,
    or a year or month; `text` is taken as it stands and every offset refers to it.
    """

    id: str | int | None = None
    text: str | None = None
    lang: str | None = None
    title: str | None = None
    published: str | int | None = None
    outlet: str | None = None
    url: str | None = None


class _Named(Struct):
    """The id of a line, whatever else is wrong with it."""

    id: str | int | None = None


class _Numbered(Struct, frozen=True):
    """A raw line and its number; a line with an id that was there before is known by `repeated`."""

    number: int
    line: bytes
    repeated: bool = False


_record = msgspec.json.Decoder(Record)
_only_id = msgspec.json.Decoder(_Named)
_encoder = msgspec.json.Encoder()


def annotate(
    records: Iterable[Mapping[str, Any]], *, jobs: int = 1, packs: Path | None = None
) -> Iterator[Analysis | FailedInput]:
    """Trace clean texts, in order: records are mappings as in the lines that `takhrij annotate` reads.

    A record that fails gives a FailedInput in its place. With `jobs` above 1 the work is done in that many processes.
    """
    lines = (_encoder.encode(record) for record in records)
    yield from ordered_map(partial(_traced, packs=packs), _numbered(lines), jobs=jobs, batch=BATCH, lost=_lost)


def annotate_lines(lines: Iterable[bytes], *, jobs: int | None = None, packs: Path | None = None) -> Iterator[bytes]:
    """The same on encoded lines; gives encoded results without line breaks. Blank lines are skipped.

    `jobs` None means one process a core. Memory does not grow with the input but for the hashes of the ids.
    """
    work = partial(_traced_line, packs=packs)
    yield from ordered_map(work, _numbered(lines), jobs=jobs or cores(), batch=BATCH, lost=_lost_line)


def is_failure(result: bytes) -> bool:
    """Tell whether an encoded result is an error line, without decoding it: in text every quotation mark is escaped."""
    return b'"error":{"code":' in result


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of a stream without their ends; what runs over `MAX_LINE` is cut off, so that it fails as malformed."""
    while line := stream.readline(MAX_LINE):
        rest = line
        while rest and not rest.endswith(b"\n") and len(rest) == MAX_LINE:
            rest = stream.readline(MAX_LINE)
        yield line.rstrip(b"\r\n")


def _numbered(lines: Iterable[bytes]) -> Iterator[_Numbered]:
    """Number the lines from 1 and mark those whose id was there before."""
    seen: set[bytes] = set()
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line.strip():
            continue
        found = _id_of(line)
        digest = None if found is None else hashlib.blake2b(str(found).encode(), digest_size=16).digest()
        yield _Numbered(number, line, digest in seen)
        if digest is not None:
            seen.add(digest)


def _id_of(line: bytes) -> str | None:
    """The id of a line, None where the line is no JSON object with a usable one."""
    try:
        found = _only_id.decode(line).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return None if found is None else str(found)


def _traced_line(given: _Numbered, packs: Path | None) -> bytes:
    return _encoder.encode(_traced(given, packs))


def _traced(given: _Numbered, packs: Path | None) -> Analysis | FailedInput:
    """Trace one line; whatever goes wrong with it becomes the result in its place."""
    try:
        return _analysed(given, packs)
    except Exception as e:  # noqa: BLE001 - one failed line never stops the others
        return _failed(given, e)


def _analysed(given: _Numbered, packs: Path | None) -> Analysis:
    from takhrij.read import read_clean

    try:
        record = _record.decode(given.line)
    except (msgspec.DecodeError, UnicodeDecodeError) as e:
        raise UsageError("malformed-line", f"line {given.number}: {e}", "Write one JSON object a line.") from e
    if record.id is None:
        raise UsageError("missing-id", f"line {given.number} has no id", "Give each line an id of its own.")
    if given.repeated:
        raise UsageError("repeated-id", f"line {given.number}: id {record.id!r} was there before", "Use each id once.")
    if record.text is None:
        raise UsageError("missing-text", f"line {given.number} has no text", "Put the article's text under `text`.")
    published, warnings = _published(record.published)
    reading = read_clean(
        record.text,
        id=str(record.id),
        title=record.title or "",
        published=published,
        outlet=record.outlet,
        url=record.url,
        language=record.lang or None,
        packs=packs,
    )
    reading = structs.replace(reading, warnings=(*reading.warnings, *warnings))
    return structs.replace(analyse(reading, packs), id=str(record.id))


def _published(value: str | int | None) -> tuple[str | None, tuple[Warn, ...]]:
    """The date, or a warning where it cannot be read: a text is not left untraced for its date."""
    try:
        return checked_published(None if value is None else str(value)), ()
    except TakhrijError as e:
        return None, (Warn(code=e.code, message=f"{e.message}; it was left out"),)


def _failed(given: _Numbered, error: Exception) -> FailedInput:
    known = _id_of(given.line)
    return FailedInput(id=UNSET if known is None else known, error=failure(error))


def _lost(given: _Numbered) -> FailedInput:
    return _failed(given, MemoryError("the process that read this line was ended"))


def _lost_line(given: _Numbered) -> bytes:
    return _encoder.encode(_lost(given))
