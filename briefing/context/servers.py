"""PostgreSQL and ClickHouse as those who answer: a connection for each question, none of them open while nobody asks.

Answers are kept by whoever asks, so that a connection for each question costs little; and a server that was
restarted, or came later than the dashboard, is asked again as if nothing had been.
"""

import logging
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Timer
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

from briefing.context.engine import PATIENCE, EngineError
from briefing.context.queries import Query

LOG = logging.getLogger(__name__)
TO_CONNECT = 3  # seconds
EMPTY = "the server has no layer; `python -m briefing context put` puts one there"
UNREAD = (
    "the address of the server cannot be read; scheme://user:word@host:port/database is wanted, "
    "and in a name or word %2F for a slash, %3A for a colon, %40 for an at sign and so on"
)
SCHEMES = ("postgresql", "postgres", "clickhouse")


def is_server(address: str) -> bool:
    """Whether it is the address of a server that this can ask, and no path."""
    return address.startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def server(address: str) -> "Postgres | ClickHouse":
    """Who answers at an address. Nothing is asked as yet.

    Raises ValueError where the address cannot be read, and quotes nothing of it.
    """
    there = ClickHouse(address) if address.startswith("clickhouse") else Postgres(address)
    try:
        address.encode()
        for host in there.hosts():
            host.encode("idna")
    except ValueError:
        raise ValueError(UNREAD) from None
    return there


@dataclass(frozen=True, slots=True)
class Postgres:
    """PostgreSQL at an address such as postgresql://reader@host/database, asked in transactions that only read."""

    address: str = field(repr=False)  # it may hold a password
    patience: float = PATIENCE
    monthly: ClassVar[bool] = True

    def hosts(self) -> tuple[str, ...]:
        """Where it may stand, by name or number. Raises ValueError where the address cannot be read."""
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict

        try:
            named = str(conninfo_to_dict(self.address).get("host", ""))
        except ProgrammingError as fault:
            raise ValueError from fault
        # Those that begin so are files of the machine.
        return tuple(host for host in named.split(",") if not host.startswith(("/", "@")))

    def ask(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of the answer. Raises EngineError with a sentence."""
        import psycopg

        limits = f"-c statement_timeout={int(self.patience * 1000)} -c default_transaction_read_only=on"
        given_up = Event()
        try:
            with (
                psycopg.connect(
                    self.address, connect_timeout=TO_CONNECT, options=limits, autocommit=True
                ) as connection,
                _cut(connection.fileno(), self.patience + 1, given_up),
            ):
                return connection.execute(_marked(query.text), query.values).fetchall()
        except psycopg.errors.QueryCanceled:
            raise EngineError(_late(self.patience)) from None
        except psycopg.errors.UndefinedTable:
            raise EngineError(EMPTY) from None
        except psycopg.DataError as fault:  # a day that no calendar of Python has arrives, and is not taken
            raise (_refused if fault.sqlstate else _untaken)("PostgreSQL", fault) from None
        except psycopg.Error as fault:
            if given_up.is_set():
                raise EngineError(_late(self.patience)) from None
            raise (_refused("PostgreSQL", fault) if fault.sqlstate else _unreached("PostgreSQL", fault)) from None


def _marked(text: str) -> Any:
    return text.replace("?", "%s")  # no question has a per cent sign of its own


@contextmanager
def _cut(number: int, patience: float, given_up: Event) -> Iterator[None]:
    """A server that stands still keeps no time limit of its own, so its line is cut."""
    line = socket.socket(fileno=os.dup(number))

    def cut() -> None:
        given_up.set()
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    clock = Timer(patience, cut)
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        clock.join()  # it is over before its line is closed
        line.close()


@dataclass(frozen=True, slots=True)
class ClickHouse:
    """ClickHouse over HTTP at an address such as clickhouse://reader:word@host:8123/database; ``?secure=1`` for TLS."""

    address: str = field(repr=False)  # it may hold a password
    patience: float = PATIENCE
    monthly: ClassVar[bool] = True

    @property
    def home(self) -> str:
        """Where it is asked. Raises ValueError where the address cannot be read."""
        parts = urlsplit(self.address)
        scheme = "https" if parse_qs(parts.query).get("secure") == ["1"] else "http"
        port = parts.port or (8443 if scheme == "https" else 8123)
        host = parts.hostname or ""
        return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}/"

    def hosts(self) -> tuple[str, ...]:
        """Where it stands, by name or number. Raises ValueError where the address cannot be read."""
        return (urlsplit(self.home).hostname or "",)

    def ask(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of the answer. Raises EngineError with a sentence."""
        import httpx

        text, given = _named(query)
        limits = {"readonly": "2", "max_execution_time": f"{self.patience:g}"}
        try:
            answer = self.sent(f"{text} FORMAT JSONCompact".encode(), {**SETTINGS, **limits, **given})
        except httpx.TimeoutException:
            raise EngineError(_late(self.patience)) from None
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise _unreached("ClickHouse", fault) from None
        if answer.status_code != 200:
            raise _fault(answer.text, self.patience)
        return _rows(answer)

    def sent(self, body: Any, given: Mapping[str, str], patience: float | None = None) -> Any:
        """What the server answers to a statement. Raises the errors of httpx."""
        import httpx

        parts = urlsplit(self.address)
        user, word = unquote(parts.username or "default"), unquote(parts.password or "")
        return httpx.post(
            self.home,
            params={"database": parts.path.strip("/") or "default", **given},
            content=body,
            auth=(user, word),
            timeout=httpx.Timeout(patience or self.patience + 1, connect=TO_CONNECT),
            trust_env=False,  # a proxy of the surroundings is none for a server of the house
        )


SETTINGS = {
    "cast_keep_nullable": "1",
    "prefer_column_name_to_alias": "1",
    "output_format_json_quote_64bit_integers": "0",
}
"""Under these it takes the same SQL as the others: what is empty stays so, and a sum may be named as its column is."""

KINDS: Mapping[type, str] = {int: "Int64", float: "Float64", str: "String", date: "Date32"}


def _named(query: Query) -> tuple[str, dict[str, str]]:
    """ClickHouse takes values by name, with their types in the text."""
    first, *rest = query.text.split("?")
    pairs = enumerate(zip(query.values, rest, strict=True))
    marks = [f"{{p{place}:{KINDS[type(value)]}}}{part}" for place, (value, part) in pairs]
    return first + "".join(marks), {f"param_p{place}": escaped(value) for place, value in enumerate(query.values)}


def escaped(value: object) -> str:
    """Values are read as TAB-separated text."""
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def _rows(answer: Any) -> list[tuple[Any, ...]]:
    try:
        found = answer.json()
        days = ["Date" in column["type"] for column in found["meta"]]
        return [tuple(map(_value, row, days)) for row in found["data"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise EngineError("ClickHouse: the answer breaks off") from None


def _value(cell: Any, is_day: bool) -> Any:
    """What of a day cannot be read as one stays as it is, for whoever asks to name its column."""
    try:
        return date.fromisoformat(cell) if is_day and cell is not None else cell
    except ValueError:
        return cell


def _fault(text: str, patience: float) -> EngineError:
    if "TIMEOUT_EXCEEDED" in text:
        return EngineError(_late(patience))
    if "UNKNOWN_TABLE" in text:
        return EngineError(EMPTY)
    return _refused("ClickHouse", text)


def _unreached(name: str, fault: object) -> EngineError:
    return _kept(f"{name} does not answer", fault)


def _refused(name: str, fault: object) -> EngineError:
    return _kept(f"{name} refuses the question", fault)


def _untaken(name: str, fault: object) -> EngineError:
    return _kept(f"{name} has a value that cannot be read", fault)


def _kept(said: str, fault: object) -> EngineError:
    """Readers learn that there is no answer; why, with names of hosts and tables, is for whoever keeps the server."""
    LOG.warning("%s: %s", said, first(fault)[:300])
    return EngineError(said)


def _late(patience: float) -> str:
    return f"no answer came within {patience:g} seconds"


def first(said: object) -> str:
    """The first line of what a server or its driver says, of which the others are for who wrote them."""
    return (str(said).strip().splitlines() or ["without a word"])[0]
