"""The matrix on a page: when a report became public is never told finer than it was seen."""

from dataclasses import replace
from datetime import date

import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Outlet
from briefing.dossier.when import When, parse
from briefing.html.render import outlets_of, public_day, render
from briefing.pictures.evidence.matrix import matrix
from briefing.view import tables
from tests.invented import dossier, seen


def dated(small: Dossier, published: When | None) -> Dossier:
    """The small dossier with every publication of that date."""
    info = small.info.model_copy(update={"as_of": date(2026, 11, 26)})
    sources = tuple(source.model_copy(update={"published": published}) for source in small.sources)
    return replace(small, info=info, sources=sources)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (None, "undated; counts from 26 Nov 2026"),
        (parse("2021-04-12"), "12 Apr 2021"),
        (parse("2021-04"), "April 2021"),
        (parse("2021-04-12~"), "about 12 April 2021"),
    ],
)
def test_a_row_says_when_it_was_published_or_that_nobody_saw_it(
    small: Dossier, published: When | None, said: str
) -> None:
    view = seen(dated(small, published))
    found = matrix(view.known.claims[:2], view)
    html = render("matrix", view.known, view.state, "claims", view=view, key="m", matrix=found, title="Rivals")
    assert html.count(f'<span class="small nowrap">{said}</span>') == len(found.rows)
    assert public_day(found.rows[0].report, view.known) == said


def test_the_table_of_reports_tells_an_undated_one_apart(small: Dossier) -> None:
    assert set(tables.reports(seen(dated(small, None)))["Public"]) == {"undated; counts from 2026-11-26"}


def test_each_outlet_is_named_once_with_the_number_of_its_publications() -> None:
    bearings = [("wire", "supports c"), ("herald", "supports c"), ("wire", "contradicts c")]
    built = dossier("c", [("2021-04-01", outlet, "named", bearing) for outlet, bearing in bearings])
    found = outlets_of([report.id for report in built.reports], built)
    assert [(each.name, [report.id for report in each.reports], each.publications) for each in found] == [
        (built.row(Outlet, "wire").name, ["r1", "r3"], 2),
        (built.row(Outlet, "herald").name, ["r2"], 1),
    ]
