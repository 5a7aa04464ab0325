"""The report as Markdown: text a person can paste into a story draft and edit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from takhrij.report import comparison
from takhrij.report.markup import safe_link
from takhrij.report.phrases import chain_line, summary_text
from takhrij.report.strings import interface_for
from takhrij.report.timeline import timeline
from takhrij.report.view import role_of, shared_origins, view
from takhrij.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from takhrij.model import Analysis, Verdict
    from takhrij.report.strings import Strings
    from takhrij.report.view import Statement, View

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_OPENS_BLOCK = re.compile(r"^(\s*)([-+#=]|\d+[.)])")


def render_markdown(analysis: Analysis, *, interface: str | None = None) -> str:
    """Headings, sources, statements with their chains, and what else was found. Words of the article are escaped."""
    strings = interface_for(analysis.article.language, interface)
    shown = view(analysis, strings)
    parts = [
        *_head(shown, strings), *_sources(shown, strings), *_statements(shown, strings), *_shared(shown, strings),
        *_times(shown, strings), *_own(shown, strings), *_notes(shown, strings), *_foot(shown, strings),
    ]  # fmt: skip
    return "\n".join(parts).rstrip() + "\n"


def escape(text: str) -> str:
    """One line of text in which nothing is Markdown or HTML."""
    line = _SPECIAL.sub(r"\\\1", one_line(text)).replace("&", "&amp;")
    return _OPENS_BLOCK.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", line)


def code(text: str) -> str:
    """A stable word (rule, code) in a code span."""
    return f"`{one_line(text).replace('`', ' ')}`"


def _head(shown: View, strings: Strings) -> Iterator[str]:
    article = shown.analysis.article
    yield f"# {escape(article.title) or strings.say('untitled')}"
    facts = [escape(article.outlet)] if article.outlet else []
    if article.bylines:
        facts.append(strings.say("byline", names=strings.join([escape(b) for b in article.bylines])))
    facts.append(
        strings.say("published", date=escape(strings.date(article.published)))
        if article.published
        else strings.say("no-date")
    )
    yield f"\n{' · '.join(facts)}"
    address = safe_link(article.canonical_url) or safe_link(article.url)
    if address:
        yield f"\n{escape(address)}"
    yield f"\n{summary_text(shown, strings)} {strings.say('markdown-note')}"


def _heading(strings: Strings, key: str) -> str:
    return f"\n## {strings.say(key)}\n"


def _sources(shown: View, strings: Strings) -> Iterator[str]:
    if shown.speakers:
        yield _heading(strings, "sources")
    for s in shown.speakers:
        kind = strings.word("kind", s.entity.kind) if s.entity else strings.word("class", s.source_class)
        said = role_of(s.entity)
        role = strings.comma + escape(said) if said else ""
        yield f"- **{escape(s.name)}**{role} ({kind}): {len(s.statements)} ({strings.depths(s.depths)})"


def _statements(shown: View, strings: Strings) -> Iterator[str]:
    yield _heading(strings, "statements")
    if not shown.statements:
        yield strings.say("no-statements")
    for s in shown.statements:
        yield from _statement(s, shown, strings)


def _statement(s: Statement, shown: View, strings: Strings) -> Iterator[str]:
    a = s.attribution
    facts = [strings.word("stance", a.stance), strings.word("form", a.type)]
    if s.named and a.speaker_from == "inferred":
        facts.append(strings.say("inferred-speaker"))
    if s.in_title:
        facts.append(strings.say("in-title"))
    if s.parent is not None:
        facts.append(f"{strings.say('within')} {shown.statements[s.parent].number}")
    quote = strings.say("quote", text=escape(s.quote)) if a.type == "direct" else escape(s.quote)
    yield f"- **{s.number}. {escape(s.name)}** ({strings.join(facts)}): {quote}"
    if s.chain:
        yield f"  - {strings.say('colon', name=strings.say('chain'), value=escape(chain_line(s.steps, strings)))}"
    if s.chain and s.chain.flags:
        flags = strings.join([escape(strings.word("flag", f)) for f in s.chain.flags])
        yield f"  - {strings.say('colon', name=strings.say('flags'), value=flags)}"
    words = (
        [strings.say("colon", name=strings.say("cue"), value=strings.say("quote", text=escape(s.words(a.cue))))]
        if a.cue
        else []
    )
    if a.hedges:
        words.append(
            strings.say("colon", name=strings.say("hedges"), value=strings.say("quote", text=escape(s.words(a.hedges))))
        )
    words.append(strings.say("colon", name=strings.say("confidence"), value=strings.percent(a.confidence)))
    words.append(strings.say("colon", name=strings.say("rule"), value=code(a.rule)))
    yield f"  - {' · '.join(words)}"
    for v in s.verdicts:
        yield from _outcome(v, shown, strings)


def _outcome(v: Verdict, shown: View, strings: Strings) -> Iterator[str]:
    outcome = escape(comparison.outcome(v, strings))
    yield f"  - {strings.say('colon', name=strings.say('comparison'), value=outcome)}"
    if v.source and not comparison.is_about_page(v, shown):
        name = escape(strings.join(comparison.source_parts(v.source, strings)))
        yield f"    - {strings.say('colon', name=strings.say('compared-with'), value=name)}"
    if v.verdict not in ("not-checked", "not-found"):
        for pair in comparison.pairs(v, shown):
            words = escape("".join(s.words for s in pair.there))
            if words:
                there = strings.say("quote", text=words)
                yield f"    - {strings.say('colon', name=strings.say('source-words-there'), value=there)}"
    for line in comparison.change_lines(v, shown, strings):
        yield f"    - {escape(line)}"
    if v.verdict == "not-checked" and v.searched.terms:
        looked = escape(comparison.looked_for(v, strings))
        yield f"    - {strings.say('colon', name=strings.say('look-for'), value=looked)}"


def _shared(shown: View, strings: Strings) -> Iterator[str]:
    groups = shared_origins(shown)
    if groups:
        yield _heading(strings, "shared")
        yield strings.say("intro-shared") + "\n"
    for where, found in groups:
        numbers = strings.join([s.number for s in found])
        yield f"- {strings.say('colon', name=escape(where), value=numbers) if where else numbers}"


def _times(shown: View, strings: Strings) -> Iterator[str]:
    rows = timeline(shown, strings)
    if rows:
        yield _heading(strings, "timeline")
    clocks = {"event": "happened", "report": "reported", "unknown": "unclear"}
    for row in rows:
        for item in row.items:
            notes = [n for n in (item.inferred, item.original) if n]
            tail = f" ({escape(strings.join(notes))})" if notes else ""
            yield f"- **{escape(row.shown)}** · {strings.say(clocks[item.clock])}: {escape(item.words)}{tail}"


def _own(shown: View, strings: Strings) -> Iterator[str]:
    found = shown.needing_source()
    if found:
        yield _heading(strings, "own-voice")
        yield strings.say("intro-own") + "\n"
    text = shown.analysis.article.text
    for _, span, need, reasons in found:
        why = strings.join([escape(strings.word("reason", r)) for r in reasons])
        yield f"- {strings.percent(need)}{f' ({why})' if why else ''}: {escape(text[span.start : span.end])}"


def _notes(shown: View, strings: Strings) -> Iterator[str]:
    if shown.analysis.republication:
        yield _heading(strings, "republication")
    for n in shown.analysis.republication:
        facts = [strings.date(n.date)] if n.date else []
        if n.by:
            facts.append(strings.say("byline", names=n.by))
        if n.language:
            facts.append(strings.word("language", n.language))
        name = n.name or strings.say("unknown-place")
        line = strings.say("republished-by", kind=strings.word("republication", n.kind), name=name)
        yield f"- {escape(strings.join([line, *facts]))}"
    if shown.analysis.warnings:
        yield _heading(strings, "warnings")
    for w in shown.analysis.warnings:
        known = strings.knows("warning", w.code)
        said = [strings.word("warning", w.code) if known else "", escape(strings.detail(w)), f"({code(w.code)})"]
        yield f"- {' '.join(filter(None, said))}"


def _foot(shown: View, strings: Strings) -> Iterator[str]:
    engine = shown.analysis.engine
    packs = strings.join([f"{k} {v}" for k, v in sorted(engine.packs.items())]) or strings.say("none")
    yield f"\n---\n\n{escape(strings.say('made-by', version=engine.version, packs=packs))}"
