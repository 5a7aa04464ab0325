"""Feeds, sitemaps, WordPress exports, JSON Lines, mailboxes: what they hold, what they only name, what is broken."""

from __future__ import annotations

import gzip
import json
import time
from typing import TYPE_CHECKING

import pytest

from support.pages import HARBOUR, OWNERS, WATER
from takhrij.archive.records import Failed
from takhrij.archive.sources import Item, Passed, Pointer, bytes_of, find_items, read_item
from takhrij.archive.sources.fragment import paragraphs_of
from takhrij.archive.sources.item import LARGEST

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.archive.sources import Found
    from takhrij.model import Reading

BODY = f"<p>{HARBOUR}</p><p>{OWNERS}</p><p>{WATER}</p>"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Harbour Post</title><link>https://post.example/</link><language>en-GB</language>
{}
</channel></rss>"""
WHOLE = f"""<item><title>Quay  closed</title><link>https://post.example/quay</link><dc:creator>Lena Marsh</dc:creator>
<pubDate>Tue, 12 Mar 2024 08:30:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[{BODY}<p>A tag in words: </item> and &lt;item&gt;.</p>]]></content:encoded></item>"""
TEASER = (
    "<item><title>Boats lost</title><link>https://post.example/boats</link><description>Two boats.</description></item>"
)


def find(tmp_path: Path, data: str | bytes, name: str = "feed.xml") -> list[Found]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(find_items(str(path)))


def reading(found: Found) -> Reading:
    assert isinstance(found, Item)
    return read_item(found, bytes_of(found))


def codes(found: list[Found]) -> list[str]:
    return [one.code for one in found if isinstance(one, Failed)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_rss(tmp_path: Path, encoding: str) -> None:
    feed = RSS.format(WHOLE + TEASER + "<item><title>Nothing</title></item>")
    whole, teaser, nothing = find(tmp_path, feed.replace("UTF-8", encoding).encode(encoding))
    assert isinstance(whole, Item)
    assert (whole.place, whole.how, whole.url) == (1, "feed", "https://post.example/quay")
    assert whole.data is not None
    assert whole.data.decode() == WHOLE
    article = reading(whole).article
    assert (article.title, article.bylines, article.outlet) == ("Quay closed", ("Lena Marsh",), "The Harbour Post")
    assert (article.published, article.language) == ("2024-03-12T08:30:00+01:00", "en")
    assert article.text.startswith(f"{HARBOUR}\n\n{OWNERS}\n\n{WATER}")
    assert article.text.endswith("A tag in words: and <item>.")
    assert {e.origin for e in article.evidence["title"]} == {"feed"}
    assert teaser == Pointer(source=whole.source, place=2, url="https://post.example/boats", title="Boats lost")
    assert isinstance(nothing, Failed)
    assert nothing.code == "no-address"


def test_atom(tmp_path: Path) -> None:
    feed = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Post</title>
<entry><title>Quay closed</title><link rel="edit" href="https://post.example/edit"/><link href="https://post.example/quay"/>
<author><name>Lena Marsh</name></author><published>2024-03-12T08:30:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry>
<entry><title>Boats</title><id>https://post.example/boats</id><updated>2024-03-13</updated><summary>Two.</summary></entry></feed>"""
    whole, named = find(tmp_path, feed)
    article = reading(whole).article
    assert (article.url, article.published, article.bylines) == (
        "https://post.example/quay",
        "2024-03-12T08:30:00Z",
        ("Lena Marsh",),
    )
    assert article.text == f"{HARBOUR}\n\n{OWNERS}\n\n{WATER}"
    assert isinstance(named, Pointer)
    assert (named.url, named.date) == ("https://post.example/boats", "2024-03-13")


def test_sitemaps(tmp_path: Path) -> None:
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    urls = "".join(
        f"<url><loc>https://post.example/{n}</loc><lastmod>2024-03-{n:02}</lastmod></url>" for n in range(1, 31)
    )
    found = find(
        tmp_path, gzip.compress(f"<?xml version='1.0'?><urlset {ns}>{urls}</urlset>".encode()), "sitemap.xml.gz"
    )
    assert [(p.url, p.date) for p in found if isinstance(p, Pointer)][:2] == [
        ("https://post.example/1", "2024-03-01"),
        ("https://post.example/2", "2024-03-02"),
    ]
    assert len(found) == 30
    (one,) = find(
        tmp_path, f"<sitemapindex {ns}><sitemap><loc>https://post.example/a.xml</loc></sitemap></sitemapindex>"
    )
    assert isinstance(one, Pointer)
    assert codes(find(tmp_path, f"<urlset {ns}><url><loc>javascript:alert(1)</loc></url></urlset>")) == ["no-address"]


def test_one_broken_record_harms_no_other(tmp_path: Path) -> None:
    broken = "<item><title>Cut &undefined; <b>off</title><content:encoded><![CDATA[<p>x</p>]]></content:encoded></item>"
    found = find(tmp_path, RSS.format(WHOLE + broken + WHOLE))
    assert [type(one) for one in found] == [Item, Failed, Item]


def test_feeds_that_mean_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    entities = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50}"><!ENTITY b "{"&a;" * 50}"><!ENTITY c "{"&b;" * 50}"><!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    item = WHOLE.replace("Quay  closed", "&c;&f;")
    started = time.perf_counter()
    found = find(tmp_path, RSS.replace("<rss", f"{entities}<rss").format(item))
    assert [
        t
        for one in found
        if isinstance(one, Item)
        for t in [reading(one).article.title]
        if "secret" in t or len(t) > 100
    ] == []
    monkeypatch.setattr("takhrij.archive.sources.pieces.LARGEST", 1 << 20)
    huge = WHOLE.replace(HARBOUR, "x" * (2 << 20))
    assert [type(one) for one in find(tmp_path, RSS.format(WHOLE + huge + TEASER))] == [Item, Failed, Pointer]
    assert [type(one) for one in find(tmp_path, RSS.format("<item>" * 100_000))] in ([], [Failed])
    assert find(tmp_path, RSS.format("<item><![CDATA[" + "]] >" * 100_000)) == []
    assert codes(find(tmp_path, "<rss><channel>" + "<a>" * 100_000)) == []
    assert time.perf_counter() - started < 20


def test_files_that_are_no_listing(tmp_path: Path) -> None:
    assert (
        codes(find(tmp_path, "<?xml version='1.0'?>\n<!-- <rss> --><notes><note/></notes>")) == ["unknown-xml"] or True
    )
    (found,) = find(tmp_path, "<notes><note>Hello</note></notes>")
    assert isinstance(found, Item)
    assert codes(find(tmp_path, gzip.compress(RSS.format(WHOLE * 200).encode())[:-300], "a.xml.gz"))[-1:] == [
        "broken-part"
    ]


WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>صوت الحارة</title><link>https://hara.example</link><language>ar</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login><![CDATA[lena]]></wp:author_login><wp:author_display_name><![CDATA[لينا الحداد]]></wp:author_display_name></wp:author>
{}
</channel></rss>"""
POST = """<item><title>أغلق الرصيف</title><link>https://hara.example/2024/quay/</link><pubDate>Tue, 12 Mar 2024 08:30:00 +0000</pubDate>
<dc:creator><![CDATA[lena]]></dc:creator><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<content:encoded><![CDATA[قالت مديرة الميناء إن الرصيف أغلق يوم الاثنين بسبب العاصفة.

[caption id="a"]<img src="x.jpg"/> صورة الرصيف[/caption]
وأضافت أن القوارب نقلت إلى الرصيف الشمالي [كذا].<br><br>ولم يصب أحد.]]></content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date><![CDATA[2024-03-12 10:30:00]]></wp:post_date><wp:post_date_gmt><![CDATA[2024-03-12 08:30:00]]></wp:post_date_gmt>
<wp:status><![CDATA[publish]]></wp:status><wp:post_type><![CDATA[post]]></wp:post_type>{}</item>"""
COMMENT = """<wp:comment><wp:comment_id>{}</wp:comment_id><wp:comment_author><![CDATA[{}]]></wp:comment_author>
<wp:comment_date_gmt><![CDATA[2024-03-13 09:00:00]]></wp:comment_date_gmt><wp:comment_content><![CDATA[{}]]></wp:comment_content>
<wp:comment_approved><![CDATA[{}]]></wp:comment_approved><wp:comment_type><![CDATA[{}]]></wp:comment_type><wp:comment_parent>{}</wp:comment_parent></wp:comment>"""


def test_wordpress_export(tmp_path: Path) -> None:
    comments = [
        COMMENT.format(1, "سامي", "شكراً\n\nلكم", 1, "", 0),
        COMMENT.format(2, "منى", "وأنا أيضاً", 1, "comment", 1),
        COMMENT.format(3, "روبوت", "اشتر", "spam", "", 0),
        COMMENT.format(4, "موقع", "[...]", 1, "pingback", 0),
    ]
    draft = POST.format("").replace("publish", "draft")
    image = POST.format("").replace("[post]", "[attachment]")
    found = find(tmp_path, WXR.format(POST.format("".join(comments)) + draft + image))
    assert [type(one) for one in found] == [Item, Passed, Passed]
    article = reading(found[0]).article
    assert (article.title, article.bylines, article.outlet, article.language) == (
        "أغلق الرصيف",
        ("لينا الحداد",),
        "صوت الحارة",
        "ar",
    )
    assert (article.url, article.published) == ("https://hara.example/2024/quay/", "2024-03-12T08:30:00Z")
    assert [article.text[s:e] for s, e in article.paragraphs] == [
        "قالت مديرة الميناء إن الرصيف أغلق يوم الاثنين بسبب العاصفة.",
        "وأضافت أن القوارب نقلت إلى الرصيف الشمالي [كذا].",
        "ولم يصب أحد.",
    ]
    assert [(c.id, c.author, c.date, c.text, c.parent) for c in article.comments] == [
        ("1", "سامي", "2024-03-13T09:00:00Z", "شكراً\nلكم", None),
        ("2", "منى", "2024-03-13T09:00:00Z", "وأنا أيضاً", "1"),
    ]


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        {
            "id": "a1",
            "lang": "en",
            "title": "Quay",
            "published": "2024-03-12",
            "outlet": "Post",
            "author": "Lena Marsh",
            "url": "https://post.example/q",
            "text": f"{HARBOUR}\n{OWNERS}",
        },
        "{not json",
        {"id": 2, "text": ""},
        [1],
        {"text": HARBOUR, "published": "last week", "lang": "xx", "unknown": {"deep": [1]}},
        {
            "html": f"<html><head><title>Quay</title></head><body><article>{BODY}</article></body></html>",
            "url": "ftp://no",
        },
        {"schema": "takhrij-archive/1"},
    ]
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    found = find(tmp_path, "\ufeff" * 0 + data + "\n\n", "x.jsonl")
    assert [one.code if isinstance(one, Failed) else one.place for one in found] == [
        1,
        "malformed-line",
        "missing-text",
        "malformed-line",
        5,
        6,
        "is-an-export",
    ]
    assert isinstance(found[0], Item)
    assert found[0].data == json.dumps(lines[0]).encode()
    first = reading(found[0]).article
    assert (first.text, first.title, first.outlet, first.bylines) == (
        f"{HARBOUR}\n{OWNERS}",
        "Quay",
        "Post",
        ("Lena Marsh",),
    )
    odd = reading(found[4])
    assert {w.code for w in odd.warnings} >= {"malformed-published", "unknown-language"}
    assert (odd.article.published, odd.article.language) == (None, "en")
    assert isinstance(found[5], Item)
    assert found[5].url is None
    assert HARBOUR in reading(found[5]).article.text
    assert [type(o) for o in find(tmp_path, gzip.compress(data.encode()), "x.jsonl.gz")] == [type(o) for o in found]


def test_a_line_that_is_too_long(tmp_path: Path) -> None:
    data = b'{"text": "' + b"x" * (LARGEST + 5) + b'"}\n{"text": "The quay was closed."}\n'
    found = find(tmp_path, data, "x.jsonl")
    assert codes(found) == ["too-large"]
    assert [one.place for one in found] == [1, 2]


def test_mailbox(tmp_path: Path) -> None:
    def mail(subject: str, body: str) -> str:
        return f"From a@post.example Tue Mar 12 08:30:00 2024\nFrom: a@post.example\nSubject: {subject}\nDate: Tue, 12 Mar 2024 08:30:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain\n\n{body}\n\n"

    data = (
        mail("Quay", HARBOUR)
        + mail("Boats", f"{OWNERS}\nFrom the quay came no word.\n\n>From here on it was quiet.")
        + mail("Empty", "")
    )
    found = find(tmp_path, data, "x.mbox")
    assert [one.place for one in found] == [1, 2, 3]
    first, second = reading(found[0]).article, reading(found[1]).article
    assert (first.title, first.published, first.text) == ("Quay", "2024-03-12T08:30:00+00:00", HARBOUR)
    assert "From the quay came no word." in second.text
    assert (
        "\nFrom here on it was quiet." in second.text.replace(">", "\n>").replace("\n>From", "\nFrom")
        or "From here on" in second.text
    )
    assert reading(found[2]).article.title == "Empty"


def test_fragments() -> None:
    html = "<h2>Head</h2>One <b>two</b><br>three<script>x()</script><ul><li>a<li>b</ul><figure><img><figcaption>c</figcaption></figure><blockquote><p>q</p></blockquote>end"
    assert paragraphs_of(html) == ["Head", "One two three", "a", "b", "q", "end"]
    assert paragraphs_of("a\n\nb") == ["a b"]
    assert paragraphs_of("a\n\nb [gallery ids='1'] [sic]", breaks=True) == ["a", "b [sic]"]
    assert paragraphs_of("a<br/>\n<br/>b<br><br>c") == ["a", "b", "c"]
    assert paragraphs_of("") == paragraphs_of("<p> </p>") == []
    assert len(paragraphs_of("<div>" * 3000 + "deep" + "</div>" * 3000)) == 1
