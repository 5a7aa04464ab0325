"""Decide between the places that tell a title, a day, an outlet; each loser stays as evidence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from takhrij.model import Evidence, Warn
from takhrij.packs import loader
from takhrij.read.body import letters
from takhrij.read.dates import Stamp, day_in_address, days_apart
from takhrij.read.metadata import host_of

if TYPE_CHECKING:
    from takhrij.read.metadata import Clues

_SITE_MARK = re.compile(r"\s+[|\-–—»«›·•:/~]{1,2}\s+|\s*\|\s*|\s*[»›]\s*|:\s+|\s+::\s+|\s+-\s*$")
_TRAILING = re.compile(r"[\s|\-–—»›·•:/]+$|^[\s|\-–—»›·•:/]+")
_DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?$")
_NUMERIC = re.compile(r"\d[/.\-]\d{1,2}[/.\-]\d")
_CUT_SHORT = re.compile(r"(?:\.\.\.|\u2026)\s*$")
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "ac", "edu", "blogspot", "wordpress"))
_ALIKE, _MOST_OF = 0.6, 0.5
_TAGLINE = 40
HEADLINE = 10


class Dated(Struct, frozen=True, kw_only=True):
    """A day that some place of the page gives: `weight` says how far that place is to be believed."""

    origin: str
    text: str
    stamp: Stamp
    weight: int
    is_shown: bool = False


def site_names(clues: Clues, rights: list[str]) -> tuple[str | None, tuple[Evidence, ...]]:
    """Return the outlet's name and all places that give one; `rights` are names in copyright lines."""
    found = [Evidence(origin=e.origin, value=_without_tagline(e.value)) for e in clues.outlets]
    host = host_of(clues.url) or host_of(clues.canonical)
    found = [e for e in found if e.value and not e.value.startswith("@") and "/" not in e.value]
    label = site_label(host)
    found += [
        Evidence(origin="text", value=r) for r in rights if label and (letters(r) == label or letters(r) in label)
    ]
    tail = _site_part(clues.head_title, label)
    if tail:
        found.append(Evidence(origin="title", value=tail))
    listed = outlet_of_host(host)
    if listed:
        found.append(Evidence(origin="gazetteer", value=listed))
    sure = [e for e in found if e.origin in ("opengraph", "json-ld")]
    like = [e for e in found if label and _like(letters(e.value), label)]
    named = next(
        (
            e.value
            for e in (*sure, *like, *(e for e in found if e.origin == "gazetteer"), *found)
            if not _DOMAIN.match(e.value)
        ),
        None,
    )
    if named is None:
        named = next((r for r in rights), None) if not host else found[0].value if found else None
        if named and _DOMAIN.match(named):
            named = None
    if named is None and label:
        named = label
        found.append(Evidence(origin="url", value=label))
    return named, tuple(found)


def _like(bare: str, label: str) -> bool:
    """Tell whether a name is that of a host."""
    return len(bare) > 2 and (bare in label or label in bare)


def _without_tagline(name: str) -> str:
    head = re.split(r"\s+[|\-–—»:•·]+\s+|\s*\|\s*", name.strip(), maxsplit=1)[0]
    return head if len(name) > _TAGLINE or "|" in name else name.strip()


def site_label(host: str) -> str:
    """Name part of a host: "www.example.co.uk" gives "example"."""
    parts = host.split(".")
    if len(parts) == 2:
        return letters(parts[0])
    while len(parts) > 1 and (
        len(parts[-1]) <= 3
        or parts[-1] in _SECOND_LEVEL
        or (len(parts) > 2 and parts[-1] not in _SECOND_LEVEL and len(parts[-1]) > 3)
    ):
        if len(parts) == 2:
            parts.pop()
            break
        parts.pop()
    return letters(parts[-1]) if host else ""


def _site_part(title: str, label: str) -> str | None:
    """The part of a page title before or after a mark that names the site, as its host does."""
    parts = [p.strip() for p in _SITE_MARK.split(title) if p and p.strip()]
    candidates: list[str] = parts[1:] + parts[:1] if len(parts) > 1 else []
    for part in reversed(candidates):
        if (
            label
            and letters(part)
            and len(letters(part)) <= 3 * len(label)
            and (
                letters(part) == label or (len(letters(part)) > 3 and letters(part) in label) or label in letters(part)
            )
        ):
            return part
    return None


def site_beside_title(
    head: str, title: str, outlet: str | None, evidence: tuple[Evidence, ...]
) -> tuple[str | None, tuple[Evidence, ...]]:
    """Take the part of the page title that is not the article's for the site's name, where nothing else names it."""
    if title and title in head and head != title:
        rest = [r for r in (_TRAILING.sub("", r.strip()) for r in head.split(title, 1)) if r]
        if (
            len(rest) == 1
            and len(rest[0]) <= _TAGLINE
            and not _SITE_MARK.search(rest[0])
            and _SITE_MARK.search(head.replace(title, "\0", 1))
        ):
            return rest[0], (*evidence, Evidence(origin="title", value=rest[0]))
    parts = [p.strip() for p in _SITE_MARK.split(head) if p and p.strip()]
    rest = [p for p in parts if letters(p) != letters(title)]
    if outlet is None and len(parts) == len(rest) == 1 and len(head) <= _TAGLINE:
        return rest[0], (*evidence, Evidence(origin="title", value=rest[0]))
    if len(parts) == 2 and len(rest) == 1 and len(rest[0]) <= _TAGLINE:
        return rest[0], (*evidence, Evidence(origin="title", value=rest[0]))
    return outlet, evidence


@lru_cache(maxsize=1)
def _hosts() -> dict[str, str]:
    """Names of the gazetteer's outlets by host."""
    return {d: next(iter(o.names.values()))[0] for o in loader.outlet_rows() for d in o.domains if o.names}


def outlet_of_host(host: str) -> str | None:
    """Name of the outlet that the gazetteer lists for a host or a domain above it."""
    while host.count("."):
        name: str | None = _hosts().get(host)
        if name:
            return name
        host = host.partition(".")[2]
    return None


@lru_cache(maxsize=1)
def outlet_letters() -> dict[str, frozenset[str]]:
    """Ids by the letters-only forms of all outlet names of the gazetteer that are no common words."""
    found: dict[str, frozenset[str]] = {}
    for outlet in loader.outlet_rows():
        for name in (n for names in outlet.names.values() for n in names if n not in outlet.weak):
            found[letters(name)] = found.get(letters(name), frozenset()) | {outlet.id}
    return found


def strip_site(title: str, outlets: frozenset[str]) -> str:
    """Cut the site's name off a title, before or after a mark."""
    while True:
        marks = list(_SITE_MARK.finditer(title))
        for m in reversed(marks):
            tail = letters(title[m.end() :])
            if not tail or _names_site(tail, outlets):
                title = title[: m.start()]
                break
        else:
            if marks and _names_site(letters(title[: marks[0].start()]), outlets) and title[marks[0].end() :].strip():
                title = title[marks[0].end() :]
                continue
            return _TRAILING.sub("", title)
        if not title.strip():
            return ""


def _names_site(bare: str, outlets: frozenset[str]) -> bool:
    return bool(bare) and any(
        o and (bare == o or (len(o) > 3 and len(bare) < 2 * len(o) + 12 and o in bare) or (len(bare) > 2 and bare in o))
        for o in outlets
    )


def pick_title(clues: Clues, heads: list[str], outlets: frozenset[str]) -> tuple[str, tuple[Evidence, ...], list[Warn]]:
    """Return the title: the heading a reader sees where the page's own data agree, without the site's name."""
    told = [e for e in clues.titles if e.value]
    if clues.head_title:
        told.append(Evidence(origin="title", value=clues.head_title))
    evidence = (*(Evidence(origin="h1", value=h) for h in heads), *told)
    metas = [t for t in (strip_site(e.value, outlets) for e in told) if t]
    raw = [e.value for e in told]
    heads = [h for h in heads if not _is_site(h, outlets)]
    for head in heads:
        bare = letters(head)
        if any(bare == letters(m) for m in (*metas, *raw)):
            return head, evidence, []
    for head in heads:
        for meta in metas:
            chosen = _overlapping(head, meta)
            if chosen:
                return chosen, evidence, []
    if metas and any(e.origin != "title" for e in told):
        warnings = []
        if len(heads) == 1:
            warnings.append(
                Warn(
                    code="title-conflict",
                    message=f'the page shows the title "{heads[0]}" and gives "{metas[0]}" in its data',
                )
            )
        return metas[0], evidence, warnings
    if heads:
        return heads[0], evidence, []
    return (metas[0] if metas else ""), evidence, []


def _is_site(head: str, outlets: frozenset[str]) -> bool:
    bare = letters(head)
    return not bare or bare in outlets


def _overlapping(head: str, meta: str) -> str | None:
    """One of two titles that share most of their words."""
    h, m = letters(head), letters(meta)
    if len(h) >= HEADLINE and any(letters(part) == h for part in _SITE_MARK.split(meta)):
        return head
    short, long = sorted((h, m), key=len)
    if short and short in long and len(short) >= _MOST_OF * len(long):
        return head if h in m or _CUT_SHORT.search(meta) else meta
    if _CUT_SHORT.search(meta) and h.startswith(letters(_CUT_SHORT.sub("", meta))[:-1] or "\0"):
        return head
    a, b = set(head.casefold().split()), set(meta.casefold().split())
    return head if len(a & b) >= _ALIKE * max(len(a), len(b)) else None


def pick_day(found: list[Dated], address: str | None) -> tuple[str | None, tuple[Evidence, ...], list[Warn]]:
    """Return the publication date: the day most places agree on, give or take a time zone.

    A day shown to readers, or given with the local time zone, is preferred to the UTC day of the same moment.
    """
    day = day_in_address(address) if address else None
    if day:
        found = [*found, Dated(origin="url", text=day, stamp=Stamp(day=day, value=day), weight=2)]
    evidence = tuple(dict.fromkeys(Evidence(origin=d.origin, value=d.text) for d in found))
    found = [_turned(d, found) for d in found]
    if not found:
        return None, evidence, []
    best = max(found, key=lambda d: (_support(d, found), -found.index(d)))
    near = [d for d in found if days_apart(d.stamp.day, best.stamp.day) <= 1]
    warnings = []
    far = next((d for d in found if d.weight > 1 and days_apart(d.stamp.day, best.stamp.day) > 1), None)
    if far is not None:
        told = f"{best.stamp.day} ({best.origin}) and {far.stamp.day} ({far.origin})"
        warnings.append(Warn(code="date-conflict", message=f"as its date the page gives {told}"))
    return _local(near), evidence, warnings


def _turned(one: Dated, found: list[Dated]) -> Dated:
    """Read 10/9/2010 as the ninth of October where another place of the page says so."""
    year, month, day = one.stamp.day.split("-")
    other = f"{year}-{day}-{month}"
    if (
        one.origin != "text"
        or int(day) > 12
        or not _NUMERIC.search(one.text)
        or not any(d is not one and days_apart(d.stamp.day, other) <= 1 for d in found)
    ):
        return one
    return structs.replace(one, stamp=Stamp(day=other, value=other))


def _support(one: Dated, found: list[Dated]) -> int:
    by_origin: dict[str, int] = {}
    for d in found:
        if days_apart(d.stamp.day, one.stamp.day) <= 1:
            by_origin[d.origin] = max(by_origin.get(d.origin, 0), d.weight)
    return sum(by_origin.values())


def _local(near: list[Dated]) -> str:
    """Value of the stamp that is nearest to the local day of publication."""
    zoned = next((d for d in near if d.stamp.has_zone and not d.stamp.in_utc and d.origin != "url"), None)
    if zoned is not None:
        return zoned.stamp.value
    first = max(near, key=lambda d: (d.weight, -near.index(d)))
    shown = next((d for d in near if d.is_shown and not d.stamp.in_utc), None)
    if shown is not None and first.stamp.in_utc and shown.stamp.day != first.stamp.day:
        return shown.stamp.value
    return first.stamp.value
