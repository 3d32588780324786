"""The security headers: on every answer, and a policy that names nobody but the host that was asked."""

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from briefing.ui.server.headers import SecurityHeaders, framed_by, hashes
from tests.ui.server.asgi import Talk, ask


def directives(**headers: str) -> dict[str, list[str]]:
    """The policy of an answer by its directives."""
    written = ask(SecurityHeaders, **headers).headers["content-security-policy"]
    return {name: rest for name, *rest in (each.split() for each in written.split("; "))}


def test_a_page_may_connect_to_its_own_host_only() -> None:
    asked = directives(host="briefing.example.org:8443")
    assert asked["connect-src"] == [
        "'self'",
        "data:",
        "ws://briefing.example.org:8443",
        "wss://briefing.example.org:8443",
    ]


@pytest.mark.parametrize("host", ["a; script-src *", "a b", "*", "", "evil.example/x", "x" * 300])
def test_a_host_that_is_none_writes_nothing_into_the_policy(host: str) -> None:
    assert directives(host=host)["connect-src"] == ["'self'", "data:"]


def test_no_script_runs_by_standing_in_the_page() -> None:
    scripts = directives(host="localhost")["script-src"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "*"} & set(scripts)
    assert hashes() in " ".join(scripts)
    assert hashes().startswith("'sha256-")


def test_nobody_shows_it_in_a_frame_unless_the_operator_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIEFING_FRAMED_BY", raising=False)
    assert directives(host="localhost")["frame-ancestors"] == ["'none'"]
    monkeypatch.setenv("BRIEFING_FRAMED_BY", "https://portal.example.org 'self'")
    assert directives(host="localhost")["frame-ancestors"] == ["https://portal.example.org", "'self'"]
    monkeypatch.setenv("BRIEFING_FRAMED_BY", "*; script-src *")
    with pytest.raises(ValueError, match="origins such as"):
        framed_by()


def test_a_fault_is_answered_with_them_too_and_is_passed_on() -> None:
    said: list[Talk] = []

    def fails(_: ASGIApp) -> ASGIApp:
        async def fail(scope: Scope, receive: Receive, send: Send) -> None:
            raise KeyError("zanzibar")

        async def layer(scope: Scope, receive: Receive, send: Send) -> None:
            talk = Talk()
            said.append(talk)

            async def kept(message: Message) -> None:
                talk.sent.append(message)

            await SecurityHeaders(fail)(scope, receive, kept)

        return layer

    with pytest.raises(KeyError):
        ask(fails)
    assert (said[0].status, said[0].sent[1]["body"]) == (500, b"Internal Server Error\n")
    assert "content-security-policy" in said[0].headers
