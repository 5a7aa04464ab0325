"""Language packs: the built-in ones have no fault, and every kind of fault is told with file and key."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from takhrij.commands.check_pack import find_faults, sections
from takhrij.errors import PackError
from takhrij.packs.loader import COMMON, find_packs, known_languages, load, page_markup, scoring_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUILT_IN = find_packs()


@pytest.mark.parametrize("code", BUILT_IN)
def test_built_in_packs_have_no_fault(code: str) -> None:
    assert list(find_faults(BUILT_IN[code])) == []


@pytest.mark.parametrize("code", BUILT_IN)
def test_rules_are_named_after_their_language(code: str) -> None:
    pack = load(code)
    assert pack is not None
    rules = [rule.id for rule in pack.frames.rule]
    assert len(set(rules)) == len(rules)
    assert all(rule.startswith(f"{code}.") for rule in rules)


def test_data_common_to_all_languages_can_be_read() -> None:
    assert {"ar", "en"} <= known_languages()
    assert scoring_words().stop
    assert page_markup()
    assert all(path.suffix in {".toml", ".tsv"} for path in COMMON.iterdir())


def test_there_is_a_section_for_every_file() -> None:
    assert {"about", "frames", "cues", "words", "examples"} <= set(sections())


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of a built-in pack that may be spoilt."""
    return shutil.copytree(BUILT_IN["en"], tmp_path / "en")


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def append(name: str, line: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    return spoil


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (replace("pack.toml", "version =", "edition ="), r"pack\.toml: .*edition"),
        (replace("pack.toml", 'language = "en"', 'language = "fr"'), "language is 'fr', the folder is 'en'"),
        (replace("frames.toml", "confidence = 0.", 'confidence = "high" # '), r"frames\.toml: .*confidence"),
        (lambda folder: (folder / "cues.tsv").unlink(), r"cues\.tsv is missing"),
        (lambda folder: (folder / "words.tsv").write_bytes(b"\xff"), r"words\.tsv: not UTF-8"),
        (append("examples.jsonl", "{"), r"examples\.jsonl:\d+: "),
        (append("examples.jsonl", '{"rule": "en.none", "text": "x"}'), "there is no rule en.none"),
        (append("examples.jsonl", '{"rule": "en.prep", "text": "A quay.", "finds": ["x"]}'), "should find .*'x'"),
        (
            append("frames.toml", '[[rule]]\nid = "en.new"\nshape = "preposition"\ncue = ["prep"]\nconfidence = 0.5'),
            "rule en.new has no example",
        ),
    ],
)
def test_faults_are_told(pack: Path, spoil: Callable[[Path], None], told: str) -> None:
    spoil(pack)
    faults = list(find_faults(pack))
    assert any(re.search(told, fault) for fault in faults), faults


def test_a_users_pack_takes_the_place_of_a_built_in_one(pack: Path) -> None:
    replace("pack.toml", 'version = "', 'version = "mine-')(pack)
    own = load("en", pack.parent)
    assert own is not None
    assert own.about.version.startswith("mine-")
    assert load("ar", pack.parent) is not None
    with pytest.raises(PackError, match="not a folder"):
        find_packs(pack.parent / "none")
