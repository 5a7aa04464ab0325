"""What a comparison with the cited source gave. Never true or false."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from takhrij.model.span import Span

VerdictName = Literal[
    "verbatim",
    "altered",
    "reordered",
    "stitched",
    "paraphrase-candidate",
    "closest-passage",
    "translation-candidate",
    "not-found",
    "not-checked",
]


class SourceRef(Struct, frozen=True, kw_only=True):
    """The stored article a statement was compared with: its id, and what a reader knows it by."""

    article: str
    url: str | None = None
    sha256: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None


class Passage(Struct, frozen=True, kw_only=True):
    """Two places that were laid side by side: in the citing text and in the source, and the source's words there.

    `content_text` is given where the citing text is not this page.
    """

    content_span: Span
    source_span: Span
    source_text: str | None = None
    content_text: str | None = None


class Change(Struct, frozen=True, kw_only=True):
    """One difference: number, date, name, negation, hedge, word, omission, insertion, strength."""

    kind: str
    content_span: Span | None = None
    source_span: Span | None = None
    strength: Literal["stronger", "weaker"] | None = None


class Searched(Struct, frozen=True, kw_only=True):
    """What was looked through and for: number of articles, search terms, date window."""

    articles: int = 0
    terms: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


class Verdict(Struct, frozen=True, kw_only=True):
    """The outcome for one attribution (or the title), with what was compared and what was searched.

    `citing` is set where not this page but a source of it was compared with the source that it cites in its turn
    (`next` of another verdict leads here): then `content_span` refers to the text of that article.
    """

    id: str
    attribution: str
    verdict: VerdictName
    reason: str
    source: SourceRef | None = None
    passages: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()
    searched: Searched = Searched()
    next: str | None = None
    citing: SourceRef | None = None
    rule: str
