"""The reader's state in step with the address: the address wins on arrival, Back and reload, a click wins after."""

import logging
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError

from briefing.dossier.dossier import Dossier
from briefing.view.address import Notice, State, decode, encode

STATE, TOUCHED, ASKED, NOTICES, BROUGHT = "state", "touched", "asked", "notices", "brought"
ALONE = "one dossier alone is served here, and it is shown: the name {!r} leads to no other"
Pairs = list[tuple[str, str]]
M = TypeVar("M", bound=BaseModel)


def arrive(dossier: Dossier, name: str) -> tuple[State, tuple[Notice, ...]]:
    """The state of this run, and what the reader has to be told of the address that led to it.

    ``name`` is that of the dossier among several, empty where it alone is served. On arrival the address stays as it
    came: to write it anew would put a step into the browser's history that Back could never get past.
    """
    asked = _asked()
    touched = st.session_state.pop(TOUCHED, False)
    # Another address than this session last read or wrote came by a link, Back or a reload; a click goes before it.
    if STATE not in st.session_state or (asked != st.session_state.get(ASKED) and not touched):
        st.session_state[STATE], st.session_state[NOTICES] = _named(*decode(asked, dossier), name)
        st.session_state[ASKED] = asked
    elif touched:
        # Held against the dossier as an address is: a browser may send what no list offered.
        st.session_state[STATE], st.session_state[NOTICES] = decode(encode(st.session_state[STATE]), dossier)
        _write(st.session_state[STATE], dossier)
    return st.session_state[STATE], st.session_state[NOTICES]


def _named(state: State, notices: tuple[Notice, ...], name: str) -> tuple[State, tuple[Notice, ...]]:
    """The state under the name that its dossier has here: by another, notes would be kept that nobody finds again."""
    if state.dossier == name:
        return state, notices
    said = Notice("unknown", "dossier", state.dossier, ALONE.format(state.dossier))
    return replace(state, dossier=name), (*notices, said)


def choose(**changes: Any) -> None:
    """Change the reader's state; for the callbacks of widgets and charts.

    A browser may send any value for any of them, and one that no address can carry chooses nothing.
    """
    state = st.session_state[STATE].changed(**changes)
    try:
        encode(state)
    except (AttributeError, TypeError, ValueError):
        logging.getLogger(__name__).warning("A page was asked to choose what no address can carry")
        return
    if changes.get("focus"):
        bring("focus")
    st.session_state[STATE] = state
    st.session_state[TOUCHED] = True


def component_value(key: str, word: str) -> Any:
    """What a component says under a word; None where it says nothing.

    A browser may send that something was said and not what, so that the component is not in the session at all.
    """
    return getattr(st.session_state.get(key), word, None)


def selected(key: str, form: type[M]) -> M | None:
    """What a browser says was selected in a picture; None where it says anything but what the picture can say."""
    try:
        return form.model_validate(st.session_state.get(key))
    except ValidationError:
        return None


def bring(what: str) -> None:
    """Have what a click asked for brought into sight; for callbacks."""
    number = max(st.session_state.get(BROUGHT, {}).values(), default=0) + 1
    st.session_state[BROUGHT] = {**st.session_state.get(BROUGHT, {}), what: number}


def brought(what: str) -> int:
    """A number that is another each time a click asks for this, 0 before the first."""
    return int(st.session_state.get(BROUGHT, {}).get(what, 0))


def stamped(state: State, dossier: Dossier) -> State:
    """The state with the release that it was seen on, as a link carries it."""
    return replace(state, release=dossier.release)


def parameters(state: State, dossier: Dossier) -> Pairs:
    """The parameters of the state as the address carries them; none where everything is at its default."""
    plain = replace(state, release="")
    return encode(stamped(state, dossier)) if encode(plain) else []


def _asked() -> Pairs:
    return [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]


def _write(state: State, dossier: Dossier) -> None:
    wanted = parameters(state, dossier)
    # Written anew even as it is, it would be one more step for Back.
    if wanted != _asked():
        grouped: dict[str, list[str]] = {}
        for name, value in wanted:
            grouped.setdefault(name, []).append(value)
        st.query_params.from_dict(grouped)
    st.session_state[ASKED] = wanted
