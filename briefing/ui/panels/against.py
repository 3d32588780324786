"""Two days side by side: the table of claims on both, the ways to it, and what was not yet known on the earlier."""

from collections.abc import Sequence

import streamlit as st

from briefing.dossier.records import Claim
from briefing.dossier.when import day_words
from briefing.html.render import render
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.serving import ground_of, kept
from briefing.view.against import Compared, compared, unknown
from briefing.view.view import Ground, View


def then(view: View) -> Ground | None:
    """The ground of the earlier day, with the same what-ifs; None where the reader sees one day."""
    return ground_of(view.whole, view.state.against, view.state.without) if view.state.against else None


def of(claims: Sequence[Claim], view: View) -> tuple[Compared, ...]:
    """These claims on both days, without those that nobody had spoken of on either; nothing where there is one day."""
    earlier, day = then(view), view.state.against
    if earlier is None or day is None:
        return ()
    found = kept("against", view, lambda: compared(claims, view, earlier, day), day, [claim.id for claim in claims])
    return tuple(row for row in found if {row.before.word, row.after.word} != {"unknown as yet"})


def table(claims: Sequence[Claim], view: View) -> str:
    """The table of both days, where the reader has set one against the other; else nothing."""
    if not view.state.against:
        return ""
    days = {"then": view.state.against, "now": view.asof}
    return render("against", view.known, view.state, current.page(), rows=of(claims, view), **days)


def both(claims: Sequence[Claim], view: View) -> None:
    """The same on a board of its own."""
    if html := table(claims, view):
        board(html, "against")


def ways(view: View) -> str:
    """The named days before the one that is seen, each a click away from being set against it."""
    earlier = [moment for moment in view.whole.info.moments if moment.day < view.asof]
    if not earlier or view.state.against:
        return ""
    return render("moments", view.known, view.state, current.page(), moments=earlier, now=view.asof)


def faint(view: View) -> frozenset[str]:
    """The events shown that were not yet known on the earlier day, to be drawn faint; none where there is one day."""
    earlier = then(view)
    return unknown(view, earlier) if earlier else frozenset()


def say_faint(view: View) -> None:
    """How many events are drawn faint, and why."""
    if view.state.against:
        number, total, day = len(faint(view)), len(view.shown.events), day_words(view.state.against)
        st.caption(f"Drawn faint: {number:,} of {total:,} events shown, not yet known on {day}.")
