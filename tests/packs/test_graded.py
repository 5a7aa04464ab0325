"""The notation of `scales.toml`: what a line is read as, and what is said of a faulty one."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from takhrij.errors import PackError
from takhrij.packs import schema
from takhrij.packs.graded import graded

RULES = r"""
irregular = ["sink sank sunk"]
[inflection]
v = [
  [{ when = '(.*)e', forms = ['\1e', '\1ed'] }, { when = '(.*)', forms = ['\1', '\1ed'] }],
  [{ when = '(.*)', forms = ['\1'] }],
]
n = [[{ when = '(.*)', forms = ['\1', '\1s'] }]]
w = [[{ when = '(.*)', forms = ['\1'] }]]
[scale]
"""


def read(lines: str, rules: str = RULES) -> dict[str, list[list[str]]]:
    """The forms of each grade by scale."""
    sheet = msgspec.toml.decode((rules + lines).encode(), type=schema.ScaleSheet)
    return {s.id: [list(forms) for forms in s.words] for s in graded(sheet, Path("scales.toml")).scale}


def test_words_are_inflected_by_the_first_rule_that_fits() -> None:
    assert read('a.v = "edge < climb"') == {"a": [["edge", "edged"], ["climb", "climbed"]]}


def test_irregular_forms_are_added_and_stems_have_their_own_rules() -> None:
    assert read('a.v = "dip < sink < fall/fell"')["a"] == [
        ["dip", "diped"],
        ["sink", "sinked", "sank", "sunk"],
        ["fall", "falled", "fell"],
    ]


def test_parts_of_speech_stand_beside_each_other() -> None:
    assert read('a.v = "hint < -"\na.n = "hint < proof"')["a"] == [["hint", "hinted", "hints"], ["proof", "proofs"]]


def test_a_phrase_stands_as_it_is_but_for_its_marked_word() -> None:
    assert read('a.v = "~rule out < flatly deny"\nb.n = "food ~crisis < famine"') == {
        "a": [["rule out", "ruled out"], ["flatly deny"]],
        "b": [["food crisis", "food crisiss"], ["famine", "famines"]],
    }


def test_a_line_may_be_broken() -> None:
    assert read('a.w = """\n  some,\n  a few\n  < many"""')["a"] == [["some", "a few"], ["many"]]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('a.v = "hint"', "'a': grades: v has 1"),
        ('a.v = "hint < show"\na.n = "hint < sign < proof"', "v has 2, n has 3"),
        ('a.x = "hint < show"', "no inflection 'x'"),
        ('a.w = "some < many, some"', "'some' stands in two grades"),
        ('a.w = "some, < many"', "an empty word"),
        ('a.w = "some < - < many"', "grade 2 has no word"),
    ],
)
def test_a_faulty_line_is_named(lines: str, told: str) -> None:
    with pytest.raises(PackError, match=r"scales\.toml") as e:
        read(lines)
    assert told in str(e.value)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (r"{ when = '(', forms = ['\1'] }", "unterminated"),
        (r"{ when = '(.*)', forms = ['\2'] }", "a group it has not"),
        (r"{ when = 'x', forms = ['x'] }", "no inflection fits 'some'"),
    ],
)
def test_a_faulty_rule_is_named(rule: str, told: str) -> None:
    with pytest.raises(PackError) as e:
        read('a.w = "some < many"', f"[inflection]\nw = [[{rule}]]\n[scale]\n")
    assert told in str(e.value)
