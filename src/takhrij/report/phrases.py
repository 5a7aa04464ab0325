"""Sentences and lines that several reports share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from takhrij.report.strings import Strings
    from takhrij.report.view import Step, View


def summary(shown: View, strings: Strings) -> list[str]:
    """The figures in sentences."""
    statements, speakers = len(shown.statements), len(shown.speakers)
    out = [
        strings.say(
            "summary-line",
            statements=strings.count("statements", statements),
            sources=strings.count("sources", speakers),
        )
    ]
    if shown.anonymous:
        out.append(strings.say("summary-anonymous", share=strings.percent(shown.anonymous_share)))
    if shown.own_share is not None:
        out.append(strings.say("summary-own", share=strings.percent(shown.own_share)))
    if shown.longest:
        out.append(strings.say("colon", name=strings.say("tile-depth"), value=strings.count("steps", shown.longest)))
    if shown.analysis.warnings:
        out.append(strings.say("colon", name=strings.say("tile-warnings"), value=len(shown.analysis.warnings)))
    return out


def summary_text(shown: View, strings: Strings) -> str:
    """The same as one paragraph."""
    return " ".join(line if line.endswith(".") else f"{line}." for line in summary(shown, strings))


def chain_line(chain: tuple[Step, ...], strings: Strings) -> str:
    """A chain in one line, from this page to the first utterer."""
    steps = []
    for step in chain:
        date = strings.comma + strings.date(step.date) if step.date else ""
        steps.append(f"{step.name} ({strings.word('act', step.act)}{date})")
    return f" {strings.say('arrow')} ".join(steps)
