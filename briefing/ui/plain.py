"""Words of an address or a table beside Streamlit's own: it takes texts for Markdown, in which they would be links."""

from collections.abc import Iterable
from html import escape
from typing import Literal

import streamlit as st


def alert(kind: Literal["error", "warning", "info"], words: str, listed: Iterable[str] = (), more: str = "") -> None:
    """What a reader has to be told, with a list and what follows it, as plain words."""
    rows = "".join(f"<li>{escape(each)}</li>" for each in listed)
    below = f"<ul>{rows}</ul>" if rows else ""
    st.html(f'<div class="alert {kind}" role="alert"><p>{escape(words)}</p>{below}{_paragraph(more)}</div>')


def caption(words: str) -> None:
    """Small words under a picture or a control."""
    st.html(f'<p class="plain-caption">{escape(words)}</p>')


def heading(words: str) -> None:
    """A heading within a page."""
    st.html(f"<h4>{escape(words)}</h4>")


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>" if words else ""
