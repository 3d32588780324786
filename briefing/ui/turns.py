"""Runs of the page take turns: Python lets only one of them work at a time, however many threads there are.

Fifty that share it by milliseconds all end late, and what all of them are making is in memory at once. One after
another the first ends fifty times sooner and the last no later, and what is ready is sent in between.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock

PATIENCE = 1.0  # seconds that a run may hold up the others; one that takes longer, or hangs, goes on beside them


class Turns:
    """Whose turn it is; the next one's as soon as that has ended, or has lasted too long."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self.door = Lock()  # held by the next one: the others wait at it in the order in which they came
        self.ended = Condition()
        self.holder: object = None
        self.until = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and hold it for as long as the block runs."""
        mine = self._taken()
        try:
            yield
        finally:
            self._given_back(mine)

    def _taken(self) -> object:
        mine = object()
        with self.door, self.ended:
            self.ended.wait_for(lambda: self.holder is None, max(0.0, self.until - time.monotonic()))
            self.holder, self.until = mine, time.monotonic() + self.patience
        return mine

    def _given_back(self, mine: object) -> None:
        with self.ended:
            if self.holder is mine:
                self.holder = None
                self.ended.notify()


_TURNS = Turns()
turn = _TURNS.turn
