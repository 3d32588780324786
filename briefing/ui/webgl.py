"""Whether the reader's browser can draw a map that moves: it needs WebGL, which some machines and rules deny."""

import streamlit as st

KEY = "webgl"
SCRIPT = """// Only news is told: every value that is set has the whole page run anew.
export default function ({ data, setStateValue }) {
  const missing = !document.createElement('canvas').getContext('webgl2')
  if (missing !== data.missing) setStateValue('missing', missing)
}
"""

_probe = st.components.v2.component("briefing_webgl", html="<span hidden></span>", js=SCRIPT)


def is_missing() -> bool:
    """Whether the browser has said that it has none; one that has not spoken yet is taken to have it."""
    return bool(getattr(st.session_state.get(KEY), "missing", False))


def ask() -> None:
    """Have the browser say so. It takes no room, and belongs where nothing comes below."""
    _probe(data={"missing": is_missing()}, key=KEY, default={"missing": False}, on_missing_change=_nothing)


def _nothing() -> None:
    """The answer is read from the session; the callback is only there so that it starts a run."""
