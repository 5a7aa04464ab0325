"""The documents say what is so: commands run, outputs are the program's own, links lead somewhere, lists are whole."""

from __future__ import annotations

import re
import shlex
import tomllib
from typing import TYPE_CHECKING

import pytest

from support import readme
from support.shared import ROOT
from takhrij.cli import COMMANDS, main
from takhrij.contract import json_schema

if TYPE_CHECKING:
    from pathlib import Path

README = readme.README.read_text(encoding="utf-8")
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
USED = [line for block in readme.blocks(README, "sh") for line in block.splitlines() if line.startswith("takhrij ")]


@pytest.mark.parametrize(("arguments", "expected"), list(readme.shown(README)))
def test_outputs_are_the_programs_own(arguments: str, expected: str) -> None:
    assert readme.output(arguments) == expected, "run: .venv/bin/python tests/support/readme.py"


@pytest.mark.parametrize("line", USED)
def test_commands_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "examples" / "pages" / "en" / "demo.html").read_bytes()
    (tmp_path / "saved-pages").mkdir()
    for name in ("page.html", "saved-pages/page.html"):
        (tmp_path / name).write_bytes(page)
    first = (ROOT / "tests" / "gold" / "en.jsonl").read_text(encoding="utf-8").splitlines()[0]
    for name in ("texts.jsonl", "gold.jsonl"):
        (tmp_path / name).write_text(first + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    if "--archive" in line:
        assert main(["archive", "add", "--archive", "sources.takhrij", "saved-pages/"]) == 0
    assert main(shlex.split(line, comments=True)[1:]) == 0


def test_every_command_is_shown() -> None:
    assert {line.split()[1] for line in USED} == set(COMMANDS)


@pytest.mark.parametrize("code", readme.blocks(README, "python"))
def test_python_runs(code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the code is our own document
    assert "asserts" in capsys.readouterr().out


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first = "\n".join(README.splitlines()[:75])
    assert "scripts/demo" in first
    assert "scripts/test" in first


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
    assert [t for t in targets if "://" not in t and not (document.parent / t).exists()] == []


def test_every_key_of_the_contract_is_described() -> None:
    text = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    parts = json_schema()["$defs"]
    keys = {key for part in parts.values() for key in part.get("properties", {})}
    assert {key for key in keys if f"`{key}`" not in text} == set()


def test_every_dependency_is_described() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    names = {re.split(r"[<>=~\[; ]", d)[0] for d in named}
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_every_file_of_a_pack_is_described() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    files = {p.name for code in ("ar", "en") for p in (ROOT / "src" / "takhrij" / "packs" / code).iterdir()}
    assert {name for name in files if f"`{name}`" not in text} == set()


@pytest.mark.parametrize("script", ["demo", "test", "check", "bench", "build_gold"])
def test_scripts_can_be_called(script: str) -> None:
    path = ROOT / "scripts" / script
    assert path.stat().st_mode & 0o111
    assert path.read_text(encoding="utf-8").startswith("#!")
