"""The order of stages and the one function that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from takhrij import Analysis, TakhrijError, trace
from takhrij.arguments import checked_language, checked_published
from takhrij.errors import ReadError, UsageError
from takhrij.pipeline import STAGES, failure, load_bytes

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Quay closed\n\nMira Holt said that the quay was closed.\n\nThe quay holds forty boats.\n"


def test_the_stages_in_order() -> None:
    assert [s.__name__ for s in STAGES] == ["attribute_text", "attribute_title", "resolve_names", "tell_voices"]


def test_a_path_bytes_and_a_text_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = [trace(source, name="page.txt") for source in (path, str(path), TEXT.encode(), TEXT)]
    assert all(isinstance(f, Analysis) for f in found)
    assert all(f.attributions == found[0].attributions for f in found)
    assert len(found[0].attributions) == 1


def test_every_offset_is_in_the_text_and_every_id_is_known() -> None:
    found = trace(TEXT)
    text, entities = found.article.text, {e.id for e in found.entities}
    spans = [s for a in found.attributions for s in (*a.content, *a.cue, *a.source, *a.hedges)]
    spans += [s for e in found.entities for s in e.mentions]
    spans += [s.span for s in found.sentences] + [d.span for d in found.dates]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert {a.speaker for a in found.attributions} - {None} <= entities
    assert [c.attribution for c in found.chains] == [a.id for a in found.attributions]
    assert all(c.links[0].act == "publishes" for c in found.chains)


def test_figures() -> None:
    stats = trace(TEXT).stats
    assert (stats["attributions"], stats["by_type"], stats["anonymous_share"]) == (1, {"indirect": 1}, 0.0)
    assert stats["own_voice_share"] == pytest.approx(5 / 13, abs=0.001)
    assert trace("Quay\n\nThe quay holds boats.\n").stats["anonymous_share"] is None


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2019-10-17", "2019-10-17"),
        (" 2019-10 ", "2019-10"),
        ("٢٠١٩-١٠-١٧", "2019-10-17"),
        ("2019-10-17T08:00:00+03:00", "2019-10-17T08:00:00+03:00"),
        ("", None),
        (None, None),
    ],
)
def test_publication_dates(given: str | None, wanted: str | None) -> None:
    assert checked_published(given) == wanted


@pytest.mark.parametrize("given", ["17/10/2019", "2019-00-10", "2019-2-3", "0000", "yesterday", "20191399"])
def test_publication_dates_that_are_none(given: str) -> None:
    with pytest.raises(UsageError, match="not a date"):
        checked_published(given)


@pytest.mark.parametrize(("given", "wanted"), [("ar", "ar"), ("AR_eg", "ar"), ("fr-CA", "fr"), ("", None)])
def test_language_codes(given: str, wanted: str | None) -> None:
    assert checked_language(given) == wanted


def test_a_language_that_is_none() -> None:
    with pytest.raises(UsageError, match="not a language code"):
        trace(TEXT, language="arabic")


@pytest.mark.parametrize("source", ["https://post.example/a.html", "none.html", ".", "a\0b"])
def test_files_that_cannot_be_read(source: str) -> None:
    with pytest.raises(ReadError):
        load_bytes(source)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takhrij.pipeline.MAX_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(ReadError, match="larger"):
        load_bytes(tmp_path / "a.txt")


def test_failures_by_the_contract() -> None:
    assert failure(TakhrijError("code", "cause", "Next.")).code == "code"
    assert failure(KeyError("x")).code == "internal-error"
