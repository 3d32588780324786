"""The application object: `streamlit run dashboard.py` serves the dashboard, its base map, and guards both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from briefing.places import basemap
from briefing.ui.server.access import let_in
from briefing.ui.server.headers import SecurityHeaders
from briefing.ui.server.hosts import Hosts
from briefing.ui.server.messages import Messages
from briefing.ui.server.routes import Routes
from briefing.ui.server.signin import SignIn
from briefing.ui.serving import warm_up
from briefing.ui.unknown import UnknownAddresses


@asynccontextmanager
async def warm(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Read the dossier before the first visitor asks for it."""
    warm_up()
    yield {}


entry = let_in()
app = st.App(
    "briefing/ui/main.py",
    lifespan=warm,
    middleware=[
        Middleware(SecurityHeaders),  # from the outside in
        Middleware(Hosts),
        Middleware(Routes, signing_in=entry is not None),
        Middleware(SignIn, access=entry),
        Middleware(Messages),
        Middleware(UnknownAddresses, base=str(st.get_option("server.baseUrlPath") or "")),
    ],
    routes=[Mount("/basemap", StaticFiles(directory=basemap.folder()), name="basemap")],
)
