"""Find news outlets in text and tell which outlet a name, a phrase or an address means.

The outlets are listed in `packs/common/outlets.tsv`, the words that stand beside their names in each language's
`outlets.toml`. A name that is also a common word counts only where something beside it says that an outlet is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from takhrij.model import Span
from takhrij.packs import loader
from takhrij.resolve.outlet_names import TOKEN, Bearer, Name, Names, Reading, Words, by_second, fold_words
from takhrij.resolve.outlet_signs import QUOTES, Signs, agrees, allowed, case_fits, choose, read_signs
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from takhrij.packs.schema import Outlet

_JOINTS = ".-–_'’/&·+\u2010\u2011\u0640"  # may stand inside a name: initials with full stops, hyphens
_ADDRESS = re.compile(r"\.[A-Za-z]{2,6}\b(?![\w.-])")
_ADDRESS_LEFT = re.compile(r"[\w.-]+$")
_BRACKETS = re.compile(r"[()\[\]]")


class Mention(NamedTuple):
    """A place where an outlet is named; `outlet` is None where several bear the name and nothing tells which."""

    span: Span
    outlet: str | None


class Gazetteer:
    """Outlets of the world by any listed name, and by address. Nothing is read before the first question."""

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """All outlets by id."""
        return {outlet.id: outlet for outlet in loader.outlet_rows()}

    @cached_property
    def _names(self) -> dict[str, Names]:
        """Names by their folded first word."""
        bearers: dict[tuple[str, ...], list[Bearer]] = defaultdict(list)
        for outlet in self.outlets.values():
            for names in outlet.names.values():
                for name in names:
                    bearers[tuple(TOKEN.findall(fold(name)))].append(Bearer(outlet, name, name in outlet.weak))
        index: dict[str, list[Name]] = defaultdict(list)
        for tokens, owners in bearers.items():
            index[tokens[0]].append(Name(tokens[1:], tuple(owners)))
        return {word: by_second(names) for word, names in index.items()}

    @cached_property
    def _domains(self) -> dict[str, str]:
        return {domain: outlet.id for outlet in self.outlets.values() for domain in outlet.domains}

    @cached_property
    def _readings(self) -> dict[str, Reading]:
        return {}

    def _reading(self, language: str | None) -> Reading:
        """The reading of a language; that of all packs together where the language has none or is not known."""
        if (found := self._readings.get(language or "")) is None:
            pack = loader.load(language) if language else None
            codes = [language] if pack and language else sorted(loader.find_packs())
            packs = [p.outlets for code in codes if (p := loader.load(code))]
            found = self._readings[language or ""] = Reading(fold_words(packs), self._names)
        return found

    def entry(self, key: str) -> Outlet | None:
        """The outlet of an id, or None."""
        return self.outlets.get(key)

    def by_domain(self, url: str) -> str | None:
        """The outlet to whose domain an address belongs (`www.`, `m.` and the like are looked through), or None."""
        try:
            host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
        except ValueError:
            return None
        labels = host.lower().strip(".").split(".")
        for i in range(len(labels) - 1):
            if found := self._domains.get(".".join(labels[i:])):
                return found
        return None

    def find(self, text: str, language: str | None = None, country: str | None = None) -> list[Mention]:
        """All places where an outlet is named, in the order of the text, not overlapping.

        `country` (ISO code, for instance that of the page's own outlet) decides between bearers of one name where
        nothing else does. Spans leave out prefixed prepositions, quotation marks and outlet nouns.
        """
        reading = self._reading(language)
        tokens = list(TOKEN.finditer(text))
        plain = [m[0] for m in tokens]
        reading.learn(distinct := set(plain))
        seen = reading.seen
        live = {word for word in distinct if seen[word]}
        found: list[Mention] = []
        until, listed = 0, False
        for i in [i for i, word in enumerate(plain) if word in live]:
            if i < until:
                continue
            for cut, name, stop in _fitting(seen[plain[i]], tokens, i, text):
                span = Span(_skip(text, tokens[i], cut), tokens[stop - 1].end())
                joined = listed and until >= i - 1 and _is_join(text[found[-1].span.end : span.start], reading.words)
                signs = read_signs(text, tokens, (i, stop), span, reading)
                if joined:
                    signs = signs._replace(named=True)
                pool = allowed(name.bearers, text, span, signs, reading.words)
                if pool:
                    found.append(Mention(span, choose(pool, signs, country)))
                    until, listed = stop, signs.named or bool(signs.kinds)
                    break
        return _merge(found, self._addresses(text))

    def _addresses(self, text: str) -> list[Mention]:
        """Domains of outlets that the text spells out."""
        found = []
        for m in _ADDRESS.finditer(text):
            left = _ADDRESS_LEFT.search(text[max(0, m.start() - 60) : m.start()])
            if left and (outlet := self.by_domain(text[m.start() - len(left[0]) : m.end()])):
                found.append(Mention(Span(m.start() - len(left[0]), m.end()), outlet))
        return found

    def match(self, name: str, *, country: str | None = None, outlet: bool = False) -> str | None:
        """The outlet a whole name or phrase means, with or without outlet noun, country word and gloss in brackets.

        A name that is also a common word needs an outlet noun in the phrase, unless `outlet` says that the name is
        known to be an outlet's. None where no outlet, or more than one, is meant.
        """
        whole = self._match(name, country, known=outlet)
        if whole or not _BRACKETS.search(name):
            return whole
        parts = {self._match(part, country, known=outlet) for part in _BRACKETS.split(name) if part.strip()}
        return next(iter(parts - {None}), None) if len(parts - {None}) == 1 else None

    def _match(self, name: str, country: str | None, *, known: bool) -> str | None:
        reading = self._reading(None)
        words, raw = reading.words, [m[0] for m in TOKEN.finditer(name)]
        if not raw:
            return None
        for start, stop in _cores(raw, words, reading):
            beside = [s for t in raw[:start] + raw[stop:] for s in reading.stems(t)]
            kinds = frozenset(words.kinds[w] for w in beside if w in words.kinds) - {"any"}
            countries = frozenset(words.countries[w] for w in beside if w in words.countries)
            signs = Signs(kinds, countries, named=known, speaks=False)
            pool = self._bearers(raw[start:stop], reading, signs)
            if pool:
                return choose(pool, signs, country)
        return None

    def _bearers(self, raw: list[str], reading: Reading, signs: Signs) -> list[Bearer]:
        """Outlets that bear exactly these words as their name."""
        reading.learn({raw[0]})
        tail = tuple(fold(t) for t in raw[1:])
        for _, names in reading.seen[raw[0]]:
            for name in names.begun_by(tail[0] if tail else ""):
                if name.rest == tail:
                    written = " ".join(raw)
                    return [
                        b
                        for b in name.bearers
                        if signs.named or agrees(b, signs) or (not b.weak and case_fits(written, b.name))
                    ]
        return []


def _cores(raw: list[str], words: Words, reading: Reading) -> Iterator[tuple[int, int]]:
    """Ranges of tokens that may be the name itself: the whole, then with side words taken off, the longest first."""

    def is_side(token: str) -> bool:
        return any(w in words.sides for w in reading.stems(token))

    left = next((i for i, t in enumerate(raw) if not is_side(t)), len(raw))
    right = next((i for i, t in enumerate(reversed(raw)) if not is_side(t)), len(raw))
    ranges = [(s, len(raw) - e) for s in range(min(left, 6) + 1) for e in range(min(right, 6) + 1) if s < len(raw) - e]
    yield from sorted(ranges, key=lambda r: r[0] - r[1])


def _fitting(
    starts: tuple[tuple[int, Names], ...], tokens: list[re.Match[str]], i: int, text: str
) -> Iterator[tuple[int, Name, int]]:
    """Names whose words stand at token `i`: the letters cut off the first, the name, and the token where it ends."""
    second = fold(tokens[i + 1][0]) if i + 1 < len(tokens) else ""
    for cut, names in starts:
        for name in names.begun_by(second):
            stop = i + 1 + len(name.rest)
            if stop <= len(tokens) and all(
                fold(tokens[k][0]) == word and _is_inner_gap(text, tokens[k - 1], tokens[k])
                for k, word in enumerate(name.rest, i + 1)
            ):
                yield cut, name, stop


def _is_inner_gap(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """Tell whether what stands between two words may stand inside a name."""
    gap = text[left.end() : right.start()]
    if len(gap) > 4 or gap.strip().strip(_JOINTS) or gap.count("\n") > 1:
        return False
    return not (gap.startswith(".") and gap[1:2].isspace() and len(left[0]) > 3)


def _skip(text: str, token: re.Match[str], cut: int) -> int:
    """Offset after `cut` letters of a token; marks between and after them are skipped too."""
    at = token.start()
    while cut:
        cut -= bool(fold(text[at]))
        at += 1
    while at < token.end() and not fold(text[at]):
        at += 1
    return at


def _is_join(between: str, words: Words) -> bool:
    """Tell whether two names stand in one list, given what is between them."""
    return fold(between).strip(QUOTES + " \u00a0\u0640").strip() in words.joins


def _merge(names: list[Mention], addresses: list[Mention]) -> list[Mention]:
    """Names and addresses in the order of the text; an address takes the place of names inside it."""
    if not addresses:
        return names
    kept = [n for n in names if not any(n.span.meets(a.span) for a in addresses)]
    return sorted([*kept, *addresses])


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of the process."""
    return Gazetteer()
