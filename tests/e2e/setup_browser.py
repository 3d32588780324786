"""Finds the browsers for the tests, or installs them: ``python -m tests.e2e.setup_browser``."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.context import postgres
from tests.e2e import browser, firefox, proxy

WANTED = """\
The tests in a browser need Chrome or Chromium, and none could be installed. One of these gives one:
  apt-get install chromium                  (Debian, as root)
  python -m playwright install chromium     (anywhere else)
  BRIEFING_CHROMIUM=/path/to/chrome make test"""
COMPANIONS = (
    ("firefox-esr", firefox.find),
    ("nginx-light", proxy.find),
    ("postgresql", postgres.find),
)
APT_GET = "DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends"


def main() -> int:
    """0 once Chromium is there, 1 with advice when none can be had; its companions come along where they can."""
    found = browser.find()
    if found is None and browser.NAMED in os.environ:
        print(f"{browser.NAMED} names {os.environ[browser.NAMED]!r}, which does not run.", file=sys.stderr)
        return 1
    found = found or _install()
    if found is None:
        print(WANTED, file=sys.stderr)
        return 1
    print(f"Browser: {found}; {', '.join(_companion(*each) for each in COMPANIONS)}")
    return 0


def _companion(package: str, find: Callable[[], str | None]) -> str:
    if find() is None and _by_apt():
        subprocess.run(["sh", "-c", f"apt-get update -q && {APT_GET} {package}"])
    return find() or f"no {package}, so its tests are left out"


def _install() -> Path | None:
    for command in _commands():
        print("No browser found:", " ".join(command), flush=True)
        if subprocess.run(command).returncode == 0 and (found := browser.find()):
            return found
    return None


def _commands() -> Iterator[list[str]]:
    if _by_apt():
        yield ["sh", "-c", f"apt-get update -q && {APT_GET} chromium fonts-dejavu-core fonts-noto-core"]
    with_libraries = ["--with-deps"] if _root() and sys.platform == "linux" else []
    yield [sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"]


def _by_apt() -> bool:
    return _root() and shutil.which("apt-get") is not None


def _root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


if __name__ == "__main__":
    sys.exit(main())
