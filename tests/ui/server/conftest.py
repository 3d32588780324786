"""Files of secrets, as whoever runs the dashboard names them."""

import os
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton


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
