"""Score contents, sources and cues.

* exact: a role is right when its word set equals that of the aligned attribution.
* soft: proportional overlap averaged over spans (Johansson & Moschitti 2013).
* micro: the same with words pooled over all documents.
* match@0.3, match@0.8: gold contents of which more than that share is covered (the Gender Gap Tracker's criterion).
* source given a matched content: one word in common (function words do not count), exact, mean Dice; and how often
  nothing is given where the gold has no source.

A role that is empty on one side is left out of that side's denominator.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from takhrij.evaluate.align import Grid, Words, align
from takhrij.evaluate.gold import Document, Mark, pairs, text_of
from takhrij.packs.loader import scoring_words

if TYPE_CHECKING:
    from collections.abc import Sequence

ROLES = ("content", "source", "cue")
NOTHING: Words = frozenset()


class Roles(NamedTuple):
    """The word sets of one attribution; a silent one (all empty, no type) is counted nowhere."""

    content: Words
    source: Words
    cue: Words
    type: str | None

    def roles(self) -> tuple[Words, Words, Words]:
        """In the order of `ROLES`."""
        return self.content, self.source, self.cue


SILENT = Roles(NOTHING, NOTHING, NOTHING, None)


class Laid(NamedTuple):
    """A document with gold and prediction side by side; `pairs` are numbers into both."""

    grid: Grid
    gold: list[Roles]
    predicted: list[Roles]
    pairs: list[tuple[int, int]]
    ignored: int


def lay(
    gold: Document,
    predicted: Document,
    *,
    marks: bool = False,
    min_dice: float = 0.0,
    cues: frozenset[str] | None = None,
) -> Laid:
    """Align one document and silence what does not count.

    Where the gold knows no nesting, an unaligned prediction that is nested or that lies wholly in a `discard` span is
    neither right nor wrong. With `cues` gold attributions whose cue holds none of these words are left out, and with
    them the predictions aligned to them.
    """
    grid = Grid(text_of(gold), marks=marks)
    wanted, given = _roles(grid, gold.attributions), _roles(grid, predicted.attributions)
    aligned = align([a.content for a in wanted], [a.content for a in given], min_dice)
    if gold.attributions and not gold.nests:
        junk, partnered = grid.words(gold.discard), {j for _, j in aligned}
        free = [
            j not in partnered and (isinstance(mark.parent, (str, int)) or bool(a.content and a.content <= junk))
            for j, (a, mark) in enumerate(zip(given, predicted.attributions, strict=True))
        ]
        given = [SILENT if is_free else a for a, is_free in zip(given, free, strict=True)]
    if cues is None:
        return Laid(grid, wanted, given, aligned, 0)
    kept = [bool(cues & grid_forms(grid.text, a)) for a in gold.attributions]
    caught = {j for i, j in aligned if not kept[i]}
    return Laid(
        grid,
        [a if keep else SILENT for a, keep in zip(wanted, kept, strict=True)],
        [SILENT if j in caught else a for j, a in enumerate(given)],
        [(i, j) for i, j in aligned if kept[i]],
        kept.count(False),
    )


def grid_forms(text: str, mark: Mark) -> set[str]:
    """The words of an attribution's cue, each cue span cut into words by itself."""
    return {word for start, end in mark.cue for word in _forms(text[start:end])}


def _forms(text: str) -> set[str]:
    grid = Grid(text)
    return grid.forms(frozenset(range(len(grid.places))))


def _roles(grid: Grid, attributions: Sequence[Mark]) -> list[Roles]:
    return [Roles(grid.words(a.content), grid.words(a.source), grid.words(a.cue), a.type or "?") for a in attributions]


def score(
    gold: dict[str, Document],
    predicted: dict[str, Document],
    *,
    marks: bool = False,
    min_dice: float = 0.0,
    cues: frozenset[str] | None = None,
) -> dict[str, Any]:
    """All figures of contents, sources and cues over a set of documents. Shares are 0..1."""
    total = _Total()
    for wanted, given in pairs(gold, predicted):
        laid = lay(wanted, given, marks=marks, min_dice=min_dice, cues=cues)
        total.add(laid)
        total.rules(given, laid)
    return {
        "docs": len(gold),
        "docs_missing": len(gold.keys() - predicted.keys()),
        "docs_unknown": len(predicted.keys() - gold.keys()),
        "tokens": total.counts["words"],
        "punct": marks,
        "dont_care": total.counts["ignored"],
    } | total.figures()


class _Total:
    """Sums over documents."""

    def __init__(self) -> None:
        self.roles: dict[str, Counter[str]] = {role: Counter() for role in ROLES}
        self.types: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_rule: dict[str, Counter[str]] = defaultdict(Counter)
        self.counts: Counter[str] = Counter()
        self.sums: dict[str, float] = defaultdict(float)
        self.stop = scoring_words().stop

    def add(self, laid: Laid) -> None:
        self.counts["words"] += len(laid.grid.places)
        self.counts["ignored"] += laid.ignored
        for k, role in enumerate(ROLES):
            for side, marks in (("gold", laid.gold), ("pred", laid.predicted)):
                sets = [a.roles()[k] for a in marks]
                self.roles[role][side] += sum(1 for words in sets if words)
                self.roles[role][f"{side} words"] += sum(map(len, sets))
        for a in laid.gold:
            if a.type:
                self.types[a.type]["gold"] += 1
        for i, j in laid.pairs:
            self.pair(laid.grid, laid.gold[i], laid.predicted[j])

    def pair(self, grid: Grid, gold: Roles, found: Roles) -> None:
        for role, g, p in zip(ROLES, gold.roles(), found.roles(), strict=True):
            shared = len(g & p)
            self.roles[role]["exact"] += bool(g) and g == p
            self.roles[role]["shared words"] += shared
            self.sums[f"{role} soft p"] += shared / len(p) if p else 0
            self.sums[f"{role} soft r"] += shared / len(g) if g else 0
        covered = len(gold.content & found.content) / len(gold.content)
        of_type = self.types[gold.type or "?"]
        of_type["matched"] += 1
        of_type["exact"] += gold.content == found.content
        self.sums[f"{gold.type} soft r"] += covered
        self.counts["matched"] += 1
        self.counts["covered 0.3"] += covered > 0.3
        self.counts["covered 0.8"] += covered > 0.8
        self.counts["type right"] += gold.type == found.type
        self.source(grid, gold, found)

    def source(self, grid: Grid, gold: Roles, found: Roles) -> None:
        if not gold.source:
            self.counts["no source"] += 1
            self.counts["no source, silent"] += not found.source
            return
        shared, same = gold.source & found.source, gold.source == found.source
        overlaps = bool(grid.forms(shared) - self.stop) or (bool(shared) and same)
        self.counts["source"] += 1
        self.counts["source overlap"] += overlaps
        self.counts["source exact"] += same
        self.sums["source dice"] += 2 * len(shared) / (len(gold.source) + len(found.source))
        self.types[gold.type or "?"]["source"] += 1
        self.types[gold.type or "?"]["source overlap"] += overlaps

    def rules(self, predicted: Document, laid: Laid) -> None:
        """How often each rule fired, and how often that was in a gold content."""
        partner = {j: i for i, j in laid.pairs}
        for j, (mark, a) in enumerate(zip(predicted.attributions, laid.predicted, strict=True)):
            if mark.rule and a.type is not None:
                self.by_rule[mark.rule]["pred"] += 1
                self.by_rule[mark.rule]["matched"] += j in partner
                self.by_rule[mark.rule]["exact"] += j in partner and laid.gold[partner[j]].content == a.content

    def figures(self) -> dict[str, Any]:
        counts, content = self.counts, self.roles["content"]
        out: dict[str, Any] = {role: self.role(role) for role in ROLES}
        for name, key in (("any", "matched"), ("0.3", "covered 0.3"), ("0.8", "covered 0.8")):
            out[f"match@{name}"] = prf(counts[key], content["pred"], counts[key], content["gold"])
        out["source_given_content"] = {
            "n": counts["source"],
            "overlap": share(counts["source overlap"], counts["source"]),
            "exact": share(counts["source exact"], counts["source"]),
            "dice": share(self.sums["source dice"], counts["source"]),
            "no_source_n": counts["no source"],
            "no_source_silent": share(counts["no source, silent"], counts["no source"]),
        }
        out["type_accuracy"] = share(counts["type right"], counts["matched"])
        out["by_type"] = {
            name: {
                "gold": of_type["gold"],
                "found": share(of_type["matched"], of_type["gold"]),
                "soft_r": share(self.sums[f"{name} soft r"], of_type["gold"]),
                "exact_r": share(of_type["exact"], of_type["gold"]),
                "source_overlap": share(of_type["source overlap"], of_type["source"]),
            }
            for name, of_type in sorted(self.types.items())
        }
        out["by_rule"] = {
            rule: {"pred": n["pred"], "matched": share(n["matched"], n["pred"]), "exact": share(n["exact"], n["pred"])}
            for rule, n in sorted(self.by_rule.items())
        }
        return out

    def role(self, role: str) -> dict[str, Any]:
        n, sums = self.roles[role], self.sums
        return {
            "gold": n["gold"],
            "pred": n["pred"],
            "exact": prf(n["exact"], n["pred"], n["exact"], n["gold"]),
            "soft": prf(sums[f"{role} soft p"], n["pred"], sums[f"{role} soft r"], n["gold"]),
            "micro": prf(n["shared words"], n["pred words"], n["shared words"], n["gold words"]),
        }


def share(part: float, whole: float) -> float:
    """`part / whole`, 0 where there is nothing to divide by."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Harmonic mean of precision and recall."""
    return share(2 * precision * recall, precision + recall)


def prf(right: float, predicted: float, found: float, gold: float) -> dict[str, float]:
    """Precision, recall and F1 from the sums behind them."""
    p, r = share(right, predicted), share(found, gold)
    return {"p": p, "r": r, "f1": f1(p, r)}
