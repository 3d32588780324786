"""Lines that sum up others are set aside as such, and an event that has one of their words is one."""

import pytest

from briefing.imports.sheet.totals import PERHAPS, TOTAL
from tests.imports.sheet.made import excel, gather, left, rows

HEADER = "Nr,Title,Date,Place,Lat,Lon,URL,Actor,Killed"
FIRST = "1,A clash is reported,2024-06-12,Varzob,,,https://paper.example/1,Nadir Belari,3"

SUMS = [
    *(",Quarterly total,,,,,,,3", ",Total 2024,,,,,,,3", ",Total general,,,,,,,3", ",Sous-total,,,,,,,3"),
    *(",Gesamt,,,,,,,3", ",Grand total:,,,,,,,3", ",TOTAL (all rows),,30,,,,12,3", "Grand Total,,30,,,,,12,3"),
    *(",Total Q1 2024,,,,,,,3", ",Totals for June 2024,,,,,,,3", ",Quartalssumme,,,,,,,3", ",Gesamtsumme,,,,,,,3"),
    *(",Total général,,,,,,,3", ",Итого за 2024 год,,,,,,,3", ",Всего:,,,,,,,3", ",المجموع الكلي,,,,,,,3"),
    *("Ҳамагӣ,,,,,,,,3", ",Total geral,,,,,,,3", ",Suma,,,,,,,3", ",Total Varzob,,Varzob,,,,,3", "Subtotal,,,,,,,,3"),
    *(",Sum,2024-06-12,,,,,,3", ",Total,,=SUM(D2:D9),,,,,3"),
]
LIKELY = [",Total number of people killed,,,,,,,3", ",Total killed,,30,,,,,3", ",Sum of all losses,,,,,,,3"]
EVENTS = [
    ",Total blackout in Kabul,2024-06-12,Kabul,,,,,",
    ",Total blackout in Kabul,,Kabul,,,,,",
    ",Total eclipse is seen,2024,,,,,,",
    ",Total collapse of a bridge,,,38.5,68.78,,,",
    ",A sum of 3 million is stolen,,,,,https://paper.example/2,,",
    ",Всего трое погибших,,,,,,Nadir Belari,",
    ",A spill is reported,2024-06-12,,,,,Total,",
]


@pytest.mark.parametrize("row", SUMS)
def test_a_line_of_totals_is_set_aside_as_one(row: str) -> None:
    for content, where in ((f"{HEADER}\n{FIRST}\n{row}\n", "line 3"), (excel(*cells(HEADER, FIRST, row)), "row 3")):
        found = gather(content)
        assert left(found.parcel.aside) == [(where, TOTAL)]
        assert not found.parcel.refused


@pytest.mark.parametrize("row", LIKELY)
def test_what_names_a_sum_and_nothing_that_makes_an_event_is_set_aside_with_what_to_do(row: str) -> None:
    assert left(gather(f"{HEADER}\n{FIRST}\n{row}\n").parcel.aside) == [("line 3", PERHAPS)]


@pytest.mark.parametrize("row", EVENTS)
def test_an_event_whose_title_has_the_word_is_an_event(row: str) -> None:
    found = gather(f"{HEADER}\n{FIRST}\n{row}\n")
    assert not found.parcel.aside
    assert row.split(",")[1] in [each["title"] for each in rows(found, "events")]


def cells(*lines: str) -> list[list[str | None]]:
    return [[cell or None for cell in line.split(",")] for line in lines]
