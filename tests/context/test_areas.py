"""Events that stand on no spot: in the province that the base map has by some name of it, else in their country."""

import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from briefing.context import asking, ged
from briefing.context.adding import add
from briefing.context.areas import Area, areas
from briefing.context.description import FILE
from briefing.context.diff import diff
from briefing.context.layer import Absent, Coarse, Deaths, Scope, Total
from briefing.context.opening import Opened, found
from briefing.context.schema import put
from briefing.places import basemap
from briefing.reading.load import read
from tests import SHIPPED
from tests.context.official import rows, text

ROWS = rows(5, 300)
SPELT: dict[str, dict[str, tuple[str, ...]]] = {
    "Iraq": {
        "Nineveh": ("Ninewa province", "Ninawa", "Nineveh governorate", "Nainawa"),
        "Anbar": ("Al Anbar province", "Al-Anbar", "Anbar Governorate"),
        "Saladin": ("Salah al-Din province", "Salahuddin", "Salah al Din"),
    },
    "Afghanistan": {
        "Nangarhar": ("Nangarhar province", "Ningarhar"),
        "Kabul": ("Kabul province",),
        "Paktia": ("Paktia province",),
        "Paktika": ("Paktika province",),
    },
    "Syria": {
        "Raqqa": ("Raqqah governorate", "Ar-Raqqa", "Al-Raqqah Governorate"),
        "Deir ez-Zor": ("Dayr Az Zawr governorate", "Deir Ezzor"),
        "Latakia": ("Lattakia", "Al Ladhiqiyah"),
        "Idlib": ("Idleb", "Idlib governorate"),
        "Rif Dimashq": ("Rural Damascus",),
        "Damascus": ("Damascus governorate",),
    },
    "Tajikistan": {
        "Gorno-Badakhshan": ("Gorno-Badakhshan autonomous region", "Kuhistoni Badakhshon"),
        "Khatlon": ("Khatlon province", "Hatlon"),
        "Dushanbe": ("Dushanbe",),
        "Districts of Republican Subordination": ("Districts under direct republic jurisdiction",),
    },
    "Turkey": {"Istanbul": ("Istanbul province",)},
    "Russia": {"Adygea": ("Adygeya republic", "Republic of Adygea")},
    "United States": {"Louisiana": ("Louisiana state",), "North Carolina": ("North Carolina state",)},
}
"""Provinces of the base map, and how GED, ACLED and GTD may spell them."""


def told(*known: tuple[str, str, int]) -> dict[str, Area]:
    """The areas of so many events each, by their ids."""
    coarse = (Coarse(country, province, Total(number, Deaths(0, number, 0))) for country, province, number in known)
    return {area.id: area for area in areas(coarse).found}


@pytest.mark.parametrize("spelling", ["Anbar", "Al Anbar", "al-anbar province", "Anbar Governorate"])
def test_a_province_is_found_by_its_spellings(spelling: str) -> None:
    assert told(("Iraq", spelling, 3))["Iraq/Anbar"].total.events == 3


def test_every_region_of_the_shipped_dossier_is_found_as_data_sets_spell_it() -> None:
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    drawn = {
        (place.country, str(found["properties"]["name"]))
        for place in dossier.places
        if place.admin1 and (found := basemap.province(place.country, place.admin1))
    }
    assert drawn <= {(country, name) for country, names in SPELT.items() for name in names}
    missed = [
        (country, spelling)
        for country, names in SPELT.items()
        for name, spellings in names.items()
        for spelling in (name, *spellings)
        if f"{country}/{name}" not in told((country, spelling, 1))
    ]
    assert missed == []


def test_what_a_province_is_called_is_not_taken_for_another_that_sounds_like_it() -> None:
    named = [(each["properties"]["country"], each["properties"]["name"]) for each in basemap.features("provinces")]
    assert [pair for pair in named if f"{pair[0]}/{pair[1]}" not in told((*pair, 1))] == []
    for lost in ("Atlantis", "Nowhere province", "Q", ""):
        assert list(told(("Afghanistan", lost, 1))) == ["Afghanistan"]


def test_spellings_of_one_province_are_one_area_and_keep_their_names() -> None:
    found = told(("Iraq", "Anbar", 3), ("Iraq", "Al Anbar province", 4))
    assert found["Iraq/Anbar"].provinces == ("Anbar", "Al Anbar province")
    assert found["Iraq/Anbar"].total == Total(7, Deaths(0, 7, 0))


def test_what_the_base_map_lacks_falls_back_to_the_country_and_is_counted() -> None:
    made = areas([Coarse("Iraq", name, Total(2, Deaths(0, 0, 0))) for name in ("", "Atlantis province", "Anbar")])
    assert {area.id: area.total.events for area in made.found} == {"Iraq": 4, "Iraq/Anbar": 2}
    assert (made.widened, made.nowhere) == (2, 0)
    assert [area.id for area in made.found] == ["Iraq", "Iraq/Anbar"]  # a province lies over its country
    lost = areas([Coarse("Ruritania", "Anbar", Total(5, Deaths(0, 0, 0)))])
    assert (lost.found, lost.widened, lost.nowhere) == ((), 0, 5)


def test_a_country_is_found_by_what_it_is_called_today() -> None:
    assert told(("Russia (Soviet Union)", "", 1))["Russia (Soviet Union)"].shape["properties"]["name"] == "Russia"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A layer as an older version left it: without provinces in its files and in its description."""
    (tmp_path / "GEDEvent_v25_1.csv").write_text(text(ROWS), encoding="utf-8", newline="")
    folder = tmp_path / "layer"
    add(tmp_path / "GEDEvent_v25_1.csv", ged.FORMAT, folder, "", "", lambda number: None)
    for file in folder.glob("*/*.parquet"):
        with duckdb.connect() as connection:
            connection.execute(f"CREATE TABLE t AS SELECT * EXCLUDE (adm_1, adm_2) FROM read_parquet('{file}')")
            connection.execute(f"COPY t TO '{file}' (FORMAT parquet)")
    described = (folder / FILE).read_text("utf-8")
    (folder / FILE).write_text(re.sub("(provinces|spans) = .*\n", "", described), encoding="utf-8")
    return folder


def opened(folder: Path) -> Opened:
    """A layer that is there."""
    there = found(str(folder))
    assert not isinstance(there, Absent), there.reason
    return there


def test_a_layer_of_an_older_version_is_read_by_country_and_says_what_to_do(older: Path) -> None:
    layer = opened(older)
    coarse = [row for row in ROWS if row["where_prec"] not in ("1", "2")]
    assert {each.country: each.total.events for each in asking.coarse(layer, Scope())} == Counter(
        row["country"] for row in coarse
    )
    assert len(asking.listed_coarse(layer, Scope(), "Iraq", ("", "Al Anbar"))) == sum(
        row["country"] == "Iraq" for row in coarse
    )
    assert layer[0].spans == ()
    assert "They were taken in without their provinces; adding the release anew brings these." in layer[0].lacks
    with pytest.raises(ValueError, match="add the release anew"):
        put(older, "postgresql://nobody@127.0.0.1:1/none")


def test_added_anew_it_has_its_provinces_and_differs_in_nothing_else(older: Path) -> None:
    add(older.parent / "GEDEvent_v25_1.csv", ged.FORMAT, older.parent / "newer", "", "", lambda number: None)
    newer = opened(older.parent / "newer")
    assert any(each.province for each in asking.coarse(newer, Scope()))
    assert not any("without their provinces" in said for said in newer[0].lacks)
    assert diff(older, older.parent / "newer") == ()
