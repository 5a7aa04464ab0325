"""Turn matches of explicit shapes (day, month, year and their ranges) into found dates, or refuse them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from takhrij.text.when.compose import Moment, Year, compose, filling, make, year_in

if TYPE_CHECKING:
    import re

    from takhrij.text.when.found import FoundDate, Relative
    from takhrij.text.when.scan import Scan

_SUPPORT = "IQSKEbptf"


class Month(NamedTuple):
    """A month name or a pair of names for the same month: number, calendar, the letters it has, its first token."""

    number: int
    calendar: str
    letters: str
    token: int
    joined: bool

    @property
    def is_hijri(self) -> bool:
        """Tell whether the month is of the Hijri calendar."""
        return self.calendar == "hijri"

    def stands(self, *, day: bool, year: bool) -> bool:
        """Tell whether the name with what is beside it can only be a month."""
        if "m" in self.letters or len(self.letters) > 1:
            return True
        return {"w": day or year, "#": day}.get(self.letters, day and year)


def month_in(scan: Scan, span: tuple[int, int]) -> Month | None:
    """The month that tokens name; None where two names stand that mean different months."""
    names = scan.months(*span)
    if len({e.value for _, e in names}) != 1:
        return None
    token, entry = names[0]
    return Month(entry.value, entry.label, "".join(scan.letters[i] for i, _ in names), token, entry.joined)


def _tail(scan: Scan, m: re.Match[str], month: Month) -> tuple[Year | None, Relative]:
    """The year behind a month, and how to find it where there is none."""
    year = year_in(scan, *m.span("year"))
    if year and year.era == "X" and month.calendar != "hijri":
        year = None
    return year, filling(m.group("rel") or "")


def _weekday(scan: Scan, m: re.Match[str]) -> int | None:
    at = m.start("weekday") if "weekday" in m.re.groupindex else -1
    return scan.entry(at).value if at >= 0 else None


def _dated(
    scan: Scan, m: re.Match[str], rule: str, month: Month, *, day: int | None = None, first: int | None = None
) -> list[FoundDate]:
    """One date from a match whose groups hold year or relative words; it begins at token `first`."""
    year, fill = _tail(scan, m, month)
    moment = compose(month.calendar, year, month.number, day)
    relative = _missing(moment, year, month, fill)
    if moment.value is None and relative is None:
        rule = "impossible-day"
    start = m.start() if first is None else first
    return [make(scan, rule, start, m.end(), moment, relative=relative, weekday=_weekday(scan, m))]


def _missing(moment: Moment, year: Year | None, month: Month, fill: Relative) -> Relative | None:
    """How the year is to be found, where the text gives none and the date can exist."""
    return fill if year is None and (moment.value is not None or month.is_hijri) else None


def day_month(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """16 October 2019; the sixteenth of October; Thursday, 16 October."""
    month = month_in(scan, m.span("month"))
    if month is None:
        return None
    between = scan.letters[m.end("day") : m.start("month")]
    if not month.stands(day=True, year=m.start("year") >= 0) or (month.joined and not between):
        return None
    day, token = scan.day(*m.span("day"))
    is_alone = not between and len(m.group("day")) == 1 and "m" not in month.letters
    if "d" not in m.group("day") and (is_alone or scan.letter(token - 1) in "U5h"):
        return None  # the first week of May is no day
    token -= scan.letter(token - 1) == "(" and scan.letter(token + 1) == ")"
    return _dated(scan, m, rule, month, day=day, first=None if m.start("weekday") >= 0 else token)


def month_day(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """October 16, 2019; Oct. 16; in packs that write the day first only with a year or weekday beside it."""
    month = month_in(scan, m.span("month"))
    has_year = m.start("year") >= 0
    if month is None or not month.stands(day=True, year=has_year):
        return None
    if not (scan.words.month_before_day or has_year or m.start("weekday") >= 0):
        return None
    letters = m.group("day")
    if not has_year and ("k" in letters or ("d" not in letters and scan.letters[m.start("day") - 1] != "x")):
        return None
    return _dated(scan, m, rule, month, day=scan.day(*m.span("day"))[0])


def cardinal_day(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """Fifteen October: a compound number word, or any after a word that introduces a day."""
    month = month_in(scan, m.span("month"))
    value = scan.count(*m.span("day"))
    if month is None or not 1 <= value <= 31 or (len(m.group("day")) == 1 and scan.letter(m.start() - 1) != "Z"):
        return None
    return _dated(scan, m, rule, month, day=value)


def impossible_day(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """45 March: only with a year, or a sure month name after a preposition."""
    month = month_in(scan, m.span("month"))
    day = scan.entry(m.start("day")).value
    if month is None or day == 0:
        return None
    sure = m.start("year") >= 0 or ("m" in month.letters and scan.letter(m.start() - 1) in "IZW")
    return _dated(scan, m, rule, month, day=day) if sure and month.stands(day=True, year=True) else None


def month(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """October 2019, last March, early May; a name that is also another word needs support."""
    name = month_in(scan, m.span("month"))
    if name is None:
        return None
    has_year = m.start("year") >= 0 if "year" in m.re.groupindex else False
    if not has_year and scan.letter(name.token - 1) == "=":
        return None
    if not name.stands(day=False, year=has_year or bool(m.group("rel"))) and not _is_supported(scan, m, name):
        return None
    if "year" in m.re.groupindex:
        return _dated(scan, m, rule, name)
    moment = compose(name.calendar, None, name.number, None)
    return [make(scan, rule, m.start(), m.end(), moment, relative=filling(m.group("rel")))]


def _is_supported(scan: Scan, m: re.Match[str], name: Month) -> bool:
    """Tell whether what stands before a name makes it a month, and nothing behind it makes it a person's."""
    before = scan.letter(name.token - 1)
    if name.letters in {"v", "#"}:
        return before == "S"
    if name.number in scan.surnames:
        return False
    if before in "xe" and scan.letter(m.end()) in " ~s*%" and scan.raw(m.end())[0].islower():
        return True
    if before == "x" or (before == "-" and scan.letter(name.token - 2) == "Q"):
        before = scan.letter(name.token - 2)
    if before not in _SUPPORT or scan.letter(m.end()) == "'":
        return False
    if scan.letter(m.end()) not in " ~":
        return True
    return not scan.raw(m.end())[:1].isupper()


def _interval(low: Moment, high: Moment) -> Moment:
    """From the first to the last of two moments."""
    value = None
    if low.value and high.value:
        value = f"{low.value.split('/')[0]}/{high.value.rsplit('/', maxsplit=1)[-1]}"
    return Moment(value, f"{low.original}/{high.original}", high.calendar, "interval")


def _joins(scan: Scan, m: re.Match[str], *, joined: bool) -> bool:
    """Tell whether the sign or word between two ends makes a range: "to", a dash, or "and" after "between"."""
    conn = m.group("conn") or ""
    if conn[:1] in {"K", "-", "/"}:
        return True
    return (conn == "j" or joined) and scan.after_between(m.start())


def day_range(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """3-5 May; from 3 to 5 May; between 3 and 5 May; May 3-5."""
    month = month_in(scan, m.span("month"))
    if month is None or not month.stands(day=True, year=m.start("year") >= 0):
        return None
    if m.start("pair") >= 0:
        low, high = map(int, scan.entry(m.start("pair")).label.split("/"))
    else:
        low, high = scan.day(*m.span("d1"))[0], scan.day(*m.span("d2"))[0]
        if not _joins(scan, m, joined=scan.entry(m.start("d2")).joined):
            return None
    if low >= high:
        return None
    return _ranged(scan, m, rule, (month, low), (month, high))


def date_range(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """28 April to 3 May 2019; between 28 April and 3 May."""
    one, two = month_in(scan, m.span("m1")), month_in(scan, m.span("m2"))
    if one is None or two is None or not (one.stands(day=True, year=False) and two.stands(day=True, year=False)):
        return None
    if not _joins(scan, m, joined=scan.entry(m.start("d2")).joined or two.joined) or one.is_hijri != two.is_hijri:
        return None
    return _ranged(scan, m, rule, (one, scan.day(*m.span("d1"))[0]), (two, scan.day(*m.span("d2"))[0]))


def month_range(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """March to May 2019; between January and March."""
    one, two = month_in(scan, m.span("m1")), month_in(scan, m.span("m2"))
    if one is None or two is None or one.number == two.number or one.is_hijri != two.is_hijri:
        return None
    if not _joins(scan, m, joined=two.joined) or set(one.letters + two.letters) & {"v", "#"}:
        return None
    if m.group("conn") == "/" and one.calendar != two.calendar:
        return None
    return _ranged(scan, m, rule, (one, None), (two, None))


def _ranged(scan: Scan, m: re.Match[str], rule: str, *ends: tuple[Month, int | None]) -> list[FoundDate] | None:
    """An interval between two days or months; the first has the year of the second unless it says its own."""
    (low, low_day), (high, high_day) = ends
    year, fill = _tail(scan, m, high)
    first = year_in(scan, *m.span("y1")) if "y1" in m.re.groupindex else None
    if first is None and year is not None:
        first = Year(year.value - (low.number > high.number), year.era)
    one, two = compose(low.calendar, first, low.number, low_day), compose(high.calendar, year, high.number, high_day)
    if year and one.value and two.value and one.value > two.value:
        return None
    moment = _interval(one, two)
    return [make(scan, rule, m.start(), m.end(), moment, relative=_missing(moment, year, high, fill))]


def day_list(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """3, 4 and 5 May: each day is a date of its own."""
    month = month_in(scan, m.span("month"))
    if month is None or not month.stands(day=True, year=m.start("year") >= 0):
        return None
    days = [i for i in range(*m.span("list")) if scan.letters[i] == "d"]
    values = [scan.entry(i).value for i in days]
    if values != sorted(set(values)):
        return None
    year, fill = _tail(scan, m, month)
    comes_first = m.start("list") < m.start("month")
    found = []
    for n, (i, value) in enumerate(zip(days, values, strict=True)):
        first = m.start() if not comes_first and n == 0 else i
        last = m.end() if n == len(days) - 1 else i + 1
        moment = compose(month.calendar, year, month.number, value)
        found.append(make(scan, rule, first, last, moment, relative=_missing(moment, year, month, fill)))
    return found


def month_list(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """March, April and May 2019: each month is a date of its own, of the year behind the last."""
    names = scan.months(*m.span("list"))
    for before, (i, entry) in pairwise(names):
        if not entry.joined and not set(scan.letters[before[0] : i]) & {"j", ","}:
            return None
    has_year = m.start("year") >= 0
    letters = {scan.letters[i] for i, _ in names}
    if "m" not in letters and not has_year and scan.letter(m.start() - 1) not in _SUPPORT:
        return None
    found = []
    for n, (i, entry) in enumerate(names):
        name = Month(entry.value, entry.label, scan.letters[i], i, entry.joined)
        year, fill = _tail(scan, m, name)
        moment = compose(name.calendar, year, name.number, None)
        last = m.end() if n == len(names) - 1 else i + 1
        while last < m.end() and scan.letters[last] == "_":
            last += 1
        first = m.start() if n == 0 else i
        found.append(make(scan, rule, first, last, moment, relative=_missing(moment, year, name, fill)))
    return found
