"""Score dates: spans that overlap are paired one to one, largest overlap first; then their values are compared.

Values are EDTF-like: YYYY, YYYY-MM, YYYY-MM-DD, 198X, 19XX, XXXX-04-18 (a year the text does not give), A/B.
A prediction without a partner counts nowhere where it overlaps an `ignore` span or a gold date; on `not_dates` it is a
trap. Outcomes of a pair: right, precision mismatch (one value is a coarser form of the other), year supplied (the gold
has none), wrong. `anchored`: the documents were read with their `anchor` as publication date; then relative dates
count too and a supplied year is right.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from takhrij.evaluate.attributions import f1, share
from takhrij.evaluate.gold import Dated, Document

if TYPE_CHECKING:
    from collections.abc import Sequence

OUTCOMES = ("right", "precision mismatch", "year supplied", "wrong")


def score(gold: dict[str, Document], predicted: dict[str, Document], *, anchored: bool = False) -> dict[str, Any]:
    """Span precision, recall, F1 and what became of the values of paired dates."""
    n: Counter[str] = Counter()
    for name, wanted in gold.items():
        _count(n, wanted, predicted.get(name, Document()).dates, anchored=anchored)
    p, r = share(n["paired"], n["counted"]), share(n["paired"], n["gold"])
    return {
        "gold": n["gold"],
        "pred": n["counted"],
        "left_out": n["left out"],
        "span": {"p": p, "r": r, "f1": f1(p, r)},
        "paired": n["paired"],
        **{outcome.replace(" ", "_"): n[outcome] for outcome in OUTCOMES},
        "right_of_paired": share(n["right"], n["paired"]),
        "right_of_all": share(n["right"], n["gold"]),
        "false_alarms": n["false alarms"],
        "traps": n["traps"],
    }


def _count(n: Counter[str], document: Document, found: Sequence[Dated], *, anchored: bool) -> None:
    wanted = document.dates + (document.relative if anchored else ())
    partner = _pair(wanted, found)
    n["gold"] += len(wanted)
    n["paired"] += len(partner)
    for i, j in partner.items():
        n[judge(wanted[i], found[j].value, anchored=anchored)] += 1
    ignored = [*document.ignore, *(d.span for d in wanted), *(d.span for d in document.relative)]
    taken = set(partner.values())
    for j, date in enumerate(found):
        if j not in taken and any(_overlap(span, date.span) > 0 for span in ignored):
            n["left out"] += 1
            continue
        n["counted"] += 1
        if j not in taken:
            n["false alarms"] += 1
            n["traps"] += any(_overlap(d.span, date.span) > 0 for d in document.not_dates)


def _pair(wanted: Sequence[Dated], found: Sequence[Dated]) -> dict[int, int]:
    """Number of the predicted date for each gold date that has one."""
    candidates = []
    for i, g in enumerate(wanted):
        for j, p in enumerate(found):
            if (shared := _overlap(g.span, p.span)) > 0:
                longer = abs((p.span[1] - p.span[0]) - (g.span[1] - g.span[0]))
                candidates.append((shared, -longer, i, j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def judge(gold: Dated, value: str | None, *, anchored: bool) -> str:
    """What became of the value of a paired date: one of `OUTCOMES`."""
    got, accepted = _normal(value), [_normal(v) for v in (gold.value, *gold.also)]
    if got in accepted:
        return "right"
    yearless = [v for v in accepted if v.startswith("XXXX-")]
    if re.fullmatch(r"\d{4}", got[:4]) and any(got[4:] == v[4:] for v in yearless):
        return "right" if anchored else "year supplied"
    if any(_is_coarser(got, v) for v in accepted) or any(got[4:] and _is_coarser(got[4:], v[4:]) for v in yearless):
        return "precision mismatch"
    return "wrong"


def _normal(value: str | None) -> str:
    value = (value or "").strip().upper()
    if value.startswith("--"):
        return "XXXX-" + value[2:]
    if re.fullmatch(r"\d{2,3}", value):
        return value.ljust(4, "X")
    return value


def _is_coarser(a: str, b: str) -> bool:
    """Tell whether one value is a coarser form of the other."""
    a, b = a.rstrip("X").rstrip("-"), b.rstrip("X").rstrip("-")
    return bool(a and b) and a != b and (a.startswith(b) or b.startswith(a))


def _overlap(a: Sequence[int], b: Sequence[int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])
