"""Own notes: what this reader has noted on claims, kept in this browser alone."""

from briefing.html.render import render
from briefing.ui import current
from briefing.ui.component import board

view = current.view()
board(render("notes", view.known, view.state, current.page()), "notes")
