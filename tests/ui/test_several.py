"""A folder of dossiers as one deployment: a list first, each by its name, and one broken takes nobody down."""

import os
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from briefing.__main__ import main
from briefing.reading.overview import Overview
from briefing.ui import serving, several
from briefing.ui.serving import _SHELVES, empty, published
from tests import SMALL
from tests.commands.test_cli import spoil
from tests.ui.test_pages import PAGES, opened, stands, words


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a folder, a workbook, a broken dossier and things that are none."""
    empty()
    for name in ("varo", "broken"):
        shutil.copytree(SMALL, tmp_path / name)
    spoil(tmp_path / "broken", "evidence.csv", "neither", "nether")
    main(["new", "--workbook", str(tmp_path / "store.xlsx"), "--title", "The store", "--asof", "2024-06-30"])
    (tmp_path / "basemap").mkdir()
    (tmp_path / "~$store.xlsx").write_bytes(b"")
    monkeypatch.setenv(several.MANY, str(tmp_path))
    return tmp_path


def test_only_dossiers_are_listed(home: Path) -> None:
    assert list(several.folders()) == ["broken", "store", "varo"]


def test_the_first_page_lists_them_all(home: Path) -> None:
    app = opened("brief", {})
    assert stands(app)
    said = words(app)
    for part in (
        "The reported death of Anton Varo",
        "The store",
        "30 June 2024",
        "Example: was the store set on fire?",
    ):
        assert part in said
    assert published("varo").reading.dossier is not None
    assert f"release {published('varo').dossier.release}" in said  # type: ignore[union-attr]  # asserted above
    assert "1 errors" not in said
    assert "it cannot be shown" in said


def test_dossiers_of_one_title_are_told_apart_by_their_names(home: Path) -> None:
    shutil.copytree(SMALL, home / "varo-2")
    said = words(opened("brief", {}))
    for name in ("varo", "varo-2"):
        assert f'dossier={name}"><b>The reported death of Anton Varo ({name})</b>' in said
    assert "<b>The store</b>" in said


def test_a_folder_that_goes_in_the_middle_of_a_run_leaves_the_last_good_tables_up(home: Path) -> None:
    before = published("varo").dossier
    (home / "varo").rename(home.parent / "away")
    served = published("varo")
    assert served.dossier is before
    assert served.faulty
    with pytest.raises(KeyError):
        published("away")


def test_the_list_keeps_no_dossier_in_memory(home: Path) -> None:
    opened("brief", {})
    assert not _SHELVES


@pytest.mark.parametrize(("name", "title"), [("varo", "Anton Varo"), ("store", "The store")])
def test_each_has_its_own_pages(home: Path, name: str, title: str) -> None:
    app = opened("claims", {"dossier": [name]})
    assert stands(app)
    assert title in words(app)
    assert f"dossier={name}" in words(app)
    assert list(_SHELVES) == [str(several.folders()[name])]


def test_a_broken_one_says_so_and_takes_nobody_down(home: Path) -> None:
    assert any("cannot be shown" in each.value for each in opened("brief", {"dossier": ["broken"]}).title)
    assert stands(opened("brief", {"dossier": ["varo"]}))


@pytest.mark.parametrize("name", ["vara", "../varo", "/etc", "basemap"])
def test_an_unknown_name_is_answered_with_the_list(home: Path, name: str) -> None:
    app = opened("brief", {"dossier": [name]})
    assert "There is no such dossier here" in words(app)
    assert "The store" in words(app)


def test_of_several_names_in_an_address_the_first_counts_everywhere(home: Path) -> None:
    address = {"dossier": ["", "varo", "store"], "context": ["events"], "v": ["0000000"]}
    for page in ("brief", "method"):
        app = opened(page, address)
        assert stands(app)
        assert "Anton Varo" in words(app)
        assert "There is no such dossier" in words(opened(page, {"dossier": ["none such", "varo"]}))


@pytest.mark.parametrize("name", ["two  spaces", " before", "x" * 201, "un\u200eseen"])
def test_a_name_that_no_address_carries_is_told_and_not_served(home: Path, name: str) -> None:
    shutil.copytree(home / "varo", home / name)
    assert name not in several.folders()
    app = opened("brief", {})
    assert stands(app)
    assert "no address can carry its name" in words(app)


def test_a_name_or_a_file_that_cannot_be_read_takes_nobody_down(home: Path) -> None:
    shutil.copytree(home / "varo", home / os.fsdecode(b"\377bad"))
    (home / "varo" / os.fsdecode(b"\377.csv")).write_text("id\n1\n", "utf-8")
    os.mkfifo(home / "pipe.xlsx")
    (home / "endless.xlsx").symlink_to("/dev/zero")
    app = opened("brief", {"dossier": ["nobody"]})
    assert stands(app)
    said = words(app)
    for part in ("The store", "Anton Varo", "<b>pipe.xlsx</b>", "<b>endless.xlsx</b>", "its name is not UTF-8"):
        assert part in said
    assert "<b>\\xffbad</b>" in said
    assert stands(opened("method", {"dossier": ["varo"]}))
    assert "cannot be shown" in opened("brief", {"dossier": ["pipe"]}).title[0].value


def test_what_cannot_be_looked_into_takes_nobody_down(home: Path) -> None:
    (home / "closed").mkdir()
    for name in ("closed/dossier.toml", "varo/context.toml"):
        (home / name).symlink_to("a" * 300)  # longer than a name can be; a closed folder is told likewise
    assert list(several.folders()) == ["broken", "store", "varo"]
    assert stands(opened("brief", {}))
    assert stands(opened("brief", {"dossier": ["varo"], "context": ["events"]}))


def test_one_that_is_swapped_by_renaming_stays_up_for_a_moment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"dossier": ["varo"]}
    assert stands(opened("brief", asked))
    (home / "varo").rename(home / ".varo")
    app = opened("brief", asked)
    assert "the last good dossier is shown" in words(app)
    assert "Anton Varo" in words(app)
    monkeypatch.setattr(serving, "GONE", 0.0)
    assert "There is no such dossier here" in words(opened("brief", asked))


def test_a_folder_goes_before_a_workbook_of_its_name_which_is_told(home: Path) -> None:
    (home / "varo.xlsx").write_bytes(b"junk")
    assert several.folders()["varo"] == home / "varo"
    said = words(opened("brief", {}))
    assert "<b>varo.xlsx</b>" in said
    assert "a folder beside it has its name" in said


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("more", [{}, {"v": ["0000000"]}, {"context": ["events"]}], ids=["plain", "older", "context"])
def test_every_page_and_every_link_on_it_is_of_the_one_that_was_asked_for(
    home: Path, page: str, more: dict[str, list[str]]
) -> None:
    app = opened(page, {"dossier": ["varo"], **more})
    assert stands(app)
    links = [unescape(link) for link in re.findall(r"href=\\?[\"']([^\"'\\]+)", words(app))]
    local = [link for link in links if not link.startswith(("http", "#", "mailto:", "data:"))]
    assert [link for link in local if "dossier=varo" not in link and link not in (".", "./", "/")] == []


def test_two_of_one_content_keep_their_own_links(home: Path) -> None:
    shutil.copytree(home / "varo", home / "other")
    for name in ("varo", "other", "varo"):
        said = words(opened("claims", {"dossier": [name]}))
        assert set(re.findall(r"dossier=(\w+)", said)) == {name}


def test_a_list_of_many_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def told(path: Path, *_: object) -> Overview:
        read.append(path)
        return Overview("A title")

    monkeypatch.setattr(several, "overview", told)
    names = [str(number) for number in range(1_000)]
    for _ in range(2):
        for name in names:
            several._overview(name, "", False)
    assert len(read) == len(names)
