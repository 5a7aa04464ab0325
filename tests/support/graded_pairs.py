"""Sentences of which one word is exchanged for a stronger one, a weaker one or one as strong, and what is told of them.

    python tests/support/graded_pairs.py [open|closed|read|apart|across] [--errors]

A line of `tests/gold/strength/<half>-<language>.tsv` has what the exchange does (stronger, weaker, same) and the sentence
with the exchange marked, `{words of the source=>words in their place}`. Sentences stand alone: what is measured is
whether the table tells the direction, not whether the place is found. `across.tsv` has an Arabic sentence, an English one
and what the first is beside the second.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from takhrij.packs.loader import read_tsv
from takhrij.verify import SourceIndex, align, judge
from takhrij.verify.align import built_in_words
from takhrij.verify.crosslingual import drift

if TYPE_CHECKING:
    from takhrij.model import Change

HOME = Path(__file__).resolve().parents[1] / "gold" / "strength"
HALVES = ("open", "closed", "read", "apart")
_MARK = re.compile(r"\{([^{}]*)=>([^{}]*)\}")


class Pair(NamedTuple):
    """A sentence of a source, the sentence made of it, and what the exchange does to its strength."""

    language: str
    source_language: str
    strength: str
    source: str
    content: str


class Figures(NamedTuple):
    """Shares of graded pairs told in the right and in the wrong direction, and of equal ones called graded."""

    found: float
    wrong: float
    false_alarms: float


def pairs(half: str, language: str) -> list[Pair]:
    """The pairs of one half in one language."""
    out = []
    for strength, marked in read_tsv(HOME / f"{half}-{language}.tsv"):
        source, content = (" ".join(_MARK.sub(side, marked).split()) for side in (r"\1", r"\2"))
        out.append(Pair(language, language, strength, source, content))
    return out


def across() -> list[Pair]:
    """The pairs of two languages."""
    return [Pair("ar", "en", strength, en, ar) for strength, ar, en in read_tsv(HOME / "across.tsv")]


def told(pair: Pair) -> str:
    """What the program tells: stronger, weaker, same, or both where its changes contradict each other."""
    found = {c.strength for c in _changes(pair)} - {None}
    return "same" if not found else "both" if len(found) > 1 else str(found.pop())


def _changes(pair: Pair) -> tuple[Change, ...]:
    if pair.language == pair.source_language:
        return judge(align(pair.content, SourceIndex(pair.source, built_in_words(pair.language)))).changes
    return drift(pair.content, pair.source, language=pair.language, source_language=pair.source_language)


def measure(cases: list[Pair]) -> Figures:
    """How often the direction is told, and how often one is told where there is none."""
    graded = [(p.strength, told(p)) for p in cases if p.strength != "same"]
    equal = [told(p) for p in cases if p.strength == "same"]
    return Figures(
        sum(a == b for a, b in graded) / len(graded),
        sum(b not in (a, "same") for a, b in graded) / len(graded),
        sum(b != "same" for b in equal) / len(equal),
    )


def main(arguments: list[str]) -> None:
    """Print the figures of one half, and its errors where they are wanted."""
    half = next((a for a in arguments if not a.startswith("-")), "open")
    sets = {"ar-en": across()} if half == "across" else {language: pairs(half, language) for language in ("ar", "en")}
    for language, cases in sets.items():
        found = measure(cases)
        print(
            f"{half} {language}: found {found.found:.3f} wrong {found.wrong:.3f} false alarms {found.false_alarms:.3f}"
        )
        if "--errors" in arguments:
            for p in cases:
                if told(p) != p.strength:
                    print(f"  {p.strength}, told {told(p)}\n    {p.source}\n    {p.content}")


if __name__ == "__main__":
    main(sys.argv[1:])
