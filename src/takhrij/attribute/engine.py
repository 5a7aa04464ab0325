"""Try the rules of a pack on every cue of a text, settle conflicts, and give attributions."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate, Frame, Rejection
from takhrij.attribute.lexicon import lexicon
from takhrij.attribute.scan import Scan
from takhrij.attribute.settle import settle
from takhrij.attribute.shapes import SHAPES

if TYPE_CHECKING:
    from takhrij.model import Attribution, Spans
    from takhrij.packs.loader import Pack

_FRAMES: weakref.WeakKeyDictionary[Pack, tuple[Frame, ...]] = weakref.WeakKeyDictionary()


def _frames(pack: Pack) -> tuple[Frame, ...]:
    known = _FRAMES.get(pack)
    if known is None:
        known = _FRAMES[pack] = tuple(
            Frame(
                id=r.id,
                shape=r.shape,
                cue=sum(t.BIT[c] for c in r.cue),
                anchors=frozenset(r.anchor),
                confidence=r.confidence,
                stance=r.stance,
            )
            for r in pack.frames.rule
        )
    return known


def attribute(
    text: str, paragraphs: Spans, pack: Pack, log: list[Rejection] | None = None
) -> tuple[Attribution, ...]:
    """Return the attributions of a text in reading order; `log` collects what was tried and turned down."""
    scan = Scan(text, paragraphs, lexicon(pack))
    candidates = find_candidates(scan, _frames(pack), log)
    return settle(scan, candidates, log)


def find_candidates(scan: Scan, frames: tuple[Frame, ...], log: list[Rejection] | None) -> list[Candidate]:
    """The first rule that fits, for each cue."""
    found: list[Candidate] = []
    for i, cues in enumerate(scan.cues):
        if cues and not scan.tags[i] & t.TRAP:
            candidate = _try(scan, i, frames, log)
            if candidate is not None:
                found.append(candidate)
    return found


def _try(scan: Scan, i: int, frames: tuple[Frame, ...], log: list[Rejection] | None) -> Candidate | None:
    for frame in frames:
        if not frame.cue & scan.tags[i]:
            continue
        for cue in scan.cues[i]:
            if not cue.kind & frame.cue:
                continue
            result = SHAPES[frame.shape](scan, i, cue, frame)
            if isinstance(result, Candidate):
                return result
            if log is not None:
                log.append(Rejection(rule=frame.id, start=scan.starts[i], end=scan.ends[i], reason=result))
    return None
