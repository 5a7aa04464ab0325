"""What comparing with the sources gave, prepared for showing: counts, places side by side, changed words marked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from takhrij.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from takhrij.model import Passage, SourceRef, Verdict
    from takhrij.report.strings import Strings
    from takhrij.report.view import View

TITLE = "title"


class Stretch(NamedTuple):
    """Words of one side; `change` is the number of the change they belong to, None where nothing differs."""

    words: str
    change: int | None


class Pair(NamedTuple):
    """One place, both sides; `others` is how many places of the source are as good."""

    here: tuple[Stretch, ...]
    there: tuple[Stretch, ...]
    others: int


def counts(shown: View) -> list[tuple[str, int]]:
    """Verdicts with how often each was given, most often first, those not checked last."""
    found = Counter(v.verdict for v in shown.analysis.verdicts)
    return sorted(found.items(), key=lambda n: (n[0] == "not-checked", -n[1], n[0]))


def text_of(v: Verdict, shown: View) -> str:
    """The text that the spans of the quotation refer to."""
    title = shown.analysis.article.title
    of_title = v.attribution == TITLE or v.attribution in {s.attribution.id for s in shown.of_title if s.verdicts}
    return title if of_title else shown.analysis.article.text


def pairs(v: Verdict, shown: View) -> list[Pair]:
    """The places of a verdict side by side; equally good ones are counted."""
    groups: dict[tuple[int, int], list[Passage]] = {}
    for p in v.passages:
        groups.setdefault(p.content_span, []).append(p)
    text = text_of(v, shown)
    out = []
    for (start, end), found in groups.items():
        first = found[0]
        here = first.content_text if first.content_text is not None else text[start:end]
        there = first.source_text or ""
        out.append(
            Pair(
                here=_cut(here, start, [(n, c.content_span) for n, c in enumerate(v.changes)]),
                there=_cut(there, first.source_span.start, [(n, c.source_span) for n, c in enumerate(v.changes)]),
                others=len(found) - 1,
            )
        )
    return out


def _cut(words: str, start: int, marks: Iterable[tuple[int, tuple[int, int] | None]]) -> tuple[Stretch, ...]:
    """Words cut where changes begin and end; `start` is where they begin in their text."""
    out, at = [], 0
    for number, span in sorted((m for m in marks if m[1] is not None), key=lambda m: m[1] or (0, 0)):
        assert span is not None  # noqa: S101 - left out above
        low, high = max(span[0] - start, at), min(span[1] - start, len(words))
        if low >= high:
            continue
        if low > at:
            out.append(Stretch(words[at:low], None))
        out.append(Stretch(words[low:high], number))
        at = high
    if at < len(words):
        out.append(Stretch(words[at:], None))
    return tuple(out)


def change_lines(v: Verdict, shown: View, strings: Strings) -> list[str]:
    """Each change in a line: its kind, the words here and in the source, stronger or weaker."""
    text = text_of(v, shown)
    out = []
    for c in v.changes:
        here = _words(c.content_span, text, v, source=False)
        there = _words(c.source_span, text, v, source=True)
        key = "change-both" if here and there else "change-here" if here else "change-there"
        kind = strings.word("change", c.kind)
        if c.strength:
            kind = strings.join([kind, strings.word("strength", c.strength)])
        out.append(strings.say(key, kind=kind, here=here, there=there))
    return out


def _words(span: tuple[int, int] | None, text: str, v: Verdict, *, source: bool) -> str:
    """The words at a span of either side, from the passage that holds it."""
    if span is None:
        return ""
    if not source and not v.citing:
        return one_line(text[span[0] : span[1]])
    for p in v.passages:
        start, end = p.source_span if source else p.content_span
        held = p.source_text if source else p.content_text
        if held and start <= span[0] and span[1] <= end:
            return one_line(held[span[0] - start : span[1] - start])
    return ""


def outcome(v: Verdict, strings: Strings) -> str:
    """The verdict with its reason; of what was not checked only the reason."""
    reason = strings.word("outcome", v.reason)
    if v.verdict == "not-checked" or v.reason == "hardened-here":
        return reason
    return f"{strings.word('verdict', v.verdict)} ({reason})"


def source_parts(ref: SourceRef, strings: Strings) -> list[str]:
    """What a reader knows a source by: outlet, title, date, else its address or id."""
    parts = [one_line(p) for p in (ref.outlet, ref.title) if p]
    if ref.published:
        parts.append(strings.date(ref.published))
    return parts or [one_line(ref.url or ref.article)]


def looked_for(v: Verdict, strings: Strings) -> str:
    """Terms and dates of a search in one line."""
    dates = [strings.date(d) for d in v.searched.dates]
    return strings.join([one_line(t) for t in v.searched.terms] + dates)


def is_about_page(v: Verdict, shown: View) -> bool:
    """Tell whether the page was compared with itself."""
    return v.source is not None and v.source.article == shown.analysis.article.id
