"""Stored articles made ready for comparison, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from takhrij.model import Analysis, Reading, SourceRef
from takhrij.packs.loader import load
from takhrij.verify.index import SourceIndex
from takhrij.verify.words import VerifyWords, verify_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from takhrij.model import Article
    from takhrij.verify.translation import Foreign

KEPT = 64  # articles that stay ready


class Light(Protocol):
    """What the archive tells of an entry without its text."""

    @property
    def entry(self) -> str: ...  # noqa: D102 - the fields of `archive.Brief`
    @property
    def version(self) -> int: ...  # noqa: D102
    @property
    def url(self) -> str | None: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def outlet_id(self) -> str | None: ...  # noqa: D102
    @property
    def published(self) -> str | None: ...  # noqa: D102
    @property
    def language(self) -> str: ...  # noqa: D102


class Whole(Protocol):
    """What verification needs of a stored entry."""

    @property
    def sha256(self) -> str: ...  # noqa: D102 - the fields of `archive.Stored`
    @property
    def article(self) -> Article: ...  # noqa: D102
    @property
    def analysis(self) -> Analysis | None: ...  # noqa: D102


class Shelf(Protocol):
    """An archive as verification uses it; `archive.Archive` is one."""

    def candidates(
        self,
        *,
        outlet_id: str | None = None,
        published: tuple[str | None, str | None] = (None, None),
        terms: Sequence[str] = (),
        language: str | None = None,
        limit: int = 50,
    ) -> Sequence[Light]:
        """Entries that may be a cited article, the likeliest first."""
        ...

    def get(self, entry_id: str, version: int | None = None) -> Whole:
        """One entry, whole."""
        ...


class Source(NamedTuple):
    """An article of the archive, ready to be compared with."""

    entry: str
    version: int
    outlet_id: str | None
    ref: SourceRef
    article: Article
    indexed: SourceIndex | None
    analysis: Analysis | None


class Sources:
    """The archive with a memory of what was read from it."""

    def __init__(self, shelf: Shelf, packs: Path | None) -> None:
        self.shelf = shelf
        self.packs = packs
        self._ready: dict[tuple[str, int], Source] = {}
        self._traced: dict[str, Analysis | None] = {}
        self._foreign: dict[tuple[str, int, str], Foreign | None] = {}

    def source(self, found: Light) -> Source:
        """The article of an entry with its index."""
        key = (found.entry, found.version)
        if key not in self._ready:
            if len(self._ready) >= KEPT:
                del self._ready[next(iter(self._ready))]
            self._ready[key] = self._read(found)
        return self._ready[key]

    def _read(self, found: Light) -> Source:
        stored = self.shelf.get(found.entry, found.version)
        article = stored.article
        words = self.words(article.language)
        return Source(
            entry=found.entry,
            version=found.version,
            outlet_id=found.outlet_id,
            ref=SourceRef(
                article=found.entry,
                url=found.url,
                sha256=found.sha256,
                title=article.title or None,
                outlet=article.outlet,
                published=article.published,
                language=article.language,
            ),
            article=article,
            indexed=SourceIndex(article.text, words) if words else None,
            analysis=stored.analysis,
        )

    def foreign(self, source: Source, language: str) -> Foreign | None:
        """The sentences of an article, ready for statements of another language."""
        from takhrij.verify.translation import foreign

        key = (source.entry, source.version, language)
        if key not in self._foreign:
            self._foreign[key] = foreign(source.article, language, self.packs)
        return self._foreign[key]

    def words(self, language: str) -> VerifyWords | None:
        """The words of a language, None where there is no pack for it."""
        pack = load(language, self.packs)
        return verify_words(pack) if pack else None

    def traced(self, source: Source) -> Analysis | None:
        """The statements of a stored article: as stored, else found now."""
        if source.analysis is not None:
            return source.analysis
        if source.entry not in self._traced:
            self._traced[source.entry] = _traced(source.article, self.packs)
        return self._traced[source.entry]


def _traced(article: Article, packs: Path | None) -> Analysis | None:
    from takhrij.attribute import attribute
    from takhrij.model import Engine
    from takhrij.resolve import resolve

    pack = load(article.language, packs)
    if pack is None:
        return None
    found = resolve(Reading(article=article), attribute(article.text, article.paragraphs, pack), (), pack)
    return Analysis(
        article=found.reading.article,
        attributions=found.attributions,
        entities=found.entities,
        dates=found.dates,
        chains=found.chains,
        engine=Engine(version=""),
    )
