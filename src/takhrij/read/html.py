"""Read a web page: parse, lay out, gather what it says of itself, choose the article, decide."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from takhrij.errors import ReadError
from takhrij.model import Evidence, Furniture, Reading, ReadState
from takhrij.read import body, choose, comments, dom, markup
from takhrij.read.assemble import Draft, Paragraph, assemble
from takhrij.read.heading import Parts, find_authors, find_dated
from takhrij.read.layout import PROSE, lay_out
from takhrij.read.metadata import gather, host_of
from takhrij.read.notes import HEAD, LONGEST, TAIL, find_notes
from takhrij.read.words import plain, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.read.layout import Page
    from takhrij.read.metadata import Clues
    from takhrij.read.words import Words

_RIGHTS = re.compile(
    r"(?:\u00a9|\(c\)|&copy;|copyright)\s*(?:\u00a9|\(c\))?\s*(?:\d{4})?\s*(?:[-\u2013,]\s*\d{4})?\s*(?:by\s+)?([^\d.,|\u00a9\n\u2013\u2014]{3,60})",
    re.IGNORECASE,
)
_LOGO = re.compile(r"-(?:logo|site-title|blog-title|site-name|brand|branding|header-logo)-")
_TITLE = re.compile(r"-(?:\w*title|\w*headline|heading)-")
_FRONT = re.compile(r"^(?:https?://[^/]+)?/?(?:index\.\w+)?$|^\./?$")
_ZONE_BEFORE, _ZONE_AFTER = 14, 8
_LEAD = 80
CELL = 100
_BIO = 300
# Pieces of the text that may stand above the byline, and the kinds that tell of one.
_KEY_POINTS = 6
_ABOUT = frozenset(("byline", "date", "author-box"))
_SPARSE = 200
# Kinds that begin what is below an article and not about it.
_BEYOND = frozenset(("related", "most-read", "comments", "comment-form", "footer", "sidebar", "menu"))


def read_html(
    source: str,
    *,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
    packs: Path | None = None,
    title: str = "",
) -> Reading:
    """Read one page. Raises ReadError where it holds no text at all."""
    words = vocabulary(packs)
    root, trouble = dom.parse(source)
    clues = gather(root, url)
    page = lay_out(root, clues.linked.walled)
    clues.outlets = [e for e in clues.outlets if e.origin != "json-ld" or plain(e.value) not in words.not_names]
    if title:
        clues.titles.insert(0, Evidence(origin="mail", value=title))
    found_comments, used = comments.find_comments(page, clues.linked, words, packs)
    for k in used:
        page.pieces[k].kind = page.pieces[k].kind or "comments"
    parts = _parts(page, clues, words)
    outlet, outlet_evidence = choose.site_names(clues, [*parts.logos, *_rights(page)])
    site = _site_letters(clues, outlet)
    name, title_evidence, warnings = choose.pick_title(clues, parts.heads, site)
    if outlet is None or outlet in (
        choose.site_label(host_of(clues.url) or host_of(clues.canonical)),
        clues.head_title,
    ):
        outlet, outlet_evidence = choose.site_beside_title(clues.head_title, name, outlet, outlet_evidence)
    _drop_titles(page, parts, name)
    bylines, byline_evidence, agencies = find_authors(page, parts, clues, words, site)
    _drop_bios(page, parts, bylines)
    day, day_evidence, day_warnings = choose.pick_day(
        find_dated(page, parts, clues, words, packs), clues.canonical or url
    )
    paragraphs = _paragraphs(page, parts, packs)
    state = _state(trouble, sum(len(p.text) for p in paragraphs), clues)
    if state.reason == "article-from-json-ld":
        paragraphs = [Paragraph(text=line.strip()) for line in clues.linked.body.splitlines() if line.strip()]
    if not paragraphs and not name:
        raise ReadError(
            "no-text", "the page holds no text", "Save the page again once it has loaded whole, or give its text."
        )
    draft = Draft(
        paragraphs=paragraphs,
        title=name,
        bylines=bylines,
        outlet=outlet,
        published=day,
        url=url,
        canonical=clues.canonical,
        languages=[e.value for e in clues.languages],
        evidence={
            "title": title_evidence,
            "published": day_evidence,
            "bylines": byline_evidence,
            "outlet": outlet_evidence,
            "language": tuple(clues.languages),
        },
        furniture=_furniture(page, parts, used, words),
        comments=found_comments,
        state=state,
        warnings=[*warnings, *day_warnings],
        agencies=agencies,
    )
    return assemble(draft, published=published, language=language, packs=packs)


def _parts(page: Page, clues: Clues, words: Words) -> Parts:
    container = body.find_container(page, is_live=clues.linked.is_live)
    titles = {body.letters(e.value) for e in clues.titles} | {body.letters(clues.head_title)}
    heads = [
        (i, t)
        for i, n in enumerate(page.nodes)
        if n.tag == "h1"
        and n.kind in (None, "byline", "meta", "caption", "date")
        and (t := page.text_of(n, 300).replace("\n", " ").strip())
    ]
    logos = [t for i, t in heads if _is_logo(page, i)]
    heads = [(i, t) for i, t in heads if t not in logos]
    if not heads:
        heads = _second_heads(page, titles) or _named_heads(page, clues, container)
    titles |= {body.letters(t) for _, t in heads}
    chosen = body.choose(page, container, titles, words)
    first = chosen[0] if chosen else 0
    last = chosen[-1] + 1 if chosen else 0
    near = [page.nodes[i].first for i, _ in heads if page.nodes[i].first <= first]
    start = min(max(near, default=first), first)
    inside = [page.nodes[i].first for i, _ in heads if first < page.nodes[i].first < last]
    if inside and _cut_above(page, chosen, max(inside)):
        start = max(inside)
        chosen = [k for k in chosen if k >= start]
        first = chosen[0] if chosen else start
    return Parts(
        chosen=chosen,
        heads=[t for _, t in heads],
        logos=logos,
        zone=_zone(page, chosen, max(0, min(start - 6, first - _ZONE_BEFORE)), first),
        start=start,
        after=range(last, _zone_end(page, last)),
    )


def _cut_above(page: Page, chosen: list[int], heading: int) -> bool:
    """Take the short lines above a heading inside the text out of it; False where there are long ones."""
    above = [page.pieces[k] for k in chosen if k < heading]
    if not all(len(piece.text) < PROSE for piece in above):
        return False
    for piece in above:
        piece.kind = "menu"
    return True


def _is_logo(page: Page, index: int) -> bool:
    """Tell whether a heading is the site's name: it leads to the front page, or its element says so."""
    node = page.nodes[index]
    if _LOGO.search(markup.label(node.names)):
        return True
    links = [a.get("href", "").split("?")[0].split("#")[0] for a in node.element.iter("a")]
    parent = node.element.getparent()
    if parent is not None and parent.tag == "a":
        links.append(parent.get("href", ""))
    return any(_FRONT.match(href) for href in links if href)


def _zone(page: Page, chosen: list[int], low: int, first: int) -> tuple[int, ...]:
    """Pieces at the head of the article that are not its text; the byline may stand under key points or a standfirst.

    These are part of the text.
    """
    stop = first
    for before, k in pairwise(chosen[:_KEY_POINTS]):
        if any(page.pieces[j].kind in _ABOUT for j in range(before + 1, k)):
            stop = k
    taken = set(chosen[:_KEY_POINTS])
    return tuple(k for k in range(low, stop) if k not in taken)


def _zone_end(page: Page, last: int) -> int:
    """End of the lines under the article that speak of it: those before other articles, comments or the footer."""
    for k in range(last, min(len(page.pieces), last + _ZONE_AFTER)):
        if page.pieces[k].kind in _BEYOND:
            return k
    return min(len(page.pieces), last + _ZONE_AFTER)


def _second_heads(page: Page, titles: set[str]) -> list[tuple[int, str]]:
    """Other elements that show the title, where the page has no h1."""
    found = []
    for i, n in enumerate(page.nodes):
        if (
            n.tag in ("h2", "h3", "h4", "div", "span", "p", "td")
            and n.last - n.first <= 1
            and n.first < len(page.pieces)
        ):
            named = n.element.get("itemprop") == "headline" or (
                len(n.names) > 1 and re.search(r"-(?:title|headline)-", markup.label(n.names))
            )
            if (n.tag in ("h2", "h3") or named) and n.kind is None:
                text = page.text_of(n, 300).replace("\n", " ").strip()
                if text and any(body.letters(text) in t for t in titles if t):
                    found.append((i, text))
    return found[:3]


def _named_heads(page: Page, clues: Clues, container: list[int]) -> list[tuple[int, str]]:
    """An element before the text that is named a title, on a page whose own data give the site's name alone."""
    if clues.titles or not container:
        return []
    first = page.nodes[container[0]].first
    for i in range(container[0] - 1, -1, -1):
        n = page.nodes[i]
        if n.first < first - _ZONE_BEFORE:
            break
        if n.kind is None and n.first == n.last - 1 and len(n.names) > 1 and _TITLE.search(markup.label(n.names)):
            text = page.text_of(n, 300).replace("\n", " ").strip()
            if text and body.letters(text) != body.letters(clues.head_title):
                return [(i, text)]
    return []


def _drop_bios(page: Page, parts: Parts, bylines: tuple[str, ...]) -> None:
    """A last paragraph that begins with the author's name is about the author."""
    names = [body.letters(b) for b in bylines if " " in b]
    for k in parts.chosen[-2:]:
        if len(page.pieces[k].text) <= _BIO and any(body.letters(page.pieces[k].text).startswith(n) for n in names):
            page.pieces[k].kind = "author-box"
    parts.chosen = [k for k in parts.chosen if page.pieces[k].kind is None]


def _rights(page: Page) -> list[str]:
    """Names in copyright lines."""
    names = []
    for piece in page.pieces[-40:]:
        if len(piece.text) < 200:
            names += [m.group(1) for m in _RIGHTS.finditer(piece.text)]
    return [n for name in names if (n := _cut_rights(name))]


def _cut_rights(name: str) -> str:
    words = vocabulary(None)
    tokens = name.split()
    for k in range(len(tokens)):
        if words.rights.match(plain(" ".join(tokens[k : k + 3]))):
            tokens = tokens[:k]
            break
    return " ".join(tokens).strip(" :-\u2013\u2014|\u060c,")


def _site_letters(clues: Clues, outlet: str | None) -> frozenset[str]:
    host = host_of(clues.url) or host_of(clues.canonical)
    names = {body.letters(e.value) for e in clues.outlets} | {
        body.letters(outlet or ""),
        choose.site_label(host),
        body.letters(host),
    }
    return frozenset(n for n in names if n)


def _drop_titles(page: Page, parts: Parts, title: str) -> None:
    bare = body.letters(title)
    for k in (*parts.zone, *parts.chosen[:4]):
        if bare and page.pieces[k].kind is None and body.letters(page.pieces[k].text) == bare:
            page.pieces[k].kind = "title"
    parts.chosen = [k for k in parts.chosen if page.pieces[k].kind is None]


def _paragraphs(page: Page, parts: Parts, packs: Path | None) -> list[Paragraph]:
    """The article's paragraphs in the order of the page: lead, body, and republication notes wherever they stand."""
    chosen = set(parts.chosen)
    whole = "\n".join(body.letters(page.pieces[k].text) for k in parts.chosen)
    leads = {k for k in parts.zone if _is_lead(page, k) and body.letters(page.pieces[k].text) not in whole}
    edges = {*parts.chosen[:HEAD], *parts.chosen[-TAIL:]}
    first, last = (parts.chosen[0], parts.chosen[-1]) if parts.chosen else (0, 0)
    near = range(max(0, first - 2 * _ZONE_BEFORE), min(len(page.pieces), last + 2 * _ZONE_AFTER))
    out: list[Paragraph] = []
    for k in sorted(chosen | leads | set(near)):
        piece = page.pieces[k]
        if k not in chosen and (
            piece.kind in ("comments", "comment-form", "related", "most-read", "menu", "title", "copy")
            or len(piece.text) > LONGEST
        ):
            continue
        notes = find_notes(piece.text, piece.links, packs) if k in edges or k not in chosen else []
        if k in chosen or k in leads or notes:
            piece.kind = None
            if k in chosen and out and _is_next_cell(page, out[-1].index, k):
                out[-1].text += f" | {piece.text}"
                continue
            out.append(Paragraph(text=piece.text, notes=notes, index=k))
    parts.chosen = [p.index for p in out]
    return out


def _is_next_cell(page: Page, before: int, k: int) -> bool:
    """Tell whether a short piece is the next cell of a table's row; the cells of a row are one paragraph."""
    one, other = page.nodes[page.pieces[before].node], page.nodes[page.pieces[k].node]
    short = max(len(page.pieces[before].text), len(page.pieces[k].text)) <= CELL
    return short and one.tag in ("td", "th") and other.tag in ("td", "th") and one.parent == other.parent


def _is_lead(page: Page, k: int) -> bool:
    piece = page.pieces[k]
    if piece.kind is not None or len(piece.text) < _LEAD or piece.linked * 2 > len(piece.text):
        return False
    index = piece.node
    for _ in range(3):
        if index < 0:
            return False
        if len(page.nodes[index].names) > 1 and markup.has_content_name(page.nodes[index].names, "lead"):
            return True
        index = page.nodes[index].parent
    return False


def _furniture(page: Page, parts: Parts, used: set[int], words: Words) -> tuple[Furniture, ...]:
    """Pieces that are neither article nor comment, joined where neighbours are of one kind."""
    out: list[Furniture] = []
    chosen = set(parts.chosen)
    lines: list[str] = []
    kind = ""
    for k, piece in enumerate(page.pieces):
        own = piece.kind or "other"
        if k in chosen or (k in used and own == "comments"):
            continue
        if own in ("other", "comments", "sidebar", "hidden", "form", "button"):
            own = words.furniture_kind(piece.text) or own
        if own != kind and lines:
            out.append(Furniture(kind=kind, text="\n".join(lines)))
            lines = []
        kind = own
        lines.append(piece.text)
    if lines:
        out.append(Furniture(kind=kind, text="\n".join(lines)))
    return tuple(out)


def _state(trouble: str | None, size: int, clues: Clues) -> ReadState:
    """Tell whether the text is whole: a body that JSON-LD gives and the page does not show was added by a script."""
    if len(clues.linked.body) > 2 * _SPARSE and size < len(clues.linked.body) // 3:
        return ReadState(status="degraded", reason="article-from-json-ld")
    if trouble in ("text-lost", "nesting-flattened"):
        return ReadState(status="degraded", reason=trouble)
    return ReadState(reason=trouble)
