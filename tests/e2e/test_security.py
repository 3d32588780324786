"""The running dashboard against a stranger, with a browser and without one: what may be done, and what may not."""

import random
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from google.protobuf.message import Message
from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.e2e.server import served
from tests.e2e.walk import Traffic, open_page
from tests.planted import PLANTED, plant
from tests.reading.test_arriving import ARRIVING

PAGES = ("/", "/story", "/map", "/timeline", "/network", "/claims", "/actors", "/sources", "/method", "/notes")
WATCH = """window.refused = []
document.addEventListener('securitypolicyviolation', (each) => window.refused.push(
  `${each.violatedDirective} ${each.blockedURI}`))"""
SCRIPTS = """() => {
  const said = document.createElement('script')
  said.textContent = 'window.ran = 1'
  const held = document.createElement('div')
  document.body.append(said, held)
  held.innerHTML = '<img src="x:" onerror="window.ran = 2">'
}"""
MANY = 10
SOON = 5.0  # seconds
TOO_LONG = 1009  # of RFC 6455


@pytest.mark.browser
def test_a_planted_script_does_not_run_and_calls_nobody(own_page: Page, server: str, traffic: Traffic) -> None:
    own_page.add_init_script(WATCH)
    open_page(own_page, server, "/method")
    own_page.evaluate(SCRIPTS)
    own_page.evaluate("() => { try { new WebSocket('ws://127.0.0.1:9/') } catch {} }")
    own_page.wait_for_function("window.refused.length >= 3")
    assert own_page.evaluate("window.ran") is None
    assert {each.split()[0] for each in own_page.evaluate("window.refused")} >= {
        "script-src-elem",
        "script-src-attr",
        "connect-src",
    }
    assert len(traffic.refused()) >= 3  # by which every other test of a page is told apart
    traffic.errors.clear()


def status(base: str, path: str, **headers: str) -> int:
    """The status of the answer to a GET with these headers."""
    try:
        with build_opener(ProxyHandler({})).open(Request(base + path, headers=headers), timeout=SOON) as answer:
            return int(answer.status)
    except HTTPError as refusal:
        refusal.close()
        return refusal.code


def socket(base: str, origin: str | None = None) -> ClientConnection:
    """A connection as the page itself makes it."""
    home = f"ws://{urlsplit(base).netloc}/_stcore/stream"
    return connect(home, origin=Origin(origin or base), proxy=None, open_timeout=SOON, max_size=None)


def answer(connection: ClientConnection, page: str = "", query: str = "") -> list[ForwardMsg]:
    """Everything that the server says of a page until its script has run."""
    asked = ClientState(page_name=page, query_string=query)
    connection.send(BackMsg(rerun_script=asked).SerializeToString())
    return read(connection)


def read(connection: ClientConnection) -> list[ForwardMsg]:
    """Everything that the server says until a script has run."""
    said: list[ForwardMsg] = []
    while not said or not said[-1].HasField("script_finished"):
        said.append(ForwardMsg.FromString(connection.recv(timeout=60, decode=False)))
    return said


def test_strangers_are_refused_at_once(server: str) -> None:
    assert status(server, "/", Host="evil.example") == 421
    assert status(server, "/", Origin="http://evil.example") == 403
    begun = time.monotonic()
    for _ in range(MANY):
        with pytest.raises(InvalidStatus):
            socket(server, "http://evil.example")
    assert status(server, "/_stcore/health") == 200
    assert time.monotonic() - begun < SOON


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/upload_file/a/b", "/_stcore/agent/schema"])
def test_what_no_reader_needs_is_not_served(server: str, path: str) -> None:
    assert status(server, path) == 404
    assert status(server, "/basemap/build.py") == 404


@pytest.fixture
def own(small_folder: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A dashboard on a copy of the small dossier, and the file of its log."""
    log = tmp_path / "log"
    with served(log, BRIEFING_DOSSIER=str(small_folder)) as base:
        yield base, log


def test_one_reader_takes_nothing_from_the_others(own: tuple[str, Path], small_folder: Path) -> None:
    base, log = own
    with socket(base) as first:
        assert "cannot be shown" not in str(answer(first))
        (small_folder / "claims.csv").write_text("id\n", encoding="utf-8")
        first.send(BackMsg(clear_cache=True).SerializeToString())
        said = str(answer(first))
    assert "the last good dossier is shown" in said
    assert "This dossier cannot be shown" not in said
    for frame in (b"\xff\xff", "text"):
        with socket(base) as other, suppress(ConnectionClosed):
            other.send(frame)
            while True:
                other.recv(timeout=SOON)
    lines = [line for line in log.read_text().splitlines() if "no message of a page" in line]
    assert len(lines) == 2
    assert "Traceback" not in log.read_text()


def test_a_frame_that_unpacks_to_more_than_a_message_ends_its_connection_while_it_arrives(server: str) -> None:
    with socket(server) as stranger, pytest.raises(ConnectionClosed) as end:
        stranger.send(bytes(64 << 20))  # 66 kB as it is sent
        stranger.recv(timeout=60)
    assert end.value.rcvd is not None
    assert end.value.rcvd.code == TOO_LONG


GARBAGE: tuple[dict[str, Any], ...] = (
    {"bool_value": True},
    {"int_value": -(10**18)},
    {"double_value": float("nan")},
    {"string_value": "\x00" + "x" * 5000},
    {"bytes_value": b"\xff"},
    {"json_value": "{"},
    {"json_value": '{"selection": 3}'},
    {"json_trigger_value": "[1, {}]"},
    {"string_array_value": StringArray(data=["no such", ""])},
)


def controls(said: Iterable[Message]) -> set[str]:
    """The ids of all controls in what the server says."""
    return {found for message in said for found in re.findall(r'"(\$\$ID-[^"]+)"', str(message))}


def test_values_that_no_control_holds_are_a_line_in_the_log_and_nothing_for_the_others(own: tuple[str, Path]) -> None:
    base, log = own
    with socket(base) as other:
        for page, value in product(("", "map", "claims"), GARBAGE):
            with socket(base) as stranger:
                ids = controls(answer(stranger, page))
                assert ids
                asked = ClientState(page_name=page)
                asked.widget_states.widgets.extend(WidgetState(id=id, **value) for id in (*ids, "of no page"))
                stranger.send(BackMsg(rerun_script=asked).SerializeToString())
                said = read(stranger)
                assert [each for each in said if each.delta.new_element.HasField("exception")] == []
            assert "could not be shown" not in str(answer(other, page))
    lines = log.read_text().splitlines()
    assert [line for line in lines if "cannot hold" in line]
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


@pytest.mark.slow
def test_a_value_in_the_first_message_of_a_page_is_a_line_too(own: tuple[str, Path]) -> None:
    base, log = own
    for page in ("", "map", "claims"):
        with socket(base) as reader:
            ids = controls(answer(reader, page))
        for id, value in product(ids, ({"json_value": "{"}, {"string_value": "x"})):
            asked = ClientState(page_name=page)
            asked.widget_states.widgets.add(id=id, **value)
            with socket(base) as stranger:
                stranger.send(BackMsg(rerun_script=asked).SerializeToString())
                read(stranger)
    assert log.read_text().count("cannot hold") > MANY
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize("declared", ["", "public"])
def test_what_may_not_be_held_is_in_no_answer_while_it_arrives(
    small_folder: Path, tmp_path: Path, declared: str
) -> None:
    new = Path(shutil.copytree(small_folder, tmp_path / "new"))
    plant(new)
    order = random.Random(MANY).sample(ARRIVING, len(ARRIVING))
    with (
        served(tmp_path / "log", BRIEFING_DOSSIER=str(small_folder), BRIEFING_CEILING=declared) as base,
        socket(base) as reader,
    ):
        said = str(answer(reader))
        for name in order:
            shutil.copy(new / name, small_folder / name)
            said += "".join(str(answer(reader, page)) for page in ("", "claims", "network", "method"))
            assert PLANTED not in said.lower(), name
    assert "The reported death of Anton Varo" in said
    assert PLANTED not in (tmp_path / "log").read_text().lower()


def test_what_may_not_be_held_is_in_no_answer(small_folder: Path, tmp_path: Path) -> None:
    plant(small_folder)
    with served(tmp_path / "log", BRIEFING_DOSSIER=str(small_folder)) as base, socket(base) as reader:
        pages = [str(answer(reader, path.strip("/"))) for path in PAGES]
        hidden, unheard = (str(answer(reader, query=f"focus={id}")) for id in ("s-zanzibar", "s-nowhere"))
    assert all("The reported death of Anton Varo" in said for said in pages)
    assert [said for said in pages if PLANTED in said.lower()] == []
    assert [said for said in pages if "holds what is marked public at most" not in said] == []
    assert hidden.count("zanzibar") == unheard.count("nowhere") > 0
