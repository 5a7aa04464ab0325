"""Say what a sentence and its counterpart in another language do not have in common.

What translators do anyway is none of it. A difference is told only where both sides can be read; it never says that a
translation is wrong, only which side has what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.model import Change, Span
from takhrij.verify.crosslingual.calendar import unlike
from takhrij.verify.crosslingual.figures import differing
from takhrij.verify.crosslingual.naming import exchanged
from takhrij.verify.crosslingual.partners import Partners
from takhrij.verify.crosslingual.sentence import Reader, Sentence, reader
from takhrij.verify.crosslingual.strength import weighed

if TYPE_CHECKING:
    from pathlib import Path

_BEHIND = 4  # words behind a negation whose translations are looked at
_MARKS = 4  # marks within a word that folding takes away
_LEFT, _RIGHT = 6, 4  # words round these in which a counterpart may stand


def drift(
    content: str, source: str, *, language: str = "ar", source_language: str = "en", packs: Path | None = None
) -> tuple[Change, ...]:
    """Facts that only one of two sentences has, with their places in both, in the order of the content.

    Kinds: number, date, name, negation, hedge, strength. Raises ValueError where the two languages have no lexicon.
    """
    here, there = reader(language, source_language, packs), reader(source_language, language, packs)
    if here is None or there is None:
        raise ValueError(f"no lexicon of {language} and {source_language}")
    one, other = here.read(content), there.read(source)
    pairs = Partners(one, other)
    mine = _Side(here, one, pairs.there, is_content=True)
    theirs = _Side(there, other, pairs.here, is_content=False)
    names = (
        Change(kind="name", content_span=Span(a.start, a.end), source_span=Span(b.start, b.end))
        for a, b in exchanged(here, one, there, other, pairs)
    )
    graded = (
        Change(kind="strength", content_span=Span(a.start, a.end), source_span=Span(b.start, b.end), strength=strength)
        for a, b, strength in weighed(here, one, there, other, pairs)
    )
    found = [*_numbers(one, other), *_dates(mine, theirs), *names, *_tone(mine, theirs), *graded]
    return tuple(sorted(found, key=lambda c: c.content_span or Span(len(content), len(content))))


class _Side(NamedTuple):
    """One sentence with its reader, and the words of the other that its words may translate."""

    reader: Reader
    sentence: Sentence
    partners: dict[int, set[int]]
    is_content: bool


def _dates(one: _Side, other: _Side) -> list[Change]:
    """Months and weekdays that do not agree; a day told by its distance makes up for one that only one side has."""
    sides = [(s, s.reader.calendar.read(s.sentence.tokens, s.sentence.text)) for s in (one, other)]
    relative = any(s.reader.calendar.is_relative(s.sentence.tokens) for s, _ in sides)
    return [
        Change(
            kind="date",
            content_span=_span(one.sentence, *a.tokens) if a else None,
            source_span=_span(other.sentence, *b.tokens) if b else None,
        )
        for a, b in unlike(sides[0][1], sides[1][1])
        if (a and b) or not relative
    ]


def _span(sentence: Sentence, first: int, end: int) -> Span:
    """The place of a range of tokens."""
    return Span(sentence.tokens[first].start, sentence.tokens[end - 1].end)


def _tone(one: _Side, other: _Side) -> list[Change]:
    """Negations and words of reserve of one side where the other has nothing of the kind."""
    found = []
    for kind in ("negation", "hedge"):
        for mine, theirs in ((one, other), (other, one)):
            for a, b in _unanswered(kind, mine, theirs):
                if _is_doubtful(mine, a, b):
                    continue
                span = _span(mine.sentence, a, b)
                content, source = (span, None) if mine.is_content else (None, span)
                found.append(Change(kind=kind, content_span=content, source_span=source))
    return found


def _unanswered(kind: str, mine: _Side, theirs: _Side) -> list[tuple[int, int]]:
    """Ranges of words of a kind for which nothing stands on the other side.

    Where that has as many of them, in whatever words, none is; otherwise those are at whose place there is none.
    """
    told = mine.reader.tone.told(kind, mine.sentence.tokens)
    if not told:
        return []
    tone, tokens = theirs.reader.tone, theirs.sentence.tokens
    like = tone.like(kind, tokens)
    if len(like) >= len(told):
        return []
    beside = tone.beside(kind, tokens)
    out = []
    for a, b in told:
        near = _near(mine, a, b)
        excuses = [r for r in (*like, *beside) if near is None or not near.isdisjoint(range(*r))]
        if not excuses:
            out.append((a, b))
    return out[: len(told) - len(like)]


def _is_doubtful(side: _Side, a: int, b: int) -> bool:
    """Tell whether a word may be a name, or stands in letters whose spaces were lost."""
    text, tokens = side.sentence.text, side.sentence.tokens
    start = tokens[a].start
    before = text[:start].rstrip()
    if side.reader.cased and text[start].isupper() and before and (before[-1].isalnum() or before[-1] in ",-"):
        return True
    return any(tokens[k].end - tokens[k].start > len(tokens[k].text) + _MARKS for k in range(a, b))


def _near(side: _Side, a: int, b: int) -> set[int] | None:
    """Tokens of the other side round the words that the words behind a range translate, None where none is known."""
    there = {p for k in range(a, b + _BEHIND) for p in side.partners.get(k, ())}
    return {q for p in there for q in range(p - _LEFT, p + _RIGHT + 1)} if there else None


def _numbers(one: Sentence, other: Sentence) -> list[Change]:
    return [
        Change(
            kind="number",
            content_span=Span(pair.one.start, pair.one.end) if pair.one else None,
            source_span=Span(pair.other.start, pair.other.end) if pair.other else None,
        )
        for pair in differing(one.mentions, other.mentions, (one.bare, other.bare))
    ]
