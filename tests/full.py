"""A disk without room for a file beyond a size, for tests: a write ends in its midst, as on one that is full."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def full(largest: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
