"""Who answers the questions: DuckDB over Parquet files, in this process and in bounds."""

import logging
import os
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import Any, Protocol

from briefing.context.parts import table
from briefing.context.queries import Query
from briefing.context.values import read
from briefing.reading.textfile import is_file

LOG = logging.getLogger(__name__)
MEMORY = "150MB"  # a question over ten million rows needs less
THREADS = 2
AT_ONCE = 2  # questions, which share that memory; sixty at once have too little
LOST = "its files are not there any more"
UNREAD = "a part of it is missing or cannot be read"
PATIENCE = 5.0  # seconds after which a question is given up
LATE = f"no answer came within {PATIENCE:g} seconds"


class EngineError(Exception):
    """A question that could not be answered, in words."""


class Engine(Hashable, Protocol):
    """Whoever answers questions to ``incidents``."""

    @property
    def monthly(self) -> bool:
        """Whether it has the table ``monthly`` beside ``incidents``."""

    def ask(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of the answer. Raises EngineError with a sentence."""


def answered(engine: Engine, query: Query) -> list[tuple[Any, ...]]:
    """The rows of the answer of any engine, their values of the kinds that the question names. Raises EngineError."""
    try:
        return read(engine.ask(query), query.columns)
    except ValueError as fault:
        LOG.warning("%s", fault)
        raise EngineError(str(fault)) from None


class Embedded:
    """DuckDB over Parquet files.

    Each is named: of a pattern a year that goes missing later would be left out without a word.
    """

    monthly = False  # it reads the rows themselves soon enough

    def __init__(self, files: Sequence[Path]) -> None:
        import duckdb

        self._files = files
        self._turns = BoundedSemaphore(AT_ONCE)
        self._connection = duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "threads": THREADS,
                "enable_external_access": True,
                "temp_directory": "",  # what is too large is given up, not written to the folder of the process
            }
        )
        with _told(duckdb.Error, files):
            self._connection.execute(f"CREATE VIEW incidents AS SELECT * FROM {table(files)}")

    def ask(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of the answer."""
        if strange := next((file for file in self._files if not is_file(file) and os.path.lexists(file)), None):
            raise _unread(self._files, f"{strange} is no plain file")  # a pipe would be waited for without end
        if not self._turns.acquire(timeout=PATIENCE):
            raise EngineError(LATE)
        try:
            return self._answer(query)
        finally:
            self._turns.release()

    def _answer(self, query: Query) -> list[tuple[Any, ...]]:
        import duckdb

        with self._connection.cursor() as cursor:
            clock = Timer(PATIENCE, cursor.interrupt)
            clock.start()
            try:
                with _told(duckdb.Error, self._files):
                    return cursor.execute(query.text, query.values).fetchall()
            finally:
                clock.cancel()


@contextmanager
def _told(kind: type[Exception], files: Sequence[Path]) -> Iterator[None]:
    """Faults in plain words, which readers see; those of the engine are for whoever keeps the layer."""
    try:
        yield
    except kind as fault:
        if "interrupt" in str(fault).lower():
            raise EngineError(LATE) from None
        raise _unread(files, (str(fault).splitlines() or ["without a word"])[0][:300]) from None


def _unread(files: Sequence[Path], why: str) -> EngineError:
    """Whether nothing is there any more, or something that cannot be read; why is in the log."""
    said = UNREAD if any(os.path.lexists(file) for file in files) else LOST
    LOG.warning("%s: %s", said, why)
    return EngineError(said)
