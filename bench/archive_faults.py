"""What the archive stands: killed at random points, many writers and readers at once, a full disk.

* kills: `takhrij archive add` is ended by SIGKILL at a random moment, 60 times (a moment from its start to well into
  storing). After each, everything it had acknowledged must be there whole and the check must find nothing; at the end a
  run that is left alone must finish the work, and the archive must hold every article once with one sighting.
* crowd: 8 processes that write and 8 that read, for some seconds; not one error, and everything written is there.
* full disk: in a small file system (where one can be mounted), and under a limit of file size, adding must end with a
  clear error, the archive must be whole, and with room the run must finish.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from archive import write_articles

COMMAND = [sys.executable, "-m", "takhrij.cli", "archive", "add", "--no-analysis", "--format", "json"]


def entries(output: bytes) -> set[str]:
    """Entries that whole lines of the output acknowledge."""
    return {json.loads(line)["entry"] for line in output.splitlines(keepends=True) if line.endswith(b"\n")}


def look(where: Path, acknowledged: set[str]) -> dict[str, int]:
    """How much of what was acknowledged is missing or damaged, and what the check finds."""
    from takhrij.archive import open_archive

    with open_archive(where) as archive:
        held = {brief.entry for brief in archive.list()}
        return {"held": len(held), "lost": len(acknowledged - held), "faults": sum(1 for _ in archive.check())}


def kills(folder: Path, number: int, articles: int) -> dict[str, Any]:
    """Kill a run again and again, then let it finish."""
    from takhrij.archive import open_archive

    lines, where, rng = folder / "a.jsonl", folder / "a.takhrij", random.Random(17)  # noqa: S311 - the same moments
    write_articles(lines, articles)
    acknowledged: set[str] = set()
    lost = faults = within = 0
    for turn in range(1, number + 1):
        process = subprocess.Popen(
            [*COMMAND, "--jobs", "1", "--archive", str(where), str(lines)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if turn % 4 and process.stdout is not None:  # three in four while it stores, one in four at any moment
            told = process.stdout.readline()
            time.sleep(rng.random() * 0.6)
        else:
            told = b""
            time.sleep(rng.random() * 2)
        os.kill(process.pid, signal.SIGKILL)
        told += process.communicate()[0]
        within += bool(told)
        acknowledged |= entries(told)
        if where.exists() and where.stat().st_size:
            found = look(where, acknowledged)
            lost, faults = lost + found["lost"], faults + found["faults"]
        print(f"kill {turn}: {len(acknowledged)} acknowledged, {lost} lost, {faults} faults", file=sys.stderr)
    done = subprocess.run([*COMMAND, "--archive", str(where), str(lines)], capture_output=True, check=False)
    with open_archive(where) as archive:
        counts = archive.count()
        faults += sum(1 for _ in archive.check())
    finished = counts["entries"] == counts["sightings"] == counts["versions"] == articles
    return {
        "kills": number,
        "while_storing": within,
        "acknowledged_before_the_last_run": len(acknowledged),
        "lost": lost,
        "faults": faults,
        "re_run_finishes": done.returncode == 0 and finished,
    }


def write(where: str, number: int, seconds: float, results: Any) -> None:
    """Add notes until the time is over."""
    from takhrij.archive import open_archive

    done, errors = [], []
    until = time.monotonic() + seconds
    try:
        with open_archive(where) as archive:
            while time.monotonic() < until:
                name = f"{number}-{len(done)}"
                data = f"Note {name}\n\nThe quay was closed, as note {name} says.\n".encode()
                done.append(archive.add(data, name=name).entry_id)
    except Exception as e:  # noqa: BLE001 - every error counts
        errors.append(repr(e))
    results.put(("written", done, errors))


def read(where: str, seconds: float, results: Any) -> None:
    """Search until the time is over."""
    from takhrij.archive import open_archive

    done, errors = [], []
    until = time.monotonic() + seconds
    try:
        with open_archive(where) as archive:
            while time.monotonic() < until:
                done.append(str(len(archive.search("quay closed"))))
                archive.count()
    except Exception as e:  # noqa: BLE001 - every error counts
        errors.append(repr(e))
    results.put(("read", done, errors))


def crowd(where: str, seconds: float = 10.0) -> dict[str, Any]:
    """Eight writers and eight readers, each a process with a connection of its own."""
    from takhrij.archive import open_archive

    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    processes = [context.Process(target=write, args=(where, n, seconds, results)) for n in range(8)]
    processes += [context.Process(target=read, args=(where, seconds, results)) for _ in range(8)]
    for process in processes:
        process.start()
    told = [results.get() for _ in processes]
    for process in processes:
        process.join()
    written = {entry for kind, done, _ in told if kind == "written" for entry in done}
    with open_archive(where) as archive:
        held = {brief.entry for brief in archive.list()}
        faults = sum(1 for _ in archive.check())
    errors = [error for _, _, some in told for error in some]
    return {
        "written": len(written),
        "searches": sum(len(done) for kind, done, _ in told if kind == "read"),
        "errors": len(errors),
        "first_error": errors[0] if errors else None,
        "lost": len(written - held),
        "faults": faults,
    }


def mount(*arguments: object, program: str = "mount") -> bool:
    """Mount or unmount a file system, where that is allowed."""
    at = shutil.which(program)
    return bool(at) and subprocess.run([at, *map(str, arguments)], capture_output=True, check=False).returncode == 0


def full_disk(folder: Path, articles: int, *, mounted: bool) -> dict[str, Any]:
    """Add until there is no room, then make room and go on."""
    lines, place = folder / "a.jsonl", folder / "small"
    write_articles(lines, articles)
    place.mkdir()
    where = place / "a.takhrij"
    if mounted and not mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", place):
        return {"skipped": "no file system can be mounted here"}
    limit = None if mounted else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, 6_000_000))
    try:
        done = subprocess.run(
            [*COMMAND, "--archive", str(where), str(lines)],
            capture_output=True,
            check=False,
            preexec_fn=limit,
        )
        acknowledged = entries(done.stdout)
        if mounted:
            mount("-o", "remount,size=200m", place)
        found = look(where, acknowledged)
        rest = subprocess.run([*COMMAND, "--archive", str(where), str(lines)], capture_output=True, check=False)
        after = look(where, acknowledged)
    finally:
        if mounted:
            mount(place, program="umount")
    return {
        "exit_code": done.returncode,
        "told": done.stderr.decode().strip().splitlines()[-1].replace(str(folder), "..."),
        "acknowledged": len(acknowledged),
        "lost": found["lost"],
        "faults": found["faults"] + after["faults"],
        "re_run_finishes": rest.returncode == 0 and after["held"] == articles,
    }


def main() -> None:
    """Do all and print it."""
    parser = argparse.ArgumentParser(description="See what the archive stands.")
    parser.add_argument("--kills", type=int, default=60, metavar="N")
    parser.add_argument("--articles", type=int, default=20_000, metavar="N", help="for the kills")
    parser.add_argument("--archive", metavar="WHERE", help="a postgresql:// address for the crowd too")
    args = parser.parse_args()
    figures: dict[str, dict[str, Any]] = {}
    for part in ("kills", "crowd", "file limit", "full disk"):
        folder = Path(tempfile.mkdtemp())
        try:
            if part == "kills":
                figures[part] = kills(folder, args.kills, args.articles)
            elif part == "crowd":
                figures[part] = crowd(str(folder / "a.takhrij"))
                if args.archive:
                    figures["crowd postgres"] = crowd(args.archive)
            else:
                figures[part] = full_disk(folder, 6_000, mounted=part == "full disk")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    for part, values in figures.items():
        for name, value in values.items():
            print(f"{part:15} {name:34} {value}")


if __name__ == "__main__":
    main()
