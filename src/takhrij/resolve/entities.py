"""The sources of an article: one record for each, found again by name or by description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.resolve.phrase import PERSONS, TRIM
from takhrij.resolve.phrases import read_phrase
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from takhrij.model import Span
    from takhrij.model.entity import EntityKind
    from takhrij.resolve.lexicon import Lexicon
    from takhrij.resolve.mentions import Index
    from takhrij.resolve.phrase import Phrase

_PIECES = frozenset(("document", "report"))
_OF_PERSONS = PERSONS | {"people", "body"}
_LONG = 30  # words beyond which a phrase is no longer taken as the fullest name
_KIND: dict[str, EntityKind] = {
    "outlet": "outlet",
    "organisation": "organisation",
    "collective": "group",
    "document": "document",
    "report": "document",
    "people": "group",
    "body": "group",
    "anonymous": "anonymous",
}


class Being:
    """A source while the article is being read: what is known of it so far.

    `name` holds the folded words of the proper name, `stems` every word it was described by, `heads` the head nouns,
    `last` the number of the attribution that named it last.
    """

    __slots__ = (
        "anonymous", "gender", "gloss", "group", "heads", "kind", "last", "mentions", "name", "number",
        "outlet_id", "outlet_kind", "role", "shown", "stems", "text", "weight", "words",
    )  # fmt: skip

    def __init__(self, phrase: Phrase, *, kind: EntityKind, anonymous: bool) -> None:
        self.kind, self.anonymous, self.group = kind, anonymous, phrase.group
        self.heads, self.stems = set(phrase.heads), set(phrase.stems)
        self.name, self.shown, self.gloss = phrase.name, phrase.shown, phrase.gloss
        self.role: str | None = phrase.role or None
        self.text, self.weight = phrase.text.strip(TRIM), self._weigh(phrase)
        self.gender, self.number = phrase.gender, phrase.number
        self.mentions: list[Span] = []
        self.outlet_id: str | None = None
        self.outlet_kind = ""
        self.last = -1
        self.words = phrase.words
        self.stems.update(fold(w) for w in phrase.gloss.split())

    @property
    def is_person(self) -> bool:
        """Whether this is one person, named or not."""
        return self.kind == "person" or (self.kind in ("anonymous", "group") and self.group in _OF_PERSONS)

    def learn(self, phrase: Phrase) -> None:
        """Add what another mention says."""
        self.stems |= phrase.stems
        if phrase.gloss:
            self.gloss = self.gloss or phrase.gloss
            self.stems.update(fold(w) for w in phrase.gloss.split())
        if phrase.group:
            self.heads |= phrase.heads
            self.group = self.group or phrase.group
        if len(phrase.name) > len(self.name):
            self.name, self.shown = phrase.name, phrase.shown
        self.role = self.role or phrase.role or None
        self.gender = self.gender or phrase.gender
        weight = self._weigh(phrase)
        if weight > self.weight and len(phrase.text.split()) <= _LONG:
            self.text, self.weight, self.words = phrase.text.strip(TRIM), weight, phrase.words

    def _weigh(self, phrase: Phrase) -> tuple[int, int]:
        """How full a mention is: words of the name first, then all words; of an outlet all words alone."""
        if self.kind == "outlet":
            return (0, 0 if phrase.loose else len(phrase.text.split()))
        return (len(phrase.name), len(phrase.stems))

    def agrees(self, gender: str, number: str) -> bool:
        """Tell whether a verb form that asks for this gender and number may have this subject."""
        if number == "p":
            return self.number == "p" or self.kind in ("group", "anonymous", "organisation")
        if gender == "f" and self.number == "p" and not self.is_person:
            return True  # broken plurals of things take a feminine singular
        if gender and self.gender and gender != self.gender:
            return False
        return not (number == "s" and self.number == "p" and self.group in ("people", "role"))


def kind_of(phrase: Phrase, gender: str, lex: Lexicon) -> EntityKind:
    """Kind of the entity that a phrase names for the first time."""
    group = phrase.group
    if lex.plain(phrase.words) in lex.places:
        return "place"
    if group in PERSONS:
        if phrase.number in ("p", "d") and not phrase.one:
            return "organisation" if phrase.name else "group"
        return "person"
    if phrase.one and group in ("people", "body", "anonymous", ""):
        return "person"
    if group == "anonymous" and phrase.number == "p" and phrase.head not in lex.veiled:
        return "group"
    if group:
        return _KIND[group]
    if phrase.crowd or phrase.listed or phrase.quantified:
        return "group"
    if phrase.definite:
        if phrase.number == "p":
            return "group"
        return "person" if gender == "m" and len(phrase.name) == 1 else "organisation"
    alone = len(phrase.name) == 1 and phrase.group == ""
    return "organisation" if alone and (gender == "f" or lex.words.cased) else "person"


def is_anonymous(phrase: Phrase, lex: Lexicon) -> bool:
    """Tell whether a source phrase leaves open who speaks."""
    group = phrase.group
    if phrase.crowd or group == "anonymous":
        return True
    if phrase.listed or phrase.latter:
        return False
    if group in PERSONS or group in ("people", "body"):
        return _is_anonymous_person(phrase, lex)
    if group == "collective":
        return phrase.quantified or not (phrase.name or (phrase.definite and (phrase.owner or phrase.number == "d")))
    if group == "report":
        told = phrase.owner or (phrase.definite and phrase.described and phrase.number == "s")
        return phrase.quantified or not told
    if group == "document":
        return phrase.quantified and not phrase.owner
    if group in ("organisation", "outlet"):
        return phrase.quantified or not (phrase.name or phrase.owner or phrase.definite or phrase.gloss)
    return phrase.quantified or (phrase.definite and phrase.number == "p")


def _is_anonymous_person(phrase: Phrase, lex: Lexicon) -> bool:
    """An office, a relation or a defined body can be told; other persons without a name cannot."""
    if phrase.name and phrase.group != "people":
        return False
    if phrase.quantified:
        return True
    group = phrase.group
    if group == "body":
        return not (phrase.definite or phrase.owner or phrase.construct or lex.words.cased)
    if phrase.head in lex.mouthpieces:
        return False
    if phrase.head in lex.veiled:
        return True
    if group == "people" or phrase.number in ("p", "d"):
        telling = phrase.head in lex.members or (lex.words.cased and phrase.head.endswith(lex.crowd_endings))
        # an article makes historians in general of "the historians" where names are not told by capitals; there only
        # a construct tells who they are ("the analysts of the bank X", but "researchers from an institute")
        told = phrase.owner and (lex.words.cased or not phrase.loose)
        return not (telling and (told or (phrase.definite and lex.words.cased)))
    if group == "office":
        return not (phrase.definite or phrase.construct or (phrase.owner and lex.words.cased))
    if group == "kin":
        one = any(w in lex.ones for w in phrase.words[1:])  # "the father of one of them"
        held = phrase.words[:1] != (phrase.head,)  # with a pronoun or an article: "his neighbour"
        return not lex.words.cased and (one or not (phrase.definite or phrase.construct or held))
    return not (phrase.construct or (phrase.definite and (phrase.described or not lex.words.cased)))


def _bears(being: Being, phrase: Phrase) -> bool:
    """Tell whether a phrase is the bare name of an outlet: "(Current)" of "the agency (Current)"."""
    return being.kind == "outlet" and len(phrase.words) <= len(being.stems) and set(phrase.stems) <= being.stems


class Registry:
    """All sources of one article."""

    def __init__(self, lex: Lexicon, index: Index) -> None:
        self.lex, self.index = lex, index
        self.beings: list[Being] = []
        self.by_word: dict[str, list[Being]] = {}
        self.outlets: dict[str, Being] = {}
        self.outlet_places: list[tuple[Span, Being]] = []
        self._read: dict[str, Phrase] = {}

    def read(self, text: str) -> Phrase:
        """Read a phrase, each spelling once."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = read_phrase(text, self.lex)
        return known

    def add(self, phrase: Phrase, gender: str, number: str) -> Being:
        """Make a new entity of a phrase."""
        anonymous = is_anonymous(phrase, self.lex)
        kind = kind_of(phrase, gender, self.lex)
        being = Being(phrase, kind=kind, anonymous=anonymous)
        if anonymous and kind == "person":
            being.kind = "anonymous"
        if anonymous and kind == "group" and phrase.group == "anonymous" and phrase.head in self.lex.veiled:
            being.kind = "anonymous"
        being.gender = being.gender or gender if being.is_person else gender or being.gender
        being.number = "s" if phrase.one else being.number or ("" if phrase.name else number)
        self.beings.append(being)
        self._index(being)
        return being

    def outlet(self, key: str | None, kind: str, phrase: Phrase) -> Being:
        """The outlet of a gazetteer id, or of a name that no list holds, entered once."""
        known = self.outlets.get(key or phrase.text)
        if known is None:
            known = self.outlets[key or phrase.text] = Being(phrase, kind="outlet", anonymous=False)
            known.outlet_id, known.outlet_kind = key, kind
            known.name = known.name or tuple(sorted(phrase.stems))
            self.beings.append(known)
            self._index(known)
        return known

    def outlet_in(self, span: Span, phrase: Phrase) -> Being | None:
        """The outlet that a source phrase names: with an outlet noun, or as most of the phrase."""
        if phrase.group not in ("", "outlet") or (
            phrase.name and phrase.name[0] in self.lex.joins and not phrase.group
        ):
            return None
        for place, being in self.outlet_places:
            if span.holds(place) and (phrase.group or 2 * (place.end - place.start) >= span.end - span.start):
                return being
        return None

    def merge(self, being: Being, phrase: Phrase, gender: str) -> Being:
        """Take a phrase as one more mention of a known entity."""
        being.learn(phrase)
        being.gender = being.gender or gender
        if phrase.name and being.anonymous and phrase.group not in ("anonymous", "people"):
            being.anonymous = False
            being.kind = kind_of(phrase, gender, self.lex)
        self._index(being)
        return being

    def _index(self, being: Being) -> None:
        for word in being.name or being.stems:
            known = self.by_word.setdefault(word, [])
            if being not in known:
                known.append(being)

    def find_named(self, phrase: Phrase, gender: str, number: str) -> Being | None:
        """The entity whose proper name holds that of the phrase, or the other way round."""
        words = set(phrase.name)
        best: Being | None = None
        rank: tuple[int, int, int] = (-1, -1, -1)
        for word in words:
            for being in self.by_word.get(word, ()):
                known = set(being.name)
                if being.anonymous or not known or not (words <= known or known <= words):
                    continue
                if being.kind == "outlet" and not words <= known:
                    continue
                if being.number and number and not being.agrees(gender, number):
                    continue
                if phrase.group in PERSONS and being.kind not in ("person", "organisation"):
                    continue
                if (
                    phrase.gender
                    and being.gender
                    and phrase.gender != being.gender
                    and phrase.group
                    and being.is_person
                ):
                    continue
                this = (len(words & known), int(phrase.name[-1] == being.name[-1]), being.last)
                if this > rank:
                    best, rank = being, this
        return best

    def find_thing(self, phrase: Phrase) -> Being | None:
        """The organisation, outlet or document that a phrase names again, in full or in short."""
        if not phrase.stems:
            return None
        if phrase.group in _PIECES and not phrase.definite and not phrase.owner and not phrase.name:
            return None  # "a report": not one that was named before
        best: Being | None = None
        rank: tuple[int, int] = (-1, -1)
        stems, anonymous = phrase.stems, is_anonymous(phrase, self.lex)
        for being in self.beings:
            if being.is_person or not being.stems:
                continue
            bears = _bears(being, phrase)
            called = bears and phrase.head not in being.heads  # "(Tide)", a name that is also a noun
            if being.anonymous != anonymous and not phrase.definite and not called:
                continue
            if phrase.group and being.group and phrase.group != being.group and not bears:
                continue
            same = bool(being.group) and (bool(being.name) or being.group in _PIECES)
            if not (stems <= being.stems or (same and being.stems <= stems)):
                continue
            this = (len(stems & being.stems), being.last)
            if this > rank:
                best, rank = being, this
        return best

    def _same_sort(self, phrase: Phrase, being: Being) -> bool:
        """Tell whether an outlet may be meant by a noun such as "the agency"."""
        kinds = self.lex.outlet_kind
        sorts = {kinds[h] for h in being.heads if h in kinds} or {being.outlet_kind}
        return kinds.get(phrase.head, "") in sorts or sorts == {""} or phrase.head in being.heads

    def find_described(self, phrase: Phrase, *, same: bool) -> Being | None:
        """The entity a definite description takes up.

        With `same` one that was described by the same head noun or by words the description shares; else the last
        person that fits, where the noun may stand for anybody ("the speaker").
        """
        best: Being | None = None
        rank: tuple[int, int] = (-1, -1)
        content = phrase.stems - {phrase.head}
        generic = phrase.head in self.lex.generic or (phrase.is_person and (bool(content) or phrase.anaphoric))
        for being in self.beings:
            if being.last < 0 or (phrase.is_person != being.is_person and (being.group or phrase.is_person)):
                continue
            if phrase.is_person and phrase.gender and being.gender and phrase.gender != being.gender:
                continue
            if (phrase.number == "p") != (being.number == "p"):
                continue
            alike = phrase.head in being.heads
            if phrase.group == "outlet" and being.kind == "outlet" and not phrase.name:
                alike, content = self._same_sort(phrase, being), frozenset()
            shared = len(content & being.stems)
            if same:
                fits = (
                    alike and (not content or shared or not phrase.owner) if content or not phrase.is_person else alike
                )
                fits = fits or (bool(shared) and phrase.is_person)
            else:
                unsorted = not being.group and not being.gender and phrase.group == "organisation"
                # "the speaker for X" is not just anybody
                own = phrase.owner and not shared and (self.lex.words.cased or phrase.head in self.lex.mouthpieces)
                fits = (
                    generic
                    and not phrase.construct
                    and not own
                    and (phrase.is_person or being.group == phrase.group or unsorted)
                )
            if fits:
                this = (3 * alike + 2 * shared, being.last)
                if this > rank:
                    best, rank = being, this
        return best
