"""The pieces of the Method page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st

from briefing.analysis.gaps import Gap
from briefing.analysis.gaps import gaps as found_gaps
from briefing.html.admiralty import admiralty_html
from briefing.html.method import coverage_html, method_html
from briefing.reading.checks import CHECKS
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.parts import cards, ledger, title
from briefing.ui.serving import kept, published
from briefing.view.view import View


def words(view: View) -> None:
    """The rules and the scales in plain words."""
    board(method_html(view), "method")
    board(kept("admiralty", view, lambda: admiralty_html(view), view.state), "admiralty")


def findings() -> None:
    """Every check with what it finds in the tables that are served."""
    served = published(current.view().state.dossier)
    issues = (served.faulty or served.reading).issues
    by_code = {check.code: [issue for issue in issues if issue.code == check.code] for check in CHECKS}
    title(
        "Every check across the tables, with what it finds",
        f"{len(CHECKS)} checks; {sum(issue.severity == 'error' for issue in issues)} errors and "
        f"{sum(issue.severity == 'warning' for issue in issues)} warnings. An error keeps tables from being shown.",
    )
    rows = [(check.severity, check.explanation, len(by_code[check.code])) for check in CHECKS]
    widths: dict[str, Any] = {"Severity": 70, "Check": "large", "Findings": 70}
    _plain(pd.DataFrame(rows, columns=list(widths)), "checks", widths)
    if issues:
        with st.expander(f"All {len(issues)} findings"):
            lines = [(issue.severity, issue.file, issue.line, issue.column, issue.message) for issue in issues]
            columns = ["Severity", "File", "Line", "Column", "Finding"]
            _plain(pd.DataFrame(lines, columns=columns), "findings")


def _plain(frame: pd.DataFrame, key: str, widths: Mapping[str, Any] = MappingProxyType({})) -> None:
    """A table whose rows have no record to open."""
    shown = {name: st.column_config.Column(width=width) for name, width in widths.items()}
    st.dataframe(frame, hide_index=True, width="stretch", column_config=shown, key=key)
    cards(frame, key)


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
