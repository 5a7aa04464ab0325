"""Make characters that nobody can see visible: direction controls, terminal controls, tags.

The text of a page is hostile: a right-to-left override can make a name read backwards, an escape sequence can write
over a terminal. Reports show such characters as small marks and never let them work.
"""

from __future__ import annotations

import re

CONTROLS = {
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
"""Embeddings, overrides and isolates: they reach over the text that follows, so a mark stands in their place."""

MARKS = {0x200E: "LRM", 0x200F: "RLM", 0x061C: "ALM"}
"""Marks without reach: they stay in the text."""

_NO_LINE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
UNSEEN = re.compile(
    f"[{_NO_LINE}\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
UNSEEN_OR_MARK = re.compile(UNSEEN.pattern[:-1] + "\u200e\u200f\u061c]")


def name_of(character: str) -> str:
    """A short name for a character that cannot be seen."""
    point = ord(character)
    return CONTROLS.get(point) or MARKS.get(point) or f"U+{point:04X}"


def plain(text: str) -> str:
    """The text with its unseen characters written as ⟦RLO⟧; carriage returns become line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNSEEN.sub(lambda m: f"⟦{name_of(m[0])}⟧", text)


def one_line(text: str) -> str:
    """The same with all white space made single spaces."""
    return " ".join(plain(text).split())


def shorten(text: str, length: int) -> str:
    """One line of at most `length` characters, cut between words with an ellipsis."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[:length].rsplit(" ", 1)[0] if " " in line[:length] else line[:length]
    return cut.rstrip(" ,;:") + "…"
