"""What is to be checked of an article: the words of each statement, and what it cites."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from takhrij.model import Span
from takhrij.text.quotes import find_quotes

if TYPE_CHECKING:
    from takhrij.model import Analysis, Attribution, Chain, Entity

ORIGINS = frozenset(("republishes", "translates", "syndicates", "credits"))
_QUOTED = 3  # words that the quoted parts of a mixed statement must have to be checked alone


class Words(NamedTuple):
    """Words of a statement put together for comparison, and where each part of them stands in the article."""

    text: str
    parts: tuple[tuple[int, int], ...]  # place in `text`, place in the article
    quoted: bool

    def back(self, span: Span) -> Span:
        """A span of the words as a span of the article."""
        return Span(self._at(span.start), self._at(span.end - 1) + 1)

    def _at(self, offset: int) -> int:
        k = bisect_right(self.parts, (offset, 1 << 60)) - 1
        here, there = self.parts[max(k, 0)]
        return there + offset - here


class Statement(NamedTuple):
    """An attribution with its words and what stands behind it.

    `outlets` are those whose articles it may stand in, by gazetteer id or, for one in no list, by name; `named` are
    all named sources of its chain; `dates` EDTF values of the chain's links.
    """

    attribution: Attribution
    words: Words
    outlets: tuple[Entity, ...]
    named: tuple[Entity, ...]
    dates: tuple[str, ...]

    @property
    def cites(self) -> bool:
        """Tell whether there is somebody or something named where the words could be looked up."""
        return bool(self.named)


def statements(analysis: Analysis) -> list[Statement]:
    """Every attribution of the text with what it cites."""
    chains = {c.attribution: c for c in analysis.chains}
    entities = {e.id: e for e in analysis.entities}
    return [_statement(a, analysis, chains.get(a.id), entities) for a in analysis.attributions]


def _statement(a: Attribution, analysis: Analysis, chain: Chain | None, entities: dict[str, Entity]) -> Statement:
    links = [x for x in (chain.links[1:] if chain else ()) if x.act not in ORIGINS]
    behind = [entities[x.entity] for x in links if x.entity in entities]
    if not links and a.speaker in entities:
        behind = [entities[a.speaker]]
    own = analysis.article.outlet_id
    return Statement(
        attribution=a,
        words=words_of(a, analysis.article.text),
        outlets=tuple(e for e in behind if e.kind == "outlet" and e.id != own),
        named=tuple(e for e in behind if e.kind in ("person", "organisation", "outlet", "document", "group")),
        dates=tuple(dict.fromkeys(x.date for x in links if x.date)),
    )


def words_of(a: Attribution, text: str) -> Words:
    """The words to compare: the content, of a mixed statement what stands in quotation marks."""
    spans = a.content
    quoted = a.type == "direct"
    if a.type == "mixed":
        inner = [q.inner for c in spans for q in find_quotes(text, (c,)) if q.closed]
        if sum(len(text[s.start : s.end].split()) for s in inner) >= _QUOTED:
            spans, quoted = tuple(inner), True
    return joined(text, spans, quoted=quoted)


def joined(text: str, spans: tuple[Span, ...], *, quoted: bool) -> Words:
    """Parts of a text as one, with a mark of omission between them."""
    out: list[str] = []
    parts: list[tuple[int, int]] = []
    at = 0
    for s in spans:
        if out:
            out.append(" \u2026 ")
            at += 3
        parts.append((at, s.start))
        out.append(text[s.start : s.end])
        at += s.end - s.start
    return Words("".join(out), tuple(parts), quoted)
