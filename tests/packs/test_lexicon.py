"""The Arabic-English lexicon: its shape, its size, and how much of news it knows."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from support.shared import shared
from takhrij.packs.loader import COMMON, read_tsv
from takhrij.text.fold import fold

TAGS = {"n", "v", "a", "adv", "fn", "num", "time", "geo", "org", "role"}
ROWS = read_tsv(COMMON / "lexicon-ar-en.tsv")
STARTS = "و ف ب ك ل س ال لل وال فال بال كال وبال ولل وب ول وس فس وك فب فل"
ENDS = "ه ي ت ن ا ك ها هم نا ات ون ين ان يه تها ته تهم اتها اته اتهم يا وا تا تي تان تين ني كم"
BEFORE, AFTER = ("", *STARTS.split()), ("", *ENDS.split())
ENDINGS = {"ies": ("y",), "es": ("", "e"), "s": ("",), "ied": ("y",), "ed": ("", "e"), "ing": ("", "e")}

PAIRS = """
said/say told/tell was/be were/be is/be are/be been/be had/have has/have made/make took/take taken/take
came/come went/go gone/go gave/give given/give got/get became/become began/begin begun/begin found/find
held/hold kept/keep knew/know known/know left/leave led/lead lost/lose met/meet paid/pay ran/run saw/see
seen/see sent/send spoke/speak spoken/speak spent/spend stood/stand thought/think understood/understand won/win
wrote/write written/write fell/fall fallen/fall rose/rise risen/rise grew/grow grown/grow brought/bring
bought/buy built/build caught/catch chose/choose chosen/choose drew/draw drove/drive felt/feel fought/fight
fled/flee shot/shoot struck/strike taught/teach threw/throw broke/break broken/break died/die dead/die men/man
women/woman children/child people/person better/good best/good worse/bad worst/bad did/do done/do sold/sell
showed/show shown/show meant/mean sought/seek
"""
IRREGULAR = dict(pair.split("/") for pair in PAIRS.split())


@cache
def arabic() -> dict[str, set[str]]:
    """English words of each folded Arabic form."""
    known: dict[str, set[str]] = {}
    for forms, words, _ in ROWS:
        for form in forms.split("|"):
            known.setdefault(fold(form), set()).update(words.split("|"))
    return known


@cache
def meanings(word: str) -> frozenset[str]:
    """English words for a folded Arabic word as it stands in text, one with clitics and endings."""
    known, found = arabic(), set(arabic().get(word, ()))
    for start in BEFORE:
        for end in AFTER:
            if not (word.startswith(start) and word.endswith(end)) or len(word) - len(start) - len(end) < 2:
                continue
            stem = word[len(start) : len(word) - len(end)]
            for form in (stem, stem + "ه", stem + "ي", stem + "ا", "ي" + stem[1:] if stem[0] in "تنا" else stem):
                found |= known.get(form, set())
    return frozenset(found)


def lemmas(word: str) -> set[str]:
    """What an English word may be a form of."""
    found = {word, IRREGULAR.get(word, word)}
    for end, puts in ENDINGS.items():
        if word.endswith(end):
            stem = word.removesuffix(end)
            found |= {stem + put for put in puts} | ({stem[:-1]} if stem[-1:] == stem[-2:-1] else set())
    return found


def test_every_row_has_three_cells_that_are_not_empty() -> None:
    assert all(len(row) == 3 and row[2] in TAGS for row in ROWS)
    for forms, words, _ in ROWS:
        cells = [*forms.split("|"), *words.split("|")]
        assert all(cell and cell == cell.strip() for cell in cells), forms


def test_arabic_stands_left_and_lower_case_ascii_right() -> None:
    for forms, words, _ in ROWS:
        assert re.fullmatch(r"[\u0621-\u064a |]+", forms), forms
        assert re.fullmatch(r"[a-z .'|-]+", words), words


def test_there_are_thousands_of_lemmas() -> None:
    assert len({fold(forms.split("|")[0]) for forms, _, _ in ROWS}) >= 6_000


def test_a_form_stands_in_two_rows_only_with_two_meanings() -> None:
    met: dict[str, list[set[str]]] = {}
    for forms, words, _ in ROWS:
        meaning, folded = set(words.split("|")), [fold(form) for form in forms.split("|")]
        assert len(set(folded)) == len(folded), forms
        assert len(meaning) == len(words.split("|")), words
        for form in folded:
            assert all(meaning.isdisjoint(other) for other in met.get(form, ())), form
            met.setdefault(form, []).append(meaning)


def test_rows_are_sorted_by_kind() -> None:
    kinds = [row[2] for row in ROWS]
    assert len([i for i in range(1, len(kinds)) if kinds[i] != kinds[i - 1]]) == len(TAGS) - 1


@pytest.mark.parametrize(
    ("word", "english"),
    [
        ("والحكومة", "government"),
        ("للاستثمار", "investment"),
        ("سيعلن", "announce"),
        ("تقول", "say"),
        ("قواتها", "force"),
    ],
)
def test_words_of_text_are_known(word: str, english: str) -> None:
    assert english in meanings(fold(word))


@cache
def function_words() -> frozenset[str]:
    """Folded Arabic words that carry no content."""
    return frozenset(fold(form) for forms, _, tag in ROWS if tag == "fn" for form in forms.split("|"))


def measure() -> tuple[float, float]:
    """Share of Arabic content words that are known, and share of sentence pairs with three links of content or more."""
    seen = known = pairs = linked = 0
    for line in shared("gold", "ntrex-ar-en-dev.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for ar, en in zip(document["ar"], document["en"], strict=True):
            all_words = map(fold, re.findall(r"[\u0621-\u064a]+", re.sub(r"[\u064b-\u0652\u0640]", "", ar)))
            words = [w for w in all_words if len(w) > 2 and not {w, w.removeprefix("و")} & function_words()]
            found = [m for w in words if (m := meanings(w))]
            seen, known = seen + len(words), known + len(found)
            theirs = {lemma for w in re.findall(r"[a-z]+", en.lower()) if len(w) > 2 for lemma in lemmas(w)}
            pairs += 1
            linked += sum(any(set(m.split()) <= theirs for m in ms) for ms in found) >= 3
    return known / seen, linked / pairs


def test_news_is_known() -> None:
    words, pairs = measure()
    print(f"words known {words:.3f}, pairs with three links {pairs:.3f}")
    assert words >= 0.80
    assert pairs >= 0.85
