"""TOML of a curator's hand, held to a measure before it is read: a key of thousands of parts takes tomllib a minute."""

import re
import tomllib
from typing import Any

LONGEST = 1 << 20  # letters; what people write by hand is a thousandth of it
MOST_PARTS = 32
PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
DEEP = re.compile(rf"(?<![\w-]){PART}(?:[ \t]*+\.[ \t]*+{PART}){{{MOST_PARTS}}}")


def parsed(written: str) -> dict[str, Any]:
    """What is written. Raises ValueError or RecursionError where it cannot be read, TOMLDecodeError with the place."""
    if len(written) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST:,} letters")
    if deep := DEEP.search(written):
        line = written.count("\n", 0, deep.start()) + 1
        raise ValueError(f"line {line} has a key of more than {MOST_PARTS} parts")
    return tomllib.loads(written)
