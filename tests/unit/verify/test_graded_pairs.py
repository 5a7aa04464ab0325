"""How much strengthening and weakening is told on sentences, and how seldom where there is none."""

from __future__ import annotations

import pytest

from support.graded_pairs import HALVES, across, measure, pairs

FOUND, FALSE_ALARMS = 0.92, 0.055
ACROSS = 0.65


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("half", HALVES)
def test_strength_is_told_and_seldom_where_there_is_none(half: str, language: str) -> None:
    cases = pairs(half, language)
    assert sum(p.strength != "same" for p in cases) >= 60
    assert sum(p.strength == "same" for p in cases) >= 75
    figures = measure(cases)
    assert figures.found >= FOUND
    assert figures.false_alarms <= FALSE_ALARMS
    assert figures.wrong <= 0.02


def test_strength_is_told_across_languages() -> None:
    figures = measure(across())
    assert figures.found >= ACROSS
    assert figures.wrong == figures.false_alarms == 0
