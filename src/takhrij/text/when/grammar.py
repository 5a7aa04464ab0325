"""The shapes of dates as patterns over token letters (see `lexicon`), tried in order at each place.

Every pattern is bounded and has no nested repetition. A rule's `make` turns a match into dates or refuses it (None);
then the next rule is tried at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from takhrij.text.when import build, plain, relative

if TYPE_CHECKING:
    from takhrij.text.when.found import FoundDate
    from takhrij.text.when.scan import Scan

Make = Callable[["Scan", "re.Match[str]", str], "list[FoundDate] | None"]


class Rule(NamedTuple):
    """A shape: its name (the end of the rule id), the letters it may begin with, its pattern, what to do with it."""

    name: str
    starts: str
    pattern: str
    make: Make


_WEEKDAY = r"(?:(?:[R0]_*,?)?(?:Z?(?P<weekday>[Wa])_*\.?[PNT]?i?[,(\-]{0,2}>?Z?)?)"
_DAY = r"(?:d\+?|\(d\+?\)|o[oc]?|c-?o)"
_OF = r"(?:Ox?(?:SO?)?|S|[/\-])?"
_ANY = r"[mwv#]_*\.?"
_MONTH = rf"(?:{_ANY}(?:[/\-]S?|\()?{_ANY}\)?|m_*|[w#]_*\.?)"
_MONTH_V = rf"(?:{_ANY}(?:[/\-]S?|\()?{_ANY}\)?|{_ANY})"
_BARE = r"\(y[AXB]?_*\)|y(?:[AXB]_*|\([AXB]_*\))?|[dkn]X_*"
_YEAR = rf"(?:{_BARE})(?![%L21S])"
_TAIL = rf"(?:[PNT]?[,/\-]?O?x?[YV]?l?(?P<year>{_YEAR})|,?O?x?(?P<rel>V[PNT]|[ptf]V|[PNT]))?"
_NO_UNIT = r"(?![%L2Z1SY$])"
_GLUED = r"(?<!~)(?<!~-)"
_SINGLE = r"[LUVYSZ1]"
_COUNT = r"(?:c(?:[j\-]?c){0,2}|[dk])"


RULES: tuple[Rule, ...] = (
    Rule("numeric", "F", rf"{_GLUED}F[AX]?", plain.numeric),
    Rule("numeric", "R0ZWa", rf"{_WEEKDAY}F[AX]?", plain.numeric),
    Rule(
        "day-range",
        "docr",
        rf"{_GLUED}(?:(?P<pair>r)|(?P<d1>{_DAY})(?P<conn>[K\-]x?Z?|j?)x?(?P<d2>{_DAY})){_OF}"
        rf"(?P<month>{_MONTH}){_TAIL}",
        build.day_range,
    ),
    Rule(
        "day-range",
        "mw",
        rf"(?P<month>{_MONTH})(?:(?P<pair>r)|(?P<d1>d\+?)(?P<conn>[K\-])(?P<d2>d\+?)){_NO_UNIT}"
        rf"{_TAIL}",
        build.day_range,
    ),
    Rule(
        "date-range",
        "doc",
        rf"{_GLUED}(?P<d1>{_DAY}){_OF}(?P<m1>{_MONTH})(?:,?O?V?(?P<y1>{_YEAR}))?"
        rf"(?P<conn>[K\-]|j?)x?Z?(?P<d2>{_DAY}){_OF}(?P<m2>{_MONTH}){_TAIL}",
        build.date_range,
    ),
    Rule(
        "date-range",
        "mw",
        rf"(?P<m1>{_MONTH})x?(?P<d1>d\+?)(?:,?(?P<y1>{_YEAR}))?(?P<conn>[K\-]|j?)(?P<m2>{_MONTH})x?"
        rf"(?P<d2>d\+?){_NO_UNIT}{_TAIL}",
        build.date_range,
    ),
    Rule(
        "day-list",
        "d",
        rf"{_GLUED}(?P<list>d\+?(?:(?:,j?|j)x?d\+?){{1,5}}){_OF}(?P<month>{_MONTH}){_TAIL}",
        build.day_list,
    ),
    Rule(
        "day-list",
        "mw",
        rf"(?P<month>{_MONTH})(?P<list>d\+?(?:(?:,j?|j)d\+?){{1,4}}){_NO_UNIT}{_TAIL}",
        build.day_list,
    ),
    Rule(
        "day-month",
        "docR0ZWa(",
        rf"{_WEEKDAY}{_GLUED}x?l?(?P<day>{_DAY}){_OF}(?P<month>{_MONTH_V}){_TAIL}",
        build.day_month,
    ),
    Rule(
        "month-day",
        "mwR0ZWa",
        rf"{_WEEKDAY}(?P<month>{_MONTH})x?(?P<day>[dk]\+?|o[oc]?|c-?o){_NO_UNIT}{_TAIL}",
        build.month_day,
    ),
    Rule("day-month", "c", rf"(?P<day>c{{1,2}}){_OF}(?P<month>m_*){_TAIL}", build.cardinal_day),
    Rule("impossible-day", "k", rf"{_GLUED}(?P<day>k){_OF}(?P<month>{_MONTH}){_TAIL}", build.impossible_day),
    Rule("numeric-spaced", "dR0ZWa", rf"{_WEEKDAY}(?P<a>d)[/](?P<b>d)[/](?P<y>y)[AX]?", plain.numeric_spaced),
    Rule("day-slash-month", "q", r"q", plain.day_slash_month),
    Rule(
        "month-range",
        "Smw",
        rf"S?(?P<m1>{_MONTH})(?:,?O?[YV]?(?P<y1>{_YEAR}))?(?P<conn>[K\-/]|j?)S?(?P<m2>{_MONTH})"
        rf"{_TAIL}",
        build.month_range,
    ),
    Rule("month-list", "Smw", rf"S?(?P<list>[mw]_*(?:(?:,j?|j)?[mw]_*){{1,5}})(?P<tail>{_TAIL})", build.month_list),
    Rule("month", "Smwv", rf"S?(?P<month>{_MONTH_V}){_TAIL}", build.month),
    Rule("month", "ptf", rf"(?P<rel>[ptf])(?P<month>{_MONTH})(?![d])", build.month),
    Rule(
        "day-of-month", "docZ", rf"Z?{_GLUED}(?P<day>{_DAY})(?:O?x?(?P<rel>U[PNT]|[ptf]U|[PNT]))", relative.day_of_month
    ),
    Rule("month-numeric", "G", r"G", plain.month_numeric),
    Rule(
        "part-of-year",
        "hoc5dk3",
        rf"(?:3(?P<a>d)|h(?P<b>o)|5(?P<c>o)|(?P<d>o|d\+)-?(?P<kind>[h5]))O?x?[YV]?(?P<year>{_YEAR})",
        plain.part_of_year,
    ),
    Rule("century", "C", r"Cl?(?:\((?P<a>d)\)|(?P<b>d|o[oc]?))(?P<era>[AXB]_*)?(?!O?[mw])", plain.century),
    Rule("century", "doc", r"(?P<b>d\+|c-?o|o)-?C(?P<era>[AXB]_*)?", plain.century),
    Rule("century", "CptY", r"C(?P<rel>[PT])|(?P<rel2>[pt])C", relative.this_century),
    Rule(
        "decade",
        "8o",
        r"(?:8(?P<a>o)|(?P<b>o)8)O?x?(?P<cent>C(?:P|T|l?(?:d|o[oc]?))|[pt]C|(?:d\+|c-?o|o)-?C)",
        plain.decade_of_century,
    ),
    Rule("century", "9", r"9(?P<a>d|oc?)(?P<b>jd|o[oc]?)", plain.two_centuries),
    Rule("decade", "H", r"H_*(?:O?x?(?P<cent>C(?:P|T|l?(?:d|o[oc]?)))|O?x?(?P<cent2>[pt]C))?", plain.decade),
    Rule("decade", "y", r"(?P<year>y)'?z", plain.decade_digits),
    Rule("decade", "dk'", r"'?(?P<short>[dk])'?z", plain.decade_digits),
    Rule(
        "year-range",
        "YVLy",
        rf"[YVL]?l?\(?(?P<y1>y)[AXB]?_*(?P<conn>K[YV]?|-|j?)l?(?P<y2>y)[AXB]?_*{_NO_UNIT}",
        plain.year_range,
    ),
    Rule("year-range", "YVLJ", rf"[YVL]?l?\(?J[AX]?{_NO_UNIT}", plain.year_range_digits),
    Rule("year", "YVL", rf"[YVL]X?l?(?P<year>{_BARE}|\([dkn][XB]_*\)|[dkn][XBA]_*)", plain.labelled_year),
    Rule("year-words", "YV", r"[YV](?P<words>c(?:j?c){1,6})", plain.year_words),
    Rule("year", "y", rf"{_GLUED}(?P<year>y(?:[AXB]_*|\([AXB]_*\))?)", plain.bare_year),
    Rule("year", "dkn", r"(?P<year>[dkn][XB]_*)", plain.era_year),
    Rule("relative-day", "RWZ", r"(?:Z?(?P<w1>W)[,(]?)?Z?(?P<day>R)_*(?:[,(]?Z?(?P<w2>W))?", relative.relative_day),
    Rule("relative-day", "pti", r"(?P<mod>[pt])i|i(?P<mod2>[PT])", relative.part_of_day),
    Rule("relative-day", "0Z", r"Z?(?P<day>0)_*(?P<w2>[,(]?Z?W)?", relative.today),
    Rule("weekday-of-week", "ZW", r"Z?(?P<w>W)i?O?x?(?P<week>[ptf]U|U[PNT])", relative.weekday_of_week),
    Rule("weekday", "ptf", r"(?P<mod>[ptf])(?P<w>W)", relative.weekday),
    Rule("weekday", "ZW", r"(?P<day>Z)?(?P<w>W)i?(?P<mod>[PNT])?", relative.weekday),
    Rule(
        "this-unit",
        "UVptf",
        r"(?P<unit>[UV])(?P<mod>[PNT])|(?P<mod2>[ptf])(?P<unit2>[UVYS1])(?!O?y)",
        relative.this_unit,
    ),
    Rule("ago", "dkc", rf"(?P<count>{_COUNT})(?P<unit>{_SINGLE})g", relative.ago),
    Rule("ago", _SINGLE[1:-1], r"(?P<unit>[UVLZYS1])g", relative.ago),
    Rule(
        "ago",
        "b",
        rf"b(?:(?P<count>{_COUNT})(?P<unit>{_SINGLE})|(?P<one>[2YS1Z]))(?![OyWmwvdlR0(_PNT\-])",
        relative.ago,
    ),
)


@cache
def _by_start() -> tuple[re.Pattern[str], dict[str, list[tuple[re.Pattern[str], Rule]]]]:
    """A pattern for the letters dates begin with, and the rules for each; compiled when the first text is read."""
    found: dict[str, list[tuple[re.Pattern[str], Rule]]] = {}
    for rule in RULES:
        pattern = re.compile(rule.pattern)
        for letter in dict.fromkeys(rule.starts):
            found.setdefault(letter, []).append((pattern, rule))
    return re.compile("[" + re.escape("".join(found)) + "]"), found


def read_dates(scan: Scan) -> list[FoundDate]:
    """Every date of the text, in order, none overlapping another."""
    starts, rules = _by_start()
    found: list[FoundDate] = []
    letters, at = scan.letters, 0
    while start := starts.search(letters, at):
        at = start.start()
        for pattern, rule in rules[letters[at]]:
            m = pattern.match(letters, at)
            if m and (made := rule.make(scan, m, rule.name)):
                found += made
                at = m.end()
                break
        else:
            at += 1
    return found
