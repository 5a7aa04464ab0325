"""Read an e-mail: its HTML part as a page, else its text, with the subject as title."""

from __future__ import annotations

import email
import re
from email import policy
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.errors import ReadError
from takhrij.read.decode import decode, whole

if TYPE_CHECKING:
    from email.message import EmailMessage

_PREFIX = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)


class Mail(Struct, frozen=True, kw_only=True):
    """What of an e-mail is an article; `sent` is its Date header in ISO form."""

    subject: str
    sent: str | None
    html: str | None
    text: str | None


def open_mail(data: bytes) -> Mail:
    """Take an e-mail apart. Raises ReadError where it has no text."""
    try:
        message = email.message_from_bytes(data, policy=policy.default)
        body = message.get_body(preferencelist=("html", "plain"))
        subject = whole(" ".join(str(message.get("subject", "")).split()))
        sent = _sent(message)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as e:
        raise ReadError(
            "broken-mail", f"the e-mail cannot be taken apart: {e}", "Save it again, or give its text."
        ) from e
    if body is None:
        raise ReadError(
            "no-text", "the e-mail has no text part", "Give an e-mail that holds the article itself, not an attachment."
        )
    raw = body.get_payload(decode=True)
    content = decode(raw if isinstance(raw, bytes) else b"", body.get_content_charset())
    is_html = body.get_content_type() == "text/html"
    return Mail(
        subject=_PREFIX.sub("", subject),
        sent=sent,
        html=content if is_html else None,
        text=None if is_html else content,
    )


def _sent(message: EmailMessage) -> str | None:
    try:
        header = message.get("date")
        return header.datetime.isoformat() if header is not None and header.datetime is not None else None
    except (ValueError, AttributeError, TypeError):
        return None
