"""What the date grammar finds."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from takhrij.model.entity import Clock, Precision
from takhrij.model.span import Span


class Relative(Struct, frozen=True, kw_only=True):
    """How a date depends on another day, mostly that of publication.

    `unit` day, week, month, year, century: `offset` of them away from the anchor; `day` a day of that month.
    `weekday` (0 Monday): that day,
    `towards` past (before the anchor), future (after it), same (this week's next) or nearest (not after the anchor, or
    after it where the clause speaks of the future); with unit week it lies `offset` weeks away. `fill`: the value lacks
    its year, which lies `towards` ..., or `offset` years from the anchor's where `towards` is counted.
    """

    unit: Literal["day", "week", "month", "year", "century", "weekday", "fill"]
    offset: int = 0
    day: int | None = None
    weekday: int | None = None
    towards: Literal["past", "future", "same", "nearest", "counted"] = "counted"


class FoundDate(Struct, frozen=True, kw_only=True):
    """A date as the text has it, before anything is taken from elsewhere.

    `value`: EDTF in the Gregorian calendar; None where the date cannot exist (then `relative` is None too) or where it
    depends on another day altogether. `original`: the value in the calendar it is written in, for relative words the
    words. `weekday` (0 Monday): a weekday written beside a full date. `inferred`: a decade's century is not written.
    `future`, `detached` (the sentence speaks of another time), `named` (the date is the name of an event) tell the
    reader of the context whether and how a missing part may be taken from the publication date.
    """

    span: Span
    value: str | None
    precision: Precision
    calendar: str
    original: str
    rule: str
    relative: Relative | None = None
    weekday: int | None = None
    clock: Clock = "unknown"
    inferred: bool = False
    future: bool = False
    detached: bool = False
    named: bool = False

    @property
    def is_impossible(self) -> bool:
        """Tell whether the date cannot exist in its calendar."""
        return self.value is None and self.relative is None
