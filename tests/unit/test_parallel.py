"""Work in several processes."""

from __future__ import annotations

from itertools import count, islice

from support.work import double, fall, lost
from takhrij.parallel import AHEAD, ordered_map


def test_one_process_and_several_give_the_same() -> None:
    assert list(ordered_map(double, range(40), jobs=1, batch=4, lost=lost)) == list(range(0, 80, 2))
    assert list(ordered_map(double, range(40), jobs=2, batch=4, lost=lost)) == list(range(0, 80, 2))
    assert list(ordered_map(double, [], jobs=2, batch=4, lost=lost)) == []


def test_an_item_that_ends_its_process_is_lost_alone() -> None:
    found = list(ordered_map(fall, range(30), jobs=2, batch=5, lost=lost))
    assert found == [-13 if n == 13 else n for n in range(30)]


def test_items_are_read_as_they_are_needed() -> None:
    taken = count()
    items = (n for n in taken)
    found = ordered_map(double, items, jobs=2, batch=2, lost=lost)
    assert list(islice(found, 10)) == list(range(0, 20, 2))
    assert next(taken) <= 10 + 2 * (2 * AHEAD + 2)
    found.close()  # type: ignore[attr-defined]
