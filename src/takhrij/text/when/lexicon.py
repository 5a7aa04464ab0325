"""Turn a text into tokens and give each token one letter: what it can be in a date.

The grammar then works on the string of letters, one a token, so that a whole text is read with a few look-ups a word.
Letters:

numbers   d 1-31   k 0, 32-99   y 1000-2199   n other   F day/month/year   G month/year   J year-year   r day-day   q day/month
names     m month   w month that needs support   v month that needs day and year   W weekday   a its short form   H decade
number words   o ordinal   c cardinal   e "a"   + ordinal suffix   z decade suffix
units     Z a day   1 a week   S a month   Y a year   U the week/month   V the year   2 two of them   L plural   C century
          h quarter   5 half   3 the letter of "Q3"
relative  R yesterday   0 today   p last   f next   t this (before)   P N T (after)   b ago (before)   g ago (after)
small     O of   K to   j and   E between   I preposition   x the   l the (glued)   Q early   i evening   > corresponding
eras      A common   X Hijri   B before
context   s saying   & opens a clause   u future   @ back then   * event   % counted   $ currency   = label   < about
          ! no weekday after   ^ no weekday before   M age after   D age before
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

BLANKS = "".join(
    [" \t\r\f\v\u00a0\u1680\u205f\u3000\ufeff\u061c\u00ad", *map(chr, range(0x2000, 0x2010)), *map(chr, range(0x2028, 0x2030)), *map(chr, range(0x2060, 0x2070))]
)
_B = f"[{re.escape(BLANKS)}]*"
_MARKS = r"[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]"
# digits with the signs that hold a numeric date together; letters with their marks; any other character
TOKEN = re.compile(
    rf"(?:\d+(?:[.,/:\u066b\u066c\-\u2013]\d+)*|[^\W\d_]+(?:{_MARKS}+[^\W\d_]*)*|.){_B}\n?{_B}", re.DOTALL
)
_SKIPPED = re.compile(rf"{_MARKS}|\u0640")
_SIGNS = {
    "/": "/", "\u2044": "/", "-": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u2212": "-",
    "(": "(", "[": "(", ")": ")", "]": ")", ",": ",", "\u060c": ",", ".": ".", "!": "?", "?": "?", "\u061f": "?",
    ";": "?", "\u061b": "?", ":": ":", '"': '"', "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"',
    "\u00bb": '"', "'": "'", "\u2019": "'", "\u2018": "'", "\u02bc": "'", "%": "%", "\u066a": "%",
}  # fmt: skip
_HEAD = 0xE000  # a word that may begin a phrase carries its letter in the private use area
HEADS = re.compile("[\ue000-\ue0ff]")
_MEMO_LIMIT = 200_000
_FUNCTION = {
    "of": "O", "to": "K", "conjunction": "j", "between": "E", "preposition": "I", "ago_before": "b", "ago_after": "g",
    "article": "x", "article_prefix": "l", "one": "e", "day_label": "Z", "ordinal_suffix": "+", "decade_suffix": "z",
    "century": "C", "quarter": "h", "half": "5", "quarter_prefix": "3", "qualifier": "Q", "part_of_day": "i",
    "corresponding": ">", "era_common": "A", "era_hijri": "X", "era_before": "B", "last_before": "p",
    "next_before": "f", "this_before": "t", "last_after": "P", "next_after": "N", "this_after": "T", "saying": "s",
    "clause_opener": "&", "future": "u", "back_then": "@", "event_noun": "*", "counted": "%", "label": "=",
    "approximate": "<", "no_weekday_after": "!", "no_weekday_before": "^", "age_after": "M", "age_before": "D",
}  # fmt: skip
_UNIT_LETTER = {
    ("day", "indefinite"): "Z", ("week", "indefinite"): "1", ("month", "indefinite"): "S", ("year", "indefinite"): "Y",
    ("week", "definite"): "U", ("month", "definite"): "U", ("year", "definite"): "V", ("day", "definite"): "L",
}  # fmt: skip
_MONTH_LETTER = {"nothing": "m", "support": "w", "year": "v"}


class Entry(NamedTuple):
    """What a token is: its letter, a number, a calendar or unit, and how many letters a prefix takes."""

    letter: str
    value: int = 0
    label: str = ""
    prefix: int = 0
    joined: bool = False


def _plain(word: str) -> str:
    """A word without marks and lengthening, its letters as they are."""
    return _SKIPPED.sub("", unicodedata.normalize("NFKC", word))


class Lexicon(dict[str, str]):
    """Letters of raw tokens (with the blanks after them), worked out once for each distinct token."""

    def __init__(self, words: DateWords) -> None:
        super().__init__()
        self.words = words
        self.entries: dict[str, Entry] = {}
        self.names: dict[str, Entry] = {}
        self.exact: dict[str, Entry] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self.reads_hijri = any(m.calendar == "hijri" for m in words.months)
        for name, entry in _listed(words):
            self._add(name, entry)
        for rest in self.phrases.values():
            rest.sort(key=lambda phrase: -len(phrase[0]))
        self.joining = {fold(p) for p in words.joining_prefixes}
        self.prefixes = sorted({fold(p) for p in words.prefixes}, key=len)
        self.contractions = {fold(k): fold(v) for k, v in words.contractions.items()}

    def _add(self, name: str, entry: Entry) -> None:
        """Take in a name; the first meaning listed stays. A name of several words is a phrase."""
        if name.startswith("="):
            self.exact.setdefault(_plain(name[1:]), entry)
            return
        first, *rest = fold(name).split()
        if rest:
            self.phrases.setdefault(first, []).append((tuple(rest), entry))
        else:
            self.names.setdefault(first, entry)

    def __missing__(self, raw: str) -> str:
        if len(self) > _MEMO_LIMIT:
            self.clear()
            self.entries.clear()
        entry = self._read(raw)
        self.entries[raw] = entry
        self[raw] = entry.letter
        return entry.letter

    def entry(self, raw: str) -> Entry:
        """The full entry of a raw token."""
        found = self.entries.get(raw)
        return found if found is not None else self._read(raw)

    def _read(self, raw: str) -> Entry:
        core = raw.strip(BLANKS + "\n")
        if not core:
            return Entry("|")
        if core[0].isdecimal():
            return Entry(*read_number(core))
        if not core[0].isalpha():
            sign = _SIGNS.get(core)
            return Entry(sign or ("$" if unicodedata.category(core[0]) == "Sc" else ";"))
        found = self._word(core)
        if found is None:
            return Entry("~" if len(raw) == len(core) else " ")
        return found

    def _word(self, core: str) -> Entry | None:
        """A known word, with or without a prefix; a lower-case month that needs support needs a year besides."""
        exact = self.exact.get(_plain(core))
        if exact is not None:
            return exact
        word = fold(core)
        found = self._known(word)
        if found is None:
            return self._prefixed(core, word)
        if core[0].islower() and found.letter in "wa":
            return found._replace(letter="v") if found.letter == "w" else None
        return found

    def _known(self, word: str) -> Entry | None:
        """The entry of a folded word; one that may begin a phrase is marked."""
        found = self.names.get(word)
        if word in self.phrases:
            return (found or Entry(" "))._replace(letter=chr(_HEAD + ord(found.letter if found else " ")))
        return found

    def _prefixed(self, core: str, word: str) -> Entry | None:
        for prefix in self.prefixes:
            if not word.startswith(prefix) or len(word) < len(prefix) + 2:
                continue
            rest = word[len(prefix) :]
            found = self.exact.get(_plain(core)[len(prefix) :]) or self._known(rest)
            if found is not None:
                return found._replace(prefix=len(prefix), joined=prefix in self.joining)
        for prefix, stands_for in self.contractions.items():
            if word.startswith(prefix):
                found = self._known(stands_for + word[len(prefix) :])
                if found is not None:
                    return found._replace(prefix=len(prefix) - 1)
        return None

    def merge(self, tokens: list[str], letters: str) -> tuple[str, dict[int, Entry]]:
        """Join the tokens of phrases: the first gets the phrase's letter, the others `_`."""
        out = list(letters)
        merged: dict[int, Entry] = {}
        for m in HEADS.finditer(letters):
            i = m.start()
            if out[i] == "_":
                continue
            head = self.entry(tokens[i])
            out[i] = chr(ord(head.letter) - _HEAD)
            word = fold(tokens[i].strip(BLANKS + "\n"))
            phrases = self.phrases.get(word) or self.phrases.get(word[head.prefix :], ())
            for rest, entry in phrases:
                follow = tokens[i + 1 : i + 1 + len(rest)]
                if len(follow) == len(rest) and all(fold(t.strip(BLANKS + "\n")) == r for t, r in zip(follow, rest, strict=True)):
                    merged[i] = entry._replace(prefix=head.prefix, joined=head.joined)
                    out[i : i + 1 + len(rest)] = [entry.letter, *"_" * len(rest)]
                    break
        return "".join(out), merged


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
        for number, names in table.items():
            for name in names:
                yield name, Entry(letter, int(number))
    for field, letter in _FUNCTION.items():
        for name in getattr(words.words, field):
            yield name, Entry(letter)
