"""Spell names of any script as sounds, by tables of letters and of what sounds cost to exchange.

The tables are `packs/common/graphemes.tsv`, `sounds.tsv`, `letter_names.tsv` and `name_parts.tsv`. They are read by
path: this folder stands before the packs in the order of imports.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from takhrij.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLES = Path(__file__).parent.parent / "packs" / "common"
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")  # between the words of ExxonMobil
_APOSTROPHES = re.compile("['\u2018\u2019\u02bb\u02bc\u02be\u02bf`\u00b4]")
_MARKS = re.compile("[\u0300-\u036f\u0640\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u200b-\u200f\u2060\ufeff\u00ad]")
_ACRONYM_LONGEST = 5
_NAME_LONGEST = 300  # what comes after is not looked at: the time of an alignment grows with the square
_FINAL_ALEF = "\u0649"
_VOWEL = re.compile("[aeiouy]")
_UNSTEADY = re.compile("t(?=s)|(?<=n)k")  # written in one script and not in the other: ts and s, ng and n
_DOUBLE = re.compile(r"(.)\1+")
_LETTER_CLASS = str.maketrans("peiyjzcquv", "baaagsskof")  # letters whose names are confused


class Unit(NamedTuple):
    """One sound of a word: what it may be with the price of each reading, what leaving it out costs, its key letter."""

    sounds: tuple[tuple[str, float], ...]
    drop: float
    key: str


class Token(NamedTuple):
    """A word of a name: its readings as units, the letters it may spell, and the key of its consonants.

    `role` is "word", "particle", "number", "initial" or "acronym"; `text` the folded word.
    """

    text: str
    role: str
    readings: tuple[tuple[int, ...], ...]
    letters: tuple[frozenset[str], ...]
    key: str


class _Sounds(NamedTuple):
    keys: dict[str, str]
    drops: dict[str, float]
    near: dict[tuple[str, str], float]


class _Parts(NamedTuple):
    articles: frozenset[str]
    particles: frozenset[str]
    prefixes: tuple[str, ...]
    rewrites: tuple[tuple[re.Pattern[str], str], ...]


class _Spelling(NamedTuple):
    """The rows of one script: a pattern with a group for each, the units each gives, and the letters the rows know."""

    pattern: re.Pattern[str]
    units: tuple[tuple[int, ...], ...]
    known: frozenset[str]


def _rows(name: str) -> Iterator[list[str]]:
    """Rows of a table; blank lines and lines that begin with # are left out."""
    for line in (_TABLES / name).read_text(encoding="utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@cache
def _sounds() -> _Sounds:
    keys, drops, near = {}, {}, {}
    for sound, key, drop, *others in _rows("sounds.tsv"):
        keys[sound], drops[sound] = key.strip("-"), float(drop)
        for pair in others:
            other, cost = pair.rsplit(":", 1)
            near[sound, other] = near[other, sound] = float(cost)
    return _Sounds(keys, drops, near)


_units: list[Unit] = []
_numbers: dict[Unit, int] = {}


def unit(number: int) -> Unit:
    """The unit of a number, as readings hold them."""
    return _units[number]


def _read_unit(spec: str) -> int:
    """Number of the unit that a table writes as `k/x:0.2?0.1`."""
    sounds = _sounds()
    spec, _, drop = spec.partition("?")
    options = [option.partition(":") for option in spec.split("/")]
    read = tuple((sound, float(cost or 0)) for sound, _, cost in options)
    cost = float(drop) if drop else sounds.drops[read[0][0]]
    made = Unit(read, cost, "" if cost <= 0.12 else sounds.keys[read[0][0]])
    if made not in _numbers:
        _numbers[made] = len(_units)
        _units.append(made)
    return _numbers[made]


@cache
def _spelling(script: str) -> _Spelling:
    rows = [(pattern, spec) for kind, pattern, spec in _rows("graphemes.tsv") if kind == script]
    return _Spelling(
        re.compile("|".join(f"({pattern})" for pattern, _ in rows)),
        tuple(() if spec == "-" else tuple(_read_unit(one) for one in spec.split()) for _, spec in rows),
        frozenset(c for pattern, _ in rows for c in pattern if not c.isascii()),
    )


@cache
def _parts() -> _Parts:
    found: dict[str, list[str]] = {"article": [], "particle": [], "prefix": []}
    rewrites = []
    for role, words, *rest in _rows("name_parts.tsv"):
        if role == "rewrite":
            rewrites.append((re.compile(words), rest[0]))
        else:
            found[role] += [fold(word) for word in words.split("|")]
    return _Parts(frozenset(found["article"]), frozenset(found["particle"]), tuple(found["prefix"]), tuple(rewrites))


@cache
def _letter_names() -> dict[str, frozenset[str]]:
    """Latin letters by the folded names they have in another script."""
    names: dict[str, set[str]] = {}
    for letters, spelled in _rows("letter_names.tsv"):
        for name in spelled.split("|"):
            names.setdefault(fold(name), set()).update(letters.lower())
    return {name: frozenset(letters) for name, letters in names.items()}


@cache
def _ascii_table() -> dict[int, str]:
    return {}


def _plain(name: str) -> str:
    """A name in lower case, in letters the Latin table knows; all other letters are spelled in ASCII."""
    known, memory = _spelling("latin").known, _ascii_table()
    out = []
    for c in name.lower():
        if c.isascii() or c in known:
            out.append(c)
            continue
        if ord(c) not in memory:
            from anyascii import anyascii

            memory[ord(c)] = anyascii(c).lower()
        out.append(memory[ord(c)])
    return "".join(out)


@lru_cache(maxsize=50_000)
def _sound_out(word: str) -> tuple[int, ...]:
    """Units of one folded word."""
    script = _spelling("arabic" if _ARABIC.search(word) else "latin")
    units: list[int] = []
    for m in script.pattern.finditer(word):
        for number in script.units[(m.lastindex or 1) - 1]:
            # a letter written twice is one sound
            if not units or units[-1] != number or not _units[number].key:
                units.append(number)
    return tuple(units)


def _readings(word: str) -> tuple[tuple[int, ...], ...]:
    """Units of a word, first without an article written together with it where there may be one, then whole."""
    bare = [word[len(p) :] for p in _parts().prefixes if word.startswith(p) and len(word) >= len(p) + 2]
    words = [*bare, word] if _ARABIC.search(word) else [word, *(b for b in bare if len(b) > 3)]
    return tuple(dict.fromkeys(units for w in words if (units := _sound_out(w))))


@lru_cache(maxsize=20_000)
def tokens(name: str) -> tuple[Token, ...]:
    """Words of a name: articles are gone, letters spelled one by one are together."""
    import unicodedata

    name = _MARKS.sub("", _APOSTROPHES.sub("", _HUMP.sub(" ", unicodedata.normalize("NFC", name[:_NAME_LONGEST]))))
    raw = [piece for word in _WORD.findall(name) for piece in _cut(word)]
    return tuple(_join_letters([_token(*pair) for pair in raw]))


def _cut(word: str) -> Iterator[tuple[str, str]]:
    """A written word with its folded form; in two where a pattern of the tables says so."""
    folded = fold(word) if _ARABIC.search(word) else _plain(word)
    for pattern, instead in _parts().rewrites:
        folded = pattern.sub(instead, folded)
    for piece in _WORD.findall(folded):
        yield word if folded.endswith(piece) else piece, piece


def _token(written: str, word: str) -> Token:
    if word.isdecimal():
        return Token(str(int(word)), "number", (), (), str(int(word)))
    # folding makes one letter of two, one of which ends a word as another vowel
    readings = _readings(word[:-1] + _FINAL_ALEF if written.endswith(_FINAL_ALEF) else word)
    if (letters := _letter_names().get(word)) and _ARABIC.search(word):
        return Token(word, _role(word, "letter"), readings, (letters,), _sound_key(readings))
    if len(word) == 1:
        return Token(word, "letter", readings, (frozenset(word),), _sound_key(readings))
    if word.isascii() and len(word) <= _ACRONYM_LONGEST and (written.isupper() or not _VOWEL.search(word)):
        letters_of = tuple(map(frozenset, word))
        # a long word in capitals that can be spoken is spoken: NATO
        spoken = len(word) > 3 and _VOWEL.search(word)
        return Token(word, "word", readings, letters_of, _sound_key(readings) if spoken else _letter_key(letters_of))
    return Token(word, _role(word, "word"), readings, (), _sound_key(readings))


def _role(word: str, otherwise: str) -> str:
    parts = _parts()
    return "article" if word in parts.articles else "particle" if word in parts.particles else otherwise


def _sound_key(readings: tuple[tuple[int, ...], ...]) -> str:
    """Key letters of a word's first reading, without what only one script writes."""
    keys = "".join(_units[u].key for u in readings[0]) if readings else ""
    return _DOUBLE.sub(r"\1", _UNSTEADY.sub("", keys))


def _letter_key(letters: tuple[frozenset[str], ...]) -> str:
    return "".join(map(min, letters)).translate(_LETTER_CLASS)


def _join_letters(found: list[Token]) -> Iterator[Token]:
    """Runs of spelled letters become one acronym, a single one an initial; articles go, but for the last word."""
    if found and found[-1].role == "article":
        found[-1] = found[-1]._replace(role="word")
    kept = [t for t in found if t.role != "article"]
    run: list[Token] = []
    source = found if sum(len(t.letters) == 1 for t in found) > 1 else kept
    for token in [*source, None]:
        if token is not None and len(token.letters) == 1:
            run.append(token)
            continue
        yield from _close(run)
        run = []
        if token is not None and token.role != "article":
            yield token


def _close(run: list[Token]) -> Iterator[Token]:
    if len(run) > 1:
        text = "".join(t.text for t in run)
        letters = tuple(letter for t in run for letter in t.letters)
        yield Token(text, "acronym", (), letters, _letter_key(letters))
    for token in run if len(run) == 1 else ():
        yield token._replace(role="initial" if token.role == "letter" else token.role)


@lru_cache(maxsize=200_000)
def exchange(one: int, other: int) -> float:
    """Cost (0..1) of taking one unit for another: the cheapest pair of readings."""
    if one == other:
        return 0.0
    near, best = _sounds().near, 1.0
    for a, price_a in _units[one].sounds:
        for b, price_b in _units[other].sounds:
            step = 0.0 if a == b else near.get((a, b), 1.0)
            best = min(best, step + price_a + price_b)
    return best


@lru_cache(maxsize=100_000)
def distance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Cost of the cheapest alignment of two readings."""
    row = [0.0]
    for u in other:
        row.append(row[-1] + _units[u].drop)
    for u in one:
        drop, left, diagonal = _units[u].drop, row[0] + _units[u].drop, row[0]
        new = [left]
        for j, v in enumerate(other, 1):
            left = min(diagonal + exchange(u, v), row[j] + drop, left + _units[v].drop)
            diagonal = row[j]
            new.append(left)
        row = new
    return row[-1]


@lru_cache(maxsize=50_000)
def weight(reading: tuple[int, ...]) -> float:
    """How much a reading has to say: what it costs to leave all of it out."""
    return sum(_units[u].drop for u in reading) or 0.01


def first_sound(token: Token) -> int:
    """The first unit of a word that is not easily left out; the word has a reading."""
    reading = token.readings[-1]
    return next((u for u in reading if _units[u].drop > 0.03), reading[0])
