"""Sources taken from the clause before: a cue without a subject of its own has that of the verb it hangs on.

"The governor toured the dam, saying that ..." names its speaker as the subject of another verb. Only languages whose
subject follows its verb leave it out in this way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import extent, phrase
from takhrij.attribute import tags as t
from takhrij.attribute.extent import sentence_of

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Candidate, Range
    from takhrij.attribute.scan import Scan

_RESTS = "resting-on"  # name of cues for what a speaker draws on
_SHAPES = frozenset({"participle", "verb", "verbal"})
_NEAR = 12  # attributions before one that may hold it
_HEAD = 12  # tokens of the sentence in which its first verb must stand
_NAMED = 2  # words of a name in quotation marks
_ENDS = (
    t.MARK & ~(t.QUOTE | t.OPEN | t.CLOSE)
    | t.PREPOSITION
    | t.ATTACHED
    | t.TIME
    | t.ADVERB
    | t.VERB
    | t.SAY
    | t.REL
    | t.SUB
    | t.THAT
    | t.EVENT
    | t.MATTER
    | t.PARTICIPLE
    | t.AND
    | t.PREP
)


def take_subjects(scan: Scan, candidates: list[Candidate]) -> None:
    """Give the first attribution of a sentence, where it names no source, the subject of the sentence's first verb."""
    narrow_nested(scan, candidates)
    last = -1
    for c in candidates:
        low, _ = sentence_of(scan, c.at[0])
        first = low != last
        last = low
        if (
            first
            and c.source is None
            and not c.impersonal
            and c.frame.shape in _SHAPES
            and c.at[0] > low
            and c.at[0] < c.content[0][0]
        ):
            if c.frame.shape == "verb" and not scan.tags[c.at[0]] & t.AND:
                continue
            near = _nearest(scan, low, c.at[0]) if c.frame.shape == "participle" else None
            c.source = near or _subject(scan, low, c.at[0])


def narrow_nested(scan: Scan, candidates: list[Candidate]) -> None:
    """Cut a nested content before ", and that ...", which goes on with what the outer source says."""
    for k, c in enumerate(candidates):
        if c.anchor != "that" or c.at[0] > c.content[-1][0]:
            continue
        low, high = c.at[0], c.content[-1][1]
        if not any(
            o.anchor == "that" and o.content[-1][0] <= low and high <= o.content[-1][1]
            for o in candidates[max(0, k - _NEAR) : k]
        ):
            continue
        first = c.content[-1][0]
        for i in range(first + 1, high - 1):
            if scan.tags[i] & t.COMMA and scan.tags[i + 1] & t.THAT and scan.quote_of[i] == scan.quote_of[first]:
                c.content[-1] = (first, i)
                break


def widen_relays(candidates: list[Candidate]) -> None:
    """Let what an outlet passes on run through the participles that go on with it in the sentence."""
    for k, c in enumerate(candidates):
        if c.anchor != "passed":
            continue
        for after in candidates[k + 1 :]:
            if (
                after.at[0] < c.content[-1][1] + 3
                and after.source is None
                and after.frame.shape == "participle"
                and not after.impersonal
            ):
                if after.content[-1][1] > c.content[-1][1]:
                    c.content[-1] = (c.content[-1][0], after.content[-1][1])
            elif after.at[0] >= c.content[-1][1]:
                break


def embrace(scan: Scan, candidates: list[Candidate]) -> None:
    """Let who is cited beside a statement answer for it whole: "The mayor said, according to Y, that C".

    What Y reports is that the mayor said so: the content of the citation begins where the statement is introduced. An
    aside between verb and content always tells it; behind the content an outlet does, a paper, or a verb ("as Y said"),
    for other sources may be what the mayor himself rests on.
    """
    for k, c in enumerate(candidates):
        if c.frame.shape != "preposition" or c.source is None or c.cue.name == _RESTS or len(c.content) > 1:
            continue
        for said in candidates[max(0, k - _NEAR) : k]:
            if said.frame.shape not in _SHAPES or said.at[0] >= said.content[0][0]:
                continue
            low, high = said.low, said.content[-1][1]
            end = max(c.at[1], c.source[1])
            if said.at[1] <= c.at[0] and end <= said.content[0][0] and sentence_of(scan, c.at[0])[0] <= said.at[0]:
                pieces = (extent.trimmed(scan, low, c.at[0]), extent.trimmed(scan, end, high))
                c.content = [p for p in pieces if p is not None]
            elif c.at[0] >= high and c.content[-1][1] == high and low < c.content[0][0] and _tells(scan, c):
                c.content = [(low, high)]
            else:
                continue
            break


def _tells(scan: Scan, c: Candidate) -> bool:
    """Tell whether a source cited behind a statement reports it: an outlet, a paper, or the cue holds a verb."""
    first = c.source[0] if c.source else c.at[0]
    return "verb" in c.cue.takes or bool(scan.tags[first] & (t.OUTLET | t.OCCASION | t.HEARER))


def _nearest(scan: Scan, low: int, at: int) -> Range | None:
    """The subject of the verb right before a participle, in a subordinate clause of its own: "when X came, saying"."""
    for i in range(at - 1, max(low, at - _NEAR), -1):
        if phrase.is_verb(scan, i) and scan.quote_of[i] < 0 and not scan.tags[i] & (t.NOUN | t.OBJECT):
            return _after(scan, i + 1, at) if scan.tags[i - 1] & t.SUB else None
    return None


def _subject(scan: Scan, low: int, at: int) -> Range | None:
    tags = scan.tags
    for i in range(low, min(at, low + _HEAD)):
        if phrase.is_verb(scan, i) and scan.quote_of[i] < 0 and not tags[i] & t.NOUN:
            if i > low and tags[i - 1] & (t.REL | t.THAT | t.SUB):
                continue
            if tags[i] & t.OBJECT:
                return None
            return _after(scan, i + 1, at) or (None if i == low else phrase.before_verb(scan, i, low))
    return None


def _after(scan: Scan, low: int, high: int) -> Range | None:
    """The noun phrase that follows a verb, up to its object or first adjunct."""
    tags = scan.tags
    while low < high and tags[low] & (t.TIME | t.ADVERB) and not tags[low] & t.MARK:
        low += 1
    end = low
    while end < high and not (tags[end] & _ENDS and not tags[end] & (t.KEEPS | t.SOURCE | t.OUTLET | t.OCCASION)):
        k = scan.quote_of[end]
        opened = k >= 0 and scan.quotes[k][0] == end
        if opened and scan.words(*scan.quotes[k]) > _NAMED:
            break
        end = scan.quotes[k][1] if opened else end + 1
    if end <= low or scan.span(low, end) is None or tags[low] & (t.PRON | t.NEG):
        return None
    cut = phrase.last_phrase(scan, low, end)
    return (low, cut) if cut > low else (low, end)
