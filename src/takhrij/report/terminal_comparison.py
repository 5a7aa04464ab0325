"""The rows of the terminal report that tell what comparing with the sources gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.report import comparison as c
from takhrij.report.terminal import Row
from takhrij.report.visible import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from takhrij.model import Verdict
    from takhrij.report.strings import Strings
    from takhrij.report.view import View

LONGEST = 400  # letters of a passage that are shown
TONES = {"verbatim": "green", "not-checked": "dim", "not-found": "red"}


def rows(shown: View, strings: Strings) -> Iterator[Row]:
    """Counts by outcome, then every statement with its outcomes."""
    found = shown.analysis.verdicts
    yield Row((("\n", ""), (strings.say("counts-by-outcome"), "bold underline")))
    if not found:
        yield Row(((strings.say("nothing-compared"), "dim"),))
    for name, n in c.counts(shown):
        label = strings.say("outcome-count", n=n, name=strings.word("verdict", name))
        yield Row(((label, TONES.get(name, "yellow")),), indent=2)
    of = {s.attribution.id: s for s in shown.statements}
    before = None
    for v in found:
        if v.attribution != before:
            before = v.attribution
            s = of.get(v.attribution)
            yield Row((("\n", ""),))
            name = f"{s.number}  {shorten(s.name, 60)}" if s else strings.word("field", "title")
            yield Row(((name, "bold"),), indent=2)
            if s:
                yield Row(((strings.say("quote", text=shorten(s.quote, LONGEST)), "dim"),), indent=4)
        yield from outcome_rows(v, shown, strings, indent=4)


def outcome_rows(v: Verdict, shown: View, strings: Strings, indent: int) -> Iterator[Row]:
    """One outcome: verdict, source, both sides, changes, what was looked for."""
    head = c.outcome(v, strings)
    if v.verdict != "not-checked":
        head = strings.say("colon", name=strings.word("place", v.rule), value=head)
    yield Row((("▸ ", TONES.get(v.verdict, "yellow")), (head, TONES.get(v.verdict, "yellow"))), indent=indent, hang=2)
    if v.source and not c.is_about_page(v, shown):
        name = strings.join(c.source_parts(v.source, strings))
        yield Row(
            ((strings.say("colon", name=strings.say("compared-with"), value=name), ""),), indent=indent + 2, hang=2
        )
    if v.verdict not in ("not-checked", "not-found"):
        for pair in c.pairs(v, shown):
            yield _side(strings.say("here-words"), pair.here, strings, indent + 2)
            yield _side(strings.say("source-words-there"), pair.there, strings, indent + 2)
            if pair.others:
                yield Row(((strings.say("other-places", n=pair.others), "dim"),), indent=indent + 2)
    for line in c.change_lines(v, shown, strings):
        yield Row((("· ", "bold"), (line, "")), indent=indent + 2, hang=2)
    if v.verdict in ("not-checked", "not-found") and v.searched.terms:
        words = strings.say("colon", name=strings.say("look-for"), value=c.looked_for(v, strings))
        yield Row(((words, "dim"),), indent=indent + 2, hang=2)
    if v.next:
        yield Row(((strings.say("source-cites"), "yellow"),), indent=indent + 2)


def _side(label: str, side: tuple[c.Stretch, ...], strings: Strings, indent: int) -> Row:
    pieces = [(f"{label}: ", "bold")]
    for words, change in side:
        line = words if len(words) <= LONGEST else f"{words[: LONGEST // 2]} … {words[-LONGEST // 4 :]}"
        kept = " " + one_line(line) + " " if line.strip() else " "
        kept = kept[0 if line[:1].isspace() else 1 : None if line[-1:].isspace() else -1]
        pieces.append((strings.say("changed-words", text=kept), "bold yellow") if change is not None else (kept, ""))
    return Row(tuple(pieces), indent=indent, hang=2)
