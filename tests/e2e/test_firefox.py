"""The second engine that readers have: every page stands in Firefox, under the same policy, and asks nobody else."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.e2e import firefox
from tests.e2e.firefox import Tab
from tests.e2e.test_security import PAGES, SCRIPTS, WATCH

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("firefox")]

STANDS = """() => new Promise((resolve, reject) => {
  const patience = setTimeout(() => reject(new Error(`no page: ${document.body.innerText.slice(0, 300)}`)), 45000)
  const look = () => {
    const app = document.querySelector('[data-testid="stApp"]')
    const stands = app?.dataset.testScriptState === 'notRunning' && app.dataset.testConnectionState === 'CONNECTED'
      && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
      && document.querySelector('[data-testid="stMain"] h1, [data-testid="stMain"] h2')
    if (!stands) return setTimeout(look, 50)
    clearTimeout(patience)
    resolve(true)
  }
  look()
})"""
REFUSED = "() => window.refused"
ASKED = "() => performance.getEntriesByType('resource').map((each) => each.name)"
FAULTS = """() => [...document.querySelectorAll('[data-testid="stException"], [data-testid="stAlertContentError"]')]
  .map((each) => each.innerText)"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """A tab that keeps what the policy refuses. Where CI runs, a Firefox that is not there is a failure."""
    if (executable := firefox.find()) is None:
        (pytest.fail if "CI" in os.environ else pytest.skip)(
            "Firefox is not on this machine: apt-get install firefox-esr"
        )
    with firefox.opened(executable) as opened:
        opened.before_each_page(WATCH)
        yield opened


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_page_stands_in_firefox_and_needs_nothing_that_its_policy_refuses(tab: Tab, server: str, path: str) -> None:
    tab.open(server + path)
    assert tab.ask(STANDS)
    assert tab.ask(REFUSED) == []
    assert tab.ask(FAULTS) == []
    home = urlsplit(server).netloc
    asked = [urlsplit(each) for each in tab.ask(ASKED)]
    assert asked
    assert [
        each.geturl() for each in asked if each.scheme in {"http", "https", "ws", "wss"} and each.netloc != home
    ] == []


@pytest.mark.browser
def test_a_planted_script_does_not_run_in_firefox_and_calls_nobody(tab: Tab, server: str) -> None:
    tab.open(f"{server}/method")
    assert tab.ask(STANDS)
    tab.ask(SCRIPTS)
    tab.ask("() => { try { new WebSocket('ws://127.0.0.1:9/') } catch {} }")
    seen = tab.ask("""() => new Promise((resolve) => {
      const look = () => window.refused.length >= 3 ? resolve(window.refused) : setTimeout(look, 20)
      look()
    })""")
    assert tab.ask("() => window.ran") is None
    assert {each.split()[0] for each in seen} >= {"script-src-elem", "script-src-attr", "connect-src"}
