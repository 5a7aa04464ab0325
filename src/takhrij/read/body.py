"""Choose the pieces of a page that are the article."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from takhrij.read import markup
from takhrij.read.layout import PROSE

if TYPE_CHECKING:
    from takhrij.read.layout import Node, Page, Piece
    from takhrij.read.words import Words

_LETTERS = re.compile(r"[\W_]+")
_ENDS_SENTENCE = re.compile(r"[.!?\u061f\u2026\u06d4:;\u061b,\u060c][\"'\u201d\u2019\u00bb)\]]*$")
_HEADING = frozenset(("h2", "h3", "h4", "h5", "h6"))
# A candidate must hold this share of the page's clean text; a child this share of its parent's to be descended into.
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?\w{1,3}\.?(?:\w\.)?)?")
_WEAK = frozenset(("caption", "notice", "meta", "date", "byline", "tags", "share"))
SHARE = 0.35
DESCEND = 0.85
GUESS = 0.62
LINKED = 0.6
ALL_LINK = 0.9
# A line that begins with words of furniture and is linked this far; lines at the end that are looked at for such words.
_HALF_LINKED, _TAIL = 0.35, 3
SHORT_LINE = 25
# Longer articles are not searched for pull quotes, which keeps the time linear on hostile pages.
LONGEST = 200_000


def letters(text: str) -> str:
    """Letters and digits only, case folded: what two copies of one line have in common."""
    return _LETTERS.sub("", text.casefold())


def find_container(page: Page, *, is_live: bool = False) -> list[int]:
    """Indices of the elements that hold the article's paragraphs, none where the page has no clean text.

    `is_live` says that the page is one of entries, each an article to its markup.
    """
    total = page.clean[-1] if page.clean else 0
    if not total:
        return []
    for which in ("sure", "tag", "maybe"):
        best = _best(page, which, total)
        if best is not None:
            return _with_twins(page, best, is_live=is_live) if which == "sure" else [_descend(page, best, DESCEND)]
    return [_descend(page, 0, GUESS)]


def _best(page: Page, which: str, total: int) -> int | None:
    """Index of the innermost candidate with nearly the most clean text."""
    found = []
    for i, n in enumerate(page.nodes):
        if n.kind is None and n.tag and page.mass(n) >= SHARE * total and _is_candidate(n, which):
            found.append(i)
    if not found:
        return None
    most = max(page.mass(page.nodes[i]) for i in found)
    return max((i for i in found if page.mass(page.nodes[i]) >= DESCEND * most), key=lambda i: i)


def _is_candidate(node: Node, which: str) -> bool:
    if node.tag in ("html", "body"):
        return False
    if which == "tag":
        return node.tag in ("article", "main") or node.element.get("role") in ("main", "article")
    if which == "sure" and "articlebody" in (node.element.get("itemprop") or "").lower():
        return True
    return len(node.names) > 1 and markup.has_content_name(node.names, which)


def _descend(page: Page, index: int, share: float) -> int:
    """Go down to the child that holds nearly all the clean text, as long as there is one."""
    while True:
        mass = page.mass(page.nodes[index])
        child, heaviest = -1, share * mass
        i = index + 1
        while i < page.nodes[index].end:
            n = page.nodes[i]
            if n.tag and page.mass(n) > heaviest:
                child, heaviest = i, page.mass(n)
            i = max(n.end, i + 1)
        if child < 0 or page.nodes[child].tag in ("p", "blockquote", "li", "td", "span"):
            return index
        index = child


def _with_twins(page: Page, index: int, *, is_live: bool) -> list[int]:
    """Add the elements of the same names that follow without another main heading: a body laid out in parts."""
    names = page.nodes[index].names
    parts = [index]
    if not names.split():
        return parts
    above = _ancestors(page, index)[1 if is_live else 0 :]
    article = next((i for i in above if page.nodes[i].tag == "article"), -1)
    for step in (1, -1):
        i = page.nodes[index].end if step == 1 else index - 1
        while 0 <= i < len(page.nodes):
            n = page.nodes[i]
            if n.tag == "h1" or (n.tag == "article" and step == 1 and not is_live):
                break
            if (
                n.tag == page.nodes[index].tag
                and n.names == names
                and n.kind is None
                and (article < 0 or page.inside(i, article))
            ):
                parts.append(i)
            i += step
    return sorted(p for p in parts if not any(q != p and page.inside(p, q) for q in parts))


def _ancestors(page: Page, index: int) -> list[int]:
    out = []
    while index >= 0:
        out.append(index)
        index = page.nodes[index].parent
    return out


def choose(page: Page, container: list[int], titles: set[str], words: Words) -> list[int]:
    """Indices of the pieces that are the article; the others of the container get a kind.

    `titles` are letters-only forms of the title, so that its copies at the head of the text are left out.
    """
    ranges = [range(page.nodes[i].first, page.nodes[i].last) for i in container]
    _restore_prose(page, ranges)
    chosen = [i for r in ranges for i in r if page.pieces[i].kind is None]
    _mark_lines(page, chosen, titles, words)
    chosen = [i for i in chosen if page.pieces[i].kind is None]
    _mark_link_runs(page, chosen)
    _mark_after_headings(page, chosen)
    _mark_copies(page, chosen)
    _restore_quotes(page, ranges)
    return [i for r in ranges for i in r if page.pieces[i].kind is None]


def _restore_prose(page: Page, ranges: list[range]) -> None:
    """Long paragraphs inside the article whose element has the name of a caption or notice are the article's own."""
    for r in ranges:
        for i in r:
            piece = page.pieces[i]
            if (
                piece.kind in _WEAK
                and len(piece.text) >= 4 * PROSE
                and page.nodes[piece.node].tag == "p"
                and piece.linked * 3 < len(piece.text)
            ):
                parents = (page.nodes[k].tag for k in _ancestors(page, piece.node)[:6])
                if not any(t in ("figure", "figcaption", "aside", "form", "footer", "nav") for t in parents):
                    piece.kind = None


def _mark_lines(page: Page, chosen: list[int], titles: set[str], words: Words) -> None:
    for place, i in enumerate(chosen):
        piece = page.pieces[i]
        tag = page.nodes[piece.node].tag
        if tag == "h1" or (place < 6 and letters(piece.text) in titles):
            piece.kind = "title"
        elif not any(c.isalnum() for c in piece.text):
            piece.kind = "ornament"
        elif _CLOCK.fullmatch(piece.text):
            piece.kind = "date"
        else:
            kind = words.furniture_kind(piece.text)
            if kind and (
                len(piece.text) <= 100
                or piece.linked > LINKED * len(piece.text)
                or kind in ("copyright", "notice", "share", "sign-up")
            ):
                piece.kind = kind
            elif kind is None and piece.linked > _HALF_LINKED * len(piece.text):
                piece.kind = words.head_kind(piece.text)
            elif kind is None and place >= len(chosen) - _TAIL:
                piece.kind = words.tail_kind(piece.text)


def _mark_link_runs(page: Page, chosen: list[int]) -> None:
    """Lines that are one link each point to other articles, unless they end as sentences do."""
    for i in chosen:
        piece = page.pieces[i]
        size = len(piece.text)
        if piece.linked < ALL_LINK * size or page.nodes[piece.node].tag in ("blockquote", "td"):
            continue
        if size < 3 * PROSE and not (size > PROSE and len(piece.links) > 1 and _ENDS_SENTENCE.search(piece.text)):
            piece.kind = "related"


def _mark_after_headings(page: Page, chosen: list[int]) -> None:
    """A heading with nothing of the article under it goes with what it headed; short leftovers at the end go too."""
    live = [i for i in chosen if page.pieces[i].kind is None]
    while live and page.nodes[page.pieces[live[-1]].node].tag in _HEADING:
        page.pieces[live.pop()].kind = "related"
    previous: Piece | None = None
    for i in chosen:
        piece = page.pieces[i]
        if (
            previous is not None
            and previous.kind is None
            and piece.kind == "related"
            and previous.linked == 0
            and previous.text.endswith(":")
            and len(previous.text) <= SHORT_LINE
        ):
            previous.kind = "related"
        previous = piece


def _mark_copies(page: Page, chosen: list[int]) -> None:
    """A pull quote repeats words of the article; so does a paragraph that a theme prints twice."""
    seen: Counter[str] = Counter()
    live = [i for i in chosen if page.pieces[i].kind is None]
    whole = "\n".join(letters(page.pieces[i].text) for i in live)
    for i in live:
        piece = page.pieces[i]
        own = letters(piece.text)
        seen[own] += 1
        if len(piece.text) < PROSE // 2:
            continue
        if seen[own] > 1:
            piece.kind = "copy"
        elif _may_repeat(page, piece) and len(whole) < LONGEST and whole.count(own) > 1:
            piece.kind = "pull-quote"


def _may_repeat(page: Page, piece: Piece) -> bool:
    """Tell whether a piece stands in an element that pull quotes are written with."""
    if page.nodes[piece.node].tag in ("blockquote", "aside", "h2", "h3", "h4", "q"):
        return True
    parent = page.nodes[piece.node].parent
    return parent >= 0 and page.nodes[parent].tag in ("blockquote", "aside")


def _restore_quotes(page: Page, ranges: list[range]) -> None:
    """A box named as a pull quote that repeats nothing is a quotation of the article."""
    inside = [i for r in ranges for i in r]
    boxed = [i for i in inside if page.pieces[i].kind == "pull-quote"]
    if not boxed:
        return
    rest = "\n".join(letters(page.pieces[i].text) for i in inside if page.pieces[i].kind is None)
    for i in boxed[:50]:
        own = letters(page.pieces[i].text)
        if (
            page.nodes[page.pieces[i].node].tag == "blockquote"
            and own
            and own not in rest
            and not _mostly_in(own, rest)
        ):
            page.pieces[i].kind = None


def _mostly_in(own: str, rest: str) -> bool:
    """Tell whether either half of a line stands in the text: pull quotes are often shortened."""
    half = len(own) // 2
    return half >= SHORT_LINE // 2 and (own[:half] in rest or own[half:] in rest)
