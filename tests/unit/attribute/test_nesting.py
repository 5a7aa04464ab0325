"""Which statement stands inside which."""

from __future__ import annotations

from takhrij.pipeline import trace


def test_suspicion_told_by_a_source_stands_inside_what_that_source_says() -> None:
    text = "قالت صحيفة الميناء، نقلاً عن مصدر قريب من التحقيق، أن المحققين يشتبهون في أن يكون المدير قد باع الأسمدة.\n"
    found = trace(text.encode(), name="page.txt", language="ar")
    parents = {a.id: a.parent for a in found.attributions}
    names = {e.id: e.name for e in found.entities}
    spoken = {names.get(a.speaker or ""): a.id for a in found.attributions}
    assert parents[spoken["المحققين"]] == spoken["مصدر قريب من التحقيق"]
    assert parents[spoken["مصدر قريب من التحقيق"]] == spoken["صحيفة الميناء"]
