"""What the files of secrets say: nothing where there are none, and never nothing where they cannot be read."""

import os
from pathlib import Path

import pytest

from briefing.ui.server.access import let_in
from briefing.ui.server.secrets import said
from tests.ui.server.conftest import Secrets
from tests.ui.server.test_access import WHOLE


def test_where_no_file_is_named_and_none_stands_nothing_is_said(secrets: Secrets) -> None:
    assert said() is None
    (secrets.folder / ".streamlit").mkdir()
    (secrets.folder / ".streamlit" / "secrets.toml").write_text(WHOLE)
    assert let_in()


@pytest.mark.parametrize(
    "written",
    [
        b"\xef\xbb\xbf" + WHOLE.encode(),
        WHOLE.encode("utf-16"),
        WHOLE.encode() + b"# \xe9",
        WHOLE.encode() + b"\0",
        WHOLE + 'allow = ["eve@example.org"]',
        WHOLE + "hours = [",
        "x = " + "[" * 5000 + "]" * 5000 + WHOLE,
    ],
    ids=["byte order mark", "UTF-16", "Latin-1", "NUL", "a key twice", "unclosed", "deep"],
)
def test_a_file_that_cannot_be_read_is_refused(secrets: Secrets, written: str | bytes) -> None:
    path = secrets.named(written)
    with pytest.raises(SystemExit, match=rf"^secrets\.toml: {path}: .*TOML in UTF-8 is wanted"):
        let_in()


@pytest.mark.parametrize(
    "names",
    [
        ["none.toml"],
        ["good.toml", "none.toml"],
        ["link.toml"],
        ["good"],
        ["good.TOML"],
        ["folder"],
        ["empty"],
        ["empty.toml"],
        ["'good.toml'"],
        ["good.toml:good.toml"],
        [],
    ],
    ids=" ".join,
)
def test_a_name_that_leads_to_no_file_is_refused(secrets: Secrets, names: list[str]) -> None:
    for name in ("good.toml", "good", "good.TOML"):
        secrets.named(WHOLE, name)
    for name in ("folder", "empty", "empty.toml"):
        (secrets.folder / name).mkdir()
    (secrets.folder / "folder" / "auth.toml").write_text(WHOLE)
    (secrets.folder / "link.toml").symlink_to("nowhere")
    secrets.name(*names)
    with pytest.raises(SystemExit, match="wanted"):
        let_in()


def test_a_link_to_nowhere_where_streamlit_looks_by_itself_is_refused(secrets: Secrets) -> None:
    (secrets.folder / ".streamlit").mkdir()
    Path(".streamlit", "secrets.toml").symlink_to("nowhere")
    with pytest.raises(ValueError, match="leads nowhere"):
        said()


@pytest.mark.usefixtures("secrets")
def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one() -> None:
    Path(".streamlit").symlink_to(".streamlit")  # a closed one is open to root, as whom tests may run
    with pytest.raises(ValueError, match="cannot be looked for"):
        said()


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("given", ["", "/run/secrets.toml"])
def test_a_variable_that_streamlit_did_not_follow_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", given)
    with pytest.raises(SystemExit, match=r"STREAMLIT_SECRETS_FILES is .*the path of one is wanted"):
        let_in()


def test_a_whole_file_that_lies_a_folder_too_deep_is_refused(secrets: Secrets) -> None:
    (secrets.folder / "secrets" / "briefing").mkdir(parents=True)
    (secrets.folder / "secrets" / "briefing" / "secrets.toml").write_text(WHOLE)
    secrets.name(str(secrets.folder / "secrets"))
    with pytest.raises(SystemExit, match="looks like sign-in"):
        let_in()


def test_a_file_of_other_secrets_asks_nobody(secrets: Secrets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_HOST", "")
    secrets.named('BRIEFING_HOST = "case.example.org"\n[connections.base]\nuser = "x"\npassword = "x"\nhost = "x"')
    assert let_in() is None
    assert os.environ["BRIEFING_HOST"] == "case.example.org"
