"""An address in its parts: what is none has no parts, and never stops whoever asks."""

import pytest

from briefing.dossier.web import host, split


@pytest.mark.parametrize("address", ["https://[", "//[::1/map", "https://a.example:port/", "https://a.example:99999/"])
def test_what_is_no_address_has_no_parts_and_is_told_as_it_stands(address: str) -> None:
    assert split(address) is None
    assert host(address) == address


def test_a_host_is_told_without_www_and_port() -> None:
    assert host("https://www.paper.example:8443/a") == "paper.example"
    assert host("a page") == "a page"
