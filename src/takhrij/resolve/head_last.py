"""Read a source phrase whose head noun stands last before a preposition, where names have capitals."""

from __future__ import annotations

from takhrij.resolve.phrase import PERSONS, Reader, Token, keep_stems


def read_last(reader: Reader, tokens: list[Token]) -> None:
    """Read a phrase whose head noun stands before the first preposition or comma."""
    lex = reader.lex
    cut = next(
        (i for i, t in enumerate(tokens) if t.kind == "break" or t.preposition or t.fold in lex.relatives), len(tokens)
    )
    core = [t for t in tokens[:cut] if t.kind == "word" and t.fold not in lex.articles]
    reader.owner = reader.owner or (cut < len(tokens) and tokens[cut].preposition)
    keep_stems(reader, tokens)
    if not core:
        reader.name = _apposed(tokens[cut:])
        reader.group = "role" if reader.name else ""
        return
    if core[-1].capital and core[-1].form.stem not in lex.nouns and core[-1].form.group == "role":
        core[-1] = core[-1]._replace(form=core[-1].form._replace(group=""))  # a name that ends like a noun
    nouns = [t for t in core if t.form.group]
    while len(core) > 1 and nouns and not core[-1].capital and not core[-1].form.group:
        core.pop()  # "people briefed on": what follows the head noun
    head = _head(reader, core, tokens[cut:], nouns)
    group = head.form.group
    if group == "organisation" and any(t.fold in lex.news for t in core):
        group = "outlet"
    elif not group and reader.name and not head.capital:
        group = "role"  # an unlisted noun that a name is set beside
    elif not group and len(core) == 1 and (not head.capital or reader.owner) and head.fold.endswith(lex.crowd_endings):
        group = "people"
    elif head.capital and head.fold in lex.proper_outlets and len(core) > 1:
        group, reader.name = "outlet", core
    reader.group, reader.head = group, head.form.stem
    reader.gender, reader.number = head.form.gender, "p" if group == "people" else head.form.number


def _head(reader: Reader, core: list[Token], rest: list[Token], nouns: list[Token]) -> Token:
    """The head noun of a phrase whose words before any preposition are `core`; sets the proper name."""
    last = core[-1]
    run = len(core)
    while run and core[run - 1].capital and core[run - 1].form.group not in PERSONS:
        run -= 1
    reader.described = len(core) > 1
    if last.form.group:
        before = [t for t in core[:-1] if t.capital or t.form.group or t.fold.endswith("'s")]
        held = any(t.fold.endswith("'s") for t in before)
        reader.construct = reader.construct or held or (bool(before) and reader.definite)
        reader.owner = reader.owner or reader.construct or any(t.capital for t in before)
        if last.form.group not in PERSONS:
            reader.name = [
                t for t in core if t.capital and (last.capital or not t.form.group or t.fold in reader.lex.news)
            ]
        reader.name = reader.name or _apposed(rest)
        return last
    if run == len(core):
        reader.name = _apposed(rest)
        return last
    ahead = [t for t in nouns if t.start < core[run].start]
    titles = [t for t in ahead if t.form.group in PERSONS] or [
        t for t in ahead if t.form.group in ("outlet", "organisation")
    ]
    reader.name = core[run:]
    reader.owner = reader.owner or run > 1
    if titles:
        return titles[-1]
    role = next((t for t in rest if t.form.group in PERSONS), None)
    return role if role is not None and rest[0].kind == "break" else last


def _apposed(tokens: list[Token]) -> list[Token]:
    """The proper name set behind a comma: "the minister, Name Name", "one of them, the doctor Name Name"."""
    first = next((k + 1 for k, t in enumerate(tokens) if t.kind == "break"), len(tokens))
    last = first
    while last < len(tokens) and tokens[last].kind == "word" and not tokens[last].preposition:
        last += 1
    run = last
    while run > first and tokens[run - 1].capital and not tokens[run - 1].form.group:
        run -= 1
    before = tokens[first:run]
    told = any(t.form.group in PERSONS for t in before) or not any(t.capital and not t.form.group for t in before)
    return tokens[run:last] if told else []
