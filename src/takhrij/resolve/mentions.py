"""The words of a text by their folded form, and noun phrases found by them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from takhrij.resolve.phrase import PERSONS
from takhrij.text.fold import fold
from takhrij.text.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from takhrij.resolve.lexicon import Lexicon

_KEPT = 200_000  # distinct tokens remembered before the memory is emptied
_APPOSED = 8  # words of an apposition that are taken
_WINDOW = 14  # words a role may stand before the name it belongs to
_ADVERBIAL = "\u064b"  # the ending of indefinite objects, where it is written
_QUOTED = 12  # tokens of a name in quotation marks
_NAME = 4  # words of a proper name in running text
_STOPS = frozenset(".!?\u061f\u06d4:\u2026;\u061b")
_QUOTES = frozenset('"\u201c\u201d\u201e\u00ab\u00bb')
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_DASHES = frozenset("-\u2013\u2014")
_COMMAS = frozenset(",\u060c")
_SEEN = 40  # occurrences of a name that are looked at


class _Folded(dict[str, str]):
    """Folded forms of tokens, each made once; a token that folds to nothing stays as it is."""

    def __missing__(self, raw: str) -> str:
        word = self[raw] = fold(raw) or raw
        return word


_FOLDED = _Folded()


def _folded() -> _Folded:
    if len(_FOLDED) > _KEPT:
        _FOLDED.clear()
    return _FOLDED


class Index:
    """Parallel lists over the tokens of a text (`starts`, `ends`, `words`), and the places of each folded word."""

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text, self.lex = text, lex
        tokens = tokenise(text)
        self.starts = [m.start() for m in tokens]
        self.ends = [m.end() for m in tokens]
        folded = _folded()
        self.words = [folded[m[0]] for m in tokens]
        self.at: dict[str, list[int]] = {}
        at = self.at
        for i, word in enumerate(self.words):
            if word in at:
                at[word].append(i)
            else:
                at[word] = [i]

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def places(self, stem: str) -> list[int]:
        """Tokens whose word is `stem`, with or without attached letters, in the order of the text."""
        at = self.at
        found: list[int] = []
        for tail in self.lex.tails:
            found.extend(at.get(stem + tail, ()))
            for prefix, _ in self.lex.prefixes:
                found.extend(at.get(prefix + stem + tail, ()))
        if self.lex.words.cased:
            found.extend(self.at.get(stem + "'s", ()))
        found.sort()
        return found

    @cached_property
    def _last(self) -> list[int]:
        """Tokens that end a sentence or a line, in order; the colon of an address ends none."""
        words, last = self.words, len(self.words) - 1
        found = {i for stop in _STOPS for i in self.at.get(stop, ()) if i < last and words[i + 1] != "/"}
        line = self.text.find("\n")
        while line >= 0:
            found.add(bisect_left(self.starts, line) - 1)
            line = self.text.find("\n", line + 1)
        return sorted(found - {-1, last})

    def sentence_start(self, token: int) -> int:
        """First token of the sentence that holds `token`."""
        k = bisect_left(self._last, token)
        return self._last[k - 1] + 1 if k else 0

    def sentence_end(self, token: int) -> int:
        """Last token of the sentence that holds `token`."""
        k = bisect_left(self._last, token)
        return self._last[k] if k < len(self._last) else len(self.words) - 1

    def fuller_name(self, name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Spans of longer phrases that end in a name: role or title, given name, family name."""
        if self.lex.words.cased:
            yield from self._capitals(name)
            return
        for i in self.places(name[-1])[:_SEEN]:
            low = self.sentence_start(i)
            first = self._role_before(i, max(low, i - _WINDOW))
            if first is not None:
                yield self.starts[first], self.ends[i]
            elif low < i and self._is_given(i - 1, listed=True) and self._is_introduced(i + 1):
                yield self.starts[i - 1], self.ends[self._apposition_end(i + 2)]

    def _capitals(self, name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Runs of capitalised words that end in a name."""
        text = self.text
        for i in self.places(name[-1])[:_SEEN]:
            first = i
            while first and i - first < _NAME and self._adjoins(first - 1) and text[self.starts[first - 1]].isupper():
                if self.words[first - 1] in self.lex.articles or self.lex.is_stop(self.words[first - 1]):
                    break
                first -= 1
            if first < i:
                yield self.starts[first], self.ends[i]

    def _adjoins(self, i: int) -> bool:
        return self.ends[i] + 1 >= self.starts[i + 1] and self.words[i][0].isalpha()

    def _is_given(self, i: int, *, listed: bool = False) -> bool:
        """Tell whether a word may be a given name: nothing attached, no verb; in no list, or `listed` names count."""
        word, lex = self.words[i], self.lex
        form = lex.form(word)
        return (
            word[0].isalpha()
            and len(word) > 2
            and (listed or not form.group)
            and not form.marks
            and not lex.is_stop(word)
            and word not in lex.prepositions
        )

    def _apposition_end(self, first: int) -> int:
        """Last token of what is set behind a comma to say who somebody is."""
        last = first
        while last + 1 < len(self.words) and last - first < _APPOSED:
            word = self.words[last + 1]
            if word in _COMMAS or word in _STOPS or self.words[first] in self.lex.relatives:
                break
            if not word[0].isalnum() and word not in _QUOTES:
                break
            if self.lex.is_stop(word):
                break
            last += 1
        return last

    def _is_introduced(self, i: int) -> bool:
        """Tell whether a comma and a noun of person or a relative stand here: "Name Name, the minister"."""
        if i + 1 >= len(self.words) or self.words[i] not in _COMMAS:
            return False
        word = self.words[i + 1]
        return word in self.lex.relatives or self.lex.form(word).group in PERSONS

    def _role_before(self, last: int, low: int) -> int | None:
        """The furthest noun of person before a name with nothing in between that breaks the phrase.

        One comma may part the two, where nothing but the name follows it: "the writer of the day, Name Name".
        """
        lex, found = self.lex, None
        open_comma = True
        for i in range(last - 1, low - 1, -1):
            word = self.words[i]
            if word in _QUOTES or word in _DASHES:
                continue
            if word in _COMMAS and open_comma and all(self._is_given(k, listed=True) for k in range(i + 1, last)):
                open_comma = False
                continue
            if (
                not word[0].isalnum()
                or (lex.is_stop(word) and word not in lex.prepositions)
                or word in lex.relatives
                or (i < last - 1 and word in lex.conjunctions)
            ):
                break
            group = lex.form(word).group
            if group in PERSONS:
                found = i
        return found

    def around_outlet(self, start: int, end: int) -> tuple[int, int]:
        """Widen the place of an outlet's name to its noun in front, its gloss in brackets and an adjective behind."""
        words, lex = self.words, self.lex
        first, last = self.token_at(start), self.token_at(end) - 1
        if first > last or lex.words.head == "last":
            return start, end
        at = first - 1
        while (
            at >= 0
            and first - at < 4
            and (words[at] in _QUOTES or words[at] in _OPEN or lex.form(words[at]).group == "outlet")
        ):
            if lex.form(words[at]).group == "outlet":
                first = at
            at -= 1
        if first < self.token_at(start) and words[last + 1 : last + 2] and words[last + 1] in _QUOTES | _CLOSE:
            last += 1
        if words[last + 1 : last + 2] == ["("]:
            close = next((i for i in range(last + 2, min(last + 7, len(words))) if words[i] == ")"), None)
            last = close if close is not None else last
        if last + 1 < len(words) and lex.form(words[last + 1]).definite and words[last + 1].endswith(lex.origin):
            last += 1
        start = self.starts[first] if first < self.token_at(start) else start
        return start, max(end, self.ends[last])

    def named_before(self, first: int) -> int | None:
        """First token of the name that a noun of person is set beside: "Name Name, the minister"."""
        if first < 3 or self.words[first - 1] not in _COMMAS:
            return None
        family, given = self.words[first - 2], first - 3
        if not family[0].isalpha() or self.lex.form(family).group or self.lex.is_stop(family):
            return None
        return given if self._is_given(given) else None

    def phrase_from(self, first: int) -> tuple[int, int]:
        """Span of the noun phrase that begins at a head noun, as far as its words tell."""
        lex, words = self.lex, self.words
        head = lex.form(words[first])
        need, name, i = not head.definite and head.group != "title", 0, first + 1
        person = head.group in PERSONS
        quoted = False
        while i < len(words) and i < first + _WINDOW:
            word = words[i]
            if word == "(" and i == first + 1:
                i = next((k for k in range(i + 1, min(i + 7, len(words))) if words[k] == ")"), i - 1)
                if words[i] != ")":
                    i += 1
                    break
            elif word in _QUOTES:
                close = next((k for k in range(i + 1, min(i + _QUOTED, len(words))) if words[k] in _QUOTES), None)
                if not quoted and (close is None or (head.definite and head.group != "outlet" and not person)):
                    break
                quoted = not quoted
            elif not quoted:
                if not word[0].isalnum() or word in lex.relatives or lex.is_stop(word):
                    break
                if name and _ADVERBIAL in self.text[self.starts[i] : self.ends[i]]:
                    break  # an object or adverb behind the name
                form = lex.form(word)
                if not person and "preposition" in form.marks and not form.definite:
                    break
                if form.definite and name < 2:
                    need = False
                elif form.group and not name:
                    need = not form.definite and form.group != "title"
                elif need:
                    need = False
                elif word in lex.prepositions and not name and person:
                    need = True
                elif person and name < _NAME:
                    name += 1
                else:
                    break
            i += 1
        if person and not name:
            i = self._apposed_name(i)
        return self.starts[first], self.ends[i - 1]

    def _apposed_name(self, i: int) -> int:
        """Where a name ends that a comma at `i` sets behind its office, with a title of its own; else `i`."""
        words, lex = self.words, self.lex
        if i + 2 >= len(words) or words[i] not in _COMMAS:
            return i
        k = i + 1 + (lex.form(words[i + 1]).group in PERSONS)
        if not self._is_given(k):
            return i
        last = k + 1
        while last < len(words) and last - k < _NAME and words[last][0].isalpha() and self._is_family(last):
            last += 1
        return last if last - k > 1 else i

    def _is_family(self, i: int) -> bool:
        """Tell whether a word may go on with a name."""
        lex, form = self.lex, self.lex.form(self.words[i])
        return (
            not lex.is_stop(self.words[i]) and self.words[i] not in lex.prepositions and "preposition" not in form.marks
        )
