"""Fetch pages into the archive: addresses given, and those that feeds and sitemaps name. Every response is kept."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from takhrij.archive.fetch import Fetcher, as_warc
from takhrij.archive.ingest import Outcome
from takhrij.archive.sources import Item, Pointer, failed, find_items
from takhrij.archive.sources.pieces import is_listing
from takhrij.errors import ArchiveError, FetchError, TakhrijError
from takhrij.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from takhrij.archive.fetch import Fetched
    from takhrij.archive.ingest import Analyse
    from takhrij.archive.store import Archive

DEEPEST = 3  # a sitemap of sitemaps of pages


def fetch_all(
    archive: Archive,
    addresses: Iterable[str],
    *,
    warc: Path,
    most: int,
    analyse: Analyse | None = None,
    packs: Path | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Outcome]:
    """Fetch addresses one by one, at most `most`; an outcome for each once it is safe.

    Responses are appended to the file `warc`, also those that are no article. Raises ArchiveError where that file
    cannot be written.
    """
    fetcher = fetcher or Fetcher()
    waiting = deque((address, 0) for address in addresses)
    known = {address for address, _ in waiting}
    fetched = 0
    while waiting:
        address, depth = waiting.popleft()
        if fetched == most:
            message = f"{len(waiting) + 1} addresses were left: {most} pages were fetched"
            yield Outcome(
                source=address, place=None, failed=failed(address, None, "most-fetched", message, "Raise --most.")
            )
            return
        fetched += 1
        try:
            page = fetcher.get(address)
            _keep(page, warc)
            if is_listing(page.body) and depth < DEEPEST:
                for pointer in _listed(page):
                    if pointer.url not in known:
                        known.add(pointer.url)
                        waiting.append((pointer.url, depth + 1))
                continue
            yield _added(archive, page, analyse, packs)
        except FetchError as e:
            yield Outcome(source=address, place=None, failed=failed(address, None, e.code, e.message, e.next_step))


def _keep(page: Fetched, warc: Path) -> None:
    try:
        with warc.open("ab") as out:
            out.write(as_warc(page))
    except OSError as e:
        message = f"{warc} cannot be written: {e.strerror}"
        raise ArchiveError("unwritable-warc", message, "Give another file with --warc.") from e


def _listed(page: Fetched) -> list[Pointer]:
    """The addresses in a feed or sitemap; articles it holds are fetched as pages too, as they were published."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "listing.xml")
        file.write_bytes(page.body)
        found = list(find_items(str(file)))
    named = [(one.url, one.place or 0) for one in found if isinstance(one, Pointer | Item) and one.url]
    return [Pointer(source=page.final_url, place=place, url=url) for url, place in named]


def _added(archive: Archive, page: Fetched, analyse: Analyse | None, packs: Path | None) -> Outcome:
    last = page.hops[-1]
    head = [f"HTTP/1.1 {last.status} {last.reason}".strip(), *(f"{name}: {value}" for name, value in last.headers)]
    try:
        reading = read(page.body, url=page.final_url, packs=packs)
        added = archive.add(
            page.body,
            url=page.final_url,
            name=page.url,
            how="fetch",
            seen=last.at,
            media_type=page.media_type,
            headers=("\r\n".join(head) + "\r\n\r\n").encode("latin-1", "replace"),
            reading=reading,
            analysis=analyse(reading, packs) if analyse else None,
        )
    except ArchiveError:
        raise
    except TakhrijError as e:
        return Outcome(source=page.url, place=None, failed=failed(page.url, None, e.code, e.message, e.next_step))
    return Outcome(source=page.url, place=None, added=added)
