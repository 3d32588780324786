"""A view: the dossier as known on a day, how its claims stand, and what the reader's filters leave to be seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from briefing.analysis.known import as_known, without
from briefing.analysis.standing import Standing, standings
from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Event, Relation, Report
from briefing.view.address import State
from briefing.view.filters import Shown, Subjects, narrow, subjects
from briefing.view.finder import Heard


@dataclass(frozen=True)
class Ground:
    """What every view of one knowledge date shares; worth keeping, since filters do not touch it.

    ``real`` is the dossier as known; ``known`` is the same without what a what-if switched off, and is what is shown.
    """

    whole: Dossier
    real: Dossier
    known: Dossier
    standings: Mapping[str, Standing]
    subjects: Subjects


Grounds = Callable[[date | None, tuple[str, ...]], Ground]
"""A dossier as known on a day, with some of it fallen."""


@dataclass(frozen=True)
class View:
    """A ground narrowed by a reader's state. ``link`` is its full address, where that is known.

    ``sides`` are those that recorded violence behind the dossier has for an actor. ``since`` is what changed, in words,
    since each older release that a step of the story was made on. ``at`` gives the grounds of other days to whoever has
    them already.
    """

    ground: Ground
    state: State
    shown: Shown
    link: str = ""
    sides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: Mapping[str, str] = field(default_factory=dict)
    at: Grounds | None = field(default=None, compare=False)

    @property
    def whole(self) -> Dossier:
        """The dossier with all that it holds."""
        return self.ground.whole

    @property
    def known(self) -> Dossier:
        """The dossier as known on the day, what-ifs included."""
        return self.ground.known

    def is_of(self, dossier: Dossier | None) -> bool:
        """Whether it shows these tables as they were read, and as much of them as may be held."""
        return dossier is not None and dossier.edition == self.whole.edition

    @property
    def standings(self) -> Mapping[str, Standing]:
        """The standing of every claim, computed on all that was known, whatever is shown."""
        return self.ground.standings

    @property
    def asof(self) -> date:
        """The knowledge date."""
        return self.state.asof or self.whole.info.as_of

    @cached_property
    def then(self) -> Ground | None:
        """The ground of the day that is set against this one, with the same what-ifs; None where there is one day."""
        day = self.state.against
        if day is None:
            return None
        return self.at(day, self.state.without) if self.at else ground(self.whole, day, self.state.without)

    @cached_property
    def heard(self) -> tuple[Heard, ...]:
        """How the words of the search are read."""
        return self.ground.subjects.heard(self.state.filters.q)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims shown."""
        return tuple(self.known.row(Claim, id) for id in self.shown.claims.ids)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events shown."""
        return tuple(self.known.row(Event, id) for id in self.shown.events.ids)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The ties shown."""
        return tuple(self.known.row(Relation, id) for id in self.shown.relations.ids)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports shown."""
        return tuple(self.known.row(Report, id) for id in self.shown.reports.ids)


def ground(dossier: Dossier, asof: date | None = None, fallen: tuple[str, ...] = ()) -> Ground:
    """The dossier as known on a day, as if some sources, outlets or origins had never spoken."""
    real = as_known(dossier, asof) if asof else dossier
    # First the cut and then the fall: a what-if asks of what was known on the day.
    known = without(real, fallen)
    # On all that was known and before any filter: what a reader hides concludes nothing.
    stand = standings(known)
    return Ground(dossier, real, known, stand, subjects(known, stand))


def view(on: Ground, state: State) -> View:
    """The ground as a reader's filters narrow it."""
    return View(on, state, narrow(on.known, on.subjects, state.filters))
