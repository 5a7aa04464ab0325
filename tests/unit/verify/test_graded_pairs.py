"""How much strengthening and weakening is told on sentences, and how seldom where there is none."""

from __future__ import annotations

import pytest

from support.graded_pairs import HALVES, across, measure, pairs

OWN = (0.92, 0.055, 0.02)  # found at least; false alarms and wrong directions at most
BOUNDS = {  # of the pairs that another hand wrote, where the equal ones are near synonyms on purpose
    ("read", "ar"): (0.83, 0.055, 0.02),
    ("read", "en"): (0.87, 0.105, 0.055),
    ("apart", "ar"): (0.7, 0.065, 0.02),
    ("apart", "en"): (0.84, 0.14, 0.02),
}
ACROSS = 0.65


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("half", HALVES)
def test_strength_is_told_and_seldom_where_there_is_none(half: str, language: str) -> None:
    cases = pairs(half, language)
    assert sum(p.strength != "same" for p in cases) >= 60
    assert sum(p.strength == "same" for p in cases) >= 75
    found, false_alarms, wrong = BOUNDS.get((half, language), OWN)
    figures = measure(cases)
    assert figures.found >= found
    assert figures.false_alarms <= false_alarms
    assert figures.wrong <= wrong


def test_strength_is_told_across_languages() -> None:
    figures = measure(across())
    assert figures.found >= ACROSS
    assert figures.wrong == figures.false_alarms == 0
