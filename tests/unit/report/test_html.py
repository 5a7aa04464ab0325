import base64
import hashlib
import re
from functools import cache

import lxml.html
import pytest

from support.sample_analysis import HOSTILE, arabic, english, hostile
from takhrij.model import Analysis, Comment
from takhrij.report import notebook, render_html
from takhrij.report.markup import el, fill, safe_link, text
from takhrij.report.svg_text import width, wrap
from takhrij.report.visible import UNSEEN

MADE = {"arabic": arabic, "english": english, "hostile": hostile}
PAGES = [(name, interface) for name in MADE for interface in ("ar", "en")]


@cache
def rendered(name: str, interface: str) -> str:
    return render_html(MADE[name](), interface=interface)


def parsed(page: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page)


@pytest.mark.parametrize(("name", "interface"), PAGES)
def test_the_article_is_reproduced_exactly(name: str, interface: str) -> None:
    article = MADE[name]().article
    tree = parsed(rendered(name, interface))
    shown = [p.text_content() for p in tree.xpath("//article/p")]
    assert shown == [UNSEEN.sub("", article.text[p.start : p.end]) for p in article.paragraphs]
    assert tree.xpath("//h1")[0].text_content() == UNSEEN.sub("", article.title)
    assert tree.xpath("//article")[0].get("dir") == article.direction
    assert tree.get("dir") == {"ar": "rtl", "en": "ltr"}[interface]


@pytest.mark.parametrize(("name", "interface"), PAGES)
def test_anchors_lead_somewhere_and_ids_are_unique(name: str, interface: str) -> None:
    tree = parsed(rendered(name, interface))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {h[1:] for h in tree.xpath("//@href") if h.startswith("#")}
    assert targets <= set(ids)
    labels = {i for value in tree.xpath("//@aria-labelledby") for i in value.split()}
    assert labels <= set(ids)


@pytest.mark.parametrize(("name", "interface"), PAGES)
def test_only_own_script_and_style_may_run(name: str, interface: str) -> None:
    page = rendered(name, interface)
    tree = parsed(page)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (element,) = tree.xpath(f"//{tag}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert not tree.xpath("//@style")
    assert not tree.xpath("//img|//iframe|//link|//object|//embed|//base|//form")
    assert not [a for e in tree.iter() if isinstance(e.tag, str) for a in e.attrib if a.startswith("on")]


@pytest.mark.parametrize("interface", ["ar", "en"])
def test_hostile_text_stays_text(interface: str) -> None:
    page = rendered("hostile", interface)
    tree = parsed(page)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert not UNSEEN.search(page)
    assert not [h for h in tree.xpath("//@href") if not h.startswith(("#", "http://", "https://"))]
    assert tree.xpath("//article//i[@data-c='RLO']")
    assert tree.xpath("//article//i[@data-c='U+001B']")
    page.encode()


def test_a_card_shows_how_the_statement_was_found() -> None:
    tree = parsed(rendered("arabic", "ar"))
    (card,) = tree.xpath("//details[@id='s2']")
    said = " ".join(card.text_content().split())
    for words in (
        "المحققون",
        "سجلات السلامة",
        "ادعاء",
        "يشتبهون",
        "83%",
        "ar.cue.suspect",
        "A2",
        "مصدر مقرب من التحقيق",
        "بلا تاريخ",
    ):
        assert words in said
    (inferred,) = tree.xpath("//details[@id='s4']//span[@class='tag inferred']")
    assert inferred.text_content() == "مستنتج من جملة سابقة"


def test_nested_marks_open_the_inner_statement_and_name_both() -> None:
    tree = parsed(rendered("english", "en"))
    marks = tree.xpath("//article//a[@data-s='1 2']")
    assert "".join(m.text_content() for m in marks).startswith("investigators")
    inner = [m for m in marks if m.get("href") == "#s2"]
    assert "".join(m.text_content() for m in inner).endswith("the safety records were altered two days after the fire")
    stops = [m for m in tree.xpath("//article//a[@class='m']") if m.get("tabindex") is None]
    assert sorted(m.get("href") for m in stops) == [f"#s{n}" for n in range(1, 8)]


def test_everything_found_has_its_panel() -> None:
    tree = parsed(rendered("arabic", "en"))
    panels = tree.xpath("//section[contains(@class, 'panel')]/@id")
    assert panels == [
        "warnings", "sources", "chains", "shared", "timeline", "own-voice", "republication", "reading", "page",
    ]  # fmt: skip
    thread = tree.xpath("//ul[@class='thread']/li")
    assert len(thread) == 2
    assert "في أي ساعة بالضبط؟" in thread[0].xpath("./ul")[0].text_content()
    assert "comparison" in parsed(rendered("english", "en")).xpath("//section/@id")


def test_comments_that_answer_each_other_in_a_circle_are_shown_once() -> None:
    import msgspec

    base = english()
    circle = tuple(
        Comment(id=a, author=a, date=None, text=f"text {a}", parent=b) for a, b in (("a", "b"), ("b", "a"), ("c", "x"))
    )
    page = render_html(msgspec.structs.replace(base, article=msgspec.structs.replace(base.article, comments=circle)))
    assert [page.count(f">text {a}<") for a in "abc"] == [1, 1, 1]


def test_an_article_without_anything_is_shown() -> None:
    from takhrij.model import Article, Engine

    empty = Analysis(
        article=Article(id="x", language="fr", direction="ltr", text="", paragraphs=()), engine=Engine(version="1")
    )
    page = render_html(empty)
    assert "Article without a title" in page
    assert "No attributed statement was found" in page
    assert notebook(empty).startswith("<div")


def test_a_notebook_shows_marks_and_no_script() -> None:
    shown = arabic()._repr_html_()
    tree = lxml.html.fragment_fromstring(shown)
    said = [p.text_content() for p in tree.xpath(".//div[@class='text']/p")]
    article = arabic().article
    assert said == [article.text[p.start : p.end] for p in article.paragraphs]
    assert "<script" not in notebook(hostile())
    assert len(tree.xpath(".//tbody/tr")) == 13


def test_markup_escapes_all_but_markup() -> None:
    assert el("p", "<b>", el("b", "&"), title='"<') == '<p title="&quot;&lt;">&lt;b&gt;<b>&amp;</b></p>'
    assert text("a\u202eb") == 'a<i class="ctl" data-c="RLO"></i>b'
    assert text("a\u200fb") == 'a<i class="ctl soft" data-c="RLM"></i>\u200fb'
    assert fill("By {names}.", names=HOSTILE[:8]) == "By <bdi>&lt;script&gt;</bdi>."
    assert [safe_link(u) for u in ("javascript:1", " HTTPS://x.example", "data:,", None)] == [
        None,
        "HTTPS://x.example",
        None,
        None,
    ]


def test_wrapped_lines_fit_and_lose_nothing() -> None:
    name = "تقرير داخلي كُتب عام 2014 لم يُعرف من كتبه ولا لمن رُفع " + "x" * 60
    lines = wrap(name, 150, 14, 30)
    assert all(width(line, 14) <= 150 for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", name)
    cut = wrap(name, 150, 14, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
    assert width(cut[-1], 14) <= 150
