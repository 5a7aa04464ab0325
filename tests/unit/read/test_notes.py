"""Each kind of republication note is read, and what only sounds like one is not."""

from __future__ import annotations

import pytest

from takhrij.read import read
from takhrij.read.notes import find_notes

NOTES = [
    ("This post originally appeared on Mill Notes.", "first-published", "Mill Notes", None, None),
    (
        "Originally published at Rest of the Valley on May 3, 2019.",
        "first-published",
        "Rest of the Valley",
        None,
        "2019-05-03",
    ),
    (
        "A version of this story first appeared in Northern Dispatch.",
        "first-published",
        "Northern Dispatch",
        None,
        None,
    ),
    ("A shorter version of this essay appeared in Mill Notes in June.", "first-published", "Mill Notes", None, None),
    (
        "This article was first published on salt.example and is reposted with permission.",
        "first-published",
        "salt.example",
        None,
        None,
    ),
    ("This article is republished from The Colloquy under a licence.", "syndicated", "The Colloquy", None, None),
    ("Reprinted with permission from Mill Notes.", "syndicated", "Mill Notes", None, None),
    ("Translated by Jane Doe for Mill Notes", "translated", "Mill Notes", "Jane Doe", None),
    ("Translated from French by Jane Doe", "translated", None, "Jane Doe", None),
    ("المقال نشر في موقع (مرصد الضفة) في 17 تشرين الأول/ 2019.", "first-published", "مرصد الضفة", None, "2019-10-17"),
    (
        "نشر هذا المقال للمرة الأولى في صحيفة «الضوء الجديد» بتاريخ 3 مايو 2019",
        "first-published",
        "الضوء الجديد",
        None,
        "2019-05-03",
    ),
    ("المقال الأصلي: Mill Notes", "first-published", "Mill Notes", None, None),
    ("• وتمّت ترجمته إلى الفرنسية لموقع ( Daffa )", "translated", "Daffa", None, None),
    ("ترجمة: سلمى الخوري", "translated", None, "سلمى الخوري", None),
    ("ترجمة عن الإنكليزية: رامي الأسعد", "translated", None, "رامي الأسعد", None),
    ("هذا المقال مترجم عن صحيفة الغد القريب", "translated", "الغد القريب", None, None),
    ("نقلا عن موقع ضوء النهر", "syndicated", "ضوء النهر", None, None),
    ("المصدر: وكالة الضفة", "credited", "الضفة", None, None),
]


@pytest.mark.parametrize(("text", "kind", "name", "by", "date"), NOTES)
def test_note(text: str, kind: str, name: str | None, by: str | None, date: str | None) -> None:
    found = find_notes(text)
    assert [(n.kind, n.name, n.by, n.date) for n in found] == [(kind, name, by, date)]
    assert 0 <= found[0].start < found[0].end <= len(text)
    assert found[0].rule.split(".")[1] == "republication"


@pytest.mark.parametrize(
    "text",
    [
        "He was first published in The Valley in 1998.",
        "The report was first published in the Journal of Salt on May 3.",
        "Source: a man who was there said so.",
        "The story ran in three newspapers before the trial.",
        "نشرت صحيفة الضوء الجديد مقالاً عن الحادثة.",
        "وقال المصدر إن الترجمة لم تكن دقيقة.",
        "تُرجم الكتاب إلى عشر لغات.",
    ],
)
def test_what_only_sounds_like_a_note(text: str) -> None:
    assert find_notes(text) == []


def test_language_and_side() -> None:
    (into,) = find_notes("وتمّت ترجمته إلى الفرنسية لموقع ( Daffa )")
    assert (into.language, into.side) == ("fr", "into")
    (source,) = find_notes("Translated from Arabic by Jane Doe")
    assert (source.language, source.side) == ("ar", "from")


def test_the_link_tells_name_and_address() -> None:
    (note,) = find_notes(
        "This essay first appeared in Mill Notes, a quarterly.", [("Mill Notes", "https://mill.example/1")]
    )
    assert (note.name, note.url) == ("Mill Notes", "https://mill.example/1")


BODY = "<p>" + "The committee said on Monday that the bridge would stay closed until the inquiry reports. " * 3 + "</p>"


def warned(note: str, url: str | None = None, head: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body><article><h1>Bridge stays closed</h1>{BODY}<p>{note}</p></article></body></html>"
    return [w.code for w in read(page.encode(), name="x.html", url=url).warnings]


def test_a_link_that_leads_to_another_outlet_than_the_note_names() -> None:
    assert warned("Originally published at <a href='https://www.theguardian.com/x'>Reuters</a>.") == ["outlet-conflict"]
    assert warned("Originally published at <a href='https://www.reuters.com/x'>Reuters</a>.") == []
    assert warned("Originally published at <a href='https://mill.example/x'>Reuters</a>.") == []
    assert warned("Originally published at <a href='https://www.theguardian.com/x'>Mill Notes</a>.") == []


def test_a_source_later_than_the_page() -> None:
    day = "<meta property='article:published_time' content='2019-05-03'>"
    assert set(warned("Originally published at Mill Notes on June 9, 2019.", head=day)) == {"date-conflict"}
    assert set(warned("Source: Mill Notes, 9 June 2019", head=day)) == {"date-conflict"}
    assert warned("Originally published at Mill Notes on May 1, 2019.", head=day) == []


def test_a_canonical_address_on_another_site() -> None:
    link = "<link rel=canonical href='https://mill.example/1'>"
    assert warned("", url="https://rest.example/1", head=link) == ["canonical-elsewhere"]
    assert warned("", url="https://amp.mill.example/1", head=link) == []
    assert warned("", url="https://m.mill.example/1", head=link) == []
