"""What a mark on the map says when it is pointed at: the place, then a sentence an event."""

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.analysis.standing import Standing, Word
from briefing.dossier.records import Event
from briefing.pictures.palette import Palette
from briefing.pictures.picture import verdict

SENTENCES = 6  # the card and the table hold all


class Tips:
    """Tooltips as plain words: Streamlit escapes each value as it fills the template, so markup here would be shown."""

    def __init__(self, standings: Mapping[str, Standing]) -> None:
        self._standings = standings

    def word(self, event: Event) -> Word:
        """How the claim of an event stands."""
        return self._standings[event.claim].word

    def of(self, where: str, events: Sequence[Event]) -> dict[str, str]:
        """The heading and the sentences of some events at a place, as the template of ``looks`` names them."""
        told = [self._sentence(event) for event in events[:SENTENCES]]
        if len(events) > SENTENCES:
            told.append(f"and {len(events) - SENTENCES} more")
        return {"where": where, "said": "\n".join(told)}

    def _sentence(self, event: Event) -> str:
        when = event.date.words if event.date else "date not known"
        return f"{event.title}, {when}. {verdict(self._standings[event.claim])}"


def looks(palette: Palette) -> dict[str, Any]:
    """The template that every tooltip fills, and its style."""
    colours = {"backgroundColor": palette.paper, "color": palette.ink, "border": f"1px solid {palette.second}"}
    type = {"fontSize": "13px", "lineHeight": "1.4", "whiteSpace": "pre-line"}
    box = {"maxWidth": "380px", "padding": "8px 10px"}
    return {"html": "<b>{where}</b><br>{said}", "style": {**colours, **type, **box}}
