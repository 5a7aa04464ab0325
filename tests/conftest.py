"""Shows the measured accuracy beside its bounds at the end of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.gate import MEASURED

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line for each figure that has a bound."""
    if MEASURED:
        terminalreporter.section("accuracy")
    for name, figure, value, bound in MEASURED:
        terminalreporter.line(f"{name:24} {figure:52} {value:7.3f}   bound {bound:.3f}")
