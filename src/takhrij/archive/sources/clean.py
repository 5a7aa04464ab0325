"""Build a reading from text and facts that a feed, export or line gives apart."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import structs

from takhrij.errors import ReadError, TakhrijError
from takhrij.model import Article, Comment, Evidence, Reading, Warn
from takhrij.read import read_clean

if TYPE_CHECKING:
    from pathlib import Path


def build(
    text: str,
    *,
    origin: str,
    title: str = "",
    published: str | None = None,
    bylines: tuple[str, ...] = (),
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    comments: tuple[Comment, ...] = (),
    packs: Path | None = None,
) -> Reading:
    """A reading of clean text, its lines the paragraphs; `origin` is where the facts come from, for the evidence.

    A date or language that is none becomes a warning. Raises ReadError where there is no text.
    """
    if not text.strip():
        raise ReadError("no-text", "the record holds no text", "Give the article itself.")
    warnings: list[Warn] = []
    key = hashlib.sha256(f"{url or ''}\n{title}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    while True:
        try:
            reading = read_clean(
                text, id=key, title=title, published=published, outlet=outlet, url=url, language=language, packs=packs
            )
            break
        except TakhrijError as e:
            if e.code not in ("malformed-published", "unknown-language") or not (published or language):
                raise
            warnings.append(Warn(code=e.code, message=f"{e.message}; it was left out"))
            published = None if e.code == "malformed-published" else published
            language = None if e.code == "unknown-language" else language
    evidence = _evidence(reading.article, origin, bylines)
    article = structs.replace(reading.article, bylines=bylines, comments=comments, evidence=evidence)
    return structs.replace(reading, article=article, warnings=(*reading.warnings, *warnings))


def _evidence(article: Article, origin: str, bylines: tuple[str, ...]) -> dict[str, tuple[Evidence, ...]]:
    """The evidence with its true origin, and that of the bylines."""
    told = {
        name: tuple(structs.replace(e, origin=origin) if e.origin == "argument" else e for e in found)
        for name, found in article.evidence.items()
    }
    if bylines:
        told["bylines"] = tuple(Evidence(origin=origin, value=b) for b in bylines)
    return told
