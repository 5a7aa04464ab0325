"""Cut text into words and marks, with offsets."""

from __future__ import annotations

import re

# Marks that stand inside Arabic-script words: vowel signs, tatweel, joiners and direction marks.
_INNER = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
WORD = (
    rf"[^\W_][^\W_{_INNER}]*(?:[{_INNER}]+[^\W_]*)*"
    rf"(?:(?:['\u2019\u02bc&.\u2010\u2011-](?=[^\W_]))[^\W_{_INNER}]+(?:[{_INNER}]+[^\W_]*)*)*"
)
TOKEN = re.compile(rf"{WORD}|\.\.+|''|``|\S", re.UNICODE)


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """Return words and single marks of `text[start:end]` as matches; runs of dots are one token."""
    return list(TOKEN.finditer(text, start, len(text) if end is None else end))
