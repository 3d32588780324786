"""A folder of dossiers as one deployment: which there are, and the page that lists them."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from briefing.dossier.issues import did_you_mean
from briefing.dossier.labels import told_apart
from briefing.dossier.when import day_words
from briefing.html.render import fragment
from briefing.reading.markings import ceiling, is_declared
from briefing.reading.overview import Overview, overview
from briefing.reading.stamp import has_rested, stamp
from briefing.reading.textfile import is_file, is_workbook, legible
from briefing.reading.written import FILES
from briefing.ui.component import board
from briefing.ui.plain import alert
from briefing.view.address import is_carried

ROOT = Path(__file__).resolve().parents[2]
MANY = "BRIEFING_DOSSIERS"
LISTED = 5_000  # dossiers of which is kept what the list tells; of more each visit would read every one
NO_NAME = (
    "it cannot be shown: no address can carry its name: its name is not UTF-8, is too long, or has signs that are not "
    "seen or spaces side by side; another is wanted"
)
TWICE = "it is not served: a folder beside it has its name; another is wanted"


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier in the list: the name that the address carries, and what is told of it."""

    name: str
    about: Overview


def is_one_of_many() -> bool:
    """Whether this deployment serves a folder of dossiers."""
    return bool(os.environ.get(MANY, "").strip())


def asked() -> str:
    """The name that the address has, empty without one. Of several the first counts, as of every parameter."""
    return next((name.strip() for name in st.query_params.get_all("dossier") if name.strip()), "")


def folders() -> Mapping[str, Path]:
    """The dossiers of the folder by name; nothing else in it has one, so no address leads out of it.

    A folder goes before a workbook of its name, which may be its tables as somebody took them away.
    """
    found = {_named(path): path for path in sorted(_found(), key=is_workbook, reverse=True)}
    return {name: path for name, path in sorted(found.items()) if legible(name) == name and is_carried(name)}


def _named(path: Path) -> str:
    return path.stem if is_workbook(path) else path.name


def _found() -> Sequence[Path]:
    home = ROOT / os.environ.get(MANY, "")
    try:
        return [path for path in sorted(home.iterdir()) if _is_dossier(path)] if is_one_of_many() else []
    except OSError:
        return []


def _is_dossier(path: Path) -> bool:
    if path.name.startswith((".", "~")):  # Excel keeps a file of its own beside an open workbook
        return False
    return is_workbook(path) or any(is_file(path / name) for name in FILES)


def listing() -> None:
    """The first page: every dossier with its title, its question, until when it goes, and its release."""
    found = folders()
    if name := asked():
        near = did_you_mean(name, found)
        alert("warning", f"There is no such dossier here.{near}")
    if not _found():
        st.info("There is no dossier in this folder yet. To begin one: python -m briefing new FOLDER")
    rows = [
        Listed(name, _overview(str(path), repr(stamp(path)), is_declared() or not has_rested(path)))
        for name, path in found.items()
    ]
    rows += [
        Listed("", Overview(legible(path.name), fault=TWICE if name in found else NO_NAME))
        for path in _found()
        if found.get(name := _named(path)) != path
    ]
    titles = told_apart({row.name: row.about.title for row in rows if row.name})
    board(fragment("dossiers", rows=rows, titles=titles, day=day_words), "dossiers")


@st.cache_resource(show_spinner=False, max_entries=LISTED)
# What is told of a dossier is made again when its files change, and is all that the list keeps of it. How they stand is
# text, since Streamlit would take every value of a stamp apart to hash it.
def _overview(where: str, now: str, strict: bool) -> Overview:
    return overview(Path(where), ceiling(), strict)
