"""The terminal's and the Markdown report against stored texts; TAKHRIJ_WRITE_GOLDEN=1 writes them anew."""

import os
import sys
from pathlib import Path

import pytest

from support.sample_analysis import HOSTILE, arabic, english, hostile
from takhrij.errors import TakhrijError
from takhrij.report import render_markdown, render_terminal
from takhrij.report.markdown import escape
from takhrij.report.visible import UNSEEN, plain, shorten

GOLDEN = Path(__file__).parent / "golden"
MADE = {"ar": arabic, "en": english}


def agrees(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("TAKHRIJ_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["ar", "en"])
def test_terminal(code: str) -> None:
    agrees(f"{code}.txt", render_terminal(MADE[code](), bidi="off", width=90))


@pytest.mark.parametrize("code", ["ar", "en"])
def test_markdown(code: str) -> None:
    agrees(f"{code}.md", render_markdown(MADE[code]()))


def test_the_interface_is_not_tied_to_the_article() -> None:
    assert "At a glance" in render_terminal(arabic(), interface="en", bidi="off", width=80)
    assert "نظرة سريعة" in render_terminal(english(), interface="ar", bidi="off", width=80)


@pytest.mark.parametrize("width", [24, 40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    from rich.cells import cell_len

    for analysis in (arabic(), english()):
        for bidi in ("off", "on"):
            shown = render_terminal(analysis, bidi=bidi, width=width)  # type: ignore[arg-type]
            assert max(map(cell_len, shown.split("\n"))) <= width


def test_colour_only_where_asked_for() -> None:
    assert "\x1b[" not in render_terminal(english(), width=80)
    coloured = render_terminal(english(), width=80, color=True)
    assert "\x1b[1;36m" in coloured or "\x1b[1;33m" in coloured


def test_right_to_left_lines_are_reordered_for_terminals_that_do_not() -> None:
    plain_lines = render_terminal(arabic(), bidi="off", width=80)
    visual = render_terminal(arabic(), bidi="on", width=80)
    assert "نظرة سريعة" in plain_lines
    assert "نظرة سريعة" not in visual
    heading = "\ufe94\ufecc\ufef3\ufeae\ufeb3 \ufe93\ufeae\ufec8\ufee7"
    (line,) = [row for row in visual.split("\n") if heading in row]
    assert line == heading.rjust(80)


def test_piped_output_stays_in_logical_order() -> None:
    assert render_terminal(arabic(), bidi="auto", width=80) == render_terminal(arabic(), bidi="off", width=80)


def test_missing_libraries_are_told_with_a_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bidi", None)
    with pytest.raises(TakhrijError, match=r"takhrij\[bidi\]"):
        render_terminal(arabic(), bidi="on", width=80)
    assert render_terminal(arabic(), bidi="auto", width=80)


def test_a_page_cannot_write_to_the_terminal() -> None:
    shown = render_terminal(hostile(), bidi="off", width=200)
    assert not UNSEEN.search(shown)
    assert "⟦RLO⟧evil⟦LRI⟧ ⟦U+001B⟧[31mred" in shown


def test_a_page_cannot_write_markdown_or_html() -> None:
    shown = render_markdown(hostile())
    assert not UNSEEN.search(shown)
    outside_code = "".join(part for line in shown.split("\n") for part in line.split("`")[::2])
    assert "<script" not in outside_code.replace("\\<", "")
    assert escape("# a") == "\\# a"
    assert escape("1. a") == "1\\. a"
    assert escape("- [x](y) **b** <i>") == "\\- \\[x\\](y) \\*\\*b\\*\\* \\<i\\>"
    assert escape("a\nb") == "a b"
    assert HOSTILE not in shown


def test_unseen_characters_are_named() -> None:
    assert plain("a\u202eb\x00\r\nc") == "a⟦RLO⟧b⟦U+0000⟧\nc"
    assert shorten("one two three", 9) == "one two…"
    assert shorten("x" * 20, 9) == "xxxxxxxxx…"
