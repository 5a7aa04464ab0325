"""The paragraphs of a piece of HTML that is all article: the content of a feed entry or a post."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from takhrij.read.dom import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_SKIPPED = frozenset(
    ("button", "figcaption", "form", "head", "iframe", "noscript", "script", "style", "svg", "template")
)
_BREAK = "\u2029"
_EDGE = re.compile(_BREAK)
_GAP = re.compile(rf"{_BREAK}|\n[ \t\r]*\n")
_SHORTCODE = re.compile(
    r"\[caption\b[^\]]{0,500}\].{0,2000}?\[/caption\]"
    r"|\[/?(?:gallery|embed|audio|video|playlist)\b[^\]]{0,500}\]",
    re.DOTALL,
)


def paragraphs_of(html: str, *, breaks: bool = False) -> list[str]:
    """Paragraphs in order. With `breaks` (WordPress) blank lines part them too, and shortcodes are left out."""
    if breaks:
        html = _SHORTCODE.sub(" ", html)
    if not html.strip():
        return []
    tree, _ = parse(f"<html><body>{html}</body></html>")
    text = "".join(_texts(tree))
    parts = (_GAP if breaks else _EDGE).split(text)
    return [line for part in parts if (line := " ".join(part.split()))]


def _texts(tree: Any) -> Iterator[str]:
    """Text of the tree with a mark at each edge of a block; two line breaks in a row are one."""
    skip = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skip += tag in _SKIPPED
            if tag in _BLOCKS:
                yield _BREAK
            elif tag == "br" and not skip:
                yield _BREAK if _is_break(element) else "\n"
            if not skip and element.text:
                yield element.text
        else:
            skip -= tag in _SKIPPED
            if tag in _BLOCKS:
                yield _BREAK
            if not skip and element.tail:
                yield element.tail


def _is_break(element: Any) -> bool:
    """Tell whether this is the second of two line breaks."""
    before = element.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()
