"""What the archive gives: stored articles, sightings, hits, candidates, faults."""

from __future__ import annotations

from msgspec import Struct

from takhrij.model import Analysis, Article, Republication, Span, Spans, Warn

Data = bytes  # `Stored` has a field of that name


class Added(Struct, frozen=True, kw_only=True):
    """What adding did: the entry and the number of its version; `is_new` where this entry was not there before.

    `changed` where the entry was there and this is a new version of it; else it was seen once more.
    """

    entry_id: str
    version: int
    is_new: bool
    sha256: str
    changed: bool = False


class Sighting(Struct, frozen=True, kw_only=True):
    """One time a version was seen: `seen` and `added` are UTC times, `how` the way it came (file, warc, feed, ...)."""

    version: int
    seen: str
    how: str
    name: str
    url: str | None
    added: str


class Brief(Struct, frozen=True, kw_only=True):
    """A stored version without its contents.

    `outlet_id` is the gazetteer's id of the outlet, or for an outlet in no list `name:` and its folded name.
    `score` is set by a search: higher is nearer, comparable within one answer only.
    """

    entry: str
    version: int
    url: str | None
    sha256: str
    name: str
    media_type: str
    title: str
    outlet: str | None
    outlet_id: str | None
    language: str
    published: str | None
    words: int
    added: str
    analysed: bool
    score: float = 0.0

    @property
    def entry_id(self) -> str:
        """Id of the entry."""
        return self.entry


class Stored(Struct, frozen=True, kw_only=True):
    """One version of an entry, whole: the original bytes, what was read of them, how it came.

    `headers` are the status line and header fields of the HTTP response it came in, where that is known.
    `versions` is how many versions the entry has, `sightings` are all of the entry, in the order they were seen.
    """

    entry: str
    version: int
    versions: int
    url: str | None
    sha256: str
    bytes: Data
    name: str
    media_type: str
    headers: Data | None
    outlet_id: str | None
    added: str
    article: Article
    republication: tuple[Republication, ...]
    warnings: tuple[Warn, ...]
    analysis: Analysis | None
    sightings: tuple[Sighting, ...]

    @property
    def entry_id(self) -> str:
        """Id of the entry."""
        return self.entry


class Hit(Struct, frozen=True, kw_only=True):
    """An article that a search found; `marks` are the matching words, offsets into `snippet`."""

    entry_id: str
    version: int
    score: float
    title: str
    url: str | None
    outlet: str | None
    outlet_id: str | None
    language: str
    published: str | None
    snippet: str
    marks: Spans = ()


class Fault(Struct, frozen=True, kw_only=True):
    """Something wrong in the archive: a stable `code`, where (`entry`, `version`), and a sentence."""

    code: str
    entry: str | None = None
    version: int | None = None
    message: str


class Failed(Struct, frozen=True, kw_only=True):
    """An input, or one record of it, that could not be stored; `place` is its number in the input, from 1."""

    source: str
    place: int | None
    code: str
    message: str
    next: str


class Piece(Struct, frozen=True, kw_only=True):
    """A paragraph that was altered, or left (`new` is None), or came (`old` is None).

    `old` and `new` are offsets into the two article texts; `old_words` and `new_words` the words that differ in an
    altered paragraph, offsets into `old_text` and `new_text`.
    """

    old: Span | None
    new: Span | None
    old_text: str
    new_text: str
    old_words: Spans = ()
    new_words: Spans = ()


class Difference(Struct, frozen=True, kw_only=True):
    """How one version differs from another: titles, paragraphs, and whether anything but the page round it changed.

    `whole` is False where the texts were too long to compare in full; then all between the common beginning and the
    common end counts as changed.
    """

    entry: str
    old: int
    new: int
    old_title: str
    new_title: str
    pieces: tuple[Piece, ...]
    whole: bool = True

    @property
    def is_empty(self) -> bool:
        """Tell whether title and text are the same: then only the page round the article changed."""
        return not self.pieces and self.old_title == self.new_title
