"""Turn matches of years, decades, centuries and dates in digits into found dates, or refuse them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.text.when.calendars import HIJRI_FIRST, HIJRI_LAST, edtf, hijri
from takhrij.text.when.compose import Moment, Year, compose, make, precision_of, year_in
from takhrij.text.when.found import Relative
from takhrij.text.when.numeric import YEAR_FIRST, YEAR_LAST

if TYPE_CHECKING:
    import re

    from takhrij.model.entity import Clock
    from takhrij.text.when.found import FoundDate
    from takhrij.text.when.scan import Scan

_WEAK_FIRST, _STRONG_FIRST, _ROUND_FIRST, _PLAUSIBLE_LAST = 1800, 1700, 1300, 2100
_ROUND_YEAR = 2000  # the one round number that is more often a year than a count
_THIS_CENTURY = 20  # the pages this program reads were written after 2000


def numeric(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """2019-10-16, 16/10/2019; a pair that can be read both ways keeps the year unless the order is known."""
    at = scan.find("F", m.start(), m.end())
    label = scan.entry(at).label
    weekday = m.start("weekday") if "weekday" in m.re.groupindex else -1
    if "/" in label:
        a, b, year = map(int, label.split("/"))
        moment = _in_order(scan, a, b, year)
    else:
        year, month, day = map(int, label.split("-"))
        moment = _numbered(scan, year, month, day)
    return [make(scan, rule, m.start(), m.end(), moment, weekday=scan.entry(weekday).value if weekday >= 0 else None)]


def numeric_spaced(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """16 / 10 / 2019."""
    a, b, year = (scan.entry(m.start(g)).value for g in ("a", "b", "y"))
    if min(a, b) > 12:
        return None
    weekday = scan.entry(m.start("weekday")).value if m.start("weekday") >= 0 else None
    return [make(scan, rule, m.start(), m.end(), _in_order(scan, a, b, year), weekday=weekday)]


def _in_order(scan: Scan, a: int, b: int, year: int) -> Moment:
    """The moment of two numbers and a year in the text's order."""
    if a > 12 or (b <= 12 and (scan.order == "dmy" or a == b)):
        return _numbered(scan, year, b, a)
    if b > 12 or scan.order == "mdy":
        return _numbered(scan, year, a, b)
    return Moment(edtf(year), f"{a}/{b}/{year}", "gregorian", "year")


def _numbered(scan: Scan, year: int, month: int, day: int) -> Moment:
    """A day in digits; years of the Hijri tables are Hijri in a pack that knows that calendar."""
    is_hijri = scan.lexicon.reads_hijri and HIJRI_FIRST <= year <= HIJRI_LAST
    return compose("hijri" if is_hijri else "gregorian", Year(year, "X" if is_hijri else ""), month, day)


def day_slash_month(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """16/10 without a year: only after a word that introduces a day, and where the order is known."""
    if scan.letter(m.start() - 1) not in "ZW":
        return None
    a, b = map(int, scan.entry(m.start()).label.split("/"))
    order = "dmy" if a > 12 else "mdy" if b > 12 else scan.order
    if order == "open":
        return None
    day, month = (a, b) if order == "dmy" else (b, a)
    moment = compose("gregorian", None, month, day)
    relative = Relative(unit="fill", towards="nearest") if moment.value else None
    return [make(scan, rule, m.start(), m.end(), moment, relative=relative)]


def month_numeric(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """2019-10; 10/2019 only after a preposition or the like."""
    year_first = scan.raw(m.start())[:4].isdecimal()
    if scan.letter(m.start() - 1) in "=$" or (not year_first and scan.letter(m.start() - 1) not in "IZSOKEQ("):
        return None
    year, month = map(int, scan.entry(m.start()).label.split("-"))
    return [make(scan, rule, m.start(), m.end(), compose("gregorian", Year(year), month, None))]


def part_of_year(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The third quarter of 2019, Q3 2019, the first half of 2018: an interval of months."""
    year = year_in(scan, *m.span("year"))
    group = next(g for g in "abcd" if m.start(g) >= 0)
    number = scan.entry(m.start(group)).value
    months = 6 if group == "c" or m.group("kind") == "5" else 3
    if year is None or year.era not in ("", "A") or not 1 <= number <= 12 // months:
        return None
    last = number * months
    value = f"{edtf(year.value, last - months + 1)}/{edtf(year.value, last)}"
    return [make(scan, rule, m.start(), m.end(), Moment(value, value, "gregorian", "interval"))]


def century(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The 19th century; the third century BC; a Hijri century is an interval of years."""
    group = "b" if m.start("b") >= 0 else "a"
    number = scan.day(*m.span(group))[0]
    if not 1 <= number <= 21:
        return None
    era = (m.group("era") or "")[:1]
    if era == "X":
        first, last = (hijri(y) or "" for y in (number * 100 - 99, number * 100))
        value = f"{first[:4]}/{last[-10:][:4] if '-' in last else last[-4:]}"
        moment = Moment(value, f"{number - 1:02d}XX", "hijri", "interval")
        return [make(scan, rule, m.start(), m.end(), moment, clock="unknown")]
    value = f"{'-' if era == 'B' else ''}{number - 1:02d}XX"
    return [make(scan, rule, m.start(), m.end(), Moment(value, value, "gregorian", "century"), clock="unknown")]


def decade(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The eighties, of the last century; with no century the twentieth is meant, which is marked as inferred."""
    if "M" in scan.letters[m.end() : m.end() + 2].split(" ")[0] or scan.letter(scan.qualified(m.start()) - 1) == "D":
        return None
    if scan.raw(m.start())[0].isascii() and scan.letter(m.start() - 1) not in "xQ-":
        return None
    first, last = m.span("cent") if m.start("cent") >= 0 else m.span("cent2")
    head, inferred = _head(scan, first, last) if first >= 0 else (_THIS_CENTURY - 1, True)
    value = f"{head:02d}{scan.entry(m.start()).value}X"
    moment = Moment(value, value, "gregorian", "decade")
    return [make(scan, rule, m.start(), m.end(), moment, inferred=inferred, clock="unknown")]


def _head(scan: Scan, first: int, last: int) -> tuple[int, bool]:
    """The hundreds of the century that tokens name, and whether they had to be inferred ("the last century")."""
    if set(scan.letters[first:last]) & {"d", "o"}:
        return scan.day(first, last)[0] - 1, False
    return _THIS_CENTURY - bool(set(scan.letters[first:last]) & {"p", "P"}), True


def decade_of_century(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The first decade of the twentieth century."""
    number = scan.entry(m.start("a") if m.start("a") >= 0 else m.start("b")).value
    head, inferred = _head(scan, *m.span("cent"))
    if not (1 <= number <= 10 and 0 <= head <= _THIS_CENTURY):
        return None
    value = f"{head:02d}{number - 1}X"
    moment = Moment(value, value, "gregorian", "decade")
    return [make(scan, rule, m.start(), m.end(), moment, inferred=inferred, clock="unknown")]


def two_centuries(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The nineteenth and twentieth centuries, where the word for two centuries comes first."""
    found = []
    second = m.start("b") + (scan.letters[m.start("b")] == "j")
    for first, group in ((m.start(), "a"), (second, "b")):
        value = f"{scan.day(*m.span(group))[0] - 1:02d}XX"
        found.append(
            make(scan, rule, first, m.end(group), Moment(value, value, "gregorian", "century"), clock="unknown")
        )
    return found


def decade_digits(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The 1980s, the '80s; 1800s is a century. "In his 80s" is an age."""
    at = scan.find("ydk", m.start(), m.end())
    value = scan.entry(at).value
    if value % 10 or not scan.is_glued(at) or scan.letter(scan.qualified(m.start()) - 1) == "D":
        return None
    if scan.letters[at] == "y":
        text = f"{value // 100}XX" if value % 100 == 0 and value < _ROUND_YEAR else f"{value // 10}X"
        moment = Moment(text, text, "gregorian", precision_of(text))
        return [make(scan, rule, m.start(), m.end(), moment, clock="unknown")]
    if value < 20 or (scan.letters[m.start()] != "'" and scan.letter(m.start() - 1) not in "xQ-"):
        return None
    text = f"{_THIS_CENTURY - 1}{value // 10}X"
    moment = Moment(text, text, "gregorian", "decade")
    return [make(scan, rule, m.start(), m.end(), moment, inferred=True, clock="unknown")]


def _named_year(scan: Scan, year: Year) -> Moment:
    """The moment of a year: Hijri where its era says so, or where it may be and the text writes Hijri dates."""
    if not year.era and scan.lexicon.reads_hijri and _ROUND_FIRST <= year.value <= HIJRI_LAST and "X" in scan.letters:
        year = Year(year.value, "X")
    return compose("gregorian", year, None, None)


def labelled_year(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The year 2018, the year (2018), in the year 61 of the Hijra."""
    year = year_in(scan, *m.span("year"))
    if year is None:
        return None
    if "X" in scan.letters[m.start() : m.start("year")]:
        year = Year(year.value, "X")
    first = m.start("year") if scan.letters[m.start()] == "L" else m.start()
    return [make(scan, rule, first, m.end(), _named_year(scan, year))]


def year_words(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """A year in words after the word for year."""
    value = scan.count(*m.span("words"))
    if not YEAR_FIRST <= value <= YEAR_LAST:
        return None
    return [make(scan, rule, m.start(), m.end(), compose("gregorian", Year(value), None, None))]


def era_year(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """61 AH, 44 BC."""
    year = year_in(scan, m.start(), m.end())
    if year is None or not year.value:
        return None
    return [make(scan, rule, m.start(), m.end(), compose("gregorian", year, None, None), clock="unknown")]


def bare_year(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """A number of four digits that its surroundings allow to be a year."""
    year = year_in(scan, m.start(), m.end())
    if year is None or not is_year(scan, m.start(), m.end(), year):
        return None
    is_adjective = scan.letter(m.start() - 1) in "xe" and scan.letter(m.end()) in " ~*"
    more: dict[str, Clock] = {"clock": "unknown"} if is_adjective or scan.letter(m.start() - 1) == "(" else {}
    return [make(scan, rule, m.start(), m.end(), _named_year(scan, year), **more)]


def is_year(scan: Scan, first: int, last: int, year: Year) -> bool:
    """Tell whether a bare number can be a year: no count, price, label or code, and a likely one for its support."""
    before, after = scan.letter(first - 1), scan.letter(last)
    if year.era:
        return True
    if after in "%L2Z1SY$C" or before in "$=nk~;" or (before == "-" and scan.letter(first - 2) in "~dknyq"):
        return False
    if (after in "nkd" and scan.letter(last + 1) != "m") or (after == "'" and scan.letter(last + 1) not in "z~ "):
        return False
    if after in "~ " and scan.is_glued(last - 1) and scan.raw(last)[0].isascii():
        return False
    value = year.value
    if before == "(" and after == ")":
        return _ROUND_FIRST <= value <= _PLAUSIBLE_LAST and bool(value % 100)
    if before in "IbKOEQjx" or (before == "-" and scan.letter(first - 2) == "Q"):
        if value % 100 == 0 and after in " ~" and (before != "x" or value != _ROUND_YEAR):
            return False
        return _STRONG_FIRST <= value <= _PLAUSIBLE_LAST
    return _WEAK_FIRST <= value <= _PLAUSIBLE_LAST and bool(value % 100)


def year_range(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """2014 to 2018, 2014 - 2018, between the years 2014 and 2018."""
    low, high = scan.entry(m.start("y1")).value, scan.entry(m.start("y2")).value
    labelled = scan.letters[m.start()] in "YVL"
    conn = m.group("conn")
    if low >= high or (conn in ("", "j") and not scan.after_between(m.start())):
        return None
    is_round = low % 100 == 0 == high % 100
    if not labelled and (is_round or not is_year(scan, m.start("y1"), m.end("y1"), Year(low | 1))):
        return None
    return [_years(scan, m, rule, low, high)]


def year_range_digits(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """2014-2018, (1881-1938), 2014-15."""
    at = scan.find("J", m.start(), m.end())
    low, high = map(int, scan.entry(at).label.split("/"))
    is_likely = _ROUND_FIRST < low < high <= _PLAUSIBLE_LAST and not low % 100 == 0 == high % 100
    if at == m.start() and (not is_likely or scan.letter(at - 1) in "$=~"):
        return None
    return [_years(scan, m, rule, low, high)]


def _years(scan: Scan, m: re.Match[str], rule: str, low: int, high: int) -> FoundDate:
    """An interval of years."""
    era = "X" if "X" in m.group() else ""
    one, two = (compose("gregorian", Year(y, era), None, None) for y in (low, high))
    value = f"{(one.value or '').split('/')[0]}/{(two.value or '').rsplit('/', maxsplit=1)[-1]}"
    moment = Moment(value, f"{one.original}/{two.original}", one.calendar, "interval")
    return make(scan, rule, m.start(), m.end(), moment)
