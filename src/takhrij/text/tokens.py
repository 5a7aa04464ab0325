"""Cut text into words and marks, with offsets."""

from __future__ import annotations

import re
from functools import lru_cache

# Marks that stand inside Arabic-script words: vowel signs, tatweel, joiners and direction marks.
_INNER = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u200b-\u200f\u2060-\u2064\ufeff\u00ad"
WORD = (
    rf"[^\W_][^\W_{_INNER}]*(?:[{_INNER}]+[^\W_]*)*"
    rf"(?:(?:['\u2019\u02bc&.\u2010\u2011-](?=[^\W_]))[^\W_{_INNER}]+(?:[{_INNER}]+[^\W_]*)*)*"
)
TOKEN = re.compile(rf"{WORD}|\.\.+|''|``|\S", re.UNICODE)


@lru_cache(maxsize=4)
def tokenise(text: str) -> tuple[re.Match[str], ...]:
    """Return words and single marks of a text as matches; runs of dots are one token.

    The last few texts are remembered, since several stages read the same one after another.
    """
    return tuple(TOKEN.finditer(text))
