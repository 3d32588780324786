"""How many connections are held at once, and what becomes of those beyond them."""

import logging
import resource
from asyncio import Transport
from unittest.mock import Mock

import pytest
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from briefing.ui.server import connections
from briefing.ui.server.connections import LEFT, MOST, OF_PAGE, OTHERS, keep_files_free, raise_bound, room

SOFT, HARD = 1024, 4096


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The bounds of a process, the last one in force."""
    found = [(SOFT, HARD)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: found[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, given: found.append(given))
    return found


def test_a_process_opens_as_many_files_as_it_may_ask_for(bounds: list[tuple[int, int]]) -> None:
    assert raise_bound() == HARD
    assert bounds[-1] == (HARD, HARD)


def test_where_it_may_not_the_bound_stays(bounds: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "setrlimit", Mock(side_effect=ValueError))
    assert raise_bound() == SOFT


def test_no_bound_is_none(bounds: list[tuple[int, int]]) -> None:
    bounds.append((resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert raise_bound() == 0


@pytest.mark.parametrize("files", [1024, 4096])
def test_there_is_room_for_as_many_pages_as_leave_files_for_the_process(files: int) -> None:
    left = files - (room(files) * OF_PAGE + LEFT * (OF_PAGE - 1))
    assert OTHERS <= left < OTHERS + OF_PAGE


@pytest.mark.parametrize(("files", "most"), [(0, MOST), (1 << 20, MOST), (64, 1)])
def test_the_room_has_its_ends(files: int, most: int) -> None:
    assert room(files) == most


def test_what_comes_beyond_is_ended_and_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    held: set[object] = set()
    monkeypatch.setattr(AutoHTTPProtocol, "connection_made", lambda self, _: held.add(self))
    monkeypatch.setattr(connections, "raise_bound", lambda: 0)
    monkeypatch.setattr(connections, "MOST", 2)
    keep_files_free()
    ended = [_came(held) for _ in range(4)]
    assert ended == [False, False, True, True]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def _came(held: set[object]) -> bool:
    protocol, transport = Mock(connections=held), Mock(Transport)
    AutoHTTPProtocol.connection_made(protocol, transport)
    return bool(transport.abort.called)
