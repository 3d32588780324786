"""A board: prepared HTML on the page whose links act at once, and still are links for a new tab or without a script."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from briefing.ui import run
from briefing.ui.address import choose

NARROW = 700  # pixels of the window below which pictures are drawn for a phone
SCRIPT = """
export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const board = parentElement.querySelector('.board')
  if (board.shown !== data.html) {
    board.innerHTML = data.html
    board.shown = data.html
  }
  if (data.measure) setStateValue('narrow', window.innerWidth < %(narrow)d)
  board.onclick = (event) => {
    const link = event.target.closest('a[data-focus], a[data-page]')
    const fold = event.target.closest('[data-fold]')
    if (fold) {
      const open = fold.getAttribute('aria-expanded') !== 'true'
      fold.setAttribute('aria-expanded', open)
      for (const row of board.querySelectorAll(`[data-folded="${fold.dataset.fold}"]`)) row.hidden = !open
      return
    }
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    if (link.dataset.focus !== undefined) setTriggerValue('focus', link.dataset.focus)
    else setTriggerValue('page', link.getAttribute('href'))
  }
  board.onkeydown = (event) => {
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key]
    const cell = event.target.closest('td, th')
    if (!step || !cell || !cell.closest('table.matrix')) return
    const rows = [...cell.closest('table').rows].filter((row) => !row.hidden && row.querySelector('a'))
    const row = rows[rows.indexOf(cell.parentElement) + step[0]]
    const next = row && [...row.cells].find((each) => each.cellIndex === cell.cellIndex + step[1])
    const target = next && next.querySelector('a')
    if (target) {
      event.preventDefault()
      target.focus()
    }
  }
}
""" % {"narrow": NARROW}

_board = st.components.v2.component("briefing_board", html='<div class="board"></div>', js=SCRIPT, isolate_styles=False)


def board(html: str, key: str, measure: bool = False) -> bool:
    """Show prepared HTML. A link with ``data-focus`` opens that record, one with ``data-page`` walks to a page.

    A board that measures says whether the reader's window is a narrow one; the first run takes it for a wide one.
    """
    shown: Any = _board(
        data={"html": str(html), "measure": measure},
        key=key,
        default={"narrow": False},
        on_focus_change=lambda: _focus(key),
        on_page_change=_nothing,
        on_narrow_change=_nothing,
    )
    if shown.page:
        there = urlsplit(str(shown.page))
        walk(there.path.removeprefix("./"), parse_qsl(there.query))
    return bool(shown.narrow)


def walk(path: str, parameters: list[tuple[str, str]]) -> None:
    """Go to a page of this dashboard in a state."""
    page = next(page for page in run.pages() if page.url_path == path)
    st.switch_page(page, query_params=parameters)


def _nothing() -> None:
    """A walk is made after the run has begun; the callback is only there so that the click starts one."""


def _focus(key: str) -> None:
    chosen = st.session_state[key].focus
    if chosen is not None:
        choose(focus=chosen or None)
