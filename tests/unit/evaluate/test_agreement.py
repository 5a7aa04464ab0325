"""The figures are those of the shared scorers, to 0.001, on predictions with every kind of fault."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from typing import TYPE_CHECKING, Any

import pytest

from support.shared import shared
from takhrij.evaluate import attributions, dates, speakers
from takhrij.evaluate.gold import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

SETS = ["ar-dev", "ar-train", "polnear-dev"]


@pytest.fixture(scope="module")
def scorers() -> Iterator[dict[str, ModuleType]]:
    folder = shared("score")
    sys.path.insert(0, str(folder))
    found = {}
    for name in ("score", "score_speaker", "score_dates"):
        spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        found[name] = module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    yield found
    sys.path.remove(str(folder))
    for name in found:
        del sys.modules[name]


def close(a: Any, b: Any, at: str = "") -> None:
    """Every figure of `a` is in `b`."""
    if isinstance(a, dict):
        for key, value in a.items():
            close(value, b[key], f"{at}/{key}")
    else:
        assert b == pytest.approx(a, abs=0.001), at


def spoil(gold: Path, out: Path, seed: int) -> None:
    """Predictions made of gold: moved, cut, merged, dropped, invented; some nested, some without source."""
    rnd = random.Random(seed)
    with out.open("w", encoding="utf-8") as f:
        for line in gold.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            length = len(document["text"])

            def move(span: list[int], length: int = length) -> list[int]:
                s = min(max(0, span[0] + rnd.randint(-30, 20)), length - 2)
                return [s, min(length, max(s + 1, span[1] + rnd.randint(-20, 40)))]

            marks: list[dict[str, Any]] = []
            entities = []
            for n, a in enumerate(document["attributions"]):
                if rnd.random() < 0.15:
                    continue
                mark: dict[str, Any] = {"id": f"A{n}", "type": rnd.choice(["direct", "indirect", a["type"]])}
                for role in ("content", "cue", "source"):
                    mark[role] = [move(s) if rnd.random() < 0.4 else s for s in a[role] if rnd.random() > 0.1]
                mark["content"] = mark["content"] or [[0, 5]]
                mark["parent"] = rnd.choice([None, None, marks[-1]["id"]]) if marks else None
                mark["anonymous"] = rnd.random() < 0.3
                speaker = a.get("speaker") or ""
                mark["speaker"] = rnd.choice([f"e{n}", f"e{n}", None])
                name = " ".join(w for w in speaker.split() if rnd.random() < 0.7)
                entities.append(
                    {"id": f"e{n}", "name": name, "names": {"ar": name}, "kind": rnd.choice(["person", "anonymous"])}
                )
                marks.append(mark)
            if document.get("discard"):
                marks.append(
                    {"id": "junk", "content": [document["discard"][0]], "cue": [], "source": [], "type": "mixed"}
                )
            if rnd.random() < 0.95:
                f.write(json.dumps({"id": document["id"], "attributions": marks, "entities": entities}) + "\n")


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("how", ["plain", "punct", "cues", "min-dice"])
def test_attributions(scorers: dict[str, ModuleType], tmp_path: Path, name: str, how: str) -> None:
    gold, predicted = shared("gold", f"{name}.jsonl"), tmp_path / "pred.jsonl"
    spoil(gold, predicted, seed=len(how))
    theirs, words = scorers["score"], None
    if how == "cues":
        first = next(iter(load(gold).values()))
        words = frozenset(
            w.lower() for a in first.attributions for s, e in a.cue for w in (first.text or "")[s:e].split()
        )
    limit = 0.3 if how == "min-dice" else 0.0
    wanted = theirs.score(theirs.load(gold), theirs.load(predicted), how == "punct", limit, words)
    got = attributions.score(load(gold), load(predicted), marks=how == "punct", min_dice=limit, cues=words)
    close(wanted, got)
    assert 0.2 < got["content"]["soft"]["f1"] < 0.95


@pytest.mark.parametrize("name", SETS[:2])
def test_speakers(scorers: dict[str, ModuleType], tmp_path: Path, name: str) -> None:
    gold, predicted = shared("gold", f"{name}.jsonl"), tmp_path / "pred.jsonl"
    spoil(gold, predicted, seed=7)
    theirs = scorers["score"]
    wanted = scorers["score_speaker"].run(theirs.load(gold), theirs.load(predicted))
    got = speakers.score(load(gold), load(predicted))
    close(wanted, got)
    assert 0 < got["speaker_given_match"] < 1


@pytest.mark.parametrize("anchored", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_dates(scorers: dict[str, ModuleType], tmp_path: Path, seed: int, *, anchored: bool) -> None:
    gold, predicted = shared("gold", "dates-ar-dev.jsonl"), tmp_path / "pred.jsonl"
    rnd, theirs = random.Random(seed), scorers["score_dates"]
    with predicted.open("w", encoding="utf-8") as f:
        for document in theirs.load(gold).values():
            found = []
            for d in document["dates"] + document["relative"] + document["not_dates"]:
                if rnd.random() < 0.8:
                    value = str(d.get("value", "2015"))
                    values = [value, value, value[:4], "2015-04-18", value.replace("XXXX", "2004"), "195X", None]
                    start, end = d["span"]
                    found.append({"span": [max(0, start - rnd.randint(0, 5)), end], "value": rnd.choice(values)})
            found += [{"span": s, "value": "2001"} for s in document["ignore"] if rnd.random() < 0.5]
            f.write(json.dumps({"id": document["id"], "dates": found}) + "\n")
    counted = theirs.score(theirs.load(gold), theirs.load(predicted), anchored)
    got = dates.score(load(gold), load(predicted), anchored=anchored)
    names = {"gold": "gold", "pred": "counted", "left_out": "left out", "paired": "paired", "right": "right"}
    names |= {"precision_mismatch": "precision mismatch", "year_supplied": "year supplied", "wrong": "wrong"}
    names |= {"false_alarms": "false alarms", "traps": "traps"}
    assert {ours: got[ours] for ours in names} == {ours: counted[key] for ours, key in names.items()}
    p, r = counted["paired"] / counted["counted"], counted["paired"] / counted["gold"]
    assert got["span"]["f1"] == pytest.approx(2 * p * r / (p + r), abs=0.001)
