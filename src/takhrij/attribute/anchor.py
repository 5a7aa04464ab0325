"""What ties a cue to its content where the content follows: a word, a mark, or a noun phrase that is itself content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.attribute import extent, phrase
from takhrij.attribute import tags as t

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Frame
    from takhrij.attribute.lexicon import Cue
    from takhrij.attribute.scan import Scan

_FARTHEST = 45  # tokens between a cue and its anchor
_CLOSE = 6  # the same for words that seldom report
_SPEECH = 4  # words that make a quotation speech where nothing but its place says so
_BESIDE = 2  # tokens after a cue in which "that" belongs to it whatever follows
_DIRECT = 3  # the same where the quotation comes right after the verb
_MATTER = 4  # tokens after which "that" no longer belongs to a noun that opens a content


class Anchor(NamedTuple):
    """What ties cue and content: its kind, where the words before it end, where the content begins."""

    kind: str
    before: int
    content: int


def find_anchor(scan: Scan, at: int, high: int, cue: Cue, frame: Frame, *, reach: int = _FARTHEST) -> Anchor | str:
    """Look right of the cue for the word or mark that its content follows."""
    tags = scan.tags
    i = at + 1
    stop = min(high, at + 1 + (_CLOSE if "near" in cue.takes else reach))
    source_end = 0
    matter: Anchor | None = None
    piece = 0
    while i < stop:
        tag = tags[i]
        if (
            tag & t.THAT
            and "that" in frame.anchors
            and "that" in cue.takes
            and not _is_claimed(scan, i, at)
            and (scan.subject_first or not tag & t.CONJ)
            and ("wish" in cue.takes or i - at <= _BESIDE or not _is_wished(scan, i))
        ):
            before = i - 1 - bool(tags[i - 1] & t.VERBAL)  # "concluded by saying that"
            linked = bool(tags[before] & t.LINK) and before > at and bool(cue.links)
            if linked and scan.folds[before] in cue.links:
                return Anchor("that", source_end or before, i + 1)
            if "accused" in cue.takes and scan.folds[i][0] in cue.links and i - at > 1 and not tags[at] & t.OBJECT:
                first = _object_before(scan, i, at)
                return Anchor("matter", source_end or min(first, i), first)
            if (
                not linked
                and ("link" not in cue.takes or scan.folds[i][0] in cue.links)
                and (
                    matter is None
                    or (matter.kind == "object" and (i - matter.content > _MATTER or bool(tags[i - 1] & t.COMMA)))
                )
            ):
                return Anchor("that", source_end or i, i + 1)
        elif (
            tag & t.INFINITIVE
            and not tag & (t.THAT | t.SAY | t.VERB)
            and "that" in cue.takes
            and (tags[i - 1] & t.LINK or scan.folds[i][0] in cue.links)
        ):
            return Anchor("that", source_end or i - 1 + (not tags[i - 1] & t.LINK), i)  # "called for not ..."
        elif tag & t.WHETHER and "whether" in frame.anchors:
            return Anchor("whether", source_end or i, i + 1)
        elif tag & t.COLON:
            if matter is not None and matter.kind == "matter":
                break
            if "colon" in frame.anchors and "colon" in cue.takes and i + 1 < len(tags):
                return Anchor(
                    "colon", source_end or i, i + 2 if tags[i + 1] & t.THAT and not scan.subject_first else i + 1
                )
            return "a colon comes first"
        elif tag & t.QUOTE and extent.opens(scan, i):
            first, last = scan.quotes[scan.quote_of[i]]
            if (
                "quote" in frame.anchors
                and "quote" in cue.takes
                and (matter is None or (matter.kind == "object" and i - matter.content == 1))
                and ("link" not in cue.takes or cue.name == "relays" or _has_link(scan, at, i, cue))
                and _is_speech(scan, first, last, high, least=_DIRECT if i == at + 1 else _SPEECH)
            ):
                return Anchor("quote", source_end or i, i)
            i = last
            continue
        elif tag & t.OPEN:
            i = phrase.closing(scan, i, stop)
        elif tag & t.HOW and "how" in cue.takes:
            return Anchor("that", source_end or i, i + 1)
        elif tag & t.PARTICIPLE and i > at + 1:
            if matter is not None or (
                tags[i - 1] & t.COMMA and not any(c.name in {cue.name, "says"} for c in scan.cues[i])
            ):
                break
            source_end = source_end or i
        elif tag & t.PREP and (i > at + 1 or any(c.name == "relays" for c in scan.cues[i])):
            after = _after_aside(scan, i, stop)
            if after is None and (tags[i - 1] & t.COMMA or any(c.name == "relays" for c in scan.cues[i])):
                break
            if after is not None:
                source_end = source_end or (i - 1 if tags[i - 1] & t.COMMA else i)
                i = after
                continue
        elif tag & t.SAY and tags[i - 1] & t.REL and any(c.name == cue.name for c in scan.cues[i]):
            source_end, matter = source_end or i - 1, None  # "the papers say, all of which say that ..."
        elif tag & t.END or _says_on(scan, i, at, frame) or any(c.name == "states-in" for c in scan.cues[i]):
            break
        elif tag & t.SAY and piece and matter is None and not tag & t.NOUN and "object" not in cue.takes:
            return Anchor("piece", piece, piece)
        elif tag & t.PIECE and not tag & t.DEFINITE and i > at + 1 and not tags[i - 1] & (t.PREPOSITION | t.PIECE):
            piece = source_end = source_end or i
        elif matter is None and "matter" in frame.anchors and _opens_matter(scan, i, at, cue):
            linked = bool(cue.links) and bool(tag & t.LINK)
            fused = not linked and bool(tag & t.ATTACHED)
            first = _object_before(scan, i, at) if "accused" in cue.takes else i + linked
            matter = Anchor("matter" if linked or fused else "object", source_end or min(first, i), first)
        i += 1
    return matter or "no anchor in reach"


def _says_on(scan: Scan, i: int, at: int, frame: Frame) -> bool:
    """Tell whether another cue takes over at token `i`."""
    tag = scan.tags[i]
    if tag & t.NOUN or not tag & (t.SAY | t.PREP):
        return False
    if tag & t.OBJECT and any(c.name == "publishes" for c in scan.cues[i]):
        return False  # "a study that X made and Y published"
    if tag & t.SAY and frame.cue & t.CLAIM:
        return True
    return i > at + 1 and bool(tag & t.AND or scan.tags[i - 1] & t.COMMA)


def _after_aside(scan: Scan, i: int, stop: int) -> int | None:
    """Token after an aside that names a source ("..., according to X, that ..."), or None."""
    for k in range(i + 1, min(stop, i + 16)):
        if scan.tags[k] & (t.COMMA | t.DASH):
            if k + 1 < stop and scan.tags[k + 1] & (t.THAT | t.LINK | t.ATTACHED | t.WHETHER):
                return k + 1
        elif scan.tags[k] & t.THAT:
            return k
        elif scan.tags[k] & (t.END | t.COLON) or (scan.tags[k] & t.SAY and not scan.tags[k] & t.OBJECT):
            return None
    return None


def _is_claimed(scan: Scan, i: int, at: int) -> bool:
    """Tell whether "that" at token `i` follows a noun like "claims", whose content it opens."""
    return i - 1 > at and bool(scan.tags[i - 1] & t.CLAIM) and any(c.name == "claims" for c in scan.cues[i - 1])


def _has_link(scan: Scan, at: int, i: int, cue: Cue) -> bool:
    """Tell whether a preposition that the cue needs stands between it and token `i`."""
    return any(scan.tags[k] & t.LINK and scan.folds[k] in cue.links for k in range(at + 1, i))


def _is_wished(scan: Scan, i: int) -> bool:
    """Tell whether the "that" at token `i` opens what is wanted or possible: a verb of that mood follows it."""
    shape = scan.lexicon.wished
    if shape is None or not scan.tags[i] & t.INFINITIVE or i + 1 >= len(scan.tags):
        return False
    after = scan.tags[i + 1]
    return bool(after & (t.VERB | t.SAY) and not after & (t.EVENT | t.MATTER) and shape.fullmatch(scan.folds[i + 1]))


def _is_speech(scan: Scan, first: int, last: int, high: int, *, least: int) -> bool:
    """A quotation is speech where it is long or closes the sentence; before "that" or a colon it is part of a name."""
    after = last
    while after < high and scan.tags[after] & t.COMMA:
        after += 1
    if after < high and scan.tags[after] & (t.THAT | t.COLON):
        return False
    return scan.words(first, last) >= least or last >= high or bool(scan.tags[last] & t.END)


def _opens_matter(scan: Scan, i: int, at: int, cue: Cue) -> bool:
    """Tell whether a noun phrase that is content by itself begins at token `i`."""
    tags = scan.tags
    if not cue.takes & {"np", "act"} or i + 1 >= len(tags):
        return False
    linked = bool(cue.links) and bool(tags[i] & t.LINK) and scan.folds[i] in cue.links
    if "np" not in cue.takes and not tags[i + linked] & (t.EVENT | t.MATTER):
        return False
    if linked and cue.kind & t.VERBAL and i > at + 1 and "object" not in cue.takes:
        return False
    if linked:
        return not tags[i + 1] & (
            t.THAT
            | t.VERBAL
            | t.TIME
            | t.MARK & ~t.QUOTE
            | t.KEEPS
            | (0 if "reveals" in cue.name or cue.name == "announces" else t.OCCASION)
        )
    if tags[i] & t.ATTACHED or (
        not tags[i]
        and "accused" in cue.takes
        and tags[i - 1] & (t.DEFINITE | t.OBJECT | t.POSSESSIVE | t.QUOTE)
        and len(scan.folds[i]) > _MATTER
    ):
        return (
            i > at
            and scan.folds[i][0] in cue.links
            and not tags[i] & (t.OCCASION | t.TIME | t.PREPOSITION | t.ADVERB)
            and not (tags[i] & t.KEEPS and tags[i] & t.DEFINITE)
        )
    if "object" not in cue.takes:
        return False
    if tags[i] & t.MATTER:
        return not tags[i] & t.DEFINITE and (i == at + 1 or not tags[i - 1] & (t.PREPOSITION | t.SUB))
    if tags[i] & t.EVENT and not tags[i] & (t.DEFINITE | t.AND):
        if i == at + 1:
            return bool(tags[at] & t.PARTICIPLE or tags[i + 1] & t.DEFINITE)
        return not tags[i - 1] & (t.PREPOSITION | t.SUB | t.ASIDE | t.VERB | t.MARK & ~t.CLOSE)
    return bool(
        i == at + 1
        and tags[at] & t.PARTICIPLE
        and not tags[i] & (t.MARK | t.PREPOSITION | t.THAT | t.ADVERB | t.TIME | t.WHETHER)
    )


def _object_before(scan: Scan, i: int, at: int) -> int:
    """First token of the noun phrase that ends before token `i`: whom somebody accuses (of what follows)."""
    if scan.tags[at] & t.OBJECT:
        return i
    if scan.tags[at] & t.PARTICIPLE:  # its subject stands before it
        first = at + 1
        while first < i and scan.tags[first] & (t.ADVERB | t.TIME | t.COMMA):
            first += 1
        return first
    first = i - 1
    while first > at + 1 and scan.tags[first] & (t.ADVERB | t.TIME | t.CLOSE | t.QUOTE):
        first -= 1
    if first <= at:
        return i
    start = phrase.last_phrase(scan, at + 1, first + 1)
    if start <= first:
        return start
    heads = t.KEEPS | t.TITLE | t.OUTLET | t.SOURCE | t.OCCASION | t.EVENT | t.MATTER
    if first > at + 2 and scan.tags[first] & t.DEFINITE and scan.tags[first - 1] & heads & ~t.DEFINITE:
        first -= 1  # two nouns in construct; what is no known noun is taken for a name
    return first
