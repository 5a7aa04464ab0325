"""Confidence rests on signs that can be told, each of which pulls the way its reason says."""

import pytest

from takhrij.attribute import attribute
from takhrij.attribute.confidence import SIGNS, Told, confidence
from takhrij.packs.loader import confidence_rows, load
from takhrij.text.sentences import find_paragraphs

UP = {"tied"}
LONG = "the bridge over the old harbour will stay shut for repairs until the end of next spring"


def marks(language, text):
    told = {}
    found = attribute(text, find_paragraphs(text), load(language), told=told)
    return [(a, told[a.id]) for a in found]


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_pulls_the_way_of_its_reason(sign):
    plain, with_sign = confidence(Told(2.0, ())), confidence(Told(2.0, (sign,)))
    assert (with_sign > plain) == (sign in UP)


def test_the_figure_set_by_hand_counts():
    assert confidence(Told(3.0, ())) > confidence(Told(0.5, ()))


def test_the_table_has_a_row_for_each_sign_and_no_other():
    assert set(confidence_rows()) == {"base", "by-hand", *SIGNS}


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        (f"“{LONG.capitalize()},” the mayor said.", ()),
        (f"The mayor said that {LONG}.", ("unquoted", "tied")),
        (f"The mayor said {LONG}.", ("unquoted",)),
        ("The mayor said that “the bridge” would stay shut.", ("partly-quoted", "short")),
        ("The mayor announced a new bridge.", ("unquoted", "short", "very-short", "no-clause", "phrase")),
        (f"The mayor said that {LONG}, Ada Rohm’s paper and all.", ("unquoted", "commas", "tied")),
    ],
)
def test_signs_are_told(text, signs):
    ((_, told),) = marks("en", text)
    assert told.signs == signs


def test_a_statement_in_another_is_less_sure_than_the_same_alone():
    inner = marks("en", f"Ada Rohm wrote that the mayor said that {LONG}.")[-1]
    alone = marks("en", f"The mayor said that {LONG}.")[-1]
    assert "inside-another" in inner[1].signs
    assert inner[0].confidence < alone[0].confidence


def test_a_quotation_is_surer_than_reported_speech_in_arabic():
    quoted = marks("ar", "وقال المحافظ: «سيبقى الجسر القديم مغلقا أمام السيارات حتى نهاية الربيع المقبل».")[0][0]
    told = marks("ar", "وقال المحافظ إن الجسر القديم سيبقى مغلقا أمام السيارات حتى نهاية الربيع المقبل.")[0][0]
    assert told.confidence < quoted.confidence


def test_confidence_is_a_share():
    for language in ("ar", "en"):
        assert all(0 < a.confidence < 1 for a, _ in marks(language, f"He said: “No.” The mayor, he said, “{LONG}”."))
