"""Pages and texts for the archive's tests, all invented."""

from __future__ import annotations

HARBOUR = "Mira Holt, the harbour master, said that the quay was closed on Monday because of the storm."
REOPENED = "Mira Holt, the harbour master, said that the quay was open again on Tuesday."
OWNERS = "The owners of the two boats could not be reached, the Harbour Post reported."
WATER = "The water fell by a metre during the night, and the cranes were moved to the northern pier."


def page(title: str = "Quay closed", paragraphs: tuple[str, ...] = (HARBOUR, OWNERS, WATER), extra: str = "") -> bytes:
    """A small page; `extra` stands in its head."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    head = f'<meta charset="utf-8"><title>{title}</title>{extra}'
    html = f'<!doctype html><html lang="en"><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>'
    return html.encode()


def text(title: str, *paragraphs: str) -> bytes:
    """A page saved as text."""
    return "\n\n".join((title, *paragraphs)).encode() + b"\n"
