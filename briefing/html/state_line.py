"""The state line: what a reader is looking at, in words, each choice with the address of the view without it."""

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import shorten

from briefing.context.layer import Absent
from briefing.context.opening import opened
from briefing.dossier.labels import isolated, labelled, what_if_label
from briefing.dossier.records import Record, Relation, Source
from briefing.dossier.sentences import listed
from briefing.dossier.when import day_words
from briefing.html.render import short_day
from briefing.view.filters import Filters, regions
from briefing.view.finder import MOST_SPELLINGS
from briefing.view.view import View

CHOSEN = 60  # letters of the chosen record in the state line


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the state line; ``off`` marks a choice, ``href`` leads to the view without it."""

    text: str
    href: str = ""
    off: bool = False


def state_line(view: View, href: Callable[..., str]) -> tuple[Part, ...]:
    """The pieces of the state line in their order."""
    shown = view.shown
    held = (Part(f"holds what is marked {view.whole.ceiling} at most"),) if view.whole.ceiling else ()
    counts = f"{len(shown.events):,} of {shown.events.total:,} events"
    cut = view.whole.info.cut
    part = (Part(f"a cut of release {cut.release}, standings on its rows alone"),) if cut else ()
    return (
        *_clock(view, href),
        *_choices(view, href),
        Part(counts),
        *_behind(view, href),
        *held,
        *part,
        Part(f"release {view.whole.release}"),
    )


def _behind(view: View, href: Callable[..., str]) -> tuple[Part, ...]:
    """The layer that is drawn behind what is seen, by its name and release."""
    found = opened() if view.state.context != "off" else Absent()
    if isinstance(found, Absent):
        return ()
    return (Part(f"behind it {view.state.context} recorded by {found[0].label}", href(context="off"), True),)


def _clock(view: View, href: Callable[..., str]) -> tuple[Part, ...]:
    """The knowledge date that was chosen, or until when the compilers looked; and how new what is shown is."""
    day = day_words(view.asof)
    if view.state.against:
        since = Part(f"against {day_words(view.state.against)}", href(against=None), True)
        return (*_one_day(day, view, href), since)
    return _one_day(day, view, href)


def _one_day(day: str, view: View, href: Callable[..., str]) -> tuple[Part, ...]:
    if view.state.asof:
        return Part(f"Known as of {day}", href(asof=None), True), Part(_newest(view))
    return (Part(f"Looked at until {day}, {_newest(view)}"),)


def _newest(view: View) -> str:
    """When the newest report on what is shown was published, as far as that was seen.

    That somebody looked until a day makes nothing as fresh as that day.
    """
    filters = view.state.filters
    # Named only where this actor is all that was chosen: with more, "on X" would speak for what is hidden too.
    one = filters.actor[0] if len(filters.actor) == 1 and filters == Filters(actor=filters.actor) else ""
    what = labelled(view.known, one) if one else "what is shown"
    # From dates that were seen: reported_on would put undated publications at the day the compilers looked.
    dates = (view.known.row(Source, report.source).published for report in view.reports)
    seen = {date.last: date.words for date in dates if date and date.last}
    return f"newest report on {what} {seen[max(seen)]}" if seen else f"no dated report on {what}"


def _choices(view: View, href: Callable[..., str]) -> tuple[Part, ...]:
    state, filters, names = view.state, view.state.filters, regions(view.whole)
    parts = [Part(labelled(view.whole, id), href(actor=_less(filters.actor, id)), True) for id in filters.actor]
    parts += [Part(f"role: {isolated(role)}", href(role=_less(filters.role, role)), True) for role in filters.role]
    if not filters.actor and not filters.role:
        parts.append(Part("all actors"))
    parts += [Part(names[id], href(region=_less(filters.region, id)), True) for id in filters.region]
    if not filters.region:
        parts.append(Part("all regions"))
    if filters.has_period:
        parts.append(Part(_period(view), href(start=None, end=None), True))
    parts += [Part(word, href(standing=_less(filters.standing, word)), True) for word in filters.standing]
    if state.without:
        gone = ", ".join(what_if_label(view.whole, id) for id in state.without)
        parts.append(Part(f"what if without {gone}", href(without=()), True))
    if filters.q:
        parts.append(Part(f"“{isolated(filters.q)}”{_read_as(view)}", href(q=""), True))
    return tuple(parts)


def _read_as(view: View) -> str:
    """How a search is read that nothing answers as it stands, or that sounds like more names than are looked for."""
    names = listed([f"“{isolated(each.nearest)}”" for each in view.heard if each.nearest])
    cut = listed([f"“{isolated(each.word)}”" for each in view.heard if each.is_cut])
    nearest = f", read as {names}, which comes nearest" if names else ""
    return nearest + (f", of the names like {cut} the {MOST_SPELLINGS} shortest" if cut else "")


def _less(values: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(value for value in values if value != gone)


def _period(view: View) -> str:
    filters = view.state.filters
    how = "certainly" if filters.certainly else "possibly"
    if not filters.end:
        return f"{how} from {day_words(filters.start)} on" if filters.start else ""
    end = day_words(filters.end)
    return f"{how} between {day_words(filters.start)} and {end}" if filters.start else f"{how} until {end}"


def words_of(row: Record, view: View) -> str:
    """What is chosen, in a few words; of a record that is not known on the day only its kind."""
    known = view.known.find(row.id)
    if known is None:
        return f"a {row.one}"
    if isinstance(known, Relation):
        text = f"{labelled(view.known, known.from_)} – {known.kind} – {labelled(view.known, known.to)}"
    else:
        text = str(getattr(known, "short", "") or labelled(view.known, known.id))
    return shorten(text, CHOSEN, placeholder=" …")


def plain(view: View) -> str:
    """The state line as text, for exports and titles."""
    return " · ".join(part.text for part in state_line(view, lambda **_: ""))


def heading(page: str, view: View) -> str:
    """The title of a page in the browser: which page, what it is narrowed to, and the day."""
    chosen = "; ".join(part.text for part in _choices(view, lambda **_: "") if part.off)
    words = shorten(chosen, CHOSEN, placeholder=" …") or "all"
    return f"{page}: {words}, as of {short_day(view.asof)}"
