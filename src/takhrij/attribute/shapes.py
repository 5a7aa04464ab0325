"""The recognisers: how source, cue and content may stand to one another. A rule of a pack names one by its shape.

Each takes the scan, the token of the cue, the cue and the rule, and gives a candidate or the reason why it does not fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import extent, phrase, subject_first
from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable

    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

    Shape = Callable[[Scan, int, Cue, Frame], Candidate | str]

_FARTHEST = 45  # tokens between a cue and its anchor
_SPEECH = 4  # words that make a quotation speech where nothing but its place says so


class Anchor:
    """What ties cue and content: its kind, where the words before it end, where the content begins."""

    __slots__ = ("before", "content", "kind")

    def __init__(self, kind: str, before: int, content: int) -> None:
        self.kind = kind
        self.before = before
        self.content = content


def find_anchor(scan: Scan, at: int, high: int, cue: Cue, frame: Frame) -> Anchor | str:
    """Look right of the cue for the word or mark that its content follows."""
    tags = scan.tags
    i = at + 1
    stop = min(high, at + 1 + _FARTHEST)
    while i < stop:
        tag = tags[i]
        if tag & t.THAT and "that" in frame.anchors:
            linked = tags[i - 1] & t.LINK and i - 1 > at
            if not linked or scan.folds[i - 1] in cue.links:
                return Anchor("that", i - 1 if linked else i, i + 1)
        if tag & t.WHETHER and "whether" in frame.anchors:
            return Anchor("whether", i, i + 1)
        if tag & t.COLON:
            if "colon" in frame.anchors and i + 1 < len(tags):
                return Anchor("colon", i, i + 1)
            return "a colon comes first"
        if tag & t.QUOTE and scan.quote_of[i] >= 0 and scan.quotes[scan.quote_of[i]][0] == i:
            first, last = scan.quotes[scan.quote_of[i]]
            if scan.words(first, last) >= _SPEECH or (last < high and tags[last] & t.END) or last == high:
                if "quote" in frame.anchors:
                    return Anchor("quote", i, i)
                return "a quotation comes first"
            i = last
            continue
        if tag & t.OPEN:
            i = phrase.closing(scan, i, stop)
        elif tag & t.END:
            return "the clause ends before an anchor"
        elif tag & t.SAY and tag & t.AND:
            return "another reporting verb comes first"
        i += 1
    return "no anchor in reach"


def verb(scan: Scan, at: int, cue: Cue, frame: Frame) -> Candidate | str:
    """A finite verb with its content after an anchor; the source between, before, or left out."""
    low, high = extent.scope_of(scan, at)
    anchor = find_anchor(scan, at, high, cue, frame)
    if isinstance(anchor, str):
        return anchor
    content = extent.forward(scan, anchor.content, _reach(scan, anchor, high))
    if content is None:
        return "nothing follows the anchor"
    source = phrase.after_verb(scan, at + 1, anchor.before)
    if source is None and not scan.tags[at] & t.AND and at > low:
        source = phrase.before_verb(scan, at, low)
    return Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor=anchor.kind)


def _reach(scan: Scan, anchor: Anchor, high: int) -> int:
    """A quotation that begins in this sentence may end in a later one."""
    i = anchor.content
    if i < len(scan.tags) and scan.tags[i] & t.QUOTE and scan.quote_of[i] >= 0:
        return max(high, scan.quotes[scan.quote_of[i]][1])
    return high


def participle(scan: Scan, at: int, cue: Cue, frame: Frame) -> Candidate | str:
    """A participle or verbal noun: its subject is that of the clause before, so no source is read here."""
    _, high = extent.scope_of(scan, at)
    anchor = find_anchor(scan, at, high, cue, frame)
    if isinstance(anchor, str):
        return anchor
    if anchor.before - at > 8:  # noqa: PLR2004 - a participle's anchor follows it closely
        return "the anchor is too far"
    content = extent.forward(scan, anchor.content, _reach(scan, anchor, high))
    if content is None:
        return "nothing follows the anchor"
    return Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=None, anchor=anchor.kind)


def impersonal(scan: Scan, at: int, cue: Cue, frame: Frame) -> Candidate | str:
    """A passive verb or a noun of reporting without a source."""
    found = participle(scan, at, cue, frame)
    if isinstance(found, Candidate):
        found.impersonal = True
    return found


def preposition(scan: Scan, at: int, cue: Cue, frame: Frame) -> Candidate | str:
    """A prepositional cue with its source right after it; the content is the rest of the clause, before or after."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    end = at + 1
    while end < high and not tags[end] & (t.COMMA | t.END | t.COLON | t.THAT | t.PARTICIPLE):
        if tags[end] & t.OPEN:
            end = phrase.closing(scan, end, high)
        end += 1
    source = phrase.after_verb(scan, at + 1, end)
    if source is None:
        return "no source follows"
    first = at - 1 if at > low and tags[at - 1] & t.COMMA else at
    if scan.words(low, first) <= 2:  # noqa: PLR2004 - "but according to X, ..."
        content = extent.forward(scan, end, high)
        where = "after"
    else:
        content = extent.backward(scan, first, low)
        where = "before"
    if content is None:
        return "no content beside the cue"
    return Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor=where)


SHAPES: dict[str, Shape] = {
    "verb": verb,
    "participle": participle,
    "impersonal": impersonal,
    "preposition": preposition,
    "content-first": subject_first.content_first,
    "subject-verb": subject_first.subject_verb,
    "gerund": subject_first.gerund,
    "noun": subject_first.noun,
}
