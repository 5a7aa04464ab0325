"""The ordered list of stages, and `trace()`, the one function that runs them on one page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from takhrij import __version__
from takhrij.arguments import checked_language, checked_published
from takhrij.errors import ReadError, TakhrijError
from takhrij.model import Analysis, Attribution, Chain, DateMention, Engine, Entity, Failure, Reading, Sentence, Span
from takhrij.packs.loader import Pack, load
from takhrij.stats import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from takhrij.model.span import Spans
    from takhrij.verify.sources import Shelf

MAX_BYTES = 64 * 1024 * 1024
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*://")


class Draft(Struct, frozen=True, kw_only=True):
    """What is known of an article so far; each stage gives a draft with more in it."""

    reading: Reading
    pack: Pack
    attributions: tuple[Attribution, ...] = ()
    title_attributions: tuple[Attribution, ...] = ()
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    chains: tuple[Chain, ...] = ()
    sentences: tuple[Sentence, ...] = ()


def attribute_text(draft: Draft) -> Draft:
    """Find the statements in the article's text."""
    from takhrij.attribute import attribute

    article = draft.reading.article
    return structs.replace(draft, attributions=attribute(article.text, without_credits(draft.reading), draft.pack))


def without_credits(reading: Reading) -> Spans:
    """Paragraphs less the datelines and agencies' names at their ends: these are nobody's words."""
    beside = [n.span for n in reading.republication if n.span is not None and n.is_beside_text]
    out = []
    for start, end in reading.article.paragraphs:
        low, high = start, end
        for credit in beside:
            if low <= credit.start < high:
                low, high = (low, credit.start) if credit.end >= high else (credit.end, high)
        if low < high:
            out.append(Span(low, high))
    return tuple(out)


def attribute_title(draft: Draft) -> Draft:
    """Find the statements in the title."""
    from takhrij.attribute import attribute

    title = draft.reading.article.title
    found = attribute(title, (Span(0, len(title)),), draft.pack, prefix="T") if title.strip() else ()
    return structs.replace(draft, title_attributions=found)


def resolve_names(draft: Draft) -> Draft:
    """Tell who the sources are, when things happened, and by what chain each statement reached the page."""
    from takhrij.resolve import resolve

    found = resolve(draft.reading, draft.attributions, draft.title_attributions, draft.pack)
    return structs.replace(
        draft,
        reading=found.reading,
        attributions=found.attributions,
        title_attributions=found.title_attributions,
        entities=found.entities,
        dates=found.dates,
        chains=found.chains,
    )


def tell_voices(draft: Draft) -> Draft:
    """Tell for each sentence whose voice it is in, and how much an own-voice sentence needs a source."""
    from takhrij.attribute.voice import voice

    article = draft.reading.article
    found = voice(
        article.text,
        without_credits(draft.reading),
        draft.attributions,
        draft.pack,
        entities=draft.entities,
        dates=draft.dates,
        notes=[note.span for note in draft.reading.republication if note.span is not None],
    )
    return structs.replace(draft, sentences=found)


STAGES: tuple[Callable[[Draft], Draft], ...] = (attribute_text, attribute_title, resolve_names, tell_voices)


def trace(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
    packs: Path | None = None,
    archive: Shelf | None = None,
) -> Analysis:
    """Read one page or text and trace every statement in it.

    `source` is a path, or the content itself: bytes, or a string with a line break in it. `name` is the file name that
    helps to tell the format where bytes are given; `url`, `published` (YYYY, YYYY-MM, YYYY-MM-DD or an ISO time) and
    `language` (a code such as "ar") take the place of what the page says; `packs` is a folder of own language packs;
    with `archive` (see `takhrij.archive.open_archive`) the statements are compared with the stored articles they cite.
    Raises ReadError where the input is no article, UsageError for a malformed argument, PackError for a broken pack.
    """
    from takhrij.read import read

    published, language = checked_published(published), checked_language(language, packs)
    if isinstance(source, str) and "\n" in source:
        source = source.encode()
    if not isinstance(source, bytes):
        name = name or Path(source).name
        source = load_bytes(source)
    reading = read(source, name=name or "", url=url, published=published, language=language, packs=packs)
    analysis = analyse(reading, packs)
    return analysis if archive is None else compared(analysis, archive, packs)


def analyse(reading: Reading, packs: Path | None = None) -> Analysis:
    """Run all stages on an article that has been read. Without a pack for its language only the reading is given."""
    language = reading.article.language
    pack = load(language, packs)
    if pack is None:
        return Analysis(
            article=reading.article,
            republication=reading.republication,
            warnings=reading.warnings,
            stats=count(reading.article.text, (), (), ()),
            engine=Engine(version=__version__),
        )
    draft = Draft(reading=reading, pack=pack)
    for stage in STAGES:
        draft = stage(draft)
    text = draft.reading.article.text
    return Analysis(
        article=draft.reading.article,
        republication=draft.reading.republication,
        attributions=draft.attributions,
        title_attributions=draft.title_attributions,
        entities=draft.entities,
        dates=draft.dates,
        chains=draft.chains,
        sentences=draft.sentences,
        warnings=draft.reading.warnings,
        stats=count(text, draft.attributions, draft.chains, draft.sentences),
        engine=Engine(version=__version__, packs={language: pack.about.version}),
    )


def compared(analysis: Analysis, archive: Shelf | None, packs: Path | None = None) -> Analysis:
    """The analysis with a verdict for each statement: what the cited sources say, found in `archive`.

    Without an archive the page is compared with itself, and what to look for is told.
    """
    from takhrij.verify import verify

    return structs.replace(analysis, verdicts=verify(analysis, archive, packs=packs))


def load_bytes(source: str | Path) -> bytes:
    """The bytes of a file. Raises ReadError for a URL, a folder, or a file that is missing, locked or too large."""
    if _SCHEME.match(str(source)):
        raise ReadError(
            "url-given", f"{source} is a URL, and pages are not fetched", "Save the page and give the file."
        )
    path = Path(source)
    try:
        if path.is_dir():
            raise ReadError("is-a-folder", f"{path} is a folder", "Give a file in it.")
        if path.stat().st_size > MAX_BYTES:
            raise ReadError("too-large", f"{path} is larger than 64 MiB", "Give the page of one article.")
        return path.read_bytes()
    except FileNotFoundError as e:
        raise ReadError("no-such-file", f"there is no file {path}", "Check the path.") from e
    except (OSError, ValueError) as e:
        cause = e.strerror if isinstance(e, OSError) else e
        raise ReadError("unreadable-file", f"{path} cannot be read: {cause}", "Check the file's permissions.") from e


def failure(error: Exception) -> Failure:
    """What the contract says of an input that failed. Anything but a TakhrijError is a fault of the program."""
    if isinstance(error, TakhrijError):
        return Failure(code=error.code, message=error.message, next=error.next_step)
    return Failure(
        code="internal-error",
        message=f"{type(error).__name__}: {error}",
        next="This is a fault of the program: please report it with the input.",
    )
