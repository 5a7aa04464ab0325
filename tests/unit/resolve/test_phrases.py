from __future__ import annotations

import pytest

from takhrij.packs.loader import load
from takhrij.resolve.entities import is_anonymous, kind_of
from takhrij.resolve.lexicon import lexicon
from takhrij.resolve.phrases import read_phrase


def read(language, text):
    return read_phrase(text, lexicon(load(language)))


@pytest.mark.parametrize(
    ("text", "shown", "role"),
    [
        ("وزير النقل سامر الخياط", "سامر الخياط", "وزير النقل"),
        ("رئيس بلدية المرسى هدى قنديل", "هدى قنديل", "رئيس بلدية المرسى"),
        ("سامر الخياط، وزير النقل", "سامر الخياط", "وزير النقل"),
        ("الدكتور وائل عبد الرحمن البكري مدير المستشفى", "وائل عبد الرحمن البكري", "مدير المستشفى"),
        ("الناطق باسم قوات الحدود العقيد “نادر شامل”", "نادر شامل", "الناطق باسم قوات الحدود العقيد"),
        ("المستشار الإعلامي في مكتب المحافظ، رامز علي", "رامز علي", "المستشار الإعلامي في مكتب المحافظ"),
        ("رئيس غرفة تجارة ليمبورا ماجد السعيد", "ماجد السعيد", "رئيس غرفة تجارة ليمبورا"),
        ("النجم الصاعد كريم بو حمد", "كريم بو حمد", "النجم الصاعد"),
        ("نقيب الصيادين، الذي زار المرفأ أمس، حنا زيدان", "حنا زيدان", "نقيب الصيادين، الذي زار المرفأ أمس"),
    ],
)
def test_arabic_name_and_role(text, shown, role):
    phrase = read("ar", text)
    assert (phrase.shown, phrase.role) == (shown, role)
    assert phrase.is_person


@pytest.mark.parametrize(
    ("text", "shown", "group"),
    [
        ("Transport Minister Sam Hale", "Sam Hale", "office"),
        ("the transport minister, Sam Hale", "Sam Hale", "office"),
        ("Sam Hale, who runs the port", "Sam Hale", ""),
        ("Ms Hale", "Hale", "title"),
        ("One of them, the biologist Ines Korr", "Ines Korr", "role"),
        ("the Ellmoor Courier", "Ellmoor Courier", "outlet"),
        ("Limbora News Agency", "Limbora News Agency", "outlet"),
        ("the tabloid Spark", "Spark", "outlet"),
        ("Ellmoor City Council", "Ellmoor City Council", "organisation"),
        ("people briefed on the deal", "", "people"),
        ("an agronomist", "", "role"),
    ],
)
def test_english_name_and_head(text, shown, group):
    phrase = read("en", text)
    assert (phrase.shown, phrase.group) == (shown, group) or (phrase.group, "".join(phrase.name)) == (
        group,
        "".join(shown.lower().split()),
    )


@pytest.mark.parametrize(
    ("language", "text", "anonymous"),
    [
        ("ar", "مصدر أمني", True),
        ("ar", "مسؤول في الوزارة", True),
        ("ar", "شهود عيان", True),
        ("ar", "خبراء", True),
        ("ar", "بعض المحللين", True),
        ("ar", "أحد السكان", True),
        ("ar", "سكان الحي", True),
        ("ar", "تقارير صحفية", True),
        ("ar", "المحققون", False),
        ("ar", "باحثون من معهد البحار", True),
        ("ar", "محللو مصرف «المرسى»", False),
        ("ar", "فريق آخر", True),
        ("ar", "فريق من جامعة المرسى", False),
        ("ar", "والد أحد المواليد", True),
        ("ar", "والد الطفل", False),
        ("ar", "تسريبات متداولة", True),
        ("ar", "إحصاءات غير رسمية", True),
        ("ar", "مستشار إعلامي سابق لرئيس الحكومة", True),
        ("ar", "مستشار رئيس الحكومة", False),
        ("ar", "خبراء مستقلين", True),
        ("ar", "أعضاء اللجنة", False),
        ("ar", "وزير النقل", False),
        ("ar", "متحدث باسم الوزارة", False),
        ("ar", "طبيب النادي", False),
        ("ar", "بيان للوزارة", False),
        ("ar", "تقديرات صندوق الإعمار", False),
        ("ar", "والدي", False),
        ("ar", "موظفة سابقة في البلدية، لم تذكر اسمها", True),
        ("ar", "ثلاثة مهندسين عملوا في الموقع", True),
        ("en", "a source close to the inquiry", True),
        ("en", "officials at the ministry", True),
        ("en", "analysts", True),
        ("en", "a bookkeeper in the office", True),
        ("en", "several residents", True),
        ("en", "prosecutors", False),
        ("en", "analysts at Korr Securities", False),
        ("en", "the club doctor", False),
        ("en", "a spokesman", False),
        ("en", "his lawyer", False),
        ("en", "a 2021 report by the board", False),
        ("en", "the transport minister", False),
    ],
)
def test_anonymity(language, text, anonymous):
    lex = lexicon(load(language))
    assert is_anonymous(read_phrase(text, lex), lex) is anonymous


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ar", "صحيفة «الميناء»", "outlet"),
        ("ar", "وزارة الري", "organisation"),
        ("ar", "تقرير للبنك", "document"),
        ("ar", "باحثون من معهد البحار", "group"),
        ("ar", "مصادر مطلعة", "anonymous"),
        ("ar", "هدى قنديل", "person"),
        ("en", "the report", "document"),
        ("en", "the housing ministry", "organisation"),
        ("en", "residents", "group"),
        ("en", "Huda Kandil", "person"),
    ],
)
def test_kind(language, text, kind):
    lex = lexicon(load(language))
    assert kind_of(read_phrase(text, lex), "", lex) == kind


def test_gloss_in_brackets():
    assert read("ar", 'موقع "النافذة" (The Window) الإخباري').gloss == "The Window"


def test_preposition_and_name_that_fold_alike_are_told_apart():
    assert read("ar", "حسن علي").name == ("حسن", "علي")


@pytest.mark.parametrize("text", ["", "«", "()", "،", "\u200f", "من", "the", "'s", "ـ", "(" * 300, "رئيس " * 300])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_odd_phrases_are_read(language, text):
    read(language, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("اللاعب البالغ 19 عاما", ()),
        ("قارئ من بلدة المرسى يذكّرني", ()),
        ("مهندسة عملت في المصنع، واشترطت عدم نشر اسمها", ()),
        ("نائب في البرلمان سامر شامل", ("سامر", "شامل")),
        ("راكبة تدعى سناء", ("سناء",)),
        ("قائد وحدة «الصقر» السابق في الجيش، سامر شامل", ("سامر", "شامل")),
        ("الوكالة إلى إعلان الوزير سامر شامل", ()),
        ("تقرير لديوان المحاسبة، صدر سنة 2011", ()),
    ],
)
def test_what_is_a_name_and_what_a_clause(text, name):
    assert read("ar", text).name == tuple(name)


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("مهندس مائي تابع للوكالة", True),
        ("نقيب الصيادين", False),
        ("اللواء مهندس سامر الخياط", False),
    ],
)
def test_an_indefinite_rank_that_only_an_adjective_follows_is_nobody_by_name(text, anonymous):
    assert is_anonymous(read("ar", text), lexicon(load("ar"))) == anonymous
