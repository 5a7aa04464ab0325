"""WARC and WACZ in: pages found, everything else passed by, broken parts told, and the run goes on."""

from __future__ import annotations

import base64
import gzip
import hashlib
import random
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from support.pages import page
from takhrij.archive.records import Failed
from takhrij.archive.sources import Item, Passed, find_items, kind_of
from takhrij.archive.sources.item import LARGEST
from takhrij.archive.sources.streams import Unpacked, unpack
from takhrij.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.archive.sources import Found

PAGE = page()
OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def record(block: bytes, kind: str = "response", uri: str = "https://post.example/a", **fields: str) -> bytes:
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": uri,
        "WARC-Date": "2024-03-12T08:30:00Z",
        "WARC-Record-ID": "<urn:uuid:0>",
        "Content-Type": "application/http; msgtype=response" if kind in ("response", "revisit") else "text/html",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def response(body: bytes = PAGE, head: str = OK) -> bytes:
    return head.encode() + b"\r\n" + body


def read(tmp_path: Path, data: bytes, name: str = "x.warc") -> list[Found]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(find_items(str(path)))


def told(found: list[Found]) -> list[str]:
    """What became of each record, in a word."""
    return [
        one.code if isinstance(one, Failed) else f"passed: {one.reason}" if isinstance(one, Passed) else "page"
        for one in found
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_and_what_is_none(tmp_path: Path, packed: bool) -> None:
    records = [
        record(b"software: x\r\n", "warcinfo", Content_Type="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        record(response()),
        record(response(b"", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n")),
        record(response(b"GIF89a", "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n")),
        record(
            response(b"User-agent: *", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"),
            uri="https://post.example/robots.txt",
        ),
        record(PAGE, "resource", uri="https://post.example/b"),
        record(response(), "revisit", uri="https://post.example/a"),
        record(response(), uri="ftp://post.example/a"),
    ]
    found = read(
        tmp_path, b"".join(map(gzip.compress, records) if packed else records), "x.warc.gz" if packed else "x.warc"
    )
    assert told(found) == [
        "page",
        "passed: status 301",
        "passed: type image/gif",
        "passed: robots.txt",
        "page",
        "page",
        "passed: scheme ftp",
    ]
    first, second, third = (one for one in found if isinstance(one, Item))
    assert (first.place, first.data, first.url, first.seen) == (
        3,
        PAGE,
        "https://post.example/a",
        "2024-03-12T08:30:00Z",
    )
    assert first.headers == response()[: -len(PAGE)]
    assert (second.data, second.headers, second.media_type) == (PAGE, None, "text/html")
    assert third.repeats


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"


DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (chunked(PAGE), "Transfer-Encoding: chunked\r\n"),
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
        (DEFLATE.compress(PAGE) + DEFLATE.flush(), "Content-Encoding: deflate\r\n"),
        (chunked(gzip.compress(PAGE)), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (PAGE, "Content-Encoding: br\r\n"),
        (PAGE, "Content-Encoding: identity\r\n"),
    ],
)
def test_bodies_as_they_were_sent(tmp_path: Path, body: bytes, fields: str) -> None:
    (found,) = read(tmp_path, record(response(body, OK + fields)))
    assert isinstance(found, Item)
    assert found.data == PAGE


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (record(response(), Content_Length="many"), "broken-record"),
        (record(response(), Content_Length="-1"), "broken-record"),
        (b"no record at all\r\n" * 3, "broken-record"),
        (record(b"nonsense" * 9), "broken-record"),
        (record(response(b"\xce\xb2nonsense" * 9, OK + "Content-Encoding: br\r\n")), "unreadable-encoding"),
        (record(response(b"nonsense" * 9, OK + "Content-Encoding: gzip\r\n")), "unreadable-encoding"),
        (record(response(gzip.compress(bytes(LARGEST + 1)), OK + "Content-Encoding: gzip\r\n")), "too-large"),
        (record(response(), WARC_Block_Digest="sha1:AAAA"), "digest-mismatch"),
        (record(response(bytes(LARGEST + 1))), "too-large"),
        (b"WARC/1.1\r\n" + b"X-Long: " + b"y" * 300_000 + b"\r\n\r\n", "broken-record"),
    ],
    ids=["length", "negative", "junk", "no-http", "brotli", "no-gzip", "gzip-bomb", "digest", "large", "header"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_broken_record_harms_no_other(tmp_path: Path, broken: bytes, code: str, packed: bool) -> None:
    records = [record(response()), broken, record(response(), uri="https://post.example/z")]
    found = read(
        tmp_path, b"".join(map(gzip.compress, records) if packed else records), "x.warc.gz" if packed else "x.warc"
    )
    assert told(found) == ["page", code, "page"]
    assert isinstance(found[-1], Item)
    assert found[-1].url == "https://post.example/z"


def test_digests_that_are_right(tmp_path: Path) -> None:
    block = response()
    sha1, sha256 = hashlib.sha1(block, usedforsecurity=False), hashlib.sha256(block)
    told_as = [
        f"sha1:{base64.b32encode(sha1.digest()).decode()}",
        f"sha1:{sha1.hexdigest()}",
        f"sha-256:{sha256.hexdigest()}",
        f"sha256:{base64.b32encode(sha256.digest()).decode()}",
        "md5:unchecked",
    ]
    assert told(read(tmp_path, b"".join(record(block, WARC_Block_Digest=d) for d in told_as))) == ["page"] * 5


def test_files_that_end_too_soon(tmp_path: Path) -> None:
    whole = record(response())
    assert told(read(tmp_path, whole + whole[:-90])) == ["page", "cut-off"]
    packed = gzip.compress(whole)
    assert told(read(tmp_path, packed + packed[:-90], "x.warc.gz")) == ["page", "broken-part"]


def test_a_damaged_part_harms_no_other(tmp_path: Path) -> None:
    noise = random.Random(3).randbytes(3000)
    parts = [gzip.compress(record(response(PAGE + noise), uri=f"https://post.example/{n}")) for n in range(6)]
    damaged = bytearray(parts[2])
    damaged[1500:1600] = bytes(100)
    found = read(tmp_path, b"".join([*parts[:2], bytes(damaged), *parts[3:]]), "x.warc.gz")
    assert told(found).count("page") == 5
    assert [code for code in told(found) if code != "page"] == ["broken-part"]
    assert [one.url[-1] for one in found if isinstance(one, Item) and one.url] == ["0", "1", "3", "4", "5"]
    junk = read(tmp_path, parts[0] + b"junk between" * 9 + parts[1], "y.warc.gz")
    assert told(junk) == ["page", "broken-part", "page"]
    assert told(read(tmp_path, parts[0] + bytes(512) + parts[1] + bytes(512), "z.warc.gz")) == ["page", "page"]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takhrij.archive.sources.streams._FREE", 1 << 20)
    bomb = gzip.compress(record(bytes(8 << 20), "metadata"), 9)
    assert told(read(tmp_path, gzip.compress(record(response())) + bomb, "x.warc.gz")) == [
        "page",
        "suspicious-compression",
    ]


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_is_a_traceback(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    parts = [record(response(), uri=f"https://post.example/{n}") for n in range(4)]
    data = bytearray(b"".join(map(gzip.compress, parts) if seed % 2 else parts))
    for _ in range(rng.randint(1, 30)):
        at = rng.randrange(len(data))
        match rng.randrange(3):
            case 0:
                data[at] = rng.randrange(256)
            case 1:
                del data[at : at + rng.randrange(60)]
            case _:
                data[at:at] = rng.randbytes(rng.randrange(60))
    found = read(tmp_path, bytes(data), "x.warc.gz" if seed % 2 else "x.warc")
    assert all(isinstance(one, Item | Passed | Failed) for one in found)


def wacz(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as out:
        for name, data in members.items():
            out.writestr(name, data)
    return path


def test_wacz(tmp_path: Path) -> None:
    two = gzip.compress(record(response())) + gzip.compress(record(response(), uri="https://post.example/b"))
    path = wacz(
        tmp_path / "x.wacz",
        {
            "datapackage.json": b"{}",
            "archive/a.warc.gz": two,
            "archive/b.warc": record(response()),
            "pages/pages.jsonl": b"{}\n",
        },
    )
    found = list(find_items(str(path)))
    assert [(one.place, one.how) for one in found if isinstance(one, Item)] == [(1, "wacz"), (2, "wacz"), (3, "wacz")]
    assert told(read(tmp_path, path.read_bytes()[:-200], "cut.wacz")) == ["broken-wacz"]
    assert told(read(tmp_path, b"PK\x03\x04 nonsense datapackage.json", "y.wacz")) == ["broken-wacz"]
    assert list(find_items(str(wacz(tmp_path / "empty.wacz", {"datapackage.json": b"{}"})))) == []


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out, out.open("archive/a.warc", "w") as member:
        for _ in range(220):
            member.write(bytes(1 << 20))
    assert told(list(find_items(str(path)))) == ["suspicious-compression"]


def test_kinds_are_told_by_content(tmp_path: Path) -> None:
    def kind(name: str, data: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(data)
        return kind_of(path)

    warc = record(response())
    assert kind("a.html", warc) == kind("a.bin", gzip.compress(warc)) == kind("a.warc", b"") == "warc"
    assert kind("a.xml", b"\xef\xbb\xbf<?xml version='1.0'?><rss version='2.0'>") == "xml"
    assert kind("a.xml", b"<html><body><p>x</p></body></html>") == "page"
    assert kind("a.jsonl.gz", gzip.compress(b"{}\n")) == "jsonl"
    assert kind("mail", b"From a@post.example Tue\nFrom: a@post.example\nSubject: x\n\ny\n") == "mbox"
    assert kind("a.db", b"SQLite format 3\0" + bytes(100)) == "database"
    assert kind("a.html", PAGE) == kind("a.txt", b"From the quay") == kind("empty", b"") == "page"
    with pytest.raises(ReadError) as error:
        kind("a.html.gz", gzip.compress(PAGE))
    assert error.value.code == "packed-file"


def test_unpacking_in_any_steps(tmp_path: Path) -> None:
    path = tmp_path / "x.gz"
    data = random.Random(1).randbytes(200_000) + bytes(100_000)
    path.write_bytes(gzip.compress(data[:123_456]) + gzip.compress(b"") + gzip.compress(data[123_456:]))
    for size in (1 << 14, 65_537):
        with path.open("rb") as raw:
            stream = Unpacked(raw)
            out = b""
            while step := stream.read(size):
                out += step
        assert out == data
    assert unpack(gzip.compress(b"abc"), "x-gzip") == b"abc"
