"""What of a layer a reader's filters mean: on the pages and in what is taken away the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.context.layer import Layer, Scope
from briefing.dossier.labels import labelled
from briefing.dossier.sentences import listed
from briefing.dossier.when import day_words
from briefing.view.filters import regions
from briefing.view.view import View


@dataclass(frozen=True, slots=True)
class Meant:
    """What of the data a reader's filters mean, and what they could not narrow, in sentences.

    ``nowhere``: the layer has no row of any country that is meant, so a number of events would say nothing.
    """

    scope: Scope
    where: str
    remarks: tuple[str, ...] = ()
    nowhere: bool = False


def meant(view: View, layer: Layer) -> Meant:
    """The scope that the filters mean. What the data cannot follow is said and left wide."""
    filters, remarks = view.state.filters, []
    names = regions(view.whole)
    asked = {names[id].partition(" › ")[0] for id in filters.region if id in names}
    if any(" › " in names[id] for id in filters.region if id in names):
        remarks.append("Shown by country, since the data are not cut at provinces.")
    countries = tuple(each for each in layer.countries if each.partition(" (")[0] in asked)
    if lacking := sorted(asked - {each.partition(" (")[0] for each in countries}):
        remarks.append(f"{layer.label} as taken in here has no row of {listed(lacking)}, whatever happened there.")
    chosen = tuple(side for id in filters.actor for side in view.sides.get(id, ()))
    if filters.actor and not chosen:
        whom = listed([labelled(view.whole, id) for id in filters.actor])
        remarks.append(f"Shown of every side, since none in the data is {whom}.")
    scope = Scope(countries or (("",) if asked else ()), filters.start, filters.end, chosen)
    where = _where(view, countries or sorted(asked), chosen)
    return Meant(scope, where, tuple(remarks), nowhere=bool(asked) and not countries)


def years(layer: Layer, scope: Scope) -> str:
    """Of which years a number is, where the reader chose no period."""
    if scope.first or scope.last or not (layer.first and layer.last):
        return ""
    return f" in all the years that it covers, {layer.first.year} to {layer.last.year}"


def _where(view: View, countries: Iterable[str], chosen: Iterable[str]) -> str:
    filters = view.state.filters
    parts = [f"in {listed(list(countries))}"] if countries else []
    if filters.start and filters.end:
        parts.append(f"between {day_words(filters.start)} and {day_words(filters.end)}")
    elif filters.start or filters.end:
        parts.append(f"from {day_words(filters.start)}" if filters.start else f"until {day_words(filters.end)}")  # type: ignore[arg-type]  # one of the two is there
    if chosen:
        parts.append(f"with {listed(list(chosen))} on a side")
    return " ".join(parts)
