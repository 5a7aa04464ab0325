"""The panels about the page itself: warnings, republication, how it was read, furniture, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.report.html_comparison import tally, verdict
from takhrij.report.html_panels import panel
from takhrij.report.markup import Html, bdi, el, fill, join, safe_link, text
from takhrij.report.visible import shorten

if TYPE_CHECKING:
    from takhrij.model import Comment, Republication, Warn
    from takhrij.report.strings import Strings
    from takhrij.report.view import View

DEEPEST_REPLY = 6
CONFLICTS = frozenset(["language-mismatch", "date-conflict", "title-conflict", "byline-conflict", "outlet-conflict"])


def warnings(shown: View, strings: Strings) -> Html:
    """What the reader should know: the catalogue's sentence for the code, the engine's details, the place."""
    found = shown.analysis.warnings
    if not found:
        return panel("warnings", strings, el("p", strings.say("no-warnings"), class_="empty"))
    article = shown.analysis.article
    items = []
    for w in found:
        known = strings.knows("warning", w.code)
        detail = strings.detail(w)
        place = None
        if w.span and w.span.end <= len(article.text):
            words = shorten(article.text[w.span.start : w.span.end], 160)
            place = el("blockquote", words, dir=article.direction, lang=article.language)
        items.append(
            el(
                "li",
                el("b", strings.word("warning", w.code)) if known else None,
                el("p", bdi(detail), class_="sub" if known else None, lang=_english(w, detail)) if detail else None,
                place,
                el("code", w.code, dir="ltr"),
            )
        )
    return panel("warnings", strings, el("ul", *items, class_="alerts"))


def _english(warning: Warn, detail: str) -> str | None:
    """Language of a warning's detail: English where it is the engine's own message, else that of the page round it."""
    return "en" if detail == warning.message else None


def republication(shown: View, strings: Strings) -> Html | None:
    """Notes that the text ran elsewhere, and the contradictions among them."""
    notes = shown.analysis.republication
    if not notes:
        return None
    conflicts = [w for w in shown.analysis.warnings if w.code in CONFLICTS]
    against = el(
        "ul",
        *(
            el("li", strings.word("warning", w.code), " ", bdi(detail, class_="sub", lang=_english(w, detail)))
            for w in conflicts
            for detail in [strings.detail(w)]
        ),
        class_="alerts",
    )
    return panel(
        "republication",
        strings,
        el("ul", *(_note(n, shown, strings) for n in notes), class_="plainlist"),
        against if conflicts else None,
    )


def _note(n: Republication, shown: View, strings: Strings) -> Html:
    article = shown.analysis.article
    href = safe_link(n.url)
    outlet = bdi(n.name) if n.name else el("i", strings.say("unknown-place"))
    words = None
    if n.span and n.span.end <= len(article.text):
        words = el(
            "blockquote",
            shorten(article.text[n.span.start : n.span.end], 240),
            dir=article.direction,
            lang=article.language,
        )
    facts = [
        text(strings.date(n.date)) if n.date else None,
        join(strings.word("field", "language"), ": ", strings.word("language", n.language)) if n.language else None,
        fill(strings.template("byline"), names=n.by) if n.by else None,
        el("code", n.rule, dir="ltr"),
    ]
    return el(
        "li",
        el(
            "p",
            el("b", strings.word("republication", n.kind)),
            " ",
            el("a", outlet, href=href, rel="noreferrer noopener") if href else outlet,
        ),
        el("p", join(*(f for f in facts if f), between=" · "), class_="sub"),
        words,
    )


def reading(shown: View, strings: Strings) -> Html:
    """Where title, date, byline and the rest were found, and whether the text was read whole."""
    article = shown.analysis.article
    state = text(strings.say("read-ok" if article.read.status == "ok" else "read-degraded-plain"))
    if article.read.status == "degraded" and article.read.reason:
        state = fill(strings.template("read-degraded"), reason=article.read.reason)
    rows = [el("tr", el("th", strings.say("text-status"), scope="row"), el("td", state))]
    for address in ("url", "canonical_url"):
        value = getattr(article, address)
        if value:
            href = safe_link(value)
            shown_url = bdi(value, class_="url")
            rows.append(
                el(
                    "tr",
                    el("th", strings.word("field", address), scope="row"),
                    el("td", el("a", shown_url, href=href, rel="noreferrer noopener") if href else shown_url),
                )
            )
    for field, found in article.evidence.items():
        places = [
            el(
                "li",
                bdi(_value(field, e.value, strings)),
                " ",
                el("span", strings.word("from", e.origin), class_="tag"),
            )
            for e in found
        ]
        rows.append(
            el(
                "tr",
                el("th", strings.word("field", field), scope="row"),
                el("td", el("ul", *places, class_="plainlist")),
            )
        )
    return panel("reading", strings, el("table", el("tbody", *rows), class_="facts"), intro="intro-reading")


def _value(field: str, value: str, strings: Strings) -> str:
    if field == "language" and strings.knows("language", value):
        return strings.word("language", value)
    return shorten(value, 200)


def page(shown: View, strings: Strings) -> Html:
    """What was cut from the page, and the readers' comments on it with their replies."""
    article = shown.analysis.article
    cut = [
        el(
            "details",
            el(
                "summary",
                strings.word("furniture", f.kind),
                " ",
                el("span", shorten(f.text, 60), class_="snip", dir="auto"),
            ),
            el("p", shorten(f.text, 2000), dir="auto"),
            class_="more",
        )
        for f in article.furniture
    ]
    comments = (
        join(
            el("h3", strings.say("comments"), " (", str(len(article.comments)), ")"), _thread(article.comments, strings)
        )
        if article.comments
        else el("p", strings.say("no-comments"), class_="empty")
    )
    nothing = el("p", strings.say("no-furniture"), class_="empty")
    heading = el("h3", strings.say("furniture"))
    return panel("page", strings, heading, *(cut or [nothing]), comments, intro="intro-page")


def _thread(comments: tuple[Comment, ...], strings: Strings) -> Html:
    """Comments under the comment they answer; a comment whose parent is not on the page stands at the top."""
    known = {c.id for c in comments}
    below: dict[str | None, list[Comment]] = {}
    for c in comments:
        below.setdefault(c.parent if c.parent in known and c.parent != c.id else None, []).append(c)
    done: set[str] = set()

    def branch(parent: str | None, depth: int) -> list[Html]:
        out = []
        for c in below.get(parent, []):
            if c.id in done:
                continue
            done.add(c.id)
            replies = branch(c.id, depth + 1)
            nested = depth < DEEPEST_REPLY
            out.append(el("li", _comment(c, strings), el("ul", *replies) if replies and nested else None))
            if replies and not nested:
                out.extend(replies)
        return out

    top = branch(None, 0)
    for c in comments:  # comments that answer each other in a circle
        if c.id not in done:
            done.add(c.id)
            top.append(el("li", _comment(c, strings)))
    return el("ul", *top, class_="thread")


def _comment(c: Comment, strings: Strings) -> Html:
    who = bdi(c.author) if c.author else el("i", strings.say("comment-anonymous"))
    date = el("span", strings.date(c.date), class_="when") if c.date else None
    return el(
        "div", el("p", who, " ", date, class_="sub"), el("p", c.text, dir="auto", class_="said"), class_="comment"
    )


def comparison(shown: View, strings: Strings) -> Html | None:
    """What comparing with the cited sources gave; only where something was compared."""
    if not shown.analysis.verdicts:
        return None
    of = {s.attribution.id: s for s in shown.statements}
    items = []
    for v in shown.analysis.verdicts:
        s = of.get(v.attribution)
        label = (
            el("a", strings.say("chain-of", number=s.number), href=f"#{s.anchor}")
            if s
            else strings.word("field", "title")
        )
        items.append(el("li", el("p", label, class_="who"), verdict(v, shown, strings, heading=False)))
    return panel(
        "comparison", strings, tally(shown, strings), el("ul", *items, class_="plainlist"), intro="intro-comparison"
    )
