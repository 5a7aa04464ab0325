"""The panels under the article: sources, chains, timeline, own voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.report.chain_tree import Node, chain_tree
from takhrij.report.html_article import OWN_FLOOR
from takhrij.report.html_cards import link_to, name, with_translation
from takhrij.report.markup import Html, bdi, el, join
from takhrij.report.svg_chain import chain_diagram
from takhrij.report.svg_timeline import timeline_diagram
from takhrij.report.timeline import Row, timeline
from takhrij.report.view import STROKES, TONES, role_of, shared_origins
from takhrij.report.visible import one_line

if TYPE_CHECKING:
    from takhrij.report.strings import Strings
    from takhrij.report.view import Speaker, View


def panel(key: str, strings: Strings, *children: Html | str | None, intro: str | None = None) -> Html:
    """A section with its heading, an introduction and its content."""
    heading = el("h2", strings.say(key), id=f"h-{key}")
    lead = el("p", strings.say(intro), class_="intro") if intro else None
    return el("section", heading, lead, *children, class_="panel", id=key, aria_labelledby=f"h-{key}")


def sources(shown: View, strings: Strings) -> Html:
    """Everybody quoted, most often first, with the depth of the chains."""
    if not shown.speakers:
        return panel("sources", strings, el("p", strings.say("no-statements"), class_="empty"))
    items = [_speaker(s, strings) for s in shown.speakers]
    return panel("sources", strings, el("ul", *items, class_="people"), intro="intro-sources")


def _speaker(s: Speaker, strings: Strings) -> Html:
    who = with_translation(s.entity, strings) if s.entity else name(s.name, s.named)
    kind = strings.word("kind", s.entity.kind) if s.entity else strings.word("class", s.source_class)
    said = role_of(s.entity)
    role = join(bdi(said), " · ") if said else None
    unnamed = s.anonymous and s.source_class not in {"anonymous", "impersonal"}
    return el(
        "li",
        el("span", str(len(s.statements)), class_="many", title=strings.say("times")),
        el(
            "div",
            el("p", who, class_="who"),
            el("p", role, kind, join(" · ", strings.say("unnamed")) if unnamed else None, class_="sub"),
            el("p", strings.depths(s.depths), class_="sub"),
            el("p", join(*(link_to(o) for o in s.statements), between=" "), class_="refs"),
        ),
        class_=f"t{s.tone % TONES} k{s.tone % STROKES}",
    )


def chains(shown: View, strings: Strings) -> Html | None:
    """The diagram of all chains, and the same as a nested list."""
    root = chain_tree(shown)
    if root is None:
        return None
    drawn = el(
        "div",
        chain_diagram(root, strings, shown.tones),
        class_="scroll",
        tabindex="0",
        role="group",
        aria_label=strings.say("diagram"),
    )
    listed = el(
        "details",
        el("summary", strings.say("as-list")),
        el("ul", _branch(root, strings, 0), class_="tree"),
        class_="more",
        open=True,
    )
    return panel("chains", strings, drawn, listed, intro="intro-chains")


def _branch(node: Node, strings: Strings, depth: int) -> Html:
    acts = strings.join([strings.word("act", a) for a in node.acts])
    dates = strings.join([strings.date(d) for d in node.dates])
    own = join(
        name(node.name, node.named), " ", el("span", acts, class_="act"), " ",
        el("span", dates, class_="when") if dates else None, " ",
        join(*(link_to(s) for s in node.statements), between=" ") if node.statements else None,
    )  # fmt: skip
    below = [_branch(c, strings, depth + 1) for c in node.children.values()] if depth < 30 else []
    return el(
        "li", el("div", own, class_="leaf nameless" if node.anonymous else "leaf"), el("ul", *below) if below else None
    )


def times(shown: View, strings: Strings) -> Html:
    """The two clocks, drawn for wide and for narrow windows, and as a table."""
    rows = timeline(shown, strings)
    if not rows:
        return panel("timeline", strings, el("p", strings.say("no-dates"), class_="empty"))
    drawn = el(
        "div",
        timeline_diagram(rows, strings, narrow=False),
        timeline_diagram(rows, strings, narrow=True),
        class_="clocks",
    )
    table = el(
        "details", el("summary", strings.say("as-table")), _table(rows, shown, strings), class_="more", open=True
    )
    return panel("timeline", strings, drawn, table, intro="intro-timeline")


def _table(rows: tuple[Row, ...], shown: View, strings: Strings) -> Html:
    clock = {"event": "happened", "report": "reported", "unknown": "unclear"}
    article = shown.analysis.article
    lines = []
    for row in rows:
        for item in row.items:
            notes = " · ".join(n for n in (item.inferred, item.original) if n)
            words = (
                el("span", item.words)
                if item.own_words
                else el("span", item.words, dir=article.direction, lang=article.language)
            )
            lines.append(
                el(
                    "tr",
                    el("th", row.shown, scope="row"),
                    el("td", strings.say(clock[item.clock])),
                    el("td", words, el("p", notes, class_="sub") if notes else None),
                )
            )
    return el(
        "div",
        el("table", el("tbody", *lines)),
        class_="scroll",
        tabindex="0",
        role="group",
        aria_label=strings.say("timeline"),
    )


def own_voice(shown: View, strings: Strings) -> Html:
    """Own-voice sentences by how much they need a source; the less pressing ones are folded away."""
    found = shown.needing_source()
    if not found:
        return panel("own-voice", strings, el("p", strings.say("no-own"), class_="empty"))
    article = shown.analysis.article
    items: list[Html] = []
    for index, span, need, reasons in found:
        href = f"#o{index}" if need >= OWN_FLOOR else None
        sentence = el("a" if href else "span", one_line(article.text[span.start : span.end]), href=href)
        says = strings.say("need")
        meter = el("meter", min=0, max=1, value=f"{need:.2f}", aria_label=says)
        tags = [el("span", strings.word("reason", r), class_="tag") for r in reasons]
        items.append(
            el(
                "li",
                el("p", sentence, dir=article.direction, lang=article.language, class_="sentence"),
                el("p", el("span", says, " ", meter, " ", strings.percent(need)), *tags, class_="sub"),
            )
        )
    first = max(sum(1 for f in found if f[2] >= OWN_FLOOR), min(3, len(found)))
    rest = items[first:]
    more = (
        el(
            "details",
            el("summary", strings.say("more-links", n=len(rest))),
            el("ol", *rest, class_="ranked", start=first + 1),
            class_="more",
        )
        if rest
        else None
    )
    return panel("own-voice", strings, el("ol", *items[:first], class_="ranked"), more, intro="intro-own")


def shared(shown: View, strings: Strings) -> Html | None:
    """Statements whose chains may end in the same place."""
    groups = shared_origins(shown)
    if not groups:
        return None
    items = []
    for where, found in groups:
        ends = [
            join(link_to(s), " ", name(s.steps[-1].name, s.steps[-1].named) if s.steps and not where else None)
            for s in found
        ]
        items.append(
            el("li", bdi(where) if where else None, ": " if where else None, join(*ends, between=strings.comma))
        )
    return panel("shared", strings, el("ul", *items, class_="plainlist"), intro="intro-shared")
