"""The table of the story: it may be missing, its texts are short, and its addresses do not change the release."""

from pathlib import Path

from briefing.analysis.known import as_known
from briefing.dossier.dossier import Dossier
from briefing.reading.load import read
from briefing.reading.write import files
from tests import SHIPPED


def changed(folder: Path, old: str, new: str) -> Path:
    path = folder / "stories.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_a_folder_without_a_story_is_a_dossier(small_folder: Path) -> None:
    (small_folder / "stories.csv").unlink()
    found = read(small_folder).dossier
    assert found is not None
    assert found.stories == ()
    assert "stories.csv" not in files(found)


def test_what_leads_nowhere_is_told_without_a_story_too(small_folder: Path) -> None:
    assert len(dossier_of(small_folder).stories) == 2
    (small_folder / "stories.csv").unlink()
    (small_folder / "redirects.csv").write_text("old,new\nc-varo-dead,c-nowhere-at-all\n", "utf-8")
    (fault,) = read(small_folder).issues
    assert (fault.file, fault.line, fault.code) == ("redirects.csv", 2, "unknown-id")


def dossier_of(folder: Path) -> Dossier:
    found = read(folder).dossier
    assert found is not None
    return found


def test_an_empty_story_is_the_same_as_none(small_folder: Path) -> None:
    header = (small_folder / "stories.csv").read_text("utf-8").splitlines()[0]
    (small_folder / "stories.csv").write_text(header + "\n", "utf-8")
    empty = read(small_folder).dossier
    (small_folder / "stories.csv").unlink()
    without = read(small_folder).dossier
    assert empty and without
    assert empty.release == without.release


def test_a_step_says_no_more_than_sixty_words(small_folder: Path) -> None:
    (fault,) = read(changed(small_folder, "Varo was killed", "Varo was killed" + " so" * 60)).issues
    assert (fault.file, fault.line, fault.column) == ("stories.csv", 2, "text")
    assert "the text has 77 words; at most 60 are wanted" in fault.message


def test_a_page_that_is_not_there_is_an_error_with_its_near_miss(small_folder: Path) -> None:
    (fault,) = read(changed(small_folder, "claims?", "claim?")).issues
    assert (fault.line, fault.column, fault.severity) == (3, "address", "error")
    assert fault.message == (
        "the page 'claim' cannot stand beside a step; wanted is one of brief, map, timeline, network, claims, actors, "
        "sources, method. Did you mean 'claims'?"
    )


def test_a_period_that_was_put_in_order_is_an_error(small_folder: Path) -> None:
    (fault,) = read(changed(small_folder, "question=q-lowen", "from=2021-02-01&to=2021-01-01")).issues
    assert (fault.line, fault.column, fault.severity) == (3, "address", "error")
    assert "an address that opens here is wanted, and in this one " in fault.message


def test_the_release_that_a_step_was_made_on_is_no_part_of_the_release(small: Dossier, small_folder: Path) -> None:
    stamped = read(changed(small_folder, "question=q-lowen", f"question=q-lowen&v={small.release}")).dossier
    assert stamped is not None
    assert stamped.release == small.release
    said = read(changed(small_folder, "How many at", "So many at")).dossier
    assert said is not None
    assert said.release != small.release


def test_an_earlier_day_had_no_story(small: Dossier) -> None:
    assert as_known(small, small.info.as_of).stories
    assert as_known(small, small.judgements[0].made).stories == ()


def test_the_shipped_story_goes_from_the_two_reports_to_how_much_is_true() -> None:
    found = read(SHIPPED).dossier
    assert found is not None
    steps = found.stories
    assert [each.step for each in steps] == list(range(1, 10))
    titles = " ".join(each.title for each in steps)
    assert all(
        word in titles
        for word in ("two commanders reported dead", "Mosul", "Nangarhar", "Varzob", "How much of it is true?")
    )
    assert all(each.note for each in steps)
