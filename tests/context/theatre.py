"""The small dossier moved to the countries of the generated releases, so that a layer lies behind its places."""

from dataclasses import replace

from briefing.dossier.dossier import Dossier
from briefing.reading.load import read
from tests import SMALL

MOVED = {"lowen": "Iraq", "northmark": "Afghanistan", "sarn": "Syria", "dorrland": "Tajikistan"}


def moved() -> Dossier:
    """It keeps its records; the country Arvenia is left to a place that nothing happens at."""
    dossier = read(SMALL).dossier
    assert dossier is not None
    places = (place.model_copy(update={"country": MOVED.get(place.id, place.country)}) for place in dossier.places)
    return replace(dossier, places=tuple(places))
