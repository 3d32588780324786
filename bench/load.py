"""How many readers a deployment carries, by clients that speak a page's own messages, beside an empty app (make load).

They are not browsers: what a browser draws costs the reader's machine and is measured by ``python -m bench``. A change
here is another address on the same page or the next one, as a link gives it. One reader has walked every page and every
address before the rest come, so that what is read once for all is not counted as theirs. Several processes stand
behind nginx as ``deploy/`` sets it up. Loopback only, bounded in number and time.
"""

import argparse
import asyncio
import random
import secrets
import ssl
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from briefing.view.ways import WAYS
from tests.e2e.proxy import COOKIE, proxied
from tests.e2e.server import served

RESULTS = Path(__file__).with_name("load.md")
MOST, LONGEST = 100, 300.0  # viewers, and seconds that they stay
MOST_CHANGES, LOOKS = 50_000, 10  # of a soak, and how often its memory is read
ANSWERED = 120.0  # seconds after which an answer is none
SEED = 20170418
ADDRESSES = (
    ("", ""),
    ("", "actor=khalimov"),
    ("claims", "actor=khalimov"),
    ("claims", "asof=2017-04-18"),
    ("map", "asof=2017-04-18"),
    ("map", "region=iraq"),
    ("timeline", "region=iraq"),
    ("sources", ""),
)
PAGES = tuple(("" if name == "brief" else name, "") for name, _ in WAYS)
PLAIN = (("", ""), ("second", ""))


@dataclass
class Waits:
    """Seconds that viewers waited for their first view and for each change, and how many got no answer."""

    first: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Site:
    """Where readers ask, and the processes that answer."""

    base: str
    behind: tuple[str, ...]

    def connect(self) -> connect:
        """A connection of a reader's own, who stays with one process."""
        parts = urlsplit(self.base)
        secure = parts.scheme == "https"
        home = f"{'wss' if secure else 'ws'}://{parts.netloc}{parts.path}/_stcore/stream"
        return connect(
            home,
            origin=Origin(f"{parts.scheme}://{parts.netloc}"),
            additional_headers={"Cookie": f"{COOKIE}={secrets.token_hex(16)}"},
            ssl=_trusting() if secure else None,
            proxy=None,
            max_size=None,
            open_timeout=ANSWERED,
        )

    def processor(self) -> float:
        """Seconds of processor that the processes have taken."""
        return sum(processor(base) for base in self.behind)

    def memory(self) -> float:
        """Resident memory of the processes in MB."""
        return sum(memory(base) for base in self.behind)


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@contextmanager
def site(app: str, processes: int) -> Iterator[Site]:
    """So many fresh processes of an app, behind nginx where there are several."""
    script = "dashboard.py" if app == "dashboard" else "bench/empty.py"
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        behind = tuple(running.enter_context(served(folder / f"log-{each}", script)) for each in range(processes))
        base = running.enter_context(proxied(folder, behind))[0] if processes > 1 else behind[0]
        yield Site(base, behind)


@dataclass(frozen=True, slots=True)
class Load:
    """What came out of one run."""

    app: str
    processes: int
    viewers: int
    think: float
    waits: Waits
    cpu: float  # seconds of processor for each change, first views left out
    memory: tuple[float, float, float, float]  # MB at the start, after one reader, with all of them, after they left


async def _answer(connection: ClientConnection, page: str, query: str) -> None:
    """Ask for a page and read on until its script has run."""
    asked = BackMsg(rerun_script=ClientState(page_name=page, query_string=query))
    await connection.send(asked.SerializeToString())
    while not ForwardMsg.FromString(await connection.recv(decode=False)).HasField("script_finished"):
        pass


async def _timed(connection: ClientConnection, page: str, query: str) -> float:
    begun = time.monotonic()
    async with asyncio.timeout(ANSWERED):
        await _answer(connection, page, query)
    return time.monotonic() - begun


async def _walk(base: str, ways: Sequence[tuple[str, str]]) -> None:
    async with Site(base, (base,)).connect() as connection:
        for way in ways:
            await _timed(connection, *way)


async def _viewer(
    asked: Site,
    ways: Sequence[tuple[str, str]],
    think: float,
    all_in: asyncio.Barrier,
    until: list[float],
    waits: Waits,
    chance: random.Random,
) -> None:
    """One reader: a first view, and once all are in, a change after each think time."""
    async with asked.connect() as connection:
        waits.first.append(await _timed(connection, *ways[0]))
        await all_in.wait()
        while True:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
            if time.monotonic() > until[0]:
                return
            try:
                waits.change.append(await _timed(connection, *chance.choice(ways[1:])))
            except TimeoutError:
                waits.lost += 1
                return


async def _run(
    asked: Site, ways: Sequence[tuple[str, str]], viewers: int, think: float, seconds: float
) -> tuple[Waits, float]:
    """The waits of so many viewers, and the seconds of processor that their changes took."""
    waits, all_in, until = Waits(), asyncio.Barrier(viewers + 1), [0.0]
    tasks = [
        asyncio.create_task(_viewer(asked, ways, think, all_in, until, waits, random.Random(SEED + number)))
        for number in range(viewers)
    ]
    until[0] = time.monotonic() + ANSWERED + seconds
    await all_in.wait()
    until[0], before = time.monotonic() + seconds, asked.processor()
    await asyncio.sleep(seconds)
    spent = asked.processor() - before
    await asyncio.gather(*tasks)
    return waits, spent


def process(base: str) -> int:
    """The process that serves an address, by the port on its command line."""
    port = str(urlsplit(base).port)
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = path.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "streamlit" in words and port in words:
            return int(path.parent.name)
    raise RuntimeError(f"no process serves port {port}")


def processor(base: str) -> float:
    """Seconds of processor that the process behind an address has taken."""
    fields = Path(f"/proc/{process(base)}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def memory(base: str) -> float:
    """Resident memory in MB of the process behind an address."""
    text = Path(f"/proc/{process(base)}/status").read_text()
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


def load(app: str, processes: int, viewers: int, think: float, seconds: float, after: float) -> Load:
    """One run against fresh processes."""
    ways = ADDRESSES if app == "dashboard" else PLAIN
    with site(app, processes) as asked:
        started = asked.memory()
        for base in asked.behind:
            asyncio.run(_walk(base, (*PAGES, *ways) if app == "dashboard" else ways))
        walked = asked.memory()
        waits, spent = asyncio.run(_run(asked, ways, viewers, think, seconds))
        full = asked.memory()
        time.sleep(after)
        spans = (started, walked, full, asked.memory())
        return Load(app, processes, viewers, think, waits, spent / max(len(waits.change), 1), spans)


async def _soak(asked: Site, viewers: int, changes: int) -> list[float]:
    """The memory at the start and after each part of so many changes, by readers who never think."""
    chance = random.Random(SEED)
    memories = [asked.memory()]

    async def reader(number: int) -> None:
        async with asked.connect() as connection:
            for _ in range(number):
                await _timed(connection, *chance.choice(ADDRESSES))

    for _ in range(LOOKS):
        await asyncio.gather(*(reader(changes // LOOKS // viewers) for _ in range(viewers)))
        memories.append(asked.memory())
        print(f"{memories[-1]:.0f} MB", flush=True)
    return memories


def soak(viewers: int, changes: int) -> str:
    """What the memory of one process did under so many changes, as a sentence."""
    with site("dashboard", 1) as asked:
        asyncio.run(_walk(asked.base, (*PAGES, *ADDRESSES)))
        found = asyncio.run(_soak(asked, viewers, changes))
    seen = ", ".join(f"{each:.0f}" for each in found)
    return f"A soak of {changes:,} changes by {viewers} readers at a time, who left ten times: {seen} MB."


def row(found: Load) -> str:
    """A run as a line of the table."""
    waits = " | ".join(
        f"{median(each):.2f} | {late(each):.2f}" for each in (found.waits.first, found.waits.change or [0.0])
    )
    start, walked, full, left = found.memory
    changes = f"{len(found.waits.change)}" + (f", {found.waits.lost} lost" if found.waits.lost else "")
    return (
        f"| {found.app} | {found.processes} | {found.viewers} | {found.think:g} | {waits} | {changes} "
        f"| {found.cpu:.3f} "
        f"| {start:.0f} | {walked:.0f} | {full:.0f} | {(full - walked) / found.viewers:.1f} | {left:.0f} |"
    )


def late(waits: Sequence[float]) -> float:
    """The wait that one in twenty exceeds."""
    return quantiles(waits, n=20, method="inclusive")[-1] if len(waits) > 1 else waits[0]


COLUMNS = (
    *("app", "processes", "viewers", "think (s)", "first p50 (s)", "first p95", "change p50", "change p95", "changes"),
    *("CPU each (s)", "MB started", "MB after one", "MB with all", "MB each", "MB after"),
)
HEAD = f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}"


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, nargs="+", default=[10, 50])
    parser.add_argument("--think", type=float, nargs="+", default=[3.0, 15.0])
    parser.add_argument("--seconds", type=float, default=45.0, help="how long they stay once all are in")
    parser.add_argument("--after", type=float, default=30.0, help="how long to wait after they left")
    parser.add_argument("--processes", type=int, nargs="+", default=[1], help="more than one need nginx")
    parser.add_argument(
        "--soak", type=int, default=0, metavar="CHANGES", help="so many changes at the end, without pause"
    )
    args = parser.parse_args()
    if not all(0 < each <= MOST for each in args.viewers) or not 0 < args.seconds <= LONGEST:
        parser.error(f"up to {MOST} viewers and {LONGEST:g} seconds are wanted")
    if not all(0 < each <= 8 for each in args.processes) or not 0 <= args.soak <= MOST_CHANGES:
        parser.error(f"up to 8 processes and {MOST_CHANGES:,} changes are wanted")
    runs = [
        (app, processes, viewers, think, args.seconds, args.after)
        for processes in args.processes
        for viewers in args.viewers
        for think in args.think
        for app in (("dashboard", "empty") if processes == 1 else ("dashboard",))
    ]
    lines = [HEAD]
    print(HEAD)
    for run in runs:
        lines.append(row(load(*run)))
        print(lines[-1], flush=True)
    if args.soak:
        lines += ["", soak(min(args.viewers), args.soak)]
        print(lines[-1])
    told = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}, {args.seconds:g} s each, memory after one reader who saw every "
        f"page and {args.after:g} s after the others left."
    )
    RESULTS.write_text("\n".join(["# Load", "", told, "", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
