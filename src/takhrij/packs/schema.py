"""The shape of every pack file. An unknown key is an error that names the file and the key."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class About(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`pack.toml`: what the pack is. `native` is the language's own name."""

    language: str
    name: str
    native: str
    direction: Literal["rtl", "ltr"]
    version: str
    script: str
