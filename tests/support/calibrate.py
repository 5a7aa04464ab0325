"""Count how often marks of each kind are right in the own gold, and write the table that confidence rests on."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from takhrij.attribute import attribute
from takhrij.evaluate.align import Grid, align
from takhrij.packs.loader import load
from takhrij.text.sentences import find_paragraphs

if TYPE_CHECKING:
    from takhrij.attribute.confidence import Kind

ROOT = Path(__file__).parents[2]
COVERED = 0.8  # share of a gold content that a mark must cover to be right
HEAD = (
    "# Marks of each kind in the own gold, and how many are right (cover more than 0.8 of a gold content).\n"
    "# Read by attribute/confidence.py, written by scripts/calibrate. rule, tie, form, sourced, marks, right\n"
)


def count(gold: Path, language: str) -> dict[Kind, tuple[int, int]]:
    """Marks and right marks by kind."""
    pack = load(language)
    if pack is None:
        raise SystemExit(f"there is no pack for {language}")
    marks: Counter[Kind] = Counter()
    right: Counter[Kind] = Counter()
    for line in gold.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        kinds: dict[str, Kind] = {}
        found = attribute(article["text"], find_paragraphs(article["text"]), pack, kinds=kinds)
        grid = Grid(article["text"])
        wanted = [grid.words(a["content"]) for a in article["attributions"]]
        given = [grid.words(a.content) for a in found]
        covered = {j for i, j in align(wanted, given) if len(wanted[i] & given[j]) > COVERED * len(wanted[i])}
        for j, mark in enumerate(found):
            marks[kinds[mark.id]] += 1
            right[kinds[mark.id]] += j in covered
    return {kind: (marks[kind], right[kind]) for kind in sorted(marks)}


def main() -> None:
    """Write the tables of both languages."""
    for language in ("ar", "en"):
        rows = count(ROOT / "tests" / "gold" / f"{language}.jsonl", language)
        table = "".join(
            f"{k.rule}\t{k.tie}\t{k.form}\t{'yes' if k.sourced else 'no'}\t{n}\t{r}\n" for k, (n, r) in rows.items()
        )
        path = ROOT / "src" / "takhrij" / "packs" / language / "confidence.tsv"
        path.write_text(HEAD + table, encoding="utf-8")


if __name__ == "__main__":
    main()
