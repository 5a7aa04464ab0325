"""The HTML report in a real browser: keys, overflow, contrast as drawn, requests, print, no JavaScript."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec import structs

from support.sample_analysis import HOSTILE, arabic, english, hostile
from takhrij.model import Analysis
from takhrij.report import render_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")


def endless() -> Analysis:
    """The hostile analysis with one word of 600 letters in place of every hostile string."""
    words = msgspec.json.encode(hostile()).replace(msgspec.json.encode(HOSTILE)[1:-1], b"x" * len(HOSTILE))
    made = msgspec.json.decode(words, type=Analysis)
    word = "x" * len(HOSTILE)
    entities = tuple(
        structs.replace(e, name=e.name * 9, role=(e.role or "") * 9) if e.name == word else e for e in made.entities
    )
    article = structs.replace(
        made.article, title=word * 9, outlet=word * 9, bylines=(word * 9,), url=f"https://x.example/{word * 9}"
    )
    return structs.replace(made, entities=entities, article=article)


MADE = {"arabic": arabic, "english": english, "hostile": hostile, "endless": endless}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-dev-shm-usage",
)
DRAWN_CONTRAST = """() => {
  const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return c.startsWith('color(') ? [...m.slice(0, 3).map((v) => v * 255), m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1]; };
  const over = (top, under) => top.slice(0, 3).map((v, i) => v * top[3] + under[i] * (1 - top[3]));
  const light = (c) => { const l = c.map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2]; };
  const behind = (e) => { const chain = []; for (let x = e; x; x = x.parentElement) chain.unshift(parse(getComputedStyle(x).backgroundColor));
    return chain.reduce((under, top) => over(top, under), [255, 255, 255]); };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest('script, style, svg')) continue;
    const back = behind(e), fore = over(parse(getComputedStyle(e).color), back);
    const [a, b] = [light(fore), light(back)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.push([walker.currentNode.data.slice(0, 40), e.className, (a + 0.05) / (b + 0.05)]);
  }
  return low;
}"""
OUTSIDE_FRAMES = """() => [...document.querySelectorAll('svg.diagram')].filter((s) => s.checkVisibility()).flatMap((svg) => {
  const all = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter((t) => {
    const b = t.getBoundingClientRect(), f = (t.closest('.node')?.querySelector('rect') ?? svg).getBoundingClientRect();
    return b.left < f.left - 0.5 || b.right > f.right + 0.5 || b.left < all.left - 0.5 || b.right > all.right + 0.5;
  }).map((t) => t.textContent);
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as p:
        running = p.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    folder = tmp_path_factory.mktemp("reports")
    written = {}
    for name, make in MADE.items():
        for interface in ("ar", "en"):
            path = folder / f"{name}-{interface}.html"
            path.write_text(render_html(make(), interface=interface), encoding="utf-8")
            written[name, interface] = path
    return written


class Opened:
    """A page with what it said to the console and what it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda m: self.said.append(m.text))
        page.on("pageerror", lambda e: self.said.append(str(e)))
        page.on("dialog", lambda d: self.said.append(f"dialog {d.message}"))
        page.on("request", lambda r: self.asked.append(r.url))


def opened(
    browser: Browser, path: Path, *, width: int = 1280, script: bool = True, dark: bool = False, at: str = ""
) -> Opened:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    found = Opened(context.new_page())
    found.page.goto(path.as_uri() + at)
    return found


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("interface", ["ar", "en"])
@pytest.mark.parametrize("name", list(MADE))
def test_nothing_overflows_nothing_is_asked_for_nothing_fails(
    browser: Browser, files: dict[tuple[str, str], Path], name: str, interface: str, width: int
) -> None:
    found = opened(browser, files[name, interface], width=width)
    across, room = found.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert across <= room == width
    assert found.page.evaluate(OUTSIDE_FRAMES) == []
    assert found.said == []
    assert [u for u in found.asked if not u.startswith("file:")] == []
    assert len(found.asked) == 1
    found.page.context.close()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["arabic", "english"])
def test_contrast_as_drawn(browser: Browser, files: dict[tuple[str, str], Path], name: str, dark: bool) -> None:
    page = opened(browser, files[name, "en"], dark=dark).page
    assert page.evaluate(DRAWN_CONTRAST) == []
    page.locator("a.m[href='#s1']").first.click()
    page.locator("#own").check()
    assert page.evaluate(DRAWN_CONTRAST) == []
    page.locator("#look-light" if dark else "#look-dark").check(force=True)
    assert page.evaluate(DRAWN_CONTRAST) == []
    page.context.close()


def test_the_choice_of_appearance_wins_over_the_system(browser: Browser, files: dict[tuple[str, str], Path]) -> None:
    page = opened(browser, files["english", "en"], dark=True).page
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.locator("#look-light").check(force=True)
    light = page.evaluate(ground)
    page.locator("#look-dark").check(force=True)
    assert light != dark == page.evaluate(ground)
    page.context.close()


@pytest.mark.parametrize("interface", ["ar", "en"])
def test_marks_work_by_key(browser: Browser, files: dict[tuple[str, str], Path], interface: str) -> None:
    page = opened(browser, files["arabic", interface]).page
    mark = page.locator("article a.m[href='#s2']:not([tabindex])")
    mark.focus()
    page.keyboard.press("Enter")
    card = page.locator("#s2")
    assert card.evaluate("c => c.open && c.classList.contains('current')")
    assert page.evaluate("document.activeElement.parentElement.id") == "s2"
    assert card.is_visible()
    lit = page.eval_on_selector_all("article .m.on", "all => all.map((m) => m.textContent).join('')")
    assert lit == "المحققينيشتبهونسجلات السلامة عُدّلت بعد الحريق بيومين"
    page.keyboard.press("j")
    assert page.evaluate("document.querySelector('.card.current').id") == "s3"
    page.keyboard.press("k")
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('.card.current')") is None
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#s2"
    page.context.close()


def test_every_statement_can_be_reached_by_the_tab_key(browser: Browser, files: dict[tuple[str, str], Path]) -> None:
    page = opened(browser, files["english", "en"]).page
    reached = []
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href') ?? document.activeElement.tagName"))
    marks = [r for r in reached if re.fullmatch(r"#s\d+", r)]
    assert marks[:7] == [f"#s{n}" for n in range(1, 8)]
    page.context.close()


def test_a_click_on_a_nested_mark_opens_the_inner_statement(
    browser: Browser, files: dict[tuple[str, str], Path]
) -> None:
    page = opened(browser, files["english", "en"]).page
    page.locator("article a.m[href='#s2']").last.click()
    assert page.locator(".card.current").get_attribute("id") == "s2"
    page.locator(".card.current .ref", has_text="1").first.click()
    assert page.locator(".card.current").get_attribute("id") == "s1"
    page.locator("article .n").nth(2).click()
    assert page.locator(".card.current").get_attribute("id") == "s3"
    page.context.close()


def test_on_a_phone_the_card_leaves_the_mark_in_sight(browser: Browser, files: dict[tuple[str, str], Path]) -> None:
    page = opened(browser, files["arabic", "ar"], width=390).page
    page.locator("article a.m[href='#s8']").last.click()
    card, mark = page.locator("#s8").bounding_box(), page.locator("#m8").bounding_box()
    assert card is not None
    assert mark is not None
    assert card["y"] + card["height"] == pytest.approx(900, abs=1)
    assert mark["y"] >= 0
    assert mark["y"] + mark["height"] <= card["y"]
    page.locator("#s8 > summary").click()
    assert page.locator(".card.current").count() == 0
    page.context.close()


def test_without_javascript_all_can_be_read_and_reached(browser: Browser, files: dict[tuple[str, str], Path]) -> None:
    page = opened(browser, files["english", "en"], script=False, at="#s5").page
    assert page.locator(".card").count() == page.locator(".card[open]").count() == 7
    box = page.locator("#s5").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    page.locator("article a.m[href='#s3']").first.click()
    assert page.url.endswith("#s3")
    assert (
        page.locator("article .m[data-s='3']").first.evaluate("m => getComputedStyle(m).backgroundColor")
        != "rgba(0, 0, 0, 0)"
    )
    page.context.close()


def test_marks_do_not_break_the_joining_of_letters(browser: Browser, files: dict[tuple[str, str], Path]) -> None:
    """A mark that begins inside a word must not change its width: the letters still join."""
    page = opened(browser, files["arabic", "ar"]).page
    widths = page.evaluate("""() => {
      const article = document.querySelector('article'), out = [];
      for (const html of ['ونقلت', 'و<span class="u l0 t1 k0"><a class="m">نق</a></span><a class="m"><span class="cue t1">لت</span></a>']) {
        const p = document.createElement('p'), s = document.createElement('span');
        s.innerHTML = html; p.append(s); article.append(p); out.push(s.getBoundingClientRect().width);
      }
      return out;
    }""")
    assert widths[0] == pytest.approx(widths[1], abs=0.6)
    page.context.close()


def test_a_number_stays_on_the_line_of_its_first_word(browser: Browser, files: dict[tuple[str, str], Path]) -> None:
    for width in (360, 390, 430, 700, 1280):
        page = opened(browser, files["arabic", "ar"], width=width).page
        apart = page.evaluate("""() => [...document.querySelectorAll('article .n')].filter((n) => {
          const word = n.parentElement.querySelector('a').getClientRects()[0], badge = n.getBoundingClientRect();
          return badge.bottom < word.top || badge.top > word.bottom;
        }).length""")
        assert apart == 0
        page.context.close()


def test_print_shows_every_statement(browser: Browser, files: dict[tuple[str, str], Path], tmp_path: Path) -> None:
    import pypdfium2

    page = opened(browser, files["english", "en"]).page
    target = tmp_path / "report.pdf"
    page.pdf(path=str(target), format="A4")
    document = pypdfium2.PdfDocument(target)
    said = " ".join(p.get_textpage().get_text_bounded() for p in document)
    for rule in ("en.cue.suspect", "en.cue.demanded", "verify.align"):
        assert rule in said
    assert "Mark own-voice sentences" not in said
    assert len(document) <= 9
    document.close()
    page.context.close()


def test_print_is_dark_on_white_whatever_the_screen(browser: Browser, files: dict[tuple[str, str], Path]) -> None:
    page = opened(browser, files["english", "en"], dark=True).page
    page.locator("#look-dark").check(force=True)
    page.emulate_media(media="print")
    assert page.evaluate(DRAWN_CONTRAST) == []
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 33, 41)"
    page.context.close()
