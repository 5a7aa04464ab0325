"""Tokens of a comparison: numbers and dates are one token each, contractions two."""

import pytest

from takhrij.packs.loader import load
from takhrij.verify.tokens import tokenise
from takhrij.verify.words import verify_words

WORDS = {code: verify_words(load(code)) for code in ("ar", "en")}


def texts(text: str, language: str) -> list[str]:
    return tokenise(text, WORDS[language]).texts


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "two hundred and thirty-five", ["#235"]),
        ("en", "1,200.50", ["#1200.5"]),
        ("en", "1.5 million", ["#1500000"]),
        ("en", "nineteen eighty", ["#19", "#80"]),
        ("en", "one of them", ["one", "of", "them"]),
        ("en", "won't", ["will", "not"]),
        ("en", "She didn’t", ["she", "did", "not"]),
        ("en", "March 21, 2019", ["#21@3", "#2019"]),
        ("en", "21 March 2019", ["#21@3", "#2019"]),
        ("en", "They may march", ["they", "may", "march"]),
        ("en", "in October. Two men", ["in", "#@10", "#2", "men"]),
        ("en", "10%", ["#10", "percent"]),
        ("ar", "خمسة وعشرون", ["#25"]),
        ("ar", "أربع عشرة", ["#14"]),
        ("ar", "خمسة آلاف", ["#5000"]),
        ("ar", "١٢٬٥٠٠", ["#12500"]),
        ("ar", "و قال", ["وقال"]),
        ("ar", "لـ«الوطن»", ["للوطن"]),
        ("ar", "السادس عشر من تشرين الأول", ["#16@10"]),
        ("ar", "16 أكتوبر", ["#16@10"]),
        ("ar", "في آذار/مارس", ["في", "#@3"]),
        ("ar", "مسئول مسؤول", ["مسءول", "مسءول"]),
    ],
)
def test_tokens(language: str, text: str, expected: list[str]) -> None:
    assert texts(text, language) == expected


def test_places_are_those_of_the_text() -> None:
    text = "He didn't say two hundred and five."
    tokens = tokenise(text, WORDS["en"])
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == [
        "He", "did", "n't", "say", "two hundred and five",
    ]  # fmt: skip


def test_the_work_grows_with_the_text() -> None:
    for text in ("و " * 20_000, "one " * 20_000, "5 " * 20_000, "مئة " * 20_000, "March " * 20_000):
        assert len(tokenise(text, WORDS["ar"])) + len(tokenise(text, WORDS["en"])) > 0
