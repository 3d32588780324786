"""The largest set of which no two lean on each other, in a number of steps that no dossier can make unbounded.

Who leans with whom is a row of bits for each place: bit 3 of row 5 says that the sixth and the fourth are not
independent. It holds both ways, and nobody leans with himself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

Leaning = tuple[int, ...]

STEPS = 400_000
"""How many places may be looked at in a search. Counted, never timed: a number is the same on every machine."""

DEPTH = 120
"""How many guesses may stand on one another, so that none is deeper than what Python can stack."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The largest set that was found, as bits, and whether it is certain that there is no larger one."""

    chosen: int
    certain: bool = True


def any_two(leaning: Leaning) -> bool:
    """Whether any two do not lean on each other; that needs no search, however tangled the rest is."""
    return two_apart(leaning) is not None


def two_apart(leaning: Leaning) -> tuple[int, int] | None:
    """The first two places that do not lean on each other; None if there are none."""
    everyone = (1 << len(leaning)) - 1
    for place, row in enumerate(leaning):
        if others := everyone & ~(row | 1 << place):
            return place, next(places(others))
    return None


@lru_cache(maxsize=64)
def largest(leaning: Leaning) -> Apart:
    """The largest set of which no two lean on each other; of several as large the one that has the first places.

    Exact, since the number is told of a claim, unless the steps end before the tangle does. Then it is the largest that
    was found: independent all the same, so that the number is never too high.
    """
    return Search(leaning).apart()


def places(bits: int) -> Iterator[int]:
    """The places of a set, the first one first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


class _EndedError(Exception):
    """The steps are used up."""


class Search:
    """One search through who leans with whom, with the steps that it has left."""

    def __init__(self, leaning: Leaning) -> None:
        self.leaning = leaning
        self.left = STEPS

    def apart(self) -> Apart:
        """The largest set in all parts, as far as the steps go."""
        everyone = (1 << len(self.leaning)) - 1
        found, certain = 0, True
        # The smallest first, so that a tangle takes no steps from what can be counted.
        for part in sorted(self._parts(everyone), key=int.bit_count):
            most = self._most(part)
            found, certain = found | most.chosen, certain and most.certain
        return Apart(self._first(found) if certain else found, certain)

    def _first(self, found: int) -> int:
        """Of all sets as large as this the one that has the first places: each stays in if any such set holds it."""
        rest = (1 << len(self.leaning)) - 1
        for place in range(len(self.leaning)):
            bit, near = 1 << place, self.leaning[place] & rest
            if not rest & bit:
                continue
            try:
                found = self._with(place, found, rest)
            except _EndedError:
                return found
            rest &= ~(bit | near) if found & bit else ~bit
        return found

    def _with(self, place: int, found: int, rest: int) -> int:
        """A set as large that holds this place, changed in what is undecided alone; the same if there is none."""
        bit, near = 1 << place, self.leaning[place] & rest
        if found & bit:
            return found
        if self._stands_for_all(near):
            return found & ~near | bit
        part = self._part(bit, rest)
        other = self._reach(part & ~near & ~bit, (found & part).bit_count() - 1)
        return found if other is None else found & ~part | other | bit

    def _most(self, part: int) -> Apart:
        """The largest set in a part."""
        taken, tangle = self._plain(part)
        found = self._guess(tangle)
        try:
            while found.bit_count() < self._at_most(tangle):
                more = self._reach(tangle, found.bit_count() + 1)
                if more is None:
                    break
                found = more
        except _EndedError:
            return Apart(taken | found, certain=False)
        return Apart(taken | found)

    def _reach(self, part: int, wanted: int, depth: int = 0) -> int | None:
        """A set of at least so many in a part; None if there is none."""
        out = 0
        while True:
            self._step(part.bit_count(), depth)
            taken, part = self._plain(part)
            out, wanted = out | taken, wanted - taken.bit_count()
            if wanted <= 0:
                return out
            if self._at_most(part) < wanted:
                return None
            if (first := self._part(part & -part, part)) != part:
                more = self._in_parts(first, part & ~first, wanted, depth)
                return None if more is None else out | more
            # Who leans with most decides most: either it is in the set and they are not, or it is not.
            most = max(places(part), key=lambda place: (self.leaning[place] & part).bit_count())
            more = self._reach(part & ~self.leaning[most] & ~(1 << most), wanted - 1, depth + 1)
            if more is not None:
                return out | more | 1 << most
            part &= ~(1 << most)

    def _in_parts(self, one: int, others: int, wanted: int, depth: int) -> int | None:
        """As ``_reach``, in two parts of which nobody leans with anybody in the other."""
        found, spare = 0, self._at_most(others)
        while True:
            least = max(found.bit_count() + 1, wanted - spare)
            more = self._reach(one, least, depth + 1)
            if more is None:
                break
            found = more
        if found.bit_count() + spare < wanted:
            return None
        rest = self._reach(others, wanted - found.bit_count(), depth + 1)
        return None if rest is None else found | rest

    def _step(self, number: int, depth: int) -> None:
        if number > self.left or depth > DEPTH:
            raise _EndedError
        self.left -= number

    def _guess(self, part: int) -> int:
        """A large set, if not the largest: who leans with fewest goes in first."""
        found = 0
        while part:
            place = min(places(part), key=lambda place: (self.leaning[place] & part).bit_count())
            taken, part = self._plain(part & ~self.leaning[place] & ~(1 << place))
            found |= taken | 1 << place
        return found

    def _plain(self, part: int) -> tuple[int, int]:
        """Those that some largest set certainly holds, and the tangle that is left without them; nothing is guessed."""
        taken, look = 0, part
        while look:
            bit = look & -look
            look ^= bit
            near = self.leaning[bit.bit_length() - 1] & part
            if self._stands_for_all(near):
                taken |= bit
                part &= ~(near | bit)
                look &= part
                for place in places(near):
                    look |= self.leaning[place] & part
        return taken, part

    def _stands_for_all(self, near: int) -> bool:
        """Whether these all lean with one another, so that who leans with them alone can stand in the place of any."""
        return all(near & ~self.leaning[place] == 1 << place for place in places(near))

    def _at_most(self, part: int) -> int:
        """A number that no set in a part exceeds: of those that all lean with one another it holds one."""
        number = 0
        while part:
            number += 1
            group = part
            while group:
                bit = group & -group
                part ^= bit
                group &= self.leaning[bit.bit_length() - 1]
        return number

    def _parts(self, part: int) -> Iterator[int]:
        while part:
            first = self._part(part & -part, part)
            yield first
            part &= ~first

    def _part(self, bit: int, among: int) -> int:
        """All that hang together with one, through however many others."""
        found, look = bit, bit
        while look:
            low = look & -look
            new = self.leaning[low.bit_length() - 1] & among & ~found
            found, look = found | new, look ^ low | new
        return found
