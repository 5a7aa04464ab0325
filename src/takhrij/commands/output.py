"""Where results go: standard output, a file, or a folder with one report an input."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from takhrij.errors import UsageError
from takhrij.model import Analysis, FailedInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import ExitStack
    from pathlib import Path

    from takhrij.commands.inputs import Input

    Result = Analysis | FailedInput
    Writer = Callable[[Input, Result], None]

Format = Literal["terminal", "json", "html", "markdown"]
ENDINGS = {"html": ".html", "markdown": ".md"}


class Options(NamedTuple):
    """What the user wants to get."""

    format: Format
    output: Path | None
    interface: Literal["ar", "en"] | None
    bidi: Literal["auto", "on", "off"]
    comparison: bool = False  # in a terminal only what comparing with the sources gave


def open_writer(options: Options, inputs: Iterable[Input], stack: ExitStack, *, many: bool) -> Writer:
    """The function that writes one result; what it opens is closed with `stack`.

    Raises UsageError where the output cannot be written or would replace an input.
    """
    if many and options.format in ENDINGS:
        return _folder_writer(options, list(inputs))
    check_not_input(options.output, [i.path for i in inputs])
    out = stack.enter_context(open_output(options.output))
    if options.format == "json":
        return lambda _, result: write_json(out, result)

    def write(_: Input, result: Result) -> None:
        if isinstance(result, Analysis):
            out.write(_report(result, options).encode(_encoding(options.output), "replace"))
            out.flush()

    return write


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """The file at `path`, or standard output. Raises UsageError where it cannot be opened."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        out = path.open("wb")
    except OSError as e:
        raise _unwritable(path, e) from e
    with out:
        yield out


def check_not_input(output: Path | None, inputs: Iterable[Path | None]) -> None:
    """Raise UsageError where the output file is one of the inputs."""
    if output is None or not output.exists():
        return
    if any(p is not None and p.exists() and output.samefile(p) for p in inputs):
        raise UsageError("output-is-input", f"{output} is an input", "Give -o another name.")


def tell(message: str) -> None:
    """Say something to the user beside the output."""
    sys.stderr.write(f"takhrij: {message}\n")


def write_json(out: BinaryIO, result: Result) -> None:
    """Write one result as one line."""
    import msgspec

    out.write(msgspec.json.encode(result) + b"\n")
    out.flush()


def system_interface() -> Literal["ar", "en"] | None:
    """The language the user's system is set to, None where that is none of the interface's or not set at all."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return {"ar": "ar", "en": "en"}.get(value[:2])  # type: ignore[return-value]
    return None


def _folder_writer(options: Options, inputs: list[Input]) -> Writer:
    """Write each report under the output folder, at the place its input has under the input folder."""
    folder, ending = options.output, ENDINGS[options.format]
    if folder is None:
        raise UsageError("no-output", f"several {options.format} reports need a folder", "Give one with -o.")
    taken: set[Path] = set()

    def write(one: Input, result: Result) -> None:
        if not isinstance(result, Analysis):
            return
        target = _free(folder / one.place, ending, taken)
        check_not_input(target, [i.path for i in inputs] if target.exists() else [])
        with open_output(target) as out:
            out.write(_report(result, options).encode())

    return write


def _free(place: Path, ending: str, taken: set[Path]) -> Path:
    """The first name for a report that no other report of this run has: page.html, page-2.html, ..."""
    target, number = place.with_suffix(ending), 2
    while target in taken:
        target, number = place.with_name(f"{place.stem}-{number}{ending}"), number + 1
    taken.add(target)
    return target


def _report(result: Analysis, options: Options) -> str:
    from takhrij import report

    if options.format == "html":
        return report.render_html(result, interface=options.interface)
    if options.format == "markdown":
        return report.render_markdown(result, interface=options.interface)
    shown = options.output is None and sys.stdout.isatty()
    render = report.render_comparison if options.comparison else report.render_terminal
    return render(
        result,
        interface=options.interface,
        bidi=options.bidi if shown or options.bidi != "auto" else "off",
        width=None if shown else 100,
        color=shown and "NO_COLOR" not in os.environ,
    )


def _encoding(path: Path | None) -> str:
    """Files are UTF-8, a terminal is what it says."""
    return "utf-8" if path is not None or not sys.stdout.isatty() else sys.stdout.encoding or "utf-8"


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError("unwritable-output", f"{path} cannot be written: {error.strerror}", "Give -o another name.")
