"""What every report shows, worked out once: numbered statements, speakers, chain depths, shares."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from takhrij.model import Analysis, Attribution, Chain, Entity, Span, Spans, Verdict
from takhrij.report.visible import one_line, shorten
from takhrij.text.fold import fold

if TYPE_CHECKING:
    from takhrij.report.strings import Strings

TONES = 8
STROKES = 5


class Step(Struct, frozen=True, kw_only=True):
    """A link of a chain as shown.

    `key` is the same for links of the same entity; `named` is False where `name` is the program's words.
    """

    key: str
    name: str
    named: bool
    nameless: bool
    act: str
    date: str | None


class Statement(Struct, frozen=True, kw_only=True):
    """One attribution as shown: its number, the words it consists of, and who stands behind it.

    `number` is what the reader sees ("4", in the title "T1"), `index` the place in `View.statements`; `depth` counts
    the links of the chain behind this page; `parent` is the index of the statement that holds this one.
    """

    index: int
    number: str
    in_title: bool
    attribution: Attribution
    text: str
    name: str
    named: bool
    speaker: Entity | None
    group: str
    chain: Chain | None
    steps: tuple[Step, ...]
    depth: int
    parent: int | None
    verdicts: tuple[Verdict, ...]

    @property
    def anchor(self) -> str:
        """The HTML id of the statement's card."""
        return f"s{self.number}"

    def words(self, spans: Spans) -> str:
        """The words at some spans, pieces joined by an ellipsis."""
        return " … ".join(one_line(self.text[s.start : s.end]) for s in spans)

    @property
    def quote(self) -> str:
        """The content in one line."""
        return self.words(self.attribution.content)


def role_of(entity: Entity | None) -> str | None:
    """The role the article gives somebody, unless the name says it already."""
    if entity is None or not entity.role or fold(one_line(entity.role)) in fold(one_line(entity.name)):
        return None
    return one_line(entity.role)


class Speaker(Struct, frozen=True, kw_only=True):
    """Somebody statements are attributed to, with how often and over how many links. `tone` chooses the colour."""

    key: str
    name: str
    named: bool
    entity: Entity | None
    tone: int
    source_class: str
    anonymous: bool
    statements: tuple[Statement, ...]
    depths: dict[int, int]


class View(Struct, frozen=True, kw_only=True):
    """An analysis prepared for showing in one interface language.

    `inside` maps the index of a statement to the statements whose parent it is.
    """

    analysis: Analysis
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    tones: dict[str, int]
    inside: dict[int, tuple[Statement, ...]]
    anonymous: int
    longest: int

    @property
    def body(self) -> tuple[Statement, ...]:
        """The statements of the article's text."""
        return tuple(s for s in self.statements if not s.in_title)

    @property
    def of_title(self) -> tuple[Statement, ...]:
        """The statements of the title."""
        return tuple(s for s in self.statements if s.in_title)

    @property
    def own_share(self) -> float | None:
        """Share of the words in the article's own voice, 0..1."""
        share = self.analysis.stats.get("own_voice_share")
        return float(share) if share is not None else None

    @property
    def anonymous_share(self) -> float | None:
        """Share of the statements whose source is not named, 0..1."""
        return self.anonymous / len(self.statements) if self.statements else None

    def needing_source(self) -> list[tuple[int, Span, float, tuple[str, ...]]]:
        """Own-voice sentences that need a source most first: index of the sentence, span, 0..1, reasons."""
        found = [
            (i, s.span, s.checkable, s.reasons)
            for i, s in enumerate(self.analysis.sentences)
            if s.voice != "attributed" and s.checkable > 0
        ]
        return sorted(found, key=lambda f: (-f[2], f[1].start))


def view(analysis: Analysis, strings: Strings) -> View:
    """Number the statements in the order of the text and group them by who stands behind them."""
    entities = {e.id: e for e in analysis.entities}
    chains = {c.attribution: c for c in analysis.chains}
    of_body = {a.id for a in analysis.attributions}
    verdicts: dict[str, list[Verdict]] = {}
    for v in analysis.verdicts:
        verdicts.setdefault(v.attribution, []).append(v)
    statements: list[Statement] = []
    for in_title, text, found in (
        (True, analysis.article.title, analysis.title_attributions),
        (False, analysis.article.text, analysis.attributions),
    ):
        ordered = sorted(found, key=lambda a: (a.content[0].start, -a.content[-1].end, a.id))
        places = {a.id: len(statements) + i for i, a in enumerate(ordered)}
        for i, a in enumerate(ordered):
            known = (
                not in_title or a.id not in of_body
            )  # an id that the title shares with the text means that in the text
            chain = chains.get(a.id) if known else None
            entity = entities.get(a.speaker or "")
            name, named = _name(a, entity, text, strings)
            statements.append(
                Statement(
                    index=len(statements),
                    number=f"{'T' if in_title else ''}{i + 1}",
                    in_title=in_title,
                    attribution=a,
                    text=text,
                    name=name,
                    named=named,
                    speaker=entity,
                    group=entity.id if entity else f"={name}",
                    chain=chain,
                    steps=_steps(chain, (name, named), analysis, strings),
                    depth=max(len(chain.links) - 1, 1) if chain else 1,
                    parent=places.get(a.parent) if a.parent else None,
                    verdicts=tuple(verdicts.get(a.id, ())) if known else (),
                )
            )
    speakers = _speakers(statements)
    inside: dict[int, list[Statement]] = {}
    for s in statements:
        if s.parent is not None:
            inside.setdefault(s.parent, []).append(s)
    return View(
        analysis=analysis,
        statements=tuple(statements),
        speakers=speakers,
        tones={s.key: s.tone for s in speakers},
        inside={p: tuple(held) for p, held in inside.items()},
        anonymous=sum(s.attribution.anonymous for s in statements),
        longest=max((s.depth for s in statements), default=0),
    )


def _name(a: Attribution, entity: Entity | None, text: str, strings: Strings) -> tuple[str, bool]:
    """The name to show and whether it is a name (not the program's words for a missing one)."""
    if entity is not None:
        return one_line(entity.name), True
    if a.source:
        return shorten(" … ".join(text[s.start : s.end] for s in a.source), 80), True
    return strings.say("impersonal" if a.source_class == "impersonal" else "no-source-here"), False


def _steps(chain: Chain | None, last: tuple[str, bool], analysis: Analysis, strings: Strings) -> tuple[Step, ...]:
    """The links with a name for each.

    A page without an outlet is "this page", a last link without a name takes that of the statement's source.
    """
    if chain is None:
        return ()
    nameless = {e.id for e in analysis.entities if e.kind == "anonymous"}
    out = []
    for i, link in enumerate(chain.links):
        name, named = one_line(link.name), bool(link.name.strip())
        if i == 0 and not analysis.article.outlet:
            name, named = strings.say("this-page"), False
        elif not named:
            name, named = last if i == len(chain.links) - 1 else (strings.say("unnamed"), False)
        out.append(
            Step(
                key=link.entity or f"={name}",
                name=name,
                named=named,
                nameless=i > 0 and (link.entity is None or link.entity in nameless),
                act=one_line(link.act),
                date=one_line(link.date) if link.date else None,
            )
        )
    return tuple(out)


def _speakers(statements: list[Statement]) -> tuple[Speaker, ...]:
    groups: dict[str, list[Statement]] = {}
    for s in statements:
        groups.setdefault(s.group, []).append(s)
    tone = {key: i for i, key in enumerate(groups)}
    ordered = sorted(groups, key=lambda k: (-len(groups[k]), tone[k]))
    return tuple(
        Speaker(
            key=key,
            name=groups[key][0].name,
            named=groups[key][0].named,
            entity=groups[key][0].speaker,
            tone=tone[key],
            source_class=groups[key][0].attribution.source_class,
            anonymous=any(s.attribution.anonymous for s in groups[key]),
            statements=tuple(groups[key]),
            depths=dict(sorted(Counter(s.depth for s in groups[key]).items())),
        )
        for key in ordered
    )


def shared_origins(shown: View) -> list[tuple[str, list[Statement]]]:
    """Names in which the chains of several statements may end, with the statements.

    Only chains that carry the flag `possible-shared-origin` count, by their last link.
    """
    groups: dict[str, list[Statement]] = {}
    names: dict[str, str] = {}
    for s in shown.statements:
        if s.chain and "possible-shared-origin" in s.chain.flags:
            last = s.steps[-1]
            names.setdefault(last.key, last.name)
            groups.setdefault(last.key, []).append(s)
    return [(names[k], g) for k, g in groups.items() if len(g) > 1] or (
        [("", [s for g in groups.values() for s in g])] if len(groups) > 1 else []
    )
