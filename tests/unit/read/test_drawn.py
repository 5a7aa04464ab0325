"""Characters as they are drawn on a page become words in the order they are read."""

from __future__ import annotations

import pytest

from takhrij.read.drawn import Char, Place, page_lines

SIZE = 10.0


def glyphs(*drawn: tuple[str, float, float], base: float = 100.0) -> list[Char]:
    """Glyphs (characters, left, right) in the order of the file; those of one glyph share their place."""
    out: list[Char] = []
    for text, left, right in drawn:
        out += [Char(c, left, left, right, base, SIZE, 0, len(out) + k) for k, c in enumerate(text)]
    return out


def text(chars: list[Char], blanks: list[Place] | None = None) -> str:
    return "\n".join(line.text for line in page_lines(chars, 0, None, blanks))


# "من باب" from right to left: each letter 4 wide, 3 between the words.
WORDS = (("م", 36, 40), ("ن", 32, 36), ("ب", 25, 29), ("ا", 22, 25), ("ب", 18, 22))


def test_drawn_blanks_part_words() -> None:
    assert text(glyphs(*WORDS), [Place(29, 100)]) == "من باب"


def test_room_parts_no_words_where_blanks_are_drawn() -> None:
    """A bracket with much room beside it: the blank is before it, not after it."""
    row = glyphs(("م", 46, 50), ("»", 38, 42), ("ب", 30, 34), ("ا", 27, 30), ("ب", 23, 27), ("«", 19, 22))
    assert text(row, [Place(43, 100)]) == "م «باب»"


def test_room_parts_words_where_no_blank_is_drawn() -> None:
    assert text(glyphs(*WORDS)) == "من باب"


def test_blanks_of_another_line_part_nothing() -> None:
    joined = glyphs(("ب", 25, 29), ("ا", 22, 25), ("ب", 18, 22))
    assert text(joined, [Place(24, 130), Place(21, 70)]) == "باب"


@pytest.mark.parametrize("pair", ["لا", "ال"])
def test_ligature_of_lam_and_alef(pair: str) -> None:
    """An alef joins nothing after it, so it is the second letter, however the file gives the two."""
    assert text(glyphs(("س", 36, 40), (pair, 30, 36), ("م", 26, 30))) == "سلام"


def test_ligature_is_turned_with_its_line() -> None:
    """Letters that come from right to left were turned round by the library, and their ligatures with them."""
    assert text(glyphs(("ن", 36, 40), ("جح", 30, 36), ("م", 26, 30))) == "نحجم"
    assert text(glyphs(("م", 26, 30), ("حج", 30, 36), ("ن", 36, 40))) == "نحجم"


def test_stacked_letters_follow_their_origins() -> None:
    """A swash reaches over the letter beside it: its left end tells nothing."""
    row = [
        Char("ك", 24.0, 19.0, 32.0, 100, SIZE, 0, 0),
        Char("ت", 20.0, 20.0, 24.0, 100, SIZE, 0, 1),
        Char("ب", 16.0, 16.0, 20.0, 100, SIZE, 0, 2),
    ]
    assert text(row) == "كتب"


def test_raised_letter_with_mark_stays_in_its_line() -> None:
    row = glyphs(("س", 36, 40))
    row += glyphs(("لّ", 32, 36), base=107.0)
    row += glyphs(("م", 28, 32))
    row = [Char(c.text, c.origin, c.left, c.right, c.base, c.size, 0, k) for k, c in enumerate(row)]
    assert text(row) == "سلّم"


def test_figures_alone_under_right_to_left_text() -> None:
    """The stop after a year that fell on a line of its own is drawn at its left."""
    row = glyphs(*WORDS)
    row += glyphs((".", 10, 12), ("2", 12, 16), ("0", 16, 20), ("1", 20, 24), ("6", 24, 28), base=80.0)
    assert text(row) == "من باب\n2016."
