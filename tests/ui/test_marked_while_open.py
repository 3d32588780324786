"""A page that was open before a source was marked higher: nothing that it goes on asking is answered of what was."""

import functools
import gc
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from briefing.exports.export import ExportError
from briefing.reading import stamp
from briefing.reading.markings import VARIABLE
from briefing.ui import current, finder, parts
from briefing.ui.serving import empty, published, view_of
from briefing.view import tables
from briefing.view.address import State
from briefing.view.view import View
from tests.planted import PLANTED, plant, put
from tests.ui.test_pages import PAGES, opened, stands


class Rerun(BaseException):
    """The page is run whole."""


def rerun() -> NoReturn:
    """As Streamlit ends a run to begin another."""
    raise Rerun


@pytest.fixture
def view(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[View]:
    """What a page shows in which a cable is not marked yet."""
    plant(small_folder)
    put(small_folder, "sources", "s-zanzibar", marking="")
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    monkeypatch.setenv(VARIABLE, "public")
    monkeypatch.setattr(stamp, "REST", 0.0)
    monkeypatch.setattr(st, "rerun", rerun)
    empty()
    dossier = published().dossier
    assert dossier
    yield view_of(dossier, State())
    empty()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the finder answers to the letters of the cable's agent."""
    heard: list[Any] = []
    monkeypatch.setattr(finder, "_box", lambda **asked: heard.append(asked["data"]))
    monkeypatch.setattr(finder, "_asked", lambda: PLANTED)
    return heard


def mark(folder: Path) -> None:
    """Mark the source of the cable."""
    put(folder, "sources", "s-zanzibar", marking="restricted")


def test_the_finder_of_an_open_page_forgets_whom_a_marking_took_away(
    view: View, told: list[Any], small_folder: Path
) -> None:
    answer = finder._finding.__wrapped__  # type: ignore[attr-defined]  # as its fragment runs it
    answer(view)
    assert PLANTED in repr(told).lower()
    told.clear()
    mark(small_folder)
    with pytest.raises(Rerun):
        answer(view)
    assert told == []


@pytest.mark.parametrize(
    ("act", "heard"),
    [(finder._take, {"take": "a-zanzibar"}), (finder._typed, {"typed": PLANTED}), (finder._drop, {"drop": "a"})],
    ids=["take", "typed", "drop"],
)
def test_no_choice_is_made_of_tables_that_are_gone(
    act: Any, heard: dict[str, str], view: View, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[Any] = []
    monkeypatch.setattr(finder, "choose", lambda **changes: chosen.append(changes))
    monkeypatch.setattr(st, "session_state", {finder.TAKING: SimpleNamespace(**heard)})
    finder._heard(act, view)
    assert len(chosen) == 1
    mark(small_folder)
    finder._heard(act, view)
    assert len(chosen) == 1


def test_rows_are_not_listed_of_tables_that_are_gone(
    view: View, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    monkeypatch.setattr(current, "view", lambda: view)
    monkeypatch.setattr(parts, "table", lambda *_: None)
    monkeypatch.setattr(st, "download_button", lambda _, data, **__: made.append(data))
    parts.ledger(tables.actors, lambda seen: seen.known.actors, "actors")
    assert PLANTED in made[0]().decode().lower()
    mark(small_folder)
    with pytest.raises(ExportError):
        made[0]()


def test_a_file_that_was_taken_away_before_is_no_longer_served(
    view: View, small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr(Runtime, "_instance", SimpleNamespace(media_file_mgr=files))
    stays = files.add(b"the sign in the tab of the browser", "image/png", "0").rpartition("/")[2]
    before = files.add_deferred(lambda: PLANTED.encode(), "text/plain", "1")
    made = files.execute_deferred(before).rpartition("/")[2]
    published()
    assert files.read_file(made)
    mark(small_folder)
    published()
    assert files.read_file(made) is None
    assert files.read_file(stays)


def remembered() -> set[str]:
    """The functions whose cache holds something with the planted word in it, asked or answered."""
    ours = [vars(module) for name, module in [*sys.modules.items()] if name.startswith("briefing.")]
    caches = [each for module in ours for each in module.values() if isinstance(each, functools._lru_cache_wrapper)]
    held = {each: [part for part in gc.get_referents(each) if isinstance(part, str | tuple)] for each in caches}
    return {each.__name__ for each, parts in held.items() if PLANTED in repr(parts).lower()}


def test_no_cache_remembers_what_a_marking_took_away(view: View, small_folder: Path) -> None:
    for page in PAGES:
        assert stands(opened(page, {"q": [PLANTED]}))
    assert {"fold", "sound", "consonants", "text_width", "region_id"} <= remembered()
    mark(small_folder)
    published()
    assert remembered() == set()


def test_a_view_is_of_the_tables_that_it_was_asked_for(view: View) -> None:
    cut = replace(view.whole, ceiling="public")
    assert view_of(cut, State()).is_of(cut)
    assert not view.is_of(cut)
