"""Pages fetched into an archive: from addresses, feeds and sitemaps, every response kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import pytest

from support.pages import HARBOUR, OWNERS, page
from takhrij.archive import Archive, open_archive
from takhrij.archive.crawl import fetch_all
from takhrij.archive.fetch import Fetched, Fetcher, Hop
from takhrij.archive.ingest import Outcome, add_inputs
from takhrij.errors import ArchiveError, FetchError
from takhrij.pipeline import analyse

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://post.example"
FEED = f"""<rss><channel><item><link>{SITE}/a</link></item><item><link>{SITE}/b</link></item>
<item><link>{SITE}/gone</link></item><item><link>{SITE}/a</link></item></channel></rss>"""


class Web:
    """A web of some pages in place of the fetcher."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def get(self, url: str) -> Fetched:
        self.asked.append(url)
        name = url.rpartition("/")[2]
        if name == "gone":
            raise FetchError("http-error", f"{url} answers 410", "Look for an archived copy.")
        hops = []
        if name == "moved":
            hops.append(self._hop(url, 301, b""))
            url, name = f"{SITE}/a", "a"
        body = self.pages[name]
        kind = "application/rss+xml" if body.startswith((b"<rss", b"<urlset", b"<sitemapindex")) else "text/html"
        hops.append(self._hop(url, 200, body, kind))
        return Fetched(url=hops[0].url, final_url=url, status=200, media_type=kind, body=body, hops=tuple(hops))

    @staticmethod
    def _hop(url: str, status: int, body: bytes, kind: str = "text/html") -> Hop:
        at = datetime(2024, 3, 12, 8, 30, tzinfo=UTC)
        return Hop(
            url=url, address="192.0.2.1", status=status, reason="", headers=(("Content-Type", kind),), wire=body, at=at
        )


def fetched(archive: Archive, web: Web, warc: Path, *names: str, most: int = 50) -> list[Outcome]:
    addresses = [f"{SITE}/{name}" for name in names]
    return list(fetch_all(archive, addresses, warc=warc, most=most, analyse=analyse, fetcher=cast("Fetcher", web)))


def test_pages_are_stored_with_their_responses(archive: Archive, tmp_path: Path) -> None:
    web, warc = Web(a=page(), b=page("Boats", (OWNERS, HARBOUR))), tmp_path / "x.warc.gz"
    found = fetched(archive, web, warc, "moved", "b", "gone")
    assert [o.failed.code if o.failed else "added" for o in found] == ["added", "added", "http-error"]
    stored = archive.get(f"{SITE}/a")
    assert (stored.bytes, stored.name, stored.url) == (page(), f"{SITE}/moved", f"{SITE}/a")
    assert stored.headers == b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n"
    assert [(s.seen, s.how) for s in stored.sightings] == [("2024-03-12T08:30:00Z", "fetch")]
    assert stored.analysis is not None
    with open_archive(tmp_path / "other.takhrij") as other:
        again = list(add_inputs(other, [str(warc)], jobs=1))
        assert [o.passed.reason if o.passed else "added" for o in again] == ["status 301", "added", "added"]
        assert other.get(f"{SITE}/a").sha256 == stored.sha256


def test_feeds_and_sitemaps_are_followed_once(archive: Archive, tmp_path: Path) -> None:
    index = f"<sitemapindex><sitemap><loc>{SITE}/feed</loc></sitemap><sitemap><loc>{SITE}/index</loc></sitemap></sitemapindex>"
    web = Web(a=page(), b=page("Boats", (OWNERS, HARBOUR)), feed=FEED.encode(), index=index.encode())
    found = fetched(archive, web, tmp_path / "x.warc.gz", "index")
    assert web.asked == [f"{SITE}/{name}" for name in ("index", "feed", "a", "b", "gone")]
    assert [bool(o.added) for o in found] == [True, True, False]
    assert archive.count()["entries"] == 2


def test_no_more_than_asked_for(archive: Archive, tmp_path: Path) -> None:
    web = Web(a=page(), b=page("Boats"), feed=FEED.encode())
    found = fetched(archive, web, tmp_path / "x.warc.gz", "feed", most=2)
    assert [o.failed.code if o.failed else "added" for o in found] == ["added", "most-fetched"]
    assert len(web.asked) == 2


def test_what_is_no_article_is_told(archive: Archive, tmp_path: Path) -> None:
    found = fetched(archive, Web(a=b"\x89PNG\r\n\x1a\n" + bytes(50), b=page()), tmp_path / "x.warc.gz", "a", "b")
    assert [o.failed.code if o.failed else "added" for o in found] == ["binary-input", "added"]


def test_nothing_is_stored_where_responses_cannot_be_kept(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as error:
        fetched(archive, Web(a=page()), tmp_path / "no" / "folder.warc.gz", "a")
    assert error.value.code == "unwritable-warc"
    assert archive.count()["entries"] == 0
