"""A very large dossier: every page still stands, shows what can be read, and counts what it leaves out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bench.dossiers import grow
from briefing.ui import finder
from briefing.ui.options import OFFERED, offered
from briefing.ui.serving import empty
from tests import SMALL
from tests.ui.test_pages import PAGES, opened, words

TIMES = 260
IDS = some.lists(some.integers(0, 3 * OFFERED).map(str), unique=True, max_size=3 * OFFERED)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The small dossier so many times over, read once for all tests here."""
    empty()
    yield grow(SMALL, tmp_path_factory.mktemp("crowd") / "dossier", TIMES)
    empty()


WHOLE = {"from": ["1900-01-01"], "to": ["2100-01-01"]}  # by itself a timeline opens on its dense weeks
SAID = {
    "brief": ("more questions, all on the page of",),
    "story": ("Step 1 of 2",),
    "map": ("places with the fewest are left out: a filter brings them.",),
    "timeline": ("Lanes left out:", "and 752 more."),
    "network": ("Offered are 500 of 1,040: those with most events.", "left out"),
    "claims": ("Offered are 500 of 780: the first. A filter brings the others.",),
    "actors": ("Offered are 500 of 1,300: those with most events. A filter brings the others.",),
    "sources": ("The first 1,000 of 3,120 rows are listed.",),
    "method": ("The first 1,000 of",),
    "notes": ("Nobody else's link shows them.",),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_what_it_leaves_out(crowd: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DOSSIER", str(crowd))
    app = opened(page, WHOLE if page == "timeline" else {})
    assert not app.exception and not app.error
    told = words(app)
    for sentence in SAID[page]:
        assert sentence in told


def test_a_full_lane_says_how_many_events_it_has_no_room_for(crowd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DOSSIER", str(crowd))
    told = words(opened("timeline", {"lanes": ["place"], **WHOLE}))
    assert "left out of full lanes: a filter or a period brings them." in told


def test_an_actor_whom_no_box_offers_is_still_chosen_by_the_address(
    crowd: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_DOSSIER", str(crowd))
    app = opened("brief", {"actor": ["varo-n259"]})
    boxes = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    box = next(box for box in boxes if box.get("label") == "Actor")
    assert [each["id"] for each in box["chosen"]] == ["varo-n259"]
    assert len(box["options"]) == finder.OFFERED
    assert box["note"] == "Those with most events; 1,260 more are found by name."


@given(IDS, IDS)
def test_what_is_chosen_is_offered_and_little_else_of_very_many(ranked: list[str], chosen: list[str]) -> None:
    found = offered(ranked, chosen)
    assert len(found) == len(set(found))
    assert set(chosen).intersection(ranked) <= set(found) <= set(ranked)
    assert found[:OFFERED] == ranked[:OFFERED]
    assert len(ranked) <= OFFERED or len(found) <= OFFERED + len(chosen)
