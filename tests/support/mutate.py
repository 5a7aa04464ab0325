"""Broken and hostile inputs, made from example pages by chance that is the same every time."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from support.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NASTY = (
    b"\0", b"\x0b\x0c\x1b", "\u202e\u202b\u2066\u2069\u200f".encode(), "\ufeff\u200d\u0640".encode(), b"\xff\xfe", b"\xed\xa0\x80",
    "\u0300".encode() * 200, b"&#x110000;&#0;&#xD800;&bogus;", b"]]>", b"<![CDATA[", b"<!--", b"--!>", b"<svg><title>", b"<plaintext>",
    b"<template>", b"<table><td><p>", b"<select><option>", b"</p></div></body></html>", b"<br>" * 300, b"<a href='http://[::1'>", b"<base href='//'>",
    b"<meta http-equiv=content-type content='text/html; charset=punycode'>", b"<meta charset=utf-16>", b"<html lang='\xff\xff'>",
    b"<time datetime='-0001-13-99T99:99:99+99:99'>x</time>", b"<meta property='article:published_time' content='99999999999999999999'>",
    "<time datetime='\u0662\u0660\u0662\u0660-\u0661\u0661-\u0661\u0661'>".encode(), "\u201c\u00ab\"'\u2018".encode() * 40, b"(((((" * 60, b"12/12/12/" * 60,
    "\u0642\u0627\u0644: \u00ab".encode() * 40, b"said said that that " * 40, "\u0640".encode() * 300, "\u0648".encode() * 300, b"http://a.b/" + b"c/" * 400,
    b"<div class='" + b"comment " * 400 + b"'>", b"<li class=comment id=comment-1><cite class=fn>A</cite><p>text</p>" * 40, b'<p title="' + b"x" * 60_000 + b'">',
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;'>]><p>&c;&c;&c;</p>",
    b"From: a\nSubject: =?utf-8?B?////?=\nDate: yesterday\nContent-Type: text/html; charset=x\n\n",
)  # fmt: skip
_LINKED: tuple[Any, ...] = (
    None, True, 7, -1e308, "", "x", "2020-02-31", [], {}, [[[]]], {"@value": None}, {"name": {"name": []}}, [None, 3], {"@id": "#1"}, "\ud800", "a" * 3000, [{"@type": "Person"}] * 60,
)  # fmt: skip
_FIELDS = (
    "@type", "@graph", "headline", "author", "creator", "datePublished", "publisher", "articleBody", "comment", "inLanguage", "url", "hasPart", "mainEntityOfPage", "itemListElement", "@id",
)  # fmt: skip
_TAGS = (b"div", b"span", b"b", b"blockquote", b"ul", b"li", b"table", b"article", b"font", b"a", b"section", b"q")
MAIL = (
    b"From: Mira Holt <mira@news.example>\nTo: desk@news.example\nSubject: Ferry inquiry opens\nDate: Tue, 12 Mar 2024 09:00:00 +0000\n"
    b'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b1"\n\n--b1\nContent-Type: text/plain; charset=utf-8\n'
    b"Content-Transfer-Encoding: quoted-printable\n\nThe ferry carried 212 passengers, the owner said.=20\n\n--b1\nContent-Type: text/html; charset=utf-8\n\n"
    b"<html><body><h1>Ferry inquiry opens</h1><p>The ferry carried 212 passengers, the owner said on Monday.</p></body></html>\n--b1--\n"
)  # fmt: skip


def small_pdf(text: str = "The ferry carried 212 passengers, the owner said.") -> bytes:
    """A PDF of one line, written by hand; PDFium mends its missing table."""
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj 0 -16 Td (It sank on Monday, Mira Holt said.) Tj ET".encode("latin-1")
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF"
        % (len(stream), stream)
    )


def seeds() -> list[tuple[str, bytes]]:
    """Example pages of the repository with their names, a PDF, an e-mail and a text."""
    folders = (ROOT / "examples" / "pages", ROOT / "tests" / "pages")
    pages = [(p.name, p.read_bytes()) for folder in folders for p in sorted(folder.glob("*/*.html"))]
    articles = sorted((ROOT / "examples" / "articles").glob("*/*.txt"))[:4]
    texts = [(p.name, p.read_bytes()) for p in (*articles, ROOT / "examples" / "short.txt")]
    return [*pages, *texts, ("a.md", texts[0][1]), ("a.pdf", small_pdf()), ("a.eml", MAIL)]


def mutated(number: int, given: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The case of a number: a seed changed in one to four ways."""
    chance = random.Random(number)
    name, data = chance.choice(given)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_WAYS)(data, chance, given)
    return (name if chance.random() < 0.8 else chance.choice(("x.html", "x.txt", "x.eml", "x.md", ""))), data[
        :3_000_000
    ]


def _bytes(_data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    return chance.randbytes(chance.randint(1, 3000))


def _cut(data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    at, to = sorted(chance.randint(0, len(data)) for _ in range(2))
    return data[:at] if chance.random() < 0.5 else data[:at] + data[to:]


def _flip(data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 5, 50, 500))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def _splice(data: bytes, chance: random.Random, given: Sequence[tuple[str, bytes]]) -> bytes:
    other = chance.choice(given)[1]
    at, frm = chance.randint(0, len(data)), chance.randint(0, len(other))
    return data[:at] + other[frm:]


def _insert(data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice(NASTY) + data[at:]
    return data


def _repeat(data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    at = chance.randint(0, len(data))
    piece = data[at : at + chance.choice((3, 30, 300, 3000))]
    return data[:at] + piece * min(chance.choice((3, 30, 300, 3000)), 200_000 // max(len(piece), 1) + 1) + data[at:]


def _nest(data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    at, tag = chance.randint(0, len(data)), chance.choice(_TAGS)
    return data[:at] + (b"<" + tag + b">") * chance.choice((10, 300, 3000, 9000)) + data[at:]


def _linked(data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    thing = {k: chance.choice(_LINKED) for k in chance.sample(_FIELDS, 8)}
    if chance.random() < 0.7:
        thing["@type"] = chance.choice(("NewsArticle", ["Article", None], "LiveBlogPosting", "WebPage"))
    written = json.dumps(thing if chance.random() < 0.7 else {"@graph": [thing, thing]}).encode()
    if chance.random() < 0.3:
        written = written[: chance.randint(0, len(written))]
    return b'<script type="application/ld+json">' + written + b"</script>" + data


def _coded(data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        chance.choice(
            ("utf-16", "utf-16-le", "utf-32", "cp1256", "cp1252", "utf-7", "iso-8859-6", "shift_jis", "cp037")
        ),
        "replace",
    )


def _turned(data: bytes, chance: random.Random, _given: Sequence[tuple[str, bytes]]) -> bytes:
    lines = data.split(b"\n") if chance.random() < 0.5 else data.split(b">")
    chance.shuffle(lines)
    return b">\n".join(lines)


_WAYS: tuple[Callable[[bytes, random.Random, Sequence[tuple[str, bytes]]], bytes], ...] = (
    _bytes, _cut, _cut, _flip, _flip, _splice, _insert, _insert, _insert, _repeat, _nest, _linked, _coded, _turned,
)  # fmt: skip
