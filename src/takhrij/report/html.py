"""The report as one HTML file: no request leaves it, none of the page's HTML is in it, it works without JavaScript."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from takhrij.report import html_page_panels as about
from takhrij.report import html_panels as panels
from takhrij.report.html_article import article_text, title_text
from takhrij.report.html_cards import cards
from takhrij.report.markup import Html, bdi, el, fill, join
from takhrij.report.strings import interface_for
from takhrij.report.view import view
from takhrij.report.visible import one_line

if TYPE_CHECKING:
    from takhrij.model import Analysis
    from takhrij.report.strings import Strings
    from takhrij.report.view import View

ASSETS = Path(__file__).parent / "assets"


def render_html(analysis: Analysis, *, interface: str | None = None) -> str:
    """One self-contained page. Raises TakhrijError where there is no interface in the language asked for."""
    strings = interface_for(analysis.article.language, interface)
    shown = view(analysis, strings)
    style = asset("report.css") + _marks_of_targets(shown)
    script = asset("report.js")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="generator", content=f"Takhrij {analysis.engine.version}"),
        el("title", strings.say("colon", name=strings.say("brand"), value=_title(shown, strings))),
        el("style", Html(style)),
    )
    page = el("html", head, _body(shown, strings, script), lang=strings.language, dir=strings.direction)
    return f"<!DOCTYPE html>\n{page}\n"


@cache
def asset(name: str) -> str:
    """A style sheet or script that ships with the package."""
    return (ASSETS / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """A content security policy under which only the page's own style and script run, by their hashes."""
    css, js = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{css}'; script-src 'sha256-{js}'; base-uri 'none'; form-action 'none'"
    )


def _marks_of_targets(shown: View) -> str:
    """Rules that light up the marks of the statement in the address, for browsers without JavaScript."""
    return "".join(
        f'body:has(#{s.anchor}:target) .m[data-s~="{s.number}"]{{background:var(--lit)}}' for s in shown.statements
    )


def _title(shown: View, strings: Strings) -> str:
    return one_line(shown.analysis.article.title) or strings.say("untitled")


def _body(shown: View, strings: Strings, script: str) -> Html:
    sections: list[tuple[str, Html | None]] = [
        ("warnings", about.warnings(shown, strings) if shown.analysis.warnings else None),
        ("sources", panels.sources(shown, strings)),
        ("chains", panels.chains(shown, strings)),
        ("shared", panels.shared(shown, strings)),
        ("timeline", panels.times(shown, strings)),
        ("own-voice", panels.own_voice(shown, strings)),
        ("comparison", about.comparison(shown, strings)),
        ("republication", about.republication(shown, strings)),
        ("reading", about.reading(shown, strings)),
        ("page", about.page(shown, strings)),
    ]
    present = [(key, html) for key, html in sections if html is not None]
    packs = strings.join([f"{k} {v}" for k, v in sorted(shown.analysis.engine.packs.items())])
    made = strings.say("made-by", version=shown.analysis.engine.version, packs=packs or strings.say("none"))
    return el(
        "body",
        el("a", strings.say("skip"), href="#article", class_="skip"),
        _bar([key for key, _ in present], strings),
        el(
            "main",
            _lead(shown, strings),
            _desk(shown, strings),
            el("div", *(html for _, html in present), class_="panels"),
        ),
        el("footer", el("p", made), el("p", strings.say("keys"), class_="keys")),
        el("script", Html(script)),
    )


def _bar(keys: list[str], strings: Strings) -> Html:
    links = [el("a", strings.say(k), href=f"#{k}") for k in ("article", "statements", *keys)]
    choices = [
        el(
            "label",
            el("input", type="radio", name="look", id=f"look-{look}", checked=look == "auto"),
            el("span", strings.say(look)),
        )
        for look in ("auto", "light", "dark")
    ]
    return el(
        "header",
        el("span", strings.say("brand"), class_="brand"),
        el("nav", *links, aria_label=strings.say("sections")),
        el("fieldset", el("legend", strings.say("appearance"), class_="hidden"), *choices, class_="look"),
        class_="bar",
    )


def _lead(shown: View, strings: Strings) -> Html:
    """Title, byline, outlet and date; then the figures to take in at a glance."""
    article = shown.analysis.article
    names = join(*(bdi(b) for b in article.bylines), between=strings.comma)
    date = strings.date(one_line(article.published)) if article.published else None
    facts = [
        bdi(article.outlet) if article.outlet else None,
        fill(strings.template("byline"), names=names) if names else None,
        fill(strings.template("published"), date=date) if date else strings.say("no-date"),
    ]
    title = title_text(shown, strings) if article.title.strip() else el("i", strings.say("untitled"))
    return el(
        "div",
        el("p", strings.say("report"), class_="kicker"),
        el("h1", title, dir=article.direction, lang=article.language),
        el("p", *(el("span", f) for f in facts if f), class_="meta"),
        _glance(shown, strings),
        class_="lead",
    )


def _glance(shown: View, strings: Strings) -> Html:
    tiles = [
        (str(len(shown.statements)), "tile-statements", "statements"),
        (str(len(shown.speakers)), "tile-sources", "sources"),
        (strings.percent(shown.anonymous_share), "tile-anonymous", "sources"),
        (strings.percent(shown.own_share), "tile-own", "own-voice"),
        (strings.count("steps", shown.longest) if shown.longest else strings.say("none"), "tile-depth", "chains"),
        (str(len(shown.analysis.warnings)), "tile-warnings", "warnings" if shown.analysis.warnings else "reading"),
    ]
    items = [
        el(
            "div",
            el("dt", strings.say(key)),
            el("dd", el("a", value, href=f"#{anchor}")),
            class_="tile warn" if key == "tile-warnings" and value != "0" else "tile",
        )
        for value, key, anchor in tiles
    ]
    return el("dl", *items, class_="glance", aria_label=strings.say("summary"))


def _desk(shown: View, strings: Strings) -> Html:
    """The article beside the cards of its statements."""
    article = shown.analysis.article
    switch = el("label", el("input", type="checkbox", id="own"), el("span", strings.say("show-own")), class_="switch")
    legend = el("p", strings.say("legend-text"), class_="legend")
    text = el(
        "article",
        article_text(shown, strings),
        id="article",
        dir=article.direction,
        lang=article.language,
        tabindex="-1",
    )
    empty = None if shown.statements else el("p", strings.say("no-statements"), class_="empty")
    side = el(
        "aside",
        el("h2", strings.say("statements"), id="h-statements"),
        el("p", strings.say("intro-statements"), class_="intro"),
        empty,
        el("div", cards(shown, strings), class_="cards"),
        id="statements",
        aria_labelledby="h-statements",
    )
    return el("div", el("div", el("div", switch, legend, class_="tools"), text, class_="reader"), side, class_="desk")
