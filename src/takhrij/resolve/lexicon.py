"""The words of a pack that tell what a source phrase is, folded and looked up with their affixes taken off."""

from __future__ import annotations

import re
import weakref
from typing import TYPE_CHECKING, NamedTuple

from takhrij.attribute import tags as t
from takhrij.attribute.lexicon import lexicon as tagged
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from takhrij.packs.loader import Pack
    from takhrij.packs.schema import EntityWords

_STOP = (
    t.SAY
    | t.PARTICIPLE
    | t.IMPERSONAL
    | t.VERB
    | t.AUX
    | t.NEG
    | t.SUB
    | t.REL
    | t.PRON
    | t.THAT
    | t.WHETHER
    | t.ADVERB
)
_VERB = t.IMPERSONAL | t.VERB | t.AUX | t.NEG | t.SUB | t.THAT
_HELD = frozenset(("possessive",))
_KEPT = 100_000  # distinct words remembered before the memory is emptied
_ORDER = (
    "title",
    "kin",
    "office",
    "role",
    "people",
    "body",
    "anonymous",
    "document",
    "report",
    "collective",
    "organisation",
)


class Form(NamedTuple):
    """One word: its stem, noun class ("" where it is in no list), what is attached to it, its agreement."""

    stem: str
    group: str
    marks: frozenset[str]
    gender: str
    number: str

    @property
    def definite(self) -> bool:
        """Whether the article is attached."""
        return "definite" in self.marks


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(w) for w in words)


class Lexicon:
    """The entity words of one pack, folded, with a memory of the words that were looked up."""

    def __init__(self, pack: Pack) -> None:
        words: EntityWords = pack.entities
        self.words = words
        self._tags = tagged(pack)
        self.language = pack.about.language
        self.nouns: dict[str, str] = {}
        self.outlet_kind: dict[str, str] = {}
        for group in sorted(words.nouns, key=lambda g: _ORDER.index(g) if g in _ORDER else len(_ORDER)):
            for noun in words.nouns[group]:
                self.nouns.setdefault(fold(noun), group)
        for kind, nouns in words.outlets.items():
            for noun in nouns:
                self.nouns[fold(noun)] = "outlet"
                self.outlet_kind[fold(noun)] = kind
        folded = _folded
        self.plural, self.feminine, self.masculine = (
            folded(words.plural),
            folded(words.feminine),
            folded(words.masculine),
        )
        self.generic, self.pieces = self._both(words.generic), folded(words.pieces)
        self.determiners, self.definite = folded(words.determiners), folded(words.definite)
        self.demonstratives, self.anaphors = folded(words.demonstratives), folded(words.anaphors)
        self.articles = self.determiners | self.definite
        self.latter, self.quantifiers, self.crowds = (
            folded(words.latter),
            folded(words.quantifiers),
            folded(words.crowds),
        )
        self.each = folded(words.each)
        # the last letter as it is spelled tells a preposition from a name that folds to the same
        self.prepositions: dict[str, set[str]] = {}
        for word in words.prepositions:
            self.prepositions.setdefault(fold(word), set()).add(word[-1])
        self.relatives, self.conjunctions = folded(words.relatives), folded(words.conjunctions)
        self.adjectives, self.joins = folded(words.adjectives), folded(words.name_joins)
        self.members, self.ones = self._both(words.members), folded(words.ones)
        self.called = folded(words.called)
        self.news = folded(words.news)
        self.ranks = folded(words.ranks)
        self.person_endings = tuple(fold(e) for e in words.person_endings)
        self.crowd_endings = tuple(fold(e) for e in words.crowd_endings)
        self.veiled, self.proper_outlets = self._both(words.veiled), folded(words.proper_outlets)
        self.first_person, self.origins = folded(words.first_person), folded(words.origins)
        self.origin = tuple(fold(e) for e in words.adjective_endings)
        self.endings = tuple((fold(e.form), fold(e.becomes), e.gender, e.number) for e in words.endings)
        self.tails = ("", *(fold(e.form) for e in words.endings if e.gender == "m" and e.number == "s"))
        self.possessive = tuple(fold(e.form) for e in words.endings if e.possessive)
        self.continues = folded(words.continues)
        self.bound, self.between, self.duals = folded(words.bound), folded(words.between), folded(words.duals)
        self.possessives, self.mouthpieces = folded(words.possessives), folded(words.mouthpieces)
        self.prefixes = tuple((fold(p), frozenset(m)) for p, m in words.prefixes)
        self.pronouns = {fold(w): p for p in words.pronouns for w in p.words}
        self.unnamed = re.compile("|".join(words.unnamed) or "(?!)")
        self._agreement = tuple((re.compile(a.pattern), a.gender, a.number) for a in words.agreement)
        self._acts = {fold(w): act for act, forms in words.acts.items() for w in forms}
        self._seen: dict[str, Form] = {}
        self._agrees: dict[str, tuple[str, str]] = {}
        self.places = frozenset(self.plain(fold(w).split()) for w in words.places)

    def _both(self, nouns: tuple[str, ...]) -> frozenset[str]:
        """Nouns with their feminine by ending."""
        feminine = [fold(e.form) for e in self.words.endings if e.gender == "f" and e.number == "s" and not e.becomes]
        return frozenset(fold(n) + e for n in nouns for e in ("", *feminine))

    def is_background(self, word: str) -> bool:
        """Tell whether a sentence that begins with a folded word only tells what went before: "had been", "recall"."""
        tags = self._tags.tags
        known = tags.get(word, 0) | (tags.get(word[1:], 0) if self.takes_and(word) else 0)
        return bool(known & (t.AUX | t.TRAP)) and not known & t.STOP

    def is_verb(self, word: str) -> bool:
        """Tell whether a folded word can only be a verb or a particle: it ends a phrase even where it is a source."""
        return bool(self._tags.tags.get(word, 0) & _VERB)

    def is_stop(self, word: str) -> bool:
        """Tell whether a folded word of running text ends a noun phrase: verbs, particles, cues."""
        tags = self._tags.tags
        return bool(tags.get(word, 0) & _STOP or (self.takes_and(word) and tags.get(word[1:], 0) & t.SAY))

    def plain(self, words: Iterable[str]) -> str:
        """Folded words without articles and what else is attached, as one string."""
        return " ".join(self.form(w).stem for w in words if w not in self.articles)

    def form(self, word: str) -> Form:
        """Analyse a folded word."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) > _KEPT:
                self._seen.clear()
            known = self._seen[word] = self._analyse(word)
        return known

    def _analyse(self, word: str) -> Form:
        whole = self._noun(word)
        if whole:
            held = whole[0] != word and word.endswith(self.possessive) and not self.words.cased
            return Form(whole[0], whole[1], _HELD if held else frozenset(), whole[2], whole[3])
        bare: Form | None = None
        for prefix, marks in self.prefixes:
            rest = word[len(prefix) :]
            if len(rest) < 2 or not word.startswith(prefix):
                continue
            found = self._noun(rest)
            if found:
                return Form(found[0], found[1], marks, found[2], found[3])
            if bare is None and "definite" in marks and len(rest) > 2:
                bare = Form(rest, "", marks, "", self._number(rest))
        if self.person_endings and len(word) > 5 and word.endswith(self.person_endings):
            return Form(word, "role", frozenset(), "", "s")
        return bare or Form(word, "", frozenset(), "", "")

    def _number(self, word: str) -> str:
        """Number of a definite word that is in no list."""
        plural = any(
            n == "p" and len(e) > 1 and len(word) > len(e) + 2 and word.endswith(e) for e, _, _, n in self.endings
        )
        return "p" if plural else ""

    def _noun(self, word: str) -> tuple[str, str, str, str] | None:
        group = self.nouns.get(word)
        if group is not None:
            return self._base(word, group), group, self._gender(word), "p" if word in self.plural else "s"
        for form, becomes, gender, number in self.endings:
            if len(word) > len(form) + 1 and word.endswith(form):
                stem = word[: -len(form)] + becomes
                group = self.nouns.get(stem)
                if group is not None:
                    return stem, group, gender or self._gender(stem), number or "s"
        return None

    def _base(self, noun: str, group: str) -> str:
        """A listed noun; of bodies of persons, which are listed in every form of their plural, what these share."""
        if group == "body" and not self.words.cased:
            for form, _, gender, number in self.endings:
                if (gender, number) == ("m", "p") and noun.endswith(form) and len(noun) > len(form) + 2:
                    return noun[: -len(form)]
        return noun

    def _gender(self, noun: str) -> str:
        if noun in self.feminine:
            return "f"
        if self.words.cased:
            return "m" if noun in self.masculine else ""
        if noun not in self.masculine:
            for form, _, gender, number in self.endings:
                if gender == "f" and number == "s" and noun.endswith(form):
                    return gender
        return "m"

    def agreement(self, cue: str) -> tuple[str, str]:
        """Gender and number that a folded cue word asks of its subject, "" where it asks nothing."""
        known = self._agrees.get(cue)
        if known is None:
            if len(self._agrees) > _KEPT:
                self._agrees.clear()
            known = "", ""
            for form in (cue[1:] if self.takes_and(cue) else "", cue):
                hit = next(((g, n) for p, g, n in self._agreement if form and p.fullmatch(form)), None)
                if hit:
                    known = hit
                    break
            self._agrees[cue] = known
        return known

    def takes_and(self, word: str) -> bool:
        """Tell whether a folded word begins with a letter that may be an attached conjunction."""
        return any(p and len(p) == 1 and "and" in m and word.startswith(p) for p, m in self.prefixes)

    def with_article(self, word: str) -> list[str]:
        """A folded word with the attached article, alone and behind other attached letters."""
        return [p + word for p, marks in self.prefixes if "definite" in marks]

    def act(self, cue: str) -> str:
        """What a folded cue does in a chain, "" where the pack does not tell."""
        words = cue.split()
        for n in range(len(words), 0, -1):
            found = self._acts.get(" ".join(words[:n]))
            if found:
                return found
        for word in words:
            found = self._acts.get(word) or (self._acts.get(word[1:]) if self.takes_and(word) else None)
            if found:
                return found
        return ""


_LEXICONS: weakref.WeakKeyDictionary[Pack, Lexicon] = weakref.WeakKeyDictionary()


def lexicon(pack: Pack) -> Lexicon:
    """The entity words of a pack, made ready once."""
    known = _LEXICONS.get(pack)
    if known is None:
        known = _LEXICONS[pack] = Lexicon(pack)
    return known
