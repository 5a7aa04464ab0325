"""Tell what kind of file the bytes are, and turn them into text."""

from __future__ import annotations

import codecs
import re

from takhrij.errors import ReadError

MAX_BYTES = 64 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""", re.IGNORECASE
)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|h1|span|table|section|main)\b", re.IGNORECASE
)
_MAIL = re.compile(rb"^(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}", re.MULTILINE)
_MAIL_FIELD = re.compile(
    rb"^(?:From|Subject|MIME-Version|Received|Date|Message-ID|Return-Path|Delivered-To|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)
_ALIASES = {
    "windows-1256": "cp1256",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-6": "iso-8859-6",
    "unicode": "utf-8",
    "utf8": "utf-8",
    "x-mac-arabic": "mac_arabic",
    "gb2312": "gb18030",
    "iso-8859-9": "cp1254",
}
_FALLBACK = ("cp1256", "cp1252")
_BINARY = (
    (b"\x7fELF", "a program"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "an archive or office file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"MZ", "a program"),
    (b"RIFF", "a media file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x00\x00\x00", "a media file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"SQLite format", "a database"),
)
_SAMPLE = 65_536
_HALF = re.compile(r"[\ud800-\udfff]")
_LATIN = frozenset(
    "\u00e0\u00e1\u00e2\u00e4\u00e7\u00e8\u00e9\u00ea\u00eb\u00ee\u00ef\u00ed\u00f1\u00f3\u00f4\u00f6\u00fc\u00fa\u00df"
    "\u2019\u2018\u201c\u201d\u2013\u2014\u00a0\u00ab\u00bb\u2026"
)


def kind_of(data: bytes, name: str) -> str:
    """Kind of input: html, pdf, mail, markdown or text, by its first bytes and then its name.

    Raises ReadError where it is empty, too large or no text at all.
    """
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise ReadError("empty-input", "the input is empty", "Give a saved page, a text, a PDF or an e-mail.")
    if len(data) > MAX_BYTES:
        raise ReadError("too-large", "the input is larger than 64 MiB", "Give the page of one article.")
    head = data[:1024].lstrip()
    if head.startswith(b"%PDF-"):
        return "pdf"
    _refuse_binary(data)
    ending = name.lower().rpartition(".")[2]
    sample = (
        data[:_SAMPLE]
        if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        else decode(data)[:_SAMPLE].encode("ascii", "ignore")
    )
    if ending == "eml" or (ending not in ("html", "htm", "md", "txt") and _is_mail(sample)):
        return "mail"
    if ending in ("md", "markdown"):
        return "markdown"
    if (
        ending in ("html", "htm", "xhtml", "mht")
        or (ending != "txt" and _HTML.search(sample))
        or _HTML.match(sample.lstrip(b"\xef\xbb\xbf \t\r\n"))
    ):
        return "html"
    return "text"


def _is_mail(sample: bytes) -> bool:
    m = _MAIL.match(sample.lstrip(b"\r\n"))
    return m is not None and len(_MAIL_FIELD.findall(m.group())) >= 2


def _refuse_binary(data: bytes) -> None:
    for mark, what in _BINARY:
        if data.startswith(mark) and not data.startswith((codecs.BOM_UTF32_BE,)):
            raise ReadError(
                "binary-input", f"the input is {what}, not a page", "Give a saved page, a text, a PDF or an e-mail."
            )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)):
        return
    sample = data[:_SAMPLE]
    control = sum(map(sample.count, (bytes((b,)) for b in (*range(9), *range(14, 27), 28, 29, 30, 31))))
    if control > max(4, len(sample) // 20):
        raise ReadError("binary-input", "the input is not text", "Give a saved page, a text, a PDF or an e-mail.")


def decode(data: bytes, declared: str | None = None) -> str:
    """Text of the bytes: by byte order mark, as UTF-8 where that fits, by what is declared, else by how it reads.

    A page labelled UTF-8 that is none is tried in the encodings it may have been written in.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return whole(data.decode(encoding, "replace").lstrip("\ufeff"))
    wide = _wide(data)
    if wide:
        return whole(data.decode(wide, "replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    m = _DECLARED.search(data[:4096])
    labels = [
        label
        for label in (m.group(1).decode("ascii").lower() if m else None, (declared or "").lower() or None)
        if label
    ]
    tried = [*(_ALIASES.get(label, label) for label in labels if label not in ("utf-8", "utf8", "unicode")), *_FALLBACK]
    mended = data.decode("utf-8", "replace")
    if mended.count("\ufffd") * 200 < len(data) and len(mended) < len(data) - 20 * mended.count("\ufffd"):
        return mended
    read = (t for t in (_try(data, e) for e in dict.fromkeys(tried)) if t is not None)
    return whole(max(read, key=_likely, default=mended))


def whole(text: str) -> str:
    """Put the replacement character for halves of surrogate pairs: no UTF-8 can hold them."""
    return _HALF.sub("\ufffd", text)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as a zero in every other byte of its ASCII parts."""
    head = data[:400]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and odd == 0 else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None


def _likely(text: str) -> float:
    """How much a decoded text reads like one: words of one script, few signs and replacement characters."""
    sample = [c for c in text[:200_000] if ord(c) > 127]
    if not sample:
        return 0.0
    plain = sum(1 for c in sample if "\u0621" <= c <= "\u0652" or "\u0400" <= c <= "\u04ff")
    latin = sum(1 for c in sample if c in _LATIN)
    bad = sum(1 for c in sample if c == "\ufffd" or "\u0080" <= c <= "\u009f")
    dense = len(sample) * 4 > len(text[:200_000])
    return (
        plain * (1.0 if dense or plain * 2 > len(sample) else 0.5) + latin * (0.3 if dense else 1.0) - 2 * bad
    ) / len(sample)
