"""Attributions made by layout alone: "Name: what is said" at the head of a paragraph, and answers of an interview."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.lexicon import Cue
from takhrij.attribute.placed import PLACED

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.scan import Scan

_LABEL = 6  # words that a speaker's label may have
_LINE = 12  # tokens of a sentence that announces a text
_TITLE = 16  # tokens of a name with its title
_SPOKEN = 4  # words of a content that nothing but its place marks
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
        elif frame.shape in PLACED:
            found.extend(PLACED[frame.shape](scan, paragraphs, frame))
        elif frame.shape == "exchange":
            found.extend(_exchange(scan, paragraphs, frame))
        elif frame.shape == "voices":
            found.extend(_voices(scan, paragraphs, frame))
        elif frame.shape == "signed":
            found.extend(c for low, high in paragraphs if (c := _signed(scan, low, high, frame)))
        elif frame.shape == "text":
            found.extend(_texts(scan, paragraphs, frame))
    return found


def _texts(scan: Scan, paragraphs: list[Range], frame: Frame) -> list[Candidate]:
    """A whole text given behind the line that announces it ("The statement in full:"): up to the end of the article.

    The line is a paragraph of its own, or a short sentence that names the text and says of nobody that he spoke.
    """
    n = 0
    for k, (low, high) in enumerate(paragraphs):
        if k + 1 < len(paragraphs) and scan.tags[high - 1] & t.COLON:
            for i in range(high - 2, max(low, high - _LABEL) - 1, -1):
                if scan.tags[i] & t.WORDING:
                    return [_text(scan, i, paragraphs[k + 1][0], paragraphs[k + 2 :], frame)]
        while n < len(scan.sentences) and scan.sentences[n][0] < high:
            first, last = scan.sentences[n]
            n += 1
            if (found := _announced(scan, first, min(last, first + _LINE))) is not None:
                return [_text(scan, found[0], found[1], paragraphs[k + 1 :], frame)]
    return []


def _announced(scan: Scan, low: int, high: int) -> Range | None:
    """The word that announces a text ("text of the article") and the token behind the colon that ends its line."""
    tags = scan.tags
    colon = next((i for i in range(low, high) if tags[i] & t.COLON), None)
    if colon is None or colon + 1 >= len(tags) or scan.quote_of[colon + 1] >= 0:
        return None
    if any(tags[i] & (t.SAY | t.THAT) for i in range(low, colon)):
        return None
    at = next((i for i in range(low, colon) if tags[i] & t.TEXT), None)
    return None if at is None else (at, colon + 1)


def _text(scan: Scan, at: int, first: int, after: list[Range], frame: Frame) -> Candidate:
    end = next((a for a, _ in after if scan.tags[a] & t.CREDIT), len(scan.tags))
    return Candidate(frame=frame, cue=_LAYOUT, at=(at, at + 1), content=[(first, end)], source=None, anchor="layout")


def _exchange(scan: Scan, paragraphs: list[Range], frame: Frame) -> list[Candidate]:
    """Questions and answers that carry a label each ("Q:", "A:"), also where one paragraph holds several."""
    found = []
    for low, high in paragraphs:
        labels = [
            i for i in range(low, high - 2) if scan.tags[i] & (t.ASKER | t.ANSWERER) and scan.tags[i + 1] & t.COLON
        ]
        for i, end in pairwise([*labels, high]):
            if scan.tags[i] & t.ANSWERER:
                last = next((k for k in range(i + 3, end) if scan.tags[k] & t.OPEN and scan.tags[k - 1] & t.END), end)
                found.append(
                    Candidate(
                        frame=frame, cue=_LAYOUT, at=(i, i), content=[(i + 2, last)], source=None, anchor="layout"
                    )
                )
    return found if len(found) >= _TIMES else []


def _voices(scan: Scan, paragraphs: list[Range], frame: Frame) -> list[Candidate]:
    """Several persons asked the same: paragraphs that begin with different names or roles and a colon."""
    found = []
    with_role = 0
    names = set()
    for low, high in paragraphs:
        colon = next((i for i in range(low + 1, min(high, low + _TITLE)) if scan.tags[i] & t.COLON), None)
        if colon is None or scan.words(colon + 1, high) < _SPOKEN or scan.starts[colon + 1] <= scan.ends[colon]:
            continue
        if any(
            scan.tags[i] & (t.END | t.SAY & ~t.NOUN | t.DASH | t.THAT | t.CUE & ~t.SAY) for i in range(low, colon)
        ) or scan.tags[low] & (t.PREPOSITION | t.PREP | t.AND | t.SAY):
            continue
        with_role += any(scan.tags[i] & t.COMMA for i in range(low, colon))
        names.add(" ".join(scan.folds[low:colon]))
        found.append(
            Candidate(
                frame=frame,
                cue=_LAYOUT,
                at=(low, low),
                content=[(colon + 1, high)],
                source=(low, colon),
                anchor="layout",
            )
        )
    return found if len(names) == len(found) > _TIMES and 2 * with_role >= _TIMES else []


def _signed(scan: Scan, low: int, high: int, frame: Frame) -> Candidate | None:
    """A paragraph that is a quotation and, after it, only the name of its speaker."""
    k = scan.quote_of[low]
    if k < 0 or scan.quotes[k][0] != low or not scan.quote_spans[k].closed or scan.words(*scan.quotes[k]) < _SPOKEN:
        return None
    start = scan.quotes[k][1]
    while start < high and scan.tags[start] & (t.DASH | t.COMMA):
        start += 1
    end = start
    while (
        end < high
        and not scan.tags[end] & (t.MARK & ~t.COMMA | t.SAY | t.VERB | t.THAT | t.PREP)
        and scan.text[scan.starts[end]] != "#"
    ):
        end += 1
    if end < high and (scan.tags[end] & ~(t.END | t.DASH) or scan.text[scan.starts[end]] != "#") and end != high - 1:
        return None
    while end > start and scan.tags[end - 1] & (t.PREPOSITION | t.ATTACHED | t.COMMA | t.LINK):
        end -= 1
    if not 2 <= scan.words(start, end) <= _TITLE or scan.tags[start] & (
        t.PREPOSITION | t.ATTACHED | t.AND | t.CONJ | t.PRON | t.SUB | t.REL
    ):
        return None
    return Candidate(
        frame=frame, cue=_LAYOUT, at=(start, start), content=[scan.quotes[k]], source=(start, end), anchor="layout"
    )


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
