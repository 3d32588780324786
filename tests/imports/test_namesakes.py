"""An actor that a file makes by name is the one of that name in the dossier."""

from pathlib import Path

import pytest

from briefing.__main__ import main
from tests.imports.layouts import ACLED, UCDP, acled, loaded, sums, take, ucdp, written

SHEET = "Title,Date,Actor\nA clash is reported,2024-06-12,Example Front\nA march is reported,2024-06-13,Example Union\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A dossier that began with a sheet."""
    (tmp_path / "rows.csv").write_text(SHEET, "utf-8")
    into = str(tmp_path / "case")
    assert main(["import", "sheet", str(tmp_path / "rows.csv"), "--into", into, "--asof", "2024-07-31"]) == 0
    return tmp_path / "case"


def names(folder: Path) -> list[tuple[str, str]]:
    return [(actor.id, actor.name) for actor in loaded(folder).actors]


FILES = {
    "edges": b"EXAMPLE FRONT,Example  Union,pays\nexample-front,The mill,owns\n",
    "acled": written(ACLED, [acled(1, actor1="Example Union", assoc_actor_1="The mill")]),
    "ucdp": written(UCDP, [ucdp(1, side_a="Example Union")]),
}


@pytest.mark.parametrize("format", FILES)
def test_an_actor_of_the_dossier_is_not_made_twice(format: str, case: Path) -> None:
    before = loaded(case).actors
    taken = take(format, FILES[format], case)
    assert (taken.refused, bool(taken.imported)) == ((), True)
    assert loaded(case).actors[:2] == before
    assert [id for id, name in names(case)[2:] if name != "The mill"] == []
    assert "a-example-front" in {end for tie in loaded(case).relations for end in (tie.from_, tie.to)} | {
        part.actor for part in loaded(case).involvement if not part.event.startswith("e-")
    }
    assert sums(take(format, FILES[format], case)) == (0, 0, len(taken.imported))


def test_a_name_that_two_actors_have_is_neither(case: Path) -> None:
    with (case / "actors.csv").open("a", encoding="utf-8") as file:
        cells = {"id": "other", "name": "Example Front", "kind": "organisation", "summary": "Another one."}
        header = (case / "actors.csv").read_text("utf-8").partition("\n")[0].split(",")
        file.write(",".join(cells.get(name, "") for name in header) + "\n")
    take("edges", b"Example Front,Example Union,pays\nExample Union,The mill,owns\n", case)
    assert [id for id, name in names(case) if name == "Example Front"] == ["a-example-front", "other", "example-front"]
