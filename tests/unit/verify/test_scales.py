"""Stronger and weaker wordings by the graded scales."""

import pytest

from takhrij.verify.align import built_in_words


@pytest.mark.parametrize(
    ("language", "here", "there", "expected"),
    [
        ("en", ["insisted"], ["said"], 1),
        ("en", ["said"], ["insisted"], -1),
        ("en", ["said"], ["said"], 0),
        ("en", ["table"], ["said"], 0),
        ("en", ["many"], ["some"], 1),
    ],
)
def test_strength(language: str, here: list[str], there: list[str], expected: int) -> None:
    assert built_in_words(language).strengths.compare(here, there) == expected


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_word_is_stronger_than_itself(language: str) -> None:
    from takhrij.packs.loader import load

    strengths = built_in_words(language).strengths
    words = [w for scale in load(language).scales.scale for grade in scale.words for w in grade if " " not in w]
    assert [
        w
        for w in words
        if strengths.compare([built_in_words(language).spelled(w)], [built_in_words(language).spelled(w)])
    ] == []
