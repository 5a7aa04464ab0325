"""What the program says of the quotations of `tests/gold/verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from takhrij.evaluate.verify import Case, Difference, Outcome, load, score
from takhrij.verify import SourceIndex, align, judge
from takhrij.verify.align import built_in_words

if TYPE_CHECKING:
    from pathlib import Path


def measure(gold: Path) -> dict[str, Any]:
    """The figures of `takhrij eval verify` for the program itself; sources lie in `sources/` beside the cases."""
    cases = load(gold, Case)
    sources: dict[str, SourceIndex] = {}
    told = {}
    for case in cases.values():
        if case.source not in sources:
            with (gold.parent / "sources" / f"{case.source}.txt").open(encoding="utf-8", newline="") as file:
                sources[case.source] = SourceIndex(file.read(), built_in_words(case.lang))
        found = judge(align(case.content, sources[case.source]), quoted=case.kind != "paraphrase")
        told[case.id] = Outcome(
            id=case.id,
            verdict=found.verdict,
            changes=tuple(
                Difference(kind=c.kind, strength=c.strength, content_span=c.content_span, source_span=c.source_span)
                for c in found.changes
            ),
            places=tuple((p.source_span.start, p.source_span.end) for p in found.passages),
        )
    return score(cases, told)
