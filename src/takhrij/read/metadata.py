"""Gather what a page says about its article, place by place, before anything is decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from takhrij.model import Evidence
from takhrij.packs import loader
from takhrij.read.linked import Linked, read_linked

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

# What is longer is no title and no name.
_LONGEST = 1000
_BLANK = re.compile(r"\s+")
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|^@")


class Clues(Struct, kw_only=True):
    """Evidence for each value, surest first, as the page writes it."""

    linked: Linked
    titles: list[Evidence]
    published: list[Evidence]
    authors: list[Evidence]
    outlets: list[Evidence]
    languages: list[Evidence]
    url: str | None
    canonical: str | None
    head_title: str


def gather(root: Element, url: str | None) -> Clues:
    """Read JSON-LD, meta elements, links and <title>."""
    linked = read_linked(root)
    named = _metas(root)
    names = loader.page_markup().meta
    titles, published, authors, outlets = (
        [Evidence(origin="json-ld", value=v) for v in values if len(v) <= _LONGEST]
        for values in (linked.titles, linked.published, linked.authors, linked.outlets)
    )
    titles += _from_metas(named, names.title)
    published += _from_metas(named, names.published)
    authors += [e for e in _from_metas(named, names.author) if not _ADDRESS.match(e.value)]
    outlets = [*_from_metas(named, names.outlet[:1]), *outlets, *_from_metas(named, names.outlet[1:])]
    outlets += [Evidence(origin="json-ld", value=t) for t in linked.sites]
    languages = [Evidence(origin="html", value=v) for v in _languages(root)]
    languages += _from_metas(named, names.language) + [Evidence(origin="json-ld", value=v) for v in linked.languages]
    canonical = next(
        (
            h
            for link in root.iter("link")
            if "canonical" in (link.get("rel") or "").lower() and (h := link.get("href", "").strip())
        ),
        None,
    )
    own = next((e.value for e in _from_metas(named, names.url)), None) or linked.url
    return Clues(
        linked=linked,
        titles=titles,
        published=published,
        authors=authors,
        outlets=outlets,
        languages=languages,
        url=url,
        canonical=_absolute(canonical or own, url or own),
        head_title=_head_title(root),
    )


def _metas(root: Element) -> dict[str, list[str]]:
    """Contents of the meta elements by lower-case name."""
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = _BLANK.sub(" ", meta.get("content") or "").strip()
        if 0 < len(content) <= _LONGEST:
            for key in ("property", "name", "itemprop", "http-equiv"):
                name = meta.get(key)
                if name:
                    named.setdefault(name.strip().lower(), []).append(content)
                    break
    return named


def _from_metas(named: dict[str, list[str]], names: tuple[str, ...]) -> list[Evidence]:
    return [
        Evidence(origin="opengraph" if name.startswith(("og:", "article:")) else "meta", value=value)
        for name in names
        for value in named.get(name, ())
    ]


def _languages(root: Element) -> list[str]:
    html = root if root.tag == "html" else root.getroottree().getroot()
    found = [html.get("lang") or html.get("{http://www.w3.org/XML/1998/namespace}lang") or html.get("xml:lang")]
    body = root.find("body")
    if body is not None:
        found.append(body.get("lang"))
    return [v for v in found if v]


def _head_title(root: Element) -> str:
    for title in root.iter("title"):
        parent = title.getparent()
        if parent is None or parent.tag != "svg":
            text = _BLANK.sub(" ", title.text_content()).strip()
            return text if len(text) <= _LONGEST else ""
    return ""


def _absolute(address: str | None, base: str | None) -> str | None:
    """A web address in full; None for anything else."""
    if not address:
        return None
    try:
        full = urljoin(base or "", address.strip())
        parts = urlsplit(full)
    except ValueError:
        return None
    return full if parts.scheme in ("http", "https") and parts.netloc else None


def host_of(address: str | None) -> str:
    """Host of a web address without "www.", empty where there is none."""
    if not address:
        return ""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")
