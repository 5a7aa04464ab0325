"""One side of a comparison, and of what class its words are: number, date, name, negation, reserve, small word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from takhrij.verify.tokens import ENDS
from takhrij.verify.words import FIGURE

if TYPE_CHECKING:
    from takhrij.verify.tokens import Tokens
    from takhrij.verify.words import VerifyWords

Special = Literal["number", "date", "name"]
_YEARS = range(1000, 2200)
_SURE_YEARS = range(1800, 2100)
_NEAR_MONTH = 3  # words that may stand between a day and its month where another day is named first


class Side:
    """Tokens `low` to `high` of a text with their classes; positions are those of the whole text."""

    def __init__(self, text: str, tokens: Tokens, words: VerifyWords, low: int, high: int) -> None:
        self.text = text
        self.tokens = tokens
        self.words = words
        self.first = low
        part = tokens.texts[low:high]
        self.size = len(part)
        self._negative = words.marked(part, words.negations)
        self._hedged = words.marked(part, words.hedges)

    def word(self, i: int) -> str:
        """The token at a position."""
        return self.tokens.texts[i]

    def raw(self, i: int) -> str:
        """The letters of a token as they stand."""
        return self.text[self.tokens.starts[i] : self.tokens.ends[i]]

    def negates(self, i: int) -> bool:
        """Tell whether a token negates; marks that make another word of it speak against it."""
        return self._negative[i - self.first] and not any(m in self.raw(i) for m in self.words.marks)

    def hedges(self, i: int) -> bool:
        """Tell whether a token belongs to words of reserve."""
        return self._hedged[i - self.first]

    def opens_sentence(self, i: int) -> bool:
        """Tell whether a sentence may begin at a token."""
        if i == 0:
            return True
        between = self.text[self.tokens.ends[i - 1] : self.tokens.starts[i]]
        return any(c in ENDS for c in between)

    def is_function(self, i: int) -> bool:
        """Tell whether a token is a small word: one that names nothing."""
        word = self.word(i)
        return self.words.is_small(word) or self.negates(i) or (self.hedges(i) and word not in self.words.hedge_verbs)

    def is_plain(self, i: int) -> bool:
        """Tell whether a token is a small word that neither negates nor holds back."""
        return self.word(i) in self.words.function and not self.negates(i) and not self.hedges(i)

    def is_certain(self, i: int) -> bool:
        """Tell whether a token is one that takes the place of reserve."""
        return self.words.is_in(self.word(i), self.words.certain)

    def special(self, i: int) -> Special | None:
        """Number, date or name; None for any other word."""
        if self._is_date(i):
            return "date"
        if self._is_number(i):
            return "date" if self._is_day(i) else "number"
        return "name" if self._is_name(i) else None

    def _is_number(self, i: int) -> bool:
        word = self.word(i)
        return word[0] == FIGURE or self.words.is_in(word, self.words.quantities)

    def _is_date(self, i: int) -> bool:
        """Months with or without a day, weekdays, relative days, seasons, years."""
        word, raw = self.word(i), self.raw(i)
        if "@" in word or self.words.is_in(word, self.words.days) or self._is_span(i):
            return True
        if self.words.is_in(word, self.words.weekdays):
            return not (self.words.cased and raw[0].islower())
        if word[0] != FIGURE:
            return False
        beside = any("@" in self.word(k) for k in (i - 1, i + 1) if 0 <= k < len(self.tokens))
        year = len(raw) == 4 and raw.isdigit() and int(raw) in _YEARS
        return year and (beside or int(raw) in _SURE_YEARS)

    def _is_span(self, i: int) -> bool:
        """Tell whether a token is part of "last week", "next year": the turn or the unit, the other beside it."""
        near = [k for k in (i - 1, i + 1) if 0 <= k < len(self.tokens)]
        if self.words.is_in(self.word(i), self.words.units):
            return any(self.words.is_in(self.word(k), self.words.turns) for k in near)
        turn = self.words.is_in(self.word(i), self.words.turns)
        return turn and any(self.words.is_in(self.word(k), self.words.units) for k in near)

    def _is_day(self, i: int) -> bool:
        """Tell whether a number is the first of several days of a month: "between the third and the fifth of May"."""
        for k in range(i + 1, min(i + 2 + _NEAR_MONTH, len(self.tokens))):
            if "@" in self.word(k):
                return k > i + 1
            if (
                not self.is_function(k)
                and not self._is_number(k)
                and self.words.unjoined(self.word(k)) not in self.words.ordinals
            ):
                return False
        return False

    def _is_name(self, i: int) -> bool:
        word = self.word(i)
        if self.words.cased:
            raw = self.raw(i)
            if not raw[0].isupper() or word in self.words.function:
                return False
            return not self.opens_sentence(i) or (raw.isupper() and len(raw) > 1) or self._beside_capital(i)
        return self._is_listed(i) or self._is_placed_as_name(i)

    def _is_listed(self, i: int) -> bool:
        return self.words.is_in(self.word(i), self.words.names)

    def _is_placed_as_name(self, i: int) -> bool:
        """Tell whether a word is a name by what stands right before it: a title, a role, a noun of place, a name."""
        if i == 0 or self.opens_sentence(i) or not self.may_be_name(i):
            return False
        before, known = self.word(i - 1), self.words.is_common(self.word(i)) or self.words.is_graded(self.word(i))
        if self.words.is_in(before, self.words.titles) or self._is_listed(i - 1):
            return True
        head = before in self.words.name_heads or self.words.unjoined(before) in self.words.name_heads
        if not known and (head or self._is_role(i - 1)):
            return True
        if i < 2 or self.opens_sentence(i - 1) or not self.may_be_name(i - 1):
            return False
        given = self.words.is_in(self.word(i - 2), self.words.titles)
        return given or (self._is_role(i - 2) and not self.words.is_common(before))

    def _is_role(self, i: int) -> bool:
        """Tell whether a token is the noun of a role with the article."""
        word = self.words.unjoined(self.word(i))
        return (
            bool(self.words.article)
            and word.startswith(self.words.article)
            and self.words.is_in(word, self.words.roles)
        )

    def _beside_capital(self, i: int) -> bool:
        """Tell whether the next word has a capital of its own: then that of a sentence's first word is one too."""
        return i + 1 < len(self.tokens) and self.raw(i + 1)[0].isupper() and not self.opens_sentence(i + 1)

    def may_be_name(self, i: int) -> bool:
        """Tell whether a word that stands where a name could may be one itself."""
        word = self.word(i)
        if self.is_function(i) or word[0] == FIGURE:
            return False
        return self.raw(i)[0].isupper() if self.words.cased else not self.words.is_verb(word)


def special_pair(content: Side, i: int | None, source: Side, j: int | None) -> Special | None:
    """Number, date or name, where both sides of a pair are one, or one is and the other means something."""
    here = content.special(i) if i is not None else None
    there = source.special(j) if j is not None else None
    if i is None or j is None:
        return here or there
    if here is None and there is None:
        return None
    if here is None or there is None:
        side, k = (content, i) if here is None else (source, j)
        if side.is_function(k) and not side.negates(k):
            return None
        if (here or there) == "name" and not side.may_be_name(k):
            return None
        return here or there
    if here == there:
        return here
    return "date" if "date" in (here, there) else "number"
