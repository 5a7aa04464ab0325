"""The shape of the pack files that the read stage asks for: `read.toml` of a language, `page.toml` of all."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class MarkupKind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Class names and ids that tell a kind of furniture."""

    name: str
    patterns: tuple[str, ...]


class ContentNames(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Class names and ids of the elements that hold an article's paragraphs and its lead."""

    sure: tuple[str, ...]
    maybe: tuple[str, ...]
    lead: tuple[str, ...]


class MetaNames(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of meta elements by what they tell, surest first."""

    title: tuple[str, ...]
    published: tuple[str, ...]
    author: tuple[str, ...]
    outlet: tuple[str, ...]
    language: tuple[str, ...]
    url: tuple[str, ...]


class SchemaTypes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lower-case schema.org types that mean an article, and those that mean the page round it."""

    articles: tuple[str, ...]
    pages: tuple[str, ...]


class CommentMarkup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one content system marks up readers' comments."""

    id: str
    item: tuple[str, ...]
    key: str
    author: tuple[str, ...]
    date: tuple[str, ...]
    text: tuple[str, ...]


class PageMarkup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`common/page.toml`: words of HTML markup that web themes share."""

    kinds: tuple[MarkupKind, ...]
    content: ContentNames
    meta: MetaNames
    schema: SchemaTypes
    comments: tuple[CommentMarkup, ...]


class FurnitureLines(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lines that are furniture by their words: the whole line (`lines`), or how it begins (`starts`).

    `tails` are phrases that make a line at the end of an article furniture wherever they stand in it. `ends` says that
    nothing of the article follows such a line in a page saved as text.
    """

    kind: str
    lines: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    ends: bool = False


class RepublicationRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Wordings that say where a text first ran, who translated it or which agency it came from.

    A wording is plain words; `(a|b)` gives alternatives, `?` after a group or word makes it optional, and `{outlet}`,
    `{agency}` (an outlet that is a news agency), `{date}`, `{language}` (`{into}`, `{from}` where the wording tells the
    side), `{person}`, `{words}` stand for what is to be read. A wording that begins with `^` must begin the paragraph,
    one that ends with `$` must end it.
    """

    id: str
    kind: Literal["first-published", "translated", "syndicated", "credited"]
    wordings: tuple[str, ...]


class ReadWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`read.toml`: words by which the read stage knows bylines, dates, furniture and republication notes.

    `agencies` are the words for several news agencies, `citing` those that cite an agency where one stands after them
    (it is no credit then), besides the `outlet_nouns`.
    `groups` are words that begin or end the name of a group of people ("team"), which is no author.
    `letters` are those that this language uses and its neighbours in the same script do not, `foreign` those that
    speak against it, `stop_words` the commonest words.
    """

    letters: str = ""
    foreign: str = ""
    stop_words: tuple[str, ...] = ()
    byline_cues: tuple[str, ...] = ()
    byline_joins: tuple[str, ...] = ()
    byline_join_prefixes: tuple[str, ...] = ()
    byline_join_exceptions: tuple[str, ...] = ()
    byline_ends: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    date_cues: tuple[str, ...] = ()
    updated_cues: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    note_stops: tuple[str, ...] = ()
    outlet_nouns: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    languages: dict[str, tuple[str, ...]] = {}
    furniture: tuple[FurnitureLines, ...] = ()
    republication: tuple[RepublicationRule, ...] = ()
