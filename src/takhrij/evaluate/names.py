"""Score the comparison of names across scripts on pairs that are one name and pairs that are two.

A file has tab-separated rows: part, relation (same or different), kind, one name, the other. Beside the pairs that are
marked as different, every first name of a "same" row is laid beside the second names of all others of its part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from takhrij.errors import GoldError
from takhrij.evaluate.attributions import share
from takhrij.packs.loader import read_tsv
from takhrij.text.skeleton import same_name

if TYPE_CHECKING:
    from pathlib import Path

MOST = 150  # names of a part that are laid beside one another: the work grows with the square


def score(path: Path) -> dict[str, Any]:
    """For each part: pairs found the same, marked pairs merged, and chance pairs merged. Raises GoldError."""
    parts: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(read_tsv(path), 1):
        if len(row) != 5 or row[1] not in ("same", "different"):
            raise GoldError("malformed-gold", f"{path}: row {number} is no pair of names", "Give five columns a row.")
        parts[row[0]][row[1]].append((row[3], row[4]))
    return {part: _part(pairs["same"], pairs["different"]) for part, pairs in sorted(parts.items())}


def _part(same: list[tuple[str, str]], different: list[tuple[str, str]]) -> dict[str, Any]:
    n: Counter[str] = Counter()
    n["same"], n["different"] = len(same), len(different)
    n["found"] = sum(same_name(a, b) for a, b in same)
    n["merged"] = sum(same_name(a, b) for a, b in different)
    known = defaultdict(set)  # names given for one another somewhere are no chance pair
    for a, b in same:
        known[a].add(b)
    for a, _ in same[:MOST]:
        for _, b in same[:MOST]:
            if b not in known[a]:
                n["chance"] += 1
                n["chance merged"] += same_name(a, b)
    return {
        "same": n["same"],
        "different": n["different"],
        "found": share(n["found"], n["same"]),
        "different_merged": share(n["merged"], n["different"]),
        "chance_pairs": n["chance"],
        "chance_merged": share(n["chance merged"], n["chance"]),
        "false_merges": share(n["merged"] + n["chance merged"], n["different"] + n["chance"]),
    }
