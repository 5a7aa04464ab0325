"""The shape of every pack file. An unknown key is an error that names the file and the key."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class About(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`pack.toml`: what the pack is. `native` is the language's own name."""

    language: str
    name: str
    native: str
    direction: Literal["rtl", "ltr"]
    version: str
    script: str


class Affix(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Letters written together with a word, and the tag a word gets that carries them."""

    form: str
    tag: str
    becomes: str = ""
    before: str = ""  # letters one of which must follow a prefix, "" for any


class Paradigm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a stem in a word list is spelled out: every prefix with every suffix; `drop` is cut from the stem first."""

    prefixes: tuple[str, ...] = ("",)
    suffixes: tuple[str, ...] = ("",)
    drop: str = ""


class Pattern(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Shape of a word that stands in no list: `form` is a regular expression over the whole folded word."""

    tag: str
    form: str


class Morphology(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`morphology.toml`: affixes, paradigms of the word lists, marks and abbreviations of a language."""

    subject: Literal["after", "before"]
    prefixes: tuple[tuple[Affix, ...], ...] = ()
    suffixes: tuple[Affix, ...] = ()
    paradigms: dict[str, Paradigm] = {}
    abbreviations: tuple[str, ...] = ()
    marks: str = ""  # combining marks that tell words apart where a list gives them
    unsuffixed: str = ""  # letters that end a word which carries no suffix, though folded they look like one
    hedged: str = ""  # shape of the word that must follow an auxiliary for it to be a hedge
    accusative: str = ""  # ending that an indefinite object may have
    wished: str = ""  # shape of a verb that after "that" tells what is wanted or possible, not what is so
    patterns: tuple[Pattern, ...] = ()


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule of `frames.toml`: which cue in which shape makes an attribution.

    `shape` names the recogniser, `cue` the tags of cues it is tried on (and `names` their names, where given),
    `anchor` what ties cue and content, `confidence` the share of right marks expected of it (0..1), `stance` replaces
    that of the cue where given.
    """

    id: str
    shape: str
    cue: tuple[str, ...]
    names: tuple[str, ...] = ()
    anchor: tuple[str, ...] = ()
    confidence: float
    stance: str = ""
    note: str = ""


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of `examples.jsonl`: a text in which `rule` finds a content of the pieces `finds`.

    Where `finds` is empty it is a counter-example: the rule must find nothing in the text.
    """

    rule: str
    text: str
    finds: tuple[str, ...] = ()


class Frames(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`frames.toml`: the rules in the order in which they are tried."""

    rule: tuple[Rule, ...]


class Ending(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An ending of nouns, taken off before the word is looked up, and what it says of gender and number."""

    form: str
    becomes: str = ""
    gender: Literal["", "m", "f"] = ""
    number: Literal["", "s", "d", "p"] = ""
    possessive: bool = False


class Agreement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the form of a cue (a regular expression over its folded first word) says of its subject."""

    pattern: str
    gender: Literal["", "m", "f"] = ""
    number: Literal["", "s", "d", "p"] = ""


class Pronoun(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pronouns that take the place of a source, and what they agree with; `things` where they stand for no person."""

    words: tuple[str, ...]
    gender: Literal["", "m", "f"] = ""
    number: Literal["", "s", "d", "p"] = ""
    things: bool = False


class EntityWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`entities.toml`: the words that tell what a source phrase is, and how phrases of the language are built.

    `head` says where the head noun of a phrase stands, `cased` whether names begin with a capital. `prefixes` are
    letters written together with the next word, each with what it says: "definite", "preposition", "and". `nouns`
    maps a class to its nouns; `plural` lists nouns that are plural by themselves, `feminine` and `masculine` those
    whose gender the ending does not tell. The word groups after that are explained in the file.
    """

    head: Literal["first", "last"]
    cased: bool
    prefixes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    endings: tuple[Ending, ...] = ()
    adjective_endings: tuple[str, ...] = ()
    nouns: dict[str, tuple[str, ...]]
    outlets: dict[str, tuple[str, ...]]
    plural: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    person_endings: tuple[str, ...] = ()
    crowd_endings: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    mouthpieces: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    duals: tuple[str, ...] = ()
    continues: tuple[str, ...] = ()
    veiled: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    ones: tuple[str, ...] = ()
    proper_outlets: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    demonstratives: tuple[str, ...] = ()
    anaphors: tuple[str, ...] = ()
    latter: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    each: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    name_joins: tuple[str, ...] = ()
    crowds: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    pronouns: tuple[Pronoun, ...] = ()
    agreement: tuple[Agreement, ...] = ()
    unnamed: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    acts: dict[str, tuple[str, ...]] = {}


class Reason(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One reason why a sentence needs a source more (or, with a negative weight, less).

    It holds where the sentence has one of its `words`, matches one of its `patterns` (regular expressions over the
    folded words, one space between), or has a certain `shape`: "digits", "exact" (a large or fractional
    figure), "question", "quotation", "short", "long", "named", "dated".
    """

    name: str
    weight: float
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    shape: Literal["", "digits", "exact", "question", "quotation", "short", "long", "named", "dated"] = ""


class VoiceWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`voice.toml`: what an own-voice sentence is weighed by; `base` is where every sentence begins.

    What is left of a sentence beside its attributions is the author's own where a piece has at least `own_words` words
    that are not `empty`; a piece that begins with one of `circumstance` (when, where, to whom it was said) needs
    `circumstance_words`, unless a word of `clause` follows ("before that ...": a clause of its own). A short piece that
    ends with one of `introduces` ("X seemed less sure, as") only leads to the cue after it.
    """

    base: float
    own_words: int
    circumstance_words: int
    empty: tuple[str, ...] = ()
    circumstance: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    introduces: tuple[str, ...] = ()
    reason: tuple[Reason, ...] = ()


class PluralRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a count takes a form: it lies in `first`..`last`, taken modulo `modulo` where that is set."""

    form: Literal["zero", "one", "two", "few", "many"]
    first: int
    last: int
    modulo: int = 0


class Interface(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`interface.toml`: every word of the reports in one language.

    `plural_rule` is tried in order, a count that none fits takes "other"; `plural` maps a key to its forms, `text` a
    key to a sentence with {places}; `words` maps a group (stance, act, flag, ...) to its codes; `dates` holds
    patterns for dates of each precision; `months` are twelve.
    """

    plural_rule: tuple[PluralRule, ...] = ()
    plural: dict[str, dict[str, str]]
    text: dict[str, str]
    words: dict[str, dict[str, str]]
    dates: dict[str, str]
    months: tuple[str, ...]


class Scoring(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`common/scoring.toml`: words that do not count when results are compared with gold."""

    stop: frozenset[str]
    name_stop: frozenset[str]
    article: str
    same_letters: dict[str, str]


class OutletWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`outlets.toml`: what stands beside the names of outlets in a language.

    `prefixes` are letters written together with a name and what they become, `article` one that may be added to a
    name of several words, `particles` words that are left out of a whole name. `nouns` maps a kind of outlet, or
    "any", to its nouns, `countries` an ISO code to its words. The verbs are words of reporting right before or after
    a name; they let a name that is also a common word count only for outlets of `verb_kinds`. `noun_after` tells
    whether an outlet noun may follow the name, `joins` what stands between two names of a list.
    """

    prefixes: tuple[tuple[str, str], ...] = ()
    article: str = ""
    particles: tuple[str, ...] = ()
    verbs_before: tuple[str, ...] = ()
    verbs_after: tuple[str, ...] = ()
    verb_kinds: tuple[str, ...] = ()
    noun_after: bool = False
    joins: tuple[str, ...] = ()
    nouns: dict[str, tuple[str, ...]]
    countries: dict[str, tuple[str, ...]] = {}


class Scale(Struct, frozen=True, kw_only=True):
    """Words that differ in strength alone, in grades from weak to strong, in every form in which they stand in text."""

    id: str
    words: tuple[tuple[str, ...], ...]


class Scales(Struct, frozen=True, kw_only=True):
    """The graded scales of a language, by which a word changed for a stronger or weaker one is known.

    No word stands in two grades of a scale; a word may stand in several scales, which do not contradict one another.
    """

    scale: tuple[Scale, ...]


class Inflection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a word is inflected that `when` fits as a whole; a backslash and a digit in `forms` is a group of it."""

    when: str
    forms: tuple[str, ...]


class ScaleSheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`scales.toml` as it is written; `graded.py` tells how a scale is read.

    `inflection` gives for each kind of word the rules for its first stem, for its second, and so on; of each the first
    that fits counts. `irregular` are words with further forms.
    """

    irregular: tuple[str, ...] = ()
    inflection: dict[str, tuple[tuple[Inflection, ...], ...]]
    scale: dict[str, dict[str, str]]


class VerificationWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The word lists of `verify.toml`; entries of several words are phrases.

    `function` adds to the small words of the language; `symbols` are pairs "one other" of tokens that mean the same;
    `quantities` words of number that are no figures;
    `hedge_verbs` are hedges that may be exchanged for another verb, `weak_hedges` particles of which the same
    is true, `free_hedges` those that hold back wherever they stand, `certain` what takes the place of a hedge,
    `intensifiers` words that make the word beside them stronger, `diminishers` weaker; `reserve` words that leave it to
    others (accused, claims);
    `present` gives for a hedge the first letters of the verbs
    before which alone it is one; `name_heads` stand before a name.
    """

    function: tuple[str, ...] = ()
    number_joins: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    negative_prefixes: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    hedge_verbs: tuple[str, ...] = ()
    weak_hedges: tuple[str, ...] = ()
    free_hedges: tuple[str, ...] = ()
    date_words: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    intensifiers: tuple[str, ...] = ()
    diminishers: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()
    present: dict[str, str] = {}
    name_heads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Verification(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`verify.toml`: how words of a language are compared with those of a source, and what a change of them means.

    `spelling` pairs letters taken for one another; `endings` and `whole` split contractions into words; `detached` are
    particles joined to the next word, `contractions` what then becomes of their letters; `prefixes` and `suffixes` are
    taken off to find the word itself; `conjunctions`
    may come or go at the head of a quotation. `numbers` adds to the cardinals of `dates.toml`.
    """

    spelling: tuple[tuple[str, str], ...] = ()
    endings: tuple[tuple[str, str], ...] = ()
    whole: dict[str, tuple[str, ...]] = {}
    detached: tuple[str, ...] = ()
    contractions: tuple[tuple[str, str], ...] = ()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    numbers: dict[str, tuple[str, ...]] = {}
    words: VerificationWords


class Outlet(Struct, frozen=True, kw_only=True):
    """A row of `common/outlets.tsv`. `names` maps "en" (any Latin spelling) and "ar" to names, the main one first.

    `weak` are those names that are also common words; `reach` is "region" for the outlet that is meant where several
    bear a name; `ids` are checked register ids by register.
    """

    id: str
    kind: str
    country: str
    domains: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    weak: frozenset[str]
    reach: str
    ids: dict[str, str]


class Translation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`translation.toml`: what comparing a language with another needs.

    `inflection` and `family` are steps of endings and what takes their place, `irregular` words with their forms;
    `prefixes` and `suffixes` are letters written together with a word, with what it may begin or end in without them;
    `final` letters stand at the end of a word only, `article` begins one.
    `numbers` and `ordinals` add to those of `dates.toml`; `loose` are words that stand for a number with what they may
    be worth; `unnumbered` phrases in which a word of number counts nothing; `about` words that make the figure behind
    them a round one; `units` maps a unit of `common/units.toml` to its words. `negations` and `hedges` are those whose
    loss is told; further words that deny (`denying`) or leave something open (`open`) make up for it, those of
    `excusing` and `opening` only at the place in question; `plain` are phrases in which such words mean nothing of the
    kind; `slack` are scales whose grades translators do not keep.
    """

    vowels: str = ""
    final: str = ""
    article: str = ""
    inflection: tuple[tuple[tuple[str, str], ...], ...] = ()
    family: tuple[tuple[tuple[str, str], ...], ...] = ()
    irregular: tuple[str, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    suffixes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    about: tuple[str, ...] = ()
    afternoon: tuple[str, ...] = ()
    percent: tuple[str, ...] = ()
    unnumbered: tuple[str, ...] = ()
    numbers: dict[str, tuple[str, ...]] = {}
    ordinals: dict[str, tuple[str, ...]] = {}
    loose: dict[str, tuple[str, ...]] = {}
    units: dict[str, tuple[str, ...]] = {}
    negations: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    excusing: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    slack: tuple[str, ...] = ()
