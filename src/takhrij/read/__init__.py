"""Bytes in, article out: page, text, Markdown, PDF or e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.arguments import checked_language, checked_published
from takhrij.errors import ReadError
from takhrij.model import Evidence, Reading
from takhrij.read.assemble import Draft, assemble, finish
from takhrij.read.decode import decode, kind_of
from takhrij.read.notes import HEAD, TAIL, find_notes
from takhrij.read.words import vocabulary
from takhrij.text.sentences import find_paragraphs

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read", "read_clean"]


def read(
    data: bytes,
    *,
    name: str = "",
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
    packs: Path | None = None,
) -> Reading:
    """Read one input of any kind.

    `name` is the file's name, which helps to tell the kind; `url`, `published` (YYYY, YYYY-MM, YYYY-MM-DD or an ISO
    time) and `language` (a code such as "ar") take the place of what the input says of itself.
    Raises ReadError for input that is empty or no text, for a PDF without text layer or with a password; UsageError for
    a date that is none and a language code nobody knows.
    """
    checked_published(published)
    checked_language(language, packs)
    kind = kind_of(data, name)
    if kind == "html":
        return _html(decode(data), url, published, language, packs)
    if kind == "mail":
        return _mail(data, url, published, language, packs)
    if kind == "pdf":
        from takhrij.read.pdf import read_pdf

        draft = read_pdf(data, vocabulary(packs), packs)
    else:
        from takhrij.read.plain import read_markdown, read_plain

        draft = (read_markdown if kind == "markdown" else read_plain)(decode(data), vocabulary(packs), packs)
    return _finished(draft, url, published, language, packs)


def _html(
    source: str, url: str | None, published: str | None, language: str | None, packs: Path | None, *, title: str = ""
) -> Reading:
    from takhrij.read.html import read_html

    return read_html(source, url=url, published=published, language=language, packs=packs, title=title)


def _mail(data: bytes, url: str | None, published: str | None, language: str | None, packs: Path | None) -> Reading:
    from takhrij.read.mail import open_mail
    from takhrij.read.plain import lines_of, read_lines

    mail = open_mail(data)
    if mail.html is not None:
        reading = _html(mail.html, url, published, language, packs, title=mail.subject)
        if reading.article.published is None and mail.sent:
            return _html(mail.html, url, mail.sent, language, packs, title=mail.subject)
        return reading
    draft = read_lines(lines_of(mail.text or ""), vocabulary(packs), packs, title=mail.subject)
    if mail.sent:
        draft.evidence["published"] = (*draft.evidence["published"], Evidence(origin="mail", value=mail.sent))
        draft.published = draft.published or mail.sent
    return _finished(draft, url, published, language, packs)


def _finished(
    draft: Draft, url: str | None, published: str | None, language: str | None, packs: Path | None
) -> Reading:
    if not draft.paragraphs and not draft.title:
        raise ReadError("no-text", "the input holds no text", "Give a saved page, a text, a PDF or an e-mail.")
    draft.url = url
    return assemble(draft, published=published, language=language, packs=packs)


def read_clean(
    text: str,
    *,
    id: str,  # noqa: A002 - the word of the contract
    title: str = "",
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    language: str | None = None,
    packs: Path | None = None,
) -> Reading:
    """Take a text that is clean already as it stands: every offset refers to it, its lines are the paragraphs.

    Republication notes are still found. Raises UsageError for a date that is none or an unknown language code.
    """
    paragraphs = find_paragraphs(text)
    notes = [
        (note, start)
        for place, (start, end) in enumerate(paragraphs)
        if place < HEAD or place >= len(paragraphs) - TAIL
        for note in find_notes(text[start:end], (), packs)
    ]
    draft = Draft(
        paragraphs=[],
        title=title,
        outlet=outlet,
        url=url,
        evidence={
            "title": (Evidence(origin="argument", value=title),) if title else (),
            "outlet": (Evidence(origin="argument", value=outlet),) if outlet else (),
        },
    )
    return finish(draft, text, paragraphs, notes, published=published, language=language, packs=packs, key=id)
