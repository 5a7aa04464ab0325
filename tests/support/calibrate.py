"""Fit how much each sign says of a mark's being right, on the own gold, and write the table that confidence rests on."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.logistic import apart, fit  # noqa: E402 - found by the line above when this file is run
from takhrij.attribute import attribute  # noqa: E402
from takhrij.attribute.confidence import SIGNS, Told  # noqa: E402
from takhrij.evaluate.align import Grid, align  # noqa: E402
from takhrij.packs.loader import load, read_tsv  # noqa: E402
from takhrij.text.sentences import find_paragraphs  # noqa: E402

LANGUAGES = ("ar", "en")
TABLE = ROOT / "src" / "takhrij" / "packs" / "common" / "confidence.tsv"
COVERED = 0.8  # share of a gold content that a mark must cover to be right
PULL = 20.0  # how strongly a weight is drawn to the figure set by hand, in marks
HEAD = (
    "# How much each sign says of a mark's being right, as logarithms of odds: read by attribute/confidence.py.\n"
    "# sign, weight set by hand, weight moved by the own gold (scripts/calibrate writes it), marks with the sign, right\n"
)


class Marked(NamedTuple):
    """A mark in the own gold: its article, what it was told by, and whether it covers a gold content."""

    article: str
    told: Told
    right: bool


def marks(language: str) -> list[Marked]:
    """All marks of a language's gold."""
    pack = load(language)
    if pack is None:
        raise SystemExit(f"there is no pack for {language}")
    found = []
    for line in (ROOT / "tests" / "gold" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        told: dict[str, Told] = {}
        given = attribute(article["text"], find_paragraphs(article["text"]), pack, told=told)
        grid = Grid(article["text"])
        wanted, has = ([grid.words(c) for c in cs] for cs in (_wanted(article), [a.content for a in given]))
        covered = {j for i, j in align(wanted, has) if len(wanted[i] & has[j]) > COVERED * len(wanted[i])}
        found += [Marked(article["id"], told[a.id], j in covered) for j, a in enumerate(given)]
    return found


def _wanted(article: dict[str, list[dict[str, list[tuple[int, int]]]]]) -> list[list[tuple[int, int]]]:
    return [a["content"] for a in article["attributions"]]


def main() -> None:
    """Write the table, and print how well the weights foretell articles that were left out of the fit."""
    known = [m for language in LANGUAGES for m in marks(language)]
    names = ("base", "by-hand", *SIGNS)
    by_hand = {row[0]: float(row[1]) for row in read_tsv(TABLE)}
    means = [by_hand[name] for name in names]
    rows = [(1.0, m.told.by_hand, *(float(s in m.told.signs) for s in SIGNS)) for m in known]
    right = [m.right for m in known]
    weights = fit(rows, right, means, PULL)
    lines = []
    for k, name in enumerate(names):
        holds = [r for row, r in zip(rows, right, strict=True) if row[k]]
        lines.append(f"{name}\t{means[k]:g}\t{weights[k]:.2f}\t{len(holds)}\t{sum(holds)}\n")
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
    left_out = apart(rows, right, [m.article for m in known], means, PULL)
    best = sorted(zip(left_out, right, strict=True), reverse=True)[: int(0.4 * len(known))]
    print(
        f"{len(known)} marks, {sum(right) / len(known):.3f} right, of the surest 40 % {sum(r for _, r in best) / len(best):.3f}"
    )


if __name__ == "__main__":
    main()
