"""Errors a user may see: each has a code, a one-line cause and a next step.

TakhrijError
├── UsageError     an option or argument that cannot be used
├── ReadError      input that cannot be read as an article
├── PackError      a language pack that breaks its schema or its own examples
├── GoldError      gold or prediction files that cannot be scored
├── ArchiveError   the archive of stored articles
├── FetchError     outgoing requests
└── ServeError     the web application
"""

from __future__ import annotations


class TakhrijError(Exception):
    """Something the user can act on.

    Parameters: `code` a stable word in kebab case, `message` the cause in one line,
    `next_step` what to try, as one sentence.
    """

    def __init__(self, code: str, message: str, next_step: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.message} ({self.code}). {self.next_step}"


class UsageError(TakhrijError):
    """An option or argument that cannot be used."""


class ReadError(TakhrijError):
    """Input that cannot be read as an article."""


class PackError(TakhrijError):
    """A language pack that breaks its schema or its own examples."""


class GoldError(TakhrijError):
    """Gold or prediction files that cannot be scored."""


class ArchiveError(TakhrijError):
    """The archive of stored articles cannot do what was asked."""


class FetchError(TakhrijError):
    """An outgoing request that was refused or failed."""


class ServeError(TakhrijError):
    """The web application cannot do what was asked."""
