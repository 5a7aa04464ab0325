"""The fetcher against servers that misbehave, all on loopback."""

from __future__ import annotations

import gzip
import threading
import time
import zlib
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from ipaddress import ip_address
from typing import TYPE_CHECKING

import pytest

from takhrij.archive.addresses import checked_address, is_public
from takhrij.archive.captures import memento_captures, nearest, wayback_captures
from takhrij.archive.fetch import AGENT, Fetcher, Limits, as_warc, plain_url
from takhrij.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "<html><p>النص كما نُشر</p></html>".encode()
QUICK = Limits(seconds=2.0, connect_seconds=1.0, pause=0.0, wire_bytes=200_000, body_bytes=400_000, redirects=3)


class Server(BaseHTTPRequestHandler):
    """Each path misbehaves in its own way."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str]] = []  # noqa: RUF012 - shared by all requests on purpose, emptied by the fixture

    def log_message(self, *_: object) -> None:
        pass

    def _send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        Server.asked.append((self.path, self.headers.get("User-Agent", "")))
        path = self.path.split("?")[0]
        name = "on_" + path.strip("/").replace("/", "_").replace(".", "_").replace("-", "_")
        with suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, name, self.on_missing)()

    def on_missing(self) -> None:
        self._send(b"no", 404)

    def on_robots_txt(self) -> None:
        self._send(b"User-agent: *\nDisallow: /private")

    def on_page(self) -> None:
        self._send(PAGE, Content_Type="text/html; charset=utf-8")

    def on_packed(self) -> None:
        self._send(gzip.compress(PAGE), Content_Encoding="gzip")

    def on_deflated(self) -> None:
        self._send(zlib.compress(PAGE), Content_Encoding="deflate")

    def on_bomb(self) -> None:
        self._send(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def on_broken(self) -> None:
        self._send(b"this is not gzip", Content_Encoding="gzip")

    def on_odd(self) -> None:
        self._send(PAGE, Content_Encoding="br")

    def on_loop(self) -> None:
        self._send(b"", 302, Location="/loop")

    def on_inside(self) -> None:
        self._send(b"", 302, Location="http://inner.test:9/")

    def on_file(self) -> None:
        self._send(b"", 302, Location="file:///etc/passwd")

    def on_moved(self) -> None:
        self._send(b"", 301, Location="/page")

    def on_private(self) -> None:
        self._send(PAGE)

    def on_busy(self) -> None:
        again = sum(1 for path, _ in Server.asked if path == "/busy") > 1
        self._send(PAGE if again else b"", 200 if again else 429, Retry_After="1")

    def on_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(10_000):
            self.wfile.write(b"x" * 10_000)

    def on_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(200):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def on_cdx_search_cdx(self) -> None:
        rows = '[["timestamp","original","statuscode","digest"],["20191016120000","http://a.test/x","200","AB"],["20200101000000","http://a.test/x","-","CD"]]'
        self._send(rows.encode())

    def on_timemap_link_x(self) -> None:
        self._send(
            b'<http://x>; rel="original",\n'
            b'<http://arch.test/2/x>; rel="last memento"; datetime="Wed, 01 Jan 2020 00:00:00 GMT",\n'
            b'<http://arch.test/1/x>; rel="memento"; datetime="Wed, 16 Oct 2019 12:00:00 GMT",\n'
            b'<http://arch.test/3/x>; rel="memento"; datetime="not a date"'
        )


@pytest.fixture(name="base")
def serve() -> Iterator[str]:
    Server.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://page.test:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def fetcher(limits: Limits = QUICK) -> Fetcher:
    """One that takes page.test for loopback, allowed for the tests only; inner.test leads to a private address."""
    known = {"page.test": "127.0.0.1", "inner.test": "10.0.0.7"}
    return Fetcher(
        limits,
        resolve=lambda host, _: [ip_address(known[host])],
        allowed=lambda a: is_public(a) or str(a) == "127.0.0.1",
    )


def code_of(url: str, limits: Limits = QUICK) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher(limits).get(url)
    assert caught.value.next_step
    return caught.value.code


@pytest.mark.parametrize("path", ["page", "packed", "deflated", "moved"])
def test_a_page_comes_as_it_was_sent(base: str, path: str) -> None:
    found = fetcher().get(f"{base}/{path}")
    assert found.body == PAGE
    assert (found.final_url == f"{base}/page") == (path in {"page", "moved"})
    assert Server.asked[0][0] == "/robots.txt"
    assert {agent for _, agent in Server.asked} == {AGENT}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("missing", "http-error"),
        ("bomb", "too-large"),
        ("broken", "broken-body"),
        ("odd", "unknown-coding"),
        ("loop", "too-many-redirects"),
        ("inside", "address-refused"),
        ("file", "bad-url"),
        ("private/x", "robots"),
        ("endless", "too-large"),
    ],
)
def test_misbehaviour_is_a_clear_error(base: str, path: str, code: str) -> None:
    assert code_of(f"{base}/{path}") == code


def test_a_body_that_drips_ends_at_the_deadline(base: str) -> None:
    start = time.monotonic()
    assert code_of(f"{base}/drip", Limits(seconds=0.6, connect_seconds=1.0, pause=0.0)) == "too-slow"
    assert time.monotonic() - start < 5


def test_a_host_that_asks_for_a_pause_gets_it_once(base: str) -> None:
    waits: list[float] = []
    patient = Fetcher(QUICK, resolve=lambda *_: [ip_address("127.0.0.1")], allowed=lambda _: True, sleep=waits.append)
    assert patient.get(f"{base}/busy").body == PAGE
    assert waits == [1.0]


def test_requests_to_one_host_are_spaced(base: str) -> None:
    waits: list[float] = []
    now = [0.0]
    slow = Fetcher(
        Limits(pause=2.0),
        resolve=lambda *_: [ip_address("127.0.0.1")],
        allowed=lambda _: True,
        sleep=waits.append,
        clock=lambda: now[0],
    )
    slow.get(f"{base}/page")
    assert waits == [2.0]  # robots.txt came first


REFUSED = [
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:10.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:a00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450::1"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_spellings_of_loopback_are_refused(host: str) -> None:
    with pytest.raises(FetchError) as caught:
        checked_address(host, 80)
    assert caught.value.code in {"address-refused", "unknown-host"}


def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(FetchError):
        checked_address("a.test", 80, resolve=lambda *_: [ip_address("8.8.8.8"), ip_address("192.168.0.1")])


@pytest.mark.parametrize(
    "url", ["ftp://a.test/x", "javascript:alert(1)", "http://", "//a.test", "http://a.test:99999/", "http://[::1/"]
)
def test_other_addresses_are_no_pages(url: str) -> None:
    with pytest.raises(FetchError):
        plain_url(url)


def test_names_and_fragments_are_left_out_of_a_url() -> None:
    assert plain_url("http://user:word@A.test/x?y=1#z") == "http://a.test/x?y=1"


def test_every_hop_is_kept_as_evidence(base: str) -> None:
    from warcio.archiveiterator import ArchiveIterator

    records = list(ArchiveIterator(BytesIO(as_warc(fetcher().get(f"{base}/moved")))))
    assert [r.rec_headers.get_header("WARC-Target-URI") for r in records] == [f"{base}/moved", f"{base}/page"]


def test_archived_copies_are_listed_and_the_nearest_is_chosen(base: str) -> None:
    found = wayback_captures("http://a.test/x", fetcher(), base=base)
    assert found[0].raw_url == f"{base}/web/20191016120000id_/http://a.test/x"
    assert nearest(found, found[1].at) == found[1]
    assert nearest([], found[0].at) is None


def test_a_time_map_is_read(base: str) -> None:
    found = memento_captures("x", fetcher(), base=base)
    assert [c.raw_url for c in found] == ["http://arch.test/1/x", "http://arch.test/2/x"]
