"""Dates of an article: missing parts taken from the publication date where that is sound, and marked as taken.

What the text says stays as it says it. A relative word becomes a date only where the publication date is known and the
sentence does not speak of another time; a day without a year takes the year that lies nearest. Everything else keeps
its X, or, for relative words, is left out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from takhrij.model import DateMention, Original, Warn
from takhrij.text.when import FoundDate, Relative, bounds, find_dates
from takhrij.text.when.calendars import days_in, edtf, hijri, hijri_year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from takhrij.packs.loader import Pack

_PUBLISHED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_CENTURY_NOW = 20  # with no publication date: pages of this century
_FUTURE_WEIGHT = 3  # a report speaks of the past more readily than of what is to come: only three months ahead win


class Anchor:
    """The publication date as far as it is known: a day, a month or a year."""

    def __init__(self, year: int, month: int | None, day: int | None) -> None:
        self.year, self.month, self.day = year, month, day
        self.text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
        self.date = date(year, month, day) if month and day else None
        self.middle = date(year, month or 7, day or (15 if month else 1))


def read_anchor(published: str | None) -> Anchor | None:
    """The anchor of an ISO day, time, month or year; None where the text is none of these."""
    found = _PUBLISHED.match(published.strip()) if published else None
    if not found:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    try:
        return Anchor(year or 0, month, day)
    except ValueError:
        return None


def read_dates(text: str, pack: Pack, published: str | None) -> tuple[tuple[DateMention, ...], tuple[Warn, ...]]:
    """All dates of a text in order, and warnings about dates that cannot be or contradict their weekday.

    `published` is an ISO day or time (a month or year serves for what needs no more); None where it is not known.
    """
    anchor = read_anchor(published)
    mentions: list[DateMention] = []
    warnings: list[Warn] = []
    for found in find_dates(text, pack.dates):
        mention = _mention(found, anchor)
        if mention is not None:
            mentions.append(mention)
        warnings.extend(_warnings(text, found, mention))
    return tuple(mentions), tuple(warnings)


def _mention(found: FoundDate, anchor: Anchor | None) -> DateMention | None:
    """The mention of a found date, anchored where it may be; None for relative words that have no anchor."""
    value, taken = found.value, None
    if found.relative is not None and not (found.detached or found.named):
        taken = _resolve(found, found.relative, anchor)
        value = taken or value
    if value is None and not found.is_impossible:
        return None
    precision = found.precision
    if taken and "/" in taken:
        precision = "interval"
    used = anchor.text if taken and anchor else None
    return DateMention(
        span=found.span,
        value=value,
        precision=precision,
        stated=taken is None and not found.inferred,
        original=Original(calendar=found.calendar, value=found.original),
        anchor=used,
        clock=found.clock,
        rule=found.rule,
    )


def _warnings(text: str, found: FoundDate, mention: DateMention | None) -> Iterator[Warn]:
    words = text[found.span.start : found.span.end]
    if found.is_impossible:
        yield Warn(code="impossible-date", message=f"This date cannot exist: {words}", span=found.span)
    elif found.weekday is not None and mention is not None and mention.stated:
        place = bounds(mention.value)
        if place and place[0] == place[1] and place[0].weekday() != found.weekday and found.calendar != "hijri":
            yield Warn(code="date-conflict", message=f"The weekday and the date do not agree: {words}", span=found.span)


def _resolve(found: FoundDate, relative: Relative, anchor: Anchor | None) -> str | None:
    """The value of a relative date, or of one without its year; None where the anchor does not reach."""
    if relative.unit == "century":
        return f"{(anchor.year // 100 if anchor else _CENTURY_NOW) + relative.offset:02d}XX"
    if anchor is None:
        return None
    if relative.unit == "fill":
        return _filled(found, relative, anchor)
    if relative.unit == "year":
        return f"{anchor.year + relative.offset:04d}"
    if relative.unit == "month":
        return _month(anchor, relative.offset, relative.day) if anchor.month else None
    if anchor.date is None:
        return None
    if relative.unit == "week":
        return _week(anchor.date + timedelta(weeks=relative.offset), relative.weekday)
    if relative.unit == "day":
        return _day(anchor.date + timedelta(days=relative.offset), relative.weekday).isoformat()
    return _weekday(anchor.date, relative, future=found.future).isoformat()


def _month(anchor: Anchor, offset: int, day: int | None) -> str | None:
    """A month some months away, or a day of it; None where it has no such day."""
    year, month = divmod(anchor.year * 12 + (anchor.month or 1) - 1 + offset, 12)
    return edtf(year, month + 1, day) if (day or 1) <= days_in(year, month + 1) else None


def _week(day: date, weekday: int | None) -> str:
    """An ISO week, or the day of it that is named."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}" if weekday is None else date.fromisocalendar(year, week, weekday + 1).isoformat()


def _day(day: date, weekday: int | None) -> date:
    """A day, moved by one where the weekday beside it says so (the page was put online a day later or earlier)."""
    if weekday is not None:
        for shift in (0, -1, 1):
            if (day + timedelta(days=shift)).weekday() == weekday:
                return day + timedelta(days=shift)
    return day


def _weekday(anchor: date, relative: Relative, *, future: bool) -> date:
    """The weekday before, after or on the day of publication, as the words and the clause say."""
    ahead = ((relative.weekday or 0) - anchor.weekday()) % 7
    if relative.towards == "past":
        return anchor - timedelta(days=(7 - ahead) % 7 or 7)
    if relative.towards == "future":
        return anchor + timedelta(days=ahead or 7)
    if relative.towards == "same" or future:
        return anchor + timedelta(days=ahead)
    return anchor - timedelta(days=(7 - ahead) % 7)


def _filled(found: FoundDate, relative: Relative, anchor: Anchor) -> str | None:
    """The value with its year, chosen among those near the anchor."""
    if found.calendar == "hijri":
        now = hijri_year_of(anchor.middle)
        options = {y: _hijri_value(found.original, y) for y in (now - 1, now, now + 1)}
    else:
        now = anchor.year
        options = {y: _gregorian_value(found.value or "", y) for y in range(now - 4, now + 5)}
    if relative.towards in {"counted", "same"}:
        return options.get(now + relative.offset)
    if anchor.month is None:
        return options.get(now) if relative.towards == "nearest" else None
    ranked = [(_distance(value, found, relative, anchor), value) for value in options.values() if value]
    ranked = [r for r in ranked if r[0] is not None]
    return min(ranked, key=lambda r: r[0] or 0)[1] if ranked else None


def _distance(value: str, found: FoundDate, relative: Relative, anchor: Anchor) -> int | None:
    """Days between a value and the anchor, weighted by direction; None where the direction is the wrong one."""
    place = bounds(value)
    if place is None:
        return None
    days = (place[0] + (place[1] - place[0]) / 2 - anchor.middle).days
    if found.weekday is not None and place[0] == place[1] and place[0].weekday() != found.weekday:
        days += 400 if days >= 0 else -400
    towards = "future" if relative.towards == "nearest" and found.future else relative.towards
    if (towards == "past" and days > 0) or (towards == "future" and place[1] < anchor.middle):
        return None
    return days * _FUTURE_WEIGHT if days > 0 and towards == "nearest" else abs(days)


def _gregorian_value(value: str, year: int) -> str | None:
    """A value with its year; an interval that passes New Year ends in the next. None where there is no 29 February."""
    if "/" in value:
        low, high = value.split("/")
        return f"{low.replace('XXXX', f'{year:04d}')}/{high.replace('XXXX', f'{year + (high < low):04d}')}"
    filled = value.replace("XXXX", f"{year:04d}")
    day = filled[8:]
    return None if day and int(day) > days_in(year, int(filled[5:7])) else filled


def _hijri_value(original: str, year: int) -> str | None:
    """A Hijri month or day of a year; for an interval the span of its two ends."""
    ends = [hijri(year, *(int(p) for p in part.split("-")[1:])) for part in original.split("/")]
    if not all(ends):
        return None
    return (ends[0] or "") if len(ends) == 1 else f"{(ends[0] or '').split('/')[0]}/{(ends[1] or '').split('/')[-1]}"
