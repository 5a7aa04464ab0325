"""Nothing of the shared texts stands in this repository."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

from support.shared import ROOT, shared

if TYPE_CHECKING:
    from pathlib import Path

RUN = 10  # words in a row that two independent texts do not share by chance, news formulas aside
MARKS = re.compile(r"[\u0640\u064b-\u0652]")


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of `RUN` words, without marks."""
    words = re.findall(r"\w+", MARKS.sub("", text).lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def shared_texts(folder: Path) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for path in (*folder.rglob("*.jsonl"), *folder.rglob("*.txt")):
        if path.parent.name in ("score", "design", "reuse"):
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line).get("text", "") if path.suffix == ".jsonl" else line
            found |= runs(text)
    return found


def test_no_run_of_words_is_taken_over() -> None:
    theirs = shared_texts(shared("gold").parent)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S607
    copied = {}
    for name in filter(None, listed.decode().split("\0")):
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if name != "LICENSE" and (common := runs(text) & theirs):
            copied[name] = sorted(" ".join(run) for run in common)[:3]
    assert copied == {}
