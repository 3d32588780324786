"""A server that says what it was told to, whatever it is asked."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


@contextmanager
def saying(answer: bytes) -> Iterator[int]:
    """The port of a server that answers the first request with these bytes."""

    def answered() -> None:
        line, _ = listening.accept()
        with line:
            line.recv(65536)
            line.sendall(answer)
            while line.recv(65536):
                pass  # and not a word more

    with socket.create_server(("127.0.0.1", 0)) as listening:
        speaker = Thread(target=answered)
        speaker.start()
        yield listening.getsockname()[1]
        speaker.join()
