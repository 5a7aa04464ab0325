"""Score who is speaking, whether they are named, and what is nested in what, over aligned contents.

A speaker is right when the word sets of the gold name and of one of the entity's names overlap with Dice >= 0.5, or the
entity's name holds all words of the gold name and at most six more. Where the gold names nobody, no entity or an
anonymous one is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from takhrij.evaluate.align import Grid, align
from takhrij.evaluate.attributions import f1, share
from takhrij.evaluate.gold import Document, Mark, Name, pairs, text_of
from takhrij.packs.loader import scoring_words

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNTS = ("gold", "matched", "speaker", "anon_tp", "anon_gold", "anon_pred")
NESTING = ("parent_gold", "parent_right", "parent_false")


def score(gold: dict[str, Document], predicted: dict[str, Document]) -> dict[str, Any]:
    """Speaker accuracy, anonymity and nesting."""
    n: Counter[str] = Counter(dict.fromkeys((*COUNTS, *NESTING), 0))
    for wanted, given in pairs(gold, predicted):
        grid = Grid(text_of(wanted))
        aligned = align(
            [grid.words(a.content) for a in wanted.attributions], [grid.words(a.content) for a in given.attributions]
        )
        n["gold"] += len(wanted.attributions)
        n["matched"] += len(aligned)
        entities = {e.id: e for e in given.entities}
        partner = {wanted.attributions[i].id: given.attributions[j].id for i, j in aligned}
        for i, j in aligned:
            _count(n, wanted.attributions[i], given.attributions[j], entities, partner)
    precision, recall = share(n["anon_tp"], n["anon_pred"]), share(n["anon_tp"], n["anon_gold"])
    return {
        "counts": dict(n),
        "speaker_given_match": share(n["speaker"], n["matched"]),
        "speaker_of_all": share(n["speaker"], n["gold"]),
        "anonymous_p": precision,
        "anonymous_r": recall,
        "anonymous_f1": f1(precision, recall),
        "parent_right": share(n["parent_right"], n["parent_gold"]),
        "parent_false_rate": share(n["parent_false"], n["matched"] - n["parent_gold"]),
    }


def _count(
    n: Counter[str],
    gold: Mark,
    found: Mark,
    entities: dict[str, Name],
    partner: dict[str | int | None, str | int | None],
) -> None:
    """Add one aligned pair."""
    n["speaker"] += is_right_speaker(gold.speaker, entities.get(found.speaker or ""))
    n["anon_gold"] += bool(gold.anonymous)
    n["anon_pred"] += bool(found.anonymous)
    n["anon_tp"] += bool(gold.anonymous and found.anonymous)
    nested = isinstance(found.parent, (str, int))
    if isinstance(gold.parent, (str, int)):
        n["parent_gold"] += 1
        n["parent_right"] += nested and found.parent == partner.get(gold.parent)
    else:
        n["parent_false"] += nested


def is_right_speaker(gold: str | None, entity: Name | None) -> bool:
    """Tell whether the entity is the speaker the gold names."""
    if not gold:
        return entity is None or entity.kind == "anonymous"
    if entity is None:
        return False
    return is_same_name(gold, [entity.name or "", *(n for n in entity.names.values() if isinstance(n, str))])


def is_same_name(gold: str, names: Iterable[str]) -> bool:
    """Tell whether one of the names is the gold name, by their words."""
    wanted = name_words(gold)
    for given in map(name_words, names):
        if wanted and given:
            alike = 2 * len(wanted & given) / (len(wanted) + len(given)) >= 0.5
            if alike or (wanted <= given and len(given) <= len(wanted) + 6):
                return True
    return False


@lru_cache(maxsize=50_000)
def name_words(name: str) -> frozenset[str]:
    """The words of a name without case, marks, article and words that do not count."""
    data = scoring_words()
    plain = unicodedata.normalize("NFKD", name.translate({ord(a): b for a, b in data.same_letters.items()}))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = re.findall(r"\w+", plain)
    cut = len(data.article)
    return frozenset(w[cut:] if w.startswith(data.article) and len(w) > cut + 2 else w for w in words) - data.name_stop
