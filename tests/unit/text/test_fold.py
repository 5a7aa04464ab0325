"""Folding makes variants equal and offsets survive it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takhrij.text.fold import fold, fold_map


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("صـحيفة", "صحيفه"),
        ("مُتّهم", "متهم"),
        ("أكد", "اكد"),
        ("آب", "اب"),
        ("٢٠١٩", "2019"),
        ("علی", "علي"),
        ("Café", "CAFE"),
        ("ﻻ", "لا"),
        ("Trump’s", "trump's"),
    ],
)
def test_variants_are_equal(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_different_words_stay_different() -> None:
    assert len({fold(w) for w in ("قال", "قيل", "قول", "مال")}) == 4


@given(st.text(max_size=60))
def test_the_map_leads_back_into_the_text(text: str) -> None:
    folded, back = fold_map(text)
    assert len(back) == len(folded) + 1
    assert back[-1] == len(text)
    assert all(a <= b for a, b in itertools.pairwise(back))


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
