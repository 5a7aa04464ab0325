from __future__ import annotations

import pytest

from support.statements import Written
from takhrij.attribute.voice import reason_names, voice
from takhrij.model import Span
from takhrij.packs.loader import load
from takhrij.text.sentences import find_paragraphs


def voices(w: Written):
    return voice(w.text, find_paragraphs(w.text), w.made, load(w.language))


def weighed(language, sentence):
    return voices(Written(language, sentence))[0]


def test_untouched_sentence_is_own_and_reported_one_attributed():
    w = Written("en", "The road has been shut since 2019. The mayor said it would open in May.")
    w.says("The mayor", "said", "it would open in May")
    assert [s.voice for s in voices(w)] == ["own", "attributed"]


def test_sentence_inside_a_long_content_is_attributed():
    w = Written("en", 'The mayor said: "It is open. It stays open. Go home." Nobody left the square that night.')
    w.says("The mayor", "said", "It is open. It stays open. Go home.", form="direct")
    assert {s.voice for s in voices(w)[:-1]} == {"attributed"}
    assert voices(w)[-1].voice == "own"


def test_clause_of_the_author_beside_a_statement_is_mixed():
    w = Written("en", "The union has lost half of its members since the strike; the mayor said the road would open.")
    w.says("the mayor", "said", "the road would open")
    assert [s.voice for s in voices(w)] == ["mixed"]


def test_circumstance_of_a_statement_is_not_the_authors_own():
    w = Written("en", "In a letter to the members on Tuesday the mayor said the road would open.")
    w.says("the mayor", "said", "the road would open")
    assert [s.voice for s in voices(w)] == ["attributed"]


def test_arabic_mixed_and_circumstance():
    w = Written(
        "ar",
        "انهار الجسر القديم فوق النهر الكبير بعد العاصفة الأخيرة، وقال المحافظ إن الطريق مغلق."
        " وقال في مؤتمر صحفي مساء أمس إن الأعمال بدأت.",
    )
    w.says("المحافظ", "وقال", "الطريق مغلق")
    w.says("", "وقال", "الأعمال بدأت")
    assert [s.voice for s in voices(w)] == ["mixed", "attributed"]


@pytest.mark.parametrize(
    ("language", "needs", "does_not"),
    [
        ("en", "The fund lost 40 million crowns in three years.", "It was raining when we left the hall."),
        ("en", "The company secretly paid bribes to two ministers.", "What would my grandmother have made of it?"),
        ("en", "Catches have fallen by half since 2005.", "The ministry declined to comment."),
        ("ar", "خسر الصندوق أربعين مليون دينار في ثلاثة أعوام.", "كان المطر غزيرا حين غادرنا القاعة."),
        ("ar", "دفعت الشركة سرا رشاوى لوزيرين.", "فماذا كانت جدتي ستقول عن هذا كله؟"),
        ("ar", "انخفضت حصيلة الصيد إلى النصف منذ 2005.", "ولم ترد الوزارة على أسئلة الجريدة."),
    ],
)
def test_what_needs_a_source_ranks_above_what_does_not(language, needs, does_not):
    assert weighed(language, needs).checkable > weighed(language, does_not).checkable + 0.15


@pytest.mark.parametrize(
    ("language", "sentence", "reasons"),
    [
        ("en", "Prices rose 12% in June.", {"number", "measure", "comparison", "date"}),
        ("en", "Is it true?", {"question", "short"}),
        ("ar", "ارتفعت الأسعار 12% في يونيو.", {"number", "measure", "comparison", "date"}),
        ("ar", "هل هذا صحيح؟", {"question", "short"}),
    ],
)
def test_reasons_are_named(language, sentence, reasons):
    assert reasons <= set(weighed(language, sentence).reasons)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_reasons_are_those_of_the_pack_and_figures_stay_in_range(language):
    known = set(reason_names(load(language)))
    text = "Ten million people died in 1999, killed by the largest, worst and most corrupt war ever fought because of 3% more."
    sentence = weighed(language, text)
    assert set(sentence.reasons) <= known
    assert 0 <= sentence.checkable <= 1


def test_attributed_sentence_weighs_nothing():
    w = Written("en", "The mayor said 40 people had died.")
    w.says("The mayor", "said", "40 people had died")
    assert (voices(w)[0].checkable, voices(w)[0].reasons) == (0.0, ())


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200f", "...", "؟", "«" * 50, "a" * 5000])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_odd_texts_are_taken(language, text):
    voices(Written(language, text))


def test_both_packs_know_the_same_reasons():
    assert reason_names(load("ar")) == reason_names(load("en"))


def test_short_remark_behind_a_statement_is_the_authors():
    w = Written("ar", "وذكر البيان أن ستة قتلوا في الاشتباك، وهو رقم لم يتسن التثبت منه.")
    w.says("البيان", "وذكر", "ستة قتلوا في الاشتباك")
    assert [s.voice for s in voices(w)] == ["mixed"]


def test_parts_between_commas_are_weighed_apart():
    w = Written(
        "en", "Speaking in Oldport, at the end of a long day, the mayor said, in a low voice, the road would open."
    )
    w.says("the mayor", "said", "the road would open")
    assert [s.voice for s in voices(w)] == ["attributed"]


def test_digits_of_a_date_are_no_figure():
    text = "The meeting of the board took place on 14 May 2021. The board paid 14 men."
    found = dates(text)
    first, second = voice(text, find_paragraphs(text), (), load("en"), dates=found)
    assert "number" not in first.reasons
    assert "number" in second.reasons


def test_few_things_counted_weigh_less_than_a_figure():
    few = weighed("en", "The council closed two schools near the harbour.")
    many = weighed("en", "The council closed 212 schools near the harbour.")
    assert "count" in few.reasons
    assert few.checkable < many.checkable


def dates(text):
    return Written("en", text).resolve().dates


def test_note_on_where_the_text_first_ran_needs_no_source():
    text = "This essay first ran in 12 copies of a review. Prices rose by 12 percent."
    end = text.index(".") + 1
    note, own = voice(text, find_paragraphs(text), (), load("en"), notes=[Span(0, end)])
    assert (note.voice, note.checkable) == ("own", 0)
    assert own.checkable > 0


def test_what_stands_between_a_cue_and_its_content_is_no_statement():
    w = Written("en", "A nurse told the inquiry into the fire at the old mill that the door had been locked.")
    w.says("A nurse", "told", "the door had been locked")
    assert [s.voice for s in voices(w)] == ["attributed"]


def test_a_clause_between_a_source_and_its_cue_is_the_authors():
    w = Written("en", "The mayor opened the new wing of the town library, saying the roof was paid for.")
    w.says("The mayor", "saying", "the roof was paid for")
    assert [s.voice for s in voices(w)] == ["mixed"]


def test_a_short_clause_that_only_leads_to_the_cue_is_no_statement():
    w = Written("ar", "وبدا الدبلوماسي الزائر أقل تفاؤلا، إذ رأى أن الاتفاق هش.")
    w.says("الدبلوماسي", "رأى", "الاتفاق هش")
    assert [s.voice for s in voices(w)] == ["attributed"]


def test_a_clause_of_time_with_its_own_verb_is_the_authors():
    w = Written("ar", "وقال السائق إن الطريق مقطوع، قبل أن يعود إلى سيارته المتوقفة عند الجسر.")
    w.says("السائق", "وقال", "الطريق مقطوع")
    assert [s.voice for s in voices(w)] == ["mixed"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The harbour board hired forty-four divers.", "number"),
        ("The council paid 1,240 crowns for the bell.", "exact"),
        ("She sat by the window and smiled at the rain.", "scene"),
        ("The road along the lake to the mill was closed and then opened and then closed again.", "long"),
    ],
)
def test_reasons_hold(text, reason):
    assert reason in weighed("en", text).reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The painter put down the brush.", "comparison"),
        ("The clerk lives at number 9.", "exact"),
        ("The shop was closed for the feast.", "accusation"),
        ("It was the first letter of the week.", "superlative"),
    ],
)
def test_words_that_tell_nothing_by_themselves_are_no_reasons(text, reason):
    assert reason not in weighed("en", text).reasons


def test_a_name_beside_the_authors_words_is_none_in_them():
    text = "The council sold the old mill to nobody in particular; Ada Kroll said the roof leaked."
    w = Written("en", text)
    w.says("Ada Kroll", "said", "the roof leaked")
    assert "named-actor" not in voices(w)[0].reasons
