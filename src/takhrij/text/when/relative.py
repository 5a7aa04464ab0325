"""Turn matches of words that count from the day of writing into found dates, or refuse them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from takhrij.text.when.compose import make_relative
from takhrij.text.when.found import Relative

if TYPE_CHECKING:
    import re

    from takhrij.text.when.found import FoundDate
    from takhrij.text.when.scan import Scan

Unit = Literal["day", "week", "month", "year"]
_LONGEST_COUNT = 25  # "fifty years ago" is a round number, not a year
_TODAY_REACH = 8
_LEAD = 30  # tokens; in the first lines of a report "today" is the day of writing
_OFFSET = {"p": -1, "P": -1, "t": 0, "T": 0, "f": 1, "N": 1}
_TOWARDS: dict[str, Literal["past", "same", "future"]] = {
    "p": "past",
    "P": "past",
    "t": "same",
    "T": "same",
    "f": "future",
    "N": "future",
}


def relative_day(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """Yesterday; tomorrow, Monday; the weekday beside it is kept to check the day."""
    if scan.letter(m.start() - 1) == "!":
        return None
    group = "w1" if m.start("w1") >= 0 else "w2"
    weekday = scan.entry(m.start(group)).value if m.start(group) >= 0 else None
    offset = scan.entry(m.start("day")).value
    return [make_relative(scan, rule, m.start(), m.end(), Relative(unit="day", offset=offset, weekday=weekday))]


def today(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """A word that means today and nowadays: a weekday, a part of the day or a word of saying must stand beside it."""
    weekday, offset = None, scan.entry(m.start("day")).value
    if m.start("w2") >= 0:
        weekday = scan.entry(scan.find("W", *m.span("w2"))).value
    else:
        left = scan.letters[max(0, m.start() - _TODAY_REACH) : m.start()]
        clause = max(left.rfind(c) for c in '.?|:"&,')
        is_news = bool(set(left[clause + 1 :]) & {"s", "7"}) or m.start() < _LEAD
        is_said = offset == 0 and is_news
        sure = left.endswith("i") or (offset != 0 and m.group().startswith("Z")) or is_said
        if not sure or left.endswith(("!", "K")) or scan.letter(m.end()) in "oPNT":
            return None
    return [make_relative(scan, rule, m.start(), m.end(), Relative(unit="day", offset=offset, weekday=weekday))]


def day_of_month(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The 14th of this month; in some languages the word for "this" alone stands for the month."""
    letters, day = m.group("rel"), scan.day(*m.span("day"))[0]
    if "U" in letters:
        if scan.entry(scan.find("U", *m.span("rel"))).label != "month":
            return None
    elif letters != "T" or "d" not in m.group("day"):
        return None
    relative = Relative(unit="month", offset=_OFFSET[letters.strip("U")], day=day)
    return [make_relative(scan, rule, m.start("day"), m.end(), relative)]


def part_of_day(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """This morning, last night."""
    mod = (m.group("mod") or m.group("mod2")).lower()
    return [make_relative(scan, rule, m.start(), m.end(), Relative(unit="day", offset=-(mod == "p")))]


def weekday(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """On Thursday, last Thursday; not every Thursday, nor a name with a weekday in it."""
    if scan.letter(m.start() - 1) in "!L=*" or scan.letter(m.end()) == "^":
        return None
    if scan.letter(m.start() - 1) == "x" and scan.letter(m.start() - 2) == "!":
        return None
    mod = m.group("mod") or ""
    relative = Relative(unit="weekday", weekday=scan.entry(m.start("w")).value, towards=_TOWARDS.get(mod, "nearest"))
    return [make_relative(scan, rule, m.start(), m.end(), relative)]


def weekday_of_week(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """Thursday of last week."""
    at = scan.find("U", *m.span("week"))
    if scan.entry(at).label != "week":
        return None
    offset, weekday = _OFFSET[m.group("week").strip("U")], scan.entry(m.start("w")).value
    return [make_relative(scan, rule, m.start(), m.end(), Relative(unit="week", offset=offset, weekday=weekday))]


def this_unit(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """Last week, this month, next year."""
    group = "unit" if m.start("unit") >= 0 else "unit2"
    mod = m.group("mod") or m.group("mod2")
    unit = cast("Unit", scan.entry(m.start(group)).label)
    if scan.letter(m.start() - 1) == "=" or scan.raw(m.start(group))[0].isupper():  # a title: general, or a programme's
        return None
    return [make_relative(scan, rule, m.start(), m.end(), Relative(unit=unit, offset=_OFFSET[mod]))]


def this_century(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """The last century, the present century."""
    mod = m.group("rel") or m.group("rel2")
    return [make_relative(scan, rule, m.start(), m.end(), Relative(unit="century", offset=_OFFSET[mod]))]


def ago(scan: Scan, m: re.Match[str], rule: str) -> list[FoundDate] | None:
    """Two weeks ago, a year ago; counts that are rough or long are no date."""
    first = m.start()
    if "one" in m.re.groupindex and m.start("one") >= 0:
        at = m.start("one")
        count = scan.entry(at).value
    elif "count" in m.re.groupindex:
        at = m.start("unit")
        count = scan.count(*m.span("count"))
    else:
        at, first, count = m.start(), m.start() - 1, 1
        if scan.letter(first) != "e":
            return None
    if scan.letter(first - 1) == "c" or scan.letters[max(0, first - 2) : first] == "c-":
        return None
    if not 1 <= count <= _LONGEST_COUNT or scan.letter(first - 1) == "<" or scan.letter(m.end()) == "<":
        return None
    unit = cast("Unit", scan.entry(at).label or "day")
    return [make_relative(scan, rule, first, m.end(), Relative(unit=unit, offset=-count))]
