"""The story page: the step of the address, what hides its rows, what changed since it was made, and no story at all."""

import shutil
from pathlib import Path

import pytest

from briefing.reading.load import read
from briefing.reading.releases import append
from tests import SHIPPED, SMALL
from tests.ui.test_pages import opened, stands, words


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
    monkeypatch.setenv("BRIEFING_DOSSIER", str(folder))
    return folder


@pytest.mark.parametrize("step", range(1, 10))
def test_every_step_of_the_shipped_story_stands_as_it_was_made(step: int) -> None:
    said = opened("story", {"step": [str(step)]})
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    assert stands(said)
    assert dossier.stories[step - 1].text.replace("'", "&#39;") in words(said)
    assert f"Step {step} of 9" in words(said)
    assert "Hidden by" not in words(said)
    assert "This step was made on release" not in words(said)


def test_the_story_begins_at_its_first_step() -> None:
    assert "Step 1 of 9" in words(opened("story", {}))


def test_a_step_that_is_not_there_is_said_and_the_story_begins() -> None:
    said = words(opened("story", {"step": ["77"]}))
    assert "the story of this dossier has no step" in said
    assert "Step 1 of 9" in said


def test_a_filter_that_hides_rows_of_a_step_is_said_with_the_way_back() -> None:
    said = words(opened("story", {"step": ["2"], "actor": ["behruz"]}))
    assert "Hidden by a filter of yours: 6 of the 6 events of this step." in said
    assert "What it points at is among what is hidden." in said
    assert "Show the step as it was made" in said


def test_a_what_if_that_hides_rows_of_a_step_is_said() -> None:
    said = words(opened("story", {"step": ["2"], "without": ["o-times-iraqi-military"]}))
    assert "Hidden by a what-if of yours" in said


def test_a_day_before_what_a_step_points_at_is_said() -> None:
    said = words(opened("story", {"step": ["2"], "asof": ["2016-01-01"]}))
    assert "Hidden by an earlier day of yours" in said
    assert "What it points at is among what is hidden." in said


def test_a_step_of_an_older_release_says_what_changed_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path, monkeypatch)
    old = read(folder).dossier
    assert old is not None
    append(old, folder, old.info.as_of)
    claims = (folder / "claims.csv").read_text("utf-8")
    (folder / "claims.csv").write_text(claims.replace(",Varo alive,", ",Varo said alive,"), "utf-8")
    story = (folder / "stories.csv").read_text("utf-8")
    (folder / "stories.csv").write_text(story.replace("varo-killing,", f"varo-killing&v={old.release},"), "utf-8")
    said = words(opened("story", {}))
    assert f"This step was made on release {old.release}." in said
    assert "No claim changed its standing since." in said


def test_a_release_that_is_not_in_the_log_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path, monkeypatch)
    story = (folder / "stories.csv").read_text("utf-8")
    (folder / "stories.csv").write_text(story.replace("varo-killing,", "varo-killing&v=0123456,"), "utf-8")
    assert "what changed is not known" in words(opened("story", {}))


def test_a_dossier_without_a_story_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copied(tmp_path, monkeypatch) / "stories.csv").unlink()
    said = opened("story", {})
    assert stands(said)
    assert "This dossier has no story" in words(said)
