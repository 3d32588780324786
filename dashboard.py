"""The application object: `streamlit run dashboard.py` serves the dashboard, its files, and guards them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount

from briefing.places import basemap
from briefing.ui import scripts
from briefing.ui.server import faults
from briefing.ui.server.access import let_in
from briefing.ui.server.answers import keep_logins_sound
from briefing.ui.server.compression import Compression
from briefing.ui.server.connections import keep_files_free
from briefing.ui.server.cookies import Cookies
from briefing.ui.server.exporting import keep_exports_fair
from briefing.ui.server.files import Files
from briefing.ui.server.frames import keep_frames_short
from briefing.ui.server.headers import SecurityHeaders
from briefing.ui.server.hosts import Hosts
from briefing.ui.server.logins import Logins, keep_logins_cheap
from briefing.ui.server.memory import Departures, keep_one_arena
from briefing.ui.server.messages import Messages
from briefing.ui.server.path import UnderPath, taken
from briefing.ui.server.pieces import Pieces
from briefing.ui.server.recorded import RecordedViolence
from briefing.ui.server.routes import Routes, is_curated
from briefing.ui.server.signin import SignIn
from briefing.ui.server.uploads import Uploads, keep_in_memory
from briefing.ui.serving import let_go, warm_up
from briefing.ui.unknown import UnknownAddresses


@asynccontextmanager
async def warm(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Read the dossier before the first visitor asks for it."""
    faults.watch()
    warm_up()
    yield {}


keep_one_arena()
keep_files_free()
keep_in_memory()
keep_frames_short()
keep_exports_fair()
entry = let_in()
if entry:
    keep_logins_cheap()
    keep_logins_sound()
app = st.App(
    "briefing/ui/main.py",
    lifespan=warm,
    on_script_error=faults.show,
    middleware=[
        Middleware(Pieces),  # from the outside in
        Middleware(SecurityHeaders),
        Middleware(Cookies),
        Middleware(Hosts),
        Middleware(UnderPath, path=taken()),
        Middleware(Routes, signing_in=entry is not None),
        Middleware(SignIn, access=entry),
        Middleware(Logins),
        Middleware(Uploads),
        Middleware(Departures, let_go=let_go if is_curated() else None),
        Middleware(Messages),
        Middleware(Compression),
        Middleware(UnknownAddresses),
    ],
    routes=[
        Mount("/basemap", Files(basemap.files()), name="basemap"),
        Mount("/recorded", RecordedViolence(), name="recorded"),
        Mount("/scripts", Files(scripts.files()), name="scripts"),
    ],
)
