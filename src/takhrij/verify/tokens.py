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
_TEEN = (10, 19)


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
    held: int | None = None
    for m in TOKEN.finditer(text):
        at = m.start()
        for piece, start, end in words.pieces(m.group()):
            begin = at + start
            if piece in words.detached and held is None and at + end < len(text):
                held = begin
                continue
            if held is not None:
                piece, begin, held = words.conjunctions[0] + piece, held, None  # noqa: PLW2901 - the particle belongs to it
            texts.append(piece)
            starts.append(begin)
            ends.append(at + end)
    return _Numbers(words, text, Tokens(texts, starts, ends)).joined()


class _Numbers:
    """Join words of number and figures that make one number."""

    def __init__(self, words: VerifyWords, text: str, tokens: Tokens) -> None:
        self.words = words
        self.text = text
        self.tokens = tokens

    def joined(self) -> Tokens:
        """The tokens with one for each number."""
        texts, starts, ends = self.tokens.texts, self.tokens.starts, self.tokens.ends
        number = self.words.number
        at = [i for i, t in enumerate(texts) if t[0] == FIGURE or number(t) is not None]
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

    def _scaled(self, i: int, figure: str) -> tuple[int, str]:
        """Figures with the word for thousand, million, ... behind them."""
        if i + 1 < len(self.tokens) and figure.replace(".", "", 1).isdigit() and self._follows(i + 1, i + 1):
            part = self.words.number(self.tokens.texts[i + 1])
            if part is not None and part.value >= 1000 and part.value % 1000 == 0 and not part.joined:
                value = float(figure) * part.value
                return i + 2, str(int(value)) if value == int(value) else str(value)
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
