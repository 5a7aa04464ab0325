from __future__ import annotations

import pytest

from support.statements import Written


def arabic(text, **kwargs):
    return Written("ar", text, **kwargs)


def english(text, **kwargs):
    return Written("en", text, **kwargs)


def test_family_name_takes_the_fullest_name_and_role():
    w = arabic("قال وزير النقل سامر الخياط إن الجسر مغلق. وأوضح الخياط أن الأعمال بدأت.")
    w.says("وزير النقل سامر الخياط", "قال", "الجسر مغلق")
    w.says("الخياط", "وأوضح", "الأعمال بدأت")
    assert w.names() == ["وزير النقل سامر الخياط"] * 2
    assert w.speakers()[0].role == "وزير النقل"
    assert w.speakers()[0].names == {"ar": "سامر الخياط"}


def test_name_given_in_full_outside_any_source():
    w = arabic("زار وزير النقل سامر الخياط الميناء أمس. وقال الخياط إن الرصيف جاهز.")
    w.says("الخياط", "وقال", "الرصيف جاهز")
    assert w.names() == ["وزير النقل سامر الخياط"]


def test_source_left_out_is_the_last_speaker():
    w = arabic("قالت المهندسة هدى قنديل إن السد آمن. وأضافت أن الفحص دوري، مشيرة إلى أن النتائج منشورة.")
    w.says("المهندسة هدى قنديل", "قالت", "السد آمن")
    w.says("", "وأضافت", "الفحص دوري")
    w.says("", "مشيرة", "النتائج منشورة")
    assert w.names() == ["المهندسة هدى قنديل"] * 3
    assert [a.speaker_from for a in w.resolve().attributions] == ["stated", "inferred", "inferred"]


def test_gender_of_the_verb_chooses_between_two_speakers():
    text = "قالت المهندسة هدى قنديل إن السد آمن. وقال المزارع نادر شامل إن الماء قليل. وأضافت أن الفحص دوري."
    w = arabic(text)
    w.says("المهندسة هدى قنديل", "قالت", "السد آمن")
    w.says("المزارع نادر شامل", "وقال", "الماء قليل")
    w.says("", "وأضافت", "الفحص دوري")
    assert w.names()[2] == "المهندسة هدى قنديل"


def test_source_left_out_after_an_outlet_quoted_a_man_is_the_man():
    w = arabic("نقلت صحيفة «الميناء» عن العقيد نادر شامل قوله إن الطريق مفتوح. وأضاف أن الدوريات كثيرة.")
    outer = w.says("صحيفة «الميناء»", "نقلت", "العقيد نادر شامل قوله إن الطريق مفتوح")
    w.says("العقيد نادر شامل", "قوله", "الطريق مفتوح", parent=outer)
    w.says("", "وأضاف", "الدوريات كثيرة")
    assert w.names()[2] == "العقيد نادر شامل"


def test_first_person_inside_a_quotation_is_its_speaker():
    w = arabic("قال المدرب كريم بو حمد: «أعتقد أننا سنفوز».")
    outer = w.says("المدرب كريم بو حمد", "قال", "أعتقد أننا سنفوز", form="direct")
    w.says("", "أعتقد", "أننا سنفوز", parent=outer)
    assert w.names() == ["المدرب كريم بو حمد"] * 2


def test_impersonal_has_no_speaker_and_is_anonymous():
    w = arabic("وقيل حينها إن المصنع بيع.")
    w.says("", "وقيل", "المصنع بيع", impersonal=True)
    found = w.resolve().attributions[0]
    assert (found.speaker, found.anonymous, found.source_class) == (None, True, "impersonal")


def test_the_newspaper_is_the_last_newspaper():
    text = "ذكرت صحيفة «الميناء» أن السفن عادت. وقالت قناة «المدى» إن البحر هادئ. وأضافت الصحيفة أن الرصيف مزدحم."
    w = arabic(text)
    w.says("صحيفة «الميناء»", "ذكرت", "السفن عادت")
    w.says("قناة «المدى»", "وقالت", "البحر هادئ")
    w.says("الصحيفة", "وأضافت", "الرصيف مزدحم")
    found = w.speakers()
    assert found[2] is found[0] or found[2].id == found[0].id
    assert found[2].kind == "outlet"


def test_outlet_of_the_gazetteer_keeps_one_entity_in_two_spellings():
    w = english("Reuters said the strait was calm. The news agency Reuters reported that ships waited.")
    w.says("Reuters", "said", "the strait was calm")
    w.says("The news agency Reuters", "reported", "ships waited")
    first, second = w.speakers()
    assert first.id == second.id
    assert first.outlet_id == "reuters"
    assert first.names["ar"]


def test_the_source_stays_the_same_anonymous_source():
    w = arabic("قال مصدر أمني إن السيارة وجدت. وأضاف المصدر أن البحث مستمر.")
    w.says("مصدر أمني", "قال", "السيارة وجدت")
    w.says("المصدر", "وأضاف", "البحث مستمر")
    found = w.resolve()
    assert len({a.speaker for a in found.attributions}) == 1
    assert all(a.anonymous and a.source_class == "anonymous" for a in found.attributions)


def test_unnamed_official_of_the_opening_is_the_official_named_later():
    text = (
        "قال مسؤول بصندوق إعمار السواحل إن القروض زادت. ويرى الصندوق أن الطلب كبير."
        " وقال ماجد السعيد المستشار في صندوق إعمار السواحل إن الفائدة ثابتة."
    )
    w = arabic(text)
    w.says("مسؤول بصندوق إعمار السواحل", "قال", "القروض زادت")
    w.says("ماجد السعيد المستشار في صندوق إعمار السواحل", "وقال", "الفائدة ثابتة")
    assert w.names()[0] == w.names()[1]
    assert not w.resolve().attributions[0].anonymous


def test_the_statement_is_its_issuer_but_stays_a_document():
    w = arabic("نفت شركة «بلور المرسى» في بيان أن يكون المصنع مغلقا. وجاء في البيان أن العمال عادوا.")
    w.says("شركة «بلور المرسى»", "نفت", "يكون المصنع مغلقا", stance="denies")
    w.says("البيان", "وجاء في", "العمال عادوا")
    found = w.resolve().attributions
    assert found[0].speaker == found[1].speaker
    assert [a.source_class for a in found] == ["organisation", "document"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("She said the tide was late.", "Ines Korr, the harbour master"),
        ("He said the tide was late.", "Foreman Tom Bale"),
    ],
)
def test_english_pronoun_takes_the_person_of_its_gender(sentence, name):
    text = f"Ines Korr, the harbour master, said the quay was safe. She told reporters so. Foreman Tom Bale said nothing was ready. {sentence}"
    w = english(text)
    w.says("Ines Korr, the harbour master,", "said", "the quay was safe")
    w.says("She", "told", "so")
    w.says("Foreman Tom Bale", "said", "nothing was ready")
    w.says(sentence.split()[0], "said", "the tide was late")
    assert w.names()[1].startswith("Ines Korr")
    assert w.names()[3].startswith(name[:9]) or sentence.startswith("She")


def test_english_pronoun_takes_a_person_whom_the_narrative_named():
    text = "The mayor, Odette Lund, opened the bridge. She said it was late."
    w = english(text)
    w.says("She", "said", "it was late")
    assert "Odette Lund" in w.names()[0]


def test_a_group_that_spoke_does_not_answer_to_she():
    w = english("The coast guard said nine were missing. Commander Ines Korr led the search. She said it went on.")
    w.says("The coast guard", "said", "nine were missing")
    w.says("She", "said", "it went on")
    assert "Ines Korr" in w.names()[1]


def test_english_family_name_and_company():
    text = "Raymond Stokes, 58, denied it. Korrwell Freight confirmed the sale. The company said more would follow. Stokes said he was sorry."
    w = english(text)
    w.says("Korrwell Freight", "confirmed", "the sale")
    w.says("The company", "said", "more would follow")
    w.says("Stokes", "said", "he was sorry")
    assert w.names() == ["Korrwell Freight", "Korrwell Freight", "Raymond Stokes"]
    assert [e.kind for e in w.speakers()] == ["organisation", "organisation", "person"]


def test_one_of_them_is_one_of_the_unnamed_group():
    w = english("Two engineers familiar with the plan said it failed. One of them said the pump broke.")
    w.says("Two engineers familiar with the plan", "said", "it failed")
    w.says("One of them", "said", "the pump broke")
    found = w.resolve().attributions
    assert found[0].speaker == found[1].speaker
    assert found[1].anonymous


def test_condition_of_anonymity_makes_anonymous():
    w = english("A minister, who spoke on condition of anonymity, said talks had failed.")
    w.says("A minister", "said", "talks had failed")
    found = w.resolve().attributions[0]
    assert (found.anonymous, found.source_class) == (True, "anonymous")


def test_mentions_cover_later_places_of_the_name():
    text = "قال وزير النقل سامر الخياط إن الجسر مغلق. ثم غادر الخياط المكان، ورافقه نواب."
    w = arabic(text)
    w.says("وزير النقل سامر الخياط", "قال", "الجسر مغلق")
    spans = [text[s:e] for s, e in w.speakers()[0].mentions]
    assert spans == ["وزير النقل سامر الخياط", "الخياط"]


def test_two_of_one_family_are_kept_apart():
    text = "Minister Paul Orl said no. His cousin Agnes Orl said yes. Paul Orl left early."
    w = english(text)
    w.says("Minister Paul Orl", "said", "no")
    w.says("His cousin Agnes Orl", "said", "yes")
    first, second = w.speakers()
    assert first.id != second.id
    assert [text[s:e] for s, e in first.mentions][1:] == ["Paul Orl"]


def test_source_in_the_title_is_the_one_of_the_text():
    w = english("Mayor Odette Lund said the bridge would open.", title="Lund: bridge will open")
    w.says("Mayor Odette Lund", "said", "the bridge would open")
    body = w.resolve()
    assert body.title_attributions == ()


def test_pages_own_outlet_is_an_entity():
    w = english("Mayor Odette Lund said the bridge would open.", outlet="Reuters")
    w.says("Mayor Odette Lund", "said", "the bridge would open")
    found = w.resolve()
    outlet = next(e for e in found.entities if e.id == found.reading.article.outlet_id)
    assert (outlet.kind, outlet.outlet_id) == ("outlet", "reuters")


def test_every_span_lies_inside_the_text():
    w = english("Reuters said that. It said more.")
    w.says("Reuters", "said", "that")
    w.says("It", "said", "more")
    for entity in w.resolve().entities:
        assert all(0 <= s < e <= len(w.text) for s, e in entity.mentions)


def test_answers_that_name_nobody_are_the_interviewees():
    w = english(
        "Botanist Mara Quill keeps the seed bank of the island.\n\nQ: Why?\n\nA: Because seeds keep.\n\nQ: And you?\n\nA: Badly."
    )
    w.says("", "", "Because seeds keep", form="direct")
    w.says("", "", "Badly", form="direct")
    assert w.names() == ["Botanist Mara Quill"] * 2


def test_unnamed_persons_in_the_plural_are_a_group_and_sources_are_not():
    w = arabic("قال مسؤولون في الوزارة إن السد آمن. وقالت مصادر في الميناء إن الرصيف مغلق.")
    w.says("مسؤولون في الوزارة", "قال", "السد آمن")
    w.says("مصادر في الميناء", "وقالت", "الرصيف مغلق")
    found = w.resolve().attributions
    assert [a.source_class for a in found] == ["group", "anonymous"]
    assert all(a.anonymous for a in found)


def test_holder_of_a_rank_over_something_is_no_anonymous_source():
    w = arabic("اتهم نقيب الصيادلة الشركة بأنها رفعت السعر.")
    w.says("نقيب الصيادلة", "اتهم", "رفعت السعر")
    assert [(a.source_class, a.anonymous) for a in w.resolve().attributions] == [("person", False)]


def test_name_that_opens_with_a_join_is_a_person_though_its_first_word_comes_back():
    w = arabic("جلست الأم قرب الباب. وقالت أم نضال إن الكهرباء مقطوعة.")
    w.says("أم نضال", "وقالت", "الكهرباء مقطوعة")
    assert w.resolve().attributions[0].source_class == "person"


def test_it_is_a_body_and_never_a_person():
    w = english(
        "The spokeswoman, Adele Varga, said the mill was safe."
        " In 2017 the Fenland Courier published a story. It said the mill was not."
    )
    w.says("The spokeswoman, Adele Varga,", "said", "the mill was safe")
    w.says("It", "said", "the mill was not")
    assert w.names()[1] == "the Fenland Courier"


def test_agency_and_its_bare_name_are_one():
    w = english("The Baltic Wire agency said the mill was shut. Baltic Wire asked who knew.")
    w.says("The Baltic Wire agency", "said", "the mill was shut")
    w.says("Baltic Wire", "asked", "who knew")
    assert len({a.speaker for a in w.resolve().attributions}) == 1


def test_a_comma_may_part_the_office_from_the_name_it_is_filled_in_from():
    w = arabic("أثار كاتب العمود اليومي فيها، مروان الراشد، جدلا واسعا. وقال الراشد إن المجلس نائم.")
    w.says("الراشد", "وقال", "المجلس نائم")
    assert w.names() == ["كاتب العمود اليومي فيها، مروان الراشد"]


def test_the_office_set_beside_a_name_is_taken_up():
    w = arabic(
        "قال سامر الخياط، محافظ المرسى، إن الجسر مغلق. وقال الوزير نادر شامل إن السد آمن. وأضاف المحافظ أن الأعمال بدأت."
    )
    w.says("سامر الخياط، محافظ المرسى", "قال", "الجسر مغلق")
    w.says("الوزير نادر شامل", "وقال", "السد آمن")
    w.says("المحافظ", "وأضاف", "الأعمال بدأت")
    first, second, third = (e.id for e in w.speakers())
    assert third == first != second


def test_an_office_named_again_in_full_is_its_holder_and_another_is_not():
    w = arabic(
        "قال رئيس بلدية المرسى سامر الخياط إن الجسر مغلق. وقال نادر شامل إن السد آمن."
        " وأكد رئيس بلدية المرسى أن الأعمال بدأت. ونفى رئيس بلدية النويرة أن يكون غاضبا."
    )
    w.says("رئيس بلدية المرسى سامر الخياط", "قال", "الجسر مغلق")
    w.says("نادر شامل", "وقال", "السد آمن")
    w.says("رئيس بلدية المرسى", "وأكد", "الأعمال بدأت")
    w.says("رئيس بلدية النويرة", "ونفى", "يكون غاضبا")
    found = [e.id for e in w.speakers()]
    assert found[2] == found[0]
    assert found[3] not in found[:3]


def test_who_speaks_for_a_body_is_not_just_anybody():
    w = arabic("قال الناشط سامر الخياط إن الجسر مغلق. وأكد الناطق الرسمي باسمها أن العمل جار.")
    w.says("الناشط سامر الخياط", "قال", "الجسر مغلق")
    w.says("الناطق الرسمي باسمها", "وأكد", "العمل جار")
    first, second = w.speakers()
    assert first.id != second.id


def test_the_source_is_the_last_unnamed_one_whatever_he_was_called():
    w = arabic("قال نائب بارز في كتلة الوسط إن الجلسة قريبة. وبحسب المصدر نفسه، لا يعارض أحد الفكرة.")
    w.says("نائب بارز في كتلة الوسط", "قال", "الجلسة قريبة")
    w.says("المصدر نفسه", "وبحسب", "لا يعارض أحد الفكرة")
    first, second = w.speakers()
    assert first.id == second.id


def test_its_bulletin_is_its_issuer_but_stays_a_document():
    w = arabic("قالت دائرة الأرصاد في السهول إن الحر يشتد. وبحسب نشرتها الأخيرة، تنحسر الموجة غدا.")
    w.says("دائرة الأرصاد في السهول", "قالت", "الحر يشتد")
    w.says("نشرتها الأخيرة", "وبحسب", "تنحسر الموجة غدا")
    found = w.resolve().attributions
    assert found[0].speaker == found[1].speaker
    assert found[1].source_class == "document"


def test_a_thesis_speaks_for_itself():
    w = arabic(
        "دافع الطالب سامر الخياط عن أطروحة في الأدب الشعبي. وقال صاحب الأطروحة إن الشعر باق. وأكدت الأطروحة أن الجمع ضروري."
    )
    w.says("صاحب الأطروحة", "وقال", "الشعر باق")
    w.says("الأطروحة", "وأكدت", "الجمع ضروري")
    first, second = w.speakers()
    assert first.id != second.id
    assert second.kind == "document"


@pytest.mark.parametrize(("cue", "noun", "is_object"), [("وطالبوا", "المجلس", True), ("وطالب", "المجلس", False)])
def test_a_plural_verb_has_no_singular_subject_behind_it(cue, noun, is_object):
    w = arabic(f"قال سكان الحي إن الماء مقطوع. {cue} {noun} بأن يعيده.")
    w.says("سكان الحي", "قال", "الماء مقطوع")
    w.says(noun, cue, "يعيده")
    first, second = w.speakers()
    assert (first.id == second.id) is is_object


def test_whom_a_speaker_addresses_in_the_first_person_does_not_speak():
    w = arabic("قال الأمين سامر الخياط: «أناشد الحكومات أن تدعم الخطة».")
    outer = w.says("الأمين سامر الخياط", "قال", "أناشد الحكومات أن تدعم الخطة", form="direct")
    w.says("الحكومات", "أناشد", "تدعم الخطة", parent=outer)
    assert len({e.id for e in w.speakers()}) == 1


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("رسامة الخرائط هدى قنديل: الورق سميك", "رسامة الخرائط هدى قنديل"),
        ("وزيرة الثقافة لـ«الميناء»: الرقيب هو الميزانية", "وزيرة الثقافة لـ«الميناء»"),
        ("الحدود خط رفيع: حوار في المرسم", ""),
    ],
)
def test_answers_are_given_by_whom_the_title_names(title, name):
    w = arabic("• لماذا الخرائط؟\n- كان أبي سائقا.\n• ومن بعد؟\n- رسمت المدن كلها.", title=title)
    w.says("", "", "كان أبي سائقا.")
    w.says("", "", "رسمت المدن كلها.")
    found = [e.name for e in w.resolve().entities]
    assert (w.names() == [name] * 2) if name else not any("الحدود" in n for n in found)


def test_who_is_the_subject_of_the_sentence_before_goes_on_to_speak():
    w = arabic("قال الوزير نادر شامل إن السد آمن. ثم زار المزارع سامر الخياط قبر أبيه. وقال إن الماء قليل.")
    w.says("الوزير نادر شامل", "قال", "السد آمن")
    w.says("", "وقال", "الماء قليل")
    assert w.names()[1].startswith("المزارع سامر الخياط")


def test_the_object_behind_a_name_is_no_part_of_it():
    w = arabic("أثار وزير النقل سامر الخياط جدلاً واسعاً حين قال إن الخط مغلق.")
    w.says("", "قال", "الخط مغلق")
    assert w.names() == ["وزير النقل سامر الخياط"]


@pytest.mark.parametrize(
    ("between", "cue"),
    [
        ("ثم هطل المطر غزيرا في الليل.", "وقال"),
        ("وكان المزارع سامر الخياط قد شكا مرارا.", "وقال"),
        ("ثم زار المزارع سامر الخياط قبر أبيه.", "وأضاف"),
    ],
)
def test_who_spoke_last_goes_on_where_nobody_else_comes_up(between, cue):
    w = arabic(f"قال الوزير نادر شامل إن السد آمن. {between} {cue} إن الماء كثير.")
    w.says("الوزير نادر شامل", "قال", "السد آمن")
    w.says("", cue, "الماء كثير")
    assert w.names() == ["الوزير نادر شامل"] * 2


def test_a_participle_belongs_to_the_subject_of_its_own_sentence():
    w = arabic("قال المدرب نادر شامل إن الفوز مستحق. وصب مدرب الواحة سامر الخياط غضبه على الحكم، مؤكدا أن الهدف ملغى.")
    w.says("المدرب نادر شامل", "قال", "الفوز مستحق")
    w.says("", "مؤكدا", "الهدف ملغى")
    assert "سامر الخياط" in w.names()[1]


def test_a_known_family_name_ends_before_whom_its_bearer_asks():
    w = arabic(
        "قال الصحافي فريد الخياط إن المكتب فاسد. وأضاف الخياط أن الشهود كثر. وسأل الخياط قنديل عما إذا كانت تترشح."
    )
    w.says("الصحافي فريد الخياط", "قال", "المكتب فاسد")
    w.says("الخياط", "وأضاف", "الشهود كثر")
    w.says("الخياط قنديل", "وسأل", "كانت تترشح")
    assert len({e.id for e in w.speakers()}) == 1


def test_the_two_sides_are_the_pair_that_was_named():
    w = arabic(
        "بحث الوفدان التعاون بين مملكة الضفاف وجمهورية السهول. وأكد الجانبان أن الحدود آمنة. وشدد البلدان على أن السلام غاية."
    )
    w.says("الجانبان", "وأكد", "الحدود آمنة")
    w.says("البلدان", "وشدد", "السلام غاية")
    assert w.names() == ["مملكة الضفاف وجمهورية السهول"] * 2
    assert not any(a.anonymous for a in w.resolve().attributions)


def test_the_minister_is_whom_a_comma_parts_from_his_office():
    w = arabic("رحب وزير الخارجية المكلف، السفير سامر الخياط، بالقرار. وأعرب الوزير عن أن الشكر واجب.")
    w.says("الوزير", "وأعرب", "الشكر واجب")
    assert w.names() == ["وزير الخارجية المكلف، السفير سامر الخياط"]


def test_the_company_is_the_one_whose_name_is_set_off():
    w = arabic("دشنت شركة «أفق» للطيران خطا جديدا بطائرات من شركة شقيقة. وكشفت الشركة عن أن الأسطول سيكبر.")
    w.says("الشركة", "وكشفت", "الأسطول سيكبر")
    assert "أفق" in w.names()[0]


def test_name_of_an_outlet_that_is_also_a_noun():
    w = arabic("كشفت وكالة (تيّار) للأنباء أن المصنع مغلق. وتتساءل (تيّار) عمّا إذا كان سيفتح.")
    w.says("وكالة (تيّار) للأنباء", "كشفت", "المصنع مغلق")
    w.says("تيّار", "وتتساءل", "كان سيفتح")
    assert w.names() == ["وكالة (تيّار) للأنباء"] * 2
