"""`takhrij cite`: check one quotation by hand against a file, or against the archive."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from takhrij.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from takhrij.archive import Archive
    from takhrij.model import Article, Verdict


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="a saved page or text, or -")
    parser.add_argument("words", metavar="WORDS", help="the words to look for")
    parser.add_argument(
        "--archive", metavar="A", help="look in the articles of an archive instead of a file, or in its entry FILE"
    )
    parser.add_argument("--format", choices=("terminal", "json"), default="terminal")
    parser.add_argument("--lang", metavar="CODE", help="language of the file, such as ar or en")
    parser.add_argument("--interface", choices=("ar", "en"), help="language of the answer")
    parser.add_argument(
        "--bidi", choices=("auto", "on", "off"), default="auto", help="reorder right-to-left text for the terminal"
    )
    parser.add_argument("--packs", type=Path, metavar="DIR", help="folder of your own language packs")


def run(args: argparse.Namespace) -> int:
    """Look for the words and print what was found; 0 whatever the outcome."""
    from takhrij.archive import open_archive
    from takhrij.arguments import checked_language

    if not args.words.strip():
        raise UsageError("no-words", "there are no words to look for", "Give the quotation as the last argument.")
    if not args.file and not args.archive:
        raise UsageError("no-source", "there is nothing to look in", "Give a file, or an archive with --archive.")
    language = checked_language(args.lang, args.packs)
    if args.archive:
        with open_archive(args.archive, create=False) as archive:
            verdict, language = _in_archive(args, archive, language)
    else:
        verdict, language = _against(args, _article(args), language)
    if verdict is None:
        raise UsageError("no-pack", f"there is no pack for {language}", "Name the language of the words with --lang.")
    _write(args, verdict, language)
    return 0


def _article(args: argparse.Namespace) -> Article:
    from takhrij.pipeline import load_bytes
    from takhrij.read import read

    data = sys.stdin.buffer.read() if args.file == "-" else load_bytes(args.file)
    return read(data, name="" if args.file == "-" else Path(args.file).name, packs=args.packs).article


def _against(args: argparse.Namespace, article: Article, language: str | None) -> tuple[Verdict | None, str]:
    """Compare with one article; words in its script are taken to be in its language."""
    from takhrij.verify import cite

    language = language or _language(args, article.language)
    return cite(args.words, article, language=language, packs=args.packs), language


def _in_archive(args: argparse.Namespace, archive: Archive, language: str | None) -> tuple[Verdict | None, str]:
    from takhrij.verify import cite_archive

    if args.file:
        return _against(args, archive.get(archive.resolve_id(args.file)).article, language)
    language = language or _language(args, None)
    return cite_archive(args.words, archive, language, packs=args.packs), language


def _language(args: argparse.Namespace, near: str | None) -> str:
    """The language of the words by their script: `near` where it is written in it, else a pack that is."""
    from takhrij.packs.loader import find_packs, load
    from takhrij.read.language import direction_of

    direction = direction_of(args.words)
    for code in (near, "en", *find_packs(args.packs)):
        pack = load(code, args.packs) if code else None
        if code and pack is not None and pack.about.direction == direction:
            return code
    return near or "en"


def _write(args: argparse.Namespace, verdict: Verdict, language: str) -> None:
    from takhrij.commands.output import system_interface

    if args.format == "json":
        import msgspec

        from takhrij.model import SCHEMA

        out = {"schema": SCHEMA, "words": args.words, "verdict": verdict}
        sys.stdout.buffer.write(msgspec.json.encode(out) + b"\n")
        sys.stdout.buffer.flush()
        return
    from takhrij.report import render_citation

    shown = sys.stdout.isatty()
    sys.stdout.write(
        render_citation(
            args.words,
            verdict,
            language=language,
            interface=args.interface or system_interface(),
            bidi=args.bidi if shown or args.bidi != "auto" else "off",
            width=None if shown else 100,
            color=shown and "NO_COLOR" not in os.environ,
        )
    )
