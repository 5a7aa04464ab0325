"""Read text that is no HTML: a page saved as text, a bare article, Markdown.

A saved page has the title on its first line, often a byline line, then the body, then what stands below it on the
page: foot notes, the comment form, related titles.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from takhrij.model import Evidence, Furniture
from takhrij.read.assemble import Draft, Paragraph
from takhrij.read.bylines import cue_end, names_in
from takhrij.read.dates import find_day, read_stamp
from takhrij.read.notes import HEAD, TAIL, find_notes
from takhrij.read.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from takhrij.read.words import Words

_BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\n")
_END = re.compile(r"[.!?\u061f\u2026\u06d4:;\u061b,\u060c][\"'\u201d\u201c\u2019\u00bb)\]]*$")
_SPACES = re.compile(r"[ \t\u00a0\f\v]+")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_-]+)[ \t]*:[ \t]*(.+)$", re.MULTILINE)
_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\(\s*<?([^()\s<>]*)>?(?:\s+\"[^\"]*\")?\s*\)|!?\[([^\[\]]*)\]\[[^\[\]]*\]|<(https?://[^<>\s]+)>"
)
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|___|__|~~|`)(?=\S)(.+?)(?<=\S)\1")
_STAR = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\1(?![\w*])")
_LEAD = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>+\s?|(?:[-*+]|\d{1,3}[.)])\s+)")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_HEADING = re.compile(r"^\s{0,3}#\s+(.+?)\s*#*$")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_BULLET = re.compile(r"^[\s\u2022*\u00b7\u25cf\u25aa\-\u2013]+")
TITLE, LINE = 220, 90


def lines_of(text: str) -> list[str]:
    """Paragraphs of a text: blocks between blank lines where it is wrapped, else its lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = [b for b in _BLANK_LINE.split(text) if b.strip()]
    rows = [r for r in text.split("\n") if r.strip()]
    if _is_wrapped(blocks, rows):
        return [_clean(" ".join(b.split("\n"))) for b in blocks]
    return [c for c in (_clean(r) for r in rows) if c]


def _is_wrapped(blocks: list[str], rows: list[str]) -> bool:
    """Tell whether line ends are those of a page width, not of paragraphs."""
    inner = [r for b in blocks for r in b.strip().split("\n")[:-1]]
    if len(inner) < 3 or len(blocks) < 2:
        return False
    open_ended = sum(1 for r in inner if not _END.search(r.rstrip()))
    longest = max(len(r) for r in rows)
    return longest <= 130 and open_ended * 2 > len(inner) and sum(len(r) for r in inner) > 40 * len(inner)


def _clean(line: str) -> str:
    return _SPACES.sub(" ", line).strip().strip("\ufeff")


def read_plain(text: str, words: Words, packs: Path | None = None) -> Draft:
    """Read a page saved as text, or a bare article."""
    return read_lines(lines_of(text), words, packs)


def read_lines(
    lines: list[str],
    words: Words,
    packs: Path | None = None,
    title: str = "",
    links: Callable[[str], list[tuple[str, str]]] | None = None,
) -> Draft:
    """Tell title, byline, date, body, notes and furniture among the lines of an article."""
    furniture: list[Furniture] = []
    head, rest = ([], lines) if title else _title(lines, words)
    title = title or (head[0] if head else "")
    kept, cut = _until_end(rest, words, packs)
    bylines: list[str] = []
    days: list[Evidence] = []
    body: list[str] = []
    for place, line in enumerate(kept):
        if place < 6 and len(line) <= LINE and not body_like(line):
            names = names_in(line, words) if cue_end(line, words) is not None else []
            stamp = read_stamp(line, packs) if any(c.isdecimal() for c in line) else None
            if names:
                bylines += [n for n in names if n not in bylines]
            if stamp and not words.updated_cue.match(plain(line)):
                days.append(Evidence(origin="text", value=stamp.value))
            if names or (stamp and len(line) < LINE // 2):
                furniture.append(Furniture(kind="byline" if names else "date", text=line))
                continue
        kind = words.furniture_kind(line) if len(line) <= LINE else None
        if kind or plain(line) == plain(title):
            furniture.append(Furniture(kind=kind or "title", text=line))
        else:
            body.append(line)
    if (
        body
        and not bylines
        and len(body[-1]) <= LINE
        and cue_end(body[-1], words) is not None
        and not body_like(body[-1])
    ):
        bylines = names_in(body[-1], words)
        if bylines:
            furniture.append(Furniture(kind="byline", text=body.pop()))
    furniture += [Furniture(kind=words.furniture_kind(c) or "comment-form", text=c) for c in cut]
    paragraphs = [
        Paragraph(
            text=line,
            notes=find_notes(line, links(line) if links else (), packs)
            if place < HEAD or place >= len(body) - TAIL
            else [],
        )
        for place, line in enumerate(body)
    ]
    return Draft(
        paragraphs=paragraphs,
        title=title,
        bylines=tuple(bylines),
        published=days[0].value[:10] if days else None,
        evidence={
            "title": (Evidence(origin="text", value=title),) if title else (),
            "published": tuple(days),
            "bylines": tuple(Evidence(origin="text", value=b) for b in bylines),
        },
        furniture=tuple(furniture),
    )


def body_like(line: str) -> bool:
    """Tell whether a line ends as a sentence of the body does."""
    return line.rstrip().endswith((".", "!", "?", "\u061f", "\u2026")) and find_day(line) is None


def _title(lines: list[str], words: Words) -> tuple[list[str], list[str]]:
    """The first line is the title where it is short, does not end as a sentence, and more follows."""
    for k, line in enumerate(lines[:8]):
        if words.furniture_kind(line):
            continue
        if (
            len(lines) > k + 1
            and len(line) <= TITLE
            and not line.rstrip().endswith((".", "\u060c", ",", ";", "\u061b", ":"))
            and cue_end(line, words) is None
        ):
            return [line], lines[k + 1 :]
        break
    return [], lines


def _until_end(lines: list[str], words: Words, packs: Path | None) -> tuple[list[str], list[str]]:
    """Lines of the article, and what stands below it from the first line on that ends it."""
    for k, line in enumerate(lines):
        if k > 1 and words.ends_article(line) and sum(map(len, lines[:k])) > sum(map(len, lines[k:])) // 2:
            notes = [r for r in lines[k:] if find_notes(r, (), packs)]
            return lines[:k] + notes, [r for r in lines[k:] if r not in notes]
    return lines, []


def read_markdown(text: str, words: Words, packs: Path | None = None) -> Draft:
    """Read Markdown: its signs are cut, front matter and the first heading tell title, date and author."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    fields = {k.lower(): v.strip().strip("\"'") for k, v in _FIELD.findall(front.group(1))} if front else {}
    text = text[front.end() :] if front else text
    title = fields.get("title", "")
    links: dict[str, list[tuple[str, str]]] = {}
    lines: list[str] = []
    for block in _blocks(text):
        heading = _HEADING.match(block)
        bare, found = _inline(heading.group(1) if heading else _LEAD.sub("", block))
        if heading and not title and not lines:
            title = bare
        elif bare:
            lines.append(bare)
            links[bare] = found
    draft = read_lines(lines, words, packs, title=title, links=lambda line: links.get(line, []))
    day = read_stamp(fields.get("date", "") or fields.get("published", ""), packs)
    if day:
        draft.published = day.value
        draft.evidence["published"] = (Evidence(origin="front-matter", value=day.value), *draft.evidence["published"])
    author = names_in(fields.get("author", "") or fields.get("authors", "").strip("[]"), words)
    if author:
        draft.bylines = tuple(author)
        draft.evidence["bylines"] = (
            *(Evidence(origin="front-matter", value=a) for a in author),
            *draft.evidence["bylines"],
        )
    draft.outlet = fields.get("outlet") or fields.get("publisher") or fields.get("source") or draft.outlet
    draft.canonical = next(
        (fields[k] for k in ("canonical_url", "canonical", "url") if fields.get(k, "").startswith("http")), None
    )
    return draft


def _blocks(text: str) -> list[str]:
    """Paragraphs, headings and list items of Markdown; a line that begins none of these continues the one before."""
    out: list[str] = []
    fresh = True
    for line in text.split("\n"):
        if not line.strip() or _RULE.match(line):
            fresh = True
        elif fresh or _LEAD.match(line) or out[-1].endswith(("  ", "\\")):
            out.append(line)
            fresh = bool(_HEADING.match(line)) or line.lstrip().startswith("#")
        else:
            out[-1] += " " + line.strip()
    return out


def _inline(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Text without Markdown's signs, and the links that stood in it."""
    links: list[tuple[str, str]] = []

    def bare(m: re.Match[str]) -> str:
        if m.group(0).startswith("!"):
            return ""
        shown = m.group(1) if m.group(1) is not None else m.group(3) if m.group(3) is not None else m.group(4)
        links.append((shown, m.group(2) or m.group(4) or ""))
        return shown

    text = _LINK.sub(bare, text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
        text = _STAR.sub(r"\2", text)
    return _clean(_ESCAPE.sub(r"\1", _TAG.sub("", text))), links
