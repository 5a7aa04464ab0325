"""Find the faults of a language pack: sections that break their schema, rules without examples, examples that fail."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from takhrij.errors import PackError
from takhrij.packs.loader import Pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from takhrij.packs.schema import Example

# a pack may teach a language without giving the reports in it, or without what comparing with sources takes
OPTIONAL = {
    "interface": "interface.toml",
    "verify": "verify.toml",
    "scales": "scales.toml",
    "translation": "translation.toml",
}


def find_faults(folder: Path) -> Iterator[str]:
    """Every fault, one line each, file and key or example named."""
    pack = Pack(folder)
    broken = False
    for section in sections():
        if section in OPTIONAL and not (folder / OPTIONAL[section]).exists():
            continue
        try:
            getattr(pack, section)
        except PackError as e:
            broken = True
            yield f"{e.message}. {e.next_step}"
    if broken:
        return
    if pack.about.language != folder.name:
        yield f"{folder / 'pack.toml'}: language is {pack.about.language!r}, the folder is {folder.name!r}"
    try:
        yield from _failing_examples(pack)
    except (KeyError, ValueError, IndexError) as e:
        yield f"{folder}: the rules cannot be used: {type(e).__name__}: {e}"


def sections() -> list[str]:
    """Names of the sections of a pack, in the order of the loader."""
    return [name for name, value in vars(Pack).items() if isinstance(value, cached_property)]


def _failing_examples(pack: Pack) -> Iterator[str]:
    place = pack.folder / "examples.jsonl"
    rules = [rule.id for rule in pack.frames.rule]
    for rule in rules:
        of_rule = [e for e in pack.examples if e.rule == rule]
        if not any(e.finds for e in of_rule):
            yield f"{place}: rule {rule} has no example that must match"
        if all(e.finds for e in of_rule):
            yield f"{place}: rule {rule} has no counter-example"
    for number, example in enumerate(pack.examples, 1):
        if example.rule not in rules:
            yield f"{place}:{number}: there is no rule {example.rule}"
            continue
        found = contents(pack, example)
        if example.finds and list(example.finds) not in found:
            yield f"{place}:{number}: rule {example.rule} should find {list(example.finds)}, found {found or 'nothing'}"
        if not example.finds and found:
            yield f"{place}:{number}: rule {example.rule} should find nothing, found {found}"


def contents(pack: Pack, example: Example) -> list[list[str]]:
    """The contents that the example's rule finds in its text, each as the words of its pieces."""
    from takhrij.attribute import attribute
    from takhrij.text.sentences import find_paragraphs

    text = example.text
    found = attribute(text, find_paragraphs(text), pack)
    return [[text[s.start : s.end] for s in a.content] for a in found if a.rule == example.rule]
