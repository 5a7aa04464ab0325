"""The reading words of all packs joined, compiled once.

A theme's words ("Share", "Leave a Reply") and the article's are often of different languages, so the words of every
pack are tried on every page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from takhrij.packs import loader
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from takhrij.packs.schema_read import ReadWords

_MARKS = re.compile(r"[^\w\s*©&/@().:-]+|\s+|[_]+")
_MARKED = re.compile(r"\W{0,3}([^:|\u2013\u2014\u00bb\u203a>-]{3,30}?)\s*[:|\u2013\u2014\u00bb\u203a>-]\s*\S")
_TRIM = re.compile(r"^[\s:.\-–—|•·*»«>›]+|[\s:.\-–—|•·»«>›!]+$")


def plain(text: str) -> str:
    """Fold a line for comparison: no marks, one blank between words, no colon or dash at the ends."""
    return _TRIM.sub("", " ".join(_MARKS.sub(" ", fold(text)).split()))


class Words:
    """Compiled reading words; `packs` are those of the languages, in order of their codes."""

    def __init__(self, packs: dict[str, ReadWords]) -> None:
        self.packs = packs
        self.lines: dict[str, str] = {}
        self.ends: set[str] = set()
        starts: list[tuple[str, str]] = []
        tails: list[tuple[str, str]] = []
        for words in packs.values():
            for group in words.furniture:
                for line in (*group.lines, *group.starts):
                    self.lines.setdefault(plain(line), group.kind)
                    if group.ends:
                        self.ends.add(plain(line))
                starts += [(_start(s), group.kind) for s in group.starts]
                tails += [(_start(s), group.kind) for s in group.tails]
                if group.ends:
                    self.ends.update(_start(s) for s in group.starts)
        self.start_kinds = dict(reversed(starts))
        self.starts = re.compile(
            "(" + "|".join(re.escape(s) for s in sorted(self.start_kinds, key=len, reverse=True)) + ")"
        )
        self.tail_kinds = dict(reversed(tails))
        self.tails = _phrases(self.tail_kinds)
        self.not_names = self._all(w.not_names for w in packs.values())
        self.desks = self._all(w.desks for w in packs.values())
        self.groups = self._all(w.groups for w in packs.values())
        self.deleted = self._all(w.deleted for w in packs.values())
        self.joins = self._all(w.byline_joins for w in packs.values())
        self.join_prefixes = tuple(self._all(w.byline_join_prefixes for w in packs.values()))
        self.join_exceptions = self._all(w.byline_join_exceptions for w in packs.values())
        self.outlet_nouns = frozenset(fold(t) for w in packs.values() for n in w.outlet_nouns for t in n.split())
        self.citing = frozenset(fold(c) for w in packs.values() for c in w.citing) | self.outlet_nouns
        self.says = self._all(w.says for w in packs.values())
        self.byline_cue = _phrases(c for w in packs.values() for c in w.byline_cues)
        self.byline_end = _phrases(c for w in packs.values() for c in w.byline_ends)
        self.date_cue = _phrases(c for w in packs.values() for c in w.date_cues)
        self.updated_cue = _phrases(c for w in packs.values() for c in w.updated_cues)
        self.rights = _phrases(c for w in packs.values() for c in w.rights)
        self.stop_words = {w_code: frozenset(w.stop_words) for w_code, w in packs.items() if w.stop_words}
        self.languages = {
            fold(name): code for w in packs.values() for code, names in w.languages.items() for name in names
        }

    @staticmethod
    def _all(groups: Iterable[Iterable[str]]) -> frozenset[str]:
        return frozenset(plain(x) for group in groups for x in group)

    def furniture_kind(self, line: str) -> str | None:
        """Kind of a line that is furniture by its words, None for any other."""
        if len(line) > 400:
            return None
        if len(line) <= 80:
            kind = self.lines.get(plain(line))
            if kind:
                return kind
        m = self.starts.match(_start(line[:80]))
        return self.start_kinds[m.group(1)] if m else None

    def tail_kind(self, line: str) -> str | None:
        """Kind of a line at the end of an article that holds words of furniture ("can be reached at")."""
        m = self.tails.search(_start(line)) if len(line) <= 300 else None
        return self.tail_kinds[" ".join(m.group().split())] if m else None

    def head_kind(self, line: str) -> str | None:
        """Kind of a line that begins with words of furniture and a mark ("ALSO READ | ...")."""
        head = _MARKED.match(line)
        return self.lines.get(plain(head.group(1))) if head else None

    def ends_article(self, line: str) -> bool:
        """Tell whether nothing of the article follows this line in a page saved as text."""
        if len(line) > 200:
            return False
        if plain(line) in self.ends:
            return True
        m = self.starts.match(_start(line[:80]))
        return m is not None and m.group(1) in self.ends


def _start(text: str) -> str:
    return " ".join(fold(text).split()).lstrip("•·*-–—|>» ")


def _phrases(cues: Iterable[str]) -> re.Pattern[str]:
    """Match any of the phrases, folded, as whole words."""
    folded = sorted({" ".join(fold(c).split()) for c in cues}, key=len, reverse=True)
    return (
        re.compile(r"(?<!\w)(?:" + "|".join(re.escape(c).replace(r"\ ", r"\s+") for c in folded) + r")(?!\w)")
        if folded
        else re.compile(r"(?!)")
    )


@lru_cache(maxsize=8)
def vocabulary(extra: Path | None = None) -> Words:
    """Return the joined words of all packs, those in `extra` replacing built-in ones."""
    packs = {}
    for code in sorted(loader.find_packs(extra)):
        pack = loader.load(code, extra)
        if pack is not None and (pack.folder / "read.toml").is_file():
            packs[code] = pack.read
    return Words(packs)
