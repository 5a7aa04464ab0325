"""The report for a terminal: what can be taken in at a glance first, then the statements one by one.

Lines are built in logical order. For terminals that cannot lay out right-to-left text themselves each line is wrapped
first, then its letters are joined and put into visual order (`bidi`); styles inside such a line are given up, since
letters move.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from takhrij.errors import TakhrijError
from takhrij.report.phrases import chain_line, summary
from takhrij.report.strings import interface_for
from takhrij.report.view import shared_origins, view
from takhrij.report.visible import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console
    from rich.text import Text

    from takhrij.model import Analysis, Verdict
    from takhrij.report.strings import Strings
    from takhrij.report.view import Speaker, Statement, View

Bidi = Literal["auto", "on", "off"]
TONES = ("cyan", "yellow", "green", "magenta", "blue", "red", "bright_cyan", "bright_yellow")
WIDEST = 110
OWN_SHOWN = 5
SPEAKERS_SHOWN = 15
LONGEST_NAME = 60
LAYS_OUT_ITSELF = ("VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "WT_SESSION")


class Row(NamedTuple):
    """A paragraph of the report: pieces of text with their styles.

    It is set in by `indent` columns, the lines after the first by `hang` more.
    """

    pieces: tuple[tuple[str, str], ...] = ()
    indent: int = 0
    hang: int = 0


def render_terminal(
    analysis: Analysis,
    *,
    interface: str | None = None,
    bidi: Bidi = "auto",
    width: int | None = None,
    color: bool = False,
) -> str:
    """The report as text, with escape sequences for colour where `color` is set.

    `bidi` "auto" is on only where the output goes to a terminal that is not known to lay out right-to-left text and the
    libraries are there; "on" raises TakhrijError where they are missing. `width` is in columns, that of the terminal
    if None.
    """
    strings = interface_for(analysis.article.language, interface)
    return _printed(_rows(view(analysis, strings), strings), strings, bidi, width, color=color)


def render_comparison(
    analysis: Analysis,
    *,
    interface: str | None = None,
    bidi: Bidi = "auto",
    width: int | None = None,
    color: bool = False,
) -> str:
    """What comparing the statements with their sources gave, as text; arguments as of `render_terminal`."""
    from takhrij.report.terminal_comparison import rows

    strings = interface_for(analysis.article.language, interface)
    shown = view(analysis, strings)
    return _printed([*_head(shown, strings), *rows(shown, strings)], strings, bidi, width, color=color)


def render_citation(
    words: str,
    verdict: Verdict,
    *,
    language: str,
    interface: str | None = None,
    bidi: Bidi = "auto",
    width: int | None = None,
    color: bool = False,
) -> str:
    """The outcome for words that a person gave, as text; `language` is that of the words."""
    from takhrij.model import Analysis, Article, Engine
    from takhrij.report.terminal_comparison import outcome_rows

    strings = interface_for(language, interface)
    said = Article(id="", language=language, direction=strings.direction, text=words, paragraphs=())
    shown = view(Analysis(article=said, verdicts=(verdict,), engine=Engine(version="")), strings)
    return _printed(outcome_rows(verdict, shown, strings, indent=0), strings, bidi, width, color=color)


def _printed(rows: Iterable[Row], strings: Strings, bidi: Bidi, width: int | None, *, color: bool) -> str:
    """Rows as lines of text."""
    from rich.console import Console
    from rich.text import Text

    display = _display(bidi, "R" if strings.direction == "rtl" else "L")
    columns = max(width or min(shutil.get_terminal_size((80, 24)).columns, WIDEST), 24)
    out = io.StringIO()
    console = Console(
        file=out, width=columns, force_terminal=color, color_system="standard" if color else None, no_color=not color,
        highlight=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    for row in rows:
        text = Text.assemble(*row.pieces)
        for number, line in enumerate(_wrapped(text, console, columns, row)):
            indent = row.indent + (row.hang if number else 0)
            console.print(_placed(line, indent, columns, strings, display), soft_wrap=True)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip() + "\n"


def _wrapped(text: Text, console: Console, columns: int, row: Row) -> Iterator[Text]:
    lines = text.wrap(console, max(columns - row.indent - row.hang, 12))
    yield from lines or [text]


def _placed(line: Text, indent: int, columns: int, strings: Strings, display: Callable[[str], str] | None) -> Text:
    """The line at its indent; where asked for in visual order, for a right-to-left interface at the right edge."""
    from rich.cells import cell_len
    from rich.text import Text

    line.rstrip()
    if display is None:
        return Text(" " * indent).append_text(line)
    visual = display(line.plain)
    style = line.spans[0].style if len(line.spans) == 1 else ""
    before = columns - indent - cell_len(visual) if strings.direction == "rtl" else indent
    return Text(" " * max(before, 0)).append(visual, style=style)


def _display(bidi: Bidi, base: Literal["L", "R"]) -> Callable[[str], str] | None:
    """The function that puts a line into visual order, or None where the terminal does it."""
    if bidi == "off" or (bidi == "auto" and (not sys.stdout.isatty() or any(v in os.environ for v in LAYS_OUT_ITSELF))):
        return None
    try:
        from arabic_reshaper import reshape
        from bidi import get_display
    except ImportError as e:
        if bidi == "auto":
            return None
        raise TakhrijError(
            "bidi-missing",
            "the libraries for right-to-left terminals are not installed",
            "Install takhrij[bidi], or use --bidi off.",
        ) from e
    return lambda line: str(get_display(reshape(line), base_dir=base))


def _rows(shown: View, strings: Strings) -> Iterator[Row]:
    yield from _head(shown, strings)
    yield from _glance(shown, strings)
    yield from _warnings(shown, strings)
    yield from _own(shown, strings)
    if shown.statements:
        yield _heading(strings.say("statements"))
        for s in shown.statements:
            yield from _statement(s, shown, strings)
    else:
        yield Row()
        yield Row(((strings.say("no-statements"), "dim"),))
    yield from _shared(shown, strings)


def _heading(words: str) -> Row:
    return Row((("\n", ""), (words, "bold underline")))


def _head(shown: View, strings: Strings) -> Iterator[Row]:
    article = shown.analysis.article
    yield Row(((one_line(article.title) or strings.say("untitled"), "bold"),))
    facts = [one_line(article.outlet)] if article.outlet else []
    if article.bylines:
        facts.append(strings.say("byline", names=strings.join([one_line(b) for b in article.bylines])))
    published = one_line(article.published) if article.published else None
    facts.append(strings.say("published", date=strings.date(published)) if published else strings.say("no-date"))
    yield Row(((" · ".join(facts), "dim"),))


def _glance(shown: View, strings: Strings) -> Iterator[Row]:
    yield _heading(strings.say("summary"))
    for sentence in summary(shown, strings):
        yield Row(((sentence, ""),))
    if shown.speakers:
        yield _heading(strings.say("of-sources"))
    most = len(shown.speakers[0].statements) if shown.speakers else 0
    for s in shown.speakers[:SPEAKERS_SHOWN]:
        yield Row(_speaker(s, most, strings), indent=2, hang=5)
    if len(shown.speakers) > SPEAKERS_SHOWN:
        yield Row(((strings.say("more-links", n=len(shown.speakers) - SPEAKERS_SHOWN), "dim"),), indent=7)


def _speaker(s: Speaker, most: int, strings: Strings) -> tuple[tuple[str, str], ...]:
    tone = TONES[s.tone % len(TONES)]
    bar = "■" * max(1, round(8 * len(s.statements) / most)) if most > 8 else "■" * len(s.statements)
    kind = strings.word("kind", s.entity.kind) if s.entity else strings.word("class", s.source_class)
    return (
        (f"{len(s.statements):>3}  ", "bold"),
        (shorten(s.name, LONGEST_NAME), f"bold {tone}"),
        (f" {bar} ", tone),
        (f"{kind} · {strings.depths(s.depths)}", "dim"),
    )


def _warnings(shown: View, strings: Strings) -> Iterator[Row]:
    if shown.analysis.warnings:
        yield _heading(strings.say("warnings"))
    for w in shown.analysis.warnings:
        words = detail = one_line(strings.detail(w))
        if strings.knows("warning", w.code):
            words = f"{strings.word('warning', w.code)} ({detail})" if detail else strings.word("warning", w.code)
        yield Row((("! ", "bold yellow"), (words, "yellow"), (f" [{one_line(w.code)}]", "dim")), indent=2, hang=2)


def _own(shown: View, strings: Strings) -> Iterator[Row]:
    found = shown.needing_source()[:OWN_SHOWN]
    if found:
        yield _heading(strings.say("needs-first"))
    text = shown.analysis.article.text
    for _, span, need, reasons in found:
        why = strings.join([strings.word("reason", r) for r in reasons])
        yield Row(
            (
                (f"{strings.percent(need):>4}  ", "bold"),
                (shorten(text[span.start : span.end], 160), ""),
                (f"  ({one_line(why)})" if why else "", "dim"),
            ),
            indent=2,
            hang=6,
        )


def _statement(s: Statement, shown: View, strings: Strings) -> Iterator[Row]:
    a = s.attribution
    tone = TONES[shown.tones[s.group] % len(TONES)]
    facts = [strings.word("stance", a.stance), strings.word("form", a.type), strings.percent(a.confidence)]
    if s.named and a.speaker_from == "inferred":
        facts.append(strings.say("inferred-speaker"))
    if s.parent is not None:
        facts.append(f"{strings.say('within')} {shown.statements[s.parent].number}")
    yield Row(((f"{s.number:>3}  ", "bold"), (s.name, f"bold {tone}"), (f"  {' · '.join(facts)}", "dim")), hang=5)
    yield Row(((strings.say("quote", text=s.quote) if a.type == "direct" else s.quote, ""),), indent=5)
    if s.chain:
        yield Row(((chain_line(s.steps, strings), ""),), indent=5, hang=2)
    if s.chain and s.chain.flags:
        flags = strings.join([strings.word("flag", one_line(f)) for f in s.chain.flags])
        yield Row(((strings.say("colon", name=strings.say("flags"), value=flags), "yellow"),), indent=5, hang=2)
    words = (
        [strings.say("colon", name=strings.say("cue"), value=strings.say("quote", text=s.words(a.cue)))]
        if a.cue
        else []
    )
    if a.hedges:
        words.append(
            strings.say("colon", name=strings.say("hedges"), value=strings.say("quote", text=s.words(a.hedges)))
        )
    words.append(strings.say("colon", name=strings.say("rule"), value=one_line(a.rule)))
    words.append(one_line(a.id))
    yield Row(((" · ".join(words), "dim"),), indent=5, hang=2)
    from takhrij.report.terminal_comparison import outcome_rows

    for v in s.verdicts:
        yield from outcome_rows(v, shown, strings, indent=5)


def _shared(shown: View, strings: Strings) -> Iterator[Row]:
    groups = shared_origins(shown)
    if groups:
        yield _heading(strings.say("shared"))
    for where, found in groups:
        numbers = strings.join([s.number for s in found])
        yield Row(((strings.say("colon", name=where, value=numbers) if where else numbers, ""),), indent=2)
    if groups:
        yield Row(((strings.say("intro-shared"), "dim"),), indent=2)
