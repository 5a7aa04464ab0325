"""Outlets of an article: its own, those that republication notes name, and those the text names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from takhrij.resolve.outlets import gazetteer
from takhrij.resolve.phrases import read_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from takhrij.model import Reading
    from takhrij.resolve.entities import Being, Registry


class Named:
    """Outlets as sources: `own` publishes the page, `notes` stand in the order of the republication notes."""

    def __init__(self, own: Being | None, notes: list[Being | None]) -> None:
        self.own, self.notes = own, notes

    def reading(self, reading: Reading, ids: Mapping[int, str]) -> Reading:
        """The reading with entity ids for its outlets."""
        own = ids[id(self.own)] if self.own is not None else None
        notes = tuple(
            structs.replace(note, outlet=ids[id(being)]) if being is not None else note
            for note, being in zip(reading.republication, self.notes, strict=True)
        )
        return structs.replace(reading, article=structs.replace(reading.article, outlet_id=own), republication=notes)


def find_outlets(reading: Reading, registry: Registry) -> Named:
    """Enter the outlets of an article into the registry."""
    article, listed = reading.article, gazetteer()
    own = _outlet(article.outlet, article.canonical_url or article.url, registry)
    entry = listed.entry(own.outlet_id) if own is not None and own.outlet_id else None
    for mention in listed.find(article.text, article.language, entry.country if entry else None):
        if mention.outlet is not None:
            start, end = registry.index.around_outlet(mention.span.start, mention.span.end)
            phrase = registry.read(article.text[start:end])
            being = registry.outlet(mention.outlet, listed.outlets[mention.outlet].kind, phrase)
            being.learn(phrase)
            being.mentions.append(mention.span)
            registry.outlet_places.append((mention.span, being))
    return Named(own, [_outlet(note.name, note.url, registry) for note in reading.republication])


def _outlet(name: str | None, url: str | None, registry: Registry) -> Being | None:
    """The outlet of a name or address; one that is in no list is known by its name alone."""
    listed = gazetteer()
    key = listed.match(name, outlet=True) if name else None
    key = key or (listed.by_domain(url) if url else None)
    if key is not None:
        entry = listed.outlets[key]
        shown = name or next(iter(entry.names.values()))[0]
        return registry.outlet(key, entry.kind, read_phrase(shown, registry.lex))
    return registry.outlet(None, "", read_phrase(name, registry.lex)) if name else None
