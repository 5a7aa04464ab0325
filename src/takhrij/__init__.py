"""Trace a news article back to its sources.

The public names are loaded when they are first used: `import takhrij` itself stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from takhrij.bulk import annotate
    from takhrij.errors import TakhrijError
    from takhrij.model import (
        Analysis,
        Article,
        Attribution,
        Chain,
        Comment,
        DateMention,
        Entity,
        FailedInput,
        Furniture,
        Link,
        Republication,
        Sentence,
        Span,
        Verdict,
        Warn,
    )
    from takhrij.pipeline import trace

__all__ = [
    "Analysis",
    "Article",
    "Attribution",
    "Chain",
    "Comment",
    "DateMention",
    "Entity",
    "FailedInput",
    "Furniture",
    "Link",
    "Republication",
    "Sentence",
    "Span",
    "TakhrijError",
    "Verdict",
    "Warn",
    "__version__",
    "annotate",
    "trace",
]

_HOMES = {"annotate": "takhrij.bulk", "trace": "takhrij.pipeline", "TakhrijError": "takhrij.errors"}


def __getattr__(name: str) -> object:
    """Load a public name from the module it lives in."""
    if name not in __all__:
        msg = f"module 'takhrij' has no attribute {name!r}"
        raise AttributeError(msg)
    value: object = getattr(import_module(_HOMES.get(name, "takhrij.model")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})
