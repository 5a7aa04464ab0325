"""Run the program itself on the texts of a gold file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from takhrij.bulk import annotate_lines
from takhrij.evaluate.gold import Document, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def predict(
    gold: Iterable[Document], *, anchored: bool = False, jobs: int | None = None, packs: Path | None = None
) -> dict[str, Document]:
    """Results for each document by its id. With `anchored` its `anchor` is taken as publication date."""
    decoder = msgspec.json.Decoder(Document)
    results = annotate_lines(_records(gold, anchored=anchored), jobs=jobs, packs=packs)
    return {found.id: found for found in map(decoder.decode, results)}


def _records(gold: Iterable[Document], *, anchored: bool) -> Iterator[bytes]:
    for document in gold:
        yield msgspec.json.encode(
            {
                "id": document.id,
                "text": text_of(document),
                "lang": document.lang,
                "title": document.title,
                "outlet": document.outlet,
                "published": document.anchor if anchored else document.published or document.date or None,
            }
        )
