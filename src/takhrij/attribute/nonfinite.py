"""Recognisers of participles and nouns of reporting, in languages that put the subject first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import extent
from takhrij.attribute import tags as t
from takhrij.attribute.begins import content_after
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.clause import is_finite, open_verb
from takhrij.attribute.subject import find_subject, shared_subject

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_GAP = 14  # tokens that may stand between a verb and its content
_VERBS = t.VERB | t.SAY | t.AUX | t.BE


def gerund(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A participle with its content after it; its subject is that of the sentence, or the noun it stands beside."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if at == low:
        return _opening_gerund(scan, at, cue, frame)
    content = content_after(scan, at, high, cue)
    if isinstance(content, str):
        return content
    source: Range | None = None
    if tags[at - 1] & t.SUB and (source := _quoted_person(scan, at - 1, low)) is None:
        return "nobody is quoted"
    if source is None and tags[at - 1] & (t.AUX | t.BE | t.ADVERB):
        source = find_subject(scan, at, low).phrase
    elif source is None and not tags[at - 1] & (t.COMMA | t.CONJ | t.QUOTE | t.MEANS | t.DASH):
        source = _issuer(scan, at, low)
        if source is None:
            is_verb = tags[at - 1] & t.VERB and not tags[at - 1] & t.NOUN
            if (
                is_verb
                or tags[at - 1] & (t.MARK | t.DET | t.NEG | t.PREPOSITION)
                or not (
                    tags[content[0] - 1] & (t.THAT | t.QUOTE | t.COLON)
                    or tags[content[0]] & t.QUOTE
                    or (tags[at - 1] & t.CAP and "bare" in cue.takes and open_verb(scan, *content) is not None)
                )
            ):
                return "no clause before the participle"
            source = _noun_before(scan, at, low)
    elif source is None and not tags[at - 1] & t.COMMA:
        source = shared_subject(scan, at, low)
        if source is None:
            return "no clause before the participle"
    return [
        Candidate(
            frame=frame,
            cue=cue,
            at=(at, at + 1),
            content=[content],
            source=source,
            anchor="after",
            inherits=source is None or bool(tags[at - 1] & (t.CONJ | t.QUOTE | t.PREPOSITION)),
        )
    ]


def _opening_gerund(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A participle at the head of its sentence: "Noting that C, S said"; the subject comes after its clause."""
    high = extent.scope_of(scan, at)[1]
    tags = scan.tags
    if at + 1 >= high or not tags[at + 1] & t.THAT:
        return "no clause before the participle"
    for k in range(at + 2, high):
        if tags[k] & t.COMMA and open_verb(scan, at + 2, k) is not None:
            verb = open_verb(scan, k + 1, high)
            source = find_subject(scan, verb, k + 1).phrase if verb is not None and verb > k + 1 else None
            return [
                Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[(at + 2, k)], source=source, anchor="after")
            ]
    return "no clause after its own"


def _issuer(scan: Scan, at: int, low: int) -> Range | None:
    """Who gives out the statement, letter or post that the participle at `at` belongs to."""
    seen = False
    for i in range(at - 1, max(low, at - _GAP), -1):
        tag = scan.tags[i]
        if tag & t.MARK:
            return None
        if tag & t.ISSUE and seen:
            return find_subject(scan, i, low).phrase
        seen = seen or bool(tag & t.OCCASION)
    return None


def _quoted_person(scan: Scan, end: int, low: int) -> Range | None:
    """Who is quoted in "quoted X as saying": what stands between that verb and token `end`."""
    for i in range(end - 1, max(low - 1, end - 16), -1):
        if any(c.name == "quotes" for c in scan.cues[i]):
            if i + 1 == end or scan.tags[i + 1] & t.PREPOSITION:  # "X was quoted by Y as saying"
                return find_subject(scan, i, low).phrase
            return i + 1, end
    return None


def _noun_before(scan: Scan, end: int, low: int) -> Range:
    """The noun phrase that ends before token `end`: back to its determiner, a preposition or a mark."""
    start = end - 1
    while start > low and not scan.tags[start - 1] & (
        t.MARK | t.PREPOSITION | t.VERB | t.SAY | t.CONJ | t.SUB | t.AUX | t.BE
    ):
        start -= 1
        if scan.tags[start] & t.DET:
            break
    return start, end


def asked(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A question put to somebody: "Asked whether C, ..."; who asked is not said, or said with "by"."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if "whether" not in cue.takes or (at > low and not tags[at - 1] & (t.SUB | t.COMMA | t.QUOTE)):
        return "no question is reported"
    if at > low and not tags[at - 1] & t.SUB and find_subject(scan, at, low).phrase is not None:
        return "somebody asks in this clause"
    i = at + 1
    while i < min(high, at + _GAP) and not tags[i] & (t.WHETHER | t.MARK):
        i += 1
    if i >= high or not tags[i] & t.WHETHER:
        return "no question follows"
    end = i
    while end < high and not tags[end] & (t.COMMA | t.END):
        end += 1
    source = (at + 2, i) if i > at + 2 and tags[at + 1] & t.PREPOSITION and not tags[at + 2] & t.TIME else None
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[(i, end)], source=source, anchor="after")]


def noun(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A noun of reporting with "that" or a colon: "the claim that C", "X's claim that C", "they had a rule: C"."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if at > low and tags[at - 1] & (t.PRON | t.AUX | t.INFINITIVE) and not tags[at - 1] & (t.DET | t.BE):
        return "it is a verb here"
    i = at + 1
    while i < high and tags[i] & t.TIME:
        i += 1
    agent = _agent(scan, i, high)
    i = agent[1] if agent is not None else i
    if i >= high or (
        not (tags[i] & t.THAT and "that" in cue.takes) and not (tags[i] & t.COLON and "colon" in cue.takes)
    ):
        return "no content after the noun"
    content = extent.forward(scan, i + 1, high)
    if content is None:
        return "nothing follows the anchor"
    if "owned" in cue.takes and agent is None and _possessor(scan, at, low) is None:
        return "nobody is named who says it"
    if open_verb(scan, low, at) is None and tags[i] & t.THAT:
        content = _before_second_verb(scan, content)
    source = _possessor(scan, at, low) or agent
    if source is None and tags[i] & t.COLON:
        source = shared_subject(scan, at, low)
        if source is None or not open_verb(scan, low, at):
            return "nobody is named who says it"
    return [
        Candidate(
            frame=frame,
            cue=cue,
            at=(at, at + 1),
            content=[content],
            source=source,
            anchor="after",
            impersonal=source is None,
        )
    ]


def _agent(scan: Scan, i: int, high: int) -> Range | None:
    """Who says it, between a noun of reporting and "that": "claims [by the union] that"."""
    if i + 1 >= high or not scan.tags[i] & t.AGENT:
        return None
    for k in range(i + 1, min(high, i + _GAP)):
        if scan.tags[k] & t.THAT and k > i + 1:
            return i + 1, k
        if scan.tags[k] & (t.MARK | t.VERB | t.SAY | t.REL) and not scan.tags[k] & (t.NOUN | t.CAP | t.DET):
            return None
    return None


def _before_second_verb(scan: Scan, content: Range) -> Range:
    """A content that is part of a subject, without the verb of that subject: "claims that C are old"."""
    first = open_verb(scan, *content)
    if first is None:
        return content
    if open_verb(scan, first + 1, content[1]) is None and any(
        scan.tags[k] & t.VERB for k in range(content[0] + 1, first)
    ):
        return content[0], first  # the verb of the content is one that may be a noun
    for k in range(first + 1, content[1]):
        tag = scan.tags[k]
        if tag & (t.CONJ | t.REL | t.SUB | t.THAT | t.COMMA | t.QUOTE):
            return content
        if tag & _VERBS and is_finite(scan, k) and not (scan.tags[k - 1] & (t.AUX | t.BE | t.NEG | t.ADVERB)):
            return content[0], k
    return content


def _possessor(scan: Scan, at: int, low: int) -> Range | None:
    """Whose claim it is: the phrase with the mark of possession before the noun."""
    tags = scan.tags
    k = at - 1
    while k > low and not tags[k] & (t.POSSESSIVE | t.MARK | t.PREPOSITION | t.DET | t.VERB | t.SAY) and at - k < 4:
        k -= 1
    if k < low or not tags[k] & t.POSSESSIVE:
        return None
    first = k
    while first > low and tags[first - 1] & (t.CAP | t.DET | t.TITLE) and not tags[first] & t.DET:
        first -= 1
    return first, k + 1
