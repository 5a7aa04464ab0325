"""Try the rules of a pack on every cue of a text, settle conflicts, and give attributions."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Candidate, Frame, Rejection
from takhrij.attribute.carried import embrace, take_subjects, widen_relays
from takhrij.attribute.cited import turn_around
from takhrij.attribute.clause import after_aside
from takhrij.attribute.follow import follow
from takhrij.attribute.layout import find_layouts
from takhrij.attribute.lexicon import lexicon
from takhrij.attribute.placed import UNCLAIMED
from takhrij.attribute.scan import Scan
from takhrij.attribute.settle import settle
from takhrij.attribute.shapes import SHAPES

if TYPE_CHECKING:
    from takhrij.attribute.confidence import Told
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
                names=frozenset(r.names),
                anchors=frozenset(r.anchor),
                confidence=r.confidence,
                stance=r.stance,
            )
            for r in pack.frames.rule
        )
    return known


def attribute(
    text: str,
    paragraphs: Spans,
    pack: Pack,
    log: list[Rejection] | None = None,
    *,
    prefix: str = "A",
    told: dict[str, Told] | None = None,
) -> tuple[Attribution, ...]:
    """Return the attributions of a text in reading order, their ids with `prefix`.

    `log` collects what was tried and turned down, `told` the signs of each mark, which its confidence rests on.
    """
    scan = Scan(text, paragraphs, lexicon(pack))
    candidates = find_candidates(scan, _frames(pack), log)
    candidates = sorted([*find_layouts(scan, _frames(pack)), *candidates], key=lambda c: c.at[0])
    if not scan.subject_first:
        take_subjects(scan, candidates)
        widen_relays(candidates)
        embrace(scan, candidates)
    follow(scan, candidates)
    for frame in _frames(pack):
        if frame.shape == "cited":
            turn_around(scan, frame, candidates)
    for frame in _frames(pack):
        if frame.shape in UNCLAIMED and (more := UNCLAIMED[frame.shape](scan, frame, candidates)):
            candidates = sorted([*candidates, *more], key=lambda c: c.at[0])
    return settle(scan, candidates, log, prefix, told)


def find_candidates(scan: Scan, frames: tuple[Frame, ...], log: list[Rejection] | None) -> list[Candidate]:
    """The first rule that fits, for each cue."""
    found: list[Candidate] = []
    used = 0  # tokens before this one belong to a cue already
    for i, cues in enumerate(scan.cues):
        if cues and i >= used and not scan.tags[i] & t.TRAP and not _is_name(scan, i):
            new = _try(scan, i, frames, log)
            if new:
                found.extend(new)
                used = new[0].at[1]
    return found


def _is_name(scan: Scan, i: int) -> bool:
    """A capitalised word inside a sentence is a name, whatever verb it looks like."""
    return bool(scan.tags[i] & t.CAP) and i > 0 and not scan.tags[i - 1] & (t.MARK & ~t.COMMA)


def _is_noun(scan: Scan, i: int) -> bool:
    """Tell whether a word that may be a noun stands where nouns stand rather than verbs."""
    if not scan.subject_first or not scan.tags[i] & t.NOUN:
        return False
    k = i - 1
    while k > 0 and scan.tags[k] & (t.ADVERB | t.NEG):
        k -= 1
    before = scan.tags[k] if k >= 0 else t.MARK
    if before & (t.PRON | t.REL | t.AUX | t.INFINITIVE | t.QUOTE) and not before & t.POSSESSIVE:
        return bool(before & t.DET and not before & t.PRON)
    if before & t.SOURCE and any("documents" in c.takes for c in scan.cues[i]):
        return False  # "records show"
    if before & t.COMMA and k == i - 1 and i + 1 < len(scan.tags) and after_aside(scan, i):
        return False
    after = scan.tags[i + 1] if i + 1 < len(scan.tags) else t.MARK
    named = before & t.CAP or (before & t.NOUN and k > 0 and scan.tags[k - 1] & (t.DET | t.POSSESSIVE))
    if before & (t.DET | t.POSSESSIVE | t.PREPOSITION | t.NUMBER | t.BE | (0 if named else t.SAY | t.VERB)):
        return True
    if (after & (t.MARK | t.INFINITIVE) and before & t.CAP) or (after & t.INFINITIVE and not before):
        return False
    return not after & (t.THAT | t.QUOTE | t.COLON | t.PRON | t.OBJECT | t.DET | t.CAP | t.WHETHER)


def _try(scan: Scan, i: int, frames: tuple[Frame, ...], log: list[Rejection] | None) -> list[Candidate]:
    is_noun = _is_noun(scan, i)
    for frame in frames:
        if not frame.cue & scan.tags[i] or frame.shape not in SHAPES:
            continue
        for cue in scan.cues[i]:
            if not cue.kind & frame.cue or (frame.names and cue.name not in frame.names):
                continue
            if cue.kind & t.SAY and is_noun:
                result: list[Candidate] | str = "it is a noun here"
            else:
                result = SHAPES[frame.shape](scan, i, cue, frame)
            if not isinstance(result, str):
                return result
            if log is not None:
                log.append(Rejection(rule=frame.id, start=scan.starts[i], end=scan.ends[i], reason=result))
    return []
