"""Confidence rests on counts, leans on the rule where they are few, and is lower where the extent is a judgement."""

from takhrij.attribute.confidence import Confidence, Kind
from takhrij.packs.loader import load

ROWS = [["x.verb", "that", "direct", "yes", "100", "98"], ["x.verb", "bare", "indirect", "yes", "50", "30"]]
KNOWN = Kind("x.verb", "that", "direct", sourced=True)


def test_many_right_marks_make_a_mark_sure() -> None:
    assert Confidence(ROWS).of(KNOWN, 0.8, 10) > 0.95


def test_a_kind_never_seen_leans_on_its_rule_and_then_on_the_figure_set_by_hand() -> None:
    table = Confidence(ROWS)
    of_rule = table.of(Kind("x.verb", "quote", "direct", sourced=True), 0.5, 10)
    by_hand = table.of(Kind("x.other", "quote", "direct", sourced=True), 0.5, 10)
    assert 0.7 < of_rule < 0.9
    assert by_hand == 0.5


def test_contents_without_marks_and_very_short_ones_are_less_sure() -> None:
    table = Confidence(())
    quoted = table.of(Kind("r", "that", "direct", sourced=True), 0.9, 10)
    plain = table.of(Kind("r", "that", "indirect", sourced=True), 0.9, 10)
    long = table.of(Kind("r", "that", "indirect", sourced=True), 0.9, 60)
    short = table.of(Kind("r", "that", "direct", sourced=True), 0.9, 2)
    assert long < plain < quoted
    assert short < quoted


def test_the_tables_name_rules_of_their_packs_and_count_no_more_right_than_marks() -> None:
    for language in ("ar", "en"):
        pack = load(language)
        assert pack is not None
        rules = {rule.id for rule in pack.frames.rule}
        assert pack.confidence
        for rule, _, _, _, marks, right in pack.confidence:
            assert rule in rules
            assert 0 <= int(right) <= int(marks)
