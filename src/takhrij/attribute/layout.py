"""Attributions made by layout alone: "Name: what is said" at the head of a paragraph, and answers of an interview."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.lexicon import Cue

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.scan import Scan

_LABEL = 6  # words that a speaker's label may have
_TIMES = 2  # paragraphs that must carry a label before it counts as one
_LAYOUT = Cue(kind=0, name="says", takes=frozenset(), links=frozenset(), stance="asserts", weight=1.0)


def find_layouts(scan: Scan, frames: tuple[Frame, ...]) -> list[Candidate]:
    """Paragraphs that a label or a dash gives to a speaker; only where the article uses the layout throughout."""
    paragraphs = _paragraphs(scan)
    found: list[Candidate] = []
    for frame in frames:
        if frame.shape == "label":
            found.extend(_labelled(scan, paragraphs, frame))
        elif frame.shape == "answer":
            found.extend(_answers(scan, paragraphs, frame))
    return found


def _paragraphs(scan: Scan) -> list[Range]:
    """Token ranges of the paragraphs."""
    heads = [low for low, _ in scan.sentences if scan.starts[low] in scan.paragraph_starts]
    return list(pairwise([*heads, len(scan.tags)]))


def _labelled(scan: Scan, paragraphs: list[Range], frame: Frame) -> list[Candidate]:
    labels: dict[str, list[tuple[Range, Range]]] = {}
    for low, high in paragraphs:
        colon = next((i for i in range(low + 1, min(high, low + _LABEL + 3)) if scan.tags[i] & t.COLON), None)
        if colon is None or any(
            scan.tags[i] & (t.QUOTE | t.COMMA | t.END | t.SAY | t.VERB | t.DASH) for i in range(low, colon)
        ):
            continue
        end = next((i for i in range(low, colon) if scan.tags[i] & t.OPEN), colon)
        name = " ".join(scan.folds[low:end])
        if end > low and colon + 1 < high and scan.starts[colon + 1] > scan.ends[colon]:
            labels.setdefault(name, []).append(((low, end), (colon + 1, high)))
    speakers = [n for n, uses in labels.items() if len(uses) >= _TIMES]
    if len(speakers) < _TIMES:
        return []
    # the one who asks most is the interviewer: the outlet's own voice
    questions = {
        n: sum(scan.text[scan.ends[c[1] - 1] - 1] in "?\u061f" for _, c in labels[n]) / len(labels[n]) for n in speakers
    }
    interviewer = max(questions, key=lambda n: questions[n])
    return [
        Candidate(frame=frame, cue=_LAYOUT, at=(label[0], label[0]), content=[content], source=label, anchor="layout")
        for name in speakers
        if name != interviewer
        for label, content in labels[name]
    ]


def _answers(scan: Scan, paragraphs: list[Range], frame: Frame) -> list[Candidate]:
    """Paragraphs that begin with a dash after one that ends in a question mark."""
    pairs = [
        (low + 1, high)
        for (before_low, before_high), (low, high) in pairwise(paragraphs)
        if scan.tags[low] & t.DASH
        and not scan.tags[before_low] & t.DASH
        and scan.text[scan.ends[before_high - 1] - 1] in "?\u061f"
        and low + 1 < high
    ]
    if len(pairs) < _TIMES:
        return []
    return [
        Candidate(frame=frame, cue=_LAYOUT, at=(low, low), content=[(low, high)], source=None, anchor="layout")
        for low, high in pairs
    ]
