"""The stage: for each statement that cites somebody, find the cited article and say what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from takhrij.model import Searched, Verdict
from takhrij.packs.loader import load
from takhrij.text.fold import fold
from takhrij.text.skeleton import same_name
from takhrij.text.tokens import WORD
from takhrij.verify.align import align
from takhrij.verify.index import SourceIndex
from takhrij.verify.inside import hardened, headline
from takhrij.verify.judge import NOT_FOUND, Judgement, judge
from takhrij.verify.outcome import as_verdict, rank
from takhrij.verify.retrieve import candidates, query
from takhrij.verify.sources import Sources
from takhrij.verify.statement import Statement, statements
from takhrij.verify.words import verify_words

if TYPE_CHECKING:
    from pathlib import Path

    from takhrij.model import Analysis, SourceRef, Span
    from takhrij.verify.retrieve import Query
    from takhrij.verify.sources import Shelf, Source
    from takhrij.verify.words import VerifyWords

_PART = re.compile(WORD)
FOUND = frozenset(("verbatim", "altered", "reordered", "stitched", "translation-candidate"))
DEPTH = 5  # sources of sources that are followed
ELSEWHERE = 0.34  # what of a translated sentence must agree in an article that is not cited


def verify(analysis: Analysis, archive: Shelf | None, *, packs: Path | None = None) -> tuple[Verdict, ...]:
    """Compare every statement of an article with the articles it cites.

    `archive` holds the stored articles; without one nothing but the page itself is compared, and each statement that
    cites somebody says what to look for. `packs` is a folder of own language packs. Raises ArchiveError where the
    archive cannot be read.
    """
    pack = load(analysis.article.language, packs)
    if pack is None:
        return ()
    words = verify_words(pack)
    own = SourceIndex(analysis.article.text, words)
    found = list(headline(analysis, own))
    if archive is None:
        found += [_not_supplied(s, analysis, own) for s in statements(analysis)]
    else:
        stage = _Stage(archive, packs)
        for s in statements(analysis):
            found += stage.check(s, analysis, own)
    found += hardened(analysis, own)
    return _numbered(found)


def _numbered(found: list[Verdict]) -> tuple[Verdict, ...]:
    """Ids in order; a verdict whose `next` is "+" goes on in the one after it."""
    return tuple(structs.replace(v, id=f"V{n}", next=f"V{n + 1}" if v.next else None) for n, v in enumerate(found, 1))


def _unchecked(statement: Statement, reason: str, searched: Searched = Searched()) -> Verdict:  # noqa: B008 - frozen
    return Verdict(
        id="",
        attribution=statement.attribution.id,
        verdict="not-checked",
        reason=reason,
        searched=searched,
        rule="verify.scope",
    )


def _not_supplied(statement: Statement, analysis: Analysis, own: SourceIndex) -> Verdict:
    """What to look for, where there is no archive to look in."""
    if not statement.cites:
        return _unchecked(statement, "no-source-named")
    wanted = query(statement, analysis, own)
    dates = statement.dates or _dates_beside(statement, analysis) or wanted.dates
    return _unchecked(statement, "source-not-supplied", Searched(terms=wanted.terms, dates=dates))


def _dates_beside(statement: Statement, analysis: Analysis) -> tuple[str, ...]:
    """The dates with a year that stand in a statement or its paragraph."""
    a, article = statement.attribution, analysis.article
    near = next((p for p in article.paragraphs if p.start <= a.start < p.end), None)
    found = [
        d for d in analysis.dates if d.value and not d.value.startswith("X") and (near is None or near.meets(d.span))
    ]
    inside = [d.value for d in found if a.start <= d.span.start < a.end]
    return tuple(dict.fromkeys(v for v in inside or [d.value for d in found] if v))


class _Compared(NamedTuple):
    """A source and what comparing with it gave."""

    source: Source
    judged: Judgement


class _Stage:
    """Checks statements against one archive."""

    def __init__(self, shelf: Shelf, packs: Path | None) -> None:
        self.sources = Sources(shelf, packs)

    def check(
        self,
        statement: Statement,
        analysis: Analysis,
        own: SourceIndex,
        *,
        citing: SourceRef | None = None,
        seen: frozenset[str] = frozenset(),
    ) -> list[Verdict]:
        """The verdict for one statement, then those of the sources its source cites, then of earlier appearances."""
        if not statement.cites:
            return [_unchecked(statement, "no-source-named")]
        wanted = query(statement, analysis, own)
        near = [c for c in candidates(self.sources.shelf, wanted, analysis.article) if c.entry not in seen]
        searched = Searched(articles=len(near), terms=wanted.terms, dates=wanted.dates)
        if not near:
            return [_unchecked(statement, "source-not-in-archive", searched)]
        compared = sorted(
            (_Compared(s, self._compare(statement, s, own.words)) for s in map(self.sources.source, near)),
            key=lambda c: rank(c.judged),
        )
        best, rule = _chosen(compared, [c for c in compared if self._is_cited(c.source, wanted)], wanted)
        if best is None:
            return [_unchecked(statement, "source-not-in-archive", searched)]
        out = [self._verdict(statement, best, searched, rule, citing)]
        if best.judged.verdict in FOUND:
            onward = self._onward(statement, best, seen | {best.source.entry}) if len(seen) < DEPTH else []
            if onward:
                out[0] = structs.replace(out[0], next="+")
                out += onward
            if not seen:
                out += self._earlier(statement, best, compared, searched, {v.source.article for v in out if v.source})
        return out

    def _is_cited(self, source: Source, wanted: Query) -> bool:
        """Tell whether an article is of an outlet that is cited, by its id or its name in any script."""
        if source.outlet_id in wanted.outlets:
            return True
        words = self.sources.words(source.article.language)
        names = [n for n in (source.article.outlet or "").split() if words is None or not words.is_common(fold(n))]
        return any(same_name(n, other) for n in names for whole in wanted.names for other in _PART.findall(whole))

    def _compare(self, statement: Statement, source: Source, words: VerifyWords) -> Judgement:
        if source.indexed is None:
            return NOT_FOUND
        if source.indexed.words is words:
            said = statement.attribution
            held_back = bool(said.hedges) or said.stance in {"alleges", "doubts", "asks"}
            found = align(statement.words.text, source.indexed)
            return judge(found, quoted=statement.words.quoted, reserved=held_back)
        from takhrij.verify.translation import compare_with

        other = self.sources.foreign(source, words.language)
        return compare_with(statement.words, words.language, other, self.sources.packs) if other else NOT_FOUND

    @staticmethod
    def _verdict(
        statement: Statement, one: _Compared, searched: Searched, rule: str, citing: SourceRef | None = None
    ) -> Verdict:
        missing = one.judged.verdict == "not-found"
        return as_verdict(
            "",
            statement.attribution.id,
            one.judged,
            statement.words,
            source=None if missing else one.source.ref,
            text=one.source.article.text,
            searched=searched,
            rule=rule,
            citing=citing,
        )

    def _onward(self, statement: Statement, one: _Compared, seen: frozenset[str]) -> list[Verdict]:
        """Follow the source: where it only cites for these words, compare with what it cites."""
        traced = self.sources.traced(one.source)
        if traced is None or one.source.indexed is None:
            return []
        places = [p.source_span for p in one.judged.passages]
        held = [s for s in statements(traced) if s.outlets and _meets(s, places)]
        if not held:
            return []
        inner = min(held, key=lambda s: sum(c.end - c.start for c in s.attribution.content))
        inner = inner._replace(attribution=structs.replace(inner.attribution, id=statement.attribution.id))
        return self.check(inner, traced, one.source.indexed, citing=one.source.ref, seen=seen)

    def _earlier(
        self, statement: Statement, best: _Compared, compared: list[_Compared], searched: Searched, told: set[str]
    ) -> list[Verdict]:
        """The earliest other article that has the words before the one the page names."""
        day = best.source.article.published
        before = [
            c
            for c in compared
            if _stands(c)
            and c.source.entry not in told
            and day
            and c.source.article.published
            and c.source.article.published[: len(day)] < day[: len(c.source.article.published)]
        ]
        if not before:
            return []
        first = min(before, key=lambda c: (c.source.article.published or "", rank(c.judged)))
        return [self._verdict(statement, first, searched, "verify.earlier")]


def _chosen(compared: list[_Compared], cited: list[_Compared], wanted: Query) -> tuple[_Compared | None, str]:
    """The best source: of the outlets that are cited where they have the words, else wherever these stand."""
    elsewhere = next((c for c in compared if _stands(c)), None)
    if cited and (cited[0].judged.verdict in FOUND or elsewhere is None):
        return cited[0], "verify.cited"
    if elsewhere is not None:
        return elsewhere, "verify.elsewhere" if wanted.names else "verify.words"
    return (None, "") if wanted.names else (_weakened(compared[0]), "verify.words")


def _stands(c: _Compared) -> bool:
    """Tell whether the words stand in an article though it is not cited; across languages more must agree."""
    return c.judged.verdict in FOUND and (c.judged.verdict != "translation-candidate" or c.judged.share >= ELSEWHERE)


def _weakened(c: _Compared) -> _Compared:
    """A comparison whose translation is too doubtful to be told, as nothing found."""
    return c._replace(judged=NOT_FOUND) if c.judged.verdict == "translation-candidate" else c


def _meets(statement: Statement, places: list[Span]) -> bool:
    return any(c.meets(p) for c in statement.attribution.content for p in places)
