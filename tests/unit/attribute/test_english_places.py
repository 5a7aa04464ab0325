"""Where source, cue and content of English sentences stand to one another: asides, names, relatives. All are invented."""

from __future__ import annotations

import pytest

from takhrij.attribute import attribute
from takhrij.packs.loader import load
from takhrij.text.sentences import find_paragraphs

PACK = load("en")
assert PACK is not None


def found(text: str) -> list[tuple[str, str]]:
    """Content and source of every attribution, pieces joined by a bar."""

    def words(spans: object) -> str:
        return "|".join(text[s.start : s.end].strip(".,?") for s in spans)  # type: ignore[attr-defined]

    return [(words(a.content), words(a.source)) for a in attribute(text, find_paragraphs(text), PACK)]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        # what belongs to a subject
        (
            "The mayor - no friend of the port - said that the quay was safe.",
            "the quay was safe",
            "The mayor - no friend of the port",
        ),
        (
            "Ada Kroll, who sold the mill in 2009, plans to buy it back.",
            "to buy it back",
            "Ada Kroll, who sold the mill in 2009",
        ),
        (
            "A survey begun in May and never printed, also in the box, warned that the wall leaned.",
            "the wall leaned",
            "A survey begun in May and never printed, also in the box",
        ),
        (
            "Six clerks asked about the fire, including Piet Sand, said they smelled gas.",
            "they smelled gas",
            "Six clerks asked about the fire, including Piet Sand",
        ),
        ("Ada Kroll, meanwhile, hopes that the tide will turn.", "the tide will turn", "Ada Kroll"),
        ("But Orlo, who's leaving in May, added that he was tired.", "he was tired", "Orlo, who's leaving in May"),
        (
            "People close to the harbour master say the pilot slept.",
            "the pilot slept",
            "People close to the harbour master",
        ),
        ("Emails seen by the Echo show that the pilot slept.", "the pilot slept", "Emails seen by the Echo"),
        ("A note came that said the pilot slept.", "the pilot slept", "A note"),
        ("She held up a sign saying \u201cLunch is late again.\u201d", "Lunch is late again", "a sign"),
        ("The pilot was quoted by the Echo as saying that he slept.", "he slept", "The pilot"),
        # names that look like other words
        ("In the end, Will said, the tide turned.", "In the end|the tide turned", "Will"),
        ("The pilot slept, the Tidewater Echo reports.", "The pilot slept", "the Tidewater Echo"),
        ("Of the nine, two said they smelled gas.", "they smelled gas", "two"),
        # what comes first
        ("Said Ada Kroll, \u201cThe tide never asks.\u201d", "The tide never asks", "Ada Kroll"),
        ("\u201cI like it,\u201d Kroll, the mayor, said on Tuesday.", "I like it", "Kroll, the mayor"),
        ("\u201cIs the quay still safe?\u201d Orlo asked the old harbour master.", "Is the quay still safe", "Orlo"),
        (
            "\u201cNobody told the port of it,\u201d Kroll said in a letter that reached us late.",
            "Nobody told the port of it",
            "Kroll",
        ),
        # objects and hearers
        (
            "He vowed to \u201ckeep the lamp alight\u201d all winter.",
            "to \u201ckeep the lamp alight\u201d all winter",
            "He",
        ),
        ("Kroll calls herself a friend of the port.", "herself a friend of the port", "Kroll"),
        (
            "Kroll asked Orlo, who runs the port, to open the gate.",
            "Orlo, who runs the port, to open the gate",
            "Kroll",
        ),
        ("The pilot was accused by the port of sleeping.", "The pilot|of sleeping", "the port"),
        ("Claims by the port that the pilot slept were dropped.", "the pilot slept", "the port"),
        ("There is speculation that the port will close.", "the port will close", ""),
        ("He rested his case on what she said were lies.", "were lies", "she"),
        # where it ends
        ("Kroll said the quay was safe but declined to show the survey.", "the quay was safe", "Kroll"),
        ("Kroll said the quay was safe - a claim the port disputes.", "the quay was safe", "Kroll"),
        (
            "Months after Kroll said that the quay was safe, it fell into the sea.",
            "the quay was safe",
            "Months after Kroll",
        ),
        (
            "Kroll called the quay \u201ca jewel\u201d, and the paint was still wet.",
            "the quay \u201ca jewel\u201d",
            "Kroll",
        ),
        ("It lasted two days and, parish records say, drowned one goat.", "drowned one goat", "parish records"),
        (
            "Orlo, limping with a torn boot, according to the nurse, won the race.",
            "limping with a torn boot",
            "the nurse",
        ),
        ("She noted that the wall had leaned before.", "the wall had leaned before", "She"),
    ],
)
def test_one_statement(text: str, content: str, source: str) -> None:
    assert (content, source) in found(text)
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "\u201cThe quay is as safe as it looks,\u201d wrote the clerk. The mayor did not elaborate.",
        "Neither the mayor nor the clerk would say whether the quay was safe.",
        "The mayor waved the survey released by the port on Tuesday.",
        "People close to the harbour stayed indoors.",
        "The committee of the state Senate sat all night.",
        "Weighing in on the matter, Orlo agreed, lifting his glass.",
    ],
)
def test_nothing_is_said_by_the_subject(text: str) -> None:
    assert not [
        f for f in found(text) if "mayor" in f[1].lower() or "Neither" in f[1] or "People" in f[1] or "Orlo" in f[1]
    ]


def test_another_clause_is_not_the_content_of_the_verb_that_closes_it() -> None:
    assert found("Kroll said the quay was safe, but the port disagrees.") == [
        ("the quay was safe, but the port disagrees", "Kroll")
    ]
