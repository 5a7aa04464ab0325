"""Writes the present figures into docs/accuracy.md: `scripts/update_accuracy`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support import gate  # noqa: E402 - found by the line above when this file is run
from takhrij.evaluate import attributions  # noqa: E402
from takhrij.evaluate.attributions import f1, share  # noqa: E402

DOCUMENT = ROOT / "docs" / "accuracy.md"
SETS = {
    "own-ar": "own Arabic articles",
    "own-en": "own English articles",
    "names": "pairs of names across scripts",
    "shared-ar-dev": "Arabic outlets, development part",
    "shared-ar-train": "Arabic outlets, articles the rules were written on",
    "shared-polnear-speech": "PolNeAR development part, speech verbs",
    "shared-polnear": "PolNeAR development part, everything marked",
    "shared-seed": "the article the project began with",
    "shared-dates": "dates, Arabic",
    "shared-dates-anchored": "dates, Arabic, with relative ones",
}
FIGURES = {
    "content soft F1": "attributions/content/soft/f1",
    "content exact F1": "attributions/content/exact/f1",
    "content found": "attributions/match@0.3/r",
    "source overlap": "attributions/source_given_content/overlap",
    "source Dice": "attributions/source_given_content/dice",
    "speaker": "speakers/speaker_given_match",
    "stance macro-F1": "extras/stance/macro_f1",
    "source class": "extras/source_class/accuracy",
    "hedges F1": "extras/hedges/f1",
    "own, attributed or mixed": "extras/voice/accuracy",
    "what needs a source, average precision": "extras/needs_source/average_precision",
    "spans F1": "dates/span/f1",
    "values right": "dates/right_of_paired",
    "names found (kept apart for testing)": "names/held/found",
    "false merges (kept apart for testing)": "names/held/false_merges",
}


def table() -> str:
    """A Markdown table of every set that can be had here."""
    lines = ["| set | figure | measured |", "|---|---|---|"]
    for name, one in gate.current().items():
        if not (ROOT / one.gold).exists():
            continue
        figures = gate.measure(one)
        for label, path in FIGURES.items():
            try:
                lines.append(f"| {SETS[name]} | {label} | {gate.figure(figures, path):.3f} |")
            except KeyError:
                continue
    return "\n".join(lines)


def _articles(name: str) -> list[tuple[float, float, int, int]]:
    """For each article of a set: the shares of contents that are right and that are found, added up, and their counts."""
    gold, found = gate.results(gate.current()[name])
    out = []
    for key, document in gold.items():
        content = attributions.score({key: document}, {key: found[key]} if key in found else {})["content"]
        soft, n, m = content["soft"], content["pred"], content["gold"]
        out.append((soft["p"] * n, soft["r"] * m, n, m))
    return out


def _soft(articles: list[tuple[float, float, int, int]]) -> float:
    right, covered, n, m = (sum(column) for column in zip(*articles, strict=True))
    return f1(share(right, n), share(covered, m))


def distance(worked_on: str, checked: str, draws: int = 2000) -> str:
    """How much better one set is than another in content soft F1, with the interval of a bootstrap over articles."""
    sides = [_articles(name) for name in (worked_on, checked)]
    dice = random.Random(0)
    drawn = sorted(
        _soft(dice.choices(sides[0], k=len(sides[0]))) - _soft(dice.choices(sides[1], k=len(sides[1])))
        for _ in range(draws)
    )
    low, high = drawn[draws // 40], drawn[-draws // 40]
    return f"{_soft(sides[0]) - _soft(sides[1]):.3f} (95 % of {draws:,} draws of articles: {low:.3f} to {high:.3f})"


def main() -> None:
    """Replace the figures in the document."""
    blocks = {"figures": "\n" + table() + "\n"}
    sets = ("shared-ar-train", "shared-ar-dev")
    if all((ROOT / gate.current()[name].gold).exists() for name in sets):
        blocks["distance"] = distance(*sets)
    text = DOCUMENT.read_text(encoding="utf-8")
    for name, block in blocks.items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, _, rest = text.partition(begin)
        text = before + begin + block + end + rest.partition(end)[2]
    DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
