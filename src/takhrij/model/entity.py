"""Who and what an article names: entities, dates, chains."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from takhrij.model.span import Span, Spans, check_spans

EntityKind = Literal["person", "organisation", "outlet", "document", "place", "group", "anonymous"]
Precision = Literal["day", "month", "year", "decade", "century", "interval"]
Clock = Literal["event", "report", "unknown"]


class Entity(Struct, frozen=True, kw_only=True):
    """Somebody or something named, by its fullest name in the article.

    `names` maps a language code to the name in it; `role` is the title or function the article gives; `outlet_id` is
    the gazetteer's id; `ids` holds checked register ids.
    """

    id: str
    kind: EntityKind
    name: str
    names: dict[str, str] = {}
    role: str | None = None
    mentions: Spans = ()
    outlet_id: str | None = None
    ids: dict[str, str] = {}


class Original(Struct, frozen=True, kw_only=True):
    """A date in the calendar it was written in: gregorian, levantine, maghrebi, hijri, ..."""

    calendar: str
    value: str


class DateMention(Struct, frozen=True, kw_only=True):
    """A date in the text. `value` is an EDTF string in the Gregorian calendar, None where the date cannot exist.

    `stated` is False where a part (mostly the year) was taken from elsewhere; `anchor` says from where (an ISO day).
    """

    span: Span
    value: str | None
    precision: Precision
    stated: bool = True
    original: Original
    anchor: str | None = None
    clock: Clock = "unknown"
    rule: str

    def __post_init__(self) -> None:
        check_spans((self.span,))


class Link(Struct, frozen=True, kw_only=True):
    """One step of a chain: who (`entity` id, `name` as shown), what they did (`act`), when, by which words."""

    entity: str | None
    name: str
    act: str
    date: str | None = None
    span: Span | None = None
    rule: str


class Chain(Struct, frozen=True, kw_only=True):
    """The ordered way of one attribution from this page (`links[0]`) to the first utterer, with flags on weak links."""

    attribution: str
    links: tuple[Link, ...]
    flags: tuple[str, ...] = ()
