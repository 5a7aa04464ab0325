"""Broken and hostile input: a result or a TakhrijError, never another exception, and never for long."""

from __future__ import annotations

import json
import time
import warnings
from contextlib import suppress

import msgspec
import pytest

from support.mutate import NASTY, mutated, seeds
from takhrij import trace
from takhrij.bulk import annotate_lines
from takhrij.errors import TakhrijError
from takhrij.report import notebook, render_html, render_markdown, render_terminal

SEEDS = seeds()
# Processor time that an input may take: a start, and so much for each of its bytes and of the statements found in it.
START, BYTES_A_SECOND, A_STATEMENT = 4.0, 100_000, 0.003


def reported(data: bytes, name: str) -> None:
    """Trace an input and make every report of it; what is refused is refused by an error of ours."""
    begin = time.process_time()
    with warnings.catch_warnings(), suppress(TakhrijError):
        warnings.simplefilter("ignore")
        found = trace(data, name=name)
        msgspec.json.encode(found)
        for render in (render_html, render_markdown, notebook):
            render(found).encode()
        for interface in ("ar", "en"):
            render_terminal(found, width=60, interface=interface).encode()
        article = found.article
        assert all(0 <= s < e <= len(article.text) for s, e in article.paragraphs)
        assert all(r.span is None or r.span.end <= len(article.text) for r in found.republication)
        begin += len(found.attributions) * A_STATEMENT
    assert time.process_time() - begin < START + len(data) / BYTES_A_SECOND


@pytest.mark.parametrize("block", range(8))
def test_mutated_pages(block: int) -> None:
    for number in range(block * 20, block * 20 + 20):
        name, data = mutated(number, SEEDS)
        reported(data, name)


@pytest.mark.parametrize("piece", NASTY)
def test_hostile_pieces(piece: bytes) -> None:
    page = b"<html><head>%b</head><body><h1>Ferry%b inquiry</h1><p>The owner said%b that it sank.</p><p>%b</p></body></html>"
    reported(page % ((piece,) * 4), "x.html")
    reported(piece + b"\n\nThe owner said that it sank. " + piece, "x.txt")


@pytest.mark.parametrize("unit", ["word", "\u0648" * 7, "\u200f", "((", "http://a.example/"])
def test_a_word_without_end(unit: str) -> None:
    """Names, notes and labels are wrapped and matched in time that grows with their length alone."""
    word = unit * 8000
    reported(
        f"<title>{word}</title><h1>{word}</h1><p>By {word}</p><p>Source: {word};</p><p>{word} said that {word}.</p>".encode(),
        "x.html",
    )


def test_annotate_answers_every_line() -> None:
    texts = [data.decode("utf-8", "replace")[:4000] for _, data in (mutated(n, SEEDS) for n in range(40))]
    lines = [json.dumps({"id": str(k), "text": text}).encode() for k, text in enumerate(texts)]
    lines += [
        b"",
        b"{",
        b"[]",
        b'{"id": 1}',
        b'{"id": "x", "text": null}',
        b'{"id": "y", "text": "\xff"}',
        b'{"id": "z", "text": "\\ud800 said"}',
        NASTY[0],
    ]
    results = list(annotate_lines(lines, jobs=1))
    assert len(results) >= len(texts)
    assert not [r for r in results if b"internal-error" in r]
