"""Make an article ready to be stored: packed, hashed, its index words cut. Needs no database, so it runs anywhere."""

from __future__ import annotations

import calendar
import hashlib
import re
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

import msgspec
from msgspec import Struct

from takhrij.archive.words import index_words
from takhrij.errors import ArchiveError
from takhrij.model import Analysis, Article, Reading, Republication, Warn
from takhrij.read import read
from takhrij.resolve.outlets import gazetteer
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from pathlib import Path

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_TRACKING = re.compile(r"(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid)=", re.IGNORECASE)
_SAFE = "/:@!$&'()*+,;=~-._%"
_encoder = msgspec.json.Encoder()


class Prepared(Struct, frozen=True, kw_only=True):
    """A version as its rows will hold it.

    `key` is its address without what does not tell pages apart, "" without one; `added` when it was stored, where
    that is not now.
    """

    key: str
    url: str | None
    name: str
    how: str
    seen: str
    sha256: str
    size: int
    packed: bytes
    media_type: str
    headers: bytes | None
    article: bytes
    rest: bytes
    analysed: bool
    title_words: str
    body_words: str
    words: int
    title: str
    outlet: str | None
    outlet_id: str | None
    language: str
    published: str | None
    day_from: str | None
    day_to: str | None
    added: str | None = None


class Rest(Struct, frozen=True, kw_only=True):
    """What a reading holds beside its article."""

    republication: tuple[Republication, ...] = ()
    warnings: tuple[Warn, ...] = ()


def prepare(
    data: bytes,
    *,
    url: str | None = None,
    name: str = "",
    how: str = "file",
    seen: datetime | str | None = None,
    media_type: str | None = None,
    headers: bytes | None = None,
    reading: Reading | None = None,
    analysis: Analysis | None = None,
    packs: Path | None = None,
) -> Prepared:
    """Read what has not been read yet and pack it. Raises ReadError where the bytes are no article.

    A page that comes without an address takes the one it gives itself (`canonical_url`), unless that is a front page.
    """
    if analysis is not None:
        article = analysis.article
        rest = _without_article(analysis)
    else:
        reading = reading or read(data, name=name, url=url, packs=packs)
        article = reading.article
        rest = _encoder.encode(Rest(republication=reading.republication, warnings=reading.warnings))
    address = url or article.url or _own_address(article)
    text = article.text
    first, last = day_range(article.published)
    return Prepared(
        key=f"url:{page_key(address)}" if address else "",
        url=_plain(address),
        name=_plain(name) or "",
        how=how,
        seen=stamp(seen),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        packed=zlib.compress(data, 6),
        media_type=media_type or guess_type(data, name),
        headers=headers,
        article=zlib.compress(_encode(article), 6),
        rest=zlib.compress(rest, 6),
        analysed=analysis is not None,
        title_words=index_words(article.title),
        body_words=index_words(text),
        words=len(text.split()),
        title=_plain(article.title) or "",
        outlet=_plain(article.outlet),
        outlet_id=_plain(outlet_key(article.outlet, address)),
        language=article.language,
        published=article.published,
        day_from=first,
        day_to=last,
    )


def unpack_article(packed: bytes) -> Article:
    """The stored Article."""
    return msgspec.json.decode(zlib.decompress(packed), type=Article)


def unpack_rest(packed: bytes) -> Rest:
    """What was stored beside the article of a reading."""
    return msgspec.json.decode(zlib.decompress(packed), type=Rest)


def unpack_analysis(article: bytes, rest: bytes) -> Analysis:
    """The stored Analysis, put together again with its article."""
    joined = b'{"article":' + zlib.decompress(article) + b"," + zlib.decompress(rest)[1:]
    return msgspec.json.decode(joined, type=Analysis)


def _encode(value: Struct) -> bytes:
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError as e:
        raise ArchiveError("not-storable", f"the text has half a character: {e}", "Save the page as UTF-8.") from e


def _without_article(analysis: Analysis) -> bytes:
    fields: dict[str, Any] = {f: getattr(analysis, f) for f in analysis.__struct_fields__ if f != "article"}
    return _encoder.encode({f: v for f, v in fields.items() if v is not msgspec.UNSET})


def outlet_key(name: str | None, url: str | None = None) -> str | None:
    """How the archive names an outlet: by its id in the gazetteer, else `name:` and its folded name."""
    listed = gazetteer()
    key = (listed.match(name, outlet=True) if name else None) or (listed.by_domain(url) if url else None)
    return key or (f"name:{fold(name).strip()}" if name and name.strip() else None)


def page_key(url: str) -> str:
    """What tells pages apart in an address: no scheme, fragment, default port or tracking mark, one way of escaping."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.strip()
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    path = quote(unquote(parts.path, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape") or "/"
    query = "&".join(p for p in parts.query.split("&") if p and not _TRACKING.match(p))
    return f"{where}{path}{f'?{quote(query, safe=_SAFE)}' if query else ''}"


def _own_address(article: Article) -> str | None:
    """The address a page gives itself; that of a front page is left out, since many sites give it on every page."""
    url = article.canonical_url
    return url if url and page_key(url).partition("/")[2].strip("/") else None


def day_range(published: str | None) -> tuple[str | None, str | None]:
    """First and last day that a date (YYYY, YYYY-MM, YYYY-MM-DD or an ISO time) may mean."""
    m = _DAY.fullmatch(published or "")
    if m is None:
        return None, None
    year, month, day = m.groups()
    if day:
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    if month and 1 <= int(month) <= 12 and int(year):
        return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02}"
    return f"{year}-01-01", f"{year}-12-31"


def moment(text: str) -> datetime | None:
    """The time of an ISO day or time, UTC where it has no zone; None where it is none."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def stamp(seen: datetime | str | None = None) -> str:
    """A UTC time to the second, `2024-03-12T08:30:00Z`; now where none is given or it cannot be read."""
    found = moment(seen.isoformat() if isinstance(seen, datetime) else seen) if seen else None
    return (found or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")


_ENDINGS = {
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
    "txt": "text/plain",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "eml": "message/rfc822",
    "json": "application/json",
    "xml": "application/xml",
}


def guess_type(data: bytes, name: str) -> str:
    """Media type by the ending of the name, else by the first bytes."""
    known = _ENDINGS.get(name.lower().rpartition(".")[2])
    if known:
        return known
    head = data[:1024].lstrip().lower()
    if head.startswith(b"%pdf-"):
        return "application/pdf"
    return "text/html" if b"<html" in head or b"<!doctype html" in head else "text/plain"


def _plain(text: str | None) -> str | None:
    """Text that every database can hold in a column."""
    return None if text is None else text.replace("\0", "").encode("utf-8", "replace").decode()
