"""The empty Streamlit app that everything is measured against: a line of text, a filter, a link to a second page."""

import os

import streamlit as st

NAMES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta")


def first() -> None:
    """The page that opens."""
    st.write("The first page")


def second() -> None:
    """The page to walk to."""
    st.write("The second page")


if os.environ.get("BENCH_EMPTY") == "line":
    st.write("The only line")
else:
    pages = [st.Page(first, default=True), st.Page(second, url_path="second")]
    page = st.navigation(pages, position="hidden")
    chosen = st.sidebar.multiselect("Actor", NAMES)
    for each in pages:
        st.page_link(each, label=each.title)
    st.write(f"Chosen: {', '.join(chosen) or 'all'}")
    page.run()
