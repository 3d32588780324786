"""What a mark on the map says when it is pointed at: the place, then a sentence an event, all of it escaped."""

from collections.abc import Mapping, Sequence
from html import escape

from briefing.dossier import Dossier
from briefing.records import Event
from briefing.standing import Standing
from briefing.views.picture import verdict

SENTENCES = 6  # the card and the table hold all


class Tips:
    """Tooltips: the place, then a sentence an event; every word of the dossier escaped."""

    def __init__(self, dossier: Dossier, standings: Mapping[str, Standing]) -> None:
        self._dossier, self._standings = dossier, standings

    def of(self, place: str, events: Sequence[Event]) -> str:
        """The tooltip of some events at a place."""
        told = [self._sentence(event) for event in events[:SENTENCES]]
        more = f"<div>and {len(events) - SENTENCES} more</div>" if len(events) > SENTENCES else ""
        return f"<b>{escape(place)}</b>{''.join(told)}{more}"

    def _sentence(self, event: Event) -> str:
        when = event.date.words if event.date else "date not known"
        return f"<div>{escape(event.title)}, {escape(when)}. {escape(verdict(self._standings[event.claim]))}</div>"
