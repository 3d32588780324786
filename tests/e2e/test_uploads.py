"""Uploads and scripts of a running dashboard, without a browser: who may send a file, and that none names a script."""

import contextlib
import http.client
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash

from briefing.view.ways import WAYS
from tests import ROOT
from tests.e2e.server import served
from tests.e2e.test_security import answer, read, socket

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("uploads")]

MB = 1 << 20
LONG = 60.0  # seconds


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard in the curator's mode, which forgets at once who left."""
    with served(
        tmp_path_factory.mktemp("curated") / "log", BRIEFING_CURATE="1", STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1"
    ) as base:
        yield base


def visit(said: list[ForwardMsg]) -> str:
    """The name of a visit, as its page was told."""
    return next(each.new_session.initialize.session_id for each in said if each.HasField("new_session"))


def token(base: str) -> str:
    """What a page shows that it is ours by."""
    asking = http.client.HTTPConnection(urlsplit(base).netloc, timeout=LONG)
    asking.request("GET", "/_stcore/health")
    cookie = asking.getresponse().headers["Set-Cookie"]
    asking.close()
    return cookie.partition("=")[2].partition(";")[0]


def put(base: str, name: str, file: str = "file", size: int = 1, own: bool = True, **more: str) -> int:
    """The status of a file of so many bytes that is sent for a visit."""
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n' + bytes(size) + b"\r\n--x--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x", **more}
    if own:
        shown = token(base)
        headers |= {"X-Xsrftoken": shown, "Cookie": f"_streamlit_xsrf={shown}"}
    sending = http.client.HTTPConnection(urlsplit(base).netloc, timeout=LONG)
    sending.request("PUT", f"/_stcore/upload_file/{name}/{file}", body, headers)
    status = sending.getresponse().status
    sending.close()
    return status


def test_who_has_no_page_open_sends_no_file(curated: str, server: str) -> None:
    with socket(curated) as page, socket(server) as reader:
        name = visit(answer(page))
        assert put(curated, name) == 204
        assert put(curated, "somebody") == 400
        assert put(curated, name, own=False) == 403
        assert put(curated, name, Origin="http://evil.example") == 403
        assert put(curated, name, size=20 * MB + 1) == 413
        assert put(server, visit(answer(reader)), own=False) == 404


def test_what_was_dropped_goes_with_the_visit(curated: str) -> None:
    with socket(curated) as waiting:
        last = visit(answer(waiting))
        with contextlib.ExitStack() as pages:
            names = [visit(answer(pages.enter_context(socket(curated)))) for _ in range(10)]
            assert [put(curated, name, size=19 * MB) for name in names] == [204] * 10
            assert put(curated, last) == 507
        until = time.monotonic() + LONG
        while (status := put(curated, last)) != 204:
            assert time.monotonic() < until, status
            time.sleep(0.5)


def test_a_file_takes_the_place_of_the_one_before(curated: str) -> None:
    with socket(curated) as page:
        name = visit(answer(page))
        sent = [put(curated, name, file=f"{n}", size=19 * MB) for n in range(12)]
        assert sent == [204] * 12  # 228 MB, were all of them held: more than there is room for


def test_no_message_names_a_script(server: str, tmp_path: Path) -> None:
    planted, ran = tmp_path / "planted.py", tmp_path / "ran"
    planted.write_text(f"open({str(ran)!r}, 'w')\n", encoding="utf-8")
    scripts = [planted, ROOT / "dashboard.py", ROOT / "data" / "basemap" / "build.py", Path("/etc/passwd")]
    names = [
        str(planted),
        "../planted",
        "../../dashboard",
        "dashboard.py",
        "build",
        "..",
        "/",
        "\0",
        "main",
        "pages/map",
    ]
    asked = [ClientState(page_script_hash=calc_hash(str(script))) for script in scripts]
    asked += [ClientState(page_name=name, fragment_id=fragment) for name in names for fragment in ("", "main")]
    said: list[ForwardMsg] = []
    with socket(server) as reader:
        for state in asked:
            reader.send(BackMsg(rerun_script=state).SerializeToString())
            said += read(reader) if not state.fragment_id else []
        said += answer(reader, "claims")
    assert not ran.exists()
    told = [each for each in said if each.HasField("new_session")]
    assert {each.new_session.main_script_path for each in told} == {str(ROOT / "briefing" / "ui" / "main.py")}
    pages = {page.page_name for each in said for page in each.navigation.app_pages}
    assert len(pages) == len(WAYS)
    assert [each for each in said if each.delta.new_element.HasField("exception")] == []
