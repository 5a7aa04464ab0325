"""Parse HTML so that no text is lost without notice.

lxml (libxml2) stops at 2,048 nested elements and, without `huge_tree`, at 255 or at a text node of 10 MB: it then
gives back a tree with less text or none, and no exception. The parser's own log tells, and so does counting. A second
parser (lexbor) takes over; nesting beyond its reach is flattened.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring, html_parser

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

DEPTH = 200
LEXBOR_DEPTH = 4000
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_LEVEL = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_CONTAINERS = re.compile(
    r"</?(?!(?:p|br|h[1-6]|li|title|meta|a|html|head|body|time|script|style)\b)[a-zA-Z][^<>]*>", re.IGNORECASE
)
_VOID = frozenset(
    ("br", "img", "hr", "meta", "link", "input", "source", "area", "base", "col", "embed", "wbr", "track", "param")
)
_XML = re.compile(r"^\s*<\?xml[^<>]*>")
_ATTRIBUTE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BAD = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_NAME = re.compile(r"[a-z][a-z0-9]*")
ENOUGH = 0.5


def parse(source: str) -> tuple[Element, str | None]:
    """Return the tree of an HTML document and, where the first parser lost text, what happened."""
    source = _XML.sub("", source, count=1)
    tree, whole = _parse_lxml(source)
    if tree is not None and whole and _text_size(tree) >= ENOUGH * _expected_size(source):
        return tree, None
    depth = _depth(source)
    if depth <= LEXBOR_DEPTH:
        second = _parse_lexbor(source)
        if tree is None or _text_size(second) > _text_size(tree):
            return second, "second-parser"
        return tree, None if whole else "text-lost"
    flat, _ = _parse_lxml(_CONTAINERS.sub("\n", source))
    return (flat if flat is not None else html_parser.makeelement("html")), "nesting-flattened"


def _parse_lxml(source: str) -> tuple[Element | None, bool]:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True)
    data = source.encode("utf-8", "replace").replace(b"\0", b"")
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None, False
    return tree, not len(parser.error_log.filter_from_fatals())


def _text_size(tree: Element) -> int:
    return sum(len(t) - t.count(" ") - t.count("\n") for t in tree.itertext(with_tail=True))


def _expected_size(source: str) -> int:
    """Count the characters outside tags and comments, white space left out; a lower bound is enough."""
    if "<!--" in source:
        source = "".join(part.partition("<!--")[0] for part in source.split("-->"))
    rest = _TAG.sub("", source)
    return len(rest) - rest.count(" ") - rest.count("\n") - 5 * rest.count("&")


def _depth(source: str) -> int:
    level = deepest = 0
    for m in _LEVEL.finditer(source):
        if m.group(2).lower() in _VOID:
            continue
        level = max(0, level - 1) if m.group(1) else level + 1
        deepest = max(deepest, level)
    return deepest


def _parse_lexbor(source: str) -> Element:
    """Parse with lexbor and copy the tree, elements deeper than DEPTH hung on their ancestor at that depth."""
    from selectolax.lexbor import LexborHTMLParser

    root = html_parser.makeelement("html")  # of a document whose elements are all of lxml.html's own kind
    node: Any = LexborHTMLParser(source).root
    stack: list[tuple[Any, Element, int]] = [(node.child, root, 1)] if node is not None and node.child else []
    while stack:
        node, parent, depth = stack.pop()
        while node is not None:
            child_of, below = parent, depth
            if node.tag == "-text":
                _append_text(parent, node.text_content or "")
            elif _NAME.fullmatch(node.tag or ""):
                made = etree.SubElement(parent, node.tag, _attributes(node))
                if depth < DEPTH:
                    child_of, below = made, depth + 1
            child = node.child if _NAME.fullmatch(node.tag or "") else None
            if child is not None:
                stack.append((node.next, parent, depth))
                stack.append((child, child_of, below))
                break
            node = node.next
    if root.find("body") is None:
        etree.SubElement(root, "body")
    return root


def _attributes(node: Any) -> dict[str, str]:
    return {k: (v or "").translate(_BAD) for k, v in node.attributes.items() if _ATTRIBUTE.fullmatch(k)}


def _append_text(parent: Element, text: str) -> None:
    text = text.translate(_BAD)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
