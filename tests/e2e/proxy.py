"""The files of ``deploy/`` in a real nginx before real processes: for the tests and for ``make load``."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests import ROOT
from tests.e2e.server import ENDING, free_port

DEPLOY = ROOT / "deploy"
PATH = "/contested"
COOKIE = "briefing_way"
MAIN = """\
daemon off;
pid {0}/pid;
error_log {0}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {0}/body;
  proxy_temp_path {0}/proxy;
  fastcgi_temp_path {0}/fastcgi;
  uwsgi_temp_path {0}/uwsgi;
  scgi_temp_path {0}/scgi;
  include {0}/conf.d/*.conf;
}}
"""
KEY = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost")


def find() -> str | None:
    """The nginx of this machine, which Debian keeps out of everybody's path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def arrange(folder: Path, bases: Sequence[str] = (), port: int = 0, plain: int = 0) -> Path:
    """A main file that includes those of ``deploy/``, moved to this folder and these ports and else unchanged."""
    subprocess.run(
        [*KEY, "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
        check=True,
        capture_output=True,
    )
    (folder / "conf.d").mkdir()
    for file in ("nginx.conf", "upstream.conf"):
        (folder / "conf.d" / file).write_text(_moved(file, folder, bases, port, plain), encoding="utf-8")
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder), encoding="utf-8")
    return main


def _moved(file: str, folder: Path, bases: Sequence[str], port: int, plain: int) -> str:
    text = (DEPLOY / file).read_text("utf-8")
    text = text.replace("/etc/ssl/briefing", str(folder)).replace("/var/log/nginx", str(folder))
    if port:
        text = re.sub(r"^\s*listen \[::\].*\n", "", text, flags=re.MULTILINE)
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{port} ").replace(
            "listen 80;", f"listen 127.0.0.1:{plain};"
        )
        text = text.replace("server_name briefing.example.org", "server_name localhost")
    if bases:
        servers = "".join(rf"    server {urlsplit(base).netloc}\g<how>" for base in bases)
        text = re.sub(r"(^    server 127[\d.:]+(?P<how>.*\n))+", servers, text, flags=re.MULTILINE)
    return text


@contextmanager
def proxied(folder: Path, bases: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The address over TLS, path and all, and the plain one that leads to it, while nginx stands before these."""
    port, plain = free_port(), free_port()
    main = arrange(folder, bases, port, plain)
    with subprocess.Popen([str(find()), "-c", str(main)], stderr=subprocess.PIPE) as process:
        try:
            _wait(process, folder / "pid")
            yield f"https://localhost:{port}{PATH}", f"http://localhost:{plain}{PATH}"
        finally:
            process.terminate()
            process.wait(ENDING)


def _wait(process: subprocess.Popen[bytes], stands: Path) -> None:
    while not stands.exists():
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        assert process.stderr is not None
        raise RuntimeError(f"nginx did not start:\n{process.stderr.read().decode(errors='replace')}")
