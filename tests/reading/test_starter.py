"""The dossier that a curator begins with, word for word: whatever is changed in it is read once more as a whole."""

from datetime import date
from pathlib import Path

from briefing.reading.starter import starter
from briefing.reading.write import files

WHOLE = Path(__file__).with_name("starter.txt")


def test_a_dossier_begins_with_these_rows() -> None:
    made = files(starter("A case", date(2024, 6, 30)))
    assert "".join(f"# {name}\n{text}" for name, text in sorted(made.items())) == WHOLE.read_text("utf-8")
