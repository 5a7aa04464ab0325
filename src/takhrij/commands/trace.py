"""`takhrij trace`: pages and texts in, reports or results out."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from takhrij.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from takhrij.archive import Archive
    from takhrij.commands.inputs import Input
    from takhrij.commands.output import Format
    from takhrij.model import Analysis, FailedInput

T = TypeVar("T")
SUFFIXES: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "json",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}
BATCH = 4


class Given(NamedTuple):
    """What the user says of the pages, in place of what they say themselves."""

    url: str | None
    published: str | None
    language: str | None
    packs: Path | None
    archive: str | None = None
    verified: bool = False  # compare with cited sources, even where there is no archive to find them in


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command."""
    parser.add_argument(
        "input", nargs="+", metavar="INPUT", help="a saved page or text, several, a folder (all files in it), or -"
    )
    parser.add_argument(
        "--format",
        choices=("terminal", "json", "html", "markdown"),
        help="by the ending of OUT, else terminal",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help="file to write, a folder for several reports",
    )
    parser.add_argument(
        "--archive",
        metavar="A",
        help="archive in which cited articles are looked for: a file or a postgresql:// address",
    )
    parser.add_argument("--url", help="where the page was published")
    parser.add_argument("--published", metavar="DATE", help="when it was published, YYYY-MM-DD")
    parser.add_argument("--lang", metavar="CODE", help="language of the article, such as ar or en")
    parser.add_argument(
        "--interface", choices=("ar", "en"), help="language of the report (default: the system's, else the article's)"
    )
    parser.add_argument(
        "--bidi", choices=("auto", "on", "off"), default="auto", help="reorder right-to-left text for the terminal"
    )
    parser.add_argument("--packs", type=Path, metavar="DIR", help="folder of your own language packs")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes for many inputs (default: one a core)")


def run(args: argparse.Namespace, *, verified: bool = False) -> int:
    """Trace every input; 0 where all were read, 1 where some failed.

    Where an archive is given, or with `verified`, the statements are compared with the sources they cite.
    """
    from takhrij.arguments import checked_language, checked_published
    from takhrij.commands.inputs import find_inputs
    from takhrij.commands.output import Options, open_writer, system_interface, tell
    from takhrij.model import Analysis

    language = checked_language(args.lang, args.packs)
    given = Given(args.url, checked_published(args.published), language, args.packs, args.archive, verified)
    if args.archive:
        _archive(args.archive)  # a missing archive is told before any page is read
    inputs = list(find_inputs(args.input))
    many = len(args.input) > 1 or (args.input[0] != "-" and Path(args.input[0]).is_dir())
    if not inputs:
        raise UsageError("no-input", f"there is no page or text in {args.input[0]}", "Give a folder with files in it.")
    if args.url and many:
        raise UsageError("url-of-many", "--url belongs to one page", "Trace that page alone, or leave --url out.")
    options = Options(_format(args), args.output, args.interface or system_interface(), args.bidi, verified)
    failed = 0
    with ExitStack() as stack:
        write = open_writer(options, inputs, stack, many=many)
        for one, result in stack.enter_context(_Progress(len(inputs))).watch(_results(inputs, given, args.jobs)):
            write(one, result)
            if not isinstance(result, Analysis):
                failed += 1
                name = f"{one.name}: " if many else ""
                tell(f"{name}{result.error.message}. {result.error.next}")
    if many:
        tell(f"{len(inputs) - failed} read, {failed} failed")
    return 1 if failed else 0


def _format(args: argparse.Namespace) -> Format:
    by_ending = SUFFIXES.get(args.output.suffix.lower(), "terminal") if args.output else "terminal"
    chosen: Format = args.format or by_ending
    return chosen


def _results(inputs: list[Input], given: Given, jobs: int | None) -> Iterator[tuple[Input, Analysis | FailedInput]]:
    """Each input with its result, in order, and as soon as it and those before it are there."""
    from takhrij.parallel import cores, ordered_map

    if any(one.path is None for one in inputs):
        jobs = 1  # standard input belongs to this process
    done = ordered_map(partial(traced, given=given), inputs, jobs=jobs or cores(), batch=BATCH, lost=_lost)
    return zip(inputs, done, strict=True)


def traced(one: Input, given: Given) -> Analysis | FailedInput:
    """Trace one input; whatever goes wrong with it becomes the result in its place."""
    from msgspec import structs

    from takhrij.pipeline import compared, load_bytes, trace

    try:
        data = sys.stdin.buffer.read() if one.path is None else load_bytes(one.name)
        result = trace(
            data,
            name=one.path.name if one.path else None,
            url=given.url,
            published=given.published,
            language=given.language,
            packs=given.packs,
        )
        if given.archive or given.verified:
            result = compared(result, _archive(given.archive) if given.archive else None, given.packs)
    except Exception as e:  # noqa: BLE001 - one failed input never stops the others
        return _failed(one, e)
    return structs.replace(result, input=one.name)


@cache
def _archive(where: str) -> Archive:
    """The archive, opened once a process."""
    from takhrij.archive import open_archive

    return open_archive(where, create=False)


def _failed(one: Input, error: Exception) -> FailedInput:
    from takhrij.model import FailedInput
    from takhrij.pipeline import failure

    return FailedInput(input=one.name, error=failure(error))


def _lost(one: Input) -> FailedInput:
    return _failed(one, MemoryError("the process that read this input was ended"))


class _Progress:
    """A bar on standard error for many inputs, where that is a terminal."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.bar = None
        if total > 1 and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True)

    def __enter__(self) -> Self:
        if self.bar:
            self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

    def watch(self, items: Iterator[T]) -> Iterator[T]:
        """Give the items on and move the bar."""
        if self.bar is None:
            yield from items
            return
        yield from self.bar.track(items, total=self.total, description="tracing")
