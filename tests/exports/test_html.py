"""The web page, as a parser of HTML reads it: valid, with nothing to load, all of its links within it."""

from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Report
from briefing.exports.html import make
from briefing.reading.load import read
from briefing.view.view import View
from tests import SHIPPED
from tests.invented import dossier, seen

pytestmark = pytest.mark.xdist_group("html")

LOADS = ("src", "srcset", "data", "poster", "background", "action", "formaction")
VIEWS: tuple[dict[str, Any], ...] = (
    {},
    {"actor": ("tolm",)},
    {"asof": date(2021, 4, 15)},
    {"q": "no such word"},
    {"without": ("o-officers",)},
)


def parsed(view: View) -> Element:
    """The tree of the page. Raises ParseError where it is not valid HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: Element = parser.parse(make(view).decode())
    return found


def text(tree: Element) -> str:
    return " ".join(" ".join(tree.itertext()).split())


def attributes(tree: Element, name: str) -> list[str]:
    return [value for each in tree.iter() if (value := each.get(name)) is not None]


@pytest.fixture(scope="module")
def page() -> Element:
    """The page of the dossier that ships."""
    found = read(SHIPPED).dossier
    assert found is not None
    return parsed(seen(found))


@pytest.mark.parametrize("state", VIEWS, ids=str)
def test_it_is_valid_and_the_same_each_time(state: dict[str, Any], small: Dossier) -> None:
    view = seen(small, **state)
    assert parsed(view).tag == "html"
    assert make(view) == make(seen(small, **state))


def test_it_loads_nothing(page: Element) -> None:
    tags = {str(each.tag).rpartition("}")[2] for each in page.iter()}
    assert not tags & {"script", "link", "iframe", "object", "embed", "video", "audio", "base", "form"}
    loaded = [value for name in LOADS for value in attributes(page, name)]
    assert loaded
    assert all(value.startswith("data:") for value in loaded)
    styles = "".join(each.text or "" for each in page.iter("style"))
    assert "url(" not in styles
    assert "@import" not in styles


def test_every_anchor_leads_somewhere_and_every_id_is_one(page: Element) -> None:
    ids = attributes(page, "id")
    assert len(ids) == len(set(ids))
    inner = [link[1:] for link in attributes(page, "href") if link.startswith("#")]
    assert inner
    assert set(inner) <= set(ids)


def test_other_links_lead_to_sources_only(page: Element) -> None:
    outer = [link for link in attributes(page, "href") if not link.startswith("#")]
    assert all(link.startswith(("https://", "http://")) for link in outer)


def test_pictures_have_words(page: Element) -> None:
    assert len(list(page.iter("img"))) == 3
    assert all(len(each.get("alt", "")) > 20 for each in page.iter("img"))


def test_evidence_is_folded_under_its_claim(small: Dossier) -> None:
    view = seen(small)
    folds = {each.get("id"): each for each in parsed(view).iter("details")}
    for claim in view.claims:
        fold = folds[f"claim-{claim.id}"]
        summary = fold.find("summary")
        assert summary is not None
        assert claim.statement in text(summary) and view.standings[claim.id].word in text(summary)
        assert view.standings[claim.id].reason in text(fold) and fold.get("open") is None


def test_text_of_a_dossier_is_escaped() -> None:
    view = seen(dossier(["c"], [("2021-04-01", "out", "org", "supports c")]))
    tree = parsed(view)
    assert '<i>"it\'s" & so</i>' in text(tree)
    assert not list(tree.iter("i"))


def test_an_address_that_is_no_web_page_is_no_link() -> None:
    plain = dossier(["c"], [("2021-04-01", "out", "org", "supports c")])
    source = plain.sources[0].model_copy(update={"url": "javascript:alert(1)"})
    tree = parsed(seen(replace(plain, sources=(source,))))
    assert not [link for link in attributes(tree, "href") if link.startswith("javascript")]


def test_every_report_shown_is_under_its_claim(small: Dossier) -> None:
    view = seen(small)
    found = text(parsed(view))
    for report in view.reports:
        assert view.known.row(Report, report.id).statement in found


def test_the_state_the_release_and_the_disclaimer_are_there(small: Dossier) -> None:
    found = text(parsed(seen(small, actor=("varo",), region=("dorrland",))))
    for words in ("Anton Varo · Dorrland", "1 of 5 events", f"release {small.release}", small.info.disclaimer):
        assert words in found
    assert "The filters hide 4 of 5 events" in found


def test_what_was_not_known_yet_is_not_in_it(small: Dossier) -> None:
    found = make(seen(small, asof=date(2021, 4, 15))).decode()
    for later in ("s-courier-varo", "Grey Banner says that Varo is alive", "prints its correction", "roughly even"):
        assert later not in found


def test_an_empty_view_says_so(small: Dossier) -> None:
    found = text(parsed(seen(small, q="no such word")))
    assert "No claim is shown under these filters." in found
    assert "The filters hide 5 of 5 events" in found
    assert "so not drawn: events with a place; events dated to a month or better; ties between actors." in found
    assert not list(parsed(seen(small, q="no such word")).iter("img"))
