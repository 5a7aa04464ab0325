"""Say what a sentence and its counterpart in another language do not have in common.

What translators do anyway is none of it. A difference is told only where both sides can be read; it never says that a
translation is wrong, only which side has what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.model import Change, Span
from takhrij.verify.crosslingual.figures import differing
from takhrij.verify.crosslingual.sentence import Sentence, reader

if TYPE_CHECKING:
    from pathlib import Path


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
    return tuple(_numbers(one, other))


def _numbers(one: Sentence, other: Sentence) -> list[Change]:
    return [
        Change(
            kind="number",
            content_span=Span(pair.one.start, pair.one.end) if pair.one else None,
            source_span=Span(pair.other.start, pair.other.end) if pair.other else None,
        )
        for pair in differing(one.mentions, other.mentions)
    ]
