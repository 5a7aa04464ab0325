from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from support.sample_analysis import arabic, english, hostile
from takhrij.model import Attribution, Span
from takhrij.report.html_article import whole_paragraphs
from takhrij.report.segments import segments
from takhrij.report.strings import strings
from takhrij.report.view import Statement, view


def statement(index: int, *content: tuple[int, int], parent: int | None = None) -> Statement:
    spans = tuple(Span(*c) for c in content)
    a = Attribution(id=f"A{index}", type="direct", content=spans, cue=(), source=(), confidence=1.0, rule="r")
    return Statement(
        index=index,
        number=str(index + 1),
        in_title=False,
        attribution=a,
        text="",
        name="",
        named=True,
        speaker=None,
        group="g",
        chain=None,
        steps=(),
        depth=1,
        parent=parent,
        verdicts=(),
    )


def test_nested_contents_are_listed_from_outside_to_inside() -> None:
    cut = segments("x" * 10, [statement(1, (3, 6), parent=0), statement(0, (0, 10))])
    assert [(s.start, s.end, s.contents, s.target) for s in cut] == [
        (0, 3, (0,), 0),
        (3, 6, (0, 1), 1),
        (6, 10, (0,), 0),
    ]
    assert [s.starts for s in cut] == [(0,), (1,), ()]


def test_overlapping_contents_are_split_where_they_meet() -> None:
    cut = segments("x" * 10, [statement(0, (0, 6)), statement(1, (4, 10))])
    assert [(s.start, s.end, s.contents) for s in cut] == [(0, 4, (0,)), (4, 6, (0, 1)), (6, 10, (1,))]


def test_parents_that_go_in_a_circle_end() -> None:
    cut = segments("x" * 4, [statement(0, (0, 4), parent=1), statement(1, (0, 4), parent=0)])
    assert {s.contents for s in cut} in ({(0, 1)}, {(1, 0)})


def test_the_first_word_stands_by_itself() -> None:
    cut = segments("said that one two", [statement(0, (10, 17))])
    assert [(s.start, s.end) for s in cut] == [(0, 10), (10, 13), (13, 17)]


spans = st.tuples(st.integers(0, 39), st.integers(1, 12)).map(lambda p: (p[0], min(p[0] + p[1], 40)))


@given(
    st.text(min_size=40, max_size=40), st.lists(st.lists(spans, min_size=1, max_size=3), max_size=6), st.lists(spans)
)
def test_segments_are_the_whole_text(
    text: str, contents: list[list[tuple[int, int]]], own: list[tuple[int, int]]
) -> None:
    cut = segments(text, [statement(i, *c) for i, c in enumerate(contents)], own=[Span(*o) for o in own])
    assert "".join(text[s.start : s.end] for s in cut) == text
    for s in cut:
        for place in range(s.start, s.end):
            covering = {i for i, c in enumerate(contents) if any(a <= place < b for a, b in c)}
            assert set(s.contents) == covering
            assert set(s.own) == {i for i, (a, b) in enumerate(own) if a <= place < b}


def test_paragraphs_and_what_lies_between_them_are_the_whole_text() -> None:
    for analysis in (arabic(), english(), hostile()):
        text = analysis.article.text
        found = whole_paragraphs(text, analysis.article.paragraphs)
        assert "".join("".join(text[p.start : p.end].split()) for p in found) == "".join(text.split())
    assert whole_paragraphs("one two three", (Span(4, 7),)) == [Span(0, 4), Span(4, 7), Span(7, 13)]


def test_statements_are_numbered_by_place_and_grouped_by_speaker() -> None:
    shown = view(arabic(), strings("ar"))
    assert [s.number for s in shown.statements][:4] == ["T1", "T2", "1", "2"]
    assert shown.statements[shown.statements[3].parent or 0].number == "1"
    assert shown.longest == 4
    assert {s.name: len(s.statements) for s in shown.speakers}["رياض السنجق"] == 2
    assert shown.anonymous == 1
    assert [round(n, 2) for _, _, n, _ in shown.needing_source()] == [0.92, 0.57, 0.41, 0.35, 0.3]


def test_an_id_that_title_and_text_share_is_that_of_the_text() -> None:
    base = arabic()
    titled = (structs.replace(base.title_attributions[0], id="A1"),)
    shown = view(structs.replace(base, title_attributions=titled), strings("ar"))
    assert shown.of_title[0].chain is None
    assert shown.body[0].chain is not None
    assert shown.body[0].chain.attribution == "A1"
