"""Put the parts of an article together: text with offsets, language, republication notes, warnings."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.arguments import checked_language, checked_published
from takhrij.model import Article, Comment, Evidence, Furniture, Reading, ReadState, Republication, Span, Warn
from takhrij.packs import loader
from takhrij.read.body import letters
from takhrij.read.choose import site_label
from takhrij.read.credits import find_credits
from takhrij.read.language import UNKNOWN, direction_of, short_code, tell_language
from takhrij.read.metadata import host_of
from takhrij.read.notes import Note, republications
from takhrij.read.words import vocabulary
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.model.article import Direction

GAP = "\n\n"


class Paragraph(Struct, kw_only=True):
    """A paragraph of the article with the republication notes in it; `index` is its place on the page."""

    text: str
    notes: list[Note] = []
    index: int = -1


class Draft(Struct, kw_only=True):
    """All that was read of an input, before offsets are given."""

    paragraphs: list[Paragraph]
    title: str = ""
    bylines: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    canonical: str | None = None
    languages: list[str] = []
    evidence: dict[str, tuple[Evidence, ...]] = {}
    furniture: tuple[Furniture, ...] = ()
    comments: tuple[Comment, ...] = ()
    state: ReadState = ReadState()
    warnings: list[Warn] = []
    agencies: tuple[str, ...] = ()


def assemble(draft: Draft, *, published: str | None, language: str | None, packs: Path | None) -> Reading:
    """Lay the paragraphs out as one text and give every span its offsets."""
    text = GAP.join(p.text for p in draft.paragraphs)
    spans: list[Span] = []
    notes: list[tuple[Note, int]] = []
    at = 0
    for p in draft.paragraphs:
        spans.append(Span(at, at + len(p.text)))
        notes += [(n, at) for n in p.notes]
        at += len(p.text) + len(GAP)
    return finish(draft, text, tuple(spans), notes, published=published, language=language, packs=packs)


def finish(
    draft: Draft,
    text: str,
    paragraphs: tuple[Span, ...],
    notes: list[tuple[Note, int]],
    *,
    published: str | None,
    language: str | None,
    packs: Path | None,
    key: str | None = None,
) -> Reading:
    """Decide what the caller's arguments decide, and build the article."""
    evidence = {k: v for k, v in draft.evidence.items() if v}
    day = checked_published(published)
    if day:
        evidence["published"] = (Evidence(origin="argument", value=day), *evidence.get("published", ()))
    told = tell_language(text or draft.title, draft.languages, vocabulary(packs))
    code = checked_language(language, packs)
    if code:
        evidence["language"] = (Evidence(origin="argument", value=code), *evidence.get("language", ()))
    final = code or told
    if told != UNKNOWN:
        evidence["language"] = (*evidence.get("language", ()), Evidence(origin="text", value=told))
    warnings = list(draft.warnings) + _warnings(draft, text, final=final, told=told, code=code, packs=packs)
    found, contradictions = republications(notes, final, day or draft.published)
    credited = _credits(draft, text, paragraphs, found, packs)
    article = Article(
        id=key or _identity(draft, text),
        url=draft.url,
        canonical_url=draft.canonical,
        title=draft.title,
        bylines=draft.bylines,
        outlet=draft.outlet,
        published=day or draft.published,
        language=final,
        direction=_direction(final, text or draft.title, packs),
        text=text,
        paragraphs=paragraphs,
        evidence=evidence,
        furniture=draft.furniture,
        comments=draft.comments,
        read=draft.state,
    )
    return Reading(article=article, republication=(*found, *credited), warnings=(*warnings, *contradictions))


def _credits(
    draft: Draft, text: str, paragraphs: tuple[Span, ...], found: tuple[Republication, ...], packs: Path | None
) -> list[Republication]:
    """Agencies that the text, then the byline is credited to, each once, where no note tells of them already."""
    named = {letters(fold(n.name)) for n in found if n.name}
    taken = [n.span for n in found if n.span is not None]
    out = []
    for c in find_credits(text, paragraphs, draft.outlet, packs):
        span = Span(c.start, c.end)
        if letters(fold(c.name)) not in named and not any(span.meets(t) for t in taken):
            named.add(letters(fold(c.name)))
            out.append(Republication(kind="credited", name=c.name, span=span, rule=c.rule))
    for name in draft.agencies:
        if letters(fold(name)) not in named:
            named.add(letters(fold(name)))
            out.append(Republication(kind="credited", name=name, rule="read.byline.agency"))
    return out


def _warnings(draft: Draft, text: str, *, final: str, told: str, code: str | None, packs: Path | None) -> list[Warn]:
    out = []
    if not text.strip():
        out.append(Warn(code="empty-text", message="no running text was found; the title alone was read"))
    if draft.state.status == "degraded":
        out.append(
            Warn(
                code="text-lost",
                message=f"the page could not be read whole ({draft.state.reason}); words may be missing or misplaced",
            )
        )
    declared = next((c for d in draft.languages if (c := short_code(d))), None)
    if text and told not in (UNKNOWN, code or told):
        out.append(
            Warn(
                code="language-mismatch",
                message=f'the language was given as "{code}", but the text looks like "{told}"',
            )
        )
    elif declared and not code and text and told not in (UNKNOWN, declared):
        out.append(
            Warn(
                code="language-mismatch",
                message=f'the page says its language is "{declared}", but the text is "{told}"',
            )
        )
    if draft.url and draft.canonical and (elsewhere := _elsewhere(draft.url, draft.canonical)):
        out.append(
            Warn(
                code="canonical-elsewhere",
                message=f"the page says that its own address is on another site, {elsewhere}",
            )
        )
    if final not in loader.find_packs(packs):
        out.append(
            Warn(
                code="unsupported-language",
                message=f'there is no language pack for "{final}"; the article was read, not traced',
            )
        )
    return out


def _elsewhere(url: str, canonical: str) -> str | None:
    """Host of the canonical address where it is that of another site; a mobile or AMP host is none."""
    own, told = site_label(host_of(url)), site_label(host_of(canonical))
    near = own and told and (own in told or told in own)
    return None if near or not own or not told else host_of(canonical)


def _direction(language: str, text: str, packs: Path | None) -> Direction:
    pack = loader.load(language, packs)
    return direction_of(text) if text.strip() or pack is None else pack.about.direction


def _identity(draft: Draft, text: str) -> str:
    """A name that is the same whenever the same article is read."""
    key = f"{draft.canonical or draft.url or ''}\n{draft.title}\n{text}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
