"""As of a day, every export says what it would say of a dossier physically cut at that day."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given

from briefing.dossier.dossier import Dossier
from briefing.exports import EXPORTS, csv, ftm, slides, stix, story, xlsx
from briefing.exports.export import Export
from briefing.view.address import State
from briefing.view.view import ground, view
from tests.analysis.test_known import cut
from tests.invented import AS_OF, DAYS, dossiers, examples, served

# The tables say on which day their dossier was closed, which is the one thing that the cut changes.
TABLES = (csv.EXPORT, xlsx.EXPORT)
# These list actors and places of which nothing is said: all of them where nothing is cut, the named ones where it is.
LISTS = (stix.EXPORT, ftm.EXPORT)
# Each step of a story has a day of its own, whatever the reader chose.
STORIES = (story.EXPORT, slides.EXPORT)
OTHERS = [export for export in EXPORTS if export not in (*TABLES, *LISTS, *STORIES)]


@pytest.mark.parametrize("export", OTHERS, ids=lambda export: export.name)
@examples(8)
@given(whole=dossiers(), day=DAYS)
def test_an_export_as_of_a_day_is_that_of_the_cut_dossier(export: Export, whole: Dossier, day: date) -> None:
    day = min(day, AS_OF - timedelta(days=1))
    known = export.make(served(view(ground(whole, day), State(asof=day))))
    assert known == export.make(
        served(view(ground(cut(whole, day)), State(asof=day)))
    )  # so that both name the day alike


@examples(15)
@given(whole=dossiers(), day=DAYS)
def test_the_lists_of_a_day_hold_nothing_that_the_cut_dossier_does_not(whole: Dossier, day: date) -> None:
    day = min(day, AS_OF - timedelta(days=1))
    shown, cut_down = view(ground(whole, day), State(asof=day)), view(ground(cut(whole, day)), State(asof=day))
    assert set(ftm.EXPORT.make(shown).splitlines()) <= set(ftm.EXPORT.make(cut_down).splitlines())
    ours, theirs = _objects(stix.EXPORT.make(shown)), _objects(stix.EXPORT.make(cut_down))
    assert [each for each in ours if each not in theirs] == []


def _objects(bundle: bytes) -> list[dict[str, Any]]:
    """The objects of a bundle without what they point to, which in the longer list is more."""
    objects = json.loads(bundle)["objects"]
    return [{name: value for name, value in each.items() if name != "object_refs"} for each in objects]
