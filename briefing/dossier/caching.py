"""What was worked out of the texts of a dossier, kept as long as the dossier is."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

Answer = TypeVar("Answer")

_CACHES: list["_lru_cache_wrapper[Any]"] = []


def cached_texts(most: int) -> Callable[[Callable[..., Answer]], "_lru_cache_wrapper[Answer]"]:
    """Keep the answers of a function of texts, the ``most`` last asked for, until the tables change.

    A plain cache outlives them: what a dossier said, however long, would stay in memory after it was taken out.
    """

    def keep(function: Callable[..., Answer]) -> "_lru_cache_wrapper[Answer]":
        _CACHES.append(kept := lru_cache(maxsize=most)(function))
        return kept

    return keep


def forget_texts() -> None:
    """Let go of all that was kept; for whoever has other tables than before."""
    for each in _CACHES:
        each.cache_clear()
