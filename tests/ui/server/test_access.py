"""Who may enter: what ``secrets.toml`` must say before anybody is asked, and whom it lets in."""

from typing import Any

import pytest
from streamlit.runtime.secrets import secrets_singleton

from briefing.ui.server.access import Access, access, let_in, read

AUTH: dict[str, Any] = {
    "redirect_uri": "https://briefing.example.org/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
}
OWN: dict[str, Any] = {"allow": ["Ann@example.org", "@ministry.example"]}


def test_addresses_and_whole_domains_are_let_in() -> None:
    found = read(AUTH, OWN)
    for address in ("ann@example.org", "ANN@Example.org", "bob@ministry.example"):
        assert found.refusal({"email": address, "email_verified": True}) == ""
    for address in (
        "bob@example.org",
        "eve@sub.ministry.example",
        "eve@notministry.example",
        "x@ministry.example@y.org",
    ):
        assert found.refusal({"email": address, "email_verified": True})
    assert found.refusal({"email": "@ministry.example", "email_verified": True})


@pytest.mark.parametrize(
    "user", [{}, {"email": ""}, {"email": None}, {"email": "ann"}, {"email": "\ud800@ministry.example"}]
)
def test_without_an_address_nobody_enters(user: dict[str, Any]) -> None:
    assert "did not give an address" in read(AUTH, OWN).refusal({**user, "email_verified": True})


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_has_to_be_verified_unless_it_need_not(verified: Any) -> None:
    user = {"email": "ann@example.org", "email_verified": verified}
    assert "verified" in read(AUTH, OWN).refusal(user)
    assert read(AUTH, OWN | {"unverified": True}).refusal(user) == ""


@pytest.mark.parametrize(
    ("auth", "own", "said"),
    [
        ({}, {"allow": []}, "allow is []"),
        ({}, {"allow": "ann@example.org"}, "allow is 'ann@example.org'"),
        ({}, {"allow": ["example.org"]}, "allow is 'example.org'"),
        ({}, {"allow": ["@"]}, "allow is '@'"),
        ({}, OWN | {"hours": 0}, "hours is 0"),
        ({}, OWN | {"hours": True}, "hours is True"),
        ({}, OWN | {"hours": "eight"}, "hours is 'eight'"),
        ({}, OWN | {"alow": ["x"]}, "has the key 'alow'"),
        ({"cookie_secret": "short"}, OWN, "cookie_secret is missing or short"),
        ({"redirect_uri": "http://briefing.example.org/oauth2callback"}, OWN, "redirect_uri is 'http://briefing"),
        ({"redirect_uri": "http://localhost.evil.example/oauth2callback"}, OWN, "redirect_uri is"),
        ({"redirect_uri": "https://briefing.example.org/"}, OWN, "redirect_uri is"),
    ],
)
def test_what_is_not_whole_is_refused(auth: dict[str, Any], own: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r"wanted|known") as fault:
        read(AUTH | auth, own)
    assert said in str(fault.value)


def test_cookies_are_secure_but_on_this_machine() -> None:
    assert read(AUTH, OWN).secure
    assert not read(AUTH | {"redirect_uri": "http://localhost:8501/oauth2callback"}, OWN).secure


def given(monkeypatch: pytest.MonkeyPatch, **sections: Any) -> None:
    """Let ``secrets.toml`` have these sections."""
    monkeypatch.setattr(secrets_singleton, "load_if_toml_exists", lambda: bool(sections))
    monkeypatch.setattr(secrets_singleton, "_secrets", sections)


def test_without_secrets_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch)
    assert access() is None
    given(monkeypatch, other={})
    assert access() is None


@pytest.mark.parametrize("only", ["auth", "access"])
def test_half_a_door_is_refused(monkeypatch: pytest.MonkeyPatch, only: str) -> None:
    given(monkeypatch, **{only: AUTH if only == "auth" else OWN})
    with pytest.raises(ValueError, match=r"both \[auth\] and \[access\] are wanted"):
        access()


def test_what_streamlit_misses_ends_the_process_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, auth=AUTH, access=OWN)
    with pytest.raises(SystemExit, match=r"secrets\.toml: .*client_id"):
        let_in()
    given(monkeypatch, auth=AUTH, access={})
    with pytest.raises(SystemExit, match=r"^secrets\.toml: \[access\] allow is None"):
        let_in()


def test_a_whole_description_lets_in(monkeypatch: pytest.MonkeyPatch) -> None:
    more = dict.fromkeys(("client_id", "client_secret", "server_metadata_url"), "x")
    given(monkeypatch, auth=AUTH | more, access=OWN)
    assert isinstance(let_in(), Access)
    given(monkeypatch)
    assert let_in() is None
