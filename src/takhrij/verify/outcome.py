"""Judgements as verdicts of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from takhrij.model import Change, Passage, Searched, Verdict

if TYPE_CHECKING:
    from takhrij.model import SourceRef
    from takhrij.verify.judge import Judgement
    from takhrij.verify.statement import Words

# The order in which outcomes of several sources are preferred.
ORDER = (
    "verbatim",
    "altered",
    "reordered",
    "stitched",
    "translation-candidate",
    "paraphrase-candidate",
    "closest-passage",
    "not-found",
    "not-checked",
)


def rank(judged: Judgement) -> tuple[int, float, float]:
    """A key under which the better of two judgements comes first."""
    return ORDER.index(judged.verdict), judged.facts, -judged.share


def as_verdict(
    name: str,
    attribution: str,
    judged: Judgement,
    words: Words,
    *,
    source: SourceRef | None,
    text: str,
    searched: Searched,
    rule: str = "verify.align",
    citing: SourceRef | None = None,
) -> Verdict:
    """The verdict of the contract: spans of the quotation become spans of the article, with the source's words.

    `text` is that of the source.
    """
    return Verdict(
        id=name,
        attribution=attribution,
        verdict=judged.verdict,
        reason=judged.reason,
        source=source,
        passages=tuple(
            Passage(
                content_span=words.back(p.content_span),
                source_span=p.source_span,
                source_text=text[p.source_span.start : p.source_span.end],
                content_text=words.text[p.content_span.start : p.content_span.end] if citing else None,
            )
            for p in judged.passages
        ),
        changes=tuple(_back(c, words) for c in judged.changes),
        searched=searched,
        rule=rule,
        citing=citing,
    )


def _back(change: Change, words: Words) -> Change:
    if change.content_span is None:
        return change
    return structs.replace(change, content_span=words.back(change.content_span))
