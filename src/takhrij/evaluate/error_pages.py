"""Pages that show every difference from the gold in its words: an index, and one page for each kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from takhrij.errors import UsageError
from takhrij.evaluate.differences import KINDS, Difference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

AROUND = 80
STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
article { border-top: 1px solid #8886; padding: .5rem 0 }
p { margin: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
.gc { text-decoration: underline 2px #080 } .pc { background: #06f3 }
.gs { text-decoration: underline 2px dotted #a40 } .ps { outline: 1px solid #a40 }
.gq { text-decoration: underline 2px wavy #80a } .pq { border-bottom: 3px double #80a }
small { opacity: .75 }
td { padding: .1rem .8rem; text-align: start }
"""
LEGEND = (
    '<p>gold: <span class="gc">content</span> <span class="gs">source</span> <span class="gq">cue</span> · found: '
    '<span class="pc">content</span> <span class="ps">source</span> <span class="pq">cue</span></p>'
)


def write_pages(differences: Iterable[Difference], folder: Path) -> Path:
    """Write the pages into a folder and give the index. Raises UsageError where it cannot be written."""
    by_kind: dict[str, list[Difference]] = defaultdict(list)
    for one in differences:
        by_kind[one.kind].append(one)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, found in by_kind.items():
            shown = f"<h1>{kind}: {KINDS[kind]}</h1>{LEGEND}{_rules(found)}{''.join(map(_shown, found))}"
            (folder / f"{kind}.html").write_text(_page(kind, shown), encoding="utf-8")
        index = folder / "index.html"
        index.write_text(_page("Differences from the gold", _index(by_kind)), encoding="utf-8")
    except OSError as e:
        raise UsageError("unwritable-output", f"{folder} cannot be written: {e.strerror}", "Give -o a folder.") from e
    return index


def _page(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="en"><head>{head}<style>{STYLE}</style></head><body>{body}</body></html>\n'


def _index(by_kind: dict[str, list[Difference]]) -> str:
    rows = "".join(
        f'<tr><td><a href="{kind}.html">{kind}</a></td><td>{len(by_kind[kind])}</td><td>{meaning}</td></tr>'
        for kind, meaning in KINDS.items()
        if kind in by_kind
    )
    return f"<h1>Differences from the gold</h1><table>{rows}</table>" if rows else "<h1>No difference</h1>"


def _rules(found: list[Difference]) -> str:
    """How many of these differences each rule has made."""
    counted = Counter(one.found.rule for one in found if one.found and one.found.rule)
    rows = "".join(f"<tr><td>{escape(rule)}</td><td>{n}</td></tr>" for rule, n in counted.most_common())
    return f"<details><summary>by rule</summary><table>{rows}</table></details>" if rows else ""


def _shown(one: Difference) -> str:
    """The stretch of text round both marks, with their spans drawn into it."""
    text, cuts = one.document.text or "", _spans(one)
    low = max(0, min(start for start, _, _ in cuts) - AROUND)
    high = min(len(text), max(end for _, end, _ in cuts) + AROUND)
    edges = sorted({low, high, *(edge for start, end, _ in cuts for edge in (start, end))})
    drawn = []
    for start, end in pairwise(edges):
        classes = " ".join(name for s, e, name in cuts if s <= start and end <= e)
        words = escape(text[start:end])
        drawn.append(f'<span class="{classes}">{words}</span>' if classes else words)
    rule = f"rule {one.found.rule}" if one.found and one.found.rule else ""
    about = " · ".join(filter(None, (one.document.id, rule, one.detail)))
    return f'<article><small><bdi>{escape(about)}</bdi></small><p dir="auto">{"".join(drawn)}</p></article>\n'


def _spans(one: Difference) -> list[tuple[int, int, str]]:
    """All spans of both marks with the class that draws them: g(old) or p(redicted), c(ontent), s(ource), (c)q(ue)."""
    return [
        (start, end, f"{side}{letter}")
        for side, mark in (("g", one.gold), ("p", one.found))
        if mark is not None
        for letter, spans in (("c", mark.content), ("s", mark.source), ("q", mark.cue))
        for start, end in spans
    ]
