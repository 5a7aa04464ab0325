"""Look for archived copies of a page: Wayback CDX and Memento time maps, over the same fetcher."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

from takhrij.errors import FetchError

if TYPE_CHECKING:
    from takhrij.archive.fetch import Fetcher

WAYBACK = "https://web.archive.org"
_LINK = re.compile(r'<([^<>]{1,4000})>\s*((?:;\s*[a-z]+="[^"]{0,400}"\s*){1,8})')
_PARAMETER = re.compile(r'([a-z]+)="([^"]*)"')
_STAMP = re.compile(r"\d{14}")


class Capture(Struct, frozen=True, kw_only=True):
    """An archived copy: when it was taken, of which address, and where its unaltered bytes are."""

    at: datetime
    original: str
    raw_url: str
    status: int | None = None
    digest: str | None = None


def wayback_captures(url: str, fetcher: Fetcher, *, base: str = WAYBACK, limit: int = 50) -> list[Capture]:
    """Copies that a Wayback CDX server lists, oldest first. Raises FetchError where it cannot be asked or read."""
    answer = fetcher.get(f"{base}/cdx/search/cdx?url={quote(url, safe='')}&output=json&limit={limit}&collapse=digest")
    try:
        rows = json.loads(answer.body or b"[]")
        names, *rest = rows or [[]]
        found = [dict(zip(names, row, strict=True)) for row in rest]
        return [
            Capture(
                at=_stamp(row["timestamp"]),
                original=row["original"],
                raw_url=f"{base}/web/{row['timestamp']}id_/{row['original']}",
                status=int(row["statuscode"]) if str(row.get("statuscode", "")).isdigit() else None,
                digest=row.get("digest"),
            )
            for row in found
        ]
    except (ValueError, KeyError, TypeError) as e:
        raise FetchError(
            "broken-answer", f"the list of copies at {base} cannot be read: {e}", "Try again later."
        ) from e


def memento_captures(url: str, fetcher: Fetcher, *, base: str) -> list[Capture]:
    """Copies that a Memento time map (RFC 7089, link format) lists, oldest first."""
    answer = fetcher.get(f"{base}/timemap/link/{url}")
    found = []
    for m in _LINK.finditer(answer.body.decode("utf-8", "replace")):
        told = dict(_PARAMETER.findall(m.group(2)))
        if "memento" in told.get("rel", "").split() and "datetime" in told:
            try:
                at = parsedate_to_datetime(told["datetime"])
            except (ValueError, TypeError):
                continue
            found.append(Capture(at=at, original=url, raw_url=m.group(1)))
    return sorted(found, key=lambda c: c.at)


def nearest(captures: list[Capture], to: datetime) -> Capture | None:
    """The copy taken nearest to a time, None where there is no copy."""
    return min(captures, key=lambda c: abs((c.at - to).total_seconds()), default=None)


def _stamp(value: str) -> datetime:
    if not _STAMP.fullmatch(value):
        msg = f"{value!r} is no time stamp"
        raise ValueError(msg)
    return datetime.strptime(value, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
