"""What a page needs first is named with it, each file once and there."""

import re

from briefing.ui import scripts
from briefing.ui.server.preload import BOARDS, ELEMENTS, STATIC, Preload, links
from tests.ui.server.asgi import ask


def test_every_element_and_board_is_named_once_and_there() -> None:
    named = re.findall(r"<\./([^>]+)>; rel=modulepreload", links())
    ours = [name.removeprefix("scripts/") for name in named if name.startswith("scripts/")]
    theirs = [name for name in named if name.startswith("static/")]
    assert len(ours) == len(BOARDS) and set(ours) <= set(scripts.files())
    assert len(theirs) == len(ELEMENTS) and all((STATIC / name).is_file() for name in theirs)


def test_what_is_no_page_names_nothing() -> None:
    assert "link" not in ask(Preload).headers
