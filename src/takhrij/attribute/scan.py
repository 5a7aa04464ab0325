"""A text laid out for the rules: tokens with their tags, sentences, and quotations by token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import tags as t
from takhrij.model import Span
from takhrij.text.quotes import Quote, find_quotes
from takhrij.text.sentences import split_sentences
from takhrij.text.tokens import TOKEN

if TYPE_CHECKING:
    from takhrij.attribute.lexicon import Cue, Lexicon
    from takhrij.model import Spans


_HEADLINE = 3  # words that a headline has at least
_SMALL = (
    t.MARK
    | t.PREPOSITION
    | t.DET
    | t.CONJ
    | t.SUB
    | t.AUX
    | t.PRON
    | t.NUMBER
    | t.INFINITIVE
    | t.CAP
    | t.NEG
    | t.POSSESSIVE
)


class Scan:
    """Parallel lists over the tokens of a text; token ranges are half-open like spans.

    `starts`, `ends` offsets; `folds` folded forms without attached conjunction; `tags` bit sets; `cues` reporting
    words; `sentences` token ranges; `quotes` token ranges (with marks) of quotations; `quote_of[i]` the index of the
    quotation that token i stands in, -1 outside; `finite[i]` whether token i is a finite verb, -1 where nobody asked
    yet.
    """

    def __init__(self, text: str, paragraphs: Spans, lex: Lexicon) -> None:
        self.text = text
        self.lexicon = lex
        self.subject_first = lex.morphology.subject == "before"
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folds: list[str] = []
        self.tags: list[int] = []
        self.cues: list[tuple[Cue, ...]] = []
        self.quote_spans: list[Quote] = find_quotes(text, paragraphs)
        self.sentence_spans = split_sentences(text, paragraphs, lex.morphology.abbreviations, self.quote_spans)
        self.paragraph_starts = {p.start for p in paragraphs}
        self.sentences: list[tuple[int, int]] = []
        for start, end in self.sentence_spans:
            first = len(self.starts)
            self._read(start, end)
            if self.subject_first and len(self.starts) - first > _HEADLINE:
                self._lower_headline(first)
            if lex.heads:
                self._mark_head(first)
            self.sentences.append((first, len(self.starts)))
        self._place_quotes()
        self.finite = [-1] * len(self.tags)

    def _read(self, start: int, end: int) -> None:
        word, known, phrases = self.lexicon.word, self.lexicon.known, self.lexicon.phrases
        text = self.text
        first = len(self.starts)
        marked = []
        abbreviations = self.lexicon.abbreviations
        for m in TOKEN.finditer(text, start, end):
            raw = m.group()
            if (
                raw == "."
                and self.ends
                and self.ends[-1] == m.start()
                and self.folds[-1] in abbreviations
                and m.end() < end
            ):
                self.ends[-1] += 1
                continue
            if (
                raw[0].isdigit()
                and len(self.ends) > 1
                and self.ends[-1] == m.start()
                and text[m.start() - 1] in ",:"
                and self.tags[-2] & t.NUMBER
                and self.starts[-1] == self.ends[-2]
            ):
                for row in (self.starts, self.ends, self.folds, self.tags, self.cues):
                    row.pop()
                self.ends[-1] = m.end()
                continue
            if raw in ",)" and self.subject_first and self._ends_in_stop(m.start()):
                for row in (self.starts, self.ends, self.folds, self.tags, self.cues):
                    row.pop()  # the stop of an abbreviation that no list knows
                self.ends[-1] += 1
            w = known.get(raw) or word(raw)
            if w.tags & t.FIRST:
                if w.fold in phrases:
                    marked.append((len(self.starts), w.fold))
                if w.base != w.fold and w.base in phrases:
                    marked.append((len(self.starts), w.base))
            a, b = m.span()
            self.starts.append(a)
            self.ends.append(b)
            self.folds.append(w.base)
            self.tags.append(w.tags or (t.VERB if self.tags and self.tags[-1] & t.NOMINATIVE else 0))
            self.cues.append(w.cues)
        if marked:
            self._join(marked)
        if self.subject_first:
            self._name_auxiliaries(first)

    def _name_auxiliaries(self, first: int) -> None:
        """A capitalised auxiliary right before a reporting verb is a name: "Will said", "the minister, May adds"."""
        tags = self.tags
        for i in range(first, len(tags) - 1):
            if tags[i] & t.AUX and tags[i] & t.CAP and tags[i + 1] & t.SAY and not tags[i + 1] & t.CAP:
                begins = i == first
                if (tags[i + 1] & t.ED or not (begins or tags[i + 1] & t.NOUN)) and not tags[i] & (t.BE | t.PRON):
                    tags[i] = t.CAP

    def _ends_in_stop(self, at: int) -> bool:
        """Tell whether the last token is a full stop between a word and offset `at`."""
        if len(self.ends) < 2 or self.ends[-1] != at:
            return False
        return self.text[at - 1] == "." and self.starts[-1] == self.ends[-2]

    def _mark_head(self, first: int) -> None:
        """A word that elsewhere is a preposition may be a reporting verb where a sentence begins."""
        while first < len(self.tags) and self.tags[first] & (t.SWITCH | t.COMMA | t.QUOTE):
            first += 1
        if first < len(self.tags) and self.folds[first] in self.lexicon.heads:
            self.cues[first] = self.lexicon.heads[self.folds[first]]
            self.tags[first] = self.cues[first][0].kind | self.tags[first] & t.AND

    def _lower_headline(self, first: int) -> None:
        """In a sentence that capitalises every longer word, a capital does not make a verb a name."""
        tags = self.tags
        words = range(first, len(tags))
        if tags[first] & t.CAP and all(tags[i] & _SMALL or not self.folds[i][:1].isalnum() for i in words):
            for i in range(first + 1, len(tags)):
                w = self.lexicon.word(self.text[self.starts[i] : self.ends[i]].lower())
                if w.tags & (t.SAY | t.VERB | t.AUX | t.BE):
                    self.tags[i], self.cues[i] = w.tags, w.cues

    def _join(self, marked: list[tuple[int, str]]) -> None:
        """Make one token of each multi-word entry, the longest that fits; from the right, so that indices hold."""
        lex = self.lexicon
        after = len(self.starts)
        found: list[tuple[int, int, tuple[int, tuple[Cue, ...]]]] = []
        for i, first in marked:
            if found and i < found[-1][0] + found[-1][1]:
                continue
            rows = lex.phrases[first]
            for n in lex.longest[first]:
                entry = rows.get((first, *self.folds[i + 1 : i + n])) if i + n <= after else None
                if entry is not None:
                    self.folds[i] = first
                    found.append((i, n, entry))
                    break
        for i, n, (bits, cues) in reversed(found):
            self.ends[i] = self.ends[i + n - 1]
            self.folds[i] = " ".join(self.folds[i : i + n])
            self.tags[i] = bits | self.tags[i] & (t.AND | t.ATTACHED | t.CAP)
            self.cues[i] = cues
            for row in (self.starts, self.ends, self.folds, self.tags, self.cues):
                del row[i + 1 : i + n]

    def _place_quotes(self) -> None:
        n = len(self.starts)
        self.quote_of = [-1] * n
        self.quotes: list[tuple[int, int]] = []
        i = 0
        for k, q in enumerate(self.quote_spans):
            while i < n and self.ends[i] <= q.outer.start:
                i += 1
            first = i
            while i < n and self.starts[i] < q.outer.end:
                self.quote_of[i] = k
                i += 1
            self.quotes.append((first, i))
            if self.text[q.outer.start] in "'\u2018":  # an apostrophe elsewhere, a quotation mark here
                self.tags[first] |= t.QUOTE
                self.tags[i - 1] |= t.QUOTE

    def span(self, first: int, last: int) -> Span | None:
        """Span of the tokens `[first, last)` without outer marks, None where nothing but marks is left."""
        tags = self.tags
        while first < last and tags[first] & (t.MARK & ~t.OPEN) and not self._opens_inside(first, last):
            first += 1
        while last > first and tags[last - 1] & (t.MARK & ~t.CLOSE) and not self._closes_inside(first, last):
            last -= 1
        if (
            first < last
            and tags[first] & t.OPEN
            and tags[last - 1] & t.CLOSE
            and not any(tags[i] & (t.OPEN | t.CLOSE) for i in range(first + 1, last - 1))
        ):
            return self.span(first + 1, last - 1)
        return Span(self.starts[first], self.ends[last - 1]) if first < last else None

    def _opens_inside(self, first: int, last: int) -> bool:
        """Tell whether a quotation opens at the start of the range and closes before its end."""
        k = self.quote_of[first]
        return (
            k >= 0
            and self.quotes[k][0] == first
            and self.quotes[k][1] < last
            and not self._only_marks(self.quotes[k][1], last)
        )

    def _closes_inside(self, first: int, last: int) -> bool:
        """Tell whether a quotation closes at the end of the range and opened after its start."""
        k = self.quote_of[last - 1]
        return k >= 0 and self.quotes[k][1] == last and self.quotes[k][0] > first and self.quote_spans[k].closed

    def _only_marks(self, first: int, last: int) -> bool:
        return all(self.tags[i] & t.MARK for i in range(first, last))

    def words(self, first: int, last: int) -> int:
        """Number of tokens of `[first, last)` that are not marks."""
        return sum(1 for i in range(first, last) if not self.tags[i] & t.MARK)
