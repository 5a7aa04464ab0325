"""One article in five forms gives one set of attributions: HTML, mail, Markdown, a wrongly labelled encoding, PDF."""

from __future__ import annotations

import json
import shutil
from email.message import EmailMessage
from html import escape
from typing import TYPE_CHECKING

import pytest

from support.shared import ROOT
from takhrij import trace

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.model import Analysis

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
NAMED = {"ar": "ar-011", "en": "en-012"}


def article(language: str) -> tuple[str, list[str]]:
    """Title and paragraphs of one marked article."""
    lines = (ROOT / "tests" / "gold" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    found = next(d for d in map(json.loads, lines) if d["id"] == NAMED[language])
    return found["title"], [p for p in found["text"].split("\n") if p.strip()]


def as_html(title: str, paragraphs: list[str], language: str) -> str:
    body = "".join(f"<p>{escape(p, quote=False)}</p>\n" for p in paragraphs)
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><article><h1>{title}</h1>\n{body}</article></body></html>"
    )


def as_mail(title: str, paragraphs: list[str]) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = title, "desk@harbour.example", "reader@harbour.example"
    mail.set_content("\n\n".join(paragraphs) + "\n")
    return mail.as_bytes()


def as_printed(page: str, folder: Path) -> bytes:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine")
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_text(page, encoding="utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page()
        tab.goto(source.as_uri())
        tab.pdf(path=str(target), format="A4")
        browser.close()
    return target.read_bytes()


def told(found: Analysis) -> list[tuple[object, ...]]:
    """Attributions by their words: offsets differ where a form has other white space."""
    text = found.article.text
    names = {e.id: e.name for e in found.entities}

    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " / ".join(" ".join(text[start:end].split()) for start, end in spans)

    return [
        (words(a.source), words(a.cue), words(a.content), a.type, a.stance, a.source_class, names.get(a.speaker or ""))
        for a in found.attributions
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("form", ["mail", "markdown", "encoding", "printed"])
def test_a_copy_gives_the_same_attributions(language: str, form: str, tmp_path: Path) -> None:
    title, paragraphs = article(language)
    page = as_html(title, paragraphs, language)
    wanted = told(trace(page.encode(), name="page.html"))
    if form == "mail":
        copy, name = as_mail(title, paragraphs), "page.eml"
    elif form == "markdown":
        copy, name = ("\n\n".join([f"# {title}", *paragraphs]) + "\n").encode(), "page.md"
    elif form == "encoding":
        copy, name = page.encode("cp1256", errors="xmlcharrefreplace"), "page.html"
    else:
        copy, name = as_printed(page, tmp_path), "page.pdf"
    assert len(wanted) > 10
    assert told(trace(copy, name=name)) == wanted
