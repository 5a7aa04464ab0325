"""Say what kind each difference between a quotation and its place in the source is.

Differences are read group by group (words in a row that do not agree). In a group negation and reserve are looked for
first, since they bring other words with them ("did not say" for "said"); then numbers, dates and names; what is left
are words, omissions and insertions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from takhrij.model import Change, Span
from takhrij.verify.classes import Side, special_pair
from takhrij.verify.fit import alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from takhrij.verify.align import Alignment, Place
    from takhrij.verify.fit import Pair
    from takhrij.verify.scales import Graded
    from takhrij.verify.tokens import Tokens
    from takhrij.verify.words import VerifyWords

Kind = Literal["number", "date", "name", "negation", "hedge", "word", "omission", "insertion"]
Strength = Literal["stronger", "weaker"]
PIECE = 8  # words of an omission that make one fact
ADDED = 4  # words of an insertion that make one fact
WORDS = 2  # words exchanged in a row that make one fact
BEFORE = 24  # tokens before a place that are looked at
_HEAD, _BARE, _OTHERS = (
    16,
    5,
    2,
)  # tokens of a head that may be nothing but reserve, with or without "that"; other words
_TAIL = 4  # tokens behind a place that are looked at
_TOLD = 2  # words of a quotation from which reserve dropped before it is told
_BESIDE = 1  # words of another kind that may come with a negation or a reserve that only one side has


class Difference(NamedTuple):
    """One difference: tokens of the quotation and of the source, and how many facts it changes."""

    kind: Kind
    content: tuple[int, ...]
    source: tuple[int, ...]
    facts: float
    strength: Strength | None = None


class Degree(NamedTuple):
    """What words of degree do to a wording, and how many of its words mean something."""

    step: int
    words: int


def differences(alignment: Alignment, place: Place, *, reserved: bool = False) -> list[Difference]:
    """All differences between a quotation and its place beyond what may be edited, in the order of the quotation.

    With `reserved` what the source says right before or behind the place is left out of account.
    """
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
    whole = all(f.end for f in place.fits) and not (alignment.content.free[0] or alignment.content.free[-1])
    if not whole or reserved or len(alignment.ids) < _TOLD:
        return out
    return typed.dropped(place, out)


def _one_exchange(one: Difference, other: Difference) -> bool:
    """Tell whether two exchanges of words are one: a small word on one side, and one word that agrees between them."""
    if one.kind != "word" or other.kind != "word" or 0.5 not in (one.facts, other.facts):
        return False
    if not (one.content and other.content and one.source and other.source):
        return False
    return min(other.content) - max(one.content) <= 2 and min(other.source) - max(one.source) <= 2


def _merged(one: Difference, other: Difference) -> Difference:
    """A difference with the words of another that go with it."""
    return one._replace(content=one.content + other.content, source=one.source + other.source)


def _together(one: Difference, other: Difference) -> Difference:
    facts = max(one.facts, other.facts)
    return Difference(
        "word", one.content + other.content, one.source + other.source, facts, one.strength or other.strength
    )


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
        low, high = max(place.start - BEFORE, 0), place.end + _TAIL + 1
        self.content = Side(alignment.content.text, content, self.words, 0, len(content))
        self.source = Side(alignment.source.text, source, self.words, low, min(high, len(source)))

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
        """Words of one side alone: negation or reserve where there is little else, else an omission or insertion."""
        here = [i for i, _ in group if i is not None]
        side, at = (self.content, here) if here else (self.source, [j for _, j in group if j is not None])
        beside = sum(not side.is_function(k) and not side.hedges(k) for k in at)
        if sum(side.negates(k) for k in at) % 2 and not beside:
            return _difference("negation", group, 1.0)
        if any(side.hedges(k) for k in at) and beside <= _BESIDE:
            return _difference("hedge", group, 1.0, "weaker" if here else "stronger")
        degree = self._degree(side, at)
        step = degree.step if degree.words == 1 else 0
        if here:
            return _difference("insertion", group, float(-(-len(at) // ADDED)), _named(step))
        return _difference("omission", group, float(-(-len(at) // PIECE)), _named(-step))

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
            kind = special_pair(self.content, i, self.source, j)
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
            if side.is_function(k) or side.is_certain(k):
                continue
            if verb in self.words.hedge_verbs or verb in self.words.weak_hedges:
                return [], group
        certain = any(
            side.is_certain(k)
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
        here = sum(i is not None and not self.content.is_function(i) for i, _ in group)
        there = sum(j is not None and not self.source.is_function(j) for _, j in group)
        if not here and not there:
            return _difference("word", group, 0.5, self._strength(group))
        sizes = sum(i is not None for i, _ in group), sum(j is not None for _, j in group)
        if not here and sizes[0] + 1 < sizes[1]:
            return _difference("omission", group, float(-(-there // PIECE)))
        if not there and sizes[1] + 1 < sizes[0]:
            return _difference("insertion", group, float(-(-here // ADDED)))
        return _difference("word", group, float(-(-max(here, there) // WORDS)), self._strength(group))

    def _is_small(self, i: int | None, j: int | None) -> bool:
        """Tell whether only function words and marked words stand on the sides of a pair."""
        return (i is None or self.content.is_function(i)) and (j is None or self.source.is_function(j))

    def _is_form(self, i: int, j: int) -> bool:
        a, b = self.content.word(i), self.source.word(j)
        return alike(a, b) or alike(self.words.base(a), self.words.base(b))

    def _strength(self, group: list[Pair]) -> Strength | None:
        """Which side of an exchange is the stronger: by graded words, else by a word of degree that one side adds."""
        here = [i for i, _ in group if i is not None]
        there = [j for _, j in group if j is not None]
        known = self.words.strengths
        one, other = known.graded(self.content.tokens.texts, here), known.graded(self.source.tokens.texts, there)
        if self._is_turned(self.content, here, one, other) or self._is_turned(self.source, there, other, one):
            return None
        return _named(known.compared(one, other) or self._added(here, there))

    def _is_turned(self, side: Side, at: list[int], graded: list[Graded], against: list[Graded]) -> bool:
        """Tell whether a negation in or right before some words turns them around.

        Not to condemn says no more than to say, and less than not to criticise. A negation itself graded against
        the other side ("never" for "seldom") turns nothing.
        """
        scales = {grade.scale for g in against for grade in g.grades}
        listed = {k for g in graded if any(x.scale in scales for x in g.grades) for k in range(g.start, g.end)}
        before = [k for k in (min(at, default=side.first) - 1,) if k >= side.first and not side.opens_sentence(k + 1)]
        return any(side.negates(k) and k not in listed for k in (*before, *at))

    def _added(self, here: list[int], there: list[int]) -> int:
        """1 where one side has one more word and that makes the rest stronger, -1 where it makes it weaker."""
        one, other = self._degree(self.content, here), self._degree(self.source, there)
        if one.words == other.words:
            return 0  # an exchange: a word of degree may belong to what the other side says in one word
        return (one.step > other.step) - (one.step < other.step)

    def _degree(self, side: Side, at: Iterable[int]) -> Degree:
        words = [(k, self.words.degree(side.word(k))) for k in at]
        return Degree(sum(step for _, step in words), sum(bool(step) or not side.is_function(k) for k, step in words))

    def dropped(self, place: Place, found: list[Difference]) -> list[Difference]:
        """The differences with reserve or negation that stands right before or behind the place and is left out.

        Before it: the word itself, or a head of the sentence that is nothing but reserve; behind it: the last words of
        the sentence.
        """
        small = bool(found) and self._is_small_head(found[0])
        before = self._dropped_before(place.fits[0].start, small=small)
        if before is not None:
            first = found[0] if found else None
            at_head = first is not None and first.kind == "word" and first.source[:1] == (place.start,)
            if first is not None and ((at_head and self._goes_with(first)) or self._is_small_head(first)):
                found = [_merged(before, first), *found[1:]]
            else:
                found = [before, *found]
        behind = self._dropped_behind(place.fits[-1].end)
        return found if behind is None else [*found, behind]

    def _is_small_head(self, d: Difference) -> bool:
        """Tell whether a difference is nothing but small words put before the first word that agrees."""
        return d.kind == "insertion" and 0 in d.content and all(self.content.is_function(i) for i in d.content)

    def _goes_with(self, d: Difference) -> bool:
        """Tell whether an exchange of words is only the form that goes with a negation or reserve beside it."""
        pairs = list(zip(d.content, d.source, strict=False))
        return len(d.content) == len(d.source) == 1 and all(
            self._is_form(i, j) or (self.content.is_function(i) and self.source.is_function(j)) for i, j in pairs
        )

    def _dropped_before(self, at: int, *, small: bool) -> Difference | None:
        """What is left out right before a place; with `small` one small word may stand between."""
        side, k = self.source, at - 1
        if small and k > side.first and side.is_plain(k) and not side.opens_sentence(k):
            k -= 1
        if k < side.first or side.opens_sentence(at):
            return None
        if side.negates(k):
            return Difference("negation", (), (k,), 1.0)
        if side.hedges(k) and (self._holds_back(k) or self._is_made_whole(at)):
            return Difference("hedge", (), (k,), 1.0, "stronger")
        head = list(self._head(at))
        others = sum(not side.is_function(k) and not side.hedges(k) for k in head)
        if not head or len(head) > _HEAD or others > _OTHERS:
            return None
        bare = len(head) <= _BARE and not others
        if (bare or side.word(head[-1]) in self.words.complementizers) and any(self._holds_back(k) for k in head):
            return Difference("hedge", (), tuple(head), 1.0, "stronger")
        return None

    def _is_made_whole(self, at: int) -> bool:
        """Tell whether the quotation begins with a capital that its place has not: words shown as a whole sentence."""
        return self.words.cased and self.content.raw(0)[0].isupper() and self.source.raw(at)[0].islower()

    def _dropped_behind(self, end: int) -> Difference | None:
        side, last = self.source, len(self.source.tokens)
        k = end
        while (
            k < min(end + _TAIL, last) and not side.opens_sentence(k) and k - side.first < side.size and side.hedges(k)
        ):
            k += 1
        if k == end or not any(self._holds_back(h) for h in range(end, k)) or (k < last and not side.opens_sentence(k)):
            return None
        return Difference("hedge", (), tuple(range(end, k)), 1.0, "stronger")

    def _holds_back(self, k: int) -> bool:
        """Tell whether a word holds back by itself wherever it stands, as perhaps and may do."""
        return self.source.hedges(k) and self.words.is_in(self.source.word(k), self.words.free_hedges)

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


def _named(step: int) -> Strength | None:
    return None if not step else "stronger" if step > 0 else "weaker"


def _adjacent(one: Difference, other: Difference) -> bool:
    """Tell whether nothing lies between two differences on either side."""
    near = not one.content or not other.content or min(other.content) - max(one.content) == 1
    return near and (not one.source or not other.source or min(other.source) - max(one.source) == 1)
