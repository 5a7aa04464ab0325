"""`takhrij cite` and `takhrij verify`, as a user calls them."""

import json
from pathlib import Path

import pytest

from takhrij.archive import open_archive
from takhrij.cli import main

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
FERRY = EXAMPLES / "articles" / "en" / "en-001-ferry-capsizes.txt"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("archive") / "demo.db"
    with open_archive(where) as found:
        for path in sorted((EXAMPLES / "archive-demo" / "sources").glob("*.html")):
            found.add(path.read_bytes(), name=path.name)
    return str(where)


def test_cite_tells_what_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", str(FERRY), "They were on the scene after any of us", "--interface", "en"]) == 0
    out = capsys.readouterr().out
    assert "stands in the source with changes" in out
    assert "word: “after” here, “before” in the source" in out


def test_cite_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["cite", str(FERRY), "Forty-two people were pulled from the water by fishing boats", "--format", "json"])
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"]["verdict"] == "altered"
    assert [c["kind"] for c in found["verdict"]["changes"]] == ["number"]
    assert found["verdict"]["passages"][0]["source_text"].startswith("Forty-one people")


def test_cite_looks_in_an_archive(archive: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = "the manager of the plant may have sold fertiliser to the brigades"
    assert main(["cite", words, "--archive", archive, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"]["verdict"] == "verbatim"


@pytest.mark.parametrize("arguments", [["cite", " ", "--archive", "x.db"], ["cite", "words"]])
def test_cite_needs_words_and_a_source(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("takhrij: there ")


def test_verify_tells_what_to_look_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(EXAMPLES / "pages" / "ar" / "demo.html"), "--interface", "en"]) == 0
    out = capsys.readouterr().out
    assert "not checked because the source was not supplied" in out
    assert "To look for" in out


@pytest.mark.parametrize("form", ["terminal", "json", "html", "markdown"])
def test_trace_with_an_archive(form: str, archive: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    page = str(EXAMPLES / "pages" / "ar" / "demo.html")
    assert main(["trace", page, "--archive", archive, "--format", form, "--interface", "en", "-o", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "Lieutenant Colonel Edgar Loomis" in text
    if form == "json":
        found = json.loads(text)["verdicts"]
        assert {v["verdict"] for v in found} >= {"translation-candidate", "not-checked"}
        assert all(v["verdict"] != "verbatim" or v["citing"] for v in found)


def test_a_missing_archive_is_told_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["verify", str(FERRY), "--archive", str(tmp_path / "none.db")]) == 1
    assert "none.db" in capsys.readouterr().err
