"""The pieces of the claims page."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import streamlit as st

from briefing.analysis.coverage import rival_sets
from briefing.analysis.judgements import current as standing_judgements
from briefing.analysis.known import rests_on
from briefing.analysis.standing import bearing_on
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import labelled
from briefing.dossier.records import Claim, Evidence, Question, Stance
from briefing.html.render import render
from briefing.pictures.evidence import ranges
from briefing.pictures.evidence.matrix import matrix
from briefing.ui import current, plain, recorded
from briefing.ui.component import board
from briefing.ui.frame import palette
from briefing.ui.options import offered, say
from briefing.ui.panels import against
from briefing.ui.parts import legend, one_of, picture
from briefing.ui.serving import ground_of, kept
from briefing.ui.sync import choose
from briefing.view.address import FIGURES, ORDERS
from briefing.view.brief import by_rank
from briefing.view.rivals import beside as beside_step
from briefing.view.rivals import first, rivals, spoken
from briefing.view.story import counted, of_focus
from briefing.view.view import View
from briefing.view.whatif import Carried, alone, changed

TAKEN = 1_000  # origins, outlets and sources that one box can offer
STANCES: Mapping[Stance, str] = MappingProxyType({"supports": "▲", "contradicts": "▼", "doubts": "◆", "neither": "○"})


def question(view: View) -> Question:
    """The question that the reader chose, or that of the chosen record, or the first that is shown."""
    among = kept("questions", view, lambda: _among(view))
    start = asked(view)
    st.session_state["w-question"] = start.id
    st.selectbox(
        "Question",
        offered(among, [start.id]),
        key="w-question",
        format_func=lambda id: labelled(view.known, id),
        on_change=_ask,
    )
    say(among, "the first", "A filter brings the others.")
    return start


def asked(view: View) -> Question:
    """The question that is on the page, without a choice of another."""
    among = kept("questions", view, lambda: _among(view))
    chosen = view.state.question or of_focus(view)
    return view.known.row(Question, chosen if chosen in among else among[0])


def _among(view: View) -> list[str]:
    """The questions that what is shown speaks to, in the order of the brief."""
    return [question.id for question in by_rank(view)]


def _ask() -> None:
    choose(question=st.session_state["w-question"], focus=None)


def judgement(asked: Question, view: View) -> None:
    """What was judged of the question by the knowledge date."""
    judged = standing_judgements(asked.id, view.known)
    board(render("judgement", view.known, view.state, current.page(), judgements=judged, view=view), "judged")


def matrices(asked: Question, view: View) -> None:
    """The matrix of each set of rivals, then the claims that nothing stands against."""
    claims = spoken(asked, view)
    against.both(claims, view)
    _key(claims, view)
    sets = rival_sets(claims)
    found = rivals(asked, claims, view)
    if found:
        one_of("order", "Rows by", ORDERS, view.state.order)
    for place, group in enumerate(found):
        title = "Rival claims: " + " / ".join(claim.short for claim in group)
        if place:
            plain.heading(title)
        html = render(
            "matrix", view.known, view.state, current.page(), view=view, key=f"m{place}", **_filled(group, title, view)
        )
        board(html, f"matrix-{group[0].id}")
    single = [group[0] for group in sets if len(group) == 1]
    for heading, listed in (
        ("Claims without a rival in this question", [claim for claim in single if claim.kind != "statement"]),
        ("What was said, whether or not it is true", [claim for claim in single if claim.kind == "statement"]),
    ):
        if listed:
            plain.heading(heading)
            html = render("claims_list", view.known, view.state, current.page(), claims=listed, view=view)
            board(html, "said" if listed[0].kind == "statement" else "single-claims")


def beside(asked: Question, view: View, of: Collection[str]) -> None:
    """What was judged of the question, and the matrix of the rivals that a step of the story points at.

    ``of`` are all claims of the step, out of which it is told how many are here.
    """
    judgement(asked, view)
    group = beside_step(asked, view)
    if group:
        title = "Claims side by side: " + " / ".join(claim.short for claim in group)
        large = first(group, asked, view)
        beyond = frozenset(claim.id for claim in group) - {claim.id for claim in large}
        said = {"in_room": counted(large, of), "on_page": counted(group, of)}
        values = {**_filled(group, title, view), **said, "key": "beside", "beyond": beyond}
        html = render("matrix", view.known, view.state, current.page(), view=view, **values)
        board(html, "matrix-beside")
        _key(group, view)
    recorded.beside(spoken(asked, view), view)


def _filled(group: tuple[Claim, ...], title: str, view: View) -> dict[str, Any]:
    """A matrix with its title, and how its claims stood on the day that is set against this one."""
    return {"matrix": matrix(group, view), "title": title, "against": against.of(group, view)}


def _key(claims: Sequence[Claim], view: View) -> None:
    stand = [view.standings[claim.id] for claim in claims]
    legend([each.word for each in stand], _stance_marks(claims, view), stand)


def _stance_marks(claims: Sequence[Claim], view: View) -> list[str]:
    """The marks of what reports say of these claims, those that are present."""
    stances = {row.stance for claim in claims for row in view.known.referring(Evidence, "claim", claim.id)}
    excluding = any(view.standings[claim.id].contradicts.by_exclusion for claim in claims)
    marks = [f"{mark} {stance}" for stance, mark in STANCES.items() if stance in stances]
    return [*marks, "▽ by exclusion"] if excluding else marks


def figures(asked: Question, view: View) -> None:
    """The figures of the question that disagree, by source and day; never a mean."""
    quantities = [claim for claim in spoken(asked, view) if claim.low is not None or claim.high is not None]
    known = tuple(claim for claim in quantities if view.standings[claim.id].word != "unknown as yet")
    groups = ranges.groups(known)
    if groups:
        one_of("figures", "Figures by", FIGURES, view.state.figures)
    options = ranges.Options(palette(), view.state.figures, current.width(), view.state.focus)
    for group in groups:
        drawn = ranges.figure(group, view.known, view.standings, options)
        picture(drawn, f"ranges-{group[0].id}")
        recorded.beside(group, view)


def falls(view: View, asked: Question | None = None) -> None:
    """Switch off sources, outlets or origins and see which standings change, those of the question first."""
    real = ground_of(view.whole, view.state.asof, ())
    total = len(real.known.origins) + len(real.known.outlets) + len(real.known.sources)
    bearing = kept("bearing", view, lambda: _bearing(real.known, asked), asked and asked.id, narrowed=False)
    st.session_state["w-without"] = list(view.state.without)
    st.multiselect(
        "If this falls",
        list(dict.fromkeys((*bearing, *view.state.without))),
        key="w-without",
        format_func=lambda id: f"{labelled(view.whole, id)} ({_kind(view, id)})",
        placeholder="nothing: choose an origin, an outlet or a source",
        help="A what-if: as if what you choose had never reported. The real state is one click away, above.",
        select_all=False,
        on_change=lambda: choose(without=tuple(st.session_state["w-without"])),
    )
    if len(bearing) < total:
        st.caption(
            f"Offered are the {len(bearing):,} of {total:,} origins, outlets and sources that bear on this question; "
            "the record of any other takes it away too."
        )


def fallen(view: View, asked: Question | None = None) -> None:
    """What the what-if that is on changes: the claims of the question in sight, all others folded."""
    if view.state.without:
        real = ground_of(view.whole, view.state.asof, ())
        found = changed(real.known, real.standings, view.standings)
        here = [change for change in found if asked and change.claim.question == asked.id]
        rest = [change for change in found if change not in here]
        board(render("falls", view.known, view.state, current.page(), here=here, rest=rest, asked=asked), "falls")


def carries(view: View) -> None:
    """What the key judgements hang on alone."""
    real, state, page = ground_of(view.whole, view.state.asof, ()), view.state, current.page()
    html = kept("carries", view, lambda: render("carries", real.known, state, page, carried=carried(view)), state, page)
    board(html, "carries")


def carried(view: View) -> tuple[Carried, ...]:
    """What each key judgement hangs on alone, whatever the filters show."""
    return kept("carried", view, lambda: alone(view), narrowed=False)


def _bearing(known: Dossier, asked: Question | None) -> tuple[str, ...]:
    """What can be taken away: all there is, or of very much what bears on the question."""
    rows = (*known.origins, *known.outlets, *known.sources)
    if asked is None or len(rows) <= TAKEN:
        return tuple(row.id for row in rows[:TAKEN])
    claims = known.referring(Claim, "question", asked.id)
    bearing = {id for claim in claims for report in bearing_on(claim, known) for id in rests_on(report, known)}
    return tuple(row.id for row in rows if row.id in bearing)


def _kind(view: View, id: str) -> str:
    row = view.whole.find(id)
    return row.one if row else ""
