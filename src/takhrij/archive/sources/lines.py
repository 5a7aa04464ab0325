"""JSON Lines: one article a line, as `takhrij annotate` takes them; and its text as a page where it is HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from takhrij.archive.sources.clean import build
from takhrij.archive.sources.feeds import web_address
from takhrij.archive.sources.item import Item, failed, too_large
from takhrij.archive.sources.streams import open_stream, read_lines
from takhrij.errors import ReadError
from takhrij.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from takhrij.archive.sources.item import Found
    from takhrij.model import Reading

_NEXT = 'Write one JSON object a line, with its text under "text".'


class Line(Struct, frozen=True, kw_only=True):
    """What of a line is used; other keys are left alone."""

    id: str | int | None = None
    lang: str | None = None
    title: str | None = None
    published: str | int | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    text: str | None = None
    html: str | None = None
    seen: str | None = None
    schema: str | None = None


_decoder = msgspec.json.Decoder(Line)


def read_jsonl(path: Path, source: str) -> Iterator[Found]:
    """The articles of a file, packed or not; a broken line is told in its place."""
    with path.open("rb") as raw:
        place = 0
        try:
            for place, line in enumerate(read_lines(open_stream(raw)), 1):
                if line is None:
                    yield too_large(source, place)
                elif line.strip():
                    yield _found(line.strip(), source, place)
        except ReadError as e:
            yield failed(source, place + 1, e.code, e.message, e.next_step)


def _found(line: bytes, source: str, place: int) -> Found:
    try:
        given = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as e:
        return failed(source, place, "malformed-line", f"the line cannot be read: {e}", _NEXT)
    if given.schema == "takhrij-archive/1":
        message = "the line is an export of an archive"
        return failed(source, place, "is-an-export", message, "Use: takhrij archive import.")
    if not (given.text or given.html):
        return failed(source, place, "missing-text", "the line has no text", _NEXT)
    return Item(
        source=source,
        place=place,
        form="line",
        how="jsonl",
        data=line,
        name=f"{source}#{place if given.id is None else given.id}",
        url=web_address(given.url or ""),
        seen=given.seen,
        media_type="application/json",
    )


def read_line(item: Item, packs: Path | None) -> Reading:
    """The article of a line. Clean text is taken as it stands, HTML is read as a page."""
    given = _decoder.decode(item.data or b"")
    published = None if given.published is None else str(given.published)
    if given.text is None:
        html = (given.html or "").encode("utf-8", "replace")
        return read(html, name="page.html", url=item.url, published=published, language=given.lang or None, packs=packs)
    return build(
        given.text,
        origin="jsonl",
        title=given.title or "",
        published=published,
        bylines=(given.author,) if given.author else (),
        outlet=given.outlet,
        url=item.url,
        language=given.lang or None,
        packs=packs,
    )
