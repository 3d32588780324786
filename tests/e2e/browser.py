"""The Chrome or Chromium of this machine."""

import os
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMED = "BRIEFING_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A request to any other host fails at once, and is seen.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
)


def find() -> Path | None:
    """One that runs: that which BRIEFING_CHROMIUM names, else the system's, else Playwright's; None without any."""
    if named := os.environ.get(NAMED):
        return _path(named)
    return next((path for name in (*NAMES, *MACOS) if (path := _path(name))), None) or _path(_playwrights())


def _path(name: str) -> Path | None:
    found = shutil.which(name)
    return Path(found) if found and _runs(found) else None


def _runs(executable: str) -> bool:
    # Ubuntu's chromium-browser is a script that only asks for a snap; a snap's Chromium cannot read /tmp.
    if Path(executable).resolve().name == "snap":
        return False
    try:
        asked = subprocess.run([executable, "--version"], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0 and "Chrom" in asked.stdout


def _playwrights() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path
