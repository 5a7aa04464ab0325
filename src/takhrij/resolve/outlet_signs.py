"""What stands beside an outlet's name, and whether it is enough to take a common word for an outlet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from takhrij.resolve.outlet_names import TOKEN, Bearer, Reading, Words
from takhrij.text.fold import fold

if TYPE_CHECKING:
    import re

    from takhrij.model import Span

QUOTES = "\"'«»‹›“”„‟‘’()[]{}*_"
_SENTENCE_END = ".!?\u061f\n:\u2026"
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


class Signs(NamedTuple):
    """What stands beside a name: the outlet nouns' kinds, countries; whether it is marked off, speaks, goes on.

    `named`: alone between quotation marks or brackets, or in a list of outlets. `goes_on`: a capital follows, so that a
    longer name may stand there.
    """

    kinds: frozenset[str]
    countries: frozenset[str]
    named: bool
    speaks: bool
    goes_on: bool = False


def _is_clean(gap: str) -> bool:
    return not gap.strip(QUOTES + "- \u00a0\n\t\u200e\u200f\u2010\u2011\u0640")


def read_signs(text: str, tokens: list[re.Match[str]], at: tuple[int, int], span: Span, reading: Reading) -> Signs:
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
    enclosed = span.start > 0 and text[span.start - 1] in QUOTES and text[span.end : span.end + 1] in tuple(QUOTES)
    goes_on = text[span.end : span.end + 2].strip()[:1].isupper()
    return Signs(frozenset(kinds), frozenset(countries) - {""}, enclosed, _speaks(text, tokens, at, reading), goes_on)


def _speaks(text: str, tokens: list[re.Match[str]], at: tuple[int, int], reading: Reading) -> bool:
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


def agrees(bearer: Bearer, signs: Signs) -> bool:
    """Tell whether an outlet noun beside a name may mean this bearer of it."""
    return any(bearer.outlet.kind in _AGREEING[kind] for kind in signs.kinds)


def allowed(bearers: tuple[Bearer, ...], text: str, span: Span, signs: Signs, words: Words) -> list[Bearer]:
    """Bearers of a name for which enough speaks at this place."""
    written = text[span.start : span.end]
    pool = [b for b in bearers if case_fits(written, b.name)]
    if signs.named:
        return pool
    agreeing = [b for b in pool if agrees(b, signs)]
    if agreeing and not (signs.goes_on and all(b.outlet.kind not in signs.kinds for b in agreeing)):
        return agreeing
    strong = [b for b in pool if not b.weak]
    if strong or signs.goes_on:
        return strong
    if signs.speaks:
        return [b for b in pool if b.outlet.kind in words.verb_kinds]
    before = text[: span.start].rstrip(" \u00a0" + QUOTES)[-1:]
    begins = not before or before in _SENTENCE_END
    capital_article = written.partition(" ")[0].istitle() and " " in written and not begins
    return [b for b in pool if capital_article and b.name.partition(" ")[0] == written.partition(" ")[0] == "The"]


@lru_cache(maxsize=50_000)
def case_fits(written: str, name: str) -> bool:
    """Tell whether capitals stand where the listed name has them; short names in capitals must be all capitals."""
    if not name.isascii() and name.upper() == name.lower():
        return True
    if name.isupper() and len(name) <= 5:
        return "".join(TOKEN.findall(written)) == "".join(TOKEN.findall(name))
    words, listed = TOKEN.findall(written), TOKEN.findall(name)
    pairs = list(zip(words, listed, strict=False))
    if not name[0].isupper() and len(pairs) == 1:
        return written == name
    return all(w[0].isupper() or not n[0].isupper() or (i == 0 and n == "The") for i, (w, n) in enumerate(pairs))


def choose(pool: list[Bearer], signs: Signs, country: str | None) -> str | None:
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
