"""An article as it was read from a page or file."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from takhrij.model.span import Span, Spans, check_spans

Direction = Literal["rtl", "ltr"]
ReadStatus = Literal["ok", "degraded"]
RepublicationKind = Literal["first-published", "translated", "syndicated", "credited"]


class Evidence(Struct, frozen=True, kw_only=True, rename={"origin": "from"}):
    """Where a value of the article's metadata was found.

    `origin` (JSON key `from`) names the place: json-ld, opengraph, meta, time, h1, title, text, url, argument, ...;
    `span` is set where the value stands in the article's text.
    """

    origin: str
    value: str
    span: Span | None = None


class Furniture(Struct, frozen=True, kw_only=True):
    """A part of the page that is not the article: menu, related, comment-form, share, footer, author-box, ..."""

    kind: str
    text: str


class Comment(Struct, frozen=True, kw_only=True):
    """A reader's comment found on the page; `parent` is the id of the comment it answers, `date` an ISO day or time."""

    id: str
    author: str | None
    date: str | None
    text: str
    parent: str | None = None


class ReadState(Struct, frozen=True, kw_only=True):
    """Whether the page was read whole; `reason` says what went wrong where it was not."""

    status: ReadStatus = "ok"
    reason: str | None = None


class Article(Struct, frozen=True, kw_only=True):
    """What was published: body text with its paragraphs, and the metadata with the evidence for each value.

    `text` is the body and the republication notes in logical order, never altered; all offsets refer to it.
    `published` is an ISO day or time as the page gives it, None where it gives none.
    `evidence` maps title, published, bylines, outlet, language to where their values came from.
    """

    id: str
    url: str | None = None
    canonical_url: str | None = None
    title: str = ""
    bylines: tuple[str, ...] = ()
    outlet: str | None = None
    outlet_id: str | None = None
    published: str | None = None
    language: str
    direction: Direction
    text: str
    paragraphs: Spans
    evidence: dict[str, tuple[Evidence, ...]] = {}
    furniture: tuple[Furniture, ...] = ()
    comments: tuple[Comment, ...] = ()
    read: ReadState = ReadState()

    def __post_init__(self) -> None:
        check_spans(self.paragraphs, len(self.text))


class Republication(Struct, frozen=True, kw_only=True):
    """A note that the text first ran elsewhere, was translated or came from an agency.

    `name` is the other outlet as written, `outlet` its entity id once resolved, `by` a person (translator),
    `language` the language the note names, `date` an EDTF day where the note gives one.
    """

    kind: RepublicationKind
    outlet: str | None = None
    name: str | None = None
    by: str | None = None
    url: str | None = None
    date: str | None = None
    language: str | None = None
    span: Span | None = None
    rule: str

    @property
    def is_beside_text(self) -> bool:
        """Tell whether the note is a dateline or an agency's name at the end: part of no sentence."""
        return self.rule.startswith("read.credit.")


class Warn(Struct, frozen=True, kw_only=True):
    """Something the reader of the result should know: a stable `code`, a sentence, and where it stands."""

    code: str
    message: str
    span: Span | None = None


class Reading(Struct, frozen=True, kw_only=True):
    """What the read stage gives: the article, its republication notes, and warnings."""

    article: Article
    republication: tuple[Republication, ...] = ()
    warnings: tuple[Warn, ...] = ()
