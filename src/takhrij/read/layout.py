"""Walk a page's tree once and write it down as two flat lists: elements, and pieces of running text.

A piece is what a reader sees as one paragraph, heading, list item or table row. Every element knows the range of pieces
inside it, so that questions about parts of the page are answered by intervals and prefix sums, in linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from takhrij.read import markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element  # noqa: TC004 - msgspec does not resolve it

_SKIP = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "embed",
        "select",
        "datalist",
        "head",
        "canvas",
        "audio",
        "video",
        "map",
        "math",
        "textarea",
        "input",
        "progress",
        "frameset",
    )
)
_BLOCK = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "button",
        "label",
        "option",
    )
)
# Attributes in which themes whose class names are made by machine say what an element is.
_NAMING = ("data-testid", "data-test-id", "data-component", "data-qa")
_IS_NAMED = etree.XPath("boolean(//*[" + " or ".join(f"@{key}" for key in _NAMING) + "])")
_BLANK = re.compile(r"\s+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
# Text longer than this without any element for paragraphs is taken as it was typed, with blank lines between them.
_UNMARKED = 1500
_SENTENCE_END = re.compile(r"[.!?\u061f:\u2026\u06d4][\"'\u201d\u2019\u00bb)\]]*$")
PROSE = 60
HEADLINE = 15
COMMENTS = "comments"
_NOT_ROUND_HEADS = frozenset(
    (
        "sidebar",
        "related",
        "notice",
        "caption",
        "share",
        "sign-up",
        "advertisement",
        "meta",
        "date",
        "byline",
        "tags",
        "most-read",
        "pull-quote",
    )
)
_SPECIFIC = frozenset(("tags", "share", "related", "author-box"))
_NO_TALK = frozenset(("related", "most-read"))
# A kind that covers more than this share of the page's prose was told by a misleading name.
MISLEADING = 0.5


class Node(Struct):
    """An element: its index among elements in document order is its place in `Page.nodes`.

    `parent` is such an index (-1 for the root), `first` and `last` delimit its pieces, `end` its descendants; `own` is
    the kind its tag, role and names tell, `kind` the kind that holds for it.
    """

    element: Element
    tag: str
    names: str
    parent: int
    first: int
    last: int = 0
    end: int = 0
    own: str | None = None
    kind: str | None = None


class Piece(Struct):
    """A paragraph of text: `node` its element, `linked` the characters inside links, `links` (text, address)."""

    text: str
    node: int
    linked: int
    links: tuple[tuple[str, str], ...] = ()
    kind: str | None = None


class Page:
    """The flat form of a parsed page."""

    def __init__(self, nodes: list[Node], pieces: list[Piece]) -> None:
        self.nodes = nodes
        self.pieces = pieces
        self.settle()

    def settle(self) -> None:
        """Hand kinds down, after names that would cover the article itself have been dismissed."""
        prose = [
            0,
            *accumulate(
                len(p.text) - p.linked if len(p.text) >= PROSE and p.linked * 2 < len(p.text) else 0
                for p in self.pieces
            ),
        ]
        comments = self._comment_mass(prose)
        heads = [
            i
            for i, n in enumerate(self.nodes)
            if n.tag == "h1" and n.first < n.last and len(self.pieces[n.first].text) >= HEADLINE
        ]
        limit = max((prose[-1] - comments) * MISLEADING, 2 * PROSE)
        for i, n in enumerate(self.nodes):
            if n.own and prose[n.last] - prose[n.first] > limit:
                if self._holds_head(i, heads) or n.own not in (COMMENTS, "comment-form", "footer"):
                    n.own = None
            elif n.own in _NOT_ROUND_HEADS and self._holds_head(i, heads):
                n.own = None
            above = self.nodes[n.parent].kind if n.parent >= 0 else None
            n.kind = _prevailing(above, n.own)
        for p in self.pieces:
            p.kind = self.nodes[p.node].kind
        self.clean = [
            0,
            *accumulate(
                len(p.text) - p.linked if p.kind is None and len(p.text) >= PROSE // 2 else 0 for p in self.pieces
            ),
        ]

    def _holds_head(self, index: int, heads: list[int]) -> bool:
        """Tell whether a headline stands in the element."""
        return bisect_left(heads, index) < bisect_left(heads, self.nodes[index].end)

    def _comment_mass(self, prose: list[int]) -> int:
        """Prose inside comment lists, each counted once."""
        total = at = 0
        for n in self.nodes:
            if n.own == COMMENTS and n.first >= at:
                total += prose[n.last] - prose[n.first]
                at = n.last
        return total

    def mass(self, node: Node) -> int:
        """Characters of clean running text in an element."""
        return self.clean[node.last] - self.clean[node.first]

    def text_of(self, node: Node, limit: int = 400) -> str:
        """Visible text of an element, pieces joined by line ends, cut after `limit` characters."""
        out: list[str] = []
        size = 0
        for p in self.pieces[node.first : node.last]:
            out.append(p.text)
            size += len(p.text)
            if size >= limit:
                break
        return "\n".join(out)

    def inside(self, index: int, outer: int) -> bool:
        """Tell whether the element at `index` is `outer` or stands in it."""
        return outer <= index < self.nodes[outer].end


def _prevailing(above: str | None, own: str | None) -> str | None:
    """Kind inside an element of kind `own` that stands in one of kind `above`."""
    if own is None or above is None:
        return own or above
    if above == "comment-form" or above in _NO_TALK:
        return above
    if (
        above in ("sidebar", "form", "meta")
        or own in ("comment-form", COMMENTS)
        or (above == "footer" and own in _SPECIFIC)
    ):
        return own
    return above


def lay_out(root: Element, walled: frozenset[str] = frozenset()) -> Page:
    """Walk the tree in document order; elements of the names in `walled` are parts of the article, behind a paywall."""
    walker = _Walker(walled, _NAMING if _IS_NAMED(root) else ())
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "end":
            walker.leave(element)
        elif not walker.enter(element):
            events.skip_subtree()
    walker.flush()
    if walker.nodes:
        walker.nodes[0].last = len(walker.pieces)
        walker.nodes[0].end = len(walker.nodes)
    for node in walker.nodes:
        node.last = min(node.last, len(walker.pieces))
    return Page(walker.nodes, walker.pieces)


class _Walker:
    """The state of the walk: open elements, and the text of the piece that is being gathered."""

    def __init__(self, walled: frozenset[str], naming: tuple[str, ...]) -> None:
        self.walled = walled
        self.naming = naming
        self.nodes: list[Node] = []
        self.pieces: list[Piece] = []
        self.stack: list[int] = []
        self.text: list[str] = []
        self.linked = 0
        self.links: list[tuple[str, str]] = []
        self.anchor: list[str] | None = None
        self.block = 0
        self.breaks = 0

    def enter(self, element: Element) -> bool:
        """Open an element; False where nothing inside is to be read."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIP:
            self.nodes.append(Node(element, "", "", -2, len(self.pieces)))
            self.stack.append(len(self.nodes) - 1)
            return False
        names = f"{element.get('class', '')} {element.get('id', '')}"
        for key in self.naming:
            if value := element.get(key):
                names += f" {value}"
        parent = next((i for i in reversed(self.stack)), -1)
        node = Node(element, tag, names, parent, 0)
        if tag in _BLOCK:
            self.flush()
        node.first = len(self.pieces)
        if not (self.walled and self.walled.intersection(names.split())):
            node.own = markup.own_kind(element, tag, names)
        self.nodes.append(node)
        self.stack.append(len(self.nodes) - 1)
        if tag in _BLOCK:
            self.block = len(self.nodes) - 1
        elif node.own in (COMMENTS, "comment-form", "related", "share", "advertisement", "caption"):
            self.flush()
            node.first = len(self.pieces)
            self.block = len(self.nodes) - 1
        elif tag == "a":
            self.anchor = []
        elif tag == "br":
            self._break()
        if node.own is not None:
            self._part()
        self.add(element.text)
        return True

    def leave(self, element: Element) -> None:
        """Close an element and take the text after it."""
        node = self.nodes[self.stack.pop()]
        tag = node.tag
        if tag == "a" and self.anchor is not None:
            text = _BLANK.sub(" ", "".join(self.anchor)).strip()
            if text:
                self.links.append((text, element.get("href", "")))
            self.anchor = None
        if tag in _BLOCK or self.nodes[self.block] is node:
            self.flush()
            self.block = self._open_block()
        node.last = len(self.pieces) + (1 if self.text else 0)
        node.end = len(self.nodes)
        if node.own is not None and not element.tail:
            self._part()
        self.add(element.tail)

    def _open_block(self) -> int:
        for i in reversed(self.stack):
            if self.nodes[i].tag in _BLOCK or self.nodes[i].own is not None:
                return i
        return 0

    def add(self, text: str | None) -> None:
        """Add characters to the piece."""
        if not text:
            return
        self.text.append(text)
        if self.anchor is not None:
            self.anchor.append(text)
            self.linked += len(text)
        if self.breaks and not text.isspace():
            self.breaks = 0

    def _part(self) -> None:
        """Put a blank beside an element of a line (a date, an author) that only its look sets apart."""
        if self.text and self.text[-1][-1:].isalnum():
            self.text.append(" ")

    def _break(self) -> None:
        """A line break ends a piece where it is doubled or follows the end of a sentence."""
        self.breaks += 1
        if self.breaks > 1 or _SENTENCE_END.search("".join(self.text[-3:]).rstrip()):
            self.flush()
        else:
            self.text.append("\n")

    def flush(self) -> None:
        """End the piece, where it has any text."""
        if not self.text:
            self.links.clear()
            return
        raw = "".join(self.text)
        parts = _BLANK_LINE.split(raw) if len(raw) > _UNMARKED and _BLANK_LINE.search(raw) else [raw]
        for part in parts:
            text = _BLANK.sub(" ", part).strip()
            if text:
                self.pieces.append(Piece(text, self.block, min(self.linked, len(text)), tuple(self.links)))
        self.text.clear()
        self.links.clear()
        self.linked = 0
        if self.anchor is not None:
            self.anchor = []
