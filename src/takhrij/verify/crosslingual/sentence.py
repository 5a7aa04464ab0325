"""Read a sentence as units that can be found again in another language: words, phrases, numbers, names, marks."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from takhrij.packs.loader import load
from takhrij.text.fold import fold
from takhrij.text.sounds import tokens as name_tokens
from takhrij.verify.crosslingual.calendar import Calendar
from takhrij.verify.crosslingual.lexicon import Keys, Lexicon, lexicon
from takhrij.verify.crosslingual.quantities import Mention, Numbers, Token, numbers
from takhrij.verify.crosslingual.segments import cut
from takhrij.verify.crosslingual.strength import Grades, grades
from takhrij.verify.crosslingual.tone import Tone

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.packs.loader import Pack

_FUNCTION, _NUMBER, _WEAK_NUMBER, _PHRASE, _MARK = 0.25, 1.5, 0.6, 0.7, 0.35
_GLUED = 6  # letters of a word that may be several because a letter that ends words stands in it
_NAME = 4  # letters of a word in no list that is taken for a name
_LONGEST = 4_000  # letters of a sentence that are read: a longer one is none
_MARKED = 4  # marks in a word that folding takes away; more are words whose spaces were lost
_SPELLED = 6  # letters spelled by their names that make one acronym
_MARKS = {
    "?": "?",
    "\u061f": "?",
    "!": "!",
    '"': '"',
    "\u201c": '"',
    "\u201d": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "(": "(",
    ":": ":",
    "%": "%",
    "\u066a": "%",
}


class Unit(NamedTuple):
    """A part of a sentence: what it may be found by, its place, how much it counts beside its rarity.

    `names` are spellings under which it may be a name, none where it cannot be one; `at` is the number of a word's
    token.
    """

    text: str
    kind: str
    start: int
    end: int
    keys: Keys
    factor: float
    names: tuple[str, ...] = ()
    at: int = -1


class Sentence(NamedTuple):
    """A sentence with its units, tokens and numbers; `bare` are units of measure without a number."""

    text: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    bare: tuple[tuple[str, str, float], ...]
    units: tuple[Unit, ...]


class Reader:
    """Reads sentences of one language for comparison with those of another."""

    def __init__(self, pack: Pack, words: Lexicon) -> None:
        self.language = pack.about.language
        self.cased = pack.entities.cased
        self.numbers: Numbers = numbers(pack)
        self.calendar = Calendar(pack)
        self._pack = pack
        self.lexicon = words
        self.tone = Tone(pack, lambda word: words.knows(word, self.language) > 0)
        self._is_first = self.language == words.one.language
        spelled = words.one.spelled if self._is_first else words.other.spelled
        self._spelled = spelled
        final, self._article = pack.translation.final, pack.translation.article or "\0"
        self._final = re.compile(f"(?<=[{final}])(?=[^\\W\\d_{final}])") if final else None
        self._empty = frozenset(map(spelled, pack.read.stop_words))
        self._glued = tuple(p for p, instead in pack.translation.prefixes if not instead)

    @cached_property
    def grades(self) -> Grades:
        """The graded words of the language; ranking needs none."""
        return grades(self._pack)

    def read(self, text: str) -> Sentence:
        """The units of a sentence; what stands beyond 4,000 letters is not looked at."""
        text = text[:_LONGEST]
        tokens = [
            piece for token in self.numbers.tokens(text) for piece in self._apart(token, text[token.start : token.end])
        ]
        mentions = self.numbers.mentions(tokens, text)
        taken = {k for m in mentions if not m.is_weak for k in range(*m.tokens)}
        texts = [t.text for t in tokens]
        units = [self._number(m) for m in mentions]
        for k, token in enumerate(tokens):
            if k in taken or token.is_figure or not token.text[0].isalpha():
                continue
            opens = k == 0 or text[tokens[k - 1].end : token.start].strip() != ""
            units.append(self._word(token, text[token.start : token.end], opens=opens)._replace(at=k))
            phrase = self.lexicon.phrase_at(texts, k, self.language)
            if phrase is not None:
                size, keys = phrase
                last = tokens[k + size - 1]
                units.append(Unit(" ".join(texts[k : k + size]), "phrase", token.start, last.end, keys, _PHRASE))
        units += self._acronyms(tokens, text)
        units += [
            Unit(_MARKS[c], "mark", i, i + 1, {"mark:" + _MARKS[c]: 1.0}, _MARK)
            for i, c in enumerate(text)
            if c in _MARKS
        ]
        return Sentence(text, tuple(tokens), tuple(mentions), self.numbers.bare_units(tokens, mentions), tuple(units))

    @staticmethod
    def _number(m: Mention) -> Unit:
        keys = {f"#{v:g}" if v < 1e6 else f"#{v:.0f}": 1.0 / (1 + 0.2 * k) for k, v in enumerate(m.values)}
        return Unit(next(iter(keys)), "number", m.start, m.end, keys, _WEAK_NUMBER if m.is_weak else _NUMBER)

    def is_name(self, unit: Unit, sentence: Sentence) -> bool:
        """Tell whether a word is a name for sure: listed as a place, or known as nothing else and written as one."""
        if unit.kind != "word" or not unit.names or unit.factor < 1.0:
            return False
        raw = sentence.text[unit.start : unit.end]
        if self.lexicon.is_place(unit.text, self.language):
            return raw[0].isupper() or not self.cased
        if self.cased:
            return raw[0].isupper() and not self.lexicon.knows(unit.text.split("'")[0], self.language)
        return not unit.keys and len(unit.text) >= _NAME and len(raw) <= len(unit.text) + 2

    def graded(self, unit: Unit, other: Reader) -> dict[str, list[float]]:
        """Places of a word by scale: its own, and there those of the words of the other language it may translate."""
        if unit.end - unit.start > len(unit.text) + _MARKED:
            return {}
        found = {scale: [place] for scale, place in self.grades.of(unit.text).items()}
        for meaning in self.lexicon.meanings(unit.text) if self._is_first else ():
            for scale, place in other.grades.of(meaning).items():
                if scale in found:
                    found[scale].append(place)
        return found

    def _apart(self, token: Token, raw: str) -> list[Token]:
        """The words of one written word, several where spaces were lost; they share its place."""
        if not self._is_first or len(token.text) < _GLUED or not token.text[0].isalpha():
            return [token]
        if self._final is not None and (parts := self._final.split(raw)) and len(parts) > 1:
            words = [self._spelled(p) for p in parts if p]
        elif self._price(token.text) is not None:
            return [token]
        else:
            words = [token.text]
        return [token._replace(text=piece) for word in words for piece in self._cut(word)]

    def _cut(self, word: str) -> list[str]:
        return [word] if self._price(word) is not None else cut(word, self._price)

    @lru_cache(maxsize=100_000)  # noqa: B019 - one reader for each pair of languages lives as long as the program
    def _price(self, word: str) -> float | None:
        """What a word costs as a piece of a longer one: short words and those with letters joined to them more."""
        if word in self._empty:
            return 1.25
        changed = self.lexicon.changed(word)
        if changed is None:
            return None
        if word.startswith(self._article):
            changed -= len(self._article)
        return 1.0 + 5.0 / len(word) ** 2 + 0.1 * changed

    def _word(self, token: Token, raw: str, *, opens: bool) -> Unit:
        word = token.text
        foreign = self._is_first and word.isascii()
        keys = self.lexicon.keys(word, self.lexicon.other.language if foreign else self.language)
        empty = word in self._empty
        names: tuple[str, ...] = ()
        if len(word) > 2 and not empty:
            if not self._is_first or foreign:
                known = self.lexicon.knows(word, self.lexicon.other.language) > 0
                names = (raw,) if not known or (raw[0].isupper() and not opens) else ()
            else:
                stripped = (word[len(p) :] for p in self._glued if word.startswith(p) and len(word) - len(p) > 2)
                names = tuple(dict.fromkeys((word, *stripped)))
        elif self.cased and raw.isupper() and len(word) > 1:
            names = (raw,)
        return Unit(word, "word", token.start, token.end, keys, _FUNCTION if empty else 1.0, names)

    def _acronyms(self, tokens: list[Token], text: str) -> list[Unit]:
        """Runs of letters spelled by their names."""
        if not self._is_first:
            return []
        found, at = [], 0
        while at < len(tokens):
            end = at
            while end < len(tokens) and end - at < _SPELLED and _is_letter(tokens[end].text):
                end += 1
            if end - at > 1:
                raw = text[tokens[at].start : tokens[end - 1].end]
                found.append(Unit(fold(raw), "name", tokens[at].start, tokens[end - 1].end, {}, 1.0, (raw,)))
            at = max(end, at + 1)
        return found


@lru_cache(maxsize=20_000)
def _is_letter(word: str) -> bool:
    """Tell whether a word is the name of a letter of another script."""
    read = name_tokens(word)
    return not word.isascii() and len(read) == 1 and len(read[0].letters) == 1


@lru_cache(maxsize=16)
def reader(language: str, other: str, packs: Path | None = None) -> Reader | None:
    """The reader of a language for comparison with another, None where the two have no lexicon."""
    words, pack = lexicon(language, other, packs), load(language, packs)
    return Reader(pack, words) if words is not None and pack is not None else None
