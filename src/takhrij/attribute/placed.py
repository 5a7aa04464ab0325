"""Quotations that only their place gives to a speaker: by a dash, by a colon, or as paragraphs of their own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.clause import open_verb
from takhrij.attribute.extent import sentence_of
from takhrij.attribute.lexicon import Cue
from takhrij.attribute.phrase import after_verb, before_verb, is_verb

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.scan import Scan

_NAME = 18  # tokens of a name with title and apposition
_WHOLE = 5  # words that make a paragraph of quotation speech
_MOST = 40  # paragraphs that one quotation may go on for
_PLACE = Cue(kind=0, name="says", takes=frozenset(), links=frozenset(), stance="asserts", weight=1.0)


def dashed(scan: Scan, paragraphs: list[Range], frame: Frame) -> list[Candidate]:
    """A quotation, a dash and a name: "C" - Commissioner X."""
    found = []
    for low, high in paragraphs:
        k = scan.quote_of[low]
        if k < 0 or scan.quotes[k][0] != low:
            continue
        dash = scan.quotes[k][1]
        if dash + 1 >= high or not scan.tags[dash] & t.DASH or not scan.tags[dash + 1] & t.CAP:
            continue
        end = dash + 1
        while end < high and not scan.tags[end] & (t.COMMA | t.END | t.DASH | t.COLON | t.QUOTE):
            end += 1
        if _is_name(scan, dash + 1, end):
            found.append(_made(frame, dash + 1, scan.quotes[k], (dash + 1, end)))
    return found


def introduced(scan: Scan, paragraphs: list[Range], frame: Frame) -> list[Candidate]:
    """A name and a colon, then a quotation in the same paragraph or the next: "And from Chairwoman X:"."""
    found = []
    for low, high in paragraphs:
        colon = next((i for i in range(low, min(high, low + _NAME)) if scan.tags[i] & t.COLON), None)
        if colon is None or colon + 1 >= len(scan.tags):
            continue
        k = scan.quote_of[colon + 1]
        first = low
        while first < colon and scan.tags[first] & (t.CONJ | t.PREPOSITION | t.ADVERB):
            first += 1
        if (
            k >= 0
            and scan.quotes[k][0] == colon + 1
            and (k := scan.quote_of[colon + 1]) >= 0
            and _is_name(scan, first, colon)
        ):
            last = scan.quotes[k][1]
            if colon + 1 >= high or last >= high - 1 or scan.words(last, high) == 0:
                found.append(_made(frame, first, scan.quotes[k], (first, colon)))
    return found


def _is_name(scan: Scan, first: int, last: int) -> bool:
    """Tell whether a range may be a person or body: some words, no verb, no quotation, a capital or a title."""
    tags = scan.tags
    if not 0 < last - first <= _NAME or tags[first] & (t.PRON & ~t.DET):
        return False
    if any(tags[i] & (t.QUOTE | t.SAY & ~t.NOUN | t.CLAIM) and not tags[i] & t.CAP for i in range(first, last)):
        return False
    return open_verb(scan, first, last) is None and any(
        tags[i] & (t.CAP | t.TITLE | t.SOURCE) for i in range(first + (first == 0), last)
    )


def _made(frame: Frame, at: int, content: Range, source: Range | None) -> Candidate:
    return Candidate(frame=frame, cue=_PLACE, at=(at, at), content=[content], source=source, anchor="layout")


def stand(scan: Scan, frame: Frame, candidates: list[Candidate]) -> list[Candidate]:
    """Paragraphs that are one quotation which no cue claims: a speech goes on, or the last speaker goes on speaking."""
    heads = [low for low, _ in scan.sentences if scan.starts[low] in scan.paragraph_starts]
    holder = {
        scan.quote_of[i]: c
        for c in candidates
        for first, last in c.content
        for i in (first, last - 1)
        if scan.quote_of[c.at[0]] < 0 or c.at[0] == c.at[1]
    }
    found: list[Candidate] = []
    before: Candidate | None = None  # whose quotation the paragraph before left open
    length = 0
    for low, high in pairwise([*heads, len(scan.tags)]):
        k = scan.quote_of[low]
        whole = k >= 0 and scan.quotes[k][0] == low and scan.words(scan.quotes[k][1], high) == 0
        if whole and k not in holder:
            if before is not None and length < _MOST:
                before.content.append(scan.quotes[k])
                holder[k] = before
                length += 1
            elif candidates and scan.words(*scan.quotes[k]) >= _WHOLE:
                holder[k] = _made(frame, low, scan.quotes[k], None)
                found.append(holder[k])
        last = scan.quote_of[high - 1]
        stays = last >= 0 and not scan.quote_spans[last].closed and last in holder
        if not stays or before is not holder[last]:
            length = 0
        before = holder[last] if stays else None
    return found


def spoken(scan: Scan, frame: Frame, candidates: list[Candidate]) -> list[Candidate]:
    """Quotations behind a colon that no cue claims, where a verb has somebody do something: `He sighed: "C"`."""
    claimed = {
        scan.quote_of[i] for c in candidates for first, last in c.content for i in (first, last - 1) if first < last
    }
    found: list[Candidate] = []
    for k, (first, last) in enumerate(scan.quotes):
        if k in claimed or first == 0 or not scan.tags[first - 1] & t.COLON or scan.words(first, last) < _WHOLE - 1:
            continue
        low = sentence_of(scan, first - 1)[0]
        head = range(max(low, first - _NAME), first - 1)
        if any(scan.tags[i] & (t.CUE | t.THAT) and scan.quote_of[i] < 0 for i in head):
            continue
        verb = next((i for i in reversed(head) if is_verb(scan, i) and not scan.tags[i - 1] & t.REL), None)
        if verb is not None:
            source = after_verb(scan, verb + 1, first - 1) or before_verb(scan, verb, low)
            cue = _made(frame, verb, (first, last), source)
            cue.at = (verb, verb + 1)
            found.append(cue)
    return found


PLACED = {"dashed": dashed, "introduced": introduced}
UNCLAIMED = {"spoken": spoken, "standing": stand}  # tried last, on quotations that nothing else took
