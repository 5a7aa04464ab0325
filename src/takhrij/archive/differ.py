"""What changed from one version of an article to another, by paragraphs."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from takhrij.archive.records import Difference, Piece
from takhrij.model import Span, Spans
from takhrij.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from takhrij.archive.records import Stored
    from takhrij.model import Article

MOST_PARAGRAPHS = 1500  # between the common beginning and end; more are not compared one by one
MOST_WORDS = 400  # of an altered paragraph whose words are compared


def compare(old: Stored, new: Stored) -> Difference:
    """How the article of `new` differs from that of `old`. Time is bounded, whatever the texts."""
    before, after = _paragraphs(old.article), _paragraphs(new.article)
    first = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    room = min(len(before), len(after)) - first
    same = zip(reversed(before), reversed(after), strict=False)
    last = min(room, next((i for i, (a, b) in enumerate(same) if a != b), room))
    left, right = range(first, len(before) - last), range(first, len(after) - last)
    whole = max(len(left), len(right)) <= MOST_PARAGRAPHS
    pieces = tuple(
        _piece(old.article, new.article, a, b)
        for lefts, rights in (_blocks(before, after, left, right) if whole else iter([(left, right)]))
        for a, b in zip_longest(lefts, rights)
    )
    return Difference(
        entry=new.entry,
        old=old.version,
        new=new.version,
        old_title=old.article.title,
        new_title=new.article.title,
        pieces=pieces,
        whole=whole,
    )


def _paragraphs(article: Article) -> list[str]:
    return [article.text[s:e] for s, e in article.paragraphs]


def _blocks(before: list[str], after: list[str], left: range, right: range) -> Iterator[tuple[range, range]]:
    """Ranges of paragraphs that differ, side by side."""
    matcher = SequenceMatcher(None, [before[i] for i in left], [after[i] for i in right], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield left[a:b], right[c:d]


def _piece(old: Article, new: Article, left: int | None, right: int | None) -> Piece:
    before = old.paragraphs[left] if left is not None else None
    after = new.paragraphs[right] if right is not None else None
    old_text = old.text[slice(*before)] if before else ""
    new_text = new.text[slice(*after)] if after else ""
    old_words, new_words = _words(old_text, new_text) if before and after else ((), ())
    return Piece(old=before, new=after, old_text=old_text, new_text=new_text, old_words=old_words, new_words=new_words)


def _words(old: str, new: str) -> tuple[Spans, Spans]:
    """The words of two paragraphs that differ, offsets into each; none where the paragraphs are long."""
    left, right = tokenise(old), tokenise(new)
    if max(len(left), len(right)) > MOST_WORDS:
        return (), ()
    found: tuple[list[Span], list[Span]] = ([], [])
    matcher = SequenceMatcher(None, [m[0] for m in left], [m[0] for m in right], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            if b > a:
                found[0].append(Span(left[a].start(), left[b - 1].end()))
            if d > c:
                found[1].append(Span(right[c].start(), right[d - 1].end()))
    return tuple(found[0]), tuple(found[1])
