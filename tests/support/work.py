"""Work for other processes: they import it by name, so it stands in a module of its own."""

from __future__ import annotations

import os


def double(n: int) -> int:
    return 2 * n


def fall(n: int) -> int:
    if n == 13:
        os._exit(9)
    return n


def lost(n: int) -> int:
    return -n
