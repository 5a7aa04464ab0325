"""How sure a mark is: the share of right marks among those of its kind in the repository's own gold.

A kind is the rule, what ties cue and content, the form, and whether a source is named. The counts stand in the pack
(`confidence.tsv`, written by scripts/calibrate); a kind seen seldom leans on its rule, a rule seen seldom on the figure
set by hand in frames.toml. Contents without quotation marks are marked down, long ones more: where they end is a
judgement, and the gold of one author shows too little of how other houses write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.attribute import tags as t

if TYPE_CHECKING:
    from collections.abc import Iterable

    from takhrij.attribute.candidate import Candidate
    from takhrij.attribute.scan import Scan
    from takhrij.model.attribution import Form

_LEANS = 8.0  # marks that a kind must have before its own share weighs as much as that of its rule
_UNQUOTED = 0.92
_LONG, _SHORT = 45, 4  # words beyond and below which the extent of a content is less sure
_UNSURE = 0.93


class Kind(NamedTuple):
    """Marks of one kind: rule, tie, form, and whether a source is named."""

    rule: str
    tie: str
    form: str
    sourced: bool


def kind_of(scan: Scan, c: Candidate, form: Form) -> Kind:
    """The kind of a candidate."""
    return Kind(c.frame.id, c.anchor if c.anchor != "after" else _tie(scan, c), form, c.source is not None)


def _tie(scan: Scan, c: Candidate) -> str:
    """What stands between a cue and the content that follows it."""
    first = c.content[0][0]
    before = scan.tags[first - 1] if first else 0
    if (scan.tags[first] | before) & t.QUOTE:
        return "quote"
    if before & t.THAT:
        return "that"
    if before & t.COLON:
        return "colon"
    if scan.tags[first] & t.INFINITIVE:
        return "infinitive"
    return "whether" if scan.tags[first] & t.WHETHER else "bare"


class Confidence:
    """Counts of a pack by kind: how many marks, how many of them right."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self.kinds: dict[Kind, tuple[int, int]] = {}
        self.rules: dict[str, tuple[int, int]] = {}
        for rule, tie, form, sourced, marks, right in rows:
            self.kinds[Kind(rule, tie, form, sourced == "yes")] = int(marks), int(right)
            seen = self.rules.get(rule, (0, 0))
            self.rules[rule] = seen[0] + int(marks), seen[1] + int(right)

    def of(self, kind: Kind, prior: float, words: int) -> float:
        """Confidence of a mark of this kind whose content has `words` words; `prior` is the figure set by hand."""
        share = prior
        for marks, right in (self.rules.get(kind.rule, (0, 0)), self.kinds.get(kind, (0, 0))):
            share = (right + _LEANS * share) / (marks + _LEANS)
        if kind.form == "indirect":
            share *= _UNQUOTED * (_UNSURE if words > _LONG else 1.0)
        return round(share * (_UNSURE if words < _SHORT else 1.0), 3)
