"""An address says what a reader sees; reading one never fails, whatever comes in, and drops nothing in silence."""

import time
from dataclasses import replace
from datetime import date
from random import Random
from urllib.parse import parse_qsl

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.analysis.standing import WORDS
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import labelled
from briefing.dossier.misread import no_day
from briefing.dossier.records import Step
from briefing.view.address import (
    CONTEXTS,
    KEYS,
    LANES,
    MOST_VALUES,
    NETWORKS,
    SCALES,
    Notice,
    State,
    address,
    decode,
    encode,
    is_carried,
    parted,
    query,
)
from briefing.view.filters import EVERYTHING, Filters
from briefing.view.finder import LONGEST
from tests.invented import DAYS, dossiers, examples

NAMES = [key.name for key in KEYS]
ANY_TEXT = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["%", "%zz", "%00", "\x00\x1b[31m", "\u202evaro\u202c", "\ud800", "a" * 3000, "٢٠٢١-٠٤-١٨", "9999-24"]
    ),
    st.sampled_from(
        ["varo", "c-varo-dead", "2021-04-18", "2021-13-45", "certainly", "single-origin", "' OR 1=1", "../.."]
    ),
)


STORY = tuple(
    Step(id=f"step{number}", step=number, title="A step", text="What is said.", address="map") for number in (1, 3)
)


@st.composite
def states(draw: st.DrawFn) -> tuple[Dossier, State]:
    """A dossier and a state that its pages can come to."""
    built = replace(draw(dossiers()), stories=STORY)

    def some(values: list[str]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(values), max_size=3, unique=True)))

    def one(values: list[str]) -> str | None:
        return draw(st.none() | st.sampled_from(values))

    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and start > end:
        start, end = end, start
    return built, State(
        Filters(
            actor=some(["act01", "act02", "act03"]),
            role=some([row.role for row in built.involvement]) if built.involvement else (),
            region=some(["arvenia", "arvenia--northmark", "dorrland"]),
            start=start,
            end=end,
            certainly=draw(st.booleans()),
            standing=tuple(draw(st.lists(st.sampled_from(WORDS), max_size=3, unique=True))),
            q=" ".join(draw(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30)).split()),
        ),
        asof=draw(st.none() | st.dates(date(2021, 1, 1), date(2021, 6, 29))),
        without=some([row.id for row in (*built.sources, *built.outlets, *built.origins)]),
        question=one(["que01", "que02"]),
        network=draw(st.sampled_from(NETWORKS)),
        around=one(["act01", "act02", "act03"]),
        between=some(["act01", "act02", "act03"])[:2],
        lanes=draw(st.sampled_from(LANES)),
        scale=draw(st.sampled_from(SCALES)),
        span=draw(st.none() | st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))),
        since=draw(st.none() | DAYS),
        context=draw(st.sampled_from(CONTEXTS)),
        against=draw(st.none() | st.dates(date(2020, 1, 1), date(2020, 12, 31))),
        step=draw(st.sampled_from([None, *(row.step for row in built.stories)])),
        focus=one([row.id for _, rows in built.tables() for row in rows]),
        release=draw(st.sampled_from(["", built.release])),
        dossier=draw(st.sampled_from(["", "a-case"])),
    )


# --- there and back


@given(states())
def test_what_is_cleared_narrows_nothing_and_keeps_all_else(drawn: tuple[Dossier, State]) -> None:
    _, state = drawn
    assert state.cleared().filters == EVERYTHING
    assert replace(state.cleared(), filters=state.filters) == state


@examples(50)
@given(states())
def test_an_address_holds_the_whole_state(drawn: tuple[Dossier, State]) -> None:
    built, state = drawn
    assert decode(encode(state), built) == (state, ())
    assert decode(parse_qsl(query(state), keep_blank_values=True), built) == (state, ())


@examples(40)
@given(states(), st.randoms(use_true_random=False))
def test_the_keys_of_an_address_are_read_in_any_order_and_written_in_one(
    drawn: tuple[Dossier, State], random: Random
) -> None:
    built, state = drawn
    pairs = encode(state)
    names = random.sample(NAMES, len(NAMES))
    mixed = sorted(pairs, key=lambda pair: names.index(pair[0]))
    assert decode(mixed, built) == (state, ())
    assert encode(decode(mixed, built)[0]) == pairs
    assert [name for name in NAMES if name in dict(pairs)] == list(dict(pairs))


@given(st.lists(st.tuples(st.sampled_from([*NAMES, "embed", "x"]) | st.text(max_size=9), ANY_TEXT), max_size=12))
@example([("q", "Ло\u200cвен\u00a0\t x \u202e")])
@example(
    [
        ("from", "2021-05-01"),
        ("to", "2021-04-01"),
        ("span", "2021-05-01/2021-04-01"),
        ("v", "0"),
        ("asof", "2999-01-01"),
    ]
)
@example([("q", " \u200b "), ("actor", " varo "), ("v", "a" * 500)])
@examples(300)
def test_reading_an_address_never_fails_and_mends_it_once(small: Dossier, pairs: list[tuple[str, str]]) -> None:
    state, notices = decode(pairs, small)
    again, more = decode(encode(state), small)
    assert (again, more) == (state, ())
    assert all(len(notice.message) < 700 for notice in notices)
    query(state)


def test_no_default_is_written(small: Dossier) -> None:
    assert encode(State()) == []
    assert decode([], small) == (State(), ())
    default = [("within", "possibly"), ("lanes", State().lanes), ("q", "  "), ("asof", "2021-06-30"), ("actor", "")]
    assert decode(default, small) == (State(), ())


def test_an_address_is_relative() -> None:
    assert address("", State()) == "./"
    assert address("claims", State()) == "./claims"
    narrowed = Filters(actor=("varo",), region=("arvenia",))
    asked = State(narrowed, asof=date(2021, 4, 18), focus="c-varo-killed", release="3f2a91b")
    assert (
        address("claims", asked) == "./claims?actor=varo&region=arvenia&asof=2021-04-18&focus=c-varo-killed&v=3f2a91b"
    )
    assert address("", State().changed(q="a&b=c #%")) == "./?q=a%26b%3Dc+%23%25"


def test_what_an_address_lists_is_kept_in_order_and_once(small: Dossier) -> None:
    state, notices = decode(
        [("actor", "tolm"), ("standing", "single-origin"), ("actor", "varo"), ("actor", "tolm")], small
    )
    assert (state.filters.actor, state.filters.standing, notices) == (("tolm", "varo"), ("single origin",), ())


# --- what does not resolve is named


NOT_HERE = "is not in this dossier."
REVERSED = "the two days were reversed; they were put in order"
DAY = "one such as 2017-04-18, 2017-04 or 2017 is wanted"


@pytest.mark.parametrize(
    ("name", "value", "field", "found"),
    [
        ("from", "1900", "start", date(1900, 1, 1)),
        ("to", "2021-04", "end", date(2021, 4, 30)),
        ("asof", "2021-04", "asof", date(2021, 4, 1)),
        ("since", "18 April 2021", "since", date(2021, 4, 18)),
        ("span", "2021-04/2021-05", "span", (date(2021, 4, 1), date(2021, 5, 31))),
    ],
)
def test_a_link_takes_what_the_boxes_of_days_take(
    small: Dossier, name: str, value: str, field: str, found: object
) -> None:
    state, notices = decode([(name, value)], small)
    assert getattr(state.filters if field in ("start", "end") else state, field) == found
    assert all(notice.kind != "unknown" for notice in notices)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("actor", "vario", f"the actor 'vario' {NOT_HERE} Did you mean 'varo'?"),
        ("actor", "sarn", f"the actor 'sarn' {NOT_HERE}"),
        ("role", "arested", f"the role 'arested' {NOT_HERE} Did you mean 'arrested'?"),
        (
            "region",
            "arvenia--northmarc",
            f"the region 'arvenia--northmarc' {NOT_HERE} Did you mean 'arvenia--northmark'?",
        ),
        ("from", "soon", no_day("soon")),
        ("to", "2021-13", no_day("2021-13")),
        ("from", "2021-04-01/2021-05-01", f"'2021-04-01/2021-05-01' is not a day; {DAY}"),
        ("within", "surely", f"the choice 'surely' {NOT_HERE}"),
        ("within", "certain", f"the choice 'certain' {NOT_HERE} Did you mean 'certainly'?"),
        ("within", "possible", f"the choice 'possible' {NOT_HERE} Did you mean 'possibly'?"),
        ("asof", "18.04.2021", "'18.04.2021' has the day first; write it as year-month-day, 2021-04-18"),
        (
            "asof",
            "Jun 24",
            "'Jun 24' has the month as a word, where digits are wanted, the year first: a day such as 2017-04-18",
        ),
        ("standing", "contestd", f"the standing 'contestd' {NOT_HERE} Did you mean 'contested'?"),
        ("q", "x" * 201, "the text is longer than 200 characters"),
        ("q", "\ufdfa" * 190, "the text is longer than 200 characters once its letters are told apart"),
        ("q", " ".join(map(str, range(21))), "the text has 21 words; at most 20 are searched for"),
        ("without", "o-oficers", f"the source, outlet or origin 'o-oficers' {NOT_HERE} Did you mean 'o-officers'?"),
        ("question", "q-vario", f"the question 'q-vario' {NOT_HERE} Did you mean 'q-varo'?"),
        ("order", "orign", f"the order of rows 'orign' {NOT_HERE} Did you mean 'origin'?"),
        ("figures", "knwn", f"the order of figures 'knwn' {NOT_HERE} Did you mean 'known'?"),
        ("network", "whle", f"the extent of the network 'whle' {NOT_HERE} Did you mean 'whole'?"),
        ("around", "vario", f"the actor 'vario' {NOT_HERE} Did you mean 'varo'?"),
        ("between", "vario", f"the actor 'vario' {NOT_HERE} Did you mean 'varo'?"),
        ("context", "event", f"the way to draw recorded violence 'event' {NOT_HERE} Did you mean 'events'?"),
        ("step", "9", "the story of this dossier has no step '9'"),
        ("lanes", "actors", f"the choice of lanes 'actors' {NOT_HERE} Did you mean 'actor'?"),
        ("scale", "tru", f"the scale of time 'tru' {NOT_HERE} Did you mean 'true'?"),
        ("span", "2021-04", "'2021-04' is not a stretch of days; one such as 2017-03-01/2017-05-31 is wanted"),
        ("span", "/2021-05-01", f"'' is not a day; {DAY}"),
        ("span", "2021-04-01/2021-05-01/2021-06-01", f"'2021-05-01/2021-06-01' is not a day; {DAY}"),
        ("since", "2021-02-30", no_day("2021-02-30")),
        ("focus", "c-varo-kiled", f"the record 'c-varo-kiled' {NOT_HERE} Did you mean 'c-varo-killed'?"),
    ],
)
def test_a_value_that_does_not_resolve_is_named(small: Dossier, name: str, value: str, said: str) -> None:
    state, notices = decode([(name, value)], small)
    assert state == State()
    shown = value if len(value) <= 200 else f"{value[:200]}…"
    assert notices == (Notice("unknown", name, shown, said),)


def test_a_text_of_the_greatest_length_is_taken_and_one_more_is_cut_where_it_is_quoted(small: Dossier) -> None:
    longest, longer = "x" * 200, "x" * 201
    assert decode([("q", longest)], small)[0].filters.q == longest
    _, (notice,) = decode([(longer, "1")], small)
    assert notice.message == f"this dashboard has no parameter {f'{longest}…'!r}"
    _, (notice,) = decode([("actor", longest)], small)
    assert notice.value == longest


@pytest.mark.parametrize(
    ("name", "value", "field", "chosen"),
    [
        ("order", "date", "order", "date"),
        ("figures", "source", "figures", "source"),
        ("span", "2021-04-01/2021-05-01", "span", (date(2021, 4, 1), date(2021, 5, 1))),
        ("span", "2021-04-01/2021-04-01", "span", (date(2021, 4, 1), date(2021, 4, 1))),
        ("without", "s-courier-2020", "without", ("s-courier-2020",)),
        ("without", "state-voice", "without", ("state-voice",)),
        ("asof", "2021-06-29", "asof", date(2021, 6, 29)),
    ],
)
def test_a_value_that_resolves_is_chosen(small: Dossier, name: str, value: str, field: str, chosen: object) -> None:
    state, notices = decode([(name, value)], small)
    assert (getattr(state, field), notices) == (chosen, ())
    assert encode(state) == [(name, value)]


def test_every_bad_value_is_named_and_every_good_one_kept(small: Dossier) -> None:
    pairs = [("actor", "nobody-a"), ("actor", "varo"), ("actor", "nobody-b"), ("x", "1"), ("x", "2"), ("embed", "true")]
    state, notices = decode(pairs, small)
    assert state.filters.actor == ("varo",)
    assert [(notice.key, notice.value) for notice in notices] == [
        ("x", ""),
        ("actor", "nobody-a"),
        ("actor", "nobody-b"),
    ]
    assert notices[0] == Notice("unknown", "x", "", "this dashboard has no parameter 'x'")


def test_a_redirect_is_followed_and_said(small: Dossier) -> None:
    state, notices = decode([("focus", " c-varo-dead ")], small)
    assert state.focus == "c-varo-killed"
    assert notices == (Notice("moved", "focus", "c-varo-dead", "'c-varo-dead' is now part of 'c-varo-killed'"),)


def test_a_search_for_an_id_that_was_given_up_stays_as_it_was_typed(small: Dossier) -> None:
    state, notices = decode([("q", "c-varo-dead")], small)
    assert (state.filters.q, notices) == ("c-varo-dead", ())


def test_a_redirect_to_another_table_is_no_answer(small: Dossier) -> None:
    state, notices = decode([("actor", "c-varo-dead")], small)
    assert state.filters.actor == ()
    assert [notice.kind for notice in notices] == ["moved", "unknown"]


def test_a_reversed_period_is_mended_and_said(small: Dossier) -> None:
    state, notices = decode([("from", "2021-05-01"), ("to", "2021-04-01")], small)
    assert (state.filters.start, state.filters.end) == (date(2021, 4, 1), date(2021, 5, 1))
    assert notices == (Notice("mended", "from", "2021-05-01", "the period was reversed; its days were put in order"),)


def test_a_period_of_one_day_is_not_reversed(small: Dossier) -> None:
    assert decode([("from", "2021-05-01"), ("to", "2021-05-01")], small)[1] == ()


def test_a_reversed_stretch_of_the_timeline_is_mended_and_said(small: Dossier) -> None:
    state, notices = decode([("span", "2021-05-01/2021-04-01")], small)
    assert state.span == (date(2021, 4, 1), date(2021, 5, 1))
    message = "the stretch of days was reversed; it was put in order"
    assert notices == (Notice("mended", "span", "2021-05-01/2021-04-01", message),)


def test_a_day_beyond_the_dossier_is_said(small: Dossier) -> None:
    state, notices = decode([("asof", "2022-01-01")], small)
    assert state.asof is None
    assert notices == (Notice("mended", "asof", "2022-01-01", "the dossier looked no further than 2021-06-30"),)


@pytest.mark.parametrize(
    ("asof", "against", "left", "said"),
    [
        (None, "2021-04-01", (None, date(2021, 4, 1)), None),
        ("2021-05-01", "2021-04-01", (date(2021, 5, 1), date(2021, 4, 1)), None),
        (None, "2021-06-30", (None, None), "2021-06-30 is no earlier day than the one it is set against"),
        (None, "2021-07-02", (None, None), "2021-07-02 is no earlier day than the one it is set against"),
        (
            "2021-04-01",
            "2021-04-01",
            (date(2021, 4, 1), None),
            "2021-04-01 is no earlier day than the one it is set against",
        ),
        ("2021-04-01", "2021-05-01", (date(2021, 5, 1), date(2021, 4, 1)), REVERSED),
        ("2021-04-01", "2021-06-30", (None, date(2021, 4, 1)), REVERSED),
        ("2021-04-01", "2021-08-01", (None, date(2021, 4, 1)), REVERSED),
    ],
)
def test_of_two_days_the_earlier_is_set_against_the_later(
    small: Dossier, asof: str | None, against: str, left: tuple[date | None, date | None], said: str | None
) -> None:
    pairs = [("against", against), *([("asof", asof)] if asof else [])]
    state, notices = decode(pairs, small)
    assert (state.asof, state.against) == left
    assert notices == ((Notice("mended", "against", against, said),) if said else ())


def test_another_release_is_said(small: Dossier) -> None:
    state, notices = decode([("v", "0000000")], small)
    assert state.release == small.release
    message = f"this link was made on release 0000000; the dossier is now at release {small.release}"
    assert notices == (Notice("release", "v", "0000000", message),)
    assert decode([("v", small.release)], small)[1] == ()


@pytest.mark.parametrize("value", ["7d7f932, which was withdrawn", "7D7F932", "7d7f93", "7d7f9322", "٧٧٧٧٧٧٧", "later"])
def test_what_is_no_release_is_told_in_quotation_marks_and_forgotten(small: Dossier, value: str) -> None:
    state, (notice,) = decode([("v", value)], small)
    assert state.release == ""
    assert notice.message == f"{value!r} is no release; seven digits of 0-9 and a-f are wanted"


def test_a_key_given_twice_where_one_counts_is_said(small: Dossier) -> None:
    state, notices = decode([("asof", "2021-04-18"), ("asof", "2021-04-19")], small)
    assert state.asof == date(2021, 4, 18)
    assert notices == (Notice("unknown", "asof", "", "of 2 values for 'asof' only the first 1 count"),)
    assert decode([("standing", "denied")] * MOST_VALUES, small)[1] == ()
    _, (too_many,) = decode([("standing", "denied")] * (MOST_VALUES + 1), small)
    assert too_many.message == f"of {MOST_VALUES + 1} values for 'standing' only the first {MOST_VALUES} count"


def test_a_search_loses_no_space_between_its_words(small: Dossier) -> None:
    state, _ = decode([("q", " Антон\u00a0\t Варо\u200e ")], small)
    assert state.filters.q == "Антон Варо"


def test_a_huge_address_is_read_soon(small: Dossier) -> None:
    pairs = [(name, f"{'x' * 20_000}{number}") for name in NAMES for number in range(MOST_VALUES)]
    started = time.process_time()
    _, notices = decode(pairs, small)
    assert time.process_time() - started < 2
    assert max(len(notice.message) for notice in notices) < 700


# --- names


@examples(20)
@given(dossiers())
def test_every_row_has_a_name(built: Dossier) -> None:
    for _, rows in built.tables():
        for each in rows:
            assert labelled(built, each.id)
    assert labelled(built, "no-such-row") == "no-such-row"
    assert labelled(built, "cla00") == labelled(built, "cla01")


def test_a_row_is_called_by_its_name_title_or_statement(small: Dossier) -> None:
    names = [
        labelled(small, id) for id in ("varo", "s-voice-killed", "c-varo-alive", "q-tolm", "tie-tolm-varo", "sarn")
    ]
    assert names[:2] == ["Anton Varo", "Варо убит"]
    assert names[2].startswith("Anton Varo was alive")
    assert names[3:] == ["Was Milo Tolm arrested, and is he kin to Varo?", "said to be a cousin of", "Sarn"]


@pytest.mark.parametrize(
    ("written", "page", "pairs"),
    [
        (" ./claims?focus=c-varo&q= ", "claims", [("focus", "c-varo"), ("q", "")]),
        ("/claims/", "claims", []),
        ("./brief?asof=2021-05-01", "", [("asof", "2021-05-01")]),
        ("./", "", []),
        ("https://[", "https://[", []),
    ],
)
def test_an_address_has_its_page_and_its_parameters(written: str, page: str, pairs: list[tuple[str, str]]) -> None:
    found, given = parted(written)
    assert (found, list(given)) == (page, pairs)


@pytest.mark.parametrize(
    ("name", "carried"),
    [
        ("Two cases", True),
        ("x" * LONGEST, True),
        ("x" * (LONGEST + 1), False),
        ("two  spaces", False),
        (" before", False),
        ("un\u200eseen", False),
    ],
)
def test_a_name_is_carried_where_an_address_reads_it_as_it_stands(small: Dossier, name: str, carried: bool) -> None:
    state, _ = decode([("dossier", name)], small)
    assert (is_carried(name), state.dossier == name) == (carried, carried)


def test_as_many_words_as_are_searched_for_are_taken(small: Dossier) -> None:
    twenty = " ".join(map(str, range(20)))
    state, notices = decode([("q", twenty)], small)
    assert (state.filters.q, notices) == (twenty, ())


@pytest.mark.parametrize("key", [key.name for key in KEYS])
def test_no_value_is_read_that_is_longer_than_any_of_ours(small: Dossier, key: str) -> None:
    _, (notice,) = decode([(key, "a " * 100_000)], small)
    assert notice.message == "the text is longer than 200 characters"
