"""Sheets for tests, as each program writes them, and a short way to read one."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from openpyxl import Workbook

from briefing.dossier.dossier import Dossier
from briefing.imports.imported import Cells, Left
from briefing.imports.sheet.choices import Choices
from briefing.imports.sheet.gathered import Gathered, gathered
from briefing.imports.sheet.ledger import Ledger
from tests.invented import info

HEADER = "Title,Date,Place,Lat,Lon,URL,Actor"
Rows = Sequence[Sequence[Any]]


def gather(content: str | bytes, base: Dossier | None = None, **said: Any) -> Gathered:
    """What comes of a sheet by these choices, for an empty dossier if no other is given."""
    raw = content.encode() if isinstance(content, str) else content
    return gathered(raw, "rows.csv", Choices(**said), base or Dossier(info()), Ledger())


def rows(found: Gathered, table: str) -> list[Cells]:
    """The rows that a sheet brings to a table, each once."""
    return list(
        {cells["id"]: cells for item in found.parcel.items for name, cells in item.rows if name == table}.values()
    )


def left(found: Sequence[Left]) -> list[tuple[str, str]]:
    """Rows that are not taken, or remarks, with where they stand."""
    return [(each.where, each.reason) for each in found]


def one(row: str, header: str = HEADER, **said: Any) -> Gathered:
    """A sheet of one row."""
    return gather(f"{header}\n{row}\n", **said)


def excel(*lines: Sequence[Any], formats: dict[str, str] | None = None, links: dict[str, str] | None = None) -> bytes:
    """A workbook of one tab, with formats of numbers and links by cell."""
    book = Workbook()
    tab = book.active
    assert tab is not None
    for line in lines:
        tab.append(list(line))
    for cell, shown in (formats or {}).items():
        tab[cell].number_format = shown
    for cell, target in (links or {}).items():
        tab[cell].hyperlink = target
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def opendocument(*lines: Sequence[Any], formula: str = "") -> bytes:
    """An OpenDocument sheet of one tab; with ``formula`` its last cell is one."""
    body = "".join(f"<table:table-row>{''.join(map(_cell, line))}</table:table-row>" for line in lines)
    if formula:
        last = f'<table:table-cell table:formula="{escape(formula)}" office:value-type="float" office:value="3"/>'
        body += f"<table:table-row>{last}</table:table-row>"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" '
        f'xmlns:text="{TEXT}" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="Sheet1">'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        for name, text in (("mimetype", KIND), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            file.writestr(name, text)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
