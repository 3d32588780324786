"""The steps of the story as they leave the room: each with the view of its address, drawn or as a table of claims."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial

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
from briefing.view.story import Told, hidden_words, hides, joined, question, story
from briefing.view.view import Ground, View, ground, view
from briefing.view.ways import WAYS

NO_STORY = (
    "There is no story to take along: none was written, or an earlier day or what may be held here leaves it out."
)
Size = tuple[int, int]
Grounds = Callable[[date | None, tuple[str, ...]], Ground]
"""The dossier as known on a day, with some of it fallen."""
SIZE: Size = (580, 380)  # pixels of a picture beside its words, so few that a room can read it
ACTORS = 9


@dataclass(frozen=True)
class Scene:
    """A step with the view that stands beside it. ``plate`` is its picture; without one its claims stand in a table.

    ``hidden`` says what of the step the reader's own filters, what-ifs or day hide; empty where they hide nothing.
    """

    told: Told
    view: View
    plate: Plate | None
    hidden: str = ""

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

    @property
    def warnings(self) -> str:
        """What has to be said before the step is believed: what of it is hidden, and that it is older than its file."""
        made_on, now = self.told.made_on, self.view.whole.release
        older = f"This step was made on release {made_on}; its view is of release {now}." if made_on else ""
        return f"{self.hidden} {older}".strip()

    @cached_property
    def lines(self) -> tuple[Glance, ...]:
        """The questions at a glance, where the brief stands beside the step."""
        return glance(answers(self.view), self.view, FIRST) if self.told.page in ("", "method") else ()

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it shows, the judged ones and their rivals first."""
        if self.plate:
            return tuple(dict.fromkeys(self.view.known.row(Claim, claim_of(id, self.view)) for id in self.plate.rows))
        if self.lines:
            return tuple(dict.fromkeys(line.claim for line in self.lines if line.claim))
        return tuple(line.claim for answer in self._asked for line in answer.lines)

    @property
    def not_known(self) -> str:
        """What the brief says is not known, where it is the brief that stands beside the step."""
        line = self.view.known.info.bottom_line
        return line.not_known if line and not self.told.page else ""

    @property
    def more(self) -> int:
        """How many claims on the question that it shows it leaves out."""
        return 0 if self.plate or self.lines else sum(answer.more for answer in self._asked)

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
    at: Grounds = cache(partial(ground, seen.whole))  # most steps are of one day
    return tuple(_scene(told, seen, size, at) for told in steps)


def _scene(told: Told, seen: View, size: Size, at: Grounds) -> Scene:
    state: State = replace(joined(told, seen.state), focus=told.state.focus)
    own = replace(view(at(state.asof, state.without), state), sides=seen.sides)
    draw = DRAWN.get(told.page)
    plate = draw(own, size) if draw else None
    return Scene(told, own, plate if plate and plate.rows else None, _hidden(told, own, seen.state, at))


def _hidden(told: Told, own: View, reader: State, at: Grounds) -> str:
    if not hides(reader):
        return ""  # and no need of another ground
    as_made = view(at(told.state.asof, told.state.without), told.state)
    return hidden_words(told, as_made, own, reader)


def _map(own: View, size: Size) -> Plate:
    return pictures.place_map(own, *size, whole=True)


def _timeline(own: View, size: Size) -> Plate:
    state, (width, high) = own.state, size
    options = timeline.Options(
        PAPER,
        lanes=state.lanes,
        focus=state.focus,
        window=state.span,
        asof=own.asof,
        width=width,
        faint=pictures.faint(own),
        sizes=replace(AIRY, tall=high - (BELOW if state.context != "off" else 0)),
    )
    drawn = timeline.figure(own.events, own.known, own.standings, options)
    said = f"{pictures.said_faint(own, options.faint)} {drawn.caption}".strip()
    return pictures.over_strip(pictures.plate(replace(drawn, caption=said), drawn.title, width), drawn, own)


def _network(own: View, size: Size) -> Plate:
    return pictures.ties(own, size, ACTORS)


DRAWN: Mapping[str, Callable[[View, Size], Plate]] = {"map": _map, "timeline": _timeline, "network": _network}
"""The pages that are pictures."""
