"""Dates written in digits alone: what a run of digits and separators can be."""

from __future__ import annotations

import re
import unicodedata

_SPLIT = re.compile(r"[.,/:\u066b\u066c\-\u2013]")
YEAR_FIRST, YEAR_LAST = 1000, 2199
_LONGEST_RANGE = 300
_LONGEST = 24  # code points; no date in digits is longer


def read_number(raw: str) -> tuple[str, int, str]:
    """The letter (see `lexicon`), the number, and for compounds their normal form.

    F gives "2019-10-16" where the year stands first or dots divide, else "16/10/2019" in the order written;
    G "2019-10"; J "2014/2018"; r "3/5"; q "16/10".
    """
    if len(raw) > _LONGEST:
        return "n", 0, ""
    text = raw if raw.isascii() else "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in raw)
    if text.isdecimal():
        return _plain(text)
    parts = _SPLIT.split(text)
    signs = {c for c in text if not c.isdecimal()}
    if len(signs) != 1 or len(parts) > 3 or not signs <= set("./-\u2013"):
        return "n", 0, ""
    sign = signs.pop()
    return _triple(parts, sign) if len(parts) == 3 else _pair(parts[0], parts[1], sign)


def _plain(text: str) -> tuple[str, int, str]:
    if len(text) > 4:
        return "n", 0, ""
    value = int(text)
    if len(text) <= 2:
        return ("d" if 1 <= value <= 31 else "k"), value, text
    return ("y" if YEAR_FIRST <= value <= YEAR_LAST else "n"), value, ""


def _triple(parts: list[str], sign: str) -> tuple[str, int, str]:
    """Year-month-day or two small numbers and a year; a year of two digits only after slashes."""
    a, b, c = parts
    if len(a) == 4 and len(b) <= 2 and len(c) <= 2:
        if YEAR_FIRST <= int(a) <= YEAR_LAST and 1 <= int(b) <= 12 and 1 <= int(c) <= 31:
            return "F", int(a), f"{a}-{b:0>2}-{c:0>2}"
        return "n", 0, ""
    full = len(c) == 4 or (len(c) == 2 and sign == "/" and len(a) + len(b) >= 3)
    if not full or len(a) > 2 or len(b) > 2:
        return "n", 0, ""
    year = int(c) if len(c) == 4 else int(c) + (2000 if int(c) < 50 else 1900)
    low, high = sorted((int(a), int(b)))
    if 1 <= low <= 12 and high <= 31 and YEAR_FIRST <= year <= YEAR_LAST:
        if sign == "." and int(b) <= 12:  # dots are written where the day comes first
            return "F", year, f"{year}-{int(b):02d}-{int(a):02d}"
        return "F", year, f"{int(a)}/{int(b)}/{year}"
    return "n", 0, ""


def _pair(a: str, b: str, sign: str) -> tuple[str, int, str]:
    """Two numbers: years, year and month, days, or day and month."""
    first, second = int(a), int(b)
    if len(a) == 4 and YEAR_FIRST <= first <= YEAR_LAST and sign != ".":
        if len(b) == 4:
            is_range = first < second <= min(first + _LONGEST_RANGE, YEAR_LAST)
            return ("J", first, f"{a}/{b}") if is_range else ("n", 0, "")
        if len(b) == 2 and (second == (first + 1) % 100 or (second > 12 and second > first % 100)):
            return "J", first, f"{a}/{first // 100 + (second < first % 100):02d}{b}"
        return ("G", first, f"{a}-{b:0>2}") if len(b) <= 2 and 1 <= second <= 12 else ("n", 0, "")
    if len(b) == 4 and len(a) <= 2:
        is_month = 1 <= first <= 12 and YEAR_FIRST <= second <= YEAR_LAST
        return ("G", second, f"{b}-{a:0>2}") if is_month else ("n", 0, "")
    if len(a) > 2 or len(b) > 2 or sign == "." or not (1 <= first <= 31 and 1 <= second <= 31):
        return "n", 0, ""
    if sign == "/":
        return ("q", 0, f"{first}/{second}") if min(first, second) <= 12 else ("n", 0, "")
    return ("r", 0, f"{first}/{second}") if first < second else ("n", 0, "")
