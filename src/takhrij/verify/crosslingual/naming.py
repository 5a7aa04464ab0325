"""Tell a name of one sentence in whose place another stands in its translation.

Both must be names for sure, and neither may be found anywhere on the other side, however it may be spelled there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from takhrij.text.skeleton import name_similarity
from takhrij.verify.crosslingual.partners import Names, compact

if TYPE_CHECKING:
    from takhrij.verify.crosslingual.partners import Partners
    from takhrij.verify.crosslingual.sentence import Reader, Sentence, Unit

_LONG = 5  # consonants of a name that may stand within other letters whose spaces were lost
_MAYBE = 0.7  # likeness of spellings from which one may be a careless form of the other
_CARELESS, _WITHIN = 0.5, 75.0  # the same of two names, by their sounds and by a part of their consonants
_MOST = 20  # names of a sentence that are compared with those of the other
_TEXT = 300  # letters of a sentence in which a name may stand without spaces
_APART = (
    0.4  # difference of the places in the two sentences, as a share of them, within which names stand for each other
)


class Exchange(NamedTuple):
    """Two names that stand for one another: units of the two sentences."""

    one: Unit
    other: Unit


def exchanged(here: Reader, one: Sentence, there: Reader, other: Sentence, partners: Partners) -> list[Exchange]:
    """Names of one sentence in whose place the other has another name.

    Places stand for places, wherever they are; other names only beside words of a name that translate each other.
    """
    left = _lonely(here, one, other)
    right = _lonely(there, other, one)
    found = []
    for a in left:
        place = here.lexicon.is_place(a.text, here.language)
        fit = [
            b
            for b in right
            if there.lexicon.is_place(b.text, there.language) == place
            and not _alike(a, b)
            and (_distance(a, one, b, other) <= _APART if place else _anchored(a, one, b, other, partners))
        ]
        near = min(fit, key=lambda b: _distance(a, one, b, other), default=None)
        if near is not None:
            right.remove(near)
            found.append(Exchange(a, near))
    return found


def _alike(a: Unit, b: Unit) -> bool:
    """Tell whether two names may be one after all, carelessly spelled or with another word's letters."""
    from rapidfuzz import fuzz

    pairs = [(m, n) for m in a.names for n in b.names]
    if any(name_similarity(m, n) >= _CARELESS for m, n in pairs):
        return True
    keys = ((compact(m), compact(n)) for m, n in pairs)
    return any(x and y and fuzz.partial_ratio(x, y) >= _WITHIN for x, y in keys)


def _anchored(a: Unit, one: Sentence, b: Unit, other: Sentence, partners: Partners) -> bool:
    """Tell whether words right beside two names translate each other and are parts of names too."""
    for i in (a.at - 1, a.at + 1):
        for p in partners.there.get(i, ()):
            if abs(p - b.at) == 1 and _joined(one, a.at, i) and _joined(other, b.at, p):
                return _is_capital(one, i) or _is_capital(other, p)
    return False


def _joined(sentence: Sentence, one: int, other: int) -> bool:
    """Tell whether nothing but a blank stands between two tokens."""
    first, last = sorted((one, other))
    return sentence.text[sentence.tokens[first].end : sentence.tokens[last].start] == " "


def _is_capital(sentence: Sentence, at: int) -> bool:
    return sentence.text[sentence.tokens[at].start].isupper()


def _distance(a: Unit, one: Sentence, b: Unit, other: Sentence) -> float:
    return abs(a.start / max(len(one.text), 1) - b.start / max(len(other.text), 1))


def _lonely(reader: Reader, sentence: Sentence, other: Sentence) -> list[Unit]:
    """Names for sure of a sentence that nothing of the other may be."""
    keys = {key for u in other.units for key in u.keys}
    names = Names(other.units)
    whole = compact(other.text[:_TEXT])
    found = []
    for unit in sentence.units:
        if not reader.is_name(unit, sentence) or not keys.isdisjoint(unit.keys):
            continue
        if any(True for _ in names.like(unit, _MAYBE, 30)) or _stands_in(unit, whole):
            continue
        found.append(unit)
        if len(found) == _MOST:
            break
    return found


def _stands_in(name: Unit, whole: str) -> bool:
    """Tell whether the consonants of a long name stand anywhere in those of a text."""
    return any(len(key := compact(n)) >= _LONG and key in whole for n in name.names)
