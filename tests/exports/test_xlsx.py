"""The Excel workbook, as openpyxl reads it, and as LibreOffice does where it is installed."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from briefing.dossier.cells import LONGEST, columns, made
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES, Actor, Claim, Judgement, Place, Question, references
from briefing.exports.xlsx import CUT, escaped, workbook
from briefing.imports.xlsx import WRITTEN
from briefing.reading.workbook import in_bytes
from briefing.reading.write import cells
from briefing.reading.written import Written
from briefing.view.view import View
from tests.invented import examples, gathered, row, seen

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


# --- what helps whoever works in it


def test_every_table_has_a_filter_over_all_its_rows_and_columns(small: Dossier) -> None:
    book = opened(seen(small))
    for name, _ in small.tables():
        assert book[name].auto_filter.ref == book[name].dimensions


def test_drop_downs_offer_the_words_and_the_ids_that_a_cell_may_hold(small: Dossier) -> None:
    book = opened(seen(small))
    rules = {str(rule.sqref): rule for rule in book["evidence"].data_validations.dataValidation}
    assert rules["D2:D2000"].formula1 == '"supports,contradicts,doubts,neither"'
    assert rules["C2:C2000"].formula1 == "'claims'!$A$2:$A$2000"
    assert all(rule.type == "list" for rule in rules.values())
    for name, record in TABLES.items():
        offered = {str(rule.sqref)[0] for rule in book[name].data_validations.dataValidation}
        header = [cell.value for cell in book[name][1]]
        wanted = {column for column, field in columns(record).items() if field in references(record)}
        assert {chr(ord("A") + header.index(column)) for column in wanted} <= offered


def test_drop_downs_reach_beyond_the_last_row() -> None:
    book = opened(seen(actors(*(f"Name {number}" for number in range(2_100)))))
    assert {str(rule.sqref) for rule in book["actors"].data_validations.dataValidation} >= {"E2:E2600"}


def links(book: Workbook, sheet: str) -> dict[str, str]:
    """Where the cells of a sheet lead, by coordinate."""
    cells = [(cell.coordinate, cell.hyperlink) for line in book[sheet].iter_rows() for cell in line]
    return {spot: str(link.location or link.target) for spot, link in cells if link}


def test_an_address_leads_to_its_page_and_an_id_to_its_row(small: Dossier) -> None:
    book = opened(seen(small))
    header = [cell.value for cell in book["sources"][1]]
    column = header.index("url")
    found = links(book, "sources")
    for line, source in enumerate(small.sources, 2):
        where, cell = found[f"B{line}"], book["sources"].cell(line, column + 1)
        sheet, _, spot = where.partition("!")
        assert book[sheet.strip("'")][spot].value == source.outlet
        assert found.get(cell.coordinate, "") == source.url
        assert cell.value == (source.url or None)


def test_a_claim_on_the_front_sheet_leads_to_its_row(small: Dossier) -> None:
    book = opened(seen(small, actor=("tolm",)))
    found = links(book, "About")
    told = {book["About"][cell].value: book["claims"][where.partition("!")[2]].value for cell, where in found.items()}
    assert told and all(id == row for id, row in told.items())


def test_a_text_that_looks_like_an_address_elsewhere_is_no_link() -> None:
    book = opened(seen(actors("https://a.example")))
    assert links(book, "actors") == {} and book["actors"]["B2"].value == "https://a.example"


def test_an_address_that_excel_would_refuse_is_text(small: Dossier) -> None:
    long = small.sources[0].model_copy(update={"url": f"https://a.example/{'a' * 2_100}"})
    found = links(opened(seen(replace(small, sources=(long, *small.sources[1:])))), "sources")
    assert "https://a.example" not in "".join(found.values())


def test_each_link_stands_once(small: Dossier) -> None:
    """Excel repairs a file in which one cell has two."""
    with ZipFile(io.BytesIO(workbook(seen(small)))) as zipped:
        for name in zipped.namelist():
            refs = re.findall(rb'<hyperlink [^>]*?ref="(\w+)"', zipped.read(name))
            assert len(refs) == len(set(refs))


@pytest.mark.slow
def test_libreoffice_finds_filters_drop_downs_and_links(small: Dossier, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc-nogui")
    (tmp_path / "book.xlsx").write_bytes(workbook(seen(small)))
    made = _as_flat_xml(tmp_path / "book.xlsx")
    book = opened(seen(small))
    assert made.count('table:display-filter-buttons="true"') == len(TABLES)
    # LibreOffice names the base cell of a rule by the sheet beside it where one was left out: the column tells enough.
    offered = re.findall(
        r'<table:content-validation [^>]*?is-in-list\(([^)]*)\)[^>]*?base-cell-address="[^".]*\.([^"]*)"', made
    )
    assert ("&quot;supports&quot;;&quot;contradicts&quot;;&quot;doubts&quot;;&quot;neither&quot;", "D2") in offered
    assert ("[$claims.$A$2:.$A$2000]", "C2") in offered
    assert len(re.findall("<text:a ", made)) == sum(len(links(book, name)) for name in ("About", *TABLES))
    assert "#&apos;outlets&apos;.A2" in made or "#outlets.A2" in made
    assert not re.search("Err:|#REF!|#NAME", made)


def _as_flat_xml(book: Path) -> str:
    """A workbook as LibreOffice reads it; its first start with a new profile can end well and convert nothing."""
    said = ""
    for start in ("first", "second"):
        profile = f"-env:UserInstallation=file://{book.parent}/{start}"
        asked = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(book.parent), str(book)]
        ended = subprocess.run(asked, capture_output=True, timeout=180, text=True)
        said = f"soffice ended with {ended.returncode}: {ended.stdout} {ended.stderr}"
        if (made := book.with_suffix(".fods")).exists():
            return made.read_text("utf-8")
    raise AssertionError(said)


@examples(60)
@given(st.floats(-90, 90), st.floats(0, 1e12, exclude_min=True), st.floats(-1e12, 1e12), st.floats(0, 100))
@example(62.362948794943634, 0.1 + 0.2, 1e-7, 5e-324)
def test_numbers_come_back_with_all_their_digits(degrees: float, km: float, value: float, percent: float) -> None:
    place = row(Place, "p", latitude=degrees, longitude=degrees, radius_km=km)
    claim = row(Claim, "c", question="q", low=value, high=value)
    judgement = row(Judgement, "j", question="q", claim="c", percent=percent, made="2021-05-01")
    back = in_bytes(workbook(seen(gathered([row(Question, "q"), place, claim, judgement]))), "a.xlsx")
    assert isinstance(back, Written)
    for table, wanted in (("places", place), ("claims", claim), ("judgements", judgement)):
        (found,) = back.sheets[table].rows
        assert made(type(wanted), found.cells) == wanted
