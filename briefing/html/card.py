"""What the record card says of a row: its statement, its standing with the reason, and every report behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.analysis.history import turns
from briefing.analysis.known import reported_on
from briefing.dossier.records import (
    Actor,
    Claim,
    Event,
    Evidence,
    Involvement,
    Judgement,
    Origin,
    Outlet,
    Place,
    Question,
    Record,
    Relation,
    Report,
    Role,
    Source,
    Step,
)
from briefing.html.render import hrefs, render
from briefing.pictures.evidence.provenance_tree import told
from briefing.view.filters import hidden
from briefing.view.sides import sides
from briefing.view.view import View

TEMPLATES: Mapping[type[Record], str] = MappingProxyType(
    {
        Claim: "card_claim",
        Event: "card_event",
        Relation: "card_relation",
        Report: "card_report",
        Actor: "card_actor",
        Place: "card_place",
        Source: "card_source",
        Outlet: "card_source",
        Origin: "card_source",
        Judgement: "card_judgement",
        Question: "card_question",
        Step: "card_step",
        Role: "card_role",
    }
)


def card_html(row: Record, view: View, page: str) -> str:
    """The card of a record as known on the day; of one that was not yet known, or has fallen, only that it is so."""
    found = view.known.find(row.id)  # never a row of the whole: its text may be of later
    if found is None:
        later = view.ground.real.find(row.id) is None
        return render("card_unknown", view.known, view.state, page, kind=row.one, later=later, view=view)
    row = found
    # These two have no card: a part is told with its event, a row of evidence with its claim.
    if isinstance(row, Involvement):
        row = view.known.row(Event, row.event)
    if isinstance(row, Evidence):
        row = view.known.row(Claim, row.claim)
    claim = _claim(row, view)
    return render(
        TEMPLATES[type(row)],
        view.known,
        view.state,
        page,
        row=row,
        kind=row.one,
        claim=claim,
        standing=view.standings[claim.id] if claim else None,
        sides=sides(claim, view) if claim else (),
        hidden=hidden(view.standings[claim.id], view.shown) if claim else ((), ()),
        turns=turns(claim, view.known) if claim else (),
        told=told(row, view, hrefs(view.known, view.state, page)) if isinstance(row, Claim) else None,
        about=About(row.id, view),
        view=view,
    )


def _claim(row: Record, view: View) -> Claim | None:
    if isinstance(row, Claim):
        return row
    id = getattr(row, "claim", None)
    return view.known.row(Claim, id) if id else None


@dataclass(frozen=True, slots=True)
class About:
    """What the dossier, as known, holds on a row; for the lists of a card."""

    id: str
    view: View

    @property
    def events(self) -> tuple[tuple[Event, str], ...]:
        """The events of an actor with the part in each, in order of date."""
        known = self.view.known
        rows = [(known.row(Event, row.event), row.role) for row in known.referring(Involvement, "actor", self.id)]
        return tuple(sorted(rows, key=lambda pair: _order(pair[0])))

    @property
    def events_here(self) -> tuple[Event, ...]:
        """The events at a place, in order of date."""
        return tuple(sorted(self.view.known.referring(Event, "place", self.id), key=_order))

    @property
    def events_of_claim(self) -> tuple[Event, ...]:
        """The events that rest on a claim."""
        return self.view.known.referring(Event, "claim", self.id)

    @property
    def parts(self) -> tuple[Involvement, ...]:
        """Who had what part in an event."""
        return self.view.known.referring(Involvement, "event", self.id)

    @property
    def ties(self) -> tuple[Relation, ...]:
        """The ties of an actor, either way."""
        known = self.view.known
        return known.referring(Relation, "from_", self.id) + known.referring(Relation, "to", self.id)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles of an actor as reports give them."""
        return self.view.known.referring(Role, "actor", self.id)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims about an actor or a place, or on a question, that some report had spoken to."""
        known = self.view.known
        # An id stands once in the whole dossier, so of these look-ups one at most finds anything.
        rows = known.referring(Claim, "actors", self.id) + known.referring(Claim, "place", self.id)
        rows += known.referring(Claim, "question", self.id)
        return tuple(claim for claim in rows if self.view.standings[claim.id].word != "unknown as yet")

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports of a source or outlet, or that go back to an origin."""
        known = self.view.known
        rows = known.referring(Report, "source", self.id) + known.referring(Report, "origin", self.id)
        for source in known.referring(Source, "outlet", self.id):
            rows += known.referring(Report, "source", source.id)
        return tuple(sorted(rows, key=lambda report: reported_on(report, known)))

    @property
    def bearing(self) -> tuple[Evidence, ...]:
        """The claims that a report bears on."""
        return self.view.known.referring(Evidence, "report", self.id)

    @property
    def resting(self) -> tuple[Claim, ...]:
        """The claims that an origin, or the only origin of a source, carries alone."""
        return tuple(claim for claim in self.view.known.claims if self.view.standings[claim.id].alone == self.id)


def _order(event: Event) -> tuple[str, str]:
    first = event.date.first or event.date.last if event.date else None
    # As text, in which a year that no event has puts those without a date last.
    return (first.isoformat() if first else "9999", event.id)
