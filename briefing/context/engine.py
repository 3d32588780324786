"""Who answers the questions: DuckDB over Parquet files, in this process and in bounds."""

import logging
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, Protocol

from briefing.context.queries import Query

LOG = logging.getLogger(__name__)
MEMORY = "150MB"  # a question over ten million rows needs less
THREADS = 2
LOST = "its files are not there any more"
UNREAD = "a part of it is missing or cannot be read"
PATIENCE = 5.0  # seconds after which a question is given up


class EngineError(Exception):
    """A question that could not be answered, in words."""


class Engine(Hashable, Protocol):
    """Whoever answers questions to ``incidents``."""

    @property
    def monthly(self) -> bool:
        """Whether it has the table ``monthly`` beside ``incidents``."""

    def ask(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of the answer. Raises EngineError with a sentence."""


class Embedded:
    """DuckDB over the Parquet files of a folder, or one file."""

    monthly = False  # it reads the rows themselves soon enough

    def __init__(self, path: Path) -> None:
        import duckdb

        self._path = path
        self._connection = duckdb.connect(
            config={"memory_limit": MEMORY, "threads": THREADS, "enable_external_access": True}
        )
        # Each by its name: of a pattern a year that goes missing later would be left out without a word.
        files = sorted(path.glob("*/*.parquet")) if path.is_dir() else [path]
        quoted = ", ".join("'{}'".format(str(file).replace("'", "''")) for file in files)
        with _told(duckdb.Error, path):
            self._connection.execute(
                f"CREATE VIEW incidents AS SELECT * FROM read_parquet([{quoted}], hive_partitioning = false)"
            )

    def ask(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of the answer."""
        import duckdb

        with self._connection.cursor() as cursor:
            clock = Timer(PATIENCE, cursor.interrupt)
            clock.start()
            try:
                with _told(duckdb.Error, self._path):
                    return cursor.execute(query.text, query.values).fetchall()
            finally:
                clock.cancel()


@contextmanager
def _told(kind: type[Exception], path: Path) -> Iterator[None]:
    """Faults in plain words, which readers see; those of the engine are for whoever keeps the layer."""
    try:
        yield
    except kind as fault:
        if "interrupt" in str(fault).lower():
            raise EngineError(f"no answer came within {PATIENCE:g} seconds") from None
        said = LOST if _is_lost(path) else UNREAD
        LOG.warning("%s: %s", said, (str(fault).splitlines() or ["without a word"])[0][:300])
        raise EngineError(said) from None


def _is_lost(path: Path) -> bool:
    """Whether nothing is there any more, rather than something that cannot be read."""
    return not (any(path.glob("*/*.parquet")) if path.is_dir() else path.exists())
