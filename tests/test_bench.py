"""The bench: larger dossiers that are still dossiers, and figures that are written as they were measured."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.dossiers import earlier, grow, named
from bench.report import BEGIN, END, Figure, Machine, aims, cell, growth, page, placed, summary, table
from briefing.analysis.standing import standings
from briefing.dossier.records import TABLES
from briefing.reading.load import read
from tests import ROOT, SMALL

DAY = date(2021, 7, 1)
ON = Machine(("one core", "no memory"))
QUICK = Figure("filter", "Brief: an actor chosen", 1, (150.0, 190.0, 400.0), (90.0, 100.0, 110.0))
SLOW = replace(QUICK, size=100, values=(900.0,))
NEVER = Figure("command", "export: Brief as PDF", 100, (), limit=30_000)


@pytest.mark.parametrize("times", [1, 3])
def test_a_grown_dossier_is_one_without_errors_and_stands_as_the_first_does(tmp_path: Path, times: int) -> None:
    first, grown = read(SMALL).dossier, read(grow(SMALL, tmp_path / "grown", times))
    assert first is not None and grown.dossier is not None, [str(issue) for issue in grown.issues]
    sizes = {name: len(rows) for name, rows in first.tables()}
    assert {name: len(rows) for name, rows in grown.dossier.tables()} == {
        name: size if name == "stories" else size * times for name, size in sizes.items()
    }
    words = [standing.word for standing in standings(first).values()]
    assert [standing.word for standing in standings(grown.dossier).values()] == words * times


def test_a_dossier_grown_to_its_own_size_is_the_same(tmp_path: Path) -> None:
    once = grow(SMALL, tmp_path / "once", 1)
    for name in TABLES:
        kept = (SMALL / f"{name}.csv").read_text(encoding="utf-8")
        assert (once / f"{name}.csv").read_text(encoding="utf-8") == kept.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("when", "years", "wanted"),
    [
        ("2017-04-15", 3, "2014-04-15"),
        ("2016-02-29", 1, "2015-02-28"),
        ("2016-02-29", 4, "2012-02-29"),
        ("2017-04/2017-05~", 2, "2015-04/2015-05~"),
        ("199X", 5, "199X"),
        ("../2019", 1, "../2018"),
    ],
)
def test_a_date_is_moved_whole(when: str, years: int, wanted: str) -> None:
    assert earlier(when, years) == wanted


def test_a_name_keeps_its_number_where_it_is_shortened() -> None:
    assert named("Anton Varo", 12, None) == "Anton Varo (12)"
    assert named("Anton Varo", 12, 10) == "Anton (12)"


def test_a_cell_says_the_median_the_ratio_and_how_often() -> None:
    assert cell(QUICK) == "190 ms, **1.9×** (3)"
    assert cell(replace(QUICK, values=(12_345.0,), empty=())) == "12.3 s (1)"
    assert cell(NEVER) == "over 30 s"
    assert cell(replace(NEVER, limit=0)) == "failed"


def test_what_is_counted_is_written_in_its_unit() -> None:
    counted = Figure("messages", "Brief: an actor chosen", 1, (60.0, 75.0, 80.0), (10.0,))
    assert cell(counted) == "75, **7.5×** (3)"
    assert table([counted])[2] == "| Brief: an actor chosen | 10 | 75, **7.5×** (3) | – |"
    assert cell(replace(counted, kind="cpu")) == "75 ms, **7.5×** (3)"


def test_every_kind_that_is_counted_has_its_section() -> None:
    kinds = ("filter", "first view", "walk", "first walk", "slow view", "weight", "cpu", "messages", "bytes", "command")
    written = page([replace(QUICK, kind=kind, what=f"what {kind}") for kind in kinds], ON, DAY, {1: 1_200})
    assert [kind for kind in kinds if f"| what {kind} |" not in written] == []


def test_a_table_has_a_column_for_every_size_and_says_how_it_grows() -> None:
    assert table([QUICK, SLOW]) == [
        "| what | empty app | 1× | 100× | growth |",
        "| --- | --- | --- | --- | --- |",
        "| Brief: an actor chosen | 100 ms | 190 ms, **1.9×** (3) | 900 ms, **9.0×** (1) | 1 : 4.7 |",
    ]
    assert growth([QUICK]) == "–"
    assert growth([QUICK, replace(SLOW, values=())]) == "1 : ?"


def test_an_aim_is_said_to_be_met_or_not() -> None:
    read_at = Figure("first view", "Brief, warm: read", 1, (140.0,), (100.0,))
    whole = replace(read_at, what="Brief, warm: whole", values=(900.0,))
    assert aims([QUICK, SLOW, read_at, whole, replace(SLOW, values=())]) == [
        "- Met: Brief: an actor chosen at 1× takes 1.9 times as long as an empty Streamlit app; the aim was 2.",
        "- **Not met**: Brief: an actor chosen at 100× takes 9.0 times as long as an empty Streamlit app; "
        "the aim was 4.",
        "- Not measured: Brief: an actor chosen at 100×; the aim was 4 times an empty Streamlit app.",
        "- Met: Brief, warm: read at 1× takes 1.4 times as long as an empty Streamlit app; the aim was 1.7.",
    ]
    checked = Figure("command", "`check`, as a command", 10, (1_900.0,))
    assert aims([checked, replace(checked, values=(2_600.0,)), replace(checked, values=())]) == [
        "- Met: `check`, as a command at 10× takes 1,900 ms; the aim was 2,500 ms (50,000 rows in 3 s).",
        "- **Not met**: `check`, as a command at 10× takes 2,600 ms; the aim was 2,500 ms (50,000 rows in 3 s).",
        "- Not measured: `check`, as a command at 10×; the aim was 2,500 ms (50,000 rows in 3 s).",
    ]
    assert aims([NEVER]) == ["- Nothing that an aim was set for was measured."]


def test_the_page_of_results_has_every_figure_and_the_machine() -> None:
    written = page([QUICK, SLOW, NEVER], ON, DAY, {1: 1_200, 100: 120_000})
    for words in (
        "2021-07-01: one core, no memory.",
        "1×: 1,200 rows; 100×: 120,000 rows",
        cell(QUICK),
        cell(SLOW),
        cell(NEVER),
    ):
        assert words in written


def test_the_readme_has_a_line_for_every_aim_met_or_not() -> None:
    slower = replace(QUICK, what="Map: an actor chosen", values=(310.0,))
    quicker = replace(slower, what="Claims: an actor chosen", values=(240.0,))
    assert summary([QUICK, slower, quicker, NEVER], DAY).splitlines() == [
        "- A filter change on Brief, the shipped dossier: 1.9 times as long as an empty Streamlit app; "
        "the aim of 2 is met in 1 of 1.",
        "- A filter change on Map, Timeline, Network and Claims, the shipped dossier: 2.4 to 3.1 times as long as "
        "an empty Streamlit app; the aim of 3 is met in 1 of 2.",
        "- A filter change on any of them, a dossier 100 times its size: not measured; "
        "the aim is 4 times an empty Streamlit app.",
        "- Brief from its address with a full cache, the shipped dossier: not measured; "
        "the aim is 1.7 times an empty Streamlit app.",
        "- A walk to any page, the shipped dossier: not measured; the aim is 5 times an empty Streamlit app.",
        "- The plain map, from its address with an empty cache, the shipped dossier: not measured; "
        "the aim is 1.5 times the words of its page.",
        "",
        "Measured by `make bench` on 2021-07-01; [bench/results.md](bench/results.md) has every figure and every aim.",
    ]


def test_the_lines_of_the_readme_are_put_between_its_comments_and_again() -> None:
    words = summary([QUICK, NEVER], DAY)
    once = placed(f"before {BEGIN}\nold\n{END} after", words)
    assert once == f"before {BEGIN}\n{words}\n{END} after"
    assert placed(once, words) == once
    with pytest.raises(ValueError, match="comments"):
        placed("no comments", words)


def test_the_readme_says_what_the_page_of_results_says() -> None:
    """Both are written by one run, so nobody has mended one by hand."""
    results = (ROOT / "bench" / "results.md").read_text("utf-8")
    said = (ROOT / "README.md").read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    (day,) = re.findall(r"on (\d{4}-\d\d-\d\d):", results)
    assert day in said
    told = set(re.findall(r"(?:Met|Not met)[*]*: .+ takes ([\d.]+) times", results))
    spans = re.findall(r"([\d.]+) to ([\d.]+) times", said)
    assert spans and told.issuperset(each for span in spans for each in span)
