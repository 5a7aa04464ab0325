"""Search finds every form that the pack's proclitics allow, and nothing else; on both databases."""

from __future__ import annotations

import contextlib
import itertools
from typing import TYPE_CHECKING

import pytest

from support.pages import HARBOUR, OWNERS, WATER, text
from takhrij.archive import Archive, words
from takhrij.archive.prepare import prepare
from takhrij.archive.snippet import LOOKED_AT, WIDTH, Wanted, cut_snippet
from takhrij.archive.words import Clause, any_of, index_words, read_question, with_proclitics
from takhrij.errors import ArchiveError
from takhrij.packs.loader import load
from takhrij.read import read_clean

if TYPE_CHECKING:
    from collections.abc import Sequence

STEMS = ("ميناء", "سفينة", "رصيف", "عاصفة", "يغلق", "لجنة", "وزير", "بحار", "فندق", "كتاب")
FORMS = (
    "{}",
    "ال{}",
    "و{}",
    "وال{}",
    "ب{}",
    "بال{}",
    "لل{}",
    "ولل{}",
    "فال{}",
    "ك{}",
    "س{}",
    "وس{}",
    "فبال{}",
    "وكال{}",
    "ول{}",
)


def add(archive: Archive, name: str, body: str, title: str = "", **facts: str) -> str:
    reading = read_clean(body, id=name, title=title or name, **facts)  # type: ignore[arg-type]
    return archive.add(f"{title}\n{body}".encode(), name=name, reading=reading).entry_id


def stems(word: str) -> set[str]:
    """A word and what is left when proclitics are taken off, slot by slot: the other way round from the search."""
    pack = load("ar")
    assert pack is not None
    found = [word]
    for slot in pack.morphology.prefixes:
        for stem, affix in itertools.product(tuple(found), slot):
            rest = stem[len(affix.form) :]
            if stem.startswith(affix.form) and rest and (not affix.before or rest[0] in affix.before):
                found.append(affix.becomes + rest)
    return set(found)


def test_recall_and_precision_over_proclitics(archive: Archive) -> None:
    held, ready = {}, []
    for number, (stem, form) in enumerate(itertools.product(STEMS, FORMS)):
        word = form.format(stem)
        body = f"قال الناطق إن {word} كانت هنا أمس."
        ready.append(prepare(body.encode(), name=str(number), reading=read_clean(body, id=str(number), language="ar")))
        held[number] = index_words(word)
    entries = [added.entry_id for added in archive.add_all(ready)]
    for stem in STEMS:
        asked = index_words(stem)
        truth = {entries[number] for number, word in held.items() if asked in stems(word)}
        assert len(truth) >= len(FORMS) - 2
        found = {hit.entry_id for hit in archive.search(stem, limit=500)}
        assert found == truth
        assert {brief.entry for brief in archive.candidates(terms=[stem], language="ar", limit=500)} == truth


def test_a_question_with_its_article_finds_the_word_without(archive: Archive) -> None:
    bare, other = add(archive, "a", "وصلت سفينة إلى هنا"), add(archive, "b", "وصل قطار إلى هنا")
    assert [h.entry_id for h in archive.search("السفينة")] == [bare]
    assert [h.entry_id for h in archive.search("بالقطار")] == [other]
    assert archive.search('"السفينة"') == []


@pytest.mark.parametrize("asked", ["أحمد", "احمد", "أَحْمَد", "أحـمد", "وأحمد"])
def test_folding(archive: Archive, asked: str) -> None:
    entry = add(archive, "a", "وصل أحمد إلى هنا. وقال وأحمد معه.")
    assert [h.entry_id for h in archive.search(asked)] == [entry]


def test_latin_folding_and_marks_inside_words(archive: Archive) -> None:
    entry = add(archive, "a", "Café Müller of the U.S. told Al-Rabat about O’Neil’s 1,234.5 crowns")
    for asked in ("cafe", "MÜLLER", "muller", "u.s.", "al-rabat", "rabat", "o'neil", "1,234.5", '"al rabat about"'):
        assert [h.entry_id for h in archive.search(asked)] == [entry], asked
    assert archive.search('"rabat al"') == []


def test_operators(archive: Archive) -> None:
    quay = add(archive, "a", HARBOUR, "Quay closed")
    owners = add(archive, "b", OWNERS, "Owners of boats")
    water = add(archive, "c", WATER, "Water")

    def found(question: str) -> set[str]:
        return {h.entry_id for h in archive.search(question)}

    assert found("the") == {quay, owners, water}
    assert found("the -quay") == {owners, water}
    assert found('the -"harbour post" -water') == {quay}
    assert found('"harbour master"') == {quay}
    assert found('"master harbour"') == set()
    assert found("harb* post") == {owners}
    assert found("harb") == set()
    assert found("quay storm") == {quay}
    assert found("quay water") == set()
    for nothing in ("", "  ", "-quay", '""', "?!", "-"):
        with pytest.raises(ArchiveError) as error:
            found(nothing)
        assert error.value.code == "empty-question"


@pytest.mark.parametrize(
    "asked",
    ['"', '"""', "quay AND", "NEAR(quay", "title:quay", "quay OR", "(quay", "quay'; DROP TABLE entries; --", "* quay", "quay*)", "a:b:c quay", "^quay", "q & | ! <-> quay", "\\", "quay\0", "'quay':*"],
)  # fmt: skip
def test_no_question_breaks_the_database(archive: Archive, asked: str) -> None:
    add(archive, "a", HARBOUR)
    with contextlib.suppress(ArchiveError):
        archive.search(asked)
    assert archive.count()["entries"] == 1


def test_the_title_counts_more_and_the_best_is_first(archive: Archive) -> None:
    body = add(archive, "a", f"{HARBOUR} {WATER} A crane fell.", "Quay closed")
    title = add(archive, "b", f"{HARBOUR} {WATER} {OWNERS}", "Crane fell")
    for n in range(6):
        add(archive, f"x{n}", f"{OWNERS} Number {n}.", "Owners")
    best = archive.search("crane fell")
    assert {h.entry_id for h in best} <= {title, body}
    assert [h.score for h in best] == sorted((h.score for h in best), reverse=True)
    assert best[0].entry_id == title


def test_filters(archive: Archive) -> None:
    early = add(archive, "a", HARBOUR, outlet="BBC News", published="2019-05-03", language="en")
    late = add(archive, "b", HARBOUR + " Again.", outlet="Saltmarsh Post", published="2021", language="en")
    undated = add(archive, "c", "أغلق quay أمس", outlet="رويترز", language="ar")

    def found(**only: str) -> set[str]:
        return {h.entry_id for h in archive.search("quay", **only)}  # type: ignore[arg-type]

    assert found() == {early, late, undated}
    assert found(language="ar") == {undated}
    assert found(outlet="بي بي سي") == found(outlet="BBC News") == {early}
    assert found(outlet="saltmarsh POST") == {late}
    assert found(outlet="Reuters") == {undated}
    assert found(date_from="2019-05-03", date_to="2019-05-03") == {early, undated}
    assert found(date_from="2021-07") == {late, undated}
    assert found(date_to="2020") == {early, undated}
    assert found(date_from="2020", outlet="BBC News") == set()


def test_candidates(archive: Archive) -> None:
    near = add(archive, "a", HARBOUR, "Quay closed", outlet="BBC News", published="2019-05-03")
    far = add(archive, "b", f"{WATER} {OWNERS}", "Boats", outlet="BBC News", published="2019-06-20")
    other = add(
        archive, "c", f"{WATER} The harbour is open.", "Harbour open", outlet="Saltmarsh Post", published="2019-05-04"
    )

    def found(**only: object) -> list[str]:
        return [b.entry for b in archive.candidates(**only)]  # type: ignore[arg-type]

    key = archive.get(near).outlet_id
    assert found(terms=["harbour master", "storm", "quay"]) == [near]
    assert found(terms=["storm", "harbour"])[0] == near
    assert set(found(terms=["storm", "water"])) == {near, far, other}
    assert found(outlet_id=key) == [far, near]
    assert found(outlet_id=key, published=("2019-05-01", "2019-05-10")) == [near]
    assert found(published=("2019-05-01", "2019-05-10"), terms=["harbour"]) in ([near, other], [other, near])
    assert found(outlet_id="name:saltmarsh post", terms=["storm"]) == []
    assert found(terms=["", "?"], limit=1) == [far]
    brief = archive.candidates(outlet_id=key, terms=["storm"])[0]
    assert (brief.title, brief.outlet, brief.language, brief.published, brief.score > 0) == (
        "Quay closed",
        "BBC News",
        "en",
        "2019-05-03",
        True,
    )


def test_many_hits_that_are_no_longer_current(archive: Archive) -> None:
    old = [
        prepare(text(f"Quay {n}", "The crane fell."), url=f"https://post.example/{n}", seen="2024-01-01")
        for n in range(260)
    ]
    new = [
        prepare(text(f"Quay {n}", "The boat sank."), url=f"https://post.example/{n}", seen="2024-01-02")
        for n in range(260)
    ]
    archive.add_all(
        [*old, *new, prepare(text("Last", "A crane, and much else beside it, was to be seen."), name="last")]
    )
    assert [h.title for h in archive.search("crane", limit=5)] == ["Last"]
    assert len(archive.search("boat", limit=300)) == 260


def test_snippets_show_where(archive: Archive) -> None:
    long = " ".join([WATER] * 30)
    add(archive, "a", f"{long}\n\n{HARBOUR}\n\n{long}")
    (hit,) = archive.search("harbour storm master")
    assert {hit.snippet[s:e] for s, e in hit.marks} == {"harbour", "storm", "master"}
    assert hit.snippet.startswith("… ")
    assert hit.snippet.endswith(" …")
    assert len(hit.snippet) <= WIDTH + 4


@pytest.mark.parametrize(
    "text", ["", "x", "quay", "a" * 500, "quay " * 400, "الميناء " * 300, "q\nu\ta\ry quay\n\nquay"]
)
def test_snippets_of_any_text(text: str) -> None:
    snippet, marks = cut_snippet(text, Wanted(read_question("quay ميناء")))
    assert len(snippet) <= WIDTH + 4
    assert "\n" not in snippet
    assert all(snippet[s:e] in ("quay", "الميناء") for s, e in marks)


def test_snippets_of_a_very_long_text_are_quick() -> None:
    text = "z " * LOOKED_AT + "quay"
    assert cut_snippet(text, Wanted(read_question("quay")))[1] == ()


def test_index_words() -> None:
    assert index_words("The U.S.-born Mr. O’Neil's “quay” (1,234)") == "the u s born mr o neil s quay 1 234"
    assert index_words("وَقالَ أحمدُ: «إلى الأمـام»") == "وقال احمد الي الامام"
    assert index_words("١٢٣ ۴۵") == "123 45"
    assert max(map(len, index_words("x" * 10_000 + " y").split())) == words.LONGEST
    assert index_words("_ - … \n\0") == ""


def test_proclitics() -> None:
    forms = with_proclitics("كتاب", "ar")
    assert {"كتاب", "الكتاب", "والكتاب", "بكتاب", "فبالكتاب", "للكتاب", "وللكتاب", "كالكتاب"} <= set(forms)
    assert "سكتاب" not in forms
    assert "سيكتب" in with_proclitics("يكتب", "ar")
    assert with_proclitics("book", "en") == ("book",)
    assert len(forms) == len(set(forms)) < 60


def test_the_shape_of_questions() -> None:
    def first(clauses: Sequence[Clause]) -> list[tuple[str, ...]]:
        return [c.phrases[0] for c in clauses]

    assert first(read_question('quay "harbour master" -storm boa*', "en")) == [
        ("quay",),
        ("harbour", "master"),
        ("storm",),
        ("boa",),
    ]
    assert [(c.excluded, c.begins) for c in read_question('quay -"a b" boa*', "en")] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert any_of([]) is None
    assert any_of(["quay", "harbour master"], "en") == Clause(
        (("quay",), ("harbour", "master")), terms=((("quay",),), (("harbour", "master"),))
    )
