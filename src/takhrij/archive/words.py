"""The words of a text as the full-text index holds them, and a question as alternatives of such words.

An index word is a folded run of letters and digits: what folding and cutting make equal is found. Letters that a
language writes together with the next word (proclitics) are put before the words of the question, never cut off the
words of the text: so every combination that the pack's closed list allows is found, and nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from takhrij.errors import ArchiveError
from takhrij.packs.loader import find_packs, load
from takhrij.text.fold import fold
from takhrij.text.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from takhrij.packs.schema import Affix

LONGEST = 100  # letters of a word that count; longer runs are no words
MOST_CLAUSES = 64
_RAW = re.compile(WORD)
_PART = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'(-?)"([^"]*)"|(?<![^\s])(-?)([^\s"]+)')
_SHORTEST_STEM = 3  # letters that must be left where an article is taken off a word of the question


class Clause(NamedTuple):
    """One part of a question: any of `phrases`, each one or several words in a row. `begins`: the last word goes on.

    Where the phrases are forms of several terms, `terms` holds those of each.
    """

    phrases: tuple[tuple[str, ...], ...]
    excluded: bool = False
    begins: bool = False
    terms: tuple[tuple[tuple[str, ...], ...], ...] = ()


def index_words(text: str) -> str:
    """The index words of a text, one space between."""
    return " ".join([parts_of(raw if len(raw) <= LONGEST else raw[:LONGEST]) for raw in _RAW.findall(text)])


def distinct_words(text: str) -> set[str]:
    """The different words of a text as they are written."""
    return {raw for raw in _RAW.findall(text) if len(raw) <= LONGEST}


@lru_cache(maxsize=200_000)
def parts_of(raw: str) -> str:
    """The index words of one word as it is written, one space between."""
    return " ".join(_PART.findall(fold(raw)))


def read_question(question: str, language: str | None = None) -> tuple[Clause, ...]:
    """Take a question apart: words that must all be there, "words in a row", -without, begin*.

    Words without quotation marks are also found with proclitics of `language` (of all packs where it is None) and
    without their article. Raises ArchiveError where no word is left to look for.
    """
    clauses = []
    for m in _ASKED.finditer(question):
        quoted = m[2] is not None
        words = tuple(index_words(m[2] if quoted else m[4]).split())
        if words:
            begins = not quoted and m[4].endswith("*")
            phrases = _in_a_row(words, language) if quoted or len(words) > 1 else _forms(words[0], language)
            clauses.append(Clause(phrases, bool(m[1] or m[3]), begins))
    if all(c.excluded for c in clauses):
        raise ArchiveError("empty-question", f"{question!r} has no word to look for", "Give at least one word.")
    return tuple(clauses[:MOST_CLAUSES])


def any_of(terms: Iterable[str], language: str | None = None) -> Clause | None:
    """The clause that any of some terms fulfils; a term of several words stands in a row. None without a word."""
    forms: list[tuple[tuple[str, ...], ...]] = []
    for term in terms:
        words = tuple(index_words(term).split())
        if words:
            forms.append(_forms(words[0], language) if len(words) == 1 else _in_a_row(words, language))
    phrases = tuple(dict.fromkeys(phrase for some in forms for phrase in some))
    return Clause(phrases, terms=tuple(dict.fromkeys(forms))) if forms else None


def _in_a_row(words: tuple[str, ...], language: str | None) -> tuple[tuple[str, ...], ...]:
    """A phrase, its first word with and without proclitics; a word alone stands as it is."""
    if len(words) == 1:
        return (words,)
    return tuple((first, *words[1:]) for first in with_proclitics(words[0], language))


def _forms(word: str, language: str | None) -> tuple[tuple[str, ...], ...]:
    """One word with everything that may be written together with it, as phrases of one word."""
    found = dict.fromkeys(with_proclitics(word, language))
    for stem in _without_article(word, language):
        found |= dict.fromkeys(with_proclitics(stem, language))
    return tuple((form,) for form in found)


def with_proclitics(word: str, language: str | None = None) -> tuple[str, ...]:
    """A folded word, alone and with every combination of proclitics."""
    found = {word: None}
    for slots in _slots(language):
        forms = [word]
        for slot in reversed(slots):
            forms += [joined for form in forms for affix in slot if (joined := _joined(affix, form))]
        found |= dict.fromkeys(forms)
    return tuple(found)


def _joined(affix: Affix, form: str) -> str:
    """The form with the affix before it, "" where they do not go together."""
    if affix.becomes:
        return affix.form + form[len(affix.becomes) :] if form.startswith(affix.becomes) else ""
    return "" if affix.before and form[0] not in affix.before else affix.form + form


def _without_article(word: str, language: str | None) -> Iterator[str]:
    """The stems of a word that is written with an article, whatever stands before that."""
    for slots in _slots(language):
        stems = [word]
        for slot in slots:
            for stem in tuple(stems):
                for affix in slot:
                    rest = affix.becomes + stem[len(affix.form) :]
                    if not stem.startswith(affix.form) or len(rest) < _SHORTEST_STEM:
                        continue
                    if affix.tag == "definite":
                        yield rest
                    else:
                        stems.append(rest)


@lru_cache(maxsize=64)
def _slots(language: str | None) -> tuple[tuple[tuple[Affix, ...], ...], ...]:
    """The prefix slots of a language's pack, or of every pack."""
    codes: Sequence[str] = (language,) if language else sorted(find_packs())
    found = [pack.morphology.prefixes for code in codes if (pack := load(code))]
    return tuple(slots for slots in found if slots)
