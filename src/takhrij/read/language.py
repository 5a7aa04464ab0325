"""Tell the language of a text by its script and letters, and by its commonest words where letters do not tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from takhrij.packs import loader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from takhrij.model.article import Direction
    from takhrij.read.words import Words

# Scripts by code point ranges, with the language that is meant where nothing else tells and the direction.
_SCRIPTS = (
    ("arabic", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", "", "rtl"),
    ("latin", "A-Za-z\u00c0-\u024f", "", "ltr"),
    ("hebrew", "\u0590-\u05ff", "he", "rtl"),
    ("cyrillic", "\u0400-\u04ff", "ru", "ltr"),
    ("greek", "\u0370-\u03ff", "el", "ltr"),
    ("armenian", "\u0530-\u058f", "hy", "ltr"),
    ("kana", "\u3040-\u30ff", "ja", "ltr"),
    ("hangul", "\uac00-\ud7af", "ko", "ltr"),
    ("han", "\u4e00-\u9fff", "zh", "ltr"),
    ("devanagari", "\u0900-\u097f", "hi", "ltr"),
    ("thai", "\u0e00-\u0e7f", "th", "ltr"),
    ("georgian", "\u10a0-\u10ff", "ka", "ltr"),
    ("amharic", "\u1200-\u137f", "am", "ltr"),
    ("syriac", "\u0700-\u074f", "sy", "rtl"),
)
_COUNT = {name: re.compile(f"[{chars}]+") for name, chars, _, _ in _SCRIPTS}
_DEFAULT = {name: language for name, _, language, _ in _SCRIPTS}
_DIRECTION = {name: direction for name, _, _, direction in _SCRIPTS}
# Letters that only some languages of the Arabic script have; they count from a fiftieth of all letters on.
_ARABIC_SCRIPT = {
    "ur": "\u0679\u0688\u0691\u06ba\u06d2\u06be\u06c1",
    "ku": "\u06c6\u06b5\u0695\u06d5\u06ce",
    "ps": "\u067c\u0689\u0693\u069a\u06bc\u06d0\u06cd\u0681\u0685",
    "ug": "\u06c7\u06c8\u06cb\u06d0\u06ad",
    "fa": "\u067e\u0686\u0698\u06af\u06cc\u06a9",
}
_SHARE, _NEIGHBOUR = 0.02, 0.6
_SAMPLE = 20_000
_STOPS = 0.12
_FEW = 30
_WORD = re.compile(r"[^\W\d_]+")
UNKNOWN = "und"


def script_of(text: str) -> str:
    """Name of the script most letters are in, empty where there are no letters."""
    sample = text[:_SAMPLE]
    counts = {name: sum(map(len, pattern.findall(sample))) for name, pattern in _COUNT.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


def tell_language(text: str, declared: Iterable[str], words: Words) -> str:
    """Two-letter code of the language of a text; `declared` are the page's own codes, believed where they can be."""
    codes = [c for d in declared if (c := short_code(d))]
    script = script_of(text)
    if script == "arabic":
        return _in_arabic_script(text[:_SAMPLE], words)
    if script == "latin":
        return _in_latin_script(text[:_SAMPLE], codes, words)
    if script == "cyrillic":
        return next((c for c in codes if c in ("ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn", "tg")), "ru")
    if script == "han" and _COUNT["kana"].search(text[:_SAMPLE]):
        return "ja"
    return _DEFAULT.get(script) or (codes[0] if codes else UNKNOWN)


def _in_arabic_script(text: str, words: Words) -> str:
    total = sum(map(len, _COUNT["arabic"].findall(text))) or 1
    counts = {code: sum(map(text.count, letters)) for code, letters in _ARABIC_SCRIPT.items()}
    own = words.packs.get("ar")
    arabic = sum(map(text.count, own.letters)) if own else total
    special = max(("ur", "ku", "ps", "ug"), key=counts.__getitem__)
    if counts[special] >= _SHARE * total:
        return special
    if counts["fa"] >= _SHARE * total and counts["fa"] > _NEIGHBOUR * arabic:
        return "fa"
    return "ar"


def _in_latin_script(text: str, codes: list[str], words: Words) -> str:
    tokens = [t.lower() for t in _WORD.findall(text)]
    if not tokens:
        return codes[0] if codes else UNKNOWN
    scores = {code: sum(t in stops for t in tokens) / len(tokens) for code, stops in words.stop_words.items()}
    best = max(scores, key=scores.__getitem__, default="")
    if best and (scores[best] >= _STOPS or (best in codes and scores[best] >= _STOPS / 2)):
        return best
    other = next((c for c in codes if c not in scores and c not in ("ar", "fa", "ur", "he", "ru", "zh", "ja")), None)
    if other:
        return other
    return best if best and (best in codes or (scores[best] > 0 and len(tokens) < _FEW)) else UNKNOWN


def short_code(value: str) -> str | None:
    """Two-letter code of a language tag such as "ar-SY" or "en_US"; None for anything that is none."""
    code = re.split(r"[-_]", value.strip().lower())[0]
    return code if code in loader.known_languages() else None


def direction_of(text: str) -> Direction:
    """Direction of a text by its script."""
    return "rtl" if _DIRECTION.get(script_of(text)) == "rtl" else "ltr"
