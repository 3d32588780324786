"""The steps of the story as they leave the room: each with the view of its address, drawn or as a table of claims."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from briefing.analysis.standing import Standing
from briefing.dossier.records import Claim, Judgement
from briefing.dossier.when import day_words
from briefing.exports.export import ExportError
from briefing.exports.paper import pictures
from briefing.exports.paper.document import claim_of
from briefing.exports.paper.pictures import AIRY, BELOW, PAPER, Plate
from briefing.pictures.timeline import timeline
from briefing.view.address import State
from briefing.view.brief import Answer, answers
from briefing.view.glance import FIRST, Glance, glance
from briefing.view.story import Told, joined, question, story
from briefing.view.view import View, ground, view
from briefing.view.ways import WAYS

NO_STORY = (
    "There is no story to take along: none was written, or an earlier day or what may be held here leaves it out."
)
Size = tuple[int, int]
SIZE: Size = (580, 380)  # pixels of a picture beside its words, so few that a room can read it
ACTORS = 9


@dataclass(frozen=True)
class Scene:
    """A step with the view that stands beside it. ``plate`` is its picture; without one its claims stand in a table."""

    told: Told
    view: View
    plate: Plate | None

    @property
    def number(self) -> int:
        """Its place in the story."""
        return self.told.row.step

    @property
    def where(self) -> str:
        """What stands beside it, in words: Map, as known on 18 April 2017."""
        asof = self.view.state.asof
        known = f", as known on {day_words(asof)}" if asof else ""
        return f"{dict(WAYS)[self.told.page or 'brief']}{known}"

    @cached_property
    def lines(self) -> tuple[Glance, ...]:
        """The questions at a glance, where the brief stands beside the step."""
        return glance(answers(self.view), self.view)[:FIRST] if self.told.page in ("", "method") else ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it shows, the judged ones and their rivals first."""
        if self.plate:
            return tuple(dict.fromkeys(self.view.known.row(Claim, claim_of(id, self.view)) for id in self.plate.rows))
        if self.lines:
            return tuple(dict.fromkeys(line.claim for line in self.lines if line.claim))
        return tuple(line.claim for answer in self._asked for line in answer.lines)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What was judged of the question that it shows."""
        return tuple(each for answer in self._asked for each in answer.judgements)

    @cached_property
    def _asked(self) -> list[Answer]:
        asked = question(self.view)
        return [each for each in answers(self.view) if asked and each.question.id == asked.id]

    def standing(self, claim: Claim) -> Standing:
        """How a claim stands in this view."""
        return self.view.standings[claim.id]


def scenes(seen: View, size: Size = SIZE) -> tuple[Scene, ...]:
    """Every step with its view, what the reader has chosen besides included. Raises ExportError without a story."""
    steps = story(seen.whole)
    if not steps:
        raise ExportError(NO_STORY)
    return tuple(_scene(told, seen, size) for told in steps)


def _scene(told: Told, seen: View, size: Size) -> Scene:
    state: State = replace(joined(told, seen.state), focus=told.state.focus)
    own = replace(view(ground(seen.whole, state.asof, state.without), state), sides=seen.sides)
    draw = DRAWN.get(told.page)
    plate = draw(own, size) if draw else None
    return Scene(told, own, plate if plate and plate.rows else None)


def _map(own: View, size: Size) -> Plate:
    return pictures.place_map(own, *size)


def _timeline(own: View, size: Size) -> Plate:
    state, (width, high) = own.state, size
    options = timeline.Options(
        PAPER,
        lanes=state.lanes,
        focus=state.focus,
        window=state.span,
        asof=own.asof,
        width=width,
        sizes=replace(AIRY, tall=high - (BELOW if state.context != "off" else 0)),
    )
    drawn = timeline.figure(own.events, own.known, own.standings, options)
    return pictures.over_strip(pictures.plate(drawn, drawn.title, width), drawn, own)


def _network(own: View, size: Size) -> Plate:
    return pictures.ties(own, size, ACTORS)


DRAWN: Mapping[str, Callable[[View, Size], Plate]] = {"map": _map, "timeline": _timeline, "network": _network}
"""The pages that are pictures."""
