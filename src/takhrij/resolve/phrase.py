"""What is known of a source phrase, and the state of reading one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.resolve.lexicon import Form

if TYPE_CHECKING:
    from takhrij.resolve.lexicon import Lexicon

TRIM = " \t\n,\u060c;:-\u2013\u2014"
_MARKS = " \"'\u201c\u201d\u00ab\u00bb([\u060c,"
NO_FORM = Form("", "", frozenset(), "", "")
PERSONS = frozenset(("title", "office", "role", "kin"))


class Phrase(NamedTuple):
    """A source phrase that was read.

    `group` is the class of the head noun ("" unknown), `head` its stem, `stems` all words that carry meaning, `name`
    the folded words of the proper name and `shown` its spelling; `owner` says that something specifies the head,
    `construct` that it does so without a preposition, `one` that one of several is meant. `heads` holds the head noun
    and the nouns of person set beside the name, `held` tells that a pronoun is attached to the head,
    `loose` that a preposition stands by itself in the phrase, `specified` that a relative clause tells which is meant.
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
    heads: frozenset[str]
    held: bool
    loose: bool
    specified: bool

    @property
    def is_person(self) -> bool:
        """Whether the head noun names a person."""
        return self.group in PERSONS or self.group in ("people", "body")


class Token(NamedTuple):
    """A word or mark of a phrase; `kind` is word, quote, open, close or break."""

    fold: str
    form: Form
    start: int
    end: int
    kind: str
    capital: bool
    preposition: bool


class Reader:
    """The state of reading one phrase; the fields become those of Phrase."""

    def __init__(self, text: str, lex: Lexicon) -> None:
        self.text, self.lex = text, lex
        self.group = self.head = self.gloss = self.gender = self.number = ""
        self.name: list[Token] = []
        self.bracket: list[Token] = []
        self.stems: list[str] = []
        self.words: tuple[str, ...] = ()
        self.tokens: list[Token] = []
        self.definite = self.anaphoric = self.latter = self.quantified = False
        self.listed = self.crowd = self.one = self.owner = self.construct = self.described = False
        self.held = False

    def done(self) -> Phrase:
        """What was read."""
        text = self.text
        shown = role = ""
        if self.group in PERSONS and not self.name and len(self.bracket) > 1:
            listed = [t for t in self.bracket if t.form.group and t.form.group != "title"]
            self.name = [] if listed else [t for t in self.bracket if not t.form.group]
        if self.name:
            first, last = self.name[0].start, self.name[-1].end
            shown = text[first:last].strip()
            if self.group in PERSONS:
                before, after = text[:first].strip(TRIM).rstrip(_MARKS), text[last:].strip(TRIM).lstrip(_MARKS)
                role = after if self.group == "title" and after else before or after
        name = tuple(t.form.stem for t in self.name)
        return Phrase(
            text, self.group, self.head, frozenset(self.stems), name, shown, self.gloss, role, self.gender, self.number,
            self.definite, self.anaphoric, self.latter, self.quantified, self.listed, self.crowd, self.one, self.owner,
            self.construct, self.described, self.words, self._heads(), self.held,
            any(t.preposition for t in self.tokens),
            self._specified(),
        )  # fmt: skip

    def _specified(self) -> bool:
        """Whether a relative clause belongs to the head noun, with no mark between."""
        lex = self.lex
        for t in self.tokens:
            if t.kind == "break":
                return False
            if t.fold in lex.relatives:
                return not lex.words.cased and not lex.takes_and(t.fold)
        return False

    def _heads(self) -> frozenset[str]:
        """The head noun, and the nouns of person that stand beside the name: "Name Name, the governor"."""
        heads = {self.head}
        before = ""
        for t in self.tokens:
            named = t.kind == "word" and any(t.start == n.start for n in self.name)
            if t.form.group in PERSONS and not named and before in ("break", "name"):
                heads.add(t.form.stem)
            before = "name" if named else t.kind if t.kind != "quote" else before
        return frozenset(heads)


def keep_stems(reader: Reader, tokens: list[Token]) -> None:
    """Keep the stems of the words that carry meaning."""
    lex = reader.lex
    reader.stems = [
        t.form.stem for t in tokens
        if t.kind == "word" and not t.preposition and t.fold not in lex.conjunctions and t.fold not in lex.anaphors
        and t.fold not in lex.determiners and t.fold not in lex.definite
    ]  # fmt: skip
