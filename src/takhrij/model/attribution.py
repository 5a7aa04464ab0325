"""A statement as the article presents it: source, cue and content."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from takhrij.model.span import Span, Spans, check_spans

Form = Literal["direct", "indirect", "mixed"]
SourceClass = Literal["person", "organisation", "outlet", "document", "group", "anonymous", "impersonal"]
Stance = Literal["asserts", "alleges", "denies", "doubts", "asks", "demands"]
Voice = Literal["own", "attributed", "mixed"]


class Attribution(Struct, frozen=True, kw_only=True):
    """One content that the text attributes to a source by a cue.

    Every span refers to the same text (the article's, or the title's for title attributions). `speaker` is an entity
    id; `speaker_from` tells whether the sentence names the source or it was inferred from an earlier one. `parent` is
    the id of the attribution whose content holds this one. `confidence` is 0..1. `rule` is the pack's rule id.
    """

    id: str
    type: Form
    content: Spans
    cue: Spans
    source: Spans
    speaker: str | None = None
    speaker_from: Literal["stated", "inferred"] = "stated"
    anonymous: bool = False
    source_class: SourceClass = "person"
    stance: Stance = "asserts"
    hedges: Spans = ()
    parent: str | None = None
    confidence: float
    rule: str

    def __post_init__(self) -> None:
        check_spans((*self.content, *self.cue, *self.source, *self.hedges))
        if not self.content:
            msg = f"attribution {self.id} has no content"
            raise ValueError(msg)

    @property
    def start(self) -> int:
        """First code point of content, cue and source together."""
        return min(s.start for s in (*self.content, *self.cue, *self.source))

    @property
    def end(self) -> int:
        """End of content, cue and source together."""
        return max(s.end for s in (*self.content, *self.cue, *self.source))


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence and whose voice it is in.

    `checkable` (0..1) says how much an own-voice sentence needs a source; `reasons` are stable words such as
    number, named-actor, accusation.
    """

    span: Span
    voice: Voice
    checkable: float = 0.0
    reasons: tuple[str, ...] = ()
