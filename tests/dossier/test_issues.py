"""Findings of one kind are told once, with their count and the first of them."""

from briefing.dossier.issues import FEW, FIRST, Issue, kind, paragraphs


def test_names_and_figures_do_not_make_another_kind() -> None:
    assert kind("'44.3, 44.2' is 1,144 km from 'Dorrland'") == kind("'1, 2' is 7 km from 'Arvenia'")
    assert kind("'a' is no id") != kind("'a' is no day")


def test_few_are_told_one_by_one_and_more_as_a_paragraph() -> None:
    few = [(f"a.csv:{number}", f"'{number}' is no day") for number in range(FEW)]
    assert list(paragraphs(few, "")) == [f"{where}: {said}" for where, said in few]
    head, *first = paragraphs([*few, ("b.csv:1", "'x' is no day")], "ask for all")
    assert head == f"{FEW + 1} findings of one kind, here the first {FIRST}; ask for all:"
    assert first == [f"  {where}: {said}" for where, said in few[:FIRST]]


def test_what_steers_a_terminal_is_shown_and_not_obeyed() -> None:
    issue = Issue("a\x1b[31m.csv", 1, "\ud800name", "unknown", "found\r\n\x9bnothing")
    assert str(issue) == r"a\x1b[31m.csv:1:\ud800name: found\r\n\x9bnothing"
    assert ": ".join(issue.parts) == str(issue)


def test_no_message_reads_out_a_whole_cell() -> None:
    said = Issue("a.csv", 1, "", "any", f"{'w' * 1_000_000} was found; a day is wanted").message
    assert len(said) < 1_100
    assert said.endswith(" was found; a day is wanted")
