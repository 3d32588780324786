"""Files of secrets, as whoever runs the dashboard names them, and the clients that Streamlit makes for a login."""

import os
import warnings
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.runtime.secrets import AttrDict, secrets_singleton
from streamlit.web.server.starlette import starlette_auth_routes

from briefing.ui.server.answers import keep_logins_sound
from briefing.ui.server.logins import keep_logins_cheap
from tests.ui.server.provider import GIVEN

PATCHED = (
    "client_cls",
    "load_server_metadata",
    "fetch_jwk_set",
    "fetch_access_token",
    "authorize_access_token",
)


class Secrets:
    """The files that Streamlit is told to read, in a folder where there are none yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def named(self, text: str | bytes, name: str = "secrets.toml") -> Path:
        """Write a file and name it to Streamlit, which has read nothing yet."""
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        self.name(str(path))
        return path

    def name(self, *paths: str) -> None:
        """Name these to Streamlit."""
        config._set_option("secrets.files", list(paths), "a test")
        secrets_singleton._secrets = None


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Secrets]:
    """No secrets at all, neither named nor where Streamlit looks by itself."""
    before = dict(os.environ)  # into which Streamlit writes what the files say
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "_main_script_path", None)
    monkeypatch.setattr(config, "_config_options", deepcopy(config.get_config_options()))
    monkeypatch.setattr(secrets_singleton, "_secrets", None)
    monkeypatch.setattr(secrets_singleton, "_file_watchers_installed", True)
    yield Secrets(tmp_path)
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """What makes the client of one login as Streamlit does, logins cheap and sound; all as it was, afterwards."""
    with warnings.catch_warnings(record=True):  # whatever filter stands, it says that its httpx is to be another
        from authlib.integrations.starlette_client import StarletteOAuth2App  # noqa: PLC0415  # as above

    for name in PATCHED:
        monkeypatch.setattr(StarletteOAuth2App, name, getattr(StarletteOAuth2App, name))
    keep_logins_cheap()
    keep_logins_sound()

    def made(**client: Any) -> Any:
        section = AttrDict(GIVEN | {"client_kwargs": client})
        monkeypatch.setattr(starlette_auth_routes, "get_secrets_auth_section", lambda: section)
        return starlette_auth_routes._create_oauth_client("default")[0]

    return made
