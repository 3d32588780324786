"""What sheets and people write for a date is told what it seems to be."""

from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.dossier.misread import no_day
from briefing.dossier.when import parse

SEEMS = {
    "Jun 24": "month as a word",
    "-0044": "lies before the year 1, and no such date can be kept",
    "-44": "lies before the year 1",
    "-0044-03-15": "lies before the year 1",
    "44 BC": "lies before the year 1",
    "12 July 2024": "month as a word",
    "45455": "how a sheet counts days, 2024-06-12 unless it counts from 1904",
    "6/12/2024": "may have the day or the month first",
    "6.12.2024": "has the day first",
    "6/6/2024": "has the year last",
    "24/6/2024": "has the day first",
    "6/24/2024": "has the month first",
    "2004-uu": "gave up in 2019",
    "yesterday": "told from the day on which it was written",
    "soon": "not a date that can be read",
}


@pytest.mark.parametrize(("text", "seems"), SEEMS.items())
def test_a_refused_date_is_told_what_it_seems_to_be(text: str, seems: str) -> None:
    with pytest.raises(ValueError, match=seems) as refusal:
        parse(text)
    assert repr(text) in str(refusal.value)


@pytest.mark.parametrize("text", ["Jun 24", "45455", "6/12/2024", "6.12.2024"])
def test_where_a_day_is_wanted_the_same_is_told(
    text: str, small_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By every command that takes a day, and of the front matter."""
    folder, out = str(small_folder), str(tmp_path / "out")
    assert SEEMS[text] in no_day(text)
    for words in (
        ["new", out, "--asof", text],
        ["standing", folder, "--asof", text],
        ["export", folder, "--format", "csv", "--out", out, "--from", text],
        ["import", "csv", f"{folder}/events.csv", "--into", out, "--asof", text],
        ["release", folder, "--day", text],
    ):
        assert main(words) == 2
        assert SEEMS[text] in capsys.readouterr().err
    front = small_folder / "dossier.toml"
    front.write_text(front.read_text("utf-8").replace("as_of = 2021-06-30", f'as_of = "{text}"'), "utf-8")
    assert main(["check", folder]) == 1
    assert SEEMS[text] in capsys.readouterr().out
