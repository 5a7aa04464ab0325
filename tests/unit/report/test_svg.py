import itertools

import lxml.etree
import pytest

from support.sample_analysis import arabic, english, hostile
from takhrij.model import Analysis
from takhrij.report.chain_tree import chain_tree
from takhrij.report.strings import strings
from takhrij.report.svg_chain import chain_diagram
from takhrij.report.svg_timeline import timeline_diagram
from takhrij.report.timeline import timeline
from takhrij.report.view import view

NS = {"s": "http://www.w3.org/2000/svg"}
CASES = [(made(), interface) for made in (arabic, english, hostile) for interface in ("ar", "en")]


def drawn(analysis: Analysis, interface: str) -> lxml.etree._Element:
    words = strings(interface)
    shown = view(analysis, words)
    root = chain_tree(shown)
    assert root is not None
    return lxml.etree.fromstring(str(chain_diagram(root, words, shown.tones)))


@pytest.mark.parametrize(("analysis", "interface"), CASES)
def test_boxes_of_the_chain_diagram_do_not_overlap(analysis: Analysis, interface: str) -> None:
    svg = drawn(analysis, interface)
    boxes = [tuple(float(r.get(k)) for k in ("x", "y", "width", "height")) for r in svg.findall(".//s:rect", NS)]
    assert len(boxes) > 5
    for (x, y, w, h), (a, b, c, d) in itertools.combinations(boxes, 2):
        assert x + w <= a or a + c <= x or y + h <= b or b + d <= y
    left, top, across, down = (float(v) for v in svg.get("viewBox").split())
    assert all(left <= x and x + w <= left + across and top <= y and y + h <= top + down for x, y, w, h in boxes)


def test_the_chain_diagram_runs_in_the_reading_direction() -> None:
    first, *rest = (float(r.get("x")) for r in drawn(arabic(), "ar").findall(".//s:rect", NS))
    assert all(x < first for x in rest)
    first, *rest = (float(r.get("x")) for r in drawn(arabic(), "en").findall(".//s:rect", NS))
    assert all(x > first for x in rest)


def test_links_of_one_entity_are_one_box_and_nameless_ones_are_dashed() -> None:
    svg = drawn(arabic(), "en")
    titles = [t.text for t in svg.findall(".//s:title", NS)]
    assert titles.count("بريد الميناء") == 1
    nameless = [g.find("s:title", NS).text for g in svg.findall(".//s:g", NS) if "nameless" in g.get("class")]
    assert nameless == ["مصدر مقرب من التحقيق", "قيل"]


@pytest.mark.parametrize(("analysis", "interface"), CASES)
@pytest.mark.parametrize("narrow", [True, False])
def test_lines_of_the_timeline_do_not_meet(analysis: Analysis, interface: str, narrow: bool) -> None:
    words = strings(interface)
    svg = lxml.etree.fromstring(str(timeline_diagram(timeline(view(analysis, words), words), words, narrow=narrow)))
    lines: dict[str, list[float]] = {}
    for t in svg.findall(".//s:text", NS):
        lines.setdefault(t.get("x"), []).append(float(t.get("y")))
    for heights in lines.values():
        assert all(b - a >= 12 for a, b in itertools.pairwise(sorted(heights)))
    assert all(y <= float(svg.get("height")) for heights in lines.values() for y in heights)


def test_the_timeline_is_in_the_order_of_time_with_two_clocks() -> None:
    words = strings("en")
    rows = timeline(view(arabic(), words), words)
    assert [r.value for r in rows] == [
        "198X", "2014", "2019-10-16", "2019-10-17", "2019-10-18T09:30:00+03:00", "2019-10-29/2019-11-27",
    ]  # fmt: skip
    assert [r.items[0].clock for r in rows] == ["event", "event", "report", "report", "report", "event"]
    assert rows[2].items[0].inferred == "a part was inferred (18 October 2019)"
    assert "16 تشرين الأول" in rows[2].items[0].words
