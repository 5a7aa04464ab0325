"""Score comparisons of quotations with sources.

Gold has one case a line: `{"id", "lang", "kind", "source", "content", "verdict", "accept", "changes", "place",
"places"}`. `kind` is the class of the case, `accept` the verdicts that are right where there are several, `places` all
places that are equally good (for a stitched quotation: all its pieces). A change is `{"kind", "accept", "strength",
"permitted", "content_span", "source_span"}`, a place `[start, end]` in the source; a span of a change counts from the
start of the quotation, or of the source.

Predictions are `{"id", "verdict", "changes", "place", "places"}`; a change without spans may carry `content_text` and
`source_text`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from takhrij.errors import GoldError
from takhrij.evaluate.attributions import share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

Pair = tuple[int, int]
GRADED = frozenset(("word", "hedge", "strength"))  # what a graded pair may be called: the classes overlap
PLACED = 0.5  # a place is right where it overlaps so much, as share of both together


class Difference(Struct, kw_only=True):
    """One change, as gold or as predicted."""

    kind: str
    accept: tuple[str, ...] = ()
    strength: str | None = None
    permitted: bool = False
    content_span: Pair | None = None
    source_span: Pair | None = None
    content_text: str | None = None
    source_text: str | None = None


class Case(Struct, kw_only=True):
    """One quotation that is laid beside its source, with what is right about it."""

    id: str
    lang: str
    kind: str
    source: str
    content: str
    verdict: str
    accept: tuple[str, ...] = ()
    changes: tuple[Difference, ...] = ()
    place: Pair | None = None
    places: tuple[Pair, ...] = ()
    scale_words: bool = False

    @property
    def right(self) -> tuple[str, ...]:
        """All verdicts that are right."""
        return self.accept or (self.verdict,)

    @property
    def facts(self) -> tuple[Difference, ...]:
        """The changes that are not permitted."""
        return tuple(change for change in self.changes if not change.permitted)


class Outcome(Struct, kw_only=True):
    """What a program says about a case."""

    id: str
    verdict: str
    changes: tuple[Difference, ...] = ()
    place: Pair | None = None
    places: tuple[Pair, ...] = ()


Line = TypeVar("Line", Case, Outcome)


def load(path: Path, kind: type[Line]) -> dict[str, Line]:
    """Read cases or predictions by id. Raises `GoldError`."""
    decoder = msgspec.json.Decoder(kind)
    found: dict[str, Line] = {}
    try:
        lines = path.read_bytes().splitlines()
    except OSError as e:
        raise GoldError("unreadable-file", f"{path} cannot be read: {e}", "Give a JSON Lines file.") from e
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = decoder.decode(line)
        except msgspec.MsgspecError as e:
            raise GoldError("malformed-gold", f"{path}: line {number}: {e}", "Give one case a line.") from e
        if case.id in found:
            raise GoldError("malformed-gold", f"{path}: {case.id} stands there twice", "Give every id once.")
        found[case.id] = case
    return found


def score(gold: dict[str, Case], predicted: dict[str, Outcome]) -> dict[str, Any]:
    """Every figure. A case without prediction counts as wrong; its class and language are those of the gold."""
    nothing = {name: Outcome(id=name, verdict="missing") for name in gold}
    pairs = [(case, predicted.get(name, nothing[name])) for name, case in gold.items()]
    false = [case.id for case, told in pairs if told.verdict == "verbatim" and "verbatim" not in case.right]
    return {
        "cases": len(gold),
        "missing": len(gold.keys() - predicted.keys()),
        "unknown": len(predicted.keys() - gold.keys()),
        "right": _right(pairs),
        "by_kind": _by(pairs, lambda case: case.kind),
        "by_lang": _by(pairs, lambda case: case.lang),
        "by_verdict": _by(pairs, lambda case: case.verdict),
        "confused": _confused(pairs),
        "false_verbatim": {
            "n": sum("verbatim" not in case.right for case, _ in pairs),
            "count": len(false),
            "ids": false,
        },
        "changes": _changes(pairs),
        "strength": _strength(pairs),
        "place": _places(pairs),
    }


def _right(pairs: Iterable[tuple[Case, Outcome]]) -> float:
    verdicts = [told.verdict in case.right for case, told in pairs]
    return share(sum(verdicts), len(verdicts))


def _by(pairs: list[tuple[Case, Outcome]], key: Callable[[Case], str]) -> dict[str, dict[str, float]]:
    groups: dict[str, list[tuple[Case, Outcome]]] = defaultdict(list)
    for case, told in pairs:
        groups[key(case)].append((case, told))
    return {name: {"n": len(group), "right": _right(group)} for name, group in sorted(groups.items())}


def _confused(pairs: list[tuple[Case, Outcome]]) -> dict[str, int]:
    """How often one verdict was given for another, most frequent first."""
    n = Counter(f"{case.verdict} > {told.verdict}" for case, told in pairs if told.verdict not in case.right)
    return dict(n.most_common())


def _changes(pairs: list[tuple[Case, Outcome]]) -> dict[str, Any]:
    """Changed facts of altered quotations: found at their place, and found there with the right kind.

    `extra` is the share of verbatim and altered cases with a change, permitted ones apart, where gold has none.
    """
    n: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for case, told in pairs:
        if case.verdict in ("verbatim", "altered"):
            n["plain"] += 1
            n["extra"] += any(_is_extra(change, case) for change in told.changes)
        if case.verdict != "altered":
            continue
        for fact in case.facts:
            met = [change for change in told.changes if _meet(fact, change)]
            typed = any(change.kind in _kinds(fact) for change in met)
            for counted in (n, kinds[fact.kind]):
                counted["n"] += 1
                counted["found"] += bool(met)
                counted["typed"] += typed
    by = {
        kind: {"n": k["n"], "found": share(k["found"], k["n"]), "typed": share(k["typed"], k["n"])}
        for kind, k in sorted(kinds.items())
    }
    return {
        "n": n["n"],
        "found": share(n["found"], n["n"]),
        "typed": share(n["typed"], n["n"]),
        "extra": share(n["extra"], n["plain"]),
        "by_kind": by,
    }


def _is_extra(change: Difference, case: Case) -> bool:
    return change.kind != "edit" and not change.permitted and not any(_meet(known, change) for known in case.changes)


def _kinds(fact: Difference) -> frozenset[str]:
    kinds = {fact.kind, *fact.accept}
    return GRADED | kinds if fact.strength and kinds & GRADED else frozenset(kinds)


def _strength(pairs: list[tuple[Case, Outcome]]) -> dict[str, float]:
    """Graded words: told with the right direction at their place; the same for hedges; and false alarms.

    A false alarm is a verbatim or altered case without any graded change for which one is told.
    """
    n: Counter[str] = Counter()
    for case, told in pairs:
        alarms = [change for change in told.changes if change.strength and not change.permitted]
        graded = [fact for fact in case.facts if fact.strength]
        if not graded and case.verdict in ("verbatim", "altered"):
            n["plain"] += 1
            n["false"] += bool(alarms)
        for fact in graded if case.verdict == "altered" else ():
            part = "words" if case.scale_words else "others"
            told_so = {change.strength for change in alarms if _meet(fact, change)}
            n[part] += 1
            n[f"{part} found"] += fact.strength in told_so
            n[f"{part} reversed"] += bool(told_so) and fact.strength not in told_so
    return {
        "n": n["words"],
        "found": share(n["words found"], n["words"]),
        "reversed": share(n["words reversed"], n["words"]),
        "others_n": n["others"],
        "others_found": share(n["others found"], n["others"]),
        "plain": n["plain"],
        "false_alarms": share(n["false"], n["plain"]),
    }


def _meet(fact: Difference, change: Difference) -> bool:
    """Whether a predicted change stands at the place of a gold one, in the quotation or in the source."""
    spans = ((fact.content_span, change.content_span), (fact.source_span, change.source_span))
    known = [(a, b) for a, b in spans if a is not None and b is not None]
    if known:
        return any(_touch(a, b) for a, b in known)
    texts = ((fact.content_text, change.content_text), (fact.source_text, change.source_text))
    return any(set(a.casefold().split()) & set(b.casefold().split()) for a, b in texts if a and b)


def _touch(a: Pair, b: Pair) -> bool:
    """Whether two spans share a character; an empty span (nothing stands there) also where it is next to the other."""
    if a[0] == a[1] or b[0] == b[1]:
        return min(a[1], b[1]) + 1 >= max(a[0], b[0])
    return min(a[1], b[1]) > max(a[0], b[0])


def _places(pairs: list[tuple[Case, Outcome]]) -> dict[str, float]:
    """Places of cases that have one: share told, overlap with the best (stitched: with all pieces), share above a half.

    `all_of_several`: of the cases with several equally good places, the share where all were told.
    """
    n: Counter[str] = Counter()
    total = 0.0
    for case, told in pairs:
        if case.place is None or case.verdict not in ("verbatim", "altered", "reordered", "stitched"):
            continue
        good = case.places or (case.place,)
        given = told.places or ((told.place,) if told.place else ())
        if case.verdict == "stitched":
            overlap = sum(max((_overlap(piece, g) for g in given), default=0.0) for piece in good) / len(good)
        else:
            overlap = max((_overlap(a, b) for a in good for b in given), default=0.0)
            if len(good) > 1:
                n["several"] += 1
                n["all"] += all(any(_overlap(a, b) >= PLACED for b in given) for a in good)
        n["n"] += 1
        n["told"] += bool(given)
        n["right"] += overlap >= PLACED
        total += overlap
    return {
        "n": n["n"],
        "told": share(n["told"], n["n"]),
        "overlap": share(total, n["n"]),
        "right": share(n["right"], n["n"]),
        "several": n["several"],
        "all_of_several": share(n["all"], n["several"]),
    }


def _overlap(a: Pair, b: Pair) -> float:
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return share(common, max(a[1], b[1]) - min(a[0], b[0])) if common else 0.0
