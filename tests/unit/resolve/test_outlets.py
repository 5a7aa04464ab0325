"""Outlets are found by name and address, and common words are left alone."""

from __future__ import annotations

import re

import pytest

from takhrij.errors import PackError
from takhrij.packs import loader
from takhrij.resolve.outlets import Gazetteer, gazetteer

ARAB = "SA AE QA KW BH OM YE IQ SY LB PS JO EG SD LY TN DZ MA MR SO DJ KM".split()  # noqa: SIM905 - reads better


def found(text: str, language: str, country: str | None = None) -> list[tuple[str, str | None]]:
    return [(text[m.span.start : m.span.end], m.outlet) for m in gazetteer().find(text, language, country)]


def test_list_is_large_and_covers_every_arab_country() -> None:
    rows = loader.outlet_rows()
    assert len(rows) >= 400
    assert {row.country for row in rows}.issuperset(ARAB)
    assert len({row.id for row in rows}) == len(rows)


def test_every_row_is_well_formed() -> None:
    kinds = {"agency", "newspaper", "broadcaster", "website", "magazine", "radio"}
    domains: set[str] = set()
    for row in loader.outlet_rows():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id), row.id
        assert row.kind in kinds, row.id
        assert re.fullmatch(r"([A-Z]{2})?", row.country), row.id
        assert row.names, row.id
        assert row.reach in {"", "region"}, row.id
        names = [name for listed in row.names.values() for name in listed]
        assert all(name == name.strip() and name for name in names), row.id
        assert row.weak.issubset(names), row.id
        for domain in row.domains:
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain), row.id
            assert domain not in domains, domain
            domains.add(domain)


def test_row_that_lacks_a_column_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "read_tsv", lambda _path: [["short", "newspaper"]])
    with pytest.raises(PackError, match="short has 2 columns"):
        loader.outlet_rows.__wrapped__()


@pytest.mark.parametrize(
    ("text", "name", "outlet"),
    [
        ("قال مسؤول لرويترز إن الاجتماع أُجّل", "رويترز", "reuters"),
        ("وأضاف لـ«رويترز» أن", "رويترز", "reuters"),
        ("نقلت سي إن إن عن مسؤول", "سي إن إن", "cnn"),
        ("بحسب (سي.إن.إن) أمس", "سي.إن.إن", "cnn"),
        ("“سي ان ان” قالت", "سي ان ان", "cnn"),
        ("والغارديان البريطانية", "الغارديان", "the-guardian"),
        ("قال للجارديان", "لجارديان", "the-guardian"),
        ("فَرانس بْرس ذكرت", "فَرانس بْرس", "afp"),
        ("رويتـرز", "رويتـرز", "reuters"),
        ("النيويورك تايمز كتبت", "النيويورك تايمز", "new-york-times"),
        ("فرانس24 وفرانس ٢٤", "فرانس24", "france-24"),
        ("ونقلت Reuters عن", "Reuters", "reuters"),
        ("وكالة سانا الرسمية", "سانا", "sana"),
        ("ذكرت الجزيرة أن", "الجزيرة", "aljazeera"),
        ("صحيفة الجزيرة السعودية", "الجزيرة", "al-jazirah"),
        ("صحيفة «الوطن» الكويتية", "الوطن", "al-watan-kw"),
        ('الصحيفة السعودية "الوطن"', "الوطن", "al-watan-sa"),
        ("وصحيفة الشعب الجزائرية", "الشعب الجزائرية", "ech-chaab"),
        ("بحسب الميادين", "الميادين", "al-mayadeen"),
    ],
)
def test_finds_names_in_arabic_text(text: str, name: str, outlet: str) -> None:
    assert found(text, "ar")[0] == (name, outlet)


@pytest.mark.parametrize(
    ("text", "name", "outlet"),
    [
        ("The Times reported that the talks had failed", "The Times", "the-times"),
        ("He told The Independent on Friday", "The Independent", "the-independent"),
        ("Time magazine wrote", "Time magazine", "time"),
        ("CNN's reporter", "CNN", "cnn"),
        ("Saudi newspaper Al-Watan said", "Al-Watan", "al-watan-sa"),
        ("Egypt's Al-Watan newspaper said", "Al-Watan", "al-watan-eg"),
        ("France24 and others", "France24", "france-24"),
        ("a report on bbc.co.uk said", "bbc.co.uk", "bbc"),
        ("the New York Times", "the New York Times", "new-york-times"),
        ("the weekly Der Spiegel", "Der Spiegel", "der-spiegel"),
        ("According to Variety, the film was late", "Variety", "variety"),
        ("in an interview with Time, she said", "Time", "time"),
    ],
)
def test_finds_names_in_english_text(text: str, name: str, outlet: str) -> None:
    assert found(text, "en")[0] == (name, outlet)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("عاد إلى الوطن بعد غياب", "ar"),
        ("شبه الجزيرة العربية والدول العربية", "ar"),
        ("في الأيام الأخيرة نشر الخبر في الجريدة", "ar"),
        ("تكلم بلسانا آخر", "ar"),
        ("قال اليوم إن الحياة صعبة", "ar"),
        ("We had the time of our lives on the hill in the sun", "en"),
        ("Time passed. The hill was green.", "en"),
        ("a map of the spa", "en"),
        ("the Independent Journal said, and The Nation Institute agreed", "en"),
        ("نقلت وكالة أنباء الجمهورية الجديدة", "ar"),
        ("an independent observer and a guardian of the focus", "en"),
        ("", "ar"),
    ],
)
def test_common_words_are_no_outlets(text: str, language: str) -> None:
    assert found(text, language) == []


def test_a_name_that_several_bear_is_left_open_or_decided_by_the_page() -> None:
    assert found("قال لـ«الوطن» إن", "ar") == [("الوطن", None)]
    assert found("قال لـ«الوطن» إن", "ar", country="EG") == [("الوطن", "al-watan-eg")]


def test_second_name_of_a_list_counts() -> None:
    assert found("صحيفتا الوطن والرياض", "ar") == [("الوطن", None), ("الرياض", "al-riyadh")]


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("صحيفة الوطن السعودية", "al-watan-sa"),
        ("لصحيفة الغارديان البريطانية", "the-guardian"),
        ("وكالة رويترز للأنباء", "reuters"),
        ("قناة سي إن إن الأميركية", "cnn"),
        ("شبكة CNN", "cnn"),
        ("لوموند (Le Monde)", "le-monde"),
        ("The New York Times newspaper", "new-york-times"),
        ("the Guardian", "the-guardian"),
        ("Saudi Arabia's Al-Watan newspaper", "al-watan-sa"),
        ("الوطن", None),
        ("Time", None),
        ("الصحيفة", None),
        ("مراسل رويترز في بغداد", None),
        ("", None),
        ("«»", None),
    ],
)
def test_matches_whole_names(name: str, outlet: str | None) -> None:
    assert gazetteer().match(name) == outlet


def test_a_known_outlet_needs_no_noun() -> None:
    assert gazetteer().match("Time", outlet=True) == "time"
    assert gazetteer().match("الوطن", outlet=True) is None
    assert gazetteer().match("الوطن", outlet=True, country="QA") == "al-watan-qa"


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.theguardian.com/world/1", "the-guardian"),
        ("http://arabic.cnn.com/a", "cnn-arabic"),
        ("edition.cnn.com", "cnn"),
        ("https://example.org", None),
        ("", None),
        ("com", None),
        ("http://[bad", None),
        ("https://user:pw@www.bbc.com:443/x", "bbc"),
    ],
)
def test_outlet_of_an_address(url: str, outlet: str | None) -> None:
    assert gazetteer().by_domain(url) == outlet


def test_entry_gives_names_and_country() -> None:
    outlet = gazetteer().entry("le-monde")
    assert outlet is not None
    assert (outlet.country, outlet.names["en"][0]) == ("FR", "Le Monde")
    assert gazetteer().entry("no-such-outlet") is None


def test_every_strong_name_is_found_alone() -> None:
    g = Gazetteer()
    missed = []
    for row in loader.outlet_rows():
        for language, names in row.names.items():
            for name in names:
                text = f"# {name} #"
                hits = [text[s:e] for (s, e), _ in g.find(text, language)]
                if name not in row.weak and hits != [name.strip("+!")]:
                    missed.append(name)
    assert missed == []
