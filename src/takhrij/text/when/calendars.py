"""Calendar arithmetic: days of months, Hijri years in the Gregorian calendar, and the bounds of an EDTF value."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

HIJRI_FIRST, HIJRI_LAST = 1343, 1500  # the years the Umm al-Qura tables of hijridate cover
_LEAP, _LONG_HIJRI_MONTH = 2020, 30


def days_in(year: int | None, month: int) -> int:
    """Days of a Gregorian month; February has 29 where the year is not known."""
    return monthrange(year or _LEAP, month)[1]


def edtf(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """An EDTF value of the precision given; an unknown year is XXXX, years before 1 are astronomical."""
    head = "XXXX" if year is None else f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    return head + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _tabular(year: int, month: int, day: int) -> date:
    """The civil (tabular) Islamic calendar, epoch 16 July 622 (Julian); within a day or two of the sighted one."""
    julian_day = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 1948439
    return date.fromordinal(julian_day - 1721425)


@lru_cache(maxsize=4096)
def _hijri_first(year: int, month: int) -> date:
    """First Gregorian day of a Hijri month."""
    if HIJRI_FIRST <= year <= HIJRI_LAST:
        from hijridate import Hijri  # its tables are only needed where a Hijri date stands

        g = Hijri(year, month, 1).to_gregorian()
        return date(g.year, g.month, g.day)
    return _tabular(year, month, 1)


def _next_month(year: int, month: int) -> date:
    return _hijri_first(year + month // 12, month % 12 + 1)


def hijri(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The Gregorian EDTF value of a Hijri year, month or day; None where it cannot exist.

    A month or year becomes an interval of days. Outside the years of the official tables the day is not certain, so the
    value is one step coarser there.
    """
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= _LONG_HIJRI_MONTH):
        return None
    exact = HIJRI_FIRST <= year < HIJRI_LAST
    first = _hijri_first(year, month or 1)
    if day is not None:
        found = first + timedelta(days=day - 1)
        return found.isoformat() if exact else f"{found.year:04d}-{found.month:02d}"
    last = (_next_month(year, month) if month else _hijri_first(year + 1, 1)) - timedelta(days=1)
    if exact:
        return f"{first}/{last}"
    if month:
        return _interval(f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}")
    return _interval(f"{first.year:04d}", f"{last.year:04d}")


def hijri_year_of(day: date) -> int:
    """The Hijri year that holds a Gregorian day."""
    year = int((day.toordinal() - date(622, 7, 19).toordinal()) / 354.367) + 1
    while _hijri_first(year, 1) > day:
        year -= 1
    while _hijri_first(year + 1, 1) <= day:
        year += 1
    return year


def _interval(first: str, last: str) -> str:
    return first if first == last else f"{first}/{last}"


_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-W(\d\d))?|(\d{3})X|(\d\d)XX")


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day of an EDTF value, or None where it has no certain place in time.

    Reads years, months, days, ISO weeks (2015-W53), decades (198X), centuries (18XX) and intervals of these.
    """
    if not value:
        return None
    if "/" in value:
        first, last = (bounds(v) for v in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    year, month, day, week, decade, century = found.groups()
    try:
        if day:
            return (date(int(year), int(month), int(day)),) * 2
        if month:
            return date(int(year), int(month), 1), date(int(year), int(month), days_in(int(year), int(month)))
        if week:
            return date.fromisocalendar(int(year), int(week), 1), date.fromisocalendar(int(year), int(week), 7)
        if year:
            return date(int(year), 1, 1), date(int(year), 12, 31)
        low, span = (int(decade) * 10, 10) if decade else (int(century) * 100, 100)
        return date(max(low, 1), 1, 1), date(low + span - 1, 12, 31)
    except ValueError:
        return None
