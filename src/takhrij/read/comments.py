"""Find readers' comments on a page, with author, day, text and what they answer.

The markup of each comment system stands in `common/page.toml`. A comment that was deleted is none; its answers hang on
the nearest comment above it that is still there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.model import Comment
from takhrij.packs import loader
from takhrij.read import markup
from takhrij.read.dates import read_stamp
from takhrij.read.linked import text_of
from takhrij.read.words import plain

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.packs.schema_read import CommentMarkup
    from takhrij.read.layout import Node, Page
    from takhrij.read.linked import Linked
    from takhrij.read.words import Words

_PING = re.compile(r"(?<=-)(?:pingback|trackback|comment-pingback|comment-trackback)(?=-)")
_DEPTH = re.compile(r"(?<=-)(?:depth|level|indent)-(\d+)(?=-)")
_LEFT_OUT = frozenset(("button", "share", "comment-form", "menu", "sign-up"))
_ANSWER = re.compile(r"#(?:wpd-comm-|wc-comm-|comment-|div-comment-|li-comment-|c)(\d+)")
_REPLY = re.compile(
    r"(?<=-)(?:reply|replylink|comment-reply[^-]*|comment-footer|comment-actions|comment-links|links|edit-link|awaiting[^-]*|says|avatar|comment-tools|wpd-tools|vote[^-]*|wpd-comment-label|reply-to|wc-reply-to|wpd-reply-to|comment-awaiting-moderation|comment-label|wc-comment-label|wc-comment-footer|wpd-comment-footer|permalink|link-to-comment)(?=-)"
)
_WITHOUT_KEY = frozenset(("plain", "wordpress", "drupal"))
MAX_COMMENTS = 20_000


class _Markup(Struct, frozen=True):
    name: str
    item: re.Pattern[str]
    key: re.Pattern[str]
    author: re.Pattern[str]
    date: re.Pattern[str]
    text: re.Pattern[str]


class _Item(Struct):
    """A comment's element: `key` its number, `answers` the number its markup says it answers."""

    index: int
    key: str
    answers: str | None
    markup: _Markup
    depth: int | None = None
    has_key: bool = True


@cache
def _markups() -> tuple[_Markup, ...]:
    return tuple(_compiled(m) for m in loader.page_markup().comments)


def _compiled(m: CommentMarkup) -> _Markup:
    return _Markup(
        m.id,
        re.compile("-" + markup.pattern_source(m.item).removeprefix("(?<=-)").removesuffix("(?=-)") + "-"),
        re.compile(m.key),
        *(re.compile(markup.pattern_source(p)) for p in (m.author, m.date, m.text)),
    )


def find_comments(
    page: Page, linked: Linked, words: Words, packs: Path | None = None
) -> tuple[tuple[Comment, ...], set[int]]:
    """Comments in the order of the page, and the indices of the pieces that are in them."""
    items = _items(page)
    found: list[Comment] = []
    used: set[int] = set()
    kept: dict[int, str] = {}
    keys = {item.key for item in items}
    above: list[_Item] = []
    for place, item in enumerate(items):
        own = _own_range(page, items, place)
        while above and not page.inside(item.index, above[-1].index):
            above.pop()
        ancestor = next((kept[a.index] for a in reversed(above) if a.index in kept), None)
        comment = _comment(page, item, own, words, packs)
        above.append(item)
        if comment is None or not (item.has_key or comment[0] or comment[1]):
            continue
        parent = ancestor or (item.answers if item.answers in keys else None)
        if parent is None and item.answers is None:
            parent = _by_depth(items, place, kept) or _by_indent(page, items, place, kept)
        found.append(Comment(id=item.key, author=comment[0], date=comment[1], text=comment[2], parent=parent))
        kept[item.index] = item.key
        node = page.nodes[item.index]
        used.update(range(node.first, node.last))
    if not found:
        return _from_linked(linked, words, packs), set()
    present = {c.id for c in found}
    return tuple(c if c.parent in present or c.parent is None else _orphan(c) for c in found), used


def _orphan(c: Comment) -> Comment:
    return Comment(id=c.id, author=c.author, date=c.date, text=c.text)


def _items(page: Page) -> list[_Item]:
    """Elements that are comments, each once though themes wrap it twice."""
    items: list[_Item] = []
    seen: dict[str, int] = {}
    for i, n in enumerate(page.nodes):
        if n.first == n.last or len(n.names) < 2 or n.kind == "comment-form":
            continue
        item = _item(page, i, n)
        if item is None:
            continue
        if item.key in seen and page.inside(i, seen[item.key]):
            continue
        seen.setdefault(item.key, i)
        items.append(item)
        if len(items) >= MAX_COMMENTS:
            break
    return items


def _item(page: Page, index: int, node: Node) -> _Item | None:
    lowered = node.names.lower()
    if "comm" not in lowered and node.kind != "comments":
        return None
    tokens = ["-" + t.strip("-") + "-" for t in (markup.label(token) for token in node.names.split())]
    fitting = [m for m in _markups() if any(m.item.fullmatch(t) for t in tokens)]
    if not fitting:
        return None
    whole = markup.label(node.names)
    if _PING.search(whole):
        return None
    depth = _DEPTH.search(whole)
    level = int(depth.group(1)) if depth else None
    keyed = [(m, *_key(node, m)) for m in fitting]
    for m, key, answers in sorted(keyed, key=lambda item: item[1] is None):
        if (key is not None or m.name in _WITHOUT_KEY) and _has_parts(page, index, m):
            return _Item(index, key or f"n{index}", answers, m, level, has_key=key is not None)
    return None


def _key(node: Node, m: _Markup) -> tuple[str | None, str | None]:
    for name in (
        node.element.get("id"),
        node.element.get("data-comment-id"),
        node.element.get("data-id"),
        node.element.get("data-commentid"),
    ):
        hit = m.key.match(name or "") or (re.match(r"^(\d+)$", name or "") if name != node.element.get("id") else None)
        if hit:
            answers = hit.group(2) if hit.re.groups > 1 else None
            other = (
                node.element.get("data-parent")
                or node.element.get("data-parent-id")
                or node.element.get("data-comment-parent")
            )
            return hit.group(1), answers if answers and answers != "0" else (other if other and other != "0" else None)
    return None, None


def _has_parts(page: Page, index: int, m: _Markup) -> bool:
    """Tell whether an element without a number has a comment's author and text (or date) in it."""
    labels = [
        markup.label(n.names)
        for n in page.nodes[index + 1 : min(page.nodes[index].end, index + 60)]
        if len(n.names) > 1
    ]
    tags = {n.tag for n in page.nodes[index + 1 : min(page.nodes[index].end, index + 60)]}
    has_author = any(m.author.search(x) for x in labels)
    has_text = any(m.text.search(x) for x in labels) or "p" in tags
    has_date = "time" in tags or any(m.date.search(x) for x in labels)
    return has_author and has_text and (has_date or m.name != "plain")


def _own_range(page: Page, items: list[_Item], place: int) -> list[int]:
    """Indices of the elements of a comment, less those of the comments inside it."""
    index, out = items[place].index, []
    i, nested = index + 1, place + 1
    while i < page.nodes[index].end:
        while nested < len(items) and items[nested].index < i:
            nested += 1
        if nested < len(items) and items[nested].index == i:
            i = page.nodes[i].end
            continue
        out.append(i)
        i += 1
    return out


def _comment(
    page: Page, item: _Item, own: list[int], words: Words, packs: Path | None
) -> tuple[str | None, str | None, str] | None:
    """Author, day and text of a comment; None where it was deleted or is empty."""
    labels = {i: markup.label(page.nodes[i].names) for i in own if len(page.nodes[i].names) > 1}
    author_node = _author_node(page, own, labels, item.markup)
    dates = [i for i in own if page.nodes[i].tag == "time" or (i in labels and item.markup.date.search(labels[i]))]
    texts = [
        i
        for i in own
        if i in labels
        and item.markup.text.search(labels[i])
        and i != author_node
        and page.nodes[i].last > page.nodes[i].first
    ]
    if author_node is not None:
        texts = [i for i in texts if not page.inside(author_node, i)]
    out = (
        []
        if author_node is None
        else [
            author_node,
            *(
                i
                for i in own
                if i in labels
                and item.markup.author.search(labels[i])
                and page.inside(author_node, i)
                and len(_inline_text(page, i)) <= 120
            ),
        ]
    )
    out += dates + [i for i in own if i in labels and _REPLY.search(labels[i])]
    text = _text(page, item, own, texts[:1], out)
    if not text or plain(text) in words.deleted:
        return None
    author = _author(page, author_node, words)
    if item.answers is None:
        item.answers = _answered(page, own, labels)
    return author, _day(page, dates, packs), text


def _author_node(page: Page, own: list[int], labels: dict[int, str], m: _Markup) -> int | None:
    found = [i for i in own if i in labels and m.author.search(labels[i]) and page.nodes[i].last > page.nodes[i].first]
    cites = [i for i in own if page.nodes[i].tag == "cite" or "author" in (page.nodes[i].element.get("itemprop") or "")]
    for i in (*(i for i in found if "-fn-" in labels[i]), *cites, *found):
        if 0 < len(_inline_text(page, i)) <= 80:
            return i
    return None


def _inline_text(page: Page, index: int) -> str:
    return " ".join(page.nodes[index].element.text_content().split())


def _author(page: Page, index: int | None, words: Words) -> str | None:
    if index is None:
        return None
    element = page.nodes[index].element
    text = element.text_content() if not element.xpath(".//script|.//style") else ""
    tokens = text.split()
    while tokens and plain(tokens[-1]) in words.says:
        tokens.pop()
    while len(tokens) > 1 and words.byline_cue.fullmatch(plain(tokens[0])):
        tokens.pop(0)
    return " ".join(tokens).strip(" :,|-\u060c") or None


def _day(page: Page, nodes: list[int], packs: Path | None) -> str | None:
    for i in sorted(nodes, key=lambda i: page.nodes[i].tag != "time"):
        element = page.nodes[i].element
        inner = next(
            (e for e in element.iter() if isinstance(e.tag, str) and (e.get("datetime") or e.get("title"))), element
        )
        for value in (
            element.get("datetime"),
            inner.get("datetime"),
            element.get("title"),
            inner.get("title"),
            _inline_text(page, i),
        ):
            stamp = read_stamp(value, packs) if value else None
            if stamp is not None:
                return stamp.value
    return None


def _text(page: Page, item: _Item, own: list[int], texts: list[int], out: list[int]) -> str:
    """Paragraphs of a comment: those of its text element, or all that are not author, date or links."""
    scope = texts or [item.index]
    inside = set(own)
    skipped = [(page.nodes[i].first, page.nodes[i].last, i) for i in out]
    lines = []
    for s in scope:
        for k in range(page.nodes[s].first, page.nodes[s].last):
            piece = page.pieces[k]
            if (
                (piece.node in inside or piece.node == item.index)
                and piece.kind not in _LEFT_OUT
                and not any(a <= k < b and page.inside(piece.node, i) for a, b, i in skipped)
            ):
                lines.append(piece.text)
    return "\n\n".join(lines)


def _answered(page: Page, own: list[int], labels: dict[int, str]) -> str | None:
    """Number of the comment that a "reply to" link leads to."""
    for i in own:
        if "-reply-to-" in labels.get(i, ""):
            for a in (page.nodes[i].element, *page.nodes[i].element.iter("a")):
                m = _ANSWER.search(a.get("href") or "")
                if m:
                    return m.group(1)
    return None


def _by_depth(items: list[_Item], place: int, kept: dict[int, str]) -> str | None:
    """The comment before, one level up, where the markup is flat and gives levels."""
    depth = items[place].depth
    if depth is None or depth <= 1:
        return None
    for other in reversed(items[max(0, place - 500) : place]):
        if other.depth is not None and other.depth < depth:
            return kept.get(other.index) if other.depth == depth - 1 else None
    return None


def _by_indent(page: Page, items: list[_Item], place: int, kept: dict[int, str]) -> str | None:
    """The comment that stands right before the indented block this one is in."""
    block = page.nodes[items[place].index].parent
    for _ in range(2):
        if block < 0:
            return None
        if "-indented-" in markup.label(page.nodes[block].names):
            for other in reversed(items[max(0, place - 500) : place]):
                if page.nodes[other.index].parent == page.nodes[block].parent:
                    return kept.get(other.index)
            return None
        block = page.nodes[block].parent
    return None


def _from_linked(linked: Linked, words: Words, packs: Path | None) -> tuple[Comment, ...]:
    """Comments that JSON-LD holds."""
    out = []
    for k, c in enumerate(linked.comments[:MAX_COMMENTS], 1):
        text = text_of(c.get("text") or c.get("commentText"), breaks=True)
        if text and plain(text) not in words.deleted:
            stamp = read_stamp(text_of(c.get("dateCreated") or c.get("datePublished")), packs)
            out.append(
                Comment(
                    id=str(k), author=text_of(c.get("author")) or None, date=stamp.value if stamp else None, text=text
                )
            )
    return tuple(out)
