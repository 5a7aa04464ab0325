"""Verdicts and typed changes on quotations of a short source in each language."""

import pytest

from takhrij.verify import SourceIndex, align, judge
from takhrij.verify.align import built_in_words

ENGLISH = """The ferry left Port Aldis at dawn on Monday. Commander Ines Halloran said twelve people may have drowned in the strait.

"Without them we would have lost everyone on that boat," she told reporters. The company has not answered questions about the age of the vessel.

Divers were not able to reach the wreck before nightfall. At least nine families were waiting in the harbour hall. Perhaps they are right about the money.

The regional council will vote on the new pier on 21 March. It asked the builders to lower the price, and the builders refused."""
ARABIC = """غادرت العبارة مرفأ الدلاء فجر الاثنين. وقال المقدم رياض السنجق إن اثني عشر شخصاً قد يكونون غرقوا في المضيق.

«لولاهم لفقدنا كل من كان على ظهر ذلك القارب»، هكذا قالت للصحافيين. ولم تجب الشركة عن الأسئلة المتعلقة بعمر السفينة.

ولم يتمكن الغواصون من بلوغ الحطام قبل حلول الظلام. وكانت عائلات كثيرة تنتظر في قاعة المرفأ الكبيرة.

وسيصوت المجلس الإقليمي على الرصيف الجديد في 21 آذار. وطلب من البنائين خفض السعر فرفض البناؤون."""
SOURCES = {
    "en": SourceIndex(ENGLISH, built_in_words("en")),
    "ar": SourceIndex(ARABIC, built_in_words("ar")),
}


def judged(content: str, language: str = "en"):
    return judge(align(content, SOURCES[language]))


@pytest.mark.parametrize(
    ("language", "content", "reason"),
    [
        ("en", "twelve people may have drowned in the strait", "word-for-word"),
        ("en", "TWELVE PEOPLE may have drowned in the strait!", "word-for-word"),
        ("en", "Commander Ines Halloran said ... in the strait", "clipped"),
        ("en", "Commander Ines Halloran said […] in the strait", "clipped"),
        ("en", "[The divers] were not able to reach the wreck before nightfall", "bracketed"),
        ("en", "Divers weren't able to reach the wreck before nightfall", "word-for-word"),
        ("en", "12 people may have drowned in the strait", "word-for-word"),
        ("en", "will vote on the new pier on March 21", "word-for-word"),
        ("ar", "اثني عشر شخصا قد يكونون غرقوا في المضيق", "word-for-word"),
        ("ar", "لم تجب الشركة عن الأسئلة المتعلّقة بعمر السفينه", "word-for-word"),
        ("ar", "لم يتمكن الغواصون ... قبل حلول الظلام", "clipped"),
    ],
)
def test_verbatim(language: str, content: str, reason: str) -> None:
    found = judged(content, language)
    assert (found.verdict, found.reason, found.changes) == ("verbatim", reason, ())


@pytest.mark.parametrize(
    ("language", "content", "kinds"),
    [
        ("en", "Fourteen people may have drowned in the strait", {"number"}),
        ("en", "The ferry left Port Aldis at dawn on Tuesday", {"date"}),
        ("en", "will vote on the new pier on 12 March", {"date"}),
        ("en", "Commander Sara Dean said twelve people may have drowned", {"name"}),
        ("en", "twelve people may not have drowned in the strait", {"negation"}),
        ("en", "The company has answered questions about the age of the vessel", {"negation"}),
        ("en", "twelve people have drowned in the strait", {"hedge"}),
        ("en", "They are right about the money.", {"hedge"}),
        ("en", "Divers were not able to reach the shore before nightfall", {"word"}),
        ("en", "Divers were not able to reach before nightfall", {"omission"}),
        ("en", "Divers were not able to reach the distant wreck before nightfall", {"insertion"}),
        ("en", "Commander Sara Dean said fourteen people may have drowned", {"name", "number"}),
        ("ar", "وقال المقدم رياض السنجق إن عشرين شخصاً قد يكونون غرقوا", {"number"}),
        ("ar", "وسيصوت المجلس الإقليمي على الرصيف الجديد في 12 آذار", {"date"}),
        ("ar", "وقال المقدم كمال الدوري إن اثني عشر شخصاً", {"name"}),
        ("ar", "وأجابت الشركة عن الأسئلة المتعلقة بعمر السفينة", {"word", "negation"}),
        ("ar", "وكانت عائلات قليلة تنتظر في قاعة المرفأ الكبيرة", {"word"}),
    ],
)
def test_altered(language: str, content: str, kinds: set[str]) -> None:
    found = judged(content, language)
    assert found.verdict == "altered"
    assert {c.kind for c in found.changes} <= kinds
    assert found.changes


def test_changes_have_their_places_in_both_texts() -> None:
    content = "Fourteen people may have drowned in the strait"
    (change,) = judged(content).changes
    assert content[slice(*change.content_span)] == "Fourteen"
    assert ENGLISH[slice(*change.source_span)] == "twelve"


def test_reserve_left_out_makes_it_stronger() -> None:
    (change,) = judged("twelve people have drowned in the strait").changes
    assert (change.kind, change.strength) == ("hedge", "stronger")
    (change,) = judged("Perhaps the company has not answered questions about the age of the vessel").changes
    assert (change.kind, change.strength) == ("hedge", "weaker")


def test_a_word_of_a_scale_makes_it_stronger_or_weaker() -> None:
    (change,) = judged("It demanded of the builders to lower the price").changes[:1]
    assert (change.kind, change.strength) == ("word", "stronger")


def test_other_order_and_distant_places() -> None:
    assert judged("about the age of the vessel the company has not answered questions").verdict == "reordered"
    assert judged("The ferry left Port Aldis at dawn and the builders refused").verdict == "stitched"
    assert judged("غادرت العبارة مرفأ الدلاء فجر الاثنين وطلب من البنائين خفض السعر", "ar").verdict == "stitched"


def test_more_than_two_facts_are_no_alteration() -> None:
    found = judged("Commander Sara Dean said fourteen people have swum in the lagoon")
    assert found.verdict in {"closest-passage", "not-found"}


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "The harbour master resigned on Friday after an angry meeting with the owners"),
        ("en", "the"),
        ("en", "..."),
        ("ar", "استقال مدير المرفأ يوم الجمعة بعد اجتماع غاضب مع المالكين"),
    ],
)
def test_what_is_not_there_is_not_found(language: str, content: str) -> None:
    found = judged(content, language)
    assert found.verdict in {"not-found", "verbatim" if content == "the" else "not-found"}


def test_all_equally_good_places_are_told() -> None:
    text = "The gate was locked. Nobody came. The gate was locked. Somebody called."
    found = judge(align("the gate was locked", text))
    assert [p.source_span.start for p in found.passages] == [0, 34]
    assert len({p.content_span for p in found.passages}) == 1


def test_a_number_exchanged_with_another_is_no_other_order() -> None:
    text = "Twenty-eight have agreed already and the other twelve never will."
    found = judge(align("Twelve have agreed already and the other twenty-eight never will.", text))
    assert found.verdict == "altered"
    assert {c.kind for c in found.changes} == {"number"}


def test_hostile_input_is_answered() -> None:
    for content, source in (
        ("a " * 3000, "a " * 20_000),
        ("ab " * 400, "ba " * 5000),
        ("[" * 3000, "x"),
        ("…" * 3000, "y z"),
    ):
        assert judge(align(content, source)).verdict
