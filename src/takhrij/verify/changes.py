"""Say what kind each difference between a quotation and its place in the source is.

Differences are read group by group (words in a row that do not agree). In a group negation and reserve are looked for
first, since they bring other words with them ("did not say" for "said"); then numbers, dates and names; what is left
are words, omissions and insertions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from takhrij.model import Change, Span
from takhrij.verify.fit import alike
from takhrij.verify.tokens import ENDS
from takhrij.verify.words import FIGURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from takhrij.verify.align import Alignment, Place
    from takhrij.verify.fit import Pair
    from takhrij.verify.tokens import Tokens
    from takhrij.verify.words import VerifyWords

Kind = Literal["number", "date", "name", "negation", "hedge", "word", "omission", "insertion"]
Strength = Literal["stronger", "weaker"]
PIECE = 8  # words of an omission that make one fact
ADDED = 4  # words of an insertion that make one fact
WORDS = 2  # words exchanged in a row that make one fact
BEFORE = 24  # tokens before a place that are looked at
_HEAD, _OTHERS = 16, 2  # tokens of a sentence's head that may be nothing but reserve; other words in it
_TOLD = 4  # words of a quotation from which reserve dropped before it is told
_BESIDE = 1  # words of another kind that may come with a negation or a reserve that only one side has
_YEARS = range(1000, 2200)


class Difference(NamedTuple):
    """One difference: tokens of the quotation and of the source, and how many facts it changes."""

    kind: Kind
    content: tuple[int, ...]
    source: tuple[int, ...]
    facts: float
    strength: Strength | None = None


class Text(NamedTuple):
    """One side of the comparison: its letters, its tokens, and what classes they are of where that takes neighbours."""

    text: str
    tokens: Tokens
    negative: list[bool]
    hedged: list[bool]
    first: int  # position of the first token in `negative` and `hedged`

    def word(self, i: int) -> str:
        """The token at a position."""
        return self.tokens.texts[i]

    def raw(self, i: int) -> str:
        """The letters of a token as they stand."""
        return self.text[self.tokens.starts[i] : self.tokens.ends[i]]

    def negates(self, i: int) -> bool:
        """Tell whether a token negates."""
        return self.negative[i - self.first]

    def hedges(self, i: int) -> bool:
        """Tell whether a token belongs to words of reserve."""
        return self.hedged[i - self.first]

    def opens_sentence(self, i: int) -> bool:
        """Tell whether a capital at a token may be that of a sentence."""
        if i == 0:
            return True
        between = self.text[self.tokens.ends[i - 1] : self.tokens.starts[i]]
        return any(c in '.!?:;\n\u061f\u2026"\u201c\u00ab\u2018' for c in between)


def differences(alignment: Alignment, place: Place) -> list[Difference]:
    """All differences between a quotation and its place beyond what may be edited, in the order of the quotation."""
    typed = _Typed(alignment, place)
    out: list[Difference] = []
    for one in place.fits:
        found: list[Difference] = []
        for group in _groups(one.pairs, alignment):
            for d in typed.of(group):
                if found and _one_exchange(found[-1], d):
                    found[-1] = _together(found[-1], d)
                else:
                    found.append(d)
        out += found
    first = place.fits[0]
    if first.end and len(alignment.ids) >= _TOLD and first.pairs[0][1] == first.start:
        dropped = typed.dropped_before(first.start)
        if dropped is not None:
            out.insert(0, dropped)
    return out


def _one_exchange(one: Difference, other: Difference) -> bool:
    """Tell whether two exchanges of words are one: a small word on one side, and one word that agrees between them."""
    if one.kind != "word" or other.kind != "word" or 0.5 not in (one.facts, other.facts):
        return False
    if not (one.content and other.content and one.source and other.source):
        return False
    return min(other.content) - max(one.content) <= 2 and min(other.source) - max(one.source) <= 2


def _together(one: Difference, other: Difference) -> Difference:
    facts = max(one.facts, other.facts)
    return Difference("word", one.content + other.content, one.source + other.source, facts, one.strength or other.strength)


def as_changes(found: Iterable[Difference], alignment: Alignment) -> tuple[Change, ...]:
    """The differences with their places in both texts, in code points."""
    return tuple(
        Change(
            kind=d.kind,
            content_span=_span(alignment.content.tokens, d.content),
            source_span=_span(alignment.source.tokens, d.source),
            strength=d.strength,
        )
        for d in found
    )


def _span(tokens: Tokens, at: Sequence[int]) -> Span | None:
    return Span(tokens.starts[min(at)], tokens.ends[max(at)]) if at else None


def _groups(pairs: Sequence[Pair], alignment: Alignment) -> list[list[Pair]]:
    """Pairs in a row that do not agree; words put in by an editor, and what they stand for, are left out."""
    groups: list[list[Pair]] = []
    open_ = False
    for i, j in pairs:
        if i is not None and j is not None and alignment.ids[i] == alignment.source.ids[j]:
            open_ = False
            continue
        if not open_:
            groups.append([])
            open_ = True
        groups[-1].append((i, j))
    return [g for g in groups if not any(i is not None and alignment.content.free[i] for i, _ in g)]


class _Typed:
    """Types the groups of one place."""

    def __init__(self, alignment: Alignment, place: Place) -> None:
        self.words: VerifyWords = alignment.words
        self.pieces = {a for a, _ in alignment.content.pieces}
        content, source = alignment.content.tokens, alignment.source.tokens
        low, high = max(place.start - BEFORE, 0), place.end + 4
        self.content = self._side(alignment.content.text, content, 0, len(content))
        self.source = self._side(alignment.source.text, source, low, min(high, len(source)))

    def _side(self, text: str, tokens: Tokens, low: int, high: int) -> Text:
        part = tokens.texts[low:high]
        return Text(
            text, tokens, self.words.marked(part, self.words.negations), self.words.marked(part, self.words.hedges), low
        )

    def of(self, group: list[Pair]) -> list[Difference]:
        """The differences of one group."""
        group = [p for p in group if not self._is_conjunction(*p)]
        if not group:
            return []
        if all(i is None for i, _ in group) or all(j is None for _, j in group):
            return [self._one_sided(group)]
        out, group = self._special(group)
        for take in (self._negation, self._hedge):
            found, group = take(group)
            out += found
        if group and not (out and all(self._is_small(i, j) for i, j in group)):
            out.append(self._words(group))
        return sorted(out, key=lambda d: (min(d.content, default=10**9), min(d.source, default=0)))

    def _one_sided(self, group: list[Pair]) -> Difference:
        """Words that only one side has: negation or reserve where they are little else, else an omission or insertion."""
        here = [i for i, _ in group if i is not None]
        side, at = (self.content, here) if here else (self.source, [j for _, j in group if j is not None])
        beside = sum(not self._is_function(side, k) for k in at)
        if sum(side.negates(k) for k in at) % 2 and beside <= _BESIDE:
            return _difference("negation", group, 1.0)
        if any(side.hedges(k) for k in at) and beside <= _BESIDE:
            return _difference("hedge", group, 1.0, "weaker" if here else "stronger")
        if here:
            return _difference("insertion", group, float(-(-len(at) // ADDED)))
        return _difference("omission", group, float(-(-len(at) // PIECE)))

    def _is_conjunction(self, i: int | None, j: int | None) -> bool:
        """Tell whether the head of a piece only lacks, or has, a conjunction glued to it."""
        if i is None or j is None or i not in self.pieces:
            return False
        a, b = self.content.word(i), self.source.word(j)
        return self.words.unjoined(a) in (b, self.words.unjoined(b)) or self.words.unjoined(b) == a

    def _special(self, group: list[Pair]) -> tuple[list[Difference], list[Pair]]:
        """Take numbers, dates and names out of a group; neighbours of one kind are one difference."""
        out: list[Difference] = []
        rest: list[Pair] = []
        for i, j in group:
            kind = self._kind(i, j)
            if kind is None:
                rest.append((i, j))
                continue
            one = _difference(kind, [(i, j)], 1.0)
            if out and out[-1].kind == kind and _adjacent(out[-1], one):
                out[-1] = Difference(kind, out[-1].content + one.content, out[-1].source + one.source, 1.0)
            else:
                out.append(one)
        if not any(d.content and d.source for d in out):
            # nothing stands against them: they belong to what was left out or put in
            return [], group
        return out, rest

    def _kind(self, i: int | None, j: int | None) -> Kind | None:
        """Number, date or name, where both sides of a pair are one, or one is and the other means something."""
        here = self._special_kind(self.content, i) if i is not None else None
        there = self._special_kind(self.source, j) if j is not None else None
        if i is not None and j is not None and (here is None) != (there is None):
            side, k = (self.content, i) if here is None else (self.source, j)
            if self._is_function(side, k) and not side.negates(k):
                return None
            if (here or there) == "name" and not self._may_be_name(side, k):
                return None
        if here and there and here != there:
            return "date" if "date" in (here, there) else "number"
        return here or there

    def _special_kind(self, side: Text, k: int) -> Kind | None:
        if self._is_date(side, k):
            return "date"
        if self._is_number(side, k):
            return "number"
        return "name" if self._is_name(side, k) else None

    def _negation(self, group: list[Pair]) -> tuple[list[Difference], list[Pair]]:
        """Take a change of negation out of a group, with the auxiliaries and verb forms that go with it."""
        here = {i for i, _ in group if i is not None and self.content.negates(i)}
        there = {j for _, j in group if j is not None and self.source.negates(j)}
        if len(here) % 2 == len(there) % 2 or self._strength(group):
            return [], group
        taken, rest = self._absorbed(group, here, there)
        return [_difference("negation", taken, 1.0)], rest

    def _hedge(self, group: list[Pair]) -> tuple[list[Difference], list[Pair]]:
        """Take reserve that only one side has out of a group; verbs of reserve exchanged for other verbs are words."""
        here = {i for i, _ in group if i is not None and self.content.hedges(i)}
        there = {j for _, j in group if j is not None and self.source.hedges(j)}
        if bool(here) == bool(there):
            return [], group
        against = [(i, j) for i, j in group if i is not None and j is not None and (i in here) != (j in there)]
        for i, j in against:
            verb = self.content.word(i) if i in here else self.source.word(j)
            side, k = (self.source, j) if i in here else (self.content, i)
            if self._is_function(side, k) or self.words.is_in(side.word(k), self.words.certain):
                continue
            if verb in self.words.hedge_verbs or verb in self.words.weak_hedges:
                return [], group
        certain = any(
            self.words.is_in(side.word(k), self.words.certain)
            for side, ks in ((self.content, [i for i, _ in group]), (self.source, [j for _, j in group]))
            for k in ks
            if k is not None
        )
        taken, rest = (group, []) if certain else self._absorbed(group, here, there)
        return [_difference("hedge", taken, 1.0, "weaker" if here else "stronger")], rest

    def _absorbed(self, group: list[Pair], here: set[int], there: set[int]) -> tuple[list[Pair], list[Pair]]:
        """Split a group: marked words with what stands against them, small words and forms of one word; the rest."""
        taken: list[Pair] = []
        rest: list[Pair] = []
        for i, j in group:
            marked = i in here or j in there
            form = i is not None and j is not None and self._is_form(i, j)
            (taken if marked or form or self._is_small(i, j) else rest).append((i, j))
        return taken, rest

    def _words(self, group: list[Pair]) -> Difference:
        """What is left of a group as one exchange of words, or as an omission or insertion beside small words."""
        here = sum(i is not None and not self._is_function(self.content, i) for i, _ in group)
        there = sum(j is not None and not self._is_function(self.source, j) for _, j in group)
        if not here and not there:
            return _difference("word", group, 0.5, self._strength(group))
        if not here and there > 0 and all(i is None for i, j in group if j is not None and not self._is_function(self.source, j)):
            return _difference("omission", group, float(-(-there // PIECE)))
        if not there and here > 0 and all(j is None for i, j in group if i is not None and not self._is_function(self.content, i)):
            return _difference("insertion", group, float(-(-here // ADDED)))
        return _difference("word", group, float(-(-max(here, there) // WORDS)), self._strength(group))

    def _is_small(self, i: int | None, j: int | None) -> bool:
        """Tell whether only function words and marked words stand on the sides of a pair."""
        return (i is None or self._is_function(self.content, i)) and (j is None or self._is_function(self.source, j))

    def _is_function(self, side: Text, i: int) -> bool:
        word = side.word(i)
        small = word in self.words.function or self.words.unjoined(word) in self.words.function
        return small or side.negates(i) or (side.hedges(i) and word not in self.words.hedge_verbs)

    def _is_form(self, i: int, j: int) -> bool:
        a, b = self.content.word(i), self.source.word(j)
        return alike(a, b) or alike(self.words.base(a), self.words.base(b))

    def _strength(self, group: list[Pair]) -> Strength | None:
        if self.words.scales is None:
            return None
        here = [self.content.word(i) for i, _ in group if i is not None]
        there = [self.source.word(j) for _, j in group if j is not None]
        step = self.words.scales.compare(here, there)
        return None if not step else "stronger" if step > 0 else "weaker"

    def _is_number(self, side: Text, i: int) -> bool:
        word = side.word(i)
        return word[0] == FIGURE or self.words.is_in(word, self.words.quantities)

    def _is_date(self, side: Text, i: int) -> bool:
        """Months with or without a day, weekdays, relative days, years."""
        word, raw = side.word(i), side.raw(i)
        if "@" in word or self.words.is_in(word, self.words.days):
            return True
        if self.words.is_in(word, self.words.weekdays):
            return not (self.words.cased and raw[0].islower())
        if word[0] != FIGURE:
            return False
        beside = any("@" in side.word(k) for k in (i - 1, i + 1) if 0 <= k < len(side.tokens))
        year = len(raw) == 4 and raw.isdigit() and int(raw) in _YEARS
        return year and (beside or int(raw) in range(1800, 2100))

    def _is_name(self, side: Text, i: int) -> bool:
        word = side.word(i)
        if self.words.cased:
            raw = side.raw(i)
            if not raw[0].isupper() or word in self.words.function:
                return False
            return not side.opens_sentence(i) or (raw.isupper() and len(raw) > 1) or self._beside_capital(side, i)
        if self.words.is_in(word, self.words.names):
            return True
        before = side.word(i - 1) if i else ""
        return self.words.is_in(before, self.words.name_heads) and self._may_be_name(side, i)

    def _beside_capital(self, side: Text, i: int) -> bool:
        """Tell whether the next word has a capital of its own: then that of a sentence's first word is one too."""
        return i + 1 < len(side.tokens) and side.raw(i + 1)[0].isupper() and not side.opens_sentence(i + 1)

    def _may_be_name(self, side: Text, i: int) -> bool:
        """Tell whether a word that stands against a name may be one."""
        word = side.word(i)
        if self._is_function(side, i):
            return False
        return side.raw(i)[0].isupper() if self.words.cased else not self.words.is_common(word)

    def dropped_before(self, at: int) -> Difference | None:
        """Reserve or negation right before the first word of the place, which the quotation leaves out.

        Right before it, or all that stands between it and the head of the sentence.
        """
        side, k = self.source, at - 1
        if k < side.first or side.opens_sentence(at):
            return None
        while k > side.first and at - k < 3 and self._is_plain(side, k) and not side.opens_sentence(k):
            k -= 1
        if side.negates(k):
            return Difference("negation", (), (k,), 1.0)
        if side.hedges(k) and side.word(k) not in self.words.weak_hedges:
            return Difference("hedge", (), (k,), 1.0, "stronger")
        head = list(self._head(at))
        if not head or len(head) > _HEAD or sum(not self._is_function(side, k) and not side.hedges(k) for k in head) > _OTHERS:
            return None
        if not any(side.hedges(k) and side.word(k) not in self.words.weak_hedges for k in head):
            return None
        return Difference("hedge", (), tuple(head), 1.0, "stronger")

    def _is_plain(self, side: Text, k: int) -> bool:
        return side.word(k) in self.words.function and not side.negates(k) and not side.hedges(k)

    def _head(self, at: int) -> Iterable[int]:
        """Tokens between the head of the sentence and a place in it, none where the head is too far away."""
        k = at
        while k > self.source.first:
            if self.source.opens_sentence(k):
                return range(k, at)
            k -= 1
        return ()


def _difference(kind: Kind, pairs: list[Pair], facts: float, strength: Strength | None = None) -> Difference:
    return Difference(
        kind, tuple(i for i, _ in pairs if i is not None), tuple(j for _, j in pairs if j is not None), facts, strength
    )


def _adjacent(one: Difference, other: Difference) -> bool:
    """Tell whether nothing lies between two differences on either side."""
    near = not one.content or not other.content or min(other.content) - max(one.content) == 1
    return near and (not one.source or not other.source or min(other.source) - max(one.source) == 1)
