"""Check what a user says of an input: its publication date and its language."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from takhrij.errors import UsageError
from takhrij.packs.loader import find_packs, known_languages

if TYPE_CHECKING:
    from pathlib import Path

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def checked_published(value: str | None) -> str | None:
    """The publication date in ISO form, digits made ASCII: a year, month, day or time.

    Raises UsageError where it is no date of the calendar.
    """
    if value is None or not value.strip():
        return None
    day = "".join(str(int(c)) if c.isdecimal() else c for c in value.strip())
    try:
        if found := _DAY.fullmatch(day):
            year, month, of_month = (int(part or 1) for part in found.groups())
            date(year, month, of_month)
        else:
            datetime.fromisoformat(day)
    except ValueError as e:
        raise UsageError(
            "malformed-published", f"{value!r} is not a date", "Write it as YYYY-MM-DD, for example 2019-10-16."
        ) from e
    return day


def checked_language(value: str | None, packs: Path | None = None) -> str | None:
    """The language code in short form ("AR-eg" is "ar"). Raises UsageError where no such language is known."""
    if value is None or not value.strip():
        return None
    code = re.split(r"[-_]", value.strip().lower())[0]
    if code not in find_packs(packs) and code not in known_languages():
        with_pack = ", ".join(sorted(find_packs(packs)))
        raise UsageError("unknown-language", f"{value!r} is not a language code", f"Packs are there for: {with_pack}.")
    return code
