"""The garbage collector is held back while a dossier is read, and as it was afterwards, whatever came between."""

import gc
import threading
from collections.abc import Iterator

import pytest

from briefing.reading import load
from briefing.reading.collector import paused
from briefing.reading.written import Written
from tests import SMALL


@pytest.fixture(params=[True, False], ids=["on", "off"])
def is_on(request: pytest.FixtureRequest) -> Iterator[bool]:
    """A collector that is at work, or that somebody holds back already."""
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


def test_a_reading_is_not_interrupted(is_on: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    real = load._reading

    def watched(written: Written) -> load.Reading:
        seen.append(gc.isenabled())
        return real(written)

    monkeypatch.setattr(load, "_reading", watched)
    assert load.read(SMALL).dossier
    assert seen == [False]
    assert gc.isenabled() is is_on


def test_it_is_as_before_after_a_failure(is_on: bool) -> None:
    with pytest.raises(ValueError, match="broken"), paused():
        raise ValueError("broken")
    assert gc.isenabled() is is_on


def test_it_is_as_before_after_readings_that_overlap(is_on: bool) -> None:
    inside, leave = threading.Event(), threading.Event()

    def reading() -> None:
        with paused():
            inside.set()
            leave.wait(10)

    other = threading.Thread(target=reading)
    with paused():
        other.start()
        assert inside.wait(10)
    leave.set()
    other.join(10)
    assert gc.isenabled() is is_on
