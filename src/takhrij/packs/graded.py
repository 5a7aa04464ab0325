"""Read `scales.toml`: words graded by strength, as they stand in a dictionary, inflected by rules of the file.

A scale has a line for each part of speech, grade by grade from weak to strong; so a noun is comparable with a verb:

    accusing.v = "suspect < accuse, allege < charge"
    accusing.n = "suspicion < accusation, allegation < charge"

`-` is a grade for which a part of speech has no word. Stems that inflect differently are joined by `/`; a phrase stands
as it is, but for the word behind `~` (`~play down`), which is inflected.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from takhrij.errors import PackError
from takhrij.packs import schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NONE = "-"
_LEAST = 2  # grades that make a scale
_GROUP = re.compile(r"\\(\d)")


def graded(sheet: schema.ScaleSheet, path: Path) -> schema.Scales:
    """The scales with every form of their words. Raises PackError naming the file, the scale and what is wrong."""
    inflect = _Inflections(sheet, path)
    return schema.Scales(scale=tuple(_scale(name, row, inflect) for name, row in sheet.scale.items()))


class _Inflections:
    """The rules of inflection of a file, and what is said of its faults."""

    def __init__(self, sheet: schema.ScaleSheet, path: Path) -> None:
        self.path = path
        self.irregular = {entry.split()[0]: entry.split()[1:] for entry in sheet.irregular if entry.strip()}
        self.known: dict[tuple[str, int, str], list[str]] = {}
        self.kinds = {
            kind: [[self._rule(r) for r in stem] for stem in stems] for kind, stems in sheet.inflection.items()
        }

    def _rule(self, rule: schema.Inflection) -> tuple[re.Pattern[str], list[list[str]]]:
        """A pattern and its forms in pieces, every other of which is the number of a group."""
        try:
            pattern = re.compile(rule.when)
        except re.error as e:
            raise self.fault(f"inflection {rule.when!r}: {e}", "Correct the pattern.") from e
        forms = [_GROUP.split(form) for form in rule.forms]
        if any(int(number) > pattern.groups for pieces in forms for number in pieces[1::2]):
            raise self.fault(f"inflection {rule.when!r}: a form asks for a group it has not", "Correct the form.")
        return pattern, forms

    def fault(self, what: str, step: str) -> PackError:
        """An error that names the file."""
        return PackError("pack-scale-invalid", f"{self.path}: {what}", step)

    def forms(self, entry: str, kind: str, place: str) -> Iterator[str]:
        """Every form of an entry."""
        for k, stem in enumerate(entry.split("/")):
            if " " in stem and "~" not in stem:
                yield stem
                continue
            before, _, behind = stem.rpartition("~")
            word, blank, after = behind.partition(" ")
            for form in self._word(word, k, kind, place):
                yield before + form + blank + after

    def _word(self, word: str, k: int, kind: str, place: str) -> list[str]:
        """Every form of a word by the rules for the k-th of its stems; the last rules are those of all that follow."""
        if (kind, k, word) in self.known:
            return self.known[kind, k, word]
        stems = self.kinds[kind]
        for pattern, forms in stems[min(k, len(stems) - 1)]:
            found = pattern.fullmatch(word)
            if found:
                out = ["".join(found[int(p)] if i % 2 else p for i, p in enumerate(form)) for form in forms]
                out += self.irregular.get(word, ())
                self.known[kind, k, word] = out
                return out
        raise self.fault(f"{place}: no inflection fits {word!r}", "Add one whose pattern fits every word.")


def _scale(name: str, row: dict[str, str], inflect: _Inflections) -> schema.Scale:
    lines = {kind: [" ".join(cell.split()) for cell in line.split("<")] for kind, line in row.items()}
    if len({len(cells) for cells in lines.values()}) != 1 or len(next(iter(lines.values()))) < _LEAST:
        told = ", ".join(f"{kind} has {len(cells)}" for kind, cells in lines.items())
        raise inflect.fault(
            f"scale {name!r}: grades: {told or 'none'}", "Give each part of speech as many, two or more."
        )
    for kind in lines.keys() - inflect.kinds.keys():
        raise inflect.fault(f"scale {name!r}: no inflection {kind!r}", f"Use one of {', '.join(inflect.kinds)}.")
    grades = [_grade(f"scale {name!r}", cells, inflect) for cells in _by_grade(lines)]
    _check(name, grades, inflect)
    return schema.Scale(id=name, words=tuple(map(tuple, grades)))


def _by_grade(lines: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    """The words of each grade by part of speech."""
    for cells in zip(*lines.values(), strict=True):
        yield dict(zip(lines, cells, strict=True))


def _grade(place: str, cells: dict[str, str], inflect: _Inflections) -> dict[str, None]:
    """All forms of the words of a grade, each once."""
    forms: dict[str, None] = {}
    for kind, cell in cells.items():
        for entry in () if cell == _NONE else map(str.strip, cell.split(",")):
            if not entry:
                raise inflect.fault(f"{place}, {kind}: an empty word", "Take out the comma or the '<' too many.")
            forms |= dict.fromkeys(inflect.forms(entry, kind, place))
    return forms


def _check(name: str, grades: list[dict[str, None]], inflect: _Inflections) -> None:
    """A word in two grades of a scale says nothing, and neither does a grade without words."""
    seen: dict[str, int] = {}
    for rank, words in enumerate(grades):
        if not words:
            raise inflect.fault(f"scale {name!r}: grade {rank + 1} has no word", "Give it one or take it out.")
        for word in words:
            if seen.setdefault(word, rank) != rank:
                raise inflect.fault(f"scale {name!r}: {word!r} stands in two grades", "Leave it in one of them.")
