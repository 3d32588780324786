"""The files of ``deploy/`` as readers meet them: two real processes behind nginx, over TLS, under a path."""

import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from briefing.places import basemap
from briefing.ui.server.files import FOR_GOOD
from tests.e2e.proxy import COOKIE, PATH, find, proxied
from tests.e2e.server import served
from tests.e2e.walk import Traffic, open_page

pytestmark = [
    pytest.mark.skipif(not find(), reason="nginx is not on this machine: apt-get install nginx-light"),
    pytest.mark.slow,
    pytest.mark.xdist_group("proxy"),
]

DEEP = "/claims?actor=khalimov&asof=2017-04-18"
FLOOD, AT_ONCE = 400, 4
HANDSHAKE = {
    "Upgrade": "websocket",
    "Connection": "Upgrade",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
SIGNING = 100  # requests to sign in, fewer than a page may ask for at once


@pytest.fixture(scope="module")
def stands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, Path]]:
    """The address of the site, the plain one that leads to it, and the folder where nginx keeps its logs."""
    folder = tmp_path_factory.mktemp("nginx")
    with ExitStack() as running:
        bases = [running.enter_context(served(folder / f"log-{number}")) for number in range(2)]
        base, plain = running.enter_context(proxied(folder, bases))
        yield base, plain, folder


@pytest.fixture(scope="module")
def site(stands: tuple[str, str, Path]) -> tuple[str, Path]:
    """The address of the site, and the folder where nginx keeps its logs."""
    return stands[0], stands[2]


@pytest.fixture
def reader(browser: Browser, site: tuple[str, Path], traffic: Traffic) -> Iterator[Page]:
    """A page of a fresh reader, who takes the certificate as it is."""
    with browser.new_context(ignore_https_errors=True, service_workers="block") as context, traffic.of(context):
        yield context.new_page()
    assert traffic.foreign(site[0]) == []


def connection(base: str) -> HTTPSConnection:
    """A connection to the site that takes its certificate as it is."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    return HTTPSConnection(urlsplit(base).netloc, context=trusting, timeout=30)


def ask(connected: HTTPConnection, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """The status and the headers of the answer to one request."""
    connected.request("GET", PATH + path, headers=headers)
    answer = connected.getresponse()
    answer.read()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def get(base: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """The same on a connection of its own."""
    with closing(connection(base)) as connected:
        return ask(connected, path, **headers)


def flood(base: str) -> list[int]:
    """The statuses of many requests in a row, as quick as they are answered."""
    with closing(connection(base)) as connected:
        return [ask(connected, "/_stcore/health")[0] for _ in range(FLOOD)]


@pytest.mark.browser
def test_a_deep_link_opens_behind_the_proxy(reader: Page, site: tuple[str, Path]) -> None:
    open_page(reader, site[0], DEEP)
    assert urlsplit(reader.url).path == f"{PATH}/claims"
    expect(reader.get_by_text("18 April 2017").first).to_be_visible()


@pytest.mark.browser
def test_files_come_every_time_since_a_reader_stays_with_one_process(reader: Page, site: tuple[str, Path]) -> None:
    for _ in range(3):
        reader.context.clear_cookies()
        open_page(reader, site[0], "/sources")
        reader.get_by_role("button", name="Share").click()
        with reader.expect_download() as download:
            reader.get_by_role("button", name="JSON").first.click()
        assert download.value.path().stat().st_size > 0


def test_the_word_that_keeps_a_reader_is_given_once(site: tuple[str, Path]) -> None:
    _, given = get(site[0], "/")
    word = given["set-cookie"].partition(";")[0]
    assert word.startswith(f"{COOKIE}=")
    assert {"Secure", "HttpOnly"} <= {each.strip() for each in given["set-cookie"].split(";")}
    assert "set-cookie" not in get(site[0], "/", Cookie=word)[1]


@pytest.mark.parametrize("name", ["localhost", "evil.example"])
def test_who_comes_without_tls_is_sent_to_the_site_under_no_other_name_than_its_own(
    stands: tuple[str, str, Path], name: str
) -> None:
    with closing(HTTPConnection(urlsplit(stands[1]).netloc, timeout=30)) as connected:
        status, given = ask(connected, "/map?actor=x", Host=name)
    assert (status, given["location"]) == (301, f"https://localhost{PATH}/map?actor=x")


@pytest.mark.browser
def test_an_address_that_is_no_page_leads_back_to_the_site(reader: Page, site: tuple[str, Path]) -> None:
    reader.goto(f"{site[0]}/timelin")
    reader.get_by_role("link", name="Timeline").first.click()
    reader.wait_for_url(f"{site[0]}/timeline")


def test_the_site_says_that_it_is_to_be_asked_over_tls_alone(site: tuple[str, Path]) -> None:
    assert get(site[0], "/")[1]["strict-transport-security"] == "max-age=31536000"


def test_a_layer_of_the_map_is_asked_for_once(site: tuple[str, Path]) -> None:
    for name in basemap.files():
        status, given = get(site[0], f"/basemap/{name}")
        assert (status, given["cache-control"]) == (200, FOR_GOOD)


@pytest.mark.parametrize(
    ("takes", "is_packed"),
    [("gzip", True), ("deflate gzip", True), ("gzip;q=0.5, br", True), ("gzip; q=0", False), ("identity", False)],
)
def test_a_file_is_packed_once_however_a_browser_says_that_it_takes_it(
    site: tuple[str, Path], takes: str, is_packed: bool
) -> None:
    name = next(iter(basemap.files()))
    given = get(site[0], f"/basemap/{name}", **{"Accept-Encoding": takes})[1]
    assert given.get("content-encoding") == ("gzip" if is_packed else None)
    assert "content-length" in given  # what nginx packs on the way has none


def test_the_log_keeps_no_query(site: tuple[str, Path]) -> None:
    get(site[0], DEEP)
    written = "".join(each.read_text() for each in site[1].glob("briefing*.log"))
    assert f"{PATH}/claims" in written
    assert "khalimov" not in written


def test_what_is_too_much_of_a_flood_from_one_address_is_refused(site: tuple[str, Path]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = {status for each in pool.map(flood, [site[0]] * AT_ONCE) for status in each}
    assert answers == {200, 429}


@pytest.mark.parametrize("path", ["/sign-in", "/auth/login?provider=x", "/oauth2callback?state=x"])
def test_of_signing_in_less_is_taken_from_one_address_than_of_pages(site: tuple[str, Path], path: str) -> None:
    with closing(connection(site[0])) as connected:
        assert 429 in [ask(connected, path)[0] for _ in range(SIGNING)]
        assert ask(connected, "/_stcore/health")[0] == 200


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/_stcore/stream", {**HANDSHAKE, "Content-Length": "5"}),
        (f"/map/?{'x' * 7000}", {}),
        (f"/sign-in?next=/map?{'%22' * 1900}", {}),
        ("/", {"Host": "x" * 6000}),
    ],
    ids=["a handshake with a body", "a long way back", "a long address to keep", "a long name"],
)
def test_what_one_asks_puts_no_process_out_for_the_others(
    site: tuple[str, Path], path: str, more: dict[str, str]
) -> None:
    for _ in range(8):
        with closing(connection(site[0])) as connected:
            connected.request("GET", PATH + path, body="hello" if "Content-Length" in more else None, headers=more)
            assert connected.getresponse().status != 502
    assert {get(site[0], "/_stcore/health")[0] for _ in range(8)} == {200}
