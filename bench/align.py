"""Lay quotations along their sources: this program beside two general tools, and how the time grows with the source.

    python bench/align.py [--half dev|held]

Cases and sources are those of tests/gold/verify. The general tools give a place and a score; a verdict is made of it
as well as it can be: nothing differs after folding, verbatim; a score of 80 of 100 or more, altered; else not found.
edlib is measured where it is installed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from takhrij.evaluate.verify import Case, Difference, Outcome, load, score  # noqa: E402 - the path is set above
from takhrij.text.fold import fold, fold_map  # noqa: E402
from takhrij.verify import SourceIndex, align, judge  # noqa: E402
from takhrij.verify.align import built_in_words  # noqa: E402

HOME = ROOT / "tests" / "gold" / "verify"
ALTERED = 80.0
SIZES = (2_500, 5_000, 10_000, 20_000, 40_000, 80_000)


class Found(NamedTuple):
    """What a method says of a case."""

    verdict: str
    place: tuple[int, int] | None
    changes: tuple[Difference, ...] = ()
    places: tuple[tuple[int, int], ...] = ()


class Prepared(NamedTuple):
    """A source in the forms the methods want: an index, and folded letters with their places."""

    index: SourceIndex
    folded: str
    back: list[int]


Method = Callable[[Case, Prepared], Found]


def own(case: Case, source: Prepared) -> Found:
    """This program."""
    found = judge(align(case.content, source.index), quoted=case.kind != "paraphrase")
    changes = tuple(
        Difference(kind=c.kind, strength=c.strength, content_span=c.content_span, source_span=c.source_span)
        for c in found.changes
    )
    places = tuple((p.source_span.start, p.source_span.end) for p in found.passages)
    return Found(found.verdict, places[0] if places else None, changes, places)


def partial(case: Case, source: Prepared) -> Found:
    """rapidfuzz: the best partial match of the folded letters."""
    from rapidfuzz import fuzz

    best = fuzz.partial_ratio_alignment(fold(case.content), source.folded)
    if best is None:
        return Found("not-found", None)
    return by_score(best.score, best.dest_start, best.dest_end, source)


def edit_distance(case: Case, source: Prepared) -> Found:
    """edlib: the place at the least edit distance of the folded letters."""
    import edlib

    wanted = fold(case.content)
    best = edlib.align(wanted, source.folded, mode="HW", task="locations")
    start, end = best["locations"][0]
    return by_score(100.0 * (1 - best["editDistance"] / max(len(wanted), 1)), start or 0, end + 1, source)


def by_score(similar: float, start: int, end: int, source: Prepared) -> Found:
    """The verdict that a score allows."""
    verdict = "verbatim" if similar >= 99.999 else "altered" if similar >= ALTERED else "not-found"
    return Found(verdict, (source.back[start], source.back[max(end - 1, start)] + 1))


def measure(name: str, method: Method, cases: dict[str, Case], sources: dict[str, Prepared]) -> None:
    """Print the figures of one method."""
    told, took = {}, []
    for case in cases.values():
        start = time.perf_counter()
        found = method(case, sources[case.source])
        took.append((time.perf_counter() - start) * 1000)
        places = found.places or ((found.place,) if found.place else ())
        told[case.id] = Outcome(id=case.id, verdict=found.verdict, changes=found.changes, places=places)
    figures = score(cases, told)
    kinds = figures["by_kind"]
    print(f"\n{name}: verdict right {figures['right']:.3f}, altered or absent called verbatim "
          f"{figures['false_verbatim']['count']} of {figures['false_verbatim']['n']}, change typed "
          f"{figures['changes']['typed']:.3f}, place right {figures['place']['right']:.3f}, "
          f"median {median(took):.2f} ms, worst {max(took):.1f} ms")  # fmt: skip
    print("  " + ", ".join(f"{kind} {part['right']:.2f} ({part['n']})" for kind, part in kinds.items()))


def growth(cases: dict[str, Case], sources: dict[str, Prepared]) -> None:
    """Print how the time for an index and for a quotation grows with the words of the source."""
    print("\nwords of the source | index, ms | quotation, median ms | worst ms")
    for language in ("en", "ar"):
        texts = [p.index.text for name, p in sources.items() if f"-{language}-" in name]
        words = " ".join(texts).split(" ")
        wanted = [c.content for c in cases.values() if c.lang == language][::7]
        for size in SIZES:
            text = " ".join((words * (size // len(words) + 1))[:size])
            start = time.perf_counter()
            index = SourceIndex(text, built_in_words(language))
            built = (time.perf_counter() - start) * 1000
            took = []
            for content in wanted:
                start = time.perf_counter()
                judge(align(content, index))
                took.append((time.perf_counter() - start) * 1000)
            print(f"{language} {size:>7} | {built:8.1f} | {median(took):6.2f} | {max(took):6.1f}")


def main() -> None:
    """Measure every method that is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("dev", "held"), default="dev")
    half = parser.parse_args().half
    cases = load(HOME / f"{half}.jsonl", Case)
    sources = {}
    for case in cases.values():
        if case.source not in sources:
            with (HOME / "sources" / f"{case.source}.txt").open(encoding="utf-8", newline="") as file:
                text = file.read()
            sources[case.source] = Prepared(SourceIndex(text, built_in_words(case.lang)), *fold_map(text))
    print(f"{len(cases)} cases, sources of {min(len(s.index) for s in sources.values()):,} to "
          f"{max(len(s.index) for s in sources.values()):,} words")  # fmt: skip
    measure("takhrij", own, cases, sources)
    measure("rapidfuzz, partial_ratio_alignment", partial, cases, sources)
    try:
        import edlib  # noqa: F401 - only asked whether it is there
    except ImportError:
        print("\nedlib is not installed: pip install edlib")
    else:
        measure("edlib, infix alignment", edit_distance, cases, sources)
    growth(cases, sources)


if __name__ == "__main__":
    main()
