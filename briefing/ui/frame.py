"""The frame of every page: title, state line, the way between pages, notices, sharing and the foot."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from briefing.dossier.labels import what_if_label
from briefing.dossier.records import Record
from briefing.dossier.sentences import capital, count
from briefing.html.render import hrefs, render
from briefing.html.state_line import state_line, words_of
from briefing.pictures.palette import PALETTES, Palette
from briefing.reading.releases import changed
from briefing.ui import current, share
from briefing.ui.component import board
from briefing.ui.findings import Findings, shown
from briefing.ui.plain import alert
from briefing.ui.serving import published
from briefing.ui.sync import parameters
from briefing.view.address import Notice
from briefing.view.view import View

CSS = Path(__file__).with_name("style.css")
A_DAY = 86_400.0  # seconds
FIRST_UNKNOWN = 8
FIRST_ISSUES = 4  # lines; of many of one kind there are as many
# Pictures and tables that are drawn for the dark theme: their light is turned for paper, their hues are kept.
INVERTED = ".stPlotlyChart,.stDataFrame,.stDeckGlJsonChart,.still svg,.slippy svg{filter:invert(1) hue-rotate(180deg)}"


@st.fragment(run_every=A_DAY)
def comes_back() -> None:
    """Nothing. A page with a part that is made anew by itself, however seldom, asks for a run as soon as it is
    connected again; any other waits for a click, which a server that was started anew could not place."""


def palette() -> Palette:
    """The palette of the reader's theme."""
    return PALETTES["dark" if st.context.theme.type == "dark" else "light"]


def style() -> None:
    """The look of the page in the reader's theme."""
    on_screen, on_paper = _variables(palette()), _variables(replace(PALETTES["light"], paper="#FFFFFF"))
    dark = "@media print{" + INVERTED + "}" if palette().theme == "dark" else ""
    css = CSS.read_text(encoding="utf-8")
    st.html(f"<style>:root{{{on_screen}}}\n{css}\n@media print{{:root{{{on_paper}}}}}{dark}</style>")


def _variables(chosen: Palette) -> str:
    names = {"ink": chosen.ink, "second": chosen.second, "hairline": chosen.hairline, "accent": chosen.accent}
    names |= {"paper": chosen.paper, "land": chosen.land, "sea": chosen.sea, "recorded": chosen.recorded} | {
        f"s-{word.replace(' ', '-')}": hue for word, hue in chosen.standing.items()
    }
    return "".join(f"--{name}:{value};" for name, value in names.items())


def head(view: View, chosen: Record | None) -> None:
    """Title, state line with the chosen record, the way between pages and Share."""
    href = hrefs(view.whole, view.state, current.page())
    fallen = [what_if_label(view.whole, id) for id in view.state.without]
    with st.container(key="frame"):
        values = {"parts": state_line(view, href), "fallen": fallen, "chosen": chosen and words_of(chosen, view)}
        html = render("head", view.whole, view.state, current.page(), link=share.address(view), **values)
        current.measure(board(html, "head", measure=True))
        with st.container(horizontal=True, key="ways", vertical_alignment="center"):
            for way in current.pages():
                st.page_link(way, label=way.title, query_params=parameters(view.state, view.whole))
            if view.state.dossier:
                # No link of Streamlit's: it would be marked as the page one is on, which the Brief is.
                st.html('<a href="./">All dossiers</a>', width="content")
            share.box(view)
        if current.page() != "method":  # which has its words for good
            board(render("guide", view.whole, view.state, current.page()), "guide")


def halves() -> tuple[Any, Any]:
    """Where the page goes, and where the card beside it. Both are there on every run, or a click would lay the page
    anew and lose its place; the look hides a side without a card."""
    with st.container(key="page"):
        body, side = st.columns([5, 3], gap="large")
    return body, side


def say(notices: Sequence[Notice], faulty: Findings | None) -> None:
    """What the reader has to be told: of the address, and of tables that could not be taken over."""
    with st.container(key="notices"):
        _say(notices, faulty)


def _say(notices: Sequence[Notice], faulty: Findings | None) -> None:
    if faulty:
        first = faulty.faults
        more = f"and {count(len(first) - FIRST_ISSUES, 'line')} more" if len(first) > FIRST_ISSUES else ""
        told = f"The tables on the server have {count(faulty.errors, 'error')}; the last good dossier is shown."
        alert("error", told, (text.strip() for text in first[:FIRST_ISSUES]), more)
    strange = [notice for notice in notices if notice.kind == "unknown"]
    if strange:
        told = f"{_how_many(len(strange))} in this link could not be used. The rest is shown."
        # What was asked for of this dossier first; what others hang on to an address means nothing to a reader.
        named = sorted(strange, key=lambda notice: not notice.value)[:FIRST_UNKNOWN]
        more = f"and {len(strange) - len(named):,} more" if len(strange) > len(named) else ""
        alert("warning", told, (notice.message for notice in named), more)
    for notice in notices:
        if notice.kind != "unknown":
            alert("info", capital(_explained(notice).message))


def _explained(notice: Notice) -> Notice:
    """A notice; of a link that was made on an older release also what changed since, as far as the log knows it."""
    if notice.kind != "release":
        return notice
    found = changed(current.view().whole, published(current.view().state.dossier).releases, notice.value)
    if found is None:
        more = "The log of releases does not have the older one, so what changed since cannot be said."
    else:
        whole = "These are standings on all that the dossier holds, not on the day shown."
        more = " ".join([*found, whole] if current.view().state.asof else found)
    return replace(notice, message=f"{notice.message}. {more}")


def _how_many(number: int) -> str:
    return "One thing" if number == 1 else f"{number} things"


def unreadable(found: Findings) -> None:
    """The page of a dossier that cannot be shown at all: what is wrong, where, and what is wanted."""
    st.title("This dossier cannot be shown")
    st.markdown(f"Its tables have {count(found.errors, 'error')}. Mend them and reload this page.")
    st.code(shown(found.faults), language=None, wrap_lines=True)


def failed() -> None:
    """What a reader is told where a part of the page could not be shown."""
    st.error(
        "This part of the page could not be shown. The fault is ours and is in the log of the server; "
        "the rest of the page and the other pages stand. Showing everything again may help."
    )


def foot(view: View) -> None:
    """The disclaimer, the licence and the release; and who reads, where they had to sign in."""
    user = st.user.to_dict()
    who = str(user.get("email") or "") if user.get("is_logged_in") else ""
    board(render("foot", view.whole, view.state, "method", who=who), "foot")
