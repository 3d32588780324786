"""The address of a view: what a reader sees, to a query string and back. Reading one never raises.

Ids and ISO dates only. What is at its default is left out; what no longer resolves is named in a notice.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from briefing.analysis.standing import WORDS
from briefing.dossier.dossier import Dossier
from briefing.dossier.folding import fold
from briefing.dossier.issues import did_you_mean
from briefing.dossier.misread import no_day
from briefing.dossier.web import split
from briefing.view.filters import EVERYTHING, Filters, regions, roles
from briefing.view.finder import LONGEST, MOST_WORDS
from briefing.view.period import typed

# What a link may hold: anybody can make one, and none is to cost a run without end or fill the page.
MOST_VALUES = 60
RELEASE = re.compile("[0-9a-f]{7}")
Lanes = Literal["actor", "place", "question"]
Orders = Literal["origin", "date", "difference"]
ORDERS: tuple[Orders, ...] = ("origin", "date", "difference")
Figures = Literal["known", "source"]
FIGURES: tuple[Figures, ...] = ("known", "source")
Scales = Literal["widened", "true"]
SCALES: tuple[Scales, ...] = ("widened", "true")
Networks = Literal["ego", "whole"]
NETWORKS: tuple[Networks, ...] = ("ego", "whole")
Contexts = Literal["off", "events", "deaths"]
CONTEXTS: tuple[Contexts, ...] = ("off", "events", "deaths")
LANES: tuple[Lanes, ...] = ("actor", "place", "question")

Pairs = Sequence[tuple[str, str]]
# From the type itself, so that a new filter counts as one wherever states are changed, written and read.
NARROWING = frozenset(field.name for field in fields(Filters))


@dataclass(frozen=True, slots=True)
class State:
    """All that a reader has chosen. ``asof`` None is the last day that the compilers looked at, ``against`` one before.

    ``span`` is the stretch that the timeline is zoomed to, None being that on which it opens; unlike ``start`` and
    ``end`` it narrows nothing. ``scale`` says whether its crowded weeks are widened, or every day has the same room.
    ``around`` is the actor whose ties the network shows where no open record names another. ``dossier`` is the name of
    this one where a deployment has several. ``context`` says by which number recorded violence is drawn behind it.
    """

    filters: Filters = EVERYTHING
    asof: date | None = None
    without: tuple[str, ...] = ()
    question: str | None = None
    order: Orders = "origin"
    figures: Figures = "known"
    network: Networks = "ego"
    around: str | None = None
    between: tuple[str, ...] = ()
    lanes: Lanes = "question"
    span: tuple[date, date] | None = None
    scale: Scales = "widened"
    since: date | None = None
    against: date | None = None
    context: Contexts = "off"
    step: int | None = None
    focus: str | None = None
    release: str = ""
    dossier: str = ""

    def changed(self, **choices: Any) -> "State":
        """The state with some choices made anew, those that narrow among them."""
        narrowing = {name: value for name, value in choices.items() if name in NARROWING}
        rest = {name: value for name, value in choices.items() if name not in NARROWING}
        return replace(self, filters=replace(self.filters, **narrowing), **rest) if narrowing else replace(self, **rest)

    def cleared(self) -> "State":
        """The state with nothing narrowed any more; the knowledge date and all else stay."""
        return replace(self, filters=EVERYTHING)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in an address that the reader has to be told. ``kind`` is unknown, moved, mended or release."""

    kind: str
    key: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Key:
    """One parameter of the address: how a value is read and written. ``read`` raises ValueError with a sentence."""

    name: str
    field: str
    many: bool
    read: Callable[[str, Dossier], Any]
    write: Callable[[Any], str] = str

    def of(self, state: State) -> Any:
        """What a state has chosen for this parameter."""
        return getattr(state.filters if self.field in NARROWING else state, self.field)


def _one_of(words: Iterable[str], noun: str, value: str) -> str:
    known = tuple(words)
    if value in known:
        return value
    raise ValueError(f"{noun} {value!r} is not in this dossier.{did_you_mean(value, known)}")


def _actor(value: str, dossier: Dossier) -> str:
    return _one_of((actor.id for actor in dossier.actors), "the actor", value)


def _role(value: str, dossier: Dossier) -> str:
    return _one_of(roles(dossier), "the role", value)


def _region(value: str, dossier: Dossier) -> str:
    return _one_of(regions(dossier), "the region", value)


def _standing(value: str, _: Dossier) -> str:
    return _one_of(WORDS, "the standing", value.replace("-", " "))


def _question(value: str, dossier: Dossier) -> str:
    return _one_of((question.id for question in dossier.questions), "the question", value)


def _lanes(value: str, _: Dossier) -> str:
    return _one_of(LANES, "the choice of lanes", value)


def _scale(value: str, _: Dossier) -> str:
    return _one_of(SCALES, "the scale of time", value)


def _network(value: str, _: Dossier) -> str:
    return _one_of(NETWORKS, "the extent of the network", value)


def _order(value: str, _: Dossier) -> str:
    return _one_of(ORDERS, "the order of rows", value)


def _figures(value: str, _: Dossier) -> str:
    return _one_of(FIGURES, "the order of figures", value)


def _context(value: str, _: Dossier) -> str:
    return _one_of(CONTEXTS, "the way to draw recorded violence", value)


def _fallen(value: str, dossier: Dossier) -> str:
    rows = (*dossier.sources, *dossier.outlets, *dossier.origins)
    return _one_of((row.id for row in rows), "the source, outlet or origin", value)


def _release(value: str, _: Dossier) -> str:
    # Shown in a sentence of ours, so that any other words would be taken for the dossier's.
    if not RELEASE.fullmatch(value):
        raise ValueError(f"{value!r} is no release; seven digits of 0-9 and a-f are wanted")
    return value


def _focus(value: str, dossier: Dossier) -> str:
    if dossier.find(value):
        return value
    names = [row.id for _, rows in dossier.tables() for row in rows]
    raise ValueError(f"the record {value!r} is not in this dossier.{did_you_mean(value, names)}")


def _day(value: str, _: Dossier) -> date:
    return _read_day(value, False)


def _last_day(value: str, _: Dossier) -> date:
    return _read_day(value, True)


def _read_day(value: str, last: bool) -> date:
    """A day, or the first or last of a month or year: a link takes what the boxes of days take."""
    try:
        day = typed(value, last)
    except ValueError:
        raise ValueError(no_day(value)) from None
    if day is None or "/" in value:  # a stretch of days is none
        raise ValueError(f"{value!r} is not a day; one such as 2017-04-18, 2017-04 or 2017 is wanted")
    return day


def _span(value: str, dossier: Dossier) -> tuple[date, date]:
    first, mark, last = value.partition("/")
    if not mark:
        raise ValueError(f"{value!r} is not a stretch of days; one such as 2017-03-01/2017-05-31 is wanted")
    return _day(first, dossier), _last_day(last, dossier)


def _written(span: tuple[date, date]) -> str:
    return "/".join(day.isoformat() for day in span)


def _step(value: str, dossier: Dossier) -> int:
    steps = {str(row.step): row.step for row in dossier.stories}
    if value in steps:
        return steps[value]
    raise ValueError(f"the story of this dossier has no step {value!r}")


def _certainly(value: str, _: Dossier) -> bool:
    _one_of(("certainly", "possibly"), "the choice", value)
    return value == "certainly"


def _text(value: str, _: Dossier) -> str:
    if len(value) > LONGEST:
        raise ValueError(f"the text is longer than {LONGEST} characters")
    return _plain(value)


def _plain(value: str) -> str:
    # Control characters and signs of direction, which a link can carry unseen, reach neither page nor file.
    return " ".join("".join(letter for letter in value if letter.isprintable() or letter.isspace()).split())


def is_carried(text: str) -> bool:
    """Whether an address has this text as it stands: the name of a dossier that it does not leads to none."""
    return len(text) <= LONGEST and _plain(text) == text


def _search(value: str, dossier: Dossier) -> str:
    text = _text(value, dossier)
    if len(fold(text)) > LONGEST:
        raise ValueError(f"the text is longer than {LONGEST} characters once its letters are told apart")
    if (found := len(text.split())) > MOST_WORDS:
        raise ValueError(f"the text has {found} words; at most {MOST_WORDS} are searched for")
    return text


KEYS: tuple[Key, ...] = (
    Key("dossier", "dossier", False, _text),
    Key("actor", "actor", True, _actor),
    Key("role", "role", True, _role),
    Key("region", "region", True, _region),
    Key("from", "start", False, _day, date.isoformat),
    Key("to", "end", False, _last_day, date.isoformat),
    Key("within", "certainly", False, _certainly, lambda chosen: "certainly" if chosen else "possibly"),
    Key("asof", "asof", False, _day, date.isoformat),
    Key("against", "against", False, _day, date.isoformat),
    Key("standing", "standing", True, _standing, lambda word: word.replace(" ", "-")),
    Key("q", "q", False, _search),
    Key("without", "without", True, _fallen),
    Key("question", "question", False, _question),
    Key("order", "order", False, _order),
    Key("figures", "figures", False, _figures),
    Key("network", "network", False, _network),
    Key("around", "around", False, _actor),
    Key("between", "between", True, _actor),
    Key("lanes", "lanes", False, _lanes),
    Key("span", "span", False, _span, _written),
    Key("scale", "scale", False, _scale),
    Key("since", "since", False, _day, date.isoformat),
    Key("context", "context", False, _context),
    Key("step", "step", False, _step),
    Key("focus", "focus", False, _focus),
    Key("v", "release", False, _release),
)
"""Every parameter of an address, in the order in which it is written."""

HANDED_ON = ("embed", "embed_options")  # Streamlit's own; never ours to judge


def encode(state: State) -> list[tuple[str, str]]:
    """The parameters of a state, without those at their default, always in the same order."""
    plain = State()
    return [
        (key.name, key.write(value))
        for key in KEYS
        if key.of(state) != key.of(plain)
        for value in (key.of(state) if key.many else [key.of(state)])
    ]


def query(state: State) -> str:
    """The state as a query string, without its question mark."""
    return urlencode(encode(state))


def address(page: str, state: State) -> str:
    """The address of a page in this state, relative, so that it holds under any path that the app is served at."""
    asked = query(state)
    return f"./{page}?{asked}" if asked else f"./{page}"


def parted(written: str) -> tuple[str, Pairs]:
    """The page of an address that is written without its host, empty for the brief, and its parameters."""
    there = split(written.strip())
    if there is None:
        return written, ()  # which is no page
    page = there.path.removeprefix(".").strip("/")
    return ("" if page == "brief" else page), parse_qsl(there.query, keep_blank_values=True)


def unstamped(written: str) -> str:
    """An address without the release that it was made on."""
    path, mark, asked = written.partition("?")
    kept = "&".join(pair for pair in asked.split("&") if not pair.startswith("v="))
    return f"{path}{mark}{kept}" if kept else path


def decode(pairs: Pairs, dossier: Dossier) -> tuple[State, tuple[Notice, ...]]:
    """The state that an address asks for, as far as this dossier has it, and what the reader has to be told."""
    known = {key.name for key in KEYS} | set(HANDED_ON)
    strange = dict.fromkeys(name for name, _ in pairs if name not in known)
    notices = [Notice("unknown", name, "", f"this dashboard has no parameter {_shown(name)!r}") for name in strange]
    chosen: dict[str, Any] = {}
    for key in KEYS:
        given = [value for name, value in pairs if name == key.name and value.strip()]
        values = _values(key, given, dossier, notices)
        if values:
            chosen[key.field] = tuple(dict.fromkeys(values)) if key.many else values[0]
    return _mended(State().changed(**chosen), dossier, notices), tuple(notices)


def _values(key: Key, given: list[str], dossier: Dossier, notices: list[Notice]) -> list[Any]:
    limit = MOST_VALUES if key.many else 1
    if len(given) > limit:
        notices.append(
            Notice("unknown", key.name, "", f"of {len(given)} values for {key.name!r} only the first {limit} count")
        )
    values = []
    for text in (value.strip() for value in given[:limit]):
        # Free text may happen to read like an id that was merged; it refers to nothing.
        target = None if key.read in (_text, _search) else dossier.redirects.get(text)
        if target:
            notices.append(Notice("moved", key.name, text, f"{text!r} is now part of {target!r}"))
        read = key.read if len(text) <= LONGEST else _text  # which tells of any that it is too long
        try:
            values.append(read(target or text, dossier))
        except ValueError as refusal:
            notices.append(Notice("unknown", key.name, _shown(text), _shown(str(refusal))))
    return values


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _mended(state: State, dossier: Dossier, notices: list[Notice]) -> State:
    start, end = state.filters.start, state.filters.end
    if start and end and start > end:
        message = "the period was reversed; its days were put in order"
        notices.append(Notice("mended", "from", start.isoformat(), message))
        state = state.changed(start=end, end=start)
    if state.span and state.span[0] > state.span[1]:
        notices.append(
            Notice("mended", "span", _written(state.span), "the stretch of days was reversed; it was put in order")
        )
        state = replace(state, span=(state.span[1], state.span[0]))
    # The last day looked at is the default, which no address carries; a later one would promise what nobody looked at.
    if state.asof and state.asof >= dossier.info.as_of:
        if state.asof > dossier.info.as_of:
            last = dossier.info.as_of.isoformat()
            notices.append(
                Notice("mended", "asof", state.asof.isoformat(), f"the dossier looked no further than {last}")
            )
        state = replace(state, asof=None)
    state = _in_order(state, dossier, notices)
    if state.release and state.release != dossier.release:
        message = f"this link was made on release {state.release}; the dossier is now at release {dossier.release}"
        notices.append(Notice("release", "v", state.release, message))
    # What is shown is the present release, so the reader's own links carry that one from here on.
    return replace(state, release=dossier.release) if state.release else state


def _in_order(state: State, dossier: Dossier, notices: list[Notice]) -> State:
    """The two days with the earlier one set against the later; the same day twice is one."""
    last = dossier.info.as_of
    if state.against is None or state.against < (state.asof or last):
        return state
    written = state.against.isoformat()
    if state.against == (state.asof or last) or state.asof is None:
        message = f"{written} is no earlier day than the one it is set against"
        notices.append(Notice("mended", "against", written, message))
        return replace(state, against=None)
    notices.append(Notice("mended", "against", written, "the two days were reversed; they were put in order"))
    return replace(state, against=state.asof, asof=state.against if state.against < last else None)
