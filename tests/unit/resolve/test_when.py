"""Dates of an article: what is taken from the publication date, what is left, and what is warned of."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from takhrij.packs.loader import load
from takhrij.resolve.when import read_dates

if TYPE_CHECKING:
    from takhrij.model import DateMention, Warn

SHARED = Path(__file__).parents[4] / "shared"
PUBLISHED = "2019-10-17"  # a Thursday


def read(text: str, published: str | None) -> tuple[tuple[DateMention, ...], tuple[Warn, ...]]:
    """Dates and warnings, in the pack of the text's script."""
    pack = load("ar" if re.search("[\u0600-\u06ff]", text) else "en")
    assert pack is not None
    return read_dates(text, pack, published)


ANCHORED = [
    ("وصل الوفد في 16 تشرين الأول", "2019-10-16"),
    ("في السادس عشر من أكتوبر", "2019-10-16"),
    ("في 18 أبريل الجاري", "2019-04-18"),
    ("مارس الماضي", "2019-03"),
    ("ديسمبر الماضي", "2018-12"),
    ("يونيو القادم", "2020-06"),
    ("افتتح في ديسمبر", "2019-12"),
    ("31 مارس من العام الماضي", "2018-03-31"),
    ("وصل أمس", "2019-10-16"),
    ("أول من أمس", "2019-10-15"),
    ("يصل غدا", "2019-10-18"),
    ("بعد غد", "2019-10-19"),
    ("مساء اليوم", "2019-10-17"),
    ("اليوم الخميس", "2019-10-17"),
    ("أمس الأربعاء", "2019-10-16"),
    ("أمس الثلاثاء", "2019-10-15"),
    ("وصل يوم الاثنين", "2019-10-14"),
    ("وصل يوم الخميس", "2019-10-17"),
    ("الخميس الماضي", "2019-10-10"),
    ("الأحد القادم", "2019-10-20"),
    ("سيعقد الاجتماع يوم الأحد", "2019-10-20"),
    ("الأسبوع الماضي", "2019-W41"),
    ("الأسبوع المقبل", "2019-W43"),
    ("الشهر الجاري", "2019-10"),
    ("الشهر الماضي", "2019-09"),
    ("العام الماضي", "2018"),
    ("في الرابع عشر من الشهر الجاري", "2019-10-14"),
    ("في 30 الجاري", "2019-10-30"),
    ("العام المقبل", "2020"),
    ("قبل ثلاثة أيام", "2019-10-14"),
    ("قبل أسبوعين", "2019-W40"),
    ("قبل 11 شهرا", "2018-11"),
    ("منذ عامين", "2017"),
    ("القرن الماضي", "19XX"),
    ("بين 3 و5 مايو", "2019-05-03/2019-05-05"),
    ("من 28 ديسمبر إلى 3 يناير", "2019-12-28/2020-01-03"),
    ("رمضان الماضي", "2019-05-06/2019-06-03"),
    ("في 5 شوال", "2019-06-08"),
    ("on October 16", "2019-10-16"),
    ("They met on Tuesday", "2019-10-15"),
    ("They will meet on Tuesday", "2019-10-22"),
    ("last Monday", "2019-10-14"),
    ("next Friday", "2019-10-18"),
    ("this Saturday", "2019-10-19"),
    ("yesterday", "2019-10-16"),
    ("two weeks ago", "2019-W40"),
    ("last year", "2018"),
    ("this month", "2019-10"),
    ("last December", "2018-12"),
    ("in February", "2019-02"),
    ("Thursday of last week", "2019-10-10"),
    ("29 February", "2020-02-29"),
]


@pytest.mark.parametrize(("text", "value"), ANCHORED, ids=[t for t, _ in ANCHORED])
def test_taken_from_the_publication_date(text: str, value: str) -> None:
    (found,), _ = read(text, PUBLISHED)
    assert (found.value, found.stated, found.anchor) == (value, False, PUBLISHED)


STATED = [
    ("في 17 تشرين الأول/ 2019", "2019-10-17"),
    ("في العـام ( 2018 ) نشرت", "2018"),
    ("عام 2014", "2014"),
    ("القرن التاسع عشر", "18XX"),
    ("on 3 May 2018", "2018-05-03"),
    ("أحداث 11 سبتمبر", "XXXX-09-11"),
    ("the attacks of September 11", "XXXX-09-11"),
]


@pytest.mark.parametrize(("text", "value"), STATED, ids=[t for t, _ in STATED])
def test_what_is_stated_stays(text: str, value: str) -> None:
    for published in (None, PUBLISHED):
        (found,), _ = read(text, published)
        assert (found.value, found.stated, found.anchor) == (value, True, None)


def test_nothing_is_invented_without_a_publication_date() -> None:
    (found,), _ = read("وصل الوفد في 16 تشرين الأول", None)
    assert (found.value, found.stated) == ("XXXX-10-16", True)
    assert read("وصل أمس، وسيغادر الأسبوع المقبل، يوم الخميس", None) == ((), ())
    assert read("They met last week, on Tuesday", "not a date") == ((), ())


def test_a_year_alone_anchors_years_only() -> None:
    (found,), _ = read("العام الماضي", "2019")
    assert (found.value, found.anchor) == ("2018", "2019")
    assert read("وصل أمس في الشهر الماضي", "2019")[0] == ()
    (found,), _ = read("مارس الماضي", "2019")
    assert found.value == "XXXX-03"


def test_a_sentence_about_another_time_is_not_anchored() -> None:
    assert read("وذكر المقال حينها أن التهم وجهت يوم الخميس", PUBLISHED)[0] == ()
    assert read("The paper wrote at the time that charges came on Thursday", PUBLISHED)[0] == ()


def test_the_century_of_a_decade_is_marked_as_inferred() -> None:
    (found,), _ = read("في الثمانينيات", None)
    assert (found.value, found.stated, found.anchor, found.precision) == ("198X", False, None, "decade")


@pytest.mark.parametrize(
    "text", ["31 أبريل 2019", "في 30 شباط", "45 مارس 2010", "on 31 June", "February 30, 2011", "29/02/2019"]
)
def test_impossible_dates_are_warned_of(text: str) -> None:
    (found,), (warning,) = read(text, PUBLISHED)
    assert found.value is None
    assert warning.code == "impossible-date"
    assert warning.span == found.span


def test_a_weekday_that_does_not_fit_is_warned_of() -> None:
    assert [w.code for w in read("الجمعة 17 أكتوبر 2019", None)[1]] == ["date-conflict"]
    assert [w.code for w in read("Friday, October 17, 2019", None)[1]] == ["date-conflict"]
    assert read("Thursday, October 17, 2019", None)[1] == ()
    assert read("الخميس 17 أكتوبر", PUBLISHED)[1] == ()


def test_the_weekday_chooses_the_year() -> None:
    (found,), _ = read("Wednesday, October 17", PUBLISHED)
    assert found.value == "2018-10-17"


@pytest.mark.skipif(
    not (SHARED / "gold" / "dates-ar-dev.jsonl").exists(), reason="shared gold data is not beside the checkout"
)
@pytest.mark.parametrize("anchored", [False, True])
def test_gold_of_real_articles(anchored: bool, tmp_path: Path) -> None:
    gold, out = SHARED / "gold" / "dates-ar-dev.jsonl", tmp_path / "dates.jsonl"
    pack = load("ar")
    assert pack is not None
    lines = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        dates, _ = read_dates(article["text"], pack, article["anchor"] if anchored else None)
        lines.append(
            json.dumps({"id": article["id"], "dates": [{"span": list(d.span), "value": d.value} for d in dates]})
        )
    out.write_text("\n".join(lines), encoding="utf-8")
    command = [
        sys.executable,
        str(SHARED / "score" / "score_dates.py"),
        str(gold),
        str(out),
        *(["--anchored"] if anchored else []),
    ]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    f1 = re.search(r"F1 ([\d.]+)", report)
    right = re.search(r"right \d+ \(([\d.]+)\)  precision mismatch (\d+)  year supplied (\d+)", report)
    assert f1 is not None
    assert right is not None
    assert float(f1[1]) >= 0.93
    assert float(right[1]) >= 0.97
    assert (right[2], right[3]) == ("0", "0")
