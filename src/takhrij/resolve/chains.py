"""Chains: from this page over the origins that notes name, through those who pass a statement on, to who uttered it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from takhrij.model import Chain, Link
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from takhrij.model import Attribution, DateMention, Entity, Reading, Republication, Spans
    from takhrij.resolve.lexicon import Lexicon
    from takhrij.resolve.mentions import Index

DEPTH_FLAGGED = 3
_READ = 60  # words of a span that are searched for what sources draw on
_DEEP = 20  # levels of nesting that are followed
_ACTS = {
    "first-published": "republishes",
    "translated": "translates",
    "syndicated": "syndicates",
    "credited": "syndicates",
}
_BY_STANCE = {"denies": "denies", "asks": "asks", "demands": "demands", "alleges": "alleges", "doubts": "doubts"}
_PASSED_ON = frozenset(("outlet", "organisation", "document"))
_CITED = frozenset(("outlet", "document"))
_URL = re.compile(r"https?://\S", re.IGNORECASE)
_TITLED = re.compile('["\u201c\u201d\u00ab\u00bb]')


class Ground(NamedTuple):
    """What the chains of one article are made from."""

    text: str
    lex: Lexicon
    tokens: Index
    attributions: Mapping[str, Attribution]
    entities: Mapping[str, Entity]
    dates: Sequence[DateMention]


def build_chains(reading: Reading, ground: Ground) -> tuple[Chain, ...]:
    """One chain for each attribution, in the order given."""
    origin = _origin_links(reading)
    shared = _shared(ground)
    chains = []
    for a in ground.attributions.values():
        path = _path(a, ground)
        links = [_link(path, i, ground) for i in range(len(path))]
        flags = _flags(path, links, ground)
        if any(step.id in shared for step in path):
            flags.append("possible-shared-origin")
        chains.append(Chain(attribution=a.id, links=(*origin, *links), flags=tuple(flags)))
    return tuple(chains)


def _origin_links(reading: Reading) -> list[Link]:
    """This page, then where the notes say that the text came from; the latest step first."""
    article = reading.article
    day = article.published[:10] if article.published else None
    links = [
        Link(entity=article.outlet_id, name=article.outlet or "this page", act="publishes", date=day, rule="chain.page")
    ]
    notes = sorted((r for r in reading.republication if _is_origin(r, reading.republication)), key=_step)
    links.extend(
        Link(entity=r.outlet, name=r.name or r.by or "", act=_ACTS[r.kind], date=r.date, span=r.span, rule=r.rule)
        for r in notes
    )
    return links


def _is_origin(note: Republication, notes: Sequence[Republication]) -> bool:
    """A translation made for a site is a step only where no note says where the text first ran.

    Agencies credited side by side are no steps: none of them took the text from another.
    """
    if not (note.name or note.by) or (note.kind == "credited" and sum(n.kind == "credited" for n in notes) > 1):
        return False
    return note.kind != "translated" or not any(n.kind == "first-published" for n in notes)


def _step(note: Republication) -> int:
    return ("translated", "syndicated", "credited", "first-published").index(note.kind)


def _path(a: Attribution, ground: Ground) -> list[Attribution]:
    """The attribution and those that hold it, outermost first."""
    path = [a]
    while len(path) < _DEEP:
        outer = ground.attributions.get(path[0].parent or "")
        if outer is None:
            break
        path.insert(0, outer)
    return path


def _link(path: list[Attribution], i: int, ground: Ground) -> Link:
    a = path[i]
    entity = ground.entities.get(a.speaker) if a.speaker else None
    span = a.source[0] if a.source else a.cue[0] if a.cue else a.content[0]
    name = entity.name if entity else ""
    inner = path[i + 1] if i + 1 < len(path) else None
    return Link(
        entity=a.speaker, name=name, act=_act(a, inner, entity, ground), date=_date(a, ground), span=span, rule=a.rule
    )


def _act(a: Attribution, inner: Attribution | None, entity: Entity | None, ground: Ground) -> str:
    """What a link does: by its cue, for one that passes words on "quotes" or "cites", else by its stance."""
    cue = fold(ground.text[a.cue[0].start : a.cue[-1].end]) if a.cue else ""
    act = ground.lex.act(cue)
    if inner is not None and act not in ("quotes", "cites") and entity is not None and entity.kind in _PASSED_ON:
        return "quotes" if inner.type == "direct" else "cites"
    if act:
        return act
    if a.stance in _BY_STANCE:
        return _BY_STANCE[a.stance]
    return "shows" if a.source_class == "document" else "says"


def _date(a: Attribution, ground: Ground) -> str | None:
    """The date the sentence of the cue gives, outside what is attributed; one of the reporting before others."""
    if not ground.dates:
        return None
    low, high = _sentence(a, ground.tokens)
    found = [
        d for d in ground.dates
        if d.value and low <= d.span.start < high and not any(c.meets(d.span) for c in a.content)
    ]  # fmt: skip
    if not found:
        return None
    place = (a.cue or a.source or a.content)[0].start
    return min(found, key=lambda d: (d.clock != "report", abs(d.span.start - place))).value


def _sentence(a: Attribution, index: Index) -> tuple[int, int]:
    token = index.token_at((a.cue or a.source or a.content)[0].start)
    if token >= len(index.starts):
        return a.start, a.end
    first, last = index.sentence_start(token), index.sentence_end(token)
    return index.starts[first], index.ends[last]


def _flags(path: list[Attribution], links: list[Link], ground: Ground) -> list[str]:
    flags = []
    entities = [ground.entities.get(a.speaker) if a.speaker else None for a in path]
    if any(a.anonymous for a in path):
        flags.append("anonymous-link")
    if not any(link.date for link in links):
        flags.append("no-date")
    if any(_lacks_locator(a, e, link, ground) for a, e, link in zip(path, entities, links, strict=True)):
        flags.append("no-locator")
    depth = sum(
        1 for e, a in zip(entities, path, strict=True) if (e is not None and e.kind != "document") or a.anonymous
    )
    if depth >= DEPTH_FLAGGED:
        flags.append(f"hearsay-depth-{depth}")
    if any(e is None and a.source_class != "impersonal" for e, a in zip(entities, path, strict=True)):
        flags.append("unclear-speaker")
    return flags


def _lacks_locator(a: Attribution, entity: Entity | None, link: Link, ground: Ground) -> bool:
    """A cited outlet or document that nobody could look up: no date, no title in quotation marks, no address."""
    if entity is None or entity.kind not in _CITED or link.date:
        return False
    if entity.kind == "document" and _TITLED.search(entity.name):
        return False
    low, high = _sentence(a, ground.tokens)
    return _URL.search(ground.text, low, high) is None


def _shared(ground: Ground) -> frozenset[str]:
    """Attributions of different outlets that may rest on the same thing.

    One names it in its source ("close to the investigation"); the other in its source too, or in what an outlet says
    of papers it saw. Only definite nouns that the pack lists as such things count.
    """
    sources: dict[str, list[tuple[str, str]]] = {}
    contents: dict[str, list[tuple[str, str]]] = {}
    for a in ground.attributions.values():
        outlet = _outlet(a, ground)
        if outlet is None:
            continue
        for noun in _origins(a.source, ground):
            sources.setdefault(noun, []).append((outlet, a.id))
        if a.speaker == outlet:
            for noun in _origins(a.content, ground) if _speaks_of_papers(a, ground) else ():
                contents.setdefault(noun, []).append((outlet, a.id))
    found: set[str] = set()
    for noun, named in sources.items():
        for outlet, ident in named:
            for other, other_id in (*named, *contents.get(noun, ())):
                if other != outlet:
                    found.update((ident, other_id))
    return frozenset(found)


def _outlet(a: Attribution, ground: Ground) -> str | None:
    """The innermost outlet on the way to an attribution."""
    for step in reversed(_path(a, ground)):
        entity = ground.entities.get(step.speaker) if step.speaker else None
        if entity is not None and entity.kind == "outlet":
            return entity.id
    return None


def _tokens(spans: Spans, index: Index) -> range:
    first = index.token_at(spans[0].start) if spans else 0
    return range(first, min(index.token_at(spans[-1].end), first + _READ) if spans else 0)


def _origins(spans: Spans, ground: Ground) -> set[str]:
    """Nouns of the spans that several sources may draw on, where they are definite."""
    lex, index = ground.lex, ground.tokens
    found = set()
    for i in _tokens(spans, index):
        form = lex.form(index.words[i])
        if form.stem in lex.origins and (
            form.definite or any(w in lex.definite for w in index.words[max(i - 3, 0) : i])
        ):
            found.add(form.stem)
    return found


def _speaks_of_papers(a: Attribution, ground: Ground) -> bool:
    lex, index = ground.lex, ground.tokens
    nouns = [lex.form(index.words[i]) for i in _tokens(a.content, index)]
    return sum(1 for n in nouns if n.group == "document") > 1
