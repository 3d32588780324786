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
FEW = 3  # of which a tooltip names no more
Span = tuple[date | None, date | None]
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
    wanted = set(map(same, asked))
    countries = tuple(each for each in layer.countries if same(each) in wanted)
    chosen = tuple(side for id in filters.actor for side in view.sides.get(id, ()))
    remarks = (
        *_lacking(layer, asked),
        *_wide(view),
        *((NO_PLACE,) if not asked else ()),
        *beyond(layer, filters.start, filters.end, countries),
        *_aside(layer, view.state.asof),
    )
    silent = not countries or is_beyond(layer, filters.start, filters.end, countries)
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
    if scope.first is None and scope.last is None:
        return _years(layer, scope.countries)
    first, last = max(scope.first or layer.first, layer.first), min(scope.last or layer.last, layer.last)
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def named(layer: Layer, scope: Scope) -> str:
    """The data, their release, and of which years or days what is counted is."""
    return ", ".join(part for part in (layer.label, span(layer, scope)) if part)


def narrowed(scope: Scope, title: str = "") -> str:
    """What narrows the events of a cell beside the days, as the end of a sentence; of an area, which has a ``title``
    with its country, the sides alone."""
    countries = scope.countries if not title else ()
    parts = [f"in {some(countries, FEW)}"] if any(countries) else []
    parts += [f"with {some(scope.sides, FEW)} on a side"] if scope.sides else []
    return "".join(f", {part}" for part in parts)


def years(layer: Layer, scope: Scope) -> str:
    """Of which years a number is, where the reader chose no period, or where one that is open ends or begins."""
    if not (layer.first and layer.last) or (scope.first and scope.last):
        return ""
    if scope.first:
        return f" until the data end on {day_words(layer.last)}"
    if scope.last:
        return f" since the data begin on {day_words(layer.first)}"
    told = _years(layer, scope.countries)
    is_all = told == _years(layer, ())
    return f" in all the years {'that it covers' if is_all else 'of which it has a row of these'}, {told}"


def _years(layer: Layer, countries: Collection[str]) -> str:
    days = [day for span in _spans(layer, countries) for day in span if day]
    return f"{min(days).year} to {max(days).year}"


def _spans(layer: Layer, countries: Collection[str]) -> list[Span]:
    """The first and last day of each of these countries, as far as they are known; else those of all data."""
    known = {name: (first, last) for name, first, last in layer.spans}
    return [known.get(each, (layer.first, layer.last)) for each in countries] or [(layer.first, layer.last)]


def is_beyond(layer: Layer, first: date | None, last: date | None, countries: Collection[str] = ()) -> bool:
    """Whether a period has no day of those from the first to the last row that the data have of any of the countries:
    there a 0 would be told where they have nothing to say."""
    return all(
        (ends and first and first > ends) or (begins and last and last < begins)
        for begins, ends in _spans(layer, countries)
    )


def beyond(layer: Layer, first: date | None, last: date | None, countries: Collection[str] = ()) -> tuple[str, ...]:
    """That the data begin after a period does, or end before it, in sentences; they say nothing of days outside. Where
    they go on, but not with every one of the countries, that too."""
    whole = is_beyond(layer, first, last)
    ends = layer.last and last and last > layer.last
    begins = layer.first and first and first < layer.first
    lost = "of this period it says nothing" if whole else "of earlier days it says nothing"
    said = [f"{layer.label} begins on {day_words(layer.first)}: {lost}."] if begins and layer.first else []
    if (ends or (whole and not begins)) and layer.last:
        lost = "of this period it says nothing" if whole else "of later days it says nothing"
        said.append(f"{layer.label} ends on {day_words(layer.last)}: {lost}.")
    if ceased := () if whole else tuple(_ceased(layer, first, last, countries)):
        said.append(f"{layer.label} has no row of {some(ceased, NAMED, '; ')}, whatever happened there.")
    return tuple(said)


def past(layer: Layer, asked: Meant, first: date, last: date) -> tuple[str, ...]:
    """That a calendar goes on beyond the data, where the period that is chosen does not say so already."""
    return tuple(words for words in beyond(layer, first, last, asked.scope.countries) if words not in asked.remarks)


def _ceased(layer: Layer, first: date | None, last: date | None, countries: Collection[str]) -> Iterator[str]:
    """Countries of which a chosen period has no row, or none in some of its years at an end."""
    if not (layer.first and layer.last and (first or last)):
        return
    start, end = max(first or layer.first, layer.first), min(last or layer.last, layer.last)
    for country, (begins, ends) in zip(countries, _spans(layer, countries), strict=bool(countries)):
        parts = [f"before {day_words(begins)}"] if begins and (end < begins or start.year < begins.year) else []
        parts += [f"after {day_words(ends)}"] if ends and (start > ends or end.year > ends.year) else []
        if parts:
            yield f"{country} {' or '.join(parts)}"


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
