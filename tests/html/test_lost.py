"""The page of an unknown address names it, guesses what was meant, and runs nothing that came in it."""

from briefing.html.lost import LONGEST, lost

WAYS = (("brief", "Brief"), ("map", "Map"), ("timeline", "Timeline"))


def test_it_says_which_address_and_what_may_have_been_meant() -> None:
    page = lost("timelin", WAYS, "../")
    assert "<code>/<bdi>timelin</bdi></code>" in page
    assert 'Did you mean <a href="../timeline">Timeline</a>?' in page
    assert '<li><a href="../">Brief</a></li>' in page


def test_what_came_in_the_address_is_only_shown() -> None:
    page = lost("<script>alert(1)</script>", WAYS)
    assert "<script>" not in page
    assert "Did you mean" not in page


def test_what_the_address_says_stays_its_own() -> None:
    page = lost("\u202eelpmaxe\x00" + "x" * 300, WAYS)
    assert f"<code>/<bdi>elpmaxe{'x' * (LONGEST - 9)}…</bdi></code>" in page
    assert "\u202e" not in page
