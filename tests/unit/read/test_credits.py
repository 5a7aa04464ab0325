"""Agencies in datelines, at the foot and on lines of their own are credits; agencies that a text cites are not."""

from __future__ import annotations

import pytest

from takhrij import annotate
from takhrij.read import read, read_clean

BODY_EN = (
    "Two ferries stayed in the harbour on Monday, the port authority said.\n\nThey will sail again when the wind drops."
)
BODY_AR = "بقيت عبّارتان في الميناء يوم الاثنين، بحسب سلطة المرفأ.\n\nوستبحران مجدداً حين تهدأ الريح."


def credited(text: str, outlet: str | None = None) -> list[tuple[str | None, str]]:
    reading = read_clean(text, id="x", outlet=outlet)
    for r in reading.republication:
        assert r.kind == "credited"
        assert r.span is None or 0 <= r.span.start < r.span.end <= len(text)
    return [(r.name, r.rule.rpartition(".")[2]) for r in reading.republication]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("PORT SAN (Reuters) - ", ["Reuters"]),
        ("PORT SAN, March 3 (Reuters) — ", ["Reuters"]),
        ("PORT SAN (AP) — ", ["AP"]),
        ("Port San - Agencies: ", ["Agencies"]),
        ("(AFP) - ", ["AFP"]),
        ("AFP - ", ["AFP"]),
        ("PORT SAN/REUTERS - ", ["REUTERS"]),
        ("AFP, AP - PORT SAN: ", ["AFP", "AP"]),
    ],
)
def test_english_dateline(line: str, names: list[str]) -> None:
    assert credited(line + BODY_EN) == [(n, "dateline") for n in names]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("بيروت (رويترز) - ", ["رويترز"]),
        ("القاهرة – رويترز: ", ["رويترز"]),
        ("دمشق - وكالات - ", ["وكالات"]),
        ("عدن ـ وكالات: ", ["وكالات"]),
        ("باريس (أ ف ب) - ", ["أ ف ب"]),
        ("باريس (أ.ف.ب) – ", ["أ.ف.ب"]),
        ("رويترز - بيروت: ", ["رويترز"]),
        ("تونس/ رويترز، أ ف ب/ ", ["رويترز", "أ ف ب"]),
        ("صنعاء - وكالة رويترز - ", ["رويترز"]),
    ],
)
def test_arabic_dateline(line: str, names: list[str]) -> None:
    assert credited(line + BODY_AR) == [(n, "dateline") for n in names]


@pytest.mark.parametrize(
    ("foot", "name", "rule"),
    [
        (" (Reuters)", "Reuters", "foot"),
        (" - AFP", "AFP", "foot"),
        ("\n\nReuters", "Reuters", "line"),
        ("\n\nAgencies", "Agencies", "line"),
        ("\n\nReuters contributed to this report.", "Reuters", "contributed"),
        ("\n\n(With inputs from agencies)", "agencies", "contributed"),
    ],
)
def test_english_foot(foot: str, name: str, rule: str) -> None:
    assert credited(BODY_EN + foot) == [(name, rule)]


@pytest.mark.parametrize(
    ("foot", "name", "rule"),
    [
        (" (رويترز)", "رويترز", "foot"),
        (" (أ ف ب)", "أ ف ب", "foot"),
        ("\n\nوكالات", "وكالات", "line"),
        ("\n\n(وكالات)", "وكالات", "line"),
        ("\n\nرويترز - بيروت", "رويترز", "line"),
        ("\n\nساهمت وكالة رويترز في إعداد هذا التقرير.", "رويترز", "contributed"),
    ],
)
def test_arabic_foot(foot: str, name: str, rule: str) -> None:
    assert credited(BODY_AR + foot) == [(name, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "Reuters reported on Monday that the ferries had stayed in the harbour.",
        "The ferries stayed in the harbour, said the Associated Press (AP).",
        "The ferries stayed in the harbour, according to Reuters.",
        "The ferries stayed in the harbour, according to the news agency (Reuters)",
        "Reuters: the ferries stayed in the harbour for a second day.",
        "Reuters - the news agency that saw the letter first - did not answer.",
        "PORT SAN (The Sound Observer) - Two ferries stayed in the harbour.",
        "Port San - Reuters reporters saw two ferries in the harbour.",
        "Photo: Reuters",
        "ذكرت وكالة (رويترز): أن عبّارتين بقيتا في الميناء.",
        "نقلت الصحيفة عن رويترز أن العبّارتين بقيتا في الميناء.",
        "بقيت العبّارتان في الميناء بحسب (رويترز)",
        "وقال المتحدث لوكالة (رويترز)",
        "رويترز: العبّارتان بقيتا في الميناء.",
        "رويترز - وهي وكالة أنباء - لم تنشر الرسالة.",
        "تصوير: رويترز",
    ],
)
def test_cited_agency_is_no_credit(text: str) -> None:
    assert credited(text) == []


def test_an_agency_does_not_credit_itself() -> None:
    assert credited("PORT SAN (Reuters) - " + BODY_EN, outlet="Reuters") == []


def test_cited_agencies_inside_the_text_are_no_credits() -> None:
    middle = f"{BODY_EN}\n\nThey sail daily. (Reuters)\n\n{BODY_EN}\n\n{BODY_EN}"
    assert credited(middle) == []


@pytest.mark.parametrize("byline", ["Agencies", "By Reuters", "رويترز", "وكالات"])
def test_agency_in_the_byline(byline: str) -> None:
    body = "".join(f"<p>{p * 3}</p>" for p in BODY_EN.split("\n\n"))
    page = f"<article><h1>Two ferries stay in port</h1><div class=byline>{byline}</div>{body}</article>"
    reading = read(page.encode(), name="x.html")
    assert reading.article.bylines == ()
    assert [(r.kind, r.name) for r in reading.republication] == [("credited", byline.removeprefix("By "))]


@pytest.mark.parametrize(
    "text", ["PORT SAN (Reuters) - " + BODY_EN, "القاهرة – رويترز: " + BODY_AR, "رويترز - بيروت: " + BODY_AR]
)
def test_a_dateline_is_no_attribution(text: str) -> None:
    (found,) = annotate([{"id": "x", "text": text}])
    named = [text[s.start : s.end] for a in found.attributions for s in (*a.source, *a.content)]
    assert found.attributions
    assert not [n for n in named if "Reuters" in n or "رويترز" in n]
