"""Words that no page was laid out for: of five thousand letters, and with marks that turn what follows."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import SMALL
from tests.e2e.reader import reader
from tests.e2e.server import served
from tests.e2e.walk import open_page, still

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("extremes")]

LONG = "N" * 5_000
NAMES = {"Anton Varo": LONG, "Varo reported killed in Sarn": f"Varo {LONG}", "Milo Tolm": "Milo \u202eTolm"}

WIDER = """() => [...document.querySelectorAll('[data-testid=stMain], .board, [data-testid=stSidebarUserContent]')]
  .filter(each => each.scrollWidth > each.clientWidth + 1)
  .map(each => `${each.className} ${each.scrollWidth} in ${each.clientWidth}`)"""

# Words after a name that stand, on the same line, to the left of it.
TURNED = """() => [...document.querySelectorAll('.stMain bdi')].filter((each) => each.checkVisibility())
  .flatMap((name) => {
    const next = name.parentElement.nextSibling ?? name.nextSibling
    if (!next || !next.textContent.trim()) return []
    const range = document.createRange(); range.selectNodeContents(next)
    const [mine, its] = [name.getClientRects(), range.getClientRects()]
    if (!mine.length || !its.length) return []
    const [last, first] = [mine[mine.length - 1], its[0]]
    return Math.abs(last.top - first.top) < 6 && first.left < last.right - 2 ? [name.textContent] : []
  })"""


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dossier with such names."""
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("strange") / "small"))
    for file in ("actors.csv", "events.csv"):
        text = (folder / file).read_text(encoding="utf-8")
        for name, other in NAMES.items():
            text = text.replace(name, other)
        (folder / file).write_text(text, encoding="utf-8")
    with served(folder / "log", BRIEFING_DOSSIER=str(folder)) as base:
        yield base


@pytest.fixture(scope="module")
def fresh(browser: Browser, strange: str) -> Iterator[Callable[[], Page]]:
    """The tab of one reader of it."""
    with reader(browser, strange) as clean:
        yield clean


@pytest.mark.parametrize(
    "path",
    ["/?focus=varo", "/claims?focus=c-varo-killed", "/timeline?focus=e-varo-killing", "/network", "/actors?actor=varo"],
)
def test_a_word_of_five_thousand_letters_stretches_no_page(fresh: Callable[[], Page], strange: str, path: str) -> None:
    page = fresh()
    open_page(page, strange, path)
    still(page)
    wider = page.evaluate(WIDER)
    assert wider == []


def test_marks_of_direction_in_a_name_turn_nothing_around_it(fresh: Callable[[], Page], strange: str) -> None:
    """Milo's name has a mark that would set all after it from right to left; it ends with the name."""
    page = fresh()
    open_page(page, strange, "/actors?actor=tolm&focus=tolm")
    still(page)
    assert page.locator("bdi", has_text="Tolm").count()
    turned = page.evaluate(TURNED)
    assert turned == []
