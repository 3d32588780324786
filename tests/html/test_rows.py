"""The rows of a table as cards: headed by what they are of, all of them there, what is not known left out."""

from briefing.dossier.dossier import Dossier
from briefing.html.rows import FIRST, rows_html
from tests.invented import seen


def test_a_card_is_headed_by_a_link_to_its_record(small: Dossier) -> None:
    html = rows_html(["When", "Event", "Reports"], [("e-1", ["2017", "A <strike>", 5000])], "t", seen(small), "map")
    assert 'data-focus="e-1"><bdi>A &lt;strike&gt;</bdi></a></th>' in html
    assert '<td data-head="Reports">5,000</td>' in html


def test_every_row_is_there_the_later_ones_folded(small: Dossier) -> None:
    html = rows_html(["Event"], [("", [str(n)]) for n in range(FIRST + 2)], "t", seen(small), "map")
    assert html.count('<th scope="row">') == FIRST + 2
    assert html.count(" hidden>") == 2
    assert f"All {FIRST + 2} rows" in html


def test_what_is_not_known_is_an_empty_cell(small: Dossier) -> None:
    html = rows_html(["Event", "Where"], [("", ["a", None]), ("", ["b", float("nan")])], "t", seen(small), "map")
    assert html.count('<td data-head="Where"></td>') == 2


def test_an_address_is_a_link_in_a_column_of_addresses_alone(small: Dossier) -> None:
    there = "https://example.org/x"
    html = rows_html(["Where", "Address"], [("", [there, there])], "t", seen(small), "map")
    assert html.count(f'href="{there}"') == 1
    assert f'<td data-head="Address"><a href="{there}"' in html
