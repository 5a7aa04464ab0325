"""Read a source phrase: head noun, class, complement, proper name, role, bracketed gloss.

Word lists and the shape of the phrase decide; no list of persons or companies is asked, so an exchanged name changes
nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.resolve.head_first import read_first
from takhrij.resolve.head_last import read_last
from takhrij.resolve.phrase import NO_FORM, TRIM, Phrase, Reader, Token
from takhrij.text.fold import fold
from takhrij.text.tokens import TOKEN

if TYPE_CHECKING:
    from takhrij.resolve.lexicon import Lexicon

_LONGEST = 48  # tokens of a phrase that are read; what stands behind them is only part of the mention
_QUOTES = frozenset("\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'\u2018\u2019")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015")


def read_phrase(text: str, lex: Lexicon) -> Phrase:
    """Read one source phrase as written."""
    reader = Reader(text, lex)
    tokens = _lead(reader, _without_brackets(reader, _without_dashes(_tokens(text, lex))))
    if any(t.kind == "word" for t in tokens):
        reader.tokens = tokens
        reader.words = tuple(t.fold for t in tokens)
        if lex.words.head == "last":
            read_last(reader, tokens)
        else:
            read_first(reader, tokens)
    return reader.done()


def _tokens(text: str, lex: Lexicon) -> list[Token]:
    found: list[Token] = []
    for m in TOKEN.finditer(text):
        raw = m.group()
        c = raw[0]
        if c.isalnum():
            f = fold(raw) or raw
            form, kind = lex.form(f), "word"
        else:
            if c == "." and found:
                continue  # an abbreviated title
            f, form = raw, NO_FORM
            kind = "quote" if c in _QUOTES else "open" if c in _OPEN else "close" if c in _CLOSE else "break"
        preposition = raw[-1] in lex.prepositions.get(f, ())
        found.append(Token(f, form, m.start(), m.end(), kind, c.isupper(), preposition))
        if len(found) == _LONGEST:
            break
    return found


def _without_dashes(tokens: list[Token]) -> list[Token]:
    """Take out what stands between two dashes that cling to it, as in "the writer -a native of X- Name"."""
    opened = -1
    for i, t in enumerate(tokens):
        if t.kind != "break" or t.fold not in _DASHES or (i + 1 == len(tokens) and opened < 0):
            continue
        if opened >= 0 and tokens[i - 1].end == t.start:
            return tokens[:opened] + tokens[i + 1 :]
        if opened < 0 and i and i + 1 < len(tokens) and tokens[i + 1].start == t.end and tokens[i - 1].end < t.start:
            opened = i
    return tokens


def _without_brackets(reader: Reader, tokens: list[Token]) -> list[Token]:
    """Take bracketed parts out; the first becomes the gloss. A phrase that is one bracket is kept."""
    if tokens and tokens[0].kind == "open":
        return [t for t in tokens if t.kind not in ("open", "close")]
    kept: list[Token] = []
    opened = -1
    for t in tokens:
        if t.kind == "open" and opened < 0:
            opened = t.end
        elif t.kind == "close" and opened >= 0:
            if not reader.gloss:
                reader.bracket = [x for x in tokens if opened <= x.start < t.start and x.kind == "word"]
            reader.gloss = reader.gloss or reader.text[opened : t.start].strip(TRIM)
            opened = -1
        elif opened < 0:
            kept.append(t)
    if reader.gloss and kept and all(t.kind == "word" and t.form.group for t in kept):
        return [t for t in tokens if t.kind not in ("open", "close")]  # "agency (Name)": the name stands in the bracket
    return kept


def _lead(reader: Reader, tokens: list[Token]) -> list[Token]:
    """Take determiners, demonstratives, numbers and quantifiers from the front."""
    lex, i = reader.lex, 0
    while i < len(tokens):
        t = tokens[i]
        pair = f"{t.fold} {tokens[i + 1].fold}" if i + 1 < len(tokens) else ""
        if t.kind in ("quote", "break"):
            pass
        elif pair in lex.each or t.fold in lex.each:
            reader.listed = True
            i += pair in lex.each
        elif pair in lex.quantifiers and i + 2 < len(tokens):
            reader.quantified, reader.one = True, t.fold in lex.ones
            i += 1
        elif t.fold in lex.crowds and i + 1 == len(tokens):
            reader.crowd, reader.one = True, t.fold in lex.ones
        elif (
            t.fold in lex.quantifiers
            or t.form.stem in lex.quantifiers
            or (t.fold[0].isdigit() and i + 1 < len(tokens) and not (i and tokens[i - 1].fold in lex.articles))
        ):
            reader.quantified, reader.one = True, reader.one or t.fold in lex.ones
        elif t.fold in lex.demonstratives and i + 1 < len(tokens):
            reader.anaphoric = reader.definite = True
        elif t.fold in lex.possessives:
            reader.construct = reader.owner = True
        elif t.fold in lex.definite:
            reader.definite = True
        elif t.fold in lex.latter and i + 1 == len(tokens):
            reader.latter = reader.definite = True
        elif t.fold in lex.anaphors:
            reader.anaphoric = reader.definite = True
        elif reader.quantified and t.preposition:
            pass
        elif t.fold not in lex.determiners:
            break
        i += 1
    return tokens[i:]
