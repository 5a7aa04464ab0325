"""Articles that a real browser prints to PDF are read word for word as from their page."""

from __future__ import annotations

import shutil
from html import escape
from typing import TYPE_CHECKING

import pytest

from support.shared import ROOT
from takhrij.errors import ReadError
from takhrij.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")

ARABIC = (
    "مصنع الشمال أُغلق بعد انسحاب الحرّاس",
    "قال المتحدث باسم الشركة (نديم العلي) في بيان يوم 16 أكتوبر 2019 إن «المصنع توقف عن العمل تماماً»، وأضاف أن 25% من العمال غادروا الموقع إلى شركة Northfield Cement قبل ذلك التاريخ بأيام قليلة.",
    'وذكرت صحيفة "البيان الجديد" نقلاً عن مصدر مقرّب من التحقيق قوله: “لا نعرف من المسؤول؟” بينما رفضت الإدارة التعليق على 3,500 رسالة إلكترونية مسرّبة، بحسب وكالة (نورد برس) في 17 تشرين الأول/أكتوبر 2019.',
    "وأكّدت اللجنة لاحقاً أن الأسلحة والآلات نُقلت إلى الأردن، قائلةً إن ما حدث «لا يحتاج إلى شرح».",
)
ENGLISH = (
    "Plant closed after the guards left",
    "“The plant has stopped working entirely,” company spokesman Nadim Ali said in a statement on October 16, 2019, adding that 25% of the workers had left for Northfield Cement a few days before that well-known date came around.",
    'The newspaper cited a source close to the inquiry as saying: "We do not know who is responsible."',
    "A third paragraph is here so that the page has a body (and a bracket) – nothing more.",
)


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page()
        browser.close()


def printed(tab: Page, page: Path, folder: Path) -> bytes:
    target = folder / "page.pdf"
    tab.goto(page.as_uri())
    tab.pdf(path=str(target), format="A4")
    return target.read_bytes()


@pytest.mark.parametrize(("language", "article"), [("ar", ARABIC), ("en", ENGLISH)])
def test_printed_article_is_read_word_for_word(
    tab: Page, tmp_path: Path, language: str, article: tuple[str, ...]
) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    body = "".join(f"<p>{escape(p)}</p>" for p in article[1:])
    source = (
        f"<!doctype html><html lang={language} dir={direction}><meta charset=utf-8><body><h1>{article[0]}</h1>{body}"
    )
    page = tmp_path / "page.html"
    page.write_text(source, encoding="utf-8")
    a = read(printed(tab, page, tmp_path), name="page.pdf").article
    assert a.title == article[0]
    assert [a.text[s:e] for s, e in a.paragraphs] == list(article[1:])
    assert a.text == read(page.read_bytes(), name="page.html").article.text
    assert (a.language, a.direction) == (language, direction)


@pytest.mark.parametrize("name", ["ar/demo.html", "en/demo.html", "ar/wpdiscuz7.html", "en/wpdiscuz5.html"])
def test_printed_page_holds_every_paragraph(tab: Page, tmp_path: Path, name: str) -> None:
    """What a theme prints round the article may be there too; the article's paragraphs are, each whole."""
    page = ROOT / "examples" / "pages" / name
    want = read(page.read_bytes(), name=name).article
    a = read(printed(tab, page, tmp_path), name="page.pdf").article
    found = [a.text[s:e] for s, e in a.paragraphs]
    missing = [p for p in (want.text[s:e] for s, e in want.paragraphs) if p not in found and len(p) > 60]
    assert missing == []
    assert a.language == want.language


def test_pdf_of_pictures_has_no_text_layer(tab: Page, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<svg width=200 height=200><rect width=100 height=100 /></svg>", encoding="utf-8")
    with pytest.raises(ReadError) as e:
        read(printed(tab, page, tmp_path), name="page.pdf")
    assert e.value.code == "no-text-layer"


def test_pdf_whose_letters_are_not_named_has_no_text_layer(tab: Page, tmp_path: Path) -> None:
    """Without the tables that name its letters a PDF holds shapes: no text is better than wrong text."""
    data = printed(tab, ROOT / "examples" / "pages" / "ar" / "demo.html", tmp_path)
    assert b"/ToUnicode" in data
    with pytest.raises(ReadError) as e:
        read(data.replace(b"/ToUnicode", b"/ToUnicodX"), name="page.pdf")
    assert e.value.code == "no-text-layer"
