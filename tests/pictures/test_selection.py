"""One selection over all pictures: what belongs to the record that is open, whatever that is."""

import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Claim, Event, Evidence, Relation, Report
from briefing.pictures.selection import Chosen, chosen


def test_of_an_actor_the_events_and_ties(small: Dossier) -> None:
    found = chosen("varo", small)
    assert found.actors == {"varo"}
    assert found.ties == {tie.id for tie in small.relations if "varo" in (tie.from_, tie.to)}
    assert found.events == {row.event for row in small.involvement if row.actor == "varo"}


def test_of_a_claim_what_rests_on_it_and_whom_it_is_about(small: Dossier) -> None:
    claim = small.row(Event, "e-varo-killing").claim
    found = chosen(claim, small)
    assert found.events == {event.id for event in small.events if event.claim == claim}
    assert found.actors == set(small.row(Claim, claim).actors)


def test_of_an_event_itself_and_who_is_in_it(small: Dossier) -> None:
    found = chosen("e-varo-killing", small)
    assert found.events == {"e-varo-killing"}
    assert found.actors == {row.actor for row in small.involvement if row.event == "e-varo-killing"}


def test_of_a_tie_itself(small: Dossier) -> None:
    tie = small.row(Relation, "tie-tolm-varo")
    assert chosen(tie.id, small).ties == {tie.id}


def test_of_a_report_and_of_its_source_what_they_speak_to(small: Dossier) -> None:
    report = small.row(Report, "r-wire-killed")
    claims = {row.claim for row in small.referring(Evidence, "report", report.id)}
    found = chosen(report.id, small)
    assert found.reports == {report.id}
    assert found.events == {event.id for event in small.events if event.claim in claims}
    assert chosen(report.source, small).reports >= found.reports
    assert chosen(report.source, small).events >= found.events


def test_of_a_place_what_happened_there(small: Dossier) -> None:
    assert chosen("sarn", small).events == {event.id for event in small.events if event.place == "sarn"}


@pytest.mark.parametrize("focus", [None, "", "no-such-row", "q-varo", "o-officers"])
def test_of_what_no_picture_shows_nothing(small: Dossier, focus: str | None) -> None:
    assert chosen(focus, small) == Chosen()


def test_every_id_is_one_of_the_dossier(small: Dossier) -> None:
    for _, rows in small.tables():
        for row in rows:
            found = chosen(row.id, small)
            assert all(isinstance(small.find(id), Actor) for id in found.actors)
            assert all(isinstance(small.find(id), Event) for id in found.events)
            assert all(isinstance(small.find(id), Relation) for id in found.ties)
