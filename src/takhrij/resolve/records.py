"""Turn the sources found into the records of the contract: ids, names by language, and every place they are named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from takhrij.model import Entity, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from takhrij.packs.schema import Outlet
    from takhrij.resolve.entities import Being
    from takhrij.resolve.mentions import Index

_LENGTHENED = re.compile(r"(?<=\w\w)\u0640+")  # not behind a letter written together with the name: "to-X"
_LONGEST_THING = 7  # words of an organisation's name that is searched for in the text


def number(beings: Iterable[Being]) -> dict[int, str]:
    """Ids E1, E2, ... in the order of first mention, by the identity of the being."""
    ordered = sorted(beings, key=lambda b: min((m.start for m in b.mentions), default=1 << 60))
    return {id(being): f"E{n}" for n, being in enumerate(ordered, 1)}


def find_mentions(beings: Iterable[Being], index: Index) -> None:
    """Add the other places of the text where a named source stands."""
    listed = list(beings)
    families: dict[str, list[Being]] = {}
    for being in listed:
        if being.name and being.kind == "person":
            families.setdefault(being.name[-1], []).append(being)
    for being in listed:
        if being.kind == "person" and being.name:
            _person(being, families[being.name[-1]], index)
        elif being.kind in ("organisation", "document") and not being.anonymous:
            _thing(being, index)
        being.mentions = _apart(being.mentions)


def _person(being: Being, family: list[Being], index: Index) -> None:
    """Places of the family name; where several persons bear it, only those with a given name of this one before it."""
    lex, last = index.lex, being.name[-1]
    form = lex.form(last)
    if form.group or last in lex.prepositions or lex.is_stop(last) or len(last) < 2:
        return
    given = set(being.name[:-1])
    for i in index.places(last):
        first = i
        while first and lex.form(index.words[first - 1]).stem in given:
            first -= 1
        if first < i or len(family) == 1:
            being.mentions.append(Span(index.starts[first], index.ends[i]))


def _thing(being: Being, index: Index) -> None:
    """Places where the words of the fullest name stand in the same order."""
    lex = index.lex
    words = [lex.form(w).stem for w in being.words]
    if not 1 < len(words) <= _LONGEST_THING:
        return
    for i in index.places(words[0]):
        if [lex.form(w).stem for w in index.words[i : i + len(words)]] == words:
            being.mentions.append(Span(index.starts[i], index.ends[i + len(words) - 1]))


def _apart(mentions: list[Span]) -> list[Span]:
    """Mentions in the order of the text, those inside longer ones left out."""
    kept: list[Span] = []
    for span in sorted(set(mentions), key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def as_entities(
    beings: Iterable[Being], ids: Mapping[int, str], language: str, outlets: Mapping[str, Outlet]
) -> tuple[Entity, ...]:
    """The records, in the order of their ids."""
    found = []
    for being in sorted(beings, key=lambda b: int(ids[id(b)][1:])):
        outlet = outlets.get(being.outlet_id) if being.outlet_id else None
        found.append(
            Entity(
                id=ids[id(being)],
                kind=being.kind,
                name=_LENGTHENED.sub("", being.text),
                names=_names(being, language, outlet),
                role=being.role,
                mentions=tuple(being.mentions),
                outlet_id=being.outlet_id,
                ids=dict(outlet.ids) if outlet else {},
            )
        )
    return tuple(found)


def _names(being: Being, language: str, outlet: Outlet | None) -> dict[str, str]:
    """Names by language: the gazetteer's main ones, else the proper name as written and the gloss in brackets."""
    if outlet is not None:
        return {code: names[0] for code, names in outlet.names.items() if names}
    names = {}
    if being.shown:
        names["en" if being.shown.isascii() else language] = being.shown
    if being.gloss and language != "en" and being.gloss.isascii() and being.gloss[0].isalpha():
        names["en"] = being.gloss
    return names
