"""An address in its parts: what is none has no parts, and never stops whoever asks."""

from time import process_time

import pytest

from briefing.dossier.web import host, split


@pytest.mark.parametrize("address", ["https://[", "//[::1/map", "https://a.example:port/", "https://a.example:99999/"])
def test_what_is_no_address_has_no_parts_and_is_told_as_it_stands(address: str) -> None:
    assert split(address) is None
    assert host(address) == address


def test_a_host_is_told_without_www_and_port() -> None:
    assert host("https://www.paper.example:8443/a") == "paper.example"
    assert host("a page") == "a page"


def test_marks_without_end_take_no_time() -> None:
    begun = process_time()
    assert split(f"//{chr(0x300) * 60_000}{chr(0x327) * 60_000}") is None
    assert process_time() - begun < 0.5
    assert split("https://example.org/?" + "a" * 10_000)
    assert split("https://пример.example/%D0%B0")
