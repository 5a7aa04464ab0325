"""Stronger and weaker wordings: by the graded scales, by words of degree, and not where a negation turns them."""

import pytest

from takhrij.packs.schema import Scale, Scales
from takhrij.verify import SourceIndex, align, judge
from takhrij.verify.align import built_in_words
from takhrij.verify.scales import Strengths


@pytest.mark.parametrize(
    ("language", "here", "there", "expected"),
    [
        ("en", ["insisted"], ["said"], 1),
        ("en", ["said"], ["insisted"], -1),
        ("en", ["said"], ["said"], 0),
        ("en", ["table"], ["said"], 0),
        ("en", ["many"], ["some"], 1),
        ("en", ["accusation"], ["charged"], -1),
        ("en", ["slashing"], ["trimmed"], 1),
        ("en", ["ruled", "out"], ["played", "down"], 1),
        ("en", ["severely"], ["slight"], 1),
        ("ar", ["اتهموا"], ["اشتبهت"], 1),
        ("ar", ["والانهيار"], ["تراجع"], 1),
        ("ar", ["يتراجعون"], ["انهارت"], -1),
        ("ar", ["بالكارثة"], ["المشاكل"], 1),
        ("ar", ["راضية"], ["مبتهج"], -1),
    ],
)
def test_strength(language: str, here: list[str], there: list[str], expected: int) -> None:
    words = built_in_words(language)
    one, other = ([words.spelled(w) for w in side] for side in (here, there))
    assert words.strengths.compare(one, other) == expected


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_word_is_stronger_than_itself(language: str) -> None:
    from takhrij.packs.loader import load

    pack, words = load(language), built_in_words(language)
    assert pack is not None
    listed = {words.spelled(w) for s in pack.scales.scale for forms in s.words for w in forms if " " not in w}
    assert [w for w in listed if words.strengths.compare([w], [w])] == []


@pytest.mark.parametrize(
    ("language", "source", "content", "expected"),
    [
        (
            "en",
            "The council criticised the owners of the mill.",
            "The council denounced the owners of the mill.",
            {"stronger"},
        ),
        ("en", "The board ruled out a sale of the yard.", "The board played down a sale of the yard.", {"weaker"}),
        ("en", "The river is polluted below the mill.", "The river is severely polluted below the mill.", {"stronger"}),
        ("en", "The river is slightly polluted below it.", "The river is polluted below it.", {"stronger"}),
        ("en", "The hall is wholly new and white.", "The hall is entirely new and white.", set()),
        ("en", "The council did not criticise the owners.", "The council did not denounce the owners.", set()),
        ("en", "The council said the mill was sold.", "The council did not insist the mill was sold.", set()),
        ("ar", "انتقد المجلس أصحاب المطحنة القديمة.", "أدان المجلس أصحاب المطحنة القديمة.", {"stronger"}),
        ("ar", "لم ينتقد المجلس أصحاب المطحنة القديمة.", "لم يدن المجلس أصحاب المطحنة القديمة.", set()),
        ("ar", "تلوثت مياه النهر قرب المطحنة.", "تلوثت مياه النهر قليلا قرب المطحنة.", {"weaker"}),
        ("ar", "أغلق المجلس الطريق الرئيسي أمس.", "أقفل المجلس الطريق الرئيسي أمس.", set()),
    ],
)
def test_a_change_of_strength_in_a_sentence(language: str, source: str, content: str, expected: set[str]) -> None:
    found = judge(align(content, SourceIndex(source, built_in_words(language))))
    assert {c.strength for c in found.changes} - {None} == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ((("loud",), ("deafening",)), 1),  # a word on both: one field
        ((("dim",), ("deafening",)), 0),  # no word on both
        ((("deafening",), ("loud",)), 0),  # one field, but low on both
    ],
)
def test_words_that_share_no_scale_are_compared_within_a_field(
    second: tuple[tuple[str, ...], ...], expected: int
) -> None:
    first = Scale(id="one", words=(("faint",), ("loud",)))
    strengths = Strengths(Scales(scale=(first, Scale(id="two", words=second))), str, lambda word: (word,))
    assert strengths.compare(["deafening"], ["faint"]) == expected
