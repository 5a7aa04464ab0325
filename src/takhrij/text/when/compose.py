"""Put year, month and day together: the value, its precision, and its form in the calendar it is written in."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from takhrij.text.when.calendars import days_in, edtf, hijri, hijri_year_of
from takhrij.text.when.found import FoundDate, Relative
from takhrij.text.when.numeric import YEAR_LAST

if TYPE_CHECKING:
    from takhrij.model.entity import Precision
    from takhrij.text.when.scan import Scan

LAST_HIJRI_YEAR = 1500
LAST_WRITTEN_HIJRI_YEAR = 1700


_PRECISION: dict[str, Precision] = {
    "month": "month",
    "year": "year",
    "week": "interval",
    "century": "century",
    "day": "day",
}


class Year(NamedTuple):
    """A year as written and its era letter: A common, X Hijri, B before the common era, or none."""

    value: int
    era: str = ""


class Moment(NamedTuple):
    """A date in one calendar, before it becomes a found date."""

    value: str | None
    original: str
    calendar: str
    precision: Precision


def precision_of(value: str) -> Precision:
    """The precision an EDTF value has by its form."""
    if "/" in value or "W" in value:
        return "interval"
    digits = value.lstrip("-")
    if re.fullmatch(r"\d\dXX", digits):
        return "century"
    if re.fullmatch(r"\d{3}X", digits):
        return "decade"
    return ("year", "month", "day")[digits.count("-")]


def compose(calendar: str, year: Year | None, month: int | None, day: int | None) -> Moment:
    """The moment of a day, month or year; its value is None where it cannot exist or, in Hijri, has no year."""
    precision: Precision = "day" if day else "month" if month else "year"
    if calendar == "hijri" or (year and year.era == "X" and not month):
        return _hijri(year, month, day, precision)
    number = None if year is None or year.era == "X" else 1 - year.value if year.era == "B" else year.value
    original = edtf(number, month, day)
    exists = day is None or (month is not None and 1 <= day <= days_in(number, month))
    return Moment(original if exists else None, original, calendar, precision)


def _hijri(year: Year | None, month: int | None, day: int | None, precision: Precision) -> Moment:
    if year is None:
        return Moment(None, edtf(None, month, day), "hijri", precision)
    number = year.value
    if number > LAST_HIJRI_YEAR:  # a Gregorian year beside a Hijri month
        number = hijri_year_in(year.value, month or 1)
    value = hijri(number, month, day)
    return Moment(value, edtf(number, month, day), "hijri", precision_of(value) if value else precision)


def hijri_year_in(gregorian: int, month: int) -> int:
    """The Hijri year whose month begins in a Gregorian year (the earlier one where two do)."""
    first = hijri_year_of(date(gregorian, 1, 1))
    value = hijri(first, month)
    return first if value and value.startswith(f"{gregorian:04d}") else first + 1


def make(scan: Scan, rule: str, first: int, last: int, moment: Moment, **more: Any) -> FoundDate:
    """A found date over tokens `first` to `last` (excluded), with what its context says."""
    first = scan.qualified(first) if moment.precision in {"month", "year", "century", "decade"} else first
    while last - first > 1 and scan.letters[last - 1] in ".,(":
        last -= 1
    if scan.letter(last) == ")" and scan.letters.rfind("(", first, last) > scan.letters.rfind(")", first, last):
        last += 1
    more.setdefault("clock", scan.clock(first, last))
    return FoundDate(
        span=scan.span(first, last),
        value=moment.value,
        precision=moment.precision,
        calendar=moment.calendar,
        original=moment.original,
        rule=f"{scan.words.language}.date.{rule}",
        future=scan.is_future(first, last),
        detached=scan.is_detached(first),
        named=scan.is_named(first, last),
        **more,
    )


def make_relative(scan: Scan, rule: str, first: int, last: int, relative: Relative) -> FoundDate:
    """A found date that depends on another day altogether; its original is the words."""
    first = scan.qualified(first) if relative.unit in {"month", "year", "century"} else first
    span = scan.span(first, last)
    precision = "day" if relative.weekday is not None or relative.day else _PRECISION[relative.unit]
    moment = Moment(None, scan.text[span.start : span.end], "gregorian", precision)
    return make(scan, rule, first, last, moment, relative=relative)


def year_in(scan: Scan, first: int, last: int) -> Year | None:
    """The year among tokens `first` to `last`."""
    if first < 0:
        return None
    at = scan.find("ydkn", first, last)
    if at < 0:
        return None
    value, mark = scan.entry(at).value, scan.find("AXB", first, last)
    era = scan.letters[mark] if mark >= 0 else ""
    if era == "X" and value > LAST_WRITTEN_HIJRI_YEAR:  # a slip: the year cannot be meant as Hijri
        era = ""
        if value > YEAR_LAST:
            return None
    return Year(value, era)


def filling(letters: str) -> Relative:
    """How a missing year is found: from "last", "of next year", or nothing."""
    back, ahead = bool(set(letters) & {"p", "P"}), bool(set(letters) & {"f", "N"})
    if "V" in letters:
        return Relative(unit="fill", offset=ahead - back)
    if not letters:
        return Relative(unit="fill", towards="nearest")
    return Relative(unit="fill", towards="past" if back else "future" if ahead else "same")
