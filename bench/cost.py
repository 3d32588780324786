"""What a reader's action costs beside the wait: messages, their bytes, and the processor time of the browser."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, WebSocket

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Messages that the server sent, their bytes before they are compressed, and milliseconds of the processor."""

    messages: int = 0
    bytes: int = 0
    cpu: float = 0.0


class Meter:
    """Counts what the server sends to a page. It is made before the page is visited, and read after each action."""

    def __init__(self, page: Page) -> None:
        self.messages = self.bytes = 0
        self.spent = browser_cpu()
        page.on("websocket", self._listen)

    def read(self) -> Cost:
        """What it cost since it was last read. The browser is counted whole, so no other page is to be busy."""
        found = Cost(self.messages, self.bytes, (browser_cpu() - self.spent) * 1000)
        self.messages = self.bytes = 0
        self.spent = browser_cpu()
        return found

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, frame: Any) -> None:
        self.messages += 1
        self.bytes += len(frame if isinstance(frame, bytes) else frame.encode())


def browser_cpu() -> float:
    """Seconds of the processor that the browser has taken so far."""
    return spent()[0]


def spent() -> tuple[float, float]:
    """Seconds of the processor that the browser and the server, children of this process, have taken."""
    family, found = {os.getpid()}, [0.0, 0.0]
    for number in sorted(int(path.name) for path in Path("/proc").glob("[0-9]*")):
        try:
            command = Path(f"/proc/{number}/cmdline").read_text()
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[1]) in family:
            family.add(number)
            if "chrom" in command or "streamlit" in command:
                found["streamlit" in command] += (int(fields[11]) + int(fields[12])) / TICKS
    return found[0], found[1]
