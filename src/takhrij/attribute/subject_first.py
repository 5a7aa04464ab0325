"""Recognisers for languages whose subject comes before its verb: verbs with a content after them, and asides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from takhrij.attribute import extent
from takhrij.attribute import tags as t
from takhrij.attribute.begins import content_after
from takhrij.attribute.candidate import Candidate
from takhrij.attribute.clause import is_finite, open_verb
from takhrij.attribute.phrase import after_dateline
from takhrij.attribute.subject import find_subject

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_GAP = 14  # tokens that may stand between a verb and its content
_SOURCE = 40  # no source is longer
_VERBS = t.VERB | t.SAY | t.AUX | t.BE


def is_verb(scan: Scan, at: int, low: int) -> bool:
    """Tell whether a reporting verb is finite, or stands after an auxiliary or "to"."""
    if is_finite(scan, at):
        return True
    tags = scan.tags
    k = at - 1
    while k >= low and tags[k] & (t.ADVERB | t.NEG | t.TIME) and not tags[k] & t.AUX:
        k -= 1
    return (k >= low and bool(tags[k] & (t.AUX | t.BE | t.INFINITIVE))) or at == low


def _is_unsaid(scan: Scan, at: int, first: int, source: Range | None) -> bool:
    """Tell a free relative ("what the brochure says is", "what X failed to say") or a possibility ("one might say")."""
    tags = scan.tags
    if any(tags[i] & t.MODAL for i in range(first, at)):
        return True
    if (
        source is not None
        and source[0] > 1
        and tags[at + 1 : at + 2]
        and tags[at + 1] & t.BE
        and tags[source[0] - 2] & (t.PREPOSITION | t.VERB)
    ):
        return False  # "because of what she said was a mistake"
    return source is not None and any(
        i >= 0 and tags[i] & t.WHETHER and not tags[i] & (t.REL | t.SUB) for i in (source[0] - 1, source[0])
    )


def _what_is_called(scan: Scan, at: int, high: int) -> Range | None:
    """The quotation of two words or more that "what X called" or "what X described as" brings."""
    i = at + 1
    while i < high and scan.tags[i] & (t.LINK | t.DET | t.ADVERB):
        i += 1
    if i >= high or not scan.tags[i] & t.QUOTE or not extent.opens(scan, i):
        return None
    quoted = scan.quotes[scan.quote_of[i]]
    return quoted if scan.words(*quoted) > 1 else None


def is_writer(scan: Scan, at: int, cue: Cue, source: Range) -> bool:
    """Tell whether the first person is the writer's, or only thinks aloud: within a quotation it is the one quoted."""
    if source[1] - source[0] != 1 or not scan.tags[source[0]] & t.SELF:
        return False
    return scan.quote_of[at] < 0 or "quote" not in cue.takes


def source_end(scan: Scan, start: int, high: int) -> int:
    """End of a source that follows its verb: at the end of the clause, or of its apposition or relative clause."""
    tags = scan.tags
    i = start
    commas = 0
    relative = False
    while i < high and not tags[i] & (t.END | t.COLON | t.QUOTE | t.DASH) and i - start < _SOURCE:
        tag = tags[i]
        if tag & (t.SUB | t.PARTICIPLE) and not relative and not tag & t.CAP:
            break
        if tag & t.COMMA:
            commas += 1
            after = tags[i + 1] if i + 1 < high else t.END
            if after & t.REL and not relative:
                relative = True
            elif relative or commas > 1 or after & (t.SUB | t.CONJ | t.PARTICIPLE | t.QUOTE | t.PRON | t.ING):
                break
        i += 1
    return i


def aside(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A preposition of reporting with its source: "C, according to X", "According to X, C", "C, according to X, D"."""
    low, high = extent.scope_of(scan, at)
    low = max(low, at - extent.LONGEST)
    tags = scan.tags
    first = at + 1
    bracket = next((k for k in range(at - 1, low - 1, -1) if tags[k] & (t.OPEN | t.CLOSE)), low)
    if tags[bracket] & t.OPEN:
        low = bracket + 1
    opening = scan.words(low, at) <= 1
    end = source_end(scan, first, high)
    comma = next((k for k in range(first, end) if tags[k] & t.COMMA), end)
    if not opening and comma < end and not tags[comma + 1] & (t.REL | t.CAP | t.DET):
        end = comma
    elif opening:
        end = comma
        after = next((k for k in range(comma + 1, min(high, comma + _GAP)) if tags[k] & t.COMMA), None)
        if after is not None and tags[comma + 1] & t.CAP and open_verb(scan, comma + 1, after) is None:
            end = after  # an apposition
    elif (
        comma < end
        and end < high
        and not tags[end] & (t.END | t.QUOTE)
        and not tags[comma + 1] & t.REL
        and open_verb(scan, comma + 1, high) is not None
    ):
        end = comma
    if first >= end or scan.span(first, end) is None or tags[first] & (t.NORM | t.MARK):
        return "no speaker follows"
    opened = None if opening else _opened_aside(scan, at, low, end, high)
    if opening:
        pieces = [extent.forward(scan, end + 1, high)] if end < high else []
    else:
        pieces = [extent.backward(scan, at - 1 if tags[at - 1] & t.COMMA else at, low if opened is None else opened)]
        if (
            opened is None
            and end + 1 < high
            and tags[end] & t.COMMA
            and tags[at - 1] & t.COMMA
            and not tags[end + 1] & (t.PARTICIPLE | t.SUB | t.ING | t.REL | t.CONJ | t.STOP)
        ):
            pieces.append(extent.forward(scan, end + 1, high))
    content = [p for p in pieces if p is not None]
    if content and not opening:
        content[0] = after_dateline(scan, *content[0]), content[0][1]
    if not content or (
        not opening
        and opened is None
        and open_verb(scan, *content[0]) is None
        and len(content) == 1
        and not tags[content[0][0]] & t.CAP
    ):
        return "no content beside the cue"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=content, source=(first, end), anchor="beside")]


def _opened_aside(scan: Scan, at: int, low: int, end: int, high: int) -> int | None:
    """Where an aside begins that the cue speaks of alone: "Grand, playing with a cracked rib, according to X, won"."""
    tags = scan.tags
    if not (tags[at - 1] & t.COMMA and end + 1 < high and tags[end] & t.COMMA and tags[end + 1] & _VERBS):
        return None
    for k in range(at - 2, low, -1):
        if tags[k] & t.COMMA:
            return k + 1 if tags[k + 1] & (t.ING | t.PARTICIPLE) else None
        if tags[k] & t.MARK:
            return None
    return None


def subject_verb(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """Source, verb, content: with "that", a colon, a quotation, an infinitive, or a bare clause."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    subject = find_subject(scan, at, low)
    source = subject.phrase
    if source is None and not subject.shared and not subject.passive:
        return "no source before the verb"
    if (
        "documents" in cue.takes
        and source is not None
        and any(tags[i] & (t.SOURCE | t.OCCASION) for i in range(*source))
    ):
        cue = replace(cue, takes=cue.takes | {"np"})
    if source is not None and not subject.passive and is_writer(scan, at, cue, source):
        return "the writer speaks"
    if _is_unsaid(scan, at, subject.end, source):
        words = _what_is_called(scan, at, high) if "object" in cue.takes else None
        if words is None or source is None or any(tags[i] & t.MODAL for i in range(subject.end, at)):
            return "it is not said to be said"
        return [
            Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[words], source=source, anchor="after"),
        ]
    if not is_verb(scan, at, low):
        return "it is no finite verb"
    charged = (
        _charged(scan, at, high, cue) if subject.passive and "object" in cue.takes and source is not None else None
    )
    if charged is not None and source is not None:
        agent = charged[0] > at + 2 and tags[at + 1] & t.AGENT
        return [
            Candidate(
                frame=frame,
                cue=cue,
                at=(at, at + 1),
                content=[source, charged],
                source=(at + 2, charged[0]) if agent else None,
                anchor="after",
                impersonal=not agent,
            )
        ]
    content = content_after(scan, at, high, cue, passive=subject.passive)
    if isinstance(content, str):
        return content
    if tags[content[0]] & t.WHETHER and source is not None and tags[source[0]] & t.NEG:
        return "it is not said"  # "neither would say whether"
    if tags[subject.end - 1] & t.INFINITIVE and not (
        tags[content[0] - 1] & t.THAT or tags[content[0]] & (t.WHETHER | t.QUOTE)
    ):
        return "the infinitive has no content"
    pieces = [content]
    if subject.passive and source is not None and tags[content[0]] & t.INFINITIVE and not source[1] > content[0]:
        pieces = [source, content]
    return [
        Candidate(
            frame=frame,
            cue=cue,
            at=(at, at + 1),
            content=pieces,
            source=None if subject.passive else source,
            anchor="after",
            inherits=subject.shared and not subject.passive,
            impersonal=subject.passive,
            stance=_turned(scan, subject.end, at, cue),
        )
    ]


def _charged(scan: Scan, at: int, high: int, cue: Cue) -> Range | None:
    """What somebody "was accused (by X) of"."""
    for k in range(at + 1, min(high, at + _GAP)):
        if scan.folds[k] in cue.links and scan.tags[k + 1 : k + 2] and not scan.tags[k + 1] & t.MARK:
            return extent.forward(scan, k, high)
        if scan.tags[k] & (t.MARK | t.THAT) and not scan.tags[k] & t.DET:
            return None
    return None


def _turned(scan: Scan, first: int, at: int, cue: Cue) -> str:
    """The stance of a negated verb of belief or saying: it denies what it would assert."""
    negated = any(scan.tags[i] & t.NEG for i in range(max(first - 1, 0), at))
    return "denies" if negated and cue.stance == "asserts" else ""
