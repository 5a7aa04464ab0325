"""Broken and hostile input neither raises, nor loses text without notice, nor takes more than linear time."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from takhrij.errors import ReadError
from takhrij.read import read
from takhrij.read.dom import parse

PARAGRAPH = "The committee said on Monday that the bridge would stay closed until the inquiry reports."


@pytest.mark.parametrize("depth", [255, 300, 1500])
def test_nested_elements_are_read(depth: int) -> None:
    page = f"<html><body><h1>Bridge closed</h1>{'<div>' * depth}<p>{PARAGRAPH}</p>{'</div>' * depth}<p>{PARAGRAPH} Again.</p></body></html>"
    a = read(page.encode(), name="x.html").article
    assert a.text == f"{PARAGRAPH}\n\n{PARAGRAPH} Again."
    assert a.read.status == "ok"


def test_a_second_parser_takes_over() -> None:
    page = f"<html><body>{'<div>' * 3000}<p>{PARAGRAPH}</p></body></html>"
    a = read(page.encode(), name="x.html").article
    assert PARAGRAPH in a.text
    assert a.read.reason == "second-parser"


def test_nesting_beyond_both_parsers_is_flattened_and_said() -> None:
    page = f"<html><body><h1>Bridge closed</h1>{'<div>' * 50_000}<p>{PARAGRAPH}</p></body></html>"
    r = read(page.encode(), name="x.html")
    assert PARAGRAPH in r.article.text
    assert (r.article.read.status, r.article.read.reason) == ("degraded", "nesting-flattened")
    assert "text-lost" in [w.code for w in r.warnings]


def test_a_text_node_of_ten_megabytes_is_read() -> None:
    a = read(("<html><body><p>" + "word " * 2_200_000 + "</p></body></html>").encode(), name="x.html").article
    assert len(a.text) > 10_000_000


def test_text_only_in_json_ld_is_taken_and_said() -> None:
    body = "\\n".join(f"{PARAGRAPH} Number {n}." for n in range(12))
    page = f'<html><head><title>Bridge</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"Bridge closed","articleBody":"{body}"}}</script></head><body><div id=app></div></body></html>'
    a = read(page.encode(), name="x.html").article
    assert (a.title, len(a.paragraphs), a.read.status, a.read.reason) == (
        "Bridge closed",
        12,
        "degraded",
        "article-from-json-ld",
    )


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{PARAGRAPH}\0{PARAGRAPH}",
        f"<html><body><p>{PARAGRAPH}<p><b><i>unclosed <table><tr><td>cell",
        f"<p>{PARAGRAPH}</p>" + "</div>" * 1000,
        f"<!-- never closed <p>{PARAGRAPH}</p>",
        f"<p>{PARAGRAPH}</p><script>" + "<p>x" * 1000,
        f"<p title='{'x' * 100_000}'>{PARAGRAPH}</p>",
        f"<p>{PARAGRAPH}</p>" + "&" * 50_000,
        f"<p>{PARAGRAPH}</p>" + "<" * 50_000,
        f'<p>{PARAGRAPH}</p><script type="application/ld+json">{"[" * 50_000}</script>',
        f'<p>{PARAGRAPH}</p><script type="application/ld+json">{{"@graph": null, "@type": 7, "author": [[[]]]}}</script>',
        f"<meta property='article:published_time' content='2020-99-99T99:99'><p>{PARAGRAPH}</p>",
        f"<a href='http://[bad'>x</a><link rel=canonical href='http://[bad'><p>{PARAGRAPH}</p>",
        f"<?xml version='1.0' encoding='utf-8'?><html><body><p>{PARAGRAPH}</p></body></html>",
        f"<svg><title>icon</title></svg><p>{PARAGRAPH}</p>",
        "<ol class=commentlist>" + "<li class=comment id=comment-1>" * 500 + f"<p>{PARAGRAPH}</p>",
        f"<frameset><frame></frameset><noframes>{PARAGRAPH}</noframes>",
    ],
)
def test_broken_markup_never_raises(page: str) -> None:
    with suppress(ReadError):
        a = read(page.encode("utf-8", "surrogatepass"), name="x.html").article
        assert all(a.text[s:e] for s, e in a.paragraphs)


def test_a_date_that_cannot_be_is_no_date() -> None:
    page = f"<html><head><meta property='article:published_time' content='2020-02-31'></head><body><h1>A title here</h1><p>{PARAGRAPH}</p></body></html>"
    assert read(page.encode(), name="x.html").article.published is None


def _repeat(unit: str, times: int) -> bytes:
    return f"<html><body><h1>Title of it</h1>{unit * times}</body></html>".encode()


@pytest.mark.parametrize(
    "unit",
    [
        f"<p>{PARAGRAPH}</p>",
        f"<div class=related><div><p>{PARAGRAPH}</p></div></div>",
        "<li class=comment id=comment-7><cite class=fn>A</cite><p>text of it</p><time datetime=2020-01-01>x</time></li>",
        "<a href=#>link</a> ",
        "<h1>Head of it</h1>",
        f"<blockquote>{PARAGRAPH}</blockquote>",
        "<span class=byline>By Jane Doe</span>",
        "<div>",
        "<!--",
        "<br>word ",
    ],
)
def test_time_grows_with_length_alone(unit: str) -> None:
    """Four times the input may take at most nine times as long (quadratic would be sixteen)."""
    small, large = _repeat(unit, 1000), _repeat(unit, 4000)
    read(small, name="x.html")

    def seconds(data: bytes) -> float:
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            read(data, name="x.html")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(large) < 9 * seconds(small) + 0.1


def test_the_parser_reports_what_it_lost() -> None:
    tree, trouble = parse(f"<p>{PARAGRAPH}</p>")
    assert (tree.text_content(), trouble) == (PARAGRAPH, None)
