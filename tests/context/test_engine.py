"""What the engine in this process may take: memory, the disk, and how many questions at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event, Lock
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from briefing.context import engine
from briefing.context.engine import AT_ONCE, LATE, UNREAD, Embedded, EngineError
from briefing.context.queries import Query


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Embedded:
    """The engine over a file of one row, in a folder of its own."""
    pq.write_table(pa.table({"id": ["1"]}), tmp_path / "one.parquet")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(engine, "MEMORY", "20MB")
    return Embedded([tmp_path / "one.parquet"])


def test_what_there_is_too_little_memory_for_is_given_up_and_not_written_down(
    embedded: Embedded, tmp_path: Path
) -> None:
    large = Query("SELECT i, hash(i) AS h FROM range(3000000) AS t(i) ORDER BY h")
    with pytest.raises(EngineError, match=UNREAD):
        embedded.ask(large)
    assert [path.name for path in tmp_path.iterdir()] == ["one.parquet"]
    assert embedded.ask(Query("SELECT id FROM incidents")) == [("1",)]


def test_a_few_questions_are_answered_at_once_and_none_waits_without_end(
    embedded: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, most, lock, together, end = 0, 0, Lock(), Barrier(AT_ONCE), Event()

    def slow(_: Embedded, query: Query) -> list[tuple[Any, ...]]:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        together.wait(timeout=10)
        if query.text == "until the end":
            end.wait(timeout=10)
        with lock:
            now -= 1
        return []

    monkeypatch.setattr(Embedded, "_answer", slow)
    with ThreadPoolExecutor(4 * AT_ONCE) as readers:
        assert list(readers.map(embedded.ask, [Query("")] * 4 * AT_ONCE)) == [[]] * 4 * AT_ONCE
        assert most == AT_ONCE
        busy = [readers.submit(embedded.ask, Query("until the end")) for _ in range(AT_ONCE)]
        while now < AT_ONCE:
            pass
        monkeypatch.setattr(engine, "PATIENCE", 0.01)
        with pytest.raises(EngineError, match=LATE):
            embedded.ask(Query(""))
        end.set()
        assert [each.result() for each in busy] == [[]] * AT_ONCE
