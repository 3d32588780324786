"""TimeMap: events and sources, from JSON and from the workbook, with the traps of real ones."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.imports.layouts import book, loaded, sums, take


def happening(number: int, **said: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "description": f"Vehicle {number} is seen on the road. It has no plates.",
        "date": "8/24/2014",
        "time": "14:05:00",
        "location": "Example village",
        "latitude": "38.5597720",
        "longitude": "68.77394",
        "associations": ["Convoys"],
        "sources": ["s1"],
    } | said


def source(id: str, *paths: str, **said: Any) -> dict[str, Any]:
    return {"id": id, "title": f"Film {id}", "paths": list(paths), "type": "Video", **said}


def as_json(*events: Any, **more: Any) -> bytes:
    return json.dumps({"events": list(events), **more}).encode() if more else json.dumps(list(events)).encode()


def test_events_come_in_with_their_sums_right(tmp_path: Path) -> None:
    events = [happening(number) for number in range(300)]
    odd = [
        happening(900, description=""),
        happening(901, date="Jun 24"),
        happening(902, latitude="north"),
        happening(1, description="Another under the id of the first."),
        happening(5),
    ]
    sources = [source("s1", "a.mp4"), source("s1", "b.mp4"), source("s1", "a.mp4"), source("", "c.mp4")]
    content = as_json(*events, *odd, sources=sources, sites=[])
    taken = take("timemap", content, tmp_path / "new")
    assert sums(taken) == (301, 6, 3)
    assert [each.where for each in taken.refused[:2]] == ["source 2", "source 4"]
    dossier = loaded(tmp_path / "new")
    assert (len(dossier.events), len(dossier.places)) == (300, 1)
    assert sums(take("timemap", content, tmp_path / "new")) == (0, 6, 304)


def test_an_event_keeps_what_it_says(tmp_path: Path) -> None:
    content = as_json(happening(1, sources=["s1", "s1", "gone"]), sources={"s1": source("s1", "https://a.example/f")})
    take("timemap", content, tmp_path / "new")
    dossier = loaded(tmp_path / "new")
    (event,), (place,) = dossier.events, dossier.places
    assert (event.title, event.date and event.date.edtf) == ("Vehicle 1 is seen on the road.", "2014-08-24")
    assert (repr(place.latitude), repr(place.longitude), place.precision) == ("38.559772", "68.77394", "town")
    assert "Time there: 14:05:00. Filed there under: Convoys. Sources named there: s1; s1; gone." in event.summary
    assert "Not in the file: gone." in event.summary
    (film,) = [each for each in dossier.sources if each.id == "timemap--s1"]
    assert (film.title, film.url, film.extent_read) == ("Film s1", "https://a.example/f", "not read")


def test_a_key_that_stands_twice_is_not_lost(tmp_path: Path) -> None:
    twice = '{"s1": {"title": "One", "paths": ["a"]}, "s1": {"title": "One", "paths": ["b"]}}'
    content = f'{{"events": [{json.dumps(happening(1))}], "sources": {twice}}}'.encode()
    taken = take("timemap", content, tmp_path / "new")
    assert sums(taken) == (2, 1, 0)
    assert "the id 's1' stands at source 1 already, with other paths" in taken.refused[0].reason


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (["6/12/2014", "7/8/2014"], ["2014-06-12", "2014-07-08"]),  # the month first, as TimeMap has it
        (["13/7/2014", "7/14/2014"], ["2014-07-13", "2014-07-14"]),
        (["2014-07-13", "41833"], ["2014-07-13", "2014-07-13"]),
        (["", "3/3/2014"], ["", "2014-03-03"]),
    ],
)
def test_dates_are_read_as_timemap_reads_them(cells: list[str], read: list[str], tmp_path: Path) -> None:
    take("timemap", as_json(*(happening(n, date=cell) for n, cell in enumerate(cells))), tmp_path / "new")
    assert [event.date.edtf if event.date else "" for event in loaded(tmp_path / "new").events] == read


def test_two_date_styles_leave_the_doubtful_out(tmp_path: Path) -> None:
    cells = ["13/7/2014", "7/14/2014", "6/12/2014"]
    taken = take("timemap", as_json(*(happening(n, date=cell) for n, cell in enumerate(cells))), tmp_path / "new")
    assert sums(taken) == (2, 1, 0)
    assert "'6/12/2014' may have the day or the month first" in taken.refused[0].reason


def test_the_workbook_comes_in_with_its_sums_right(tmp_path: Path) -> None:
    header = ["id", "description", "date", "location", "latitude", "longitude", "association1", "source1", "source2"]
    rows = [
        [float(n), f"Event {n}", "8/24/2014", "Village", "38,5597720", 68.77, "Convoys", "s1", "s2; s1"]
        for n in range(50)
    ]
    content = book(
        EXPORT_EVENTS=[header, *rows, header],
        EXPORT_SOURCES=[["id", "title", "path1", "path2"], ["s1", "One", "a", "b"], ["s2", "Two", "", ""]],
        EXPORT_ASSOCIATIONS=[["id"], ["Convoys"]],
    )
    assert sums(take("timemap", content, tmp_path / "new")) == (52, 0, 2)
    dossier = loaded(tmp_path / "new")
    assert dossier.events[0].id == "timemap-0" and repr(dossier.places[0].latitude) == "38.559772"
    assert "Sources named there: s1; s2; s1." in dossier.events[0].summary


@pytest.mark.parametrize("content", [b"[]", b"{}", b'[{"title": "x"}]', book(Other=[["id"]])], ids=count())
def test_what_is_no_timemap_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"an events\.json, or a workbook"):
        take("timemap", content, tmp_path / "new")
