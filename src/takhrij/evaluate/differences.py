"""Every difference between gold and prediction, by kind: what the error pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.evaluate.attributions import Laid, lay
from takhrij.evaluate.gold import Document, Mark, pairs
from takhrij.evaluate.speakers import is_right_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {
    "missed": "in the gold, not found",
    "extra": "found, not in the gold",
    "content": "found with other borders",
    "source": "the content matches, the source does not",
    "cue": "the content matches, the cue does not",
    "speaker": "the content matches, the speaker does not",
    "stance": "the content matches, the stance does not",
    "class": "the content matches, the class of the source does not",
    "type": "the content matches, the type does not",
}


class Difference(NamedTuple):
    """One difference; `gold` or `found` is None where that side has nothing. `detail` says what was wanted and got."""

    kind: str
    document: Document
    gold: Mark | None
    found: Mark | None
    detail: str


def find_differences(
    gold: dict[str, Document], predicted: dict[str, Document], cues: frozenset[str] | None = None
) -> Iterator[Difference]:
    """Differences in the order of the documents; a pair may have several."""
    for wanted, given in pairs(gold, predicted):
        laid = lay(wanted, given, cues=cues)
        yield from _alone(wanted, given, laid)
        for i, j in laid.pairs:
            for kind, detail in _of_pair(wanted, given, laid, (i, j)):
                yield Difference(kind, wanted, wanted.attributions[i], given.attributions[j], detail)


def _alone(wanted: Document, given: Document, laid: Laid) -> Iterator[Difference]:
    """What has no partner, silenced marks left out."""
    matched, partnered = {i for i, _ in laid.pairs}, {j for _, j in laid.pairs}
    for i, roles in enumerate(laid.gold):
        if i not in matched and roles.type is not None:
            yield Difference("missed", wanted, wanted.attributions[i], None, "")
    for j, roles in enumerate(laid.predicted):
        if j not in partnered and roles.type is not None:
            yield Difference("extra", wanted, None, given.attributions[j], "")


def _of_pair(wanted: Document, given: Document, laid: Laid, pair: tuple[int, int]) -> Iterator[tuple[str, str]]:
    """Kinds of difference of an aligned pair, with what was wanted and got where that is not a span."""
    i, j = pair
    a, b = wanted.attributions[i], given.attributions[j]
    gold, found = laid.gold[i], laid.predicted[j]
    for role in ("content", "source", "cue"):
        if getattr(gold, role) != getattr(found, role):
            yield role, ""
    if a.speaker is not None:
        entity = next((e for e in given.entities if e.id == b.speaker), None)
        if not is_right_speaker(a.speaker, entity):
            yield "speaker", f"{a.speaker or 'nobody'} → {entity.name if entity else 'nobody'}"
    for kind, right, got in (
        ("stance", a.stance, b.stance),
        ("class", a.source_class, b.source_class),
        ("type", a.type, b.type),
    ):
        if right is not None and right != got:
            yield kind, f"{right} → {got}"
