"""What a rule found at a cue, in tokens, before conflicts are settled; and what it turned down, for `explain`."""

from __future__ import annotations

from msgspec import Struct

from takhrij.attribute.lexicon import Cue

Range = tuple[int, int]


class Frame(Struct, frozen=True, kw_only=True):
    """A rule made ready for the engine: tag bits instead of names."""

    id: str
    shape: str
    cue: int
    names: frozenset[str]
    anchors: frozenset[str]
    confidence: float
    stance: str


class Candidate(Struct, kw_only=True):
    """Token ranges of one attribution. `source` is None where the sentence names none."""

    frame: Frame
    cue: Cue
    at: Range
    content: list[Range]
    source: Range | None
    anchor: str
    impersonal: bool = False
    stance: str = ""  # where it is not that of the cue ("does not believe")
    inherits: bool = False  # takes the source of the attribution before it in the sentence

    @property
    def low(self) -> int:
        """First token of cue, source and content."""
        return min(self.at[0], self.content[0][0], self.source[0] if self.source else self.at[0])

    @property
    def high(self) -> int:
        """End of the last of them."""
        return max(self.at[1], self.content[-1][1], self.source[1] if self.source else 0)


class Rejection(Struct, frozen=True, kw_only=True):
    """A rule that was tried on a cue (offsets `start`, `end`) and did not fit, with the reason."""

    rule: str
    start: int
    end: int
    reason: str
