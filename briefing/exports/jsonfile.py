"""A value as JSON that is the same, byte for byte, whenever it is written."""

import json
from typing import Any


def jsonfile(value: Any, indent: int | None = 1) -> bytes:
    """UTF-8 with sorted keys and a line end. Raises ValueError for NaN, which JSON has not."""
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=indent, separators=separators, allow_nan=False)
    # Half of a surrogate pair, which UTF-8 cannot hold, becomes a question mark and no failure.
    return f"{text}\n".encode("utf-8", "replace")
