"""Say what kind each difference between a quotation and its place in the source is.

Differences are read group by group (words in a row that do not agree). In a group negation and reserve are looked for
first, since they bring other words with them ("did not say" for "said"); then numbers, dates and names; what is left
are words, omissions and insertions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from takhrij.model import Change, Span
from takhrij.verify.fit import alike
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
        for group in _groups(one.pairs, alignment):
            out += typed.of(group)
    return out


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
        low, high = max(place.start - 4, 0), place.end + 4
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
        out: list[Difference] = []
        if any(self._negates(i, j) for i, j in group):
            group, found = self._negation(group)
            out += found
        if any(self._hedges(i, j) for i, j in group):
            group, found = self._hedge(group)
            out += found
        return sorted(
            [*out, *self._rest(group)], key=lambda d: (min(d.content, default=10**9), min(d.source, default=0))
        )

    def _is_conjunction(self, i: int | None, j: int | None) -> bool:
        """Tell whether the head of a piece only lacks, or has, a conjunction glued to it."""
        if i is None or j is None or i not in self.pieces:
            return False
        a, b = self.content.word(i), self.source.word(j)
        return (a != b and self.words.unjoined(a) in (b, self.words.unjoined(b))) or self.words.unjoined(b) == a

    def _negates(self, i: int | None, j: int | None) -> bool:
        return (i is not None and self.content.negates(i)) or (j is not None and self.source.negates(j))

    def _hedges(self, i: int | None, j: int | None) -> bool:
        return (i is not None and self.content.hedges(i)) or (j is not None and self.source.hedges(j))

    def _negation(self, group: list[Pair]) -> tuple[list[Pair], list[Difference]]:
        """Take a change of negation out of a group, with the auxiliaries and verb forms that go with it."""
        here = [i for i, _ in group if i is not None and self.content.negates(i)]
        there = [j for _, j in group if j is not None and self.source.negates(j)]
        if len(here) % 2 == len(there) % 2:
            return group, []
        absorbed, rest = self._absorbed(group, set(here), set(there))
        return rest, [_difference("negation", absorbed, 1.0)]

    def _hedge(self, group: list[Pair]) -> tuple[list[Pair], list[Difference]]:
        """Take reserve that only one side has out of a group."""
        here = [i for i, _ in group if i is not None and self.content.hedges(i)]
        there = [j for _, j in group if j is not None and self.source.hedges(j)]
        if bool(here) == bool(there):
            return group, []
        absorbed, rest = self._absorbed(group, set(here), set(there))
        return rest, [_difference("hedge", absorbed, 1.0, "weaker" if here else "stronger")]

    def _absorbed(self, group: list[Pair], here: set[int], there: set[int]) -> tuple[list[Pair], list[Pair]]:
        """Split a group: marked words with small words and forms of one word beside them; the rest."""
        taken: list[Pair] = []
        rest: list[Pair] = []
        for i, j in group:
            marked = i in here or j in there
            if marked and i is not None and j is not None and not self._is_small(i, j):
                # the marked word only happens to stand opposite a word that was replaced
                taken.append((i, None) if i in here else (None, j))
                rest.append((None, j) if i in here else (i, None))
            elif marked or self._is_small(i, j) or (i is not None and j is not None and self._is_form(i, j)):
                taken.append((i, j))
            else:
                rest.append((i, j))
        return taken, rest

    def _is_small(self, i: int | None, j: int | None) -> bool:
        """Tell whether only function words and marked words stand on the sides of a pair."""
        return (i is None or self._is_function(self.content, i)) and (j is None or self._is_function(self.source, j))

    def _is_function(self, side: Text, i: int) -> bool:
        word = side.word(i)
        return (
            word in self.words.function
            or self.words.unjoined(word) in self.words.function
            or side.negates(i)
            or side.hedges(i)
        )

    def _is_form(self, i: int, j: int) -> bool:
        a, b = self.content.word(i), self.source.word(j)
        return alike(a, b) or alike(self.words.base(a), self.words.base(b))

    def _rest(self, group: list[Pair]) -> list[Difference]:
        """Type pair by pair; neighbours of one kind are one difference."""
        out: list[Difference] = []
        for i, j in group:
            one = self._pair(i, j)
            if out and out[-1].kind == one.kind and _adjacent(out[-1], one):
                last = out[-1]
                facts = last.facts + one.facts if one.kind == "word" else last.facts
                out[-1] = Difference(
                    one.kind, last.content + one.content, last.source + one.source, facts, last.strength or one.strength
                )
            else:
                out.append(one)
        return [_weighed(d) for d in out]

    def _pair(self, i: int | None, j: int | None) -> Difference:
        content, source = (() if i is None else (i,)), (() if j is None else (j,))
        for kind, test in (("date", self._is_date), ("number", self._is_number), ("name", self._is_name)):
            if (i is not None and test(self.content, i)) or (j is not None and test(self.source, j)):
                return Difference(kind, content, source, 1.0)  # type: ignore[arg-type]
        if i is None or j is None:
            return Difference("insertion" if j is None else "omission", content, source, 1.0)
        strength = self._strength(i, j)
        small = self._is_function(self.content, i) and self._is_function(self.source, j)
        return Difference("word", content, source, 0.5 if small else 1.0, strength)

    def _strength(self, i: int, j: int) -> Strength | None:
        if self.words.scales is None:
            return None
        step = self.words.scales.compare(self.content.word(i), self.source.word(j))
        return None if not step else "stronger" if step > 0 else "weaker"

    def _is_number(self, side: Text, i: int) -> bool:
        word = side.word(i)
        return word[0] == FIGURE or self.words.is_in(word, self.words.quantities)

    def _is_date(self, side: Text, i: int) -> bool:
        """Months, weekdays, relative days; days and years beside them; years."""
        word = side.word(i)
        if self._names_date(side, i) or self.words.is_in(word, self.words.days):
            return True
        if word[0] != FIGURE:
            return False
        near = [k for k in (i - 2, i - 1, i + 1, i + 2) if 0 <= k < len(side.tokens)]
        if (
            any(self._names_date(side, k) for k in near)
            and word[1:].isdigit()
            and (int(word[1:]) < 32 or int(word[1:]) in _YEARS)
        ):
            return True
        raw = side.raw(i)
        return len(raw) == 4 and raw.isdigit() and int(raw) in range(1800, 2100)

    def _names_date(self, side: Text, i: int) -> bool:
        """Tell whether a token is a month or weekday; where names have capitals it must have one."""
        return self.words.is_in(side.word(i), self.words.dates) and not (self.words.cased and side.raw(i)[0].islower())

    def _is_name(self, side: Text, i: int) -> bool:
        word = side.word(i)
        if self.words.cased:
            raw = side.raw(i)
            if not raw[0].isupper() or word in self.words.function:
                return False
            return not side.opens_sentence(i) or (raw.isupper() and len(raw) > 1)
        if (
            word in self.words.names
            or self.words.unjoined(word) in self.words.names
            or self.words.is_in(word, self.words.names)
        ):
            return True
        before = side.word(i - 1) if i else ""
        return self.words.is_in(before, self.words.name_heads) and not self._is_function(side, i)


def _difference(kind: Kind, pairs: list[Pair], facts: float, strength: Strength | None = None) -> Difference:
    return Difference(
        kind, tuple(i for i, _ in pairs if i is not None), tuple(j for _, j in pairs if j is not None), facts, strength
    )


def _adjacent(one: Difference, other: Difference) -> bool:
    """Tell whether nothing lies between two differences on either side."""
    near = not one.content or not other.content or min(other.content) - max(one.content) == 1
    return near and (not one.source or not other.source or min(other.source) - max(one.source) == 1)


def _weighed(d: Difference) -> Difference:
    """The difference with as many facts as its length makes."""
    if d.kind == "omission":
        return d._replace(facts=float(-(-len(d.source) // PIECE)))
    if d.kind == "insertion":
        return d._replace(facts=float(-(-len(d.content) // ADDED)))
    return d
