"""Fetch pages: the one module that opens sockets. Off unless a command is given `--fetch`.

Each hop is resolved once, every address checked, and the connection made to the checked address with the name kept
for TLS and Host. Caps on time, bytes, redirects and headers; robots.txt is respected; hosts are not hurried.
Every response is kept as WARC records.
"""

from __future__ import annotations

import time
import zlib
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import urllib3
from msgspec import Struct

from takhrij import __version__
from takhrij.archive.addresses import checked_address, is_public, look_up
from takhrij.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from takhrij.archive.addresses import Address

AGENT = f"takhrij/{__version__} (archive of cited pages)"
_CHUNK = 64 * 1024
_REDIRECTS = {301, 302, 303, 307, 308}
_BUSY = {429, 503}


class Limits(Struct, frozen=True, kw_only=True):
    """Caps of one fetch: seconds for all hops, bytes on the wire and unpacked, redirects, seconds between requests."""

    seconds: float = 30.0
    connect_seconds: float = 10.0
    wire_bytes: int = 16 * 1024 * 1024
    body_bytes: int = 32 * 1024 * 1024
    ratio: int = 200
    redirects: int = 5
    pause: float = 2.5
    longest_wait: float = 60.0


class Hop(Struct, frozen=True, kw_only=True):
    """One request and its answer; `wire` is the body as it came."""

    url: str
    address: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    wire: bytes
    at: datetime


class Fetched(Struct, frozen=True, kw_only=True):
    """A page as it was fetched: the unpacked body and every hop that led to it."""

    url: str
    final_url: str
    status: int
    media_type: str | None
    body: bytes
    hops: tuple[Hop, ...]


class Fetcher:
    """Fetches pages one by one. `resolve`, `allowed`, `sleep` and `clock` can be replaced in tests."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        resolve: Callable[[str, int], Sequence[Address]] = look_up,
        allowed: Callable[[Address], bool] = is_public,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.limits = limits or Limits()
        self._resolve = resolve
        self._allowed = allowed
        self._sleep = sleep
        self._clock = clock
        self._last: dict[str, float] = {}
        self._robots: dict[str, RobotFileParser] = {}

    def get(self, url: str) -> Fetched:
        """Fetch one page, following redirects. Raises FetchError with what went wrong and a next step."""
        return self._follow(url, robots=True)

    def _follow(self, url: str, *, robots: bool) -> Fetched:
        deadline = self._clock() + self.limits.seconds
        hops: list[Hop] = []
        at = plain_url(url)
        while True:
            if robots:
                self._ask_robots(at)
            hop = self._request(at, deadline)
            hops.append(hop)
            target = _header(hop, "location")
            if hop.status not in _REDIRECTS or target is None:
                break
            if len(hops) > self.limits.redirects:
                raise FetchError(
                    "too-many-redirects", f"{url} redirects {len(hops)} times", "Give the page's own address."
                )
            at = plain_url(urljoin(at, target))
        if hop.status in _BUSY:
            raise FetchError("host-busy", f"{at} answers {hop.status}: it asks for a pause", "Try again later.")
        if hop.status >= 400:
            raise FetchError(
                "http-error",
                f"{at} answers {hop.status} {hop.reason}",
                "Check the address, or look for an archived copy.",
            )
        body = _unpacked(hop, self.limits)
        return Fetched(
            url=url,
            final_url=at,
            status=hop.status,
            media_type=_header(hop, "content-type"),
            body=body,
            hops=tuple(hops),
        )

    def _ask_robots(self, url: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._robots.get(origin)
        if rules is None:
            rules = RobotFileParser()
            try:
                text = self._follow(f"{origin}/robots.txt", robots=False).body[: 512 * 1024].decode("utf-8", "replace")
                rules.parse(text.splitlines())
            except FetchError as e:
                if e.code in {"address-refused", "unknown-host", "not-reached"}:
                    raise
                rules.parse([])  # no rules can be had: none are set
            self._robots[origin] = rules
        if not rules.can_fetch(AGENT, url):
            raise FetchError(
                "robots", f"{origin} asks programs not to fetch {url}", "Save the page in a browser and give the file."
            )

    def _request(self, url: str, deadline: float) -> Hop:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        address = checked_address(host, port, self._resolve, self._allowed)
        for _ in range(2):
            self._wait_turn(host)
            hop = self._exchange(url, host, port, address, deadline)
            after = _retry_after(hop) if hop.status in _BUSY else None
            if after is None or after > min(self.limits.longest_wait, deadline - self._clock()):
                return hop
            self._sleep(after)
        return hop

    def _wait_turn(self, host: str) -> None:
        last = self._last.get(host)
        if last is not None:
            left = last + self.limits.pause - self._clock()
            if left > 0:
                self._sleep(left)
        self._last[host] = self._clock()

    def _exchange(self, url: str, host: str, port: int, address: Address, deadline: float) -> Hop:
        parts = urlsplit(url)
        left = max(0.1, deadline - self._clock())
        timeout = urllib3.Timeout(
            connect=min(left, self.limits.connect_seconds), read=min(left, self.limits.connect_seconds)
        )
        pool: urllib3.HTTPConnectionPool
        if parts.scheme == "https":
            pool = urllib3.HTTPSConnectionPool(
                str(address),
                port,
                timeout=timeout,
                retries=False,
                server_hostname=host,
                assert_hostname=host,
                cert_reqs="CERT_REQUIRED",
            )
        else:
            pool = urllib3.HTTPConnectionPool(str(address), port, timeout=timeout, retries=False)
        path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        headers = {
            "Host": parts.netloc,
            "User-Agent": AGENT,
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        try:
            answer = pool.request(
                "GET", path, headers=headers, redirect=False, preload_content=False, decode_content=False
            )
            try:
                wire = self._read(answer, url, deadline)
            finally:
                answer.close()
        except urllib3.exceptions.HTTPError as e:
            raise FetchError(
                "not-reached", f"{url} could not be fetched: {e}", "Check the address and the connection, or try again."
            ) from e
        finally:
            pool.close()
        return Hop(
            url=url,
            address=str(address),
            status=answer.status,
            reason=answer.reason or "",
            headers=tuple(answer.headers.items()),
            wire=wire,
            at=datetime.now(UTC),
        )

    def _read(self, answer: urllib3.BaseHTTPResponse, url: str, deadline: float) -> bytes:
        """The body as it comes, within the caps; the deadline also ends a body that drips."""
        parts: list[bytes] = []
        size = 0
        while True:
            if self._clock() > deadline:
                raise FetchError(
                    "too-slow", f"{url} takes longer than {self.limits.seconds:g} seconds", "Try again later."
                )
            part = answer.read1(_CHUNK) if hasattr(answer, "read1") else answer.read(_CHUNK)
            if not part:
                return b"".join(parts)
            size += len(part)
            if size > self.limits.wire_bytes:
                raise FetchError(
                    "too-large",
                    f"{url} is larger than {self.limits.wire_bytes >> 20} MiB",
                    "Save the part you need and give the file.",
                )
            parts.append(part)


def plain_url(url: str) -> str:
    """An http or https URL without user names and fragment. Raises FetchError for anything else."""
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port else ""
        host = (
            (parts.hostname or "").encode("idna").decode("ascii")
            if parts.hostname and ":" not in parts.hostname
            else parts.hostname
        )
    except (ValueError, UnicodeError) as e:
        raise FetchError("bad-url", f"{url!r} is no address of a page", "Give an http or https address.") from e
    if parts.scheme not in {"http", "https"} or not host:
        raise FetchError("bad-url", f"{url!r} is no address of a page", "Give an http or https address.")
    netloc = f"[{host}]{port}" if ":" in host else f"{host}{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))


def _header(hop: Hop, name: str) -> str | None:
    return next((value for key, value in hop.headers if key.lower() == name), None)


def _retry_after(hop: Hop) -> float | None:
    value = _header(hop, "retry-after") or ""
    return float(value) if value.isdigit() else None


def _unpacked(hop: Hop, limits: Limits) -> bytes:
    """The body without its content coding. Raises FetchError for a broken body or one that unpacks beyond the caps."""
    coding = (_header(hop, "content-encoding") or "identity").strip().lower()
    if coding in {"", "identity"}:
        return hop.wire
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(
            "unknown-coding", f"{hop.url} comes packed as {coding}", "Save the page in a browser and give the file."
        )
    allowed = min(limits.body_bytes, max(_CHUNK, limits.ratio * len(hop.wire)))
    unpack = zlib.decompressobj(47 if "gzip" in coding else (-15 if hop.wire[:1] != b"\x78" else 15))
    try:
        body = unpack.decompress(hop.wire, allowed)
    except zlib.error as e:
        raise FetchError("broken-body", f"{hop.url} cannot be unpacked: {e}", "Try again.") from e
    if unpack.unconsumed_tail:
        raise FetchError(
            "too-large",
            f"{hop.url} unpacks to more than {allowed >> 10} KiB",
            "It may be built to fill memory: it is left out.",
        )
    return body


def as_warc(fetched: Fetched) -> bytes:
    """The hops of a fetch as WARC response records (ISO 28500), one after the other, each compressed by itself."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for hop in fetched.hops:
        head = StatusAndHeaders(f"{hop.status} {hop.reason}".strip(), list(hop.headers), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            hop.url,
            "response",
            payload=BytesIO(hop.wire),
            length=len(hop.wire),
            http_headers=head,
            warc_headers_dict={"WARC-Date": hop.at.strftime("%Y-%m-%dT%H:%M:%SZ"), "WARC-IP-Address": hop.address},
        )
        writer.write_record(record)
    return out.getvalue()
