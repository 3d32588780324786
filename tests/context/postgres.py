"""A PostgreSQL of the tests' own, from the packages of the system."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.server import free_port

NOBODY = "nobody"  # it does not run as root


def find() -> str | None:
    """The folder of its programs, the newest where there are several; None where there is none."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    found = str(packaged[-1]) if packaged else shutil.which("initdb")
    return str(Path(found).parent) if found else None


@contextmanager
def running(programs: str) -> Iterator[str]:
    """The address of an empty database, which is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as made:
        port, rows = free_port(), f"{made}/rows"
        if os.geteuid() == 0:
            shutil.chown(made, NOBODY)
        _do(f"{programs}/initdb", "-D", rows, "-U", "briefing", "-A", "trust", "--no-sync", "--locale=C", "-E", "UTF8")
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        _do(f"{programs}/pg_ctl", "-D", rows, "-w", "-l", f"{made}/log", "-o", settings, "start")
        try:
            yield f"postgresql://briefing@127.0.0.1:{port}/postgres"
        finally:
            _do(f"{programs}/pg_ctl", "-D", rows, "-w", "-m", "immediate", "stop")


def _do(*command: str) -> None:
    user = ["runuser", "-u", NOBODY, "--"] if os.geteuid() == 0 else []
    subprocess.run([*user, *command], check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=60)
