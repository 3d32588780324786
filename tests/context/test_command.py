"""``python -m briefing context``: what it says, and how it ends."""

import os
import random
from pathlib import Path
from shutil import copytree

import psycopg
import pytest

from briefing.__main__ import main
from briefing.context.diff import diff
from briefing.context.engine import answered
from briefing.context.layer import Absent, Scope
from briefing.context.opening import found
from briefing.context.queries import total
from tests.context.official import ACLED, acled_row, rows, spoiled, text
from tests.context.saying import saying
from tests.e2e.server import free_port

Captured = pytest.CaptureFixture[str]


def add(folder: Path, form: str, file: str, written: str) -> int:
    """Take the text of a file into the layer ``layer`` of a folder."""
    (folder / file).write_text(written, encoding="utf-8", newline="")
    return main(["context", "add", form, str(folder / file), "--into", str(folder / "layer")])


@pytest.fixture
def layer(tmp_path: Path, capsys: Captured) -> Path:
    """A layer of sound events."""
    assert add(tmp_path, "ucdp-ged", "GEDEvent_v25_1.csv", text(rows(3, 50))) == 0
    capsys.readouterr()
    return tmp_path / "layer"


def test_adding_accounts_for_every_line(tmp_path: Path, capsys: Captured) -> None:
    copy = spoiled(1, 200)
    assert add(tmp_path, "ucdp-ged", "GEDEvent_v25_1.csv", copy.text) == 1
    said = capsys.readouterr().out
    total = len(copy.sound) + copy.refused.total() + copy.aside.total()
    assert f"{total} lines, {len(copy.sound)} taken, {copy.refused.total()} refused, {copy.aside.total()} set" in said
    for reason, number in copy.refused.items():
        assert f"refused: {number}: {reason} (lines " in said


def test_status_says_what_a_layer_holds_and_lacks(layer: Path, capsys: Captured) -> None:
    assert main(["context", "status", str(layer)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("UCDP GED 25.1: ")
    assert "No cell is not no violence" in said
    assert "Licence: CC BY 4.0." in said


def test_status_is_of_the_layer_that_is_shown_where_none_is_named(
    layer: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_CONTEXT", str(layer))
    assert main(["context", "status"]) == 0
    assert capsys.readouterr().out.startswith("UCDP GED 25.1: ")


@pytest.mark.parametrize("name", ["lay'er", "layer[1]", "lay*er", "lay?er"])
def test_a_folder_of_any_name_holds_its_own_rows_and_those_of_no_other(
    layer: Path, capsys: Captured, name: str
) -> None:
    for sibling in ("layer1", "layXer"):  # which such a name, taken for a pattern, would mean too
        copytree(layer, layer.with_name(sibling))
    folder, file = layer.with_name(name), layer.with_name("GEDEvent_v25_1.csv")
    assert main(["context", "add", "ucdp-ged", str(file), "--into", str(folder)]) == 0
    there = found(str(folder))
    assert not isinstance(there, Absent)
    assert answered(there[1], total(Scope(), there[1].monthly))[0][0] == there[0].rows
    assert diff(folder, layer) == ()


def test_a_folder_whose_name_duckdb_does_not_take_is_told(layer: Path, capsys: Captured) -> None:
    folder, file = layer.with_name("lay\\er*"), layer.with_name("GEDEvent_v25_1.csv")
    assert main(["context", "add", "ucdp-ged", str(file), "--into", str(folder)]) == 2
    assert "DuckDB cannot take the rows in: IO Error" in capsys.readouterr().err


def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path, capsys: Captured) -> None:
    assert main(["context", "add", "ucdp-ged", os.devnull, "--into", str(tmp_path / "layer")]) == 2
    assert "this is no plain file" in capsys.readouterr().err


def test_what_may_not_be_passed_on_is_said(tmp_path: Path, capsys: Captured) -> None:
    assert add(tmp_path, "acled", "2024-01-31.csv", text([acled_row(random.Random(1), 1)], ACLED)) == 0
    said = capsys.readouterr().out
    assert "ACLED 2024-01-31: 1 event in " in said
    assert "It may not be passed on, so no export carries it." in said


@pytest.mark.parametrize("where", ["missing", "postgresql://127.0.0.1:1/none"])
def test_status_of_a_layer_that_is_not_there_ends_with_2(tmp_path: Path, capsys: Captured, where: str) -> None:
    assert main(["context", "status", where if "://" in where else str(tmp_path / where)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.strip()


@pytest.mark.slow
@pytest.mark.xdist_group("context-servers")
def test_a_layer_is_put_on_a_server_and_takes_the_place_of_the_one_there(
    layer: Path, postgresql: str, tmp_path: Path, capsys: Captured
) -> None:
    (older := tmp_path / "older").mkdir()
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("CREATE DATABASE another")
    another = postgresql.replace("/postgres", "/another")
    assert add(older, "ucdp-ged", "GEDEvent_v24_1.csv", text(rows(4, 20))) == 0
    for folder, number in ((older / "layer", 20), (layer, 50)):
        capsys.readouterr()
        assert main(["context", "put", str(folder), another]) == 0
        assert capsys.readouterr().out.startswith(f"{number} events on the server\n")
    assert main(["context", "status", another]) == 0
    assert capsys.readouterr().out.startswith("UCDP GED 25.1: 50 events in ")


def test_a_server_that_is_down_keeps_a_layer_from_being_put_there(layer: Path, capsys: Captured) -> None:
    for scheme, name in (("postgresql", "PostgreSQL"), ("clickhouse", "ClickHouse")):
        assert main(["context", "put", str(layer), f"{scheme}://127.0.0.1:{free_port()}/none"]) == 2
        assert capsys.readouterr().err.startswith(f"{name}: ")


def test_a_server_that_refuses_without_a_word_keeps_a_layer_from_being_put_there(layer: Path, capsys: Captured) -> None:
    with saying(b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n") as port:
        assert main(["context", "put", str(layer), f"clickhouse://127.0.0.1:{port}/none"]) == 2
    assert capsys.readouterr().err == "ClickHouse: without a word\n"


def test_a_layer_is_put_only_on_a_server(layer: Path, capsys: Captured) -> None:
    assert main(["context", "put", str(layer), "elsewhere"]) == 2
    assert "the address of a server is wanted" in capsys.readouterr().err


def test_check_tells_what_is_wrong_with_the_sides_and_publishes_all_the_same(
    small_folder: Path, capsys: Captured
) -> None:
    (small_folder / "context.toml").write_text('[sides]\n"Government of Iraq" = "nobody"\n')
    assert main(["check", str(small_folder)]) == 0
    said = capsys.readouterr().out
    assert "context.toml:2:Government of Iraq: warning: 'nobody' is no actor of this dossier." in said
    assert "0 errors" in said
