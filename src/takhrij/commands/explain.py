"""`takhrij explain`: which rule found a statement, on which words, and what was tried there and turned down."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from takhrij.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from takhrij.attribute import Rejection
    from takhrij.model import Analysis, Attribution, Chain, Span, Spans
    from takhrij.packs.loader import Pack

AROUND = 40


def add(parser: argparse.ArgumentParser) -> None:
    """Name the arguments of the command."""
    parser.add_argument("input", metavar="INPUT", help="a saved page or text, or -")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--id", help="id of a statement, such as a3")
    which.add_argument("--at", type=int, metavar="OFFSET", help="a place in the article's text, in code points")
    parser.add_argument("--published", metavar="DATE", help="when it was published, YYYY-MM-DD")
    parser.add_argument("--lang", metavar="CODE", help="language of the article, such as ar or en")
    parser.add_argument("--packs", type=Path, metavar="DIR", help="folder of your own language packs")


def run(args: argparse.Namespace) -> int:
    """Print why a statement was found, or what was tried at a place."""
    from takhrij.packs.loader import load
    from takhrij.pipeline import load_bytes, trace

    path = None if args.input == "-" else Path(args.input)
    data = sys.stdin.buffer.read() if path is None else load_bytes(args.input)
    result = trace(
        data, name=path.name if path else None, published=args.published, language=args.lang, packs=args.packs
    )
    pack = load(result.article.language, args.packs)
    if pack is None:
        raise UsageError("no-pack", f"there is no pack for {result.article.language}", "Give one with --packs.")
    lines = _of_id(result, pack, args.id) if args.id else _at(result, pack, args.at)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _of_id(result: Analysis, pack: Pack, name: str) -> Iterator[str]:
    """Explain the statement of that id; upper and lower case are the same."""
    for text, attributions in ((result.article.text, result.attributions), _title(result)):
        for one in attributions:
            if one.id.lower() == name.lower():
                return _lines(result, pack, text, one)
    known = [a.id for a in result.attributions]
    range_ = f"The ids are {known[0]} to {known[-1]}." if known else "Nothing was found in this article."
    raise UsageError("no-such-id", f"there is no statement {name}", range_)


def _title(result: Analysis) -> tuple[str, tuple[Attribution, ...]]:
    return result.article.title, result.title_attributions


def _at(result: Analysis, pack: Pack, offset: int) -> Iterator[str]:
    """Explain every statement that holds the place, or tell what was tried in its sentence."""
    text = result.article.text
    if not 0 <= offset < len(text):
        raise UsageError("no-such-offset", f"{offset} is outside the text", f"Give 0 to {len(text) - 1}.")
    at = [a for a in result.attributions if any(s.start <= offset < s.end for s in (*a.content, *a.cue, *a.source))]
    for one in at:
        yield from _lines(result, pack, text, one)
        yield ""
    sentence = next((s for s in result.sentences if s.span.start <= offset < s.span.end), None)
    if sentence is None:
        yield f"{_shown(text, offset, offset + 1)}: outside every sentence"
        return
    reasons = f" ({', '.join(sentence.reasons)})" if sentence.reasons else ""
    yield f"sentence {sentence.span.start}-{sentence.span.end}: {sentence.voice} voice{reasons}"
    yield f"  {text[slice(*sentence.span)]}"
    yield from _rejected(text, pack, result.article.paragraphs, sentence.span)


def _lines(result: Analysis, pack: Pack, text: str, one: Attribution) -> Iterator[str]:
    """All that is known of a statement and of how it was found."""
    entity = next((e for e in result.entities if e.id == one.speaker), None)
    anonymous = ", anonymous" if one.anonymous else ""
    yield f"{one.id}: {one.type}, {one.stance}, source {one.source_class}{anonymous}, confidence {one.confidence:.2f}"
    yield f"  rule     {one.rule}{_note(pack, one.rule)}"
    for role, spans in (("cue", one.cue), ("source", one.source), ("content", one.content), ("hedges", one.hedges)):
        yield from (f"  {role:8} {s.start}-{s.end}: {_short(text[slice(*s)])}" for s in spans)
    yield f"  speaker  {entity.name if entity else 'not named'} ({one.speaker_from})"
    if one.parent:
        yield f"  inside   {one.parent}"
    chain = next((c for c in result.chains if c.attribution == one.id), None)
    if chain and text == result.article.text:
        yield from _chain(chain)
    paragraphs = result.article.paragraphs if text == result.article.text else ((0, len(text)),)
    yield from _signs(text, pack, _spans(paragraphs), one)
    yield from _rejected(text, pack, _spans(paragraphs), _spans(((one.start, one.end),))[0])


def _spans(pairs: tuple[tuple[int, int], ...]) -> Spans:
    from takhrij.model import Span

    return tuple(Span(*pair) for pair in pairs)


def _chain(chain: Chain) -> Iterator[str]:
    for number, link in enumerate(chain.links):
        yield f"  chain {number}  {link.name}, {link.act}{f', {link.date}' if link.date else ''} [{link.rule}]"
    if chain.flags:
        yield f"  flags    {', '.join(chain.flags)}"


def _signs(text: str, pack: Pack, paragraphs: Spans, one: Attribution) -> Iterator[str]:
    """What the confidence of a statement rests on: signs, each with its weight in the logarithm of odds."""
    from takhrij.attribute import attribute
    from takhrij.attribute.confidence import SIGNS, Told
    from takhrij.packs.loader import confidence_rows

    told: dict[str, Told] = {}
    found = attribute(text, paragraphs, pack, told=told)
    same = next((a for a in found if (a.content, a.cue, a.rule) == (one.content, one.cue, one.rule)), None)
    for sign in told[same.id].signs if same else ():
        yield f"  sign     {confidence_rows()[sign]:+.2f} {sign}: {SIGNS[sign]}"


def _note(pack: Pack, rule: str) -> str:
    note = next((r.note for r in pack.frames.rule if r.id == rule), "")
    return f": {note}" if note else ""


def _rejected(text: str, pack: Pack, paragraphs: Spans, within: Span) -> Iterator[str]:
    """What was tried on the words of a stretch of text and turned down, with the reasons."""
    from takhrij.attribute import attribute

    log: list[Rejection] = []
    attribute(text, paragraphs, pack, log)
    here = [r for r in log if within.start <= r.start < within.end]
    if here:
        yield "  turned down:"
    for one in here:
        yield f"    {one.rule} on {_shown(text, one.start, one.end)}: {one.reason}"


def _shown(text: str, start: int, end: int) -> str:
    return f"{start}-{end} {_short(text[start:end])!r}"


def _short(words: str) -> str:
    """Words on one line, the middle left out where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= 3 * AROUND else f"{line[: 2 * AROUND]} … {line[-AROUND:]}"
