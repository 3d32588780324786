"""The application object: `streamlit run dashboard.py` serves the dashboard, its base map and its security headers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from briefing.places import basemap
from briefing.ui.headers import SecurityHeaders
from briefing.ui.serving import warm_up
from briefing.ui.unknown import UnknownAddresses


@asynccontextmanager
async def warm(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Read the dossier before the first visitor asks for it."""
    warm_up()
    yield {}


app = st.App(
    "briefing/ui/main.py",
    lifespan=warm,
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(UnknownAddresses, base=str(st.get_option("server.baseUrlPath") or "")),
    ],
    routes=[Mount("/basemap", StaticFiles(directory=basemap.folder()), name="basemap")],
)
