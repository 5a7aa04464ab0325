"""Whose voice each sentence is in, and how much an own-voice sentence needs a source.

A sentence is the author's where no attribution touches it, attributed where its words lie inside attributions, mixed
where a piece of some length is left beside them. What needs a source is a sum of weights that the pack gives, one for
each reason that holds, read as the logarithm of odds: the figure is the share of such sentences that need one. The
reasons are shown with it.
"""

from __future__ import annotations

import math
import re
import weakref
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from takhrij.model import Sentence, Span
from takhrij.text.fold import fold
from takhrij.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from takhrij.model import Attribution, DateMention, Entity, Spans
    from takhrij.packs.loader import Pack
    from takhrij.packs.schema import Reason

_WORD = re.compile(r"[^\W_]+(?:['\u2019\u0640\u064b-\u0652\u0670-][^\W_]+)*[%\u066a]?|[$\u00a3\u20ac]\s?\d\S*")
_QUOTED = re.compile(r"[\u00ab\u201c\u201d\"][^\u00ab\u00bb\u201c\u201d\"]{12,}[\u00bb\u201d\u201c\"]")
_DIGIT = re.compile(r"\d+")
_EXACT = re.compile(r"\d{3,}|\d[.,\u066b\u066c]\d|\d\s?[%\u066a]")
_PAUSE = re.compile("[,;:\u060c\u061b\u2013\u2014]")
_SHORT, _LONG = 5, 12  # words up to which a sentence counts as short, and from which as long
_ENDS_QUESTION = ("?", "\u061f")
_CLOSERS = '"\u201d\u00bb)'
_KEPT = 100_000  # distinct words remembered before the memory is emptied


class _Rule(NamedTuple):
    name: str
    weight: float
    pattern: re.Pattern[str] | None
    shape: str


class _Weigher:
    """The voice words of one pack, folded and ready to be looked up."""

    def __init__(self, pack: Pack) -> None:
        words = pack.voice
        self.base, self.own_words, self.circumstance_words = words.base, words.own_words, words.circumstance_words
        self.empty = frozenset(fold(w) for w in words.empty)
        self.circumstance = frozenset(fold(w) for w in words.circumstance)
        self.clause = frozenset(fold(w) for w in words.clause)
        self.introduces = frozenset(fold(w) for w in words.introduces)
        self.prefixes = ("", *(fold(p) for p, _ in pack.entities.prefixes))
        self.abbreviations = pack.morphology.abbreviations
        self.rules = tuple(_rule(r) for r in words.reason)
        self.listed: dict[str, tuple[int, ...]] = {}
        for i, reason in enumerate(words.reason):
            for word in reason.words:
                known = self.listed.get(fold(word), ())
                self.listed[fold(word)] = (*known, i)
        self._seen: dict[str, tuple[int, ...]] = {}

    def is_circumstance(self, words: Sequence[str]) -> bool:
        """Tell whether a part that begins with these words only says when, where or how something was said."""
        return words[0] in self.circumstance and not (len(words) > 1 and words[1] in self.clause)

    def reasons_of(self, word: str) -> tuple[int, ...]:
        """Indices of the reasons that a folded word is listed under, with or without attached letters."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) > _KEPT:
                self._seen.clear()
            known = self._look(word)
            if not known and "-" in word:  # "forty-four", "a three-year delay"
                known = tuple(sorted({i for part in word.split("-") for i in self._look(part)}))
            self._seen[word] = known
        return known

    def _look(self, word: str) -> tuple[int, ...]:
        return next((r for p in self.prefixes if word.startswith(p) and (r := self.listed.get(word[len(p) :]))), ())


def _rule(reason: Reason) -> _Rule:
    pattern = re.compile("|".join(f"(?:{p})" for p in reason.patterns)) if reason.patterns else None
    return _Rule(reason.name, reason.weight, pattern, reason.shape)


_WEIGHERS: weakref.WeakKeyDictionary[Pack, _Weigher] = weakref.WeakKeyDictionary()


def _weigher(pack: Pack) -> _Weigher:
    known = _WEIGHERS.get(pack)
    if known is None:
        known = _WEIGHERS[pack] = _Weigher(pack)
    return known


def voice(
    text: str,
    paragraphs: Spans,
    attributions: Sequence[Attribution],
    pack: Pack,
    *,
    sentences: Spans | None = None,
    entities: Sequence[Entity] = (),
    dates: Sequence[DateMention] = (),
    notes: Sequence[Span] = (),
) -> tuple[Sentence, ...]:
    """Tell for each sentence whose voice it is in; `entities` and `dates` sharpen what own-voice sentences name.

    `sentences` are those of the text where they are already known. What stands in `notes` on where the text first ran
    needs no source: it names one.
    """
    weigher = _weigher(pack)
    if sentences is None:
        sentences = split_sentences(text, paragraphs, weigher.abbreviations)
    covered = _merged(s for a in attributions for s in (*a.content, *a.cue, *a.source))
    starts, ends = [c.start for c in covered], [c.end for c in covered]
    frames = _frames(text, attributions)
    named = sorted(m.start for e in entities for m in e.mentions)
    days = sorted(d.span for d in dates)
    dated = [d.start for d in days]
    found = []
    for sentence in sentences:
        first, last = bisect_right(ends, sentence.start), bisect_left(starts, sentence.end)
        pieces = _pieces(sentence, covered[first:last])
        own = _own(text, pieces, frames, weigher) if first < last else pieces
        if any(note.meets(sentence) for note in notes):
            found.append(Sentence(span=sentence, voice="own"))
            continue
        if not own:
            found.append(Sentence(span=sentence, voice="attributed"))
            continue
        shapes = {"named": any(_any(named, p) for p in own), "dated": any(_any(dated, p) for p in own)}
        no_figures = days if shapes["dated"] else ()
        shapes["digits"] = _has_figure(_DIGIT, text, own, no_figures)
        shapes["exact"] = shapes["digits"] and _has_figure(_EXACT, text, own, no_figures)
        checkable, reasons = _weigh(text, own, sentence, shapes, weigher)
        found.append(
            Sentence(span=sentence, voice="mixed" if first < last else "own", checkable=checkable, reasons=reasons)
        )
    return tuple(found)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def _pieces(sentence: Span, covered: Sequence[Span]) -> list[Span]:
    """What of a sentence no attribution covers."""
    pieces, at = [], sentence.start
    for span in covered:
        if span.start > at:
            pieces.append(Span(at, span.start))
        at = max(at, span.end)
    if at < sentence.end:
        pieces.append(Span(at, sentence.end))
    return pieces


def _frames(text: str, attributions: Sequence[Attribution]) -> set[tuple[int, int]]:
    """Ends of what stands between a cue and its content ("told [the inquiry on Monday that]"), or a source and its cue.

    Where a comma stands between source and cue, another verb may come before the cue's.
    """
    found = set()
    for a in attributions:
        for x, y in pairwise(sorted((*a.source, *a.cue, *a.content))):
            if not (x in a.source and y in a.cue and _PAUSE.search(text, x.end, y.start)):
                found.add((x.end, y.start))
    return found


def _own(text: str, pieces: Sequence[Span], frames: set[tuple[int, int]], weigher: _Weigher) -> list[Span]:
    """The pieces beside an attribution that are long enough to be a statement of the author's.

    A part between commas that only tells when, where or how something was said ("in a letter to members") counts for
    nothing, unless it is so long that it says more than that.
    """
    own = []
    for piece in pieces:
        if piece.end - piece.start < 3 * weigher.own_words:
            continue
        if (piece.start, piece.end) in frames and len(_WORD.findall(text, *piece)) < weigher.circumstance_words:
            continue
        telling = 0
        parts = [[f for w in _WORD.findall(p) if (f := fold(w))] for p in _PAUSE.split(text[piece.start : piece.end])]
        last = next((part[-1] for part in reversed(parts) if part), "")
        if last in weigher.introduces and sum(map(len, parts)) <= weigher.circumstance_words:
            continue
        for words in parts:
            size = sum(1 for w in words if w not in weigher.empty)
            if size and (not weigher.is_circumstance(words) or size >= weigher.circumstance_words):
                telling += size
        if telling >= weigher.own_words:
            own.append(piece)
    return own


def _any(places: Sequence[int], span: Span) -> bool:
    i = bisect_left(places, span.start)
    return i < len(places) and places[i] < span.end


def _weigh(
    text: str, own: Sequence[Span], sentence: Span, shapes: dict[str, bool], weigher: _Weigher
) -> tuple[float, tuple[str, ...]]:
    """The weights that hold as a share, and the names of the reasons, in the order of the pack."""
    words = [f for piece in own for w in _WORD.findall(text, piece.start, piece.end) if (f := fold(w))]
    hits = {i for w in words for i in weigher.reasons_of(w)}
    shapes["quotation"] = any(_QUOTED.search(text, piece.start, piece.end) for piece in own)
    shapes["short"] = len(words) <= _SHORT
    shapes["long"] = len(words) >= _LONG
    shapes["question"] = (
        text[max(sentence.start, sentence.end - 3) : sentence.end].rstrip(_CLOSERS).endswith(_ENDS_QUESTION)
    )
    joined = " ".join(words)
    total, reasons = weigher.base, []
    for i, rule in enumerate(weigher.rules):
        if i in hits or shapes.get(rule.shape) or (rule.pattern is not None and _found(rule.pattern, joined)):
            total += rule.weight
            reasons.append(rule.name)
    return round(1 / (1 + math.exp(-total)), 3), tuple(reasons)


def _has_figure(figure: re.Pattern[str], text: str, own: Sequence[Span], days: Sequence[Span]) -> bool:
    """Tell whether a number in digits stands there that is no part of a date."""
    for piece in own:
        for m in figure.finditer(text, piece.start, piece.end):
            i = bisect_right(days, (m.start(), len(text)))
            if not i or days[i - 1].end <= m.start():
                return True
    return False


def _found(pattern: re.Pattern[str], words: str) -> bool:
    return pattern.search(words) is not None


def reason_names(pack: Pack) -> Collection[str]:
    """Names of the reasons that a pack knows."""
    return tuple(r.name for r in pack.voice.reason)
