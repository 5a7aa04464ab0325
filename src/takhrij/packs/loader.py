"""Find, read and check language packs. A section is read when it is first asked for, and once."""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from takhrij.errors import PackError
from takhrij.packs import schema, schema_read
from takhrij.packs.graded import graded
from takhrij.text.when import DateWords

T = TypeVar("T")
BUILT_IN = Path(__file__).parent
COMMON = BUILT_IN / "common"


def read_toml(path: Path, kind: type[T]) -> T:
    """Decode one pack file into `kind`. Raises PackError naming the file and the key."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except FileNotFoundError as e:
        raise PackError("pack-file-missing", f"{path} is missing", "Add the file or remove the pack folder.") from e
    except (msgspec.DecodeError, UnicodeDecodeError) as e:
        raise PackError("pack-file-invalid", f"{path}: {e}", "Correct the key or value that is named.") from e


def read_tsv(path: Path) -> list[list[str]]:
    """Rows of a tab-separated pack file; blank lines and lines that begin with # are comments.

    Raises PackError where the file is missing or not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as e:
        raise PackError("pack-file-missing", f"{path} is missing", "Add the file or remove the pack folder.") from e
    except UnicodeDecodeError as e:
        raise PackError("pack-file-invalid", f"{path}: not UTF-8 ({e.reason})", "Save the file as UTF-8.") from e
    return [line.split("\t") for line in text.split("\n") if line.strip() and not line.startswith("#")]


def read_jsonl(path: Path, kind: type[T]) -> tuple[T, ...]:
    """Decode each line of a pack file into `kind`. Raises PackError naming the file, the line and the key."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError as e:
        raise PackError("pack-file-missing", f"{path} is missing", "Add the file or remove the pack folder.") from e
    decoder, found = msgspec.json.Decoder(kind), []
    for number, line in enumerate(lines, 1):
        try:
            found.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as e:
            raise PackError("pack-file-invalid", f"{path}:{number}: {e}", "Correct the line that is named.") from e
    return tuple(found)


class Pack:
    """The data of one language, section by section (one file each)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def about(self) -> schema.About:
        """Name, direction and version."""
        return read_toml(self.folder / "pack.toml", schema.About)

    @cached_property
    def morphology(self) -> schema.Morphology:
        """Affixes, paradigms and abbreviations."""
        return read_toml(self.folder / "morphology.toml", schema.Morphology)

    @cached_property
    def frames(self) -> schema.Frames:
        """The attribution rules in order."""
        return read_toml(self.folder / "frames.toml", schema.Frames)

    @cached_property
    def words(self) -> list[list[str]]:
        """Rows tag, forms of the function words and noun groups."""
        return read_tsv(self.folder / "words.tsv")

    @cached_property
    def cues(self) -> list[list[str]]:
        """Rows kind, forms, takes, stance, act, weight of the cues."""
        return read_tsv(self.folder / "cues.tsv")

    @cached_property
    def entities(self) -> schema.EntityWords:
        """Words that tell what a source phrase is."""
        return read_toml(self.folder / "entities.toml", schema.EntityWords)

    @cached_property
    def voice(self) -> schema.VoiceWords:
        """What tells how much a sentence in the author's own voice needs a source."""
        return read_toml(self.folder / "voice.toml", schema.VoiceWords)

    @cached_property
    def read(self) -> schema_read.ReadWords:
        """Words by which bylines, furniture and republication notes are known."""
        return read_toml(self.folder / "read.toml", schema_read.ReadWords)

    @cached_property
    def examples(self) -> tuple[schema.Example, ...]:
        """What each attribution rule must find, and where it must find nothing."""
        return read_jsonl(self.folder / "examples.jsonl", schema.Example)

    @cached_property
    def outlets(self) -> schema.OutletWords:
        """Words that stand beside the names of outlets."""
        return read_toml(self.folder / "outlets.toml", schema.OutletWords)

    @cached_property
    def verify(self) -> schema.Verification:
        """How a statement is compared with its source."""
        return read_toml(self.folder / "verify.toml", schema.Verification)

    @cached_property
    def scales(self) -> schema.Scales:
        """Words in the order of their strength."""
        path = self.folder / "scales.toml"
        return graded(read_toml(path, schema.ScaleSheet), path)

    @cached_property
    def translation(self) -> schema.Translation:
        """What comparing the language with another needs."""
        return read_toml(self.folder / "translation.toml", schema.Translation)

    @cached_property
    def interface(self) -> schema.Interface:
        """The words of the reports."""
        return read_toml(self.folder / "interface.toml", schema.Interface)

    @cached_property
    def dates(self) -> DateWords:
        """Words of dates: months of all calendars, numbers, relative words (`dates.toml`)."""
        return read_toml(self.folder / "dates.toml", DateWords)


@cache
def _built_in() -> dict[str, Path]:
    """Folders of the program's own packs."""
    return {p.parent.name: p.parent for p in sorted(BUILT_IN.glob("*/pack.toml"))}


def find_packs(extra: Path | None = None) -> dict[str, Path]:
    """Folders of all packs by language code; a pack in `extra` replaces a built-in one of the same code."""
    found = dict(_built_in())
    if extra is not None:
        if not extra.is_dir():
            raise PackError("packs-folder-missing", f"{extra} is not a folder", "Give the folder that holds the packs.")
        found |= {p.parent.name: p.parent for p in sorted(extra.glob("*/pack.toml"))}
    return found


@cache
def known_languages() -> frozenset[str]:
    """Two-letter codes of all languages, with a pack or without."""
    return frozenset(row[0] for row in read_tsv(COMMON / "languages.tsv"))


@cache
def scoring_words() -> schema.Scoring:
    """Words that do not count when results are compared with gold."""
    return read_toml(COMMON / "scoring.toml", schema.Scoring)


@cache
def page_markup() -> schema_read.PageMarkup:
    """Words of HTML markup that web themes share, whatever the language."""
    return read_toml(COMMON / "page.toml", schema_read.PageMarkup)


@cache
def lexicon_words(language: str) -> frozenset[str]:
    """All words of a language that the bilingual lexicons (`common/lexicon-*.tsv`) hold."""
    return frozenset(
        word
        for pair in lexicons()
        if language in pair
        for row in lexicon_rows(*pair)
        for word in row[: len(pair)][pair.index(language)]
    )


@cache
def outlet_rows() -> tuple[schema.Outlet, ...]:
    """Outlets of the world, as `common/outlets.tsv` lists them. Raises PackError naming a row that is not whole."""
    rows = []
    for row in read_tsv(COMMON / "outlets.tsv"):
        if len(row) != 9:
            raise PackError(
                "outlets-row", f"outlets.tsv: {row[0]} has {len(row)} columns, not 9", "Add the missing tabs."
            )
        key, kind, country, domains, latin, arabic, weak, reach, ids = row
        rows.append(
            schema.Outlet(
                id=key,
                kind=kind,
                country=country,
                domains=tuple(domains.split(",")) if domains else (),
                names={code: tuple(names.split("|")) for code, names in (("en", latin), ("ar", arabic)) if names},
                weak=frozenset(weak.split("|")) if weak else frozenset(),
                reach=reach,
                ids=dict(pair.split("=", 1) for pair in ids.split(",")) if ids else {},
            )
        )
    return tuple(rows)


@cache
def lexicons() -> dict[tuple[str, str], Path]:
    """Files of words that translate each other, by the codes of their two languages."""
    return {
        (one, other): path
        for path in sorted(COMMON.glob("lexicon-*-*.tsv"))
        for one, other in [path.stem.split("-")[1:]]
    }


@cache
def lexicon_rows(one: str, other: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]:
    """Forms in one language, words in the other, and the kind of word; nothing where the two have no lexicon.

    Raises PackError naming a row that is not whole.
    """
    path = lexicons().get((one, other))
    if path is None:
        return ()
    rows = read_tsv(path)
    if broken := next((row for row in rows if len(row) != 3), None):
        raise PackError("lexicon-row", f"{path}: {broken[0]} has {len(broken)} columns, not 3", "Mend the tabs.")
    return tuple((tuple(forms.split("|")), tuple(words.split("|")), kind) for forms, words, kind in rows)


@cache
def confidence_rows() -> dict[str, float]:
    """Weight of each sign that tells how sure a mark is, as `common/confidence.tsv` lists them."""
    return {row[0]: float(row[2]) for row in read_tsv(COMMON / "confidence.tsv")}


@cache
def unit_table() -> dict[str, dict[str, float]]:
    """Units of measure by kind, each in terms of the first of its kind."""
    return read_toml(COMMON / "units.toml", dict[str, dict[str, float]])


@lru_cache(maxsize=16)
def load(language: str, extra: Path | None = None) -> Pack | None:
    """The pack of a language code such as "ar", or None where there is none."""
    folder = find_packs(extra).get(language)
    return Pack(folder) if folder else None
