from __future__ import annotations

from support.statements import Written


def clocks(w):
    return [(w.text[d.span.start : d.span.end], d.clock) for d in w.resolve().dates]


def test_date_beside_the_words_of_saying_is_when_it_was_reported():
    w = Written("en", "In 2018 the Harbour Post reported that the county had closed the mill in 2014.")
    w.says("the Harbour Post", "reported", "the county had closed the mill in 2014")
    assert clocks(w) == [("2018", "report"), ("2014", "event")]


def test_date_inside_a_quotation_is_when_it_happened():
    w = Written("ar", "قال العقيد نادر شامل: «في 14 آذار 2019 خرج آخر الجنود».")
    w.says("العقيد نادر شامل", "قال", "في 14 آذار 2019 خرج آخر الجنود", form="direct")
    assert [clock for _, clock in clocks(w)] == ["event"]


def test_date_of_an_inner_statement_is_when_that_was_reported():
    w = Written("en", "The Harbour Post said the mayor had announced in May 2018 that the mill was shut.")
    outer = w.says("The Harbour Post", "said", "the mayor had announced in May 2018 that the mill was shut")
    w.says("the mayor", "announced", "the mill was shut", parent=outer)
    assert clocks(w) == [("May 2018", "report")]
