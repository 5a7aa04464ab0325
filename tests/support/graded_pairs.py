"""Sentences of which one word is exchanged for a stronger one, a weaker one or one as strong, and what is told of them.

    python tests/support/graded_pairs.py [open|closed] [--errors]

A line of `tests/gold/strength/<half>-<language>.tsv` has what the exchange does (stronger, weaker, same) and the sentence
with the exchange marked, `{words of the source=>words in their place}`. Sentences stand alone: what is measured is
whether the table tells the direction, not whether the place is found.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from takhrij.packs.loader import read_tsv
from takhrij.verify import SourceIndex, align, judge
from takhrij.verify.align import built_in_words

HOME = Path(__file__).resolve().parents[1] / "gold" / "strength"
_MARK = re.compile(r"\{([^{}]*)=>([^{}]*)\}")


class Pair(NamedTuple):
    """A sentence of a source, the sentence made of it, and what the exchange does to its strength."""

    language: str
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
        out.append(Pair(language, strength, source, content))
    return out


def told(pair: Pair) -> str:
    """What the program tells: stronger, weaker, same, or both where its changes contradict each other."""
    index = SourceIndex(pair.source, built_in_words(pair.language))
    found = {c.strength for c in judge(align(pair.content, index)).changes} - {None}
    return "same" if not found else "both" if len(found) > 1 else str(found.pop())


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
    for language in ("ar", "en"):
        cases = pairs(half, language)
        found = measure(cases)
        print(f"{half} {language}: found {found.found:.3f} wrong {found.wrong:.3f} false alarms {found.false_alarms:.3f}")
        if "--errors" in arguments:
            for p in cases:
                if told(p) != p.strength:
                    print(f"  {p.strength} {told(p)}\n    {p.source}\n    {p.content}")


if __name__ == "__main__":
    main(sys.argv[1:])
