"""Cases for the comparison of quotations with sources, marked by hand in a plain authoring format, read into gold records.

A file of cases has one case a line. Lines that begin with `#` are comments, empty lines are skipped, `@ id` names the article or own
text that the following cases quote, `= class` the class of the following cases. A case is the quoted passage of the source with every
difference marked in it:

    The council {approved=>rejected|word} the plan on {Monday=>Tuesday|date}, {and the mayor left=>...|cut}.

Left of `=>` stands what the source has, right of it what the quotation has; either may be empty. Kinds are number, date, name,
negation, hedge, word, omission and insertion, with `+` where the quotation says it more strongly and `-` where it says it more weakly
than the source; `a/b` where two kinds are defensible. `cut` (a marked omission) and `edit` (brackets, case, punctuation, spelling) are
permitted changes. Cases that are not made from one passage word by word are written

    quotation <<< passage of the source ||| second passage

with nothing after `<<<` (or no `<<<`) where no passage is the right one. After ` %% ` stand options: `accept=a,b` (verdicts that are
right too), `verdict=v`.

`sources.toml` says which texts make which source. A case of a text that stands in several sources is given to one of them by turns.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import marked

HOME = Path(__file__).resolve().parents[1] / "gold" / "verify"
HALVES = ("dev", "held")
KINDS = frozenset(["number", "date", "name", "negation", "hedge", "word", "omission", "insertion"])
PERMITTED = {"cut": "omission", "edit": "edit"}
VERDICTS = frozenset(
    ["verbatim", "altered", "reordered", "stitched", "paraphrase-candidate", "closest-passage", "not-found"]
)
FIXED = {"reordered": "reordered", "stitched": "stitched", "similar": "closest-passage", "absent": "not-found"}
FIXED["paraphrase"] = "paraphrase-candidate"
ACCEPT = {
    "similar": ["closest-passage", "not-found"],
    "paraphrase": ["paraphrase-candidate", "closest-passage", "not-found"],
    "altered short": ["altered", "closest-passage", "not-found"],  # two or three words do not tell what they were
}
CLOSING = tuple(".,;:!?\u060c\u061b\u061f\u00bb\u201d\u2019\"'")  # no space stands before these
STRENGTH = {"+": "stronger", "-": "weaker"}
MOST_FACTS = 2  # an altered quotation has at most two changed facts

_MARK = re.compile(r"\{([^{}]*?)=>([^{}]*?)\|([a-z/]+)([+-]?)\}")
_SLOT = re.compile(r"<([^<>]+)>")

Span = list[int]
Record = dict[str, Any]


class CaseError(ValueError):
    """A line of a file of cases that cannot be read."""


def build(half: str, home: Path = HOME) -> tuple[list[Record], dict[str, str]]:
    """Read all cases of one half. Returns the records of `<half>.jsonl` and the texts of its sources by id. Raises `CaseError`."""
    sources = read_sources(half, home)
    records: list[Record] = []
    for lang in marked.LANGUAGES:
        records += _read(home / "marked" / f"{half}-{lang}.txt", half, lang, sources)
    return records, {name: source["text"] for name, source in sources.items()}


def read_sources(half: str, home: Path = HOME) -> dict[str, Record]:
    """Put the sources of one half together: id -> text, and the texts it holds by id with their places."""
    texts = {record["id"]: record["text"] for lang in marked.LANGUAGES for record in marked.load_all(lang)}
    texts |= {path.stem: path.read_text(encoding="utf-8").strip() for path in (home / "own").glob("*.txt")}
    sources: dict[str, Record] = {}
    for name, told in tomllib.loads((home / "sources.toml").read_text(encoding="utf-8")).items():
        if not name.startswith(half):
            continue
        parts = [part for wanted in told["texts"] for part in _wanted(wanted, texts)]
        minutes = _minutes(home / "own" / told["minutes"], told["words"]) if "minutes" in told else []
        sources[name] = _join(parts, minutes, texts)
    return sources


def _wanted(name: str, texts: dict[str, str]) -> list[str]:
    """`en-001` is one text, `en-001..en-009` every second one from the first to the last."""
    first, dots, last = name.partition("..")
    if not dots:
        return [name]
    low, high = (int(end[3:]) for end in (first, last))
    return [wanted for at in range(low, high + 1, 2) if (wanted := f"{first[:3]}{at:03}") in texts]


def _join(parts: list[str], minutes: list[str], texts: dict[str, str]) -> Record:
    """Join texts by empty lines, spread evenly between the paragraphs of minutes where there are any."""
    text, held = "", {}
    share = len(minutes) // (len(parts) + 1)
    for number, part in enumerate(parts):
        before = "\n\n".join(minutes[number * share : (number + 1) * share])
        text += f"{before}\n\n" if before else ""
        held[part] = [len(text), len(text) + len(texts[part])]
        text += texts[part] + "\n\n"
    text += "\n\n".join(minutes[len(parts) * share :])
    return {"text": text.strip() + "\n", "parts": held}


def _minutes(path: Path, words: int) -> list[str]:
    """Write out minutes of so many words from lines with slots: `name = a | b` above `---`, then openings, bodies and closings."""
    draw = random.Random(path.stem)
    head, *blocks = path.read_text(encoding="utf-8").split("---\n")
    slots = {
        name.strip(): [choice.strip() for choice in choices.split("|")]
        for name, _, choices in (line.partition("=") for line in head.splitlines() if "=" in line)
    }
    openings, bodies, closings = ([line for line in block.splitlines() if line.strip()] for block in blocks)
    out: list[str] = []
    total = 0
    while total < words:
        lines = [draw.choice(openings), *draw.sample(bodies, draw.randint(2, 5)), draw.choice(closings)]
        chosen: dict[str, str] = {"item": str(len(out) + 1)}
        out.append(" ".join(_fill(line, slots, chosen, draw) for line in lines))
        total += len(out[-1].split())
    return out


def _fill(line: str, slots: dict[str, list[str]], chosen: dict[str, str], draw: random.Random) -> str:
    """Fill the slots of a line: `<7-90>` is a number, `<name>` is drawn anew, `<name!>` stays the same within its paragraph."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if bounds := re.fullmatch(r"(\d+)-(\d+)", name):
            return str(draw.randint(int(bounds[1]), int(bounds[2])))
        if name.endswith("!"):
            return chosen.setdefault(name, draw.choice(slots[name[:-1]]))
        return chosen[name] if name in chosen else draw.choice(slots[name])

    filled = _SLOT.sub(value, line)
    return filled[0].upper() + filled[1:]


def _read(path: Path, half: str, lang: str, sources: dict[str, Record]) -> list[Record]:
    article = kind = ""
    turns: dict[str, int] = {}
    records: list[Record] = []
    errors: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line[:2] in ("@ ", "= "):
            article, kind = (line[2:].strip(), kind) if line[0] == "@" else (article, line[2:].strip())
            continue
        among = [name for name, source in sources.items() if article in (name, *source["parts"])]
        if not among:
            errors.append(f"{path.name}:{number}: no source of this half holds {article}")
            continue
        turns[article] = turns.get(article, len(turns)) + 1
        source = among[turns[article] % len(among)]
        try:
            text = sources[source]["text"]
            told = read_case(line, kind, text, sources[source]["parts"].get(article, [0, len(text)]))
        except CaseError as error:
            errors.append(f"{path.name}:{number}: {error}")
            continue
        head = {"id": f"{half}-{lang}-{len(records) + 1:03}", "lang": lang, "source": source, "kind": kind}
        records.append(head | told)
    if errors:
        raise CaseError("\n".join(errors))
    return records


def read_case(line: str, kind: str, text: str, within: Span) -> Record:
    """Read one line of a file of cases; the passage is sought in `text`, first inside `within`."""
    body, _, options = line.partition(" %% ")
    told = dict(option.split("=", 1) for option in options.split())
    content, arrow, passages = body.partition("<<<")
    if set("{|}") & set(content if arrow else _MARK.sub("", content)):
        raise CaseError(f"a mark is malformed: {content!r}")
    if arrow or kind in ("similar", "absent"):
        content, changes = content.strip(), []
        places = [_find(text, passage.strip(), within)[0] for passage in passages.split("|||") if passage.strip()]
    else:
        content, passage, marks = _take(body.strip())
        places = _find(text, passage, within)
        places += [place for place in _find(text, passage, [0, len(text)]) if place not in places]
        changes = [_change(mark, text, places[0], passage) for mark in marks]
    facts = sum(not change.get("permitted") for change in changes)
    verdict = "verbatim" if not facts else "altered" if facts <= MOST_FACTS else "closest-passage"
    verdict = told.get("verdict") or FIXED.get(kind, verdict)
    doubtful = "altered short" if (kind, verdict) == ("short", "altered") else kind
    accept = told["accept"].split(",") if "accept" in told else ACCEPT.get(doubtful, [verdict])
    if not {verdict, *accept} <= VERDICTS:
        raise CaseError(f"unknown verdict in {options!r}")
    if kind == "repeated" and len(places) < 2:
        raise CaseError(f"stands at one place only: {content!r}")
    record: Record = {"content": content, "verdict": verdict}
    if accept != [verdict]:
        record["accept"] = [verdict, *(other for other in accept if other != verdict)]
    record |= {"changes": changes, "place": places[0] if places else None}
    if len(places) > 1:
        record["places"] = places
    if kind == "strength" and any("strength" in change for change in changes):
        record["scale_words"] = True
    return record


def _take(body: str) -> tuple[str, str, list[Record]]:
    """Part a marked line into the quotation, the passage of the source, and the marks with their places in both."""
    content = passage = ""
    marks: list[Record] = []
    at = 0
    for match in _MARK.finditer(body):
        between = body[at : match.start()]
        content, passage, at = _joined(content, between), passage + between, match.end()
        said, given, kinds, sign = match.groups()
        if not given and content.endswith(" ") and body[at : at + 1] in CLOSING:
            content = content[:-1]
        mark: Record = {"kinds": kinds.split("/"), "sign": sign}
        mark["source"] = _tight(said, len(passage))
        mark["content"] = _tight(given, len(content))
        content, passage = content + given, passage + said
        marks.append(mark | {"said": said.strip(), "given": given.strip()})
    content, passage = _joined(content, body[at:]), passage + body[at:]
    for mark in marks:
        for side, text in (("content", content), ("source", passage)):
            lead = len(text) - len(text.lstrip())
            mark[side] = [min(end - lead, len(text.strip())) for end in mark[side]]
    return content.strip(), passage.strip(), marks


def _joined(content: str, words: str) -> str:
    """Put words behind the quotation, without a second space where a mark left out what stood between two."""
    return content + (words.lstrip(" ") if content.endswith(" ") or not content else words)


def _tight(words: str, at: int) -> Span:
    start = at + len(words) - len(words.lstrip()) if words.strip() else at
    return [start, start + len(words.strip())]


def _change(mark: Record, text: str, place: Span, passage: str) -> Record:
    """Write a mark as a change. Its place in the source allows for white space that differs between the line and the source."""
    kinds = mark["kinds"]
    if not (set(kinds) <= KINDS or (len(kinds) == 1 and kinds[0] in PERMITTED)):
        raise CaseError(f"unknown kind {'/'.join(kinds)}")
    gap = text[place[0] : place[1]]
    first, last = mark["source"]
    start = _at(gap, passage, first) + place[0]
    end = _at(gap, passage, last - 1) + place[0] + 1 if last > first else start
    change: Record = {
        "kind": PERMITTED.get(kinds[0], kinds[0]),
        "content_text": mark["given"],
        "source_text": text[start:end],
    }
    change |= {"content_span": mark["content"], "source_span": [start, end]}
    if len(kinds) > 1:
        change["accept"] = kinds
    if mark["sign"]:
        change["strength"] = STRENGTH[mark["sign"]]
    if kinds[0] in PERMITTED:
        change["permitted"] = True
    return change


def _at(found: str, passage: str, offset: int) -> int:
    """Offset in the passage as the source has it, for an offset in the passage as the line has it (white space may differ)."""
    solid = len(re.sub(r"\s", "", passage[:offset]))
    for at, char in enumerate(found):
        if not char.isspace():
            if not solid:
                return at
            solid -= 1
    return len(found)


def _find(text: str, passage: str, within: Span) -> list[Span]:
    """All places of a passage, white space apart. Raises `CaseError` where there is none."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in passage.split()))
    found = [list(match.span()) for match in pattern.finditer(text, *within)]
    if not found:
        raise CaseError(f"not in the source: {passage!r}")
    return found


def main(halves: tuple[str, ...] = HALVES, home: Path = HOME) -> int:
    """Write the gold files of each half, return the exit code."""
    for half in halves:
        try:
            records, sources = build(half, home)
        except CaseError as error:
            print(error, file=sys.stderr)
            return 1
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (home / f"{half}.jsonl").write_text(lines, encoding="utf-8", newline="\n")
        for name, text in sources.items():
            (home / "sources" / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        print(f"{half}: {len(records)} cases, {len(sources)} sources")
    return 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or HALVES))
