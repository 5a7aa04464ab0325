from __future__ import annotations

from support.statements import Written
from takhrij.model import Republication, Span

STORY = (
    "في مقال نشر في 3 مايو 2021 ذكرت صحيفة «الأصيل»، نقلا عن مصدر مقرب من التحقيق، أن المحققين يشتبهون في أن الشركة دفعت المال."
    " وقالت وكالة «المرفأ» إن رسائل من ملف التحقيق تؤكد الدفع."
)


def story() -> Written:
    w = Written("ar", STORY, outlet="نافذة المدينة", published="2021-06-02T10:00:00Z")
    outer = w.says("صحيفة «الأصيل»", "ذكرت", "مصدر مقرب من التحقيق، أن المحققين يشتبهون في أن الشركة دفعت المال")
    inner = w.says("مصدر مقرب من التحقيق", "نقلا عن", "المحققين يشتبهون في أن الشركة دفعت المال", parent=outer)
    w.says("المحققين", "يشتبهون", "الشركة دفعت المال", parent=inner)
    w.says("وكالة «المرفأ»", "وقالت", "رسائل من ملف التحقيق تؤكد الدفع")
    return w


def chains(w):
    return {c.attribution: c for c in w.resolve().chains}


def test_chain_runs_from_the_page_to_the_first_utterer():
    links = chains(story())["A3"].links
    assert [link.name for link in links] == ["نافذة المدينة", "صحيفة «الأصيل»", "مصدر مقرب من التحقيق", "المحققين"]
    assert [link.act for link in links][0::3] == ["publishes", "suspects"]
    assert links[0].date == "2021-06-02"


def test_each_statement_has_one_chain_in_order():
    found = story().resolve()
    assert [c.attribution for c in found.chains] == [a.id for a in found.attributions]


def test_link_names_its_words_and_rule():
    found = story().resolve()
    for chain, statement in zip(found.chains, found.attributions, strict=True):
        assert chain.links[-1].rule == statement.rule
        assert chain.links[-1].span == statement.source[0]


def test_date_of_the_reporting_stands_in_the_link():
    assert chains(story())["A1"].links[-1].date == "2021-05-03"
    assert "no-date" not in chains(story())["A1"].flags


def test_weak_links_are_flagged():
    flags = {k: set(c.flags) for k, c in chains(story()).items()}
    assert "anonymous-link" in flags["A2"]
    assert "anonymous-link" in flags["A3"]
    assert "hearsay-depth-3" in flags["A3"]
    assert not any(f.startswith("hearsay") for f in flags["A2"])
    assert {"no-date", "no-locator"} <= flags["A4"]
    assert "no-locator" not in flags["A1"]


def test_two_outlets_on_one_investigation_may_share_an_origin():
    flags = {k: set(c.flags) for k, c in chains(story()).items()}
    assert "possible-shared-origin" in flags["A2"]
    assert "possible-shared-origin" in flags["A3"]
    assert "possible-shared-origin" in flags["A4"]
    assert "possible-shared-origin" not in flags["A1"]


def test_one_outlet_alone_shares_with_nobody():
    w = Written("en", "The Ellmoor Courier quoted a source close to the investigation as saying it had begun.")
    outer = w.says("The Ellmoor Courier", "quoted", "a source close to the investigation as saying it had begun")
    w.says("a source close to the investigation", "saying", "it had begun", parent=outer)
    assert all("possible-shared-origin" not in c.flags for c in chains(w).values())


def test_notes_of_republication_come_before_the_text():
    w = story()
    w.notes = (
        Republication(kind="first-published", name="Global Window", date="2021-05-30", span=Span(0, 4), rule="n1"),
        Republication(kind="translated", name="City Window", language="en", rule="n2"),
    )
    found = w.resolve()
    links = found.chains[0].links
    assert [(link.name, link.act, link.date) for link in links[:2]] == [
        ("نافذة المدينة", "publishes", "2021-06-02"),
        ("Global Window", "republishes", "2021-05-30"),
    ]
    assert links[2].name == "صحيفة «الأصيل»"
    assert all(note.outlet for note in found.reading.republication)


def test_translation_is_a_step_where_nothing_else_is_known():
    w = story()
    w.notes = (Republication(kind="translated", name="Global Window", rule="n2"),)
    assert chains(w)["A1"].links[1].act == "translates"


def test_page_without_outlet_is_this_page():
    w = Written("en", "Mayor Odette Lund said the bridge would open.")
    w.says("Mayor Odette Lund", "said", "the bridge would open")
    assert chains(w)["A1"].links[0].name == "this page"


def test_impersonal_report_ends_in_nobody():
    w = Written("ar", "وقيل حينها إن المصنع بيع.")
    w.says("", "وقيل", "المصنع بيع", impersonal=True)
    chain = chains(w)["A1"]
    assert chain.links[-1].entity is None
    assert "anonymous-link" in chain.flags
    assert "unclear-speaker" not in chain.flags


def test_missing_speaker_is_unclear():
    w = Written("ar", "وأضاف أن المصنع بيع.")
    w.says("", "وأضاف", "المصنع بيع")
    assert "unclear-speaker" in chains(w)["A1"].flags


def test_stance_names_the_act_where_the_cue_does_not():
    w = Written("en", "The ministry rejected that the road was shut.")
    w.says("The ministry", "rejected", "the road was shut", stance="denies")
    assert chains(w)["A1"].links[-1].act == "denies"


def test_address_in_the_sentence_is_a_locator():
    w = Written("en", "A report by the council (https://ellmoor.example/r1) found the road shut.")
    w.says("A report by the council", "found", "the road shut")
    assert "no-locator" not in chains(w)["A1"].flags
