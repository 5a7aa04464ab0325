"""The timeline drawn: a row for every date, one side for what happened, the other for when it was reported.

Rows follow each other in the order of time, not to scale, so labels never meet however close two dates are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from takhrij.report.markup import Html, el, join
from takhrij.report.svg_text import BOLD, Side, direction, line, wrap

if TYPE_CHECKING:
    from takhrij.report.strings import Strings
    from takhrij.report.timeline import Item, Row

WIDE, NARROW = 860.0, 340.0
DATE = 150.0
SIZE, LEADING = 13.5, 21.0
SMALL, SMALL_LEADING = 11.5, 17.0
GAP = 16.0


class Edge(NamedTuple):
    """Where lines of text begin or end: the place, the room from there, and which of their edges lies on it."""

    x: float
    room: float
    side: Side


def timeline_diagram(rows: tuple[Row, ...], strings: Strings, *, narrow: bool) -> Html:
    """Draw the rows for a desktop or a phone."""
    pieces: list[Html] = []
    y = 0.0
    if not narrow:
        pieces.extend(_heads(strings))
        y = 40.0
    first = y
    for row in rows:
        drawn, height = _narrow_row(row, y, strings) if narrow else _wide_row(row, y, strings)
        pieces.extend(drawn)
        y += height
    across = NARROW if narrow else WIDE
    rtl = strings.direction == "rtl"
    spine = (NARROW - 9 if rtl else 9) if narrow else WIDE / 2
    back = el("line", x1=f"{spine:g}", x2=f"{spine:g}", y1=f"{first:g}", y2=f"{y:g}", class_="spine")
    return el(
        "svg", join(back, *pieces), viewBox=f"0 0 {across:g} {max(y, 1):g}", width=f"{across:g}", height=f"{y:g}",
        class_=f"diagram timeline {'narrow' if narrow else 'wide'}", aria_hidden="true", xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip


def _heads(strings: Strings) -> list[Html]:
    start, end = (WIDE * 0.75, WIDE * 0.25) if strings.direction == "rtl" else (WIDE * 0.25, WIDE * 0.75)
    return [
        line(strings.say("happened"), start, 20, "middle", "lane event"),
        line(strings.say("reported"), end, 20, "middle", "lane report"),
    ]


def _wide_row(row: Row, top: float, strings: Strings) -> tuple[list[Html], float]:
    """Date in the middle, what happened on the side where reading starts, what was reported on the other."""
    dates = wrap(row.shown, DATE - 16, BOLD * SIZE, 3)
    tall = len(dates) * LEADING + 12
    room = (WIDE - DATE) / 2 - 34
    rtl = strings.direction == "rtl"
    sides: dict[Literal["left", "right"], list[Item]] = {"left": [], "right": []}
    for item in row.items:
        sides["left" if (item.clock == "report") == rtl else "right"].append(item)
    drawn: list[Html] = []
    heights = [tall]
    for name, items in sides.items():
        x = WIDE / 2 + (DATE / 2 + 14) * (-1 if name == "left" else 1)
        touching: Side = "right" if name == "left" else "left"
        pieces, height = _items(items, Edge(x, room, touching), top + 6, strings)
        drawn.extend(pieces)
        heights.append(height + 6)
    height = max(heights) + GAP
    pill = el(
        "rect", x=f"{(WIDE - DATE) / 2:g}", y=f"{top:g}", width=f"{DATE:g}", height=f"{tall:g}", rx="8",
        class_="pill hollow" if _all_inferred(row) else "pill",
    )  # fmt: skip
    words = [
        line(d, WIDE / 2, top + 6 + (i + 1) * LEADING - 6, "middle", "date", base=strings.direction)
        for i, d in enumerate(dates)
    ]
    return [pill, *words, *drawn], height


def _narrow_row(row: Row, top: float, strings: Strings) -> tuple[list[Html], float]:
    rtl = strings.direction == "rtl"
    side: Side = "right" if rtl else "left"
    x = NARROW - 26 if rtl else 26.0
    dot = el(
        "circle",
        cx=f"{NARROW - 9 if rtl else 9:g}",
        cy=f"{top + 12:g}",
        r="6",
        class_="dot hollow" if _all_inferred(row) else "dot",
    )
    out = [dot]
    y = top
    for date in wrap(row.shown, NARROW - 34, BOLD * SIZE, 3):
        y += LEADING
        out.append(line(date, x, y - 5, side, "date", base=strings.direction))
    for clock in ("event", "report", "unknown"):
        items = [i for i in row.items if i.clock == clock]
        if items:
            y += SMALL_LEADING
            label = {"event": "happened", "report": "reported", "unknown": "unclear"}[clock]
            out.append(line(strings.say(label), x, y - 3, side, f"lane {clock}", base=strings.direction))
            drawn, height = _items(items, Edge(x, NARROW - 34, side), y, strings, tell_clock=False)
            out.extend(drawn)
            y += height
    return out, y - top + GAP


def _items(
    items: list[Item], edge: Edge, top: float, strings: Strings, *, tell_clock: bool = True
) -> tuple[list[Html], float]:
    """Lines of text along an edge; gives them and their height."""
    x, room, side = edge
    out: list[Html] = []
    y = top
    for item in items:
        base = strings.direction if item.own_words else None
        words = wrap(item.words, room, SIZE, 4)
        way = base or direction(item.words)
        for text in words:
            y += LEADING
            out.append(line(text, x, y - 6, side, "own" if item.own_words else "words", base=way))
        notes = [n for n in (item.inferred, item.original) if n]
        if tell_clock and item.clock == "unknown":
            notes.insert(0, strings.say("unclear"))
        for text in wrap(" · ".join(notes), room, SMALL, 3):
            y += SMALL_LEADING
            out.append(line(text, x, y - 4, side, "note", base=strings.direction))
        y += 6
    return out, y - top


def _all_inferred(row: Row) -> bool:
    return all(i.inferred for i in row.items)
