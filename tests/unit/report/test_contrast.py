"""Contrast of every pair of colours that lie over each other, by the formula of WCAG 2."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[3] / "src/takhrij/report/assets/report.css").read_text(encoding="utf-8")
BLOCKS = re.findall(r":root[^{]*{([^}]*--bg:[^}]*)}", CSS)
TONES = [f"t{i}" for i in range(8)]
TEXT = [("ink", "bg"), ("ink", "card"), ("ink", "chip"), ("soft", "bg"), ("soft", "card"), ("soft", "chip"), ("link", "card"), ("link", "bg"),
        ("lit-ink", "lit"), ("ink", "warn-bg"), ("warn", "warn-bg"), ("warn", "card"), *[(t, "card") for t in TONES], *[("card", t) for t in TONES]]  # fmt: skip
SHAPES = [("strong", "card"), ("strong", "chip"), ("focus", "card"), ("focus", "bg"), ("warn", "warn-bg")]


def colours(block: str) -> dict[str, tuple[int, int, int]]:
    found = re.findall(r"--([\w-]+): #([0-9a-f]{6})", block)
    return {name: (int(v[:2], 16), int(v[2:4], 16), int(v[4:], 16)) for name, v in found}


def light(colour: tuple[float, float, float]) -> float:
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_there_is_a_light_set_and_the_dark_one_twice() -> None:
    assert len(BLOCKS) == 3
    assert colours(BLOCKS[1]) == colours(BLOCKS[2])
    assert colours(BLOCKS[0]).keys() == colours(BLOCKS[1]).keys()


@pytest.mark.parametrize("block", BLOCKS[:2], ids=["light", "dark"])
def test_text_has_at_least_4_5(block: str) -> None:
    known = colours(block)
    for fore, back in TEXT:
        assert contrast(known[fore], known[back]) >= 4.5, (fore, back)


@pytest.mark.parametrize("block", BLOCKS[:2], ids=["light", "dark"])
def test_text_on_tinted_marks_has_at_least_4_5(block: str) -> None:
    known = colours(block)
    share = int(re.findall(r"--tint: (\d+)%", block)[0]) / 100
    for tone in TONES:
        tinted = tuple(share * t + (1 - share) * c for t, c in zip(known[tone], known["card"], strict=True))
        for fore in ("ink", *TONES):  # the name of any source may stand inside the content of any other
            assert contrast(known[fore], tinted) >= 4.5, (fore, tone)  # type: ignore[arg-type]


@pytest.mark.parametrize("block", BLOCKS[:2], ids=["light", "dark"])
def test_lines_and_frames_have_at_least_3(block: str) -> None:
    known = colours(block)
    for fore, back in SHAPES:
        assert contrast(known[fore], known[back]) >= 3, (fore, back)
