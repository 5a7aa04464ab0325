"""Find news outlets in text and tell which outlet a name, a phrase or an address means.

The outlets are listed in `packs/common/outlets.tsv`, the words that stand beside their names in each language's
`outlets.toml`. A name that is also a common word counts only where something beside it says that an outlet is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from takhrij.model import Span
from takhrij.packs import loader
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from takhrij.packs.schema import Outlet, OutletWords

_INNER = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
_TOKEN = re.compile(rf"[^\W\d_]+(?:[{_INNER}]+[^\W\d_]*)*|\d+")
_QUOTES = "\"'«»‹›“”„‟‘’()[]{}*_"
_JOINTS = ".-–_'’/&·+\u2010\u2011\u0640"  # may stand inside a name: initials with full stops, hyphens
_SENTENCE_END = ".!?\u061f\n:\u2026"
_ADDRESS = re.compile(r"\.[A-Za-z]{2,6}\b(?![\w.-])")
_ADDRESS_LEFT = re.compile(r"[\w.-]+$")
_BRACKETS = re.compile(r"[()\[\]]")
_STARTS_KEPT = 200_000
# kinds of outlet that a noun may mean: every outlet has a site, papers print magazines
_PRINT, _AIR = frozenset(("newspaper", "magazine", "website")), frozenset(("broadcaster", "radio", "website"))
_AGREEING = {
    "newspaper": _PRINT,
    "magazine": _PRINT,
    "agency": frozenset(("agency",)),
    "broadcaster": _AIR,
    "radio": _AIR,
    "website": _PRINT | _AIR | {"agency"},
}


class Mention(NamedTuple):
    """A place where an outlet is named; `outlet` is None where several bear the name and nothing tells which."""

    span: Span
    outlet: str | None


class _Bearer(NamedTuple):
    """An outlet that bears a name, the name as the list writes it, and whether that is also a common word."""

    outlet: Outlet
    name: str
    weak: bool


class _Name(NamedTuple):
    """The words of a name after the first, folded, and all outlets that bear it."""

    rest: tuple[str, ...]
    bearers: tuple[_Bearer, ...]


class _Names(NamedTuple):
    """Names that begin with one word: those of several words by their second, longest first, and that of one word."""

    longer: dict[str, tuple[_Name, ...]]
    alone: tuple[_Name, ...]

    def begun_by(self, second: str) -> tuple[_Name, ...]:
        """Names that may stand where `second` is the next word, the longest first."""
        found = self.longer.get(second)
        return found + self.alone if found else self.alone


class _Words(NamedTuple):
    """The words beside names, folded: kinds by noun, countries by word; `sides` is all that may stand in a phrase."""

    kinds: dict[str, str]
    countries: dict[str, str]
    before: frozenset[str]
    after: frozenset[str]
    verb_kinds: frozenset[str]
    nouns_after: frozenset[str]
    joins: frozenset[str]
    sides: frozenset[str]
    prefixes: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]


class _Signs(NamedTuple):
    """What stands beside a name: the outlet nouns' kinds, countries; whether it is marked off, speaks, goes on.

    `named`: alone between quotation marks or brackets, or in a list of outlets. `goes_on`: a capital follows, so that a
    longer name may stand there.
    """

    kinds: frozenset[str]
    countries: frozenset[str]
    named: bool
    speaks: bool
    goes_on: bool = False


def _fold_words(packs: Iterable[OutletWords]) -> _Words:
    """Join and fold the outlet words of some packs."""
    packs = tuple(packs)

    def folded(field: str) -> frozenset[str]:
        return frozenset(fold(word) for pack in packs for word in getattr(pack, field))

    kinds = {fold(w): kind for p in packs for kind, words in p.nouns.items() for w in words}
    countries = {fold(w): code for p in packs for code, words in p.countries.items() for w in words}
    return _Words(
        kinds=kinds,
        countries=countries,
        before=folded("verbs_before"),
        after=folded("verbs_after"),
        verb_kinds=folded("verb_kinds"),
        nouns_after=frozenset(fold(w) for p in packs if p.noun_after for words in p.nouns.values() for w in words),
        joins=folded("joins"),
        sides=folded("particles") | kinds.keys() | countries.keys(),
        prefixes=tuple((fold(a), fold(b)) for p in packs for a, b in p.prefixes),
        articles=tuple(fold(p.article) for p in packs if p.article),
    )


class _Reading:
    """One language's way of finding names: its words, and for each word seen the names that may begin with it."""

    def __init__(self, words: _Words, names: dict[str, _Names]) -> None:
        self.words = words
        self.names = names
        # what is written together with a word leaves its end as it is: most words are passed over by their last letters
        self.tails = {word[-3:] for word in names}
        self.seen: dict[str, tuple[tuple[int, _Names], ...]] = {}

    def learn(self, tokens: set[str]) -> None:
        """Look up the words of a text that were not seen before."""
        if len(self.seen) > _STARTS_KEPT:
            self.seen.clear()
        for token in tokens:
            if token not in self.seen:
                word = fold(token)
                known = word[-3:] in self.tails or word[-2:] in self.tails
                self.seen[token] = tuple(self._starts(word)) if known else ()

    def _starts(self, word: str) -> Iterator[tuple[int, _Names]]:
        """Names that begin with a folded word, with the letters to be cut off it; the whole word comes first."""
        if found := self.names.get(word):
            yield 0, found
        for written, becomes in self.words.prefixes:
            if word.startswith(written) and len(word) > len(written) + 1:
                rest = becomes + word[len(written) :]
                if found := self.names.get(rest):
                    yield len(written) - bool(becomes), found
                yield from self._without_article(rest, len(written))
        yield from self._without_article(word, 0)

    def _without_article(self, word: str, cut: int) -> Iterator[tuple[int, _Names]]:
        for article in self.words.articles:
            found = self.names.get(word[len(article) :]) if word.startswith(article) else None
            if found and found.longer:
                yield cut, _Names(found.longer, ())

    def stems(self, token: str) -> Iterator[str]:
        """Forms a word may have without the letters written together with it, folded."""
        word = fold(token)
        yield word
        for written, becomes in self.words.prefixes:
            if word.startswith(written):
                yield becomes + word[len(written) :]


class Gazetteer:
    """Outlets of the world by any listed name, and by address. Nothing is read before the first question."""

    @cached_property
    def outlets(self) -> dict[str, Outlet]:
        """All outlets by id."""
        return {outlet.id: outlet for outlet in loader.outlet_rows()}

    @cached_property
    def _names(self) -> dict[str, _Names]:
        """Names by their folded first word."""
        bearers: dict[tuple[str, ...], list[_Bearer]] = defaultdict(list)
        for outlet in self.outlets.values():
            for names in outlet.names.values():
                for name in names:
                    bearers[tuple(_TOKEN.findall(fold(name)))].append(_Bearer(outlet, name, name in outlet.weak))
        index: dict[str, list[_Name]] = defaultdict(list)
        for tokens, owners in bearers.items():
            index[tokens[0]].append(_Name(tokens[1:], tuple(owners)))
        return {word: _by_second(names) for word, names in index.items()}

    @cached_property
    def _domains(self) -> dict[str, str]:
        return {domain: outlet.id for outlet in self.outlets.values() for domain in outlet.domains}

    @cached_property
    def _readings(self) -> dict[str, _Reading]:
        return {}

    def _reading(self, language: str | None) -> _Reading:
        """The reading of a language; that of all packs together where the language has none or is not known."""
        if (found := self._readings.get(language or "")) is None:
            pack = loader.load(language) if language else None
            codes = [language] if pack and language else sorted(loader.find_packs())
            packs = [p.outlets for code in codes if (p := loader.load(code))]
            found = self._readings[language or ""] = _Reading(_fold_words(packs), self._names)
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
        tokens = list(_TOKEN.finditer(text))
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
                signs = _signs(text, tokens, (i, stop), span, reading)
                if joined:
                    signs = signs._replace(named=True)
                pool = _allowed(name.bearers, text, span, signs, reading.words)
                if pool:
                    found.append(Mention(span, _choose(pool, signs, country)))
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
        words, raw = reading.words, [m[0] for m in _TOKEN.finditer(name)]
        if not raw:
            return None
        for start, stop in _cores(raw, words, reading):
            beside = [s for t in raw[:start] + raw[stop:] for s in reading.stems(t)]
            kinds = frozenset(words.kinds[w] for w in beside if w in words.kinds) - {"any"}
            countries = frozenset(words.countries[w] for w in beside if w in words.countries)
            signs = _Signs(kinds, countries, named=known or bool(kinds), speaks=False)
            pool = self._bearers(raw[start:stop], reading, signs)
            if pool:
                return _choose(pool, signs, country)
        return None

    def _bearers(self, raw: list[str], reading: _Reading, signs: _Signs) -> list[_Bearer]:
        """Outlets that bear exactly these words as their name."""
        reading.learn({raw[0]})
        tail = tuple(fold(t) for t in raw[1:])
        for _, names in reading.seen[raw[0]]:
            for name in names.begun_by(tail[0] if tail else ""):
                if name.rest == tail:
                    return [
                        b for b in name.bearers if signs.named or (not b.weak and _case_fits(" ".join(raw), b.name))
                    ]
        return []


def _cores(raw: list[str], words: _Words, reading: _Reading) -> Iterator[tuple[int, int]]:
    """Ranges of tokens that may be the name itself: the whole, then with side words taken off, the longest first."""

    def is_side(token: str) -> bool:
        return any(w in words.sides for w in reading.stems(token))

    left = next((i for i, t in enumerate(raw) if not is_side(t)), len(raw))
    right = next((i for i, t in enumerate(reversed(raw)) if not is_side(t)), len(raw))
    ranges = [(s, len(raw) - e) for s in range(min(left, 6) + 1) for e in range(min(right, 6) + 1) if s < len(raw) - e]
    yield from sorted(ranges, key=lambda r: r[0] - r[1])


def _by_second(names: list[_Name]) -> _Names:
    """Names with one first word, laid out by their second."""
    longer: dict[str, list[_Name]] = defaultdict(list)
    for name in sorted(names, key=lambda n: -len(n.rest)):
        if name.rest:
            longer[name.rest[0]].append(name)
    return _Names({word: tuple(found) for word, found in longer.items()}, tuple(n for n in names if not n.rest))


def _fitting(
    starts: tuple[tuple[int, _Names], ...], tokens: list[re.Match[str]], i: int, text: str
) -> Iterator[tuple[int, _Name, int]]:
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


def _is_join(between: str, words: _Words) -> bool:
    """Tell whether two names stand in one list, given what is between them."""
    return fold(between).strip(_QUOTES + " \u00a0\u0640").strip() in words.joins


def _is_clean(gap: str) -> bool:
    return not gap.strip(_QUOTES + "- \u00a0\n\t\u200e\u200f\u2010\u2011\u0640")


def _signs(text: str, tokens: list[re.Match[str]], at: tuple[int, int], span: Span, reading: _Reading) -> _Signs:
    """Read what stands beside a name: up to five words before it and three after."""
    words, (first, stop) = reading.words, at
    kinds, countries = set(), set()
    for k in range(first - 1, max(-1, first - 6), -1):
        side = next((w for w in reading.stems(tokens[k][0]) if w in words.sides), None)
        if side is None or not _is_clean(text[tokens[k].end() : tokens[k + 1].start()]):
            break
        kinds.add(words.kinds.get(side, "any"))
        countries.add(words.countries.get(side, ""))
    for k in range(stop, min(len(tokens), stop + 3)):
        side = fold(tokens[k][0])
        if not _is_clean(text[tokens[k - 1].end() : tokens[k].start()]):
            break
        if side in words.nouns_after:
            kinds.add(words.kinds[side])
        elif side in words.countries:
            countries.add(words.countries[side])
        else:
            break
    kinds.discard("any")
    enclosed = span.start > 0 and text[span.start - 1] in _QUOTES and text[span.end : span.end + 1] in tuple(_QUOTES)
    goes_on = text[span.end : span.end + 2].strip()[:1].isupper()
    return _Signs(frozenset(kinds), frozenset(countries) - {""}, enclosed, _speaks(text, tokens, at, reading), goes_on)


def _speaks(text: str, tokens: list[re.Match[str]], at: tuple[int, int], reading: _Reading) -> bool:
    """Tell whether a word of reporting stands right before or right after a name."""
    first, stop = at
    if first and _is_clean(text[tokens[first - 1].end() : tokens[first].start()]):
        before = fold(tokens[first - 1][0])
        pair = f"{fold(tokens[first - 2][0])} {before}" if first > 1 else before
        if before in reading.words.before or pair in reading.words.before:
            return True
    if stop < len(tokens) and _is_clean(text[tokens[stop - 1].end() : tokens[stop].start()]):
        return fold(tokens[stop][0]) in reading.words.after
    return False


def _allowed(bearers: tuple[_Bearer, ...], text: str, span: Span, signs: _Signs, words: _Words) -> list[_Bearer]:
    """Bearers of a name for which enough speaks at this place."""
    written = text[span.start : span.end]
    pool = [b for b in bearers if _case_fits(written, b.name)]
    if signs.named:
        return pool
    agreeing = [b for b in pool if any(b.outlet.kind in _AGREEING[kind] for kind in signs.kinds)]
    if agreeing and not (signs.goes_on and all(b.outlet.kind not in signs.kinds for b in agreeing)):
        return agreeing
    strong = [b for b in pool if not b.weak]
    if strong or signs.goes_on:
        return strong
    if signs.speaks:
        return [b for b in pool if b.outlet.kind in words.verb_kinds]
    before = text[: span.start].rstrip(" \u00a0" + _QUOTES)[-1:]
    begins = not before or before in _SENTENCE_END
    capital_article = written.partition(" ")[0].istitle() and " " in written and not begins
    return [b for b in pool if capital_article and b.name.partition(" ")[0] == written.partition(" ")[0] == "The"]


@lru_cache(maxsize=50_000)
def _case_fits(written: str, name: str) -> bool:
    """Tell whether capitals stand where the listed name has them; short names in capitals must be all capitals."""
    if not name.isascii() and name.upper() == name.lower():
        return True
    if name.isupper() and len(name) <= 5:
        return "".join(_TOKEN.findall(written)) == "".join(_TOKEN.findall(name))
    words, listed = _TOKEN.findall(written), _TOKEN.findall(name)
    pairs = list(zip(words, listed, strict=False))
    if not name[0].isupper() and len(pairs) == 1:
        return written == name
    return all(w[0].isupper() or not n[0].isupper() or (i == 0 and n == "The") for i, (w, n) in enumerate(pairs))


def _choose(pool: list[_Bearer], signs: _Signs, country: str | None) -> str | None:
    """The one outlet that is meant, or None where the name's bearers cannot be told apart."""
    for keep in (
        lambda b: b.outlet.kind in signs.kinds,
        lambda b: b.outlet.country in signs.countries,
        lambda b: not b.weak,
        lambda b: bool(b.outlet.reach),
        lambda b: b.outlet.country == country,
    ):
        pool = [b for b in pool if keep(b)] or pool
    ids = {b.outlet.id for b in pool}
    return next(iter(ids)) if len(ids) == 1 else None


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
