"""Fold text for comparison: no marks, no tatweel, one form per letter, case and digits made equal.

The table is language-neutral: it covers what Unicode itself calls variants plus the letter groups that Arabic-script
writers use for one another. Nothing here knows words.
"""

from __future__ import annotations

import unicodedata

# alef forms, alef maqsura and Farsi ya, ta marbuta, keheh, he goal; given by code point
_SAME = {
    0x0622: "\u0627",
    0x0623: "\u0627",
    0x0625: "\u0627",
    0x0671: "\u0627",
    0x0649: "\u064a",
    0x06CC: "\u064a",
    0x0629: "\u0647",
    0x06A9: "\u0643",
    0x06C1: "\u0647",
    0x06D5: "\u0647",
}
_DROP = dict.fromkeys(
    [
        0x0640,
        0x00AD,
        0x061C,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        *range(0x064B, 0x0660),
        0x0670,
        *range(0x0610, 0x061B),
        *range(0x06D6, 0x06DD),
    ]
)
_ALIKE = {**_DROP, **_SAME, 0x2019: "'", 0x02BC: "'", 0x2010: "-", 0x2011: "-"}


class _Table(dict[int, str]):
    """Folded form of each code point, worked out when it is first met (`str.translate` asks for it)."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code).casefold().translate(_ALIKE)).translate(_ALIKE)
        folded = "".join(
            str(unicodedata.decimal(c)) if c.isdecimal() else c for c in parts if not unicodedata.combining(c)
        )
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Fold a word or short string. Length may change; use `fold_map` where offsets matter."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


def fold_map(text: str) -> tuple[str, list[int]]:
    """Folded text and, for each folded code point, the index of the original code point it came from.

    The list has one more entry, the length of `text`, so a folded span (s, e) is (map[s], map[e - 1] + 1) in the
    original.
    """
    out = list(map(fold, text))
    folded = "".join(out)
    if len(folded) == len(text) and "" not in out:  # each code point became one: most texts
        return folded, list(range(len(text) + 1))
    back: list[int] = []
    for i, f in enumerate(out):
        if len(f) == 1:
            back.append(i)
        else:
            back.extend([i] * len(f))
    back.append(len(text))
    return folded, back
