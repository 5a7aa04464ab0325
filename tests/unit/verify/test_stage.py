"""The stage on an archive in memory: which source is found, what is said of it, and why not where nothing is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from takhrij import trace
from takhrij.model import Analysis, Article, Span
from takhrij.read import read
from takhrij.verify import verify

DEMO = Path(__file__).resolve().parents[3] / "examples"


@dataclass
class Entry:
    entry: str
    article: Article
    version: int = 1
    analysis: Analysis | None = None
    sha256: str = "0" * 64

    @property
    def url(self) -> str | None:
        return self.article.url

    @property
    def title(self) -> str:
        return self.article.title

    @property
    def outlet_id(self) -> str | None:
        from takhrij.archive import outlet_key

        return outlet_key(self.article.outlet)

    @property
    def published(self) -> str | None:
        return self.article.published

    @property
    def language(self) -> str:
        return self.article.language


@dataclass
class Shelf:
    """What verification asks of an archive, over a list."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, text: str, *, outlet: str, published: str, language: str = "en") -> None:
        number = f"x{len(self.entries) + 1}"
        article = Article(
            id=number, url=f"https://{number}.example/", title=f"Report {number}", outlet=outlet, published=published,
            language=language, direction="ltr", text=text, paragraphs=(Span(0, len(text)),),
        )  # fmt: skip
        self.entries.append(Entry(number, article))

    def candidates(self, *, outlet_id=None, published=(None, None), terms=(), limit=50):
        first, last = published
        found = [
            e
            for e in self.entries
            if (outlet_id is None or e.outlet_id == outlet_id)
            and (not first or e.published >= first)
            and (not last or e.published <= last)
            and (not terms or any(t.casefold() in e.article.text.casefold() for t in terms))
        ]
        return found[:limit]

    def get(self, entry_id: str, _: int | None = None) -> Entry:
        return next(e for e in self.entries if e.entry == entry_id)


PAGE = """Tug company under fire

By Mira Holt
3 May 2024

According to the Harbour Post, the company has answered all questions about the age of the vessel.

The Harbour Post quoted Commander Ines Halloran as saying: "Without them we would have lost everyone on that boat."

Somebody who asked not to be named said that it was late.

According to the Valley Ledger, the pier will be closed until the spring of next year.
"""
POST = (
    "Officials question the tug company. The company has not answered all questions about the age of the vessel. "
    "“Without them we would have lost everyone on that boat,” Commander Ines Halloran said on Tuesday."
)


@pytest.fixture
def page() -> Analysis:
    return trace(PAGE, language="en")


def outcomes(page: Analysis, shelf: Shelf | None) -> dict[str, list]:
    found: dict[str, list] = {}
    for v in verify(page, shelf):
        found.setdefault(v.attribution, []).append(v)
    return found


def said(page: Analysis, words: str) -> str:
    return next(
        a.id for a in reversed(page.attributions) if words in " ".join(page.article.text[slice(*c)] for c in a.content)
    )


def test_without_an_archive_each_statement_says_what_to_look_for(page: Analysis) -> None:
    found = outcomes(page, None)
    (first,) = found[said(page, "has answered")]
    assert (first.verdict, first.reason) == ("not-checked", "source-not-supplied")
    assert any("Harbour Post" in t for t in first.searched.terms)
    assert "questions" in first.searched.terms
    (late,) = found[said(page, "it was late")]
    assert late.reason in {"no-source-named", "source-not-supplied"}
    assert {v.attribution for vs in found.values() for v in vs} >= {a.id for a in page.attributions}


def test_the_cited_article_is_found_and_the_negation_told(page: Analysis) -> None:
    shelf = Shelf()
    shelf.add(POST, outlet="Harbour Post", published="2024-05-01")
    (v, *_) = outcomes(page, shelf)[said(page, "has answered")]
    assert (v.verdict, v.rule) == ("altered", "verify.cited")
    (change,) = v.changes
    assert change.kind == "negation"
    (passage,) = v.passages
    assert passage.source_text == "The company has not answered all questions about the age of the vessel"
    assert POST[slice(*passage.source_span)] == passage.source_text
    assert page.article.text[slice(*passage.content_span)].startswith("the company has answered")
    assert v.source is not None
    assert (v.source.outlet, v.source.sha256) == ("Harbour Post", "0" * 64)


def test_words_are_found_in_another_article_too(page: Analysis) -> None:
    shelf = Shelf()
    shelf.add(POST, outlet="Northern Echoes", published="2024-05-02")
    (v, *_) = outcomes(page, shelf)[said(page, "Without them")]
    assert (v.verdict, v.rule) == ("verbatim", "verify.elsewhere")


def test_an_earlier_article_is_told(page: Analysis) -> None:
    shelf = Shelf()
    shelf.add(POST, outlet="Harbour Post", published="2024-05-01")
    shelf.add(POST, outlet="Northern Echoes", published="2024-04-20")
    found = outcomes(page, shelf)[said(page, "Without them")]
    assert [(v.rule, v.source.published) for v in found if v.source] == [
        ("verify.cited", "2024-05-01"),
        ("verify.earlier", "2024-04-20"),
    ]


def test_a_source_that_only_cites_is_followed(page: Analysis) -> None:
    shelf = Shelf()
    shelf.add(
        "According to the newspaper Northern Echoes, the company has answered all questions about the age of the vessel.",
        outlet="Harbour Post",
        published="2024-05-01",
    )
    shelf.add(
        "The company has answered some questions about the age of the vessel, its lawyer said.",
        outlet="Northern Echoes",
        published="2024-04-28",
    )
    first, second, *_ = outcomes(page, shelf)[said(page, "has answered")]
    assert first.next == second.id
    assert second.citing is not None
    assert second.citing.outlet == "Harbour Post"
    assert (second.verdict, second.source.outlet) == ("altered", "Northern Echoes")
    assert second.passages[0].content_text.startswith("the company has answered")


def test_what_was_searched_is_told_where_nothing_is_found(page: Analysis) -> None:
    shelf = Shelf()
    shelf.add(
        "The harbour was calm and the gulls were asleep on the roof of the customs house.",
        outlet="Harbour Post",
        published="2024-05-01",
    )
    (v, *_) = outcomes(page, shelf)[said(page, "has answered")]
    assert v.verdict == "not-found"
    assert v.searched.articles == 1
    (v, *_) = outcomes(page, Shelf())[said(page, "has answered")]
    assert (v.verdict, v.reason) == ("not-checked", "source-not-in-archive")


def test_the_page_itself_is_no_source(page: Analysis) -> None:
    shelf = Shelf()
    shelf.add(page.article.text, outlet="Harbour Post", published="2024-05-01")
    shelf.entries[0].article = page.article
    assert all(v.source is None for v in verify(page, shelf) if v.rule != "verify.headline")


def test_ids_are_in_order(page: Analysis) -> None:
    assert [v.id for v in verify(page, None)] == [f"V{n}" for n in range(1, len(verify(page, None)) + 1)]


def demo() -> dict[str, list]:
    page = trace(DEMO / "pages" / "ar" / "demo.html")
    shelf = Shelf()
    for path in sorted((DEMO / "archive-demo" / "sources").glob("*.html")):
        shelf.entries.append(Entry(path.stem, read(path.read_bytes(), name=path.name).article))
    found: dict[str, list] = {}
    for v in verify(page, shelf):
        text = " ".join(
            page.article.text[slice(*c)] for a in page.attributions if a.id == v.attribution for c in a.content
        )
        found.setdefault(text, []).append(v)
    return found


def test_the_demonstration_shows_what_it_says() -> None:
    found = demo()
    officer = next(vs for text, vs in found.items() if text.startswith("في الرابع عشر"))
    assert officer[0].source.outlet == "Ofoq"
    assert officer[0].verdict == "translation-candidate"
    manager = next(vs for text, vs in found.items() if text.startswith("المحققين يشتبهون"))
    assert [v.source.outlet for v in manager if v.source][:2] == ["Al Mirsad", "The Valley Ledger"]
    assert manager[0].next == manager[1].id
    request = next(vs for text, vs in found.items() if text.startswith("داروس طلبت"))
    assert [(v.source.outlet, v.rule) for v in request if v.source] == [
        ("Tayyar News Agency", "verify.cited"),
        ("East Bank Courier", "verify.earlier"),
    ]
    assert not any(v.verdict == "verbatim" and v.citing is None for vs in found.values() for v in vs)
