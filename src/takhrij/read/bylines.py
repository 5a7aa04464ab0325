"""Take the names of the authors out of what pages write in bylines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from takhrij.read.body import letters
from takhrij.read.credits import is_agency
from takhrij.read.words import plain
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from takhrij.read.words import Words

_CUT = re.compile(r"\s*(?:[|•·●▪\n\t\u2022]|\s[-–—]{1,2}\s|\s/\s|//|\d{1,2}[:/.]\d|\d{4}|\()")
_SPLIT = re.compile(r"\s*[,;\u060c\u061b&+]\s*|\s+/\s+")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[\w-]+\.\w\S*|https?://\S+|www\.\S+|@\w+")
_EDGE = " \t\r\n.,:;|/\\-–—•·*\"'“”«»()[]{}\u060c\u061b"
_BRACKETED = re.compile(r"^\s*[(\[«“\"]\s*([^()\[\]«»“”\"]{3,60}?)\s*[)\]»”\"]")
_SPACED = re.compile(r"(?<=\w)\s*([:/|\u060c])\s*(?=\S)")
_LONGEST, _MOST_WORDS, _LONGEST_CUE = 60, 6, 4


def cue_end(text: str, words: Words) -> int | None:
    """Offset after a byline cue ("By", "Written by") at the start of a line; None where there is none."""
    tokens = list(re.finditer(r"[^\s:/|]+", text[:80]))
    for n in range(min(_LONGEST_CUE, len(tokens)), 0, -1):
        end = tokens[n - 1].end()
        folded = plain(text[:end])
        if folded and words.byline_cue.fullmatch(folded):
            return end
    return None


def from_cue(text: str, words: Words) -> str | None:
    """A line from its byline cue on: at its start, or further on where a colon follows the cue; else None."""
    if cue_end(text, words) is not None:
        return text
    tokens = list(re.finditer(r"\S+", text[:200]))
    for k, token in enumerate(tokens[1:], 1):
        colon = token.group().endswith(":") or (k + 1 < len(tokens) and tokens[k + 1].group() == ":")
        if colon and words.byline_cue.fullmatch(plain(token.group())):
            return text[token.start() :]
    return None


def names_in(text: str, words: Words, outlets: frozenset[str] = frozenset()) -> list[str]:
    """Names in a byline, its cue, roles, dates and separators left out.

    `outlets` are letters-only names of the site, which are never authors.
    """
    text = " ".join(_MAIL.sub(" ", text[:400]).replace("\n", " | ").split())
    at = cue_end(text, words)
    if at is not None:
        text = text[at:].lstrip(" :/|-–—.\u060c")
    bracketed = _BRACKETED.match(text)
    if bracketed:
        text = bracketed.group(1)
    cut = _CUT.search(text)
    if cut:
        text = text[: cut.start()]
    found = []
    for part in _SPLIT.split(_joined(text, words)):
        name, agency = _apart(_trim(part, words))
        if name and is_name(name, words, outlets):
            found.append(name)
        found += agency
    if any(" " in n for n in found):
        found = [n for n in found if " " in n or plain(n) in words.desks or is_agency(n)]
    return list(dict.fromkeys(found))


def _apart(name: str) -> tuple[str, list[str]]:
    """A name and the agency written right behind it."""
    tokens = name.split()
    for k in range(2, len(tokens)):
        agency = " ".join(tokens[k:])
        if is_agency(agency):
            return " ".join(tokens[:k]), [agency]
    return name, []


def _joined(text: str, words: Words) -> str:
    """Put a comma for each "and", written alone or glued to the word after it."""
    out: list[str] = []
    tokens = text.split()
    for k, token in enumerate(tokens):
        folded = fold(token)
        if 0 < k < len(tokens) - 1 and folded in words.joins:
            out.append(",")
            continue
        glued = next((p for p in words.join_prefixes if folded.startswith(p) and len(folded) > len(p) + 2), None)
        if glued and k > 1 and k < len(tokens) - 1 and folded not in words.join_exceptions:
            out += [",", token[len(glued) :]]
        else:
            out.append(token)
    return " ".join(out)


def _trim(part: str, words: Words) -> str:
    """Cut what follows the name: "staff writer", "in Beirut", "Updated ..."."""
    at = cue_end(part, words)
    if at is not None:
        part = part[at:]
    tokens = part.split()
    for k in range(1, len(tokens)):
        rest = plain(" ".join(tokens[k : k + 3]))
        m = words.byline_end.match(rest)
        if m:
            tokens = tokens[:k]
            break
    if any(words.byline_cue.fullmatch(plain(t)) for t in tokens[1:]):
        return ""
    if len(tokens) == 1 and len(part.split()) > 1 and len(tokens) < len(part.split()):
        return ""
    return " ".join(tokens).strip(_EDGE)


def is_name(name: str, words: Words, outlets: frozenset[str] = frozenset()) -> bool:
    """Tell whether a string can be the name of a person or desk."""
    tokens = name.split()
    folded = plain(name)
    if not tokens or len(tokens) > _MOST_WORDS or len(name) > _LONGEST or folded in words.not_names:
        return False
    if folded in words.desks:
        return True
    if len(tokens) > 1 and (plain(tokens[0]) in words.groups or plain(tokens[-1]) in words.groups):
        return False
    if any(c.isdigit() for c in name) or any(c in "@#_=<>{}?!" for c in name) or sum(c.isalpha() for c in name) < 3:
        return False
    bare = letters(name)
    if any(bare == o or (len(o) > 3 and (o in bare or (bare in o and 2 * len(bare) > len(o)))) for o in outlets):
        return False
    if words.byline_end.match(folded) or words.date_cue.match(folded) or words.updated_cue.match(folded):
        return False
    if name.isascii():
        capital = sum(t[:1].isupper() for t in tokens)
        return capital * 2 >= len(tokens) and not name.endswith((".com", ".org", ".net"))
    return True
