"""What changed between two states of a dossier: in sentences, sorted, with why a standing is another."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from briefing.__main__ import main
from briefing.analysis.diff import KINDS, Difference, diff, summary
from briefing.analysis.standing import standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Report
from briefing.reading.load import read
from tests import SMALL
from tests.commands.test_cli import Captured, spoil
from tests.invented import dossier, dossiers, examples, renamed

ALIVE = "c-varo-alive"


def told(folder: Path, kind: str = "") -> list[str]:
    """The sentences of one kind, or of all, of a spoiled copy against the small dossier."""
    old, new = read(SMALL).dossier, read(folder).dossier
    assert old is not None
    assert new is not None
    return [each.sentence for each in diff(old, new) if kind in ("", each.kind)]


def test_the_same_dossier_has_no_difference(small: Dossier) -> None:
    assert diff(small, small) == ()
    assert summary(()) == "no difference"


def test_a_reworded_claim_is_told_with_both_wordings(small_folder: Path) -> None:
    spoil(small_folder, "claims.csv", "Milo Tolm is a cousin of Anton Varo.", "Milo Tolm is a nephew of Anton Varo.")
    assert told(small_folder) == [
        "The claim c-tolm-cousin reads “Milo Tolm is a nephew of Anton Varo.”; "
        "it read “Milo Tolm is a cousin of Anton Varo.”."
    ]


def test_a_change_of_another_column_names_it(small_folder: Path) -> None:
    spoil(small_folder, "claims.csv", "2020-03-05,12,12,", "2020-03,12,13,")
    assert told(small_folder) == [
        "The claim c-lowen-12 changed: date is “2020-03”, was “2020-03-05”; high is 13, was 12."
    ]


def test_a_turned_row_tells_why_the_standing_is_another(small_folder: Path) -> None:
    spoil(
        small_folder,
        "evidence.csv",
        "ev-05,r-lantern-commander,c-varo-commander,supports",
        "ev-05,r-lantern-commander,c-varo-commander,doubts",
    )
    assert told(small_folder, "standing changed") == [
        "c-varo-commander is unsupported, was single origin: r-lantern-commander turned from supports to doubts."
    ]
    assert told(small_folder, "other row changed") == [
        "The evidence row ev-05 changed: stance is “doubts”, was “supports”."
    ]


def test_a_row_that_turned_tells_of_what_it_excludes_no_longer(small_folder: Path) -> None:
    spoil(
        small_folder, "evidence.csv", "c-varo-killed,contradicts,It denies the death.,yes", "c-varo-killed,doubts,So.,"
    )
    assert told(small_folder, "standing changed") == []
    spoil(small_folder, "evidence.csv", "r-banner-denies,c-varo-alive,supports", "r-banner-denies,c-varo-alive,doubts")
    assert told(small_folder, "standing changed") == [
        "c-varo-alive is denied, was contested: r-banner-denies turned from supports to doubts.",
        "c-varo-killed is single origin, was contested: r-banner-denies turned from contradicts to doubts.",
    ]


def test_two_claims_that_no_longer_exclude_each_other_tell_why(small_folder: Path) -> None:
    spoil(small_folder, "claims.csv", "c-varo-killed,c-varo-killed", "c-varo-killed,")
    spoil(small_folder, "claims.csv", "c-varo-alive,c-varo-alive", "c-varo-alive,")
    assert told(small_folder, "standing changed") == [
        "c-varo-alive is single origin, was contested: r-herald-killed removed (excludes it by c-varo-killed); "
        "r-voice-killed removed (excludes it by c-varo-killed); r-wire-killed removed (excludes it by c-varo-killed)."
    ]


def test_a_row_that_is_gone_leaves_the_word_and_changes_the_support(small_folder: Path) -> None:
    spoil(small_folder, "evidence.csv", "ev-08,r-wire-killed,c-varo-killed,supports,It repeats the Dorr Herald.,\n", "")
    assert told(small_folder, "support changed") == [
        "c-varo-alive is contested still: r-wire-killed removed (excludes it by c-varo-killed).",
        "c-varo-killed is contested still: r-wire-killed removed (supports).",
    ]
    assert told(small_folder, "other row removed") == [
        "The evidence row ev-08 is gone: r-wire-killed supports c-varo-killed."
    ]


def test_another_origin_tells_why(small_folder: Path) -> None:
    spoil(
        small_folder,
        "origins.csv",
        'o-lawyer,"Ada Fenn, lawyer of Milo Tolm",named person',
        'o-lawyer,"Ada Fenn, lawyer of Milo Tolm",unnamed persons',
    )
    spoil(small_folder, "reports.csv", "o-lawyer,,paragraph 1,witnessed,1", "o-lawyer,,paragraph 1,witnessed,2")
    assert told(small_folder, "standing changed") == [
        "c-tolm-arrested is single origin, was corroborated: the origin o-lawyer is unnamed persons, was named person."
    ]


def test_a_withdrawal_that_is_gone_tells_why(small_folder: Path) -> None:
    spoil(small_folder, "reports.csv", ",c-tolm-cousin,", ",,")
    assert told(small_folder, "standing changed") == [
        "c-tolm-cousin is single origin, was withdrawn: "
        "r-lantern-correction turned from neither, takes it back to neither."
    ]


def test_what_is_new_and_what_is_gone(small: Dossier) -> None:
    less = replace(
        small,
        claims=tuple(row for row in small.claims if row.id != ALIVE),
        reports=small.reports[1:],
        origins=small.origins[:-1],
        judgements=small.judgements[:-1],
    )
    gone = {each.kind: each.sentence for each in diff(replace(small, evidence=()), replace(less, evidence=()))}
    come = {each.kind: each.sentence for each in diff(replace(less, evidence=()), replace(small, evidence=()))}
    assert gone["claim removed"].startswith("The claim c-varo-alive is gone: “Anton Varo was alive in Northmark")
    assert gone["report removed"].startswith("The report r-ministry-12 is gone: “The ministry counted")
    assert gone["origin removed"] == "The origin o-lawyer is gone: “Ada Fenn, lawyer of Milo Tolm”."
    assert gone["judgement removed"].startswith("The judgement j-tolm is gone")
    assert [kind.replace("removed", "added") for kind in gone] == list(come)
    assert come["claim added"].startswith("The claim c-varo-alive is new: “Anton Varo was alive in Northmark")


def test_a_redirected_id_is_followed_and_said(small: Dossier) -> None:
    new = replace(renamed(small, {ALIVE: "c-varo-living"}), redirects={**small.redirects, ALIVE: "c-varo-living"})
    assert [each.sentence for each in diff(small, new)] == ["The id c-varo-alive leads to c-varo-living."]


def test_ids_of_every_table_may_be_redirected(small: Dossier) -> None:
    names = {row.id: f"{row.id}-2" for _, rows in small.tables() for row in rows}
    new = replace(renamed(small, names), redirects={**names, "c-varo-dead": "c-varo-killed-2"})
    assert {each.kind for each in diff(small, new)} == {"id redirected"}


def test_a_merged_claim_takes_the_rows_of_the_other(small: Dossier) -> None:
    merged = tuple(
        row.model_copy(update={"claim": "c-varo-killed"}) if row.id == "ev-06" else row for row in small.evidence
    )
    left = tuple(row for row in small.claims if row.id != "c-tolm-cousin")
    new = replace(small, evidence=merged, claims=left, redirects={**small.redirects, "c-tolm-cousin": "c-varo-killed"})
    found = [(each.kind, each.id) for each in diff(small, new)]
    assert ("support changed", "c-varo-killed") in found
    assert ("id redirected", "c-tolm-cousin") in found
    assert "claim removed" not in {kind for kind, _ in found}


def test_the_front_page_and_the_order_of_rows_count(small_folder: Path) -> None:
    spoil(small_folder, "dossier.toml", "An invented dossier for tests", "Another")
    lines = (small_folder / "places.csv").read_text("utf-8").splitlines(keepends=True)
    (small_folder / "places.csv").write_text("".join([lines[0], *reversed(lines[1:])]), "utf-8")
    assert told(small_folder) == [
        "The front page has another subtitle.",
        "The rows of places.csv stand in another order.",
    ]


@examples(25)
@given(dossiers(), dossiers())
def test_differences_are_sorted_and_tell_every_standing(old: Dossier, new: Dossier) -> None:
    found = diff(old, new)
    assert list(found) == sorted(found, key=lambda each: (KINDS.index(each.kind), each.id))
    before, after = standings(old), standings(new)
    turned = {id for id in before.keys() & after.keys() if before[id].word != after[id].word}
    assert {each.id for each in found if each.kind == "standing changed"} == turned
    assert bool(found) == (replace(old, release="") != replace(new, release=""))
    assert all(each.sentence.endswith(".") for each in found)
    assert diff(new, new) == ()


def test_the_summary_counts_each_kind(small: Dossier) -> None:
    said = "Said anew."
    claims = tuple(row.model_copy(update={"statement": said}) for row in small.claims[:2]) + small.claims[2:]
    new = replace(small, claims=claims, info=small.info.model_copy(update={"title": "T", "subtitle": "S"}))
    assert summary(diff(small, new)) == "2 claims reworded, 2 front page changed"


def test_the_summary_has_the_plural_where_there_is_one(small: Dossier) -> None:
    turned = replace(small, places=small.places[::-1], actors=small.actors[::-1])
    assert summary(diff(small, turned)) == "2 order changed"
    less = replace(small, relations=small.relations[2:])
    assert summary(diff(small, less)) == "2 other rows removed"
    assert summary(diff(less, small)) == "2 other rows added"
    assert summary(Difference("support changed", id, "") for id in "cd") == "2 support changed"


def test_a_row_without_a_name_is_told_by_its_id(small: Dossier) -> None:
    (found,) = diff(small, replace(small, involvement=small.involvement[1:]))
    assert found.sentence == f"The involvement {small.involvement[0].id} is gone."


def test_a_row_of_evidence_that_takes_no_side_is_told_so(small: Dossier) -> None:
    row = next(each for each in small.evidence if each.stance == "neither")
    left = tuple(each for each in small.evidence if each is not row)
    said = [each.sentence for each in diff(small, replace(small, evidence=left)) if each.id == row.id]
    assert said == [f"The evidence row {row.id} is gone: {row.report} takes no side on {row.claim}."]


def test_lists_are_told_item_by_item(small: Dossier) -> None:
    other = tuple(each.model_copy(update={"aliases": ("A", "B")}) for each in small.actors[:1]) + small.actors[1:]
    (found,) = diff(small, replace(small, actors=other))
    assert found.sentence.endswith(f"aliases is “A, B”, was “{', '.join(small.actors[0].aliases)}”.")


def test_a_text_that_reads_like_an_id_given_up_is_a_text(small: Dossier) -> None:
    first, *others = small.reports
    old, new = (replace(small, reports=(first.model_copy(update={"note": note}), *others)) for note in ("c-old", ALIVE))
    found = diff(old, replace(new, redirects={**new.redirects, "c-old": ALIVE}))
    assert [each.kind for each in found] == ["id redirected", "report changed"]


def test_a_redirect_that_is_gone_is_told(small: Dossier) -> None:
    (found,) = diff(small, replace(small, redirects={}))
    assert (found.kind, found.id) == ("id redirected", "c-varo-dead")
    assert found.sentence == "The id c-varo-dead leads to c-varo-killed no longer."


# --- why a standing is another


SPOKEN = ("2021-04-01", "wire", "a", "supports c")


def why(old: Dossier, new: Dossier) -> list[str]:
    kinds = ("standing changed", "support changed")
    return [each.sentence.partition(": ")[2] for each in diff(old, new) if each.kind in kinds]


def test_reports_that_came_and_went_are_both_told() -> None:
    old = dossier(["c"], [SPOKEN, ("2021-04-02", "post", "b", "supports c"), ("2021-04-03", "sun", "b", "")])
    new = dossier(["c"], [SPOKEN, ("2021-04-02", "post", "b", ""), ("2021-04-03", "sun", "b", "contradicts c")])
    assert why(old, new) == ["r3 added (contradicts); r2 removed (supports)."]


def test_other_dates_may_turn_a_standing() -> None:
    old = dossier(["c"], [SPOKEN, ("2021-04-02", "wire", "a", "withdraws c")])
    new = dossier(["c"], [SPOKEN, ("2021-03-02", "wire", "a", "withdraws c")])
    assert why(old, new) == ["by other dates."]


def test_a_withdrawal_without_evidence_takes_no_side() -> None:
    old, new = (dossier(["c"], [SPOKEN, ("2021-04-02", "wire", "a", back)]) for back in ("", "withdraws c"))
    assert why(old, new) == ["r2 added (no side, takes it back)."]


def test_another_way_of_a_report_is_told_outlet_by_outlet() -> None:
    old = dossier(["c"], [SPOKEN, ("2021-04-02", "post", "b", "supports c", "sun|star")])
    new = dossier(["c"], [SPOKEN, ("2021-04-02", "post", "b", "doubts c", "star|wire")])
    told = "r2 turned from supports to doubts; r2 came through post < star < wire, was post < sun < star."
    assert why(old, new) == [told]


@pytest.mark.parametrize("leaning", [{"depends_on": ("b",)}, {"outlet": "post"}])
def test_what_an_origin_leans_on_is_told(leaning: dict[str, object]) -> None:
    reports = [SPOKEN, ("2021-04-02", "post", "b", "supports c")]
    old, new = (dossier(["c"], reports, {"a": more, "b": {"outlet": "post"}}) for more in ({}, leaning))
    assert why(old, new) == ["what the origin a leans on changed."]


# --- the command


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A Git repository whose first commit has the small dossier in data/small, and whose second rewords a claim."""
    folder = Path(shutil.copytree(SMALL, tmp_path / "repository" / "data" / "small"))
    root = tmp_path / "repository"
    monkeypatch.chdir(root)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run(["git", *words], check=True, cwd=root)
    spoil(folder, "claims.csv", "a cousin of Anton Varo.", "a nephew of Anton Varo.")
    subprocess.run(["git", "commit", "-qam", "two"], check=True, cwd=root)
    yield root


def test_equal_states_end_with_0(capsys: Captured) -> None:
    assert main(["diff", str(SMALL), str(SMALL)]) == 0
    assert capsys.readouterr().out.endswith(": no difference\n")


def test_differences_end_with_1(small_folder: Path, capsys: Captured) -> None:
    spoil(small_folder, "claims.csv", "a cousin of Anton Varo.", "a nephew of Anton Varo.")
    assert main(["diff", str(SMALL), str(small_folder)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("The claim c-tolm-cousin reads")
    assert last.endswith(": 1 claim reworded")


@pytest.mark.parametrize("word", ["a" * 300, f"{'a' * 300}:x"])
def test_a_name_that_no_file_system_takes_is_told(word: str, capsys: Captured) -> None:
    assert main(["diff", str(SMALL), word]) == 2
    assert word in capsys.readouterr().err


def test_differences_as_json(small_folder: Path, capsys: Captured) -> None:
    spoil(small_folder, "claims.csv", "a cousin of Anton Varo.", "a nephew of Anton Varo.")
    assert main(["diff", str(SMALL), str(small_folder), "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["old"] != answer["new"]
    assert [(each["kind"], each["id"]) for each in answer["differences"]] == [("claim reworded", "c-tolm-cousin")]
    assert answer["summary"] == "1 claim reworded"


@pytest.mark.parametrize("place", [".", "data"])
def test_a_revision_is_read_from_wherever_one_stands(
    repository: Path, place: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(repository / place)
    assert main(["diff", "HEAD~1:data/small", "HEAD:data/small"]) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith(": 1 claim reworded")
    assert main(["diff", "HEAD:data/small", str(repository / "data" / "small")]) == 0


@pytest.mark.parametrize("lost", ["HEAD:data/other", "nowhere:data/small", "no such folder", f"HEAD:d.{'x' * 300}"])
def test_what_cannot_be_read_ends_with_2(repository: Path, lost: str, capsys: Captured) -> None:
    assert main(["diff", lost, "HEAD:data/small"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(lost)


@pytest.mark.parametrize("end", ["", ".xlsx"])
def test_no_word_is_an_option_of_git(repository: Path, end: str, capsys: Captured) -> None:
    word = f"--output={repository}/made:x{end}"
    assert main(["diff", "--", word, str(SMALL)]) == 2
    assert "Git would take this for an option" in capsys.readouterr().err
    assert not list(repository.glob("made*"))


def test_a_dossier_with_errors_ends_with_2(small_folder: Path, capsys: Captured) -> None:
    spoil(small_folder, "evidence.csv", "neither", "nether")
    assert main(["diff", str(SMALL), str(small_folder)]) == 2
    assert "evidence.csv:16:stance" in capsys.readouterr().err


def test_nothing_is_left_out_of_a_row(small: Dossier) -> None:
    other = tuple(row.model_copy(update={"note": "Anew."}) for row in small.reports[:1]) + small.reports[1:]
    (found,) = diff(small, replace(small, reports=other))
    assert (found.kind, found.sentence) == (
        "report changed",
        "The report r-ministry-12 changed: note is “Anew.”, was empty.",
    )
    assert small.row(Report, "r-ministry-12").note == ""
    assert small.row(Claim, ALIVE).id == ALIVE


def test_numbers_that_ten_digits_do_not_tell_apart_are_told_in_all(small: Dossier) -> None:
    first, *others = small.places
    one, two = (
        replace(small, places=(first.model_copy(update={"latitude": degrees}), *others))
        for degrees in (62.362948794943634, 62.36294879494363)
    )
    (told,) = diff(one, two)
    assert told.sentence.endswith("latitude is 62.36294879494363, was 62.362948794943634.")
