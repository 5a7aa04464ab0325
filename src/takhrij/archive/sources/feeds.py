"""RSS and Atom feeds and sitemaps, as files: the articles they hold, the addresses of those they only name."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from lxml import etree
from msgspec import structs

from takhrij.archive.sources import pieces, wordpress
from takhrij.archive.sources.clean import build
from takhrij.archive.sources.fragment import paragraphs_of
from takhrij.archive.sources.item import Item, Pointer, failed, too_large
from takhrij.archive.sources.streams import open_stream
from takhrij.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from takhrij.archive.sources.item import Context, Found
    from takhrij.archive.sources.pieces import Head
    from takhrij.model import Reading

_WHOLE = 600  # letters from which on a description is taken for the article, not for a teaser
_CONTENT = 200  # the same for what is called content
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xml(path: Path, source: str) -> Iterator[Found]:
    """Everything a feed, a sitemap or a WordPress export holds."""
    with path.open("rb") as raw:
        try:
            head, records = pieces.cut(open_stream(raw))
            is_export = b"wordpress.org/export" in head.data
            context = wordpress.read_head(head) if is_export else _context(head)
            for place, data in enumerate(records, 1):
                if data is None:
                    yield too_large(source, place)
                elif is_export:
                    yield from wordpress.find_posts(data, context, source, place)
                else:
                    yield _found(data, context, source, place)
        except ReadError as e:
            yield failed(source, None, e.code, e.message, e.next_step)


def _context(head: Head) -> Context:
    """What the head of a feed says: the name of the site, its language."""
    root = pieces.head_element(head)
    channel = root if root is None else next(pieces.children(root, "channel"), root)
    if channel is None:
        return head.context
    language = pieces.short_language(channel.get(_LANG) or pieces.value(channel, "language"))
    return structs.replace(head.context, outlet=pieces.value(channel, "title")[:200] or None, language=language)


def _found(data: bytes, context: Context, source: str, place: int) -> Found:
    """An article in a record, or the address of one."""
    try:
        element = pieces.parse(data, context)
    except ReadError as e:
        return failed(source, place, e.code, e.message, e.next_step)
    url = link_of(element)
    title = pieces.value(element, "title")
    if len(_content(element)) >= _CONTENT and etree.QName(element).localname.lower() in ("item", "entry"):
        return Item(
            source=source,
            place=place,
            form="entry",
            how="feed",
            data=data,
            name=f"{source}#{place}",
            url=url,
            media_type="application/xml",
            context=context,
        )
    if url is None:
        return failed(
            source, place, "no-address", "the record has neither text nor address", "Give the article itself."
        )
    date = iso_date(pieces.value(element, "pubdate", "published", "updated", "date", "publication_date", "lastmod"))
    return Pointer(source=source, place=place, url=url, title=title, date=date)


def read_entry(item: Item, packs: Path | None) -> Reading:
    """The article in an entry of a feed. Raises ReadError where it has no text."""
    element = pieces.parse(item.data or b"", item.context)
    authors = [
        pieces.value(a, "name") or "".join(a.itertext()).strip() for a in pieces.children(element, "creator", "author")
    ]
    return build(
        "\n\n".join(paragraphs_of(_content(element))),
        origin="feed",
        title=" ".join(pieces.value(element, "title").split()),
        published=iso_date(pieces.value(element, "pubdate", "published", "date", "issued", "updated")),
        bylines=tuple(dict.fromkeys(a for a in authors if a)),
        outlet=item.context.outlet,
        url=item.url,
        language=item.context.language,
        packs=packs,
    )


def _content(element: Any) -> str:
    """The HTML of the article, or "" where the record only names it."""
    for child in pieces.children(element, "encoded", "content"):
        text = _html(child)
        if len(text) >= _CONTENT:
            return text
    for child in pieces.children(element, "description", "summary"):
        text = _html(child)
        if len(text) >= _WHOLE:
            return text
    return ""


def _html(element: Any) -> str:
    """Content as HTML: spelled out as elements (Atom's xhtml) or as text."""
    if len(element):
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return element.text or ""


def link_of(element: Any) -> str | None:
    """The address of what a record describes."""
    for child in pieces.children(element, "link"):
        if child.get("rel", "alternate") == "alternate" and (found := child.get("href") or (child.text or "").strip()):
            return web_address(found)
    for child in pieces.children(element, "guid", "id", "loc"):
        if child.get("isPermaLink", "true") != "false" and (found := web_address(child.text or "")):
            return found
    return None


def web_address(text: str) -> str | None:
    """The text where it is an http or https address."""
    text = text.strip()
    return text if text.lower().startswith(("http://", "https://")) and len(text) < 4000 else None


def iso_date(text: str) -> str | None:
    """An ISO time or day from one, or from the form of e-mail headers; None where it is neither."""
    text = text.strip()
    if not text:
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        pass
    else:
        return text
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
