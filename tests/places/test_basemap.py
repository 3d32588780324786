"""The base map: every file is small and sound, and places find their areas by the names that dossiers write."""

import json
from itertools import pairwise
from typing import Any

import pytest

from briefing.dossier.records import Place
from briefing.places import basemap
from briefing.reading.load import read
from tests import SHIPPED


@pytest.mark.parametrize("layer", basemap.LAYERS)
def test_every_layer_is_small_geojson(layer: str) -> None:
    file = basemap.folder() / f"{layer}.geojson"
    assert file.stat().st_size < 700_000
    assert json.loads(file.read_text(encoding="utf-8"))["type"] == "FeatureCollection"
    assert basemap.features(layer)


@pytest.mark.parametrize("layer", basemap.LAYERS)
def test_coordinates_are_degrees_with_three_decimals_at_most(layer: str) -> None:
    numbers = [number for feature in basemap.features(layer) for number in flat(feature["geometry"]["coordinates"])]
    assert all(-180 <= number <= 180 and round(number, 3) == number for number in numbers)


def test_every_address_is_that_of_a_file_which_is_served() -> None:
    found = basemap.addresses("./basemap/")
    assert set(found) == {*basemap.LAYERS, "labels", "towns"}
    assert {address.removeprefix("./basemap/") for address in found.values()} == set(basemap.files())
    assert basemap.address("./basemap", "lakes") == found["lakes"]


def flat(nested: list[Any]) -> list[float]:
    return [number for part in nested for number in (flat(part) if isinstance(part, list) else [part])]


@pytest.mark.parametrize(
    ("country", "admin1", "iso"),
    [
        ("Iraq", "Nineveh", "IQ"),
        ("Iraq", "Ninawa", "IQ"),
        ("Tajikistan", "Districts of Republican Subordination", "TJ"),
        ("Tajikistan", "Gorno-Badakhshan", "TJ"),
        ("Afghanistan", "Nangarhar province", "AF"),
        ("Turkey", "Sanliurfa", "TR"),
        ("Türkiye", "Istanbul", "TR"),
        ("Russia", "Adygea", "RU"),
        ("USA", "Louisiana", "US"),
    ],
)
def test_provinces_are_found_under_their_spellings(country: str, admin1: str, iso: str) -> None:
    found = basemap.province(country, admin1)
    assert found is not None
    assert found["properties"]["iso"] == iso


def test_what_is_not_drawn_is_none() -> None:
    assert basemap.province("Iraq", "Nangarhar") is None
    assert basemap.province("Arvenia", "Northmark") is None
    assert basemap.country("Arvenia") is None


def test_neighbours_of_one_name_are_told_apart() -> None:
    panjshir, parwan = basemap.province("Afghanistan", "Panjshir"), basemap.province("Afghanistan", "Parwan")
    assert panjshir is not None and parwan is not None
    assert panjshir["geometry"] != parwan["geometry"]


def test_every_area_of_the_shipped_dossier_is_drawn() -> None:
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    assert [place.id for place in dossier.places if not drawn(place)] == []


def drawn(place: Place) -> bool:
    if place.precision == "country":
        return basemap.country(place.country) is not None
    return place.precision != "province" or basemap.province(place.country, place.admin1) is not None


def test_a_label_stands_in_its_area() -> None:
    for name, (latitude, longitude) in {"Tajikistan": (38.6, 71), "Iraq": (33, 43), "United States": (40, -98)}.items():
        found = basemap.country(name)
        assert found is not None
        assert basemap.label_point(found) == pytest.approx((latitude, longitude), abs=3)


def test_crimea_is_not_drawn_as_russian() -> None:
    russia = basemap.country("Russia")
    assert russia is not None
    simferopol = (34.1, 44.95)
    assert not any(inside(simferopol, ring) for ring in basemap.rings(russia))


def inside(point: tuple[float, float], ring: list[list[float]]) -> bool:
    """Whether a point lies in a ring: an odd number of its edges lie to the east."""
    x, y = point
    crossed = [
        (a[0] - b[0]) * (y - b[1]) / (a[1] - b[1]) + b[0] > x for a, b in pairwise(ring) if (a[1] > y) != (b[1] > y)
    ]
    return sum(crossed) % 2 == 1


def test_another_name_leads_to_a_country_that_is_drawn() -> None:
    assert [name for name in basemap.ALIASES if basemap.country(name) is None] == []
    assert basemap.country("East Timor") == basemap.country("Timor-Leste")


@pytest.mark.parametrize(
    ("code", "name"), [("TJ", "Tajikistan"), ("na", "Namibia"), ("AU", "Australia"), ("", ""), ("zz", "")]
)
def test_a_code_is_written_out(code: str, name: str) -> None:
    assert basemap.coded(code) == name


@pytest.mark.parametrize(
    ("written", "today"),
    [
        ("Yemen (North Yemen)", "Yemen"),
        ("DR Congo (Zaire)", "Democratic Republic of the Congo"),
        ("Myanmar (Burma)", "Myanmar"),
        ("Cambodia (Kampuchea)", "Cambodia"),
        ("Russia (Soviet Union)", "Russia"),
        ("Serbia (Yugoslavia)", "Serbia"),
        ("Bosnia-Herzegovina", "Bosnia and Herzegovina"),
        ("Kingdom of eSwatini (Swaziland)", "Eswatini"),
        ("Madagascar (Malagasy)", "Madagascar"),
        ("Zimbabwe (Rhodesia)", "Zimbabwe"),
        ("Vietnam (North Vietnam)", "Vietnam"),
        ("Georgia (USA)", ""),
        ("Congo", ""),
    ],
)
def test_a_country_is_found_by_what_data_sets_add_to_it(written: str, today: str) -> None:
    found = basemap.country(written)
    assert (found["properties"]["name"] if found else "") == today
