"""Count what an analysis found: the figures of the summary."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from takhrij.model import Attribution, Chain, Sentence


def count(
    text: str, attributions: tuple[Attribution, ...], chains: tuple[Chain, ...], sentences: tuple[Sentence, ...]
) -> dict[str, Any]:
    """Figures of one article, as they stand under `stats` in the result.

    Words are runs between white space. `by_depth` counts attributions by the number of links behind the page (1: the
    page quotes the source itself). Shares are 0..1 with three decimals, None where there is nothing to divide by:
    `anonymous_share` of the attributions, `own_voice_share` of the words (those of own-voice sentences).
    """
    of_sentence = [len(text[s.span.start : s.span.end].split()) for s in sentences]
    own = sum(n for n, s in zip(of_sentence, sentences, strict=True) if s.voice == "own")
    return {
        "words": len(text.split()),
        "sentences": len(sentences),
        "attributions": len(attributions),
        "by_type": _counted(a.type for a in attributions),
        "by_source_class": _counted(a.source_class for a in attributions),
        "by_stance": _counted(a.stance for a in attributions),
        "by_depth": dict(sorted(_counted(str(max(len(c.links) - 1, 0)) for c in chains).items())),
        "by_voice": _counted(s.voice for s in sentences),
        "anonymous": sum(a.anonymous for a in attributions),
        "anonymous_share": _share(sum(a.anonymous for a in attributions), len(attributions)),
        "own_voice_share": _share(own, sum(of_sentence)),
    }


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values).most_common())


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
