"""The commands of ``python -m briefing``: what they print and with which code they end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import NoReturn

import pytest

from briefing.__main__ import PIPE_CLOSED, main
from briefing.commands import COMMANDS, Command
from briefing.dossier.records import TABLES
from briefing.reading.dictionary import dictionary
from tests import ROOT, SMALL

Captured = pytest.CaptureFixture[str]


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_check_of_a_sound_dossier_ends_with_0(small_folder: Path, capsys: Captured) -> None:
    assert main(["check", str(small_folder)]) == 0
    assert capsys.readouterr().out.startswith("0 errors, 0 warnings: ")


def test_check_with_warnings_only_ends_with_0(small_folder: Path, capsys: Captured) -> None:
    spoil(small_folder, "involvement.csv", "reported killed", "killed")
    assert main(["check", str(small_folder)]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("involvement.csv:6:role: warning: 'killed'")
    assert last.startswith("0 errors, 1 warning: ")


def test_check_with_an_error_ends_with_1(small_folder: Path, capsys: Captured) -> None:
    spoil(small_folder, "evidence.csv", "neither", "nether")
    assert main(["check", str(small_folder)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("evidence.csv:16:stance: 'nether'")
    assert last == "1 error, 0 warnings: not to be published"


def test_many_findings_of_two_causes_are_two_paragraphs(small_folder: Path, capsys: Captured) -> None:
    rows = [f"new-{number},New,,,person,Jun {number % 30 + 1},,Who.\n" for number in range(300)]
    rows += [f"far-{number},Far,,,person,{45000 + number},,Who.\n" for number in range(336)]
    with (small_folder / "actors.csv").open("a", encoding="utf-8") as file:
        file.writelines(rows)
    assert main(["check", str(small_folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" findings")[0] for line in lines if not line.startswith(" ")][:-1] == ["300", "336"]
    assert len(lines) == 9 and lines[-1].startswith("636 errors, ")
    assert ":born: 'Jun 1' has the month as a word" in lines[1] and ":born: '45000' is how a sheet" in lines[5]
    assert main(["check", str(small_folder), "--all"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 637


def test_a_pipe_that_closes_ends_a_command_quietly(small_folder: Path) -> None:
    """As ``... | head -1`` does; the reader is gone before a word is written."""
    here, there = os.pipe()
    os.close(here)
    command = [sys.executable, "-W", "error", "-m", "briefing", "check", str(small_folder)]
    with os.fdopen(there, "wb") as closed:
        ran = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (PIPE_CLOSED, b"")


@pytest.mark.parametrize("words", [["check", SMALL], ["standing", SMALL], ["dictionary"], ["check", "--help"]])
@pytest.mark.parametrize("held_back", ["", "1"])
def test_an_answer_that_cannot_be_written_is_told(words: list[str], held_back: str) -> None:
    command, env = [sys.executable, "-m", "briefing", *words], os.environ | {"PYTHONUNBUFFERED": held_back}
    with Path("/dev/full").open("wb") as place:
        ran = subprocess.run(command, stdout=place, stderr=subprocess.PIPE, check=False, env=env)
        silent = subprocess.run(command, stdout=place, stderr=place, check=False, env=env)
    assert (ran.returncode, ran.stderr) == (2, b"the answer cannot be written (No space left on device)\n")
    assert silent.returncode == 2


def test_a_command_without_standard_output_does_nothing_and_says_so(small_folder: Path) -> None:
    command = f"{sys.executable} -m briefing release {small_folder} >&-"
    ran = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"standard output is closed; nothing was done\n")
    assert not (small_folder / "releases.jsonl").exists()
    assert subprocess.run(["sh", "-c", f"{command} 2>&-"], check=False).returncode == 2


def test_an_answer_that_cannot_be_written_is_no_fault_of_the_file_that_came_in(small_folder: Path) -> None:
    file = small_folder.parent / "rows.csv"
    rows = "".join(f"A clash of {number} is reported,2024-06-12,{number}\n" for number in range(3))
    file.write_text(f"Title,Date,{'x' * 20_000}\n{rows}", "utf-8")
    command = [sys.executable, "-m", "briefing", "import", "sheet", str(file), "--into", str(small_folder)]
    with Path("/dev/full").open("wb") as place:
        ran = subprocess.run(command, stdout=place, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"the answer cannot be written (No space left on device)\n")


@pytest.mark.parametrize("word", ["a\0b", "HEAD:a\0b", "HEAD:a\0b.xlsx"])
def test_a_path_that_no_system_takes_is_told(word: str, capsys: Captured) -> None:
    assert main(["diff", str(SMALL), word]) == 2
    assert "null byte" in capsys.readouterr().err


def test_check_of_no_folder_ends_with_2(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 2
    assert "there is no such folder" in capsys.readouterr().out


def test_check_as_json(small_folder: Path, capsys: Captured) -> None:
    spoil(small_folder, "evidence.csv", "neither", "nether")
    main(["check", str(small_folder), "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["summary"] == {"sound": False, "errors": 1, "warnings": 0, "release": None}
    assert [issue["line"] for issue in answer["issues"]] == [16]


def test_standing_as_json(small_folder: Path, capsys: Captured) -> None:
    assert main(["standing", str(small_folder), "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer[0] == {
        "claim": "c-varo-killed",
        "standing": "contested",
        "reason": answer[0]["reason"],
        "reports": 4,
        "origins_for": ["o-officers"],
        "origins_against": ["o-banner"],
        "directly": ["r-herald-killed", "r-wire-killed", "r-voice-killed", "r-banner-denies"],
        "by_exclusion": [],
    }
    assert answer[1]["directly"] == ["r-banner-denies"]
    assert answer[1]["by_exclusion"] == ["r-herald-killed", "r-wire-killed", "r-voice-killed"]
    assert len(answer) == 7


def test_standing_as_of_a_day(small_folder: Path, capsys: Captured) -> None:
    assert main(["standing", str(small_folder), "--asof", "2021-04-15"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("c-varo-killed: single origin. 3 reports")
    assert lines[-1] == "Known as of 15 April 2021; claims: 7"


@pytest.mark.parametrize(
    ("day", "said"),
    [("13.4.2021", "day first"), ("2021-04", "single day"), ("", "a day such as"), ("٢٠٢١-٠٤-١٣", "a day such as")],
)
def test_standing_as_of_no_day_ends_with_2(small_folder: Path, capsys: Captured, day: str, said: str) -> None:
    assert main(["standing", str(small_folder), "--asof", day]) == 2
    assert said in capsys.readouterr().err


def test_standing_as_of_a_later_day_says_where_the_dossier_ends(small_folder: Path, capsys: Captured) -> None:
    assert main(["standing", str(small_folder), "--asof", "2030-01-01"]) == 0
    captured = capsys.readouterr()
    assert "no further than 30 June 2021" in captured.err
    assert captured.out.endswith("Known as of 30 June 2021; claims: 7\n")


def test_standing_of_a_dossier_with_errors_ends_with_1(small_folder: Path, capsys: Captured) -> None:
    spoil(small_folder, "evidence.csv", "neither", "nether")
    assert main(["standing", str(small_folder)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "evidence.csv:16:stance" in captured.err


def test_the_data_dictionary_is_up_to_date(capsys: Captured) -> None:
    written = ROOT / "docs" / "data-dictionary.md"
    assert main(["dictionary"]) == 0
    assert capsys.readouterr().out == written.read_text("utf-8"), (
        "write it: python -m briefing dictionary > docs/data-dictionary.md"
    )


def test_the_data_dictionary_has_every_column() -> None:
    text = dictionary()
    for name, row in TABLES.items():
        assert f"## {name}.csv" in text
        for field, info in row.model_fields.items():
            assert f"| `{info.alias or field}` | {info.title} | {info.description} |" in text


def test_the_module_runs(small_folder: Path) -> None:
    ran = subprocess.run([sys.executable, "-m", "briefing", "check", small_folder], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_the_help_lists_every_command(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert [command.name for command in COMMANDS if f"{command.name} {command.help}" not in said] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_can_be_loaded_and_tells_its_arguments(command: Command, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command.name, "--help"])
    assert ended.value.code == 0
    assert command.help in " ".join(capsys.readouterr().out.split())
    assert callable(command.load().run)


@pytest.mark.parametrize(
    "words",
    [
        "import csv FILE --into",
        "import csv",
        "import sheet FILE --into DIR --use-map",
        "new",
        "new --workbook",
        "release",
        "export DIR --format csv --out",
        "context add acled FILE --into",
    ],
)
def test_an_empty_path_is_not_the_folder_that_one_is_in(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main([*words.split(), ""])
    assert ended.value.code == 2
    assert "nothing was given; the path of a file or folder is wanted" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# Each of them costs a curator who saves a table a tenth of a second or more.
HEAVY = {"pandas", "plotly", "pydeck", "networkx", "numpy", "openpyxl", "pptx", "typst", "streamlit", "PIL", "geopy"}
LISTED = f"""
import sys
from briefing.__main__ import PIPE_CLOSED, main
main(sys.argv[1:])
print(*sorted({HEAVY} & set(sys.modules)))
"""


@pytest.mark.parametrize("name", ["check", "standing", "release"])
def test_a_command_imports_no_library_that_it_has_no_use_for(name: str, small_folder: Path) -> None:
    command = [sys.executable, "-c", LISTED, name, str(small_folder)]
    ran = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT)
    assert ran.stdout.splitlines()[-1] == ""


def test_who_ends_a_command_is_told_so_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def ended(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("briefing.commands.check.run", ended)
    assert main(["check", "x"]) == 130
    assert capsys.readouterr().err == "Ended before it was done. Files are written whole or not at all.\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_command_that_is_ended_leaves_no_traceback(number: signal.Signals, code: int, small_folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "briefing", "watch", str(small_folder)], stdout=PIPE, stderr=PIPE, text=True, cwd=ROOT
    ) as watching:
        assert watching.stdout
        watching.stdout.readline()
        watching.send_signal(number)
        assert "Traceback" not in watching.communicate()[1]
    assert watching.returncode in (0, code)
