"""What is stored comes back; the same again is a sighting, something else at the same place a version."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from support.pages import HARBOUR, OWNERS, REOPENED, WATER, page, text
from takhrij import trace
from takhrij.archive import Archive, open_archive, outlet_key
from takhrij.errors import ArchiveError, ReadError
from takhrij.pipeline import analyse
from takhrij.read import read

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://post.example/2024/quay"


def day(number: int) -> datetime:
    return datetime(2024, 3, number, 8, 30, tzinfo=UTC)


def test_all_that_was_stored_comes_back(archive: Archive) -> None:
    data = page()
    analysis = trace(data, name="quay.html", url=URL)
    added = archive.add(
        data,
        url=URL,
        name="quay.html",
        how="fetch",
        seen=day(12),
        headers=b"HTTP/1.1 200 OK\r\n\r\n",
        analysis=analysis,
    )
    assert (added.version, added.is_new, added.changed) == (1, True, False)
    assert added.sha256 == hashlib.sha256(data).hexdigest()
    stored = archive.get(added.entry_id)
    assert stored.bytes == data
    assert stored.analysis == analysis
    assert stored.article == analysis.article
    assert (stored.url, stored.media_type, stored.headers) == (URL, "text/html", b"HTTP/1.1 200 OK\r\n\r\n")
    assert [(s.seen, s.how, s.url, s.name) for s in stored.sightings] == [
        ("2024-03-12T08:30:00Z", "fetch", URL, "quay.html")
    ]


def test_a_reading_without_analysis_comes_back(archive: Archive) -> None:
    reading = read(
        text("Quay closed", HARBOUR, "First published in the Harbour Post on 3 March 2024."), name="quay.txt"
    )
    stored = archive.get(archive.add(b"as it came", reading=reading).entry_id)
    assert stored.analysis is None
    assert (stored.article, stored.republication, stored.warnings) == (
        reading.article,
        reading.republication,
        reading.warnings,
    )


def test_bytes_are_read_where_nothing_was(archive: Archive) -> None:
    assert archive.get(archive.add(page()).entry_id).article.title == "Quay closed"
    with pytest.raises(ReadError) as error:
        archive.add(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert error.value.code == "binary-input"
    assert archive.count()["entries"] == 1


def test_twice_is_one_entry_with_two_sightings(archive: Archive) -> None:
    first = archive.add(page(), url=URL, seen=day(12))
    second = archive.add(page(), url=URL, seen=day(13))
    assert (second.entry_id, second.version, second.is_new, second.changed) == (first.entry_id, 1, False, False)
    assert archive.count() | {"bytes": 0} == {"entries": 1, "versions": 1, "sightings": 2, "removed": 0, "bytes": 0}
    assert [s.seen[:10] for s in archive.get(URL).sightings] == ["2024-03-12", "2024-03-13"]


def test_a_changed_page_is_a_new_version_with_a_difference(archive: Archive) -> None:
    entry = archive.add(page(), url=URL, seen=day(12)).entry_id
    changed = archive.add(page(paragraphs=(REOPENED, OWNERS, WATER)), url=URL, seen=day(13))
    assert (changed.entry_id, changed.version, changed.is_new, changed.changed) == (entry, 2, False, True)
    assert HARBOUR in archive.get(entry, 1).article.text
    assert REOPENED in archive.get(entry).article.text
    found = archive.diff(entry)
    assert (found.old, found.new, found.whole) == (1, 2, True)
    (piece,) = found.pieces
    assert (piece.old_text, piece.new_text) == (HARBOUR, REOPENED)
    assert [HARBOUR[s:e] for s, e in piece.old_words] == ["closed", "Monday because of the storm"]
    assert [REOPENED[s:e] for s, e in piece.new_words] == ["open again", "Tuesday"]


def test_what_was_seen_last_is_current_not_what_was_stored_last(archive: Archive) -> None:
    entry = archive.add(page(), url=URL, seen=day(12)).entry_id
    archive.add(page(paragraphs=(REOPENED, OWNERS, WATER)), url=URL, seen=day(13))
    archive.add(page("Quay soon closed"), url=URL, seen=day(1))
    assert archive.get(entry).version == 2
    archive.add(page(), url=URL, seen=day(14))
    assert (archive.get(entry).version, archive.get(entry).versions) == (1, 3)
    assert [h.version for h in archive.search("storm")] == [1]
    assert archive.search("open again tuesday") == []


@pytest.mark.parametrize(
    "same",
    [
        "http://post.example/2024/quay",
        "https://post.example:443/2024/quay#comments",
        "https://POST.example/2024/quay?utm_source=x&fbclid=y",
    ],
)
def test_ways_to_write_one_address(archive: Archive, same: str) -> None:
    first = archive.add(page(), url=URL)
    assert archive.add(page(), url=same).entry_id == first.entry_id
    assert archive.resolve_id(same) == first.entry_id
    assert archive.add(page(), url=URL + "?page=2").entry_id != first.entry_id


def test_escaped_and_plain_addresses_are_one(archive: Archive) -> None:
    first = archive.add(page(), url="https://post.example/الميناء/ ".strip())
    assert (
        archive.add(page(), url="https://post.example/%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1/").entry_id
        == first.entry_id
    )


def test_files_without_address(archive: Archive) -> None:
    first = archive.add(page(), name="/pages/a.html")
    moved = archive.add(page(), name="/elsewhere/b.html")
    changed = archive.add(page("Quay open"), name="/pages/a.html")
    other = archive.add(page("Quay open"), name="/pages/c.html")
    assert [a.entry_id == first.entry_id for a in (moved, changed, other)] == [True, True, True]
    assert [a.version for a in (moved, changed, other)] == [1, 2, 2]


def test_a_page_may_tell_its_address_but_not_that_of_a_front_page(archive: Archive) -> None:
    front = '<link rel="canonical" href="https://post.example/">'
    own = '<link rel="canonical" href="https://post.example/2024/quay">'
    assert archive.get(archive.add(page("One", extra=own), name="one.html").entry_id).url == URL
    assert (
        archive.add(page("Two", extra=front), name="two.html").entry_id
        != archive.add(page("Three", extra=front), name="three.html").entry_id
    )


def test_equal_bytes_at_two_addresses_are_two_entries_and_one_blob(archive: Archive) -> None:
    first, second = archive.add(page(), url=URL), archive.add(page(), url="https://mirror.example/quay")
    assert first.entry_id != second.entry_id
    assert archive.count()["bytes"] == len(page())


def test_an_analysis_comes_later(archive: Archive) -> None:
    reading = read(page(), name="quay.html")
    entry = archive.add(page(), reading=reading).entry_id
    assert archive.get(entry).analysis is None
    archive.add(page(), analysis=analyse(reading))
    assert archive.get(entry).analysis == analyse(reading)
    other = archive.add(page("Another quay"), name="other.html").entry_id
    archive.keep_analysis(other, 1, trace(page("Another quay"), name="p.html"))
    found = archive.get(other).analysis
    assert found is not None
    assert found.attributions


def test_ids(archive: Archive) -> None:
    entries = {archive.add(text(f"Quay {n} closed", HARBOUR)).entry_id for n in range(40)}
    assert len(entries) == 40
    some = min(entries)
    assert archive.get(some[:12]).entry == some
    for given, code in (
        ("feeb1e5", "no-such-entry"),
        (some[0], "ambiguous-id"),
        ("", "no-such-entry"),
        ("x'y", "no-such-entry"),
    ):
        with pytest.raises(ArchiveError) as error:
            archive.get(given)
        assert error.value.code == code
    with pytest.raises(ArchiveError, match="no version 7"):
        archive.get(some, 7)
    with pytest.raises(ArchiveError) as error:
        archive.diff(some)
    assert error.value.code == "one-version"


def test_removed_until_brought_back(archive: Archive) -> None:
    entry = archive.add(page(), url=URL).entry_id
    assert archive.remove(entry)
    assert not archive.remove(entry)
    assert (
        list(archive.list())
        == archive.search("quay")
        == archive.candidates(terms=["quay"])
        == archive.candidates()
        == []
    )
    assert [b.entry for b in archive.list(removed=True)] == [entry]
    assert archive.bring_back(entry)
    assert not archive.bring_back(entry)
    assert [h.entry_id for h in archive.search("quay")] == [entry]


def test_adding_again_brings_back(archive: Archive) -> None:
    entry = archive.add(page(), url=URL).entry_id
    archive.remove(entry)
    assert not archive.add(page(), url=URL).is_new
    assert [h.entry_id for h in archive.search("quay")] == [entry]


def test_compact_deletes_for_good_and_keeps_the_rest(archive: Archive) -> None:
    gone, kept = archive.add(page(), url=URL).entry_id, archive.add(page("Quay open"), name="b.html").entry_id
    shared = archive.add(page(), url="https://mirror.example/quay").entry_id
    archive.remove(gone)
    assert archive.compact() == 1
    assert {b.entry for b in archive.list()} == {kept, shared}
    assert archive.get(shared).bytes == page()
    assert {h.entry_id for h in archive.search("quay")} == {kept, shared}
    assert list(archive.check()) == []
    archive.remove(shared)
    archive.compact()
    assert archive.count() == {
        "entries": 1,
        "versions": 1,
        "sightings": 1,
        "removed": 0,
        "bytes": len(page("Quay open")),
    }


def test_nothing_of_a_batch_is_stored_when_one_fails(archive: Archive) -> None:
    from msgspec import structs

    from takhrij.archive.prepare import prepare

    good = prepare(page(), url=URL)
    bad = structs.replace(prepare(page("Quay open"), name="b.html"), sha256=None)
    with pytest.raises(Exception, match=r"(?i)null"):
        archive.add_all([good, bad])
    assert archive.count()["entries"] == 0
    archive.add_all([good])
    assert list(archive.check()) == []


def test_texts_in_the_order_of_the_ids(archive: Archive) -> None:
    ids = [archive.add(text(f"Quay {n} closed", HARBOUR)).entry_id for n in range(5)]
    assert [a.title for a in archive.texts(ids[::-1])] == [f"Quay {n} closed" for n in (4, 3, 2, 1, 0)]
    with pytest.raises(ArchiveError):
        archive.texts([*ids, "nonsense"])


def test_lists_are_filtered_and_paged(archive: Archive) -> None:
    for n in range(12):
        reading = read(text(f"Quay {n}", HARBOUR), name="a.txt", published=f"2024-{n + 1:02}-15")
        archive.add(f"{n}".encode(), reading=reading)
    assert len(list(archive.list())) == 12
    assert len(list(archive.list(limit=5))) == 5
    spring = archive.list(date_from="2024-03", date_to="2024-05-15")
    assert sorted(b.published or "" for b in spring) == ["2024-03-15", "2024-04-15", "2024-05-15"]
    assert list(archive.list(language="ar")) == []


def test_text_that_no_column_can_hold(archive: Archive) -> None:
    from msgspec import structs

    reading = read(text("Quay closed", HARBOUR), name="a.txt")
    odd = structs.replace(reading.article, title="Quay\0 closed", text="a\0b " + reading.article.text)
    entry = archive.add(b"odd", name="a\0b", reading=structs.replace(reading, article=odd)).entry_id
    assert archive.get(entry).article.title == "Quay\0 closed"
    broken = structs.replace(reading.article, text="half \ud800 a letter", paragraphs=())
    with pytest.raises(ArchiveError) as error:
        archive.add(b"broken", reading=structs.replace(reading, article=broken))
    assert error.value.code == "not-storable"


def test_outlets_by_id_domain_and_name() -> None:
    assert outlet_key("BBC News") == outlet_key(None, "https://www.bbc.co.uk/news/1") == outlet_key("بي بي سي")
    assert outlet_key("The Saltmarsh Post") == "name:the saltmarsh post"
    assert outlet_key(None, "https://saltmarsh.example/a") is None


def test_opening(where: str) -> None:
    with pytest.raises(ArchiveError) as error:
        open_archive(where, create=False)
    assert error.value.code == "no-archive"
    with open_archive(where) as archive:
        entry = archive.add(page()).entry_id
    with open_archive(where, create=False) as archive:
        assert archive.get(entry).bytes == page()


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    import sqlite3

    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    note = tmp_path / "note.txt"
    note.write_text("The quay was closed. " * 200, encoding="utf-8")
    before = foreign.read_bytes(), note.read_bytes()
    for path in (foreign, note):
        with pytest.raises(ArchiveError) as error:
            open_archive(path)
        assert error.value.code == "not-an-archive"
    assert before == (foreign.read_bytes(), note.read_bytes())
    with pytest.raises(ArchiveError):
        open_archive(tmp_path / "no" / "such" / "folder.db")


def test_an_archive_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "later.db"
    open_archive(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(ArchiveError) as error:
        open_archive(path)
    assert error.value.code == "archive-newer"
