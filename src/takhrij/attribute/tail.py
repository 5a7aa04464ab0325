"""Where the writer's own words follow a content after a comma, where subjects follow their verbs; and hedges."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from takhrij.attribute import tags as t

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Range
    from takhrij.attribute.scan import Scan

_FOLLOWS = 10  # tokens after a verb in which its content must begin
_NEAR = 6  # tokens after an auxiliary in which the mark of the past perfect must come


def comments(scan: Scan, comma: int) -> bool:
    """Tell whether a new clause of the writer, in the past perfect, begins after the comma: "and X had earlier ..."."""
    i = comma + 1
    if i + 2 >= len(scan.tags) or not scan.tags[i] & t.AND:
        return False
    tag = scan.tags[i]
    if tag & t.AUX and tag & t.HEDGE:
        return not is_hedge(scan, i)
    if tag & t.AUX:
        return any(
            scan.tags[k] & t.AUX and scan.tags[k] & t.HEDGE for k in range(i + 2, min(i + _NEAR, len(scan.tags)))
        )
    return False


def says_on(scan: Scan, i: int) -> bool:
    """Tell whether a word that may be no reporting verb is one: a content seems to follow it."""
    ties = t.THAT | t.COLON | t.QUOTE | t.WHETHER | t.EVENT | t.MATTER
    return any(scan.tags[k] & ties for k in range(i + 1, min(i + _FOLLOWS, len(scan.tags))))


def told_by_another(scan: Scan, i: int) -> bool:
    """Tell whether a relative clause reports the content of the clause before as its object: "which X denied"."""
    return any(scan.tags[k] & t.SAY and scan.tags[k] & t.OBJECT for k in range(i, min(i + 2, len(scan.tags))))


@lru_cache(maxsize=8)
def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def is_hedge(scan: Scan, i: int) -> bool:
    """Tell whether a word that may weaken a content does so; an auxiliary only before a verb of the right shape."""
    if not scan.tags[i] & t.HEDGE:
        return False
    shape = scan.lexicon.morphology.hedged
    if not shape or not scan.tags[i] & t.AUX:
        return True
    after = i + 1
    while after < len(scan.tags) and scan.tags[after] & t.NEG:
        after += 1
    return after < len(scan.tags) and bool(_shape(shape).fullmatch(scan.folds[after]))


def find_hedges(scan: Scan, content: list[Range]) -> list[int]:
    """Tokens in a content that weaken it."""
    return [i for first, last in content for i in range(first, last) if is_hedge(scan, i)]
