"""Quotations that go on after their attribution: the following sentences of a paragraph that are quoted whole."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from takhrij.attribute import tags as t

_MOST = 60  # quoted sentences that may follow one attribution

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Candidate
    from takhrij.attribute.scan import Scan


def follow(scan: Scan, candidates: list[Candidate]) -> None:
    """Add to the last attribution of a sentence the quoted sentences that follow it in the same paragraph."""
    taken = {
        scan.quote_of[i]
        for c in candidates
        for first, last in c.content
        for i in (first, last - 1)
        if scan.quote_of[i] != scan.quote_of[c.at[0]]
    }
    outside = {i for c in candidates for i in range(*c.at) if scan.quote_of[i] < 0}
    last_in: dict[int, Candidate] = {}
    bounds = scan.sentences
    where = [0] * len(scan.tags)
    for k, (low, high) in enumerate(bounds):
        where[low:high] = [k] * (high - low)
    for c in candidates:
        if (
            any(scan.tags[i] & t.QUOTE for first, last in c.content for i in (first, max(first, last - 1)))
            and scan.quote_of[c.at[0]] < 0
        ):
            last_in[where[c.content[-1][1] - 1] if c.content[-1][1] > c.at[0] else where[c.at[0]]] = c
    for k, c in sorted(last_in.items()):
        for low, high in islice(bounds, k + 1, k + 1 + _MOST):
            q = scan.quote_of[low]
            if q < 0 or scan.quotes[q][0] != low or (q in taken and scan.quotes[q] not in c.content):
                break
            if scan.starts[low] in scan.paragraph_starts and not _is_open(scan, low - 1):
                break
            if q in taken:
                continue
            if any(i in outside for i in range(low, high)) or scan.words(scan.quotes[q][1], high) > 0:
                break
            c.content.append(scan.quotes[q])
            taken.add(q)


def _is_open(scan: Scan, i: int) -> bool:
    """Tell whether token `i`, the last of a paragraph, stands in a quotation that has not been closed."""
    k = scan.quote_of[i]
    return k >= 0 and not scan.quote_spans[k].closed
