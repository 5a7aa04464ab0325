"""The article as an article, its statements marked by source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.model import Span
from takhrij.report.markup import Html, el, join
from takhrij.report.segments import Segment, segments, within
from takhrij.report.view import STROKES, TONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takhrij.report.strings import Strings
    from takhrij.report.view import Statement, View

LEVELS = 4
LONGEST_WORD = 24
"""A number stays on one line with the first word after it, unless the word is longer than this."""
OWN_FLOOR = 0.5
"""Own-voice sentences from here on are marked in the text on request."""


def article_text(shown: View, strings: Strings) -> Html:
    """The paragraphs of the article with all marks."""
    article = shown.analysis.article
    dates = [d.span for d in shown.analysis.dates]
    own = [(i, span) for i, span, need, _ in shown.needing_source() if need >= OWN_FLOOR]
    paragraphs = whole_paragraphs(article.text, article.paragraphs)
    cut = segments(article.text, shown.body, dates, [span for _, span in own], paragraphs)
    marker = _Marker(shown, strings, article.text, [i for i, _ in own])
    return join(*(el("p", *map(marker.mark, within(cut, paragraph))) for paragraph in paragraphs))


def title_text(shown: View, strings: Strings) -> Html:
    """The title with the marks of its own statements."""
    title = shown.analysis.article.title
    marker = _Marker(shown, strings, title, [])
    return join(*(marker.mark(s) for s in segments(title, shown.of_title)))


def whole_paragraphs(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The paragraphs, and as paragraphs of their own any words that lie in none."""
    out: list[Span] = []
    at = 0
    for p in (*sorted(paragraphs), Span(len(text), len(text))):
        if p.start > at and text[at : p.start].strip():
            out.append(Span(at, p.start))
        if p.end > p.start >= at:
            out.append(p)
        at = max(at, p.end)
    return out


class _Marker:
    """Draws segments of one text; remembers which marks already have their id and their stop for the Tab key."""

    def __init__(self, shown: View, strings: Strings, text: str, own: list[int]) -> None:
        self.statements = {s.index: s for s in shown.statements}
        self.tones = shown.tones
        self.strings = strings
        self.text = text
        self.own = own
        self.named: set[str] = set()
        self.stops: set[int] = set()

    def mark(self, segment: Segment) -> Html:
        """One segment: the text, in a link to its statement, in one underline for each content that covers it."""
        out: Html = join(self.text[segment.start : segment.end])
        if segment.dates:
            out = el("span", out, class_="dt")
        for role, found in (("cue", segment.cues), ("src", segment.sources), ("hdg", segment.hedges)):
            if found:
                numbers = " ".join(self.statements[i].number for i in found)
                out = el(
                    "span", out, class_=f"{role} {self._tone(self.statements[found[-1]])}", **{f"data_{role}": numbers}
                )
        if segment.target is not None:
            out = self._link(out, segment)
        for level, index in reversed(list(enumerate(segment.contents))):
            out = self._underline(
                out,
                self.statements[index],
                level,
                starts=index in segment.starts,
                short=segment.end - segment.start <= LONGEST_WORD,
            )
        for index in segment.own:
            identity = self._once(f"o{self.own[index]}")
            out = el("span", out, class_="ov", id=identity)
        return out

    def _link(self, inner: Html, segment: Segment) -> Html:
        target = self.statements[segment.target or 0]
        stop = target.index in segment.contents and target.index not in self.stops
        if stop:
            self.stops.add(target.index)
        covered = {*segment.contents, *segment.sources, *segment.cues, *segment.hedges}
        says = self.strings.say("colon", name=target.number, value=target.name)
        return el(
            "a", inner, href=f"#{target.anchor}", class_="m", title=says, tabindex=None if stop else "-1",
            data_s=" ".join(self.statements[i].number for i in sorted(covered)),
        )  # fmt: skip

    def _underline(self, inner: Html, statement: Statement, level: int, *, starts: bool, short: bool) -> Html:
        badge = el("i", class_="n", data_n=statement.number) if starts else None
        together = " first" if starts and short else ""
        classes = f"u{together} l{min(level, LEVELS - 1)} {self._tone(statement)}"
        return el("span", badge, inner, class_=classes, id=self._once(f"m{statement.number}"))

    def _tone(self, statement: Statement) -> str:
        tone = self.tones[statement.group]
        return f"t{tone % TONES} k{tone % STROKES}"

    def _once(self, name: str) -> str | None:
        if name in self.named:
            return None
        self.named.add(name)
        return name
