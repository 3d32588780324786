"""Every format carries whatever words the check lets through: no sign of another language ends a file."""

import csv
import io
from pathlib import Path

import pytest

from briefing.dossier.cells import columns
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES, Record
from briefing.exports import EXPORTS
from briefing.exports.export import Export
from briefing.reading.load import read
from tests import SMALL
from tests.invented import seen, served

WILD = "<b>&amp; \"x\" 'y' ]]> <!-- {{a}} #let $x$ \\ `c` *d* _e_ [f](g) <script>1</script></span> @z ~ \u202e"
HELD = {
    ("judgements", "statement"),
    ("judgements", "confidence"),
    ("stories", "address"),
}  # the checks want certain words


def is_free(table: str, row: type[Record], cell: str) -> bool:
    """Whether any words may stand in the cell."""
    field = row.model_fields[columns(row)[cell]]
    return field.annotation is str and not field.metadata and (table, cell) not in HELD


def write(folder: Path) -> Path:
    """Write the small dossier with such words in every cell that takes any."""
    (folder / "dossier.toml").write_text((SMALL / "dossier.toml").read_text("utf-8"), encoding="utf-8")
    for name, table in TABLES.items():
        rows = list(csv.DictReader(io.StringIO((SMALL / f"{name}.csv").read_text("utf-8"))))
        for row in rows:
            row.update({cell: f"{row[cell][:20]} {WILD}" for cell in row if row[cell] and is_free(name, table, cell)})
            if name == "stories":  # a region is chosen by its name, which is another one now
                row["address"] = row["address"].partition("?")[0]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture(scope="module")
def wild(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The dossier of these words."""
    reading = read(write(tmp_path_factory.mktemp("wild")))
    assert reading.dossier, [issue for issue in reading.issues if issue.severity == "error"]
    return reading.dossier


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_no_words_end_a_file(export: Export, wild: Dossier) -> None:
    assert export.make(served(seen(wild)))
