"""The dossier that is served: read anew when its tables change; the last good one stays up while they are faulty."""

import gc
import logging
import os
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

import streamlit as st

from briefing.analysis.diff import diff
from briefing.analysis.history import Turn, history
from briefing.context.sides import Sides, sides
from briefing.dossier.caching import forget_texts
from briefing.dossier.dossier import Dossier
from briefing.dossier.issues import Issue
from briefing.reading.load import Reading, read
from briefing.reading.markings import TOP, ceiling, is_declared
from briefing.reading.releases import Release, log
from briefing.reading.stamp import REST, Stamp, has_rested, stamp
from briefing.ui.findings import Findings, findings
from briefing.ui.server.memory import drop_files
from briefing.ui.server.routes import is_curated
from briefing.ui.several import folders, is_one_of_many
from briefing.view.address import State
from briefing.view.filters import narrow
from briefing.view.view import Ground, View, ground

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "data/tajikistan-2017"
GROUNDS_KEPT = 16  # of a dossier with half a million rows each takes some 300 MB
MADE_KEPT = 256
PATIENCE = 3 * REST  # for tables that are being written when it starts
LOOK = 0.1
GONE = 60.0  # seconds for which one of several whose folder is away stays up
UNRESTED = "the tables are being written; they are shown once they have rested"


@dataclass(frozen=True, slots=True)
class Published:
    """What is served. ``faulty`` is the reading that kept newer tables from taking its place, if any; ``found`` is what
    is told of that one's issues, or else of those of ``reading``.

    ``releases`` is the log of what was published before; empty where there is none, or none that can be read.
    ``changes`` is what the last good save changed, in sentences and for curators only. ``sides`` says which sides of
    recorded violence are which of its actors.
    """

    dossier: Dossier | None
    reading: Reading
    found: Findings
    faulty: Reading | None = None
    releases: tuple[Release, ...] = ()
    changes: tuple[str, ...] = ()
    sides: Sides = field(default_factory=dict)


@dataclass
class Shelf:
    """The one thing here that changes: which reading is up, and for which state of the folder.

    ``whole``: that state had rested, or what was read of it lacked nothing.
    """

    stamp: Stamp = ()
    current: Published | None = None
    whole: bool = False
    lock: Lock = field(default_factory=Lock)


def folder(name: str = "") -> Path:
    """The folder or workbook of the dossier: of this name among several, or BRIEFING_DOSSIER, or the one shipped."""
    if is_one_of_many():
        if found := folders().get(name):
            _PLACES[name] = found, time.monotonic()
        return _PLACES[name][0]
    return ROOT / os.environ.get("BRIEFING_DOSSIER", SHIPPED)


# Not in a cache of Streamlit: a reader's message, or anybody's call of clear(), empties those.
_SHELVES: defaultdict[str, Shelf] = defaultdict(Shelf)
# Where each dossier of several was last, and when by a clock that only goes on: who swaps it by renaming takes its name
# away for a moment, and a run goes on in the midst of it.
_PLACES: dict[str, tuple[Path, float]] = {}


def is_up(name: str) -> bool:
    """Whether one of several has this name: its folder is there, or was until a moment ago and what was read of it is
    up."""
    here, seen = _PLACES.get(name, (Path(), -GONE))
    return name in folders() or (time.monotonic() - seen < GONE and _SHELVES[str(here)].current is not None)


def let_go() -> None:
    """Drop what was made of the dossiers, to be made anew for who asks.

    Of one that a curator dropped on a page and has replaced, or left behind, it would stay until the tables change.
    """
    _ground.clear()
    _made.clear()
    forget_texts()


def empty() -> None:
    """Forget everything that was read and made; for tests, and for nobody who serves."""
    _SHELVES.clear()
    _PLACES.clear()
    st.cache_resource.clear()


def published(name: str = "") -> Published:
    """The dossier of this name as last read without errors, with what is wrong with newer tables.

    Raises KeyError where several are served and none has the name.
    """
    here = folder(name)
    shelf = _SHELVES[str(here)]
    # One reader reads the new tables; without it each of them would read them all. Whoever comes meanwhile sees what is
    # up, as long as no more can be in it than he may see; who keeps the tables wants to see what he has just saved.
    waits = shelf.current is None or _is_strict(shelf.current) or is_curated()
    if not shelf.lock.acquire(blocking=waits):
        return cast(Published, shelf.current)
    try:
        if shelf.current is None and _is_strict(None):
            _wait(here)
        now, rested = stamp(here), _has_rested(here)
        if shelf.current is None or _is_due(shelf, shelf.current, now, rested):
            shelf.current = _renewed(shelf, here, now, rested)
        return shelf.current
    finally:
        shelf.lock.release()


def _wait(here: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not _has_rested(here) and time.monotonic() < until:
        time.sleep(LOOK)


def _has_rested(here: Path) -> bool:
    """Whether the tables are to be taken for whole. Who may hold all, and a curator who edits, need not wait."""
    return ceiling() == TOP or is_curated() or has_rested(here)


def _is_strict(current: Published | None) -> bool:
    """Whether rows above the ceiling are to be expected: it is declared, or there were some."""
    return ceiling() != TOP and (is_declared() or bool(current and current.dossier and current.dossier.ceiling))


def _is_due(shelf: Shelf, current: Published, now: Stamp, rested: bool) -> bool:
    """Whether the tables are to be read: they changed, and need not rest first; or they have, and more is in them."""
    if now == shelf.stamp:
        return rested and not shelf.whole
    return rested or current.dossier is None or not _is_strict(current)


def _renewed(shelf: Shelf, here: Path, now: Stamp, rested: bool) -> Published:
    """What is to be up now that the tables have changed.

    Before they have rested they are read strictly, and if that holds anything back the last good ones stay.
    """
    before = shelf.current
    strict = _is_strict(before)
    reading = _read(here, strict or not rested)
    if reading.stamp != now:  # they changed once more
        rested, reading = False, _read(here, strict=True)
    drop_files()  # made of tables that changed
    forget_texts()  # and so are these
    shelf.stamp, shelf.whole = reading.stamp, rested or not (strict or reading.lacks or reading.dossier is None)
    if reading.lacks:
        _ground.clear()  # what was made of tables in which it was not marked yet
        _made.clear()
        gc.collect()  # what may not be held was read to be told from the rest; it is not to stay
    if not rested and before and before.dossier and (strict or reading.lacks):
        return before
    if not rested and _is_strict(None):
        reading = replace(reading, dossier=None, issues=(Issue(here.name, 0, "", "unrested", UNRESTED),))
    if before and reading.dossier == before.dossier:  # nothing but the files is new, and what was made of it stays
        reading = replace(reading, dossier=before.dossier)
    gc.freeze()  # its rows stay: no collection is to walk through them again
    releases, found = _log(here, reading), findings(reading.issues)
    # The first reading is shown with its faults, for want of a good one to keep up.
    if reading.dossier is not None or before is None or before.dossier is None:
        return Published(
            reading.dossier, reading, found, None, releases, _changes(before, reading), _sides(here, reading)
        )
    return replace(before, faulty=reading, found=found, releases=releases)


def _read(here: Path, strict: bool) -> Reading:
    """The reading of a folder. Should a fault of ours end it, that is an issue as well: nobody loses the page by it."""
    try:
        return _nameless(read(here, ceiling(), strict), here)
    except Exception:
        logging.getLogger(__name__).exception("The tables could not be read")
        message = "reading the tables failed; the fault is ours and is in the log of the server"
        return Reading(None, (Issue(here.name, 0, "", "not-read", message),))


def _nameless(reading: Reading, here: Path) -> Reading:
    """A reading that says where the dossier lies by the last name alone; the log has the whole."""
    if reading.readable or not any(str(here) in f"{issue.file} {issue.message}" for issue in reading.issues):
        return reading
    for issue in reading.issues:
        logging.getLogger(__name__).warning("%s", issue)
    told = (replace(each, file=_last(each.file, here), message=_last(each.message, here)) for each in reading.issues)
    return replace(reading, issues=tuple(told))


def _last(said: str, here: Path) -> str:
    return said.replace(str(here), here.name)


def _sides(here: Path, reading: Reading) -> Sides:
    actors = reading.dossier.actors if reading.dossier else ()
    return sides(here, frozenset(actor.id for actor in actors))[0]


def _changes(before: Published | None, reading: Reading) -> tuple[str, ...]:
    """What the save changed, standings first; none is told to readers."""
    if not (is_curated() and before and before.dossier and reading.dossier):
        return ()
    return tuple(each.sentence for each in diff(before.dossier, reading.dossier))


def _log(here: Path, reading: Reading) -> tuple[Release, ...]:
    """The log of releases; a faulty one takes nothing from the tables, and ``briefing release`` says its fault.

    It tells of every claim of the whole dossier, so where some may not be held it is not read, and where some might
    not be it tells of none that is not there.
    """
    if reading.dossier is None or reading.dossier.ceiling:
        return ()
    try:
        found = log(here)
    except ValueError:
        return ()
    return tuple(_known(release, reading.dossier) for release in found) if _is_strict(None) else found


def _known(release: Release, dossier: Dossier) -> Release:
    there = {id: entry for id, entry in release.claims.items() if dossier.find(dossier.redirects.get(id, id))}
    return replace(release, claims=there)


@st.cache_resource(show_spinner=False, max_entries=GROUNDS_KEPT)
# Streamlit leaves what begins with an underscore out of the key: its edition stands for the dossier.
def _ground(edition: str, asof: date | None, fallen: tuple[str, ...], _dossier: Dossier) -> Ground:
    return ground(_dossier, asof, fallen)


def ground_of(dossier: Dossier, asof: date | None, fallen: tuple[str, ...]) -> Ground:
    """What all views of a knowledge date share, computed once for an edition."""
    return _ground(dossier.edition, asof, fallen, dossier)


def view_of(dossier: Dossier, state: State) -> View:
    """A reader's view; what it has in common with those of other readers is computed once."""
    on = ground_of(dossier, state.asof, state.without)
    key = repr((dossier.edition, state.asof, state.without, state.filters))
    shown = _made("shown", key, lambda: narrow(on.known, on.subjects, state.filters))
    mapped = {} if state.context == "off" else published(state.dossier).sides
    return View(on, state, shown, sides=mapped)


def kept(what: str, view: View, make: Callable[[], T], *more: object, narrowed: bool = True) -> T:
    """What is made of a view without Streamlit, made once for all readers who see the same; it is never to be changed.

    It may depend on the name and edition of the dossier, the knowledge date, the what-ifs and, if ``narrowed``, the
    filters. Whatever else it depends on is given as ``more``.
    """
    state = view.state
    filters = state.filters if narrowed else None
    found: T = _made(what, repr((state.dossier, view.whole.edition, state.asof, state.without, filters, *more)), make)
    return found


def history_of(view: View) -> tuple[Turn, ...]:
    """Every change of a standing that was known on the day."""
    return kept("history", view, lambda: history(view.known), narrowed=False)


@st.cache_resource(show_spinner=False, max_entries=MADE_KEPT)
# The key is text, since Streamlit would take every value of a state apart to hash it.
def _made(what: str, key: str, _make: Callable[[], Any]) -> Any:
    return _make()


def warm_up() -> None:
    """Read the dossier, and compute what every first visitor asks for. Of several none is read."""
    if is_one_of_many():
        return
    dossier = published().dossier
    if dossier:
        history_of(view_of(dossier, State()))
