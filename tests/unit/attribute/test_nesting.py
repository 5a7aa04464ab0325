"""Which statement stands inside which."""

from __future__ import annotations

import pytest

from takhrij.pipeline import trace


def nested(text: str) -> dict[str, tuple[str, str | None]]:
    """Content and content of the parent, by the words of the source."""
    found = trace((text + "\n").encode(), name="page.txt", language="ar")
    whole = found.article.text

    def words(spans):
        return " … ".join(whole[s:e] for s, e in spans)

    contents = {a.id: words(a.content) for a in found.attributions}
    return {words(a.source): (contents[a.id], contents.get(a.parent or "")) for a in found.attributions}


def test_suspicion_told_by_a_source_stands_inside_what_that_source_says() -> None:
    text = "قالت صحيفة الميناء، نقلاً عن مصدر قريب من التحقيق، أن المحققين يشتبهون في أن يكون المدير قد باع الأسمدة.\n"
    found = trace(text.encode(), name="page.txt", language="ar")
    parents = {a.id: a.parent for a in found.attributions}
    names = {e.id: e.name for e in found.entities}
    spoken = {names.get(a.speaker or ""): a.id for a in found.attributions}
    assert parents[spoken["المحققين"]] == spoken["مصدر قريب من التحقيق"]
    assert parents[spoken["مصدر قريب من التحقيق"]] == spoken["صحيفة الميناء"]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير سامر الخياط إن الجسر مغلق، بحسب صحيفة «الميناء».",
        "قال الوزير سامر الخياط إن الجسر مغلق، وفق ما ذكرت صحيفة «الميناء».",
        "وقال الوزير سامر الخياط، بحسب صحيفة «الميناء»، إن الجسر مغلق.",
    ],
)
def test_who_is_cited_beside_a_statement_answers_for_it_whole(text: str) -> None:
    found = nested(text)
    assert found["الوزير سامر الخياط"][1] == found["صحيفة «الميناء»"][0]
    assert "الوزير" in found["صحيفة «الميناء»"][0]
    assert found["صحيفة «الميناء»"][1] is None


def test_what_a_speaker_rests_on_does_not_answer_for_him() -> None:
    found = nested("وقال الوزير سامر الخياط إن العدد بلغ مئة استنادا إلى إحصاءات البلدية.")
    assert found["الوزير سامر الخياط"][1] is None


def test_a_text_given_in_full_holds_what_is_said_in_it() -> None:
    lead = "تنشر مجلة «المدى» مقالا للكاتبة هدى قنديل. أدناه نص المقال منقولا إلى العربية:"
    found = nested(f"{lead} تغير المرفأ كثيرا. وقال العمدة سامر الخياط إن الرصيف آمن. ثم هدأت المدينة.")
    assert found["العمدة سامر الخياط"][1] == found[""][0]
    assert found[""][0].endswith("ثم هدأت المدينة.") or found[""][0].endswith("ثم هدأت المدينة")


def test_a_text_that_is_only_spoken_of_holds_nothing() -> None:
    found = nested("وناقش المجلس نص المقال طويلا. وقال العمدة سامر الخياط إن الرصيف آمن.")
    assert found["العمدة سامر الخياط"][1] is None
