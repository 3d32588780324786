"""The parts that pages are made of: a picture with its sentence, a table whose rows open the card, an empty page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st
from markupsafe import escape
from pydantic import BaseModel, FiniteFloat

from briefing.analysis.standing import WORDS, Standing, Word
from briefing.dossier.records import Event
from briefing.html.render import render
from briefing.html.rows import LINKS, rows_html
from briefing.pictures.evidence.strip import key as strip_key
from briefing.pictures.picture import Picture
from briefing.ui import current, plain
from briefing.ui.component import board
from briefing.ui.grid import WIDE, order, styled
from briefing.ui.serving import kept
from briefing.ui.share import held, made_of
from briefing.ui.sync import choose, selected
from briefing.view.filters import EVERYTHING, Part
from briefing.view.tables import csv
from briefing.view.view import View

R = TypeVar("R")

LISTED = 1_000  # rows of a table
ROW, LINE = 66, 35  # pixels of a row: more than 64, from where the grid breaks words into lines; and of one line
LINES = 100  # events of a list
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": "reset"}


def picture(
    shown: Picture, key: str, brushed: Callable[[float, float], None] | None = None, below: bool = False
) -> None:
    """A plotly picture under its sentence. A click on a mark opens its record, or a brushed stretch is handed on.

    It is one or the other: where a stretch can be brushed, Streamlit's chart hears of no click. ``below`` puts the
    caption under a picture that needs the height of the window.
    """
    if brushed or shown.figure.layout.dragmode == "select":
        shown.figure.update_layout(dragmode="select" if brushed else False)
    title(shown.title, "" if below else shown.caption)
    st.plotly_chart(
        shown.figure,
        key=key,
        width="stretch",
        theme=None,
        config=CONFIG,
        on_select=lambda: _picked(key, brushed),
        selection_mode=("box",) if brushed else ("points",),
        alt=shown.title,
    )
    if below and shown.caption:
        plain.caption(shown.caption)


class Point(BaseModel):
    """A mark of a plotly figure with the id that it carries, or a list that begins with it."""

    customdata: str | tuple[str, ...] = ""

    @property
    def id(self) -> str:
        """The id; empty where it carries none."""
        return self.customdata if isinstance(self.customdata, str) else next(iter(self.customdata), "")


class Stretch(BaseModel):
    """A stretch that was brushed, from one number of the axis to another."""

    x: tuple[FiniteFloat, FiniteFloat]


class Marks(BaseModel):
    """What was selected: marks, or stretches."""

    points: tuple[Point, ...] = ()
    box: tuple[Stretch, ...] = ()


class Picked(BaseModel):
    """What a plotly chart says."""

    selection: Marks


def _picked(key: str, brushed: Callable[[float, float], None] | None) -> None:
    if not (found := selected(key, Picked)):
        return
    if brushed and found.selection.box:
        brushed(*sorted(found.selection.box[0].x))
        return
    id = next((point.id for point in found.selection.points if point.customdata), "")
    if current.view().whole.find(id):
        choose(focus=id)


def title(sentence: str, caption: str = "") -> None:
    """What a picture shows, as a sentence, and what it leaves out."""
    below = f'<p class="picture-caption">{escape(caption)}</p>' if caption else ""
    st.html(f'<p class="picture-title">{escape(sentence)}</p>{below}')


def table(frame: pd.DataFrame, look: Any, key: str, hide: Sequence[str] = ()) -> None:
    """A table whose rows open their record, the chosen one marked; the id column is kept out of sight. ``look`` is the
    same table as it is shown."""
    _mark(frame, key)
    row = ROW if WIDE.keys() & set(frame.columns) else LINE
    columns: dict[str, Any] = {"id": None, **dict.fromkeys(hide)}
    for name in frame.columns:
        if name in WIDE:
            columns[name] = st.column_config.Column(name, width=WIDE[name])
        if name in LINKS:
            columns[name] = st.column_config.LinkColumn(name, display_text="open ↗")
    st.dataframe(
        look,
        key=key,
        hide_index=True,
        column_config=columns,
        column_order=order(frame),
        row_height=row,
        placeholder="",
        width="stretch",
        height=min(38 + row * max(len(frame), 1), 520),
        on_select=lambda: _row(frame, key),
        selection_mode="single-row",
    )
    cards(frame, key, hide)


def cards(frame: pd.DataFrame, key: str, hide: Sequence[str] = ()) -> None:
    """The same rows as cards on a phone, and whole on paper; the look shows them where the grid is no use."""
    view, page = current.view(), current.page()

    def made() -> str:
        columns = [name for name in order(frame) if name not in {"id", *hide}]
        shown = frame[columns].astype(object)
        ids = [str(id) for id in frame["id"]] if "id" in frame else [""] * len(frame)
        rows = list(zip(ids, shown.itertuples(index=False, name=None), strict=True))
        return rows_html(columns, rows, key, view, page)

    board(kept(f"cards-{key}", view, made, view.state, page, len(frame)), f"cards-{key}")


def ledger(
    make: Callable[[View, Sequence[R]], pd.DataFrame],
    rows: Callable[[View], Sequence[R]],
    key: str,
    hide: Sequence[str] = (),
) -> None:
    """The table of what is shown; of very many rows the first, with words that say so."""
    view = current.view()
    frame, look, total = kept(key, view, lambda: _first(make, rows(view), view))
    table(frame, look, key, hide)
    now = held(view)  # asked here, where a file that was dropped is known of; the button is pressed elsewhere

    def listed(view: View) -> bytes:
        return csv(make(view, rows(view)).drop(columns=list(hide)))

    st.download_button(
        f"{'These rows' if total != 1 else 'This row'} as CSV",
        lambda: made_of(listed, view, now),
        file_name=f"{key}-{view.whole.release}.csv",
        mime="text/csv",
        key=f"csv-{key}",
        on_click="ignore",
        type="tertiary",
    )
    if total > len(frame):
        st.caption(
            f"The first {len(frame):,} of {total:,} rows are listed. A filter brings the others, and the files under "
            "Share have them all."
        )


def _first(
    make: Callable[[View, Sequence[R]], pd.DataFrame], rows: Sequence[R], view: View
) -> tuple[pd.DataFrame, Any, int]:
    frame = make(view, rows[:LISTED])
    return frame, styled(frame), len(rows)


def events_list(rows: Sequence[Event], key: str, bring: int = 0) -> None:
    """Events that no picture can show, one in a line; of very many the first, with how many more there are."""
    view = current.view()
    values = {"events": rows[:LINES], "more": len(rows) - LINES, "view": view}
    board(render("events_list", view.known, view.state, current.page(), **values), key, bring=bring)


def _mark(frame: pd.DataFrame, key: str) -> None:
    """Have the table select the row of the chosen record, wherever it was chosen."""
    focus = current.view().state.focus
    wanted = [place for place, id in enumerate(frame["id"]) if id == focus][:1]
    if _selected(key) != wanted:
        st.session_state[key] = {"selection": {"rows": wanted}}


def _selected(key: str) -> list[Any] | None:
    """What a table is said to have selected, which may be no rows at all; None where it is said in no such words."""
    if key not in st.session_state:
        return []
    told = st.session_state[key]
    selection = told.get("selection") if isinstance(told, Mapping) else None
    rows = selection.get("rows") if isinstance(selection, Mapping) else None
    return rows if isinstance(rows, list) else None


def _row(frame: pd.DataFrame, key: str) -> None:
    """Open the record of the row that was selected, or close that of the row that no longer is."""
    rows, focus = _selected(key), current.view().state.focus
    if rows:
        # A browser may send anything, and a row that it was sent may have left the table since.
        if type(rows[0]) is int and 0 <= rows[0] < len(frame):
            choose(focus=str(frame.iloc[rows[0]]["id"]))
    elif rows == [] and focus in set(frame["id"]):  # a table that is drawn anew without its row also reports a change
        choose(focus=None)


def one_of(field: str, label: str, options: Sequence[str], chosen: str, words: Mapping[str, str] | None = None) -> None:
    """A choice of one of a few words, kept in the state and so in the address; as ``words`` have it, if told."""
    key = f"w-{field}"
    st.session_state[key] = chosen
    st.segmented_control(
        label,
        options,
        key=key,
        required=True,
        format_func=lambda option: (words or {}).get(option, option),
        on_change=lambda: choose(**{field: st.session_state[key]}),
    )


def legend(words: Sequence[Word], more: Sequence[str] = (), strips: Sequence[Standing] = ()) -> None:
    """The standings that are present on a picture, in their published order, and the pieces of its evidence strips."""
    if html := legend_html(words, more, strips):
        board(html, f"legend-{current.page()}")


def legend_html(words: Sequence[Word], more: Sequence[str] = (), strips: Sequence[Standing] = ()) -> str:
    """The same, to be put on a board with what it explains; empty where nothing is present."""
    view, present = current.view(), [word for word in WORDS if word in set(words)]
    if not present and not more:
        return ""
    excluding = any(each.contradicts.by_exclusion for each in strips)
    values = {"shown": present, "more": more, "pieces": strip_key(strips), "excluding": excluding}
    return render("legend", view.known, view.state, current.page(), **values)


def shown(part: Part, noun: str) -> str:
    """How many are shown of those known, and what is hidden for want of a date or place: 31 of 118 events."""
    return "; ".join([f"{len(part):,} of {part.total:,} {noun}", *part.missing(noun)])


def is_empty(view: View, part: Part, noun: str) -> bool:
    """Say so where nothing is left to show, and offer the way back."""
    if len(part):
        return False
    if part.total == 0:
        st.info(f"Nothing in this dossier was known of {noun} by this day.")
        st.button("Show all that was looked at", on_click=choose, kwargs={"asof": None}, key=f"back-asof-{noun}")
        return True
    lacking = "".join(
        f" {words}, and so fit{'s' if words.startswith('1 ') else ''} none." for words in part.missing(noun)
    )
    st.info(f"None of {part.total:,} {noun} fits what you chose.{lacking}")
    with st.container(horizontal=True, key=f"ways-back-{noun}"):
        for label, changes in _ways_back(view):
            st.button(label, on_click=choose, kwargs=changes, key=f"back-{label}-{noun}")
    return True


def _ways_back(view: View) -> list[tuple[str, dict[str, Any]]]:
    filters = view.state.filters
    ways: list[tuple[str, dict[str, Any]]] = []
    if filters.has_period:
        ways.append(("Any time", {"start": None, "end": None}))
    if filters.region:
        ways.append(("All regions", {"region": ()}))
    if filters.actor or filters.role:
        ways.append(("All actors", {"actor": (), "role": ()}))
    if filters.standing:
        ways.append(("Any standing", {"standing": ()}))
    if filters.q:
        ways.append(("No search", {"q": ""}))
    return [*ways, ("Show everything", {"filters": EVERYTHING})]
