"""Prepared HTML: templates filled with frozen values, every word of the dossier escaped."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from briefing.analysis import judgements
from briefing.analysis.history import turns
from briefing.analysis.known import reported_on
from briefing.analysis.standing import MEANING, WORDS, Standing
from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import labelled
from briefing.dossier.records import Origin, Outlet, Report, Source
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.pictures.evidence.history_strip import history_strip
from briefing.pictures.evidence.likelihood_band import answer, band, in_words, small_band
from briefing.pictures.evidence.strip import signs, strip
from briefing.pictures.palette import mark
from briefing.pictures.picture import verdict
from briefing.view.address import State, address, encode
from briefing.view.glossary import GLOSSARY, anchor

ANY = "any-record"


@dataclass(frozen=True, slots=True)
class Published:
    """An outlet with those of some reports that it published, in so many publications, and what they say."""

    name: str
    reports: tuple[Report, ...]

    @property
    def publications(self) -> int:
        """In how many publications: several statements may be taken from one."""
        return len({report.source for report in self.reports})

    @property
    def said(self) -> str:
        """What its reports say, one after another."""
        return " / ".join(report.statement for report in self.reports)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("briefing.html", "templates"),
        autoescape=True,
        # A misspelt name in a template is a fault that tests see, and no blank that nobody does.
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["zip"] = zip
    environment.globals.update(
        strip=strip,
        against_signs=signs,
        strip_then=strip_then,
        band=band,
        small_band=small_band,
        in_words=in_words,
        answer_word=answer,
        # Drawn by us, so it must not be escaped; whatever comes from the dossier is.
        mark=lambda word, size=16: Markup(mark(word, size)),
        count=count,
        words=WORDS,
        meaning=MEANING,
        glossary=GLOSSARY,
        anchor=anchor,
        day=day_words,
        short_day=short_day,
        figure=figure,
        verdict=verdict,
    )
    return environment


def strip_then(standing: Standing) -> Markup:
    """The strip of a claim on an earlier day; its ids are its own, since that of today stands beside it."""
    return Markup(str(strip(standing)).replace(f"hatch-{standing.claim}", f"hatch-then-{standing.claim}"))


def figure(number: float) -> str:
    """A number with its thousands apart and no digit that is not there: 1,300 or 170,000 or 0.5."""
    return f"{number:,.10g}"


def short_day(day: date) -> str:
    """A day in a narrow place: 18 Apr 2017."""
    return f"{day.day} {day:%b %Y}"


def public_day(report: Report, dossier: Dossier) -> str:
    """When a report became public, in a narrow place: a day that was seen, or that none was and when one looked."""
    published = dossier.row(Source, report.source).published
    if published is None:
        return f"undated; counts from {short_day(dossier.info.as_of)}"
    return short_day(published.last) if published.is_day and published.last else published.words


def fragment(template: str, **values: Any) -> str:
    """A template that is about no single dossier, filled."""
    return _environment().get_template(f"{template}.html").render(**values)


def render(template: str, dossier: Dossier, state: State, page: str, **values: Any) -> str:
    """A template filled for a page in a state. Its links keep the state and carry the release."""
    # A pass over all reports, which only the card of a claim asks for: made when asked, and then once.
    first = cache(lambda: min((reported_on(report, dossier) for report in dossier.reports), default=dossier.info.as_of))
    names = {
        "dossier": dossier,
        "state": state,
        "page_name": page,
        "href": hrefs(dossier, state, page),
        "label": lambda id: labelled(dossier, id),
        "origin": lambda report: dossier.row(Origin, report.origin),
        "source": lambda report: dossier.row(Source, report.source),
        "outlet": lambda id: dossier.row(Outlet, id),
        "public_day": lambda report: public_day(report, dossier),
        "path": lambda report: _path(report, dossier),
        "outlets_of": lambda ids: outlets_of(ids, dossier),
        "came_later": lambda judgement: judgements.sentence(judgement, dossier),
        "reports_after": lambda judgement: judgements.later(judgement, dossier),
        "history": lambda claim: history_strip(turns(claim, dossier), first(), state.asof or dossier.info.as_of),
    }
    return _environment().get_template(f"{template}.html").render(**names, **values)


def hrefs(dossier: Dossier, state: State, page: str) -> Callable[..., str]:
    """A function that gives the address of a page in this state with some changes."""

    focused: dict[str | None, str] = {}

    def href(to: str | None = None, **changes: Any) -> str:
        # A page has hundreds of links that differ in the record alone; ids stand in addresses as they are.
        if tuple(changes) == ("focus",) and changes["focus"]:
            if to not in focused:
                focused[to] = made(to, focus=ANY)
            return focused[to].replace(f"focus={ANY}", f"focus={changes['focus']}")
        return made(to, **changes)

    def made(to: str | None = None, **changes: Any) -> str:
        changed = state.changed(**changes)
        # The release stands only beside something else, so that a page with nothing chosen has a plain address.
        plain = not encode(replace(changed, release=""))
        return address(page if to is None else to, replace(changed, release="" if plain else dossier.release))

    return href


def outlets_of(ids: Iterable[str], dossier: Dossier) -> tuple[Published, ...]:
    """Who published these reports, each outlet once, in the order in which they are first met."""
    found: dict[str, list[Report]] = {}
    for id in ids:
        report = dossier.row(Report, id)
        found.setdefault(dossier.row(Source, report.source).outlet, []).append(report)
    return tuple(Published(dossier.row(Outlet, outlet).name, tuple(reports)) for outlet, reports in found.items())


def _path(report: Report, dossier: Dossier) -> tuple[str, ...]:
    """The names of the outlets through which a report came, the publisher first."""
    publisher = dossier.row(Source, report.source).outlet
    return tuple(dossier.row(Outlet, id).name for id in (publisher, *report.via))
