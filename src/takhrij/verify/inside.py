"""Checks that need no other article: the headline against the body, and what the article hardens.

A headline's quotation must stand in the body. A sentence in the article's own voice that says what a source only
alleged, suspected, asked or said with reserve is told as *hardened here*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.model import Change, Passage, Searched, SourceRef, Span, Verdict
from takhrij.text.quotes import find_quotes
from takhrij.verify.align import align
from takhrij.verify.judge import judge
from takhrij.verify.outcome import as_verdict
from takhrij.verify.statement import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from takhrij.model import Analysis, Attribution
    from takhrij.verify.index import SourceIndex
    from takhrij.verify.words import VerifyWords

TITLE = "title"
_SOFT = frozenset(("alleges", "doubts", "asks"))
_SHORT = 2  # words that a quotation in a headline must have
_CONTENT, _SHARE = 4, 0.62  # words that statement and sentence must share, and what share of the statement, by rarity


def headline(analysis: Analysis, index: SourceIndex) -> Iterator[Verdict]:
    """A verdict for each quotation in the title; its id is left to the caller."""
    article = analysis.article
    title = article.title
    spans = [q.inner for q in find_quotes(title, (Span(0, len(title)),) if title.strip() else ())]
    spans += [
        c
        for a in analysis.title_attributions
        if a.type == "direct"
        for c in a.content
        if not any(c.meets(s) for s in spans)
    ]
    page = SourceRef(article=article.id, url=article.url)
    for span in sorted(spans):
        if len(title[span.start : span.end].split()) < _SHORT:
            continue
        words = joined(title, (span,), quoted=True)
        judged = judge(align(words.text, index))
        yield as_verdict(
            "",
            TITLE,
            judged,
            words,
            source=page,
            text=article.text,
            searched=Searched(articles=1),
            rule="verify.headline",
        )


class _Bag(NamedTuple):
    """A stretch of text as the set of its words that mean something, and whether it is said with reserve."""

    words: frozenset[str]
    reserved: bool
    negative: bool


def hardened(analysis: Analysis, index: SourceIndex) -> Iterator[Verdict]:
    """A verdict for each pair of a soft statement and a sentence that asserts it; its id is left to the caller."""
    article, words = analysis.article, index.words
    soft = [a for a in analysis.attributions if _is_soft(a, article.text, words)]
    if not soft:
        return
    weights = _weights(index)
    own = [
        (s.span, _bag(article.text[s.span.start : s.span.end], words))
        for s in analysis.sentences
        if s.voice == "own" and "?" not in (last := article.text[s.span.end - 1]) and last != "\u061f"
    ]
    for a in soft:
        said = _bag(" ".join(article.text[c.start : c.end] for c in a.content), words)
        total = sum(weights.get(w, 0.0) for w in said.words)
        for span, bag in own:
            both = said.words & bag.words
            if bag.reserved or bag.negative != said.negative or len(both) < _CONTENT or not total:
                continue
            if sum(weights.get(w, 0.0) for w in both) / total >= _SHARE:
                yield _hardened(a, span, analysis)


def _hardened(a: Attribution, span: Span, analysis: Analysis) -> Verdict:
    article = analysis.article
    content = Span(a.content[0].start, a.content[-1].end)
    return Verdict(
        id="",
        attribution=a.id,
        verdict="paraphrase-candidate",
        reason="hardened-here",
        source=SourceRef(article=article.id, url=article.url),
        passages=(Passage(content_span=content, source_span=span, source_text=article.text[span.start : span.end]),),
        changes=(
            Change(
                kind="hedge", content_span=(a.hedges or a.cue or a.content)[0], source_span=span, strength="stronger"
            ),
        ),
        searched=Searched(articles=1),
        rule="verify.hardened",
    )


def _is_soft(a: Attribution, text: str, words: VerifyWords) -> bool:
    """Tell whether a statement is alleged, doubted or asked, or said with reserve."""
    if a.stance in _SOFT or a.hedges:
        return True
    spoken = " ".join(text[c.start : c.end] for c in (*a.cue, *a.content))
    return _bag(spoken, words).reserved


def _bag(text: str, words: VerifyWords) -> _Bag:
    from takhrij.verify.tokens import tokenise

    tokens = tokenise(text, words).texts
    hedged = words.marked(tokens, words.hedges)
    negative = words.marked(tokens, words.negations)
    reserved = any(hedged) or any(words.marked(tokens, words.reserve))
    kept = frozenset(
        words.base(t)
        for t, h, n in zip(tokens, hedged, negative, strict=True)
        if not h and not n and t not in words.function and words.unjoined(t) not in words.function
    )
    return _Bag(kept, reserved, sum(negative) % 2 == 1)


def _weights(index: SourceIndex) -> dict[str, float]:
    """How much each word's occurrence says in this article, by the word itself."""
    out: dict[str, float] = {}
    for text, number in index.vocabulary.items():
        base = index.words.base(text)
        out[base] = min(out.get(base, 1e9), index.rarity(number))
    return out
