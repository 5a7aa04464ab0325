"""Read a source phrase: head noun, class, complement, proper name, role, bracketed gloss.

Word lists and the shape of the phrase decide; no list of persons or companies is asked, so an exchanged name changes
nothing.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from takhrij.resolve.lexicon import Form
from takhrij.text.fold import fold
from takhrij.text.tokens import TOKEN

if TYPE_CHECKING:
    from takhrij.resolve.lexicon import Lexicon

_LONGEST = 48  # tokens of a phrase that are read; what stands behind them is only part of the mention
_QUOTES = frozenset("\"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'\u2018\u2019")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_BREAK = frozenset(",\u060c;\u061b:-\u2010\u2011\u2012\u2013\u2014\u2015")
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015")
TRIM = " \t\n,\u060c;:-\u2013\u2014"
NO_FORM = Form("", "", frozenset(), "", "")
_MARKS = " \"'\u201c\u201d\u00ab\u00bb([\u060c,"
_AND_THE = frozenset(("and", "definite"))
PERSONS = frozenset(("title", "office", "role", "kin"))


class Phrase(NamedTuple):
    """A source phrase that was read.

    `group` is the class of the head noun ("" unknown), `head` its stem, `stems` all words that carry meaning, `name` the
    folded words of the proper name and `shown` its spelling; `owner` says that something specifies the head.
    """

    text: str
    group: str
    head: str
    stems: frozenset[str]
    name: tuple[str, ...]
    shown: str
    gloss: str
    role: str
    gender: str
    number: str
    definite: bool
    anaphoric: bool
    latter: bool
    quantified: bool
    listed: bool
    crowd: bool
    one: bool
    owner: bool
    construct: bool
    described: bool
    words: tuple[str, ...]

    @property
    def is_person(self) -> bool:
        """Whether the head noun names a person."""
        return self.group in PERSONS or self.group in ("people", "body")


class _Token(NamedTuple):
    fold: str
    form: Form
    start: int
    end: int
    kind: str
    capital: bool
    preposition: bool


class _Reader:
    """The state of reading one phrase; the fields become those of Phrase."""

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text, self.lex = text, lex
        self.group = self.head = self.gloss = self.gender = self.number = ""
        self.name: list[_Token] = []
        self.stems: list[str] = []
        self.words: tuple[str, ...] = ()
        self.definite = self.anaphoric = self.latter = self.quantified = False
        self.listed = self.crowd = self.one = self.owner = self.construct = self.described = False
        self.whole = False  # the name stands for the phrase as a whole: organisations, outlets, documents

    def done(self) -> Phrase:
        text = self.text
        shown = role = ""
        if self.name:
            first, last = self.name[0].start, self.name[-1].end
            shown = text[first:last].strip()
            if self.group in PERSONS:
                before, after = text[:first].strip(TRIM).rstrip(_MARKS), text[last:].strip(TRIM).lstrip(_MARKS)
                role = after if self.group == "title" and after else before or after
        name = tuple(t.form.stem for t in self.name)
        return Phrase(
            text, self.group, self.head, frozenset(self.stems), name, shown, self.gloss, role, self.gender, self.number,
            self.definite, self.anaphoric, self.latter, self.quantified, self.listed, self.crowd, self.one, self.owner, self.construct, self.described, self.words,
        )  # fmt: skip


def read_phrase(text: str, lex: Lexicon) -> Phrase:
    """Read one source phrase as written."""
    reader = _Reader(text, lex)
    tokens = _lead(reader, _without_brackets(reader, _without_dashes(_tokens(text, lex))))
    if any(t.kind == "word" for t in tokens):
        reader.words = tuple(t.fold for t in tokens)
        if lex.words.head == "last":
            _read_last(reader, tokens)
        else:
            _read_first(reader, tokens)
    return reader.done()


def _tokens(text: str, lex: Lexicon) -> list[_Token]:
    found = []
    for m in TOKEN.finditer(text):
        raw = m.group()
        c = raw[0]
        if c.isalnum():
            f = fold(raw) or raw
            form, kind = lex.form(f), "word"
        else:
            f, form = raw, NO_FORM
            kind = "quote" if c in _QUOTES else "open" if c in _OPEN else "close" if c in _CLOSE else "break"
        preposition = raw[-1] in lex.prepositions.get(f, ())
        found.append(_Token(f, form, m.start(), m.end(), kind, c.isupper(), preposition))
        if len(found) == _LONGEST:
            break
    return found


def _without_dashes(tokens: list[_Token]) -> list[_Token]:
    """Take out what stands between two dashes that cling to it, as in "the writer -a native of X- Name"."""
    opened = -1
    for i, t in enumerate(tokens):
        if t.kind != "break" or t.fold not in _DASHES or i + 1 == len(tokens) and opened < 0:
            continue
        if opened >= 0 and tokens[i - 1].end == t.start:
            return tokens[:opened] + tokens[i + 1 :]
        if opened < 0 and i and i + 1 < len(tokens) and tokens[i + 1].start == t.end and tokens[i - 1].end < t.start:
            opened = i
    return tokens


def _without_brackets(reader: _Reader, tokens: list[_Token]) -> list[_Token]:
    """Take bracketed parts out; the first becomes the gloss. A phrase that is one bracket is kept."""
    if tokens and tokens[0].kind == "open":
        return [t for t in tokens if t.kind not in ("open", "close")]
    kept: list[_Token] = []
    opened = -1
    for t in tokens:
        if t.kind == "open" and opened < 0:
            opened = t.end
        elif t.kind == "close" and opened >= 0:
            reader.gloss = reader.gloss or reader.text[opened : t.start].strip(TRIM)
            opened = -1
        elif opened < 0:
            kept.append(t)
    if reader.gloss and kept and all(t.kind == "word" and t.form.group for t in kept):
        return [t for t in tokens if t.kind not in ("open", "close")]  # "agency (Name)": the name stands in the bracket
    return kept


def _lead(reader: _Reader, tokens: list[_Token]) -> list[_Token]:
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
        elif t.fold in lex.quantifiers or t.form.stem in lex.quantifiers or (t.fold[0].isdigit() and i + 1 < len(tokens) and not (i and tokens[i - 1].fold in lex.articles)):
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


def _stems(reader: _Reader, tokens: list[_Token]) -> None:
    lex = reader.lex
    reader.stems = [
        t.form.stem for t in tokens
        if t.kind == "word" and not t.preposition and t.fold not in lex.conjunctions and t.fold not in lex.anaphors
        and t.fold not in lex.determiners and t.fold not in lex.definite
    ]  # fmt: skip


def _read_first(reader: _Reader, tokens: list[_Token]) -> None:
    """Read a phrase that begins with its head noun."""
    lex = reader.lex
    at = next(i for i, t in enumerate(tokens) if t.kind == "word")
    head = tokens[at]
    reader.group, reader.head = head.form.group, head.form.stem
    reader.gender, reader.number = head.form.gender, head.form.number
    reader.definite = reader.definite or head.form.definite
    if "possessive" in head.form.marks:
        reader.construct = reader.owner = True
    reader.crowd = reader.crowd or head.fold in lex.crowds
    _stems(reader, tokens)
    if not reader.group and len(head.form.stem) > 4 and head.fold.endswith(lex.crowd_endings) and len(tokens) == 1 + at:
        reader.group, reader.number, reader.name = "people", "p", [head]
        return
    if not reader.group or (head.fold in lex.joins and len(tokens) > at + 1):
        reader.group = ""
        _read_unknown_first(reader, tokens[at:])
    elif reader.group in PERSONS or _is_rank(head, tokens[at + 1 :], lex):
        reader.group = reader.group if reader.group in PERSONS else "title"
        _walk(reader, tokens[at + 1 :])
    else:
        apposed = _apposed_person(tokens[at + 1 :])
        if apposed is not None and reader.group == "organisation":
            reader.group, reader.owner = apposed.form.group, True
            _walk(reader, tokens[at + 1 :])
        else:
            _read_thing(reader, tokens[at + 1 :])


def _is_rank(head: _Token, rest: list[_Token], lex: Lexicon) -> bool:
    """Tell whether a noun that is also a rank is one here: definite, and a name follows at once."""
    after = rest[0] if rest else None
    return head.form.stem in lex.ranks and head.form.definite and after is not None and not after.form.marks and not after.form.group


def _apposed_person(tokens: list[_Token]) -> _Token | None:
    """The noun of person right behind a comma, as in "governor-of-the-bank, Doctor Name"."""
    for before, t in itertools.pairwise(tokens):
        if t.form.group in PERSONS and (before.kind == "break" or t.form.marks >= _AND_THE):
            return t
    return None


def _read_unknown_first(reader: _Reader, tokens: list[_Token]) -> None:
    """Read a phrase whose first word is in no list: a name, perhaps with a role behind it."""
    lex = reader.lex
    joined = False
    for i, t in enumerate(tokens):
        if t.kind == "quote":
            continue
        if t.kind != "word" or t.preposition or t.fold in lex.relatives or (t.form.group and not joined and t.fold not in lex.joins):
            reader.owner = t.kind == "word" and t.preposition
            role = next((x for x in tokens[i:] if x.kind == "word"), None)
            if role is not None and role.form.group in PERSONS:
                reader.group, reader.number = role.form.group, role.form.number
                if role.form.gender == "f":
                    reader.gender = "f"
            break
        if t.fold in lex.anaphors:
            reader.anaphoric = True
            continue
        joined = t.fold in lex.joins
        reader.name.append(t)
    if reader.definite and not reader.group:
        reader.described = len(reader.name) > 1
    elif len(reader.name) > 0:
        reader.gender = "f" if reader.group and reader.gender == "f" else ""


def _read_thing(reader: _Reader, tokens: list[_Token]) -> None:
    """Read what follows the head noun of an organisation, outlet, document or group."""
    lex = reader.lex
    quoted: list[_Token] = []
    names: list[_Token] = []
    inside = False
    for t in tokens:
        if t.kind == "quote":
            inside = not inside
        elif t.kind == "break" and names and not inside:
            break
        elif t.kind != "word":
            continue
        elif t.fold in lex.anaphors:
            reader.anaphoric = True
        elif t.fold in lex.demonstratives:
            reader.definite = True
        elif t.fold in lex.relatives or (reader.group in ("people", "body") and lex.is_verb(t.fold)):
            break
        elif t.preposition or "preposition" in t.form.marks or t.form.group:
            told = reader.group not in ("report", "document") or t.preposition or (t.form.marks and "and" not in t.form.marks)
            reader.owner = reader.owner or bool(told)
            reader.crowd = reader.crowd or (reader.group == "report" and t.form.group == "anonymous")
        elif inside:
            quoted.append(t)
        elif t.fold in lex.adjectives or (not reader.definite and not t.form.definite and t.fold.endswith(lex.origin)):
            reader.described = True
        else:
            reader.owner = reader.owner or not reader.definite
            reader.described = reader.described or t.form.definite
            if not t.form.definite and t.fold[0].isalpha():
                names.append(t)
    reader.name = [] if reader.group == "people" else quoted or names


class _Walk:
    """Where the reading of what follows a noun of person stands."""

    def __init__(self, reader: _Reader) -> None:
        self.need = reader.group != "title" and not reader.definite  # a complement must follow
        self.begun = True  # nothing but adjectives stood between the head and here
        self.inside = self.complement = self.closed = self.joined = self.set_off = self.skipping = False


def _walk(reader: _Reader, tokens: list[_Token]) -> None:
    """Read what follows a noun of person: complement and adjectives, then the proper name."""
    lex, w = reader.lex, _Walk(reader)
    for t in tokens:
        if t.kind == "quote":
            w.inside = not w.inside
            w.complement = w.inside and w.need and not reader.name
            w.need = w.need and w.inside
        elif t.kind != "word":
            w.closed = w.closed or bool(reader.name)
            w.set_off = w.set_off or not w.closed
            w.need = w.begun = w.skipping = False
        elif w.skipping:
            continue
        elif t.fold in lex.anaphors or t.fold in lex.latter:
            reader.anaphoric = True
        elif not w.inside and _ends_clause(t, lex):
            w.skipping, w.closed = True, w.closed or bool(reader.name)
        elif t.fold in lex.called and not reader.name:
            w.need, w.set_off = False, True
        else:
            _step(reader, t, w)
            w.joined = t.fold in lex.joins
            w.begun = w.begun and not reader.name
    _check_name(reader, w)


def _ends_clause(t: _Token, lex: Lexicon) -> bool:
    """Tell whether a relative or a verb stands here: what follows, up to a comma, is a clause."""
    if t.fold in lex.called:
        return False
    return t.fold in lex.relatives or (
        not t.form.group and not t.form.marks and not t.preposition and lex.is_verb(t.fold)
    )


def _step(reader: _Reader, t: _Token, w: _Walk) -> None:
    """Take one word as part of name, complement or description."""
    lex, form = reader.lex, t.form
    if t.fold in lex.conjunctions:
        w.closed = w.closed or bool(reader.name)
    elif w.closed or w.complement:
        reader.construct = reader.construct or (w.complement and not reader.owner)
        reader.owner = reader.owner or w.complement
    elif w.inside or (t.fold in lex.joins and not w.need):
        reader.name.append(t)
    elif reader.name:
        noun = form.group and not w.joined
        if noun or t.preposition or ("preposition" in form.marks and form.definite):
            w.closed = True
        else:
            reader.name.append(t)
    elif t.preposition or ("preposition" in form.marks and (form.group or form.definite)):
        reader.owner = True
        w.need, w.begun = not form.definite, False
    elif form.group:
        reader.construct = reader.construct or (w.need and not reader.owner and (form.definite or reader.group == "office"))
        reader.owner = reader.owner or form.group not in PERSONS
        w.need, w.begun = form.group != "title" and not form.definite, False
        if reader.group == "title" and form.group in PERSONS:
            reader.gender = "f" if form.gender == "f" else reader.gender
            if form.group != "title":
                reader.group = form.group
                reader.definite = reader.definite or form.definite
    elif form.definite:
        w.need = w.need or (w.begun and reader.group == "title" and not reader.definite)
        reader.construct = reader.construct or (w.need and not reader.owner)
        reader.owner = reader.owner or w.need
        reader.described, w.need, w.begun = True, False, False
    elif t.fold in lex.adjectives or (w.begun and not reader.definite and t.fold.endswith(lex.origin)):
        reader.described, w.need = True, False
    elif w.need:
        reader.construct = reader.construct or (not reader.owner and reader.group == "office")
        reader.owner, w.need, w.begun = True, False, False
    else:
        reader.name.append(t)


def _check_name(reader: _Reader, w: _Walk) -> None:
    """Drop what was taken for a name and is none."""
    if reader.group == "title" and reader.construct and not reader.name:
        reader.group = "office"  # a rank that says of what: the head of a guild
    if len(reader.name) == 1 and not w.set_off and not reader.definite and not reader.owner:
        reader.name, reader.described = [], True  # "an engineer abroad": one bare word behind an indefinite noun
    if len(reader.name) == 1 and reader.owner and reader.lex.takes_and(reader.name[0].fold):
        reader.name = []  # "minister of A and of B": the last word only goes on with the complement
    if reader.name and (reader.number in ("p", "d") or reader.quantified):
        reader.name, reader.owner = [], True  # "two engineers who worked there": a clause, not a name


def _read_last(reader: _Reader, tokens: list[_Token]) -> None:
    """Read a phrase whose head noun stands before the first preposition or comma."""
    lex = reader.lex
    cut = next(
        (i for i, t in enumerate(tokens) if t.kind == "break" or t.preposition or t.fold in lex.relatives), len(tokens)
    )
    core = [t for t in tokens[:cut] if t.kind == "word" and t.fold not in lex.articles]
    reader.owner = reader.owner or (cut < len(tokens) and tokens[cut].preposition)
    _stems(reader, tokens)
    if not core:
        reader.name = _apposed(tokens[cut:])
        reader.group = "role" if reader.name else ""
        return
    nouns = [t for t in core if t.form.group]
    while len(core) > 1 and nouns and not core[-1].capital and not core[-1].form.group:
        core.pop()  # "people briefed on": what follows the head noun
    head = _head(reader, core, tokens[cut:], nouns)
    group = head.form.group
    if group == "organisation" and any(t.fold in lex.news for t in core):
        group = "outlet"
    elif not group and reader.name and not head.capital:
        group = "role"  # an unlisted noun that a name is set beside
    elif not group and len(core) == 1 and (not head.capital or reader.owner) and head.fold.endswith(lex.crowd_endings):
        group = "people"
    elif head.capital and head.fold in lex.proper_outlets and len(core) > 1:
        group, reader.name = "outlet", core
    reader.group, reader.head = group, head.form.stem
    reader.gender, reader.number = head.form.gender, "p" if group == "people" else head.form.number


def _head(reader: _Reader, core: list[_Token], rest: list[_Token], nouns: list[_Token]) -> _Token:
    """The head noun of a phrase whose words before any preposition are `core`; sets the proper name."""
    last = core[-1]
    run = len(core)
    while run and core[run - 1].capital and core[run - 1].form.group not in PERSONS:
        run -= 1
    reader.described = len(core) > 1
    if last.form.group:
        before = [t for t in core[:-1] if t.capital or t.form.group or t.fold.endswith("'s")]
        held = any(t.fold.endswith("'s") for t in before)
        reader.construct = reader.construct or held or (bool(before) and reader.definite)
        reader.owner = reader.owner or reader.construct or any(t.capital for t in before)
        if last.form.group not in PERSONS:
            reader.name = [t for t in core if t.capital and (last.capital or not t.form.group)]
        reader.name = reader.name or _apposed(rest)
        return last
    if run == len(core):
        reader.name = _apposed(rest)
        return last
    ahead = [t for t in nouns if t.start < core[run].start]
    titles = [t for t in ahead if t.form.group in PERSONS] or [t for t in ahead if t.form.group in ("outlet", "organisation")]
    reader.name = core[run:]
    reader.owner = reader.owner or run > 1
    if titles:
        return titles[-1]
    role = next((t for t in rest if t.form.group in PERSONS), None)
    return role if role is not None and rest[0].kind == "break" else last


def _apposed(tokens: list[_Token]) -> list[_Token]:
    """The proper name set behind a comma: "the minister, Name Name", "one of them, the doctor Name Name"."""
    first = next((k + 1 for k, t in enumerate(tokens) if t.kind == "break"), len(tokens))
    last = first
    while last < len(tokens) and tokens[last].kind == "word" and not tokens[last].preposition:
        last += 1
    run = last
    while run > first and tokens[run - 1].capital and not tokens[run - 1].form.group:
        run -= 1
    before = tokens[first:run]
    told = any(t.form.group in PERSONS for t in before) or not any(t.capital and not t.form.group for t in before)
    return tokens[run:last] if told else []
