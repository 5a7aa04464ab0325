"""A text as tokens and letters, with the questions the rules ask about a place in it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from takhrij.model.span import Span
from takhrij.text.when.lexicon import BLANKS, HEADS, TOKEN, Entry, Lexicon

if TYPE_CHECKING:
    from takhrij.model.entity import Clock

_MARK = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0640]")
_STOPS = ".?|"
_WINDOW = 14
_AFTER = re.compile(r"[,)]?[^.?|;\"&:]{0,7}?s")
_LEADING = re.compile(r"(?:^|[.?|,;\":&])[OIKEjxQlSZVY(\- ]{0,3}$")
_FUTURE_REACH = 8
_DETACH_REACH = 40


class Scan:
    """Tokens, their letters (see `lexicon`) and where each ends in the text."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.words = lexicon.words
        self.tokens: list[str] = TOKEN.findall(text)
        self.merged: dict[int, Entry] = {}
        letters = "".join(map(lexicon.__getitem__, self.tokens))
        if HEADS.search(letters):
            letters, self.merged = lexicon.merge(self.tokens, letters)
        self.letters = letters
        self._ends: list[int] | None = None
        self._order: str | None = None

    @property
    def ends(self) -> list[int]:
        """Offset behind each token and its blanks."""
        if self._ends is None:
            self._ends = list(accumulate(map(len, self.tokens)))
        return self._ends

    def entry(self, i: int) -> Entry:
        """The entry of token `i`."""
        return self.merged.get(i) or self.lexicon.entry(self.tokens[i])

    def start(self, i: int) -> int:
        """Offset of token `i` behind its prefix."""
        at = self.ends[i - 1] if i else 0
        left = self.entry(i).prefix
        while left:
            left -= not _MARK.match(self.text, at)
            at += 1
        while at < len(self.text) and _MARK.match(self.text, at):
            at += 1
        return at

    def end(self, i: int) -> int:
        """Offset of the end of token `i` without the blanks behind it."""
        return self.ends[i] - len(self.tokens[i]) + len(self.tokens[i].rstrip(BLANKS + "\n"))

    def span(self, first: int, last: int) -> Span:
        """The span of tokens `first` up to and not including `last`."""
        return Span(self.start(first), self.end(last - 1))

    def letter(self, i: int) -> str:
        """The letter of token `i`; a paragraph mark outside the text."""
        return self.letters[i] if 0 <= i < len(self.letters) else "|"

    def day(self, first: int, last: int) -> tuple[int, int]:
        """The day number in tokens `first` to `last`, and the token it begins at: of "1st and 2nd" it is the second."""
        values = [(i, self.entry(i)) for i in range(first, last) if self.letters[i] in "dkoc"]
        if len(values) == 1:
            return values[0][1].value, values[0][0]
        (i, a), (j, b) = values[0], values[-1]
        low, high = sorted((a.value, b.value))
        if low < 10 <= high and (high in (10, 20, 30)):
            return low + high, i
        return b.value, j

    def count(self, first: int, last: int) -> int:
        """The number that tokens say in digits or words; hundreds and thousands multiply a small number before them."""
        total = before = 0
        for i in range(first, last):
            if self.letters[i] not in "dkncyeo":
                continue
            value = self.entry(i).value
            total += before * (value - 1) if value in (100, 1000) and 0 < before < 10 else value
            before = value
        return total

    def months(self, first: int, last: int) -> list[tuple[int, Entry]]:
        """The month names in tokens `first` to `last`."""
        return [(i, self.entry(i)) for i in range(first, last) if self.letters[i] in "mwv"]

    def find(self, letters: str, first: int, last: int) -> int:
        """The first token from `first` to `last` with one of the letters, or -1."""
        return next((i for i in range(first, last) if self.letters[i] in letters), -1)

    def after_between(self, i: int) -> bool:
        """Tell whether "between" governs token `i`."""
        return self.letter(i - 1) == "E" or (self.letter(i - 2) == "E" and self.letter(i - 1) in "YVLZSx")

    def qualified(self, i: int) -> int:
        """The token of "early", "the end of" before token `i`, or `i` itself."""
        at = i - 1
        while at > i - 4 and self.letter(at) in "OxS-l":
            at -= 1
        return at if self.letter(at) == "Q" else i

    @property
    def order(self) -> str:
        """dmy, mdy or open for dates in digits: what an unambiguous date of the text shows, else the pack's order."""
        if self._order is None:
            self._order = self.words.numeric_order
            for i, letter in enumerate(self.letters):
                label = self.entry(i).label if letter == "F" else ""
                if "/" in label:
                    a, b, _ = map(int, label.split("/"))
                    if max(a, b) > 12:
                        self._order = "dmy" if a > b else "mdy"
                        break
        return self._order

    def clock(self, first: int, last: int) -> Clock:
        """Whether the date belongs to the saying or publishing, by the nearest word of saying in its clause."""
        left = self.letters[max(0, first - _WINDOW) : first]
        clause = re.split(r"[.?|:;\"()&]|,(?=.)", left)[-1]
        reach = self.words.report_reach
        at = clause.rfind("s")
        if at >= 0 and len(clause.replace("_", "")) - at - 1 <= reach + 1:
            return "report"
        if _LEADING.search(left) or not left:
            ahead = self.letters[last : last + 9]
            if _AFTER.match(ahead):
                return "report"
        return "event"

    def is_future(self, first: int, last: int) -> bool:
        """Tell whether the clause round the date speaks of what is to come."""
        left = re.split(r"[.?|]", self.letters[max(0, first - _FUTURE_REACH) : first])[-1]
        right = re.split(r"[.?|]", self.letters[last : last + _FUTURE_REACH])[0]
        return "u" in left or "u" in right

    def is_detached(self, first: int) -> bool:
        """Tell whether the sentence up to the date says that it speaks of another time ("at the time")."""
        left = self.letters[max(0, first - _DETACH_REACH) : first]
        at = max(left.rfind(c) for c in _STOPS)
        return "@" in left[at + 1 :]

    def is_named(self, first: int, last: int) -> bool:
        """Tell whether an event noun stands beside the date: "the attacks of ...", "the ... revolution"."""
        before = self.letters[max(0, first - 3) : first].rstrip("OxSZ")
        return before.endswith("*") or self.letter(last) == "*"
