"""Graded scales: enough of them, each with grades, no word in two grades, no two scales that contradict each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from takhrij.packs.loader import load
from takhrij.text.fold import fold

LEAST = 150


def scales(language: str) -> dict[str, list[list[str]]]:
    """Folded words of each grade of each scale."""
    pack = load(language)
    assert pack is not None
    return {scale.id: [[fold(word) for word in grade] for grade in scale.words] for scale in pack.scales.scale}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_there_are_enough_scales_of_two_grades_or_more(language: str) -> None:
    pack = load(language)
    assert pack is not None
    found = scales(language)
    assert len(found) == len(pack.scales.scale) >= LEAST
    assert [name for name, grades in found.items() if len(grades) < 2 or not all(grades)] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_word_stands_twice_in_a_scale(language: str) -> None:
    for name, grades in scales(language).items():
        words = [word for grade in grades for word in grade]
        assert len(set(words)) == len(words), name
        assert all(word and word == word.strip() for word in words), name


@pytest.mark.parametrize("language", ["ar", "en"])
def test_scales_do_not_contradict_each_other(language: str) -> None:
    order = {
        (weak, strong)
        for grades in scales(language).values()
        for lower, higher in combinations(grades, 2)
        for weak in lower
        for strong in higher
    }
    assert [pair for pair in order if pair[::-1] in order] == []


@pytest.mark.parametrize(
    ("language", "weak", "strong"),
    [
        ("en", "said", "insisted"),
        ("en", "accused", "convicted"),
        ("en", "some", "most"),
        ("en", "may", "will"),
        ("en", "rose", "soared"),
        ("ar", "قال", "أصر"),
        ("ar", "انتقدت", "أدانت"),
        ("ar", "بعض", "معظم"),
        ("ar", "قد", "سوف"),
    ],
)
def test_strength_is_told(language: str, weak: str, strong: str) -> None:
    found = [
        (low, high)
        for grades in scales(language).values()
        for low, lower in enumerate(grades)
        for high, higher in enumerate(grades)
        if fold(weak) in lower and fold(strong) in higher
    ]
    assert found
    assert all(low < high for low, high in found)
