"""The shapes of dates as patterns over token letters (see `lexicon`), tried in order at each place.

Every pattern is bounded and has no nested repetition. A rule's `make` turns a match into dates or refuses it (None);
then the next rule is tried at the same place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
    pattern: re.Pattern[str]
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


def _rule(name: str, starts: str, pattern: str, make: Make) -> Rule:
    return Rule(name, starts, re.compile(pattern), make)


RULES: tuple[Rule, ...] = (
    _rule("numeric", "F", rf"{_GLUED}F[AX]?", plain.numeric),
    _rule("numeric", "R0ZWa", rf"{_WEEKDAY}F[AX]?", plain.numeric),
    _rule("day-range", "docr", rf"{_GLUED}(?:(?P<pair>r)|(?P<d1>{_DAY})(?P<conn>[K\-]x?Z?|j?)x?(?P<d2>{_DAY})){_OF}(?P<month>{_MONTH}){_TAIL}", build.day_range),
    _rule("day-range", "mw", rf"(?P<month>{_MONTH})(?:(?P<pair>r)|(?P<d1>d\+?)(?P<conn>[K\-])(?P<d2>d\+?)){_NO_UNIT}{_TAIL}", build.day_range),
    _rule("date-range", "doc", rf"{_GLUED}(?P<d1>{_DAY}){_OF}(?P<m1>{_MONTH})(?:,?O?V?(?P<y1>{_YEAR}))?(?P<conn>[K\-]|j?)x?Z?(?P<d2>{_DAY}){_OF}(?P<m2>{_MONTH}){_TAIL}", build.date_range),
    _rule("date-range", "mw", rf"(?P<m1>{_MONTH})x?(?P<d1>d\+?)(?:,?(?P<y1>{_YEAR}))?(?P<conn>[K\-]|j?)(?P<m2>{_MONTH})x?(?P<d2>d\+?){_NO_UNIT}{_TAIL}", build.date_range),
    _rule("day-list", "d", rf"{_GLUED}(?P<list>d\+?(?:(?:,j?|j)x?d\+?){{1,5}}){_OF}(?P<month>{_MONTH}){_TAIL}", build.day_list),
    _rule("day-list", "mw", rf"(?P<month>{_MONTH})(?P<list>d\+?(?:(?:,j?|j)d\+?){{1,4}}){_NO_UNIT}{_TAIL}", build.day_list),
    _rule("day-month", "docR0ZWa(", rf"{_WEEKDAY}{_GLUED}x?l?(?P<day>{_DAY}){_OF}(?P<month>{_MONTH_V}){_TAIL}", build.day_month),
    _rule("month-day", "mwR0ZWa", rf"{_WEEKDAY}(?P<month>{_MONTH})x?(?P<day>[dk]\+?|o[oc]?|c-?o){_NO_UNIT}{_TAIL}", build.month_day),
    _rule("day-month", "c", rf"(?P<day>c{{1,2}}){_OF}(?P<month>m_*){_TAIL}", build.cardinal_day),
    _rule("impossible-day", "k", rf"{_GLUED}(?P<day>k){_OF}(?P<month>{_MONTH}){_TAIL}", build.impossible_day),
    _rule("numeric-spaced", "dR0ZWa", rf"{_WEEKDAY}(?P<a>d)[/](?P<b>d)[/](?P<y>y)[AX]?", plain.numeric_spaced),
    _rule("day-slash-month", "q", r"q", plain.day_slash_month),
    _rule("month-range", "Smw", rf"S?(?P<m1>{_MONTH})(?:,?O?[YV]?(?P<y1>{_YEAR}))?(?P<conn>[K\-/]|j?)S?(?P<m2>{_MONTH}){_TAIL}", build.month_range),
    _rule("month-list", "Smw", rf"S?(?P<list>[mw]_*(?:(?:,j?|j)?[mw]_*){{1,5}})(?P<tail>{_TAIL})", build.month_list),
    _rule("month", "Smwv", rf"S?(?P<month>{_MONTH_V}){_TAIL}", build.month),
    _rule("month", "ptf", rf"(?P<rel>[ptf])(?P<month>{_MONTH})(?![d])", build.month),
    _rule("month-numeric", "G", r"G", plain.month_numeric),
    _rule("part-of-year", "hoc5dk3", rf"(?:3(?P<a>d)|h(?P<b>o)|5(?P<c>o)|(?P<d>o|d\+)-?(?P<kind>[h5]))O?x?[YV]?(?P<year>{_YEAR})", plain.part_of_year),
    _rule("century", "C", rf"Cl?(?:\((?P<a>d)\)|(?P<b>d|o[oc]?))(?P<era>[AXB]_*)?(?!O?[mw])", plain.century),
    _rule("century", "doc", r"(?P<b>d\+|c-?o|o)-?C(?P<era>[AXB]_*)?", plain.century),
    _rule("century", "CptY", r"C(?P<rel>[PT])|(?P<rel2>[pt])C", relative.this_century),
    _rule("decade", "H", r"H_*(?:O?x?(?P<cent>C(?:P|T|l?(?:d|o[oc]?)))|O?x?(?P<cent2>pC))?", plain.decade),
    _rule("decade", "y", r"(?P<year>y)'?z", plain.decade_digits),
    _rule("decade", "dk'", r"'?(?P<short>[dk])'?z", plain.decade_digits),
    _rule("year-range", "YVLy", rf"[YVL]?l?\(?(?P<y1>y)[AXB]?_*(?P<conn>K[YV]?|-|j?)l?(?P<y2>y)[AXB]?_*{_NO_UNIT}", plain.year_range),
    _rule("year-range", "YVLJ", rf"[YVL]?l?\(?J[AX]?{_NO_UNIT}", plain.year_range_digits),
    _rule("year", "YVL", rf"[YVL]X?l?(?P<year>{_BARE}|\([dkn][XB]_*\)|[dkn][XBA]_*)", plain.labelled_year),
    _rule("year-words", "YV", r"[YV](?P<words>c(?:j?c){1,6})", plain.year_words),
    _rule("year", "y", rf"{_GLUED}(?P<year>y(?:[AXB]_*|\([AXB]_*\))?)", plain.bare_year),
    _rule("year", "dkn", r"(?P<year>[dkn][XB]_*)", plain.era_year),
    _rule("relative-day", "RWZ", r"(?:Z?(?P<w1>W)[,(]?)?Z?(?P<day>R)_*(?:[,(]?Z?(?P<w2>W))?", relative.relative_day),
    _rule("relative-day", "pti", r"(?P<mod>[pt])i|i(?P<mod2>[PT])", relative.part_of_day),
    _rule("relative-day", "0Z", r"Z?(?P<day>0)_*(?P<w2>[,(]?Z?W)?", relative.today),
    _rule("weekday-of-week", "ZW", r"Z?(?P<w>W)i?O?x?(?P<week>[ptf]U|U[PNT])", relative.weekday_of_week),
    _rule("weekday", "ptf", r"(?P<mod>[ptf])(?P<w>W)", relative.weekday),
    _rule("weekday", "ZW", r"(?P<day>Z)?(?P<w>W)i?(?P<mod>[PNT])?", relative.weekday),
    _rule("this-unit", "UVptf", r"(?P<unit>[UV])(?P<mod>[PNT])|(?P<mod2>[ptf])(?P<unit2>[UVYS1])(?!O?y)", relative.this_unit),
    _rule("ago", "dkc", rf"(?P<count>{_COUNT})(?P<unit>{_SINGLE})g", relative.ago),
    _rule("ago", _SINGLE[1:-1], r"(?P<unit>[UVLZYS1])g", relative.ago),
    _rule("ago", "b", rf"b(?:(?P<count>{_COUNT})(?P<unit>{_SINGLE})|(?P<one>[2YS1Z]))(?![OyWmwvdlR0(_PNT\-])", relative.ago),
)

_BY_START: dict[str, list[Rule]] = {}
for _r in RULES:
    for _c in dict.fromkeys(_r.starts):
        _BY_START.setdefault(_c, []).append(_r)
STARTS = re.compile("[" + re.escape("".join(_BY_START)) + "]")


def read_dates(scan: Scan) -> list[FoundDate]:
    """Every date of the text, in order, none overlapping another."""
    found: list[FoundDate] = []
    letters, at = scan.letters, 0
    while start := STARTS.search(letters, at):
        at = start.start()
        for rule in _BY_START[letters[at]]:
            m = rule.pattern.match(letters, at)
            if m and (made := rule.make(scan, m, rule.name)):
                found += made
                at = m.end()
                break
        else:
            at += 1
    return found
