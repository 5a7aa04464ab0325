"""Days of publication as pages write them: in machine form, in words, in an address."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.packs import loader
from takhrij.text.when import find_dates

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.text.when import DateWords

_ISO = re.compile(
    r"^\s*(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?(?!\d)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<![\d/_-])[/_-]((?:19|20)\d\d)(?:[/_-]|/[A-Za-z_.-]{2,20}/)?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
# A time of day, with what joins it to the date after it.
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)\s*[-\u2013\u2014|,]?")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_LONGEST = 200


class Stamp(Struct, frozen=True, kw_only=True):
    """A day, with the time where it was given (`value` is ISO). `in_utc` says that the time is given in UTC."""

    day: str
    value: str
    in_utc: bool = False
    has_zone: bool = False


def read_stamp(text: str, packs: Path | None = None) -> Stamp | None:
    """Read a date in machine form, or in the words of any pack; None where no whole day is given."""
    text = text.strip()
    m = _ISO.match(text)
    if m:
        return _stamp(m)
    if _EPOCH.match(text):
        at = datetime.fromtimestamp(int(text[:10]), tz=UTC)
        return (
            Stamp(day=at.date().isoformat(), value=at.isoformat(), in_utc=True, has_zone=True)
            if at.year >= _FIRST_YEAR
            else None
        )
    day = find_day(text, packs)
    return Stamp(day=day, value=day) if day else None


def _stamp(m: re.Match[str]) -> Stamp | None:
    year, month, of_month, hour, minute, second, zone = m.groups()
    day = f"{year}-{month}-{of_month}"
    if not is_day(day):
        return None
    if hour is None or int(hour) > 23 or int(minute) > 59:
        return Stamp(day=day, value=day)
    if hour == minute == "00" and (second or "00") == "00" and zone is None:
        return Stamp(day=day, value=day)
    zone = (zone or "").upper().replace("UTC", "Z").replace("GMT", "Z")
    if zone and zone != "Z":
        zone = zone[:3] + ":" + (zone[3:].lstrip(":") or "00")
    return Stamp(
        day=day,
        value=f"{day}T{hour}:{minute}:{second or '00'}{zone}",
        in_utc=zone in ("Z", "+00:00", "-00:00"),
        has_zone=bool(zone),
    )


def is_day(day: str) -> bool:
    """Tell whether an ISO day exists and can be one of publication on the web."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return False
    return _FIRST_YEAR <= found.year <= _LAST_YEAR


def find_day(text: str, packs: Path | None = None) -> str | None:
    """Return the first whole day written in a short text, None where there is none."""
    found = find_days(text, packs)
    return found[0] if found else None


def find_days(text: str, packs: Path | None = None) -> list[str]:
    """Whole days written in a short text, in order; where two calendars stand side by side, Hijri ones last."""
    text = _CLOCK.sub(" ", text[:_LONGEST])
    if not any(c.isdecimal() for c in text):
        return []
    for words in _date_words(text, packs):
        found = [d for d in find_dates(text, words) if d.value and d.precision == "day" and is_day(d.value)]
        found.sort(key=lambda d: d.calendar == "hijri")
        if found:
            return [d.value for d in found if d.value]
    return []


def _date_words(text: str, packs: Path | None) -> list[DateWords]:
    """Date words of the packs, those whose script the text is written in first."""
    found = [(code, pack) for code in sorted(loader.find_packs(packs)) if (pack := loader.load(code, packs))]
    rtl = any("\u0590" <= c <= "\u08ff" for c in text)
    found.sort(key=lambda item: (item[1].about.direction == "rtl") != rtl)
    return [pack.dates for _, pack in found if (pack.folder / "dates.toml").is_file()]


def day_in_address(url: str) -> str | None:
    """Return the day that an address holds, as in `/2019/10/17/`; months without a day do not count."""
    m = _ADDRESS.search(url)
    day = "-".join(m.groups()) if m else ""
    return day if day and is_day(day) else None


def days_apart(one: str, other: str) -> int:
    """Number of days between two ISO days."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
