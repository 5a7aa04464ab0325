"""Posts and pages of a WordPress export (WXR), with their readers' comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import structs

from takhrij.archive.sources import pieces
from takhrij.archive.sources.clean import build
from takhrij.archive.sources.fragment import paragraphs_of
from takhrij.archive.sources.item import Context, Item, Passed, failed
from takhrij.errors import ReadError
from takhrij.model import Comment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from takhrij.archive.sources.item import Found
    from takhrij.archive.sources.pieces import Head
    from takhrij.model import Reading

_KINDS = ("post", "page", "")
_MOST_AUTHORS = 5000


def read_head(head: Head) -> Context:
    """The name of the site, its language, and the names of its authors by their logins."""
    root = pieces.head_element(head)
    channel = next(pieces.children(root, "channel"), None) if root is not None else None
    if channel is None:
        return head.context
    authors = {
        pieces.value(author, "author_login"): pieces.value(author, "author_display_name")
        for author in list(pieces.children(channel, "author"))[:_MOST_AUTHORS]
    }
    return structs.replace(
        head.context,
        outlet=pieces.value(channel, "title")[:200] or None,
        language=pieces.short_language(pieces.value(channel, "language")),
        authors={login: name for login, name in authors.items() if login and name},
    )


def find_posts(data: bytes, context: Context, source: str, place: int) -> Iterator[Found]:
    """The post in a record; drafts, attachments and menus are passed by."""
    try:
        element = pieces.parse(data, context)
    except ReadError as e:
        yield failed(source, place, e.code, e.message, e.next_step)
        return
    kind, status = pieces.value(element, "post_type"), pieces.value(element, "status")
    if kind not in _KINDS or status not in ("publish", ""):
        yield Passed(source=source, place=place, reason=f"status {status}" if kind in _KINDS else f"type {kind}")
        return
    link = pieces.value(element, "link")
    yield Item(
        source=source,
        place=place,
        form="post",
        how="wordpress",
        data=data,
        name=f"{source}#{pieces.value(element, 'post_id') or place}",
        url=link if link.lower().startswith(("http://", "https://")) else None,
        media_type="application/xml",
        context=context,
    )


def read_post(item: Item, packs: Path | None) -> Reading:
    """The article of a post, with its comments. Raises ReadError where it has no text."""
    element = pieces.parse(item.data or b"", item.context)
    login = pieces.value(element, "creator")
    author = item.context.authors.get(login, login)
    content = next((c for c in pieces.children(element, "encoded") if "content" in c.nsmap.get(c.prefix, "")), None)
    return build(
        "\n\n".join(paragraphs_of("".join(content.itertext()) if content is not None else "", breaks=True)),
        origin="wordpress",
        title=" ".join(pieces.value(element, "title").split()),
        published=_time(pieces.value(element, "post_date_gmt"), "Z") or _time(pieces.value(element, "post_date")),
        bylines=(author,) if author else (),
        outlet=item.context.outlet,
        url=item.url,
        language=item.context.language,
        comments=tuple(_comments(element)),
        packs=packs,
    )


def _comments(element: Any) -> Iterator[Comment]:
    """Approved comments of readers; those of other sites that link here (pingbacks) are none."""
    for one in pieces.children(element, "comment"):
        if pieces.value(one, "comment_approved") != "1" or pieces.value(one, "comment_type") not in ("", "comment"):
            continue
        parent = pieces.value(one, "comment_parent")
        yield Comment(
            id=pieces.value(one, "comment_id"),
            author=pieces.value(one, "comment_author") or None,
            date=_time(pieces.value(one, "comment_date_gmt"), "Z") or _time(pieces.value(one, "comment_date")),
            text="\n".join(paragraphs_of(pieces.value(one, "comment_content"), breaks=True)),
            parent=parent if parent not in ("", "0") else None,
        )


def _time(text: str, zone: str = "") -> str | None:
    """An ISO time from `2021-05-10 03:00:00`; None for the zeros that WordPress writes where it knows none."""
    day, _, clock = text.strip().partition(" ")
    return f"{day}T{clock}{zone}" if day and clock and not day.startswith("0000") else None
