"""The story page: the step of the address, what hides its rows, what changed since it was made, and no story at all."""

import re
import shutil
from pathlib import Path

import pytest

from briefing.exports.paper.scenes import scenes
from briefing.reading.load import read
from briefing.reading.releases import append
from briefing.view.address import decode
from briefing.view.rivals import LARGE
from briefing.view.view import ground, view
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


def test_a_step_that_is_stamped_anew_is_seen_though_the_release_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = copied(tmp_path, monkeypatch) / "stories.csv"
    plain = steps.read_text("utf-8")
    for release in ("abc1234", "def5678"):
        steps.write_text(plain.replace("map?region", f"map?v={release}&region"), encoding="utf-8")
        assert f"This step was made on release {release}" in words(opened("story", {"step": ["1"]}))


def on_the_page(said: str) -> list[str]:
    """The claims of the matrix beside a step that a room is shown, by their ids, in their order."""
    (row,) = re.findall(r'<tr class="named">.*?</tr>', said, re.DOTALL)
    heads = re.findall(r"<th(.*?)</th>", row, re.DOTALL)[1:]
    return [re.findall(r'data-focus="([^"]*)"', head)[0] for head in heads if "beyond" not in head.partition(">")[0]]


@pytest.mark.parametrize("chosen", [{}, {"region": ["iraq"]}, {"asof": ["2017-04-18"]}], ids=str)
@pytest.mark.parametrize("step", (3, 5, 7))
def test_the_page_and_the_files_have_the_same_claims_in_the_same_order(step: int, chosen: dict[str, list[str]]) -> None:
    dossier = read(SHIPPED).dossier
    assert dossier is not None
    state, _ = decode([(key, value) for key, values in chosen.items() for value in values], dossier)
    scene = scenes(view(ground(dossier, state.asof, ()), state))[step - 1]
    said = words(opened("story", {"step": [str(step)], **chosen}))
    assert scene.is_gone == ('class="gone"' in said)
    if not scene.is_gone:
        assert on_the_page(said) == [claim.id for claim in scene.first()]
        assert 1 < len(scene.first()) <= LARGE
        # In full screen and on the page, by the sentence that every file has.
        assert f'<p class="left-out">{scene.counted(scene.first())}' in said
        assert f'<p class="small">{scene.counted(scene.claims)}' in said


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (1, "Set against 18 April 2017: "),
        (3, "Set against 18 April 2017: 2 of 3 claims changed standing in between."),
        (8, "This view has no place for what stood on 18 April 2017."),
        (9, "Set against 18 April 2017: 5 of 6 claims changed standing in between."),
    ],
)
def test_a_day_set_against_a_step_is_shown_in_it_or_said_not_to_be(step: int, told: str) -> None:
    assert told in words(opened("story", {"step": [str(step)], "against": ["2017-04-18"]}))
    assert "2017-04-18" not in words(opened("story", {"step": [str(step)]}))


def test_the_keys_are_said_on_the_page() -> None:
    assert "<kbd>Alt</kbd>+<kbd>Enter</kbd> full screen" in words(opened("story", {}))


def test_the_story_begins_at_its_first_step() -> None:
    assert "Step 1 of 9" in words(opened("story", {}))


def test_a_step_that_is_not_there_is_said_and_the_story_begins() -> None:
    said = words(opened("story", {"step": ["77"]}))
    assert "the story of this dossier has no step" in said
    assert "Step 1 of 9" in said


def test_a_step_that_is_not_there_is_said_in_the_words_of_the_step_too() -> None:
    assert "This is step 1:</b> the story of this dossier has no step" in words(opened("story", {"step": ["99"]}))
    assert "This is step" not in words(opened("story", {"step": ["2"]}))


@pytest.mark.parametrize("step", range(1, 10))
def test_a_what_if_is_said_at_every_step_by_the_name_of_what_falls(step: int) -> None:
    said = words(opened("story", {"step": [str(step)], "without": ["o-times-iraqi-military"]}))
    assert "standings are recomputed without Unnamed Iraqi military source" in said


def test_an_earlier_day_than_the_text_was_written_for_is_said() -> None:
    assert "The text was written for a later day" in words(opened("story", {"step": ["7"], "asof": ["2017-04-18"]}))
    # Step 2 was made as of that day.
    assert "written for a later day" not in words(opened("story", {"step": ["2"], "asof": ["2017-04-18"]}))


def test_a_second_day_that_is_none_for_a_step_is_refused_aloud() -> None:
    told = words(opened("story", {"step": ["2"], "against": ["2017-04-20"]}))
    assert "20 April 2017 is not before 18 April 2017, of which this view is: no earlier day is set against it." in told


def test_a_filter_that_hides_rows_of_a_step_is_said_with_the_way_back() -> None:
    said = words(opened("story", {"step": ["2"], "actor": ["behruz"]}))
    assert "Hidden by your filter: <b>actor Behruz" in said
    assert re.search(r"(\d+) of the \1 events of this step", said)
    assert "Its picture is left out" in said
    assert "What it points at is among what is hidden." in said
    assert said.count("Hidden by your filter") == 2  # the notice, and its name for who cannot see its frame


def test_a_what_if_that_hides_rows_of_a_step_is_said() -> None:
    said = words(opened("story", {"step": ["2"], "without": ["o-times-iraqi-military"]}))
    assert "Hidden by your filter: what if without" in said


def test_a_day_before_what_a_step_points_at_is_said() -> None:
    said = words(opened("story", {"step": ["2"], "asof": ["2016-01-01"]}))
    assert "Hidden by your filter: <b>as known on 1 January 2016" in said
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
    info = (folder / "dossier.toml").read_text(
        "utf-8"
    )  # the release of an address is not hashed, and caches go by the hash
    (folder / "dossier.toml").write_text(info.replace("An invented dossier for tests", "Another invented one"), "utf-8")
    assert "what changed is not known" in words(opened("story", {}))


def test_a_dossier_without_a_story_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copied(tmp_path, monkeypatch) / "stories.csv").unlink()
    said = opened("story", {})
    assert stands(said)
    assert "This dossier has no story" in words(said)
