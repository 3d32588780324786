"""The curator's mode: the checks beside the page, renewed on save; a workbook or a sheet dropped on it is seen."""

from datetime import date
from pathlib import PurePath
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import DeletedFile

from briefing.dossier.cells import marred
from briefing.dossier.issues import Issue
from briefing.reading.load import Reading, read_workbook
from briefing.reading.stamp import stamp
from briefing.reading.unpacked import burden
from briefing.ui.findings import SHOWN, findings, shown
from briefing.ui.server.routes import is_curated
from briefing.ui.server.uploads import LARGEST
from briefing.ui.serving import Published, folder, let_go, published

EVERY = 2  # seconds between two looks at the files
WAY = "a smaller file is wanted here; python -m briefing check and import sheet take larger ones"
LONGEST_NAME = 255  # letters; the title of a deck of slides takes no more
NAMELESS = "a file whose name cannot be shown"
NO_TABLES = {"no-dossier", "no-workbook"}
DROPPED, SEEN = "curate-dropped", "curate-seen"


def dropped() -> Published | None:
    """The file that this visitor dropped on the page, as a dossier; it is in memory and goes with the visit."""
    held: Published | None = st.session_state.get(DROPPED) if is_curated() else None
    return held


def panel(name: str) -> None:
    """The checks, what the last save changed, and where a file may be dropped."""
    with st.sidebar, st.expander("Checks", expanded=True, key="curate"):
        st.file_uploader(
            f"Drop a workbook, or a sheet of events, here to see it as a dossier: for this visit, up to {LARGEST} MB, "
            "never written to disk",
            type=["xlsx", "csv", "tsv", "ods"],
            max_upload_size=LARGEST,
            key="curate-file",
            on_change=_take,
        )
        _checks(name)


def _take() -> None:
    """See the file that was dropped, or the dossier of the server again once it is taken away."""
    file: Any = st.session_state["curate-file"]
    if st.session_state.pop(DROPPED, None):
        let_go()
    if file is None:
        return
    if isinstance(file, DeletedFile):
        issue = Issue("the file", 0, "", "no-file", "the file did not arrive; drop it again")
        reading = Reading(None, (issue,), readable=False)
    elif file.size > LARGEST << 20:
        message = f"the file is larger than {LARGEST} MB; a smaller one is wanted"
        reading = Reading(None, (Issue(_named(file.name), 0, "", "large-file", message),), readable=False)
    else:
        reading = _seen(file.getvalue(), _named(file.name))
    st.session_state[DROPPED] = Published(reading.dossier, reading, findings(reading.issues))


def _named(name: str) -> str:
    """What a file is called, as the title of a dossier may be: of some names no page or slide can be made."""
    is_fit = len(name) <= LONGEST_NAME and PurePath(name).stem.strip() and not any(marred(name, ()))
    return name if is_fit else NAMELESS


def _seen(content: bytes, name: str) -> Reading:
    """A workbook of tables as the dossier that it is; whatever else as a sheet with an event in each row."""
    if content.startswith(b"PK"):
        if why := burden(content):
            message = f"{why}, so it is not opened: it could keep this page and others for long; {WAY}"
            return Reading(None, (Issue(name, 0, "", "large-file", message),), readable=False)
        reading = read_workbook(content, name)
        if not {issue.code for issue in reading.issues} & NO_TABLES:
            return reading
    # Half a second of libraries that no reader needs.
    from briefing.imports.sheet.preview import preview  # noqa: PLC0415  # see above

    return preview(content, name, date.today())


@st.fragment(run_every=EVERY)
def _checks(name: str) -> None:
    """The findings; once the files have changed the whole page is made anew."""
    now = stamp(folder(name))
    if st.session_state.get(SEEN, now) != now:
        st.session_state[SEEN] = now
        st.rerun()
    st.session_state[SEEN] = now
    served = dropped() or published(name)
    st.caption(str(served.found))
    if served.found.number:
        st.code(shown(served.found.lines), language=None, wrap_lines=True)
    for sentence in served.changes[:SHOWN]:
        st.text(sentence)
    if len(served.changes) > SHOWN:
        st.text(f"and {len(served.changes) - SHOWN:,} more; python -m briefing diff has them all")
