"""A file that is damaged is told as one by whichever importer is given it, and by what takes in a release."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from briefing.__main__ import main
from briefing.context import ged
from briefing.context.adding import add
from briefing.dossier.dossier import Dossier
from briefing.exports import csv
from briefing.imports import IMPORTS
from briefing.imports.recognised import is_bare_list, recognised
from tests.imports.layouts import book
from tests.invented import seen
from tests.reading.test_unpacked import damaged, torn

NAMES = [each.name for each in IMPORTS]
TABLE = "xl/worksheets/sheet1.xml"
PARTS = (TABLE, "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml")
WORKBOOK = book(events=[["id", "description"], ["1", "A clash"]], sources=[["id"]])
DAMAGED = damaged() | {f"torn in {part}": torn(WORKBOOK, part) for part in PARTS}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED.keys())
def test_every_importer_tells_a_damaged_file(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (recognised(content), is_bare_list(content)) == ("", False)
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    for name in NAMES:
        assert main(["import", name, str(file), "--into", str(tmp_path / "new"), "--asof", "2024-07-31"]) == 2
        assert capsys.readouterr().err.startswith(f"{file}: ")


def test_a_table_that_does_not_unpack_is_told(small: Dossier) -> None:
    read = next(each.read for each in IMPORTS if each.name == "csv")
    with pytest.raises(ValueError, match="this is no ZIP file; the ZIP file of a CSV export is wanted"):
        read(torn(csv.EXPORT.make(seen(small)), "claims.csv"), "a.zip")


def test_a_release_that_does_not_unpack_is_told(tmp_path: Path) -> None:
    whole, spoiled = tmp_path / "a.zip", tmp_path / "GEDEvent_v24_1.zip"
    with ZipFile(whole, "w", 8) as out:
        out.writestr("a.csv", "id,relid,year\n" * 99)
    spoiled.write_bytes(torn(whole.read_bytes(), "a.csv"))
    with pytest.raises(ValueError, match="this is no ZIP file that can be read; it may be damaged"):
        add(spoiled, ged.FORMAT, tmp_path / "layer", "", "", lambda number: None)


LOCATION = {"type": "location", "id": "location--1", "name": "Khorugh", "latitude": 37.5, "longitude": 71.6}
NO_RADII = ["9" * 4001, "1e999", "-1e999", "NaN", "true", '"10"', "[10]", "-1"]


@pytest.mark.parametrize("written", NO_RADII)
def test_a_radius_that_is_no_number_is_refused(written: str) -> None:
    read = next(each.read for each in IMPORTS if each.name == "stix")
    bundle = json.dumps({"type": "bundle", "objects": [LOCATION | {"precision": 12345}]}).replace("12345", written)
    (left,) = read(bundle.encode(), "a.json").refused
    assert left.where == "object 1"
    assert left.reason.startswith("the precision is ") and left.reason.endswith("a number of metres is wanted, or none")
