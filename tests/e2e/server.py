"""A Streamlit app in a process of its own, started as a user starts it: for the tests, the pictures and the bench."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from tests import ROOT

PORT = "STREAMLIT_SERVER_PORT"
STARTING = 60.0  # seconds
PAUSE = 0.1  # seconds from one question after its health to the next
SKIPPED = "lifespan hooks will be skipped"  # as Streamlit says where they raise
ENDING = 10.0  # seconds that it has to end in by itself


@contextmanager
def served(
    log: Path, script: str = "dashboard.py", starting: float = STARTING, path: str = "", **environment: str
) -> Iterator[str]:
    """The address of the app, from when it is healthy until it is no longer wanted; nobody has visited it yet. It may
    stand under a path, such as ``/office``. What the environment has for the port is kept to, so that it can be started
    there again.

    Raises RuntimeError with what it said where it does not start in time.
    """
    port = int(environment.get(PORT) or free_port())
    options = {"server.port": port, "server.headless": "true", "browser.serverAddress": "localhost"}
    options |= {"server.baseUrlPath": path} if path else {}
    command = [sys.executable, "-m", "streamlit", "run", script]
    command += [word for name, value in options.items() for word in (f"--{name}", str(value))]
    given = {**os.environ, **environment}
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=given, stdout=out, stderr=out) as process:
        try:
            base = f"http://127.0.0.1:{port}{path}"
            if not _started(base, process, time.monotonic() + starting):
                raise RuntimeError(f"the dashboard did not start:\n{log.read_text(errors='replace')}")
            if SKIPPED in log.read_text(errors="replace"):
                raise RuntimeError(
                    "what is to be done at the start was not done; a layer stops what starts the process"
                )
            yield base
        finally:
            _end(process)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _started(base: str, process: subprocess.Popen[bytes], until: float) -> bool:
    while time.monotonic() < until:
        if _healthy(base):
            return True
        try:
            process.wait(PAUSE)  # one that has ended is seen at once
        except subprocess.TimeoutExpired:
            continue
        return False
    return False


def _healthy(base: str) -> bool:
    # A proxy set for the machine has no business between the test and its own server.
    try:
        with build_opener(ProxyHandler({})).open(f"{base}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except HTTPError as refusal:
        refusal.close()
        return False
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(ENDING)
    except subprocess.TimeoutExpired:
        process.kill()
