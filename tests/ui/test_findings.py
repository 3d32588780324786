"""What pages tell of findings: how many there are, errors before warnings, and no more of them than can be read."""

from dataclasses import replace

from briefing.dossier.issues import Issue
from briefing.ui.findings import LONGEST, SHOWN, findings, shown

ERROR = Issue("claims.csv", 9, "id", "twice", "the id is there twice")
WARNING = Issue("actors.csv", 2, "kind", "remark", "strange", "warning")


def test_an_error_is_not_hidden_behind_any_number_of_warnings() -> None:
    found = findings([*(replace(WARNING, line=n) for n in range(2 * SHOWN)), ERROR])
    assert (found.errors, found.warnings, found.more) == (1, 2 * SHOWN, SHOWN + 1)
    assert found.first[0] == ERROR
    assert found.faults == ("claims.csv:9:id: the id is there twice",)
    assert shown(found.lines).startswith("claims.csv:9:id: the id is there twice\n400 findings of one kind")
    assert found.by_code == {"twice": 1, "remark": 2 * SHOWN}
    assert str(found) == "1 error, 400 warnings"


def test_a_finding_is_not_hidden_behind_any_number_of_another_kind() -> None:
    found = findings([*(replace(ERROR, file="actors.csv", line=n) for n in range(2 * SHOWN)), ERROR])
    assert len(found.first) == SHOWN
    assert found.first[-1] == ERROR
    assert [issue.line for issue in found.first[:-1]] == list(range(SHOWN - 1))


def test_of_more_lines_than_are_shown_it_is_said_how_many_more_there_are() -> None:
    found = findings(replace(ERROR, message=f"strange {'a' * n}") for n in range(1, SHOWN + 3))
    told = shown(found.lines).splitlines()
    assert len(told) == SHOWN + 1
    assert told[-1] == "and 2 lines more; python -m briefing check has them all"
    assert len(shown(found.lines[:SHOWN]).splitlines()) == SHOWN


def test_a_finding_of_thousands_of_letters_is_cut() -> None:
    found = findings([Issue("a.csv", 1, "c" * 30_000, "unknown-column", "m" * 30_000)])
    (first,) = found.first
    assert [len(each) for each in (first.column, first.message, *found.faults)] == [LONGEST] * 3
