"""Markings: what lies above the ceiling is nowhere in what was read, and what is left says what it is computed on."""

import gc
import html
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from briefing.__main__ import main
from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue
from briefing.dossier.records import MARKINGS, Claim, Record
from briefing.exports import EXPORTS, slides, story
from briefing.exports.export import Export, ExportError
from briefing.html.method import method_html
from briefing.html.state_line import plain
from briefing.reading import load
from briefing.reading.csvfile import Sheet
from briefing.reading.load import Reading, read
from briefing.reading.markings import VARIABLE, Cut, ceiling, cut, is_declared
from briefing.reading.written import Written, in_folder
from tests.invented import seen, served
from tests.paper import on_a_line
from tests.planted import CABLE, PLANTED, add, plant, put

STORIES = (story.EXPORT, slides.EXPORT)


@pytest.fixture
def planted(small_folder: Path) -> Path:
    """The small dossier with what a restricted cable says, and with mentions of it in rows that stay."""
    plant(small_folder)
    return small_folder


def held(folder: Path, ceiling: str = "public") -> Dossier:
    """What may be held of a folder that is sound."""
    reading = read(folder, ceiling)
    assert reading.dossier is not None, reading.issues
    return reading.dossier


def row(dossier: Dossier, id: str) -> Record:
    """A row that is there."""
    found = dossier.find(id)
    assert found is not None
    return found


def test_the_planted_dossier_is_sound_and_tells_of_it(planted: Path) -> None:
    whole = read(planted)
    assert whole.dossier is not None, whole.issues
    assert {id for id in (each["id"] for each in CABLE.values()) if whole.dossier.find(id)} == {
        each["id"] for each in CABLE.values()
    }


def test_nothing_above_the_ceiling_is_held(planted: Path) -> None:
    assert PLANTED not in pickle.dumps(read(planted, "internal")).decode("latin-1").lower()
    gc.collect()
    rows = [each for each in gc.get_objects() if isinstance(each, Record)]
    assert [each.id for each in rows if PLANTED in repr(each).lower()] == []


def test_what_stays_is_the_dossier_without_it(planted: Path, small: Dossier) -> None:
    left = held(planted)
    assert [(name, [each.id for each in rows]) for name, rows in left.tables()] == [
        (name, [each.id for each in rows] if name != "stories" else []) for name, rows in small.tables()
    ]
    assert row(left, "o-banner") == row(small, "o-banner")
    assert left.redirects == small.redirects


def test_all_that_may_be_held_is_the_whole(planted: Path) -> None:
    assert read(planted, "restricted") == read(planted)
    assert held(planted, "restricted").ceiling == ""


def text_of(made: bytes) -> str:
    """The text in a file, out of what it is packed in."""
    if made.startswith(b"PK"):
        with ZipFile(io.BytesIO(made)) as zipped:
            return "\n".join(text_of(zipped.read(name)) for name in zipped.namelist())
    if made.startswith(b"%PDF"):
        return on_a_line(made)
    return html.unescape(made.decode("utf-8", "replace"))


@pytest.mark.parametrize("export", STORIES, ids=lambda export: export.name)
def test_no_story_is_told_of_what_was_cut(export: Export, planted: Path) -> None:
    with pytest.raises(ExportError, match="no story"):
        export.make(seen(held(planted)))


@pytest.mark.parametrize("export", [each for each in EXPORTS if each not in STORIES], ids=lambda export: export.name)
def test_no_file_tells_of_it(export: Export, planted: Path) -> None:
    made = text_of(export.make(served(seen(held(planted)))))
    assert PLANTED not in made.lower()
    assert "holds what is marked public at most" in made


def test_a_standing_says_what_it_is_computed_on(planted: Path) -> None:
    view = seen(held(planted))
    assert {
        standing.reason.endswith("may hold, which is marked public at most") for standing in view.standings.values()
    } == {True}
    assert "holds what is marked public at most" in plain(view)
    assert "<b>There is some.</b>" in method_html(view)
    assert "deployment" not in seen(held(planted, "restricted")).standings["c-varo-killed"].reason


def test_a_report_is_marked_by_itself_or_by_its_source(small_folder: Path) -> None:
    put(small_folder, "reports", "r-lawyer-arrest", marking="internal")
    put(small_folder, "sources", "s-courier-2020", marking="restricted")
    put(small_folder, "reports", "r-doctor-40", marking="public")
    internal, public = held(small_folder, "internal"), held(small_folder)
    assert internal.find("r-lawyer-arrest") and not public.find("r-lawyer-arrest")
    assert not internal.find("r-doctor-40")
    assert not internal.find("c-lowen-40")
    assert not internal.find("q-lowen")


def test_a_judgement_on_more_than_is_held_is_not_held(small_folder: Path) -> None:
    put(small_folder, "reports", "r-lawyer-arrest", marking="internal")
    left = held(small_folder)
    assert left.find("c-tolm-arrested")
    assert [each.id for each in left.judgements] == ["j-varo", "j-lowen"]
    assert left.info.bottom_line is None
    assert "o-lawyer" not in {each.id for each in left.origins}


def test_rules_are_held_against_the_whole(small_folder: Path) -> None:
    # What is left has credibility 1 for want of the second origin, which is there but hidden.
    put(small_folder, "reports", "r-ministry-arrest", marking="internal")
    assert held(small_folder).find("r-lawyer-arrest")
    put(small_folder, "reports", "r-herald-killed", credibility="1")
    assert read(small_folder, "public").dossier is None


def test_an_origin_that_only_puts_a_claim_forward_is_not_told(small_folder: Path) -> None:
    put(small_folder, "reports", "r-banner-denies", marking="internal")
    put(small_folder, "evidence", "ev-13", claim="c-varo-alive", stance="supports")
    left = held(small_folder)
    assert not left.find("o-banner")
    assert [claim.claimant for claim in left.claims if claim.id == "c-varo-alive"] == [None]


def test_sources_known_through_it_alone_go_with_it(small_folder: Path) -> None:
    put(small_folder, "sources", "s-courier-varo", marking="internal")
    assert not held(small_folder).find("s-banner-denial")


def test_a_row_that_may_lead_to_several_stays_when_all_of_them_go(planted: Path) -> None:
    put(planted, "claims", "c-tolm-cousin", excludes="c-zanzibar")
    put(planted, "claims", "c-zanzibar", excludes="c-tolm-cousin")
    assert held(planted).row(Claim, "c-tolm-cousin").excludes == ()


def test_a_claim_that_reports_only_mention_goes_with_the_one_that_supported_it(small_folder: Path) -> None:
    put(small_folder, "reports", "r-lantern-cousin", marking="internal")
    assert not held(small_folder).find("c-tolm-cousin")
    assert held(small_folder).find("r-lantern-correction")


def test_a_claim_that_only_hidden_reports_mention_goes_with_them(small_folder: Path) -> None:
    add(
        small_folder,
        "claims",
        {"id": "c-late", "question": "q-varo", "statement": "S.", "short": "S", "kind": "motive"},
    )
    add(
        small_folder,
        "evidence",
        CABLE["evidence"] | {"report": "r-lawyer-arrest", "claim": "c-late", "stance": "neither"},
    )
    put(small_folder, "reports", "r-lantern-correction", marking="internal")
    assert "c-late" in left(small_folder, "claims")
    put(small_folder, "reports", "r-lawyer-arrest", marking="internal")
    assert "c-late" not in left(small_folder, "claims")


def test_who_judged_knew_of_what_was_taken_back_too(small_folder: Path) -> None:
    put(small_folder, "reports", "r-lantern-correction", marking="internal")
    put(small_folder, "evidence", "ev-16", report="r-lena-doubts")
    assert left(small_folder, "judgements") == {"j-varo", "j-lowen"}


def test_a_country_in_which_another_place_is_told_of_stays(planted: Path) -> None:
    put(planted, "places", "p-zanzibar", country="Arvenia", admin1="")
    assert "arvenia" not in left(planted, "places")
    add(planted, "places", CABLE["places"] | {"id": "p-road", "name": "The road", "country": "Arvenia"})
    put(planted, "reports", "r-lena-doubts", place="p-road")
    assert {"arvenia", "p-road"} <= left(planted, "places")


def test_a_province_that_only_hidden_places_lie_in_goes_from_a_country_that_stays(planted: Path) -> None:
    put(planted, "places", "p-zanzibar", country="Arvenia", admin1="Southmark")
    add(planted, "places", CABLE["places"] | {"id": "p-south", "country": "Arvenia", "admin1": "Southmark"})
    assert "p-south" not in left(planted, "places")
    assert "arvenia" in left(planted, "places")


def left(folder: Path, table: str) -> set[str]:
    """The ids that a table of a folder has once it is cut, whatever a rule would say of the rest."""
    written = in_folder(folder)
    assert isinstance(written, Written)
    made = cut(written.sheets, "public", strict=True)
    assert made is not None
    return {row.cells["id"] for row in made.sheets[table].rows}


def test_a_country_that_only_hidden_places_lie_in_goes_with_them(planted: Path) -> None:
    land = CABLE["places"] | {"id": "p-land", "precision": "country", "name": "Zanzibar", "radius_km": "400"}
    add(planted, "places", land)
    assert not held(planted).find("p-land")
    assert held(planted).find("arvenia")


def test_a_word_that_is_no_marking_is_an_error_and_told_without_words(small_folder: Path) -> None:
    put(small_folder, "sources", "s-courier-2020", marking="zanzibar")
    (fault,) = read(small_folder).issues
    assert "'zanzibar' is not one of the words wanted: public, internal, restricted." in str(fault)
    reading = read(small_folder, "public")
    assert reading.dossier is None
    assert [(each.file, each.line, each.code) for each in reading.issues] == [("sources.csv", 2, "unknown-word")]
    assert PLANTED not in str(reading)


def test_faults_above_the_ceiling_lose_their_words(planted: Path) -> None:
    put(planted, "reports", "r-zanzibar", credibility="zanzibar")
    reading = read(planted, "public")
    assert reading.dossier is None
    assert PLANTED not in str(reading.issues)
    assert "python -m briefing check" in str(reading.issues[0])


def test_a_warning_is_told_without_words_where_its_row_is_held(planted: Path) -> None:
    put(planted, "places", "sarn", precision="point")
    put(planted, "places", "p-zanzibar", precision="point", radius_km="6")
    assert [each.line for each in read(planted).issues if each.code == "place-radius"] == [6, 7]
    message = "place-radius; its words are held back here, and python -m briefing check says them"
    assert read(planted, "public").issues == (Issue("places.csv", 6, "radius_km", "place-radius", message, "warning"),)


def test_what_is_cut_amiss_is_not_held_and_says_no_word(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def amiss(sheets: Mapping[str, Sheet], ceiling: str, strict: bool) -> Cut:
        return Cut(
            {name: replace(each, rows=each.rows[name == "origins" :]) for name, each in sheets.items()}, frozenset()
        )

    monkeypatch.setattr(load, "cut", amiss)
    reading = read(planted, "public")
    assert reading.dossier is None
    assert {(each.file, each.code) for each in reading.issues} >= {("reports.csv", "unknown-id")}
    assert all("its words are held back here" in each.message for each in reading.issues)


def without_header(path: Path) -> None:
    """Sort the lines of a table as a careless hand does: its header among them, the restricted row first."""
    lines = path.read_text("utf-8").splitlines()
    first = next(line for line in lines if PLANTED in line)
    path.write_text("\n".join([first, *(line for line in lines if line != first)]), "utf-8")


def twice_marked(path: Path) -> None:
    """Give a table a second column of markings, in which all is public."""
    head, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{head},marking", *(f"{row},public" for row in rows)]), "utf-8")


def rewritten(old: str, new: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    """What writes a table with other words, or in another encoding."""

    def spoil(path: Path) -> None:
        path.write_bytes(path.read_text("utf-8").replace(old, new).encode(encoding))

    return spoil


UNSEEN_MARKS: dict[str, Callable[[Path], None]] = {
    "misspelt": rewritten("marking", "Marking"),
    "twice": twice_marked,
    "no header": without_header,
    "no file": Path.unlink,
    "utf-16": rewritten("", "", "utf-16"),
    "semicolons": rewritten(",", ";"),
    "stray quote": rewritten("Zanzibar cable", 'Zanz"ibar cable'),
    "swallowed": rewritten("Zanzibar cable", '"Zanzibar'),
}


@pytest.mark.parametrize("spoil", UNSEEN_MARKS.values(), ids=UNSEEN_MARKS)
def test_where_markings_cannot_be_seen_no_fault_says_a_word(planted: Path, spoil: Callable[[Path], None]) -> None:
    put(planted, "reports", "r-zanzibar", credibility="zanzibar")
    put(planted, "claims", "c-zanzibar", question="q-zanzibarr")
    spoil(planted / "sources.csv")
    assert PLANTED in str(read(planted).issues).lower()
    reading = read(planted, "public")
    assert reading.dossier is None
    assert reading.issues
    assert PLANTED not in str(reading).lower()


def test_no_column_key_or_file_is_told_that_is_none_of_ours(planted: Path) -> None:
    without_header(planted / "claims.csv")
    front = planted / "dossier.toml"
    front.write_text(front.read_text("utf-8").replace("[bottom_line]", "[bottom_line]\nzanzibar = 1"), "utf-8")
    (planted / "zanzibar-cables.csv").write_text("id\n1\n", "utf-8")
    reading = read(planted, "public")
    assert reading.dossier is None
    assert PLANTED not in str(reading).lower()
    assert ("dossier.toml", "bottom_line", "unknown-key") in {(i.file, i.column, i.code) for i in reading.issues}
    assert ("claims.csv", "id", "missing-column") in {(i.file, i.column, i.code) for i in reading.issues}


def test_a_sheet_of_a_workbook_that_is_none_of_ours_is_not_told(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "restricted")
    book = planted.parent / "book.xlsx"
    assert main(["export", str(planted), "--format", "xlsx", "--out", str(book)]) == 0
    opened = load_workbook(book)
    opened["sources"].title = "zanzibar"
    opened.save(book)
    reading = read(book, "public")
    assert reading.dossier is None
    assert PLANTED not in str(reading).lower()


def test_what_nobody_marked_is_told_with_all_its_words(small_folder: Path) -> None:
    put(small_folder, "reports", "r-lena-doubts", credibility="nine")
    assert read(small_folder, "public", strict=False).issues == read(small_folder).issues


def test_a_row_with_a_cell_too_many_is_not_held(planted: Path) -> None:
    path = planted / "sources.csv"
    path.write_text(path.read_text("utf-8").replace("Zanzibar cable", "Zanzibar, cable"), "utf-8")
    assert PLANTED not in str(read(planted, "public"))


@pytest.mark.parametrize("command", [["standing"], ["export", "--format", "csv", "--out", "made.zip"]])
def test_commands_that_tell_hold_what_the_deployment_may(
    planted: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(planted)
    for word, told in (("", False), ("internal", False), ("restricted", True)):
        monkeypatch.setenv(VARIABLE, word)
        assert main([command[0], str(planted), *command[1:]]) == 0
        made = capsys.readouterr().out + (text_of(Path("made.zip").read_bytes()) if Path("made.zip").exists() else "")
        assert (PLANTED in made.lower()) == told


def test_a_ceiling_that_is_no_marking_is_refused(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, "secret")
    assert ceiling() == "secret"
    message = "the ceiling 'secret' is no marking; one of public, internal, restricted is wanted"
    fault = Issue("BRIEFING_CEILING", 0, "", "unknown-ceiling", message)
    assert read(small_folder, ceiling()) == Reading(None, (fault,), readable=False)
    assert main(["standing", str(small_folder)]) == 2
    assert "BRIEFING_CEILING" in capsys.readouterr().err


def test_without_a_ceiling_only_the_lowest_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert ceiling() == MARKINGS[0] == "public"
    monkeypatch.setenv(VARIABLE, " ")
    assert ceiling() == "public"
    monkeypatch.setenv(VARIABLE, " internal ")
    assert ceiling() == "internal"


@pytest.mark.parametrize(("word", "declared"), [(None, False), (" ", False), ("public", True)])
def test_a_ceiling_is_declared_where_somebody_wrote_one(
    word: str | None, declared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if word is not None:
        monkeypatch.setenv(VARIABLE, word)
    assert is_declared() == declared
