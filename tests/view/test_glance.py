"""The key questions at a glance: a line for each judged part, the best origin on each side, and what is decisive."""

from dataclasses import replace
from datetime import date

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Actor, Judgement, Question, Role
from briefing.dossier.unasked import OF_SHEETS, TEXTS
from briefing.view.brief import Answer, answers
from briefing.view.glance import WHOLE, Glance, glance, persons
from briefing.view.whatif import decisive
from tests.invented import dossier, row, seen

# The claim c: one unnamed origin for it in two papers, one named origin against it. d is nobody's alone.
REPORTS = [
    ("2021-04-01", "herald", "unnamed-officers", "supports c"),
    ("2021-04-02", "post", "unnamed-officers", "supports c"),
    ("2021-04-03", "wire", "ministry", "contradicts c, supports d"),
    ("2021-04-04", "lantern", "doctor", "supports d"),
    ("2021-04-05", "courier", "judge", "supports d"),
]


def judged(*claims: str) -> Dossier:
    """The invented dossier with a judgement on each of these claims."""
    built = dossier(["c", "d"], REPORTS)
    question = built.claims[0].question
    made = tuple(row(Judgement, f"j-{id}", question=question, claim=id, made="2021-05-01") for id in claims)
    return replace(built, judgements=made)


def lines(built: Dossier) -> tuple[Glance, ...]:
    view = seen(built)
    return glance(answers(view), view)


def test_a_line_stands_for_each_judged_part() -> None:
    found = lines(judged("c", "d"))
    assert [(line.judgement and line.judgement.id, line.is_part) for line in found] == [("j-c", False), ("j-d", True)]
    assert found[1].asked == f"{found[1].claim.short[0].upper()}{found[1].claim.short[1:]}?" if found[1].claim else ""


def test_before_any_judgement_the_first_claim_stands_for_the_question() -> None:
    (line,) = lines(judged())
    assert (line.judgement, line.claim and line.claim.id) == (None, "c")


def test_a_line_tells_what_is_decisive_and_a_lone_one_is_no_part() -> None:
    built = judged("c")
    (line,) = lines(built)
    assert line.decisive == decisive(built.claims[0], built) is not None
    assert not line.is_part
    assert line.asked == built.questions[0].text


def test_the_best_origin_of_each_side_is_the_one_that_tells_most() -> None:
    line, _ = lines(judged("c", "d"))
    assert line.standing is not None
    best = line.standing.supports.best, line.standing.contradicts.best
    assert [lineage and lineage.origin.id for lineage in best] == ["unnamed-officers", "ministry"]


def test_decisive_is_what_changes_the_standing_most() -> None:
    """Without the ministry it is of a single origin, one step; without the officers it is denied, three."""
    built = judged("c")
    found = decisive(built.claims[0], built)
    assert found is not None
    assert (found[0], found[1].before.word, found[1].after.word) == ("unnamed-officers", "contested", "denied")


def test_a_long_rise_is_more_than_a_short_fall() -> None:
    """Without what takes it back it is of a single origin, five steps; without its origin nobody spoke, one step."""
    built = dossier(["c"], [("2021-04-01", "wire", "a", "supports c"), ("2021-04-02", "wire", "a", "withdraws c")])
    found = decisive(built.claims[0], built)
    assert found is not None
    assert (found[0], found[1].before.word, found[1].after.word) == ("s2", "withdrawn", "single origin")


def test_where_no_single_fall_changes_a_standing_nothing_is_decisive() -> None:
    """Three independent origins: whichever falls, two are left."""
    built = judged("d")
    assert decisive(built.claims[1], built) is None


def test_a_line_asks_the_whole_question_where_it_has_room() -> None:
    line, _ = lines(judged("c", "d"))
    assert line.asked == line.question.text
    full = replace(line, question=line.question.model_copy(update={"text": "x" * WHOLE}))
    assert full.asked == "x" * WHOLE
    longer = replace(line, question=line.question.model_copy(update={"text": "x" * (WHOLE + 1)}))
    assert longer.asked == line.question.short


def test_what_nobody_judged_asks_of_the_claim_that_the_line_tells_of() -> None:
    (line,) = lines(judged())
    assert line.claim is not None
    assert line.asked == f"{line.claim.short[0].upper()}{line.claim.short[1:]}?"


def test_a_question_without_claims_has_a_line_of_its_own() -> None:
    view = seen(judged())
    (line,) = glance((Answer(view.known.questions[0], (), (), 0),), view)
    assert (line.judgement, line.claim, line.standing, line.decisive, line.is_part) == (None, None, None, None, False)
    assert line.asked == view.known.questions[0].text


def test_a_judgement_on_no_claim_asks_the_question_itself() -> None:
    built = dossier(["c"], REPORTS[:1])
    (line,) = lines(replace(built, judgements=(row(Judgement, "j", question="q", made="2021-05-01"),)))
    assert line.judgement is not None
    assert (line.claim, line.standing, line.decisive) == (None, None, None)
    assert line.asked == line.question.text


def named(**actor: str) -> Dossier:
    """The claim c asks of an actor a1, whose parts r1, and r2 with r3, give."""
    built = judged("c")
    about = {"name": "Anton Varo", "kind": "person", "summary": "Said to be a judge; not seen since. Of Sarn."}
    roles = (
        row(Role, "r1", actor="a1", role="called a clerk", reports=("r1",)),
        row(Role, "r2", actor="a1", role="said to be a spy", reports=("r2", "r3")),
    )
    claims = (built.claims[0].model_copy(update={"actors": ("a1",)}), built.claims[1])
    question = built.questions[0].model_copy(update={"text": "Was Varo killed?"})
    whole = (row(Actor, "a1", **{**about, **actor}),)
    return replace(built, actors=whole, roles=roles, claims=claims, questions=(question,))


def said(built: Dossier, asof: date | None = None) -> list[tuple[str, str]]:
    view = seen(built, asof=asof)
    return [(each.actor.id, each.words) for each in persons(glance(answers(view), view), view)]


def test_a_person_whom_a_line_names_is_introduced_by_the_first_clause_of_the_summary() -> None:
    assert said(named()) == [("a1", "Said to be a judge")]
    assert said(named(name="Milo Tolm")) == []
    assert said(named(kind="organisation")) == []


def test_an_earlier_day_introduces_nobody_by_what_was_written_later() -> None:
    assert said(named(), date(2021, 4, 1)) == [("a1", "Called a clerk")]
    assert said(named(), date(2021, 4, 20)) == [("a1", "Said to be a spy")]
    assert said(replace(named(), roles=()), date(2021, 4, 20)) == []


def test_what_he_was_at_one_time_stands_behind_what_he_is_said_to_be() -> None:
    dated = row(Role, "r1", actor="a1", role="arrested", reports=("r1", "r2", "r3"), date="2021-04")
    lasting = row(Role, "r2", actor="a1", role="called a clerk", reports=("r1",))
    built = named()
    assert said(replace(built, roles=(dated, lasting)), date(2021, 4, 20)) == [("a1", "Called a clerk")]
    assert said(replace(built, roles=(dated,)), date(2021, 4, 20)) == [("a1", "Arrested")]


def test_a_long_introduction_ends_with_a_whole_word() -> None:
    ((_, words),) = said(named(summary="word " * 60))
    assert len(words) <= 150
    assert words.endswith("word …")
    role = row(Role, "r1", actor="a1", role="part " * 60, reports=("r1",))
    ((_, words),) = said(replace(named(), roles=(role,)), date(2021, 4, 1))
    assert words == f"Part{' part' * 28} …"


def imported(reports: list[tuple[str, str, str, str]], text: str = TEXTS[OF_SHEETS]) -> Dossier:
    """Claims c, d and e of the question that an import made, with these reports."""
    built = dossier(["c", "d", "e"], reports)
    question = row(Question, OF_SHEETS, text=text, short="Rows of a sheet", rank="998")
    claims = tuple(claim.model_copy(update={"question": OF_SHEETS}) for claim in built.claims)
    unknown = tuple(
        each.model_copy(update={"kind": "unknown"} if each.id == "unnamed-officers" else {}) for each in built.origins
    )
    return replace(built, claims=claims, questions=(question,), origins=unknown)


def test_of_claims_that_nobody_has_assessed_a_line_counts_them_and_picks_none() -> None:
    unstated = [("2021-04-01", "herald", "unnamed-officers", f"supports {id}") for id in "cde"]
    (line,) = lines(imported(unstated))
    assert (line.asked, line.claim, line.standing) == ("3 claims that nobody has assessed", None, None)
    stated = [unstated[0], ("2021-04-02", "post", "ministry", "supports d"), unstated[2]]
    first, left = lines(imported(stated))
    assert (first.claim and first.claim.id, left.asked) == ("d", "2 claims that nobody has assessed")
    # Who words the question anew asks it.
    (asked,) = lines(imported(unstated, "Who hits the wells?"))
    assert asked.claim and asked.claim.id == "c"


def test_of_claims_that_are_all_assessed_the_first_alone_has_a_line() -> None:
    (line,) = lines(
        imported([(f"2021-04-0{day}", "post", "ministry", f"supports {id}") for day, id in enumerate("cde", 1)])
    )
    assert (line.claim and line.claim.id, line.unassessed) == ("c", 0)


def test_no_more_lines_are_made_than_are_wanted_and_none_is_weighed_for_nothing() -> None:
    view = seen(judged("c", "d"))
    assert [each.decisive is None for each in glance(answers(view), view)] == [False, True]
    (first,) = glance(answers(view), view, 1)
    assert first.claim and first.claim.id == "c"
    assert [each.decisive for each in glance(answers(view), view, weighed=False)] == [None, None]
