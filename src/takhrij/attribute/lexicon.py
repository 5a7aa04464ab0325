"""Words of a pack by their folded form, with affixes taken off: what each token of a text may be."""

from __future__ import annotations

import re
import string
import weakref
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from takhrij.attribute import tags as t
from takhrij.errors import PackError
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from takhrij.packs.loader import Pack
    from takhrij.packs.schema import Morphology, Paradigm

_NOMINAL = t.TITLE | t.SOURCE | t.OUTLET | t.OCCASION | t.KEEPS | t.ADJECTIVE | t.HEARER
_SUFFIXED = t.NORM | t.SAY | t.TITLE | t.OUTLET | t.SOURCE | t.OCCASION | t.MATTER | t.EVENT
_KEPT = 100_000  # distinct spellings remembered before the memory is emptied
_MARKS = (
    dict.fromkeys(",\u060c", t.COMMA)
    | dict.fromkeys(":", t.COLON)
    | dict.fromkeys(";.!?\u061b\u061f\u2026\u06d4", t.END)
    | dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015", t.DASH)
    | dict.fromkeys("([{", t.OPEN)
    | dict.fromkeys(")]}", t.CLOSE)
    | dict.fromkeys('"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02', t.QUOTE)
)


class Cue(Struct, frozen=True, kw_only=True):
    """A reporting word: its kind (a tag bit), what it takes after it, the prepositions that may stand between."""

    kind: int
    name: str
    takes: frozenset[str]
    links: frozenset[str]
    stance: str
    weight: float


# multi-word entries by their first word, then by all their words
Phrases = dict[str, dict[tuple[str, ...], tuple[int, tuple[Cue, ...]]]]


class Word(NamedTuple):
    """What a token may be. `base` is the folded form without an attached conjunction."""

    fold: str
    base: str
    tags: int
    cues: tuple[Cue, ...]


class Lexicon:
    """Look up tokens of one language. Distinct spellings are analysed once and remembered."""

    def __init__(self, pack: Pack) -> None:
        self.morphology = pack.morphology
        self.abbreviations = frozenset(pack.morphology.abbreviations) | frozenset(string.ascii_lowercase)
        self.marked: set[str] = set()
        self.tags: dict[str, int] = {}
        self.cues: dict[str, tuple[Cue, ...]] = {}
        self.phrases: Phrases = {}
        self.heads: dict[str, tuple[Cue, ...]] = {}  # words that are cues at the head of a sentence alone
        self.known: dict[str, Word] = {}
        wished = pack.morphology.wished
        self.wished = re.compile(wished) if wished else None
        self._patterns = [(re.compile(p.form), t.BIT[p.tag]) for p in pack.morphology.patterns]
        file = str(pack.folder / "words.tsv")
        for tag, forms in pack.words:
            bit = t.BIT.get(tag)
            if bit is None:
                raise PackError(
                    "pack-unknown-tag", f"{file}: tag {tag!r} is unknown", f"Use one of {', '.join(t.NAMES)}."
                )
            for form in _spelled(forms, self.morphology, file):
                self._add(form, bit, ())
                if bit & (t.EVENT | t.MATTER) and self.morphology.accusative and " " not in form:
                    self._add(form + self.morphology.accusative, bit, ())
        file = str(pack.folder / "cues.tsv")
        for row in pack.cues:
            if len(row) != 6 or row[0] not in t.BIT:
                raise PackError("pack-bad-cue", f"{file}: {row[:2]}", "Give kind, name, forms, takes, stance, weight.")
            kind, name, forms, takes, stance, weight = row
            parts = [p.strip() for p in takes.split(",") if p.strip()]
            cue = Cue(
                kind=t.BIT[kind],
                name=name,
                takes=frozenset(p for p in parts if p[0] != "+"),
                links=frozenset(fold(p[1:]) for p in parts if p[0] == "+"),
                stance=stance,
                weight=float(weight),
            )
            for form in _spelled(forms, self.morphology, file):
                if "head" in cue.takes:
                    self.heads[fold(form)] = (*self.heads.get(fold(form), ()), cue)
                else:
                    self._add(form, cue.kind, (cue,))
        for form, bits in self.tags.items():
            if bits & (t.SAY | t.VERB | t.ISSUE):
                self.tags[form] = bits | self._guess(form) & (t.ED | t.ING | (t.VERB if bits & t.ISSUE else 0))
        articles = tuple(a.form for slot in self.morphology.prefixes for a in slot if a.tag == "definite")
        for form, bits in self.tags.items():
            if articles and bits & _NOMINAL and form.startswith(articles):
                self.tags[form] = bits | t.DEFINITE
        self.longest = {first: sorted({len(w) for w in rows}, reverse=True) for first, rows in self.phrases.items()}

    def _add(self, form: str, bit: int, cues: tuple[Cue, ...]) -> None:
        words = fold(form).split()
        if any(m in form for m in self.morphology.marks) and len(words) == 1:
            words = [_spaced(form, self.morphology.marks)]
            self.marked.add(words[0])
        if len(words) > 1:
            rows = self.phrases.setdefault(words[0], {})
            old_bit, old_cues = rows.get(tuple(words), (0, ()))
            rows[tuple(words)] = (old_bit | bit, (*old_cues, *cues))
            self.tags[words[0]] = self.tags.get(words[0], 0) | t.FIRST
            return
        self.tags[words[0]] = self.tags.get(words[0], 0) | bit
        if cues:
            self.cues[words[0]] = (
                *self.cues.get(words[0], ()),
                *(c for c in cues if c not in self.cues.get(words[0], ())),
            )

    def word(self, raw: str) -> Word:
        """Analyse one token as written."""
        known = self.known.get(raw)
        if known is None:
            if len(self.known) > _KEPT:
                self.known.clear()
            known = self.known[raw] = self._analyse(raw)
        return known

    def _analyse(self, raw: str) -> Word:
        mark = None if raw[0].isalnum() else t.QUOTE if raw in {"''", "``"} else _MARKS.get(raw[0])
        if mark is not None:
            return Word(raw, raw, mark, ())
        form = fold(raw)
        tags = 0
        if self.marked and any(m in raw for m in self.morphology.marks):
            form = self._with_marks(raw, form)
        if raw[0].isupper():
            tags |= t.CAP
        if raw[0].isdigit():
            tags |= t.NUMBER
        base, affixes, found, cues = self._look(form, bare=raw[-1] in self.morphology.unsuffixed)
        found |= self.tags.get(form, 0) & t.FIRST
        if tags & t.CAP and form not in self.tags and not affixes:
            found = 0  # a name is not judged by its shape
        return Word(form, base, tags | affixes | found, cues)

    def _with_marks(self, raw: str, form: str) -> str:
        """The form under which a word with a telling mark is listed, else the plain folded form."""
        kept = _spaced(raw, self.morphology.marks)
        for prefix in ("", *(a.form for slot in self.morphology.prefixes for a in slot if a.tag == "and")):
            if kept.startswith(prefix) and kept[len(prefix) :] in self.marked:
                return prefix + kept[len(prefix) :]
        return form

    def _look(self, form: str, *, bare: bool = False) -> tuple[str, int, int, tuple[Cue, ...]]:
        """Base form, affix tags, lexicon tags and cues of a folded form; the whole form wins over its parts.

        A `bare` form carries no suffix: its last letter, folded, only looks like one.
        """
        listed = self.tags.get(form, 0)
        if listed and listed != t.FIRST:
            return form, 0, listed, self.cues.get(form, ())
        stems = [(form, form, 0)]
        for slot in self.morphology.prefixes:
            for stem, base, got in tuple(stems):
                for affix in slot:
                    rest = stem[len(affix.form) :]
                    if len(rest) > 1 and stem.startswith(affix.form) and (not affix.before or rest[0] in affix.before):
                        rest = affix.becomes + rest
                        stems.append((rest, rest if affix.tag == "and" else base, got | t.BIT[affix.tag]))
        best = stems[0]
        for stem, base, got in stems[1:]:
            if self._allows(stem, got):
                dropped = t.PARTICIPLE if got & t.DEFINITE else 0  # with an article it is a noun, or an adjective
                if got & t.ATTACHED and self.tags[stem] & (t.EVENT | t.MATTER):
                    dropped |= t.SAY | t.VERB  # a preposition governs a noun
                cues = tuple(c for c in self.cues.get(stem, ()) if not c.kind & dropped)
                return base, got, self.tags[stem] & ~dropped, cues
            if got & t.DEFINITE and not best[2] & t.DEFINITE:
                best = (stem, base, got)
        for stem, base, got in () if bare else stems:
            for affix in self.morphology.suffixes:
                if len(stem) > len(affix.form) + 1 and stem.endswith(affix.form):
                    rest = stem[: -len(affix.form)] + affix.becomes
                    got_here = got | t.BIT[affix.tag]
                    if self.tags.get(rest, 0) & _SUFFIXED and self._allows(rest, got_here):
                        return base, got_here, self.tags[rest], self.cues.get(rest, ())
                    if affix.tag == "possessive":
                        return base, got_here, self.tags.get(rest, 0), ()
        guess = self._guess(best[1]) & ~(t.EVENT if best[2] & t.DEFINITE else 0)
        if not guess and best is stems[0]:
            for stem, _, got in stems[1:]:
                if got & t.ATTACHED and self._guess(stem) & t.EVENT:
                    return form, got, t.EVENT, ()
        return best[1], best[2], guess, ()

    def _guess(self, form: str) -> int:
        """Tags that the shape of an unlisted word suggests."""
        tags = 0
        for pattern, bit in self._patterns:
            if not tags & bit and pattern.fullmatch(form):
                tags |= bit
        return tags

    def _allows(self, stem: str, affixes: int) -> bool:
        """Tell whether a word may carry these affixes: verbs and participles take no article or preposition."""
        tags = self.tags.get(stem, 0)
        if not tags:
            return False
        if affixes & t.OBJECT and tags & t.NOUN:
            return False
        if affixes & t.DEFINITE and tags & t.ADVERB:
            return False
        if tags & (t.SAY | t.PARTICIPLE | t.IMPERSONAL | t.VERB) and affixes & (t.ATTACHED | t.DEFINITE):
            event = 0 if affixes & t.DEFINITE else t.EVENT
            return bool(
                tags & (t.VERBAL | t.CLAIM | t.TITLE | t.SOURCE | t.OUTLET | t.OCCASION | t.TIME | t.MATTER | event)
            )
        return True


def _spaced(word: str, marks: str) -> str:
    """The folded word with the given combining marks left where they stand."""
    return "".join(c if c in marks else fold(c) for c in word)


def _spelled(cell: str, morphology: Morphology, file: str) -> list[str]:
    """Forms of a cell: `a|b`, each as it stands or `paradigm:stem`."""
    forms: list[str] = []
    for item in cell.split("|"):
        name, colon, stem = item.strip().partition(":")
        if not colon:
            forms.append(name)
            continue
        paradigm = morphology.paradigms.get(name)
        if paradigm is None:
            raise PackError("pack-unknown-paradigm", f"{file}: paradigm {name!r}", "Add it to morphology.toml.")
        forms.extend(_inflected(stem, paradigm))
    return [f for f in forms if f]


def _inflected(stem: str, paradigm: Paradigm) -> list[str]:
    if paradigm.drop and stem.endswith(paradigm.drop):
        stem = stem[: -len(paradigm.drop)]
    return [p + stem + s for p in paradigm.prefixes for s in paradigm.suffixes]


_LEXICONS: weakref.WeakKeyDictionary[Pack, Lexicon] = weakref.WeakKeyDictionary()


def lexicon(pack: Pack) -> Lexicon:
    """The lexicon of a pack, built once."""
    known = _LEXICONS.get(pack)
    if known is None:
        known = _LEXICONS[pack] = Lexicon(pack)
    return known
