"""The example pages are read as a person reads them: article, metadata, comments, furniture apart."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from support.shared import ROOT
from takhrij.read import read

if TYPE_CHECKING:
    from takhrij.model import Reading

PAGES = ROOT / "examples" / "pages"
ALL = sorted(str(p.relative_to(PAGES)) for p in PAGES.glob("*/*.html"))


@cache
def page(name: str) -> Reading:
    return read((PAGES / name).read_bytes(), name=name)


def kinds(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for f in page(name).article.furniture:
        found[f.kind] = found.get(f.kind, "") + "\n" + f.text
    return found


METADATA = {
    "ar/demo.html": ("قُصف مصنع نورفال بعد أن غادره من حماه", "2019-10-24", ("ماركو دلفين",), "مرصد الضفاف", "ar"),
    "ar/windows-1256.html": (
        "عودة التمثال المسروق إلى متحف البلدة القديمة",
        "2009-07-23",
        ("عادل منصور",),
        "الميزان",
        "ar",
    ),
    "ar/wordpress-comments.html": ("ثلاث مضخات أم واحدة؟", "2020-03-04", ("هالة السنوسي",), "صوت الحارة", "ar"),
    "ar/wpdiscuz7.html": (
        "وزير النقل: الخط الساحلي لن يُفتح هذا العام",
        "2021-05-10",
        ("سلوى الخازن",),
        "الضفة نيوز",
        "ar",
    ),
    "en/demo.html": ("The mill nobody visited", "2021-03-02", ("Orla Keating",), "Reed & Sedge", "en"),
    "en/news-jsonld.html": (
        "Harbor board knew of crane fault for months, records show",
        "2022-11-03",
        ("Dana Whitlock", "Peter Osei"),
        "The Tidewater Ledger",
        "en",
    ),
    "en/wpdiscuz5.html": (
        "Ferry log lists a captain who was ashore",
        "2019-01-18",
        ("Nell Armitage",),
        "Saltmarsh Post",
        "en",
    ),
}


def test_every_example_page_is_checked() -> None:
    assert sorted(METADATA) == ALL


@pytest.mark.parametrize("name", ALL)
def test_metadata(name: str) -> None:
    a = page(name).article
    assert (a.title, (a.published or "")[:10], a.bylines, a.outlet, a.language) == METADATA[name]
    assert a.direction == ("rtl" if name.startswith("ar") else "ltr")
    assert a.read.status == "ok"


@pytest.mark.parametrize("name", ALL)
def test_paragraphs_tile_the_text(name: str) -> None:
    a = page(name).article
    assert a.text == "\n\n".join(a.text[s:e] for s, e in a.paragraphs)
    assert all(a.text[s:e].strip() == a.text[s:e] for s, e in a.paragraphs)


def test_evidence_names_every_place() -> None:
    e = page("ar/demo.html").article.evidence
    assert {x.origin for x in e["published"]} >= {"opengraph", "time", "text", "url"}
    assert {x.origin for x in e["title"]} >= {"h1", "opengraph", "title"}
    assert [x.origin for x in e["bylines"]] == ["text"]


def test_local_day_is_preferred_to_the_utc_day() -> None:
    assert page("ar/demo.html").article.published == "2019-10-24T01:40:00+03:00"


COMMENTS = {
    "ar/wordpress-comments.html": [
        ("2101", "أبو رامي", "2020-03-04", "من أين جاء رقم المضخات؟", None),
        ("2103", "منى", "2020-03-05", "الرقم في التقرير السنوي 41 لا 14.\n\nراجعوا الصفحة التاسعة.", "2101"),
        ("2104", "هالة السنوسي", "2020-03-05", "شكراً لكما، صُحّح الرقم في الفقرة الثالثة.", "2103"),
        ("2110", "سائق سابق", "2020-03-07", "عملت على هذا الخط عشر سنوات ولم أرَ صيانة واحدة.", None),
    ],
    "ar/wpdiscuz7.html": [
        ("5001", "يزن", "2021-05-11", "العنوان أقوى مما قاله الوزير.", None),
        ("5004", "مشاهد", "2021-05-11", "سمعت المقابلة كاملة، والجملة قيلت في سياق آخر.", "5001"),
        ("5005", "رنا", "2021-05-12", "هل التسجيل متاح للجمهور؟", "5004"),
        ("5009", "نادر", "2021-05-13", "لا أتفق مع التعليق الذي حُذف، لكن حذفه خطأ.", None),
        ("4990", "مريم", "2021-05-10", "أين نص المقابلة؟\n\nالرابط لا يعمل.", None),
    ],
    "en/demo.html": [
        ("301", "Tom H.", "2021-03-02", "Has anyone seen the filing itself?", None),
        ("302", "Ilse Brandt", "2021-03-03", "The agency story links to the filing, page 12.", "301"),
        (
            "303",
            "Marguerite",
            "2021-03-05",
            "Second paragraph says 2016, the filing says 2017.\n\nPlease correct.",
            None,
        ),
    ],
    "en/wpdiscuz5.html": [
        ("911", "Keel", "2019-01-18", "Who signed the log?", None),
        ("912", "Jonas P", "2019-01-19", "The ferry log is public. I asked for it.", "911"),
        ("915", "Harbour Master", "2019-01-21", "I did.\n\nAsk me anything.", None),
    ],
}


@pytest.mark.parametrize("name", ALL)
def test_comments(name: str) -> None:
    a = page(name).article
    assert [(c.id, c.author, (c.date or "")[:10], c.text, c.parent) for c in a.comments] == COMMENTS.get(name, [])
    assert not any(c.text in a.text for c in a.comments)


FURNITURE = {
    "ar/demo.html": {
        "menu": "الرئيسية",
        "share": "تويتر",
        "related": "أرباح الأسمدة",
        "sign-up": "النشرة البريدية",
        "most-read": "عشرة أسئلة",
        "comment-form": "كن أوّل من يعلّق",
        "footer": "جميع الحقوق محفوظة",
        "byline": "ماركو دلفين",
        "title": "قُصف مصنع",
    },
    "ar/windows-1256.html": {"menu": "دفتر الزوار", "share": "طباعة", "footer": "جميع الحقوق", "date": "تاريخ النشر"},
    "ar/wordpress-comments.html": {
        "author-box": "عن الكاتب",
        "related": "صهاريج بلا عدّاد",
        "comments": "تنبيه",
        "comment-form": "لن يتم نشر",
        "meta": "زيارة",
    },
    "ar/wpdiscuz7.html": {
        "caption": "أعمال الجسر",
        "tags": "الخط الساحلي",
        "related": "المتعهد يعلّق",
        "comment-form": "نبّهني عن",
        "comments": "5 تعليقات",
    },
    "en/demo.html": {
        "related": "Three rivers",
        "sidebar": "Notes on a closed sluice",
        "comment-form": "Leave a Reply",
        "footer": "Papermill",
        "share": "Facebook",
    },
    "en/news-jsonld.html": {
        "pull-quote": "Nobody called us back",
        "sign-up": "The Harbor Brief",
        "related": "What we know",
        "most-read": "Ferry fares",
        "notice": "cookies",
        "caption": "Lena Ortiz",
        "author-box": "covers the port",
        "advertisement": "Advertisement",
        "tags": "Safety",
        "share": "Copy link",
    },
    "en/wpdiscuz5.html": {
        "menu": "Sport",
        "related": "Fares frozen",
        "comment-form": "Notify of",
        "footer": "Saltmarsh Post",
    },
}


@pytest.mark.parametrize("name", ALL)
def test_furniture_is_kept_by_kind_and_out_of_the_text(name: str) -> None:
    found = kinds(name)
    for kind, words in FURNITURE[name].items():
        assert words in found.get(kind, ""), (kind, found.keys())
        assert kind in ("byline", "title", "pull-quote", "tags") or words not in page(name).article.text


def test_every_word_of_the_article_is_there() -> None:
    text = page("en/news-jsonld.html").article.text
    for words in (
        "The Brackwater Harbor Board was told",
        "A warning in March",
        "March 11: first report",
        "said the board would publish a timeline.",
    ):
        assert words in text
    assert text.count("Nobody called us back") == 1


def test_republication_and_its_contradiction() -> None:
    r = page("ar/demo.html")
    assert [(x.kind, x.name, x.date, x.language) for x in r.republication] == [
        ("first-published", "ريفر نوتس", "2019-10-21", None),
        ("translated", "Daffaf Translations", None, "fr"),
    ]
    assert [w.code for w in r.warnings] == ["language-mismatch"]
    span = r.republication[1].span
    assert span is not None
    assert r.article.text[span.start : span.end].startswith("وتمّت ترجمته")


def test_republication_takes_name_and_address_from_the_link() -> None:
    r = page("en/demo.html").republication[0]
    assert (r.kind, r.name, r.url, r.date) == (
        "first-published",
        "Slow Water Review",
        "https://slowwater.example/mill",
        "2021-02-26",
    )
    assert r.rule == "en.republication.originally"


def test_declared_language_that_is_wrong_is_a_warning() -> None:
    assert [w.code for w in page("ar/wordpress-comments.html").warnings] == ["language-mismatch"]
