"""Runs of the page take turns: Python lets only one of them work at a time, however many threads there are.

Fifty that share it by milliseconds all end late, and what all of them are making is in memory at once. One after
another the first ends fifty times sooner and the last no later, and what is ready is sent in between.

Who has taken much of late stands further back, so that twenty pages that ask without end do not keep a reader waiting.
"""

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count
from math import exp2
from threading import Condition, Lock
from typing import NamedTuple

PATIENCE = 1.0  # seconds that a run may hold up the others; one that takes longer, or hangs, goes on beside them
FORGOTTEN = 10.0  # seconds in which half of what a page has taken is forgotten
FREE = 0.3  # seconds of processor that a reader takes who clicks now and then
BACK = 20.0  # seconds that a page stands further back for each second of processor beyond that
MOST_BACK = 3.0  # seconds; whoever opens a new page for each run stands nowhere back, and would keep all others waiting
REMEMBERED = 1000  # pages, the last to have run


class _Waiting(NamedTuple):
    """One that waits: in the order in which they came, each set back by what it has taken."""

    due: float
    number: int
    called: Condition


class Turns:
    """Whose turn it is; the next one's as soon as that has ended, or has lasted too long."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.lock = Lock()
        self.waiting: list[_Waiting] = []
        self.holder: _Waiting | None = None
        self.until = 0.0
        self.numbers = count()
        # Of each page, seconds of processor, and when they were so many.
        self.taken: OrderedDict[str, tuple[float, float]] = OrderedDict()

    @contextmanager
    def turn(self, who: str) -> Iterator[None]:
        """Wait for a turn of this page, and hold it for as long as the block runs."""
        mine = self._begun(who)
        begun = time.thread_time()
        try:
            yield
        finally:
            self._ended(mine, who, time.thread_time() - begun)

    def _begun(self, who: str) -> _Waiting:
        with self.lock:
            now = time.monotonic()
            back = min(max(0.0, self.of_late(who, now) - FREE) * BACK, MOST_BACK)
            mine = _Waiting(now + back, next(self.numbers), Condition(self.lock))
            heappush(self.waiting, mine)
            while not self._may_begin(mine):
                is_next = self.waiting[0] is mine
                mine.called.wait(self.until - time.monotonic() if is_next else None)
            heappop(self.waiting)
            self.holder, self.until = mine, time.monotonic() + self.patience
            self._call()
            return mine

    def _may_begin(self, mine: _Waiting) -> bool:
        return self.waiting[0] is mine and (self.holder is None or time.monotonic() >= self.until)

    def _ended(self, mine: _Waiting, who: str, seconds: float) -> None:
        with self.lock:
            now = time.monotonic()
            self.taken[who] = self.of_late(who, now) + seconds, now
            self.taken.move_to_end(who)
            if len(self.taken) > REMEMBERED:
                self.taken.popitem(last=False)
            if self.holder is mine:
                self.holder = None
                self._call()

    def of_late(self, who: str, now: float) -> float:
        """Seconds of processor that a page has taken, of which each counts half after a while, then a quarter."""
        seconds, when = self.taken.get(who, (0.0, now))
        return seconds * exp2((when - now) / FORGOTTEN)

    def _call(self) -> None:
        if self.waiting:
            self.waiting[0].called.notify()


_TURNS = Turns()
turn = _TURNS.turn
