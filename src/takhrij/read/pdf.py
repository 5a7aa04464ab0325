"""Read the text layer of a PDF: lines put together to paragraphs by where they stand on the page."""

from __future__ import annotations
