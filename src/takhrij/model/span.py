"""Offsets into a stored text: Unicode code points, end excluded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):
    """A half-open range of code points, `start < end`."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


def check_spans(spans: Iterable[Span], length: int | None = None) -> None:
    """Raise ValueError unless every span is non-empty and inside `[0, length]`."""
    for start, end in spans:
        if not 0 <= start < end or (length is not None and end > length):
            msg = f"span ({start}, {end}) is empty or outside the text of {length} code points"
            raise ValueError(msg)


def covers(outer: Spans, inner: Spans) -> bool:
    """Tell whether every span of `inner` lies inside one span of `outer`."""
    return all(any(o.holds(i) for o in outer) for i in inner)
