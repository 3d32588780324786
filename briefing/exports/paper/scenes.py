"""The steps of the story as they leave the room: each with the view of its address, drawn or as a table of claims."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial

from briefing.analysis.judgements import current
from briefing.analysis.standing import Standing
from briefing.dossier.records import Claim, Judgement, Question
from briefing.dossier.when import day_words
from briefing.exports.export import ExportError
from briefing.exports.paper import pictures
from briefing.exports.paper.document import claim_of
from briefing.exports.paper.pictures import AIRY, PAPER, Plate
from briefing.pictures.timeline import timeline
from briefing.view import rivals
from briefing.view.address import State
from briefing.view.cast import cast
from briefing.view.days import days
from briefing.view.glance import Glance, Person
from briefing.view.story import Told, at_a_glance, claims_of, counted, hidden, hides, joined, question, story
from briefing.view.view import Grounds, View, ground, view
from briefing.view.ways import WAYS

NO_STORY = (
    "There is no story to take along: none was written, or an earlier day or what may be held here leaves it out."
)
Size = tuple[int, int]
SIZE: Size = (580, 380)  # pixels of a picture beside its words, so few that a room can read it
ACTORS, NETWORK = 9, 480  # and the pixels of a network, at the least


@dataclass(frozen=True)
class Scene:
    """A step with the view that stands beside it. ``plate`` is its picture; without one its claims stand in a table.

    ``own`` is its view as it was made. ``hidden`` says what of it the reader's own filters, what-ifs or day hide; empty
    where they hide nothing. ``persons`` are those whom its words name before any other step does.
    """

    told: Told
    view: View
    plate: Plate | None
    own: View
    hidden: str = ""
    is_gone: bool = False
    persons: tuple[Person, ...] = ()

    @property
    def number(self) -> int:
        """Its place in the story."""
        return self.told.row.step

    @property
    def where(self) -> str:
        """What stands beside it and of which day: Map, as known on 18 April 2017."""
        return self._where(f", {self.day}")

    @property
    def day(self) -> str:
        """Of which day what stands beside it is, in words."""
        return f"{'as known on' if self.view.state.asof else 'looked at until'} {day_words(self.view.asof)}"

    @property
    def beside(self) -> str:
        """The same without the day that everything beside it is of, unless another was chosen: Map."""
        asof = self.view.state.asof
        return self._where(f", as known on {day_words(asof)}" if asof else "")

    def _where(self, known: str) -> str:
        against = f", set against {day_words(self.view.state.against)}" if self.view.state.against else ""
        return f"{dict(WAYS)[self.told.page or 'brief']}{known}{against}"

    @property
    def who(self) -> str:
        """Who the persons are whom its words name before any other step does, in a sentence."""
        told = "; ".join(f"{each.actor.name}: {each.words}" for each in self.persons)
        return f"Who, by these reports: {told}." if told else ""

    @property
    def warnings(self) -> str:
        """What has to be said before the step is believed: what of it is hidden, and that it is older than its file."""
        made_on, now = self.told.made_on, self.view.whole.release
        since = self.view.since.get(made_on, "")
        older = f"This step was made on release {made_on}; its view is of release {now}. {since}" if made_on else ""
        return f"{self.hidden} {older}".strip()

    @cached_property
    def lines(self) -> tuple[Glance, ...]:
        """The questions at a glance, where the brief stands beside the step."""
        return at_a_glance(self.own, self.view) if self.told.page in ("", "method") else ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it shows, those first that it points at, then the judged ones and their rivals."""
        if self.plate:
            return self._drawn(self.plate)
        if self.is_gone:
            return ()
        if self.lines:
            return tuple(dict.fromkeys(line.claim for line in self.lines if line.claim))
        return rivals.beside(self._asked, self.view) if self._asked else ()

    def _drawn(self, plate: Plate) -> tuple[Claim, ...]:
        known, focus = self.view.known, self.view.state.focus
        pointed = (focus, getattr(known.find(focus), "claim", None)) if focus else ()
        judged = {judgement.claim for judgement in known.judgements}
        drawn = dict.fromkeys(known.row(Claim, claim_of(id, self.view)) for id in plate.rows)
        return tuple(sorted(drawn, key=lambda claim: 0 if claim.id in pointed else 1 if claim.id in judged else 2))

    @property
    def not_known(self) -> str:
        """What the brief says is not known, where it is the brief that stands beside the step."""
        line = self.view.known.info.bottom_line
        return line.not_known if line and not self.told.page and not self.is_gone else ""

    def first(self, most: int = rivals.LARGE) -> tuple[Claim, ...]:
        """So many of its claims where there is no room for all: of a question those that the page has for a room."""
        if self.plate or self.lines or not self._asked:
            return self.claims[:most]
        return rivals.first(self.claims, self._asked, self.view, most)

    @cached_property
    def whole(self) -> frozenset[str]:
        """All claims of the step as it was made."""
        return frozenset(claims_of(self.told, self.own))

    def counted(self, here: Sequence[Claim]) -> str:
        """How many of the claims of the step these are, in a sentence."""
        return counted(here, self.whole)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What was judged of the question that it shows."""
        return () if self.is_gone or not self._asked else current(self._asked.id, self.view.known)

    @cached_property
    def _asked(self) -> Question | None:
        return question(self.view)

    def standing(self, claim: Claim) -> Standing:
        """How a claim stands in this view."""
        return self.view.standings[claim.id]

    def short(self, claim: Claim) -> str:
        """A claim in a few words, with how it stood on the day that is set against this one."""
        day, then = self.view.state.against, self.view.then
        before = f" ({day_words(day)}: {then.standings[claim.id].word})" if day and then else ""
        return f"{claim.short}{before}"


def scenes(seen: View, size: Size = SIZE, introducing: Size | None = None) -> tuple[Scene, ...]:
    """Every step with its view, what the reader has chosen besides included. Raises ExportError without a story.

    Beside words that ``introduce`` a person a picture is of that size, where one is given.
    """
    steps = story(seen.whole)
    if not steps:
        raise ExportError(NO_STORY)
    at: Grounds = cache(partial(ground, seen.whole))  # most steps are of one day
    views = [_seen(told, seen, at) for told in steps]
    named = {told.row.step: cast(told, steps, now) for told, now in zip(steps, views, strict=True)}
    return tuple(
        _scene(told, now, seen, (named[told.row.step] and introducing) or size, named[told.row.step])
        for told, now in zip(steps, views, strict=True)
    )


def _seen(told: Told, seen: View, at: Grounds) -> View:
    state: State = replace(joined(told, seen.state), focus=told.state.focus)
    return replace(view(at(state.asof, state.without), state), sides=seen.sides, since=seen.since, at=at)


def _scene(told: Told, now: View, seen: View, size: Size, persons: tuple[Person, ...]) -> Scene:
    if not hides(seen.state, seen.whole):  # and no need of another ground
        return Scene(told, now, _plate(told, now, size), now, persons=persons)
    assert now.at
    made = view(now.at(told.state.asof, told.state.without), told.state)
    found = hidden(told, made, now, seen.state)
    # What would tell of something else than the words of the step is left out; that, and why, is said.
    plate = None if found.is_gone else _plate(told, now, size)
    return Scene(told, now, plate, made, found.words, found.is_gone, persons)


def again(scene: Scene, size: Size) -> Plate | None:
    """The picture of a step in another size."""
    return _plate(scene.told, scene.view, size) if scene.plate else None


def _plate(told: Told, own: View, size: Size) -> Plate | None:
    draw = DRAWN.get(told.page)
    plate = draw(told, own, size) if draw else None
    return plate if plate and plate.rows else None


def _map(_: Told, own: View, size: Size) -> Plate:
    return pictures.place_map(own, *size, whole=True)


def _timeline(told: Told, own: View, size: Size) -> Plate:
    state, (width, high) = own.state, size
    sizes = replace(AIRY, tall=high)
    options = timeline.Options(PAPER, lanes=state.lanes, focus=state.focus, window=state.span, width=width, sizes=sizes)
    return pictures.clocks(own.events, own, replace(options, noted=days(told)))


def _network(_: Told, own: View, size: Size) -> Plate:
    width, high = size
    grown = max(1.0, NETWORK / width)  # on a smaller one most lines find no room for their words
    return pictures.ties(own, (round(width * grown), round(high * grown)), ACTORS)


DRAWN: Mapping[str, Callable[[Told, View, Size], Plate]] = {"map": _map, "timeline": _timeline, "network": _network}
"""The pages that are pictures."""
