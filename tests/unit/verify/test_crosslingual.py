"""Comparing sentences of two languages: what is found again, what is missed, what is no difference."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from support.shared import shared
from takhrij.evaluate import crosslingual as across
from takhrij.verify.crosslingual import Pool, align_document, best, drift, margin_of, rank
from takhrij.verify.crosslingual.quantities import figure_values
from takhrij.verify.crosslingual.sentence import reader

# Sentences of an invented town; line i of one language translates line i of the other.
STORY = [
    (
        "أعلنت بلدية مرسانا افتتاح الجسر الجديد يوم الثلاثاء",
        "The municipality of Marsana announced the opening of the new bridge on Tuesday.",
    ),
    ("وقال المهندس كامل دروان إن الأعمال استغرقت 18 شهرا", 'Engineer Kamel Darwan said "the works took 18 months".'),
    ("وبلغت كلفة المشروع 4.5 ملايين دولار", "The project cost $4.5 million."),
    (
        "وانتقد صيادون في الميناء غياب إشارات الضوء ليلا",
        "Fishermen in the harbour criticised the absence of light signals at night.",
    ),
    ("ويعبر الجسر نحو سبعة آلاف سيارة كل يوم", "About 7,000 cars cross the bridge every day."),
    ("ولم ترد وزارة النقل على أسئلة الصحيفة", "The transport ministry did not reply to the newspaper's questions."),
    (
        "وأصيب عاملان في حادث خلال البناء في مارس الماضي",
        "Two workers were injured in an accident during construction last March.",
    ),
    ("وتنتظر المدارس القريبة حافلات جديدة", "Nearby schools are waiting for new buses."),
]
ARABIC, ENGLISH = [a for a, _ in STORY], [e for _, e in STORY]


@pytest.mark.parametrize("i", range(len(STORY)))
def test_the_original_comes_first_in_both_directions(i):
    assert rank(ARABIC[i], "ar", ENGLISH, "en")[0].index == i
    assert rank(ENGLISH[i], "en", ARABIC, "ar")[0].index == i


def test_every_candidate_is_ranked_once_and_scores_fall():
    found = rank(ARABIC[0], "ar", ENGLISH, "en")
    assert sorted(r.index for r in found) == list(range(len(ENGLISH)))
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)


def test_the_order_of_the_candidates_does_not_matter():
    turned = ENGLISH[::-1]
    for i, query in enumerate(ARABIC):
        assert turned[rank(query, "ar", turned, "en")[0].index] == ENGLISH[i]


def test_evidence_points_at_what_agrees():
    found = rank(ARABIC[1], "ar", ENGLISH, "en")[0]
    pairs = {(ARABIC[1][slice(*link.query)], ENGLISH[1][slice(*link.candidate)]) for link in found.evidence}
    assert ("18", "18") in pairs
    assert ("دروان", "Darwan") in pairs
    assert ("المهندس", "Engineer") in pairs


def test_the_margin_is_small_where_two_candidates_say_the_same():
    one = best(ARABIC[2], "ar", ENGLISH, "en")
    two = best(ARABIC[2], "ar", [*ENGLISH, ENGLISH[2]], "en")
    assert one is not None
    assert two is not None
    assert one.margin > 0.3 > two.margin


def test_nothing_agrees_with_nothing():
    assert best("تفاح", "ar", ["Iron rusts."], "en") is None
    assert best("تفاح", "ar", [], "en") is None
    assert margin_of([]) is None


def test_letters_spelled_by_their_names_find_the_acronym():
    found = rank(
        "أعلنت قناة دي كيو في الخبر", "ar", ["DKV broke the news", "DQV broke the news", "KLM broke the news"], "en"
    )
    assert found[0].index == 1


def test_words_without_spaces_are_cut_apart():
    glued = "وزارةالنقللمتردعلىأسئلةالصحيفة"
    assert rank(glued, "ar", ENGLISH, "en")[0].index == 5


def test_languages_without_a_lexicon_are_refused():
    with pytest.raises(ValueError, match="no lexicon"):
        Pool(ENGLISH, "en", "fr")
    with pytest.raises(ValueError, match="no lexicon"):
        drift("x", "y", language="ar", source_language="fr")


def test_documents_are_laid_along_one_another_with_gaps():
    ones = [ARABIC[0], ARABIC[1], ARABIC[3], ARABIC[4], ARABIC[7]]
    others = [ENGLISH[0], ENGLISH[1], ENGLISH[2], ENGLISH[3], ENGLISH[5], ENGLISH[7]]
    pairs = [(i, j) for i, j, _ in align_document(ones, others)]
    assert {(0, 0), (1, 1), (2, 3), (4, 5)} <= set(pairs)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(pairs))


def test_an_empty_document_has_no_pairs():
    assert align_document([], ENGLISH) == []
    assert align_document(ARABIC, []) == []


def changes(ar, en, kind):
    return [
        (
            c.content_span and ar[c.content_span.start : c.content_span.end],
            c.source_span and en[c.source_span.start : c.source_span.end],
        )
        for c in drift(ar, en)
        if c.kind == kind
    ]


SAME = """
توفي نحو ألف شخص|About a thousand people died
غرق 1003 أشخاص في البحيرة|About a thousand people drowned in the lake
يبعد الميناء 64 كيلومترا|The port is 40 miles away
اشترى دزينة من القوارب|He bought a dozen boats
اشترى 12 قاربا|He bought a dozen boats
ارتفع السعر خمسين في المئة|The price rose 50 percent
انخفض الإنتاج بمقدار النصف|Output fell by 50%
وصل رجلان إلى القرية|Two men reached the village
وصل شخص واحد|A man arrived
استمر الاجتماع ساعتين|The meeting lasted 120 minutes
قبل عقدين من الزمن|Twenty years ago
كلف المشروع نصف مليون دولار|The project cost $500,000
كلف المشروع مليونا ونصف المليون دولار|The project cost $1.5 million
كلف المشروع مليونين ونصف المليون|The project cost two and a half million
بلغت الخسائر 3,2 مليار يورو|Losses reached €3.2bn
بلغت الخسائر ثلاثة مليارات ومئتي مليون يورو|Losses reached €3.2bn
بلغ العدد 77.000|The number reached 77,000
حضر ٢٥ ألف متفرج|Twenty-five thousand spectators attended
في القرن التاسع عشر|In the 19th century
في تسعينيات القرن الماضي|In the 1990s
عاش الملك هنري الثامن هنا|King Henry VIII lived here
الساعة السابعة مساء|at 7 p.m.
الساعة 19:30|at 7:30 p.m.
في الساعة الثالثة والنصف|at 3:30
بلغت الحرارة 38 درجة مئوية|Temperatures reached 100 degrees Fahrenheit
يزن 10 كيلوغرامات|It weighs 22 pounds
المادة الحادية والعشرون|Article 21
مئات الآلاف من السكان|Hundreds of thousands of residents
خلال أسبوعين|Within 14 days
خلال أسبوعين|Within a fortnight
ثلثا الأعضاء|Two-thirds of the members
ثلاثة أرباع السكان|75 percent of the population
في عام ألفين وثمانية عشر|In 2018
عام ألف وتسعمئة وثمانية وأربعين|In 1948
قتل مئة وخمسة وعشرون شخصا|125 people were killed
إحدى وعشرون امرأة|Twenty-one women
تجاوز العدد 1.2 مليون|The number passed 1,200,000
فاز الفريق بثلاثة أهداف مقابل هدف|The team won 3-1
قبل 24 ساعة|A day ago
كان في الأربعينيات من عمره|He was in his 40s
منذ أكثر من مئة عام|For more than a century
ألفا جندي|2,000 soldiers
مليونا لاجئ|two million refugees
عام ونصف|18 months
طول الطفل متر و7 سنتيمترات|The child is one metre 7 tall
""".strip().splitlines()

CHANGED = """
قتل 15 شخصا|51 people were killed|15|51
قتل خمسة عشر شخصا|Sixteen people were killed|خمسة عشر|Sixteen
في عام 1998|In 1989|1998|1989
بلغت الخسائر 3 ملايين دولار|Losses reached $3 billion|3 ملايين|3 billion
ارتفع السعر 12.5 في المئة|The price rose 15.2 percent|12.5|15.2
حضر 25 ألف متفرج|250,000 spectators attended|25 ألف|250,000
خمسة قتلى|Seven dead|خمسة|Seven
الطابق التاسع|the seventh floor|التاسع|seventh
يبعد الميناء 64 كيلومترا|The port is 70 miles away|64|70
استمر الاجتماع ساعتين|The meeting lasted five hours|ساعتين|five
عاش أكثر من 380,000 شخص هنا|More than 383,000 people lived here|380,000|383,000
""".strip().splitlines()


@pytest.mark.parametrize("row", SAME)
def test_what_translators_do_with_numbers_is_no_drift(row):
    ar, en = row.split("|")
    assert changes(ar, en, "number") == []


@pytest.mark.parametrize("row", CHANGED)
def test_another_number_is_drift_on_both_sides(row):
    ar, en, here, there = row.split("|")
    assert changes(ar, en, "number") == [(here, there)]


def test_a_figure_that_one_side_leaves_out_is_drift():
    assert changes("أغلق المصنع أبوابه", "The factory closed 37 doors", "number") == [(None, "37")]
    assert changes("أغلق المصنع 37 بابا", "The factory closed its doors", "number") == [("37", None)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("77.000", (77000.0, 77.0)),
        ("1,234,567", (1234567.0,)),
        ("5.5", (5.5,)),
        ("14\u00bd", (14.5,)),
        ("\u00be", (0.75,)),
        ("7:30", (7.3, 19.3)),
        ("1\u066c000\u066b5", (1000.5,)),
    ],
)
def test_figures_are_read_in_every_notation(text, values):
    assert figure_values(text) == pytest.approx(values)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "two hundred and fifty thousand", [250_000]),
        ("en", "nineteen cars, eighty boats", [19, 80]),
        ("en", "the twenty-first time", [21]),
        ("en", "$3.6bn", [3.6e9]),
        ("ar", "ثلاثة ملايين وأربعمئة ألف", [3_400_000]),
        ("ar", "خمس مئة وسبعة عشر", [517]),
        ("ar", "السابعة عشرة", [17]),
        ("ar", "في المئة", []),
        ("ar", "كانون الثاني", []),
    ],
)
def test_words_of_number_make_one_number(language, text, values):
    side = reader(language, "ar" if language == "en" else "en")
    assert side is not None
    assert [m.values[0] for m in side.read(text).mentions] == values


KINDS = """
negation|لم يوقع الوزير على الاتفاق|The minister signed the agreement|لم يوقع|
negation|وقع الوزير على الاتفاق|The minister did not sign the agreement||not
negation|رفض الوزير التوقيع على الاتفاق|The minister did not sign the agreement|-|
negation|لا يزال الطريق مغلقا|The road is still closed|-|
negation|وصل الوفد من دون تأخير|The delegation did not arrive late|-|
hedge|سرق الحارس الوثائق|The guard allegedly stole the documents||allegedly
hedge|ربما سرق الحارس الوثائق|The guard stole the documents|ربما|
hedge|يعتقد أن الحارس سرق الوثائق|The guard probably stole the documents|-|
hedge|وقد نفى الحارس التهمة|The guard denied the charge|-|
date|وصل الوفد يوم الاثنين|The delegation arrived on Thursday|الاثنين|Thursday
date|بدأت المحاكمة في آذار 2017|The trial began in March 2017|-|
date|بدأت المحاكمة في نيسان 2017|The trial began in March 2017|نيسان|March
date|كتبت صحيفة صنداي ستار ذلك|The Sunday Star wrote that|-|
date|وصل الوفد أمس|The delegation arrived on Thursday|-|
name|زار الوفد الأردن|The delegation visited Egypt|الأردن|Egypt
name|زار الوفد الأردن|The delegation visited Jordan|-|
name|قال كامل دروان إن الجسر مغلق|Kamel Sorbet said the bridge was closed|دروان|Sorbet
name|قال كامل درواني إن الجسر مغلق|Kamel Dirwany said the bridge was closed|-|
""".strip().splitlines()


@pytest.mark.parametrize("row", KINDS)
def test_what_one_side_has_alone_is_told_by_its_kind(row):
    kind, ar, en, here, there = row.split("|")
    assert changes(ar, en, kind) == ([] if here == "-" else [(here or None, there or None)])


@pytest.mark.parametrize(
    ("ar", "en", "strength"),
    [
        ("أكد الوزير أن الجسر سيفتح قريبا", "The minister said the bridge will open soon", "stronger"),
        ("قال الوزير إن الجسر سيفتح قريبا", "The minister insisted the bridge will open soon", "weaker"),
        ("قال الوزير إن الجسر سيفتح قريبا", "The minister said the bridge will open soon", None),
        ("طالب العمال بزيادة الأجور", "Workers asked for higher wages", "stronger"),
        ("معظم السكان غادروا القرية", "Some residents left the village", "stronger"),
    ],
)
def test_a_word_of_another_grade_is_told(ar, en, strength):
    found = [c.strength for c in drift(ar, en) if c.kind == "strength"]
    assert found == ([strength] if strength else [])


def test_content_may_be_in_either_language():
    there = drift("The guard did not sign", "وقع الحارس", language="en", source_language="ar")
    assert [(c.kind, c.content_span is not None, c.source_span) for c in there] == [("negation", True, None)]


def test_translations_of_the_story_do_not_drift():
    assert [drift(a, e) for a, e in STORY if drift(a, e)] == []


def test_rankings_are_scored_by_the_sentence_itself():
    gold = [
        across.Translated(id="a", en=("x", "y"), ar=("1", "2"), pool=("b",)),
        across.Translated(id="b", en=("y",), ar=("3",), pool=("a",)),
    ]
    given = [
        across.Ranking(id="a", query=0, ranked=(("b", 0), ("a", 0))),
        across.Ranking(id="a", query=1, ranked=(("b", 0),)),
    ]
    assert across.score_rank(gold, given) == {"queries": 3, "missing": 1, "r@1": 1 / 3, "r@5": 2 / 3, "mrr": 0.5}


def test_the_ranker_finds_the_originals_of_news():
    gold = across.load(shared("gold", "ntrex-ar-en-dev.jsonl"), across.Translated)
    kept = gold[:6]
    names = {d.id for d in kept}
    for document in kept:
        document.pool = tuple(names - {document.id})
    figures = across.score_rank(kept, across.rank(kept))
    print(json.dumps(figures))
    assert figures["r@1"] >= 0.90
    assert figures["r@5"] >= 0.95


def test_changed_numbers_of_news_are_found():
    gold = across.load(shared("gold", "ntrex-drift-dev.jsonl"), across.Couple)
    figures = across.score_drift(gold, across.find_drift(gold))
    print(json.dumps(figures))
    assert figures["found"] >= 0.95
    assert figures["false_alarms"] <= 0.02
