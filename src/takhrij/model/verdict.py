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
    """The stored article a statement was compared with."""

    article: str
    url: str | None = None
    sha256: str | None = None


class Passage(Struct, frozen=True, kw_only=True):
    """Two places that were laid side by side: in the citing text and in the source."""

    content_span: Span
    source_span: Span


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
    """The outcome for one attribution (or the title), with what was compared and what was searched."""

    id: str
    attribution: str
    verdict: VerdictName
    reason: str
    source: SourceRef | None = None
    passages: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()
    searched: Searched = Searched()
    next: str | None = None
    rule: str
