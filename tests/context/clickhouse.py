"""ClickHouse's engine behind the HTTP interface of its server: ``python -m tests.context.clickhouse PORT``.

The engine is the one of the package chdb; the server of that name is in no registry of Python. What is ours here is the
way from a request to the engine: its values, its settings, and Parquet files in the body of an INSERT.
"""

import sys
import tempfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

from chdb.session import Session

OURS = ("query", "database", "readonly")  # the engine would keep ``readonly`` for good


class Asked(BaseHTTPRequestHandler):
    """One request after the other."""

    session: Session

    def do_POST(self) -> None:
        """Answer a statement, with 500 and its words where the engine refuses it."""
        given = dict(parse_qsl(urlsplit(self.path).query))
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            status, said = 200, self.told(given, body)
        except Exception as fault:  # whatever the engine raises, a server says
            status, said = 500, str(fault).encode()
            self.session.query("SELECT 1")  # what a broken question leaves behind comes out with the next answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def told(self, given: dict[str, str], body: bytes) -> bytes:
        """What the engine answers."""
        values = {name.removeprefix("param_"): value for name, value in given.items() if name.startswith("param_")}
        settings = [f"{name} = {value}" for name, value in given.items() if name not in OURS and "param_" not in name]
        if insert := given.get("query"):
            with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
                file.write(body)
                file.flush()
                statement = insert.replace("FORMAT Parquet", f"SELECT * FROM file('{file.name}', Parquet)")
                return bytes(self.session.query(statement, "TSV").bytes())
        statement, _, form = body.decode().partition(" FORMAT ")
        limited = f"{statement} SETTINGS {', '.join(settings)}" if settings else statement
        return bytes(self.session.query(limited, form or "TSV", params=values).bytes())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    Asked.session = Session()
    Asked.session.query("CREATE DATABASE briefing")
    Asked.session.query("USE briefing")
    print("ready", flush=True)
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Asked).serve_forever()
