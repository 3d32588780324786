"""Signing in at a real provider, in a browser: let in, refused, expired, signed out, and the link kept meanwhile."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from playwright.sync_api import Browser, BrowserContext, Page, expect

from briefing.places import basemap
from briefing.ui import scripts
from tests import SMALL
from tests.e2e.server import free_port, served
from tests.e2e.test_security import socket, status
from tests.e2e.walk import settle

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sign-in")]

SECRET = "0123456789abcdef0123456789abcdef"
USER = "_streamlit_user"
LINK = "/claims?actor=varo&focus=c-varo-killed"
TITLE = "The reported death of Anton Varo"
STARTING = 30.0  # seconds
FLOOD = 30  # logins that strangers begin at once
SOON = 1.0  # seconds in which somebody else is answered meanwhile
LAKES, SCRIPT = basemap.address("/basemap", "lakes"), f"/scripts/{min(scripts.files())}"
PATHS = ("/", "/map", "/_stcore/host-config", LAKES, SCRIPT, "/media/a.pdf", "/static/index.html")
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{secret}"
client_id = "briefing"
client_secret = "invented"
server_metadata_url = "{provider}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid email", prompt = "login" }}

[access]
allow = ["ann@example.org"]
"""


@contextmanager
def provider(log: Path) -> Iterator[str]:
    """The address of an OpenID provider that knows Ann and Eve."""
    port = free_port()
    people = [{"sub": name, "email": f"{name}@example.org", "email_verified": True} for name in ("ann", "eve")]
    claims = [word for each in people for word in ("--user-claims", json.dumps(each))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--host", "127.0.0.1", "--port", str(port), *claims]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            _wait(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait(base: str) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        try:
            build_opener(ProxyHandler({})).open(base, timeout=5).close()
            return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError("the provider did not start")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard that lets in Ann alone."""
    folder = tmp_path_factory.mktemp("guarded")
    with provider(folder / "provider.log") as who:
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(secret=SECRET, provider=who), encoding="utf-8")
        given = {"BRIEFING_DOSSIER": str(SMALL), "STREAMLIT_SECRETS_FILES": str(secrets), "NO_PROXY": "127.0.0.1"}
        with served(folder / "log", "dashboard.py", STARTING, **given) as base:
            yield base


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's fresh browser."""
    with browser.new_context(locale="en-GB", timezone_id="UTC") as opened:
        yield opened


def sign_in(page: Page, base: str, name: str, path: str = LINK) -> None:
    """Open a link as a stranger and sign in at the provider."""
    page.goto(base + path)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name=name, exact=True).click()


def test_a_stranger_reaches_nothing(guarded: str) -> None:
    assert {status(guarded, path) for path in PATHS} == {401}
    assert status(guarded, "/_stcore/health") == 200
    with pytest.raises(Exception, match="403"):
        socket(guarded)


@pytest.mark.browser
def test_a_shared_link_is_there_after_signing_in_and_gone_after_signing_out(
    reader: BrowserContext, guarded: str
) -> None:
    page = reader.new_page()
    page.goto(guarded + LINK)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert TITLE not in page.content()
    sign_in(page, guarded, "ann")
    settle(page)
    assert "/claims?" in page.url
    assert "actor=varo" in page.url
    expect(page.get_by_text("Signed in as ann@example.org")).to_be_visible()
    cookies = {each["name"]: each for each in reader.cookies(guarded)}
    assert not [name for name in cookies if "tokens" in name]
    assert cookies[USER]["httpOnly"]
    assert cookies[USER]["expires"] < time.time() + 9 * 3600
    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url(lambda url: "/claims" not in url)
    reader.add_cookies([{"name": USER, "value": cookies[USER]["value"], "url": guarded}])  # kept by whoever took it
    page.goto(guarded + LINK)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.browser
def test_who_is_not_on_the_list_is_told_who_they_are(reader: BrowserContext, guarded: str) -> None:
    page = reader.new_page()
    sign_in(page, guarded, "eve")
    expect(page.get_by_role("heading", name="You may not enter")).to_be_visible()
    expect(page.get_by_text("eve@example.org")).to_be_visible()
    assert TITLE not in page.content()


@pytest.mark.browser
def test_a_session_that_is_over_has_to_sign_in_again(reader: BrowserContext, guarded: str) -> None:
    page = reader.new_page()
    sign_in(page, guarded, "ann")
    settle(page)
    (cookie,) = [each for each in reader.cookies(guarded) if each["name"] == USER]
    reader.add_cookies([{"name": USER, "value": aged(cookie["value"]), "url": guarded}])
    page.goto(guarded + LINK)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.browser
def test_a_page_that_is_open_when_its_session_ends_leads_to_signing_in(reader: BrowserContext, guarded: str) -> None:
    page, other = reader.new_page(), reader.new_page()
    sign_in(page, guarded, "ann")
    settle(page)
    other.goto(guarded)
    other.get_by_role("link", name="Sign out").click()
    page.get_by_role("link", name="Claims").first.click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert "/claims" in page.url


@contextmanager
def flooded(base: str) -> Iterator[set[int]]:
    """Strangers who begin many logins at once, and again as long as it lasts; what they were answered."""
    host, port = urlsplit(base).hostname, urlsplit(base).port
    begun = begin(HTTPConnection(str(host), port, timeout=STARTING), "/sign-in?next=/map")[1]
    over, answers = threading.Event(), set[int]()

    def stranger(_: int) -> None:
        while not over.is_set():
            answers.add(begin(HTTPConnection(str(host), port, timeout=STARTING), f"/{begun}")[0])

    with ThreadPoolExecutor(FLOOD) as strangers:
        flood = strangers.map(stranger, range(FLOOD))
        try:
            yield answers
        finally:
            over.set()
            list(flood)


def begin(connection: HTTPConnection, path: str) -> tuple[int, str]:
    """The status of an answer, and where it leads."""
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("location", "")


@pytest.mark.browser
def test_strangers_who_begin_many_logins_keep_nobody_waiting(reader: BrowserContext, guarded: str) -> None:
    page, waited = reader.new_page(), []
    with flooded(guarded) as answers:
        for _ in range(20):
            then = time.monotonic()
            assert status(guarded, "/_stcore/health") == 200
            waited.append(time.monotonic() - then)
        sign_in(page, guarded, "ann")
        settle(page)
        expect(page.get_by_text("Signed in as ann@example.org")).to_be_visible()
    assert max(waited) < SOON
    assert answers == {302}


def aged(cookie: str) -> str:
    """A cookie as if it had been given nine hours ago."""

    class Then(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - 9 * 3600

    said: Any = URLSafeTimedSerializer(SECRET, salt=USER).loads(cookie)
    return str(URLSafeTimedSerializer(SECRET, salt=USER, signer=Then).dumps(said))
