"""Read the months and weekdays of a sentence, and tell those that another sentence does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.verify.words import verify_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from takhrij.packs.loader import Pack
    from takhrij.verify.crosslingual.quantities import Token

_LUNAR = "hijri"
_BESIDE = 2  # words round a name that is no month without a figure beside it


class Named(NamedTuple):
    """A month or weekday: its kind, its number, its tokens; `sure` where it is no other word."""

    kind: str
    number: int
    tokens: tuple[int, int]
    sure: bool


class Calendar:
    """Names of months and weekdays of one language, and words that tell a day by its distance."""

    def __init__(self, pack: Pack) -> None:
        words = verify_words(pack)
        self._cased = pack.entities.cased
        self._spelled = words.spelled
        self._glued = sorted((p for p, instead in pack.translation.prefixes if not instead), key=len, reverse=True)
        self._names: dict[str, list[tuple[tuple[str, ...], str, int, bool]]] = {}
        for number, names in enumerate(pack.dates.weekdays):
            self._add(names, "weekday", number, sure=True)
        for table in pack.dates.months:
            kind = "lunar" if table.calendar == _LUNAR else "month"
            for number, names in enumerate(table.names):
                if table.need in ("nothing", "support"):
                    self._add(names, kind, number, sure=table.need == "nothing")
        self._relative = frozenset(words.spelled(w) for r in pack.dates.relative for w in r.words)

    def _add(self, names: Sequence[str], kind: str, number: int, *, sure: bool) -> None:
        for name in names:
            parts = tuple(map(self._spelled, name.lstrip("=").split()))
            self._names.setdefault(parts[0], []).append((parts, kind, number, sure))

    def read(self, tokens: Sequence[Token], text: str) -> list[Named]:
        """The months and weekdays of a sentence."""
        found: list[Named] = []
        for i, token in enumerate(tokens):
            if self._cased and not text[token.start].isupper():
                continue
            for parts, kind, number, sure in self._at(tokens, i):
                end = i + len(parts)
                near = (*tokens[max(i - _BESIDE, 0) : i], *tokens[end : end + _BESIDE])
                certain = (sure or any(t.is_figure for t in near)) and not self._in_name(tokens, end, text)
                found.append(Named(kind, number, (i, end), certain))
                break
        return found

    def _in_name(self, tokens: Sequence[Token], end: int, text: str) -> bool:
        """Tell whether a word with a capital follows at once that is no name of a day or month: "Sunday Times"."""
        if not self._cased or end == len(tokens) or text[tokens[end - 1].end : tokens[end].start] != " ":
            return False
        return text[tokens[end].start].isupper() and not self._at(tokens, end)

    def _at(self, tokens: Sequence[Token], i: int) -> list[tuple[tuple[str, ...], str, int, bool]]:
        """Names that begin at a token, the longest first."""
        word = tokens[i].text
        forms = [word, word.split("'")[0], *(word[len(p) :] for p in self._glued if word.startswith(p))]
        known = [
            n
            for form in forms
            for n in self._names.get(form, ())
            if all(i + k < len(tokens) and tokens[i + k].text == n[0][k] for k in range(1, len(n[0])))
        ]
        return sorted(known, key=lambda n: -len(n[0]))

    def is_relative(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a sentence tells a day by its distance from another."""
        return any(t.text in self._relative or t.text[1:] in self._relative for t in tokens)


def unlike(ones: Sequence[Named], others: Sequence[Named]) -> list[tuple[Named | None, Named | None]]:
    """Months and weekdays that only one side has, of one kind together."""
    out: list[tuple[Named | None, Named | None]] = []
    for kind in ("weekday", "month", "lunar"):
        left = _only(kind, ones, others)
        right = _only(kind, others, ones)
        out += zip(left, right, strict=False)
        spare = any(n.kind == kind for n in others), any(n.kind == kind for n in ones)
        out += [(n, None) for n in left[len(right) :] if not spare[0]]
        out += [(None, n) for n in right[len(left) :] if not spare[1]]
    return out


def _only(kind: str, mine: Sequence[Named], theirs: Sequence[Named]) -> list[Named]:
    known = {n.number for n in theirs if n.kind == kind}
    return [n for n in mine if n.kind == kind and n.sure and n.number not in known]
