"""Two days side by side on the pages: one click on the Brief, the heads of the matrix, and what is drawn faint."""

import json

from streamlit.testing.v1 import AppTest

from tests.ui.test_pages import opened, stands, words

DAY = {"against": ["2017-04-18"]}


def fields(app: AppTest) -> list[str]:
    """The labels of the fields for a day."""
    return [str(json.loads(board.proto.json).get("label", "")) for board in app.get("bidi_component")]


def test_the_eighteenth_of_april_against_today_is_one_click_on_the_brief() -> None:
    said = words(opened("brief", {}))
    assert 'href="./?against=2017-04-18&amp;v=' in said
    assert ">18 April 2017</a>" in said


def test_the_brief_has_each_claim_as_of_both_days_with_the_reports_that_turned_it() -> None:
    app = opened("brief", DAY)
    said = words(app)
    assert stands(app)
    assert "<b>18 April 2017 against 25 November 2026.</b>" in said
    table = said[said.index('<table class="both">') :]
    row = table[table.index("killed in west Mosul, April 2017") :].partition("</tr>")[0]
    assert ">single origin</button>" in row and ">contested</button>" in row
    assert row.count('class="strip') >= 2
    assert "8 Sep 2017" in row and "by <a" in row


def test_a_judgement_of_one_day_alone_is_not_taken_for_what_came_in_between() -> None:
    said = words(opened("brief", DAY))
    table = said[said.index('<table class="both">') :].partition("</table>")[0]
    row = table[table.index("killed in west Mosul, April 2017") :].partition("</tr>")[0]
    then, now = row.split("<td")[1:3]
    assert "no judgement had been made by then" in then and "answer-word" not in then
    assert ">unlikely</span>" in now and "judged on 25 November 2026" in now
    # Where neither day has one nothing is said of it.
    assert table.count("no judgement had been made by then") == table.count('class="answer-word"') < table.count("<tr")


def test_the_state_line_names_the_day_and_takes_it_off() -> None:
    assert 'title="Take off: against 18 April 2017"' in words(opened("map", DAY))


def test_the_head_of_the_matrix_has_both_days() -> None:
    said = words(opened("claims", {**DAY, "question": ["q-mosul"]}))
    assert "As of 18 April 2017 ›" in said
    assert "As of" not in words(opened("claims", {"question": ["q-mosul"]})).replace("As of which", "")


def test_what_was_not_yet_known_is_drawn_faint_and_counted() -> None:
    said = words(opened("map", DAY))
    assert "Drawn faint: 72 of 164 events shown, not yet known on 18 April 2017." in said
    assert 'class="tag faint"' in said or " faint" in said.partition('<g class="tags">')[2]
    assert "Drawn faint: 72 of 164" in words(opened("timeline", DAY))
    assert "Drawn faint" not in words(opened("map", {}))


def test_the_earlier_day_is_chosen_beside_the_day_that_is_seen() -> None:
    assert "Set against an earlier day" in fields(opened("map", {}))
    assert "Set against an earlier day" not in fields(opened("map", {"asof": ["1900-01-01"]}))
    assert stands(opened("map", {"asof": ["0001-01-01"]}))


def test_what_changed_between_is_one_click_away_from_every_page() -> None:
    said = words(opened("map", DAY))
    assert 'href="./?against=2017-04-18' in said.partition("What changed between the two days")[0].rpartition("<a ")[2]
    assert "is in the table on this page" in words(opened("brief", DAY))
    assert "What changed between" not in words(opened("map", {}))
