"""An analysis as a person reads it: in the terminal, as an HTML page, as text for a draft, in a notebook.

The parts are loaded when they are called, so that importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from takhrij.model import Analysis, Verdict
    from takhrij.report.terminal import Bidi

__all__ = ["notebook", "render_citation", "render_comparison", "render_html", "render_markdown", "render_terminal"]


def render_terminal(
    analysis: Analysis,
    *,
    interface: str | None = None,
    bidi: Bidi = "auto",
    width: int | None = None,
    color: bool = False,
) -> str:
    """The report for a terminal: a summary, then the statements. See `takhrij.report.terminal`."""
    from takhrij.report.terminal import render_terminal

    return render_terminal(analysis, interface=interface, bidi=bidi, width=width, color=color)


def render_citation(
    words: str,
    verdict: Verdict,
    *,
    language: str,
    interface: str | None = None,
    bidi: Bidi = "auto",
    width: int | None = None,
    color: bool = False,
) -> str:
    """The outcome for words that a person gave, for a terminal. See `takhrij.report.terminal`."""
    from takhrij.report.terminal import render_citation

    return render_citation(words, verdict, language=language, interface=interface, bidi=bidi, width=width, color=color)


def render_comparison(
    analysis: Analysis,
    *,
    interface: str | None = None,
    bidi: Bidi = "auto",
    width: int | None = None,
    color: bool = False,
) -> str:
    """What comparing with the sources gave, for a terminal. See `takhrij.report.terminal`."""
    from takhrij.report.terminal import render_comparison

    return render_comparison(analysis, interface=interface, bidi=bidi, width=width, color=color)


def render_html(analysis: Analysis, *, interface: str | None = None) -> str:
    """The report as one self-contained HTML file. See `takhrij.report.html`."""
    from takhrij.report.html import render_html

    return render_html(analysis, interface=interface)


def render_markdown(analysis: Analysis, *, interface: str | None = None) -> str:
    """The report as text that can be pasted into a draft. See `takhrij.report.markdown`."""
    from takhrij.report.markdown import render_markdown

    return render_markdown(analysis, interface=interface)


def notebook(analysis: Analysis) -> str:
    """The article with its marks as a piece of HTML for a notebook. See `takhrij.report.html_notebook`."""
    from takhrij.report.html_notebook import notebook

    return notebook(analysis)
