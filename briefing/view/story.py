"""The story: its steps in order, the view beside each, and what of that view a reader's own choices hide."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from briefing.dossier.dossier import Dossier
from briefing.dossier.labels import isolated, labelled, what_if_label
from briefing.dossier.records import Claim, Event, Question, Record, Relation, Step
from briefing.dossier.sentences import count
from briefing.dossier.when import day_words
from briefing.view import rivals
from briefing.view.address import Notice, State, decode, parted
from briefing.view.brief import answers, by_rank
from briefing.view.filters import EVERYTHING, Filters, regions
from briefing.view.glance import FIRST, Glance, glance, weigh
from briefing.view.view import View
from briefing.view.ways import WAYS

# What a page shows, by the part of a view that holds it: only that part can be said to be hidden.
# Of a page without rows of its own it is that of the brief.
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

NAMED = 3
"""So many rows that are hidden are told by name, more by their number alone."""

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

    What either has fall falls, and of two days the earlier counts. The reader's record is the one that is open, and an
    earlier day is set against the one that is seen by either, the reader before the step.
    """
    plain = {field.name: getattr(step.state.filters, field.name) for field in fields(Filters)}
    own = {name: getattr(reader.filters, name) for name in plain}
    chosen = {name: own[name] if own[name] != getattr(EVERYTHING, name) else plain[name] for name in plain}
    asof = min((day for day in (step.state.asof, reader.asof) if day), default=None)
    against = reader.against or step.state.against
    return replace(
        step.state,
        filters=Filters(**chosen),
        asof=asof,
        against=against if against and (asof is None or against < asof) else None,
        without=tuple(dict.fromkeys((*step.state.without, *reader.without))),
        focus=reader.focus or step.state.focus,
        **{name: getattr(reader, name) for name in ARRANGED if getattr(reader, name) != getattr(State(), name)},
        step=step.row.step,
        dossier=reader.dossier,
        release="",
    )


def hides(reader: State, dossier: Dossier) -> tuple[str, ...]:
    """What of a reader's own choices can hide rows of a step, each by its name: region Iraq."""
    filters, places = reader.filters, regions(dossier)
    return (
        *(f"actor {labelled(dossier, id)}" for id in filters.actor),
        *(f"role {isolated(role)}" for role in filters.role),
        *(f"region {places[id]}" for id in filters.region),
        *((_period(filters),) if filters.has_period else ()),
        *(f"standing {word}" for word in filters.standing),
        *((f"search “{isolated(filters.q)}”",) if filters.q else ()),
        *(f"what if without {what_if_label(dossier, id)}" for id in reader.without),
        *((f"as known on {day_words(reader.asof)}",) if reader.asof else ()),
    )


def _period(filters: Filters) -> str:
    start = f" from {day_words(filters.start)}" if filters.start else ""
    return f"period{start}{f' until {day_words(filters.end)}' if filters.end else ''}"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a reader's own choices, named in ``why``, hide of a step: the rows ``gone`` of all that it has, by name.

    ``is_lost`` says that what it points at is among them, ``has_others`` that rows are seen that are not of the step.
    """

    why: tuple[str, ...]
    whose: str
    gone: tuple[str, ...] = ()
    total: int = 0
    noun: str = ""
    is_lost: bool = False
    has_others: bool = False

    @property
    def is_gone(self) -> bool:
        """Whether what the step is about is hidden, so that its picture would tell of something else than its words."""
        return self.is_lost or 0 < len(self.gone) == self.total or self.has_others

    @property
    def words(self) -> str:
        """It in a sentence, with the rows where they are few; empty where nothing is hidden."""
        return self._said(f": {'; '.join(self.gone)}" if len(self.gone) <= NAMED else "")

    @property
    def short(self) -> str:
        """The same by their number alone."""
        return self._said("")

    def _said(self, names: str) -> str:
        by = f"Hidden by {self.whose} filter: {', '.join(self.why)}."
        told = f"{len(self.gone):,} of the {self.total:,} {self.noun} of this step{names}." if self.gone else ""
        pointed = "What it points at is among what is hidden." if self.is_lost else ""
        return " ".join((by, *filter(None, (told, pointed)))) if told or pointed else ""


def hidden(step: Told, own: View, seen: View, reader: State, whose: str = "a") -> Hidden:
    """What of a step's own view is not in what is seen by what the reader has chosen, which is ``whose`` filter."""
    why = hides(reader, own.whole)
    if not why:
        return Hidden(why, whose)
    return Hidden(why, whose, *_gone(step, own, seen), lost(own, seen), _has_others(step, own, seen))


def _gone(step: Told, own: View, seen: View) -> tuple[tuple[str, ...], int, str]:
    part, noun = SHOWN.get(step.page, SHOWN[""])
    if not step.page:  # beside the step stand the key questions at a glance
        asked_of, still = at_a_glance(own, own), {_line(line) for line in at_a_glance(own, seen)}
        return tuple(line.asked for line in asked_of if _line(line) not in still), len(asked_of), "answers"
    rows: Sequence[str] = getattr(own.shown, part).ids
    left: Container[str] = getattr(seen.shown, part)
    if step.page == "claims" and (asked := question(own)):  # beside the step stand the claims on its question alone
        rows, left = claims_of(step, own), {claim.id for claim in rivals.told(asked, seen)}
    return tuple(_name(id, own) for id in rows if id not in left), len(rows), noun


def claims_of(step: Told, own: View) -> tuple[str, ...]:
    """The claims of a step, in its own view: on its question, else those that what stands beside it rests on.

    It is the one number of claims that is told of a step, whatever of them a form has room for or a choice hides.
    """
    part, _ = SHOWN.get(step.page, SHOWN[""])
    if part in ("events", "relations"):
        rows: Sequence[Event | Relation] = getattr(own, part)
        return tuple(dict.fromkeys(row.claim for row in rows))
    if step.page in ("", "method"):
        return tuple(dict.fromkeys(line.claim.id for line in at_a_glance(own, own) if line.claim))
    asked = question(own)
    return tuple(claim.id for claim in rivals.told(asked, own)) if asked else own.shown.claims.ids


def counted(here: Iterable[Claim], of: Collection[str]) -> str:
    """How many of the claims of a step are here, in a sentence: 20 of the 46 claims of this step are shown here.

    Where a choice of the reader brings others, these are counted apart.
    """
    ids = [claim.id for claim in here]
    own, total = sum(id in of for id in ids), len(of)
    if not total:
        return "This step has no claims."
    whole = "The 1 claim" if total == 1 else f"All {total:,} claims"
    some = f"{own:,} of the {count(total, 'claim')}" if own else f"None of the {count(total, 'claim')}"
    others = f", and {count(len(ids) - own, 'other')} that a filter brings" if len(ids) > own else ""
    verb = "is" if own < 2 else "are"
    return f"{whole if own == total else some} of this step {verb} shown here{others}."


def _name(id: str, own: View) -> str:
    row: Record | None = own.known.find(id)
    if isinstance(row, Relation):
        return f"{labelled(own.known, row.from_)} – {row.kind} – {labelled(own.known, row.to)}"
    return row.short if isinstance(row, Claim) else labelled(own.known, id)


def _has_others(step: Told, own: View, seen: View) -> bool:
    """Whether a choice brings rows that are not of the step: a reader's region goes before that of the step."""
    if step.page not in ("map", "timeline", "network"):
        return False
    part = SHOWN[step.page][0]
    return not set(getattr(own.shown, part).ids).issuperset(getattr(seen.shown, part).ids)


def at_a_glance(own: View, seen: View, weighed: bool = False) -> tuple[Glance, ...]:
    """The first answers of a step as it was made, those of them that are still seen: no other takes a place.

    ``weighed`` as in ``glance``.
    """
    told = glance(answers(own), own, FIRST, weighed=False)
    if own is not seen:
        now = {_line(line): line for line in glance(answers(seen), seen, weighed=False)}
        told = tuple(now[_line(line)] for line in told if _line(line) in now)
    # Weighed last, since that takes long: of all the answers that are seen only these few stand beside the step.
    return tuple(weigh(line, seen) for line in told) if weighed else told


def _line(line: Glance) -> tuple[str, str | None]:
    """What a line is of: its judgement, and where nobody judged its claim."""
    told = line.judgement or line.claim
    return line.question.id, told.id if told else None


def question(seen: View) -> Question | None:
    """The question that a view of claims is about: the one asked, that of its record, or the first that is shown.

    None where it is hidden: beside a step on one question the claims of another would be taken for its own.
    """
    among = {each.id: each for each in by_rank(seen)}
    asked = seen.state.question or of_focus(seen)
    return among.get(asked) if asked else next(iter(among.values()), None)


def of_focus(seen: View) -> str | None:
    """The question that the record in view is about: a claim, or what stands on one; None without such a record."""
    row = seen.whole.find(seen.state.focus) if seen.state.focus else None
    claim = row if isinstance(row, Claim) else seen.whole.find(str(getattr(row, "claim", None) or ""))
    return claim.question if isinstance(claim, Claim) else None


def lost(own: View, seen: View) -> bool:
    """Whether the record that a step points at is no longer among what is seen."""
    focus = own.state.focus
    return bool(focus) and _sees(own, focus) and not _sees(seen, focus)


def _sees(view: View, id: str | None) -> bool:
    return any(id in getattr(view.shown, part.name).ids for part in fields(view.shown))
