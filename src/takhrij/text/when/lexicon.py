"""Turn a text into tokens and give each token one letter: what it can be in a date.

The grammar then works on the string of letters, one a token, so that a whole text is read with a few look-ups a word.
Letters:

numbers   d 1-31   k 0, 32-99   y 1000-2199   n other   F day/month/year   G month/year
          J year-year   r day-day   q day/month
names     m month   w month that needs support   # month that needs a day   v month that needs day and year
          W weekday   a its short form   H decade
number words   o ordinal   c cardinal   e "a"   + ordinal suffix   z decade suffix
units     Z a day   1 a week   S a month   Y a year   U the week/month   V the year   2 two of them   L plural
          C century   9 two centuries   8 decade   h quarter   5 half   3 the letter of "Q3"
relative  R yesterday   0 today   p last   f next   t this (before)   P N T (after)   b ago (before)   g ago (after)
small     O of   K to   j and   E between   I preposition   x the   l the (glued)   Q early   i evening
          > corresponding
eras      A common   X Hijri   B before
context   s saying   7 happening   & opens a clause   u future   @ back then   * event   % counted   $ currency
          = label   < about   ! no weekday after   ^ no weekday before   M age after   D age before
marks     / - ( ) , . ? (other stops) : " ' | (paragraph) ; (other)
rest      (space) any other word   ~ the same, glued to what follows   _ goes on from the token before
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from takhrij.text.fold import fold
from takhrij.text.when.numeric import read_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from takhrij.text.when.words import DateWords

_BREAK = "\x1d"
_MARKS = r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]"
# signs that are not seen: soft hyphen, directions, joiners
HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
# digits with the signs that hold a numeric date together; letters with their marks; any other character
TOKEN = re.compile(rf"[^\W\d_]+(?:{_MARKS}+[^\W\d_]*)*|\d+(?:[.,/:\u066b\u066c\-\u2013]\d+)*|{_BREAK}|[^\s{HIDDEN}]")
_SKIPPED = re.compile(rf"{_MARKS}|\u0640")
_SIGNS = {
    "/": "/", "\u2044": "/", "-": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u2212": "-",
    "(": "(", "[": "(", ")": ")", "]": ")", ",": ",", "\u060c": ",", ".": ".", "!": "?", "?": "?", "\u061f": "?",
    ";": "?", "\u061b": "?", ":": ":", '"': '"', "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"',
    "\u00bb": '"', "'": "'", "\u2019": "'", "\u2018": "'", "\u02bc": "'", "%": "%", "\u066a": "%", _BREAK: "|",
}  # fmt: skip
HEAD = 0xE000  # a word that may begin a phrase carries its letter in the private use area
HEADS = re.compile("[\ue000-\ue0ff]")
_MEMO_LIMIT = 100_000
_LONG = 80  # characters; longer chunks are not kept, or a hostile text would fill the memory
_FUNCTION = {
    "of": "O", "to": "K", "conjunction": "j", "between": "E", "preposition": "I", "ago_before": "b",
    "ago_after": "g", "article": "x", "article_prefix": "l", "one": "e", "day_label": "Z", "ordinal_suffix": "+",
    "decade_suffix": "z", "century": "C", "centuries": "9", "decade": "8", "quarter": "h", "half": "5",
    "quarter_prefix": "3", "qualifier": "Q", "part_of_day": "i", "corresponding": ">", "era_common": "A",
    "era_hijri": "X", "era_before": "B", "last_before": "p", "next_before": "f", "this_before": "t",
    "last_after": "P", "next_after": "N", "this_after": "T", "saying": "s", "happening": "7", "clause_opener": "&",
    "future": "u", "back_then": "@", "event_noun": "*", "counted": "%", "label": "=", "approximate": "<",
    "no_weekday_after": "!", "no_weekday_before": "^", "age_after": "M", "age_before": "D",
}  # fmt: skip
_UNIT_LETTER = {
    ("day", "indefinite"): "Z", ("week", "indefinite"): "1", ("month", "indefinite"): "S", ("year", "indefinite"): "Y",
    ("week", "definite"): "U", ("month", "definite"): "U", ("year", "definite"): "V", ("day", "definite"): "L",
}  # fmt: skip
_MONTH_LETTER = {"nothing": "m", "support": "w", "day": "#", "year": "v"}


class Entry(NamedTuple):
    """What a token is: its letter, a number, a calendar or unit, and how many letters a prefix takes."""

    letter: str
    value: int = 0
    label: str = ""
    prefix: int = 0
    joined: bool = False


class Part(NamedTuple):
    """A token inside a chunk: where it stands there, its characters, what it is."""

    start: int
    end: int
    raw: str
    entry: Entry


def chunks(text: str) -> list[str]:
    """The text cut at single blanks, each standing for one code point; an empty line becomes a sign of its own."""
    flat = text.replace("\xa0", " ").replace("\t", " ").replace("\r\n", " \n")
    return flat.replace("\n \n", f" {_BREAK} ").replace("\n\n", f" {_BREAK}").replace("\n", " ").split(" ")


def _plain(word: str) -> str:
    """A word without marks and lengthening, its letters as they are."""
    return _SKIPPED.sub("", unicodedata.normalize("NFKC", word))


class Lexicon(dict[str, str]):
    """Letters of chunks of text (see `chunks`), one for each token, worked out once for each distinct chunk."""

    def __init__(self, words: DateWords) -> None:
        super().__init__()
        self.words = words
        self._parts: dict[str, tuple[Part, ...]] = {}
        self.names: dict[str, Entry] = {}
        self.exact: dict[str, Entry] = {}
        self.exact_folded: set[str] = set()
        self.phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Entry]]]] = {}
        self.reads_hijri = any(m.calendar == "hijri" for m in words.months)
        for name, entry in _listed(words):
            self._add(name, entry)
        for seconds in self.phrases.values():
            for rest in seconds.values():
                rest.sort(key=lambda phrase: -len(phrase[0]))
        self.joining = {fold(p) for p in words.joining_prefixes}
        self.contractions = {fold(k): fold(v) for k, v in words.contractions.items()}
        self.prefixes: dict[str, list[str]] = {p[0]: [] for p in self.contractions}
        for prefix in sorted({fold(p) for p in words.prefixes}, key=len):
            self.prefixes.setdefault(prefix[0], []).append(prefix)

    def _add(self, name: str, entry: Entry) -> None:
        """Take in a name; the first meaning listed stays. A name of several words is a phrase."""
        if name.startswith("="):
            self.exact.setdefault(_plain(name[1:]), entry)
            self.exact_folded.add(fold(name[1:]))
            return
        first, *rest = fold(name).split()
        if rest:
            self.phrases.setdefault(first, {}).setdefault(rest[0], []).append((tuple(rest), entry))
        else:
            self.names.setdefault(first, entry)

    def __missing__(self, chunk: str) -> str:
        if len(self) > _MEMO_LIMIT:
            self.clear()
            self._parts.clear()
        size = len(chunk)
        letters = "".join([self._read(m.group(), is_last=m.end() == size).letter for m in TOKEN.finditer(chunk)])
        if size <= _LONG:
            self[chunk] = letters
        return letters

    def parts(self, chunk: str) -> tuple[Part, ...]:
        """The tokens of a chunk."""
        found = self._parts.get(chunk)
        if found is None:
            found = tuple(
                Part(m.start(), m.end(), m.group(), self._read(m.group(), is_last=m.end() == len(chunk)))
                for m in TOKEN.finditer(chunk)
            )
            if len(chunk) > _LONG:
                self._parts = {}
            self._parts[chunk] = found
        return found

    def _read(self, raw: str, *, is_last: bool) -> Entry:
        """What a token can be; an unknown word in a script with capitals is marked where it is glued to the next."""
        if raw[0].isdecimal():
            return Entry(*read_number(raw))
        if raw[0].isalpha():
            return self._word(raw) or Entry("~" if not is_last and raw[-1].lower() != raw[-1].upper() else " ")
        sign = _SIGNS.get(raw)
        return Entry(sign or ("$" if unicodedata.category(raw[0]) == "Sc" else ";"))

    def _word(self, core: str) -> Entry | None:
        """A known word, with or without a prefix; a lower-case month that needs support needs a year besides."""
        word = fold(core)
        found = self._known(word, core, 0)
        if found is None:
            return self._prefixed(word, core)
        if core[0].islower() and found.letter in "wa":
            return found._replace(letter="v") if found.letter == "w" else None
        return found

    def _known(self, word: str, core: str, cut: int) -> Entry | None:
        """The entry of a folded word (`core` behind `cut` letters); one that may begin a phrase is marked."""
        if word in self.exact_folded:
            exact = self.exact.get(_plain(core)[cut:])
            if exact is not None:
                return exact
        found = self.names.get(word)
        if word in self.phrases:
            return (found or Entry(" "))._replace(letter=chr(HEAD + ord(found.letter if found else " ")))
        return found

    def _prefixed(self, word: str, core: str) -> Entry | None:
        if word[:1] not in self.prefixes:
            return None
        for prefix in self.prefixes[word[0]]:
            if word.startswith(prefix) and len(word) >= len(prefix) + 2:
                found = self._known(word[len(prefix) :], core, len(prefix))
                if found is not None:
                    return found._replace(prefix=len(prefix), joined=prefix in self.joining)
        for prefix, stands_for in self.contractions.items():
            if word.startswith(prefix):
                found = self._known(stands_for + word[len(prefix) :], core, 0)
                if found is not None:
                    return found._replace(prefix=len(prefix) - 1)
        return None

    def phrase(self, raw: str, head: Entry, following: Iterator[str]) -> tuple[int, Entry] | None:
        """The longest phrase that begins with a word: how many more tokens it takes, and what it is."""
        word = fold(raw)
        seconds = self.phrases.get(word) or self.phrases.get(word[head.prefix :]) or {}
        second = fold(next(following, ""))
        if second not in seconds:
            return None
        follow = (second, *map(fold, following))
        for rest, entry in seconds[second]:
            if follow[: len(rest)] == rest:
                return len(rest), entry._replace(prefix=head.prefix, joined=head.joined)
        return None


def _listed(words: DateWords) -> Iterator[tuple[str, Entry]]:
    """Every name of the pack with its entry."""
    for months in words.months:
        for number, names in enumerate(months.names, 1):
            for name in names:
                yield name, Entry(_MONTH_LETTER[months.need], number, months.calendar)
    for letter, weekdays in (("W", words.weekdays), ("a", words.weekdays_short)):
        for number, names in enumerate(weekdays):
            for name in names:
                yield name, Entry(letter, number)
    for relative in words.relative:
        for name in relative.words:
            yield name, Entry("0" if relative.weak else "R", relative.offset)
    for unit in words.units:
        letter = {"dual": "2", "plural": "L"}.get(unit.form) or _UNIT_LETTER[unit.unit, unit.form]
        for name in unit.words:
            yield name, Entry(letter, 2 if unit.form == "dual" else 1, unit.unit)
    for letter, table in (("o", words.ordinals), ("c", words.cardinals), ("H", words.decades)):
        for value, names in table.items():
            for name in names:
                yield name, Entry(letter, int(value))
    for field, letter in _FUNCTION.items():
        for name in getattr(words.words, field):
            yield name, Entry(letter)
