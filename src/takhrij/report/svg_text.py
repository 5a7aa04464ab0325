"""Text in SVG without a browser to measure it: widths are estimated generously, lines wrapped, directions set."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from takhrij.report.markup import Html, el
from takhrij.report.visible import one_line

Side = Literal["left", "right", "middle"]


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    """Width of a character in em, as wide as in the widest of common fonts."""
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Cf"}:
        return 0.0
    if character == " ":
        return 0.32
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.05
    if unicodedata.bidirectional(character) == "AL":
        return 0.58
    if character in "mwMW@%":
        return 1.0
    return 0.72 if character.isupper() else 0.62


# Bold letters are wider by this much.
BOLD = 1.13


def width(text: str, size: float) -> float:
    """Estimated width of a line at a font size, in the same unit; for bold letters give `BOLD` times the size."""
    return sum(map(_em, text)) * size


def wrap(text: str, room: float, size: float, lines: int) -> list[str]:
    """Break a text into at most `lines` lines of `room` width; what is left out is shown by an ellipsis."""
    out: list[str] = []
    current = ""
    for word in one_line(text).split():
        if len(out) > lines:
            break
        trial = f"{current} {word}".strip()
        if width(trial, size) <= room:
            current = trial
            continue
        if current:
            out.append(current)
        current = word
        while len(out) <= lines and (cut := _fitting(current, room, size)) < len(current):
            out.append(current[:cut])
            current = current[cut:]
    if current:
        out.append(current)
    if len(out) > lines:
        out = out[:lines]
        last = out[-1]
        while last and width(last + "…", size) > room:
            last = last[:-1]
        out[-1] = last.rstrip() + "…"
    return out


def _fitting(text: str, room: float, size: float) -> int:
    """Number of characters that fit into `room`, at least one."""
    for n, reach in enumerate(accumulate(map(_em, text)), 1):
        if reach * size > room:
            return max(n - 1, 1)
    return len(text)


def direction(text: str) -> Literal["rtl", "ltr"]:
    """The direction of the first strong character; left to right where there is none."""
    for c in text:
        kind = unicodedata.bidirectional(c)
        if kind in {"R", "AL"}:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def line(text: str, x: float, y: float, side: Side, class_: str, *, base: str | None = None) -> Html:
    """One line of text whose left edge, right edge or middle lies at `x`, and whose base line at `y`."""
    way = base or direction(text)
    anchor = "middle" if side == "middle" else ("start" if (side == "right") == (way == "rtl") else "end")
    return el("text", text, x=f"{x:g}", y=f"{y:g}", text_anchor=anchor, direction=way, class_=class_)
