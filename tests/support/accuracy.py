"""Writes the present figures into docs/accuracy.md: `scripts/update_accuracy`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support import gate  # noqa: E402 - found by the line above when this file is run

DOCUMENT = ROOT / "docs" / "accuracy.md"
SETS = {
    "own-ar": "own Arabic articles",
    "own-en": "own English articles",
    "names": "pairs of names across scripts",
    "shared-ar-dev": "Arabic outlets, development part",
    "shared-ar-train": "Arabic outlets, articles the rules were written on",
    "shared-polnear-speech": "PolNeAR development part, speech verbs",
    "shared-polnear": "PolNeAR development part, everything marked",
    "shared-seed": "the article the project began with",
    "shared-dates": "dates, Arabic",
    "shared-dates-anchored": "dates, Arabic, with relative ones",
}
FIGURES = {
    "content soft F1": "attributions/content/soft/f1",
    "content exact F1": "attributions/content/exact/f1",
    "content found": "attributions/match@0.3/r",
    "source overlap": "attributions/source_given_content/overlap",
    "source Dice": "attributions/source_given_content/dice",
    "speaker": "speakers/speaker_given_match",
    "stance macro-F1": "extras/stance/macro_f1",
    "source class": "extras/source_class/accuracy",
    "hedges F1": "extras/hedges/f1",
    "own, attributed or mixed": "extras/voice/accuracy",
    "what needs a source, average precision": "extras/needs_source/average_precision",
    "spans F1": "dates/span/f1",
    "values right": "dates/right_of_paired",
    "names found (kept apart for testing)": "names/held/found",
    "false merges (kept apart for testing)": "names/held/false_merges",
}


def table() -> str:
    """A Markdown table of every set that can be had here."""
    lines = ["| set | figure | measured |", "|---|---|---|"]
    for name, one in gate.current().items():
        if not (ROOT / one.gold).exists():
            continue
        figures = gate.measure(one)
        for label, path in FIGURES.items():
            try:
                lines.append(f"| {SETS[name]} | {label} | {gate.figure(figures, path):.3f} |")
            except KeyError:
                continue
    return "\n".join(lines)


def main() -> None:
    """Replace the figures in the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    block = f"<!-- figures -->\n{table()}\n<!-- /figures -->"
    DOCUMENT.write_text(
        re.sub(r"<!-- figures -->.*?<!-- /figures -->", lambda _: block, text, flags=re.DOTALL), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
