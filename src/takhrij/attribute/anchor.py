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
_DIRECT = 3  # the same where the quotation comes right after the verb
_BESIDE = 2  # tokens after a cue in which "that" belongs to it whatever follows
_ENDS_NAME = t.MARK | t.THAT | t.VERB | t.SAY | t.PARTICIPLE | t.SUB | t.REL | t.CONJ
_MATTER = 4  # tokens after which "that" no longer belongs to a noun that opens a content


class Anchor(NamedTuple):
    """What ties cue and content: its kind, where the words before it end, where the content begins."""

    kind: str
    before: int
    content: int


def find_anchor(scan: Scan, at: int, high: int, cue: Cue, frame: Frame, *, reach: int = _FARTHEST) -> Anchor | str:
    """Look right of the cue for the word or mark that its content follows."""
    stop = min(high, at + 1 + (_CLOSE if "near" in cue.takes else reach))
    look = _Look(scan, cue, frame, within=(at, high, stop))
    i = at + 1
    while i < stop:
        step = look.step(i)
        if not isinstance(step, int):
            return step
        i = step
    return look.matter or "no anchor in reach"


class _Look:
    """A look to the right of a cue, token by token; what has been passed on the way decides what may still follow.

    `matter` is a noun phrase that is content unless a better anchor comes; `piece` the token of a piece of speech that
    is an object; `source_end` where the words that may name the source end, 0 where they have not ended yet.
    """

    def __init__(self, scan: Scan, cue: Cue, frame: Frame, *, within: tuple[int, int, int]) -> None:
        """`within`: tokens of the cue, of the end of its sentence, and of where the look ends."""
        self.scan, self.cue, self.frame = scan, cue, frame
        self.at, self.high, self.stop = within
        self.source_end = 0
        self.piece = 0
        self.matter: Anchor | None = None

    def step(self, i: int) -> int | Anchor | str:
        """The next token to look at (`stop` where the cue reaches no farther), or what was found at token `i`."""
        scan, tags, cue, matter = self.scan, self.scan.tags, self.cue, self.matter
        tag = tags[i]
        if tag & t.THAT and self._may_tie(i):
            return self._that(i) or i + 1
        if (
            tag & t.INFINITIVE
            and not tag & (t.THAT | t.SAY | t.VERB)
            and "that" in cue.takes
            and (tags[i - 1] & t.LINK or scan.folds[i][0] in cue.links)
        ):
            return Anchor("that", self.source_end or i - 1 + (not tags[i - 1] & t.LINK), i)  # "called for not ..."
        if tag & t.WHETHER and "whether" in self.frame.anchors and (matter is None or i - matter.content == 1):
            return Anchor("whether", self.source_end or i, i + 1)
        if tag & t.SAY and "bare" in cue.takes and not matter and any("writer" in c.takes for c in scan.cues[i]):
            return Anchor("colon", self.source_end or i, i)  # "He added I know that ..."
        if tag & t.COLON:
            return self._colon(i)
        if tag & t.QUOTE and extent.opens(scan, i):
            return self._quote(i)
        if tag & t.OPEN:
            return self._bracket(i)
        if tag & t.HOW and "how" in cue.takes:
            return Anchor("that", self.source_end or i, i + 1)
        if tag & t.PARTICIPLE and i > self.at + 1:
            return self._participle(i)
        if tag & t.PREP and (i > self.at + 1 or _is_relay(scan, i)):
            return self._aside(i)
        if tag & t.SAY and tags[i - 1] & t.REL and any(c.name == cue.name for c in scan.cues[i]):
            self.source_end, self.matter = self.source_end or i - 1, None  # "the papers say, all of which say that ..."
            return i + 1
        if tag & t.END or _says_on(scan, i, self.at, self.frame) or any(c.name == "states-in" for c in scan.cues[i]):
            return self.stop
        return self._object(i)

    def _may_tie(self, i: int) -> bool:
        """Tell whether the "that" at token `i` may belong to the cue."""
        cue, scan = self.cue, self.scan
        return (
            "that" in self.frame.anchors
            and "that" in cue.takes
            and not _is_claimed(scan, i, self.at)
            and (scan.subject_first or not scan.tags[i] & t.CONJ)
            and ("wish" in cue.takes or i - self.at <= _BESIDE or not _is_wished(scan, i))
        )

    def _that(self, i: int) -> Anchor | None:
        scan, tags, cue, matter = self.scan, self.scan.tags, self.cue, self.matter
        before = i - 1 - bool(tags[i - 1] & t.VERBAL)  # "concluded by saying that"
        linked = bool(tags[before] & t.LINK) and before > self.at and bool(cue.links)
        if linked and scan.folds[before] in cue.links:
            return Anchor("that", self.source_end or before, i + 1)
        fused = scan.folds[i][0] in cue.links
        if "accused" in cue.takes and fused and i - self.at > 1 and not tags[self.at] & t.OBJECT:
            first = _object_before(scan, i, self.at)
            return Anchor("matter", self.source_end or min(first, i), first)
        if linked or ("link" in cue.takes and not fused):
            return None
        if matter is None or (matter.kind == "object" and (i - matter.content > _MATTER or tags[i - 1] & t.COMMA)):
            return Anchor("that", self.source_end or i, i + 1)
        return None

    def _colon(self, i: int) -> int | Anchor | str:
        tags = self.scan.tags
        if self.matter is not None and self.matter.kind == "matter":
            return self.stop
        if "colon" in self.frame.anchors and "colon" in self.cue.takes and i + 1 < len(tags):
            skipped = bool(tags[i + 1] & t.THAT) and not self.scan.subject_first
            return Anchor("colon", self.source_end or i, i + 1 + skipped)
        return "a colon comes first"

    def _quote(self, i: int) -> int | Anchor:
        scan, cue, matter = self.scan, self.cue, self.matter
        first, last = scan.quotes[scan.quote_of[i]]
        if (
            "quote" in self.frame.anchors
            and "quote" in cue.takes
            and (matter is None or (matter.kind == "object" and i - matter.content == 1))
            and ("link" not in cue.takes or cue.name == "relays" or _has_link(scan, self.at, i, cue))
            and not any(c.name == "titles" for c in scan.cues[i - 1])
            and (cue.name != "publishes" or scan.words(first, last) >= _SPEECH)
            and _is_speech(scan, first, last, self.high, least=_DIRECT if i == self.at + 1 else _SPEECH)
        ):
            return Anchor("quote", self.source_end or i, i)
        return last

    def _bracket(self, i: int) -> int | Anchor:
        """Brackets that serve as quotation marks: some words, and nothing of the sentence behind them."""
        scan = self.scan
        end = extent.bracket_end(scan, i, self.high)
        ends = end + 1 >= self.high or bool(scan.tags[end + 1] & (t.END | t.COMMA))
        speaks = "quote" in self.frame.anchors and "quote" in self.cue.takes and not scan.subject_first
        if speaks and ends and i - self.at < _CLOSE and self.matter is None and scan.words(i, end) >= _SPEECH:
            return Anchor("quote", self.source_end or i, i + 1)
        return phrase.closing(scan, i, self.stop) + 1

    def _participle(self, i: int) -> int:
        goes_on = any(c.name in {self.cue.name, "says"} for c in self.scan.cues[i])
        if self.matter is not None or (self.scan.tags[i - 1] & t.COMMA and not goes_on):
            return self.stop
        self.source_end = self.source_end or i
        return i + 1

    def _aside(self, i: int) -> int:
        apart = bool(self.scan.tags[i - 1] & t.COMMA)
        after = _after_aside(self.scan, i, self.stop)
        if after is None:
            return self.stop if apart or _is_relay(self.scan, i) else i + 1
        self.source_end = self.source_end or i - apart
        return after

    def _object(self, i: int) -> int | Anchor:
        scan, cue = self.scan, self.cue
        tag = scan.tags[i]
        if tag & t.SAY and self.piece and self.matter is None and not tag & t.NOUN and "object" not in cue.takes:
            return Anchor("piece", self.piece, self.piece)
        governed = scan.tags[i - 1] & (t.PREPOSITION | t.PIECE)
        if tag & t.LINK and self._is_part_of_name(i):
            self.matter = None
            if self.source_end == 0 and scan.tags[i - 1] & t.COMMA:
                self.source_end = i - 1
        if tag & t.PIECE and not tag & t.DEFINITE and i > self.at + 1 and not governed:
            self.piece = self.source_end = self.source_end or i
        elif self.matter is None and "matter" in self.frame.anchors and _opens_matter(scan, i, self.at, cue):
            linked = bool(cue.links) and bool(tag & t.LINK)
            fused = not linked and bool(tag & t.ATTACHED)
            first = _object_before(scan, i, self.at) if "accused" in cue.takes else i + linked
            self.matter = Anchor("matter" if linked or fused else "object", self.source_end or min(first, i), first)
        return i + 1

    def _is_part_of_name(self, i: int) -> bool:
        """Tell whether the noun of action taken for the content belongs to a name, as the preposition at `i` shows.

        "The office for *supervision* announced *of* the end ...": the cue's own preposition and another noun follow.
        """
        tags, matter = self.scan.tags, self.matter
        return (
            matter is not None
            and matter.kind == "object"
            and not tags[matter.content] & t.MATTER
            and i - matter.content < _MATTER
            and self.scan.folds[i] in self.cue.links
            and i + 1 < self.stop
            and bool(tags[i + 1] & (t.MATTER | t.EVENT))
        )


def _is_relay(scan: Scan, i: int) -> bool:
    return any(c.name == "relays" for c in scan.cues[i])


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
    if after == last and after < high and scan.tags[after] & t.DEFINITE:  # "the 'Board of Wells' of the Ministry"
        while after < min(high, last + _CLOSE) and not scan.tags[after] & _ENDS_NAME:
            after += 1
    if after < high and scan.tags[after] & (t.THAT | t.COLON):
        return False
    return scan.words(first, last) >= least or last >= high or bool(scan.tags[last] & t.END)


def _opens_matter(scan: Scan, i: int, at: int, cue: Cue) -> bool:
    """Tell whether a noun phrase that is content by itself begins at token `i`."""
    tags = scan.tags
    if "judged" in cue.takes and tags[at] & t.OBJECT and i + 1 < len(tags):
        fused = bool(tags[i] & t.ATTACHED) and scan.folds[i][0] in cue.links and len(scan.folds[i]) > 1
        return fused or _is_complement(scan, i)
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
        return not tags[i - 1] & (t.PREPOSITION | t.SUB | t.ASIDE | t.VERB | t.MARK & ~(t.CLOSE | t.COMMA))
    return bool(
        i == at + 1
        and tags[at] & t.PARTICIPLE
        and not tags[i] & (t.MARK | t.PREPOSITION | t.THAT | t.ADVERB | t.TIME | t.WHETHER)
    )


def _is_complement(scan: Scan, i: int) -> bool:
    """Tell whether token `i` is an indefinite object that no mark or preposition governs."""
    ending = scan.lexicon.morphology.accusative
    bare = not scan.tags[i] & (t.DEFINITE | t.ATTACHED | t.ADVERB | t.TIME | t.PRON | t.MARK)
    return bool(ending) and bare and scan.folds[i].endswith(ending) and not scan.tags[i - 1] & t.PREPOSITION


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
