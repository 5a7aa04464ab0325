"""The words of the reports in one interface language: sentences, plurals, names of codes, dates.

All words come from `interface.toml` of the language's pack. A code without a word of its own (a pack of the user's may
bring new ones) is shown as it is, hyphens made spaces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from takhrij.errors import TakhrijError
from takhrij.packs.loader import find_packs, load

if TYPE_CHECKING:
    from takhrij.model import Warn
    from takhrij.model.article import Direction
    from takhrij.packs.schema import About, Interface

FALLBACK = "en"
_DAY = re.compile(r"([0-9X]{4})-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"([0-9X]{4})-([0-9]{2})")
_VALUE = re.compile(r'"([^"]+)"|(?<![\w-])([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![\w-])')
_TIME = re.compile(r"[T ]([0-9]{2}:[0-9]{2})")


class Strings:
    """The interface catalogue of one language, with the few rules that put it to use."""

    def __init__(self, about: About, catalogue: Interface) -> None:
        self.language = about.language
        self.direction: Direction = about.direction
        self.comma = catalogue.text["comma"]
        self._catalogue = catalogue

    def say(self, key: str, **values: object) -> str:
        """The sentence of a key with its places filled."""
        return self._catalogue.text[key].format(**values)

    def template(self, key: str) -> str:
        """The sentence of a key with its places as they stand, for `markup.fill`."""
        return self._catalogue.text[key]

    def depths(self, counts: dict[int, int]) -> str:
        """How many statements came over how many links."""
        return self.join([self.say("colon", name=self.count("over-steps", d), value=n) for d, n in counts.items()])

    def count(self, key: str, number: int) -> str:
        """A number with its noun in the right plural form."""
        forms = self._catalogue.plural[key]
        return forms.get(self.plural_form(number), forms["other"]).format(n=number)

    def plural_form(self, number: int) -> str:
        """The form (one, two, few, ...) that a count takes in this language."""
        for rule in self._catalogue.plural_rule:
            value = number % rule.modulo if rule.modulo else number
            if rule.first <= value <= rule.last:
                return rule.form
        return "other"

    def word(self, group: str, code: str) -> str:
        """The word for a code of the contract; the code itself, made readable, where there is none."""
        return self._catalogue.words.get(group, {}).get(code) or code.replace("-", " ")

    def knows(self, group: str, code: str) -> bool:
        """Tell whether the catalogue has a word of its own for a code."""
        return code in self._catalogue.words.get(group, {})

    def detail(self, warning: Warn) -> str:
        """What a warning says beyond the catalogue's sentence for its code.

        The messages of the engine are English; in another language their values are shown, languages and days in words.
        """
        if self.language == FALLBACK or not self.knows("warning", warning.code):
            return warning.message
        values = [m[1] or self.date(m[2]) for m in _VALUE.finditer(warning.message)]
        return " · ".join(self.word("language", v) if self.knows("language", v) else v for v in dict.fromkeys(values))

    def percent(self, share: float | None) -> str:
        """A share 0..1 as a whole percentage; a dash where there is none."""
        return self.say("percent", n=round(share * 100)) if share is not None else self.say("none")

    def join(self, parts: list[str]) -> str:
        """A list in one line."""
        return self.comma.join(parts)

    def date(self, value: str | None) -> str:
        """An EDTF or ISO value in words; the value itself where its shape is not known."""
        if value is None:
            return self.say("no-such-date")
        if "/" in value:
            first, last = (self.date(v) if v not in {"", ".."} else self.say("open-date") for v in value.split("/", 1))
            return self._pattern("interval", first=first, last=last)
        if found := _DAY.match(value):
            day = self._month("day", found[1], found[2], int(found[3]))
            time = _TIME.match(value, found.end())
            return self._pattern("time", day=day, time=time[1]) if time and time[1] != "00:00" else day
        if found := _MONTH.fullmatch(value):
            return self._month("month", found[1], found[2], 0)
        if re.fullmatch(r"[0-9]{3}X", value):
            return self._pattern("decade", year=value[:3] + "0")
        if re.fullmatch(r"[0-9]{2}XX", value):
            return self._pattern("century", year=value[:2] + "00", n=int(value[:2]) + 1)
        return value

    def _month(self, name: str, year: str, month: str, day: int) -> str:
        known = "X" not in year
        number = int(month)
        if not 1 <= number <= len(self._catalogue.months):
            return f"{year}-{month}" + (f"-{day:02d}" if day else "")
        pattern = name if known else f"{name}-without-year"
        return self._pattern(pattern, day=day, month=self._catalogue.months[number - 1], year=year)

    def _pattern(self, name: str, **values: object) -> str:
        return self._catalogue.dates[name].format(**values)


@lru_cache(maxsize=16)
def strings(language: str) -> Strings:
    """The catalogue of a language. Raises TakhrijError where there is none."""
    pack = load(language)
    if pack is None or language not in catalogues():
        known = ", ".join(catalogues())
        raise TakhrijError("unknown-interface", f"no interface in {language!r}", f"Choose one of: {known}.")
    return Strings(pack.about, pack.interface)


@lru_cache(maxsize=1)
def catalogues() -> tuple[str, ...]:
    """Codes of the languages that have an interface catalogue."""
    return tuple(sorted(code for code, folder in find_packs().items() if (folder / "interface.toml").is_file()))


def interface_for(article_language: str, interface: str | None) -> Strings:
    """The catalogue asked for; where none is, that of the article's language, else the English one."""
    if interface is not None:
        return strings(interface)
    return strings(article_language if article_language in catalogues() else FALLBACK)
