"""The servers that answer for a layer in the tests beside DuckDB: PostgreSQL and the engine of ClickHouse."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests import ROOT
from tests.context import postgres
from tests.e2e.server import free_port


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL, where the system has one."""
    if (programs := postgres.find()) is None:
        pytest.skip("no PostgreSQL: apt-get install postgresql gives one")
    with postgres.running(programs) as address:
        yield address


@pytest.fixture(scope="session")
def clickhouse() -> Iterator[str]:
    """The address of ClickHouse's engine, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "tests.context.clickhouse", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield f"clickhouse://127.0.0.1:{port}/briefing"
        finally:
            process.kill()
