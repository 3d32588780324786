"""Who answers the questions: DuckDB over Parquet files, in this process and in bounds."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any, Protocol

from briefing.context.queries import Query

MEMORY = "150MB"  # a question over ten million rows needs less
THREADS = 2
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
        files = f"{path}/*/*.parquet" if path.is_dir() else str(path)
        quoted = files.replace("'", "''")
        with _told(duckdb.Error, path):
            self._connection.execute(
                f"CREATE VIEW incidents AS SELECT * FROM read_parquet('{quoted}', hive_partitioning = false)"
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
    """Faults in the engine's words, but for where on the machine the layer lies: readers see them."""
    try:
        yield
    except kind as fault:
        if "interrupt" in str(fault).lower():
            raise EngineError(f"no answer came within {PATIENCE:g} seconds") from None
        raise EngineError(str(fault).splitlines()[0].replace(f"{path.parent}/", "")) from None
