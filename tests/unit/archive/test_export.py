"""Passing an archive on: JSON Lines restore it whole, WARC and WACZ hold the bytes as they came."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from support.pages import HARBOUR, OWNERS, REOPENED, WATER, page, text
from takhrij import trace
from takhrij.archive import Archive, open_archive
from takhrij.archive.export import format_of
from takhrij.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://post.example/2024/quay"
CHANGED = page(paragraphs=(REOPENED, OWNERS, WATER))
HEADER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nX-Own: 1\r\n\r\n"


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Two versions seen three times, a page with its HTTP header, a file without address and with an odd name."""
    archive.add(page(), url=URL, seen="2024-03-12", analysis=trace(page(), name="p.html", url=URL))
    archive.add(CHANGED, url=URL, seen="2024-03-13")
    archive.add(CHANGED, url=URL, seen="2024-03-14", how="warc")
    archive.add(
        page("Boats"),
        url="https://post.example/%D9%82%D8%A7%D8%B1%D8%A8?a=b%20c",
        headers=HEADER,
        media_type="text/html",
        seen="2024-03-12",
    )
    archive.add(text("Quay", HARBOUR), name="/pages/رصيف & \r\n 100%.txt", seen="2024-03-12")
    return archive


def held(archive: Archive) -> list[dict[str, Any]]:
    """Everything in an archive, by entry and version."""
    return [
        {f: getattr(one, f) for f in one.__struct_fields__}
        for brief in archive.list()
        for version in archive.versions(brief.entry)
        for one in [archive.get(brief.entry, version.version)]
    ]


def export(archive: Archive, form: str, ids: list[str] | None = None) -> bytes:
    out = io.BytesIO()
    archive.export(out, form, ids)
    return out.getvalue()


def test_json_lines_restore_everything(filled: Archive, tmp_path: Path) -> None:
    removed = filled.add(page("Removed"), name="removed").entry_id
    filled.remove(removed)
    path = tmp_path / "x.jsonl"
    path.write_bytes(export(filled, "jsonl"))
    with open_archive(tmp_path / "other.takhrij") as other:
        found = list(other.import_(path, jobs=1))
        assert [o.added.is_new for o in found if o.added].count(True) == 3
        assert held(other) == held(filled)
        assert other.get(URL).version == 2
        assert len(other.search("open again tuesday")) == 1
        assert [o.added.is_new or o.added.changed for o in other.import_(path, jobs=1) if o.added] == [False] * 4
        assert held(other) == held(filled)
        assert list(other.check()) == []
        assert export(other, "jsonl") == path.read_bytes()


def test_named_entries_alone(filled: Archive) -> None:
    lines = export(filled, "jsonl", [URL]).splitlines()
    assert [json.loads(line)["version"] for line in lines] == [1, 2]
    with pytest.raises(ArchiveError):
        export(filled, "jsonl", ["nonsense"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"bytes": base64.b64encode(b"other").decode()}, "digest-mismatch"),
        ({"bytes": "!"}, "malformed-line"),
        ({"article": {"id": "x"}}, "malformed-line"),
        ({"rest": []}, "malformed-line"),
        ({"sightings": []}, "malformed-line"),
        ({"schema": "takhrij-archive/9"}, "unknown-schema"),
        ({"version": "one"}, "malformed-line"),
    ],
)
def test_a_line_that_was_changed_is_told(filled: Archive, tmp_path: Path, change: dict[str, Any], code: str) -> None:
    lines = export(filled, "jsonl").splitlines()
    broken = json.dumps(json.loads(lines[1]) | change).encode()
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\n".join([lines[0], broken, *lines[2:]]))
    with open_archive(tmp_path / "other.takhrij") as other:
        found = list(other.import_(path, jobs=1))
        assert [o.failed.code if o.failed else "" for o in found] == ["", code, "", ""]
        assert list(other.check()) == []


def test_a_damaged_packed_export(filled: Archive, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(export(filled, "jsonl"))[:-200])
    with open_archive(tmp_path / "other.takhrij") as other:
        assert [o.failed.code for o in other.import_(path, jobs=1) if o.failed] == ["broken-part"]


def warc_records(data: bytes) -> list[tuple[str, str, str, bytes]]:
    """Kind, address, time and content of each record, as warcio reads them."""
    from warcio.archiveiterator import ArchiveIterator

    found = []
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        uri = record.rec_headers.get_header("WARC-Target-URI") or ""
        found.append((record.rec_type, uri, record.rec_headers.get_header("WARC-Date"), record.content_stream().read()))
    return found


def test_warc_is_read_by_others(filled: Archive) -> None:
    found = warc_records(export(filled, "warc"))
    assert found[0][0] == "warcinfo"
    pages = {(kind, uri, date): data for kind, uri, date, data in found[1:]}
    assert pages["resource", URL, "2024-03-12T00:00:00Z"] == page()
    assert pages["resource", URL, "2024-03-13T00:00:00Z"] == CHANGED
    assert pages["revisit", URL, "2024-03-14T00:00:00Z"] == b""
    assert sorted(kind for kind, *_ in found[1:]) == ["resource", "resource", "resource", "response", "revisit"]
    assert next(data for kind, *_, data in found if kind == "response") == page("Boats")


def test_warc_comes_back(filled: Archive, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(export(filled, "warc"))
    with open_archive(tmp_path / "other.takhrij") as other:
        found = list(other.import_(path, jobs=1))
        assert [o.failed for o in found if o.failed] == []
        assert {(s["sha256"], s["url"], s["bytes"]) for s in held(other)} == {
            (s["sha256"], s["url"], s["bytes"]) for s in held(filled)
        }
        assert {s["name"] for s in held(other) if not s["url"]} == {s["name"] for s in held(filled) if not s["url"]}
        assert other.count()["sightings"] == filled.count()["sightings"]
        assert any(b"X-Own: 1" in (s["headers"] or b"") for s in held(other))


def test_wacz_by_its_own_index_and_hashes(filled: Archive, tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    path.write_bytes(export(filled, "wacz"))
    with zipfile.ZipFile(path) as wacz:
        assert wacz.testzip() is None
        assert {i.compress_type for i in wacz.infolist()} == {zipfile.ZIP_STORED}
        package = json.loads(wacz.read("datapackage.json"))
        assert package["profile"] == "data-package"
        for told in package["resources"]:
            data = wacz.read(told["path"])
            assert (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data)) == (told["hash"], told["bytes"])
        digest = json.loads(wacz.read("datapackage-digest.json"))
        assert digest["hash"] == f"sha256:{hashlib.sha256(wacz.read('datapackage.json')).hexdigest()}"
        warc = wacz.read("archive/data.warc.gz")
        index = wacz.read("indexes/index.cdxj").decode().splitlines()
        pages = [json.loads(line) for line in wacz.read("pages/pages.jsonl").decode().splitlines()]
    assert index == sorted(index)
    assert len(index) == len(pages) - 1 == 4
    for line in index:
        told = json.loads(line[line.index("{") :])
        start, length = int(told["offset"]), int(told["length"])
        ((_, uri, _, data),) = warc_records(warc[start : start + length])
        assert (uri, f"sha256:{hashlib.sha256(data).hexdigest()}") == (told["url"], told["digest"])
    assert any(line.startswith("example,post)/2024/quay 20240312000000 ") for line in index)
    with open_archive(tmp_path / "other.takhrij") as other:
        assert [o.failed for o in other.import_(path, jobs=1) if o.failed] == []
        assert other.count() == filled.count()


def test_formats_by_the_ending() -> None:
    assert [format_of(n) for n in ("a.WARC.gz", "a.warc", "a.wacz", "a.jsonl")] == ["warc", "warc", "wacz", "jsonl"]
    with pytest.raises(ArchiveError):
        format_of("a.zip")
