"""The reader of marked articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import marked

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "id: en-1\nlang: en\nregister: wire\noutlet: The Harbour Post\ntitle: A port\ndate: 2024-03-11\n---\n"


def read(tmp_path: Path, body: str, fields: str = "1: speaker=Mira Holt; class=person") -> marked.Record:
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD}{body}\n---\n{fields}\n", encoding="utf-8")
    return marked.load(path)


def words(record: marked.Record, number: int, role: str) -> list[str]:
    attribution = next(a for a in record["attributions"] if a["id"] == number)
    return [record["text"][start:end] for start, end in attribution[role]]


def test_tags_are_taken_out_and_spans_point_into_the_text(tmp_path: Path) -> None:
    body = "a|⟦1s|Mira Holt⟧ ⟦1q|said⟧ that ⟦1c|⟦2s|the crew⟧ ⟦2h|probably⟧ ⟦2q|denied⟧ ⟦2c|all⟧⟧.\n\no!|It has 9 cranes.\no|A second."
    record = read(tmp_path, body, "1: class=person\n2: class=group; stance=denies; parent=1; anonymous")
    assert record["text"] == "Mira Holt said that the crew probably denied all.\n\nIt has 9 cranes. A second."
    assert words(record, 1, "content") == ["the crew probably denied all"]
    assert words(record, 2, "hedges") == ["probably"]
    assert [a["speaker"] for a in record["attributions"]] == ["Mira Holt", "the crew"]
    assert [a["parent"] for a in record["attributions"]] == [None, 1]
    assert [a["stance"] for a in record["attributions"]] == ["asserts", "denies"]
    assert [(s["voice"], s["needs_source"]) for s in record["sentences"]] == [
        ("attributed", False),
        ("own", True),
        ("own", False),
    ]
    assert [record["text"][slice(*s["span"])] for s in record["sentences"]][1] == "It has 9 cranes."


def test_pieces_with_only_white_space_between_are_joined(tmp_path: Path) -> None:
    record = read(tmp_path, "a|He said: «⟦1c|One.⟧\na|⟦1c|Two,⟧» he added, «⟦1c|three⟧».\n\nm|«⟦1c|Four.⟧» So it was.")
    assert words(record, 1, "content") == ["One. Two,", "three", "Four."]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a|He said “⟦1c|we go now⟧”.", "direct"),
        ('a|He said ⟦1c|we "go" now⟧.', "mixed"),
        ("a|He said ⟦1c|we go now⟧.", "indirect"),
        ("a|He said: ⟦1c|we go now⟧.", "direct"),
        ('a|The "Herald" said ⟦1c|we go⟧ "now".', "indirect"),
        ("a|He said «⟦1c|we go now.⟧\n\nm|«⟦1c|And then⟧» he left.", "direct"),
        ("a|He said «⟦1c|we go now.⟧\n\nm|⟦1c|And then⟧» he left.", "direct"),
        ("a|He said ”⟦1c|we go now⟧”.", "direct"),
        ("m|The „Herald opened.\n\na|He said ⟦1c|we go⟧.", None),
        ("o|The «Herald opened.\n\na|He said ⟦1c|we go⟧.", "indirect"),
        ("a|He said «⟦1c|we go.⟧\n\no|He left.", "direct"),
    ],
)
def test_type_is_derived_from_quotation_marks(tmp_path: Path, body: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(marked.MarkedError, match="voice is mixed"):
            read(tmp_path, body)
    else:
        assert read(tmp_path, body)["attributions"][0]["type"] == expected


def test_marks_round_a_whole_piece_are_left_out(tmp_path: Path) -> None:
    record = read(tmp_path, "a|He said that ⟦1c|“we go”⟧ and ⟦1c|“now” or “never”⟧ and ⟦1c|the “Herald”⟧.")
    assert words(record, 1, "content") == ["we go", "“now” or “never”", "the “Herald”"]


def test_type_of_a_nested_attribution_is_its_own(tmp_path: Path) -> None:
    record = read(
        tmp_path,
        "a|He said “⟦1c|she ⟦2q|says⟧ ⟦2c|we go⟧⟧”.",
        "1: speaker=He; class=person\n2: speaker=she; class=person; parent=1",
    )
    assert [a["type"] for a in record["attributions"]] == ["direct", "indirect"]


def test_type_can_be_stated(tmp_path: Path) -> None:
    assert (
        read(tmp_path, "a|He said ⟦1c|we go⟧.", "1: speaker=He; class=person; type=direct")["attributions"][0]["type"]
        == "direct"
    )


@pytest.mark.parametrize(
    ("body", "fields", "line", "cause"),
    [
        ("He left.", "", 8, "wants a voice"),
        ("a!|He said ⟦1c|so⟧.", "1: class=person", 8, "cannot need"),
        ("o|One.\na|He said ⟦1c|so.", "", 9, "not closed"),
        ("a|He said so⟧.", "", 8, "not opened"),
        ("a|He ⟦1x|said⟧.", "", 8, "unknown tag"),
        ("a|He said⟦1c| so⟧.", "1: class=person", 8, "white space"),
        ("a|He said ⟦1c|so⟧.", "", 8, "not described"),
        ("a|He said ⟦1c|so⟧.", "1: class=human", 10, "unknown class"),
        ("a|He said ⟦1c|so⟧.", "1: class=person; tone=dry", 10, "unknown field"),
        ("a|He said ⟦1c|so⟧.", "1: class=person", 10, "no speaker"),
        ("a|He said ⟦1c|so⟧.", "1: speaker=He; class=person; parent=7", 8, "no parent"),
        ("a|⟦2s|He⟧ said ⟦1c|so⟧ ⟦2c|too⟧.", "1: speaker=He; class=person\n2: class=person; parent=1", 8, "not inside"),
        ("a|⟦1q|said⟧ he.\na|⟦2c|so⟧", "1: class=person; anonymous\n2: class=person; anonymous", 11, "no content"),
        ("o|He said ⟦1c|so⟧.", "1: speaker=He; class=person", 8, "voice is own"),
        ("a|He left.", "", 8, "voice is attributed"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, body: str, fields: str, line: int, cause: str) -> None:
    with pytest.raises(marked.MarkedError, match=cause) as caught:
        read(tmp_path, body, fields)
    assert str(caught.value).startswith(f"{tmp_path / 'a.txt'}:{line}: ")


def test_two_articles_with_one_id_are_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for name in ("a", "b"):
        (tmp_path / "en" / f"{name}.txt").write_text(f"{HEAD}o|One.\n---\n", encoding="utf-8")
    with pytest.raises(marked.MarkedError, match=r"b\.txt.*stands in a\.txt"):
        marked.load_all("en", tmp_path)


@pytest.mark.parametrize("lang", marked.LANGUAGES)
def test_gold_files_are_up_to_date(lang: str) -> None:
    built = marked.dump(marked.load_all(lang))
    assert (marked.GOLD / f"{lang}.jsonl").read_text(encoding="utf-8") == built, "run scripts/build_gold"
