"""Score what only the repository's own gold tells: stance, source class, hedges, voices, and what needs a source.

Stance, source class and hedges are compared over aligned contents. A gold sentence is compared with the predicted
sentence that shares most with it. Ranking: all sentences of all documents by `checkable`, equal ones in reading order;
average precision as in information retrieval.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from takhrij.evaluate.attributions import f1, lay, prf, share
from takhrij.evaluate.gold import Document, Voiced, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence


def score(gold: dict[str, Document], predicted: dict[str, Document]) -> dict[str, Any]:
    """Every figure for which the gold has marks; what it does not tell is left out."""
    stances: Counter[tuple[str, str]] = Counter()
    classes: Counter[tuple[str, str]] = Counter()
    hedges: Counter[str] = Counter()
    voices: Counter[tuple[str, str]] = Counter()
    ranked: list[tuple[float, bool]] = []
    for wanted, given in pairs(gold, predicted):
        laid = lay(wanted, given)
        for i, j in laid.pairs:
            a, b = wanted.attributions[i], given.attributions[j]
            if a.stance is not None:
                stances[a.stance, b.stance or ""] += 1
            if a.source_class is not None:
                classes[a.source_class, b.source_class or ""] += 1
            if a.hedges is not None:
                g, p = laid.grid.words(a.hedges), laid.grid.words(b.hedges)
                hedges.update({"gold": len(g), "pred": len(p), "shared": len(g & p)})
        for sentence in wanted.sentences or ():
            partner = nearest(sentence, given.sentences or ())
            voices[sentence.voice, partner.voice if partner else ""] += 1
            ranked.append((partner.checkable if partner else 0.0, sentence.needs_source))
    out: dict[str, Any] = {}
    if stances:
        out["stance"] = {"accuracy": _accuracy(stances), "macro_f1": _macro(stances), "by": _each(stances)}
    if classes:
        out["source_class"] = {"accuracy": _accuracy(classes), "by": _each(classes)}
    if hedges:
        out["hedges"] = prf(hedges["shared"], hedges["pred"], hedges["shared"], hedges["gold"])
    if voices:
        out["voice"] = {"accuracy": _accuracy(voices), "by": _each(voices)}
        out["needs_source"] = {
            "gold": sum(needs for _, needs in ranked),
            "sentences": len(ranked),
            "average_precision": average_precision(ranked),
        }
    return out


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Mean, over the items wanted, of the precision at the rank of each; items are (score, wanted)."""
    right, total = 0, 0.0
    for rank, (_, wanted) in enumerate(sorted(scored, key=lambda item: -item[0]), 1):
        if wanted:
            right += 1
            total += right / rank
    return share(total, right)


def nearest(sentence: Voiced, found: Sequence[Voiced]) -> Voiced | None:
    """The found sentence that shares most with one of the gold."""
    start, end = sentence.span
    best = max(found, key=lambda s: min(end, s.span[1]) - max(start, s.span[0]), default=None)
    return best if best and best.span[0] < end and start < best.span[1] else None


def _accuracy(confusion: Counter[tuple[str, str]]) -> float:
    return share(sum(n for (gold, found), n in confusion.items() if gold == found), confusion.total())


def _each(confusion: Counter[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each class of the gold, with how often it stands there."""
    gold, found = Counter[str](), Counter[str]()
    for (g, p), n in confusion.items():
        gold[g] += n
        found[p] += n
    return {
        name: {"gold": n, **prf(confusion[name, name], found[name], confusion[name, name], n)}
        for name, n in gold.most_common()
    }


def _macro(confusion: Counter[tuple[str, str]]) -> float:
    """Mean F1 of the classes that the gold has."""
    each = _each(confusion).values()
    return share(sum(f1(c["p"], c["r"]) for c in each), len(each))
