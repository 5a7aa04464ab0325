"""What a page shows by itself: its headline against its text, and what it hardens."""

from takhrij import trace
from takhrij.verify import verify


def page(title: str, *paragraphs: str, language: str = "en"):
    return trace("\n\n".join((title, *paragraphs)) + "\n", language=language)


def test_a_quotation_of_the_headline_is_looked_for_in_the_text() -> None:
    one = page(
        'Mayor: "we will close the old bridge for good"',
        'Mayor Ada Kern spoke to reporters on Friday. "We will close the old bridge for repairs," she said after the meeting of the council.',
        "The council meets again in June, and the engineers will give their report on the pillars.",
    )
    (v,) = [v for v in verify(one, None) if v.rule == "verify.headline"]
    assert v.attribution == "title"
    assert v.verdict in {"altered", "closest-passage"}
    assert one.article.title[slice(*v.passages[0].content_span)].startswith("we will close")


def test_a_true_headline_is_word_for_word() -> None:
    one = page(
        'Mayor: "we will close the old bridge"',
        'Mayor Ada Kern spoke to reporters on Friday. "We will close the old bridge," she said after the meeting of the council.',
    )
    assert [v.verdict for v in verify(one, None) if v.rule == "verify.headline"] == ["verbatim"]


def test_what_was_only_suspected_is_hardened() -> None:
    one = page(
        "The warehouse",
        "Investigators suspect that the manager of the warehouse sold fertiliser to the northern militia, the prosecutor said.",
        "The town has talked of nothing else. The manager of the warehouse sold fertiliser to the northern militia while his neighbours slept.",
        "The market opened late on Monday.",
    )
    (v,) = [v for v in verify(one, None) if v.reason == "hardened-here"]
    assert one.article.text[slice(*v.passages[0].source_span)].startswith("The manager of the warehouse sold")
    assert v.changes[0].strength == "stronger"


def test_a_sentence_that_keeps_the_reserve_is_not_hardened() -> None:
    one = page(
        "The warehouse",
        "Investigators suspect that the manager of the warehouse sold fertiliser to the northern militia, the prosecutor said.",
        "Whether the manager of the warehouse sold fertiliser to the northern militia is not known. He allegedly sold fertiliser to the northern militia from the warehouse.",
    )
    assert [v for v in verify(one, None) if v.reason == "hardened-here"] == []


def test_hardened_in_arabic() -> None:
    one = page(
        "المستودع",
        "قال المدعي العام إن المحققين يشتبهون في أن مدير المستودع باع الأسمدة للجماعة المسلحة في الشمال.",
        "لم يعد لأهل البلدة حديث آخر. لقد باع مدير المستودع الأسمدة للجماعة المسلحة في الشمال بينما كان جيرانه نياماً.",
        language="ar",
    )
    assert [v.reason for v in verify(one, None) if v.rule == "verify.hardened"][:1] == ["hardened-here"]
