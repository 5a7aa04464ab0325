"""Whatever the text is: nothing is raised, every offset is in it, every id is known, and the JSON goes round."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takhrij.bulk import annotate_lines
from takhrij.model import Analysis

WORDS = [
    "said",
    "that",
    "according",
    "to",
    "claims",
    "denied",
    "“",
    "”",
    '"',
    "«",
    "»",
    "'",
    "‘",
    "’",
    "(",
    ")",
    "—",
    ":",
    ".",
    "?",
    "!",
    "…",
    ",",
    "the",
    "minister",
    "Mira",
    "Holt",
    "told",
    "reporters",
    "he",
    "she",
    "it",
    "sources",
    "report",
    "2019",
    "March",
    "on",
    "Monday",
    "\n",
    "\n\n",
    "\u200f",
    "\u202b",
    "\u202c",
    "\xa0",
    "ـ",
    "قال",
    "إن",
    "وأضاف",
    "أن",
    "الوزير",
    "بحسب",
    "نقلا",
    "عن",
    "قيل",
    "مصدر",
    "مطلع",
    "؛",
    "،",
    "؟",
    "نفى",
    "زعم",
    "صحيفة",
    "الميناء",
    "لـ«الميناء»",
    "كشف",
    "تقرير",
    "يوم",
    "الاثنين",
    "آذار",
    "١٢",
    "12",
    "مؤكدا",
    "على",
    "حد",
    "قوله",
]
PIECES = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
TEXTS = st.one_of(PIECES, ANYTHING, st.tuples(PIECES, ANYTHING, PIECES).map("".join))


def annotated(text: str, language: str | None) -> Analysis | None:
    """The result, None where the text was refused (as an empty one may be) by an error of the contract."""
    line = json.dumps({"id": "x", "text": text, "lang": language}).encode()
    (out,) = annotate_lines([line], jobs=1)
    if b'"error":{' in out:
        code = msgspec.json.decode(out)["error"]["code"]
        assert code != "internal-error", out
        return None
    return msgspec.json.decode(out, type=Analysis)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=st.sampled_from(["ar", "en", None]))
def test_any_text_is_read(text: str, language: str | None) -> None:
    found = annotated(text, language)
    if found is None:
        assert not text.strip()
        return
    assert found.article.text == text
    spans = [s for a in found.attributions for s in (*a.content, *a.cue, *a.source, *a.hedges)]
    spans += [s for e in found.entities for s in e.mentions]
    spans += [s.span for s in found.sentences] + [d.span for d in found.dates] + list(found.article.paragraphs)
    spans += [link.span for c in found.chains for link in c.links if link.span]
    spans += [w.span for w in found.warnings if w.span]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    ids, entities = {a.id: a for a in found.attributions}, {e.id for e in found.entities}
    assert len(ids) == len(found.attributions)
    assert len(entities) == len(found.entities)
    for a in found.attributions:
        assert 0 <= a.confidence <= 1
        assert a.speaker is None or a.speaker in entities
        assert a.parent is None or a.parent in ids
    assert [c.attribution for c in found.chains] == list(ids)
    assert all(link.entity is None or link.entity in entities for c in found.chains for link in c.links)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Analysis) == found


@settings(max_examples=60, deadline=None)
@given(text=PIECES)
def test_a_parent_holds_its_children(text: str) -> None:
    found = annotated(text, None)
    by_id = {a.id: a for a in found.attributions} if found else {}
    for a in by_id.values():
        if a.parent is not None:
            outer = by_id[a.parent].content
            assert all(any(o.start <= s.start and s.end <= o.end for o in outer) for s in a.content)


@pytest.mark.parametrize(
    "piece", ["«", '"', "“", "قال ", "said ", "(", "قال: «", "\u202b", "\n", "a" * 100, "وو", "12/"]
)
def test_hostile_repetition_takes_no_longer_than_its_length(piece: str) -> None:
    import time

    def seconds(times: int) -> float:
        start = time.process_time()
        annotated("The port. " + piece * times, None)
        return time.process_time() - start

    seconds(50)
    short, long = seconds(1000), seconds(8000)
    assert long < 0.2 + 30 * short, f"8 times the text took {long:.2f} s after {short:.3f} s"
