"""The record card: the same everywhere, whatever was clicked."""

import streamlit as st

from briefing.records import Record
from briefing.ui.address import choose
from briefing.ui.board import board
from briefing.view import View
from briefing.views.card import card_html


def card(row: Record, view: View, page: str) -> None:
    """The card of a record, with the way to close it."""
    with st.container(key="card"):
        st.button("Close", key="close-card", on_click=choose, kwargs={"focus": None})
        board(card_html(row, view, page), "card-body")
