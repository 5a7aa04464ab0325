"""The shape of a pack's `dates.toml`: the words a language uses for dates."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Unit = Literal["day", "week", "month", "year"]
Need = Literal["nothing", "support", "day", "year"]


class MonthNames(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Twelve lists of names of one calendar.

    `need` says what must stand beside a name before it is read as a month: nothing, some support (a day, a year, a
    preposition, "last"), a day, or a day and a year.
    """

    calendar: str
    need: Need = "nothing"
    names: tuple[tuple[str, ...], ...]


class UnitWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for a unit of time: "the year", "a year", "two years", "years"."""

    unit: Unit
    form: Literal["definite", "indefinite", "dual", "plural"]
    words: tuple[str, ...]


class RelativeWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words or phrases that mean a day counted from the day of writing; weak ones also mean "nowadays"."""

    offset: int
    weak: bool = False
    words: tuple[str, ...]


class FunctionWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Small words round dates. Every list may be empty."""

    of: tuple[str, ...] = ()
    """Between a day and its month, or a month and its year; "from" too."""
    to: tuple[str, ...] = ()
    """Between the two ends of a range."""
    conjunction: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    preposition: tuple[str, ...] = ()
    """What a date may follow: in, on, since, during."""
    ago_before: tuple[str, ...] = ()
    """Stands before a length of time and counts it back."""
    ago_after: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    """The definite article as a word of its own."""
    article_prefix: tuple[str, ...] = ()
    """The definite article where it is glued to digits."""
    one: tuple[str, ...] = ()
    """The indefinite article, counted as one."""
    day_label: tuple[str, ...] = ()
    """Introduces a day: "on the date of"."""
    ordinal_suffix: tuple[str, ...] = ()
    decade_suffix: tuple[str, ...] = ()
    century: tuple[str, ...] = ()
    centuries: tuple[str, ...] = ()
    """The dual: two centuries are named behind it."""
    decade: tuple[str, ...] = ()
    quarter: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    quarter_prefix: tuple[str, ...] = ()
    qualifier: tuple[str, ...] = ()
    """Early, mid, late, end of."""
    part_of_day: tuple[str, ...] = ()
    corresponding: tuple[str, ...] = ()
    era_common: tuple[str, ...] = ()
    era_hijri: tuple[str, ...] = ()
    era_before: tuple[str, ...] = ()
    last_before: tuple[str, ...] = ()
    next_before: tuple[str, ...] = ()
    this_before: tuple[str, ...] = ()
    last_after: tuple[str, ...] = ()
    next_after: tuple[str, ...] = ()
    this_after: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    """Verbs and nouns of saying and publishing: a date beside them dates the report."""
    clause_opener: tuple[str, ...] = ()
    """Opens the clause that holds what was said."""
    future: tuple[str, ...] = ()
    happening: tuple[str, ...] = ()
    """Verbs of news: "today" beside one of them is the day of writing, not nowadays."""
    back_then: tuple[str, ...] = ()
    """Says that the sentence speaks of another time: "at the time"."""
    event_noun: tuple[str, ...] = ()
    """With these a day or month is the name of an event: no year is inferred."""
    counted: tuple[str, ...] = ()
    """What is counted or measured: the number before it is no year."""
    label: tuple[str, ...] = ()
    """After these a number is a number of something: page, article, flight."""
    approximate: tuple[str, ...] = ()
    no_weekday_after: tuple[str, ...] = ()
    """Words after which a weekday is no date: "every", "Black"."""
    no_weekday_before: tuple[str, ...] = ()
    age_after: tuple[str, ...] = ()
    """After a decade name these speak of a person's age."""
    age_before: tuple[str, ...] = ()


class DateWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of `dates.toml`.

    Names are compared folded (see `text.fold`); one that begins with `=` is compared with its own letters, only marks
    and lengthening left out. A name of several words is a phrase. `numeric_order` is dmy, mdy or open (then a
    day/month pair that can be read both ways keeps its year alone, unless another date of the text settles the order).
    `report_reach`: how many words may stand between a word of saying and the date that belongs to it.
    """

    language: str
    numeric_order: Literal["dmy", "mdy", "open"]
    month_before_day: bool
    report_reach: int
    prefixes: tuple[str, ...] = ()
    joining_prefixes: tuple[str, ...] = ()
    contractions: dict[str, str] = {}
    months: tuple[MonthNames, ...]
    weekdays: tuple[tuple[str, ...], ...]
    weekdays_short: tuple[tuple[str, ...], ...] = ()
    ordinals: dict[str, tuple[str, ...]]
    cardinals: dict[str, tuple[str, ...]]
    decades: dict[str, tuple[str, ...]]
    units: tuple[UnitWords, ...]
    relative: tuple[RelativeWords, ...]
    words: FunctionWords
