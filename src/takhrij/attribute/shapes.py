"""The recognisers: how source, cue and content may stand to one another. A rule of a pack names one by its shape.

Each takes the scan, the token of the cue, the cue and the rule, and gives candidates or the reason why it does not fit.
This module holds the shapes of languages whose subject follows its verb, and those that all languages share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from takhrij.attribute import cited, content_first, extent, nonfinite, phrase, subject_first
from takhrij.attribute import tags as t
from takhrij.attribute.anchor import Anchor, find_anchor
from takhrij.attribute.candidate import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable

    from takhrij.attribute.candidate import Frame, Range
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

    Shape = Callable[[Scan, int, Cue, Frame], list[Candidate] | str]

_FARTHEST = 45  # tokens between a cue and the end of its clause
_SPEECH = 4  # words that make a quotation speech where nothing but its place says so
_SHORT = 5  # words of a clause that is not complete before an aside
_ANNOUNCING = {"expresses", "announces", "confirms", "denies"}  # cues whose object is speech in a relative clause too
_NEAR = 9  # tokens between a participle and its anchor


def verb(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A finite verb with its content after an anchor; the source between, before, or left out."""
    low, high = extent.scope_of(scan, at)
    if at > low and scan.tags[at - 1] & t.PREPOSITION and not scan.tags[at - 1] & t.REL and not scan.tags[at] & t.AND:
        return "a preposition governs it"
    before = scan.tags[at - 1] if at > low else 0
    if scan.tags[at] & t.NOUN and before & (t.MATTER | t.VERB) and not before & (t.AUX | t.TRY):
        return "it is a noun here"
    if scan.tags[at] & t.AUX:
        return "it has not been said yet"
    if at > low and scan.tags[at - 1] & t.NEG and not scan.tags[at - 1] & t.REL and cue.stance == "asserts":
        return "it is negated"
    anchor = _bare(scan, at, high, cue) or find_anchor(scan, at, high, cue, frame)
    if isinstance(anchor, str):
        return anchor
    if (
        anchor.kind not in {"that", "whether"}
        and at > low
        and scan.tags[at - 1] & t.INFINITIVE
        and scan.tags[at - 1] & t.THAT
    ):
        return "it is only wanted or possible"
    if cue.name == "relays" and anchor.kind != "that":
        return "nobody is named who is passed on"
    content = extent.forward(scan, anchor.content, extent.reach(scan, anchor.content, high))
    if content is None:
        return "nothing follows the anchor"
    if anchor.kind == "object" and cue.name not in _ANNOUNCING and at > low and scan.tags[at - 1] & t.REL:
        return "its object may be no speech"
    source = _subject(scan, at, low, anchor, cue)
    if source is None and anchor.kind == "object" and cue.name in {"reveals", "shows"}:
        return "its object may be no speech"
    if (
        source
        and source[1] == source[0] + 1 <= at
        and scan.tags[source[0]] & (t.DET | t.REL)
        and not scan.subject_first
    ):
        return "a fact speaks, no source"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor=anchor.kind)]


def _bare(scan: Scan, at: int, high: int, cue: Cue) -> Anchor | None:
    """Words of the speaker right after the verb without any mark: a pronoun or a denial begins them ("said we are")."""
    i = at + 1
    while i < high and scan.tags[i] & t.COMMA:
        i += 1
    if (
        "bare" not in cue.takes
        or i + 2 >= high
        or not scan.tags[i] & (t.PRON | t.NEG)
        or scan.tags[i] & (t.AND | t.REL)
    ):
        return None
    ties = t.THAT | t.COLON | t.QUOTE
    return None if any(scan.tags[k] & ties for k in (i, i + 1, i + 2)) else Anchor("bare", at + 1, i)


def _subject(scan: Scan, at: int, low: int, anchor: Anchor, cue: Cue) -> Range | None:
    """Who a finite verb has as its subject: what stands between it and its anchor, or else before it."""
    end = anchor.before
    if cue.name == "answers":  # "replied to the critics" names no speaker
        end = next((k for k in range(at + 2, end) if scan.tags[k] & t.LINK and scan.folds[k] in cue.links), end)
    after = phrase.after_verb(scan, at + 1, end)
    if after is not None and scan.tags[after[0]] & (t.STOP | t.SUB | t.ATTACHED):
        after = None  # an adjunct: "said in reply to ..."
    first = at == low or (bool(scan.tags[at] & t.AND) and not _has_topic(scan, at, low))
    if "hearer" in cue.takes and after is not None and not scan.tags[at] & t.OBJECT:
        before = None if first else phrase.before_verb(scan, at, low)
        if before is not None:
            return before
        cut = phrase.last_phrase(scan, *after)
        after = (after[0], cut) if cut > after[0] and anchor.kind != "matter" else after
    if after is not None or first:
        return after
    return phrase.before_verb(scan, at, low)


def _has_topic(scan: Scan, at: int, low: int) -> bool:
    """Tell whether the clause puts its subject first, so that a conjunction on the verb joins nothing."""
    return any(scan.tags[k] & t.TOPIC for k in range(max(low, at - 40), at))


def relay(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """An outlet passes on what another said: the outer content begins where he is named, his words nest in it."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if tags[at] & t.NOUN and tags[at] & t.AND and cue.name == "learns":
        return "it is a noun here"
    origin = at if tags[at] & t.PREP else 0
    i = at + 1
    while not origin and i < min(high, at + 16):
        if tags[i] & t.LINK and scan.folds[i] in cue.links:
            origin = i
        elif tags[i] & (t.END | t.THAT | t.COLON):
            break
        i += 1
    if not origin:
        return "nobody is named who is passed on"
    anchor = find_anchor(scan, origin, high, replace(cue, takes=cue.takes - {"link"}, links=frozenset()), frame)
    if isinstance(anchor, str):
        return anchor
    content = extent.forward(scan, anchor.content, extent.reach(scan, anchor.content, high))
    if content is None:
        return "nothing follows the anchor"
    spoken = next((k for k in range(origin + 1, anchor.before) if tags[k] & (t.VERBAL | t.PARTICIPLE)), None)
    teller = phrase.after_verb(scan, origin + 1, spoken if spoken is not None else anchor.before)
    inner_at = spoken if spoken is not None else origin
    inner = Candidate(
        frame=frame, cue=cue, at=(inner_at, inner_at + 1), content=[content], source=teller, anchor=anchor.kind
    )
    if tags[at] & t.PREP:
        return [inner]
    if cue.name == "learns":
        inner.at = (at, at + 1)
        return [inner]
    source = phrase.after_verb(scan, at + 1, origin) or (
        None if tags[at] & t.AND else phrase.before_verb(scan, at, low)
    )
    outer = Candidate(
        frame=frame, cue=cue, at=(at, at + 1), content=[(origin + 1, content[1])], source=source, anchor="passed"
    )
    return [outer, inner]


def named(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """Words that a source has for a thing, quoted where the thing is named: `what he called "a stab in the back"`."""
    _, high = extent.scope_of(scan, at)
    for i in range(at + 1, min(high, at + _NEAR)):
        if scan.tags[i] & t.QUOTE and extent.opens(scan, i):
            first, last = scan.quotes[scan.quote_of[i]]
            before = i - 1 if scan.folds[i - 1] in cue.links else i
            source = phrase.after_verb(scan, at + 1, before)
            if scan.words(first, last) > 1:
                return [
                    Candidate(
                        frame=frame, cue=cue, at=(at, at + 1), content=[(first, last)], source=source, anchor="quote"
                    )
                ]
            return "a single word"
        if scan.tags[i] & (t.MARK | t.THAT):
            break
    return "no quotation in reach"


def participle(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A participle or verbal noun: its subject is that of the clause before, so no source is read here."""
    _, high = extent.scope_of(scan, at)
    anchor = find_anchor(scan, at, high, cue, frame, reach=_NEAR)
    if isinstance(anchor, str):
        return anchor
    if at and scan.tags[at - 1] & (t.AUX | t.PREPOSITION) and scan.tags[at] & (t.PARTICIPLE | t.AND) == t.PARTICIPLE:
        return "it is a predicate or a noun here"
    if anchor.kind in {"matter", "object"} and scan.tags[at] & t.PARTICIPLE and _is_attribute(scan, at):
        return "it is an adjective here"
    content = extent.forward(scan, anchor.content, extent.reach(scan, anchor.content, high))
    if content is None:
        return "nothing follows the anchor"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=None, anchor=anchor.kind)]


def _is_attribute(scan: Scan, at: int) -> bool:
    """Tell whether a participle stands right after a noun and lacks the ending of a circumstance."""
    before = scan.tags[at - 1] if at else t.MARK
    ending = scan.lexicon.morphology.accusative
    return not before & t.MARK and not scan.tags[at] & t.AND and not (ending and scan.folds[at].endswith(ending))


def verbal(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A verbal noun of reporting: its subject is its pronoun, or the phrase between it and the anchor."""
    _, high = extent.scope_of(scan, at)
    anchor = find_anchor(scan, at, high, cue, frame, reach=2 * _NEAR)
    if isinstance(anchor, str):
        return anchor
    content = extent.forward(scan, anchor.content, extent.reach(scan, anchor.content, high))
    if content is None:
        return "nothing follows the anchor"
    source = phrase.after_verb(scan, at + 1, anchor.before)
    unnamed = source is None or bool(scan.tags[source[0]] & t.PRON)
    if unnamed and anchor.kind in {"matter", "object"} and "alone" not in cue.takes:
        return "nobody is named who says it"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor=anchor.kind)]


def content_before(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """The content, then the verb, then its subject: `"C", says S`, or a clause and a comma in place of the marks."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    if tags[at] & t.AND or "quote" not in cue.takes:
        return "the verb begins a clause of its own"
    i = at - 1
    while i > low and tags[i] & (t.COMMA | t.DASH | t.END):
        i -= 1
    k = scan.quote_of[i] if i >= low else -1
    quoted = k >= 0 and scan.quotes[k][1] == i + 1 and scan.words(*scan.quotes[k]) >= _SPEECH
    end = at + 1
    high = min(high, at + _FARTHEST)
    while end < high and not tags[end] & (
        t.END | t.COLON | t.QUOTE | t.PARTICIPLE | t.THAT | (0 if quoted else t.COMMA)
    ):
        end += 1
    content = scan.quotes[k] if quoted else None
    if content is None and end == at + 1 and k >= 0 and scan.quotes[k][1] == i + 1 and _closes(scan, at + 1, high):
        return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[scan.quotes[k]], source=None, anchor="first")]
    if content is None:
        if i == at - 1 or i < low or tags[at] & t.NOUN or (end < high and not tags[end] & t.END) or end - at > _NEAR:
            return "no content before the verb"
        content = extent.backward(scan, i + 1, low)
        if content is None or scan.words(*content) < 2:
            return "no content before the verb"
    source = phrase.after_verb(scan, at + 1, end)
    if source is None and not (quoted and _closes(scan, at + 1, high)):
        return "no source after the verb"
    return [Candidate(frame=frame, cue=cue, at=(at, at + 1), content=[content], source=source, anchor="first")]


def _closes(scan: Scan, i: int, high: int) -> bool:
    """Tell whether a sentence ends at token `i`."""
    return i >= high or bool(scan.tags[i] & t.END)


def impersonal(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A passive verb or a noun of reporting without a source; who holds a belief stands elsewhere in the text."""
    found = participle(scan, at, cue, frame)
    if not isinstance(found, str):
        between = range(at + 1, found[0].content[0][0])
        if cue.kind & t.CLAIM and any(scan.tags[k] & (t.COMMA | t.QUOTE) for k in between):
            return "the noun stands apart from what follows"
        for c in found:
            c.impersonal = "held" not in cue.takes
    return found


def preposition(scan: Scan, at: int, cue: Cue, frame: Frame) -> list[Candidate] | str:
    """A prepositional cue with its source right after it; the content is the rest of the clause, before or after."""
    low, high = extent.scope_of(scan, at)
    tags = scan.tags
    last = at + 1
    if "verb" in cue.takes:
        if last >= high or not tags[last] & t.SAY or ("plain" in cue.takes and tags[last] & t.OBJECT):
            return "no reporting verb follows"
        last += 1
        said = scan.cues[at + 1][0]
        if said.stance == "demands" and "also" in cue.takes:
            return "it goes on to ask for more"
        if (at == low or "also" in cue.takes) and _has_content(scan, at + 1, high, frame):
            return "the verb has its own content"
    end = last
    while end < min(high, at + _FARTHEST) and not tags[end] & (
        t.COMMA | t.END | t.COLON | t.THAT | t.PARTICIPLE | t.DASH
    ):
        if tags[end] & t.OPEN:
            end = phrase.closing(scan, end, high)
        if at - low <= 1 and last < end < at + _NEAR and _resumes(tags[end]) and not scan.subject_first:
            break  # "according to X, so there is no ..."
        end += 1
    heads = at - low <= 2 or (bool(tags[at] & t.AND) and bool(tags[at - 1] & t.COMMA))
    if heads and (end >= high or tags[end] & t.END):
        end = next(
            (
                k
                for k in range(last + 1, end)
                if tags[k] & (t.VERB | t.SAY | t.AUX)
                and not tags[k] & (t.NOUN | t.DEFINITE | t.AND)
                and not tags[k - 1] & t.REL
            ),
            end,
        )
    if at - low <= 1 and end < high and tags[end] & t.COMMA and not scan.subject_first:
        end = _apposition_end(scan, end, high)
    source = None
    if "none" in cue.takes:
        end = last
    else:
        source = phrase.after_verb(scan, last, end, hearer="verb" in cue.takes)
        alone = "verb" in cue.takes and (last >= high or bool(tags[last] & (t.COMMA | t.END)))  # "as she said"
        if (source is None and not alone) or (source and "verb" in cue.takes and tags[source[0]] & t.ATTACHED):
            return "no source follows"
        if source and tags[source[0]] & t.NORM:
            return "what follows is no speaker"
    content = _beside(scan, at, end, low, high)
    if not content:
        return "no content beside the cue"
    return [Candidate(frame=frame, cue=cue, at=(at, last), content=content, source=source, anchor="beside")]


def _has_content(scan: Scan, at: int, high: int, frame: Frame) -> bool:
    """Tell whether a verb that a preposition governs takes a content of its own all the same."""
    wide = replace(frame, anchors=frame.anchors | {"matter"})
    found = (find_anchor(scan, at, high, cue, wide) for cue in scan.cues[at] if cue.kind & t.SAY)
    return any(not isinstance(anchor, str) and anchor.kind != "quote" for anchor in found)


def _apposition_end(scan: Scan, comma: int, high: int) -> int:
    """The comma after an apposition, where the sentence is taken up there: "according to the head, X, there is"."""
    for i in range(comma + 1, min(comma + _NEAR, high - 1)):
        if scan.tags[i] & (t.VERB | t.SAY | t.AUX | t.THAT | t.PREPOSITION | t.END):
            break
        if scan.tags[i] & t.COMMA:
            return i if scan.tags[i + 1] & (t.CONJ | t.THAT) else comma
    return comma


def _resumes(tag: int) -> bool:
    """Tell whether a word takes up the sentence after its cue and source."""
    return bool(tag & t.CONJ or (tag & t.AND and tag & (t.NEG | t.AUX)))


def _is_amid(scan: Scan, at: int, end: int, high: int) -> bool:
    """Tell whether an aside between two commas stands amid a clause: nothing new begins behind it."""
    tags = scan.tags
    if scan.subject_first or end + 1 >= high or not (tags[at - 1] & t.COMMA and tags[end] & t.COMMA):
        return False
    after = tags[end + 1]
    return not after & (t.AND | t.SUB | t.PARTICIPLE | t.STOP | t.SWITCH | t.CONJ | t.REL | t.PREP | t.THAT | t.MARK)


def _has_verb(scan: Scan, low: int, high: int) -> bool:
    return any(scan.tags[k] & t.SAY for k in range(low, high))


def _beside(scan: Scan, at: int, end: int, low: int, high: int) -> list[Range]:
    """Content of a prepositional cue: round an aside in dashes, after a cue that opens its clause, else before."""
    tags = scan.tags
    if at > low and tags[at - 1] & t.DASH and end < high and tags[end] & t.DASH:
        pieces = (extent.backward(scan, at - 1, low), extent.forward(scan, end + 1, high))
    elif _is_amid(scan, at, end, high) and 1 < scan.words(low, at) <= _SHORT:
        pieces = (extent.backward(scan, at - 1, low), extent.forward(scan, end + 1, high))  # "there are, by X, many"
    elif end < high and tags[end] & t.THAT and not tags[at] & t.AND and _has_verb(scan, max(low, at - _NEAR), at):
        pieces = (extent.backward(scan, at, low), extent.forward(scan, end, high))  # "X says, according to Y, that"
    elif tags[at] & t.AND or (
        scan.words(max(low, at - extent.LONGEST), at) <= 2 and (end < high and not tags[end] & t.END)
    ):
        while end < high and tags[end] & (t.COMMA | t.THAT | (0 if scan.subject_first else t.CONJ)):
            end += 1
        pieces = (extent.forward(scan, end, high), None)
    else:
        apart = bool(tags[at - 1] & (t.COMMA | t.QUOTE))  # it tells how the whole sentence reached the page
        pieces = (extent.backward(scan, at - 1 if tags[at - 1] & t.COMMA else at, low, whole=apart), None)
    return [p for p in pieces if p is not None]


SHAPES: dict[str, Shape] = {
    "verb": verb,
    "relay": relay,
    "cited": cited.cited,
    "named": named,
    "participle": participle,
    "verbal": verbal,
    "content-before": content_before,
    "impersonal": impersonal,
    "preposition": preposition,
    "content-first": content_first.content_first,
    "subject-verb": subject_first.subject_verb,
    "gerund": nonfinite.gerund,
    "asked": nonfinite.asked,
    "noun": nonfinite.noun,
    "aside": subject_first.aside,
}
