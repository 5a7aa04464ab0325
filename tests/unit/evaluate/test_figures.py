"""Figures worked out by hand on small invented texts."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from takhrij.errors import GoldError
from takhrij.evaluate import attributions, dates, evaluate, extras, speakers
from takhrij.evaluate.align import Grid, _assign, align
from takhrij.evaluate.gold import Dated, Document, load
from takhrij.evaluate.tables import table

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'Rania Haddad said "the road is shut". He denied it, officials said on Monday.'


def at(words: str, after: int = 0) -> list[int]:
    start = TEXT.index(words, after)
    return [start, start + len(words)]


A = {
    "id": "1",
    "content": [at("the road is shut")],
    "cue": [at("said")],
    "source": [at("Rania Haddad")],
    "type": "direct",
}
B = {
    "id": "2",
    "content": [at("He denied it")],
    "cue": [at("said", 40)],
    "source": [at("officials")],
    "type": "indirect",
}


def doc(*marks: dict[str, Any], **more: Any) -> dict[str, Document]:
    raw = {"id": "x", "text": TEXT, "attributions": list(marks), **more}
    return {"x": msgspec.convert(raw, Document)}


def test_the_same_is_perfect_in_any_order() -> None:
    o = attributions.score(doc(A, B), doc(B, A))
    for role in ("content", "source", "cue"):
        for how in ("exact", "soft", "micro"):
            assert o[role][how] == {"p": 1, "r": 1, "f1": 1}
    assert o["source_given_content"]["overlap"] == 1
    assert o["type_accuracy"] == 1


def test_nesting_beyond_a_flat_gold_is_free_and_a_plain_extra_is_not() -> None:
    extra = {**A, "content": [at("road is shut")]}
    assert attributions.score(doc(A), doc(A, {**extra, "parent": "1"}))["content"]["exact"]["p"] == 1
    assert attributions.score(doc(A), doc(A, {**extra, "parent": None}))["content"]["exact"]["p"] == 0.5
    nested_gold = doc({**A, "parent": None})
    assert attributions.score(nested_gold, doc(A, {**extra, "parent": "1"}))["content"]["exact"]["p"] == 0.5


def test_half_a_content_and_the_wrong_source() -> None:
    half = {"content": [at("the road")], "source": [at("officials")]}
    o = attributions.score(doc(A, B), doc(half))
    assert o["content"]["exact"]["f1"] == 0
    assert o["content"]["soft"] == {"p": 1, "r": 0.25, "f1": 0.4}
    assert o["content"]["micro"]["r"] == pytest.approx(2 / 7)
    assert o["source_given_content"]["overlap"] == 0
    assert (o["match@0.3"]["r"], o["match@0.8"]["r"]) == (0.5, 0)


def test_a_share_of_a_word_under_one_half_is_not_the_word() -> None:
    assert Grid("Rania left").words([(0, 3)]) == {0}
    assert Grid("Rania left").words([(0, 2)]) == frozenset()


def test_alignment_is_the_best_whole_not_the_best_first_step() -> None:
    gold, found = [frozenset({1, 2, 3}), frozenset({3, 4})], [frozenset({2, 3, 4}), frozenset({1})]
    assert align(gold, found) == [(0, 1), (1, 0)]


def test_assignment_against_all_permutations() -> None:
    rnd = random.Random(3)
    for _ in range(150):
        rows = rnd.randint(1, 4)
        columns = rnd.randint(rows, 6)
        cost = [[rnd.random() for _ in range(columns)] for _ in range(rows)]
        best = min(sum(cost[i][c] for i, c in enumerate(p)) for p in itertools.permutations(range(columns), rows))
        assert sum(cost[i][c] for i, c in enumerate(_assign(cost))) == pytest.approx(best)


def test_another_text_is_refused() -> None:
    with pytest.raises(GoldError, match="differ"):
        attributions.score(doc(A), {"x": Document(id="x", text=TEXT + " ")})


def test_a_missing_document_counts_as_empty() -> None:
    o = attributions.score(doc(A), {})
    assert (o["docs_missing"], o["content"]["soft"]["r"]) == (1, 0)


def test_precision_is_counted_for_each_rule() -> None:
    o = attributions.score(doc(A), doc({**A, "rule": "en.good"}, {**B, "rule": "en.bad"}))
    assert o["by_rule"]["en.good"] == {"pred": 1, "matched": 1, "exact": 1}
    assert o["by_rule"]["en.bad"]["matched"] == 0


@pytest.mark.parametrize(
    ("gold", "name", "kind", "right"),
    [
        ("Rania Haddad", "Dr. Rania Haddad", "person", True),
        ("Rania Haddad", "the Haddad of Rania", "person", True),
        ("Rania Haddad", "Omar Sabbagh", "person", False),
        ("صحيفة الميناء", "الميناء", "outlet", True),
        ("أحمد سعيد", "احمد سعيد", "person", True),
        ("", "a source", "anonymous", True),
        ("", "Rania Haddad", "person", False),
    ],
)
def test_speakers(gold: str, name: str, kind: str, *, right: bool) -> None:
    found = doc({**A, "speaker": "e1"}, entities=[{"id": "e1", "name": name, "kind": kind}])
    o = speakers.score(doc({**A, "speaker": gold}), found)
    assert o["speaker_given_match"] == float(right)


def test_parents() -> None:
    inner = {"id": "3", "content": [at("road is shut")]}
    gold = doc(A, {**inner, "parent": "1"}, B)
    right = doc({**A, "id": "n"}, {**inner, "parent": "n"}, {**B, "parent": "n"})
    o = speakers.score(gold, right)
    assert (o["parent_right"], o["parent_false_rate"]) == (1, 0.5)


@pytest.mark.parametrize(
    ("gold", "found", "anchored", "outcome"),
    [
        ("2004-04-18", "2004-04-18", False, "right"),
        ("196X", "196", False, "right"),
        ("19XX", "19", False, "right"),
        ("XXXX-04-18", "--04-18", False, "right"),
        ("XXXX-04-18", "2015-04-18", False, "year supplied"),
        ("XXXX-04-18", "2015-04-18", True, "right"),
        ("2004", "2004-01-01", False, "precision mismatch"),
        ("2004-04-18", "2004-04", False, "precision mismatch"),
        ("2004", "2005", False, "wrong"),
        ("2004", None, False, "wrong"),
    ],
)
def test_date_values(gold: str, found: str | None, outcome: str, *, anchored: bool) -> None:
    assert dates.judge(Dated(span=(0, 4), value=gold), found, anchored=anchored) == outcome


def test_date_spans() -> None:
    gold = Document(
        id="x",
        dates=(Dated(span=(0, 5), value="2004"), Dated(span=(10, 20), value="2005")),
        relative=(Dated(span=(50, 55), value="2015-12-25"),),
        ignore=((40, 45),),
        not_dates=(Dated(span=(60, 62)),),
    )
    spans = [(0, 5), (41, 44), (50, 55), (60, 62), (70, 71)]
    found = Document(id="x", dates=tuple(Dated(span=s, value="2004") for s in spans))
    o = dates.score({"x": gold}, {"x": found})
    assert (o["paired"], o["left_out"], o["false_alarms"], o["traps"]) == (1, 2, 2, 1)
    assert o["span"]["p"] == pytest.approx(1 / 3)
    assert dates.score({"x": gold}, {"x": found}, anchored=True)["paired"] == 2


def test_extras() -> None:
    sentence, second = at('Rania Haddad said "the road is shut".'), at("He denied it, officials said on Monday.")
    gold = doc(
        {**A, "stance": "asserts", "source_class": "person", "hedges": [at("shut")]},
        {**B, "stance": "denies", "source_class": "group", "hedges": []},
        sentences=[
            {"span": sentence, "voice": "attributed", "needs_source": False},
            {"span": second, "voice": "own", "needs_source": True},
        ],
    )
    found = doc(
        {**A, "stance": "asserts", "source_class": "person", "hedges": [at("is shut")]},
        {**B, "stance": "asserts", "source_class": "group", "hedges": []},
        sentences=[
            {"span": sentence, "voice": "attributed", "checkable": 0.9},
            {"span": second, "voice": "attributed", "checkable": 0.5},
        ],
    )
    o = extras.score(gold, found)
    assert o["stance"]["accuracy"] == 0.5
    assert o["stance"]["macro_f1"] == pytest.approx((2 / 3 + 0) / 2)
    assert o["source_class"]["accuracy"] == 1
    assert o["hedges"] == {"p": 0.5, "r": 1, "f1": pytest.approx(2 / 3)}
    assert o["voice"]["accuracy"] == 0.5
    assert o["needs_source"]["average_precision"] == 0.5


def test_average_precision() -> None:
    assert extras.average_precision([(0.9, True), (0.8, False), (0.7, True)]) == pytest.approx((1 + 2 / 3) / 2)
    assert extras.average_precision([]) == 0


def test_what_the_gold_does_not_tell_is_left_out() -> None:
    assert set(evaluate(doc(A), doc(A))) == {"attributions"}
    full = doc({**A, "speaker": "Rania Haddad", "stance": "asserts"}, dates=[{"span": [0, 2], "value": "2004"}])
    assert set(evaluate(full, full)) == {"attributions", "speakers", "extras"}
    assert set(evaluate(full, full, dates=True)) == {"dates"}
    shown = table(evaluate(full, full) | evaluate(full, full, dates=True))
    assert "stance: macro-F1" in shown
    assert "year supplied 0" in shown


def test_files_with_faults(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n\n{"id": "a", "text": "y"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl:3: id 'a' twice"):
        load(path)
    path.write_text('{"id": 3}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl:1"):
        load(path)
    with pytest.raises(GoldError, match="cannot be read"):
        load(tmp_path / "none.jsonl")
    path.write_text('{"error": {"code": "missing-id"}}\n{"id": "b", "error": {"code": "x"}}\n', encoding="utf-8")
    assert set(load(path)) == {"b"}
