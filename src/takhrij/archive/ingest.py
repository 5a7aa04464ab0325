"""Add many inputs: read in parallel, stored by one writer in batches, taken up again where it was interrupted.

An outcome is given on only when its transaction is on disk. The same transaction notes how far the run has come, so a
run that was killed goes on after the last outcome, and nothing is stored twice.
"""

from __future__ import annotations

import hashlib
import json
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from takhrij.archive import sources
from takhrij.archive.prepare import Prepared, page_key, prepare, stamp
from takhrij.archive.records import Added, Failed, Sighting
from takhrij.archive.sources import Found, Item, Passed, Pointer
from takhrij.errors import ReadError, TakhrijError
from takhrij.parallel import cores, ordered_map

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from takhrij.archive.store import Archive
    from takhrij.model import Analysis, Reading

    Analyse = Callable[[Reading, Path | None], Analysis]

BUNDLE, BUNDLE_BYTES = 16, 2 * 1024 * 1024  # items a process takes at a time
BATCH, BATCH_SECONDS = 64, 0.5  # items, and time, after which they are made safe
_REPORT = "Please report it with the input."
_FILE_BYTES = 128 * 1024  # what a file counts for in a bundle before it has been read


class Place(NamedTuple):
    """Where a run is: number of the argument, file, number of the record in the file (0 for the file itself)."""

    argument: int
    file: str
    record: int


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one item: exactly one of `added`, `failed`, `passed` and `pointer` is set."""

    source: str
    place: int | None
    added: Added | None = None
    failed: Failed | None = None
    passed: Passed | None = None
    pointer: Pointer | None = None


class Options(NamedTuple):
    """How items are read; goes to other processes."""

    analyse: Analyse | None
    packs: Path | None


class _Known(NamedTuple):
    """An item whose very bytes are stored already: there is nothing to read."""

    source: str
    place: int | None
    entry: str
    version: int
    sha256: str
    item: Item
    data: None = None


class _Numbered(NamedTuple):
    at: Place
    found: Found | _Known


class _Done(NamedTuple):
    at: Place
    result: Prepared | Item | Failed | Passed | Pointer | _Known
    source: str
    place: int | None


def add_inputs(
    archive: Archive,
    given: Sequence[str],
    *,
    analyse: Analyse | None = None,
    packs: Path | None = None,
    jobs: int | None = None,
    resume: bool = True,
) -> Iterator[Outcome]:
    """Add files and folders; an outcome for each item, in order, once it is safe.

    An interrupted run over the same inputs is taken up where it was, unless `resume` is False. `analyse` traces what
    was read, so that its Analysis is kept too. Raises ReadError for an input that is not there, ArchiveError where the
    archive cannot be written; all outcomes given before are safe.
    """
    files = list(sources.find_files(given)) if len(given) < 100 else sources.find_files(given)
    run = _Run(archive, _work(given, analysed=analyse is not None))
    after = run.begin(resume=resume)
    bundles = _bundles(run.told_from_known(_numbered(files, after), analysed=analyse is not None))
    options = Options(analyse, packs)
    done = ordered_map(
        partial(_ready_all, options=options),
        bundles,
        jobs=jobs or cores(),
        batch=1,
        lost=partial(_each_alone, options=options),
    )
    for batch in _batches(one for some in done for one in some):
        yield from run.store(batch)
    run.end()


def _work(given: Sequence[str], *, analysed: bool) -> str:
    """A name that is the same for a run over the same inputs."""
    told: list[Any] = [analysed]
    for one in given:
        path = Path(one).resolve()
        state = path.stat() if path.is_file() else None
        told.append([str(path), state and [state.st_size, state.st_mtime_ns]])
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _numbered(files: Iterable[tuple[int, str]], after: Place | None) -> Iterator[_Numbered]:
    """Everything in the files that comes after a place."""
    for argument, file in files:
        if after is not None and (argument, file) < after[:2]:
            continue
        for number, found in enumerate(sources.find_items(file), 1):
            at = Place(argument, file, number)
            if after is None or at > after:
                yield _Numbered(at, found)


def _bundles(items: Iterable[_Numbered]) -> Iterator[list[_Numbered]]:
    """Items in bundles that are neither many nor large, so that memory stays flat."""
    bundle: list[_Numbered] = []
    size = 0
    for one in items:
        bundle.append(one)
        data = one.found.data if isinstance(one.found, Item) else b""
        size += _FILE_BYTES if data is None else len(data)
        if len(bundle) >= BUNDLE or size >= BUNDLE_BYTES:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def _ready_all(bundle: list[_Numbered], options: Options) -> list[_Done]:
    return [_ready(one, options) for one in bundle]


def _ready(one: _Numbered, options: Options) -> _Done:
    """Read and pack one item; whatever goes wrong with it becomes its outcome."""
    found = one.found
    result: Prepared | Item | Failed | Passed | Pointer | _Known = found
    if isinstance(found, Item) and not (found.repeats and not found.data):
        try:
            result = _prepared(found, options)
        except TakhrijError as e:
            result = sources.failed(found.source, found.place, e.code, e.message, e.next_step)
        except Exception as e:  # noqa: BLE001 - one broken item never stops the others
            cause = f"{type(e).__name__}: {e}"
            result = sources.failed(found.source, found.place, "internal-error", cause, _REPORT)
    return _Done(one.at, result, found.source, found.place)


def _prepared(item: Item, options: Options) -> Prepared:
    data = sources.bytes_of(item)
    reading = sources.read_item(item, data, options.packs)
    if not reading.article.text.strip() and not reading.article.title.strip():
        raise ReadError("no-text", "the page holds no text", "Give the article itself.")
    return prepare(
        data,
        url=item.url,
        name=item.name,
        how=item.how,
        seen=item.seen,
        media_type=item.media_type,
        headers=item.headers,
        reading=reading,
        analysis=options.analyse(reading, options.packs) if options.analyse else None,
    )


def _each_alone(bundle: list[_Numbered], options: Options) -> list[_Done]:
    """Items of a bundle that ended its process: each in a process of its own, so that only the guilty one is lost."""
    alone = ([one] for one in bundle)
    work = partial(_ready_all, options=options)
    if len(bundle) == 1:
        return _lost(bundle)
    return [one for some in ordered_map(work, alone, jobs=2, batch=1, lost=_lost) for one in some]


def _lost(bundle: list[_Numbered]) -> list[_Done]:
    return [
        _Done(
            one.at,
            sources.failed(one.found.source, one.found.place, "process-ended", "reading it ended the process", _REPORT),
            one.found.source,
            one.found.place,
        )
        for one in bundle
    ]


def _batches(done: Iterable[_Done]) -> Iterator[list[_Done]]:
    """What goes into one transaction."""
    batch: list[_Done] = []
    begun = 0.0
    for one in done:
        if not batch:
            begun = time.monotonic()
        batch.append(one)
        if len(batch) >= BATCH or time.monotonic() - begun >= BATCH_SECONDS:
            yield batch
            batch = []
    if batch:
        yield batch


class _Run:
    """One run of adding, noted in the archive."""

    def __init__(self, archive: Archive, work: str) -> None:
        self.archive, self.work = archive, work
        self.database = archive.database
        self.has_failures = False

    def begin(self, *, resume: bool) -> Place | None:
        """Where an interrupted run over the same inputs had come to."""
        self.has_failures = bool(self.database.rows("SELECT 1 FROM failures LIMIT 1"))
        if not resume:
            self.end()
        known = self.database.rows("SELECT place FROM runs WHERE work = ?", (self.work,))
        return Place(*json.loads(known[0][0])) if known else None

    def told_from_known(self, items: Iterable[_Numbered], *, analysed: bool) -> Iterator[_Numbered]:
        """The items, those whose bytes are stored already marked, so that nobody reads them once more."""
        for one in items:
            found = one.found
            known = self._known(found, analysed=analysed) if isinstance(found, Item) and not found.repeats else None
            yield one if known is None else one._replace(found=known)

    def _known(self, item: Item, *, analysed: bool) -> _Known | None:
        try:
            sha256 = hashlib.sha256(sources.bytes_of(item)).hexdigest()
        except ReadError:
            return None
        key = f"url:{page_key(item.url)}" if item.url else None
        rows = self.database.rows(
            "SELECT v.entry, v.number, v.analysed, e.key FROM versions v JOIN entries e ON e.id = v.entry "
            "WHERE v.sha256 = ? ORDER BY v.id",
            (sha256,),
        )
        for entry, version, is_analysed, its_key in rows:
            if key in (None, its_key) and (is_analysed or not analysed):
                return _Known(item.source, item.place, entry, version, sha256, item)
        return None

    def store(self, batch: list[_Done]) -> list[Outcome]:
        """Store a batch; when this returns it is on disk."""
        with self.database.writing():
            outcomes = [self._outcome(one) for one in batch]
            self.database.run(
                "INSERT INTO runs (work, place, started) VALUES (?, ?, ?) "
                "ON CONFLICT (work) DO UPDATE SET place = excluded.place",
                (self.work, json.dumps(batch[-1].at), stamp()),
            )
        return outcomes

    def _outcome(self, one: _Done) -> Outcome:
        result: Prepared | Item | Failed | Passed | Pointer | _Known | Added = one.result
        if isinstance(result, Item):
            result = self._repeated(result)
        elif isinstance(result, _Known):
            result = self._seen(result)
        if self.has_failures:
            self.database.run(
                "DELETE FROM failures WHERE source = ? AND coalesce(place, 0) = ?", (one.source, one.place or 0)
            )
        if isinstance(result, Prepared):
            return Outcome(source=one.source, place=one.place, added=self.archive.put(result))
        if isinstance(result, Added):
            return Outcome(source=one.source, place=one.place, added=result)
        if isinstance(result, Failed):
            self._note(result)
            return Outcome(source=one.source, place=one.place, failed=result)
        if isinstance(result, Pointer):
            return Outcome(source=one.source, place=one.place, pointer=result)
        return Outcome(source=one.source, place=one.place, passed=result)

    def _note(self, one: Failed) -> None:
        self.has_failures = True
        self.database.run(
            "INSERT INTO failures (source, place, code, message, next, noted) VALUES (?, ?, ?, ?, ?, ?)",
            (one.source, one.place, one.code, one.message.replace("\0", ""), one.next, stamp()),
        )

    def _seen(self, known: _Known) -> Added:
        item = known.item
        self.archive.sight(
            Sighting(
                version=known.version, seen=stamp(item.seen), how=item.how, name=item.name, url=item.url, added=stamp()
            ),
            known.entry,
        )
        return Added(entry_id=known.entry, version=known.version, is_new=False, sha256=known.sha256)

    def _repeated(self, item: Item) -> Added | Failed:
        """A capture that says the page was as before is a sighting of the version that was seen last until then."""
        seen = stamp(item.seen)
        known = self.database.rows(
            "SELECT s.entry, s.version, v.sha256 FROM sightings s JOIN versions v ON v.entry = s.entry "
            "AND v.number = s.version JOIN entries e ON e.id = s.entry WHERE e.key = ? ORDER BY s.seen > ?, "
            "CASE WHEN s.seen > ? THEN s.seen END, s.seen DESC LIMIT 1",
            (f"url:{page_key(item.url)}" if item.url else f"name:{item.name}", seen, seen),
        )
        if not known:
            message = "the capture repeats an earlier one that is not in the archive"
            return sources.failed(item.source, item.place, "repeats-unknown", message, "Add the earlier capture first.")
        entry, version, sha256 = known[0]
        sighting = Sighting(version=version, seen=seen, how=item.how, name=item.name, url=item.url, added=stamp())
        self.archive.sight(sighting, entry)
        return Added(entry_id=entry, version=version, is_new=False, sha256=sha256)

    def end(self) -> None:
        """Forget how far the run had come: it is done, or to begin anew."""
        with self.database.writing():
            self.database.run("DELETE FROM runs WHERE work = ?", (self.work,))
