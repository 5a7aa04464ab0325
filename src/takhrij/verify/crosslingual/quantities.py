"""Read the numbers of a sentence in any notation: figures, words, ranks, parts, decades.

A number may be worth several values: "77.000" is 77,000 or 77, "a quarter" 25 or 15. `Mention.values` holds them all,
the likeliest first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from takhrij.packs.loader import unit_table
from takhrij.verify.words import verify_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from takhrij.packs.loader import Pack

_INNER = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
_LATIN = "A-Za-z\u00c0-\u024f"
TOKEN = re.compile(
    r"\d+(?:[.,:\u066b\u066c]\d+)*[\u00bd\u00bc\u00be]?|[\u00bd\u00bc\u00be]"
    rf"|[{_LATIN}]+(?:['\u2019\u02bc][{_LATIN}]+)*"
    rf"|[^\W\d_{_LATIN}](?:[^\W\d_{_LATIN}]|[{_INNER}])*"
    r"|[%\u066a]"
)
_PARTS = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}
_RANK = ("st", "nd", "rd", "th")
_BEFORE, _AFTER = 3, 3  # words beside a figure in which its unit or "about" is looked for


class Token(NamedTuple):
    """A word, figure or sign of a sentence: folded, with its place."""

    text: str
    start: int
    end: int

    @property
    def is_figure(self) -> bool:
        """Tell whether it is written in digits."""
        return self.text[0].isdigit() or self.text[0] in _PARTS


class Mention(NamedTuple):
    """A number of a sentence: what it may be worth, its place, and what stands beside it.

    `kind` is "figure", "word", "rank" or "loose"; `tokens` the range of tokens it takes; `unit` its kind, its name and
    its factor in `common/units.toml`, or None; `about` tells that it is said to be a round one.
    """

    values: tuple[float, ...]
    kind: str
    start: int
    end: int
    tokens: tuple[int, int]
    unit: tuple[str, str, float] | None
    about: bool

    @property
    def is_weak(self) -> bool:
        """Tell whether translators say it in other words: one, two, ranks of them, parts, rough counts."""
        return self.kind == "loose" or (self.kind != "figure" and self.values[0] in (1, 2))


class _Word(NamedTuple):
    values: tuple[float, ...]
    kind: str
    joined: bool  # by a conjunction written together with it


class Numbers:
    """The words of number of one language."""

    def __init__(self, pack: Pack) -> None:
        given = pack.translation
        self._words = verify_words(pack)
        spelled = self._words.spelled
        self.conjoined = bool(self._words.conjunctions)
        self._joins = frozenset(pack.verify.words.number_joins)
        self._glued = sorted((p for p, instead in given.prefixes if not instead), key=len, reverse=True)
        self._values: dict[str, tuple[tuple[float, ...], str]] = {}
        for kind, tables in (
            ("word", (pack.dates.cardinals, pack.verify.numbers, given.numbers)),
            ("rank", (pack.dates.ordinals, given.ordinals)),
        ):
            for table in tables:
                for value, forms in table.items():
                    for form in forms:
                        self._add_word(spelled(form), float(value), kind)
        for digit, forms in pack.dates.decades.items():
            for form in forms:
                self._values[spelled(form)] = (float(int(digit) * 10), float(1900 + int(digit) * 10)), "rank"
        for form, values in given.loose.items():
            self._values[spelled(form)] = tuple(map(float, values)), "loose"
        self._about = frozenset(map(spelled, given.about))
        self._afternoon = frozenset(map(spelled, given.afternoon))
        self._skipped: dict[str, list[tuple[str, ...]]] = {}
        for phrase in (*given.unnumbered, *given.percent):
            parts = tuple(t.text for t in tokenise(phrase, self._words.spelled))
            self._skipped.setdefault(parts[0], []).append(parts)
        kinds = {unit: (kind, factor) for kind, table in unit_table().items() for unit, factor in table.items()}
        self._units = {
            spelled(w): (*((kinds[u][0], u, kinds[u][1]) if u in kinds else ("degree", u, 1.0)),)
            for u, forms in given.units.items()
            for w in forms
        }
        self._seen: dict[str, _Word | None] = {}

    def _add_word(self, form: str, value: float, kind: str) -> None:
        known = self._values.get(form)
        if known is None:
            self._values[form] = (value,), kind
        elif value not in known[0]:
            self._values[form] = (*known[0], value), known[1]

    def tokens(self, text: str) -> list[Token]:
        """The words, figures and signs of a sentence."""
        return tokenise(text, self._words.spelled)

    def word(self, text: str) -> _Word | None:
        """What number a folded word stands for, with or without letters written together with it."""
        if text not in self._seen:
            if len(self._seen) > 50_000:
                self._seen.clear()
            self._seen[text] = self._read_word(text)
        return self._seen[text]

    def _read_word(self, text: str) -> _Word | None:
        for prefix in ("", *self._glued):
            if text.startswith(prefix) and (known := self._values.get(text[len(prefix) :])):
                return _Word(*known, joined=bool(prefix) and prefix.startswith(self._words.conjunctions or ("\0",)))
        return None

    def mentions(self, tokens: list[Token], text: str) -> list[Mention]:
        """The numbers of a sentence, in order."""
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            skipped = self._skip(tokens, at)
            if skipped:
                at += skipped
                continue
            read = self._figure(tokens, at, text) if tokens[at].is_figure else self._spoken(tokens, at, text)
            if read is None:
                at += 1
                continue
            values, kind, end = read
            place = (at, end)
            found.append(
                Mention(
                    values,
                    kind,
                    tokens[at].start,
                    tokens[end - 1].end,
                    place,
                    self._unit(tokens, at, end),
                    self._is_about(tokens, at, end),
                )
            )
            at = end
        return found

    def _skip(self, tokens: list[Token], at: int) -> int:
        """Number of tokens of a phrase that begins here and holds no number."""
        for phrase in self._skipped.get(tokens[at].text, ()):
            if tuple(t.text for t in tokens[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def _unit(self, tokens: list[Token], at: int, end: int) -> tuple[str, str, float] | None:
        """The unit of measure within a number or in the words behind it, before another figure."""
        for k in range(at, min(end + _AFTER, len(tokens))):
            if k >= end and tokens[k].is_figure:
                break
            if (unit := self._units.get(tokens[k].text)) is not None:
                return unit
            plain = self._plain(tokens[k].text)
            if plain is not None:
                return self._units[plain]
        return None

    def _plain(self, text: str) -> str | None:
        """The word of a unit that letters are written together with, None where there is none."""
        return next((w for p in self._glued if text.startswith(p) and (w := text[len(p) :]) in self._units), None)

    def _is_about(self, tokens: list[Token], at: int, end: int) -> bool:
        beside = (*tokens[max(at - _BEFORE, 0) : at], *tokens[end : end + 1])
        return any(t.text in self._about or t.text[1:] in self._about for t in beside)

    def _figure(self, tokens: list[Token], at: int, text: str) -> tuple[tuple[float, ...], str, int]:
        values, end = figure_values(tokens[at].text), at + 1
        if end == len(tokens):
            return values, "figure", end
        following, gap = tokens[end], text[tokens[at].end : tokens[end].start]
        if not gap and following.text in _RANK:
            return values, "figure", end + 1
        if not gap and following.text == "s" and values[0] % 10 == 0:
            return _decade(values[0]), "figure", end + 1
        scale = self.word(following.text)
        if scale is not None and not gap.strip(" \u00a0-") and not scale.joined and _is_scale(scale):
            scaled = tuple(v * s for v in values for s in scale.values if _power(s))
            keep = values if len(following.text) == 1 and gap else ()
            return (*keep, *scaled), "figure", end + 1
        if following.text in self._afternoon and values[0] <= 12:
            return (*values, *(v + 12 for v in values)), "figure", end
        return values, "figure", end

    def _spoken(self, tokens: list[Token], at: int, text: str) -> tuple[tuple[float, ...], str, int] | None:
        """Words of number that make one number."""
        first = self.word(tokens[at].text)
        if first is None or (len(tokens[at].text) == 1 and tokens[at].text.isascii()):
            return None
        if first.kind == "loose":
            part = self._part_of(first, tokens, at + 1)
            return part if part is not None else (first.values, "loose", at + 1)
        total, current, kind, end = 0.0, 0.0, first.kind, at
        while end < len(tokens):
            here = end
            if end > at and tokens[end].text in self._joins and current % 100 == 0 and end + 1 < len(tokens):
                here = end + 1
            part = self.word(tokens[here].text)
            if part is None or tokens[here].is_figure or (end > at and not _near(tokens[end - 1], tokens[here], text)):
                break
            if part.kind == "loose" and not _power(part.values[0]):
                break
            spoken = part.joined or not self.conjoined or end == at
            step = _add(total, current, part.values[0], spoken=spoken)
            if step is None:
                break
            total, current = step
            kind = "rank" if part.kind == "rank" else kind
            end = here + 1
        if end == at:
            return None
        values = first.values if end == at + 1 else (total + current,)
        more = self._and_part(values, tokens, end, scaled=bool(total))
        if more is None:
            return values, kind, end
        values, end = more
        if kind == "rank":  # an hour and its parts
            values = tuple(v for hour in values for v in (int(hour) + (hour % 1) * 0.6, hour))
        return values, kind, end

    def _part_of(self, part: _Word, tokens: list[Token], at: int) -> tuple[tuple[float, ...], str, int] | None:
        """A part of a thousand, million, ...: "half a million"."""
        at += at < len(tokens) and len(tokens[at].text) == 1
        scale = self.word(tokens[at].text) if at < len(tokens) else None
        if part.values[0] >= 1 or scale is None or not _power(scale.values[0]):
            return None
        return (part.values[0] * scale.values[0],), "word", at + 1

    def _and_part(
        self, values: tuple[float, ...], tokens: list[Token], at: int, *, scaled: bool
    ) -> tuple[tuple[float, ...], int] | None:
        """A number with the part that follows it: "two and a half million"; `scaled` where it has its scale already."""
        k = at
        while k < min(at + 2, len(tokens)) and (tokens[k].text in self._joins or len(tokens[k].text) == 1):
            k += 1
        part = self.word(tokens[k].text) if k < len(tokens) else None
        if part is None or part.kind != "loose" or part.values[0] >= 1 or not (part.joined or k > at):
            return None
        scale = self.word(tokens[k + 1].text) if k + 1 < len(tokens) else None
        power = scale.values[0] if scale is not None and _power(scale.values[0]) else 0.0
        if scaled or _power(values[0]):
            step = power or max(p for p in _POWERS if p <= values[0])
            return tuple(v + part.values[0] * step for v in values), k + 1 + bool(power)
        return tuple((v + part.values[0]) * (power or 1.0) for v in values), k + 1 + bool(power)

    def bare_units(self, tokens: list[Token], mentions: list[Mention]) -> tuple[tuple[str, str, float], ...]:
        """Units of measure without a number: one of them is meant."""
        taken = {k for m in mentions for k in range(m.tokens[0], m.tokens[1] + _AFTER)}
        found = []
        for k, token in enumerate(tokens):
            word = token.text if token.text in self._units else self._plain(token.text)
            if k not in taken and word is not None:
                found.append(self._units[word])
        return tuple(found)


def tokenise(text: str, spelled: Callable[[str], str]) -> list[Token]:
    """The words, figures and signs of a text."""
    return [
        Token(folded, m.start(), m.end())
        for m in TOKEN.finditer(text)
        if (folded := _digits(m.group()) if m.group()[0].isnumeric() else spelled(m.group()))
    ]


def _digits(raw: str) -> str:
    """Digits of any script as those of ASCII; their marks stay."""
    return raw if raw.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in raw)


def figure_values(text: str) -> tuple[float, ...]:
    """What digits with their marks may be worth."""
    part = _PARTS.get(text[-1], 0.0)
    digits = text[:-1] if part else text
    digits = digits.replace("\u066b", ".").replace("\u066c", ",")[:40]
    if not digits:
        return (part,)
    pieces = re.split(r"[.,:]", digits)
    if len(pieces) == 1:
        return (float(digits) + part,)
    if ":" in digits:
        hours, minutes = float(pieces[0]), float(pieces[1]) / 100
        return (hours + minutes, hours + 12 + minutes) if hours < 13 else (hours + minutes, hours - 12 + minutes)
    whole = float("".join(pieces))
    decimal = float("".join(pieces[:-1]) + "." + pieces[-1])
    if all(len(p) == 3 for p in pieces[1:]) and len(pieces[0]) <= 3:
        marks = set(re.findall(r"[.,]", digits))
        return (whole, decimal) if len(pieces) == 2 or len(marks) == 2 else (whole,)
    return (decimal,)


def _decade(value: float) -> tuple[float, ...]:
    """What the name of a decade may be worth, in two figures and in four."""
    if value < 100:
        return (value, value + 1900)
    return (value, value % 100) if value // 100 == 19 else (value,)


def _near(one: Token, other: Token, text: str) -> bool:
    between = text[one.end : other.start]
    return len(between) <= 6 and not set(between) & set(",;:()/.\u060c\u061b")


def _is_scale(word: _Word) -> bool:
    return any(_power(v) for v in word.values)


_POWERS = (1000.0, 1e6, 1e9, 1e12)


def _power(value: float) -> bool:
    return value in _POWERS


def _add(total: float, current: float, value: float, *, spoken: bool) -> tuple[float, float] | None:
    """Put the next word of a number to what was read, or None where it belongs to another number."""
    if _power(value):
        if current == 0 and total:
            return (total + value, 0.0) if spoken and total > value else None
        if total and value >= total:
            return None
        return total + max(current, 1.0) * value, 0.0
    if value >= 1000:
        return (total + value, 0.0) if spoken and not current and (not total or total > value) else None
    if value == 100 and 1 <= current < 10:
        return total, current * 100
    if _slots(current) & _slots(value) or (current and not spoken and not (value == 10 and current % 100 < 10)):
        return None
    if current and (value >= 100 or (value < 10 and current < 20)) and not (current >= 100 or current >= 20):
        return None
    return total, current + value


def _slots(value: float) -> int:
    """Which places of a number below a thousand are taken: units 1, tens 2, hundreds 4."""
    number = int(value)
    return (1 if number % 10 else 0) | (2 if number // 10 % 10 else 0) | (4 if number >= 100 else 0)


@lru_cache(maxsize=16)
def numbers(pack: Pack) -> Numbers:
    """The words of number of a pack, built once."""
    return Numbers(pack)
