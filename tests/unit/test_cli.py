"""The commands as a user calls them: output, exit codes, errors with a next step."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from takhrij import __version__
from takhrij.cli import COMMANDS, main

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html><html lang="en"><head><title>Quay closed</title></head><body><article><h1>Quay closed</h1>
<p>Mira Holt, the harbour master, said that the quay was closed on Monday because of the storm.</p>
<p>“We open it again when the water falls,” she added. The quay holds forty boats in the summer months.</p>
<p>According to the Harbour Post, two boats were lost. The owners of the boats could not be reached.</p>
</article></body></html>"""
TEXT = "Quay closed\n\nMira Holt said that the quay was closed.\n\nThe quay holds forty boats.\n"


class Done:
    """What a command did."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.out, self.err = code, out.decode(), err.decode()

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: object, stdin: bytes | None = None) -> Done:
        if stdin is not None:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as e:
            code = int(e.code or 0)
        return Done(code, *capfdbinary.readouterr())

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two pages, a broken one, and what must be left alone."""
    pages = tmp_path / "pages"
    (pages / "b").mkdir(parents=True)
    (pages / ".hidden").mkdir()
    for place in ("b/two.html", "one.html", ".hidden/three.html", ".four.html"):
        (pages / place).write_text(PAGE, encoding="utf-8")
    (pages / "a-empty.html").write_bytes(b"")
    (pages / "style.css").write_text("p {}", encoding="utf-8")
    return pages


def test_help_and_version(run: Any) -> None:
    assert run("--version").out == f"takhrij {__version__}\n"
    shown = run("--help")
    assert shown.code == 0
    assert all(command in shown.out for command in COMMANDS)
    for command in COMMANDS:
        assert run(command, "--help").code == 0


@pytest.mark.parametrize(
    "arguments", [(), ("nonsense",), ("trace",), ("trace", "x", "--format", "yaml"), ("explain", "x")]
)
def test_a_command_that_is_not_understood(run: Any, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "usage: takhrij" in done.err


def test_one_input_is_one_document(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    done = run("trace", page, "--format", "json", "--published", "2024-03-12", "--url", "https://post.example/quay")
    (found,) = done.json
    assert (done.code, done.err) == (0, "")
    assert (found["schema"], found["input"]) == ("takhrij/1", str(page))
    assert found["article"]["published"] == "2024-03-12"
    assert found["article"]["url"] == "https://post.example/quay"
    assert found["stats"]["attributions"] == len(found["attributions"]) > 1
    assert found["engine"]["version"] == __version__


def test_standard_input(run: Any) -> None:
    (found,) = run("trace", "-", "--format", "json", stdin=TEXT.encode()).json
    assert found["input"] == "-"
    assert len(found["attributions"]) == 1


def test_a_folder_is_json_lines_in_order_and_failures_stand_in_their_place(run: Any, folder: Path) -> None:
    done = run("trace", folder, "--format", "json")
    names = [line["input"] for line in done.json]
    assert names == [str(folder / n) for n in ("a-empty.html", "b/two.html", "one.html")]
    assert done.code == 1
    assert set(done.json[0]) == {"schema", "input", "error"}
    assert set(done.json[0]["error"]) == {"code", "message", "next"}
    assert "2 read, 1 failed" in done.err


def test_a_folder_with_one_file_is_json_lines_too(run: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (line,) = run("trace", tmp_path, "--format", "json").json
    assert line["input"].endswith("a.txt")


def test_a_missing_file_stops_nothing(run: Any, folder: Path) -> None:
    done = run("trace", folder / "none.html", folder / "one.html", "--format", "json")
    assert done.code == 1
    assert [line.get("error", {}).get("code") for line in done.json] == ["no-such-file", None]


def test_reports_of_several_go_into_a_folder(run: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("trace", folder, "--format", "html", "-o", out)
    assert sorted(p.relative_to(out).as_posix() for p in out.rglob("*.html")) == ["b/two.html", "one.html"]
    assert (done.code, done.out) == (1, "")
    assert run("trace", folder, "--format", "markdown", "-o", out).code == 1
    assert (out / "b" / "two.md").read_text(encoding="utf-8")


def test_reports_with_the_same_name_do_not_replace_each_other(run: Any, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("trace", folder / "one.html", folder / "b", folder / "one.html", "--format", "markdown", "-o", out)
    assert sorted(p.name for p in out.iterdir()) == ["one-2.md", "one.md", "two.md"]


def test_several_reports_need_a_folder(run: Any, folder: Path) -> None:
    done = run("trace", folder, "--format", "html")
    assert done.code == 2
    assert "-o" in done.err


def test_an_input_is_never_replaced(run: Any, folder: Path) -> None:
    page = folder / "one.html"
    assert run("trace", page, "--format", "html", "-o", page).code == 2
    assert run("trace", folder, "--format", "html", "-o", folder).code == 2
    assert page.read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(("name", "start"), [("r.html", "<!doctype html>"), ("r.md", "#"), ("r.json", '{"schema"')])
def test_the_format_follows_the_ending(run: Any, tmp_path: Path, name: str, start: str) -> None:
    page, out = tmp_path / "page.html", tmp_path / "new" / name
    page.write_text(PAGE, encoding="utf-8")
    assert run("trace", page, "-o", out).code == 0
    assert out.read_text(encoding="utf-8").lower().startswith(start)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_every_report_speaks_both_languages(run: Any, tmp_path: Path, language: str, form: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    done = run("trace", page, "--format", form, "--interface", language)
    assert done.code == 0
    assert "Mira Holt" in done.out
    assert any("\u0600" <= c <= "\u06ff" for c in done.out) == (language == "ar") or form == "html"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["page.html", "--published", "yesterday"], 2, "YYYY-MM-DD"),
        (["page.html", "--published", "2024-02-30"], 2, "YYYY-MM-DD"),
        (["page.html", "--published", "2024-13"], 2, "YYYY-MM-DD"),
        (["page.html", "--lang", "klingon"], 2, "ar, en"),
        (["page.html", "--lang", "xx"], 2, "ar, en"),
        (["page.html", "--packs", "none"], 1, "not a folder"),
        (["https://post.example/quay"], 1, "Save the page"),
        (["none.html"], 1, "Check the path"),
        (["empty.html"], 1, "empty"),
        (["page.html", "page.html", "--url", "https://post.example"], 2, "--url"),
        (["nothing-in-it"], 2, "no page or text"),
        (["page.html", "-o", "page.html/deeper"], 2, "cannot be written"),
    ],
)
def test_errors_tell_a_next_step(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "nothing-in-it").mkdir()
    done = run("trace", *arguments)
    assert done.code == code
    assert says in done.err
    assert done.err.startswith("takhrij: ")
    assert "Traceback" not in done.err


def test_one_failed_input_gives_its_error_as_json(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "noise.html"
    path.write_bytes(bytes(range(256)) * 40)
    done = run("trace", path, "--format", "json")
    (found,) = done.json
    assert done.code == 1
    assert found["input"] == str(path)
    assert found["error"]["next"]


def test_a_language_without_a_pack_is_read(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("Le port est fermé\n\nLe port est fermé, a dit Mira Holt.\n", encoding="utf-8")
    (found,) = run("trace", path, "--lang", "fr-CA", "--format", "json").json
    assert found["article"]["language"] == "fr"
    assert [w["code"] for w in found["warnings"]] == ["unsupported-language"]
    assert found["attributions"] == []


def test_annotate(run: Any, tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "new" / "out.jsonl"
    given.write_text('{"id": "a", "text": "Mira Holt said it was so."}\n{"id": "a", "text": "x"}\n', encoding="utf-8")
    done = run("annotate", given, "-o", out, "--jobs", "1")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["a", "a"]
    assert lines[1]["error"]["code"] == "repeated-id"
    assert (done.code, done.out) == (1, "")
    assert "1 traced, 1 failed" in done.err
    assert run("annotate", given, "-o", given).code == 2
    assert run("annotate", tmp_path / "none.jsonl").code == 2
    assert run("annotate", "-", stdin=b'{"id": "a", "text": "Mira Holt said so."}\n').code == 0


def test_explain(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = run("trace", path, "--format", "json").json
    name, rule = found["attributions"][0]["id"], found["attributions"][0]["rule"]
    by_id = run("explain", path, "--id", name.lower())
    assert by_id.code == 0
    assert rule in by_id.out
    assert "Mira Holt" in by_id.out
    inside, outside = (found["article"]["text"].index(words) for words in ("was closed", "forty"))
    assert rule in run("explain", path, "--at", inside).out
    assert "own voice" in run("explain", path, "--at", outside).out
    assert run("explain", path, "--id", "a99").code == 2
    assert run("explain", path, "--at", "99999").code == 2


def test_packs(run: Any, tmp_path: Path) -> None:
    listed = run("packs")
    assert listed.code == 0
    assert "Arabic" in listed.out
    assert "English" in listed.out
    assert run("packs", "check").code == 2
    assert run("packs", "check", tmp_path).code == 2
    (tmp_path / "xy").mkdir()
    (tmp_path / "xy" / "pack.toml").write_text('language = "xy"\ncolour = "blue"\n', encoding="utf-8")
    checked = run("packs", "check", tmp_path)
    assert checked.code == 1
    assert "pack.toml" in checked.out


def test_eval_runs_the_program_on_the_gold(run: Any, tmp_path: Path) -> None:
    text = "Mira Holt said that the quay was closed."
    start = text.index("the quay")
    mark = {"id": 1, "content": [[start, len(text) - 1]], "cue": [[10, 14]], "source": [[0, 9]], "speaker": "Mira Holt"}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        json.dumps({"id": "a", "lang": "en", "text": text, "attributions": [mark]}) + "\n", encoding="utf-8"
    )
    figures = json.loads(run("eval", gold, "--json", "--jobs", "1").out)
    assert figures["attributions"]["content"]["exact"]["f1"] == 1
    assert figures["speakers"]["speaker_of_all"] == 1
    assert "speaker right" in run("eval", gold, gold).out
    assert run("eval", tmp_path / "none.jsonl").code == 1


def test_a_fault_of_the_program_is_no_traceback(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("takhrij.commands.schema.run", fail)
    done = run("schema")
    assert done.code == 1
    assert "ZeroDivisionError" in done.err
    assert "Traceback" not in done.err
    monkeypatch.setenv("TAKHRIJ_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["schema"])


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT * 50, encoding="utf-8")
    command = [sys.executable, "-m", "takhrij.cli", "trace", str(path), str(path), "--format", "json", "--jobs", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ})
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    error = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 1
    assert "Traceback" not in error
    assert "Exception ignored" not in error
