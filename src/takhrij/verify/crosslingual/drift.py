"""Say what a sentence and its counterpart in another language do not have in common.

What translators do anyway is none of it. A difference is told only where both sides can be read; it never says that a
translation is wrong, only which side has what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.model import Change, Span
from takhrij.verify.crosslingual.figures import differing
from takhrij.verify.crosslingual.partners import Partners
from takhrij.verify.crosslingual.sentence import Reader, Sentence, reader

if TYPE_CHECKING:
    from pathlib import Path

_BEHIND = 4  # words behind a negation whose translations are looked at
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
    found = [
        *_numbers(one, other),
        *_tone(_Side(here, one, pairs.there, is_content=True), _Side(there, other, pairs.here, is_content=False)),
    ]
    return tuple(sorted(found, key=lambda c: c.content_span or Span(len(content), len(content))))


class _Side(NamedTuple):
    """One sentence with its reader, and the words of the other that its words may translate."""

    reader: Reader
    sentence: Sentence
    partners: dict[int, set[int]]
    is_content: bool


def _tone(one: _Side, other: _Side) -> list[Change]:
    """Negations and words of reserve of one side where the other has nothing of the kind."""
    found = []
    for kind in ("negation", "hedge"):
        for mine, theirs in ((one, other), (other, one)):
            tokens = mine.sentence.tokens
            for a, b in _unanswered(kind, mine, theirs):
                span = Span(tokens[a].start, tokens[b - 1].end)
                found.append(Change(kind=kind, **{"content_span" if mine.is_content else "source_span": span}))
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
        for pair in differing(one.mentions, other.mentions)
    ]
