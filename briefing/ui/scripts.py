"""The scripts of our components, each under an address of its own: sent once, not with every board of every run."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import streamlit

from briefing.places.fingerprint import fingerprinted

ADDRESS = "./scripts"


def files() -> Mapping[str, Path]:
    """The scripts that the application serves, by the name that each has there."""
    return MappingProxyType({fingerprinted(path): path for path in Path(__file__).parent.glob("*.js")})


def script(name: str, ahead: str = "") -> str:
    """The few words that a component is sent with, which fetch its script and hand it what it may fetch ahead.

    Streamlit has a component's script travel with each of its messages. It runs them from an address that others
    cannot be relative to, so the page's own is taken.
    """
    address = f"{ADDRESS}/{fingerprinted(Path(__file__).with_name(name))}"
    fetched = f"const script = await import(new URL('{address}', document.baseURI))\nexport default script.default\n"
    return f"{fetched}script.ahead('{ahead}')\n" if ahead else fetched


def charts() -> str:
    """The address of what Streamlit draws plotly's pictures with; nothing where this Streamlit has it elsewhere."""
    within = Path(streamlit.__file__).parent / "static"
    found = sorted(within.glob("static/js/PlotlyChart.*.js"))
    return f"./{found[0].relative_to(within).as_posix()}" if found else ""
