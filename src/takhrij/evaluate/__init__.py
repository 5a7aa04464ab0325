"""Measure results against gold: attributions, speakers, dates, and what else the gold tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from takhrij.evaluate.gold import Document

__all__ = ["evaluate"]


def evaluate(
    gold: dict[str, Document],
    predicted: dict[str, Document],
    *,
    dates: bool = False,
    anchored: bool = False,
    marks: bool = False,
    min_dice: float = 0.0,
    cues: frozenset[str] | None = None,
) -> dict[str, Any]:
    """Every figure the gold has marks for.

    Parts are `attributions`, `speakers`, `extras`; with `dates` there is the part `dates` alone.
    """
    from takhrij.evaluate import attributions, extras, speakers
    from takhrij.evaluate import dates as dated

    if dates:
        return {"dates": dated.score(gold, predicted, anchored=anchored)}
    out = {"attributions": attributions.score(gold, predicted, marks=marks, min_dice=min_dice, cues=cues)}
    if any(a.speaker is not None for d in gold.values() for a in d.attributions):
        out["speakers"] = speakers.score(gold, predicted)
    if more := extras.score(gold, predicted):
        out["extras"] = more
    return out
