"""The accuracy gate: no figure below its floor, no floor below an earlier one."""

from __future__ import annotations

from typing import Any

import pytest

from support import gate
from support.shared import ROOT

SETS = gate.current()


@pytest.mark.parametrize("name", SETS)
def test_no_figure_is_below_its_floor(name: str) -> None:
    one = SETS[name]
    if not (ROOT / one.gold).exists():
        pytest.skip(f"{one.gold} is not beside the checkout")
    figures = gate.measure(one)
    faults = []
    for bounds, sign in ((one.floors, 1), (one.ceilings, -1)):
        for key, bound in bounds.items():
            value = gate.figure(figures, key)
            gate.MEASURED.append((name, key, value, bound))
            if sign * value < sign * bound - 1e-9:
                faults.append(f"{key} is {value:.4f}, its bound is {bound}")
    assert faults == []


def test_no_floor_is_lower_than_it_was() -> None:
    now = gate.current()
    assert [fault for _, before in gate.history() for fault in gate.lowered(before, now)] == []


def test_lowering_is_seen() -> None:
    def sets(**floors: float) -> gate.Sets:
        return {"a": gate.GoldSet(gold="g", floors=floors, ceilings={"n": 3})}

    assert gate.lowered(sets(x=0.5), sets(x=0.6, y=0.1)) == []
    assert len(gate.lowered(sets(x=0.5), sets(x=0.4))) == 1
    assert len(gate.lowered(sets(x=0.5), sets())) == 1
    assert len(gate.lowered(sets(x=0.5), {})) == 2
    raised: Any = {"a": gate.GoldSet(gold="g", ceilings={"n": 4})}
    assert len(gate.lowered(sets(), raised)) == 1
