"""Runs of the page take turns, and one that hangs does not keep the others."""

import time
from threading import Event, Thread

import pytest

from briefing.ui.turns import Turns

LONG = 60.0


def test_the_next_one_begins_when_the_first_has_ended() -> None:
    turns, done = Turns(LONG), list[str]()

    def second() -> None:
        with turns.turn():
            done.append("second")

    with turns.turn():
        other = Thread(target=second)
        other.start()
        while not turns.door.locked():  # it stands at the door
            time.sleep(0)
        done.append("first")
    other.join(LONG)
    assert done == ["first", "second"]


def test_a_run_that_hangs_holds_up_nobody_for_good() -> None:
    turns, end, begun = Turns(0.01), Event(), Event()

    def hangs() -> None:
        with turns.turn():
            begun.set()
            end.wait(LONG)

    other = Thread(target=hangs)
    other.start()
    assert begun.wait(LONG)
    with turns.turn():
        assert other.is_alive()
        end.set()
        other.join(LONG)
        assert turns.holder  # what went on beside it gives back no turn but its own
    assert not turns.holder


def test_a_run_that_fails_gives_back_its_turn() -> None:
    turns = Turns(LONG)
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    assert not turns.holder
