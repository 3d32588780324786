"""Tables that are written anew while readers ask: each of them sees the dossier, the newest sound one or the last."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.ui.serving import Published, empty, published

REWRITES, REQUESTS = 50, 60


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing is on the shelf before and after."""
    empty()
    yield
    empty()


def rewrite(folder: Path) -> None:
    """Write a table as editors do: emptied, half written, faulty, and whole again with another word in it."""
    path = folder / "outlets.csv"
    whole = path.read_text("utf-8")
    for number in range(REWRITES):
        path.write_text("", encoding="utf-8")
        path.write_text(whole[: len(whole) // 2], encoding="utf-8")
        if number % 2:
            path.unlink()
        path.write_text(whole.replace("Privately owned", f"Owned by {number}"), encoding="utf-8")


def test_fifty_rewrites_under_sixty_requests(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    assert published().dossier
    with ThreadPoolExecutor(16) as readers:
        writing = readers.submit(rewrite, small_folder)
        seen: list[Published] = list(readers.map(lambda _: published(), range(REQUESTS)))
        writing.result()
    assert [each for each in seen if each.dossier is None or len(each.dossier.outlets) != 6] == []
    last = published()
    assert last.faulty is None
    assert last.dossier is not None
    assert last.dossier.outlets[0].alignment == f"Owned by {REWRITES - 1}"
