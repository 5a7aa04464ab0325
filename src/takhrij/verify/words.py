"""The words of one language as verification needs them: how tokens are compared, and what class each is of."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from takhrij.attribute import tags
from takhrij.packs.loader import lexicon_words
from takhrij.text.fold import fold
from takhrij.verify.scales import Strengths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from takhrij.packs.loader import Pack

FIGURE = "#"  # first character of a token that stands for a number, its value behind it
_KEPT = 200_000  # spellings remembered before the memory is emptied
_PHRASE = 4  # longest phrase of the word lists, in words

# Vowel signs, tatweel, joiners and direction marks stand inside Arabic-script words.
_INNER = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
_DIGITS = r"\d+(?:[.,:\u066b\u066c]\d+)*"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_INNER}]|['\u2019\u02bc](?=[^\W\d_]))*"
TOKEN = re.compile(rf"{_DIGITS}|{_LETTERS}|[%\u066a$\u20ac\u00a3]")
_THOUSANDS = re.compile(r"\d{1,3}(?:[,\u066c]\d{3})+(?:[.\u066b]\d+)?")


class Piece(NamedTuple):
    """A token within its spelling: what it is compared by, and where it begins and ends there."""

    text: str
    start: int
    end: int


class Number(NamedTuple):
    """A word of number: its value, whether it is joined by a glued conjunction, whether it may begin a number."""

    value: int
    joined: bool
    opens: bool


class Month(NamedTuple):
    """The number of a month, and what must stand beside its name for it to be one (as in `dates.toml`)."""

    number: int
    need: str


class VerifyWords:
    """Word lists of `verify.toml` with what other sections of the pack lend: dates, stop words, titles."""

    def __init__(self, pack: Pack) -> None:
        given, lists = pack.verify, pack.verify.words
        self.language = pack.about.language
        self.cased = pack.entities.cased
        self._given = given
        self._pack = pack
        self._seen: dict[str, tuple[Piece, ...]] = {}
        self._bases: dict[str, str] = {}
        self._numbers: dict[str, Number | None] = {}
        self._spelling = [(a, b) for a, b in given.spelling]
        self.symbols = {fold(a): fold(b) for a, b in (s.split() for s in lists.symbols)}
        self.whole = {fold(k): tuple(map(fold, v)) for k, v in given.whole.items()}
        self.detached = frozenset(map(fold, given.detached))
        self.conjunctions = tuple(map(fold, given.conjunctions))
        self.number_joins = frozenset(map(fold, lists.number_joins))
        self.values = self._values(pack)
        self.ordinals = {
            self.spelled(f): int(v) for v, forms in pack.dates.ordinals.items() for f in forms if " " not in f
        }
        self.ordinal_suffixes = self._listed(pack.dates.words.ordinal_suffix)
        small = self._listed(pack.read.stop_words) | self._listed(lists.function)
        small |= {w for row in pack.words if row[0] in _SMALL for w in self._listed(row[1].split("|"))}
        self.function = frozenset(w for w in small if not self.is_saying(w))
        self.negative_prefixes = tuple(map(fold, lists.negative_prefixes))
        self.negations = self._phrases(lists.negations)
        self.hedges = self._phrases(lists.hedges)
        self.hedge_verbs = self._listed(lists.hedge_verbs)
        self.hedges |= self.hedge_verbs
        self.weak_hedges = self._listed(lists.weak_hedges)
        self.certain = self._listed(lists.certain)
        up, down = self._listed(lists.intensifiers), self._listed(lists.diminishers)
        self._degrees = dict.fromkeys(up, 1) | dict.fromkeys(down, -1)
        self.reserve = self._phrases(lists.reserve)
        self.present = {fold(k): fold(v) for k, v in lists.present.items()}
        self.quantities = self._listed(lists.quantities) | self._listed(
            w for forms in pack.dates.ordinals.values() for w in forms
        )
        self.weekdays = self._listed(w for day in (*pack.dates.weekdays, *pack.dates.weekdays_short) for w in day)
        self.month_first = pack.dates.month_before_day
        self.of = self._listed(pack.dates.words.of)
        self.before_dates = self._listed(pack.dates.words.preposition)
        self.months = self._months(pack)
        self.units = self._listed(w for unit in pack.dates.units for w in unit.words)
        w = pack.dates.words
        self.turns = self._listed(
            (*w.this_before, *w.last_before, *w.next_before, *w.this_after, *w.last_after, *w.next_after)
        )
        self.complementizers = frozenset(
            self.spelled(f) for row in pack.words if row[0] == "that" for f in row[1].split("|") if " " not in f
        )
        self.days = self._listed(lists.date_words) | self._listed(w for r in pack.dates.relative for w in r.words)
        nouns = pack.entities.nouns
        self.titles = self._listed(nouns.get("title", ()))
        self.roles = self._listed(w for group in ("office", "role") for w in nouns.get(group, ()))
        self.article = fold(pack.outlets.article)
        self.name_heads = self._listed(lists.name_heads)
        self._plural = tuple(fold(e.form) for e in pack.entities.endings if e.number in {"d", "p"})
        self.marks = pack.morphology.marks
        self.free_hedges, self.names = self._listed(lists.free_hedges), self._listed(lists.names)

    def _values(self, pack: Pack) -> dict[str, int]:
        """Value of each word of number; entries of several words do not count."""
        out: dict[str, int] = {}
        for table in (pack.dates.cardinals, pack.verify.numbers):
            for value, forms in table.items():
                out.update({self.spelled(f): int(value) for f in forms if " " not in f})
        return out

    def _months(self, pack: Pack) -> dict[str, Month]:
        """Months of the solar calendars by their names; a name of two words has a blank in it."""
        out: dict[str, Month] = {}
        for names in pack.dates.months:
            if names.calendar not in _SOLAR:
                continue
            for number, forms in enumerate(names.names, 1):
                for form in forms:
                    out.setdefault(" ".join(map(self.spelled, form.lstrip("=").split())), Month(number, names.need))
        return out

    def _listed(self, words: Iterable[str]) -> frozenset[str]:
        """Single words as tokens; phrases are left to `_phrases`, their words do not count alone."""
        return frozenset(w for w in (self.spelled(w) for w in words) if " " not in w)

    def _phrases(self, entries: Iterable[str]) -> frozenset[str]:
        return frozenset(" ".join(self.spelled(w) for w in entry.split()) for entry in entries)

    def spelled(self, word: str) -> str:
        """One spelling for a word written in several ways."""
        for a, b in self._spelling:
            word = word.replace(a, b)
        return fold(word.strip())

    def pieces(self, raw: str) -> tuple[Piece, ...]:
        """The tokens that one spelling stands for; contractions give two that share its letters."""
        known = self._seen.get(raw)
        if known is None:
            if len(self._seen) > _KEPT:
                self._seen.clear()
            known = self._seen[raw] = self._pieces(raw)
        return known

    def _pieces(self, raw: str) -> tuple[Piece, ...]:
        if raw[0].isdecimal():
            return (Piece(FIGURE + _figure(raw), 0, len(raw)),)
        text = self.spelled(raw)
        text = self.symbols.get(text, text)
        if not text:
            return ()
        end = len(raw)
        if text in self.whole:
            cut = max(1, end - 3)
            first, second = self.whole[text]
            return (Piece(first, 0, cut), Piece(second, cut, end))
        for ending, word in self._given.endings:
            if text.endswith(ending) and len(text) > len(ending):
                cut = end - len(ending)
                return (Piece(text[: -len(ending)], 0, cut), Piece(word, cut, end))
        return (Piece(text, 0, end),)

    def base(self, token: str) -> str:
        """The word without letters that are written together with it."""
        known = self._bases.get(token)
        if known is None:
            if len(self._bases) > _KEPT:
                self._bases.clear()
            known = self._bases[token] = self._base(token)
        return known

    def _base(self, token: str) -> str:
        for prefix in self._given.prefixes:
            if token.startswith(prefix) and len(token) - len(prefix) >= 3:
                token = token[len(prefix) :]
                break
        for suffix in self._given.suffixes:
            if token.endswith(suffix) and len(token) - len(suffix) >= 3:
                return token[: -len(suffix)]
        return token

    def unjoined(self, token: str) -> str:
        """The word without a conjunction glued to it."""
        for c in self.conjunctions:
            if token.startswith(c) and len(token) > len(c) + 1:
                return token[len(c) :]
        return token

    def stems(self, token: str) -> tuple[str, ...]:
        """The forms of a word, then each without letters written together behind it."""
        forms = self.forms(token)
        cut = [f[: -len(s)] for f in forms for s in self._given.suffixes if f.endswith(s) and len(f) - len(s) >= 3]
        return (*forms, *cut)

    def is_small(self, token: str) -> bool:
        """Tell whether a token is a small word, alone or with a conjunction glued to it."""
        return token in self.function or self.unjoined(token) in self.function

    def is_prefix(self, token: str) -> bool:
        """Tell whether a token is nothing but letters that are written together with the next word."""
        return token in self._given.prefixes

    def glued(self, prefix: str, token: str) -> str:
        """The word that letters written apart make with the word they belong to."""
        whole = prefix + token
        for apart, together in self._given.contractions:
            if whole.startswith(apart):
                return together + whole[len(apart) :]
        return whole

    def forms(self, token: str) -> tuple[str, ...]:
        """The word as it stands, without a conjunction, and without every letter glued before it."""
        out = [token]
        plain = self.unjoined(token)
        if plain != token:
            out.append(plain)
        for prefix in self._given.prefixes:
            if token.startswith(prefix) and len(token) - len(prefix) >= 2:
                out.append(token[len(prefix) :])  # noqa: PERF401 - reads as the two above
        return tuple(out)

    def is_saying(self, token: str) -> bool:
        """Tell whether a token is a verb of speech."""
        from takhrij.attribute.lexicon import lexicon

        return bool(lexicon(self._pack).word(token).tags & tags.SAY)

    def is_strange(self, token: str) -> bool:
        """Tell whether a token is in no list and not built as a plural: a name mostly."""
        return not self.is_common(token) and not token.endswith(self._plural or ("\0",))

    def is_verb(self, token: str) -> bool:
        """Tell whether a token is known, or built, as a verb."""
        from takhrij.attribute.lexicon import lexicon

        return bool(lexicon(self._pack).word(token).tags & _VERBS)

    def is_common(self, token: str) -> bool:
        """Tell whether a token is a known word of the language that is no name."""
        from takhrij.attribute.lexicon import lexicon

        if token in self.function or self.is_in(token, self.translated) or self.base(token) in self.translated:
            return True
        return bool(lexicon(self._pack).word(token).tags & _COMMON)

    @cached_property
    def strengths(self) -> Strengths:
        """The graded scales of the language."""
        return Strengths(self._pack.scales, self.spelled, self.stems)

    def is_graded(self, token: str) -> bool:
        """Tell whether a token stands on a scale."""
        return bool(self.strengths.graded([token], [0]))

    def degree(self, token: str) -> int:
        """1 for a word that makes the word beside it stronger, -1 for one that makes it weaker."""
        return next((self._degrees[f] for f in self.forms(token) if f in self._degrees), 0)

    @cached_property
    def translated(self) -> frozenset[str]:
        """The words of the language that the bilingual lexicons know."""
        return self._listed(lexicon_words(self.language))

    def is_in(self, token: str, words: frozenset[str]) -> bool:
        """Tell whether a token is one of some words, in one of its forms."""
        return token in words or any(f in words for f in self.forms(token))

    def number(self, token: str) -> Number | None:
        """What number a word stands for."""
        if token not in self._numbers:
            self._numbers[token] = self._number(token)
        return self._numbers[token]

    def _number(self, token: str) -> Number | None:
        for form in self.forms(token):
            value = self.values.get(form)
            if value is not None:
                opens = value > 1 and not (value >= 1000 and form in self.quantities)
                return Number(value, form != token and token.startswith(self.conjunctions or ("\0",)), opens)
        return None

    def marked(self, tokens: list[str], phrases: frozenset[str]) -> list[bool]:
        """For each token whether it belongs to one of some words or phrases."""
        out = [False] * len(tokens)
        for i, token in enumerate(tokens):
            if self._holds(token, phrases):
                out[i] = self._is_present(tokens, i)
                continue
            for size in range(2, min(_PHRASE, len(tokens) - i) + 1):
                if " ".join(tokens[i : i + size]) in phrases:
                    out[i : i + size] = [True] * size
        return out

    def _holds(self, token: str, phrases: frozenset[str]) -> bool:
        return token in phrases or self.unjoined(token) in phrases

    def _is_present(self, tokens: list[str], i: int) -> bool:
        """False where a word hedges only before a verb of the present and none follows."""
        letters = self.present.get(tokens[i]) or self.present.get(self.unjoined(tokens[i]))
        return not letters or (i + 1 < len(tokens) and tokens[i + 1][0] in letters)


_COMMON = (
    tags.SAY
    | tags.PARTICIPLE
    | tags.VERB
    | tags.VERBAL
    | tags.CLAIM
    | tags.ADVERB
    | tags.TIME
    | tags.SOURCE
    | tags.EVENT
)
_VERBS = tags.SAY | tags.PARTICIPLE | tags.VERB
_SOLAR = frozenset(("gregorian", "levantine", "maghrebi"))
_SMALL = frozenset(
    (
        "that",
        "whether",
        "link",
        "preposition",
        "conj",
        "sub",
        "rel",
        "pron",
        "det",
        "aux",
        "be",
        "infinitive",
        "attached",
    )
)


def _figure(raw: str) -> str:
    """Digits in one spelling: no marks between thousands, a full stop before decimals, no zeros that say nothing."""
    if _THOUSANDS.fullmatch(raw):
        raw = raw.replace(",", "").replace("\u066c", "")
    text = fold(raw).replace("\u066b", ".").replace("\u066c", "")
    whole, dot, rest = text.partition(".")
    if dot and rest.isdigit():
        text = f"{whole}.{rest}".rstrip("0").rstrip(".")
    return text.lstrip("0") or "0"


@lru_cache(maxsize=16)
def verify_words(pack: Pack) -> VerifyWords:
    """The words of a pack, built once."""
    return VerifyWords(pack)
