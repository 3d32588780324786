"""A layer made of real rows, counted a second time by pandas. The rows are not part of the repository.

BRIEFING_CONTEXT_SAMPLE names a Parquet file of events of GED, with the columns that are read here; without it the
folder shared/context beside the repository is looked into.
"""

import os
from pathlib import Path

import pandas as pd
import pytest

from briefing.context import asking, ged
from briefing.context.adding import add
from briefing.context.layer import Absent, Layer, Scope, Total
from briefing.context.opening import Opened, found
from briefing.context.rows import Account
from tests import ROOT

NAMED = "BRIEFING_CONTEXT_SAMPLE"
BESIDE = ROOT.parent / "shared" / "context" / "ucdp-ged-theatre.parquet"
pytestmark = pytest.mark.xdist_group("sample")

DEATHS = ("low_death", "best_death", "high_death")


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    """The rows as they were published."""
    file = Path(os.environ.get(NAMED, BESIDE))
    if not file.exists():
        pytest.skip(f"no sample of real events: {NAMED} names none, and there is no {file}")
    return pd.read_parquet(file)


@pytest.fixture(scope="module")
def taken(published: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> tuple[Layer, Account, Opened]:
    """The layer of them, taken in from a file in the layout of a release."""
    made = tmp_path_factory.mktemp("sample")
    days = pd.to_datetime(published[["year", "month", "day"]]).dt.strftime("%Y-%m-%d")
    release = published.rename(columns={name: name.removesuffix("_death") for name in DEATHS})
    release.assign(date_start=days, date_end=days).to_csv(made / "GEDEvent_v21_1.csv", index=False)
    layer, account = add(made / "GEDEvent_v21_1.csv", ged.FORMAT, made / "layer", "", "2021", lambda number: None)
    opened = found(str(made / "layer"))
    assert not isinstance(opened, Absent)
    return layer, account, opened


def test_every_row_is_taken_as_published(published: pd.DataFrame, taken: tuple[Layer, Account, Opened]) -> None:
    layer, account, _ = taken
    low, best, high = (published[name] for name in DEATHS)
    assert (layer.rows, account.total, account.refused, account.aside) == (len(published), len(published), {}, {})
    assert layer.crossed == ((low > best) | (best > high)).sum()


@pytest.mark.parametrize("by", ["country", "year", "month", "side"])
@pytest.mark.parametrize("countries", [(), ("Iraq",)])
def test_totals_are_those_of_pandas(
    published: pd.DataFrame, taken: tuple[Layer, Account, Opened], by: str, countries: tuple[str, ...]
) -> None:
    rows = published[published["country"].isin(countries)] if countries else published
    if by == "side":
        rows = pd.concat([rows.assign(side=rows["side_a"]), rows.assign(side=rows["side_b"])])
    wanted = rows.groupby(by)[list(DEATHS)].agg("sum").assign(events=rows.groupby(by).size())
    told = asking.totals(taken[2], Scope(countries), by)
    assert {what: numbers(total) for what, total in told.items()} == {
        what: tuple(map(int, row)) for what, *row in wanted[["events", *DEATHS]].itertuples()
    }


def numbers(total: Total) -> tuple[int, ...]:
    """Events and the three sums of deaths."""
    return total.events, total.deaths.low, total.deaths.best, total.deaths.high


def test_cells_and_months_hold_every_event(published: pd.DataFrame, taken: tuple[Layer, Account, Opened]) -> None:
    opened = taken[2]
    months = {each.first: each.events for each in asking.periods(opened, Scope(), "month")}
    starts = pd.to_datetime(published[["year", "month"]].assign(day=1)).dt.date
    assert months == published.groupby(starts).size().to_dict()
    assert sum(each.events for each in asking.cells(opened, Scope(), 3).cells) == len(published)
