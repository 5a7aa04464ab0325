"""Compare a statement with an article in another language: probable source sentences, and the facts only one side has.

Never "verbatim": the nearest sentence is told where it lies clearly before the next, with the numbers, names, negations
and words of reserve that do not agree.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from takhrij.model import Change, Passage, Span
from takhrij.packs.loader import lexicon_rows, lexicons, load
from takhrij.text.fold import fold
from takhrij.text.sentences import find_paragraphs, split_sentences
from takhrij.verify.crosslingual import Pool, drift, margin_of
from takhrij.verify.judge import NOT_FOUND, Judgement

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.model import Article
    from takhrij.verify.statement import Words
    from takhrij.verify.words import VerifyWords

SCORE, MARGIN = 0.24, 0.15  # what of both sentences must agree, and how far the best must lie before the next
SURE = 0.36  # what must agree for the margin not to count
_LINKS = 3  # different things that must agree
_SHORT = 12  # letters of a sentence below which it is not compared


class Foreign(NamedTuple):
    """An article's sentences, ready to be searched by statements of another language."""

    article: Article
    sentences: tuple[Span, ...]
    pool: Pool


def foreign(article: Article, language: str, packs: Path | None = None) -> Foreign | None:
    """Prepare an article for statements of a language; None where no lexicon joins the two."""
    pack = load(article.language, packs)
    if pack is None:
        return None
    found = split_sentences(article.text, article.paragraphs, pack.morphology.abbreviations)
    sentences = tuple(s for s in found if s.end - s.start >= _SHORT)
    if not sentences:
        return None
    try:
        pool = Pool([article.text[s.start : s.end] for s in sentences], article.language, language, packs)
    except ValueError:
        return None
    return Foreign(article, sentences, pool)


def compare(words: Words, language: str, article: Article, packs: Path | None = None) -> Judgement:
    """The judgement on a statement and an article in another language."""
    other = foreign(article, language, packs)
    return compare_with(words, language, other, packs) if other is not None else NOT_FOUND


def compare_with(words: Words, language: str, other: Foreign, packs: Path | None = None) -> Judgement:
    """The same with an article that was prepared before."""
    pack = load(language, packs)
    if pack is None:
        return NOT_FOUND
    paragraphs = find_paragraphs(words.text)
    passages: list[Passage] = []
    changes: list[Change] = []
    scores: list[float] = []
    for part in split_sentences(words.text, paragraphs, pack.morphology.abbreviations):
        best = margin_of(other.pool.rank(words.text[part.start : part.end]))
        if best is None or best.score < SCORE or len(best.evidence) < _LINKS:
            continue
        if best.margin < MARGIN and best.score < SURE:
            continue
        there = other.sentences[best.index]
        passages.append(Passage(content_span=part, source_span=there))
        scores.append(best.score)
        changes += _drift(words.text, part, other.article, there, language, packs)
    if not passages:
        return NOT_FOUND
    share = sum(scores) / len(scores)
    return Judgement("translation-candidate", tuple(changes), tuple(passages), "nearest-sentence", 0.0, share)


def _drift(  # noqa: PLR0917 - two texts with a place in each
    text: str, part: Span, article: Article, there: Span, language: str, packs: Path | None
) -> list[Change]:
    """Facts that only one of two sentences has, with their places in the whole texts."""
    found = drift(
        text[part.start : part.end],
        article.text[there.start : there.end],
        language=language,
        source_language=article.language,
        packs=packs,
    )
    return [
        structs.replace(
            c, content_span=_moved(c.content_span, part.start), source_span=_moved(c.source_span, there.start)
        )
        for c in found
    ]


def _moved(span: Span | None, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span else None


@lru_cache(maxsize=8)
def dictionary(language: str) -> dict[str, str]:
    """The most frequent word of another language for each word of a language that a lexicon lists, folded."""
    out: dict[str, str] = {}
    for pair in lexicons():
        if language not in pair:
            continue
        for row in lexicon_rows(*pair):
            here, there = (row[0], row[1]) if pair[0] == language else (row[1], row[0])
            for form in here:
                out.setdefault(fold(form), there[0])
    return out


def translated(terms: tuple[str, ...], words: VerifyWords) -> tuple[str, ...]:
    """The terms that a lexicon has, in the other language."""
    known = dictionary(words.language)
    found = (next((known[s] for s in words.stems(words.spelled(t)) if s in known), None) for t in terms)
    return tuple(dict.fromkeys(t for t in found if t))
