"""Find where a quotation stands in a source and how the two lie along one another.

The way: rare tokens and runs of three vote for stretches of the source, the best stretches are compared, the tokens
are laid along them (`fit`), and runs of the quotation that stand in another order or at distant places are found
(`cover`). What the differences mean is said by `changes` and `judge`. Nothing here compares letters over a long text.
"""

from __future__ import annotations

from typing import NamedTuple

from takhrij.packs.loader import load
from takhrij.verify.cover import Segment, cover
from takhrij.verify.fit import Fit, Side, cost_of, fit
from takhrij.verify.index import SourceIndex
from takhrij.verify.tokens import BRACKETED, ELLIPSIS, Tokens, tokenise
from takhrij.verify.words import VerifyWords, verify_words

FAR = 80  # tokens between two places that are no longer one place
_VOTERS = 60  # a token more frequent than this votes only as part of a run of three
_WINDOWS = 8  # stretches that are compared
_FITTED = 3  # stretches along which the tokens are laid
_EXACT = 40  # places of an exact match that are kept
_ALTERNATIVES = 10  # equally good places that are told


class Content(NamedTuple):
    """A quotation as tokens; `pieces` are ranges between marks of omission, `free` tells the editor's own words."""

    text: str
    tokens: Tokens
    free: list[bool]
    pieces: tuple[tuple[int, int], ...]


class Place(NamedTuple):
    """One way to find the quotation in the source: a fit for each piece, in the order of the quotation."""

    fits: tuple[Fit, ...]
    cost: float

    @property
    def start(self) -> int:
        """First token of the source that is used."""
        return min((f.start for f in self.fits if f.end), default=0)

    @property
    def end(self) -> int:
        """End of the last token of the source that is used."""
        return max((f.end for f in self.fits), default=0)


class Alignment(NamedTuple):
    """Everything found of a quotation in a source. `places` are equally good, none where nothing is like it."""

    content: Content
    source: SourceIndex
    ids: list[int]
    places: tuple[Place, ...]
    segments: tuple[Segment, ...]

    @property
    def words(self) -> VerifyWords:
        """The words both sides were compared with."""
        return self.source.words


def align(
    content: str, source: str | SourceIndex, *, language: str = "en", words: VerifyWords | None = None
) -> Alignment:
    """Lay a quotation along a source in the same language.

    Pass a `SourceIndex` where several quotations are looked for in one source. `words` are those of the language's own
    pack unless given. Offsets of the result are token positions; `judge` gives code points.
    """
    if isinstance(source, str):
        source = SourceIndex(source, words or built_in_words(language))
    said = read_content(content, source.words)
    ids = source.numbered(said.tokens.texts)
    places = _places(said, ids, source)
    exact = bool(places) and places[0].cost == 0 and len(said.pieces) == 1
    return Alignment(said, source, ids, places, () if exact else cover(ids, source))


def built_in_words(language: str) -> VerifyWords:
    """The words of a language's own pack; those of English where there is none."""
    pack = load(language) or load("en")
    assert pack is not None  # noqa: S101 - the English pack is part of the package
    return verify_words(pack)


def read_content(text: str, words: VerifyWords) -> Content:
    """Cut a quotation into tokens and pieces; what stands in square brackets is the editor's."""
    tokens = tokenise(text, words)
    brackets = [m.span() for m in BRACKETED.finditer(text) if not ELLIPSIS.fullmatch(m.group())]
    free = [any(a <= s < b for a, b in brackets) for s in tokens.starts]
    pieces, at = [], 0
    for m in ELLIPSIS.finditer(text):
        end = at
        while end < len(tokens) and tokens.starts[end] < m.start():
            end += 1
        if end > at:
            pieces.append((at, end))
        at = end
    if at < len(tokens):
        pieces.append((at, len(tokens)))
    return Content(text, tokens, free, tuple(pieces))


def _places(content: Content, ids: list[int], index: SourceIndex) -> tuple[Place, ...]:
    """The equally good ways to find all pieces, best first; the first is the one nearest in letters."""
    options = [_fits(_side(content, ids, a, b), index, a) for a, b in content.pieces]
    if not any(options):
        return ()
    options = [o or [_nowhere(a, b)] for o, (a, b) in zip(options, content.pieces, strict=True)]
    best: list[list[tuple[float, int]]] = [[(f.cost, -1) for f in options[-1]]]
    for now, after in zip(options[-2::-1], options[:0:-1], strict=True):
        row = []
        for f in now:
            costs = [_step(f, g) + best[0][k][0] for k, g in enumerate(after)]
            k = min(range(len(costs)), key=costs.__getitem__)
            row.append((f.cost + costs[k], k))
        best.insert(0, row)
    order = sorted(range(len(options[0])), key=lambda k: (best[0][k][0], _unlike(content, index, options[0][k])))
    least = best[0][order[0]][0]
    out = []
    for first in order[:_ALTERNATIVES]:
        if best[0][first][0] > least + 1e-9:
            break
        k, fits = first, []
        for row, fitted in zip(best, options, strict=True):
            fits.append(fitted[k])
            k = row[k][1]
        out.append(Place(tuple(fits), least))
    return tuple(out)


def _nowhere(a: int, b: int) -> Fit:
    """What stands for a piece that nothing in the source is like."""
    return Fit(0, 0, tuple((i, None) for i in range(a, b)), 1.05 * (b - a))


def _step(one: Fit, other: Fit) -> float:
    """What it costs to go on from one piece to the next: nothing in order and near, more out of order or far away."""
    if not one.end or not other.end:
        return 0.0
    gap = other.start - one.end
    return (
        3.0 + min(-gap, 1000) / 1000
        if gap < 0
        else (min(gap, FAR) / (10 * FAR) if gap <= FAR else 2.0 + min(gap, 10**6) / 10**6)
    )


def _unlike(content: Content, index: SourceIndex, found: Fit) -> float:
    """How far the letters of the place are from those of the quotation, as a tie-break."""
    from rapidfuzz.distance import Indel

    if found.end <= found.start:
        return 1.0
    text = index.text[index.tokens.starts[found.start] : index.tokens.ends[found.end - 1]]
    return float(Indel.normalized_distance(content.text[:2000], text[:2000]))


def _side(content: Content, ids: list[int], a: int, b: int) -> Side:
    return Side(ids[a:b], content.tokens.texts[a:b], content.free[a:b])


def _fits(side: Side, index: SourceIndex, offset: int) -> list[Fit]:
    """The best places of one piece, cheapest first, one at most for each stretch of the source."""
    size = len(side.ids)
    exact = index.find(side.ids)
    if exact:
        return [Fit(p, p + size, tuple((offset + k, p + k) for k in range(size)), 0.0) for p in exact[:_EXACT]]
    found: dict[tuple[int, int], Fit] = {}
    for low, high in _windows(side.ids, index):
        one = _within_sentence(fit(side, index, low, high), side, index)
        if one.end > one.start:
            pairs = tuple((None if i is None else i + offset, j) for i, j in one.pairs)
            found.setdefault((one.start, one.end), Fit(one.start, one.end, pairs, one.cost))
    return sorted(found.values(), key=lambda f: (f.cost, f.start))


def _within_sentence(found: Fit, side: Side, index: SourceIndex) -> Fit:
    """The fit without words of the next or the previous sentence that only fill the place of words put in."""
    agree = [
        k for k, (i, j) in enumerate(found.pairs) if i is not None and j is not None and side.ids[i] == index.ids[j]
    ]
    if not agree:
        return found
    pairs = list(found.pairs)
    opened = False
    for k in range(agree[-1] + 1, len(pairs)):
        i, j = pairs[k]
        opened = opened or (j is not None and index.opens_sentence(j))
        if opened:
            pairs[k] = (i, None)
    opened = False
    for k in range(agree[0] - 1, -1, -1):
        i, j = pairs[k]
        after = next(b for _, b in pairs[k + 1 :] if b is not None)
        opened = opened or index.opens_sentence(after)
        if opened:
            pairs[k] = (i, None)
    kept = tuple(p for p in pairs if p != (None, None))
    if kept == found.pairs:
        return found
    used = [j for _, j in kept if j is not None]
    return Fit(used[0], used[-1] + 1, kept, cost_of(kept, side, index))


def _windows(ids: list[int], index: SourceIndex) -> list[tuple[int, int]]:
    """Stretches of the source that may hold the tokens, the likeliest first."""
    from rapidfuzz.distance import LCSseq

    size = len(ids)
    width = max(6, size // 3)
    votes: dict[int, float] = {}
    for i, token in enumerate(ids):
        places = index.places.get(token, ())
        if len(places) <= _VOTERS:
            weight = index.rarity(token)
            for p in places:
                votes[(p - i) // width] = votes.get((p - i) // width, 0.0) + weight
    for i, gram in enumerate(zip(ids, ids[1:], ids[2:], strict=False)):
        places = index.grams.get(gram, ())
        if len(places) <= 4 * _VOTERS:
            weight = sum(index.rarity(t) for t in gram) / 2
            for p in places:
                votes[(p - i) // width] = votes.get((p - i) // width, 0.0) + weight
    scored = {b: v + 0.9 * max(votes.get(b - 1, 0.0), votes.get(b + 1, 0.0)) for b, v in votes.items()}
    slack = max(8, size // 2)
    chosen: list[tuple[int, int]] = []
    for b in sorted(scored, key=lambda b: (-scored[b], b)):
        low = max(b * width - slack, 0)
        high = min((b + 1) * width + size + slack, len(index))
        if all(abs(low - other) >= 2 * width for other, _ in chosen):
            chosen.append((low, high))
            if len(chosen) == _WINDOWS:
                break
    near = sorted(chosen, key=lambda w: -LCSseq.similarity(ids, index.ids[w[0] : w[1]]))
    return near[:_FITTED]
