"""Read what stands round an article's heading: authors, and days of publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.model import Evidence
from takhrij.read import body, choose, markup
from takhrij.read.bylines import from_cue, names_in
from takhrij.read.choose import Dated
from takhrij.read.credits import agencies_in, is_agency
from takhrij.read.dates import read_stamp
from takhrij.read.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from takhrij.read.layout import Node, Page
    from takhrij.read.metadata import Clues
    from takhrij.read.words import Words

_PAIR = re.compile(
    r"\s*([^\W\d][^\d:|/,\u060c\u2013\u2014-]{1,30}?)\s*(?:\s[-\u2013\u2014]\s|[:/|])\s*([^\d:|/,\u060c]{3,40}?)\s*$"
)
_SHORT, _MOST_MARKS = 80, 200
_WEIGHT = {"json-ld": 3, "opengraph": 3, "meta": 3}
_NO_READING = frozenset(
    (
        "related",
        "most-read",
        "comments",
        "comment-form",
        "sidebar",
        "menu",
        "footer",
        "author-box",
        "sign-up",
        "share",
        "advertisement",
        "notice",
        "tags",
    )
)


class Parts(Struct, kw_only=True):
    """What of the page is what: piece indices of the article, and the zone round it where its heading lines stand.

    `start` is the piece of the heading, or the first of the article.
    """

    chosen: list[int]
    heads: list[str]
    logos: list[str]
    zone: tuple[int, ...]
    after: range
    start: int = 0


def find_authors(
    page: Page, parts: Parts, clues: Clues, words: Words, site: frozenset[str]
) -> tuple[tuple[str, ...], tuple[Evidence, ...], tuple[str, ...]]:
    """Authors by what readers see first, then by the page's data; agencies among them are given apart."""
    cued = _cued(page, parts, words, site)
    marked = _marked(page, parts, words, site)
    told: dict[str, list[str]] = {}
    evidence = [*cued, *marked]
    for e in clues.authors:
        names = names_in(e.value, words, site)
        if names:
            told.setdefault(e.origin, []).extend(names)
            evidence += [Evidence(origin=e.origin, value=n) for n in names]
    shown = list(dict.fromkeys(e.value for e in cued)) or list(dict.fromkeys(e.value for e in marked))
    data = next((told[o] for o in ("json-ld", "meta", "opengraph") if told.get(o)), [])
    both = [n for n in data if any(_same_name(n, s) for s in shown)]
    if shown and len(both) == len(shown) < len(data):
        both = data
    chosen = both if both and len(both) >= len(shown) else shown or data
    known = choose.outlet_letters()
    agencies = [n for n in dict.fromkeys(chosen) if body.letters(n) in known or is_agency(n)]
    people: dict[str, str] = {}
    for n in chosen:
        if n not in agencies:
            people.setdefault(body.letters(n), n)
    agencies += [n for n in dict.fromkeys(_credited(page, parts)) if n not in agencies]
    return tuple(people.values()), tuple(dict.fromkeys(evidence)), tuple(agencies)


def _credited(page: Page, parts: Parts) -> list[str]:
    """Agencies in lines and authors' elements round the article that hold nothing else."""
    found: list[str] = []
    for k in (*parts.zone, *parts.after):
        piece = page.pieces[k]
        if len(piece.text) <= _SHORT and (piece.kind is None or piece.kind == "byline") and not piece.linked:
            found += agencies_in(piece.text)
    return found + [n for _, text in _author_marks(page, parts) for n in agencies_in(text)]


def _same_name(one: str, other: str) -> bool:
    a, b = body.letters(one), body.letters(other)
    return a == b or (len(a) > 5 and len(b) > 5 and (a in b or b in a))


def _cued(page: Page, parts: Parts, words: Words, site: frozenset[str]) -> list[Evidence]:
    """Names in lines that begin with "By ...", at the head of the article or its end; such lines leave the body."""
    found: list[Evidence] = []
    edge = {*parts.chosen[:4], *parts.chosen[-2:]}
    for k in (*parts.zone, *sorted(edge), *parts.after):
        piece = page.pieces[k]
        if len(piece.text) > 2 * _SHORT or (piece.kind in _NO_READING and not _is_above(piece.kind, k, parts)):
            continue
        if k in edge and (len(piece.text) > _SHORT or piece.text.rstrip().endswith((".", "\u2026", "?", "!"))):
            continue
        line = from_cue(piece.text, words)
        if line is None:
            continue
        names = names_in(line, words, site)
        if names and not found:
            found += [Evidence(origin="text", value=n) for n in names]
        if names and k in edge:
            piece.kind = "byline"
    parts.chosen = [k for k in parts.chosen if page.pieces[k].kind is None]
    return found


def _is_above(kind: str | None, k: int, parts: Parts) -> bool:
    """Tell whether what is named as a box about the author stands before the text: it is the byline there."""
    return kind == "author-box" and k in parts.zone


def _marked(page: Page, parts: Parts, words: Words, site: frozenset[str]) -> list[Evidence]:
    """Names in elements that say they are the author: rel, itemprop, class names."""
    found: dict[str, list[str]] = {}
    whole = "\n".join(page.pieces[k].text for k in parts.chosen)
    for place, text in _author_marks(page, parts):
        found.setdefault(place, []).extend(names_in(_person_first(text, whole), words, site))
    best = next((found[p] for p in ("rel", "itemprop", "class") if found.get(p)), [])
    return [Evidence(origin="byline", value=n) for n in dict.fromkeys(best)]


def _author_marks(page: Page, parts: Parts) -> Iterator[tuple[str, str]]:
    """Words of the elements round the article that say they are the author, with what in them says so."""
    low, high = min(parts.zone, default=0), parts.after.stop
    chosen = set(parts.chosen)
    seen = 0
    for n in page.nodes:
        if not n.tag or n.first < low or n.first >= high:
            continue
        if n.kind in _NO_READING and not _is_above(n.kind, n.last - 1, parts):
            continue
        place = _author_place(n.element.get("rel"), n.element.get("itemprop"), n.element.get("href"), n.own)
        if place is None or (n.last > n.first and n.first in chosen):
            continue
        text = _shown(n) if place != "class" or n.last - n.first <= 1 else page.text_of(n, 200)
        if 0 < len(text) <= 2 * _SHORT:
            seen += 1
            yield place, text
        if seen > _MOST_MARKS:
            return


def _person_first(text: str, whole: str) -> str:
    """Of "place - author" the author: the place is one word, or a name that the article has and the author's is not."""
    m = _PAIR.match(text)
    if m is None:
        return text
    place, person = m.groups()
    if " " in person and (" " not in place or (place in whole and person not in whole)):
        return f"{person}, {place}" if is_agency(place) else person
    return text


def _shown(node: Node) -> str:
    """Words of an element within a line, a blank between its parts; scripts are left out."""
    parts = (
        t for e in node.element.iter() if isinstance(e.tag, str) and e.tag not in ("script", "style")
        for t in (e.text, *(c.tail for c in e))
    )  # fmt: skip
    return " ".join(" ".join(t for t in parts if t).split())


def _author_place(rel: str | None, itemprop: str | None, href: str | None, own: str | None) -> str | None:
    if (rel and "author" in rel.lower().split()) or (
        href
        and re.search(r"/(?:author|authors|writer|writers|profile|staff|people|contributors?|columnists?)/[^/]", href)
    ):
        return "rel"
    if itemprop and "author" in itemprop.lower().split():
        return "itemprop"
    return "class" if own == "byline" else None


def find_dated(page: Page, parts: Parts, clues: Clues, words: Words, packs: Path | None) -> list[Dated]:
    """Days that the page's data and the lines round its heading give."""
    found = []
    for e in clues.published:
        stamp = read_stamp(e.value, packs)
        if stamp is not None:
            found.append(Dated(origin=e.origin, text=e.value, stamp=stamp, weight=_WEIGHT[e.origin]))
    low, high = min(parts.zone, default=0), parts.after.stop
    for n in page.nodes:
        if (
            n.tag
            and low <= n.first < high
            and n.kind not in _NO_READING
            and (n.tag == "time" or "datePublished" in (n.element.get("itemprop") or ""))
        ):
            stamp = read_stamp(n.element.get("datetime") or n.element.get("content") or "", packs)
            text = page.text_of(n, 100)
            if (
                stamp is not None
                and "modified" not in (n.element.get("itemprop") or "").lower()
                and not words.updated_cue.search(plain(text))
                and "-updated-" not in markup.label(n.names).replace("-published-updated-", "")
            ):
                found.append(
                    Dated(
                        origin="time",
                        text=n.element.get("datetime") or n.element.get("content") or "",
                        stamp=stamp,
                        weight=2,
                        is_shown=True,
                    )
                )
    found += _written(page, parts, words, packs)
    return found


def _written(page: Page, parts: Parts, words: Words, packs: Path | None) -> list[Dated]:
    """Days in the words of short lines round the heading."""
    found: list[Dated] = []
    edge = parts.chosen[:3]
    below = [k for k in parts.zone if k >= parts.start]
    above = [k for k in parts.zone if k < parts.start]
    for k in (*below, *edge, *above, *parts.after):
        piece = page.pieces[k]
        line = piece.text[: 2 * _SHORT] if piece.kind in ("meta", "date", "byline") else piece.text
        if piece.kind in _NO_READING or len(line) > 2 * _SHORT or not any(c.isdecimal() for c in line):
            continue
        stamp = read_stamp(line, packs)
        if stamp is None:
            continue
        folded = plain(line)
        updated = words.updated_cue.search(folded)
        if updated and not words.date_cue.search(folded[: updated.start()]):
            continue
        short = len(piece.text) <= 40 or words.date_cue.match(folded) is not None
        if k in edge:
            if not short or len(piece.text) > _SHORT or piece.text.rstrip().endswith((".", "\u060c")):
                continue
            piece.kind = "date"
        elif short and piece.kind is None:
            piece.kind = "date"
        late = k in parts.after and not (piece.kind in ("date", "meta", "byline") or words.date_cue.match(folded))
        if late:
            continue
        found.append(
            Dated(
                origin="text",
                text=piece.text,
                stamp=stamp,
                weight=2 if short or piece.kind in ("date", "meta", "byline") else 1,
                is_shown=True,
            )
        )
    parts.chosen = [k for k in parts.chosen if page.pieces[k].kind is None]
    return found
