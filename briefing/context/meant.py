"""What of a layer a reader's filters mean: on the pages and in what is taken away the same.

Counted are the countries that a region names, and without one those of the places that are shown, or where nothing
shown has a place those of all places of the dossier: what is recorded elsewhere is behind nothing that is seen. A
period and mapped sides narrow it, and whatever else narrows the dossier does not; that is said.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.context.layer import Layer, Scope
from briefing.dossier.folding import fold
from briefing.dossier.labels import labelled
from briefing.dossier.records import Place
from briefing.dossier.sentences import listed, some
from briefing.dossier.when import day_words
from briefing.places import basemap
from briefing.view.filters import regions
from briefing.view.view import View

NAMED = 8  # countries, of which a sentence names no more
NO_PLACE = "The dossier has no place, so that no country is meant and nothing is counted."


@dataclass(frozen=True, slots=True)
class Meant:
    """What of the data a reader's filters mean, and what they could not narrow, in sentences.

    ``silent``: the layer has no row of any country or day that is meant, so a number of events would say nothing.
    """

    scope: Scope
    where: str
    remarks: tuple[str, ...] = ()
    silent: bool = False


def meant(view: View, layer: Layer) -> Meant:
    """The scope that the filters mean. What the data cannot follow is said and left wide."""
    filters = view.state.filters
    asked, why = _asked(view)
    countries = tuple(each for each in layer.countries if same(each) in set(map(same, asked)))
    chosen = tuple(side for id in filters.actor for side in view.sides.get(id, ()))
    remarks = (
        *_lacking(layer, asked),
        *_wide(view),
        *((NO_PLACE,) if not asked else ()),
        *beyond(layer, filters.start, filters.end),
        *_aside(layer, view.state.asof),
    )
    silent = not countries or is_beyond(layer, filters.start, filters.end)
    scope = Scope(countries or ("",), filters.start, filters.end, chosen)
    return Meant(scope, _where(view, countries or sorted(asked), why, chosen), remarks, silent)


def same(country: str) -> str:
    """What two names of one country share, by which data and dossiers may call it."""
    found = basemap.country(country) or basemap.country(country.partition(" (")[0])
    return str(found["properties"]["name"]) if found else fold(country.partition(" (")[0])


def span(layer: Layer, scope: Scope) -> str:
    """Of which years or days a number is, in few words; empty where no day is known."""
    if not (layer.first and layer.last):
        return ""
    first, last = max(scope.first or layer.first, layer.first), min(scope.last or layer.last, layer.last)
    if scope.first is None and scope.last is None:
        return f"{first.year} to {last.year}"
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def named(layer: Layer, scope: Scope) -> str:
    """The data, their release, and of which years or days what is counted is."""
    return ", ".join(part for part in (layer.label, span(layer, scope)) if part)


def years(layer: Layer, scope: Scope) -> str:
    """Of which years a number is, where the reader chose no period, or where one that is open ends or begins."""
    if not (layer.first and layer.last) or (scope.first and scope.last):
        return ""
    if scope.first:
        return f" until the data end on {day_words(layer.last)}"
    if scope.last:
        return f" since the data begin on {day_words(layer.first)}"
    return f" in all the years that it covers, {layer.first.year} to {layer.last.year}"


def is_beyond(layer: Layer, first: date | None, last: date | None) -> bool:
    """Whether a period has no day of those that the data cover."""
    return bool((layer.last and first and first > layer.last) or (layer.first and last and last < layer.first))


def beyond(layer: Layer, first: date | None, last: date | None) -> tuple[str, ...]:
    """That the data begin after a period does, or end before it, in sentences; they say nothing of days outside."""
    whole = is_beyond(layer, first, last)
    ends = layer.last and last and last > layer.last
    begins = layer.first and first and first < layer.first
    lost = "of this period it says nothing" if whole else "of earlier days it says nothing"
    said = [f"{layer.label} begins on {day_words(layer.first)}: {lost}."] if begins and layer.first else []
    if (ends or (whole and not begins)) and layer.last:
        lost = "of this period it says nothing" if whole else "of later days it says nothing"
        said.append(f"{layer.label} ends on {day_words(layer.last)}: {lost}.")
    return tuple(said)


def _aside(layer: Layer, asof: date | None) -> Iterator[str]:
    """That the day looked at is none of those that the data cover."""
    if asof and layer.last and asof > layer.last:
        yield f"{layer.label} ends on {day_words(layer.last)}, before the day looked at."
    if asof and layer.first and asof < layer.first:
        yield f"{layer.label} begins on {day_words(layer.first)}, after the day looked at."


def _asked(view: View) -> tuple[Collection[str], str]:
    """The countries that are meant, and which they are, in words; none for those of the regions that are chosen."""
    names = regions(view.whole)
    if chosen := {names[id].partition(" › ")[0] for id in view.state.filters.region if id in names}:
        return chosen, ""
    if shown := {view.known.row(Place, id).country for id in view.shown.places.ids}:
        return shown, "the countries of the places shown"
    return {place.country for place in view.known.places}, "the countries of all places, since nothing shown has one"


def _lacking(layer: Layer, asked: Collection[str]) -> Iterator[str]:
    held = set(map(same, layer.countries))
    if lacking := sorted(each for each in asked if same(each) not in held):
        yield f"{layer.label} as taken in here has no row of {some(lacking, NAMED)}, whatever happened there."


def _wide(view: View) -> Iterator[str]:
    """What narrows the dossier and not the layer."""
    filters, names = view.state.filters, regions(view.whole)
    unmapped = [labelled(view.whole, id) for id in filters.actor if not view.sides.get(id)]
    reasons = (
        (any(" › " in names.get(id, "") for id in filters.region), "province, but by its country"),
        (bool(unmapped), f"actor, since no side of the data is mapped to {listed(unmapped)}"),
        (bool(filters.role), "role"),
        (bool(filters.standing), "standing"),
        (bool(filters.q), "search"),
        (filters.certainly and filters.has_period, "whether a day is certain"),
    )
    if said := [words for holds, words in reasons if holds]:
        yield f"Not narrowed by {'; by '.join(said)}."


def _where(view: View, countries: Sequence[str], why: str, chosen: Sequence[str]) -> str:
    filters = view.state.filters
    told = some(countries, NAMED) if len(countries) > NAMED else listed(countries)
    parts = [f"in {why} ({told})" if why else f"in {told}"] if countries else []
    if chosen:
        parts.append(f"with {listed(list(chosen))} on a side")
    if filters.start and filters.end:
        parts.append(f"between {day_words(filters.start)} and {day_words(filters.end)}")
    elif filters.start or filters.end:
        parts.append(f"from {day_words(filters.start)}" if filters.start else f"until {day_words(filters.end)}")  # type: ignore[arg-type]  # one of the two is there
    return " ".join(parts)
