"""The scripts of our components, each under an address of its own: sent once, not with every board of every run."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import streamlit

from briefing.places.fingerprint import fingerprinted

ADDRESS = "./scripts"
HEAVY = ("DataFrame", "PlotlyChart")  # of Streamlit's elements; most pages after the first have a table


def files() -> Mapping[str, Path]:
    """The scripts that the application serves, by the name that each has there."""
    return MappingProxyType({fingerprinted(path): path for path in Path(__file__).parent.glob("*.js")})


def script(name: str, ahead: Sequence[str] = ()) -> str:
    """The few words that a component is sent with, which fetch its script and hand it what it may fetch ahead.

    Streamlit has a component's script travel with each of its messages. It runs them from an address that others
    cannot be relative to, so the page's own is taken.
    """
    address = f"{ADDRESS}/{fingerprinted(Path(__file__).with_name(name))}"
    fetched = f"const script = await import(new URL('{address}', document.baseURI))\nexport default script.default\n"
    addresses = ", ".join(f"'{each}'" for each in ahead)
    return f"{fetched}script.ahead({addresses})\n" if ahead else fetched


def heavy() -> tuple[str, ...]:
    """The addresses of what draws Streamlit's tables and plotly's pictures, as far as this Streamlit has them there."""
    within = Path(streamlit.__file__).parent / "static"
    found = (sorted(within.glob(f"static/js/{name}.*.js"))[:1] for name in HEAVY)
    return tuple(f"./{path.relative_to(within).as_posix()}" for paths in found for path in paths)
