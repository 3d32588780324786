"""Servers that are down, slow, standing still, empty or not what they seem: a reason in words, and no traceback."""

import re
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import Queue
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest

from briefing.context import opening, servers
from briefing.context.engine import Engine, EngineError, answered
from briefing.context.layer import Absent
from briefing.context.opening import VARIABLE, found, opened
from briefing.context.queries import Query
from briefing.context.schema import put
from briefing.context.servers import ClickHouse, Postgres, is_server, server
from briefing.context.values import day, summed, text
from tests import ROOT
from tests.context.saying import saying
from tests.e2e.server import free_port

SECRET = "hunter2"
SLOW = {
    "postgresql": Query("SELECT COUNT(*) FROM generate_series(1, ?) AS a, generate_series(1, 100000) AS b", (100_000,)),
    "clickhouse": Query("SELECT COUNT(*) FROM numbers(?) WHERE sipHash64(number) = 1", (10**14,)),
}
STARTED = (pytest.mark.slow, pytest.mark.xdist_group("context-servers"))
EACH = [pytest.param(name, marks=STARTED) for name in SLOW]


@contextmanager
def standing_still() -> Iterator[int]:
    """The port of a server that takes every line and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def at(scheme: str, port: int) -> str:
    """An address with a password in it."""
    return f"{scheme}://reader:{SECRET}@127.0.0.1:{port}/briefing"


def asked(there: Engine, query: Query) -> str:
    """Why there is no answer."""
    with pytest.raises(EngineError) as fault:
        there.ask(query)
    return str(fault.value)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "clickhouse"])
def test_a_server_that_is_down_is_a_reason_and_where_it_stands_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, scheme: str
) -> None:
    monkeypatch.setenv(VARIABLE, at(scheme, free_port()))
    why = opened()
    assert isinstance(why, Absent)
    assert why.reason in {"PostgreSQL does not answer", "ClickHouse does not answer"}
    assert "refused" in caplog.text.lower()
    assert SECRET not in caplog.text


def test_a_server_that_stands_still_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "TO_CONNECT", 2)
    with standing_still() as port:
        assert asked(Postgres(at("postgresql", port), 0.2), Query("SELECT 1")) == "PostgreSQL does not answer"
        assert asked(ClickHouse(at("clickhouse", port), 0.2), Query("SELECT 1")) == "no answer came within 0.2 seconds"


def test_of_many_who_ask_at_once_one_waits_for_the_server_and_tells_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(opening, "_minute", lambda: -1)
    monkeypatch.setattr(servers, "TO_CONNECT", 2)
    with standing_still() as port, ThreadPoolExecutor(8) as pool:
        assert set(pool.map(found, [at("postgresql", port)] * 8)) == {Absent("PostgreSQL does not answer")}
    assert len(caplog.records) == 1


def test_a_server_that_falls_silent_is_given_up() -> None:
    welcome, ready = b"R\0\0\0\x08\0\0\0\0", b"Z\0\0\0\x05I"
    with saying(welcome + ready) as port:
        there = Postgres(f"{at('postgresql', port)}?sslmode=disable", 0.2)
        assert asked(there, Query("SELECT 1")) == "no answer came within 0.2 seconds"


@pytest.mark.parametrize("name", EACH)
def test_a_question_that_takes_too_long_is_given_up(request: pytest.FixtureRequest, name: str) -> None:
    address = request.getfixturevalue(name)
    there = (Postgres if name == "postgresql" else ClickHouse)(address, 0.2)
    assert asked(there, SLOW[name]) == "no answer came within 0.2 seconds"


@pytest.mark.parametrize("name", EACH)
def test_what_a_server_refuses_is_logged_in_its_words(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    said = asked(server(request.getfixturevalue(name)), Query("SELECT nothing FROM"))
    assert said in {"PostgreSQL refuses the question", "ClickHouse refuses the question"}
    (line,) = [record.getMessage() for record in caplog.records if record.name == servers.LOG.name]
    assert line.startswith((f"{said}: syntax error", f"{said}: Code: "))
    assert "\n" not in line


@pytest.mark.parametrize("name", EACH)
def test_a_server_without_a_layer_says_how_to_put_one_there(request: pytest.FixtureRequest, name: str) -> None:
    assert asked(server(request.getfixturevalue(name)), Query("SELECT * FROM absent")) == servers.EMPTY


@pytest.mark.parametrize("name", EACH)
def test_values_arrive_as_they_are(request: pytest.FixtureRequest, name: str) -> None:
    odd = "a\\b 'c' \"d\"\n? %s {p0:String}\te"
    there = server(request.getfixturevalue(name))
    assert there.ask(Query("SELECT LENGTH(CAST(? AS VARCHAR)), 1", (odd,))) == [(len(odd), 1)]


@pytest.mark.slow
@pytest.mark.xdist_group("context-servers")
def test_questions_to_postgresql_cannot_write(postgresql: str, caplog: pytest.LogCaptureFixture) -> None:
    asked(server(postgresql), Query("CREATE TABLE mine (a INTEGER)"))
    assert "read-only transaction" in caplog.text


@pytest.mark.parametrize("body", [b"not JSON", b'{"meta": [], "data"', b"{}"])
def test_an_answer_that_breaks_off_is_said(body: bytes) -> None:
    with saying(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)) as port:
        said = asked(ClickHouse(at("clickhouse", port)), Query("SELECT 1"))
    assert said == "ClickHouse: the answer breaks off"


@pytest.mark.parametrize(
    ("cell", "kind", "column", "told"),
    [
        ('"-9720-03-11"', "Date32", ("first_day", day), "'-9720-03-11' where a day of the years 1 to 9999"),
        ('"2015-01-01 00:00:00"', "DateTime", ("first_day", day), "'2015-01-01 00:00:00' where a day of the years"),
        ("2.5", "Float64", ("best", summed), "2.5 where a whole number"),
        ("5", "Int64", ("description", text), "5 where a text"),
    ],
)
def test_a_value_of_another_kind_is_told_of_a_server_too(cell: str, kind: str, column: Any, told: str) -> None:
    body = f'{{"meta": [{{"name": "x", "type": "{kind}"}}], "data": [[{cell}]]}}'.encode()
    with (
        saying(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)) as port,
        pytest.raises(EngineError, match=re.escape(f"its column {column[0]} has {told}")),
    ):
        answered(ClickHouse(at("clickhouse", port)), Query("SELECT 1", (), (column,)))


@pytest.mark.slow
@pytest.mark.xdist_group("context-servers")
def test_a_day_that_no_calendar_has_is_told_of_postgresql(postgresql: str, caplog: pytest.LogCaptureFixture) -> None:
    query = Query("SELECT CAST('0044-03-15 BC' AS DATE)", (), (("first_day", day),))
    assert asked(server(postgresql), query) == "PostgreSQL has a value that cannot be read"
    assert "date too small" in caplog.text


def test_a_server_is_asked_again_each_minute_and_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now, asked, answering = [1000.0], Queue[str](), Event()
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def ask(address: str) -> opening.Opened:
        asked.put(address)
        if asked.qsize() > 1:
            answering.wait()
        raise EngineError(f"down {asked.qsize()}")

    monkeypatch.setattr(opening, "_served", ask)
    for later in (0, 1, opening.AGAIN, opening.AGAIN):
        now[0] = 1020.0 + later
        assert found("clickhouse://minute") == Absent("down 1")
    answering.set()
    while found("clickhouse://minute") == Absent("down 1"):
        sleep(0.01)
    assert found("clickhouse://minute") == Absent("down 2")
    assert asked.qsize() == 2


@pytest.mark.parametrize("address", ["data/layer", "https://example.org/layer", "C:\\layer", "postgresql", "file:///x"])
def test_another_address_is_no_server(address: str) -> None:
    assert not is_server(address)


def test_nothing_is_put_in_a_place_that_is_no_server(tmp_path: object) -> None:
    with pytest.raises(ValueError, match="the address of a server is wanted"):
        put(ROOT, "data/layer")


@pytest.mark.parametrize(
    "rest",
    [
        f"reader:{SECRET}/2@127.0.0.1:1/db",
        f"reader:{SECRET}%zz@x..y/db",
        f"reader:{SECRET}%ff@{'a' * 64}/db",
        f"reader:{SECRET}@[::1/db",
        f"reader:{SECRET}\udcff@127.0.0.1:1/db",
    ],
)
@pytest.mark.parametrize("scheme", ["postgresql", "clickhouse"])
def test_an_address_that_cannot_be_read_is_told_without_a_word_of_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, scheme: str, rest: str
) -> None:
    monkeypatch.setattr(opening, "_minute", lambda: -2)
    monkeypatch.setattr(servers, "TO_CONNECT", 2)
    why = found(f"{scheme}://{rest}")
    assert isinstance(why, Absent)
    assert why.reason in {servers.UNREAD, "PostgreSQL does not answer"}  # which takes some of them for names
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "postgresql:///briefing?host=/var/run/a-folder-with-a-name-that-is-longer-than-any-name-of-a-host-may-be",
        "postgresql://reader@one.example,two.example:5433/briefing",
        "clickhouse://[::1]:8123/briefing",
    ],
)
def test_a_server_may_stand_in_many_ways(address: str) -> None:
    assert server(address).address == address


def test_a_name_and_a_word_may_have_letters_of_any_script() -> None:
    asked = Queue[bytes]()

    def heard() -> None:
        line, _ = listening.accept()
        with line:
            asked.put(line.recv(65536))

    with socket.create_server(("::1", 0), family=socket.AF_INET6) as listening:
        speaker = Thread(target=heard)
        speaker.start()
        there = server(f"clickhouse://%D0%BA:%C3%BC%0A@[::1]:{listening.getsockname()[1]}/db")
        with pytest.raises(EngineError, match="ClickHouse does not answer"):
            there.ask(Query("SELECT 1"))
        speaker.join()
    assert b"Authorization: Basic " + b64encode("к:ü\n".encode()) + b"\r\n" in asked.get()


@pytest.mark.parametrize(("scheme", "driver"), [("postgresql", "['psycopg']"), ("clickhouse", "[]")])
def test_a_driver_is_imported_only_for_its_server(scheme: str, driver: str) -> None:
    code = (
        "import sys; from briefing.context import asking, opening, schema, servers; "
        f"servers.server('{scheme}://x'); "
        "print(sorted({'psycopg', 'httpx', 'duckdb'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == driver
