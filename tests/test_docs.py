"""What README and docs say is so: the example, the commands and what they answer, links and paths, rooms, scales."""

import csv
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefing.__main__ import main
from briefing.analysis.standing import MEANING
from briefing.commands import COMMANDS
from briefing.dossier.dossier import Dossier
from briefing.dossier.likelihood import BANDS
from briefing.dossier.when import parse
from briefing.reading.checks import CHECKS
from briefing.reading.checks.check import Check
from briefing.reading.checks.places import RADII
from briefing.reading.load import read
from briefing.reading.write import table
from briefing.view.address import decode
from tests import ROOT, SHIPPED
from tests.test_architecture import LAYERS

EXAMPLE = ROOT / "docs" / "example"
SCREENS = ROOT / "tests" / "e2e" / "screens.py"
HOUSE = ROOT / "CONTRIBUTING.md"
PAGES = (
    *(ROOT / "README.md", HOUSE, ROOT / "CHANGELOG.md", ROOT / "data" / "LICENSE.md"),
    *sorted((ROOT / "docs").glob("*.md")),
)
CURATING = (ROOT / "docs" / "curating.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

BLOCK = re.compile(r"^```(\w+) ?([\w.-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
MAKE = re.compile(r"(?:^|`|=\S+ )make ([a-z]+)", re.MULTILINE)
MODULE = re.compile(r"python -m briefing ([a-z]+)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"`([\w./-]+/[\w./-]*|[\w.-]+\.(?:py|lock|cff))`")
NAMED = re.compile(r"`(\w+)` in `([\w./-]+\.py)`")

TABLES = {label: text for kind, label, text in BLOCK.findall(CURATING) if kind in ("csv", "toml")}
ADDED = {
    label: "".join(line.strip() + "\n" for line in text.splitlines())
    for kind, label, text in re.findall(r"^ +```(text) ([\w.]+)\n(.*?)^ +```$", CURATING, re.MULTILINE | re.DOTALL)
}
SESSIONS = [(label, text) for kind, label, text in BLOCK.findall(CURATING) if kind == "console"]

# The slips behind the messages that the page shows: file, what is replaced, by what.
SLIPS = {
    "": (),
    "errors": (
        ("evidence.csv", "c-set,supports", "c-set,support"),
        ("claims.csv", ",,c-wiring", ",,c-wireing"),
        ("reports.csv", "2024-06-12", "12.06.2024"),
    ),
    "rules": (
        ("events.csv", "store reported set", "store set"),
        ("judgements.csv", ",unlikely,,", ",unlikely,15,"),
    ),
}

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def code(page: Path) -> str:
    """What a page sets as code, where commands stand."""
    return "\n".join(CODE.findall(page.read_text("utf-8")))


def rows(text: str, heading: str) -> list[list[str]]:
    """The cells of the table under this heading line."""
    found = text.split(heading, 1)[1].split("\n\n", 1)[0].strip().splitlines()[1:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in found]


def test_the_example_has_no_issues() -> None:
    reading = read(EXAMPLE)
    assert reading.issues == ()
    assert reading.dossier is not None


def test_the_page_shows_every_file_of_the_example() -> None:
    assert {path.name: path.read_text("utf-8") for path in EXAMPLE.iterdir()} == TABLES


@pytest.mark.parametrize(("label", "session"), SESSIONS, ids=lambda text: text.splitlines()[0] if text else "sound")
def test_a_command_of_the_example_answers_as_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], label: str, session: str
) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "grain-store"))
    for file, old, new in SLIPS[label]:
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    command, _, answer = session.partition("\n")
    words = command.removeprefix("$ python -m briefing ").split()
    main([str(folder) if word == "data/grain-store" else word for word in words])
    assert capsys.readouterr().out == answer


def test_the_thirty_rows_come_in_as_the_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet, folder = Path(shutil.copy(ROOT / "docs" / "thirty-rows.csv", tmp_path)), tmp_path / "my-case"
    main(["new", str(folder), "--bare", "--asof", "2024-07-31"])
    take = ["import", "sheet", str(sheet), "--into", str(folder)]
    assert main(take) == 1
    assert "30 found, 28 imported, 1 refused, 1 set aside" in (said := capsys.readouterr().out)
    assert {name for name in ("Tashkent", "Vahdat") if f'--place "{name}=' in said} == {"Tashkent", "Vahdat"}
    chosen = re.findall(r'--place "([^"]+)"', CURATING)
    sheet.write_text(sheet.read_text("utf-8").replace("late June 2024", "June 2024"), "utf-8")
    assert main([*take, *(word for each in chosen for word in ("--place", each)), "--save-map"]) == 0
    dossier = read(folder).dossier
    assert dossier is not None
    assert main(["check", str(folder)]) == 0
    assert (len(dossier.events), [event for event in dossier.events if event.place is None]) == (29, [])


def test_the_first_contested_claim_is_made_as_the_page_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my-case"
    main(["new", str(folder), "--bare", "--asof", "2024-07-31"])
    main(["import", "sheet", str(ROOT / "docs" / "thirty-rows.csv"), "--into", str(folder)])
    for label, block in ADDED.items():
        header, added = block.split("\n", 1)
        text = (folder / label).read_text("utf-8")
        assert text.startswith(f"{header}\n")
        (folder / label).write_text(text + added, "utf-8")
    (claim,) = (row for row in loaded(folder).claims if row.statement in CURATING)
    edit(folder, "claims", claim.id, {"question": "q-fire"})
    (origin,) = (row for row in loaded(folder).origins if f'find "{row.name}"' in CURATING)
    edit(folder, "origins", origin.id, {"name": "Officials quoted by post.example", "kind": "unnamed persons"})
    assert main(["check", str(folder)]) == 0
    capsys.readouterr()
    main(["standing", str(folder)])
    (said,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith(claim.id))
    assert said.startswith(f"{claim.id}: contested. 1 report, 1 origin: Officials quoted by post.example;")
    assert "against it 1 report, 1 origin: Ilya Marn, who saw the ruin" in said


def test_the_rows_of_new_go_as_the_page_says(tmp_path: Path) -> None:
    folder = tmp_path / "my-case"
    main(["new", str(folder), "--title", "A case", "--asof", "2024-07-31"])
    main(["import", "sheet", str(ROOT / "docs" / "thirty-rows.csv"), "--into", str(folder)])
    invented = {(issue.file, issue.line) for issue in read(folder).issues if issue.code == "row-of-new"}
    for path in folder.glob("*.csv"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        kept = (line for number, line in enumerate(lines, 1) if (path.name, number) not in invented)
        path.write_text("".join(kept), "utf-8")
    assert len(loaded(folder).events) == 28
    assert {issue.code for issue in read(folder).issues} & {"row-of-new", "unused"} == set()


def loaded(folder: Path) -> Dossier:
    found = read(folder).dossier
    assert found is not None
    return found


def edit(folder: Path, name: str, id: str, cells: dict[str, str]) -> None:
    """Write cells of a row, as a person does in a spreadsheet."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    changed = (line | cells if line["id"] == id else line for line in lines)
    (folder / f"{name}.csv").write_text(table(lines[0], changed), "utf-8")


@each_page
def test_every_command_is_there(page: Path) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(MAKE.findall(code(page))) - set(targets) == set()
    assert set(MODULE.findall(code(page))) - {command.name for command in COMMANDS} == set()


@each_page
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = [link.partition("#")[0] for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    lost = [link for link in links if link and not (page.parent / link).exists() and not will_be_made(link)]
    assert lost == []


@pytest.mark.parametrize("page", [ROOT / "README.md", HOUSE], ids=lambda page: page.name)
def test_every_path_that_is_named_is_there(page: Path) -> None:
    named = PATH.findall(page.read_text("utf-8"))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_room_of_the_house_is_named() -> None:
    rooms = {path.parent for path in (ROOT / "briefing").rglob("*.*") if path.suffix in (".py", ".html", ".typ")}
    named = re.findall(r"^\| `(briefing/[\w/]+/)` \|", HOUSE.read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(f"{room.relative_to(ROOT)}/" for room in rooms - {ROOT / "briefing"})


def test_the_house_names_what_is_in_its_modules() -> None:
    named = NAMED.findall(HOUSE.read_text("utf-8"))
    assert named
    lost = [word for word, path in named if not re.search(rf"\b{word}\b", (ROOT / path).read_text("utf-8"))]
    assert lost == []


def test_the_house_draws_imports_as_they_are_held() -> None:
    files = {"dashboard": "dashboard.py"}
    lines = [", ".join(files.get(room, room) for room in rooms if room != "__main__") for rooms in LAYERS]
    assert " < ".join(lines) in HOUSE.read_text("utf-8")


def will_be_made(link: str) -> bool:
    """Whether this is a picture that ``make screens`` takes, as far as that can be told."""
    path = Path(link)
    if path.suffix != ".png" or path.parent.name != "screens":
        return False
    # Names are put together there, such as brief and light.
    return not SCREENS.exists() or all(part in SCREENS.read_text("utf-8") for part in path.stem.split("-"))


def test_the_link_of_the_readme_shows_what_it_says() -> None:
    (address,) = re.findall(r"http://localhost:8501/claims\S+", README)
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    state, notices = decode(parse_qsl(urlsplit(address).query), dossier)
    assert [notice for notice in notices if notice.kind != "release"] == []
    assert (state.filters.actor, state.filters.region, state.focus) == (
        ("khalimov",),
        ("iraq",),
        "c-khalimov-killed-mosul",
    )


def test_the_readme_has_the_published_rule() -> None:
    assert rows(README, "| standing | rule |") == [[word, meaning] for word, meaning in MEANING.items()]


def test_the_readme_has_a_place_for_what_was_measured() -> None:
    assert re.search(r"^<!-- bench -->\n.+\n<!-- /bench -->$", README, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_rule_is_explained_to_curators(check: Check) -> None:
    assert f"`{check.code}`" in CURATING


def test_dates_read_as_the_page_says() -> None:
    for written, words in rows(CURATING, "| write | reads as |"):
        assert str(parse(written.strip("`"))) == words


def test_the_scales_are_those_of_the_code() -> None:
    bands = [[word, f"{low} to {high}"] for word, (low, high) in BANDS.items()]
    assert rows(CURATING, "| term | in 100 |") == bands
    radii = {name: f"{low:g} to {high:g}" for name, (low, high) in RADII.items()}
    assert {row[0]: row[2] for row in rows(CURATING, "| precision | drawn as | radius in km |")} == radii
