"""The files of a dossier as they are written."""

from dataclasses import replace

from briefing.dossier.dossier import BottomLine, Moment
from briefing.dossier.records import Claim, Place, Question
from briefing.reading.write import cells, files, front_text, table
from tests import SMALL
from tests.invented import gathered, info, row


def test_the_front_matter_says_what_it_has_and_leaves_out_the_rest() -> None:
    plain = info(title='A "title"\x7f with Ловен')
    keys = (
        'title = "A \\"title\\"\\u007f with Ловен"\nsubtitle = "S"\nsummary = "Invented."\nas_of = 2021-06-30\n'
        'language = "en"\ndisclaimer = "Invented."\nlicence = "CC0-1.0"\n'
    )
    assert front_text(plain) == keys
    moments = tuple(Moment(day=f"2021-03-0{day}", title=f"Day {day}") for day in (1, 2))
    line = BottomLine(made="2021-06-01", text="So.", not_known="What.")
    assert front_text(plain.model_copy(update={"moments": moments, "bottom_line": line})) == (
        f'{keys}\n[[moments]]\nday = 2021-03-01\ntitle = "Day 1"\n\n[[moments]]\nday = 2021-03-02\ntitle = "Day 2"\n'
        '\n[bottom_line]\nmade = 2021-06-01\ntext = "So."\nnot_known = "What."\n'
    )
    short = plain.model_copy(update={"bottom_line": BottomLine(made="2021-06-01", text="So.")})
    assert front_text(short) == f'{keys}\n[bottom_line]\nmade = 2021-06-01\ntext = "So."\n'


def test_numbers_lists_and_days_as_they_stand_in_a_cell() -> None:
    place = cells(row(Place, "p", radius_km=400.0, latitude=36.0, longitude=66.5, aliases=("One", "Two")))
    assert [place[each] for each in ("radius_km", "latitude", "longitude", "aliases")] == [
        "400",
        "36.0",
        "66.5",
        "One|Two",
    ]
    claim = cells(row(Claim, "c", date="2021-04~", low=12.0, high=40.5))
    assert [claim[each] for each in ("date", "low", "high", "place", "rivals")] == ["2021-04~", "12", "40.5", "", ""]


def test_a_table_has_its_header_and_plain_line_ends() -> None:
    assert table(("a", "b"), [{"b": "2", "a": "1"}, {"a": "x,\ny"}]) == 'a,b\n1,2\n"x,\ny",\n'
    assert table(("a",), [{"a": "x\r\ny"}]) == 'a\n"x\r\ny"\n'


def test_a_dossier_has_its_redirects_only_where_there_are_some() -> None:
    built = gathered([row(Question, "q")])
    assert "redirects.csv" not in files(built)
    assert set(files(built)) == {path.name for path in SMALL.iterdir()} - {"redirects.csv", "stories.csv"}
    moved = files(replace(built, redirects={"a": "q", "b": "q"}))
    assert moved["redirects.csv"] == "old,new\na,q\nb,q\n"
    assert moved["questions.csv"].splitlines()[0] == "id,text,short,rank"
    assert files(built)["dossier.toml"] == front_text(built.info)
