"""Estimate the weights of voice.toml on the own gold of all languages together, and print them: `tests/support/weigh.py`.

The reasons are the same in every pack, so the weights are too: the marks of one language alone are few. Beside them
stands what they reach on articles that were left out of the estimate. They are copied into the packs by hand, rounded.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.logistic import apart, fit, share  # noqa: E402 - found by the line above when this file is run
from takhrij.attribute.voice import reason_names  # noqa: E402
from takhrij.evaluate.extras import average_precision, nearest  # noqa: E402
from takhrij.evaluate.gold import load  # noqa: E402
from takhrij.evaluate.program import predict  # noqa: E402
from takhrij.packs.loader import load as load_pack  # noqa: E402

LANGUAGES = ("ar", "en")
PULL = 2.0  # how strongly a weight is drawn to nothing, in sentences


class Weighed(NamedTuple):
    """A sentence of the gold beside what was found of it; `reasons` is None where it was taken for attributed."""

    language: str
    article: str
    needs: bool
    reasons: tuple[str, ...] | None


def sentences(language: str) -> list[Weighed]:
    """All gold sentences of a language with the reasons that hold."""
    gold = load(ROOT / "tests" / "gold" / f"{language}.jsonl")
    predicted = predict(gold.values(), jobs=1)
    found = []
    for name, document in gold.items():
        for sentence in document.sentences or ():
            partner = nearest(sentence, predicted[name].sentences or ())
            own = partner is not None and partner.voice != "attributed"
            found.append(Weighed(language, name, sentence.needs_source, partner.reasons if own and partner else None))
    return found


def main() -> None:
    """Print weights, how often each reason holds, and the average precision of each language."""
    pack = load_pack(LANGUAGES[0])
    if pack is None:
        raise SystemExit(f"there is no pack for {LANGUAGES[0]}")
    names = tuple(reason_names(pack))
    known = [s for language in LANGUAGES for s in sentences(language)]
    own = [s for s in known if s.reasons is not None]
    rows = [(1.0, *(float(name in (s.reasons or ())) for name in names)) for s in own]
    needs = [s.needs for s in own]
    means = [0.0] * (len(names) + 1)
    weights = fit(rows, needs, means, PULL)
    for k, name in enumerate(("base", *names)):
        holds = [n for row, n in zip(rows, needs, strict=True) if row[k]]
        print(f"{name:14} {weights[k]:+.1f}   {len(holds):4}   {sum(holds) / len(holds) if holds else 0:.2f}")
    left_out = apart(rows, needs, [s.article for s in own], means, PULL)
    for title, scores in (("on left-out articles", left_out), ("on all", [share(weights, row) for row in rows])):
        by_sentence = dict(zip(map(id, own), scores, strict=True))
        for language in LANGUAGES:
            ranked = [(by_sentence.get(id(s), 0.0), s.needs) for s in known if s.language == language]
            print(f"average precision {title}, {language}: {average_precision(ranked):.3f}")


if __name__ == "__main__":
    main()
