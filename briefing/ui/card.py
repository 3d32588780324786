"""The record card: the same everywhere, whatever was clicked."""

import streamlit as st

from briefing.dossier.records import Record
from briefing.html.card import card_html
from briefing.ui.component import board
from briefing.ui.sync import choose
from briefing.view.view import View


def card(row: Record, view: View, page: str) -> None:
    """The card of a record, with the way to close it."""
    with st.container(key="card"):
        st.button("Close", key="close-card", on_click=choose, kwargs={"focus": None})
        board(card_html(row, view, page), "card-body", subject=row.id)
