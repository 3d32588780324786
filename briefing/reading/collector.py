"""Python's garbage collector, held back where a lot is made of which nothing is garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Hold the collector back within the block, in the whole process; one that was held back already stays so.

    The rows of a dossier are a growing heap of live objects, which it would walk through again and again as they come:
    a third of the time of a reading. What is no longer named goes at once all the same; only knots wait.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
