"""The story: its steps in order, the view beside each, and what of that view a reader's own choices hide."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from briefing.dossier.dossier import Dossier
from briefing.dossier.records import Claim, Question, Step
from briefing.view.address import Notice, State, decode, parted
from briefing.view.filters import EVERYTHING, Filters
from briefing.view.view import View
from briefing.view.ways import WAYS

# What a page shows, by the part of a view that holds it: only that part can be said to be hidden.
SHOWN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "": ("claims", "claims"),
        "map": ("events", "events"),
        "timeline": ("events", "events"),
        "network": ("relations", "ties"),
        "claims": ("claims", "claims"),
        "actors": ("actors", "actors"),
        "sources": ("sources", "sources"),
    }
)
ARRANGED = ("order", "figures", "lanes", "scale", "context")
"""How a reader wants rows and time to be laid out, and what lies behind them, which hides nothing."""

BESIDE = tuple("" if name == "brief" else name for name, _ in WAYS if name not in ("story", "notes"))
"""The pages that can stand beside a step, by their names in addresses."""


@dataclass(frozen=True, slots=True)
class Told:
    """A step with the page and the state that its address asks for, and what of the address has to be told."""

    row: Step
    page: str
    state: State
    notices: tuple[Notice, ...] = ()

    @property
    def made_on(self) -> str:
        """The older release that the step was made on; empty where it was made on this one, or does not say."""
        return next((notice.value for notice in self.notices if notice.kind == "release"), "")


def told(row: Step, dossier: Dossier) -> Told:
    """A step, its address read."""
    page, pairs = parted(row.address)
    state, notices = decode(pairs, dossier)
    return Told(row, page, state, notices)


def story(dossier: Dossier) -> tuple[Told, ...]:
    """Every step in the order of the story."""
    return tuple(told(row, dossier) for row in sorted(dossier.stories, key=lambda row: row.step))


def joined(step: Told, reader: State) -> State:
    """The state of a step with what the reader has chosen besides: the reader's filters go before those of the step.

    What either has fall falls, and of two days the earlier counts. The reader's record is the one that is open.
    """
    plain = {field.name: getattr(step.state.filters, field.name) for field in fields(Filters)}
    own = {name: getattr(reader.filters, name) for name in plain}
    chosen = {name: own[name] if own[name] != getattr(EVERYTHING, name) else plain[name] for name in plain}
    days = [day for day in (step.state.asof, reader.asof) if day]
    return replace(
        step.state,
        filters=Filters(**chosen),
        asof=min(days, default=None),
        without=tuple(dict.fromkeys((*step.state.without, *reader.without))),
        focus=reader.focus or step.state.focus,
        **{name: getattr(reader, name) for name in ARRANGED if getattr(reader, name) != getattr(State(), name)},
        step=step.row.step,
        release="",
    )


def hides(reader: State) -> tuple[str, ...]:
    """What of a reader's own choices can hide rows of a step."""
    kinds = {
        "a filter": reader.filters != EVERYTHING,
        "a what-if": bool(reader.without),
        "an earlier day": reader.asof is not None,
    }
    return tuple(words for words, is_chosen in kinds.items() if is_chosen)


def hidden(step: Told, own: View, seen: View) -> tuple[int, int, str]:
    """How many rows of a step's own view are not in what is seen, of how many, and the noun for them."""
    part, noun = SHOWN.get(step.page, ("claims", "claims"))
    rows, left = getattr(own.shown, part).ids, getattr(seen.shown, part)
    asked = question(own) if step.page == "claims" else None
    if asked:  # beside the step stand the claims on its question alone
        rows = [id for id in rows if own.known.row(Claim, id).question == asked.id]
    return sum(id not in left for id in rows), len(rows), noun


def hidden_words(step: Told, own: View, seen: View, reader: State, whose: str = "") -> str:
    """What a reader's own choices hide of a step, in a sentence; empty where they hide nothing."""
    why = " and ".join(hides(reader))
    gone, total, noun = hidden(step, own, seen) if why else (0, 0, "")
    said = f"Hidden by {why}{whose}: {gone:,} of the {total:,} {noun} of this step." if gone else ""
    if why and lost(own, seen):
        said = f"{said} What it points at is among what is hidden.".strip()
    return said


def question(seen: View) -> Question | None:
    """The question that a view of claims is about: the one asked, that of its record, or the first that is shown.

    None where it is hidden: beside a step on one question the claims of another would be taken for its own.
    """
    row = seen.whole.find(seen.state.focus) if seen.state.focus else None
    claim = row if isinstance(row, Claim) else seen.whole.find(str(getattr(row, "claim", None) or ""))
    among = [each.question for each in seen.claims if each.question]
    asked = seen.state.question or (claim.question if isinstance(claim, Claim) else None)
    wanted = asked or next(iter(among), None)
    return seen.known.row(Question, wanted) if wanted in among else None


def lost(own: View, seen: View) -> bool:
    """Whether the record that a step points at is no longer among what is seen."""
    focus = own.state.focus
    return bool(focus) and _sees(own, focus) and not _sees(seen, focus)


def _sees(view: View, id: str | None) -> bool:
    return any(id in getattr(view.shown, part.name).ids for part in fields(view.shown))
