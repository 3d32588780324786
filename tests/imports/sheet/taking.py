"""A sheet taken into a folder, and what stands there then, for tests."""

from pathlib import Path

from briefing.__main__ import main
from briefing.dossier.dossier import Dossier
from briefing.reading.load import read

SHEET = """Title,Date,Place,Lat,Lon,URL,Actor
A clash is reported,2024-06-12,Varzob,,,https://paper.example/1,Nadir Belari
An arrest is reported,2024-06,The mill,38.560,68.7870,https://radio.example/2,Ilya Marn
A blast is reported,2024,Herat,,,,
"""

TWICE = """Title,Date,Place,Lat,Lon,URL,Actor
A clash is reported,2024-06-12,Varzob,,,https://paper.example/1,Nadir Belari
A clash is reported,2024-06-12,Varzob,,,https://radio.example/2,Nadir Belari
"""


def take(text: str | bytes, folder: Path, *more: str, name: str = "rows.csv") -> int:
    file = folder.parent / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return main(["import", "sheet", str(file), "--into", str(folder), *more])


def loaded(folder: Path) -> Dossier:
    reading = read(folder)
    assert reading.dossier, [str(issue) for issue in reading.issues]
    return reading.dossier


def events(folder: Path) -> dict[str, str]:
    """The events of the sheet: their titles by id."""
    return {event.id: event.title for event in loaded(folder).events if not event.id.startswith("e-example")}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def edit(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
