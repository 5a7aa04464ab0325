"""What comparing a statement with its source gave: both sides beside each other, the words that differ marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.read.language import direction_of
from takhrij.report import comparison as c
from takhrij.report.markup import Html, bdi, el, join, safe_link
from takhrij.report.visible import one_line

if TYPE_CHECKING:
    from takhrij.model import Verdict
    from takhrij.report.strings import Strings
    from takhrij.report.view import View


def verdict(v: Verdict, shown: View, strings: Strings, *, heading: bool = True) -> Html:
    """One outcome: what was compared with what, side by side, the changes, what was looked for."""
    facts = [
        (strings.say("verdict"), join(el("b", strings.word("verdict", v.verdict)), _why(v, strings))),
        (strings.say("compared-with"), _source(v, shown, strings)),
        (strings.say("changes"), _changes(v, shown, strings)),
        (strings.say("look-for" if v.verdict == "not-checked" else "searched"), _searched(v, strings)),
        (strings.say("rule"), el("code", v.rule, dir="ltr")),
    ]
    told = v.verdict not in ("not-checked", "not-found")
    return el(
        "section",
        el("h3", strings.say("comparison")) if heading else None,
        *(_sides(pair, v, shown, strings) for pair in (c.pairs(v, shown) if told else ())),
        el("dl", *(join(el("dt", t), el("dd", d)) for t, d in facts if d)),
        el("p", strings.say("source-cites"), class_="onward") if v.next else None,
        class_=f"verdict v-{v.verdict}",
    )


def tally(shown: View, strings: Strings) -> Html:
    """How often each outcome was given."""
    items = (
        el("li", el("b", str(n)), " ", strings.word("verdict", name), class_=f"v-{name}") for name, n in c.counts(shown)
    )
    return el("ul", *items, class_="tally", aria_label=strings.say("counts-by-outcome"))


def _why(v: Verdict, strings: Strings) -> Html:
    place = strings.word("place", v.rule) if strings.knows("place", v.rule) else None
    words = [w for w in (strings.word("outcome", v.reason), place) if w]
    return join(" (", bdi(strings.join(words)), ")")


def _source(v: Verdict, shown: View, strings: Strings) -> Html | None:
    if v.source is None:
        return None
    if c.is_about_page(v, shown):
        return el("span", strings.say("this-page"))
    href = safe_link(v.source.url)
    label = join(*(bdi(p) for p in c.source_parts(v.source, strings)), between=strings.comma)
    return el("a", label, href=href, rel="noreferrer noopener") if href else label


def _sides(pair: c.Pair, v: Verdict, shown: View, strings: Strings) -> Html:
    """The words of this page and those of the source beside each other, each in its own direction."""
    article = shown.analysis.article
    here = (v.citing.language if v.citing else article.language) or article.language
    there = (v.source.language if v.source else None) or article.language
    return el(
        "div",
        _side(strings.say("here-words"), pair.here, here),
        _side(strings.say("source-words-there"), pair.there, there),
        el("p", strings.say("other-places", n=pair.others), class_="sub") if pair.others else None,
        class_="sides",
    )


def _side(label: str, side: tuple[c.Stretch, ...], language: str) -> Html:
    words = (s.words if s.change is None else el("mark", s.words, class_="diff") for s in side)
    direction = direction_of("".join(s.words for s in side))
    return el("figure", el("figcaption", label), el("blockquote", *words, dir=direction, lang=language))


def _changes(v: Verdict, shown: View, strings: Strings) -> Html | None:
    lines = c.change_lines(v, shown, strings)
    return el("ul", *(el("li", bdi(line)) for line in lines), class_="changes") if lines else None


def _searched(v: Verdict, strings: Strings) -> Html | None:
    if not v.searched.articles and not v.searched.terms:
        return None
    parts: list[Html | str] = []
    if v.searched.articles:
        parts.append(strings.count("articles", v.searched.articles))
    parts += [bdi(one_line(t)) for t in v.searched.terms]
    parts += [strings.date(d) for d in v.searched.dates]
    return join(*parts, between=" · ")
