"""Firefox as its makers ship it, driven by WebDriver BiDi: Playwright drives only a Firefox of its own."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMED = "BRIEFING_FIREFOX"
NAMES = ("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
LISTENS = "WebDriver BiDi listening on "
PATIENCE = 60.0  # seconds for one command

# Nothing is fetched that the tests did not ask for, and no other host is ever found.
PREFERENCES = {
    "app.update.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 0,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


def find() -> str | None:
    """One that runs: that which BRIEFING_FIREFOX names, else the system's; None without any."""
    names = (os.environ[NAMED],) if NAMED in os.environ else NAMES
    return next((found for name in names if (found := shutil.which(name)) and _runs(found)), None)


def _runs(executable: str) -> bool:
    try:
        asked = subprocess.run([executable, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0 and "Firefox" in asked.stdout


class Tab:
    """One tab of a running Firefox."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection, self._ids = connection, count(1)
        self._command("session.new", capabilities={})
        self._context = self._command("browsingContext.getTree")["contexts"][0]["context"]

    def before_each_page(self, script: str) -> None:
        """Run this script in every page before its own."""
        self._command("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")

    def open(self, address: str) -> None:
        """Go to an address and wait until it has loaded."""
        self._command("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def ask(self, script: str) -> Any:
        """What a function or promise of the page comes to, as JSON carries it."""
        asked = f"async () => JSON.stringify(await ({script})() ?? null)"
        said = self._command(
            "script.callFunction",
            functionDeclaration=asked,
            awaitPromise=True,
            target={"context": self._context},
        )
        if said["type"] != "success":
            raise AssertionError(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])

    def _command(self, method: str, **params: Any) -> Any:
        number = next(self._ids)
        self._connection.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._connection.recv(timeout=PATIENCE))).get("id") != number:
            pass
        if answer["type"] == "error":
            raise AssertionError(f"{method}: {answer['error']}: {answer['message']}")
        return answer["result"]


@contextmanager
def opened(executable: str) -> Iterator[Tab]:
    """A Firefox with a profile of its own and nothing to see; it ends with the block."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
        Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
        command = [executable, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            try:
                with connect(f"{_address(process)}/session", proxy=None, max_size=None) as connection:
                    yield Tab(connection)
            finally:
                process.terminate()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if LISTENS in line:
            return line.split(LISTENS)[1].strip()
    raise AssertionError("Firefox ended before it could be driven.")
