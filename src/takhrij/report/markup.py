"""Build HTML that is safe by construction: a plain string is always escaped, only `Html` goes out as it is."""

from __future__ import annotations

import html
from string import Formatter

from takhrij.report.visible import MARKS, UNSEEN_OR_MARK, name_of, plain


class Html(str):
    """A string that is already markup."""

    __slots__ = ()


Child = str | None
VOID = frozenset(["meta", "br", "hr", "input", "link"])


def text(value: str) -> Html:
    """Escape a text; characters that nobody can see become small marks."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    out: list[str] = []
    last = 0
    for found in UNSEEN_OR_MARK.finditer(value):
        out.append(html.escape(value[last : found.start()], quote=False))
        kept = found[0] if ord(found[0]) in MARKS else ""
        soft = " soft" if kept else ""
        out.append(f'<i class="ctl{soft}" data-c="{name_of(found[0])}"></i>{kept}')
        last = found.end()
    out.append(html.escape(value[last:], quote=False))
    return Html("".join(out))


def join(*children: Child, between: str = "") -> Html:
    """Put pieces one after the other; None is left out, a plain string is escaped."""
    return Html(between.join(c if isinstance(c, Html) else text(c) for c in children if c is not None))


def el(name: str, /, *children: Child, **attributes: str | bool | float | None) -> Html:
    """One element.

    Attribute names lose a trailing underscore, the others become hyphens; None and False are left out.
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        shown = key.rstrip("_").replace("_", "-")
        parts.append(shown if value is True else f'{shown}="{html.escape(plain(str(value)))}"')
    opening = f"<{' '.join(parts)}>"
    return Html(opening if name in VOID else f"{opening}{join(*children)}</{name}>")


def fill(template: str, **values: Child) -> Html:
    """A sentence of the catalogue with its {places} filled by markup, or by texts that keep their own direction."""
    pieces: list[Child] = []
    for words, place, _, _ in Formatter().parse(template):
        pieces.append(words)
        if place is not None:
            value = values[place]
            pieces.append(value if isinstance(value, Html) or value is None else bdi(value))
    return join(*pieces)


def bdi(value: str, **attributes: str | None) -> Html:
    """A name or quoted text whose direction is its own."""
    return el("bdi", value, **attributes)


def safe_link(url: str | None) -> str | None:
    """The address if a browser may follow it: http and https only."""
    if url and url.strip().lower().startswith(("http://", "https://")):
        return url.strip()
    return None
