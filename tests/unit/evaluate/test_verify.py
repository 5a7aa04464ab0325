"""Figures of the comparison with sources, worked out by hand on small invented cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from takhrij.cli import main
from takhrij.errors import GoldError
from takhrij.evaluate import verify
from takhrij.evaluate.tables import table

if TYPE_CHECKING:
    from pathlib import Path


def case(name: str, verdict: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "lang": "en", "kind": verdict, "source": "s", "content": "words", "verdict": verdict, **more}


NUMBER = {"kind": "number", "content_span": [4, 6], "source_span": [104, 106]}
WORD = {"kind": "word", "content_span": [10, 14], "source_span": [110, 114], "strength": "stronger"}
GOLD = [
    case("a", "verbatim", place=[0, 100]),
    case("b", "altered", place=[100, 140], changes=[NUMBER]),
    case("c", "altered", place=[100, 140], changes=[WORD], scale_words=True),
    case("d", "closest-passage", kind="similar", accept=["closest-passage", "not-found"]),
    case("e", "verbatim", place=[0, 10], places=[[0, 10], [50, 60]], kind="repeated"),
]


def figures(told: list[dict[str, Any]]) -> dict[str, Any]:
    gold = msgspec.convert({line["id"]: line for line in GOLD}, dict[str, verify.Case])
    return verify.score(gold, msgspec.convert({line["id"]: line for line in told}, dict[str, verify.Outcome]))


def test_gold_laid_beside_itself_is_right_in_all() -> None:
    all_right = figures(GOLD)
    assert all_right["right"] == 1.0
    assert all_right["changes"]["typed"] == 1.0
    assert all_right["strength"] == {
        "n": 1, "found": 1.0, "reversed": 0.0, "others_n": 0, "others_found": 0.0, "plain": 3, "false_alarms": 0.0,
    }  # fmt: skip
    assert all_right["place"]["all_of_several"] == 1.0
    assert "called verbatim and is not: 0 of 3" in table({"verify": all_right})


def test_missing_predictions_are_wrong() -> None:
    nothing = figures([{"id": "z", "verdict": "verbatim"}])
    assert (nothing["missing"], nothing["unknown"], nothing["right"]) == (5, 1, 0.0)
    assert nothing["confused"] == {"verbatim > missing": 2, "altered > missing": 2, "closest-passage > missing": 1}


def test_every_accepted_verdict_is_right_and_false_verbatim_is_counted() -> None:
    told = figures([{"id": "d", "verdict": "not-found"}, {"id": "b", "verdict": "verbatim"}])
    assert told["by_kind"]["similar"]["right"] == 1.0
    assert told["false_verbatim"] == {"n": 3, "count": 1, "ids": ["b"]}


def test_a_change_counts_where_it_stands_and_for_what_it_is() -> None:
    wrong_kind = figures([{"id": "b", "verdict": "altered", "changes": [NUMBER | {"kind": "word"}]}])["changes"]
    assert (wrong_kind["n"], wrong_kind["found"], wrong_kind["typed"], wrong_kind["extra"]) == (2, 0.5, 0.0, 0.0)
    elsewhere = {"kind": "number", "content_span": [20, 22], "source_span": [120, 122]}
    wrong_place = figures([{"id": "b", "verdict": "altered", "changes": [elsewhere]}])["changes"]
    assert (wrong_place["found"], wrong_place["extra"]) == (0.0, 0.25)


def test_words_decide_where_a_prediction_has_no_spans() -> None:
    gold = NUMBER | {"content_text": "forty two", "source_text": "24"}
    fact = msgspec.convert(gold, verify.Difference)
    assert verify._meet(fact, verify.Difference(kind="number", content_text="Forty"))
    assert not verify._meet(fact, verify.Difference(kind="number", content_text="fourteen"))


def test_graded_words_have_a_direction() -> None:
    told = figures([{"id": "c", "verdict": "altered", "changes": [WORD | {"strength": "weaker", "kind": "strength"}]}])
    assert (told["strength"]["found"], told["strength"]["reversed"]) == (0.0, 1.0)
    assert told["changes"]["by_kind"]["word"]["typed"] == 1.0
    alarm = figures([{"id": "b", "verdict": "altered", "changes": [NUMBER | {"strength": "weaker"}]}])
    assert alarm["strength"]["false_alarms"] == pytest.approx(1 / 3)


def test_places_overlap_the_best_of_several() -> None:
    told = figures(
        [{"id": "a", "verdict": "verbatim", "place": [0, 40]}, {"id": "e", "verdict": "verbatim", "place": [50, 60]}]
    )
    assert told["place"]["right"] == 0.25
    assert told["place"]["overlap"] == pytest.approx((0.4 + 1.0) / 4)
    assert told["place"]["all_of_several"] == 0.0


def test_the_command_prints_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_bytes(b"\n".join(msgspec.json.encode(line) for line in GOLD))
    assert main(["eval", "verify", str(gold), str(gold)]) == 0
    assert "verdict right  100.0" in capsys.readouterr().out
    assert main(["eval", "verify", str(gold)]) == 2


def test_bad_files_are_told(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "a", "verdict": "verbatim"}\n{"id": "a", "verdict": "verbatim"}\n')
    with pytest.raises(GoldError, match="twice"):
        verify.load(bad, verify.Outcome)
    with pytest.raises(GoldError, match="line 1"):
        verify.load(bad, verify.Case)
    with pytest.raises(GoldError, match="cannot be read"):
        verify.load(tmp_path / "none.jsonl", verify.Case)
