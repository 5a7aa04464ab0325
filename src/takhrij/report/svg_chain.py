"""The chain diagram: columns from this page to the first utterers, drawn in the reading direction of the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.report.markup import Html, el, join
from takhrij.report.svg_text import BOLD, line, wrap

if TYPE_CHECKING:
    from takhrij.report.chain_tree import Node
    from takhrij.report.strings import Strings

BOX = 168.0
GAP = 40.0
PAD = 10.0
NAME, SMALL = 14.0, 11.5
NAME_LEADING, SMALL_LEADING = 21.0, 17.0
BETWEEN = 12.0
DEEPEST = 12
SHOWN_NUMBERS = 14


class Box(NamedTuple):
    """A node with its place: column, top and the lines it shows."""

    node: Node
    column: int
    top: float
    height: float
    names: list[str]
    acts: list[str]
    marks: list[str]
    children: list[Box]


def chain_diagram(root: Node, strings: Strings, tones: dict[str, int]) -> Html:
    """Draw the tree. Sizes are in CSS pixels; text is wrapped, so no box overlaps another."""
    placed, height = _place(root, 0, 0.0, strings)
    columns = _deepest(placed) + 1
    across = columns * BOX + (columns - 1) * GAP + 2
    down = height + 2
    pieces = list(_draw(placed, across, strings, tones))
    return el(
        "svg",
        join(*(p for p, _ in pieces), *(p for _, p in pieces)),
        viewBox=f"-1 -1 {across:g} {down:g}",
        width=f"{across:g}",
        height=f"{down:g}",
        class_="diagram chain",
        aria_hidden="true",
        xmlns="http://www.w3.org/2000/svg",
    )


def _place(node: Node, column: int, top: float, strings: Strings) -> tuple[Box, float]:
    """Lay out a subtree from `top` down; gives the box and the height of the subtree."""
    names = wrap(node.name, BOX - 2 * PAD, BOLD * NAME, 4)
    acts = strings.join([strings.word("act", a) for a in node.acts])
    if node.dates:
        acts += " · " + strings.join([strings.date(d) for d in node.dates[:2]])
    small = wrap(acts, BOX - 2 * PAD, SMALL, 3)
    numbers = [s.number for s in node.statements]
    marks = wrap(
        strings.comma.join(numbers[:SHOWN_NUMBERS]) + (" …" if len(numbers) > SHOWN_NUMBERS else ""),
        BOX - 2 * PAD,
        SMALL,
        3,
    )
    own = 2 * PAD + len(names) * NAME_LEADING + (len(small) + len(marks)) * SMALL_LEADING
    children: list[Box] = []
    used = 0.0
    if column < DEEPEST:
        for child in node.children.values():
            box, height = _place(child, column + 1, top + used, strings)
            children.append(box)
            used += height + BETWEEN
    used = max(used - BETWEEN, 0.0)
    total = max(own, used)
    if used < own and children:
        children = [_moved(c, (own - used) / 2) for c in children]
    middle = (children[0].top + children[-1].top + children[-1].height) / 2 if children else top + own / 2
    own_top = min(max(middle - own / 2, top), top + total - own)
    return Box(node, column, own_top, own, names, small, marks, children), total


def _moved(box: Box, by: float) -> Box:
    return box._replace(top=box.top + by, children=[_moved(c, by) for c in box.children])


def _deepest(box: Box) -> int:
    return max((_deepest(c) for c in box.children), default=box.column)


def _left(box: Box, across: float, strings: Strings) -> float:
    start = box.column * (BOX + GAP)
    return across - 2 - start - BOX if strings.direction == "rtl" else start


def _draw(box: Box, across: float, strings: Strings, tones: dict[str, int]) -> list[tuple[Html, Html]]:
    """Lines to the children and the box itself, for the whole subtree."""
    left = _left(box, across, strings)
    middle = left + BOX / 2
    lines: list[Html] = []
    y = box.top + PAD
    for name in box.names:
        y += NAME_LEADING
        lines.append(line(name, middle, y - 6, "middle", "name"))
    for act in box.acts:
        y += SMALL_LEADING
        lines.append(line(act, middle, y - 4, "middle", "act", base=strings.direction))
    for mark in box.marks:
        y += SMALL_LEADING
        lines.append(line(mark, middle, y - 4, "middle", "marks", base=strings.direction))
    frame = el(
        "rect", x=f"{left:g}", y=f"{box.top:g}", width=f"{BOX:g}", height=f"{box.height:g}", rx="8", class_="frame"
    )
    tone = tones.get(box.node.key)
    classes = " ".join(
        [
            "node",
            f"t{tone % 8}" if tone is not None else "plain",
            *(["nameless"] if box.node.anonymous else []),
            *(["root"] if box.column == 0 else []),
        ]
    )
    body = el("g", el("title", box.node.name), frame, *lines, class_=classes)
    if box.node.statements:
        body = el("a", body, href=f"#{box.node.statements[0].anchor}", tabindex="-1")
    out = [(join(*(_edge(box, c, across, strings) for c in box.children)), body)]
    for child in box.children:
        out.extend(_draw(child, across, strings, tones))
    return out


def _edge(parent: Box, child: Box, across: float, strings: Strings) -> Html:
    rtl = strings.direction == "rtl"
    x1 = _left(parent, across, strings) + (0 if rtl else BOX)
    x2 = _left(child, across, strings) + (BOX if rtl else 0)
    y1, y2 = parent.top + parent.height / 2, child.top + child.height / 2
    bend = (x1 + x2) / 2
    return el("path", d=f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}", class_="edge")
