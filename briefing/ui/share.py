"""The share box: the full address of what is seen, its QR code, and the files that it can be taken away in."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from briefing.exports import EXPORTS
from briefing.exports.export import Export
from briefing.html.state_line import plain
from briefing.pictures.qr import code_svg
from briefing.ui import current
from briefing.ui.component import board
from briefing.ui.sync import stamped
from briefing.view.address import query
from briefing.view.view import View


def box(view: View) -> None:
    """The control in the frame of every page; what is in it is made only once it is opened."""
    opened = st.popover("Share", key="share", width="content", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown("**Send this view.** Whoever opens the address sees the same page, filters and record.")
        link = address(view)
        st.code(link, language=None, wrap_lines=True)
        board(
            Markup(
                '<p><button type="button" class="copy" data-copy="{}">Copy the address</button> '
                '<span role="status"></span></p>'
            ).format(link),
            "copy",
        )
        _code(link)
        linked = replace(view, link=link)
        st.markdown("**Take it away.** A file is made when you press its button. It holds what is shown, and says:")
        st.caption(plain(view))
        for export in EXPORTS:
            _file(export, linked)


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


def _file(export: Export, view: View) -> None:
    """A button that makes its file when it is pressed, in its own time: nobody else waits for it."""
    button, purpose = st.columns([2, 3], vertical_alignment="center")
    purpose.caption(export.purpose)
    button.download_button(
        export.title,
        _making(export, view),
        file_name=f"brief-{view.whole.release}.{export.suffix}",
        mime=export.media_type,
        key=f"export-{export.name}",
        on_click="ignore",
        width="stretch",
    )


def _making(export: Export, view: View) -> Callable[[], bytes]:
    return lambda: export.make(view)
