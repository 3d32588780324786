"""Runs of the page take turns: one that hangs does not keep the others, and who has taken much stands further back."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from briefing.ui.turns import FORGOTTEN, FREE, REMEMBERED, Turns

LONG = 60.0


def at_the_door(turns: Turns, who: str, done: list[str]) -> Thread:
    """A run of this page that has come, waits for its turn and says when it has it."""

    def run() -> None:
        with turns.turn(who):
            done.append(who)

    there = len(turns.waiting)
    other = Thread(target=run)
    other.start()
    while len(turns.waiting) == there:
        time.sleep(0)
    return other


@contextmanager
def hanging(turns: Turns) -> Iterator[Callable[[], None]]:
    """A run that has its turn and does not end by itself; what ends it."""
    over, begun = Event(), Event()

    def hangs() -> None:
        with turns.turn("hangs"):
            begun.set()
            over.wait(LONG)

    run = Thread(target=hangs)

    def end() -> None:
        over.set()
        run.join(LONG)

    run.start()
    assert begun.wait(LONG)
    try:
        yield end
    finally:
        end()


def order(turns: Turns, *waiting: str) -> list[str]:
    """In which order pages have their turns that come in this one, while another has it."""
    done = list[str]()
    with turns.turn("first"):
        others = [at_the_door(turns, who, done) for who in waiting]
    for other in others:
        other.join(LONG)
    return done


def taken(turns: Turns, who: str, seconds: float, ago: float = 0.0) -> None:
    turns.taken[who] = seconds, time.monotonic() - ago


def test_the_next_one_begins_when_the_first_has_ended() -> None:
    turns, done = Turns(LONG), list[str]()
    with turns.turn("one"):
        other = at_the_door(turns, "second", done)
        done.append("first")
    other.join(LONG)
    assert done == ["first", "second"]


def test_pages_that_have_taken_alike_go_in_the_order_in_which_they_came() -> None:
    turns = Turns(LONG)
    for who in "abcd":
        taken(turns, who, 0.0)
    assert order(turns, *"bcadb") == [*"bcadb"]


def test_who_has_taken_much_lets_those_go_ahead_who_came_later() -> None:
    turns = Turns(LONG)
    taken(turns, "storm", FREE + 0.05)
    taken(turns, "more", FREE + 0.1)
    taken(turns, "reader", FREE - 0.1)
    assert order(turns, "more", "storm", "reader") == ["reader", "storm", "more"]


def test_nobody_is_set_back_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = Turns(LONG)
    taken(turns, "storm", LONG)
    monkeypatch.setattr("briefing.ui.turns.MOST_BACK", 0.5)
    done = list[str]()
    with turns.turn("first"):
        storm = at_the_door(turns, "storm", done)
        time.sleep(0.6)  # longer than it is set back by: who comes now is behind it
        reader = at_the_door(turns, "reader", done)
    storm.join(LONG)
    reader.join(LONG)
    assert done == ["storm", "reader"]


def test_what_was_taken_is_counted_and_forgotten() -> None:
    turns = Turns(LONG)
    with turns.turn("busy"):
        begun = time.thread_time()
        while time.thread_time() - begun < 0.02:
            pass
    now = time.monotonic()
    assert turns.of_late("busy", now) >= 0.02 > turns.of_late("busy", now + FORGOTTEN)
    assert turns.of_late("who", now) == 0.0
    with turns.turn("idle"):
        time.sleep(0.05)
    assert turns.of_late("idle", now) < 0.02  # it took no processor


def test_no_more_pages_are_remembered_than_a_server_has() -> None:
    turns = Turns(LONG)
    for each in range(REMEMBERED + 5):
        with turns.turn(str(each)):
            pass
    assert len(turns.taken) == REMEMBERED
    assert "4" not in turns.taken


def test_a_run_that_hangs_holds_up_nobody_for_good() -> None:
    turns = Turns(0.01)
    with hanging(turns) as end, turns.turn("next"):
        end()
        assert turns.holder  # what went on beside it gives back no turn but its own
    assert not turns.holder


def test_who_comes_to_stand_first_while_a_run_hangs_does_not_leave_the_others_waiting() -> None:
    turns, done = Turns(0.3), list[str]()
    with hanging(turns):
        taken(turns, "late", 1.0)
        for each in [at_the_door(turns, who, done) for who in ("late", "early")]:
            each.join(LONG)
    assert done == ["early", "late"]


def test_a_run_that_fails_gives_back_its_turn() -> None:
    turns = Turns(LONG)
    with pytest.raises(ZeroDivisionError), turns.turn("one"):
        raise ZeroDivisionError
    assert not turns.holder
