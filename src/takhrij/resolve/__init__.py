"""Attributions -> entities, dates and chains: who is speaking, when, and by what way it reached the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, structs

from takhrij.model import (
    Attribution,
    Chain,
    DateMention,
    Entity,
    Reading,
)
from takhrij.resolve.chains import Ground, build_chains
from takhrij.resolve.clocks import tell_clocks
from takhrij.resolve.coreference import Resolver
from takhrij.resolve.entities import Registry
from takhrij.resolve.lexicon import lexicon
from takhrij.resolve.mentions import Index
from takhrij.resolve.naming import find_outlets
from takhrij.resolve.outlets import gazetteer
from takhrij.resolve.records import as_entities, find_mentions, number
from takhrij.resolve.when import read_dates

if TYPE_CHECKING:
    from takhrij.model.attribution import SourceClass
    from takhrij.packs.loader import Pack
    from takhrij.resolve.elided import Spoken

__all__ = ["Resolution", "resolve"]


class Resolution(Struct, frozen=True, kw_only=True):
    """What the resolve stage gives: the reading with its outlets named, and all that was found of the sources."""

    reading: Reading
    attributions: tuple[Attribution, ...] = ()
    title_attributions: tuple[Attribution, ...] = ()
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    chains: tuple[Chain, ...] = ()


def resolve(
    reading: Reading,
    attributions: tuple[Attribution, ...],
    title_attributions: tuple[Attribution, ...],
    pack: Pack,
) -> Resolution:
    """Tell who the sources of an article are, which dates it gives, and by what chain each statement reached the page.

    Attributions come back with speaker, speaker_from, anonymous and source_class set.
    """
    article, lex = reading.article, lexicon(pack)
    index = Index(article.text, lex)
    registry = Registry(lex, index)
    named = find_outlets(reading, registry)
    resolver = Resolver(article.text, registry, headline=article.title)
    spoken = resolver.run(attributions)
    titled = Resolver(article.title, registry, resolver.turn, title=True).run(title_attributions)
    dates, doubts = read_dates(article.text, pack, article.published or _noted_date(reading))
    find_mentions(registry.beings, index)
    ids = number(registry.beings)
    entities = as_entities(registry.beings, ids, article.language, gazetteer().outlets)
    notes = (note.span for note in reading.republication if note.span is not None)
    dates = tell_clocks(dates, attributions, notes, index)
    resolved = tuple(_with_speaker(a, spoken[a.id], ids) for a in attributions)
    reading = named.reading(structs.replace(reading, warnings=(*reading.warnings, *doubts)), ids)
    ground = Ground(article.text, lex, index, {a.id: a for a in resolved}, {e.id: e for e in entities}, dates)
    return Resolution(
        reading=reading,
        attributions=resolved,
        title_attributions=tuple(_with_speaker(a, titled[a.id], ids) for a in title_attributions),
        entities=entities,
        dates=dates,
        chains=build_chains(reading, ground),
    )


def _noted_date(reading: Reading) -> str | None:
    """The day a republication note gives: the nearest thing to a date of publication where the page has none."""
    return min((note.date for note in reading.republication if note.date), default=None)


def _with_speaker(a: Attribution, who: Spoken, ids: dict[int, str]) -> Attribution:
    """The attribution with its speaker."""
    return structs.replace(
        a,
        speaker=ids[id(who.being)] if who.being is not None else None,
        speaker_from="inferred" if who.inferred else "stated",
        anonymous=who.anonymous,
        source_class=_source_class(who),
    )


def _source_class(who: Spoken) -> SourceClass:
    """Class of a source: that of the speaker, or of the paper in which he spoke."""
    being = who.being
    if being is None:
        return "anonymous" if who.inferred else "impersonal"
    if who.group:
        return who.group
    if being.anonymous and being.kind == "person":
        return "anonymous"
    return "organisation" if being.kind == "place" else being.kind
