"""Tables that are written anew while readers ask: each of them sees the dossier, the newest sound one or the last."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from briefing.reading.load import Reading, read
from briefing.ui import serving
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


def test_who_comes_while_new_tables_are_read_sees_the_last_ones_and_waits_for_none(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_DOSSIER", str(small_folder))
    before = published()
    begun, told = Event(), Event()

    def slow(folder: Path, ceiling: str, strict: bool) -> Reading:
        begun.set()
        assert told.wait(30)
        return read(folder, ceiling, strict)

    monkeypatch.setattr(serving, "read", slow)
    outlets = small_folder / "outlets.csv"
    outlets.write_text(outlets.read_text("utf-8").replace("Privately owned", "Owned by another"), encoding="utf-8")
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(published)
        assert begun.wait(30)
        second = readers.submit(published)
        try:
            assert second.result(timeout=10) is before
        finally:
            told.set()
        assert "Owned by another" in repr(first.result().dossier)
