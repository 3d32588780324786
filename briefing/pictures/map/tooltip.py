"""What a mark on the map says when it is pointed at: the place, then a line an event; five lines at most."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any

from briefing.analysis.standing import Standing, Word
from briefing.dossier.records import Event
from briefing.dossier.sentences import capital
from briefing.pictures.palette import Palette

LINES, LETTERS = 4, 64  # under the place; the card and the table hold all


class Tips:
    """Tooltips as plain words: Streamlit escapes each value as it fills the template, so markup here would be shown."""

    def __init__(self, standings: Mapping[str, Standing]) -> None:
        self._standings = standings

    def word(self, event: Event) -> Word:
        """How the claim of an event stands."""
        return self._standings[event.claim].word

    def of(self, where: str, events: Sequence[Event]) -> dict[str, str]:
        """The heading and the sentences of some events at a place, as the template of ``looks`` names them."""
        most = LINES if len(events) <= LINES else LINES - 1
        told = [self._line(event) for event in events[:most]]
        if len(events) > most:
            told.append(f"and {len(events) - most} more")
        return {"where": shorten(where, LETTERS, placeholder="…"), "said": "\n".join(told)}

    def _line(self, event: Event) -> str:
        """How an event stands, and what it is."""
        return shorten(f"{capital(self.word(event))}: {event.title}", LETTERS, placeholder="…")


def looks(palette: Palette) -> dict[str, Any]:
    """The template that every tooltip fills, and its style."""
    colours = {"backgroundColor": palette.paper, "color": palette.ink, "border": f"1px solid {palette.second}"}
    type = {"fontSize": "13px", "lineHeight": "1.4", "whiteSpace": "pre-line"}
    box = {"maxWidth": "460px", "padding": "8px 10px"}
    return {"html": "<b>{where}</b><br>{said}", "style": {**colours, **type, **box}}
