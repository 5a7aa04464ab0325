"""Whole pages and what is found in them, one file a page: a change of any rule shows as a change of these files.

`scripts/update_golden` writes them anew; read the difference before it is committed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from takhrij import trace

if TYPE_CHECKING:
    from takhrij.model import Analysis, Spans

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(p for p in (ROOT / "examples" / "pages").rglob("*") if p.is_file())
FOLDER = ROOT / "tests" / "golden"


def golden_of(page: Path) -> Path:
    """The file that tells what is found in a page."""
    return FOLDER / f"{page.parent.name}-{page.stem}.txt"


def told(page: Path) -> str:
    """What is found in a page, a fact a line, in words instead of offsets."""
    found = trace(page)
    article, names = found.article, {e.id: e.name for e in found.entities}
    lines = [
        f"title: {article.title}",
        f"bylines: {' / '.join(article.bylines)}",
        f"outlet: {article.outlet}",
        f"published: {article.published}",
        f"language: {article.language}",
        f"paragraphs: {len(article.paragraphs)}",
        f"furniture: {' '.join(sorted({f.kind for f in article.furniture}))}",
        *(f"comment {c.id} by {c.author} on {c.date}, answers {c.parent}: {_line(c.text)}" for c in article.comments),
        *(
            f"republication {r.kind}: {names.get(r.outlet or '', r.name)}, {r.by}, {r.date}, {r.language} [{r.rule}]"
            for r in found.republication
        ),
        *(f"warning {w.code}" for w in found.warnings),
        *(
            f"date {article.text[slice(*d.span)]} = {d.value}{'' if d.stated else ' (not stated)'} [{d.rule}]"
            for d in found.dates
        ),
    ]
    lines += [
        f"\n{a.id} {a.type} {a.stance} [{a.rule}]: {_words(article.title, a.content)}" for a in found.title_attributions
    ]
    for number, a in enumerate(found.attributions):
        lines += ["", *_statement(found, number, names.get(a.speaker or "", "-"))]
    lines += ["", *(f"{s.voice}: {_line(article.text[slice(*s.span)])[:60]}" for s in found.sentences)]
    return "\n".join(lines) + "\n"


def _statement(found: Analysis, number: int, speaker: str) -> list[str]:
    """One statement with its chain."""
    a, chain, text = found.attributions[number], found.chains[number], found.article.text
    inside = f" in {a.parent}" if a.parent else ""
    anonymous = " anonymous" if a.anonymous else ""
    return [
        f"{a.id} {a.type} {a.stance} {a.source_class}{anonymous} {a.speaker_from}{inside} [{a.rule}]",
        f"  source: {_words(text, a.source)} = {speaker}",
        f"  cue: {_words(text, a.cue)}",
        f"  content: {_words(text, a.content)}",
        *([f"  hedges: {_words(text, a.hedges)}"] if a.hedges else []),
        f"  chain: {' > '.join(f'{k.name} {k.act} {k.date}' for k in chain.links)} {' '.join(chain.flags)}".rstrip(),
    ]


def _words(text: str, spans: Spans) -> str:
    return " ... ".join(_line(text[start:end]) for start, end in spans) or "-"


def _line(text: str) -> str:
    return " ".join(text.split())


def main() -> None:
    """Write every golden file anew and take away those that have no page."""
    wanted = {golden_of(page): told(page) for page in PAGES}
    for old in set(FOLDER.glob("*.txt")) - set(wanted):
        old.unlink()
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
