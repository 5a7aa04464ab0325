"""The article with its marks as one piece of HTML for a notebook: no script, styles kept to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.report.html import asset
from takhrij.report.html_article import whole_paragraphs
from takhrij.report.html_cards import name
from takhrij.report.markup import Html, bdi, el, join
from takhrij.report.phrases import chain_line, summary_text
from takhrij.report.segments import Segment, segments, within
from takhrij.report.strings import interface_for
from takhrij.report.view import STROKES, TONES, view
from takhrij.report.visible import one_line

if TYPE_CHECKING:
    from takhrij.model import Analysis
    from takhrij.report.strings import Strings
    from takhrij.report.view import View


def notebook(analysis: Analysis) -> str:
    """Title, figures, the marked text, and a table of the statements."""
    strings = interface_for(analysis.article.language, None)
    shown = view(analysis, strings)
    article = analysis.article
    rows = [
        el(
            "tr",
            el("td", s.number),
            el("td", name(s.name, s.named)),
            el("td", strings.word("stance", s.attribution.stance)),
            el("td", s.quote, dir=article.direction),
            el("td", bdi(chain_line(s.steps, strings)) if s.steps else None),
            class_=f"t{shown.tones[s.group] % TONES}",
        )
        for s in shown.statements
    ]
    heads = [el("th", strings.say(k), scope="col") for k in ("id", "source", "stance", "content", "chain")]
    return el(
        "div",
        el("style", Html(asset("notebook.css"))),
        el("h3", one_line(article.title) or strings.say("untitled"), dir=article.direction),
        el("p", summary_text(shown, strings)),
        el("div", *_paragraphs(shown, strings), dir=article.direction, lang=article.language, class_="text"),
        el("table", el("thead", el("tr", *heads)), el("tbody", *rows))
        if rows
        else el("p", strings.say("no-statements")),
        class_="takhrij-report",
        dir=strings.direction,
        lang=strings.language,
    )


def _paragraphs(shown: View, strings: Strings) -> list[Html]:
    text = shown.analysis.article.text
    paragraphs = whole_paragraphs(text, shown.analysis.article.paragraphs)
    cut = segments(text, shown.body, cuts=paragraphs)
    return [el("p", *(_mark(s, shown, strings) for s in within(cut, p))) for p in paragraphs]


def _mark(segment: Segment, shown: View, strings: Strings) -> Html:
    out = join(shown.analysis.article.text[segment.start : segment.end])
    for index in reversed(segment.contents):
        s = shown.statements[index]
        tone = shown.tones[s.group]
        says = strings.say("colon", name=s.number, value=s.name)
        badge = el("i", class_="n", data_n=s.number) if index in segment.starts else None
        out = el("span", badge, out, class_=f"u t{tone % TONES} k{tone % STROKES}", title=says)
    return out
