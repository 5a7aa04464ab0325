"""Read JSON-LD, microdata's younger sibling: what the page says about itself in schema.org's words."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from takhrij.packs import loader
from takhrij.read.decode import whole

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

Thing = dict[str, Any]
MAX_SIZE = 2_000_000
MAX_THINGS = 5000
_WRAP = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
_COMMA = re.compile(r",(\s*[}\]])")
_CLASS = re.compile(r"[.#]([\w-]+)")
_TAGS = re.compile(r"<[^<>]*>")


class Linked(Struct, frozen=True, kw_only=True):
    """What JSON-LD tells of the article; empty where it tells nothing."""

    titles: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    url: str | None = None
    body: str = ""
    comments: tuple[Thing, ...] = ()
    walled: frozenset[str] = frozenset()
    is_live: bool = False


def read_linked(root: Element) -> Linked:
    """Gather what the page's JSON-LD blocks say; blocks that are no JSON are passed over."""
    things: list[Thing] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            things += _things(script.text or "")
    return _gather(things[:MAX_THINGS])


def _things(text: str) -> list[Thing]:
    if len(text) > MAX_SIZE:
        return []
    text = _WRAP.sub("", text)
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        try:
            value = json.loads(_COMMA.sub(r"\1", text).rstrip("; \n\t"), strict=False)
        except (ValueError, RecursionError):
            return []
    out: list[Thing] = []
    queue = deque([value])
    while queue and len(out) < MAX_THINGS:
        item = queue.popleft()
        if isinstance(item, list):
            queue += item
        elif isinstance(item, dict):
            out.append(item)
            queue += [
                v
                for k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "isPartOf")
                for v in [item.get(k)]
                if isinstance(v, list | dict)
            ]
    return out


def _types(thing: Thing) -> list[str]:
    kind = thing.get("@type", "")
    return [str(k).lower().rpartition("/")[2] for k in (kind if isinstance(kind, list) else [kind])]


def _gather(things: list[Thing]) -> Linked:
    schema = loader.page_markup().schema
    known = {t["@id"]: t for t in things if isinstance(t.get("@id"), str) and len(t) > 1}
    articles = [t for t in things if any(k in schema.articles for k in _types(t))]
    articles = [
        a for a in articles if a.get("headline") or a.get("datePublished") or a.get("articleBody") or a.get("author")
    ][:1]
    pages = [t for t in things if any(k in schema.pages for k in _types(t))][:2]
    sites = [t for t in things if "website" in _types(t)]
    houses = [
        t
        for t in things
        if any(k in ("organization", "newsmediaorganization", "corporation", "company") for k in _types(t))
    ]
    main = articles or pages[:1]
    return Linked(
        titles=tuple(
            filter(None, (text_of(a.get(k)) for a in main for k in ("headline", "name", "alternativeHeadline")))
        ),
        published=tuple(
            filter(
                None,
                (
                    text_of(a.get(k))
                    for a in (*articles, *pages)
                    for k in ("datePublished", "uploadDate", "dateCreated")
                ),
            )
        ),
        authors=tuple(dict.fromkeys(n for a in main for k in ("author", "creator") for n in _names(a.get(k), known))),
        outlets=tuple(
            dict.fromkeys(n for a in main for k in ("publisher", "sourceOrganization") for n in _names(a.get(k), known))
        ),
        sites=tuple(dict.fromkeys(n for t in (*sites, *houses) for n in _names(t, known))),
        languages=tuple(filter(None, (text_of(a.get("inLanguage")) for a in (*main, *sites)))),
        url=next(filter(None, (text_of(a.get("url")) for a in main)), None),
        body=max((text_of(a.get("articleBody") or a.get("text"), breaks=True) for a in main), key=len, default=""),
        comments=tuple(c for a in main for c in _listed(a.get("comment")) if isinstance(c, dict)),
        walled=frozenset(
            name
            for t in things
            if "webpageelement" in _types(t)
            for selector in _listed(t.get("cssSelector"))[:20]
            if isinstance(selector, str)
            for name in _CLASS.findall(selector)
        ),
        is_live=any("liveblogposting" in _types(a) for a in main),
    )


def text_of(value: object, *, breaks: bool = False) -> str:
    """Text of a JSON-LD value; its tags and character references are resolved, blanks made single unless `breaks`."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("@id") or ""
    if not isinstance(value, str):
        return ""
    value = whole(html.unescape(_TAGS.sub(" ", html.unescape(value))))
    return value.strip() if breaks else " ".join(value.split())


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _names(value: object, known: dict[str, Thing]) -> list[str]:
    """Names in an author or publisher value: a string, a thing, a reference to one, or a list of these."""
    out: list[str] = []
    for item in _listed(value)[:50]:
        if isinstance(item, str):
            out.append(text_of(item))
        elif isinstance(item, dict):
            full = item if item.get("name") else known.get(str(item.get("@id", "")), item)
            out += [text_of(name) for name in _listed(full.get("name"))[:20]]
    return [n for n in out if n]
