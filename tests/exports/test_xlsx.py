"""The Excel workbook, as openpyxl reads it."""

import io

import pytest
from openpyxl import Workbook, load_workbook

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES, Actor
from briefing.exports.xlsx import CUT, LONGEST, escaped, workbook
from briefing.imports.xlsx import WRITTEN
from briefing.reading.write import cells
from briefing.view.view import View
from tests.invented import gathered, row, seen

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.example","x")', "a\tb", "-", "=")


def opened(view: View) -> Workbook:
    return load_workbook(io.BytesIO(workbook(view)))


def actors(*names: str) -> Dossier:
    return gathered([row(Actor, f"a{number}", name=name) for number, name in enumerate(names)])


def test_there_is_a_sheet_for_each_table(small: Dossier) -> None:
    book = opened(seen(small))
    assert book.sheetnames == ["About", *TABLES, "dossier", "moments", "redirects"]
    for name, rows in small.tables():
        assert book[name].max_row == len(rows) + 1


def test_the_front_sheet_can_be_read(small: Dossier) -> None:
    rows = [[cell for cell in row if cell is not None] for row in opened(seen(small))["About"].values]
    assert rows[0] == ["Title", small.info.title]
    assert ["actors", "A person or organisation.", 5] in rows
    assert [row[2] for row in rows if row and row[0] == "c-varo-killed"] == ["contested"]


def test_no_text_runs_as_a_formula() -> None:
    column = [row[1] for row in opened(seen(actors(*DANGEROUS)))["actors"].iter_rows(min_row=2)]
    assert [cell.value for cell in column] == list(DANGEROUS)
    assert {cell.data_type for cell in column} == {"s"}
    assert [cell.quotePrefix for cell in column] == [name[0] in "=+-@" for name in DANGEROUS]


@pytest.mark.parametrize("text", ["\x0b", "_x0041_", "a_x000B_b\x0bc", "_", "_x", "\ufffe"])
def test_what_a_workbook_cannot_hold_comes_back(text: str) -> None:
    assert WRITTEN.sub(lambda found: chr(int(found[1], 16)), escaped(text)) == text
    assert opened(seen(actors(f"<{text}>")))["actors"]["B2"].value == f"<{escaped(text)}>"


def test_a_text_too_long_for_a_cell_is_said_to_be_cut() -> None:
    value = opened(seen(actors("a" * (LONGEST + 1))))["actors"]["B2"].value
    assert len(value) == LONGEST and value.endswith(CUT)


def test_numbers_are_numbers_and_dates_are_text(small: Dossier) -> None:
    book = opened(seen(small))
    radii = [row[10].value for row in book["places"].iter_rows(min_row=2)]
    assert radii == [place.radius_km for place in small.places]
    dates = [row[3].value or "" for row in book["events"].iter_rows(min_row=2)]
    assert dates == [cells(event)["date"] for event in small.events]


def test_a_part_holds_only_what_is_shown(small: Dossier) -> None:
    view = seen(small, actor=("tolm",))
    ids = [row[0].value for row in opened(view)["events"].iter_rows(min_row=2)]
    assert ids == list(view.shown.events.ids)
