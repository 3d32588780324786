"""Who may enter: what ``secrets.toml`` must say before anybody is asked, and whom it lets in."""

from typing import Any

import pytest

from briefing.ui.server.access import Access, access, let_in, read
from tests.ui.server.conftest import Secrets

AUTH: dict[str, Any] = {
    "redirect_uri": "https://briefing.example.org/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
}
OWN: dict[str, Any] = {"allow": ["Ann@example.org", "@ministry.example"]}
WHOLE = """
[auth]
redirect_uri = "https://briefing.example.org/oauth2callback"
cookie_secret = "0123456789abcdef0123456789abcdef"
client_id = "x"
client_secret = "x"
server_metadata_url = "x"

[access]
allow = ["ann@example.org"]
"""


LONG: list[dict[str, Any]] = [{"email": f"a@{'.' * 60_000}@"}, {"email": f"{'a' * 300}@ministry.example"}]


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
    "user", [{}, {"email": ""}, {"email": None}, {"email": "ann"}, {"email": "\ud800@ministry.example"}, *LONG]
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


def test_without_secrets_nobody_is_asked(secrets: Secrets) -> None:
    assert access() is None
    secrets.named("other = {}")
    assert access() is None


@pytest.mark.parametrize("only", ["[auth]", "[access]", "[[auth]]\n[[access]]", "auth = false"])
def test_half_a_door_is_refused(secrets: Secrets, only: str) -> None:
    secrets.named(only)
    with pytest.raises(ValueError, match=r"both \[auth\] and \[access\] are wanted"):
        access()


@pytest.mark.parametrize(
    "written",
    [
        WHOLE.replace("[auth]", "[Auth]").replace("[access]", "[ACCESS]"),
        WHOLE.replace("[auth]", "[auht]").replace("[access]", "[acess]"),
        WHOLE.replace("[auth]", "").replace("[access]", ""),
        WHOLE.replace("[auth]", "[secrets.auth]").replace("[access]", "[secrets.access]"),
        "[AUTHENTICATION]",
        "[auht]",
        "[Access]",
        "[[sites]]\nclient-id = 'briefing'",
        "x" + ".x" * 3000 + ".allow = []",
        "",
        "".join(f"# {line}\n" for line in WHOLE.splitlines()),
    ],
    ids=[
        "capitals",
        "misspelt",
        "flat",
        "nested",
        "another word",
        "two letters changed",
        "a capital",
        "a key alone",
        "deep",
        "empty",
        "commented out",
    ],
)
def test_what_looks_like_sign_in_and_is_none_is_refused_unless_none_is_wanted(
    secrets: Secrets, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    secrets.named(written)
    with pytest.raises(SystemExit, match=r"secrets.toml\W .*\[auth\] and \[access\] are wanted"):
        let_in()
    monkeypatch.setenv("BRIEFING_SIGN_IN", "0")
    assert let_in() is None


def test_who_runs_it_can_say_that_everybody_is_asked_or_nobody(
    secrets: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_SIGN_IN", "1")
    with pytest.raises(SystemExit, match="BRIEFING_SIGN_IN is 1, and no file has"):
        let_in()
    secrets.named(WHOLE)
    assert let_in()
    for said in ("0", "yes"):
        monkeypatch.setenv("BRIEFING_SIGN_IN", said)
        with pytest.raises(SystemExit, match=f"BRIEFING_SIGN_IN is '?{said}"):
            let_in()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('BRIEFING_SIGN_IN = "1"', "BRIEFING_SIGN_IN is 1, and no file has"),
        ("BRIEFING_SIGN_IN = 1", "BRIEFING_SIGN_IN is 1, and no file has"),
        ("BRIEFING_SIGN_IN = true", "BRIEFING_SIGN_IN is 'True'"),
        ('briefing_sign_in = "1"', "looks like sign-in"),
        ('[general]\nBRIEFING_SIGN_IN = "1"', "looks like sign-in"),
        ('[oidc]\nissuer = "x"', "looks like sign-in"),
    ],
)
def test_it_can_be_said_in_the_file_too(
    secrets: Secrets, monkeypatch: pytest.MonkeyPatch, written: str, said: str
) -> None:
    monkeypatch.setenv("BRIEFING_SIGN_IN", "")
    secrets.named(written)
    with pytest.raises(SystemExit, match=said):
        let_in()


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("name", ["BRIEFING_SIGNIN", "briefing_sign_in", "STREAMLIT_SECRET_FILES"])
def test_a_name_that_is_nearly_the_one_that_asks_is_told(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for each in ("BRIEFING_HOST", "BRIEFING_DOSSIER", "BRIEFING_DOSSIERS", "BRIEFING_CEILING", "BRIEFING_CONTEXT"):
        monkeypatch.setenv(each, "")
    assert let_in() is None
    monkeypatch.setenv(name, "1")
    with pytest.raises(SystemExit, match=f"the environment has '{name}'"):
        let_in()


def test_of_a_file_and_an_environment_that_differ_the_one_that_asks_counts(
    secrets: Secrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_SIGN_IN", "1")
    secrets.named('BRIEFING_SIGN_IN = "0"')
    with pytest.raises(SystemExit, match="BRIEFING_SIGN_IN is 1"):
        let_in()


@pytest.mark.parametrize(
    ("line", "changed", "said"),
    [
        ('client_id = "x"', "", "client_id"),
        ('client_id = "x"', "client_id = 5", "client_id is of another kind; a text"),
        ('client_id = "x"', 'client_id = "x"\nclient_kwargs = "x"', "client_kwargs is of another kind; a table"),
        ("[access]", "[access]\nprovider = 3", "provider is 3; the name"),
        ("[access]", '[access]\nprovider = "client_id"', "provider is 'client_id'; the name"),
        ("[access]", '[access]\nunverified = "no"', "unverified is 'no'"),
        ("[access]", "[access]\nunverified = 1", "unverified is 1"),
        ("allow", "alow", "has the key 'alow'"),
    ],
)
def test_what_is_missing_or_another_kind_ends_the_process_with_a_sentence(
    secrets: Secrets, line: str, changed: str, said: str
) -> None:
    secrets.named(WHOLE.replace(line, changed))
    with pytest.raises(SystemExit, match=rf"^secrets\.toml: .*{said}"):
        let_in()


def test_a_whole_description_lets_in(secrets: Secrets) -> None:
    secrets.named(WHOLE)
    assert isinstance(let_in(), Access)
