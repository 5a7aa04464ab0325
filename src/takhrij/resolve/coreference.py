"""Tell who speaks: sources that are named again, described again, meant by a pronoun or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.resolve.elided import Elided, Spoken, place
from takhrij.resolve.outlets import gazetteer
from takhrij.resolve.phrase import PERSONS
from takhrij.resolve.running import (
    find_bearer,
    find_holder,
    introduce,
    last_several,
    last_veiled,
    latest_person,
    look_back,
    pair_before,
    thing_before,
)
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takhrij.model import Attribution
    from takhrij.packs.schema import Pronoun
    from takhrij.resolve.entities import Being, Registry
    from takhrij.resolve.phrase import Phrase

_END = 1 << 60
_DEEP = 20  # levels of nesting that are followed
_EARLIER = 12  # statements looked back through for a speaker
_AHEAD = 4  # statements looked forward through
_NEAR = 4  # words before a sentence that still belong to it where a paper is brought up
_STROKE = "\u0640"  # lengthens a letter
_REACH = 200  # words of one sentence searched for a subject


class Resolver:
    """Go through the attributions of a text in order and tell for each who speaks."""

    def __init__(
        self, text: str, registry: Registry, turn: int = 0, *, title: bool = False, headline: str = ""
    ) -> None:
        self.left = Elided(text, registry, title=title, headline=headline)
        self.text, self.lex, self.index, self.registry = text, registry.lex, registry.index, registry
        self.title = title
        self.spoken, self.levels, self.by_id = self.left.spoken, self.left.levels, self.left.by_id
        self.turn = turn

    def run(self, attributions: Sequence[Attribution]) -> dict[str, Spoken]:
        """Tell who speaks in each attribution, by id."""
        self.by_id.update((a.id, a) for a in attributions)
        ordered = sorted(attributions, key=place)
        for a in ordered:
            self._settle(a, 0)
        self._look_ahead(ordered)
        self._unmask(ordered)
        return self.spoken

    def _unmask(self, ordered: Sequence[Attribution]) -> None:
        """Take "an official of the fund", with whom a story opens, for the official of the fund it names soon after."""
        if not ordered or self.title:
            return
        veiled = self.spoken[ordered[0].id].being
        if veiled is None or not veiled.anonymous or not veiled.is_person or veiled.number == "p":
            return
        told = veiled.stems - veiled.heads
        for a in ordered[1:_EARLIER]:
            being = self.spoken[a.id].being
            if being is not None and being.name and being.is_person and len(told & being.stems) >= 2:
                for b in ordered:
                    if self.spoken[b.id].being is veiled:
                        self.spoken[b.id] = Spoken(being, inferred=True, anonymous=False)
                being.mentions.extend(veiled.mentions)
                self.registry.beings.remove(veiled)
                return

    def _look_ahead(self, ordered: Sequence[Attribution]) -> None:
        """Give statements whose speaker was not found the one who speaks next at the same level."""
        place = {a.id: i for level in self.levels.values() for i, a in enumerate(level)}
        for a in ordered:
            if self.spoken[a.id].being is not None or a.source_class == "impersonal":
                continue
            gender, number = self._agreement(self.left.cue(a))
            level = self.levels[a.parent]
            later = (self.spoken[x.id].being for x in level[place[a.id] + 1 : place[a.id] + 1 + _AHEAD])
            being = next((b for b in later if b is not None and b.agrees(gender, number)), None)
            if being is not None:
                self.spoken[a.id] = Spoken(being, inferred=True, anonymous=being.anonymous)

    def _settle(self, a: Attribution, depth: int) -> None:
        if a.id in self.spoken:
            return
        outer = self.by_id.get(a.parent) if a.parent is not None else None
        if outer is not None and depth < _DEEP:
            self._settle(outer, depth + 1)
        self.turn += 1
        who = self._speaker(a)
        if who.being is not None:
            who.being.last = self.turn
        self.spoken[a.id] = who
        self.levels.setdefault(a.parent, []).append(a)

    def _speaker(self, a: Attribution) -> Spoken:
        cue = self.left.cue(a)
        gender, number = self._agreement(cue)
        if a.source:
            return self._stated(a, gender, number)
        if a.source_class == "impersonal":
            return Spoken(None, inferred=False, anonymous=True)
        being = self.left.infer(a, cue, gender, number, persons=not a.cue and self.lex.words.cased)
        return Spoken(being, inferred=True, anonymous=being is None or being.anonymous)

    def _agreement(self, cue: str) -> tuple[str, str]:
        for word in cue.split()[:3]:
            found = self.lex.agreement(word)
            if found != ("", ""):
                return found
        return "", ""

    def _stated(self, a: Attribution, gender: str, number: str) -> Spoken:
        span = a.source[0]
        text = self.text[span.start : span.end]
        word = fold(text)
        pronoun = self.lex.pronouns.get(word)
        fact = word in self.lex.demonstratives and not self.lex.words.cased  # "that": what was said before, no speaker
        if word in self.lex.first_person or pronoun is not None or fact:
            return self._meant(a, word, pronoun, gender, number)
        phrase = self.registry.read(self._bare(text, a))
        if not self.lex.words.cased and self._is_object(a, phrase):
            being = self.left.infer(a, self.left.cue(a), gender, number)
            if being is not None:
                return Spoken(being, inferred=True, anonymous=being.anonymous)
        being, inferred = self._resolve(phrase, gender, number, a)
        if self._is_unnamed(a, phrase, being):
            being.anonymous = True
            being.kind = "anonymous" if being.kind in ("person", "group") else being.kind
        paper = inferred and phrase.group == "document" and being.kind != "document"
        if not self.title and not paper:
            being.mentions.append(span)
        one = phrase.one and inferred and being.anonymous  # one of a group that nobody can tell
        return Spoken(being, inferred, being.anonymous, "document" if paper else "anonymous" if one else "")

    def _is_object(self, a: Attribution, phrase: Phrase) -> bool:
        """Tell whether what follows a verb cannot be its subject: the verb is of the first person, or plural.

        A verb in front of its subject is singular; where it is plural the subject was left out, and the noun behind it
        is whom it speaks to ("they asked the council for ...").
        """
        if not a.cue or a.cue[-1].end > a.source[0].start:
            return False
        word = self.left.cue(a).split(maxsplit=1)[0]
        if self.left.is_first_person(word) and self.lex.agreement(word) == ("", ""):
            return True
        return self.lex.agreement(word)[1] == "p" and phrase.number != "p" and phrase.definite

    def _bare(self, text: str, a: Attribution) -> str:
        """A source without the preposition that is written together with its first word ("according to-the-paper")."""
        lex = self.lex
        if lex.words.cased or self.title or not self.left.is_cited(a):
            return text
        first = fold(text.split(maxsplit=1)[0]) if text.strip() else ""
        for prefix, marks in lex.prefixes:
            if len(prefix) == 1 and "preposition" in marks and first.startswith(prefix):
                known = lex.form(first)
                rest = first[1:]
                told = rest in self.index.at or lex.form(rest).definite
                if "preposition" in known.marks or (not known.group and told):
                    return text[1:].lstrip(_STROKE)
        return text

    def _meant(self, a: Attribution, word: str, pronoun: Pronoun | None, gender: str, number: str) -> Spoken:
        """Whom a pronoun means; what the pronoun tells of gender is learnt."""
        if pronoun is not None:
            gender, number = pronoun.gender or gender, pronoun.number or number
        persons = pronoun is not None and not pronoun.things
        one_thing = pronoun is not None and pronoun.things and pronoun.number == "s"
        being = self._thing(a) if one_thing and not self.title else None
        being = being or self.left.infer(a, word, gender, number, persons=persons)
        if being is None:
            return Spoken(None, inferred=True, anonymous=True)
        if persons:
            being.gender = being.gender or gender
        elif pronoun is not None and number == "s" and not being.group and being.kind == "person":
            being.kind = being.group = "organisation"
        if not self.title:
            being.mentions.append(a.source[0])
        return Spoken(being, inferred=True, anonymous=being.anonymous)

    def _thing(self, a: Attribution) -> Being | None:
        """What "it" means: a body that spoke or is named in this sentence or the last, else the last that spoke."""
        index = self.index
        token = index.token_at(a.source[0].start)
        start = index.sentence_start(token)
        low = max(index.sentence_start(start - 1) if start else start, token - _REACH)
        spoke = next((w for e in reversed(self.levels.get(a.parent, [])[-_EARLIER:]) if (w := self._body(e))), None)
        if spoke is not None and spoke.mentions and index.token_at(spoke.mentions[-1].start) >= low:
            return spoke
        return thing_before(self.registry, token, low) or spoke

    def _body(self, a: Attribution) -> Being | None:
        """The speaker of a statement where that is no person."""
        who = self.spoken[a.id].being
        return who if who is not None and not who.is_person else None

    def _is_unnamed(self, a: Attribution, phrase: Phrase, being: Being) -> bool:
        """Tell whether the source, or for one not definite the sentence, says that it did not want to be named."""
        if self.title or being.name or not being.is_person or being.kind == "anonymous":
            return False
        index = self.index
        first = index.token_at(a.source[0].start)
        last = index.token_at(a.source[0].end)
        if not phrase.definite:
            first, last = index.sentence_start(first), index.sentence_end(first) + 1
        return self.lex.unnamed.search(" ".join(index.words[first:last])) is not None

    def _resolve(self, phrase: Phrase, gender: str, number: str, a: Attribution) -> tuple[Being, bool]:
        """Whom a source phrase means, and whether only an earlier place tells it."""
        registry, start = self.registry, _END if self.title else a.source[0].start
        outlet = registry.outlet_in(a.source[0], phrase) if not self.title else self._outlet_in_title(phrase)
        if phrase.one and not phrase.group and (found := last_several(registry)) is not None:
            return found, True
        if outlet is not None:
            return registry.merge(outlet, phrase, gender), False
        if (found := self._counted(phrase, start)) is not None:
            return found, True
        if phrase.group == "people" and phrase.name:  # an ending of plurals that may also be a name's
            found = registry.find_named(phrase._replace(group=""), gender, "")
            if found is not None:
                return found, False
        if phrase.name and (phrase.group in PERSONS or not phrase.group):
            if (found := self._known_by_family(phrase)) is not None:
                return found, False
            if (found := registry.find_named(phrase, gender, number)) is not None:
                return registry.merge(found, phrase, gender), False
            return introduce(registry, phrase, gender, number), False
        alone = len(phrase.words) == 1 or (phrase.words[1:2] and phrase.words[1] in registry.lex.prepositions)
        if phrase.definite and phrase.is_person and alone:
            found = find_bearer(registry, phrase, gender, number)
            if found is not None:
                return found, False
        found = self._taken_up(phrase, gender, number, start) or self._paper(phrase, a)
        if found is not None:
            return found, True
        if not phrase.is_person and phrase.group != "anonymous":
            if (found := registry.find_thing(phrase)) is not None:
                return registry.merge(found, phrase, gender), False
            found = look_back(registry, phrase, start, gender, number) if phrase.definite and not phrase.name else None
            if found is not None:
                return found, True
        return introduce(registry, phrase, gender, number), False

    def _counted(self, phrase: Phrase, start: int) -> Being | None:
        """Whom "the two sides" or "the latter" mean."""
        two = phrase.number == "d" or (phrase.head in self.lex.duals and len(phrase.words) == 1)
        found = None
        if two and phrase.definite and not phrase.name and not phrase.owner:
            found = pair_before(self.registry, phrase, start)
        if found is None and phrase.latter:
            found = latest_person(self.registry, start)
        return found

    def _taken_up(self, phrase: Phrase, gender: str, number: str, start: int) -> Being | None:
        """Whom an office, a definite description or "the source" takes up."""
        registry = self.registry
        if phrase.construct and phrase.group == "office" and not phrase.name and not phrase.quantified:
            found = find_holder(registry, phrase) or look_back(registry, phrase, start, gender, number)
            if found is not None:
                return found
        again = (phrase.definite and not phrase.specified) or (
            phrase.group == "outlet" and not phrase.name and not phrase.owner
        )
        if again and not phrase.quantified and (phrase.is_person or not phrase.name or phrase.anaphoric):
            found = registry.find_described(phrase, same=True)
            if found is None and phrase.is_person:
                found = look_back(registry, phrase, start, gender, number)
            found = found or registry.find_described(phrase, same=False)
            if found is not None:
                if phrase.group == "organisation" and not found.group:
                    found.kind, found.group = "organisation", "organisation"
                return found
        if phrase.group == "anonymous" and phrase.definite and phrase.number == "s" and phrase.head in self.lex.veiled:
            return last_veiled(registry)
        return None

    def _paper(self, phrase: Phrase, a: Attribution) -> Being | None:
        """Who speaks in "its bulletin" or "the statement"."""
        if phrase.group in ("document", "report") and phrase.held and not phrase.name:
            found = self.left.earlier(a, "", "", persons=False)
            if found is not None:
                return found
        given_out = phrase.group == "document" and phrase.head not in self.lex.bound
        return self._issuer(phrase, a) if given_out and phrase.definite and len(phrase.stems) == 1 else None

    def _known_by_family(self, phrase: Phrase) -> Being | None:
        """Who is called by the family name alone that a phrase begins with, where the word behind it is none of his.

        "Asked Gardner Harris whether": the second is whom the first asked.
        """
        if phrase.group or len(phrase.name) != 2 or self.lex.words.cased or self.title:
            return None
        family, other = phrase.name
        for being in self.registry.by_word.get(family, ()):
            alone = any(" " not in self.text[m.start : m.end].strip() for m in being.mentions[:_EARLIER])
            if (
                being.is_person
                and len(being.name) > 1
                and being.name[-1] == family
                and other not in being.name
                and alone
            ):
                return being
        return None

    def _outlet_in_title(self, phrase: Phrase) -> Being | None:
        if phrase.group not in ("", "outlet"):
            return None
        key = gazetteer().match(phrase.text, outlet=phrase.group == "outlet")
        return self.registry.outlets.get(key) if key else None

    def _issuer(self, phrase: Phrase, a: Attribution) -> Being | None:
        """Who gave out "the statement": the last speaker in whose sentence such a paper was brought up."""
        index = self.index
        limit = index.token_at(a.source[0].start)
        for earlier in reversed(self.levels.get(a.parent, [])[-_EARLIER:]):
            who = self.spoken[earlier.id].being
            if who is None or who.kind == "document" or (who.is_person and phrase.head in who.stems):
                continue
            token = min(index.token_at(place(earlier)), len(index.words) - 1)
            first, last = index.sentence_start(token), index.sentence_end(token)
            if any(first - _NEAR <= i <= last and i < limit for i in index.places(phrase.head)):
                return who
        return None
