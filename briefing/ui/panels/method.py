"""The pieces of the Method page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from briefing.analysis.gaps import Gap
from briefing.analysis.gaps import gaps as found_gaps
from briefing.dossier.sentences import count
from briefing.html.admiralty import admiralty_html
from briefing.html.method import coverage_html, method_html
from briefing.html.rows import rows_html
from briefing.reading.checks import CHECKS
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.findings import ALL, Findings
from briefing.ui.parts import ledger, title
from briefing.ui.serving import kept, published
from briefing.view.view import View


def words(view: View) -> None:
    """The rules and the scales in plain words."""
    board(method_html(view), "method")
    board(kept("admiralty", view, lambda: admiralty_html(view), view.state), "admiralty")


def findings() -> None:
    """Every check with how many findings it has in the tables that are served, and the first of all findings."""
    found = published(current.view().state.dossier).found
    title(
        "Every check across the tables, with what it finds",
        f"{len(CHECKS)} checks; {count(found.errors, 'error')} and {count(found.warnings, 'warning')}. "
        "An error keeps tables from being shown.",
    )
    rows = [(check.severity, check.explanation, found.by_code[check.code]) for check in CHECKS]
    _plain(rows, {"Severity": 70, "Check": "large", "Findings": 70}, "checks")
    if found.number:
        _first(found)


def _first(found: Findings) -> None:
    """The findings with their place; of very many some, with words that say so."""
    columns = ("Severity", "File", "Line", "Column", "Finding")
    rows = [(issue.severity, issue.file, issue.line, issue.column, issue.message) for issue in found.first]
    part = f"{len(rows)} of" if found.more else "All"
    with st.expander(f"{part} {count(found.number, 'finding')}"):
        if found.more:
            st.caption(f"{found.more:,} more are not listed here; {ALL}.")
        _plain(rows, dict.fromkeys(columns), "findings")


def _plain(rows: Sequence[Sequence[object]], widths: Mapping[str, Any], key: str) -> None:
    """A table whose rows have no record to open. Its cards are made anew, since faulty tables make no new edition."""
    shown = {name: st.column_config.Column(width=width) for name, width in widths.items()}
    frame = pd.DataFrame(rows, columns=list(widths))
    st.dataframe(frame, hide_index=True, width="stretch", column_config=shown, key=key)
    cards = rows_html(list(widths), [("", row) for row in rows], key, current.view(), current.page())
    board(cards, f"cards-{key}")


def gaps(view: View) -> None:
    """What nobody has looked at yet."""
    found = kept("gaps", view, lambda: found_gaps(view.known), narrowed=False)
    title("What nobody has looked at", "A work list, not a verdict: not assessed is not neutral.")
    counts = Counter(gap.kind for gap in found)
    st.caption(" · ".join(f"{count:,} {kind}" for kind, count in counts.items()) or "Nothing is missing.")
    _coverage(view)
    ledger(_gaps, lambda _: found, "gaps")


def _coverage(view: View) -> None:
    """The cells of each question: how many somebody looked at, and the share that nobody did."""
    board(kept("coverage", view, lambda: coverage_html(view), narrowed=False), "coverage")


def _gaps(_: View, found: Sequence[Gap]) -> pd.DataFrame:
    return pd.DataFrame([(gap.kind, gap.what, gap.id) for gap in found], columns=["Gap", "What", "id"])
