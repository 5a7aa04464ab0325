"""Sentences end where readers end them, and quotations stay whole."""

import itertools

import pytest

from takhrij.text.sentences import find_paragraphs, split_sentences

CASES = [
    ("One is here. Two is there.", ["One is here.", "Two is there."]),
    ("Dr. A. Kroll came at 5.30 p.m. on Friday.", ["Dr. A. Kroll came at 5.30 p.m. on Friday."]),
    ("She said “It is late. Go home.” He left.", ["She said “It is late. Go home.”", "He left."]),
    ("هل وصلت؟ نعم. وصلت أمس!", ["هل وصلت؟", "نعم.", "وصلت أمس!"]),
    ("وصل د. سامي أمس. ثم غادر.", ["وصل د. سامي أمس.", "ثم غادر."]),
    ("Line one\n\n  Line two  ", ["Line one", "Line two"]),
    ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
    (
        "قال وصلنا .وكان الجو باردا.وغادرنا شرقاً.ثم عدنا",
        ["قال وصلنا .", "وكان الجو باردا.", "وغادرنا شرقاً.", "ثم عدنا"],
    ),
    ("قلنا نعم . . . ولم نفعل. انتهى", ["قلنا نعم . . . ولم نفعل.", "انتهى"]),
    ("It cost 3.5 million. It failed.", ["It cost 3.5 million.", "It failed."]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_splits(text: str, wanted: list[str]) -> None:
    spans = split_sentences(text, find_paragraphs(text), {"dr", "p.m", "د"})
    assert [text[s.start : s.end] for s in spans] == wanted


def test_spans_are_in_order_and_inside_their_paragraphs() -> None:
    text = "A. B! C?\n\nد. هـ.\n" * 50
    paragraphs = find_paragraphs(text)
    spans = split_sentences(text, paragraphs)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(any(p.holds(s) for p in paragraphs) for s in spans)
