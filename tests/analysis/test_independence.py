"""The largest set of which no two lean on each other: the one that brute force finds, in steps that are counted."""

from collections.abc import Mapping
from random import Random

import pytest

from briefing.analysis.independence import STEPS, Leaning, Search, any_two, largest, places

GRAPHS = 2000


def drawn(number: int, chance: float, seed: int) -> Leaning:
    """Who leans with whom among so many, each pair by chance."""
    random, rows = Random(seed), [0] * number
    for one in range(number):
        for other in range(one):
            if random.random() < chance:
                rows[one] |= 1 << other
                rows[other] |= 1 << one
    return tuple(rows)


def tried(ids: tuple[int, ...], near: Mapping[int, set[int]]) -> frozenset[int]:
    """The largest set, each either in it or not; of two as large the one with the first."""
    if not ids:
        return frozenset()
    one, rest = ids[0], ids[1:]
    held = frozenset({one}) | tried(tuple(id for id in rest if id not in near[one]), near)
    return max(held, tried(rest, near), key=len)


@pytest.mark.parametrize("part", range(10))
def test_it_is_the_set_that_brute_force_finds(part: int) -> None:
    for seed in range(part, GRAPHS, 10):
        random = Random(seed)
        leaning = drawn(random.randint(0, 11), random.random(), seed)
        wanted = tried(tuple(range(len(leaning))), {place: set(places(row)) for place, row in enumerate(leaning)})
        found = largest(leaning)
        assert (frozenset(places(found.chosen)), found.certain) == (wanted, True), leaning
        assert any_two(leaning) is (len(wanted) > 1)


@pytest.mark.parametrize(("number", "chance"), [(60, 0.1), (120, 0.05), (30, 0.5)])
def test_what_is_tangled_as_people_tangle_is_counted_through(number: int, chance: float) -> None:
    found = largest(drawn(number, chance, number))
    assert found.certain


@pytest.mark.parametrize("number", [200, 600])
def test_what_cannot_be_counted_is_never_too_high_and_says_so(number: int) -> None:
    leaning = drawn(number, 0.1, number)
    search = Search(leaning)
    found = search.apart()
    assert not found.certain
    assert 0 <= search.left < STEPS
    chosen = list(places(found.chosen))
    assert len(chosen) > 2
    assert [one for one in chosen if leaning[one] & found.chosen] == []


def test_as_many_as_may_be_take_no_stack() -> None:
    free = largest((0,) * 5000)
    assert (free.chosen.bit_count(), free.certain) == (5000, True)
    chain = tuple((1 << place >> 1) | (1 << place + 1 if place < 4999 else 0) for place in range(5000))
    found = largest(chain)
    assert (found.chosen.bit_count(), found.certain) == (2500, True)
