"""Find in the running text who is meant: fuller names, bearers of a name, what a noun took up before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.resolve.outlet_signs import QUOTES
from takhrij.resolve.phrase import PERSONS
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from takhrij.resolve.entities import Being, Registry
    from takhrij.resolve.lexicon import Lexicon
    from takhrij.resolve.phrase import Phrase

_THINGS = frozenset(("outlet", "organisation"))
_NAME = 4  # words of a person's name found in running text
_PAIR = 12  # words that name two parties
_SEEN = 8  # places looked at for a noun that comes back


def introduce(registry: Registry, phrase: Phrase, gender: str, number: str) -> Being:
    """A new entity, with the fullest name the article gives it anywhere."""
    being = registry.add(phrase, gender, number)
    if phrase.name and len(phrase.name) <= 2 and phrase.group in ("", "title"):
        _fill(registry, being, phrase, gender)
    if (
        phrase.name
        and not phrase.group
        and not phrase.definite
        and phrase.words[0] not in registry.lex.joins
        and any(w in registry.index.at for w in registry.lex.with_article(phrase.words[0]))
    ):
        being.kind = "organisation"  # its first word comes back with the article: a noun, not a given name
    return being


def find_bearer(registry: Registry, phrase: Phrase, gender: str, number: str) -> Being | None:
    """The person whose family name is a noun of person, where the text gives that name in full."""
    for being in registry.by_word.get(phrase.head, ()):
        if being.is_person and len(being.name) > 1 and being.name[-1] == phrase.head:
            return being
    for start, end in registry.index.fuller_name((phrase.words[0],)):
        full = registry.read(registry.index.text[start:end])
        if len(full.name) > 1 and full.name[-1] == phrase.head:
            return registry.find_named(full, gender, number) or registry.add(full, gender, number)
    return None


def find_holder(registry: Registry, phrase: Phrase) -> Being | None:
    """The last person who spoke and holds the office a phrase names in full: "the coach of X" after his name."""
    held = [
        b
        for b in registry.beings
        if b.last >= 0 and b.is_person and phrase.head in b.heads and phrase.stems <= b.stems and b.number != "p"
    ]
    return max(held, key=lambda b: b.last, default=None)


def _fill(registry: Registry, being: Being, phrase: Phrase, gender: str) -> None:
    """Give a person known by a short name the fullest name that stands in the text."""
    size, best = len(phrase.name), None
    for start, end in registry.index.fuller_name(phrase.name):
        full = registry.read(registry.index.text[start:end])
        if full.name[-size:] != phrase.name or len(full.name) > _NAME:
            continue
        if (full.group in PERSONS or size < len(full.name)) and (best is None or len(full.stems) > len(best.stems)):
            best = full
    if best is not None:
        being.kind = "person"
        registry.merge(being, best, gender)


def look_back(registry: Registry, phrase: Phrase, before: int, gender: str, number: str) -> Being | None:
    """The person or body that stands with the same noun and a name earlier in the text."""
    content = phrase.stems - {phrase.head}
    limit = registry.index.token_at(before)
    if phrase.group == "outlet":
        named = _outlet_before(registry, phrase, before)
        if named is not None:
            return named
    things: list[Phrase] = []
    for i in reversed([i for i in registry.index.places(phrase.head) if i < limit][-_SEEN:]):
        start, end = registry.index.phrase_from(i)
        full = registry.read(registry.index.text[start:end])
        if full.group != phrase.group or full.head != phrase.head or not content <= full.stems:
            continue
        if phrase.construct and full.name:
            first = fold(full.shown.split(maxsplit=1)[0])
            office = {registry.lex.form(fold(w)).stem for w in full.role.split()}
            if full.number != phrase.number or registry.lex.takes_and(first) or not content <= office:
                continue
        if phrase.is_person and full.name and is_name(full, registry.lex):
            return registry.find_named(full, gender, number) or registry.add(full, gender, number)
        told = not phrase.is_person or (full.construct and phrase.group == "role")
        told = told or (phrase.group == "people" and full.owner)
        if told and full.stems > phrase.stems:
            things.append(full)
    if not things:
        return None
    best = things[0]
    if _is_described(best, registry.lex):
        best = next((t for t in things if any(c in QUOTES for c in t.text)), best)
    return registry.find_thing(best) or registry.add(best, gender, number)


def _is_described(thing: Phrase, lex: Lexicon) -> bool:
    """Tell whether a thing may have no name: nothing is set off, and what stands there is one word with an ending."""
    if thing.is_person or len(thing.name) > 1 or any(c in QUOTES for c in thing.text):
        return False
    if not thing.name:
        return True
    endings = tuple(fold(e.form) for e in lex.words.endings if e.gender == "f" and e.number == "s" and not e.becomes)
    return thing.name[0].endswith((*endings, *lex.origin))


def _outlet_before(registry: Registry, phrase: Phrase, before: int) -> Being | None:
    """The last outlet named before an offset, of the kind that the noun says."""
    kind = registry.lex.outlet_kind.get(phrase.head, "")
    named = [b for s, b in registry.outlet_places if s.start < before and kind in ("", b.outlet_kind)]
    return named[-1] if named else None


def pair_before(registry: Registry, phrase: Phrase, before: int) -> Being | None:
    """The two parties whom the text named last as a pair: "talks between A and B ... The two sides agreed"."""
    lex, index = registry.lex, registry.index
    for being in reversed(registry.beings):
        if being.number == "d" and phrase.stems <= being.stems:
            return being
    limit = index.token_at(before)
    for i in reversed([i for word in lex.between for i in index.at.get(word, ()) if i < limit][-_SEEN:]):
        last = _names_end(registry, i + 1, min(limit, i + 1 + _PAIR))
        if any(w[0].isdigit() for w in index.words[i + 1 : last]):
            continue
        joined = any("and" in lex.form(w).marks or lex.takes_and(w) for w in index.words[i + 2 : last])
        if not joined or last - i > _PAIR:
            continue
        full = registry.read(index.text[index.starts[i + 1] : index.ends[last - 1]])
        being = registry.find_thing(full) or registry.add(full, "", "p")
        being.number, being.kind, being.anonymous = "d", "group", False
        being.stems |= phrase.stems
        return being
    return None


def _names_end(registry: Registry, first: int, limit: int) -> int:
    """Token where a run of names ends: at a mark, a verb or a preposition."""
    lex, words = registry.lex, registry.index.words
    last = first
    while last < limit and words[last][0].isalnum() and not lex.is_stop(words[last]):
        if words[last] in lex.prepositions:
            break
        last += 1
    return last


def is_name(phrase: Phrase, lex: Lexicon) -> bool:
    """Tell whether a name read from running text looks like one: the article at most in its last word."""
    words = [fold(w) for w in phrase.shown.split()]
    return not any(lex.form(w).definite and (i == 0 or words[i - 1] not in lex.joins) for i, w in enumerate(words[:-1]))


def last_several(registry: Registry) -> Being | None:
    """The last group of unnamed persons, of whom "one of them" is one."""
    groups = [b for b in registry.beings if b.last >= 0 and b.anonymous and b.number in ("p", "d")]
    return max(groups, key=lambda b: b.last, default=None)


def last_veiled(registry: Registry) -> Being | None:
    """The last unnamed person or source that spoke, whom "the source" takes up."""
    veiled = [b for b in registry.beings if b.last >= 0 and b.anonymous and b.number not in ("p", "d")]
    return max(veiled, key=lambda b: b.last, default=None)


def latest_person(registry: Registry, before: int) -> Being | None:
    """The person whose name stands last before an offset."""
    limit = registry.index.token_at(before)
    best, place = None, -1
    for being in registry.beings:
        if not being.is_person or not being.name:
            continue
        at = max((i for i in registry.index.places(being.name[-1]) if i < limit), default=-1)
        if at > place:
            best, place = being, at
    return best


def thing_before(registry: Registry, token: int, low: int) -> Being | None:
    """The first body or outlet, by its noun and the capitals in front of it, that stands from `low` to before a token.

    For scripts that tell names by capitals: "the Harbour Post published ... It said".
    """
    lex, index = registry.lex, registry.index
    words, text = index.words, index.text
    for i in range(low, token):
        if lex.form(words[i]).group not in _THINGS and words[i] not in lex.proper_outlets:
            continue
        first = i
        while first > low and i - first < _NAME and text[index.starts[first - 1]].isupper():
            first -= 1
        if first == i and (i == low or words[i - 1] not in lex.definite):
            continue
        start = first - (first > low and words[first - 1] in lex.definite)
        phrase = registry.read(text[index.starts[start] : index.ends[i]])
        if phrase.group in _THINGS:
            return registry.find_thing(phrase) or registry.add(phrase, "", "")
    return None
