"""Turn an alignment into a verdict: verbatim, altered, reordered, stitched, closest passage, or not found.

Scores do not tell an altered quotation from a sentence that is merely like it; the typed differences do. Up to two
changed facts are an alteration; beyond that the nearest place is told as the closest passage. In doubt: not found.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from takhrij.model import Change, Passage, Span
from takhrij.verify.align import FAR
from takhrij.verify.changes import as_changes, differences
from takhrij.verify.cover import Segment

if TYPE_CHECKING:
    from takhrij.model.verdict import VerdictName
    from takhrij.verify.align import Alignment, Place
    from takhrij.verify.changes import Difference

FACTS = 2.0  # changed facts beyond which a place is only the closest passage
_SAME = 0.5  # share of the words that an altered quotation has in common with its place, by rarity
_EXCHANGED = 3  # words exchanged at several places that still are two facts
_FEW, _SAME_OF_FEW = 5, 0.45  # words below which a quotation is short, and the share of it that must stand there
_NEAR = 0.38  # the same for the closest passage
_WORDS = 3  # words that must agree for a place to be told at all
_APART = 40  # words between two runs in another order from which they are two places
_MOST = 0.75  # share of a quotation that runs must make up to be told
_RUN, _NEARLY = 4, 0.85  # words of a run that speaks for a place; shorter ones do where the runs make up nearly all
_MOVED = 5  # words from which the same words in another order are told
_LEFT_OUT = 30  # words between two runs from which they are two places


class Judgement(NamedTuple):
    """The outcome for one quotation and one source; spans are code points of each text.

    `passages` are the places: several with the same `content_span` are equally good, several with others are the parts
    of one. `reason` is a stable word, `share` how much of the quotation stands there (0..1, by rarity).
    """

    verdict: VerdictName
    changes: tuple[Change, ...]
    passages: tuple[Passage, ...]
    reason: str
    facts: float = 0.0
    share: float = 0.0


NOT_FOUND = Judgement("not-found", (), (), "nothing-like-it")


def judge(alignment: Alignment, *, quoted: bool = True, reserved: bool = False) -> Judgement:
    """Say what an alignment means.

    `quoted` is False for words that are not given as the source's own; `reserved` is True where the citing text holds
    back outside them ("may", he said): then reserve that the source has beside them is not left out.
    """
    if not alignment.content.tokens:
        return Judgement("not-found", (), (), "no-words")
    if not alignment.places and not alignment.segments:
        return NOT_FOUND
    place = alignment.places[0] if alignment.places else None
    found = differences(alignment, place, reserved=reserved) if place else []
    if place and not found and all(f.end for f in place.fits):
        return _verbatim(alignment, place)
    facts = sum(d.facts for d in found)
    exchanged_words = sum(_meaning(alignment, d) for d in found if d.kind == "word")
    if exchanged_words > _EXCHANGED and len(found) > 1:
        facts = max(facts, FACTS + 1)
    exchanged = bool(found) and all(d.kind in ("number", "date", "name") for d in found)
    moved = _moved(alignment, found) if place and not exchanged else None
    if moved:
        whole = Segment((0, len(alignment.ids)), moved, len(alignment.ids))
        return Judgement("reordered", (), (_passage(alignment, whole),), "other-order", share=1.0)
    long = sum(len(d.content) for d in found) >= _RUN - 1 or any(len(d.source) >= _LEFT_OUT for d in found)
    parts = _parts(alignment, facts if place else FACTS + 1, long=long)
    if parts:
        return parts
    return _compared(alignment, found, facts, quoted=quoted) if place else NOT_FOUND


def _meaning(alignment: Alignment, d: Difference) -> int:
    """Words of a difference that are no small words, on the side that has more."""
    small, here, there = alignment.words.is_small, alignment.content.tokens.texts, alignment.source.tokens.texts
    return max(sum(not small(here[i]) for i in d.content), sum(not small(there[j]) for j in d.source))


def _verbatim(alignment: Alignment, place: Place) -> Judgement:
    """Every word agrees: word for word, unless the pieces stand far apart or in another order."""
    gaps = [b.start - a.end for a, b in pairwise(place.fits)]
    if any(g > FAR or g < -FAR for g in gaps):
        return Judgement("stitched", (), _passages(alignment), "distant-places", share=1.0)
    if any(g < 0 for g in gaps):
        return Judgement("reordered", (), _passages(alignment), "other-order", share=1.0)
    reason = "clipped" if len(place.fits) > 1 else "word-for-word"
    if reason != "clipped" and any(alignment.content.free):
        reason = "bracketed"
    return Judgement("verbatim", (), _passages(alignment), reason, share=1.0)


def _moved(alignment: Alignment, found: list[Difference]) -> tuple[int, int] | None:
    """The tokens of the source that are those of the quotation in another order, None where there are none.

    Either the place itself, or as many words of the source near it as the quotation has.
    """
    here = Counter(alignment.content.tokens.texts[i] for d in found for i in d.content)
    there = Counter(alignment.source.tokens.texts[j] for d in found for j in d.source)
    size, source, place = len(alignment.ids), alignment.source.ids, alignment.places[0]
    if here and here == there and sum(here.values()) < size:
        return place.start, place.end
    if size < _MOVED or sum(here.values()) < 2 or any(t < 0 for t in alignment.ids):
        return None
    low = max(place.start - size, 0)
    balance = Counter(source[low : low + size])
    balance.subtract(alignment.ids)
    wrong = sum(1 for n in balance.values() if n)
    for k in range(low, max(min(low + 2 * size, len(source) - size), low) + 1):
        if not wrong:
            return k, k + size
        if k + size >= len(source):
            break
        for token, step in ((source[k], -1), (source[k + size], 1)):
            before = balance[token]
            balance[token] = before + step
            wrong += (before + step != 0) - (before != 0)
    return None


def _parts(alignment: Alignment, facts: float, *, long: bool) -> Judgement | None:
    """The quotation as runs in another order or from distant places, where they make up nearly all of it.

    `long` tells whether the best single place lacks several words in a row.
    """
    segments, size = alignment.segments, len(alignment.ids)
    if min(s.same for s in segments) < _RUN if segments else True:
        segments = (
            tuple(s for s in segments if s.same >= _RUN) if sum(s.same for s in segments) < _NEARLY * size else segments
        )
    least = _MOST if facts > FACTS else _NEARLY
    if len(segments) < 2 or sum(s.same for s in segments) < least * size:
        return None
    gaps = [b.source[0] - a.source[1] for a, b in pairwise(segments)]
    first, last = min(s.source[0] for s in segments), max(s.source[1] for s in segments)
    spread = last - first - size
    backwards = any(g < 0 for g in gaps)
    if not backwards and max(gaps) < _LEFT_OUT:
        return None
    if facts <= FACTS and not long:
        return None
    passages = tuple(_passage(alignment, s) for s in segments)
    if spread > _APART or (not backwards and max(gaps) >= _LEFT_OUT):
        return Judgement("stitched", (), passages, "distant-places", share=_share(alignment, segments))
    return Judgement("reordered", (), passages, "other-order", share=_share(alignment, segments))


def _share(alignment: Alignment, segments: tuple[Segment, ...]) -> float:
    return min(1.0, sum(s.same for s in segments) / max(len(alignment.ids), 1))


def _passage(alignment: Alignment, segment: Segment) -> Passage:
    (c0, c1), (s0, s1) = segment.content, segment.source
    content, source = alignment.content.tokens, alignment.source.tokens
    return Passage(
        content_span=Span(content.starts[c0], content.ends[c1 - 1]),
        source_span=Span(source.starts[s0], source.ends[s1 - 1]),
    )


def _passages(alignment: Alignment) -> tuple[Passage, ...]:
    """The places of all pieces, then those of the equally good alternatives."""
    out = []
    content, source = alignment.content.tokens, alignment.source.tokens
    for place in alignment.places:
        for (a, b), one in zip(alignment.content.pieces, place.fits, strict=True):
            if one.end:
                out.append(
                    Passage(
                        content_span=Span(content.starts[a], content.ends[b - 1]),
                        source_span=Span(source.starts[one.start], source.ends[one.end - 1]),
                    )
                )
    return tuple(dict.fromkeys(out))


def _compared(alignment: Alignment, found: list[Difference], facts: float, *, quoted: bool) -> Judgement:
    """Altered, closest passage or not found, by how many facts differ and how much agrees."""
    share, same = _agreement(alignment)
    changes = as_changes(found, alignment)
    if _is_altered(len(alignment.ids), facts, share, same, quoted=quoted):
        return Judgement("altered", changes, _passages(alignment), "changed", facts, share)
    if share >= _NEAR and same >= _WORDS:
        name: VerdictName = "closest-passage" if quoted else "paraphrase-candidate"
        return Judgement(name, changes, _passages(alignment), "facts-differ", facts, share)
    return NOT_FOUND._replace(facts=facts, share=share)


def _is_altered(size: int, facts: float, share: float, same: int, *, quoted: bool) -> bool:
    """Tell whether so many changed facts still leave a quotation; of few words nearly all must agree."""
    if size < _FEW:
        return facts <= 1.0 and share >= _SAME_OF_FEW and same >= max(2, size - 2)
    most = FACTS if quoted else min(FACTS, max(1.0, size / 4))
    return facts <= most and share >= _SAME and same >= _WORDS


def _agreement(alignment: Alignment) -> tuple[float, int]:
    """Share of the quotation that stands at its place, by rarity, and how many words that are."""
    index = alignment.source
    total = sum(index.rarity(t) for t, free in zip(alignment.ids, alignment.content.free, strict=True) if not free)
    held = [
        alignment.ids[i]
        for f in alignment.places[0].fits
        for i, j in f.pairs
        if i is not None and j is not None and alignment.ids[i] == index.ids[j]
    ]
    return (sum(index.rarity(t) for t in held) / total if total else 0.0), len(held)
