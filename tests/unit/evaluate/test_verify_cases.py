"""The cases for the comparison of quotations with sources are what they say they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from support import verify_cases
from takhrij.text.fold import fold

Record = dict[str, Any]


def records(half: str) -> list[Record]:
    return [json.loads(line) for line in (verify_cases.HOME / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def texts(half: str) -> dict[str, str]:
    return {
        path.stem: path.read_text(encoding="utf-8") for path in (verify_cases.HOME / "sources").glob(f"{half}-*.txt")
    }


def bare(words: str) -> str:
    """Folded words without marks, for comparison."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(words)).split())


@pytest.mark.parametrize("half", verify_cases.HALVES)
class TestHalf:
    def test_files_are_what_the_marked_lines_make(self, half: str) -> None:
        built, sources = verify_cases.build(half)
        assert built == records(half)
        assert sources == texts(half)

    def test_ids_differ_and_every_source_is_there(self, half: str) -> None:
        cases, sources = records(half), texts(half)
        assert len({case["id"] for case in cases}) == len(cases)
        assert {case["source"] for case in cases} <= set(sources)
        assert all(500 <= len(text.split()) <= 20_500 for text in sources.values())

    def test_no_case_stands_there_twice(self, half: str) -> None:
        asked = [(case["source"], case["content"]) for case in records(half)]
        assert sorted({pair for pair in asked if asked.count(pair) > 1}) == []

    def test_places_and_changes_stand_in_the_texts(self, half: str) -> None:
        sources = texts(half)
        for case in records(half):
            text = sources[case["source"]]
            for start, end in [*case.get("places", []), *([case["place"]] if case["place"] else [])]:
                assert 0 <= start < end <= len(text), case["id"]
                assert text[start:end] == text[start:end].strip(), case["id"]
            for change in case["changes"]:
                assert text[slice(*change["source_span"])] == change["source_text"], case["id"]
                assert case["content"][slice(*change["content_span"])] == change["content_text"], case["id"]
                assert change["source_text"] != change["content_text"], case["id"]

    def test_verbatim_words_really_occur(self, half: str) -> None:
        sources = texts(half)
        for case in records(half):
            if case["kind"] in ("verbatim", "repeated") and not case["changes"] and case["verdict"] == "verbatim":
                assert bare(case["content"]) in bare(sources[case["source"]]), case["id"]

    def test_what_is_not_verbatim_does_not_occur(self, half: str) -> None:
        sources = {name: f" {bare(text)} " for name, text in texts(half).items()}
        for case in records(half):
            if "verbatim" not in (case["verdict"], *case.get("accept", ())):
                assert f" {bare(case['content'])} " not in sources[case["source"]], case["id"]

    def test_several_places_hold_the_same_words(self, half: str) -> None:
        sources = texts(half)
        for case in records(half):
            if case["kind"] == "repeated":
                assert len({bare(sources[case["source"]][s:e]) for s, e in case["places"]}) == 1, case["id"]

    def test_verdicts_and_changes_agree(self, half: str) -> None:
        for case in records(half):
            facts = [change for change in case["changes"] if not change.get("permitted")]
            if case["verdict"] == "altered":
                assert len(facts) <= verify_cases.MOST_FACTS, case["id"]
                assert facts or len(case["accept"]) > 1, case["id"]
            if case["verdict"] == "verbatim":
                assert not facts or case.get("accept"), case["id"]
            assert ("scale_words" in case) == (case["kind"] == "strength" and any("strength" in c for c in facts)), (
                case["id"]
            )


def test_halves_share_no_source_text_and_no_words() -> None:
    parts = [
        {part for source in verify_cases.read_sources(half).values() for part in source["parts"]}
        for half in verify_cases.HALVES
    ]
    assert not parts[0] & parts[1]
    contents = [{bare(case["content"]) for case in records(half)} for half in verify_cases.HALVES]
    assert not contents[0] & contents[1]


def test_there_are_enough_cases_of_every_class() -> None:
    both = [case for half in verify_cases.HALVES for case in records(half)]
    assert len(both) >= 600
    assert sum(case.get("scale_words", False) for case in both) >= 120
    classes = {case["kind"] for case in both}
    assert classes == {case["kind"] for case in records("held")}
    for lang in ("ar", "en"):
        assert {case["kind"] for case in both if case["lang"] == lang} == classes


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("The {quay=>pier|wrod} was safe.", "unknown kind"),
        ("The pier was safe.", "not in the source"),
        ("The {quay=>pier|word was safe.", "a mark is malformed"),
        ("The quay was safe. %% verdict=true", "unknown verdict"),
    ],
)
def test_a_line_with_a_mistake_is_refused(line: str, message: str) -> None:
    text = "The quay was safe."
    with pytest.raises(verify_cases.CaseError, match=message):
        verify_cases.read_case(line, "word", text, [0, len(text)])


def test_a_marked_line_becomes_a_case() -> None:
    text = "Before.\n\nThe quay was\nprobably safe. After."
    case = verify_cases.read_case("The {quay=>pier|word} was {probably =>|hedge+}safe.", "hedge", text, [0, len(text)])
    assert case["content"] == "The pier was safe."
    assert case["verdict"] == "altered"
    assert text[slice(*case["place"])] == "The quay was\nprobably safe."
    assert [(c["kind"], c["content_text"], c["source_text"]) for c in case["changes"]] == [
        ("word", "pier", "quay"),
        ("hedge", "", "probably"),
    ]
    assert case["changes"][1]["strength"] == "stronger"
