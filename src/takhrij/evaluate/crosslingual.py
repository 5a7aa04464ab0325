"""Measure the search for the original of a sentence across languages, and the changed numbers found.

Rank: gold lines are `{"id", "en": [sentences], "ar": [sentences], "pool": [other ids]}`, sentence i translates
sentence i; a prediction is `{"id", "query": i, "ranked": [[id, j], ...]}`. The ranker is given the query and the
sentences of the pool, shuffled: no ids, no positions, no neighbours. `aligned` is another figure beside it: whole
documents laid along one another.

Drift: gold lines are `{"id", "en", "ar", "changed": null | {"span", "kind"}}`, where one number of the English side was
changed; a prediction is `{"id", "drift": [{"kind", "span"}]}` with offsets into the English side.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from takhrij.errors import GoldError
from takhrij.evaluate.attributions import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_KEPT = 20  # places of a ranking that are written
_SEED = 1  # of the order in which the sentences of a pool are given
T = TypeVar("T")


class Translated(Struct, kw_only=True):
    """A document in both languages and the documents searched with it."""

    id: str
    en: tuple[str, ...]
    ar: tuple[str, ...]
    pool: tuple[str, ...] = ()


class Ranking(Struct, kw_only=True):
    """Where a sentence was looked for: documents and numbers of sentences, best first."""

    id: str
    query: int
    ranked: tuple[tuple[str, int], ...] = ()


class Changed(Struct, kw_only=True):
    """The number that was changed."""

    span: tuple[int, int]
    kind: str = ""


class Couple(Struct, kw_only=True):
    """A sentence and its counterpart, with the change made to it."""

    id: str
    en: str
    ar: str
    changed: Changed | None = None


class Found(Struct, kw_only=True):
    """A difference that was found."""

    kind: str = "number"
    span: tuple[int, int]


class Drift(Struct, kw_only=True):
    """The differences found in one pair."""

    id: str
    drift: tuple[Found, ...] = ()


def load(path: Path, kind: type[T]) -> list[T]:
    """Lines of a file. Raises GoldError naming the line that is not whole."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as e:
        raise GoldError("unreadable-file", f"{path} cannot be read: {e.strerror}", "Check the path.") from e
    decoder, found = msgspec.json.Decoder(kind), []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as e:
            raise GoldError("malformed-gold", f"{path}:{number}: {e}", "Write one JSON object a line.") from e
    return found


def write(path: Path, rows: Iterable[Struct]) -> None:
    """Write predictions, one a line."""
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def rank(gold: list[Translated]) -> Iterator[Ranking]:
    """Look for every sentence among the shuffled sentences of its pool."""
    from takhrij.verify.crosslingual import Pool

    documents = {d.id: d for d in gold}
    for document in gold:
        places = [(name, j) for name in (document.id, *document.pool) for j in range(len(documents[name].en))]
        random.Random(_SEED).shuffle(places)  # noqa: S311 - an order, not a secret
        pool = Pool([documents[name].en[j] for name, j in places], "en", "ar")
        for i, query in enumerate(document.ar):
            ranked = tuple(places[r.index] for r in pool.rank(query)[:_KEPT])
            yield Ranking(id=document.id, query=i, ranked=ranked)


def score_rank(gold: list[Translated], predicted: Iterable[Ranking]) -> dict[str, Any]:
    """Right sentence first, among the first five, and the mean reciprocal rank; a missing query scores nothing."""
    documents = {d.id: d for d in gold}
    given = {(p.id, p.query): p.ranked for p in predicted}
    n: Counter[str] = Counter()
    reciprocal = 0.0
    for document in gold:
        for i, wanted in enumerate(document.en):
            ranked = given.get((document.id, i))
            n["queries"] += 1
            n["missing"] += ranked is None
            place = _place(ranked or (), wanted, documents)
            if place:
                n["first"] += place == 1
                n["five"] += place <= 5
                reciprocal += 1 / place
    queries = n["queries"]
    return {
        "queries": queries,
        "missing": n["missing"],
        "r@1": share(n["first"], queries),
        "r@5": share(n["five"], queries),
        "mrr": reciprocal / queries if queries else 0.0,
    }


def _place(ranked: Iterable[tuple[str, int]], wanted: str, documents: dict[str, Translated]) -> int:
    """At which place the right sentence stands, 0 where it does not."""
    for place, (name, j) in enumerate(ranked, 1):
        if name not in documents or not 0 <= j < len(documents[name].en):
            raise GoldError("unknown-sentence", f"{name} {j} is not in the gold", "Rank sentences of the gold.")
        if documents[name].en[j] == wanted:
            return place
    return 0


def score_aligned(gold: list[Translated]) -> dict[str, Any]:
    """Sentences whose counterpart is found when the two whole documents are laid along one another."""
    from takhrij.verify.crosslingual import align_document

    n: Counter[str] = Counter()
    for document in gold:
        pairs = align_document(document.ar, document.en)
        n["gold"] += len(document.ar)
        n["pairs"] += len(pairs)
        n["right"] += sum(i == j for i, j, _ in pairs)
    return {"sentences": n["gold"], "found": share(n["right"], n["gold"]), "right": share(n["right"], n["pairs"])}


def find_drift(gold: list[Couple]) -> Iterator[Drift]:
    """The differences of every pair."""
    from takhrij.verify.crosslingual import drift

    for couple in gold:
        spans = ((c.kind, c.source_span) for c in drift(couple.ar, couple.en))
        found = tuple(Found(kind=kind, span=(span.start, span.end)) for kind, span in spans if span)
        yield Drift(id=couple.id, drift=found)


def score_drift(gold: list[Couple], predicted: Iterable[Drift]) -> dict[str, Any]:
    """Changed numbers found by kind, and pairs without a change in which one was found."""
    given = {p.id: [f for f in p.drift if f.kind == "number"] for p in predicted}
    n: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for couple in gold:
        got = given.get(couple.id, [])
        n["missing"] += couple.id not in given
        if couple.changed is None:
            n["untouched"] += 1
            n["alarms"] += bool(got)
            continue
        start, end = couple.changed.span
        hit = any(f.span[0] < end and start < f.span[1] for f in got)
        n["altered"] += 1
        n["found"] += hit
        kinds[couple.changed.kind] += 1
        found[couple.changed.kind] += hit
    return {
        "altered": n["altered"],
        "untouched": n["untouched"],
        "missing": n["missing"],
        "found": share(n["found"], n["altered"]),
        "false_alarms": share(n["alarms"], n["untouched"]),
        "by_kind": {k: {"n": count, "found": share(found[k], count)} for k, count in kinds.most_common()},
    }
