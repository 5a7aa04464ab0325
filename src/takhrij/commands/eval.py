"""`takhrij eval`: score results, or the program itself, against gold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="GOLD [PRED]: JSON Lines with texts and their marks (.tsv: pairs of names), and results to score "
        "(default: trace the gold's texts now); verify GOLD PRED: quotations laid beside their sources; "
        "rank GOLD [PRED], drift GOLD [PRED]: sentences and their translations",
    )
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    parser.add_argument("--dates", action="store_true", help="score dates instead of attributions")
    parser.add_argument("--anchored", action="store_true", help="dates: take each `anchor` as day of publication")
    parser.add_argument("--cues", type=Path, metavar="FILE", help="count only gold with one of these words in its cue")
    parser.add_argument("--punct", action="store_true", help="count punctuation marks as words")
    parser.add_argument("--min-dice", type=float, default=0.0, metavar="X", help="align contents above this overlap")
    parser.add_argument("--errors", choices=("html",), help="write a page that shows every difference")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="PATH", help="folder for --errors; rank, drift: file for the results"
    )
    parser.add_argument("--jobs", type=int, metavar="N", help="processes (default: one a core)")
    parser.add_argument("--packs", type=Path, metavar="DIR", help="folder of your own language packs")


def run(args: argparse.Namespace) -> int:
    """Score and print."""
    from takhrij.commands.output import tell
    from takhrij.errors import UsageError
    from takhrij.evaluate import evaluate
    from takhrij.evaluate.gold import load

    gold_file, *others = args.files
    if gold_file == Path("verify") and others:
        return _verify(others, as_json=args.json)
    if str(gold_file) in ("rank", "drift") and others:
        return _across(str(gold_file), others, args)
    if len(others) > 1:
        raise UsageError("too-many-files", "more files than gold and results", "Give GOLD and PRED.")
    if gold_file.suffix == ".tsv":
        from takhrij.evaluate import names

        _show({"names": names.score(gold_file)}, as_json=args.json)
        return 0
    gold = load(gold_file)
    if others:
        predicted = load(others[0])
    else:
        from takhrij.evaluate.program import predict

        predicted = predict(gold.values(), anchored=args.anchored, jobs=args.jobs, packs=args.packs)
    figures = evaluate(
        gold,
        predicted,
        dates=args.dates or args.anchored,
        anchored=args.anchored,
        marks=args.punct,
        min_dice=args.min_dice,
        cues=_words(args.cues),
    )
    if args.errors:
        from takhrij.evaluate.differences import find_differences
        from takhrij.evaluate.error_pages import write_pages

        if args.output is None:
            raise UsageError("no-output", "the error pages need a folder", "Give one with -o.")
        tell(f"differences: {write_pages(find_differences(gold, predicted, _words(args.cues)), args.output)}")
    _show(figures, as_json=args.json)
    return 0


def _verify(files: list[Path], *, as_json: bool) -> int:
    """Score quotations laid beside their sources, and print."""
    from takhrij.errors import UsageError
    from takhrij.evaluate import verify

    if len(files) != 2:
        raise UsageError("wrong-number-of-files", "verify wants two files", "Give GOLD and PRED.")
    figures = verify.score(verify.load(files[0], verify.Case), verify.load(files[1], verify.Outcome))
    _show({"verify": figures}, as_json=as_json)
    return 0


def _across(task: str, files: list[Path], args: argparse.Namespace) -> int:
    """Score the search for originals, or for changed numbers, across languages; the program is run by default."""
    from takhrij.errors import UsageError
    from takhrij.evaluate import crosslingual as across

    if len(files) > 2:
        raise UsageError("too-many-files", "more files than gold and results", f"Give {task} GOLD PRED.")
    figures: dict[str, Any]
    if task == "rank":
        gold = across.load(files[0], across.Translated)
        rankings = across.load(files[1], across.Ranking) if len(files) == 2 else list(across.rank(gold))
        figures = {"rank": across.score_rank(gold, rankings)}
        if len(files) == 1:
            figures["aligned"] = across.score_aligned(gold)
        predicted: list[Any] = rankings
    else:
        couples = across.load(files[0], across.Couple)
        drifts = across.load(files[1], across.Drift) if len(files) == 2 else list(across.find_drift(couples))
        figures = {"drift": across.score_drift(couples, drifts)}
        predicted = drifts
    if args.output is not None:
        across.write(args.output, predicted)
    _show(figures, as_json=args.json)
    return 0


def _show(figures: dict[str, Any], *, as_json: bool) -> None:
    """Write the figures to standard output, as JSON or as a table."""
    import msgspec

    from takhrij.evaluate.tables import table

    if as_json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(figures), indent=1) + b"\n")
    else:
        sys.stdout.write(table(figures))


def _words(path: Path | None) -> frozenset[str] | None:
    """The words of a file, in lower case."""
    from takhrij.errors import GoldError

    if path is None:
        return None
    try:
        return frozenset(path.read_text(encoding="utf-8").lower().split())
    except (OSError, UnicodeDecodeError) as e:
        raise GoldError("unreadable-file", f"{path} cannot be read: {e}", "Give a text file, one word a line.") from e
