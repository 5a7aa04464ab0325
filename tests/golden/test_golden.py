"""Whole pages give what they gave; see tests/support/golden.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import golden

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", golden.PAGES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_page_gives_what_it_gave(page: Path) -> None:
    wanted = golden.golden_of(page)
    assert wanted.exists(), "run scripts/update_golden"
    assert golden.told(page) == wanted.read_text(encoding="utf-8"), "run scripts/update_golden and read the difference"


def test_every_golden_file_has_its_page() -> None:
    assert set(golden.FOLDER.glob("*.txt")) == {golden.golden_of(page) for page in golden.PAGES}
