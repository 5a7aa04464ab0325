"""Tell who speaks where the sentence leaves it out.

A source left out is the subject of the clause before, else the last speaker at the same level of nesting whose gender
and number the verb allows. Speech in the first person inside another's words is that speaker's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from takhrij.resolve.narrative import Person, find_persons, persons_before
from takhrij.resolve.outlet_signs import QUOTES
from takhrij.resolve.phrase import PERSONS
from takhrij.resolve.running import is_name
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from takhrij.model import Attribution
    from takhrij.model.attribution import SourceClass
    from takhrij.resolve.entities import Being, Registry

_EARLIER = 12  # statements looked back through for a speaker
_GOVERNED = frozenset(("preposition", "and"))  # attached to a noun that is no subject by itself
_SECOND = 2  # words after the first of a sentence that may be the body its verb speaks of
_OPENING = 12  # words of a sentence in which its subject stands
_FULL = 4  # words of a person's name in a title
_REACH = 200  # words of one sentence searched for a subject
_BACK = 3  # sentences searched for the subject of a verb whose source nobody named


class Spoken(NamedTuple):
    """Who makes a statement: None where nobody can be named; `inferred` where the sentence does not say it.

    `group` is the class of the source as written where that is not the speaker's ("the statement" of a company).
    """

    being: Being | None
    inferred: bool
    anonymous: bool
    group: SourceClass | Literal[""] = ""


class Elided:
    """What was told of the attributions of a text so far, and who may be meant where nobody is named."""

    def __init__(self, text: str, registry: Registry, *, title: bool, headline: str) -> None:
        self.text, self.lex, self.index, self.registry = text, registry.lex, registry.index, registry
        self.title, self.headline = title, headline
        self.spoken: dict[str, Spoken] = {}
        self.levels: dict[str | None, list[Attribution]] = {}
        self.by_id: dict[str, Attribution] = {}
        self._persons: list[Person] | None = None

    def cue(self, a: Attribution) -> str:
        """The folded cue of an attribution, "" where it has none."""
        return fold(self.text[a.cue[0].start : a.cue[-1].end]) if a.cue else ""

    def infer(self, a: Attribution, cue: str, gender: str, number: str, *, persons: bool = False) -> Being | None:
        """Who is meant by a verb or pronoun that asks for this gender and number."""
        first = cue.split(maxsplit=1)[0] if cue else ""
        outer = self.spoken[a.parent].being if a.parent in self.spoken else None
        if self.is_first_person(first):
            return outer
        if persons and self.lex.words.cased and not self.title:
            found = self._narrated(a, gender, number)
            if found is not None:
                return found
        if outer is None and self._is_answer(a) and (found := self._interviewed()) is not None:
            return found
        found = self._told_before(a, gender, number) or self.earlier(a, gender, number, persons=persons)
        found = found or self._subject_before(a, gender, number)
        if found is None and not a.cue and outer is None:
            found = self._introduced(a)
        if found is not None:
            return found
        if outer is not None and not outer.is_person:
            for being in sorted(self.registry.beings, key=lambda b: -b.last):
                if being.is_person and being.last >= 0 and being.agrees(gender, number):
                    return being
        return outer

    def _is_answer(self, a: Attribution) -> bool:
        """Tell whether only the layout gives words to a speaker: no cue, no source, no quotation marks around them."""
        start = a.content[0].start
        quoted = start > 0 and self.text[start - 1] in QUOTES
        return not a.cue and not a.source and not quoted and not self.lex.words.cased and not self.title

    def _interviewed(self) -> Being | None:
        """Who answers the questions: the person whom the title names before its colon."""
        head, colon, _ = self.headline.partition(":")
        if not colon:
            return None
        phrase = self.registry.read(head)
        plain = not phrase.group and not phrase.definite and 2 <= len(phrase.name) <= _FULL
        if not plain and not (phrase.is_person and (phrase.name or phrase.group == "office")):
            return None
        return self.registry.find_named(phrase, "", "") or self.registry.add(phrase, "", "")

    def _introduced(self, a: Attribution) -> Being | None:
        """The first person whom the text names before words that nothing ties to a speaker: who is interviewed."""
        if not self.lex.words.cased or self.title:
            return None
        token = self.index.token_at(place(a))
        for person in self._told()[:1]:
            if person.last <= token:
                return self._person(person)
        return None

    def _told(self) -> list[Person]:
        """The persons whom the text names outside of what is attributed."""
        if self._persons is None:
            contents = tuple(c for x in self.by_id.values() if x.parent is None for c in x.content)
            self._persons = find_persons(self.index, contents)
        return self._persons

    def _person(self, person: Person) -> Being | None:
        """The entity of a person named in running text."""
        index, registry = self.index, self.registry
        phrase = registry.read(self.text[index.starts[person.start] : index.ends[person.last - 1]])
        if not phrase.name:
            return None
        return registry.find_named(phrase, "", "") or registry.add(phrase, "", "")

    def _narrated(self, a: Attribution, gender: str, number: str) -> Being | None:
        """The person a pronoun means: the first whom the nearest narrative sentence names or lets speak."""
        index = self.index
        token = index.token_at(place(a))
        spoke = self._spoke_before(a, token)
        outer = self.by_id.get(a.parent) if a.parent is not None else None
        if outer is not None:
            return None
        for person in persons_before(self._told(), token, index, _BACK):
            if spoke is not None and person.first < spoke[0]:
                break
            being = self._person(person)
            if being is not None and being.is_person and being.agrees(gender, number):
                return being
        return spoke[1] if spoke is not None and spoke[1].agrees(gender, number) else None

    def _spoke_before(self, a: Attribution, token: int) -> tuple[int, Being] | None:
        """Sentence start and speaker of the last statement of a person at the same level."""
        for earlier in reversed(self.levels.get(a.parent, [])[-_EARLIER:]):
            who = self.spoken[earlier.id].being
            if who is not None and who.is_person:
                at = self.index.token_at(place(earlier))
                return (self.index.sentence_start(min(at, token)), who)
        return None

    def earlier(self, a: Attribution, gender: str, number: str, *, persons: bool) -> Being | None:
        """The last speaker at the same level whom the verb allows; one only cited ("according to") comes second."""
        cited: Being | None = None
        for earlier in reversed(self.levels.get(a.parent, [])[-_EARLIER:]):
            who = self.spoken[earlier.id].being
            if who is None:
                continue
            inner = self._inner_speaker(earlier)
            if (
                inner is not None
                and inner.agrees(gender, number)
                and not (who.is_person and who.agrees(gender, number))
            ):
                return inner
            if not who.agrees(gender, number) or (persons and not who.is_person):
                continue
            if not self.is_cited(earlier):
                return who
            cited = cited or who
        return cited

    def is_cited(self, a: Attribution) -> bool:
        """Tell whether the speaker is only cited: "according to"."""
        return bool(a.cue) and self.lex.act(self.cue(a)) == "cites"

    def is_first_person(self, word: str) -> bool:
        """Tell whether a folded word makes its speaker speak of himself."""
        lex = self.lex
        return word in lex.first_person or (lex.takes_and(word) and word[1:] in lex.first_person)

    def _inner_speaker(self, outer: Attribution) -> Being | None:
        """The speaker whom an outlet quoted last, where its words run to the end of what the outlet says."""
        inner = self.levels.get(outer.id)
        if not inner or inner[-1].content[-1].end < outer.content[-1].end - 2:
            return None
        who = self.spoken[inner[-1].id].being
        return who if who is not None and who.is_person else None

    def _told_before(self, a: Attribution, gender: str, number: str) -> Being | None:
        """Who is the subject of the clause before, where it attributes nothing: of this sentence, else of the last.

        "A settler gave an account of it. He said that ...": whoever spoke earlier has been left.
        """
        index = self.index
        token = index.token_at(place(a))
        start = index.sentence_start(token)
        if self.lex.words.cased or self.title or a.parent is not None or not token or self._continues(a):
            return None
        within = token > start
        if not within:
            start = index.sentence_start(start - 1)
            if self.lex.is_background(index.words[start]):
                return None
        if any(x.end > index.starts[start] for x in self.levels.get(None, [])[-_EARLIER:]):
            return None
        return self._subject_of(start, min(start + _OPENING, token), gender, number, within=within)

    def _continues(self, a: Attribution) -> bool:
        """Tell whether the cue says that its speaker was speaking already: "he added"."""
        lex = self.lex
        word = self.cue(a).partition(" ")[0]
        return word in lex.continues or (lex.takes_and(word) and word[1:] in lex.continues)

    def _subject_of(self, first: int, stop: int, gender: str, number: str, *, within: bool) -> Being | None:
        """The first person, in a clause that goes on also the first body, who stands after no preposition."""
        index, lex = self.index, self.lex
        for i in range(first if within else first + 1, stop):
            form = lex.form(index.words[i])
            thing = (within or i <= first + _SECOND) and form.group in ("outlet", "organisation")
            if (
                not (form.group in PERSONS or thing)
                or form.marks & _GOVERNED
                or (i > first and index.words[i - 1] in lex.prepositions)
            ):
                continue
            s, e = index.phrase_from(i)
            phrase = self.registry.read(self.text[s:e])
            told = phrase.name or (thing and phrase.owner)
            if not told and not thing and not phrase.construct and not phrase.definite:
                told = i > first and lex.is_stop(index.words[i - 1])  # "a settler" right behind the verb
            if not told:
                return None
            found = self.registry.find_thing(phrase) if thing else None
            if phrase.name and not thing:
                found = self.registry.find_named(phrase, gender, number)
            if found is None and (not gender or phrase.gender in ("", gender)):
                found = self.registry.add(phrase, gender, "" if thing else number)
            return found if found is not None and found.agrees(gender, number) else None
        return None

    def _subject_before(self, a: Attribution, gender: str, number: str) -> Being | None:
        """The first noun of person in the sentences before a verb without source."""
        index, lex = self.index, self.lex
        if self.title:
            return None
        token = index.token_at(place(a))
        outer = self.by_id.get(a.parent) if a.parent is not None else None
        low = index.token_at(outer.content[0].start) if outer is not None else 0
        for _ in range(_BACK):
            start = max(index.sentence_start(token), low, token - _REACH)
            for i in range(start, token):
                form = lex.form(index.words[i])
                if form.group not in PERSONS or (gender and form.gender and form.gender != gender):
                    continue
                s, e = index.phrase_from(i)
                before = index.named_before(i)
                phrase = self.registry.read(self.text[s if before is None else index.starts[before] : e])
                if phrase.name and is_name(phrase, lex):
                    found = self.registry.find_named(phrase, gender, number)
                    return found or self.registry.add(phrase, gender, number)
            if start <= low:
                return None
            token = start - 1
        return None


def place(a: Attribution) -> int:
    """Where an attribution speaks: its cue, else its source, else its content."""
    return (a.cue or a.source or a.content)[0].start
