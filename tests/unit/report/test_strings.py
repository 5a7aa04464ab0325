import re
import tomllib
from pathlib import Path

import pytest

from takhrij.errors import TakhrijError
from takhrij.model import Warn
from takhrij.packs.loader import BUILT_IN
from takhrij.report.strings import catalogues, interface_for, strings

ROOT = Path(__file__).resolve().parents[3]
SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "src/takhrij/report").glob("*.py"))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "لا أقوال"),
        (1, "قولا واحدا"),
        (2, "قولين"),
        (3, "3 أقوال"),
        (10, "10 أقوال"),
        (11, "11 قولا"),
        (99, "99 قولا"),
        (100, "100 قول"),
        (101, "101 قول"),
        (102, "102 قول"),
        (103, "103 أقوال"),
        (111, "111 قولا"),
        (1000, "1000 قول"),
    ],
)
def test_arabic_counts_take_the_right_form(number: int, expected: str) -> None:
    assert strings("ar").count("statements", number) == expected


def test_english_counts() -> None:
    english = strings("en")
    assert [english.count("sources", n) for n in (0, 1, 2)] == ["0 sources", "1 source", "2 sources"]


@pytest.mark.parametrize(
    ("value", "english", "arabic"),
    [
        ("2019-10-16", "16 October 2019", "16 أكتوبر 2019"),
        ("2019-10-16T09:30:00+03:00", "16 October 2019, 09:30", "16 أكتوبر 2019، 09:30"),
        ("2019-10", "October 2019", "أكتوبر 2019"),
        ("2018", "2018", "2018"),
        ("XXXX-04-18", "18 April, year not given", "18 أبريل، بلا سنة"),
        ("198X", "the 1980s", "عقد 1980"),
        ("19XX", "the 1900s (century)", "القرن 20"),
        ("2019-09-01/2019-09-30", "1 September 2019 – 30 September 2019", "1 سبتمبر 2019 – 30 سبتمبر 2019"),
        ("2019-09/..", "September 2019 – open", "سبتمبر 2019 – مفتوح"),
        ("2019-13-40", "2019-13-40", "2019-13-40"),
        ("neither day nor year", "neither day nor year", "neither day nor year"),
        (None, "a date that no calendar has", "تاريخ لا يوجد في أي تقويم"),
    ],
)
def test_dates_keep_their_precision(value: str | None, english: str, arabic: str) -> None:
    assert strings("en").date(value) == english
    assert strings("ar").date(value) == arabic


def test_the_catalogues_say_the_same_things() -> None:
    one, other = (strings(code)._catalogue for code in ("ar", "en"))
    assert set(one.text) == set(other.text)
    assert set(one.plural) == set(other.plural)
    assert {g: set(w) for g, w in one.words.items()} == {g: set(w) for g, w in other.words.items()}
    assert set(one.dates) == set(other.dates)
    assert len(one.months) == len(other.months) == 12
    for key, sentence in one.text.items():
        places = re.findall(r"{(\w+)}", sentence)
        assert sorted(places) == sorted(re.findall(r"{(\w+)}", other.text[key])), key


@pytest.mark.parametrize("code", ["ar", "en"])
def test_no_entry_is_left_over(code: str) -> None:
    catalogue = strings(code)._catalogue
    quoted = set(re.findall(r"[\"']([a-z][a-z_-]*)[\"']", SOURCE))
    assert set(catalogue.text) - quoted == set()
    assert set(catalogue.plural) - quoted == set()
    assert set(catalogue.words) - quoted == set()


def test_every_word_that_the_stages_use_has_a_translation() -> None:
    page = tomllib.loads((BUILT_IN / "common" / "page.toml").read_text(encoding="utf-8"))
    acts = tomllib.loads((BUILT_IN / "en" / "entities.toml").read_text(encoding="utf-8"))["acts"]
    for code in catalogues():
        words = strings(code)._catalogue.words
        assert {k["name"] for k in page["kinds"]} <= set(words["furniture"])
        assert set(acts) <= set(words["act"])


def test_a_code_without_a_word_is_shown_readable() -> None:
    assert strings("ar").word("flag", "made-up-flag") == "made up flag"


def test_the_interface_follows_the_article_where_it_can() -> None:
    assert interface_for("ar", None).language == "ar"
    assert interface_for("fr", None).language == "en"
    assert interface_for("ar", "en").language == "en"


def test_an_unknown_interface_is_told_with_a_next_step() -> None:
    with pytest.raises(TakhrijError, match="Choose one of: ar, en"):
        strings("xx")


JUDGING = {
    "en": r"\b(true|false|lie[sd]?|fake|propaganda|biased|misinformation|disinformation)\b",
    "ar": r"كاذب|كذب|صادق|زائف|مضلل|دعاية",
}


@pytest.mark.parametrize("code", ["ar", "en"])
def test_the_program_judges_nothing(code: str) -> None:
    catalogue = strings(code)._catalogue
    sentences = [*catalogue.text.values(), *(w for group in catalogue.words.values() for w in group.values())]
    judging = [s for s in sentences if re.search(JUDGING[code], s, re.IGNORECASE)]
    assert all(re.search(r"does not|not mean|لا تعني", s) for s in judging), judging


def test_every_reason_for_needing_a_source_has_a_word() -> None:
    for code in catalogues():
        voice = tomllib.loads((BUILT_IN / code / "voice.toml").read_text(encoding="utf-8"))
        assert {r["name"] for r in voice["reason"]} <= set(strings(code)._catalogue.words["reason"])


def test_details_of_warnings_are_given_in_the_language_of_the_report() -> None:
    clash = Warn(code="language-mismatch", message='a note says the text was translated into "fr", but it is in "ar"')
    days = Warn(code="date-conflict", message="as its date the page gives 2020-01-02 (json-ld) and 2020-03-04 (text)")
    lost = Warn(code="text-lost", message="a second parser took over")
    own = Warn(code="of-a-user", message="what it means")
    assert strings("en").detail(clash) == clash.message
    assert strings("ar").detail(clash) == "الفرنسية · العربية"
    assert strings("ar").detail(days) == "2 يناير 2020 · 4 مارس 2020"
    assert strings("ar").detail(lost) == ""
    assert strings("ar").detail(own) == own.message
