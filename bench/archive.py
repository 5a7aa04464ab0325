"""Measure the archive at size: adding, searching, memory, room on disk, damage.

Articles are put together from the sentences of the repository's own gold articles, in their language, each with a
title, an outlet, an address, a day and numbers of its own. What is measured:

* adding: `takhrij archive add` of JSON Lines as a child process, articles a second by the clock, and its largest
  resident size in the first and the last tenth (memory must not grow with the archive);
* searching: questions of one to three words of the articles, half of them with filters, median and 95th percentile of
  processor time (other work on the machine does not count) and by the clock; candidates for a cited article likewise;
* recall and precision of single words against looking through all texts by the same rule;
* check, and the size of the file.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from takhrij.archive import Archive

ROOT = Path(__file__).resolve().parents[1]
TARGETS = {"articles_per_second": "≥ 150", "search_p95_ms": "< 50", "candidates_p95_ms": "< 50", "recall": "1.0"}
OUTLETS = 400


def sentences(language: str) -> list[str]:
    """Sentences of the gold articles of a language."""
    from takhrij.packs.loader import load
    from takhrij.text.sentences import find_paragraphs, split_sentences

    lines = (ROOT / "tests" / "gold" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    pack = load(language)
    if pack is None:
        sys.exit(f"there is no pack for {language}")
    marks = pack.morphology.abbreviations
    texts = [json.loads(line)["text"] for line in lines]
    return [t[s:e] for t in texts for s, e in split_sentences(t, find_paragraphs(t), marks)]


def articles(number: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Articles of 6 to 30 sentences, seven in ten Arabic."""
    rng = random.Random(seed)  # noqa: S311 - the same articles each time
    pool = {language: sentences(language) for language in ("ar", "en")}
    first = date(2010, 1, 1)
    for n in range(number):
        language = "ar" if rng.random() < 0.7 else "en"
        chosen = rng.choices(pool[language], k=rng.randint(6, 30))
        outlet = rng.randrange(OUTLETS)
        yield {
            "id": n,
            "lang": language,
            "title": " ".join(rng.choice(pool[language]).split()[:9]),
            "outlet": f"Outlet {outlet}",
            "published": (first + timedelta(days=rng.randrange(5000))).isoformat(),
            "url": f"https://outlet-{outlet}.example/{n}",
            "text": "\n\n".join(" ".join(chosen[i : i + 3]) for i in range(0, len(chosen), 3))
            + f"\n\n{rng.randrange(10**7)}",
        }


def write_articles(path: Path, number: int) -> int:
    """Write the articles as JSON Lines; the number of words."""
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for article in articles(number):
            words += len(article["text"].split())
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    return words


def resident(process: int) -> float:
    """Resident MiB of a process."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def add(where: str, texts: Path, number: int, options: list[str]) -> dict[str, Any]:
    """Add all articles with the command, and watch its memory."""
    command = [sys.executable, "-m", "takhrij.cli", "archive", "add", "--archive", where, "--format", "json", *options]
    start = time.perf_counter()
    before = os.times()
    process = subprocess.Popen([*command, str(texts)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    sizes: list[tuple[int, float]] = []
    done = 0
    if process.stdout is None:
        sys.exit("no output")
    for done, _ in enumerate(process.stdout, 1):
        if done % max(1, number // 200) == 0:
            sizes.append((done, resident(process.pid)))
    code = process.wait()
    seconds = time.perf_counter() - start
    after = os.times()
    tenth = max(1, len(sizes) // 10)
    return {
        "exit_code": code,
        "added": done,
        "seconds": round(seconds, 1),
        "articles_per_second": round(done / seconds, 1),
        "cpu_seconds": round(
            after.children_user + after.children_system - before.children_user - before.children_system, 1
        ),
        "writer_mb_first_tenth": round(max(size for _, size in sizes[: 2 * tenth]), 1),
        "writer_mb_last_tenth": round(max(size for _, size in sizes[-tenth:]), 1),
    }


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of processor time, and by the clock."""
    start, clock = time.process_time(), time.perf_counter()
    work()
    return 1000 * (time.process_time() - start), 1000 * (time.perf_counter() - clock)


def percentiles(name: str, times: list[tuple[float, float]]) -> dict[str, float]:
    """Median and 95th percentile of processor time, and the latter by the clock."""
    used, clock = sorted(t for t, _ in times), sorted(t for _, t in times)
    at = int(0.95 * len(times))
    return {
        f"{name}_median_ms": round(statistics.median(used), 1),
        f"{name}_p95_ms": round(used[at], 1),
        f"{name}_p95_clock_ms": round(clock[at], 1),
        f"{name}_worst_ms": round(used[-1], 1),
    }


def questions(number: int) -> list[tuple[str, str]]:
    """Words of the articles with their language: one to three words that stand near one another."""
    rng = random.Random(11)  # noqa: S311 - the same questions each time
    pool = {language: sentences(language) for language in ("ar", "en")}
    out = []
    while len(out) < number:
        language = rng.choice(("ar", "en"))
        words = [w for w in rng.choice(pool[language]).split() if len(w) > 3]
        if len(words) > 4:
            at = rng.randrange(len(words) - 3)
            out.append((" ".join(words[at : at + rng.randint(1, 3)]), language))
    return out


def search(archive: Archive, number: int = 400) -> dict[str, Any]:
    """Times of searches and of candidates."""
    asked = questions(number)
    times = []
    for k, (question, language) in enumerate(asked):
        plain = "".join(c if c.isalnum() else " " for c in question)
        if not plain.split():
            continue
        filters = {"language": language, "date_from": "2014", "date_to": "2016"} if k % 2 else {}
        times.append(timed(lambda plain=plain, filters=filters: archive.search(plain, **filters)))
    found = percentiles("search", times)
    times = []
    for k, (question, language) in enumerate(asked):
        window = ("2014-03-01", "2014-09-01") if k % 2 else (None, None)
        outlet = f"name:outlet {k % OUTLETS}" if k % 3 == 0 else None
        times.append(
            timed(
                lambda question=question, language=language, window=window, outlet=outlet: archive.candidates(
                    outlet_id=outlet, published=window, terms=question.split(), language=language
                )
            )
        )
    return found | percentiles("candidates", times)


def stems(word: str, language: str) -> set[str]:
    """A folded word and what is left of it when proclitics are taken off, slot by slot."""
    from takhrij.packs.loader import load

    pack = load(language)
    found = [word]
    for slot in pack.morphology.prefixes if pack else ():
        for stem in tuple(found):
            for affix in slot:
                rest = stem[len(affix.form) :]
                if stem.startswith(affix.form) and rest and (not affix.before or rest[0] in affix.before):
                    found.append(affix.becomes + rest)
    return set(found)


def quality(archive: Archive, texts: Path, words: int = 40) -> dict[str, Any]:
    """Recall and precision of single words; the truth by taking proclitics off every word of the texts."""
    from takhrij.archive.words import index_words

    article = {affix.form for affix in definite()}
    rng = random.Random(5)  # noqa: S311 - the same words each time
    held: dict[str, set[str]] = {}
    vocabulary: dict[str, set[str]] = {}
    with texts.open(encoding="utf-8") as lines:
        for line in lines:
            given = json.loads(line)
            held[given["url"]] = set(index_words(f"{given['title']} {given['text']}").split())
            for word in held[given["url"]]:
                vocabulary.setdefault(word, stems(word, "ar"))
    known = sorted(w for w in vocabulary if len(w) > 3 and not w.startswith(tuple(article)) and not w.isdecimal())
    missed = wrong = right = 0
    for word in rng.sample(known, min(words, len(known))):
        if any(stem.startswith(tuple(article)) for stem in stems(word, "ar")):
            continue
        forms = {form for form, some in vocabulary.items() if word in some}
        truth = {url for url, some in held.items() if some & forms}
        found = {brief.url for brief in archive.candidates(terms=[word], limit=10 * len(held))}
        missed, right, wrong = missed + len(truth - found), right + len(truth & found), wrong + len(found - truth)
    return {"recall": round(right / (right + missed), 4), "precision": round(right / (right + wrong), 4)}


def definite() -> list[Any]:
    """The affixes of the Arabic pack that are articles."""
    from takhrij.packs.loader import load

    pack = load("ar")
    return [a for slot in (pack.morphology.prefixes if pack else ()) for a in slot if a.tag == "definite"]


def main() -> None:
    """Measure all and print it."""
    parser = argparse.ArgumentParser(description="Measure the archive at size.")
    parser.add_argument("--articles", type=int, default=100_000, metavar="N")
    parser.add_argument("--archive", metavar="WHERE", help="where to build it (default: a file in a temporary folder)")
    parser.add_argument("--search-only", action="store_true", help="the archive is there already")
    parser.add_argument("--no-analysis", action="store_true", help="add without tracing the statements")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    args = parser.parse_args()
    from takhrij.archive import open_archive

    figures: dict[str, Any] = {"python": platform.python_version(), "cores": os.cpu_count(), "articles": args.articles}
    with tempfile.TemporaryDirectory() as folder:
        texts, where = Path(folder, "articles.jsonl"), args.archive or str(Path(folder, "bench.takhrij"))
        figures["words"] = write_articles(texts, args.articles)
        if not args.search_only:
            figures["add"] = add(where, texts, args.articles, ["--no-analysis"] if args.no_analysis else [])
            print(figures["add"], flush=True)
        with open_archive(where) as archive:
            figures["search"] = search(archive)
            figures["quality"] = quality(archive, texts)
            started = time.perf_counter()
            faults = sum(1 for _ in archive.check())
            figures["check"] = {"faults": faults, "seconds": round(time.perf_counter() - started, 1)}
        if Path(where).exists():
            figures["megabytes"] = round(Path(where).stat().st_size / 1e6, 1)
    for part, values in figures.items():
        for name, value in values.items() if isinstance(values, dict) else [("", values)]:
            print(f"{part:10} {name:26} {value!s:20} {TARGETS.get(name, '')}".rstrip())
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
