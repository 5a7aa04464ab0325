"""From candidates to attributions: one per cue, nested where one lies in another's content, cut where they cross."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.attribute.candidate import Rejection
from takhrij.attribute.confidence import confidence, tell
from takhrij.attribute.extent import sentence_of
from takhrij.attribute.tail import find_hedges
from takhrij.model import Attribution, Span

if TYPE_CHECKING:
    from takhrij.attribute.candidate import Candidate, Range
    from takhrij.attribute.confidence import Told
    from takhrij.attribute.scan import Scan
    from takhrij.model.attribution import Form


_PASSED_ON = ("relay", "cited")  # shapes whose inner source says the very words of the outer one
_NEAR = 200  # attributions before and after one that can touch it: keeps the work linear on any text


def settle(
    scan: Scan,
    candidates: list[Candidate],
    log: list[Rejection] | None,
    prefix: str,
    told: dict[str, Told] | None,
) -> tuple[Attribution, ...]:
    """Cut crossing contents, find parents, and write spans; candidates come in the order of their cues."""
    kept: list[Candidate] = []
    for k, c in enumerate(candidates):
        if c.inherits:
            _inherit(scan, candidates, k)
        if _repeats(kept, c):
            continue
        reach = min(c.low, c.content[0][1])
        for before in kept[-_NEAR:]:
            if before.content[-1][1] > reach:
                _uncross(scan, before, c)
        kept.append(c)
    kept = [c for c in kept if c.content]
    kept = [c for c in kept if _has_words(scan, c, log) and not _is_writer(scan, c, kept)]
    whole = [(c.low, c.high) for c in kept]
    parents = [_parent(kept, k, whole[k]) for k in range(len(kept))]  # a parent's cue may come after what it holds
    names = [f"{prefix}{k + 1}" for k in range(len(kept))]
    forms = [_form(scan, c.content) for c in kept]
    signs = [tell(scan, c, form, nested=p is not None) for c, form, p in zip(kept, forms, parents, strict=True)]
    if told is not None:
        told |= dict(zip(names, signs, strict=True))
    return tuple(
        _written(scan, c, (name, None if parent is None else names[parent]), form, confidence(sign))
        for c, name, parent, form, sign in zip(kept, names, parents, forms, signs, strict=True)
    )


def _has_words(scan: Scan, c: Candidate, log: list[Rejection] | None) -> bool:
    """Tell whether anything but marks is left of a content."""
    if any(scan.span(*r) is not None for r in c.content):
        return True
    if log is not None:
        start, end = scan.starts[c.at[0]], scan.ends[c.at[0]]
        log.append(Rejection(rule=c.frame.id, start=start, end=end, reason="nothing but marks is left of the content"))
    return False


def _is_writer(scan: Scan, c: Candidate, kept: list[Candidate]) -> bool:
    """Tell whether a first person outside quotations and contents is the writer of the article himself."""
    if "writer" not in c.cue.takes or scan.quote_of[c.at[0]] >= 0:
        return False
    return not any(first <= c.at[0] < last for o in kept if o is not c for first, last in o.content)


def _repeats(kept: list[Candidate], c: Candidate) -> bool:
    """Tell whether an earlier cue already claims this content ("went on, saying: ...")."""
    for other in kept[-_NEAR:]:
        if other.content[0] == c.content[0] and other.at[0] < c.at[0] < other.content[0][0]:
            return (c.frame.shape not in _PASSED_ON or c.source is None) and other.frame.shape != "cited"
        if other.content[0] == c.content[0] and not (c.source and other.source and c.source != other.source):
            return True
        if "none" in c.cue.takes and any(a < c.at[0] and c.content[0][0] < b for a, b in other.content):
            return True
    return False


def _inherit(scan: Scan, candidates: list[Candidate], k: int) -> None:
    """Give a participle the source of the nearest attribution before it in its sentence."""
    c = candidates[k]
    low = sentence_of(scan, c.at[0])[0]
    for other in reversed(candidates[max(0, k - _NEAR) : k]):
        if other.at[0] < low:
            return
        if other.source is not None:
            c.source = other.source
            return


def _uncross(scan: Scan, a: Candidate, b: Candidate) -> None:
    """Where the content of `a` runs into `b` but does not hold it whole, it ends where `b` begins."""
    first, last = a.content[-1]
    low, high = b.low, b.high
    edge = b.content[0][1]
    if b.anchor == "first" and b.content[0][0] <= a.low and first < edge < b.at[0] < last:
        a.content[-1] = (first, edge)  # "he believes that C, his aides say"
        return
    if first < low < last < high and low > a.at[0]:
        end = low
        while end > first and scan.tags[end - 1] & (t.MARK & ~(t.QUOTE | t.CLOSE)):
            end -= 1
        if end > first:
            a.content[-1] = (first, end)


def _parent(kept: list[Candidate], k: int, whole: Range) -> int | None:
    """Index of the smallest content that holds candidate `k`, from `whole[0]` to `whole[1]`."""
    own = kept[k].content[0]
    low, high = whole
    passed = kept[k].frame.shape in _PASSED_ON and kept[k].anchor != "passed" and kept[k].source is not None
    if passed:  # the preposition that names the teller stands outside what the outlet passes on
        low = min(kept[k].source[0], own[0])  # type: ignore[index]
    best: int | None = None
    best_size = 1 << 60
    for j in range(max(0, k - _NEAR), min(len(kept), k + _NEAR)):
        other = kept[j]
        if j == k:
            continue
        inner = other.frame.shape in _PASSED_ON  # of two with one content the teller is the nearer
        aside = len(other.content) > 1 and other.frame.shape == "preposition"  # stands inside what it tells
        for first, last in [(other.content[0][0], other.content[-1][1])] if aside else other.content:
            size = last - first
            if size > best_size or (size == best_size and not inner):
                continue
            holds = first <= low and high <= last and own != (first, last)
            outer = other.at[0] < kept[k].at[0] or kept[k].frame.shape == "cited"
            if holds or (passed and own == (first, last) and outer and size < best_size):
                best, best_size = j, size
    return best


def _written(scan: Scan, c: Candidate, named: tuple[str, str | None], form: Form, sure: float) -> Attribution:
    name, parent = named
    content = tuple(s for s in (scan.span(*r) for r in c.content) if s is not None)
    source = scan.span(*c.source) if c.source else None
    hedges = tuple(
        Span(scan.starts[i] + bool(scan.tags[i] & t.AND), scan.ends[i]) for i in find_hedges(scan, c.content)
    )
    return Attribution(
        id=name,
        type=form,
        content=content,
        cue=(Span(scan.starts[c.at[0]], scan.ends[c.at[1] - 1]),) if c.at[0] < c.at[1] else (),
        source=(source,) if source else (),
        anonymous=c.impersonal,
        source_class="impersonal" if c.impersonal else "person",
        stance=c.stance or c.frame.stance or c.cue.stance,  # type: ignore[arg-type]
        hedges=hedges,
        parent=parent,
        confidence=sure,
        rule=c.frame.id,
    )


def _form(scan: Scan, content: list[Range]) -> Form:
    inside = outside = 0
    for first, last in content:
        for i in range(first, last):
            if not scan.tags[i] & t.MARK:
                if scan.quote_of[i] >= 0:
                    inside += 1
                else:
                    outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
