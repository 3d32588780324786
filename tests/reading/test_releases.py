"""The log of releases: written once for each, read back, and asked what changed since an older one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from briefing.__main__ import main
from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue
from briefing.reading.load import read
from briefing.reading.releases import (
    FILE,
    Entry,
    append,
    beside,
    changed,
    in_words,
    log,
    present,
    since,
    since_steps,
    wording,
)
from tests import SMALL
from tests.commands.test_cli import Captured, spoil
from tests.full import full
from tests.invented import dossier, dossiers, examples, renamed
from tests.ui.test_pages import opened, words

DAY = date(2021, 7, 1)
NOTHING = ("No claim changed its standing since.",)


def loaded(folder: Path) -> Dossier:
    found = read(folder).dossier
    assert found is not None
    return found


@examples(20)
@given(dossiers())
def test_a_release_has_every_claim_with_its_standing(built: Dossier) -> None:
    found = present(built, DAY)
    assert {id: entry.standing for id, entry in found.claims.items()} == {
        id: each.word for id, each in standings(built).items()
    }
    assert changed(built, (found,), built.release) == NOTHING


def test_what_is_written_is_read_again(small_folder: Path) -> None:
    built = loaded(small_folder)
    assert log(small_folder) == ()
    assert append(built, small_folder, DAY)
    assert log(small_folder) == (present(built, DAY),)


def test_what_another_command_records_meanwhile_is_not_recorded_twice(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(*_: object) -> None:
        monkeypatch.undo()
        assert append(loaded(small_folder), small_folder, DAY)

    monkeypatch.setattr("fcntl.flock", wait)
    assert not append(loaded(small_folder), small_folder, DAY)
    assert len(log(small_folder)) == 1


def test_the_present_release_is_recorded_once(small_folder: Path) -> None:
    assert append(loaded(small_folder), small_folder, DAY)
    assert not append(loaded(small_folder), small_folder, DAY)
    spoil(small_folder, "claims.csv", "a cousin of Anton Varo.", "a nephew of Anton Varo.")
    assert append(loaded(small_folder), small_folder, DAY)
    first, second = log(small_folder)
    assert first.claims["c-tolm-cousin"].wording != second.claims["c-tolm-cousin"].wording


def test_a_line_that_was_not_ended_is_not_run_into(small_folder: Path) -> None:
    append(loaded(small_folder), small_folder, DAY)
    path = small_folder / FILE
    path.write_text(path.read_text("utf-8").rstrip("\n"), "utf-8")
    spoil(small_folder, "claims.csv", "a cousin of Anton Varo.", "a nephew of Anton Varo.")
    append(loaded(small_folder), small_folder, DAY)
    assert len(log(small_folder)) == 2
    spoil(small_folder, "claims.csv", "a nephew of Anton Varo.", "a brother of Anton Varo.")
    append(loaded(small_folder), small_folder, DAY)
    assert path.read_text("utf-8").count("\n") == len(log(small_folder)) == 3


def test_the_log_is_no_part_of_the_release(small_folder: Path) -> None:
    before = read(small_folder)
    append(loaded(small_folder), small_folder, DAY)
    after = read(small_folder)
    assert after.dossier == before.dossier
    assert after.issues == ()


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"release": "x"}',
        '{"release":"x","day":"never","claims":{}}',
        '{"release":"x","day":"2021-07-01","claims":{"c":1}}',
        '{"release":"x","day":"2021-07-01","claims":{"\\ud800":["denied","f"]}}',
        '{"release":"x","day":"2021-07-01","claims":{"c":["de\\uffffnied","f"]}}',
        '{"release":5,"day":"2021-07-01","claims":{}}',
        f'{{"release":"x","day":"2021-07-01","claims":{{"c":["{"y" * 1000}","f"]}}}}',
    ],
)
def test_a_line_that_is_no_release_is_refused_with_its_number(small_folder: Path, line: str) -> None:
    append(loaded(small_folder), small_folder, DAY)
    with (small_folder / FILE).open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(
        ValueError,
        match=r"^releases\.jsonl:2:: this is no release; a line as python -m briefing release writes it is wanted$",
    ):
        log(small_folder)


def test_a_log_that_cannot_be_read_is_a_warning_and_the_dossier_is_read(small_folder: Path) -> None:
    (small_folder / FILE).write_text("{\n", "utf-8")
    message = "this is no release; a line as python -m briefing release writes it is wanted"
    assert read(small_folder).issues == (Issue("releases.jsonl", 1, "", "bad-release", message, "warning"),)


def test_the_log_of_a_workbook_is_beside_it_and_that_of_a_folder_in_it(tmp_path: Path) -> None:
    assert beside(tmp_path / "case.XLSX") == tmp_path / "case.releases.jsonl"
    (tmp_path / "folder.xlsx").mkdir()
    assert beside(tmp_path / "folder.xlsx") == tmp_path / "folder.xlsx" / "releases.jsonl"


def test_a_log_that_is_no_text_is_refused(small_folder: Path) -> None:
    (small_folder / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(ValueError, match=r"^releases\.jsonl:0:: the file is in UTF-16"):
        log(small_folder)


def test_blank_lines_of_a_log_are_passed_over_and_counted(small_folder: Path) -> None:
    append(loaded(small_folder), small_folder, DAY)
    with (small_folder / FILE).open("a", encoding="utf-8") as file:
        file.write("\n \n")
    assert len(log(small_folder)) == 1
    with (small_folder / FILE).open("a", encoding="utf-8") as file:
        file.write("{\n")
    with pytest.raises(ValueError, match=r"jsonl:4:"):
        log(small_folder)


# --- since


def test_a_release_that_is_not_in_the_log_is_not_known(small_folder: Path) -> None:
    assert since(loaded(small_folder), small_folder, "abc1234") is None


def test_changed_standings_are_named(small_folder: Path) -> None:
    old = loaded(small_folder)
    append(old, small_folder, DAY)
    spoil(
        small_folder,
        "evidence.csv",
        "r-lantern-commander,c-varo-commander,supports",
        "r-lantern-commander,c-varo-commander,doubts",
    )
    assert since(loaded(small_folder), small_folder, old.release) == (
        "1 claim changed its standing since: “Varo a commander” is unsupported, was single origin.",
    )


@pytest.mark.parametrize(("claims", "more"), [("abcde", ""), ("abcdef", " and 1 more"), ("abcdefg", " and 2 more")])
def test_only_the_first_five_are_named(claims: str, more: str) -> None:
    then = dossier(claims, [])
    now = dossier(claims, [("2021-04-01", "wire", "o", ", ".join(f"supports {id}" for id in claims))])
    named = "; ".join(f"“Claim {id} <i>” is single origin, was unknown as yet" for id in "abcde")
    assert changed(now, (present(then, DAY),), then.release) == (
        f"{len(claims)} claims changed their standing since: {named}{more}.",
    )


def test_more_than_one_is_told_in_the_plural(small: Dossier) -> None:
    then = present(small, DAY)
    anew = tuple(each.model_copy(update={"statement": "Anew."}) for each in small.claims)
    said = changed(replace(small, claims=anew), (then,), small.release)
    named = ", ".join(f"“{each.short}”" for each in small.claims[:5])
    assert said == (NOTHING[0], f"7 claims were reworded: {named} and 2 more.")
    less = dossier("a", [])
    more = dossier("abc", [])
    assert changed(more, (present(less, DAY),), less.release) == (
        NOTHING[0],
        "2 claims are new: “Claim b <i>”, “Claim c <i>”.",
    )
    assert changed(less, (present(more, DAY),), more.release) == (NOTHING[0], "2 claims are gone: “b”, “c”.")


def test_a_release_is_one_line_of_json(small_folder: Path) -> None:
    built = loaded(small_folder)
    append(built, small_folder, DAY)
    line = (small_folder / FILE).read_text("utf-8")
    assert line.startswith(f'{{"release":"{built.release}","day":"2021-07-01","claims":{{"c-lowen-12":["')
    assert line.endswith("}}\n")
    assert list(log(small_folder)[0].claims) == sorted(claim.id for claim in built.claims)


def test_new_reworded_and_gone_claims_are_told(small: Dossier) -> None:
    then = present(small, DAY)
    claims = (small.claims[0].model_copy(update={"statement": "Anew."}), *small.claims[1:-1])
    left = replace(small, claims=claims, evidence=tuple(row for row in small.evidence if row.claim != "c-tolm-cousin"))
    assert changed(left, (then,), small.release) == (
        NOTHING[0],
        "1 claim was reworded: “Varo killed in Sarn”.",
        "1 claim is gone: “c-tolm-cousin”.",
    )
    before = replace(then, claims={id: entry for id, entry in then.claims.items() if id != "c-lowen-12"})
    assert changed(small, (before,), small.release) == (NOTHING[0], "1 claim is new: “12 dead at Lowen”.")


def test_a_redirect_is_followed(small: Dossier) -> None:
    moved = {"c-varo-alive": "c-varo-living"}
    new = replace(renamed(small, moved), redirects={**small.redirects, **moved})
    assert changed(new, (present(small, DAY),), small.release) == NOTHING


def test_the_latest_entry_of_a_release_counts(small: Dossier) -> None:
    then = present(small, DAY)
    older = replace(then, claims={id: Entry("denied", entry.wording) for id, entry in then.claims.items()})
    assert changed(small, (older, then), small.release) == NOTHING


def test_the_wording_is_of_the_statement_alone(small: Dossier) -> None:
    one = small.claims[0]
    assert wording(one) == wording(one.model_copy(update={"short": "Other"}))
    assert wording(one) != wording(one.model_copy(update={"statement": "Other"}))
    assert len(wording(one)) == 8


def test_what_changed_is_told_for_each_older_release_that_a_step_was_made_on(small: Dossier) -> None:
    one, other = small.stories
    older = replace(
        small,
        stories=(one.model_copy(update={"address": f"{one.address}&v=0000000"}), other),
    )
    then = replace(present(small, DAY), release="0000000")
    assert since_steps(older, (then,)) == {"0000000": "No claim changed its standing since."}
    assert since_steps(older, ()) == {"0000000": "The log of releases does not have it: what changed is not known."}
    assert since_steps(small, (then,)) == {}
    assert in_words(("One.", "Two.")) == "One. Two."


def test_a_log_that_there_is_no_room_for_stays_as_it_was(small_folder: Path) -> None:
    append(loaded(small_folder), small_folder, DAY)
    path = small_folder / FILE
    before = path.read_bytes()
    spoil(small_folder, "claims.csv", "a cousin of Anton Varo.", "a nephew of Anton Varo.")
    with full(len(before) + 20), pytest.raises(OSError, match=r"releases\.jsonl: it cannot be written"):
        append(loaded(small_folder), small_folder, DAY)
    assert path.read_bytes() == before
    assert append(loaded(small_folder), small_folder, DAY)


# --- the command and the notice


def test_the_command_records_and_then_says_that_it_did(small_folder: Path, capsys: Captured) -> None:
    release = loaded(small_folder).release
    assert main(["release", str(small_folder), "--day", "2021-07-01"]) == 0
    assert main(["release", str(small_folder)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"release {release} is recorded in releases.jsonl",
        f"release {release} is the last one recorded already in releases.jsonl",
    ]
    assert [each.day for each in log(small_folder)] == [DAY]


def test_the_command_refuses_what_it_cannot_record(small_folder: Path, tmp_path: Path, capsys: Captured) -> None:
    for day in ("soon", "", "0001-01-01", "9999-12-31", "2017-W01-1", "20170418", "٢٠١٧-٠٤-١٨"):
        assert main(["release", str(small_folder), "--day", day]) == 2
        assert f"--day: {day!r} " in capsys.readouterr().err
    assert log(small_folder) == ()
    (small_folder / FILE).write_text("{\n", "utf-8")
    assert main(["release", str(small_folder)]) == 2
    assert "releases.jsonl:1:" in capsys.readouterr().err
    spoil(small_folder, "evidence.csv", "neither", "nether")
    assert main(["release", str(small_folder)]) == 1
    assert main(["release", str(tmp_path / "nowhere")]) == 2


def test_an_old_link_is_told_what_changed(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = loaded(small_folder)
    append(old, small_folder, DAY)
    for stance in ("c-varo-killed,contradicts", "c-varo-alive,supports"):
        spoil(small_folder, "evidence.csv", stance, f"{stance.split(',')[0]},doubts")
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    said = words(opened("method", {"v": [old.release]}))
    assert "2 claims changed their standing since" in said
    assert "on the day shown" not in said
    early = words(opened("method", {"v": [old.release], "asof": ["2021-04-13"]}))
    assert "not on the day shown" in early


@pytest.mark.parametrize("line", ["", "{"])
def test_an_old_link_of_an_unknown_release_is_told_so(
    small_folder: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (small_folder / FILE).write_text(line, "utf-8")
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    app = opened("method", {"v": ["abc1234"]})
    assert not app.exception
    assert "does not have the older one" in words(app)


def test_the_small_dossier_of_the_tests_has_no_log() -> None:
    assert log(SMALL) == ()
