"""The name under which a file is served: with the hash of what is in it, so that a browser may keep it for good."""

import hashlib
from functools import lru_cache
from pathlib import Path

LENGTH = 12  # hexadecimal digits


@lru_cache(maxsize=64)
def fingerprinted(path: Path) -> str:
    """``lakes.1f9d5c0a77b2.geojson`` for lakes.geojson; other contents give another name.

    The file is read once: whoever changes it starts the application anew.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:LENGTH]
    return f"{path.stem}.{digest}{path.suffix}"
