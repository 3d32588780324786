"""The share box: the full address of what is seen, its QR code, and the files that it can be taken away in."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from briefing.dossier.dossier import Dossier
from briefing.exports import EXPORTS
from briefing.exports.export import Export, ExportError
from briefing.html.state_line import plain
from briefing.pictures.qr import code_svg
from briefing.reading.releases import since_steps
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.curate import dropped
from briefing.ui.plain import alert, caption
from briefing.ui.serving import published
from briefing.ui.sync import stamped
from briefing.view.address import query
from briefing.view.view import View

FAILED = "failed-exports"
CHANGED = "The tables have changed since this page was made: load it anew, and it is made of what they say now."
OFTEN = 2.0  # seconds, while the box is open


def box(view: View) -> None:
    """The control in the frame of every page; what is in it is made only once it is opened."""
    if not isinstance(st.session_state.get("share", False), bool):
        del st.session_state["share"]  # a browser may send anything, and Streamlit passes it on as it comes
    opened = st.popover("Share", key="share", width="content", on_change="rerun")
    if not opened.open:
        return
    with opened, st.container(key="share-box"):
        link = address(view)
        _address(link)
        since = since_steps(view.whole, published(view.state.dossier).releases)
        linked = replace(view, link=link, since=since)
        st.markdown("**Take it away.** A file is made when you press its button. It holds what is shown, and says:")
        caption(plain(view))
        if not view.whole.info.is_for_publication:
            alert("warning", f"Keep these files to yourself. {view.whole.info.licence}")
        failed: dict[str, str] = st.session_state.setdefault(FAILED, {})
        told = bool(view.whole.stories) and st.checkbox("The PDF with the story behind it, as an annex", key="annex")
        for export in EXPORTS:
            _file(asked(export, with_story=bool(told)), linked, failed)
        _say(failed)


def _address(link: str) -> None:
    """The address to send, and beside it, so that the files stay in sight, the code that a phone reads."""
    words, code = st.columns([3, 1])
    with words:
        st.markdown("**Send this view.** Whoever opens the address sees the same page, filters and record.")
        st.code(link, language=None, wrap_lines=True)
        board(
            Markup(
                '<p><button type="button" class="copy" data-copy="{}">Copy the address</button> '
                '<span role="status"></span></p>'
            ).format(link),
            "copy",
        )
    with code:
        _code(link)


def asked(export: Export, with_story: bool) -> Export:
    """The format as the reader asks for it: with the story behind it, where it has room for one."""
    return replace(export, make=export.annexed) if with_story and export.annexed else export


def address(view: View) -> str:
    """The full address of what is seen, with the release that it was seen on."""
    return f"{here()}/{current.page()}?{query(stamped(view.state, view.whole))}"


def here() -> str:
    """The address of this dashboard as the reader's browser knows it, without a page."""
    base = (st.context.url or "").split("?", 1)[0].rstrip("/")
    head, _, last = base.rpartition("/")
    return head if last in {page.url_path for page in current.pages() if page.url_path} else base


def _code(link: str) -> None:
    drawn = code_svg(link)
    if drawn:
        board(f'<div role="img" aria-label="QR code of the address" class="code">{drawn}</div>', "code")
    else:
        st.caption("The address is too long for a QR code that a phone can read.")


def _file(export: Export, view: View, failed: dict[str, str]) -> None:
    """A button that makes its file when it is pressed, in its own time: nobody else waits for it."""
    button, purpose = st.columns([2, 3], vertical_alignment="center")
    purpose.caption(export.purpose)
    button.download_button(
        export.title,
        making(export, view, failed, held(view)),
        file_name=f"{export.stem}-{view.whole.release}.{export.suffix}",
        mime=export.media_type,
        key=f"export-{export.name}",
        on_click="ignore",
        width="stretch",
    )


def held(view: View) -> Callable[[], Dossier | None]:
    """What asks for the dossier that is up when a button is pressed; a file that a visitor dropped stays as it is."""
    if dropped():
        return lambda: view.whole
    return lambda: published(view.state.dossier).dossier


def making(
    export: Export, view: View, failed: dict[str, str], held: Callable[[], Dossier | None]
) -> Callable[[], bytes]:
    """What makes the file when its button is pressed; where it cannot, ``failed`` says why, by title.

    Of tables that are no longer ``held`` none is made: a row may have been marked higher since, or taken out.
    """

    def make() -> bytes:
        failed.pop(export.title, None)
        try:
            return made_of(export.make, view, held)
        except ExportError as refusal:
            failed[export.title] = str(refusal)
            raise
        except Exception:
            failed[export.title] = "The fault is ours and is in the log of the server; the other files can be had."
            raise

    return make


def made_of(make: Callable[[View], bytes], view: View, held: Callable[[], Dossier | None]) -> bytes:
    """What is made of a view whose tables are up before it is begun, and still are when it is done."""
    if view.is_of(held()):
        made = make(view)
        if view.is_of(held()):
            return made
    raise ExportError(CHANGED)


@st.fragment(run_every=OFTEN)
def _say(failed: dict[str, str]) -> None:
    """Why files could not be made. No run of the page follows when one is asked for, so the box looks by itself."""
    for title, reason in dict(failed).items():
        alert("error", f"{title} could not be made. {reason}")
