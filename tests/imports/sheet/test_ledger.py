"""The ledger of a dossier, spoiled: a sentence with what to do, never a wait or a traceback."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.imports.sheet.ledger import FILE, Ledger, read


def spoilt(path: Path, id: str = "e-fire", **cells: object) -> None:
    """A ledger of one event, with these cells in place of sound ones."""
    told = {"sheet": "rows", "title": "A fire", "date": "2024", "place": "Tirmiz", "urls": [], "own": []}
    path.write_text(json.dumps({"events": {id: told | cells}, "rows": {}}))


SPOILED: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a loop of links": lambda path: path.symlink_to(path.name),
    "a folder": lambda path: path.mkdir(),
    "brackets without end": lambda path: path.write_text("[" * 200_000),
    "a number without end": lambda path: path.write_text("9" * 10_000),
    "another kind": lambda path: path.write_text('{"events": 5}'),
    "an address that is no text": lambda path: spoilt(path, urls=[5]),
    "an id that is no text": lambda path: spoilt(path, own=[None]),
    "a title that is no text": lambda path: spoilt(path, title=[]),
    "a place that is no text": lambda path: spoilt(path, place={}),
    "an event without an id": lambda path: spoilt(path, ""),
    "bytes": lambda path: path.write_bytes(b"\xff\x00"),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_a_ledger_that_cannot_be_read_says_what_to_do(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    spoil(tmp_path / FILE)
    with pytest.raises(ValueError, match=r"sheets\.json cannot be read; restore it, or delete it"):
        read(tmp_path)


def test_none_is_an_empty_one(tmp_path: Path) -> None:
    assert read(tmp_path) == Ledger()
