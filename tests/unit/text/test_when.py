"""Dates as the text gives them: every calendar, form and trap the packs know, without anything taken from outside."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from takhrij.packs.loader import load
from takhrij.text.when import FoundDate, bounds, find_dates, rule_ids
from takhrij.text.when.calendars import hijri, hijri_year_of


def read(text: str) -> list[FoundDate]:
    """Dates of a text, in the pack of its script."""
    pack = load("ar" if re.search("[\u0600-\u06ff]", text) else "en")
    assert pack is not None
    return find_dates(text, pack.dates)


def written(text: str) -> list[tuple[str, str | None]]:
    """Words and values of the dates of a text."""
    return [(text[d.span.start : d.span.end], d.value) for d in read(text)]


# text, then for each date its words and its value; words counted from the day of writing have no value yet
STATED: list[tuple[str, list[tuple[str, str | None]]]] = [
    # Gregorian names, day first
    ("وصل الوفد في 16 أكتوبر 2019 إلى المدينة", [("16 أكتوبر 2019", "2019-10-16")]),
    ("وصل في 16 اكتوبر", [("16 اكتوبر", "XXXX-10-16")]),
    ("في ٣ يناير ٢٠٢٠", [("٣ يناير ٢٠٢٠", "2020-01-03")]),
    ("في ۳ فبراير ۲۰۲۰", [("۳ فبراير ۲۰۲۰", "2020-02-03")]),
    ("منذ مارس 2011", [("مارس 2011", "2011-03")]),
    ("في شهر مايو من عام 2015", [("شهر مايو من عام 2015", "2015-05")]),
    ("في أوائل شهر يونيو", [("أوائل شهر يونيو", "XXXX-06")]),
    ("افتتح المعرض في يوليو", [("يوليو", "XXXX-07")]),
    ("افتتح في 5 إبريل، 2016", [("5 إبريل، 2016", "2016-04-05")]),
    ("في 7 أغسـطس 2012م", [("7 أغسـطس 2012م", "2012-08-07")]),
    ("في ١٢ نُوفَمْبِر ٢٠٠٩", [("١٢ نُوفَمْبِر ٢٠٠٩", "2009-11-12")]),
    ("في 11-ديسمبر-2018", [("11-ديسمبر-2018", "2018-12-11")]),
    ("أكتوبر 16, 2019", [("أكتوبر 16, 2019", "2019-10-16")]),
    ("مساء 9 سبتمبر من العام الماضي", [("9 سبتمبر من العام الماضي", "XXXX-09-09")]),
    ("في يوم 25 يناير من سنة 2011", [("25 يناير من سنة 2011", "2011-01-25")]),
    ("الخميس 17 أكتوبر 2019", [("الخميس 17 أكتوبر 2019", "2019-10-17")]),
    ("يوم الخميس الموافق 17 أكتوبر 2019", [("يوم الخميس الموافق 17 أكتوبر 2019", "2019-10-17")]),
    ("أمس الخميس (17 أكتوبر)", [("أمس الخميس (17 أكتوبر)", "XXXX-10-17")]),
    # Levantine and Iraqi names
    ("في 17 تشرين الأول/ 2019", [("17 تشرين الأول/ 2019", "2019-10-17")]),
    ("في 2 تشرين الثاني 2020", [("2 تشرين الثاني 2020", "2020-11-02")]),
    ("في 4 كانون الثاني", [("4 كانون الثاني", "XXXX-01-04")]),
    ("في كانون الأول 1999", [("كانون الأول 1999", "1999-12")]),
    ("في كانون أول 1999", [("كانون أول 1999", "1999-12")]),
    ("في 8 شباط 1963", [("8 شباط 1963", "1963-02-08")]),
    ("في 21 اذار 2003", [("21 اذار 2003", "2003-03-21")]),
    ("في 13 نيسان 1975", [("13 نيسان 1975", "1975-04-13")]),
    ("في 6 أيّار 1916", [("6 أيّار 1916", "1916-05-06")]),
    ("في حزيران 1967", [("حزيران 1967", "1967-06")]),
    ("في 14 تموز 1958", [("14 تموز 1958", "1958-07-14")]),
    ("في 4 آب 2020", [("4 آب 2020", "2020-08-04")]),
    ("في 4 اب 2020", [("4 اب 2020", "2020-08-04")]),
    ("في أيلول 1980", [("أيلول 1980", "1980-09")]),
    # Maghrebi and Libyan names
    ("في 24 جانفي 2018", [("24 جانفي 2018", "2018-01-24")]),
    ("يوم 12 فيفري 2018", [("12 فيفري 2018", "2018-02-12")]),
    ("في 20 أفريل 2018", [("20 أفريل 2018", "2018-04-20")]),
    ("في 8 ماي 1945", [("8 ماي 1945", "1945-05-08")]),
    ("في 5 جويلية 1962", [("5 جويلية 1962", "1962-07-05")]),
    ("في 30 جوان 2018", [("30 جوان 2018", "2018-06-30")]),
    ("في 13 أوت 1956", [("13 أوت 1956", "1956-08-13")]),
    ("في 20 غشت 1953", [("20 غشت 1953", "1953-08-20")]),
    ("في 3 شتنبر 2021", [("3 شتنبر 2021", "2021-09-03")]),
    ("في 18 نونبر 1955", [("18 نونبر 1955", "1955-11-18")]),
    ("في دجنبر 2015", [("دجنبر 2015", "2015-12")]),
    ("في 30 يوليوز 2019", [("30 يوليوز 2019", "2019-07-30")]),
    ("في الفاتح من نوفمبر 1954", [("الفاتح من نوفمبر 1954", "1954-11-01")]),
    ("في 17 هانيبال 1990", [("17 هانيبال 1990", "1990-08-17")]),
    # names in pairs
    ("في آب/أغسطس 2013", [("آب/أغسطس 2013", "2013-08")]),
    ("في 9 تموز (يوليو) 2014", [("9 تموز (يوليو) 2014", "2014-07-09")]),
    ("في 9 يوليو/ تموز", [("9 يوليو/ تموز", "XXXX-07-09")]),
    ("في تشرين الأول / أكتوبر 2017", [("تشرين الأول / أكتوبر 2017", "2017-10")]),
    ("في مايو (أيار)", [("مايو (أيار)", "XXXX-05")]),
    # days and years in words
    ("في السادس عشر من شهر تشرين الأول", [("السادس عشر من شهر تشرين الأول", "XXXX-10-16")]),
    ("في الأول من مايو 2018", [("الأول من مايو 2018", "2018-05-01")]),
    ("في الحادي والعشرين من آذار", [("الحادي والعشرين من آذار", "XXXX-03-21")]),
    ("في الثلاثين من يونيو 2013", [("الثلاثين من يونيو 2013", "2013-06-30")]),
    ("في الحادي والثلاثين من ديسمبر", [("الحادي والثلاثين من ديسمبر", "XXXX-12-31")]),
    ("في خمسة عشر أكتوبر", [("خمسة عشر أكتوبر", "XXXX-10-15")]),
    ("في عام ألفين وثمانية عشر", [("عام ألفين وثمانية عشر", "2018")]),
    ("سنة ألف وتسعمئة وثمان وأربعين", [("سنة ألف وتسعمئة وثمان وأربعين", "1948")]),
    # Hijri
    ("في 18 ذو الحجة 1444هـ", [("18 ذو الحجة 1444هـ", "2023-07-06")]),
    ("في 1 محرم 1441 هـ", [("1 محرم 1441 هـ", "2019-08-31")]),
    ("في 12 ربيع الأول 1440", [("12 ربيع الأول 1440", "2018-11-20")]),
    ("في 5 صفر 1441هـ", [("5 صفر 1441هـ", "2019-10-04")]),
    ("في رمضان 1440هـ", [("رمضان 1440هـ", "2019-05-06/2019-06-03")]),
    ("خلال عام 1443هـ", [("عام 1443هـ", "2021-08-09/2022-07-29")]),
    ("في 15/9/1440هـ", [("15/9/1440هـ", "2019-05-20")]),
    ("في العاشر من جمادى الآخرة 1442", [("العاشر من جمادى الآخرة 1442", "2021-01-23")]),
    ("سنة 61 هـ", [("سنة 61 هـ", "0680/0681")]),
    ("18 ذي الحجة 1444هـ الموافق 6 يوليو 2023", [("18 ذي الحجة 1444هـ", "2023-07-06"), ("6 يوليو 2023", "2023-07-06")]),
    # years
    ("عام 2014", [("عام 2014", "2014")]),
    ("في العـام ( 2018 ) نشرت", [("العـام ( 2018 )", "2018")]),
    ("ومنذ العام (2014) على تواصل", [("العام (2014)", "2014")]),
    ("ولد في 1950 ورحل", [("1950", "1950")]),
    ("للعام 2021", [("لعام 2021", "2021")]),
    ("ثم عاد 2003م إلى بيته", [("2003م", "2003")]),
    ("احتلال المدينة (1881) ثم", [("1881", "1881")]),
    ("طوال عامي 2002 و2003", [("عامي 2002", "2002"), ("2003", "2003")]),
    ("أواخر 2016", [("أواخر 2016", "2016")]),
    ("عام 44 قبل الميلاد", [("عام 44 قبل الميلاد", "-0043")]),
    # decades and centuries
    ("في الثمانينيات", [("الثمانينيات", "198X")]),
    ("في ثمانينيات القرن الماضي", [("ثمانينيات القرن الماضي", "198X")]),
    ("تسعينات القرن التاسع عشر", [("تسعينات القرن التاسع عشر", "189X")]),
    ("مطلع القرن التاسع عشر", [("مطلع القرن التاسع عشر", "18XX")]),
    ("القرن الحادي والعشرين", [("القرن الحادي والعشرين", "20XX")]),
    ("القرن الـ19", [("القرن الـ19", "18XX")]),
    ("القرن ال(14) الميلادي", [("القرن ال(14) الميلادي", "13XX")]),
    ("القرن الثالث قبل الميلاد", [("القرن الثالث قبل الميلاد", "-02XX")]),
    ("القرن الواحد والعشرون", [("القرن الواحد والعشرون", "20XX")]),
    ("القرنين التاسع عشر والعشرين", [("القرنين التاسع عشر", "18XX"), ("العشرين", "19XX")]),
    ("العقد الأول من القرن العشرين", [("العقد الأول من القرن العشرين", "190X")]),
    ("the first decade of the 21st century", [("first decade of the 21st century", "200X")]),
    ("القرن الرابع عشر الهجري", [("القرن الرابع عشر الهجري", "1883/1980")]),
    # ranges
    ("من 1 إلى 5 مايو 2019", [("1 إلى 5 مايو 2019", "2019-05-01/2019-05-05")]),
    ("بين 3 و5 مايو", [("3 و5 مايو", "XXXX-05-03/XXXX-05-05")]),
    ("3-5 مايو 2018", [("3-5 مايو 2018", "2018-05-03/2018-05-05")]),
    ("من 28 أبريل إلى 3 مايو 2019", [("28 أبريل إلى 3 مايو 2019", "2019-04-28/2019-05-03")]),
    ("بين يناير ومارس 2019", [("يناير ومارس 2019", "2019-01/2019-03")]),
    ("من يونيو حتى سبتمبر", [("يونيو حتى سبتمبر", "XXXX-06/XXXX-09")]),
    ("من ديسمبر 2018 إلى فبراير 2019", [("ديسمبر 2018 إلى فبراير 2019", "2018-12/2019-02")]),
    ("من 2014 إلى 2018", [("2014 إلى 2018", "2014/2018")]),
    ("بين عامي 2010 و2012", [("عامي 2010 و2012", "2010/2012")]),
    ("(1932-2004)", [("1932-2004", "1932/2004")]),
    ("الربع الأول من عام 2019", [("الربع الأول من عام 2019", "2019-01/2019-03")]),
    ("النصف الثاني من 2018", [("النصف الثاني من 2018", "2018-07/2018-12")]),
    ("5 و6 مايو 2019", [("5", "2019-05-05"), ("6 مايو 2019", "2019-05-06")]),
    ("مارس وأبريل 2004", [("مارس", "2004-03"), ("أبريل 2004", "2004-04")]),
    # digits alone
    ("في 16/10/2019", [("16/10/2019", "2019-10-16")]),
    ("بتاريخ 05-03-2019", [("05-03-2019", "2019-03-05")]),
    ("في ١٦/١٠/٢٠١٩", [("١٦/١٠/٢٠١٩", "2019-10-16")]),
    ("في 2019/10/16", [("2019/10/16", "2019-10-16")]),
    ("بتاريخ 16 / 10 / 2019", [("16 / 10 / 2019", "2019-10-16")]),
    ("في 10/2019", [("10/2019", "2019-10")]),
    # impossible
    ("في 31 أبريل 2019", [("31 أبريل 2019", None)]),
    ("في 30 فبراير", [("30 فبراير", None)]),
    ("في 29 شباط 2019", [("29 شباط 2019", None)]),
    ("في 45 مارس 2010", [("45 مارس 2010", None)]),
    ("في 31/11/2020", [("31/11/2020", None)]),
    # English
    ("on Oct. 16, 2019, the", [("Oct. 16, 2019", "2019-10-16")]),
    ("on October 16 the", [("October 16", "XXXX-10-16")]),
    ("on 16 October 2019", [("16 October 2019", "2019-10-16")]),
    ("the 16th of October", [("16th of October", "XXXX-10-16")]),
    ("the sixteenth of October, 2019", [("sixteenth of October, 2019", "2019-10-16")]),
    ("the twenty-first of June 2018", [("twenty-first of June 2018", "2018-06-21")]),
    ("On Thursday, October 17, 2019, it", [("Thursday, October 17, 2019", "2019-10-17")]),
    ("Thu, 17 Oct 2019", [("Thu, 17 Oct 2019", "2019-10-17")]),
    ("16-Oct-2019", [("16-Oct-2019", "2019-10-16")]),
    ("In May 2019 they", [("May 2019", "2019-05")]),
    ("in early May the", [("early May", "XXXX-05")]),
    ("since March, when", [("March", "XXXX-03")]),
    ("in mid-2019", [("mid-2019", "2019")]),
    ("in December", [("December", "XXXX-12")]),
    ("Sept. 11, 2001", [("Sept. 11, 2001", "2001-09-11")]),
    ("in 2018, the mill", [("2018", "2018")]),
    ("the 2014 agreement", [("2014", "2014")]),
    ("in the 1990s", [("1990s", "199X")]),
    ("in the '80s", [("'80s", "198X")]),
    ("in the eighties", [("eighties", "198X")]),
    ("in the 19th century", [("19th century", "18XX")]),
    ("the twenty-first century", [("twenty-first century", "20XX")]),
    ("the 3rd century BC", [("3rd century BC", "-02XX")]),
    ("in 44 BC", [("44 BC", "-0043")]),
    ("between 3 and 5 May 2019", [("3 and 5 May 2019", "2019-05-03/2019-05-05")]),
    ("from 28 April to 3 May 2019", [("28 April to 3 May 2019", "2019-04-28/2019-05-03")]),
    ("on May 3-5, 2019", [("May 3-5, 2019", "2019-05-03/2019-05-05")]),
    ("from April 28 to May 3, 2019", [("April 28 to May 3, 2019", "2019-04-28/2019-05-03")]),
    ("from 2014 to 2018", [("2014 to 2018", "2014/2018")]),
    ("the 2014-15 season", [("2014-15", "2014/2015")]),
    ("between March and May 2019", [("March and May 2019", "2019-03/2019-05")]),
    ("in Q3 2019", [("Q3 2019", "2019-07/2019-09")]),
    ("the third quarter of 2019", [("third quarter of 2019", "2019-07/2019-09")]),
    ("the first half of 2018", [("first half of 2018", "2018-01/2018-06")]),
    ("3 and 4 May", [("3", "XXXX-05-03"), ("4 May", "XXXX-05-04")]),
    ("2019-10-16T10:30:00Z", [("2019-10-16", "2019-10-16")]),
    ("on 16/10/2019", [("16/10/2019", "2019-10-16")]),
    ("(10) أبريل و(12) من مايو", [("(10) أبريل", "XXXX-04-10"), ("(12) من مايو", "XXXX-05-12")]),
    ("on 05/03/2019", [("05/03/2019", "2019")]),
    ("on 05/03/2019 and 16/10/2019", [("05/03/2019", "2019-03-05"), ("16/10/2019", "2019-10-16")]),
    ("on 05/03/2019 and 10/16/2019", [("05/03/2019", "2019-05-03"), ("10/16/2019", "2019-10-16")]),
    ("Ramadan 1440 AH", [("Ramadan 1440 AH", "2019-05-06/2019-06-03")]),
    ("on 31 April 2019", [("31 April 2019", None)]),
    ("on February 30", [("February 30", None)]),
    ("on March 45, 2010", [("March 45, 2010", None)]),
    # nothing
    ("زار محافظة اب مع أب وابنه", []),
    ("فاز الفريق 2-صفر ثم 3 / صفر", []),
    ("ربع مليار وثلث السكان", []),
    ("مارس الرئيس ضغوطا على الحكومة", []),
    ("لمدة 10 سنوات", []),
    ("2000 دولار و1850 شخصا و1900 متر", []),
    ("قبل 4000 عام", []),
    ("فاز 3-2 بعد 24/7 و1/2", []),
    ("اتصل على 0599-123456 أو 2255 1234", []),
    ("في الخمسينيات من عمره", []),
    ("الإصدار 2.0.1 بنسبة 50%", []),
    ("شركة نيسان وصحيفة تشرين", []),
    ("القرار رقم 2254", []),
    ("كل يوم خميس وأيام الجمعة", []),
    ("They may march on if April may help June", []),
    ("for 10 years", []),
    ("a 3-2 win, open 24/7, 1/2 cup, 9/10 voters", []),
    ("2000 people paid $1999 for 1850 miles", []),
    ("version 2.0.1, flight 1812, page 1984", []),
    ("He is in his 80s and in his eighties", []),
    ("call 555-2018 or 2125551234", []),
    ("every Monday and on Black Friday", []),
    ("the Sunday Times and Friday prayers", []),
    ("with April May of the Smith office", []),
]


@pytest.mark.parametrize(("text", "dates"), STATED, ids=[t for t, _ in STATED])
def test_dates_as_the_text_gives_them(text: str, dates: list[tuple[str, str | None]]) -> None:
    assert written(text) == dates


def test_only_impossible_dates_are_impossible() -> None:
    for text, dates in STATED:
        for found, (words, value) in zip(read(text), dates, strict=True):
            assert found.is_impossible == (value is None), words


# text, words, unit, offset, weekday, towards
RELATIVE = [
    ("وصل الوفد أمس", "أمس", "day", -1, None, "counted"),
    ("يصل غدا", "غدا", "day", 1, None, "counted"),
    ("أول من أمس", "أول من أمس", "day", -2, None, "counted"),
    ("أمس الأول", "أمس الأول", "day", -2, None, "counted"),
    ("بعد غد", "بعد غد", "day", 2, None, "counted"),
    ("مساء اليوم", "اليوم", "day", 0, None, "counted"),
    ("اليوم الخميس", "اليوم الخميس", "day", 0, 3, "counted"),
    ("أمس الاثنين", "أمس الاثنين", "day", -1, 0, "counted"),
    ("يوم الخميس", "يوم الخميس", "weekday", 0, 3, "nearest"),
    ("الاثنين الماضي", "الاثنين الماضي", "weekday", 0, 0, "past"),
    ("الأحد القادم", "الأحد القادم", "weekday", 0, 6, "future"),
    ("الأسبوع الماضي", "الأسبوع الماضي", "week", -1, None, "counted"),
    ("الشهر الجاري", "الشهر الجاري", "month", 0, None, "counted"),
    ("العام المقبل", "العام المقبل", "year", 1, None, "counted"),
    ("هذا العام", "هذا العام", "year", 0, None, "counted"),
    ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "day", -3, None, "counted"),
    ("قبل 3 أسابيع", "قبل 3 أسابيع", "week", -3, None, "counted"),
    ("منذ عامين", "منذ عامين", "year", -2, None, "counted"),
    ("قبل شهر", "قبل شهر", "month", -1, None, "counted"),
    ("مارس الماضي", "مارس الماضي", "fill", 0, None, "past"),
    ("يونيو القادم", "يونيو القادم", "fill", 0, None, "future"),
    ("31 مارس من العام الماضي", "31 مارس من العام الماضي", "fill", -1, None, "counted"),
    ("القرن الماضي", "القرن الماضي", "century", -1, None, "counted"),
    ("في الرابع عشر من الشهر الجاري", "الرابع عشر من الشهر الجاري", "month", 0, None, "counted"),
    ("يوم 18 الجاري", "18 الجاري", "month", 0, None, "counted"),
    ("on the 14th of last month", "14th of last month", "month", -1, None, "counted"),
    ("يفتتح الوزير اليوم المعرض", "اليوم", "day", 0, None, "counted"),
    ("They met yesterday", "yesterday", "day", -1, None, "counted"),
    ("the day before yesterday", "day before yesterday", "day", -2, None, "counted"),
    ("this morning", "this morning", "day", 0, None, "counted"),
    ("last night", "last night", "day", -1, None, "counted"),
    ("on Thursday", "Thursday", "weekday", 0, 3, "nearest"),
    ("last Monday", "last Monday", "weekday", 0, 0, "past"),
    ("next Friday", "next Friday", "weekday", 0, 4, "future"),
    ("two weeks ago", "two weeks ago", "week", -2, None, "counted"),
    ("a year ago", "a year ago", "year", -1, None, "counted"),
    ("three days ago", "three days ago", "day", -3, None, "counted"),
    ("twenty-five years ago", "twenty-five years ago", "year", -25, None, "counted"),
    ("last year", "last year", "year", -1, None, "counted"),
    ("this month", "this month", "month", 0, None, "counted"),
    ("last March", "last March", "fill", 0, None, "past"),
    ("May this year", "May this year", "fill", 0, None, "counted"),
]


@pytest.mark.parametrize(
    ("text", "words", "unit", "offset", "weekday", "towards"), RELATIVE, ids=[r[0] for r in RELATIVE]
)
def test_relative_dates(text: str, words: str, unit: str, offset: int, weekday: int | None, towards: str) -> None:
    (found,) = read(text)
    assert text[found.span.start : found.span.end] == words
    relative = found.relative
    assert relative is not None
    assert (relative.unit, relative.offset, relative.weekday, relative.towards) == (unit, offset, weekday, towards)


@pytest.mark.parametrize(
    "text",
    [
        "هو حديث العالم اليوم وغدا أفضل من الأمس",
        "قبل نحو عامين",
        "قبل يومين من الانتخابات",
        "منذ شهر رمضان",
        "قبل مئة عام",
        "about two years ago",
        "fifty years ago",
        "thirty-five years ago",
        "a USA Today poll",
        "ABC's This Week",
    ],
)
def test_vague_words_are_no_dates(text: str) -> None:
    assert [d for d in written(text) if d[0] not in {"غدا", "شهر رمضان", "رمضان"}] == []


CLOCKS = [
    ("قالت الوزارة يوم الاثنين إن الجسر أغلق", "report"),
    ("في عام 2018 نشرت الصحيفة مقالا", "report"),
    ("انهار الجسر في 3 مايو 2018", "event"),
    ("قال المهندس إن الجسر انهار في 3 مايو 2018", "event"),
    ("The minister said on Monday that the bridge was closed", "report"),
    ("On Tuesday, the mayor said the bridge was closed", "report"),
    ("The bridge collapsed on 3 May 2018", "event"),
    ("She said that the bridge collapsed on 3 May 2018", "event"),
    ("The report was published in 2018", "report"),
    ("Jane Roe (1931)", "unknown"),
]


@pytest.mark.parametrize(("text", "clock"), CLOCKS)
def test_clock(text: str, clock: str) -> None:
    (found,) = read(text)
    assert found.clock == clock


def test_context_is_noted() -> None:
    assert read("أحداث 11 سبتمبر")[0].named
    assert read("the attacks of September 11")[0].named
    assert not read("وصل في 11 سبتمبر")[0].named
    assert read("وذكر المقال حينها أن التهم وجهت يوم الخميس")[0].detached
    assert read("The talks will resume on Friday")[0].future


def test_calendar_and_original_are_kept() -> None:
    (found,) = read("في 18 ذو الحجة 1444هـ")
    assert (found.calendar, found.original, found.precision, found.rule) == (
        "hijri",
        "1444-12-18",
        "day",
        "ar.date.day-month",
    )
    (found,) = read("في 4 آب 2020")
    assert (found.calendar, found.original) == ("levantine", "2020-08-04")
    (found,) = read("في 20 غشت 1953")
    assert found.calendar == "maghrebi"


def test_rules_are_listed() -> None:
    pack = load("ar")
    assert pack is not None
    listed = set(rule_ids(pack.dates))
    used = {d.rule for text, _ in STATED for d in read(text) if d.rule.startswith("ar")}
    assert used <= listed


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019-10-16", date(2019, 10, 16), date(2019, 10, 16)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2015-W53", date(2015, 12, 28), date(2016, 1, 3)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31)),
        ("2014/2018", date(2014, 1, 1), date(2018, 12, 31)),
    ],
)
def test_bounds(value: str, first: date, last: date) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize("value", [None, "", "XXXX-04-18", "-0043", "2019-13", "2019-02-30", "soon"])
def test_bounds_of_what_has_no_place(value: str | None) -> None:
    assert bounds(value) is None


def test_hijri_years() -> None:
    assert hijri_year_of(date(2023, 7, 18)) == 1444
    assert hijri_year_of(date(2023, 7, 19)) == 1445
    assert hijri(1444, 13) is None
    assert hijri(1444, 1, 31) is None


def test_spans_are_sound_and_apart() -> None:
    for text, _ in STATED:
        end = 0
        for found in read(f"  {text}\n\n{text}\u200f \t{text}"):
            assert end <= found.span.start < found.span.end
            end = found.span.end


@pytest.mark.parametrize(
    "piece", ["3 و", "مايو ", "2018 ", "الخميس ", "من 3 إلى ", "(", "16/10/", "- ", "بين ", "الأول ", "و"]
)
def test_hostile_text_is_read_through(piece: str) -> None:
    dates = read("في " + piece * 5_000 + " وفي 3 مايو 2018")
    assert all(a.span.end <= b.span.start for a, b in pairwise(dates))
