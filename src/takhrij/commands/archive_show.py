"""Showing what an archive holds: lists, search results, one entry, exports."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import structs

from takhrij.commands.output import open_output, tell
from takhrij.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from takhrij.archive import Archive, Brief, Difference, Stored


def list_entries(archive: Archive, args: argparse.Namespace) -> int:
    """List entries, or failures, one a line."""
    if args.failures:
        return _list_failures(archive, args)
    for one in archive.list(**_filters(args), removed=args.removed, limit=args.limit):
        _write(args, one, [_brief_line(one)])
    return 0


def _filters(args: argparse.Namespace) -> dict[str, Any]:
    """What to look among. Raises UsageError for a language or day that is none."""
    from takhrij.arguments import checked_language, checked_published

    return {
        "language": checked_language(args.lang),
        "outlet": args.outlet,
        "date_from": checked_published(args.date_from),
        "date_to": checked_published(args.date_to),
    }


def _list_failures(archive: Archive, args: argparse.Namespace) -> int:
    for one in archive.failures(args.limit):
        place = f", record {one.place}" if one.place else ""
        _write(args, one, [f"{one.source}{place}: {one.message} ({one.code}). {one.next}"])
    return 0


def search(archive: Archive, args: argparse.Namespace) -> int:
    """Find articles by their words."""
    found = archive.search(args.query, **_filters(args), limit=args.limit or 20)
    for hit in found:
        facts = [hit.entry_id, hit.published and hit.published[:10], hit.language, hit.outlet, hit.title]
        _write(args, hit, ["  ".join(f for f in facts if f), f"    {hit.snippet}"])
    if not found:
        tell("nothing was found")
    return 0


def show(archive: Archive, args: argparse.Namespace) -> int:
    """Show one entry, or the part of it that was asked for."""
    stored = archive.get(args.id, args.version)
    if args.diff is not None:
        return _show_difference(archive.diff(stored.entry, args.diff or None, stored.version), args)
    with open_output(args.output) as out:
        if args.bytes:
            out.write(stored.bytes)
        elif args.text:
            out.write(f"{stored.article.title}\n\n{stored.article.text}\n".encode("utf-8", "replace"))
        elif args.analysis:
            out.write(_analysis(stored) + b"\n")
        elif args.format == "json":
            out.write(msgspec.json.encode(_facts(archive, stored)) + b"\n")
        else:
            out.write(("\n".join(_lines(stored)) + "\n").encode())
    return 0


def _analysis(stored: Stored) -> bytes:
    if stored.analysis is None:
        raise UsageError(
            "no-analysis", f"{stored.entry} was stored without its analysis", "Add it again without --no-analysis."
        )
    return msgspec.json.encode(stored.analysis)


def _facts(archive: Archive, stored: Stored) -> dict[str, Any]:
    """Everything known of an entry, without its bytes."""
    left_out = ("bytes", "headers", "analysis", "versions")
    facts = {f: getattr(stored, f) for f in stored.__struct_fields__ if f not in left_out}
    headers = None if stored.headers is None else stored.headers.decode("latin-1")
    versions = [_version_facts(v) for v in archive.versions(stored.entry)]
    return facts | {"size": len(stored.bytes), "headers": headers, "versions": versions}


def _version_facts(brief: Brief) -> dict[str, Any]:
    wanted = ("version", "sha256", "url", "name", "media_type", "title", "published", "words", "added", "analysed")
    return {f: getattr(brief, f) for f in wanted}


def _lines(stored: Stored) -> Iterable[str]:
    """What is known of an entry, as a person reads it."""
    article = stored.article
    yield article.title or "(no title)"
    facts = {
        "entry": f"{stored.entry}, version {stored.version} of {stored.versions}",
        "address": stored.url,
        "name": stored.name,
        "outlet": article.outlet,
        "by": ", ".join(article.bylines),
        "published": article.published,
        "language": article.language,
        "words": str(len(article.text.split())),
        "comments": str(len(article.comments)) if article.comments else "",
        "bytes": f"{len(stored.bytes)}, {stored.media_type}",
        "sha256": stored.sha256,
        "analysis": f"{len(stored.analysis.attributions)} statements" if stored.analysis else "none",
    }
    yield from (f"  {name:10} {value}" for name, value in facts.items() if value)
    for one in stored.sightings:
        yield f"  seen       {one.seen}  version {one.version}  {one.how}  {one.url or one.name}"
    for warn in stored.warnings:
        yield f"  warning    {warn.message}"


def _show_difference(found: Difference, args: argparse.Namespace) -> int:
    with open_output(args.output) as out:
        if args.format == "json":
            out.write(msgspec.json.encode(found) + b"\n")
        else:
            out.write(("\n".join(_difference_lines(found)) + "\n").encode("utf-8", "replace"))
    return 0


def _difference_lines(found: Difference) -> Iterable[str]:
    yield f"--- {found.entry} version {found.old}"
    yield f"+++ {found.entry} version {found.new}"
    if found.is_empty:
        yield "the article is the same; only the page round it changed"
    if found.old_title != found.new_title:
        yield f"-{found.old_title}"
        yield f"+{found.new_title}"
    if not found.whole:
        yield "the texts are too long to be compared in full"
    for piece in found.pieces:
        yield "@@"
        yield from (f"{sign}{text}" for sign, text in (("-", piece.old_text), ("+", piece.new_text)) if text)


def export(archive: Archive, args: argparse.Namespace) -> int:
    """Write entries to a file or standard output."""
    from takhrij.archive.export import format_of

    form = args.form or (format_of(args.output.name) if args.output else "jsonl")
    if args.output is None and form != "jsonl" and sys.stdout.isatty():
        raise UsageError("binary-output", f"{form} is no text for a terminal", "Give a file with -o.")
    with open_output(args.output) as out:
        number = archive.export(out, form, args.id or None)
    tell(f"{number} versions written")
    return 0


def _brief_line(one: Brief) -> str:
    facts = [one.entry, one.published[:10] if one.published else "-" * 10, one.language, one.outlet or "", one.title]
    return "  ".join(f for f in facts if f)


def _write(args: argparse.Namespace, one: Any, lines: Iterable[str]) -> None:
    if args.format == "json":
        sys.stdout.buffer.write(msgspec.json.encode(structs.asdict(one)) + b"\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
