"""The dates of an article on two clocks: when things happened and when they were reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from takhrij.report.visible import one_line

if TYPE_CHECKING:
    from takhrij.model import DateMention
    from takhrij.report.strings import Strings
    from takhrij.report.view import View

REACH = 46


class Item(Struct, frozen=True, kw_only=True):
    """What stands at a date: words of the article around it, or the program's words for a fact about the page."""

    clock: Literal["event", "report", "unknown"]
    words: str
    own_words: bool = False
    inferred: str | None = None
    original: str | None = None


class Row(Struct, frozen=True, kw_only=True):
    """One date (EDTF or ISO; None where no calendar has it) and all that stands at it."""

    value: str | None
    shown: str
    items: tuple[Item, ...]


def timeline(shown: View, strings: Strings) -> tuple[Row, ...]:
    """Rows in the order of time; dates without a year come last, impossible ones after them."""
    found: dict[str | None, list[Item]] = {}
    article = shown.analysis.article
    for date in shown.analysis.dates:
        item = Item(
            clock=date.clock,
            words=_around(article.text, date.span.start, date.span.end),
            inferred=None if date.stated else _inferred(date.anchor, strings),
            original=_as_written(date, article.text, strings),
        )
        items = found.setdefault(date.value, [])
        if item not in items:
            items.append(item)
    for note in shown.analysis.republication:
        if note.date and not any(d.span and note.span and note.span.holds(d.span) for d in shown.analysis.dates):
            words = strings.say(
                "republished-by", kind=strings.word("republication", note.kind), name=one_line(note.name or "")
            )
            found.setdefault(note.date, []).append(Item(clock="report", words=words, own_words=True))
    if article.published:
        words = strings.say("page-published")
        found.setdefault(article.published, []).append(Item(clock="report", words=words, own_words=True))
    ordered = sorted(found, key=_order)
    return tuple(Row(value=v, shown=strings.date(v), items=tuple(found[v])) for v in ordered)


def _order(value: str | None) -> tuple[int, str]:
    if value is None:
        return 3, ""
    if value.startswith("XXXX"):
        return 2, value
    return 1, value.replace("X", "0").lstrip("./")


def _inferred(anchor: str | None, strings: Strings) -> str:
    return strings.say("inferred-date", anchor=strings.date(anchor)) if anchor else strings.say("inferred-date-plain")


def _as_written(date: DateMention, text: str, strings: Strings) -> str | None:
    """The article's own words for a date of another calendar or month names, and for one that cannot be."""
    if date.original.calendar == "gregorian" and date.value is not None:
        return None
    calendar = strings.word("calendar", date.original.calendar)
    return strings.say("original-date", value=one_line(text[date.span.start : date.span.end]), calendar=calendar)


def _around(text: str, start: int, end: int) -> str:
    """The words around a date, within its paragraph, cut between words."""
    left = max(text.rfind("\n\n", 0, start) + 2 if text.rfind("\n\n", 0, start) >= 0 else 0, start - REACH)
    right = text.find("\n\n", end)
    right = min(right if right >= 0 else len(text), end + REACH)
    before, after = text[left:start], text[end:right]
    if left > 0 and text[left - 1] not in " \n" and " " in before:
        before = before.split(" ", 1)[1]
    if right < len(text) and text[right] not in " \n" and " " in after:
        after = after.rsplit(" ", 1)[0]
    opened = "" if left == 0 or text[left - 2 : left] == "\n\n" else "… "
    closed = "" if right >= len(text) or text[right : right + 2] == "\n\n" else " …"
    return opened + one_line(before + text[start:end] + after) + closed
