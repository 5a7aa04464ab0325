"""Find dates in text: a grammar over token letters, with the words of a language pack."""

from __future__ import annotations

from takhrij.text.when.calendars import bounds
from takhrij.text.when.found import FoundDate, Relative
from takhrij.text.when.grammar import RULES, read_dates
from takhrij.text.when.lexicon import Lexicon
from takhrij.text.when.scan import Scan
from takhrij.text.when.words import DateWords

__all__ = ["RULES", "DateWords", "FoundDate", "Relative", "bounds", "find_dates", "rule_ids"]

_LEXICONS: dict[int, tuple[DateWords, Lexicon]] = {}


def _lexicon(words: DateWords) -> Lexicon:
    """The lexicon of a pack's words, built once; the words are kept with it so that their id stays theirs."""
    kept = _LEXICONS.get(id(words))
    if kept is None:
        kept = _LEXICONS[id(words)] = (words, Lexicon(words))
    return kept[1]


def find_dates(text: str, words: DateWords) -> list[FoundDate]:
    """Find every date in a text, in order, without taking anything from outside it.

    Offsets are code points. Time grows with the length of the text alone.
    """
    return read_dates(Scan(text, _lexicon(words)))


def rule_ids(words: DateWords) -> tuple[str, ...]:
    """The ids of all date rules in a language."""
    return tuple(dict.fromkeys(f"{words.language}.date.{rule.name}" for rule in RULES))
