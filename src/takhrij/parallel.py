"""Do the same work on many items in several processes, in order and with bounded memory."""

from __future__ import annotations

import os
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

A = TypeVar("A")
B = TypeVar("B")
AHEAD = 3  # batches in flight for each process: enough that none waits, few enough that memory stays flat


def cores() -> int:
    """Number of processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered_map(
    work: Callable[[A], B], items: Iterable[A], *, jobs: int, batch: int, lost: Callable[[A], B]
) -> Iterator[B]:
    """Give `work(item)` for each item in the order of the items.

    At most `AHEAD * jobs` batches of `batch` items are read ahead. One batch or one job is done in this process.
    `work` and `lost` must be module-level functions (or partials of them). An item that ends its process (out of
    memory, a crash in a C library) gets `lost(item)`; all others are done.
    """
    batches = _batched(items, batch)
    first = list(islice(batches, 2))
    if jobs < 2 or len(first) < 2:
        for some in chain(first, batches):
            yield from map(work, some)
        return
    yield from _Pool(work, jobs, lost).run(chain(first, batches))


class _Pool(Generic[A, B]):
    """A process pool that is made anew when an item has ended one of its processes."""

    def __init__(self, work: Callable[[A], B], jobs: int, lost: Callable[[A], B]) -> None:
        self.work, self.jobs, self.lost = work, jobs, lost
        self.pool = _executor(jobs)

    def run(self, batches: Iterator[list[A]]) -> Iterator[B]:
        waiting: deque[tuple[list[A], Future[list[B]]]] = deque()
        try:
            for some in islice(batches, AHEAD * self.jobs):
                waiting.append((some, self.submit(some)))
            while waiting:
                some, future = waiting.popleft()
                yield from self.result(some, future)
                waiting.extend((more, self.submit(more)) for more in islice(batches, 1))
        finally:
            self.pool.shutdown(cancel_futures=True)

    def submit(self, some: list[A]) -> Future[list[B]]:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return self.pool.submit(_each, self.work, some)
        except BrokenProcessPool:
            self.pool = _executor(self.jobs)
            return self.pool.submit(_each, self.work, some)

    def result(self, some: list[A], future: Future[list[B]]) -> list[B]:
        from concurrent.futures.process import BrokenProcessPool

        try:
            return future.result()
        except BrokenProcessPool:
            return [self.alone(item) for item in some]

    def alone(self, item: A) -> B:
        """Do one item in a process of its own."""
        from concurrent.futures.process import BrokenProcessPool

        with _executor(1) as single:
            try:
                return single.submit(self.work, item).result()
            except BrokenProcessPool:
                return self.lost(item)


def _executor(jobs: int) -> ProcessPoolExecutor:
    """Processes started afresh: a copy of this one (fork) may hold locks of threads that do not run in it."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))


def _each(work: Callable[[A], B], some: list[A]) -> list[B]:
    return [work(item) for item in some]


def _batched(items: Iterable[A], size: int) -> Iterator[list[A]]:
    source = iter(items)
    while some := list(islice(source, size)):
        yield some
