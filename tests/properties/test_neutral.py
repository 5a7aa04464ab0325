"""Exchanging the actors changes nothing: no structure, no rule, no confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from takhrij import trace

if TYPE_CHECKING:
    from takhrij.model import Analysis


# Invented persons and companies; the countries stand where nothing is said of them but that ships go there.
ENGLISH = """{company} denies delay

{person}, a spokesman for {company}, said on Monday that the ship had left {here} for {there} “as planned”.

A source close to the inquiry alleged that {company} had hidden the delay. {surname} denied it.

According to a report by {other}, three ships were late. {surname} asked why {other} had not called him. The ships belong to
{company}. The quay in {here} has 12 cranes."""
ARABIC = """شركة {company} تنفي التأخير

قال {person} الناطق باسم شركة {company} يوم الاثنين إن السفينة غادرت {here} إلى {there} "في موعدها".

وزعم مصدر قريب من التحقيق أن شركة {company} أخفت التأخير. ونفى {surname} ذلك.

وبحسب تقرير لشركة {other} فإن ثلاث سفن تأخرت. وأضاف {surname} أن السفن تصل غدا. ويضم رصيف {here} 12 رافعة."""

ENGLISH_ACTORS = [
    {
        "person": "Peter Holt",
        "surname": "Holt",
        "company": "Marlane",
        "other": "Corvess",
        "here": "Greece",
        "there": "Peru",
    },
    {
        "person": "Omar Sabri",
        "surname": "Sabri",
        "company": "Corvess",
        "other": "Marlane",
        "here": "Syria",
        "there": "Chad",
    },
    {
        "person": "Ivan Belov",
        "surname": "Belov",
        "company": "Tenvia",
        "other": "Ostrel",
        "here": "Russia",
        "there": "Israel",
    },
]
ARABIC_ACTORS = [
    {
        "person": "بيتر هولت",
        "surname": "هولت",
        "company": "مرلان",
        "other": "كورفس",
        "here": "اليونان",
        "there": "تركيا",
    },
    {
        "person": "عمر صبري",
        "surname": "صبري",
        "company": "كورفس",
        "other": "مرلان",
        "here": "سوريا",
        "there": "إسرائيل",
    },
    {
        "person": "إيفان بيلوف",
        "surname": "بيلوف",
        "company": "تنفيا",
        "other": "أوسترل",
        "here": "روسيا",
        "there": "أمريكا",
    },
]


def shape(found: Analysis, actors: dict[str, str]) -> object:
    """Everything but the names: words with the actors put back as placeholders, rules, confidences, flags, voices."""
    text = found.article.text

    def words(spans: object) -> list[str]:
        out = []
        for start, end in spans:  # type: ignore[attr-defined]
            piece = text[start:end]
            for role in sorted(actors, key=lambda r: -len(actors[r])):
                piece = piece.replace(actors[role], f"{{{role}}}")
            out.append(piece)
        return out

    return (
        [
            (a.type, a.stance, a.source_class, a.anonymous, a.speaker_from, a.parent, a.confidence, a.rule)
            for a in (*found.attributions, *found.title_attributions)
        ],
        [[words(spans) for spans in (a.content, a.cue, a.source, a.hedges)] for a in found.attributions],
        [(e.kind, len(e.mentions), e.outlet_id) for e in found.entities],
        [([(link.act, link.date, link.rule) for link in c.links], c.flags) for c in found.chains],
        [(s.voice, s.checkable, s.reasons) for s in found.sentences],
        [w.code for w in found.warnings],
        {k: v for k, v in found.stats.items() if k != "words"},
    )


@pytest.mark.parametrize(("template", "actors"), [(ENGLISH, ENGLISH_ACTORS), (ARABIC, ARABIC_ACTORS)], ids=["en", "ar"])
def test_exchanging_the_actors_changes_nothing(template: str, actors: list[dict[str, str]]) -> None:
    shapes = [shape(trace(template.format(**a)), a) for a in actors]
    assert shapes[0][0], "something is found"  # type: ignore[index]
    assert shapes[1] == shapes[0]
    assert shapes[2] == shapes[0]
