"""Clean texts in JSON Lines: order, error lines, nulls, unknown keys, several processes."""

from __future__ import annotations

import io
from typing import Any

import msgspec
import pytest

from takhrij import Analysis, FailedInput, annotate
from takhrij.bulk import annotate_lines, is_failure, read_lines

TEXT = "Mira Holt said the quay was closed.\n\n“It opens on Monday,” she added."


def results(*lines: Any, jobs: int = 1) -> list[dict[str, Any]]:
    raw = [line if isinstance(line, bytes) else msgspec.json.encode(line) for line in lines]
    return [msgspec.json.decode(line) for line in annotate_lines(raw, jobs=jobs)]


def test_the_text_is_taken_as_it_stands() -> None:
    text = f"  {TEXT}\n \u200f\u00a0\n"
    (found,) = results({"id": "a", "lang": "en", "text": text})
    assert found["article"]["text"] == text
    assert found["id"] == "a"
    assert "input" not in found
    assert [text[slice(*s)] for a in found["attributions"] for s in a["cue"]] == ["said", "added"]


def test_null_is_as_absent_and_unknown_keys_are_ignored() -> None:
    plain = {"id": "a", "text": TEXT}
    nulls = {**plain, "lang": None, "title": None, "published": None, "outlet": None, "url": None, "more": [1]}
    assert results(plain) == results(nulls)


@pytest.mark.parametrize(
    ("line", "code", "id_"),
    [
        (b"{", "malformed-line", None),
        (b"[1]", "malformed-line", None),
        (b'"text"', "malformed-line", None),
        (b"\xff\xfe", "malformed-line", None),
        (b'{"id": "a", "text": "\\ud800"}', "malformed-line", None),
        (b'{"id": "a", "text": 5}', "malformed-line", "a"),
        (b'{"id": "a", "text": "x", "title": 5}', "malformed-line", "a"),
        (b'{"id": "a"}', "missing-text", "a"),
        (b'{"id": "a", "text": null}', "missing-text", "a"),
        (b'{"text": "x"}', "missing-id", None),
        (b'{"id": null, "text": "x"}', "missing-id", None),
    ],
)
def test_a_line_with_a_fault_is_an_error_line_in_its_place(line: bytes, code: str, id_: str | None) -> None:
    good = {"id": "g", "text": TEXT}
    before, found, after = results({**good, "id": "b"}, line, good)
    assert (before["id"], after["id"]) == ("b", "g")
    assert found["error"]["code"] == code
    assert found.get("id") == id_
    assert set(found) - {"id"} == {"schema", "error"}
    assert found["error"]["next"]


def test_a_repeated_id_is_an_error_and_the_first_stands() -> None:
    found = results(
        {"id": "a", "text": TEXT}, {"id": "b", "text": TEXT}, {"id": "a", "text": TEXT}, {"id": 5, "text": TEXT}
    )
    assert [f.get("error", {}).get("code") for f in found] == [None, None, "repeated-id", None]
    assert found[3]["id"] == "5"


def test_several_processes_give_the_same_in_order() -> None:
    lines = [{"id": str(n), "text": f"Mira Holt said there were {n} boats."} for n in range(70)]
    lines[33] = {"id": "33"}
    assert results(*lines, jobs=2) == results(*lines)


def test_lines_that_are_blank_are_no_lines() -> None:
    assert len(results(b"", b"  ", {"id": "a", "text": TEXT})) == 1


def test_a_byte_order_mark_is_no_fault() -> None:
    assert "error" not in results(b"\xef\xbb\xbf" + msgspec.json.encode({"id": "a", "text": TEXT}))[0]


@pytest.mark.parametrize("published", ["2019-10-17", "2019-10", "2019", 2019, "2019-10-17T08:00:00Z", "", None])
def test_published_may_be_coarse(published: Any) -> None:
    (found,) = results({"id": "a", "text": TEXT, "published": published})
    assert [w["code"] for w in found["warnings"]] == []
    assert found["article"]["published"] == (str(published) if published else None)


def test_an_unreadable_date_is_left_out_with_a_warning() -> None:
    (found,) = results({"id": "a", "text": TEXT, "published": "last week"})
    assert [w["code"] for w in found["warnings"]] == ["malformed-published"]
    assert found["article"]["published"] is None
    assert found["attributions"]


def test_a_language_without_a_pack_is_read_with_a_warning() -> None:
    (found,) = results({"id": "a", "lang": "fr", "text": "Le port est fermé, a dit Mira Holt."})
    assert [w["code"] for w in found["warnings"]] == ["unsupported-language"]
    assert found["attributions"] == []
    assert found["article"]["language"] == "fr"
    assert found["article"]["text"]


def test_an_empty_text_gives_a_result_or_an_error_and_stops_nothing() -> None:
    found = results({"id": "a", "text": ""}, {"id": "b", "text": " \n"}, {"id": "c", "text": TEXT})
    assert len(found) == 3
    assert found[2]["attributions"]


def test_the_library_gives_typed_results() -> None:
    found = list(annotate([{"id": "a", "text": TEXT, "lang": "en"}, {"id": "b"}]))
    assert isinstance(found[0], Analysis)
    assert isinstance(found[1], FailedInput)
    assert found[0].attributions[0].cue
    assert found[1].error.code == "missing-text"


def test_error_lines_are_told_apart_without_decoding() -> None:
    lines = annotate_lines([msgspec.json.encode({"id": "a", "text": 'say "error":{"code": now'}), b"{"], jobs=1)
    assert [is_failure(line) for line in lines] == [False, True]


def test_an_endless_line_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takhrij.bulk.MAX_LINE", 10)
    assert list(read_lines(io.BytesIO(b"short\r\n" + b"x" * 35 + b"\nend"))) == [b"short", b"x" * 10, b"end"]
