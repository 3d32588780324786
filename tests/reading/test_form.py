"""The workbook that is filled in, held as a whole: notes, drop-downs, formats, and rows of every kind of sheet."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES
from briefing.reading.form import form, offers

WHOLE = Path(__file__).with_name("form.txt")
SHEETS = ("Start here", "dossier", "moments", "places", "claims", "judgements", "redirects")


def described(sheet: Worksheet) -> Iterator[str]:
    """What a person finds in a sheet, and what Excel is told of it, a line for each thing."""
    yield f"# {sheet.title}, frozen at {sheet.freeze_panes}, filter {sheet.auto_filter.ref}"
    for letter, column in sorted(sheet.column_dimensions.items()):
        yield f"column {letter}: {column.width} wide, {column.number_format}"
    for rule in sheet.data_validations.dataValidation:
        yield f"offer {rule.sqref}: {rule.type} {rule.formula1}, blank {rule.allow_blank}"
        yield f"offer {rule.sqref}: {rule.showInputMessage} {rule.prompt} / {rule.showErrorMessage} {rule.error}"
    for row in sheet.iter_rows():
        for cell in row:
            if note := cell.comment:
                yield f"note {cell.coordinate} by {note.author}: {note.text}"
            if cell.value is not None:
                looks = (
                    cell.data_type,
                    cell.number_format,
                    cell.font.b,
                    cell.fill.fgColor.rgb,
                    cell.alignment.wrap_text,
                )
                yield f"cell {cell.coordinate}: {cell.value!r} {' '.join(map(str, looks))}"


def test_the_form_of_a_dossier_is_this(small: Dossier) -> None:
    first = small.claims[0].model_copy(update={"short": "=Varo killed"})
    empty: Any = {name: () for name, _ in small.tables()}
    few = replace(small, **{**empty, "claims": (first,), "places": small.places[-1:]})
    book = load_workbook(io.BytesIO(form(few)))
    assert "\n".join(line for name in SHEETS for line in described(book[name])) + "\n" == WHOLE.read_text("utf-8")
    assert book.sheetnames == ["Start here", "dossier", "moments", *(name for name, _ in small.tables()), "redirects"]


def test_every_note_has_room_for_its_words(small: Dossier) -> None:
    # openpyxl does not read the size of a note again.
    with ZipFile(io.BytesIO(form(small))) as zipped:
        drawn = [zipped.read(name).decode() for name in zipped.namelist() if name.endswith(".vml")]
    assert {size for each in drawn for size in re.findall(r"width:\w+;height:\w+", each)} == {
        "width:280px;height:120px"
    }


def test_no_drop_down_says_more_than_excel_takes() -> None:
    rules = [rule for record in TABLES.values() for rule in offers(record)]
    assert rules
    assert max(len(rule.error or "") for rule in rules) <= 225
    assert max(len(rule.prompt or "") for rule in rules) <= 255
