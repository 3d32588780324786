"""The page of an unknown address names it, guesses what was meant, and runs nothing that came in it."""

from briefing.html.lost import lost

WAYS = (("brief", "Brief"), ("map", "Map"), ("timeline", "Timeline"))


def test_it_says_which_address_and_what_may_have_been_meant() -> None:
    page = lost("timelin", WAYS, "../")
    assert "<code>/timelin</code>" in page
    assert 'Did you mean <a href="../timeline">Timeline</a>?' in page
    assert '<li><a href="../">Brief</a></li>' in page


def test_what_came_in_the_address_is_only_shown() -> None:
    page = lost("<script>alert(1)</script>", WAYS)
    assert "<script>" not in page
    assert "Did you mean" not in page
