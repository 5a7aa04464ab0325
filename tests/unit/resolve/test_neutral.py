"""Exchanging names of countries, companies and persons must not change anything but the names."""

from __future__ import annotations

import pytest

from support.statements import Written
from takhrij.attribute import attribute
from takhrij.attribute.voice import voice
from takhrij.packs.loader import load
from takhrij.text.sentences import find_paragraphs

ARTICLE = {
    "ar": (
        "اتهمت {country} جارتها {other} بقصف مصنع تابع لشركة «{company}» في البلدة الحدودية. وقال وزير الدفاع {given} {family} إن "
        "القصف قتل 14 عاملا.\n\nوأضاف {family} أن بلاده سترد. وردت {other} على الاتهام، وقالت في بيان إن المصنع كان خاليا."
        " وقال مصدر في شركة «{company}» إن العمال غادروا قبل يومين، مضيفا أن الشركة ستعيد البناء."
    ),
    "en": (
        "{country} accused its neighbour {other} of shelling a plant owned by {company} Freight. Defence Minister {given} {family} said "
        "the shelling had killed 14 workers.\n\n{family} said the country would answer. {other} denied the charge. A source at "
        "{company} Freight said the workers had left two days before. He added that the plant would be rebuilt."
    ),
}
NAMES = {
    "ar": [
        {"country": "تونس", "other": "قبرص", "company": "بلور", "given": "سامر", "family": "الخياط"},
        {"country": "روسيا", "other": "أوكرانيا", "company": "مرجان", "given": "نادر", "family": "الشامل"},
        {"country": "إسرائيل", "other": "إيران", "company": "ياقوت", "given": "كريم", "family": "البكري"},
        {"country": "أميركا", "other": "الصين", "company": "زمرد", "given": "ماجد", "family": "السعيد"},
    ],
    "en": [
        {"country": "Tunisia", "other": "Cyprus", "company": "Korrwell", "given": "Samer", "family": "Khayat"},
        {"country": "Russia", "other": "Ukraine", "company": "Tellmar", "given": "Oskar", "family": "Vinter"},
        {"country": "Israel", "other": "Iran", "company": "Ostrel", "given": "Helen", "family": "Marsh"},
        {"country": "America", "other": "China", "company": "Brandly", "given": "Wei", "family": "Lund"},
    ],
}


def shape(language, names):
    text = ARTICLE[language].format(**names)
    w = Written(language, text)
    pack = load(language)
    found = attribute(text, _paragraphs(text), pack)
    w.made = list(found)
    done = w.resolve()
    order = {e.id: e for e in done.entities}
    return (
        [
            (a.rule, a.type, a.stance, a.confidence, a.parent, a.source_class, a.anonymous, a.speaker_from, a.speaker)
            for a in done.attributions
        ],
        [order[a.speaker].kind for a in done.attributions if a.speaker],
        [len(e.mentions) for e in done.entities],
        [([(link.act, link.rule, link.entity) for link in c.links], c.flags) for c in done.chains],
        [
            (s.voice, s.checkable, s.reasons)
            for s in voice(text, _paragraphs(text), done.attributions, pack, entities=done.entities)
        ],
    )


def _paragraphs(text):
    return find_paragraphs(text)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_exchanged_names_change_nothing_else(language):
    first, *others = NAMES[language]
    wanted = shape(language, first)
    assert len(wanted[0]) >= 4
    for names in others:
        assert shape(language, names) == wanted
