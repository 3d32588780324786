"""A filter narrows what is shown, never what is concluded; what it hides is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.analysis.standing import WORDS, standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import fold
from briefing.dossier.records import Actor, Event, Involvement, Place, Relation, Report
from briefing.dossier.when import parse
from briefing.view import filters, finder
from briefing.view.filters import Filters, Part, Shown, hidden, matches, narrow, region_id, regions, roles, subjects
from briefing.view.view import View, ground, view
from tests.invented import DAYS, dossier, dossiers, examples, gathered, info, row, seen

PARTS = [each.name for each in fields(Shown)]
NARROWED = ("claims", "events", "relations", "reports")  # what the filters look at; the rest follows from it

FILTERS = st.builds(
    Filters,
    actor=st.lists(st.sampled_from(["act01", "act02"]), max_size=2, unique=True).map(tuple),
    role=st.sampled_from([(), (), (), ("accused",), ("said to be killed", "accused")]),
    region=st.sampled_from([(), (), ("arvenia",), ("arvenia--northmark",), ("dorrland", "arvenia--northmark")]),
    start=st.none() | DAYS,
    end=st.none() | DAYS,
    certainly=st.booleans(),
    standing=st.lists(st.sampled_from(WORDS), max_size=2, unique=True).map(tuple),
    q=st.sampled_from(["", "", "report", "ЛОВЕН", "act01", "killed northmark"]),
)
MORE: Mapping[str, Sequence[Any]] = {
    "actor": [("act01",), ("act02",)],
    "role": [("accused",)],
    "region": [("dorrland",), ("arvenia--northmark",)],
    "start": [date(2021, 2, 10)],
    "end": [date(2021, 3, 10)],
    "standing": [("contested",), ("single origin", "denied")],
    "q": ["report", "northmark"],
}


def shown(on: View, filters: Filters) -> Shown:
    return narrow(on.known, on.ground.subjects, filters)


def each(parts: Shown) -> dict[str, Part]:
    return {name: getattr(parts, name) for name in PARTS}


# --- any dossier, any filters


@examples(100)
@given(dossiers(), FILTERS | st.just(Filters()))
def test_what_is_shown_is_closed_under_reference(built: Dossier, filters: Filters) -> None:
    parts = shown(seen(built), filters)
    for event in (built.row(Event, id) for id in parts.events.ids):
        assert event.claim in parts.claims
        assert event.place is None or event.place in parts.places
        assert all(row.actor in parts.actors for row in built.referring(Involvement, "event", event.id))
    for tie in (built.row(Relation, id) for id in parts.relations.ids):
        assert tie.claim in parts.claims
        assert {tie.from_, tie.to} <= set(parts.actors.ids)
    for report in (built.row(Report, id) for id in parts.reports.ids):
        assert report.source in parts.sources
        assert set(report.actors) <= set(parts.actors.ids)
        assert report.place is None or report.place in parts.places


@examples(60)
@given(dossiers(), FILTERS, st.data())
def test_one_more_filter_never_shows_more(built: Dossier, filters: Filters, data: st.DataObject) -> None:
    free = [name for name in MORE if not getattr(filters, name)]
    if not free:
        return
    name = data.draw(st.sampled_from(free))
    tighter = replace(filters, **{name: data.draw(st.sampled_from(MORE[name]))})
    before, after = (each(shown(seen(built), chosen)) for chosen in (filters, tighter))
    for part in PARTS:
        assert set(after[part].ids) <= set(before[part].ids), part


@examples(60)
@given(dossiers(), FILTERS)
def test_the_total_is_what_is_known_and_never_moves(built: Dossier, filters: Filters) -> None:
    whole, part = each(shown(seen(built), Filters())), each(shown(seen(built), filters))
    assert {name: found.total for name, found in part.items()} == {name: found.total for name, found in whole.items()}
    assert all(len(found) <= found.total for found in part.values())


@examples(40)
@given(dossiers(), st.booleans())
def test_no_filter_shows_all(built: Dossier, certainly: bool) -> None:
    """Certainly within no period is no filter."""
    on = seen(built)
    for name, part in each(shown(on, Filters(certainly=certainly))).items():
        assert len(part) == part.total, name
        assert (part.undated, part.unplaced) == (0, 0)
    assert len(on.shown.reports) == len(built.reports)
    assert len(on.shown.sources) == len(built.sources)


@examples(40)
@given(dossiers(), FILTERS)
def test_a_filter_touches_no_standing(built: Dossier, filters: Filters) -> None:
    narrowed, whole = seen(built, filters=filters), seen(built)
    assert narrowed.standings == whole.standings
    for found in whole.standings.values():
        gone = [id for side in hidden(found, narrowed.shown) for id in side]
        sided = [report.id for report in found.sided]
        assert set(gone) == set(sided) - set(narrowed.shown.reports.ids)
        assert len(gone) == sum(id not in narrowed.shown.reports for id in sided)


@examples(40)
@given(dossiers(), DAYS, DAYS)
def test_what_is_certainly_within_a_period_is_possibly_within_it(built: Dossier, one: date, other: date) -> None:
    period = Filters(start=min(one, other), end=max(one, other))
    possibly, certainly = (shown(seen(built), replace(period, certainly=sure)) for sure in (False, True))
    for name in NARROWED:
        assert set(getattr(certainly, name).ids) <= set(getattr(possibly, name).ids)
        if name != "claims":  # a claim without a date is shown with an event that has one
            assert getattr(certainly, name).undated == getattr(possibly, name).undated


@examples(60)
@given(dossiers(), FILTERS)
def test_what_only_a_missing_date_or_place_hides_is_counted(built: Dossier, filters: Filters) -> None:
    """A row counts as undated if it would be shown were it not for what it lacks; a row of another actor does not."""
    on = seen(built)
    parts = shown(on, filters)
    for name in NARROWED:
        subjects, part = getattr(on.ground.subjects, name), getattr(parts, name)
        undated = unplaced = 0
        for subject in subjects:
            asked = filters if subject.date else replace(filters, start=None, end=None)
            asked = asked if subject.regions else replace(asked, region=())
            wanted = subject.id not in part and matches(subject, asked)
            undated += wanted and subject.date is None and filters.has_period
            unplaced += wanted and not subject.regions and bool(filters.region)
        assert (part.undated, part.unplaced) == (undated, unplaced)


def test_an_empty_dossier_shows_nothing_and_fails_nowhere() -> None:
    on = seen(gathered([], info()))
    assert {(len(part), part.total) for part in each(on.shown).values()} == {(0, 0)}


# --- the small dossier


def ids(small: Dossier, part: str, **chosen: Any) -> set[str]:
    return set(getattr(shown(seen(small), Filters(**chosen)), part).ids)


def test_of_an_actor(small: Dossier) -> None:
    assert ids(small, "events", actor=("tolm",)) == {"e-tolm-arrest"}
    assert ids(small, "relations", actor=("tolm",)) == {"tie-tolm-banner", "tie-ministry-tolm", "tie-tolm-varo"}
    assert ids(small, "events", actor=("tolm", "varo")) == {
        "e-tolm-arrest",
        "e-notice",
        "e-varo-killing",
        "e-varo-seen",
    }


@pytest.mark.parametrize(
    ("chosen", "events"),
    [
        ({"role": ("acted",)}, {"e-notice", "e-tolm-arrest"}),
        ({"role": ("denied",), "actor": ("grey-banner",)}, {"e-varo-killing"}),
        ({"role": ("denied",), "actor": ("varo",)}, set()),  # he is in that event, but in another part
        ({"role": ("denied", "reported killed"), "actor": ("varo",)}, {"e-varo-killing"}),
    ],
)
def test_of_a_role_with_its_actor(small: Dossier, chosen: dict[str, object], events: set[str]) -> None:
    assert ids(small, "events", **chosen) == events


def test_the_roles_are_those_of_the_events(small: Dossier) -> None:
    assert roles(small) == tuple(sorted({row.role for row in small.involvement}))


def test_a_province_lies_under_its_country(small: Dossier) -> None:
    assert list(regions(small).items()) == [
        ("arvenia", "Arvenia"),
        ("arvenia--northmark", "Arvenia › Northmark"),
        ("dorrland", "Dorrland"),
        ("dorrland--sarn-province", "Dorrland › Sarn Province"),
    ]
    province = ids(small, "events", region=("arvenia--northmark",))
    assert province == {"e-lowen", "e-varo-seen", "e-tolm-arrest"} == ids(small, "events", region=("arvenia",))
    assert ids(small, "reports", region=("dorrland--sarn-province",)) == {"r-herald-killed", "r-wire-killed"}
    assert "r-voice-killed" in ids(small, "reports", region=("dorrland",))  # known to a country only
    assert region_id("Côte d’Ivoire", "Sud-Comoé") == "cote-divoire--sud-comoe"


def test_an_event_without_a_place_is_hidden_by_a_region_and_counted(small: Dossier) -> None:
    part = shown(seen(small), Filters(region=("arvenia",))).events
    assert (part.unplaced, part.undated, part.total) == (1, 0, 5)


def test_an_event_without_a_date_is_hidden_by_a_period_and_counted(small: Dossier) -> None:
    part = shown(seen(small), Filters(start=date(2021, 1, 1))).events
    assert part.ids == ("e-notice", "e-varo-killing", "e-tolm-arrest")
    assert part.undated == 1
    other_actor = shown(seen(small), Filters(start=date(2021, 1, 1), actor=("tolm",))).events
    assert other_actor.undated == 0


def test_a_month_lies_possibly_but_not_certainly_in_a_part_of_it(small: Dossier) -> None:
    may = {"start": date(2021, 5, 10), "end": date(2021, 5, 31)}
    assert "e-tolm-arrest" in ids(small, "events", **may)
    assert "e-tolm-arrest" not in ids(small, "events", **may, certainly=True)
    assert "e-tolm-arrest" in ids(small, "events", start=date(2021, 5, 1), end=date(2021, 5, 31), certainly=True)


def test_what_lasted_went_on_in_every_year_of_it_and_what_happened_once_may_have(small: Dossier) -> None:
    dates = {
        "e-lowen": "2003/2008",
        "e-notice": "[2003..2008]",
        "e-tolm-arrest": "2005-05",
        "e-varo-killing": "2006/..",
    }
    dated = tuple(
        event.model_copy(update={"date": parse(dates[event.id])}) for event in small.events if event.id in dates
    )
    told, year = replace(small, events=dated), {"start": date(2005, 1, 1), "end": date(2005, 12, 31)}
    assert ids(told, "events", **year) == {"e-lowen", "e-notice", "e-tolm-arrest"}
    assert ids(told, "events", **year, certainly=True) == {"e-lowen", "e-tolm-arrest"}
    assert ids(told, "events", start=date(2010, 1, 1), certainly=True) == {"e-varo-killing"}


def test_of_a_standing(small: Dossier) -> None:
    assert ids(small, "claims", standing=("corroborated",)) == {"c-tolm-arrested"}
    assert ids(small, "reports", standing=("withdrawn",)) == {"r-lantern-cousin", "r-lantern-correction"}


@pytest.mark.parametrize(
    "q",
    ["Варо", "ВАРО", "варо", "A. VARROW", "varrow", "أنطون", "انطون", "Vàró", "the  tall", "varo sarn", "Anton Varo"],
)
def test_a_search_finds_every_script_spelling_and_case(small: Dossier, q: str) -> None:
    assert "e-varo-killing" in ids(small, "events", q=q)


def test_a_search_wants_every_word(small: Dossier) -> None:
    assert ids(small, "events", q="Варо Ловен") == set()
    assert ids(small, "events", q="Лоўен") == {"e-lowen"}
    assert ids(small, "events", q="no such words") == set()


def test_a_search_narrows_what_another_filter_leaves(small: Dossier) -> None:
    assert ids(small, "events", q="varo") == {"e-notice", "e-varo-killing", "e-varo-seen"}
    assert ids(small, "events", q="varo", region=("dorrland",)) == {"e-varo-killing"}


def test_a_search_that_was_not_read_wants_its_words_as_they_stand(small: Dossier) -> None:
    events = seen(small).ground.subjects.events
    assert {each.id for each in events if matches(each, Filters(q="Варо سارن"))} == {"e-varo-killing"}
    assert not any(matches(each, Filters(q="khalimov")) for each in events)


@given(st.text(max_size=30))
@example("™ ℌ ǅ ẞ ŉ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_joiner_that_nobody_sees_or_types_is_no_letter() -> None:
    assert fold("می\u200cخواهم \u202bВаро\u202c co\u00adoperate") == fold("میخواهم варо cooperate")


def test_what_is_hidden_of_a_standing_is_named_by_side(small: Dossier) -> None:
    on = seen(small, region=("arvenia",))
    for_, against = hidden(on.standings["c-varo-killed"], on.shown)
    assert for_ == ("r-herald-killed", "r-wire-killed", "r-voice-killed")
    assert against == ()


def test_claims_nobody_spoke_to_are_not_counted(small: Dossier) -> None:
    state = seen(small, asof=date(2021, 1, 1)).state
    early = view(ground(small, date(2021, 1, 1)), state)
    assert early.shown.claims.ids == ("c-lowen-12", "c-lowen-40")
    assert early.shown.claims.total == 2


def test_what_a_filter_hides_for_want_of_a_date_or_place_is_told_by_kind() -> None:
    assert Part((), 87, undated=25).missing("ties") == ("25 ties have no date",)
    assert Part((), 9, undated=1, unplaced=1_200).missing("events") == (
        "1 event has no date",
        "1,200 events have no place",
    )
    assert Part((), 9).missing("events") == ()


# --- a dossier whose rows lack a date, a place or both


@pytest.fixture(scope="module")
def sparse() -> Dossier:
    """Three claims, one with a place and a date, and rows of every kind; each actor is named in one place only."""
    built = dossier(
        ["c", "d", "e"], [(f"2021-04-0{day}", "wire", "o", f"supports {id}") for day, id in enumerate("cde", 1)]
    )
    about: dict[str, dict[str, object]] = {
        "c": {"actors": ("ann",), "place": "north", "date": parse("2021-02-10")},
        "e": {"actors": ("gil",)},
        "r1": {"actors": ("fay",), "place": "far", "date": parse("2021-01-05")},
    }
    found = [each for _, rows in built.tables() for each in rows]
    rows = [each.model_copy(update=about.get(each.id, {})) for each in found]
    return gathered(
        [
            *rows,
            row(Place, "north", name="Northmark", admin1="Northmark", precision="province"),
            *(row(Place, id, country="Dorrland") for id in ("sarn", "far")),
            *(row(Actor, id) for id in ("ann", "bob", "cid", "dan", "eve", "fay", "gil")),
            row(Event, "both", claim="d", place="sarn", date="2021-03-10"),
            row(Event, "neither", claim="c"),
            row(Event, "undated", claim="d", place="north"),
            row(Event, "undated-there", claim="d", place="sarn"),
            row(Event, "unplaced", claim="d", date="2021-02-15"),
            row(Event, "unplaced-later", claim="d", date="2021-05-01"),
            row(Involvement, "i1", event="both", actor="bob", role="acted"),
            row(Involvement, "i2", event="neither", actor="cid", role="denied"),
            row(Relation, "tie", **{"from": "dan", "to": "eve"}, claim="c", date="2021-02-20"),
        ]
    )


FEBRUARY = {"start": date(2021, 2, 1), "end": date(2021, 2, 28)}
ARVENIA = {"region": ("arvenia",)}


ALL = ("c d e", "both neither undated undated-there unplaced unplaced-later", "tie", "r1 r2 r3")


@pytest.mark.parametrize(
    ("chosen", "rows", "actors", "places"),
    [
        ({}, ALL, "ann bob cid dan eve fay gil", "north sarn far"),
        (ARVENIA, ("c d", "undated", "tie", ""), "ann dan eve", "north"),
        ({"region": ("dorrland",)}, ("d", "both undated-there", "", "r1"), "bob fay", "sarn far"),
        (FEBRUARY, ("c d", "unplaced", "tie", ""), "ann dan eve", "north"),
        ({"start": date(2021, 3, 1)}, ("d", "both unplaced-later", "", ""), "bob", "sarn"),
        ({"end": date(2021, 1, 31)}, ("", "", "", "r1"), "fay", "far"),
        ({"start": date(2021, 2, 16), "end": date(2021, 2, 28)}, ("c", "", "tie", ""), "ann dan eve", "north"),
        ({"role": ("denied",)}, ("c", "neither", "", ""), "ann cid", "north"),
        ({"role": ("denied",), **ARVENIA}, ("c", "", "", ""), "ann", "north"),  # its event lies nowhere
    ],
)
def test_what_is_shown_of_a_sparse_dossier(
    sparse: Dossier, chosen: dict[str, Any], rows: tuple[str, ...], actors: str, places: str
) -> None:
    parts = each(shown(seen(sparse), Filters(**chosen)))
    assert tuple(" ".join(parts[name].ids) for name in NARROWED) == rows
    assert (" ".join(parts["actors"].ids), " ".join(parts["places"].ids)) == (actors, places)
    assert (parts["actors"].total, parts["places"].total) == (7, 3)


@pytest.mark.parametrize(
    ("chosen", "undated", "unplaced"),
    [
        ({}, (0, 0, 0), (0, 0, 0)),
        (FEBRUARY, (1, 3, 2), (0, 0, 0)),
        (ARVENIA, (0, 0, 0), (1, 3, 2)),
        ({**FEBRUARY, **ARVENIA}, (2, 2, 2), (2, 2, 2)),
        ({"actor": ("ann",), **FEBRUARY, **ARVENIA}, (0, 1, 0), (0, 1, 0)),  # the others are not about her
    ],
)
def test_what_a_lacking_date_or_place_hides_of_a_sparse_dossier(
    sparse: Dossier, chosen: dict[str, Any], undated: tuple[int, ...], unplaced: tuple[int, ...]
) -> None:
    parts = shown(seen(sparse), Filters(**chosen))
    counted = (parts.claims, parts.events, parts.reports)
    assert tuple(part.undated for part in counted) == undated
    assert tuple(part.unplaced for part in counted) == unplaced


@pytest.mark.parametrize(
    ("names", "id"),
    [(("St. John/Bay",), "st-john-bay"), (("Таджикистан", "Хатлон"), "таджикистан--хатлон"), (("日本",), "日本")],
)
def test_a_region_in_an_address_has_letters_and_hyphens(names: tuple[str, ...], id: str) -> None:
    assert region_id(*names) == id


def test_the_names_of_an_actor_are_folded_once_for_all_rows(small: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of aliases in the text of each row that names the actor took minutes and gigabytes."""
    actors = tuple(
        each.model_copy(update={"aliases": tuple(f"{each.id}{n}" for n in range(50))}) for each in small.actors
    )
    whole = replace(small, actors=actors)
    folded: list[str] = []

    def counted(text: str) -> str:
        folded.append(text)
        return fold(text)

    for module in (filters, finder):
        monkeypatch.setattr(module, "fold", counted)
    found = subjects(whole, standings(whole))
    assert len({actor for each in found.claims for actor in each.actors}) > 1
    aliases = {name for each in actors for name in each.aliases}
    assert sorted(name for name in folded if name in aliases) == sorted(aliases)
    texts = [text for each in (*found.claims, *found.reports) for text in each.texts if text.endswith(" varo49")]
    assert len(texts) > 1 and len({id(text) for text in texts}) == 1
