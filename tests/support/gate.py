"""The accuracy gate: sets of gold, their floors, and what an earlier commit asked for."""

from __future__ import annotations

import subprocess
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from support import quotations
from support.shared import ROOT
from takhrij.evaluate import evaluate, names
from takhrij.evaluate.gold import load
from takhrij.evaluate.program import predict

if TYPE_CHECKING:
    from takhrij.evaluate.gold import Document

FILE = "tests/gold/floors.toml"
MEASURED: list[tuple[str, str, float, float]] = []  # set, figure, value, bound; shown at the end of a run


class GoldSet(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A gold file with the options of `takhrij eval` and the bounds of its figures."""

    gold: str
    cues: str | None = None
    dates: bool = False
    anchored: bool = False
    floors: dict[str, float] = {}
    ceilings: dict[str, float] = {}


Sets = dict[str, GoldSet]


def parse(text: str) -> Sets:
    """The sets of a floors file."""
    return msgspec.convert(tomllib.loads(text), Sets)


def current() -> Sets:
    """The sets as they stand in the working tree."""
    return parse((ROOT / FILE).read_text(encoding="utf-8"))


def figure(figures: dict[str, Any], path: str) -> float:
    """The figure at a path such as attributions/content/soft/f1."""
    value: Any = figures
    for key in path.split("/"):
        value = value[key]
    return float(value)


def results(one: GoldSet) -> tuple[dict[str, Document], dict[str, Document]]:
    """The documents of a set and what the program makes of them."""
    return _results(one.gold, anchored=one.anchored)


@cache
def _results(path: str, *, anchored: bool) -> tuple[dict[str, Document], dict[str, Document]]:
    gold = load(ROOT / path)
    return gold, predict(gold.values(), anchored=anchored)


def measure(one: GoldSet) -> dict[str, Any]:
    """The figures of a set; AssertionError where a text could not be traced."""
    if one.gold.endswith(".tsv"):
        return {"names": names.score(ROOT / one.gold)}
    if "/verify/" in one.gold:
        return {"verify": quotations.measure(ROOT / one.gold)}
    gold, predicted = results(one)
    cues = frozenset((ROOT / one.cues).read_text(encoding="utf-8").lower().split()) if one.cues else None
    failed = [d.id for d in predicted.values() if d.error]
    assert not failed, f"not traced: {failed}"
    return evaluate(gold, predicted, dates=one.dates or one.anchored, anchored=one.anchored, cues=cues)


def lowered(before: Sets, now: Sets) -> list[str]:
    """What is less strict now: floors lowered, ceilings raised, entries or sets gone."""
    found = []
    for name, old in before.items():
        new = now.get(name)
        for key, bound in old.floors.items():
            kept = new.floors.get(key) if new else None
            if kept is None or kept < bound:
                found.append(f"{name} {key}: floor {bound} is now {kept}")
        for key, bound in old.ceilings.items():
            kept = new.ceilings.get(key) if new else None
            if kept is None or kept > bound:
                found.append(f"{name} {key}: ceiling {bound} is now {kept}")
    return found


def history() -> list[tuple[str, Sets]]:
    """Every committed version of the floors file that can be had here, newest first; none without git."""
    try:
        commits = _git("log", "--format=%H", "--", FILE).split()
        return [(commit, parse(_git("show", f"{commit}:{FILE}"))) for commit in commits]
    except (OSError, subprocess.CalledProcessError):
        return []


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    return done.stdout
