"""How sure a mark is: a sum of weights, one for each sign that holds, read as the logarithm of its odds of being right.

It starts from the figure set by hand for rule and cue. Each sign has a weight that is first set by hand, for a reason,
and then moved as far as the repository's own gold carries it (scripts/calibrate; `common/confidence.tsv` shows both).
The signs are the same in all languages. The gold of one author shows too little of how other houses write, so all marks
are marked down by the same step.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from takhrij.attribute import tags as t
from takhrij.attribute.clause import open_verb
from takhrij.attribute.extent import sentence_of
from takhrij.packs.loader import confidence_rows

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Candidate
    from takhrij.attribute.scan import Scan
    from takhrij.model.attribution import Form

OTHER_HOUSES = -1.5  # on texts that the gold does not know
SIGNS = {
    "unquoted": "no quotation marks: where it ends is a judgement",
    "partly-quoted": "clause and quotation together",
    "quotation-open": "a quotation that nothing closes",
    "ends-inside": "ends within its sentence, and not with a quotation",
    "sentence-goes-on": "more than a few words of the sentence follow",
    "short": "few words",
    "very-short": "very few words",
    "no-clause": "no verb of its own",
    "commas": "commas outside quotation marks, at one of which it might end",
    "source-apart": "words stand between source and cue",
    "inside-another": "lies in another statement",
    "no-source": "the sentence names no source",
    "tied": "a word or a colon ties it to its cue",
    "phrase": "a noun phrase without anything that ties it",
}
_SHORT, _VERY_SHORT = 8, 3  # words
_FOLLOW = 3  # words of the sentence that may follow a content
_TIED = frozenset(("that", "colon", "whether"))
_LOOSE = frozenset(("bare", "infinitive", "matter", "object", "piece"))
_SUREST, _LEAST_SURE = 0.97, 0.05  # bounds of the figure set by hand


class Told(NamedTuple):
    """What is known of a mark: the logarithm of the odds set by hand, and the signs that hold."""

    by_hand: float
    signs: tuple[str, ...]


def tell(scan: Scan, c: Candidate, form: Form, *, nested: bool) -> Told:
    """The signs of a candidate."""
    tags = scan.tags
    first, last = c.content[0][0], c.content[-1][1]
    words = sum(scan.words(*r) for r in c.content)
    quote = scan.quote_of[first]
    closed = quote >= 0 and scan.quote_spans[quote].closed
    whole = quote >= 0 and scan.quotes[quote][0] <= first and scan.quotes[quote][1] - 1 <= last <= scan.quotes[quote][1]
    end = sentence_of(scan, last - 1)[1]
    tie = c.anchor if c.anchor != "after" else _tie(scan, c)
    has_verb = (
        open_verb(scan, *c.content[0]) is not None
        if scan.subject_first
        else any(tags[i] & (t.VERB | t.SAY) for i in range(*c.content[0]))
    )
    holds = {
        "unquoted": form == "indirect",
        "partly-quoted": form == "mixed",
        "quotation-open": quote >= 0 and not closed,
        "ends-inside": last < end and not tags[last] & t.END and not (whole and closed),
        "sentence-goes-on": last < end and scan.words(last, min(end, last + 4 * _FOLLOW)) > _FOLLOW,
        "short": words <= _SHORT,
        "very-short": words <= _VERY_SHORT,
        "no-clause": not has_verb,
        "commas": form != "direct"
        and any(tags[i] & t.COMMA and scan.quote_of[i] < 0 for r in c.content for i in range(*r)),
        "source-apart": c.source is not None and max(c.at[0] - c.source[1], c.source[0] - c.at[1]) > 1,
        "inside-another": nested,
        "no-source": c.source is None,
        "tied": tie in _TIED,
        "phrase": tie in _LOOSE and not has_verb,
    }
    sure = min(_SUREST, max(_LEAST_SURE, c.frame.confidence * c.cue.weight))
    return Told(math.log(sure / (1 - sure)), tuple(name for name in SIGNS if holds[name]))


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


def confidence(told: Told) -> float:
    """The share of right marks expected among those with these signs."""
    weights = confidence_rows()
    odds = weights["base"] + OTHER_HOUSES + weights["by-hand"] * told.by_hand + sum(weights[s] for s in told.signs)
    return round(1 / (1 + math.exp(-odds)), 3)
