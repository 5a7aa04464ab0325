"""`takhrij archive` as a user calls it: acknowledgements, lists, exit codes, errors with a next step."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from support.pages import HARBOUR, OWNERS, REOPENED, WATER, page, text
from support.shared import ROOT
from takhrij.archive import open_archive
from takhrij.cli import main
from takhrij.commands.archive import ACTIONS

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://post.example/2024/quay"


class Done:
    """What a command did."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.bytes, self.out, self.err = code, out, out.decode("utf-8", "replace"), err.decode()

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setenv("TAKHRIJ_ARCHIVE", str(tmp_path / "a.takhrij"))

    def call(*arguments: object, stdin: str | None = None) -> Done:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
            monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        try:
            code = main(["archive", *map(str, arguments)])
        except SystemExit as e:
            code = int(e.code or 0)
        return Done(code, *capfdbinary.readouterr())

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    at = tmp_path / "pages"
    at.mkdir()
    (at / "a.html").write_bytes(page())
    (at / "b.txt").write_bytes(text("Boats lost", OWNERS, WATER))
    (at / "broken.html").write_bytes(b"")
    return at


def test_help(run: Any) -> None:
    shown = run("--help")
    assert shown.code == 0
    assert all(action in shown.out for action in ACTIONS)
    assert all(run(action, "--help").code == 0 for action in ACTIONS)
    assert run().code == run("nonsense").code == run("search").code == 2


def test_adding_tells_each_item_once_it_is_safe(run: Any, folder: Path) -> None:
    done = run("add", folder, "--format", "json")
    assert [(line["source"][-6:], line["state"]) for line in done.json] == [
        ("a.html", "new"),
        ("/b.txt", "new"),
        ("n.html", "failed"),
    ]
    assert done.json[2]["error"] | {"message": ""} == {
        "code": "empty-input",
        "message": "",
        "next": "Give a saved page, a text, a PDF or an e-mail.",
    }
    assert (done.code, done.err) == (1, "takhrij: 2 new, 0 new versions, 0 seen again, 1 failed\n")
    (folder / "a.html").write_bytes(page(paragraphs=(REOPENED, OWNERS, WATER)))
    again = run("add", folder)
    assert again.out == ""
    assert "broken.html: the input is empty. Give a saved page" in again.err
    assert "0 new, 1 new versions, 1 seen again, 1 failed" in again.err
    assert "the input is empty" in run("list", "--failures").out
    (failure,) = run("list", "--failures", "--format", "json").json
    assert failure["code"] == "empty-input"


def test_one_page_with_its_address_and_time(run: Any, folder: Path) -> None:
    done = run("add", folder / "a.html", "--url", URL, "--seen", "2024-03-12T09:30+01:00", "--format", "json")
    (line,) = done.json
    assert (done.code, line["state"]) == (0, "new")
    (shown,) = run("show", URL, "--format", "json").json
    assert (shown["url"], shown["sightings"][0]["seen"]) == (URL, "2024-03-12T08:30:00Z")
    assert shown["sha256"] == line["sha256"]
    for wrong in (
        (folder, "--url", URL),
        (folder / "a.html", "--seen", "yesterday"),
        (folder / "a.html", folder / "b.txt", "--url", URL),
    ):
        assert run("add", *wrong).code == 2
    assert "malformed" not in run("add", folder / "broken.html", "--url", URL).err


def test_list_and_search(run: Any, folder: Path) -> None:
    run("add", folder)
    listed = run("list")
    assert sorted(line.split("  ")[-1] for line in listed.out.splitlines()) == ["Boats lost", "Quay closed"]
    assert len(run("list", "--limit", 1, "--format", "json").json) == 1
    assert run("list", "--lang", "ar").out == ""
    found = run("search", '"harbour master" storm')
    assert "Quay closed" in found.out
    assert "harbour master" in found.out
    (hit,) = run("search", "quay", "--format", "json").json
    assert {hit["snippet"][s:e] for s, e in hit["marks"]} == {"quay"}
    nothing = run("search", "submarine")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "takhrij: nothing was found\n")
    assert "Give at least one word." in run("search", "?!").err
    assert run("search", "quay", "--from", "yesterday").code == run("list", "--lang", "klingon").code == 2


def test_show(run: Any, folder: Path, tmp_path: Path) -> None:
    run("add", folder / "a.html", "--url", URL)
    (folder / "a.html").write_bytes(page(paragraphs=(REOPENED, OWNERS, WATER)))
    run("add", folder / "a.html", "--url", URL)
    shown = run("show", URL).out
    assert "version 2 of 2" in shown
    assert URL in shown
    assert shown.count("  seen ") == 2
    assert run("show", URL, "--version", 1, "--bytes").bytes == page()
    assert run("show", URL, "--bytes", "-o", tmp_path / "out.html").code == 0
    assert (tmp_path / "out.html").read_bytes() == (folder / "a.html").read_bytes()
    assert run("show", URL, "--text").out == f"Quay closed\n\n{REOPENED}\n\n{OWNERS}\n\n{WATER}\n"
    assert run("show", URL, "--analysis").json[0]["schema"] == "takhrij/1"
    difference = run("show", URL, "--diff")
    assert f"@@\n-{HARBOUR}\n+{REOPENED}\n" in difference.out
    assert run("show", URL, "--diff", 1, "--format", "json").json[0]["pieces"][0]["new_text"] == REOPENED
    assert run("show", "nonsense").err == "takhrij: there is no entry nonsense. See: takhrij archive list.\n"
    assert run("show", URL, "--version", 9).code == 1


def test_without_analysis(run: Any, folder: Path) -> None:
    run("add", folder / "a.html", "--url", URL, "--no-analysis")
    assert "analysis   none" in run("show", URL).out
    assert "Add it again without --no-analysis." in run("show", URL, "--analysis").err
    run("add", folder / "a.html", "--url", URL)
    assert run("show", URL, "--analysis").json[0]["attributions"]


def test_export_and_import(run: Any, folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    for name in ("x.jsonl", "x.warc.gz", "x.wacz"):
        assert run("export", "-o", tmp_path / name).err == "takhrij: 2 versions written\n"
        other = tmp_path / f"{name}.takhrij"
        assert run("import", tmp_path / name, "--archive", other).code == 0
        with open_archive(other) as archive:
            assert archive.count()["entries"] == 2
    assert run("export").bytes == (tmp_path / "x.jsonl").read_bytes()
    assert run("export", "--as", "warc").bytes[:2] == b"\x1f\x8b"
    assert "tells no format" in run("export", "-o", tmp_path / "x.zip").err
    assert "there is no file" in run("import", tmp_path / "none.jsonl").err


def test_remove_asks_and_can_be_undone(run: Any, folder: Path) -> None:
    run("add", folder / "a.html", "--url", URL)
    refused = run("remove", URL, stdin="n\n")
    assert refused.code == 2
    assert "(Quay closed)? [y/N]" in refused.err
    assert len(run("list").out.splitlines()) == 1
    assert run("remove", URL, stdin="y\n").code == 0
    assert run("list").out == ""
    assert len(run("list", "--removed").out.splitlines()) == 1
    assert "1 shown again" in run("remove", URL, "--undo").err
    assert run("remove", URL, "--yes").code == 0
    assert run("compact", stdin="n\n").code == 2
    assert "1 entries deleted" in run("compact", "--yes").err
    assert run("show", URL).code == 1
    assert run("remove", "nonsense", "--yes").code == 1


def test_removing_without_anybody_to_ask(run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", folder / "a.html", "--url", URL)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    done = run("remove", URL)
    assert (done.code, done.err) == (2, "takhrij: removing needs your word. Add --yes.\n")


def test_check(run: Any, folder: Path) -> None:
    run("add", folder)
    assert run("check").err == "takhrij: 2 entries, 2 versions, 2 sightings; 0 faults\n"
    with open_archive(folder.parent / "a.takhrij") as archive:
        archive.database.run("DELETE FROM sightings")
    done = run("check")
    assert (done.code, done.out.count("no-sighting: ")) == (1, 2)
    assert {f["code"] for f in run("check", "--format", "json").json} == {"no-sighting"}


def test_addresses_need_the_users_word(run: Any, tmp_path: Path) -> None:
    done = run("add", URL)
    assert done.code == 2
    assert "Add --fetch" in done.err
    (tmp_path / "map.xml").write_text(f"<urlset><url><loc>{URL}</loc></url></urlset>", encoding="utf-8")
    named = run("add", tmp_path / "map.xml", "--format", "json")
    assert named.json == [{"source": str(tmp_path / "map.xml"), "place": 1, "state": "named", "url": URL, "title": ""}]
    assert "1 addresses were only named: add them with --fetch" in named.err


def test_archives_that_cannot_be_opened(run: Any, tmp_path: Path) -> None:
    assert "there is no archive" in run("list").err
    assert not (tmp_path / "a.takhrij").exists()
    assert "is not an archive" in run("list", "--archive", __file__).err
    assert "cannot be reached" in run("list", "--archive", "postgresql:///x?host=/no/such/folder").err
    refused = run("list", "--archive", "postgresql://me:secret@localhost:1/x?connect_timeout=1")
    assert refused.code == 1
    assert "secret" not in refused.err


def test_the_document_is_so(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command in docs/archive.md runs, in its order."""
    document = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
    commands = [
        line.partition("#")[0].split()[2:]
        for block in re.findall(r"```sh\n(.*?)```", document, re.DOTALL)
        for line in block.splitlines()
        if line.startswith("takhrij archive") and "--fetch" not in line and "postgresql" not in line
    ]
    assert {c[0] for c in commands} == set(ACTIONS)
    saved = tmp_path / "saved-pages"
    saved.mkdir()
    (saved / "quay.html").write_bytes(page())
    for name in ("crawl.wacz", "feed.xml", "blog.xml", "texts.jsonl"):
        (tmp_path / name).write_bytes(
            {"texts.jsonl": b'{"text": "The quay was closed."}\n', "crawl.wacz": b""}.get(name, b"<rss></rss>")
        )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAKHRIJ_ARCHIVE", "archive.takhrij")
    run("add", "saved-pages")
    with open_archive("archive.takhrij") as archive:
        entry = next(archive.list()).entry
    run("add", "saved-pages/quay.html", "--url", "https://post.example/quay")
    (saved / "quay.html").write_bytes(page("Quay open"))
    run("add", "saved-pages/quay.html", "--url", "https://post.example/quay")
    for command in commands:
        given = [entry if word == "ID" else word.strip('"') for word in command]
        if command[0] == "compact":
            given.append("--yes")
        done = run(*given)
        assert done.code == 0 or "crawl.wacz" in command, (command, done.err)
