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

OTHER_HOUSES = -1.7  # on texts that the gold does not know
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
_FORMS = {"indirect": "unquoted", "mixed": "partly-quoted"}
_VERBS = t.VERB | t.SAY | t.AUX | t.BE
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
    tags, quote_of = scan.tags, scan.quote_of
    first, last = c.content[0][0], c.content[-1][1]
    words, commas, has_verb = 0, False, False
    for start, end in c.content:
        for i in range(start, end):
            tag = tags[i]
            if not tag & t.MARK:
                words += 1
                has_verb = has_verb or bool(tag & _VERBS)
            elif tag & t.COMMA and quote_of[i] < 0:
                commas = True
    if scan.subject_first and has_verb:
        has_verb = open_verb(scan, *c.content[0]) is not None
    quote = quote_of[first]
    closed = quote >= 0 and scan.quote_spans[quote].closed
    whole = closed and scan.quotes[quote][0] <= first and scan.quotes[quote][1] - 1 <= last <= scan.quotes[quote][1]
    end = sentence_of(scan, last - 1)[1]
    tie = c.anchor if c.anchor != "after" else _tie(scan, c)
    signs = [_FORMS[form]] if form in _FORMS else []
    if quote >= 0 and not closed:
        signs.append("quotation-open")
    if last < end:
        if not tags[last] & t.END and not whole:
            signs.append("ends-inside")
        if scan.words(last, min(end, last + 4 * _FOLLOW)) > _FOLLOW:
            signs.append("sentence-goes-on")
    if words <= _SHORT:
        signs.append("short")
        if words <= _VERY_SHORT:
            signs.append("very-short")
    if not has_verb:
        signs.append("no-clause")
    if commas and form != "direct":
        signs.append("commas")
    if c.source is None:
        source = "no-source"
    else:
        source = "source-apart" if max(c.at[0] - c.source[1], c.source[0] - c.at[1]) > 1 else ""
    signs += [sign for sign in (source, "inside-another" if nested else "") if sign]
    if tie in _TIED:
        signs.append("tied")
    elif tie in _LOOSE and not has_verb:
        signs.append("phrase")
    sure = min(_SUREST, max(_LEAST_SURE, c.frame.confidence * c.cue.weight))
    return Told(math.log(sure / (1 - sure)), tuple(signs))


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
