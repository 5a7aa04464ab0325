"""Graded scales: enough of them, and no two that contradict each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from takhrij.packs.loader import load
from takhrij.text.fold import fold

LEAST = 600


def ranks(language: str) -> dict[str, dict[str, int]]:
    """The rank of each folded word by scale."""
    pack = load(language)
    assert pack is not None
    found: dict[str, dict[str, int]] = {}
    for scale in pack.scales.scale:
        words = found.setdefault(scale.id, {})
        for rank, forms in enumerate(scale.words):
            for form in forms:
                assert words.setdefault(fold(form), rank) == rank, f"{scale.id}: {form} stands in two grades"
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_there_are_enough_scales_of_two_grades_or_more(language: str) -> None:
    found = ranks(language)
    assert len(found) >= LEAST
    assert [name for name, words in found.items() if len(set(words.values())) < 2] == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_scales_do_not_contradict_each_other(language: str) -> None:
    found = ranks(language)
    faults = []
    for (name, one), (other_name, other) in combinations(found.items(), 2):
        shared = one.keys() & other.keys()
        for a, b in combinations(sorted(shared), 2):
            if (one[a] - one[b]) * (other[a] - other[b]) < 0:
                faults.append((name, other_name, a, b))
    assert faults == []


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
    steps = [
        words[fold(strong)] - words[fold(weak)]
        for words in ranks(language).values()
        if fold(weak) in words and fold(strong) in words
    ]
    assert steps
    assert max(steps) > 0
    assert min(steps) >= 0
