"""Work for other processes: they import it by name, so it stands in a module of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from takhrij.pipeline import analyse

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.model import Analysis, Reading


def double(n: int) -> int:
    return 2 * n


def fall(n: int) -> int:
    if n == 13:
        os._exit(9)
    return n


def lost(n: int) -> int:
    return -n


def fall_at_words(reading: Reading, packs: Path | None) -> Analysis:
    if "fall here" in reading.article.text:
        os._exit(9)
    return analyse(reading, packs)
