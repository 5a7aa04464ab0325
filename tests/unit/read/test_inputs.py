"""Every kind of input gives the same article; bad input gives a clear error."""

from __future__ import annotations

import pytest

from support.shared import shared
from takhrij.errors import ReadError, UsageError
from takhrij.read import read, read_clean

BODY = [
    "قال رئيس اللجنة سامر البدوي إن «المفاوضات انتهت» صباح أمس.",
    "وأضافت صحيفة «ميدان الغد» أن الوفدين غادرا الفندق قبل الظهر، ولم يدل أي منهما بتصريح.",
    "ولم تعلق الوزارة على الخبر حتى الآن.",
]
TITLE = "انتهاء المفاوضات بلا بيان"
HTML = (
    f"<!doctype html><html lang='ar' dir='rtl'><head><meta charset='utf-8'><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
    + "".join(f"<p>{p}</p>" for p in BODY)
    + "</body></html>"
)
TEXT = "\n\n".join(BODY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso-8859-6"])
def test_encodings(encoding: str) -> None:
    source = (
        HTML
        if encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1256")
        else HTML.replace("«", '"').replace("»", '"').replace("utf-8", "iso-8859-6")
    )
    a = read(source.encode(encoding), name="x.html").article
    assert a.title == TITLE
    assert [a.text[s:e].replace('"', "") for s, e in a.paragraphs] == [
        p.replace("«", "").replace("»", "") if encoding == "iso-8859-6" else p for p in BODY
    ]


def test_utf8_with_broken_bytes_stays_utf8() -> None:
    data = HTML.encode().replace("الفندق".encode(), "الفندق".encode()[:-1], 1)
    a = read(data, name="x.html").article
    assert a.title == TITLE
    assert "المفاوضات انتهت" in a.text


def test_plain_text_as_a_saved_page() -> None:
    source = (
        f"{TITLE}\n\nبقلـم : ( رائد الكرمي )\n\n"
        + TEXT
        + "\n\n  • المقال نشر في موقع (ضوء النهار) في 3 أيار/ 2018.\n\nاترك تعليق\n\nكن أوّل من يعلّق\n\nنبّهني عن\navatar\nwpDiscuz\n"
    )
    r = read(source.encode(), name="page.txt")
    assert (r.article.title, r.article.bylines, r.article.comments) == (TITLE, ("رائد الكرمي",), ())
    assert r.article.text.startswith(TEXT)
    assert [(x.kind, x.name, x.date) for x in r.republication] == [("first-published", "ضوء النهار", "2018-05-03")]
    assert {f.kind for f in r.article.furniture} == {"byline", "comment-form"}


def test_plain_text_wrapped_at_a_page_width() -> None:
    source = "A short title\n\nThis paragraph was wrapped by an editor at some width so\nthat its lines end in the middle of a sentence, like\nthese do, and none of them is a paragraph.\n\nThe second paragraph is wrapped as well, at the same\nwidth as the first, and ends here.\n"
    a = read(source.encode(), name="x.txt").article
    assert len(a.paragraphs) == 2
    assert "so that its lines" in a.text


def test_markdown() -> None:
    source = "---\ntitle: The quiet harbour\ndate: 2020-02-03\nauthor: Lena Marsh\n---\n\n# The quiet harbour\n\nThe mayor **said** that [the quay](https://q.example) was _closed_.\n\n> “Nobody asked us,” said a fisherman.\n\n- First point\n- Second point\n\nOriginally published by [Tide Notes](https://tide.example/1) on February 1, 2020.\n"
    r = read(source.encode(), name="x.md")
    a = r.article
    assert (a.title, a.published, a.bylines) == ("The quiet harbour", "2020-02-03", ("Lena Marsh",))
    assert a.text.split("\n\n") == [
        "The mayor said that the quay was closed.",
        "“Nobody asked us,” said a fisherman.",
        "First point",
        "Second point",
        "Originally published by Tide Notes on February 1, 2020.",
    ]
    assert [(x.name, x.url, x.date) for x in r.republication] == [
        ("Tide Notes", "https://tide.example/1", "2020-02-01")
    ]


def mail(html: bool) -> bytes:
    from email.message import EmailMessage

    m = EmailMessage()
    m["Subject"], m["From"], m["To"], m["Date"] = (
        "Fwd: " + TITLE[:16],
        "a@b.example",
        "c@d.example",
        "Sun, 03 May 2020 10:00:00 +0300",
    )
    m.set_content("\n\n".join(BODY))
    if html:
        m.add_alternative(HTML, subtype="html")
    return m.as_bytes()


@pytest.mark.parametrize("html", [True, False])
def test_mail(html: bool) -> None:
    for name in ("x.eml", ""):
        a = read(mail(html), name=name).article
        assert (a.title, a.text, a.published) == (TITLE if html else TITLE[:16], TEXT, "2020-05-03T10:00:00+03:00")


def test_saved_page_and_other_forms_give_one_text() -> None:
    assert read(HTML.encode(), name="x.html").article.text == TEXT
    assert read(f"# {TITLE}\n\n{TEXT}".encode(), name="x.md").article.text == TEXT
    assert read(f"{TITLE}\n\n{TEXT}".encode(), name="x.txt").article.text == TEXT


def test_line_breaks_as_paragraphs() -> None:
    source = "<html><body><h1>Old page</h1><div id=news_text>First paragraph of an old page, long enough to count as prose.<br><br>Second one: it is long enough too.<br>Third begins after a full stop and one break.</div></body></html>"
    assert read(source.encode(), name="x.html").article.text.count("\n\n") == 2


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "x.html", "empty-input"),
        (b" \n\t ", "x.txt", "empty-input"),
        (b"\xef\xbb\xbf", "x.txt", "empty-input"),
        (b"\x7fELF" + bytes(200), "x", "binary-input"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "x.html", "binary-input"),
        (bytes(range(32)) * 40, "x.bin", "binary-input"),
        (b"%PDF-1.4\nbroken", "x.pdf", "broken-pdf"),
        (b"<html><body><script>var a = 1;</script></body></html>", "x.html", "no-text"),
    ],
)
def test_bad_input(data: bytes, name: str, code: str) -> None:
    with pytest.raises(ReadError) as e:
        read(data, name=name)
    assert e.value.code == code
    assert e.value.next_step


@pytest.mark.parametrize(
    ("argument", "value", "code"),
    [
        ("published", "yesterday", "malformed-published"),
        ("published", "2019-13-01", "malformed-published"),
        ("published", "2019-02-30", "malformed-published"),
        ("language", "xx", "unknown-language"),
        ("language", "arabic", "unknown-language"),
    ],
)
def test_bad_arguments(argument: str, value: str, code: str) -> None:
    with pytest.raises(UsageError) as e:
        read(HTML.encode(), name="x.html", **{argument: value})  # type: ignore[arg-type]
    assert e.value.code == code


def test_arguments_take_the_place_of_the_page() -> None:
    r = read(HTML.encode(), name="x.html", url="https://a.example/b", published="2019-10-16", language="AR-eg")
    assert (r.article.published, r.article.language, r.article.url) == ("2019-10-16", "ar", "https://a.example/b")
    assert r.article.evidence["published"][0].origin == "argument"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("گفت که این گزارش چند روز پیش منتشر شده و پژوهشگران آن را بررسی می‌کنند.", "fa"),
        ("انہوں نے کہا کہ یہ رپورٹ گزشتہ ہفتے شائع ہوئی تھی اور لوگوں نے اسے پڑھا ہے۔", "ur"),
        ("ئەو ڕاپۆرتە لە هەفتەی ڕابردوودا بڵاوکرایەوە و خەڵکێکی زۆر خوێندیانەوە.", "ku"),
        ("قال الوزير إن التقرير نُشر في الأسبوع الماضي ولم يقرأه أحد.", "ar"),
        ("The report was published last week, and the minister said that it had not been read by anyone.", "en"),
        ("В докладе говорится, что комиссия не нашла нарушений.", "ru"),
    ],
)
def test_language_by_script_and_letters(text: str, language: str) -> None:
    page = f"<html lang='de'><body><h1>x</h1><p>{text}</p></body></html>"
    r = read(page.encode(), name="x.html")
    assert r.article.language == language
    assert ("unsupported-language" in [w.code for w in r.warnings]) == (language not in ("ar", "en"))


def test_clean_text_is_taken_as_it_stands() -> None:
    text = "  First line. \n\n\n Second  line, with two blanks.\nThis story was originally published by Tide Notes on May 3, 2018.\n"
    r = read_clean(text, id="a1", title="T", published="2018-05", outlet="O", language="en")
    a = r.article
    assert (a.id, a.text, a.title, a.outlet, a.published) == ("a1", text, "T", "O", "2018-05")
    assert [text[s:e] for s, e in a.paragraphs][:2] == ["First line.", "Second  line, with two blanks."]
    note = r.republication[0]
    assert (note.name, note.date) == ("Tide Notes", "2018-05-03")
    assert note.span is not None
    assert text[note.span.start : note.span.end].startswith("This story")


def test_clean_text_may_be_empty() -> None:
    r = read_clean("", id="e", language="en")
    assert r.article.paragraphs == ()
    assert [w.code for w in r.warnings] == ["empty-text"]


def test_seed() -> None:
    r = read(shared("seed", "lafarge.txt").read_bytes(), name="lafarge.txt")
    assert (len(r.article.bylines), r.article.language, r.article.comments) == (1, "ar", ())
    assert [x.kind for x in r.republication] == ["first-published", "translated"]
    assert "language-mismatch" in [w.code for w in r.warnings]
    assert any(f.kind == "comment-form" for f in r.article.furniture)
    assert "wpDiscuz" not in r.article.text


def test_real_pages() -> None:
    import json

    folder = shared("pages")
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        want = json.loads(line)
        r = read((folder / want["path"]).read_bytes(), name=want["path"])
        a = r.article
        assert a.title in (want["title"], *want["title_also"])
        assert (a.published or "")[:10] in (want["published"], *want["published_also"])
        assert {*want["bylines"]} <= {*a.bylines} <= {*want["bylines"], *want["bylines_also"]}
        assert (a.language, len(a.comments)) == (want["lang"], want["comments"])
        assert a.outlet in want["outlet"]
        if want["origin"]:
            assert r.republication[0].name == want["origin"]["name"]
        flat = " ".join(a.text.split())
        assert not [m for m in want["must_not"] if " ".join(m.split()) in flat]


LOCKED = b"""%%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>
endobj
4 0 obj
<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>
endobj
trailer
<< /Root 1 0 R /Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] >>
%%%%EOF
""" % (b"41" * 32, b"42" * 32)


def test_locked_pdf() -> None:
    with pytest.raises(ReadError) as e:
        read(LOCKED, name="x.pdf")
    assert e.value.code == "locked-pdf"
