"""Measure the program: words a second, articles a second, start-up time, peak memory, and the price over a bare reader.

Every time is processor time of one process (`time.process_time`), the best of several rounds after one to warm up, so
that other work on the machine does not count. What is measured:

* attribution and resolution: the stages of the pipeline on texts that have been read, words between white space;
* pages: `takhrij.trace` on saved HTML against `trafilatura.bare_extraction(with_metadata=True, include_comments=True)`,
  both summed over the same pages in this process;
* start-up: user and system time of a child process, median;
* memory: the largest resident size of a child process that traces one page and writes JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from takhrij.pipeline import Draft

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ROUNDS = 3
TARGETS = {
    "words_per_second": "≥ 60,000",
    "ratio": "≤ 2.0",
    "startup_ms": "≤ 150",
    "peak_mb": "≤ 150",
}


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time of the best round."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def texts(language: str) -> list[str]:
    """Texts of the gold files of a language, the repository's and the shared ones."""
    files = [ROOT / "tests" / "gold" / f"{language}.jsonl"]
    files += [
        SHARED / "gold" / name
        for name in {"ar": ["ar-dev.jsonl", "ar-train.jsonl"], "en": ["polnear-dev.jsonl"]}[language]
    ]
    lines = [line for f in files if f.exists() for line in f.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


def time_stages(drafts: list[Draft]) -> list[float]:
    """Seconds of each stage, one article after another as the program does it; no result is kept."""
    from takhrij.pipeline import STAGES

    seconds = [0.0] * len(STAGES)
    for draft in drafts:
        for i, stage in enumerate(STAGES):
            start = time.process_time()
            draft = stage(draft)  # noqa: PLW2901 - the draft goes from stage to stage
            seconds[i] += time.process_time() - start
    return seconds


def measure_text(language: str) -> dict[str, Any]:
    """Words a second of the stages on read text, together and each."""
    from takhrij.packs.loader import load
    from takhrij.pipeline import STAGES, Draft
    from takhrij.read import read_clean

    found = texts(language)
    pack = load(language)
    if not found or pack is None:
        return {}
    words = sum(len(text.split()) for text in found)
    readings = [read_clean(text, id=str(n), language=language) for n, text in enumerate(found)]
    rounds = [time_stages([Draft(reading=reading, pack=pack) for reading in readings]) for _ in range(ROUNDS + 1)]
    stages = {stage.__name__: min(each) for stage, each in zip(STAGES, zip(*rounds[1:], strict=True), strict=True)}
    total = sum(stages.values())
    traced = total - stages["tell_voices"]
    out: dict[str, Any] = {
        "articles": len(found),
        "words": words,
        "stages_ms_per_1000_words": {name: round(1e6 * seconds / words, 2) for name, seconds in stages.items()},
    }
    return out | {
        "words_per_second": round(words / traced),
        "words_per_second_with_voice": round(words / total),
        "articles_per_second": round(len(found) / total, 1),
    }


def measure_pages(pages: list[Path]) -> dict[str, Any]:
    """Seconds of the whole of trace and of the bare reader, over the same pages."""
    import trafilatura

    from takhrij import trace

    contents = [page.read_bytes() for page in pages]
    own = best(lambda: [trace(data, name="page.html") for data in contents])
    bare = best(lambda: [trafilatura.bare_extraction(d, with_metadata=True, include_comments=True) for d in contents])
    return {
        "pages": len(pages),
        "trace_ms": round(1000 * own, 1),
        "trafilatura_ms": round(1000 * bare, 1),
        "pages_per_second": round(len(pages) / own, 1),
        "ratio": round(own / bare, 2),
    }


def child(arguments: list[str]) -> tuple[float, float]:
    """CPU milliseconds and peak resident MiB of the program as a child process."""
    command = [sys.executable, "-m", "takhrij.cli", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return 1000 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024


def measure_process(pages: list[Path]) -> dict[str, Any]:
    """Start-up time, and the memory of tracing the largest page."""
    out = {"startup_ms": round(statistics.median(child(["--help"])[0] for _ in range(9)), 1)}
    if pages:
        page = max(pages, key=lambda p: p.stat().st_size)
        cpu, memory = child(["trace", str(page), "--format", "json"])
        out |= {"peak_mb": round(memory, 1), "one_page_cpu_ms": round(cpu)}
    return out


def find_pages(folders: list[Path]) -> list[Path]:
    """Saved pages under the folders."""
    return sorted(p for folder in folders for p in folder.rglob("*.htm*"))


def main() -> None:
    """Measure all and print it."""
    parser = argparse.ArgumentParser(description="Measure speed, start-up time and memory.")
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "examples" / "pages", SHARED / "pages"])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    args = parser.parse_args()
    pages = find_pages(args.folders)
    figures: dict[str, Any] = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "text ar": measure_text("ar"),
        "text en": measure_text("en"),
        "pages": measure_pages(pages) if pages else {},
        "process": measure_process(pages),
    }
    for part, values in figures.items():
        if isinstance(values, dict):
            print(part)
            for name, value in values.items():
                print(f"  {name:26} {value!s:60} {TARGETS.get(name, '')}".rstrip())
        else:
            print(f"{part}: {values}")
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
