"""Articles marked by hand in a plain authoring format, read into gold records.

A file has three parts divided by lines of three dashes:

    id: en-001
    lang: en
    register: wire
    outlet: The Harbour Post
    title: Port reopens after storm
    date: 2024-03-11
    ---
    a|⟦1s|Mira Holt⟧, the harbour master, ⟦1q|said⟧ that ⟦1c|the quay was ⟦1h|probably⟧ safe⟧.
    o!|It had been closed for 9 days.

    o|A new paragraph follows an empty line.
    ---
    1: class=person; stance=asserts

One sentence a line, opened by its voice: `o` own, `a` attributed, `m` mixed; `!` after `o` or `m` says that the sentence needs a
source. The tags ⟦Nr|...⟧ nest; N is the number of the attribution, r is s (source), q (cue), c (content) or h (hedge). A role that is
tagged several times has several pieces; pieces with only white space between them are joined, also over sentences and paragraphs.
Quotation marks that enclose a whole piece of content or source are left out of it, whether they were tagged or not.

The last part has one line for every attribution: `speaker=` (the words tagged as source where it is absent; may be empty),
`class=` (needed), `stance=` (asserts where absent), `parent=N`, `anonymous`, and `type=` only where quotation marks are defective and
the type cannot be derived from them. Lines that begin with `#` are comments there and in the head.

Offsets are code points into `text`, end excluded: sentences joined by one space, paragraphs by one empty line.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "examples" / "articles"
GOLD = ROOT / "tests" / "gold"
LANGUAGES = ("ar", "en")

NEEDED = ("id", "lang", "register", "outlet", "title", "date")
REGISTERS = frozenset(
    ["wire", "opinion", "press-review", "translation", "interview", "sports", "economy", "culture", "local", "science"],
)
CLASSES = frozenset(["person", "organisation", "outlet", "document", "group", "anonymous", "impersonal"])
STANCES = frozenset(["asserts", "alleges", "denies", "doubts", "asks", "demands"])
TYPES = frozenset(("direct", "indirect", "mixed"))
VOICES = {"o": "own", "a": "attributed", "m": "mixed"}
ROLES = {"s": "source", "q": "cue", "c": "content", "h": "hedges"}

_SENTENCE = re.compile(r"([oam])(!?)\|(.*)", re.DOTALL)
_TAG = re.compile(r"⟦(?:(\d+)([sqch])\|)?|⟧")
_WORD = re.compile(r"[^\W_]+")
_FAMILIES = (("«", "»"), ("“„", "”"), ('"', '"'))

Span = list[int]
Record = dict[str, Any]


class MarkedError(ValueError):
    """A marked article that cannot be read; the message names file and line."""

    def __init__(self, path: Path, line: int, cause: str) -> None:
        super().__init__(f"{path}:{line}: {cause}")


def load(path: Path) -> Record:
    """Read one marked article.

    Returns the record that stands in `tests/gold/*.jsonl`: head fields, `text`, `attributions` (spans are lists of [start, end] into
    `text`) and `sentences`. Raises `MarkedError`.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    rules = [number for number, line in enumerate(lines) if line.strip() == "---"]
    if len(rules) != 2:
        raise MarkedError(path, 1, f"wants two lines of three dashes, has {len(rules)}")
    head = _read_head(path, lines[: rules[0]])
    body = _Body(path)
    for number in range(rules[0] + 1, rules[1]):
        body.add(number + 1, lines[number])
    fields = _read_fields(path, rules[1] + 2, lines[rules[1] + 1 :])
    attributions = _attributions(path, body, fields)
    _check(path, body, attributions)
    return head | {"text": body.text, "attributions": attributions, "sentences": body.sentences}


def load_all(lang: str, folder: Path = ARTICLES) -> list[Record]:
    """Read all marked articles of a language, in the order of their file names; ids must differ."""
    records: list[Record] = []
    seen: dict[str, Path] = {}
    for path in sorted((folder / lang).glob("*.txt")):
        record = load(path)
        if record["lang"] != lang:
            raise MarkedError(path, 1, f"lang is {record['lang']}, the folder is {lang}")
        if record["id"] in seen:
            raise MarkedError(path, 1, f"id {record['id']} stands in {seen[record['id']].name} too")
        seen[record["id"]] = path
        records.append(record)
    return records


def dump(records: list[Record]) -> str:
    """Write records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def main(folder: Path = ARTICLES, out: Path = GOLD) -> int:
    """Write the gold files from the marked articles, return the exit code; a language with errors keeps its old file."""
    failed = 0
    for lang in LANGUAGES:
        try:
            records = load_all(lang, folder)
        except MarkedError as error:
            print(error, file=sys.stderr)
            failed = 1
            continue
        (out / f"{lang}.jsonl").write_text(dump(records), encoding="utf-8", newline="\n")
        marks = sum(len(record["attributions"]) for record in records)
        print(f"{lang}: {len(records)} articles, {marks} attributions")
    return failed


class _Body:
    """The text of an article as it is put together line by line, with its tags taken out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = ""
        self.sentences: list[Record] = []
        self.spans: dict[tuple[int, str], list[Span]] = {}
        self.lines: dict[int, int] = {}
        self.sentence_lines: list[int] = []
        self._break = False

    def add(self, number: int, line: str) -> None:
        if not line.strip():
            self._break = bool(self.text)
            return
        match = _SENTENCE.fullmatch(line.rstrip(" \t\r"))
        if match is None:
            raise MarkedError(self.path, number, "wants a voice (o| a| m| o!| m!|) at the start of the line")
        voice, mark, rest = match.groups()
        if voice == "a" and mark:
            raise MarkedError(self.path, number, "an attributed sentence cannot need a source")
        if self.text:
            self.text += "\n\n" if self._break else " "
        self._break = False
        start = len(self.text)
        self._take(number, rest)
        if not self.text[start:].strip():
            raise MarkedError(self.path, number, "empty sentence")
        span = [start, len(self.text)]
        self.sentences.append({"span": span, "voice": VOICES[voice], "needs_source": bool(mark)})
        self.sentence_lines.append(number)

    def _take(self, number: int, line: str) -> None:
        """Append one line without its tags and note where the tags stood."""
        opened: list[tuple[int, str, int]] = []
        at = 0
        for tag in _TAG.finditer(line):
            self.text += line[at : tag.start()]
            at = tag.end()
            if tag[0] == "⟧":
                if not opened:
                    raise MarkedError(self.path, number, "closes a tag that was not opened")
                self._close(number, *opened.pop())
            elif tag[1] is None:
                raise MarkedError(self.path, number, f"unknown tag {line[tag.start() : tag.start() + 8]!r}")
            else:
                opened.append((int(tag[1]), ROLES[tag[2]], len(self.text)))
        if opened:
            raise MarkedError(self.path, number, f"tag {opened[-1][0]} {opened[-1][1]} is not closed")
        self.text += line[at:]

    def _close(self, number: int, which: int, role: str, start: int) -> None:
        words = self.text[start:]
        if not words or words != words.strip():
            raise MarkedError(
                self.path, number, f"tag {which} {role} is empty or has white space at its edge: {words!r}"
            )
        spans = self.spans.setdefault((which, role), [])
        if spans and start < spans[-1][1]:
            raise MarkedError(self.path, number, f"two pieces of {which} {role} overlap")
        if spans and role != "hedges" and not self.text[spans[-1][1] : start].strip():
            spans[-1][1] = len(self.text)
        else:
            spans.append([start, len(self.text)])
        self.lines.setdefault(which, number)


def _read_head(path: Path, lines: list[str]) -> Record:
    """Read `key: value` lines; `byline` alone may be absent."""
    head: Record = dict.fromkeys((*NEEDED, "byline"), "")
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in head:
            raise MarkedError(path, number, f"unknown head line {line!r}")
        head[key.strip()] = value.strip()
    for key in NEEDED:
        if not head[key]:
            raise MarkedError(path, 1, f"head has no {key}")
    if head["register"] not in REGISTERS:
        raise MarkedError(path, 1, f"unknown register {head['register']!r}")
    return head


def _read_fields(path: Path, first: int, lines: list[str]) -> dict[int, tuple[int, dict[str, str]]]:
    """Read the lines of the last part: number of the attribution -> (line, fields)."""
    found: dict[int, tuple[int, dict[str, str]]] = {}
    for number, line in enumerate(lines, first):
        if not line.strip() or line.startswith("#"):
            continue
        which, colon, rest = line.partition(":")
        if not colon or not which.strip().isdigit():
            raise MarkedError(path, number, "wants `N: key=value; ...`")
        if int(which) in found:
            raise MarkedError(path, number, f"attribution {int(which)} is described twice")
        found[int(which)] = (number, _read_pairs(path, number, rest))
    return found


def _read_pairs(path: Path, number: int, rest: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for part in filter(str.strip, rest.split(";")):
        key, equals, value = part.partition("=")
        key, value = key.strip(), value.strip()
        if key in pairs:
            raise MarkedError(path, number, f"{key} is given twice")
        if key == "anonymous" and not equals:
            value = "yes"
        elif not equals or key not in {"speaker", "class", "stance", "parent", "type"}:
            raise MarkedError(path, number, f"unknown field {part.strip()!r}")
        pairs[key] = value
    allowed = (("class", CLASSES), ("stance", STANCES), ("type", TYPES))
    for key, values in allowed:
        if key in pairs and pairs[key] not in values:
            raise MarkedError(path, number, f"unknown {key} {pairs[key]!r}")
    if "class" not in pairs:
        raise MarkedError(path, number, "has no class")
    if "parent" in pairs and not pairs["parent"].isdigit():
        raise MarkedError(path, number, f"parent is not a number: {pairs['parent']!r}")
    return pairs


def _attributions(path: Path, body: _Body, fields: dict[int, tuple[int, dict[str, str]]]) -> list[Record]:
    tagged = set(body.lines)
    for which in sorted(tagged - set(fields)):
        raise MarkedError(path, body.lines[which], f"attribution {which} is not described in the last part")
    quoted = _quoted(body.text)
    records = []
    for which in sorted(fields):
        number, pairs = fields[which]
        spans = {role: body.spans.get((which, role), []) for role in ROLES.values()}
        spans["content"] = [_unquoted(body.text, piece) for piece in spans["content"]]
        spans["source"] = [_unquoted(body.text, piece) for piece in spans["source"]]
        if not spans["content"]:
            raise MarkedError(path, number, f"attribution {which} has no content in the text")
        source = " ".join(body.text[start:end] for start, end in spans["source"])
        anonymous = "anonymous" in pairs
        speaker = pairs.get("speaker", source)
        if not speaker and not anonymous:
            raise MarkedError(path, number, f"attribution {which} has no speaker and is not anonymous")
        records.append(
            {
                "id": which,
                "content": spans["content"],
                "cue": spans["cue"],
                "source": spans["source"],
                "speaker": speaker,
                "type": pairs.get("type") or _type(body.text, spans["content"], _around(quoted, spans["cue"])),
                "anonymous": anonymous,
                "parent": int(pairs["parent"]) if "parent" in pairs else None,
                "stance": pairs.get("stance", "asserts"),
                "source_class": pairs["class"],
                "hedges": spans["hedges"],
            },
        )
    return records


def _check(path: Path, body: _Body, records: list[Record]) -> None:
    """Refuse marks that contradict one another: an own sentence has no content, every other one a content or a cue."""
    by_id = {record["id"]: record for record in records}
    for record in records:
        which, parent = record["id"], record["parent"]
        if parent is None:
            continue
        if parent not in by_id or parent == which:
            raise MarkedError(path, body.lines[which], f"attribution {which} has no parent {parent}")
        outer = by_id[parent]["content"]
        if not all(any(s <= start and end <= e for s, e in outer) for start, end in record["content"]):
            raise MarkedError(
                path, body.lines[which], f"content of {which} is not inside the content of its parent {parent}"
            )
    contents = [span for record in records for span in record["content"]]
    frames = contents + [span for record in records for span in record["cue"]]
    for number, sentence in zip(body.sentence_lines, body.sentences, strict=True):
        start, end = sentence["span"]
        own = sentence["voice"] == "own"
        has = any(s < end and start < e for s, e in (contents if own else frames))
        if has == own:
            raise MarkedError(
                path, number, f"voice is {sentence['voice']}, but the sentence has {'a' if has else 'no'} content"
            )


def _unquoted(text: str, piece: Span) -> Span:
    """Leave the quotation marks out where one pair of them encloses the whole piece."""
    start, end = piece
    for opening, closing in _FAMILIES:
        inside = text[start + 1 : end - 1]
        if text[start] in opening + closing and text[end - 1] in opening + closing and start + 1 < end - 1:
            return piece if any(char in inside for char in opening + closing) else [start + 1, end - 1]
    return piece


def _around(quoted: list[Span], cue: list[Span]) -> list[Span]:
    """Leave out quotations that hold the cue too: what is said inside them has its own marks or none."""
    return [[s, e] for s, e in quoted if not any(s < start and end <= e for start, end in cue)]


def _type(text: str, content: list[Span], quoted: list[Span]) -> str:
    """Derive the type from double quotation marks: all words inside = direct, none = indirect, otherwise mixed.

    Words without marks right after a colon are direct too: that is how articles set speech without quotation marks.
    """
    words = [start + word.start() for start, end in content for word in _WORD.finditer(text[start:end])]
    inside = [any(s <= word < e for s, e in quoted) for word in words]
    if inside and all(inside):
        return "direct"
    if any(inside):
        return "mixed"
    return "direct" if text[: content[0][0]].rstrip().endswith(":") else "indirect"


def _quoted(text: str) -> list[Span]:
    """Find what stands between double quotation marks, also over paragraphs; an unclosed mark reaches to the end of its paragraph."""
    spans: list[Span] = []
    for opening, closing in _FAMILIES:
        marks = [at for at, char in enumerate(text) if char in opening or char in closing]
        opened = -1
        for index, at in enumerate(marks):
            if opened < 0:
                opened = at
            elif not (_starts_paragraph(text, at) and text[at] in opening):  # a quotation that goes on repeats its mark
                spans.append([opened, at])
                opened = -1
            following = marks[index + 1] if index + 1 < len(marks) else len(text)
            paragraph = text.find("\n\n", at, following)
            if opened < 0 or paragraph < 0:
                continue
            closes = following < len(text) and text[following] not in opening
            if not closes and not (following < len(text) and _starts_paragraph(text, following)):
                spans.append([opened, paragraph])
                opened = -1
        if opened >= 0:
            spans.append([opened, len(text)])
    return spans


def _starts_paragraph(text: str, at: int) -> bool:
    return at == 0 or text[:at].rstrip(" ").endswith("\n\n")


if __name__ == "__main__":
    sys.exit(main())
