"""No address raises on any page: random states that the codec accepts, over random dossiers that ``check`` accepts."""

import csv
import io
from pathlib import Path
from random import Random

import pytest

from briefing.dossier.cells import columns
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import TABLES, Record
from briefing.reading.load import read
from briefing.ui.serving import empty
from briefing.view.address import KEYS, LANES, ORDERS, decode
from tests.ui.test_pages import PAGES, opened, stands

PAIRS = 40
DAYS = ("1000-01-01", "1899-12-31", "1900-01-01", "2021-04-18", "2021-06-30", "2100-12-31", "2999-12-31", "0001-01-01")
DATES = (
    *("1000", "2999", "1000-01-01", "2999-12-31", "2999-24", "1000-21", "10XX", "2021~", "2021-XX-XX", "2020?/2021"),
    *("../1000", "2999/..", "1000/2999", "/2021", "2021-04-18/", "[..1000]", "[2999-12-31..]", "[1000..2999]"),
)
FIGURES = {"low": "-1000000000000", "high": "1000000000000"}
TRIES = 50
OFTEN = 0.2


def extreme(folder: Path, random: Random) -> Dossier:
    """A dossier that the check accepts, some of whose dates and figures are the most extreme that there are."""
    before = {path: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    for _ in range(TRIES):
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
        for name, table in TABLES.items():
            _spoil(folder / f"{name}.csv", table, random)
        if random.random() < 0.5:
            front = before[folder / "dossier.toml"].replace("as_of = 2021-06-30", "as_of = 2999-12-31")
            (folder / "dossier.toml").write_text(front, encoding="utf-8")
        if dossier := read(folder).dossier:
            return dossier
    raise AssertionError("the check refused all of these")


def _spoil(path: Path, table: type[Record], random: Random) -> None:
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    for row in rows:
        row.update({cell: new for cell in row if random.random() < OFTEN and (new := _other(table, cell, row, random))})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def _other(table: type[Record], cell: str, row: dict[str, str], random: Random) -> str | None:
    if "When" in str(table.model_fields[columns(table)[cell]].annotation) and cell not in ("published", "born"):
        return random.choice(DATES)
    return FIGURES.get(cell) if row[cell] else None


def query(dossier: Dossier, random: Random) -> dict[str, list[str]]:
    """Some parameters of an address with values that the codec takes, and some that it does not."""
    values = {
        "asof": DAYS,
        "since": DAYS,
        "from": DAYS,
        "to": DAYS,
        "span": tuple(f"{random.choice(DAYS)}/{random.choice(DAYS)}" for _ in range(3)),
        "within": ("certainly", "possibly"),
        "order": ORDERS,
        "lanes": LANES,
        "figures": ("known", "source"),
        "standing": ("contested", "single-origin"),
        "q": ("varo", "<b>", "\\", "0"),
        "v": ("0000000",),
    }
    some = [row.id for _, rows in dossier.tables() for row in rows]
    chosen = random.sample([key.name for key in KEYS], random.randint(1, 6))
    return {name: [random.choice(values.get(name, some))] for name in chosen}


@pytest.mark.parametrize("seed", range(PAIRS))
def test_no_address_raises(seed: int, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    empty()
    asked = query(extreme(small_folder, random), random)
    assert stands(opened(PAGES[seed % len(PAGES)], asked)), asked


@pytest.mark.parametrize("name", ["asof", "since", "from", "to", "span"])
def test_a_year_outside_the_calendar_is_told(name: str, small: Dossier) -> None:
    day = "0001-01-01/9999-12-31" if name == "span" else "9999-12-31"
    state, notices = decode([(name, day)], small)
    assert [notice.kind for notice in notices] == ["unknown"]
    assert state == decode([], small)[0]


@pytest.mark.parametrize(
    ("page", "name", "value"),
    [
        ("map", "asof", "1899-12-31"),
        ("brief", "asof", "1000-01-01"),
        ("brief", "since", "1800-01-01"),
        ("brief", "since", "2999-12-31"),
        ("brief", "from", "2999-12-31"),
        ("timeline", "span", "2990-01-01/2999-12-31"),
        ("timeline", "span", "9990-01-01/9999-12-31"),
    ],
)
def test_a_day_beyond_the_dossier_breaks_no_page(page: str, name: str, value: str) -> None:
    assert stands(opened(page, {name: [value]}))
