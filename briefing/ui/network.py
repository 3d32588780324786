"""A network on the page: what is pointed at or reached is lit with what it is tied to, and a click opens its record."""

from collections.abc import Callable

import streamlit as st

from briefing.ui.scripts import script
from briefing.ui.sync import component_value

_network = st.components.v2.component(
    "briefing_network", html='<div class="board"></div>', js=script("network.js"), isolate_styles=False
)


def network(html: str, key: str, on_focus: Callable[[str], None]) -> None:
    """Show a prepared network. ``on_focus`` is handed the id of the actor or tie that was clicked."""
    _network(data={"html": html}, key=key, on_focus_change=lambda: _focus(key, on_focus))


def _focus(key: str, on_focus: Callable[[str], None]) -> None:
    chosen = component_value(key, "focus")
    if chosen:
        on_focus(str(chosen))
