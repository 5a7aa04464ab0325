"""Check one quotation by hand: against an article, or against all articles of an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.model import Searched, SourceRef, Span, Verdict
from takhrij.packs.loader import load
from takhrij.verify.align import align
from takhrij.verify.index import SourceIndex
from takhrij.verify.judge import NOT_FOUND, judge
from takhrij.verify.outcome import as_verdict, rank
from takhrij.verify.retrieve import Query, candidates, key_words
from takhrij.verify.sources import Sources
from takhrij.verify.statement import joined
from takhrij.verify.translation import compare, translated
from takhrij.verify.words import verify_words

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.model import Article
    from takhrij.verify.sources import Shelf

GIVEN = "given"  # what stands for the attribution of words that a person gives


def cite(words: str, article: Article, *, language: str | None = None, packs: Path | None = None) -> Verdict | None:
    """The verdict for words that a person says stand in an article; None without a pack for its language.

    `language` is that of the words, the article's unless given.
    """
    pack = load(article.language, packs)
    if pack is None:
        return None
    said = joined(words, (Span(0, len(words)),), quoted=True)
    if language and language != article.language:
        judged = compare(said, language, article, packs)
    else:
        judged = judge(align(words, SourceIndex(article.text, verify_words(pack))))
    ref = SourceRef(
        article=article.id,
        url=article.url,
        title=article.title or None,
        outlet=article.outlet,
        published=article.published,
        language=article.language,
    )
    searched = Searched(articles=1)
    return as_verdict("V1", GIVEN, judged, said, source=ref, text=article.text, searched=searched, rule="verify.words")


def cite_archive(words: str, archive: Shelf, language: str, *, packs: Path | None = None) -> Verdict | None:
    """The best verdict for words that a person says stand somewhere in an archive; None without a pack."""
    pack = load(language, packs)
    if pack is None:
        return None
    said = joined(words, (Span(0, len(words)),), quoted=True)
    own = SourceIndex(words, verify_words(pack))
    keys = tuple(key_words(words, own))
    wanted = Query(terms=(*keys, *translated(keys, own.words)))
    sources = Sources(archive, packs)
    near = [sources.source(c) for c in candidates(archive, wanted, None)]
    searched = Searched(articles=len(near), terms=wanted.terms)
    best, found = NOT_FOUND, None
    for source in near:
        if source.indexed is None:
            continue
        if source.indexed.words is own.words:
            judged = judge(align(words, source.indexed))
        else:
            judged = compare(said, language, source.article, packs)
        if rank(judged) < rank(best):
            best, found = judged, source
    return as_verdict(
        "V1",
        GIVEN,
        best,
        said,
        source=found.ref if found else None,
        text=found.article.text if found else "",
        searched=searched,
        rule="verify.words",
    )
