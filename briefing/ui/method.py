"""The pieces of the Method page."""

import pandas as pd
import streamlit as st

from briefing.checks import CHECKS
from briefing.gaps import gaps as found_gaps
from briefing.ui import run
from briefing.ui.board import board
from briefing.ui.parts import table, title
from briefing.ui.shelf import published
from briefing.view import View
from briefing.views.admiralty import CREDIBILITY, RELIABILITY, admiralty_html
from briefing.views.html import render
from briefing.wording import BANDS


def words(view: View) -> None:
    """The rules and the scales in plain words."""
    scales = {"bands": BANDS, "reliability": RELIABILITY, "credibility": CREDIBILITY}
    board(render("method", view.known, view.state, run.page(), **scales), "method")
    board(admiralty_html(view), "admiralty")


def findings() -> None:
    """Every check with what it finds in the tables that are served."""
    served = published()
    issues = (served.faulty or served.reading).issues
    by_code = {check.code: [issue for issue in issues if issue.code == check.code] for check in CHECKS}
    title(
        "Every check across the tables, with what it finds",
        f"{len(CHECKS)} checks; {sum(issue.severity == 'error' for issue in issues)} errors and "
        f"{sum(issue.severity == 'warning' for issue in issues)} warnings. An error keeps tables from being shown.",
    )
    rows = [(check.severity, check.explanation, len(by_code[check.code])) for check in CHECKS]
    st.dataframe(
        pd.DataFrame(rows, columns=["Severity", "Check", "Findings"]), hide_index=True, width="stretch", key="checks"
    )
    if issues:
        with st.expander(f"All {len(issues)} findings"):
            lines = [(issue.severity, issue.file, issue.line, issue.column, issue.message) for issue in issues]
            columns = ["Severity", "File", "Line", "Column", "Finding"]
            st.dataframe(pd.DataFrame(lines, columns=columns), hide_index=True, width="stretch", key="findings")


def gaps(view: View) -> None:
    """What nobody has looked at yet."""
    found = found_gaps(view.known)
    title("What nobody has looked at", "A work list, not a verdict: not assessed is not neutral.")
    rows = [(gap.kind, gap.what, gap.id) for gap in found]
    frame = pd.DataFrame(rows, columns=["Gap", "What", "id"])
    counts = frame["Gap"].value_counts(sort=False)
    st.caption(" · ".join(f"{count:,} {kind}" for kind, count in counts.items()) or "Nothing is missing.")
    table(frame, "gaps")
