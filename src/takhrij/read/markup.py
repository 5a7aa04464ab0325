"""Tell what an element is by its class names and id, with the patterns of `common/page.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from takhrij.packs import loader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement as Element

_EDGE = re.compile(r"[\s_:./-]+|(?<=[a-z])(?=[A-Z])")
_LONG = 300
_TAG_KINDS = {
    "nav": "menu",
    "footer": "footer",
    "aside": "sidebar",
    "figcaption": "caption",
    "button": "button",
    "label": "button",
    "form": "form",
    "dialog": "notice",
    "figure": "caption",
    "menu": "menu",
    "time": "date",
}
_ROLE_KINDS = {
    "navigation": "menu",
    "contentinfo": "footer",
    "complementary": "sidebar",
    "banner": "menu",
    "search": "menu",
    "dialog": "notice",
    "alertdialog": "notice",
    "alert": "notice",
    "menu": "menu",
    "menubar": "menu",
    "tablist": "menu",
}
_NEVER = frozenset(("html", "body", "main", "h1"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAXONOMY = re.compile(
    r"^(?:tag|category|cat|topic|section|author|format|status|type|post|postid|page|parent|template)-", re.IGNORECASE
)


@lru_cache(maxsize=100_000)
def label(names: str) -> str:
    """Write class names and an id as lower-case words between hyphens: `-entry-meta-author-`; long lists are cut."""
    return "-" + "-".join(w for w in _EDGE.split(names[:_LONG]) if w).lower() + "-"


def pattern_source(patterns: Iterable[str]) -> str:
    """Regular expression for patterns of `common/page.toml`, to be searched in a label."""
    parts = (p.replace(" ", "-").replace("*", "[^-]*") for p in patterns)
    return "(?<=-)(?:" + "|".join(parts) + ")(?=-)"


@cache
def _kinds() -> re.Pattern[str]:
    kinds = loader.page_markup().kinds
    return re.compile("|".join(f"(?P<k{i}>{pattern_source(k.patterns)})" for i, k in enumerate(kinds)))


@cache
def _kind_names() -> tuple[str, ...]:
    return tuple(k.name for k in loader.page_markup().kinds)


@lru_cache(maxsize=50_000)
def kind_of(names: str) -> str | None:
    """Kind of furniture the class names and id tell, the earliest of the pack's kinds; None where they tell none."""
    best: int | None = None
    for m in _kinds().finditer(label(names)):
        index = int((m.lastgroup or "k0")[1:])
        if best is None or index < best:
            best = index
    return None if best is None else _kind_names()[best]


def without_taxonomy(names: str) -> str:
    """Class names less those that carry the article's own topic words, such as `tag-menu` or `category-footer`."""
    return " ".join(w for w in names.split() if not _TAXONOMY.match(w))


@cache
def content_names(which: str) -> re.Pattern[str]:
    """Pattern for labels of elements that hold the article: `sure`, `maybe` or `lead`."""
    return re.compile(pattern_source(getattr(loader.page_markup().content, which)))


@lru_cache(maxsize=50_000)
def has_content_name(names: str, which: str) -> bool:
    """Tell whether class names or id are those of an element that holds the article."""
    return content_names(which).search(label(names)) is not None


def own_kind(element: Element, tag: str, names: str) -> str | None:
    """Kind of furniture that an element's names, role or tag tell, names first; None where they tell none."""
    if tag in _NEVER:
        return None
    if tag == "article" or "hentry" in names or "type-post" in names:
        names = without_taxonomy(names)
    kind = kind_of(names) if len(names) > 1 else None
    if kind is None:
        kind = _ROLE_KINDS.get(element.get("role", "")) or _TAG_KINDS.get(tag)
        if kind is None and (element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))):
            kind = "hidden"
    elif tag == "a" and kind in ("related", "sidebar", "tags", "meta", "byline", "date"):
        return None
    return kind
