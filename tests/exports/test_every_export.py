"""What holds for every export of data: the same bytes each time, its own particulars, nothing from later."""

import html
import io
import json
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest

from briefing.dossier.dossier import Dossier
from briefing.exports import claimreview, csv, ftm, geojson, graphml, qgis, stix, xlsx
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.view.view import View
from tests.invented import seen, served

DATA = tuple(module.EXPORT for module in (csv, xlsx, geojson, qgis, graphml, stix, ftm, claimreview))
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"actor": ("tolm",)},
    {"asof": date(2021, 4, 15)},
    {"q": "no such word"},
    {"without": ("o-officers",)},
)
each_export = pytest.mark.parametrize("export", DATA, ids=lambda export: export.name)


def said(export: Export, view: View) -> str:
    """The text of an exported file, with what its format escapes put back."""
    made = export.make(served(view))
    if made.startswith(b"PK"):
        with ZipFile(io.BytesIO(made)) as zipped:
            made = b"\n".join(zipped.read(name) for name in zipped.namelist())
    return html.unescape(made.decode().replace('\\"', '"').replace("\\n", "\n"))


@each_export
@pytest.mark.parametrize("state", VIEWS, ids=str)
def test_the_same_view_gives_the_same_bytes(export: Export, state: dict[str, object], small: Dossier) -> None:
    assert export.make(served(seen(small, **state))) == export.make(served(seen(small, **state)))


@each_export
def test_a_file_says_what_it_is(export: Export, small: Dossier) -> None:
    view = seen(small, actor=("tolm",), region=("arvenia",))
    text, own = said(export, view), imprint(view)
    for particular in (own.state, own.disclaimer, own.release, own.left_out):
        assert particular in text


@each_export
def test_a_what_if_is_said_to_be_one(export: Export, small: Dossier) -> None:
    assert "What if these had never reported: unnamed officers in Dorrland." in said(
        export, seen(small, without=("o-officers",))
    )


@each_export
def test_what_was_not_known_yet_is_in_no_file(export: Export, small: Dossier) -> None:
    early = said(export, seen(small, asof=date(2021, 4, 15)))
    for later in ("s-courier-varo", "r-banner-denies", "denied by", "prints its correction", "j-varo"):
        assert later not in early


def test_what_is_hidden_is_counted(small: Dossier) -> None:
    own = imprint(seen(small, actor=("varo",), region=("dorrland",)))
    assert own.hidden["events"] == 4
    assert own.left_out.startswith("The filters hide 4 of 5 events, ")
    assert own.unseen_against == 1


def test_nothing_hidden_is_said_too(small: Dossier) -> None:
    assert imprint(seen(small)).left_out == "The filters hide nothing."


def test_an_empty_view_is_valid_json(small: Dossier) -> None:
    view = served(seen(small, q="no such word"))
    assert json.loads(geojson.geojson(view))["features"] == []
    assert json.loads(claimreview.claimreview(view)) == []
