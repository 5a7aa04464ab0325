"""The card of one statement: who said it, through whom, by which words and rule it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.report.html_comparison import verdict
from takhrij.report.markup import Html, bdi, el, join
from takhrij.report.view import STROKES, TONES, role_of
from takhrij.report.visible import shorten
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from takhrij.model import Entity
    from takhrij.report.strings import Strings
    from takhrij.report.view import Statement, Step, View

SNIPPET = 90


def cards(shown: View, strings: Strings) -> Html:
    """The cards of all statements in the order of the text."""
    return join(*(card(s, shown, strings) for s in shown.statements))


def card(s: Statement, shown: View, strings: Strings) -> Html:
    """One statement. Open from the start: without JavaScript everything can be read and reached by its anchor."""
    article = shown.analysis.article
    tone = shown.tones[s.group]
    a = s.attribution
    head = el(
        "summary",
        el("span", s.number, class_="num"),
        el("span", name(s.name, s.named), class_="who"),
        el("span", strings.word("stance", a.stance), class_=f"badge {a.stance}"),
        el("span", shorten(s.quote, SNIPPET), class_="snip", dir=article.direction, lang=article.language),
    )
    body = el(
        "div",
        el("p", strings.say("says"), class_="says"),
        el("blockquote", *_quote(s), dir=article.direction, lang=article.language),
        el("dl", *(join(el("dt", t), el("dd", d)) for t, d in _facts(s, shown, strings) if d)),
        *(verdict(v, shown, strings) for v in s.verdicts),
        el("p", el("a", strings.say("back"), href=f"#m{s.number}", class_="back"), class_="go"),
        class_="body",
    )
    return el(
        "details",
        head,
        body,
        class_=f"card t{tone % TONES} k{tone % STROKES}",
        id=s.anchor,
        open=True,
        data_card=s.number,
    )


def name(value: str, named: bool = True) -> Html:  # noqa: FBT001, FBT002 - reads as an adjective of the name
    """A name in its own direction, or the program's words where there is none."""
    return bdi(value) if named else el("i", value, class_="noname")


def with_translation(entity: Entity, strings: Strings) -> Html:
    """The name as the article gives it, and the name in the interface's language where the gazetteer knows one."""
    other = entity.names.get(strings.language)
    if other and fold(other) not in fold(entity.name):
        return join(bdi(entity.name), " (", bdi(other), ")")
    return bdi(entity.name)


def _quote(s: Statement) -> list[Html]:
    return [
        join(s.text[c.start : c.end], " … " if c is not s.attribution.content[-1] else None)
        for c in s.attribution.content
    ]


def _facts(s: Statement, shown: View, strings: Strings) -> list[tuple[str, Html | None]]:
    a = s.attribution
    who = with_translation(s.speaker, strings) if s.speaker else name(s.name, s.named)
    role = role_of(s.speaker)
    if role:
        who = join(who, strings.comma, bdi(role))
    stated = strings.say("stated-speaker" if a.speaker_from == "stated" else "inferred-speaker")
    tag = el("span", stated, class_=f"tag {a.speaker_from}") if s.named else None
    parent = shown.statements[s.parent] if s.parent is not None else None
    held = shown.inside.get(s.index, ())
    flags = s.chain.flags if s.chain else ()
    return [
        (strings.say("source"), join(who, " ", tag)),
        (strings.say("source-words"), _words(s, "source")),
        (strings.say("chain"), _chain(s.steps, strings) if s.steps else None),
        (strings.say("flags"), _list([strings.word("flag", f) for f in flags])),
        (strings.say("stance"), el("span", strings.word("stance", a.stance))),
        (strings.say("form"), el("span", strings.word("form", a.type))),
        (strings.say("class"), el("span", strings.word("class", a.source_class))),
        (strings.say("cue"), _words(s, "cue")),
        (strings.say("hedges"), _words(s, "hedges")),
        (strings.say("within"), link_to(parent) if parent else None),
        (strings.say("holds"), join(*(link_to(o) for o in held), between=" ") if held else None),
        (strings.say("confidence"), _confidence(a.confidence, strings)),
        (strings.say("rule"), el("code", a.rule, dir="ltr")),
        (strings.say("id"), el("code", a.id, dir="ltr")),
    ]


def link_to(s: Statement) -> Html:
    """The number of a statement as a link to its card."""
    return el("a", s.number, href=f"#{s.anchor}", class_="ref", title=s.name)


def _words(s: Statement, role: str) -> Html | None:
    spans = getattr(s.attribution, role)
    return join(*(el("q", bdi(s.words((span,)))) for span in spans), between=" ") if spans else None


def _list(words: list[str]) -> Html | None:
    return el("ul", *(el("li", w) for w in words), class_="flags") if words else None


def _confidence(value: float, strings: Strings) -> Html:
    return join(
        el("meter", min=0, max=1, value=f"{value:.2f}", aria_label=strings.say("confidence")),
        " ",
        strings.percent(value),
    )


def _chain(steps: tuple[Step, ...], strings: Strings) -> Html:
    """The links from this page to the first utterer as an ordered list."""
    items = []
    for step in steps:
        date = el("span", strings.date(step.date), class_="when") if step.date else None
        act = el("span", strings.word("act", step.act), class_="act")
        items.append(el("li", name(step.name, step.named), " ", act, " ", date))
    return el("ol", *items, class_="links")
