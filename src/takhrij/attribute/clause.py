"""Which verbs are finite, in languages that put the subject first; from word lists and neighbours, without a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.attribute import tags as t

if TYPE_CHECKING:
    from takhrij.attribute.scan import Scan

_AHEAD = 18  # tokens after a participle in which the verb of its clause must come
_BACK = 7  # tokens before a word in which the verb of its clause may stand
_ANY = t.VERB | t.SAY | t.AUX | t.BE
_BORDER = t.END | t.COLON | t.CONJ | t.SUB | t.REL | t.THAT | t.WHETHER | t.COMMA | t.QUOTE
_NO_NOUN = t.MARK | t.CUE | t.VERB | t.PREPOSITION | t.TIME | t.ADVERB | t.CONJ | t.PRON  # nothing "that" refers to
_OBJECT = t.DET | t.PRON | t.OBJECT | t.QUOTE | t.CAP | t.INFINITIVE | t.WHETHER | t.THAT | t.COLON


def is_finite(scan: Scan, i: int) -> bool:
    """Tell whether token `i` is a finite verb, auxiliaries included; of "has said" only the first word is."""
    known = scan.finite[i]
    if known < 0:
        known = scan.finite[i] = int(bool(scan.tags[i] & _ANY) and _decide(scan, i))
    return bool(known)


def _decide(scan: Scan, i: int) -> bool:
    tags = scan.tags
    tag = tags[i]
    if tag & t.CAP and i and not (tag & (t.AUX | t.BE) and tags[i - 1] & t.MARK):
        return False
    if tag & (t.AUX | t.BE):
        return not tag & (t.DONE | t.ING)
    if tag & (t.DONE | t.ING) and not tag & t.ED:
        return False
    k = i - 1
    while k >= 0 and tags[k] & (t.ADVERB | t.NEG) and not tags[k] & (t.PRON | t.CAP | t.AUX):
        k -= 1
    before = tags[k] if k >= 0 else t.END
    if (before & (t.AUX | t.BE | t.INFINITIVE) and not before & t.PREPOSITION) or before & t.INFINITIVE:
        return False
    if before & (t.PRON | t.REL) and not before & t.DET:
        return True
    if tag & t.NOUN:
        return _is_verb_here(scan, i, before)
    if tag & t.ED:
        return not _is_participle(scan, i, before)
    return not before & (t.POSSESSIVE | t.PREPOSITION)


def _is_verb_here(scan: Scan, i: int, before: int) -> bool:
    """Tell a verb from the noun of the same form by its neighbours."""
    tags = scan.tags
    if before & t.COMMA and i + 1 < len(tags) and (tags[i + 1] & t.QUOTE or after_aside(scan, i)):
        return True
    if before & (t.DET | t.POSSESSIVE | t.PREPOSITION | t.NUMBER | t.MARK) and not (
        before & t.REL and before & t.DET and tags[i + 1 : i + 2] and tags[i + 1] & _OBJECT
    ):
        return False
    if before & t.SOURCE and any("documents" in c.takes for c in scan.cues[i]):
        return True
    if _is_clause_before(scan, i):
        return False
    if i + 2 < len(tags) and tags[i + 1] & t.INFINITIVE and tags[i + 2] & (t.DET | t.CAP | t.PRON | t.POSSESSIVE):
        return False  # "people close to the mayor"
    return i + 1 < len(tags) and bool(tags[i + 1] & _OBJECT)


def after_aside(scan: Scan, i: int) -> bool:
    """Tell whether the comma before a word closes an aside after its subject: "Ohm, who sold it, plans to stay"."""
    if not scan.tags[i + 1] & (_OBJECT & ~t.CAP | t.PREPOSITION):
        return False
    for k in range(i - 2, max(0, i - _AHEAD), -1):
        if scan.tags[k] & t.MARK & ~t.QUOTE:
            after = scan.tags[k + 1]
            return bool(
                scan.tags[k] & t.COMMA
                and ((after & (t.REL | t.ED) and not after & t.DET) or (k == i - 3 and after & t.ADVERB))
            )
    return False


def _is_clause_before(scan: Scan, i: int) -> bool:
    """Tell whether the clause has its verb already, shortly before the word."""
    found = False
    for k in range(i - 1, max(-1, i - 2 * _BACK), -1):
        if scan.tags[k] & (t.REL | t.WHETHER):
            return False
        if found and scan.tags[k] & (t.MARK | t.CONJ | t.SUB):
            return True
        if scan.tags[k] & (t.MARK | t.CONJ | t.REL | t.SUB | t.THAT | t.WHETHER) or (
            scan.tags[k] & t.SAY and any(c.takes & {"bare", "clause"} for c in scan.cues[k])
        ):
            return False
        found = found or (
            i - k < _BACK
            and bool(scan.tags[k] & (t.VERB | t.SAY))
            and not scan.tags[k] & t.NOUN
            and (not scan.tags[k] & t.ED or bool(scan.tags[k] & t.AUX))
            and _looks_finite(scan, k)
        )
    return found


def _is_participle(scan: Scan, i: int, before: int) -> bool:
    """Tell a past participle ("the report published on Monday shows", "the disputed vote") from a past tense."""
    tags = scan.tags
    if before & t.THAT and before & t.REL and i > 1 and not tags[i - 2] & _NO_NOUN:
        return False  # "a letter that reached us"
    if (
        tags[i] & t.SAY
        and i + 1 < len(tags)
        and (
            tags[i + 1] & (t.THAT | t.COLON | t.QUOTE)
            or (tags[i + 1] & t.WHETHER and any("whether" in c.takes for c in scan.cues[i]))
        )
        and not before & (t.DET | t.POSSESSIVE | t.PREPOSITION)
    ):
        return False
    if before & (
        t.POSSESSIVE | t.PREPOSITION | (0 if tags[i] & t.SAY and (before & t.PRON or _tells(scan, i)) else t.NUMBER)
    ) or (before & t.DET and not before & t.PRON and not tags[i] & t.SAY):
        return True
    if before & t.CONJ and _follows_participle(scan, i):
        return True
    k = i + 1
    while k < len(tags) and tags[k] & t.ADVERB:
        k += 1
    if k >= len(tags):
        return False
    if before & t.COMMA and ((tags[k] & t.INFINITIVE and not _follows_apposition(scan, i)) or _is_aside(scan, i)):
        return True
    if before & t.DET and not tags[i] & t.SAY and tags[k] & t.CAP:
        return True
    if before & t.DET and not tags[k] & (_OBJECT | t.COMMA) and not (before & t.PRON and tags[i] & t.SAY):
        return True
    if _is_clause_before(scan, i):
        return True
    if not tags[k] & (t.PREPOSITION | t.TIME | t.SUB) or any("bare" in c.takes for c in scan.cues[i]):
        return False
    if before & t.OCCASION and i > 2 and (tags[i - 2] | tags[i - 3]) & t.PREPOSITION:
        return True  # "in a statement released by her office"
    for j in range(k + 1, min(len(tags), k + _AHEAD)):
        if tags[j] & t.PRON and not tags[j] & (t.DET | t.REL | t.OBJECT) and tags[j] & t.NOMINATIVE:
            return False  # a clause begins: "announced on Friday he would"
        if (
            tags[j] & _ANY
            and _looks_finite(scan, j)
            and not (tags[i] & t.SAY and tags[j] & t.ED and not tags[j] & (t.SAY | t.AUX))
        ):
            return True
        if tags[j] & t.CONJ and _joins_participle(scan, j):
            continue
        if tags[j] & t.COMMA and j + 1 < len(tags):
            return bool(tags[j + 1] & _ANY and _looks_finite(scan, j + 1)) or _is_aside(scan, j)
        if tags[j] & (_BORDER | t.PARTICIPLE) and not tags[j] & (t.PREPOSITION | t.QUOTE | t.INFINITIVE):
            return False
    return False


def _follows_apposition(scan: Scan, i: int) -> bool:
    """Tell whether a name between commas stands right before the word: "The mayor, Ada Rohm, vowed to stay"."""
    k = i - 2
    while k > 0 and scan.tags[k] & t.CAP:
        k -= 1
    return k < i - 2 and k > 0 and bool(scan.tags[k] & t.COMMA)


def _tells(scan: Scan, i: int) -> bool:
    """Tell whether what somebody says follows at once: "two said they knew", but not "two reported cases"."""
    return i + 1 < len(scan.tags) and bool(scan.tags[i + 1] & (t.PRON | t.THAT | t.DET))


def _follows_participle(scan: Scan, i: int) -> bool:
    """Tell whether a participle stands before the conjunction that joins the word: both belong to one noun."""
    for k in range(i - 1, max(0, i - _BACK), -1):
        if scan.tags[k] & t.MARK:
            return False
        if scan.tags[k] & (t.ED | t.DONE) and k < i - 1:
            return not (scan.tags[k] & t.SAY or scan.tags[k - 1] & (t.AUX | t.BE | t.ADVERB) or is_finite(scan, k))
    return False


def _joins_participle(scan: Scan, i: int) -> bool:
    """Tell whether a participle follows the conjunction at token `i`: "commissioned in May and never published"."""
    k = i + 1
    while k < len(scan.tags) and scan.tags[k] & (t.ADVERB | t.NEG):
        k += 1
    return k + 1 < len(scan.tags) and bool(scan.tags[k] & t.ED) and not scan.tags[k + 1] & _OBJECT


def _is_aside(scan: Scan, i: int) -> bool:
    """Tell whether a comma and a finite verb follow shortly: ", expected to last three weeks, resumes"."""
    for k in range(i + 1, min(len(scan.tags) - 1, i + _AHEAD)):
        if scan.tags[k] & t.COMMA:
            return bool(scan.tags[k + 1] & _ANY) and _looks_finite(scan, k + 1)
        if scan.tags[k] & (t.MARK | t.THAT):
            return False
    return False


def _looks_finite(scan: Scan, i: int) -> bool:
    """The same as `is_finite` by the word and its neighbour alone, so that no search starts another."""
    tag, before = scan.tags[i], scan.tags[i - 1]
    if tag & t.CAP or (tag & (t.DONE | t.ING) and not tag & t.ED):
        return False
    if tag & (t.AUX | t.BE):
        return True
    if before & (t.DET | t.POSSESSIVE | t.PREPOSITION | t.NUMBER | t.INFINITIVE | t.AUX | t.BE):
        return False
    after = scan.tags[i + 1] if i + 1 < len(scan.tags) else t.END
    if after & t.THAT and any("documents" in c.takes for c in scan.cues[i]):
        return True  # "emails seen by the Echo show that"
    return not tag & t.NOUN or bool(after & _OBJECT and not after & t.THAT)


def _governs(scan: Scan, i: int, high: int) -> bool:
    """Tell a subordinator ("after she left") from the preposition of the same form ("after the summer")."""
    return not scan.tags[i] & t.PREPOSITION or (i + 1 < high and bool(scan.tags[i + 1] & t.PRON))


def open_verb(scan: Scan, low: int, high: int) -> int | None:
    """The first finite verb of `[low, high)` that no relative pronoun or subordinator before it governs."""
    governed = 0
    joined = False  # a conjunction stands after the last governed verb
    for i in range(low, high):
        tag = scan.tags[i]
        if (tag & (t.REL | t.WHETHER) and not tag & t.AUX) or (
            tag & t.SUB and not tag & t.CAP and _governs(scan, i, high)
        ):
            governed += 1
        elif tag & t.CONJ:
            joined = True
        elif tag & t.PRON and i > low and not tag & t.DET and scan.tags[low] & t.REL and not scan.tags[i - 1]:
            governed += 1  # "the server she used"
        elif (
            tag & _ANY
            and is_finite(scan, i)
            and not (i > low and scan.tags[i - 1] & (t.AUX | t.BE | t.NEG) and is_finite(scan, i - 1))
        ):
            if governed:
                governed -= 1
            elif not joined or scan.tags[low] & t.REL == 0:
                return i
            joined = False
    return None


def ends_fronted(scan: Scan, start: int, comma: int, high: int) -> bool:
    """Tell whether the main clause begins after the comma of a subordinate one ("While X says that C, Y does")."""
    if comma + 1 >= high or scan.tags[comma + 1] & (t.CONJ | t.REL | t.SUB | t.ING | t.PREPOSITION):
        return False
    return open_verb(scan, start, comma) is not None and open_verb(scan, comma + 1, high) is not None


def begins_tail(scan: Scan, start: int, comma: int, high: int) -> bool:
    """Tell whether what follows the comma in a content that began at `start` is the writer's own: a participle."""
    tags = scan.tags
    i = comma + 1
    if i + 1 >= high:
        return False
    return bool(tags[i] & t.ING) and not tags[i] & (t.PREPOSITION | t.CAP) and open_verb(scan, start, comma) is not None
