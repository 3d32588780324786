"""A dossier that is watched: its findings at every save, and what the save changed."""

from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.commands.watch import readings, said
from tests.commands.test_cli import spoil

Captured = pytest.CaptureFixture[str]


def test_the_first_look_tells_what_check_tells(small_folder: Path, capsys: Captured) -> None:
    spoil(small_folder, "evidence.csv", "neither", "nether")
    assert main(["watch", "--once", str(small_folder)]) == 1
    assert capsys.readouterr().out.startswith("evidence.csv:16:stance: 'nether'")


def test_a_save_tells_what_it_changed_in_standings(small_folder: Path) -> None:
    seen = readings(small_folder, 0.01)
    first = next(seen)
    spoil(small_folder, "evidence.csv", ",contradicts,", ",neither,")
    found = said(next(seen), first.dossier)
    assert "Since the last sound save" in found
    assert "c-lowen-40 is single origin, was contested" in found


def test_a_faulty_save_tells_its_faults_alone(small_folder: Path) -> None:
    seen = readings(small_folder, 0.01)
    first = next(seen)
    spoil(small_folder, "evidence.csv", "neither", "nether")
    found = said(next(seen), first.dossier)
    assert found.splitlines()[-1] == "1 error, 0 warnings: not to be published"


@pytest.mark.parametrize("often", ["nan", "inf", "1e308", "0", "soon"])
def test_a_pause_that_no_clock_keeps_is_refused(
    often: str, small_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["watch", "--once", "--every", often, str(small_folder)])
    assert f"{often!r} was found; a number of seconds from 0.1 to 86,400 is wanted" in capsys.readouterr().err
