"""Invented pages in the markup of common themes and content systems, each read as its expectation says.

`tests/pages/expected.jsonl` was written with the pages, before the reader saw them. Strings are compared by their letters
and digits, as a reader would.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from support.shared import ROOT
from takhrij.read import read

if TYPE_CHECKING:
    from takhrij.model import Reading

PAGES = ROOT / "tests" / "pages"
EXPECTED: dict[str, dict[str, Any]] = {
    row["path"]: row
    for line in (PAGES / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    for row in [json.loads(line)]
}
PATHS = sorted(EXPECTED)


@cache
def page(path: str) -> Reading:
    return read((PAGES / path).read_bytes(), name=path)


def bare(text: str | None) -> str:
    folded = unicodedata.normalize("NFKD", text or "").casefold()
    return "".join(c for c in folded if c.isalnum() and c != "\u0640")


def test_every_page_has_an_expectation() -> None:
    assert sorted(str(p.relative_to(PAGES)) for p in PAGES.glob("*/*.html")) == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_title_day_and_outlet(path: str) -> None:
    a, want = page(path).article, EXPECTED[path]
    assert bare(a.title) in [bare(t) for t in (want["title"], *want["title_also"])]
    assert (a.published or "")[:10] in [want["published"] or "", *want["published_also"]]
    assert any(bare(a.outlet) and (bare(a.outlet) in bare(o) or bare(o) in bare(a.outlet)) for o in want["outlet"])
    assert a.language == want["lang"]


@pytest.mark.parametrize("path", PATHS)
def test_bylines(path: str) -> None:
    found, want = {bare(b) for b in page(path).article.bylines}, EXPECTED[path]
    names = {bare(b) for b in want["bylines"]}
    assert names <= found <= names | {bare(b) for b in want["bylines_also"]}


@pytest.mark.parametrize("path", PATHS)
def test_text_and_furniture(path: str) -> None:
    text, want = bare(page(path).article.text), EXPECTED[path]
    assert [m for m in want["must"] if bare(m) not in text] == []
    assert [m for m in want["must_not"] if bare(m) in text] == []


@pytest.mark.parametrize("path", PATHS)
def test_comments(path: str) -> None:
    a, want = page(path).article, EXPECTED[path]
    assert len(a.comments) in [want["comments"], *want["comments_also"]]
    ids = {c.id for c in a.comments}
    assert all(c.author and c.date and c.text and (c.parent is None or c.parent in ids) for c in a.comments)


@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("ar/blogger.html", {"نوال شهاب": "طارق"}),
        ("en/drupal9.html", {"Meg": "Old Salt (not verified)"}),
        ("ar/jannah.html", {"سلوى": "مازن"}),
        ("en/kubrick-comments.html", {"Odile M.": "Ned"}),
        ("en/wpdiscuz7-threads.html", {"Clerk no longer": "Barnaby"}),
    ],
)
def test_answers_hang_on_what_they_answer(path: str, answers: dict[str, str]) -> None:
    comments = page(path).article.comments
    authors = {c.id: c.author for c in comments}
    assert {c.author: authors[c.parent] for c in comments if c.parent} == answers


def test_where_it_first_ran_and_who_is_credited() -> None:
    assert [(r.kind, r.name) for r in page("en/republished.html").republication] == [("syndicated", "Wire & Weir")]
    credited = [(r.kind, r.name) for r in page("ar/agency-microdata.html").republication]
    assert credited == [("credited", "رويترز"), ("credited", "وكالات")]
