"""Cut a text into tokens for comparison: numbers made one token each, with their places in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from takhrij.verify.words import FIGURE, TOKEN

if TYPE_CHECKING:
    from takhrij.verify.words import VerifyWords

# What stands for words left out, and what an editor put in.
ELLIPSIS = re.compile(r"[\[(]\s*(?:\.{2,}|\u2026)\s*[\])]|\.{2,}|\u2026")
BRACKETED = re.compile(r"\[[^\[\]\n]{1,200}\]")
ENDS = '.!?:;\n\u061f\u2026"\u201c\u201d\u00ab\u00bb\u2018'  # marks after which a sentence may begin
STOPS = ".!?\n\u061f\u2026\u06d4"  # marks that end one
TATWEEL = "\u0640"  # a particle that ends with it belongs to the word behind the next mark


class Tokens:
    """Tokens of a text: what each is compared by, and where it begins and ends (code points)."""

    __slots__ = ("ends", "starts", "texts")

    def __init__(self, texts: list[str], starts: list[int], ends: list[int]) -> None:
        self.texts = texts
        self.starts = starts
        self.ends = ends

    def __len__(self) -> int:
        return len(self.texts)


def tokenise(text: str, words: VerifyWords) -> Tokens:
    """Return the words, figures and signs of a text; punctuation gives none."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    held: tuple[str, int] | None = None
    for m in TOKEN.finditer(text):
        at = m.start()
        for piece, start, end in words.pieces(m.group()):
            begin = at + start
            if held is not None and piece[0] != FIGURE:
                piece, begin = words.glued(held[0], piece), held[1]  # noqa: PLW2901 - they are one word
                held = None
            elif held is not None:
                texts.append(held[0])
                starts.append(held[1])
                ends.append(begin)
                held = None
            if piece in words.detached or (m.group()[-1] == TATWEEL and words.is_prefix(piece)):
                held = piece, begin
                continue
            texts.append(piece)
            starts.append(begin)
            ends.append(at + end)
    if held is not None:
        texts.append(held[0])
        starts.append(held[1])
        ends.append(len(text))
    return _dated(_Numbers(words, text, Tokens(texts, starts, ends)).joined(), text, words)


class _Numbers:
    """Join words of number and figures that make one number."""

    def __init__(self, words: VerifyWords, text: str, tokens: Tokens) -> None:
        self.words = words
        self.text = text
        self.tokens = tokens

    def joined(self) -> Tokens:
        """The tokens with one for each number."""
        texts, starts, ends = self.tokens.texts, self.tokens.starts, self.tokens.ends
        number, ordinals = self.words.number, self.words.ordinals
        at = [i for i, t in enumerate(texts) if t[0] == FIGURE or t in ordinals or number(t) is not None]
        if not at:
            return self.tokens
        out = Tokens([], [], [])
        done = 0
        for i in at:
            if i < done:
                continue
            end, value = self._read(i)
            if end == i:
                continue
            for part, given in ((out.texts, texts), (out.starts, starts), (out.ends, ends)):
                part.extend(given[done:i])  # type: ignore[arg-type]
            out.texts.append(FIGURE + value)
            out.starts.append(starts[i])
            out.ends.append(ends[end - 1])
            done = end
        for part, given in ((out.texts, texts), (out.starts, starts), (out.ends, ends)):
            part.extend(given[done:])  # type: ignore[arg-type]
        return out

    def _read(self, i: int) -> tuple[int, str]:
        """End of the number that begins at a token and its value; the same place where there is none."""
        first = self.tokens.texts[i]
        if first[0] == FIGURE:
            return self._scaled(i, first[1:])
        if first in self.words.ordinals:
            return self._ordinal(i)
        one = self.words.number(first)
        if one is None:
            return i, ""
        total, current, end = 0, 0, i
        at = i
        while at < len(self.tokens):
            text = self.tokens.texts[at]
            if at > end and text in self.words.number_joins and at == end and current:
                at += 1
                continue
            part = self.words.number(text)
            if part is None or (at > i and not self._follows(end, at)):
                break
            step = _add(total, current, part.value, spoken=part.joined or not self.words.conjunctions or at == i)
            if step is None:
                break
            total, current = step
            at += 1
            end = at
            if at < len(self.tokens) and self.tokens.texts[at] in self.words.number_joins and current % 100 == 0:
                at += 1
        if end == i + 1 and not one.opens:
            return i, ""
        return end, str(total + current)

    def _ordinal(self, i: int) -> tuple[int, str]:
        """A day of a month in words of rank: with the tens behind it, where a month follows."""
        texts, value, end = self.tokens.texts, self.words.ordinals[self.tokens.texts[i]], i + 1
        if end < len(texts) and (part := self.words.number(texts[end])) and part.value in (10, 20, 30) and value < 10:
            value, end = value + part.value, end + 1
        after = end + 1 if end < len(texts) and texts[end] in self.words.of else end
        near = texts[after : after + 2]
        if near and (near[0] in self.words.months or " ".join(near) in self.words.months):
            return end, str(value)
        return i, ""

    def _scaled(self, i: int, figure: str) -> tuple[int, str]:
        """Figures with the word for thousand, million, ... behind them."""
        if i + 1 < len(self.tokens) and figure.replace(".", "", 1).isdigit() and self._follows(i + 1, i + 1):
            part = self.words.number(self.tokens.texts[i + 1])
            if part is not None and part.value >= 1000 and part.value % 1000 == 0 and not part.joined:
                value = float(figure) * part.value
                return i + 2, str(int(value)) if value == int(value) else str(value)
        if i + 1 < len(self.tokens) and self.tokens.texts[i + 1] in self.words.ordinal_suffixes:
            return (i + 2 if self.tokens.starts[i + 1] == self.tokens.ends[i] else i + 1), figure
        return i + 1, figure

    def _follows(self, end: int, at: int) -> bool:
        """Tell whether only blanks or a hyphen stand between two tokens."""
        between = self.text[self.tokens.ends[end - 1] : self.tokens.starts[at]]
        return at > end or all(c.isspace() or c in "-\u2010\u2011" for c in between)


def _add(total: int, current: int, value: int, *, spoken: bool) -> tuple[int, int] | None:
    """Put the next word of a number to what was read, or None where it belongs to another number."""
    if value >= 1000:
        if total and value >= 10 ** (len(str(total)) - 1):
            return None
        if value % 1000 == 0 and value in (1000, 10**6, 10**9, 10**12):
            if current == 0 and total:
                return (total + value, 0) if spoken else None
            return total + max(current, 1) * value, 0
        return (total + value, 0) if spoken and not current else None
    if value == 100 and 1 < current % 100 < 10 and current < 100:
        return total, current * 100
    slots = _slots(current)
    if slots & _slots(value):
        return None
    if current and not spoken and not (value == 10 and current < 10):
        return None
    return total, current + value


def _slots(value: int) -> int:
    """Which places of a number below a thousand are taken: units 1, tens 2, hundreds 4."""
    return (1 if value % 10 else 0) | (2 if value // 10 % 10 else 0) | (4 if value >= 100 else 0)


def _dated(tokens: Tokens, text: str, words: VerifyWords) -> Tokens:
    """Months by their number, with the day beside them in one token: order and names of the calendar do not count."""
    texts = tokens.texts
    at = [
        i
        for i, t in enumerate(texts)
        if t in words.months or f"{t} {texts[i + 1] if i + 1 < len(texts) else ''}" in words.months
    ]
    if not at:
        return tokens
    out = Tokens([], [], [])
    done = 0
    for i in at:
        if i < done:
            continue
        first, end, token = _month(tokens, text, words, i, done)
        if not token:
            continue
        for part, given in ((out.texts, texts), (out.starts, tokens.starts), (out.ends, tokens.ends)):
            part.extend(given[done:first])  # type: ignore[arg-type]
        if first == done and token[1] == "@" and out.texts and out.texts[-1].endswith(token[1:]):
            out.ends[-1] = tokens.ends[end - 1]  # the same month by its other name
        else:
            out.texts.append(token)
            out.starts.append(tokens.starts[first])
            out.ends.append(tokens.ends[end - 1])
        done = end
    for part, given in ((out.texts, texts), (out.starts, tokens.starts), (out.ends, tokens.ends)):
        part.extend(given[done:])  # type: ignore[arg-type]
    return out


def _month(tokens: Tokens, text: str, words: VerifyWords, i: int, done: int) -> tuple[int, int, str]:
    """First token, end and text of the date whose month begins at a token; no text where it is no month."""
    texts, end = tokens.texts, i + 1
    month = words.months.get(texts[i])
    if i + 1 < len(texts) and (two := words.months.get(f"{texts[i]} {texts[i + 1]}")):
        month, end = two, i + 2
    if month is None or (words.cased and not text[tokens.starts[i]].isupper()):
        return i, i, ""
    first, day = i, ""
    if i - 1 >= done and _is_day(texts[i - 1]) and _is_beside(tokens, text, i):
        first, day = i - 1, texts[i - 1][1:]
    elif i - 2 >= done and texts[i - 1] in words.of and _is_day(texts[i - 2]):
        first, day = i - 2, texts[i - 2][1:]
    elif words.month_first and end < len(texts) and _is_day(texts[end]) and _is_beside(tokens, text, end):
        day, end = texts[end][1:], end + 1
    year = end < len(texts) and texts[end][0] == FIGURE and len(texts[end]) == 5
    if (
        not day
        and not year
        and month.need != "nothing"
        and not (month.need == "support" and _has_support(tokens, text, words, i))
    ):
        return i, i, ""
    return first, end, f"{FIGURE}{day}@{month.number}"


def _is_beside(tokens: Tokens, text: str, i: int) -> bool:
    """Tell whether only blanks stand between a token and the one before."""
    return text[tokens.ends[i - 1] : tokens.starts[i]].isspace()


def _is_day(token: str) -> bool:
    return token[0] == FIGURE and token[1:].isdigit() and 0 < int(token[1:]) < 32


def _has_support(tokens: Tokens, text: str, words: VerifyWords, i: int) -> bool:
    """Tell whether a name of a month that is also another word is one: by its capital, or by what stands before it."""
    if i == 0:
        return False
    between = text[tokens.ends[i - 1] : tokens.starts[i]]
    if words.cased:
        return not any(c in ENDS for c in between)
    before = tokens.texts[i - 1]
    return before in words.months or before in words.before_dates or between.strip() == "/"
