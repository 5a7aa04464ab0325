"""The pages that show what differs from the gold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from takhrij.errors import UsageError
from takhrij.evaluate.differences import find_differences
from takhrij.evaluate.error_pages import write_pages
from takhrij.evaluate.gold import Document

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Mira Holt said <so> on Monday. The quay was closed, she added. It rained."


def docs(*marks: dict[str, object]) -> dict[str, Document]:
    return {"x": msgspec.convert({"id": "x", "text": TEXT, "attributions": marks}, Document)}


GOLD = docs(
    {"content": [[15, 19]], "cue": [[10, 14]], "source": [[0, 9]], "type": "indirect", "stance": "asserts"},
    {"content": [[31, 50]], "cue": [[56, 61]], "source": [[52, 55]], "type": "direct"},
)
FOUND = docs(
    {"content": [[15, 29]], "cue": [[10, 14]], "type": "mixed", "stance": "denies", "rule": "en.one"},
    {"content": [[63, 72]], "rule": "en.two"},
)


def test_every_kind_of_difference_is_found() -> None:
    found = list(find_differences(GOLD, FOUND))
    assert [d.kind for d in found] == ["missed", "extra", "content", "source", "stance", "type"]
    assert found[4].detail == "asserts → denies"


def test_the_same_has_no_difference() -> None:
    assert list(find_differences(GOLD, GOLD)) == []


def test_pages(tmp_path: Path) -> None:
    index = write_pages(find_differences(GOLD, FOUND), tmp_path / "errors")
    assert 'href="missed.html"' in index.read_text(encoding="utf-8")
    page = (tmp_path / "errors" / "content.html").read_text(encoding="utf-8")
    assert '<span class="gc pc">&lt;so&gt;</span><span class="pc"> on Monday</span>' in page
    assert "en.one" in page
    assert "No difference" in write_pages([], tmp_path / "none").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        write_pages([], index)
