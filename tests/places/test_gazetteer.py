"""The gazetteer: every spelling and script, no choice made for the curator, and no network."""

import csv
from typing import Any

import pytest
from geopy.exc import GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim

from briefing import __version__
from briefing.__main__ import main
from briefing.commands import locate as command
from briefing.dossier.records import Place
from briefing.places.gazetteer import FILE, Gazetteer, entries, find, line, near


@pytest.mark.parametrize("spelling", ["Varzob", "varzob", "Варзоб", "VARZOB"])
def test_a_place_is_found_in_every_script(spelling: str) -> None:
    (found,) = find(spelling)
    assert (found.country, found.admin1) == ("Tajikistan", "Districts of Republican Subordination")
    assert (found.latitude, found.longitude) == pytest.approx((38.774, 68.818), abs=0.01)


def test_an_alias_leads_to_the_place() -> None:
    assert [entry.admin1 for entry in find("Achin")] == ["Nangarhar"]


def test_a_province_is_a_province() -> None:
    (found,) = find("Nangarhar")
    assert found.precision == "province"
    assert 50 < found.radius_km < 120


def test_a_town_is_as_wide_as_its_people_are_many() -> None:
    radii = {entry.population: entry.radius_km for entry in entries() if entry.precision == "town"}
    assert (radii[20_000], radii[100_000]) == (6, 12)  # towns of just so many are there
    assert {radius for people, radius in radii.items() if people < 20_000} == {3}
    assert {radius for people, radius in radii.items() if 20_000 <= people < 100_000} == {6}
    assert {radius for people, radius in radii.items() if 100_000 <= people < 1_000_000} == {12}
    assert {radius for people, radius in radii.items() if people >= 1_000_000} == {25}


def test_two_towns_of_one_name_are_both_given() -> None:
    large, small = find("Vahdat", "Tajikistan")
    assert large.population > small.population
    assert small.longitude == pytest.approx(71.19, abs=0.01)


def test_the_country_narrows() -> None:
    assert find("Vahdat", "Iraq") == ()


def test_near_misses_are_near() -> None:
    assert find("Vahdt") == ()
    assert "Vahdat" in [entry.name for entry in near("Vahdt")]
    assert near("xqzzy qqq") == ()


def test_the_gazetteer_is_a_geocoder_of_geopy() -> None:
    gazetteer = RateLimiter(Gazetteer().geocode, min_delay_seconds=0)
    assert gazetteer("Mosul").raw["entry"].country == "Iraq"
    assert len(gazetteer("Vahdat", exactly_one=False)) == 2
    assert len(gazetteer("Vahdat", exactly_one=False, limit=1)) == 1
    assert gazetteer("Nowhere at all") is None


def test_the_gazetteer_has_no_network() -> None:
    with pytest.raises(ConnectionRefusedError, match="asks no host"):
        Gazetteer().adapter.get_json("https://nominatim.example", timeout=1, headers={})


def test_a_line_is_a_row_of_places() -> None:
    columns = tuple(Place.model_fields)
    for entry in (*find("Varzob"), *find("Nangarhar"), *find("Achin")):
        cells = dict(zip(columns, next(csv.reader([line(entry, columns)])), strict=True))
        row = Place.model_validate({name: cell for name, cell in cells.items() if cell})
        assert (row.country, row.admin1) == (entry.country, entry.admin1)
        assert row.precision in ("town", "province")


def test_the_file_is_small() -> None:
    assert FILE.stat().st_size < 2_000_000


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["Варзоб"], 0, "varzob,Varzob"),
        (["Vahdat"], 3, "2 places are called 'Vahdat'"),
        (["Vahdat", "--country", "Tajikistan"], 3, "39.2197, 71.1916"),
        (["Vahdt"], 1, "near: Vahdat"),
    ],
)
def test_the_command_says_and_does_not_choose(
    words: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["locate", *words]) == code
    assert said in capsys.readouterr().out


def test_a_network_that_fails_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise GeocoderUnavailable("no route")

    monkeypatch.setattr(Nominatim, "geocode", refuse)
    assert main(["locate", "Varzob", "--online"]) == command.NO_NETWORK
    assert "could not be asked" in capsys.readouterr().err


def test_online_goes_by_the_rules_of_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}

    def answer(self: Nominatim, query: str, **options: Any) -> None:
        asked.update(options, query=query, agent=self.headers["User-Agent"])

    monkeypatch.setattr(Nominatim, "geocode", answer)
    assert main(["locate", "Varzob", "--country", "Tajikistan", "--online"]) == command.MISSING
    assert asked["query"] == "Varzob, Tajikistan"
    assert asked["agent"].startswith(f"briefing/{__version__} ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Marib"], "It has nothing of other countries than these; it covers Afghanistan, Iran, Iraq,"),
        (["Marib", "--country", "Yemen"], "It has nothing of Yemen; it covers Afghanistan, Iran, Iraq,"),
    ],
)
def test_the_command_says_which_countries_it_covers(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["locate", *words]) == command.MISSING
    told = capsys.readouterr().out
    assert said in told
    assert ("near:" in told) is (len(words) == 1)  # a misspelt name may be of the countries that it covers
    assert main(["locate", "xqzzy", "--country", "tajikistan"]) == command.MISSING
    assert "covers" not in capsys.readouterr().out
