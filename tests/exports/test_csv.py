"""The CSV tables: unpacked they load as the same dossier, and filtered as the part that was shown."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.standing import WORDS
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Claim, Evidence, Origin, Outlet, Question, Report, Source
from briefing.exports.csv import PART, WHOLE, tables
from briefing.exports.imprint import imprint
from briefing.exports.subset import UNCONFIRMED, selection
from briefing.reading.load import Reading, read
from briefing.view.view import View
from tests import SHIPPED
from tests.invented import AS_OF, dossiers, examples, gathered, row, seen, write

TABLES = ("claims", "events", "relations", "reports", "sources", "actors", "places")


TOLD = 'missing = "', 'standings = "on these rows alone"\nmissing = "'


def unpacked(view: View, folder: Path, told: bool = False) -> Reading:
    with ZipFile(io.BytesIO(tables(view))) as zipped:
        zipped.extractall(folder)
    if told:
        front = folder / "dossier.toml"
        front.write_text(front.read_text("utf-8").replace(*TOLD), "utf-8")
    return read(folder)


def test_all_tables_load_as_an_equal_dossier(small: Dossier, tmp_path: Path) -> None:
    assert unpacked(seen(small), tmp_path).dossier == small


def test_the_shipped_dossier_loads_back_equal(tmp_path: Path) -> None:
    shipped = read(SHIPPED).dossier
    assert shipped
    assert unpacked(seen(shipped), tmp_path).dossier == shipped


@given(dossier=dossiers())
@examples(15)
def test_any_dossier_loads_back_equal(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> None:
    back = unpacked(seen(dossier), tmp_path_factory.mktemp("any")).dossier
    assert back and replace(back, release=dossier.release) == dossier


@given(dossier=dossiers(), data=st.data())
@examples(30)
def test_any_part_loads(dossier: Dossier, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    view = seen(
        dossier,
        actor=data.draw(st.sampled_from([(), ("act01",), ("act02", "act03")])),
        region=data.draw(st.sampled_from([(), ("arvenia",), ("dorrland--sarn-province",)])),
        standing=data.draw(st.sampled_from([(), *((word,) for word in WORDS)])),
        asof=data.draw(st.sampled_from([None, date(2021, 2, 1), date(2021, 4, 30)])),
        without=data.draw(st.sampled_from([(), ("org01",), ("out01",)])),
    )
    reading = unpacked(view, tmp_path_factory.mktemp("part"), told=True)
    assert [issue for issue in reading.issues if issue.severity == "error"] == []


@pytest.mark.parametrize(
    "state", [{"actor": ("tolm",)}, {"region": ("dorrland",)}, {"asof": date(2021, 4, 14)}], ids=str
)
def test_a_part_holds_only_what_is_shown(state: dict[str, object], small: Dossier, tmp_path: Path) -> None:
    view = seen(small, **state)
    back = unpacked(view, tmp_path, told=True).dossier
    assert back
    for name in TABLES:
        assert tuple(row.id for row in getattr(back, name)) == getattr(view.shown, name).ids


def test_a_part_without_anything_loads(small: Dossier, tmp_path: Path) -> None:
    back = unpacked(seen(small, q="no such word"), tmp_path, told=True).dossier
    assert back and not back.claims and back.info.model_copy(update={"cut": None}) == small.info


# --- a part knows that it is one


def test_the_whole_is_no_cut(small: Dossier) -> None:
    assert selection(seen(small)).info.cut is None


def test_a_part_says_of_what_and_what_it_lacks(small: Dossier) -> None:
    info = selection(seen(small, actor=("tolm",), asof=date(2021, 5, 25))).info
    assert info.as_of == date(2021, 5, 25)
    cut = info.cut
    assert cut and (cut.release, cut.view) == (small.release, "actor=tolm&asof=2021-05-25")
    assert "Milo Tolm" in cut.state and "claims (5 of 7)" in cut.missing
    assert cut.missing.endswith("; what became known after 25 May 2021")


def test_what_was_not_known_yet_is_not_counted(small: Dossier) -> None:
    """How many reports were to come nobody knew on the day."""
    early = selection(seen(small, asof=date(2021, 4, 15))).info.cut
    assert early and early.missing == "what became known after 15 April 2021"


def test_a_part_of_what_may_be_held_says_so(small: Dossier) -> None:
    view = seen(replace(small, ceiling="public"))
    cut = selection(view).info.cut
    assert cut and "what is marked above public" in cut.missing
    assert PART in said(view)[0]


def test_a_part_does_not_load_untold(small: Dossier, tmp_path: Path) -> None:
    reading = unpacked(seen(small, actor=("tolm",)), tmp_path)
    assert reading.dossier is None
    (fault,) = [issue for issue in reading.issues if issue.severity == "error"]
    assert (fault.file, fault.column) == ("dossier.toml", "cut.standings")
    assert "claims (5 of 7)" in fault.message and 'standings = "on these rows alone"' in fault.message


def test_told_to_it_loads_and_every_standing_says_so(small: Dossier, tmp_path: Path) -> None:
    back = unpacked(seen(small, actor=("tolm",)), tmp_path, told=True).dossier
    assert back
    view = seen(back)
    assert {each.reason.rpartition("; ")[2] for each in view.standings.values() if each.rows} == {
        "computed on a cut of the dossier, which lacks rows"
    }
    assert f"a cut of release {small.release}" in imprint(view).state
    assert PART in said(view)[0] and WHOLE not in said(view)[0]


def test_a_part_of_a_part_lacks_what_both_leave_out(small: Dossier, tmp_path: Path) -> None:
    back = unpacked(seen(small, actor=("tolm",)), tmp_path, told=True).dossier
    assert back and back.info.cut
    again = selection(seen(back, q="no such word")).info.cut
    assert again and again.standings is None
    first = f"before that: {back.info.cut.missing}"
    assert "claims (2 of 2)" in again.missing and again.missing.endswith(first)


def confirmed() -> Dossier:
    """Two origins support a claim; one report of it, graded 1, names an actor."""
    sides = [("r1", "o1", "s1", "1", ("act",)), ("r2", "o2", "s2", "2", ())]
    rows = [row(Question, "q"), row(Claim, "c", question="q"), row(Actor, "act"), row(Outlet, "out")]
    for report, origin, source, grade, actors in sides:
        rows += [row(Origin, origin), row(Source, source, outlet="out")]
        rows.append(row(Report, report, source=source, origin=origin, credibility=grade, actors=actors))
        rows.append(row(Evidence, f"e-{report}", report=report, claim="c", stance="supports"))
    return gathered(rows)


def test_a_grade_whose_confirmation_is_left_out_is_not_kept() -> None:
    report = selection(seen(confirmed(), actor=("act",))).row(Report, "r1")
    assert report.credibility == "6"
    assert report.note.endswith(UNCONFIRMED)


def test_a_grade_whose_confirmation_is_there_is_kept(tmp_path: Path) -> None:
    write(confirmed(), tmp_path)
    dossier = read(tmp_path).dossier
    assert dossier and selection(seen(dossier)).row(Report, "r1").credibility == "1"


# --- what it says of itself


def said(view: View) -> tuple[str, list[str]]:
    """What the note in the file says before the standings, and the claims that it gives a standing."""
    with ZipFile(io.BytesIO(tables(view))) as zipped:
        head, _, stand = zipped.read("STATE.txt").decode().partition("Standing of each claim\n")
    return head, [line.split(":")[0] for line in stand.splitlines() if line]


@pytest.mark.parametrize("state", [{}, {"asof": AS_OF}, {"focus": "c-varo-killed"}], ids=str)
def test_only_a_file_that_holds_all_says_so(state: dict[str, object], small: Dossier) -> None:
    head, claims = said(seen(small, **state))
    assert WHOLE in head and PART not in head
    assert "Left out: The filters hide nothing." in head
    assert claims == [claim.id for claim in small.claims]


@pytest.mark.parametrize(
    "state",
    [
        {"actor": ("tolm",)},
        {"region": ("dorrland",)},
        {"start": date(2021, 1, 1)},
        {"standing": ("contested",)},
        {"q": "Sarn"},
        {"asof": date(2021, 6, 29)},
        {"without": ("o-lena",)},
    ],
    ids=str,
)
def test_a_file_that_holds_a_part_says_so(state: dict[str, object], small: Dossier) -> None:
    """By whatever the part is chosen, even where all claims are in it."""
    head, _ = said(seen(small, **state))
    assert PART in head and WHOLE not in head


@pytest.mark.parametrize(
    "state", [{"actor": ("tolm",)}, {"region": ("dorrland",)}, {"standing": ("contested",)}], ids=str
)
def test_a_claim_that_is_hidden_is_not_in_the_file(state: dict[str, object], small: Dossier, tmp_path: Path) -> None:
    view = seen(small, **state)
    head, claims = said(view)
    hidden = {claim.id for claim in small.claims} - set(view.shown.claims.ids)
    assert claims == [claim.id for claim in small.claims if claim.id not in hidden]
    assert f"{len(hidden)} of {len(small.claims)} claims" in head
    with ZipFile(io.BytesIO(tables(view))) as zipped:
        text = "".join(zipped.read(name).decode() for name in zipped.namelist())
    assert hidden and [id for id in hidden if id in text] == []


def test_where_no_claim_is_shown_it_is_said(small: Dossier) -> None:
    assert said(seen(small, q="no such word"))[1] == ["No claim is shown."]


def test_the_state_gives_the_standings_of_the_whole(small: Dossier) -> None:
    with ZipFile(io.BytesIO(tables(seen(small, region=("dorrland",))))) as zipped:
        state = zipped.read("STATE.txt").decode()
    reason = "3 reports, 1 origin: unnamed officers in Dorrland; against it 1 report, 1 origin: Grey Banner"
    assert f"c-varo-killed: contested. {reason}" in state
