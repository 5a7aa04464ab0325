"""The whole result for one input, as written to JSON."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from takhrij.model.article import Article, Republication, Warn
from takhrij.model.attribution import Attribution, Sentence
from takhrij.model.entity import Chain, DateMention, Entity
from takhrij.model.verdict import Verdict

SCHEMA = "takhrij/1"


class Engine(Struct, frozen=True, kw_only=True):
    """Version of the program and of each pack that was used."""

    version: str
    packs: dict[str, str] = {}


class Analysis(Struct, frozen=True, kw_only=True):
    """Everything found in one article. Offsets refer to `article.text`, those of `title_attributions` to the title."""

    schema: str = SCHEMA
    input: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    article: Article
    republication: tuple[Republication, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    title_attributions: tuple[Attribution, ...] = ()
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    chains: tuple[Chain, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    warnings: tuple[Warn, ...] = ()
    stats: dict[str, Any] = {}
    engine: Engine

    def _repr_html_(self) -> str:
        """Show the article with its marks in a notebook."""
        from takhrij.report import notebook

        return notebook(self)


class Failure(Struct, frozen=True, kw_only=True):
    """Why an input gave no result."""

    code: str
    message: str
    next: str


class FailedInput(Struct, frozen=True, kw_only=True):
    """The line that stands in the place of an input that failed."""

    schema: str = SCHEMA
    input: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    error: Failure
