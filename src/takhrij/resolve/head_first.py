"""Read a source phrase that begins with its head noun, in languages that put the noun first."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from takhrij.resolve.phrase import PERSONS, Reader, Token, keep_stems

if TYPE_CHECKING:
    from takhrij.resolve.lexicon import Lexicon

_AND_THE = frozenset(("and", "definite"))


def read_first(reader: Reader, tokens: list[Token]) -> None:
    """Read a phrase that begins with its head noun."""
    lex = reader.lex
    at = next(i for i, t in enumerate(tokens) if t.kind == "word")
    head = tokens[at]
    reader.group, reader.head = head.form.group, head.form.stem
    reader.gender, reader.number = head.form.gender, head.form.number
    reader.definite = reader.definite or head.form.definite
    if "possessive" in head.form.marks:
        reader.construct = reader.owner = reader.held = True
    reader.crowd = reader.crowd or head.fold in lex.crowds
    keep_stems(reader, tokens)
    if not reader.group and len(head.form.stem) > 4 and head.fold.endswith(lex.crowd_endings) and len(tokens) == 1 + at:
        reader.group, reader.number, reader.name = "people", "p", [head]
        return
    if not reader.group or (head.fold in lex.joins and len(tokens) > at + 1):
        reader.group = ""
        _read_unknown_first(reader, tokens[at:])
    elif reader.group in PERSONS or _is_rank(head, tokens[at + 1 :], lex):
        reader.group = reader.group if reader.group in PERSONS else "title"
        _walk(reader, tokens[at + 1 :])
    else:
        apposed = _apposed_person(tokens[at + 1 :])
        if apposed is not None and reader.group == "organisation":
            reader.group, reader.owner = apposed.form.group, True
            _walk(reader, tokens[at + 1 :])
        else:
            _read_thing(reader, tokens[at + 1 :])


def _tells_owner(reader: Reader, t: Token) -> bool:
    """Tell whether a noun behind another says whose that is: not so in "figures and facts"."""
    if reader.group == "collective":
        return "and" not in t.form.marks
    if reader.group in ("report", "document"):
        return bool(t.form.marks) and "and" not in t.form.marks
    return True


def _is_rank(head: Token, rest: list[Token], lex: Lexicon) -> bool:
    """Tell whether a noun that is also a rank is one here: definite, and a name follows at once."""
    after = rest[0] if rest else None
    return (
        head.form.stem in lex.ranks
        and head.form.definite
        and after is not None
        and not after.form.marks
        and after.form.group in ("", "title")
    )


def _apposed_person(tokens: list[Token]) -> Token | None:
    """The noun of person right behind a comma, as in "governor-of-the-bank, Doctor Name"."""
    for before, t in itertools.pairwise(tokens):
        if t.form.group in PERSONS and (before.kind == "break" or t.form.marks >= _AND_THE):
            return t
    return None


def _read_unknown_first(reader: Reader, tokens: list[Token]) -> None:
    """Read a phrase whose first word is in no list: a name, perhaps with a role behind it."""
    lex = reader.lex
    joined = False
    for i, t in enumerate(tokens):
        if t.kind == "quote":
            continue
        if (
            t.kind != "word"
            or t.preposition
            or t.fold in lex.relatives
            or (t.form.group and not joined and t.fold not in lex.joins)
        ):
            reader.owner = t.kind == "word" and t.preposition
            role = next((x for x in tokens[i:] if x.kind == "word"), None)
            if role is not None and role.form.group in PERSONS:
                reader.group, reader.number = role.form.group, role.form.number
                if role.form.gender == "f":
                    reader.gender = "f"
            break
        if t.fold in lex.anaphors:
            reader.anaphoric = True
            continue
        joined = t.fold in lex.joins
        reader.name.append(t)
    if reader.definite and not reader.group:
        reader.described = len(reader.name) > 1
    elif len(reader.name) > 0:
        reader.gender = "f" if reader.group and reader.gender == "f" else ""


def _read_thing(reader: Reader, tokens: list[Token]) -> None:
    """Read what follows the head noun of an organisation, outlet, document or group."""
    lex = reader.lex
    quoted: list[Token] = []
    names: list[Token] = []
    inside = False
    for t in tokens:
        if t.kind == "quote":
            inside = not inside
        elif t.kind == "break" and (names or reader.owner) and not inside:
            break
        elif t.kind != "word":
            continue
        elif t.fold in lex.anaphors:
            reader.anaphoric = True
        elif t.fold in lex.demonstratives:
            reader.definite = True
        elif t.fold in lex.relatives or (reader.group in ("people", "body") and lex.is_verb(t.fold)):
            break
        elif t.preposition and reader.group == "outlet" and reader.definite:
            break  # "the agency to ...": no part of its name
        elif t.preposition or "preposition" in t.form.marks or t.form.group:
            reader.owner = reader.owner or t.preposition or _tells_owner(reader, t)
            reader.crowd = reader.crowd or (reader.group == "report" and t.form.group == "anonymous")
        elif inside:
            quoted.append(t)
        elif t.fold in lex.adjectives or (not reader.definite and not t.form.definite and t.fold.endswith(lex.origin)):
            reader.described = True
        else:
            reader.owner = reader.owner or not reader.definite
            reader.described = reader.described or t.form.definite
            if not t.form.definite and t.fold[0].isalpha():
                names.append(t)
    reader.name = [] if reader.group == "people" else quoted or names


class _Walk:
    """Where the reading of what follows a noun of person stands."""

    def __init__(self, reader: Reader) -> None:
        self.need = reader.group != "title" and not reader.definite  # a complement must follow
        self.begun = True  # nothing but adjectives stood between the head and here
        self.inside = self.complement = self.closed = self.joined = self.set_off = self.skipping = self.last = False
        self.quoted = False  # the name began in quotation marks, behind the head noun
        self.beside = self.called = (
            False  # a preposition or a comma stood before the name; the name is given in passing
        )


def _walk(reader: Reader, tokens: list[Token]) -> None:
    """Read what follows a noun of person: complement and adjectives, then the proper name."""
    lex, w = reader.lex, _Walk(reader)
    for i, t in enumerate(tokens):
        w.last = i + 1 == len(tokens)
        if t.kind == "quote":
            w.inside = not w.inside
            w.complement = w.inside and w.need and not reader.name
            w.need = w.need and w.inside
        elif t.kind != "word":
            if reader.name and w.quoted and i + 1 < len(tokens) and _may_be_name(tokens[i + 1], lex):
                reader.name, reader.owner, w.quoted, w.closed = (
                    [],
                    True,
                    False,
                    False,
                )  # "chief of unit "Falcon", Name Name"
            w.closed = w.closed or bool(reader.name)
            w.set_off = w.set_off or not w.closed
            w.beside = w.beside or not reader.name
            w.need = w.begun = w.skipping = False
        elif w.skipping:
            continue
        elif t.fold in lex.anaphors or t.fold in lex.latter:
            reader.anaphoric = True
        elif not w.inside and (_ends_clause(t, lex) or _counts(t, lex)):
            w.skipping, w.closed = True, w.closed or bool(reader.name)
        elif t.fold in lex.called and not reader.name:
            w.need, w.set_off, w.called = False, True, True
        else:
            _step(reader, t, w)
            w.joined = t.fold in lex.joins
            w.begun = w.begun and not reader.name
    _check_name(reader, w)


def _ends_clause(t: Token, lex: Lexicon) -> bool:
    """Tell whether a relative or a verb stands here: what follows, up to a comma, is a clause."""
    if t.fold in lex.called:
        return False
    return t.fold in lex.relatives or (
        not t.form.group and not t.form.marks and not t.preposition and lex.is_verb(t.fold)
    )


def _may_be_name(t: Token, lex: Lexicon) -> bool:
    """Tell whether a word behind a comma may begin a name: it is in no list, and nothing is attached to it."""
    return (
        t.kind == "word"
        and not t.preposition
        and not t.form.group
        and not t.form.marks
        and t.fold not in lex.relatives
        and not lex.is_verb(t.fold)
    )


def _counts(t: Token, lex: Lexicon) -> bool:
    """Tell whether a word counts something: "the player aged 19"."""
    return t.fold[0].isdigit() or (t.fold in lex.quantifiers and not t.preposition)


def _step(reader: Reader, t: Token, w: _Walk) -> None:
    """Take one word as part of name, complement or description."""
    lex, form = reader.lex, t.form
    if t.fold in lex.conjunctions:
        w.closed = w.closed or bool(reader.name)
    elif w.closed or w.complement:
        reader.construct = reader.construct or (w.complement and not reader.owner)
        reader.owner = reader.owner or w.complement
    elif w.inside or (t.fold in lex.joins and not w.need):
        w.quoted = w.inside and (w.quoted or not reader.name)
        reader.name.append(t)
    elif reader.name:
        family = len(reader.name) == 1 and w.last and form.definite and form.group == "role"
        noun = form.group and not w.joined and not family
        if noun or t.preposition or ("preposition" in form.marks and form.definite):
            w.closed = True
        else:
            reader.name.append(t)
    elif t.preposition or ("preposition" in form.marks and (form.group or form.definite)):
        reader.owner = w.beside = True
        w.need, w.begun = not form.definite, False
    elif form.group == "role" and w.begun and not form.marks and not reader.definite and t.fold.endswith(lex.origin):
        reader.described = True  # an adjective, though the word may be a noun: "a press adviser"
    elif form.group:
        reader.construct = reader.construct or (
            w.need and not reader.owner and (form.definite or reader.group == "office")
        )
        reader.owner = reader.owner or form.group not in PERSONS
        w.need, w.begun = form.group != "title" and not form.definite, False
        if reader.group == "title" and form.group in PERSONS:
            reader.gender = "f" if form.gender == "f" else reader.gender
            if form.group != "title":
                reader.group = form.group
                reader.definite = reader.definite or form.definite
    elif form.definite and w.begun and reader.group == "title" and w.last and not t.fold.endswith(lex.origin):
        reader.name.append(t)
    elif form.definite:
        w.need = w.need or (w.begun and reader.group == "title" and not reader.definite)
        reader.construct = reader.construct or (w.need and not reader.owner)
        reader.owner = reader.owner or w.need
        reader.described, w.need, w.begun = True, False, False
    elif t.fold in lex.adjectives:
        reader.described = True
    elif w.begun and not reader.definite and t.fold.endswith(lex.origin):
        reader.described, w.need = True, False
    elif w.need:
        reader.construct = reader.construct or (not reader.owner and reader.group == "office")
        reader.owner, w.need, w.begun = True, False, False
    else:
        reader.name.append(t)


def _check_name(reader: Reader, w: _Walk) -> None:
    """Drop what was taken for a name and is none."""
    unnamed = reader.lex.unnamed.search(" ".join(reader.words))
    clause = len(reader.name) == 1 and w.beside and reader.group == "role" and not reader.definite and not w.called
    if reader.name and (unnamed or clause):
        reader.name, reader.described = [], True  # "a clerk in the shop I know", "one who asked not to be named"
    if reader.group == "title" and reader.construct and not reader.name:
        reader.group = "office"  # a rank that says of what: the head of a guild
    if len(reader.name) == 1 and not w.set_off and not reader.definite and not reader.owner:
        reader.construct = reader.construct or reader.name[0].form.definite  # "the head of the chemists"
        reader.name, reader.described = [], True  # "an engineer abroad": one bare word behind an indefinite noun
    if len(reader.name) == 1 and reader.owner and reader.lex.takes_and(reader.name[0].fold):
        reader.name = []  # "minister of A and of B": the last word only goes on with the complement
    if reader.name and (reader.number in ("p", "d") or reader.quantified):
        reader.name, reader.owner = [], True  # "two engineers who worked there": a clause, not a name
