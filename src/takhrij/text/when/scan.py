"""A text as tokens and letters, with the questions the rules ask about a place in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from takhrij.model.span import Span
from takhrij.text.when.lexicon import HEAD, HEADS, Entry, Lexicon, Part, chunks

if TYPE_CHECKING:
    from takhrij.model.entity import Clock

_MARK = re.compile(r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0640]")
_WINDOW = 14
_STOP = re.compile(r"[.?|]")
_BORDER = re.compile(r"[.?|:;\"&]|,(?=.)")
_SAID_AFTER = re.compile(r"[,)]?[^.?|;\"&:]{0,7}?s")
_LEADING = re.compile(r"(?:^|[.?|,;\":&])[OIKEjxQlSZVY(\- ]{0,3}$")
_UNKNOWN_MONTH = re.compile(r" w(?![dry])")
_FUTURE_REACH = 8
_DETACH_REACH = 40


class Scan:
    """Tokens of a text, their letters (see `lexicon`) and where they stand."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.words = lexicon.words
        self._chunks = chunks(text)
        lettered = list(map(lexicon.__getitem__, self._chunks))
        letters = "".join(lettered)
        self._counts = list(accumulate(map(len, lettered)))  # tokens up to and with each chunk
        self._ends: list[int] | None = None
        self._merged: dict[int, Entry] = {}
        self.letters = self._with_phrases(letters) if HEADS.search(letters) else letters
        self._order: str | None = None
        self._surnames: set[int] | None = None

    def _at(self, i: int) -> tuple[int, Part]:
        """The chunk that holds token `i`, and the token."""
        k = bisect_right(self._counts, i)
        parts = self.lexicon.parts(self._chunks[k])
        return k, parts[i - self._counts[k] + len(parts)]

    def _offset(self, k: int) -> int:
        """Offset of chunk `k`."""
        if self._ends is None:
            self._ends = list(accumulate(map(len, self._chunks)))
        return self._ends[k - 1] + k if k else 0

    def _with_phrases(self, letters: str) -> str:
        """Join the tokens of phrases: the first gets the phrase's letter, the others `_`."""
        out: list[str] = []
        done, size = 0, len(letters)
        for m in HEADS.finditer(letters):
            i = m.start()
            if i < done:
                continue
            entry = self._at(i)[1].entry
            found = self.lexicon.phrase(self.raw(i), entry, (self.raw(j) for j in range(i + 1, min(i + 6, size))))
            out.append(letters[done:i])
            if found is None:
                out.append(chr(ord(entry.letter) - HEAD))
                done = i + 1
            else:
                self._merged[i] = found[1]
                out.append(found[1].letter + "_" * found[0])
                done = i + 1 + found[0]
        out.append(letters[done:])
        return "".join(out)

    def entry(self, i: int) -> Entry:
        """The entry of token `i`."""
        return self._merged.get(i) or self._at(i)[1].entry

    def raw(self, i: int) -> str:
        """The characters of token `i`; empty behind the last."""
        return self._at(i)[1].raw if i < self._counts[-1] else ""

    def start(self, i: int) -> int:
        """Offset of token `i` behind its prefix."""
        k, part = self._at(i)
        at = self._offset(k) + part.start
        left = part.entry.prefix
        if not left:
            return at
        while left:
            left -= not _MARK.match(self.text, at)
            at += 1
        while _MARK.match(self.text, at):
            at += 1
        return at

    def end(self, i: int) -> int:
        """Offset of the end of token `i`."""
        k, part = self._at(i)
        return self._offset(k) + part.end

    def is_glued(self, i: int) -> bool:
        """Tell whether nothing stands between token `i` and the next."""
        k, part = self._at(i)
        return i + 1 < self._counts[k] and self._at(i + 1)[1].start == part.end

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
        return [(i, self.entry(i)) for i in range(first, last) if self.letters[i] in "mwv#"]

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
            for m in re.finditer("F", self.letters):
                label = self.entry(m.start()).label
                a, b, _ = map(int, label.split("/")) if "/" in label else (0, 0, 0)
                if max(a, b) > 12:
                    self._order = "dmy" if a > b else "mdy"
                    break
        return self._order

    @property
    def surnames(self) -> set[int]:
        """Months whose name stands in the text behind a capitalised word that is unknown: there it is a surname."""
        if self._surnames is None:
            places = [m.start() + 1 for m in _UNKNOWN_MONTH.finditer(self.letters)]
            self._surnames = {self.entry(i).value for i in places if self.raw(i - 1)[0].isupper()}
        return self._surnames

    def clock(self, first: int, last: int) -> Clock:
        """Whether the date belongs to the saying or publishing, by the nearest word of saying in its clause."""
        left = self.letters[max(0, first - _WINDOW) : first]
        if left.endswith("s:"):
            return "report"
        clause = _BORDER.split(left)[-1]
        at = clause.rfind("s")
        if at >= 0 and len(clause.replace("_", "")) - at - 1 <= self.words.report_reach + 1:
            return "report"
        if self.letter(last) == "s" or ((not left or _LEADING.search(left)) and _SAID_AFTER.match(self.letters, last)):
            return "report"
        return "event"

    def is_future(self, first: int, last: int) -> bool:
        """Tell whether the clause round the date speaks of what is to come."""
        left = self.letters[max(0, first - _FUTURE_REACH) : first]
        if "u" in left and "u" in _STOP.split(left)[-1]:
            return True
        right = self.letters[last : last + _FUTURE_REACH]
        return "u" in right and "u" in _STOP.split(right)[0]

    def is_detached(self, first: int) -> bool:
        """Tell whether the sentence up to the date says that it speaks of another time ("at the time")."""
        left = self.letters[max(0, first - _DETACH_REACH) : first]
        return "@" in left and "@" in _STOP.split(left)[-1]

    def is_named(self, first: int, last: int) -> bool:
        """Tell whether an event noun stands beside the date: "the attacks of ...", "the ... revolution"."""
        return self.letters[max(0, first - 3) : first].rstrip("OxSZ").endswith("*") or self.letter(last) == "*"
