"""Quotation marks are paired whatever marks a house uses, and odd ones never raise."""

import pytest

from takhrij.text.quotes import find_quotes
from takhrij.text.sentences import find_paragraphs

CASES = [
    ('She said "the road is shut" and left.', ["the road is shut"]),
    ("قال «الطريق مغلق» ثم مضى.", ["الطريق مغلق"]),
    ("قال ”الطريق مغلق” ثم مضى.", ["الطريق مغلق"]),
    ("قال ” الطريق مغلق “ ثم مضى.", ["الطريق مغلق"]),
    ("She wrote ''we are shut'' on the door.", ["we are shut"]),
    (
        "'We were told it would take a day,' said Ada. 'They didn't say which.'",
        ["We were told it would take a day,", "They didn't say which."],
    ),
    ("The workers' union and the dogs' owners won't wait.", []),
    ("“A «b» c” d", ["A «b» c"]),
    ("“First paragraph of it.\n“Second paragraph.”", ["First paragraph of it.", "Second paragraph."]),
    ('one " alone', ["alone"]),
    ('""', []),
    ('He said that " "the road is shut" and that "nobody came".', ["the road is shut", "nobody came"]),
    ('"One" "two" and "three', ["One", "two", "three"]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_pairs(text: str, wanted: list[str]) -> None:
    found = find_quotes(text, find_paragraphs(text))
    assert [text[q.inner.start : q.inner.end] for q in found] == wanted


def test_unclosed_mark_reaches_to_the_end_of_its_paragraph_and_says_so() -> None:
    text = "She said: “the road is shut.\nNobody answered."
    (quote,) = find_quotes(text, find_paragraphs(text))
    assert not quote.closed
    assert text[quote.inner.start : quote.inner.end] == "the road is shut."


def test_long_runs_of_marks_take_linear_time() -> None:
    text = "\"'“”«»" * 20_000
    assert isinstance(find_quotes(text, find_paragraphs(text)), list)
