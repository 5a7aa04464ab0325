"""Gold and prediction files: JSON Lines, one document a line, offsets in code points.

Gold is `{"id", "lang", "text", "attributions": [...]}`, for dates `{"id", "text", "dates", "relative", "ignore",
"not_dates"}`; predictions are results by the contract (or gold-like lines). Unknown keys are ignored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from takhrij.errors import GoldError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Pair = tuple[int, int]


class Mark(Struct, kw_only=True):
    """One attribution, as gold or as predicted. What a gold file does not tell is None."""

    id: str | int | None = None
    content: tuple[Pair, ...] = ()
    cue: tuple[Pair, ...] = ()
    source: tuple[Pair, ...] = ()
    type: str | None = None
    speaker: str | None = None
    anonymous: bool | None = None
    parent: str | int | msgspec.UnsetType | None = msgspec.UNSET
    stance: str | None = None
    source_class: str | None = None
    hedges: tuple[Pair, ...] | None = None
    rule: str | None = None


class Voiced(Struct, kw_only=True):
    """A sentence: gold tells `needs_source`, a prediction `checkable` and the `reasons` for it."""

    span: Pair
    voice: str
    needs_source: bool = False
    checkable: float = 0.0
    reasons: tuple[str, ...] = ()


class Name(Struct, kw_only=True):
    """An entity of a prediction."""

    id: str
    name: str | None = None
    names: dict[str, Any] = {}
    kind: str | None = None


class Dated(Struct, kw_only=True):
    """A date: `also` lists further values that are right."""

    span: Pair
    value: str | None = None
    also: tuple[str, ...] = ()
    text: str = ""


class _Article(Struct):
    text: str | None = None


class Document(Struct, kw_only=True):
    """One line of a gold or prediction file."""

    id: str = ""
    text: str | None = None
    article: _Article | None = None
    lang: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | int | None = None
    date: str | int | None = None
    anchor: str | None = None
    attributions: tuple[Mark, ...] = ()
    discard: tuple[Pair, ...] = ()
    entities: tuple[Name, ...] = ()
    sentences: tuple[Voiced, ...] | None = None
    dates: tuple[Dated, ...] = ()
    relative: tuple[Dated, ...] = ()
    ignore: tuple[Pair, ...] = ()
    not_dates: tuple[Dated, ...] = ()
    error: dict[str, Any] | None = None

    @property
    def nests(self) -> bool:
        """Whether this gold knows nesting: whether any attribution has the key `parent`."""
        return any(a.parent is not msgspec.UNSET for a in self.attributions)


def load(path: Path) -> dict[str, Document]:
    """Documents of a file by id. Raises GoldError where it cannot be read, or an id stands twice."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as e:
        raise GoldError("unreadable-file", f"{path} cannot be read: {e.strerror}", "Check the path.") from e
    decoder, documents = msgspec.json.Decoder(Document), {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as e:
            raise GoldError("malformed-gold", f"{path}:{number}: {e}", "Write one JSON object a line.") from e
        if document.error is not None and not document.id:
            continue
        if document.id in documents:
            raise GoldError("repeated-id", f"{path}:{number}: id {document.id!r} twice", "Use each id once.")
        documents[document.id] = document
    return documents


def text_of(document: Document, path_hint: str = "gold") -> str:
    """The text of a gold document. Raises GoldError where it has none."""
    if document.text is None:
        raise GoldError("missing-text", f"{path_hint} document {document.id!r} has no text", "Add its text.")
    return document.text


def pairs(gold: dict[str, Document], predicted: dict[str, Document]) -> Iterable[tuple[Document, Document]]:
    """Each gold document with its prediction, an empty one where that is missing or failed.

    Raises GoldError where the predicted text differs from the gold's: offsets would refer to something else.
    """
    for name, document in gold.items():
        found = predicted.get(name) or Document(id=name)
        text = found.text if found.text is not None else found.article and found.article.text
        if text is not None and text != text_of(document):
            raise GoldError(
                "other-text",
                f"document {name!r}: text and gold text differ",
                "Predict on the gold's text.",
            )
        yield document, found
