"""The rows of a dossier: one frozen type per table, every field with its title, its meaning and what it refers to."""

import re
from dataclasses import dataclass
from datetime import date
from string import hexdigits
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from briefing.dossier.web import split
from briefing.dossier.when import When, parse

LIST_MARK = "|"
DIGEST_DIGITS = 64
WORDS_OF_A_STEP = 60
HOST = re.compile(r"[\w.:-]+")
# Signs of direction, by which an address reads as another.
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Digits as everybody writes them: Python also reads 3_4 and digits of other scripts, and a slip would move a place.
WRITTEN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
MOST = 1e12  # beyond it the words and axes of figures say nothing any more
LAST = 999_999_999  # in an order; a workbook keeps no more than 15 digits, and paper sets no number without end


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose value is the id of a row in another table."""

    table: str


# Only cells of a file are text: values made in code come typed, and each of these readers lets them through.
def _list(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return tuple(filter(None, map(str.strip, value.split(LIST_MARK))))


def _when(value: Any) -> Any:
    return parse(value.strip()) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    when = _when(value)
    if isinstance(when, When):
        if not when.is_day:
            raise ValueError(f"{when.edtf!r} is not a single day; a day such as 2017-04-18 is wanted")
        return when.first
    return when


def _web(value: str) -> str:
    # Addresses become links, and one that begins with "javascript:" would run in the reader's page.
    if not value.lower().startswith(("http://", "https://")):
        raise ValueError("an address that begins with http:// or https:// is wanted")
    if TURNING.search(value):
        raise ValueError("an address without signs that nobody sees is wanted")
    parts = split(value)
    if parts is None or not parts.hostname or not HOST.fullmatch(parts.hostname):
        raise ValueError("an address of the web is wanted, such as https://example.org/page")
    if "@" in parts.netloc:  # what stands before it would be taken for the host
        raise ValueError("an address without a name and a password before its host is wanted")
    return value


def is_web(value: str) -> bool:
    """Whether a source may have this address."""
    try:
        return bool(_web(value))
    except ValueError:
        return False


def _page(value: str) -> str:
    parts = split(value.strip())
    if parts is None or parts.scheme or parts.netloc:
        raise ValueError("the address of a page here is wanted, without a host, such as map?asof=2017-04-18")
    return value


def _brief(value: str) -> str:
    if (found := len(value.split())) > WORDS_OF_A_STEP:
        raise ValueError(f"the text has {found} words; at most {WORDS_OF_A_STEP} are wanted")
    return value


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if WRITTEN.fullmatch(value.strip()):
        return float(value)
    raise ValueError("a plain number is wanted, without spaces, commas or units (1300, 34.0733)")


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not WRITTEN.fullmatch(value.strip()):
        raise ValueError("a whole number is wanted")
    return value


def _digest(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    digits = value.strip().lower().removeprefix("sha256:").removeprefix("sha-256:").strip()
    if len(digits) != DIGEST_DIGITS or not set(digits) <= set(hexdigits):
        raise ValueError(f"{DIGEST_DIGITS} hexadecimal digits of a SHA-256 are wanted, as `sha256sum FILE` prints them")
    return digits


def _countable(value: float) -> float:
    if abs(value) > MOST:
        raise ValueError(f"a number up to {MOST:,.0f} is wanted")
    return value + 0.0  # -0.0 becomes 0.0, as a workbook keeps it


# Doubled hyphens join ids, as in report--claim; they cannot begin or end one, so what is joined stays legible.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-+[a-z0-9]+)*$", max_length=120)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_list)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_list)]
# Archivers write it with a prefix and in capitals.
Digest = Annotated[str, BeforeValidator(_digest)]
Dated = Annotated[When, BeforeValidator(_when)]
Day = Annotated[date, BeforeValidator(_day)]
ShortText = Annotated[str, AfterValidator(_brief)]
PageAddress = Annotated[str, AfterValidator(_page)]
WebAddress = Annotated[str, AfterValidator(_web)]
Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False), AfterValidator(_countable)]

Precision = Literal["point", "town", "district", "province", "country"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
Stance = Literal["supports", "contradicts", "doubts", "neither"]
OriginKind = Literal["named person", "unnamed persons", "institution", "document", "recording", "unknown"]
ActorKind = Literal["person", "organisation", "armed group", "state body", "media"]
ClaimKind = Literal["occurrence", "role", "identity", "place", "date", "quantity", "motive", "link", "statement"]
Basis = Literal["witnessed", "told", "deduced", "unknown"]
Extent = Literal["whole", "opening", "not read", "not stated"]
Likelihood = Literal[
    "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"
]
Confidence = Literal["low", "moderate", "high"]
Marking = Literal["public", "internal", "restricted"]
MARKINGS: tuple[str, ...] = get_args(Marking)
"""Every marking, the lowest first."""


class Record(BaseModel):
    """A row. Empty cells are left out first: an optional field keeps its default, a required one is missed."""

    # What is misspelt is refused and named, not dropped. By name too: code says `from_` where a table has `from`.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        arbitrary_types_allowed=True,
        populate_by_name=True,
    )
    one: ClassVar[str]
    id: Slug = Field(title="Id", description="Lower-case name of the row; it never changes once published.")


def column(title: str, description: str, default: Any = ..., **more: Any) -> Any:
    """A field of a record with the words that the dictionary, the tables and the card show for it."""
    return Field(default=default, title=title, description=description, **more)


class Outlet(Record):
    """Who publishes."""

    one = "outlet"
    name: str = column("Outlet", "Name of the publisher.")
    kind: str = column("Kind", "What sort of publisher it is: wire agency, state media, encyclopedia.")
    country: str = column("Country", "Where it publishes from, in English; empty if not known.", "")
    alignment: str = column("Alignment", "Who owns, funds or stands behind it.", "")
    reliability: Reliability = column("Reliability", "Admiralty reliability A to F; F cannot be judged.")
    reliability_reason: str = column("Why this grade", "The reason for the grade in a sentence.")


class Source(Record):
    """One publication."""

    one = "source"
    outlet: Annotated[Slug, Ref("outlets")] = column("Outlet", "Who published it.")
    title: str = column("Title", "Title; in round brackets where the headline was not seen.")
    author: str = column("Author", "Author where one is named.", "")
    published: Dated | None = column("Published", "EDTF date of publication; empty if not seen.", None)
    url: WebAddress = column("Address", "Address of the copy that was read, with http:// or https://.", "")
    language: str = column("Language", "Language of the text as an ISO 639-1 code.", "")
    extent_read: Extent = column("Read", "How much of it the compilers read.")
    known_via: Annotated[Slugs, Ref("sources")] = column(
        "Known through", "The sources through which an unread one is known.", ()
    )
    archive_url: WebAddress = column("Kept at", "Address of an archived copy, with http:// or https://.", "")
    sha256: Digest | None = column(
        "SHA-256",
        "Hash of the local copy in archive/, 64 hexadecimal digits; proves that the copy is the one read.",
        None,
    )
    note: str = column("Note", "What a reader has to know of this publication.", "")
    marking: Marking | None = column(
        "Marking", "Who may hold it: public, internal or restricted; empty is public. Its reports are no lower.", None
    )


class Origin(Record):
    """Where information first comes from, as far as the text says."""

    one = "origin"
    name: str = column("Origin", "The person, body, document or recording that the information goes back to.")
    kind: OriginKind = column(
        "Kind", "What sort of origin; unnamed persons and unknown ones establish no independence."
    )
    actor: Annotated[Slug | None, Ref("actors")] = column("Actor", "The actor who is, or speaks as, this origin.", None)
    outlet: Annotated[Slug | None, Ref("outlets")] = column("Outlet", "The publisher, where the origin is one.", None)
    depends_on: Annotated[Slugs, Ref("origins")] = column(
        "Depends on", "Origins that it is not independent of; listed on either side.", ()
    )
    interest: str = column("Interest", "What it gains if it is believed.", "")
    note: str = column("Note", "How the compilers told this origin from others.", "")

    @property
    def is_stated(self) -> bool:
        """Whether a text says at all where the information comes from."""
        return self.kind != "unknown"

    @property
    def is_named(self) -> bool:
        """Whether its independence of other origins can be established at all."""
        return self.kind not in ("unnamed persons", "unknown")


class Place(Record):
    """A place with the precision to which it is known."""

    one = "place"
    name: str = column("Place", "Name in English.")
    native_name: str = column("Native name", "Name in the local script.", "")
    aliases: Texts = column("Other names", "Other spellings, in any script.", ())
    country: str = column("Country", "Country in English.")
    admin1: str = column("Province", "First-order division in English; empty for a whole country.", "")
    admin2: str = column("District", "Second-order division in English.", "")
    latitude: Number = column("Latitude", "WGS 84 degrees north.", ge=-90, le=90)
    longitude: Number = column("Longitude", "WGS 84 degrees east.", ge=-180, le=180)
    precision: Precision = column("Precision", "How finely the place is known.")
    radius_km: Number = column("Radius (km)", "Radius that should hold the true place.", gt=0)
    basis: str = column("Basis", "Where the coordinates come from.")
    note: str = column("Note", "What a reader has to know of this place.", "")


class Actor(Record):
    """A person or organisation."""

    one = "actor"
    name: str = column("Actor", "Name as this dossier gives it.")
    native_name: str = column("Native name", "Name in the native script.", "")
    aliases: Texts = column("Other names", "Other spellings, nicknames and misprints, in any script.", ())
    kind: ActorKind = column("Kind", "Person, organisation, armed group, state body or media.")
    born: Dated | None = column("Born", "EDTF date of birth where reports agree.", None)
    nationality: str = column("Nationality", "Nationality as reported.", "")
    summary: str = column("Who", "Who this is in these reports, in a neutral sentence.")


class Role(Record):
    """A part that reports give an actor over time."""

    one = "role"
    actor: Annotated[Slug, Ref("actors")] = column("Actor", "Whose role it is.")
    role: str = column("Role", "The role as reported, with its hedge.")
    date: Dated | None = column("When", "EDTF date of the role, an interval where it lasted.", None)
    reports: Annotated[Slugs, Ref("reports")] = column("Reports", "The reports that give this role.")
    note: str = column("Note", "Anything to add.", "")


class Question(Record):
    """A key question of the reader."""

    one = "question"
    text: str = column("Question", "The question as a reader asks it.")
    short: str = column("Short", "The question in a few words.", max_length=40)
    rank: Whole = column("Rank", "Its place in the order of the briefing, from 1.", ge=1, le=LAST)


class Claim(Record):
    """A statement that can be true or false."""

    one = "claim"
    question: Annotated[Slug, Ref("questions")] = column("Question", "The key question that it answers.")
    statement: str = column("Claim", "The statement that is claimed.")
    short: str = column("Short", "The claim in a few words, for the head of a column.", max_length=48)
    kind: ClaimKind = column("Kind", "What sort of thing is claimed.")
    claimant: Annotated[Slug | None, Ref("origins")] = column("Claimant", "The origin that puts it forward.", None)
    actors: Annotated[Slugs, Ref("actors")] = column("Actors", "Whom it is about.", ())
    place: Annotated[Slug | None, Ref("places")] = column("Place", "Where it is said to hold.", None)
    date: Dated | None = column("When", "EDTF date of what is claimed.", None)
    low: Number | None = column("Low", "Lowest value of a quantity.", None)
    high: Number | None = column("High", "Highest value of a quantity.", None)
    unit: str = column("Unit", "Unit of the quantity.", "")
    counts: str = column("What is counted", "What the figure counts and who counted.", "")
    rivals: Annotated[Slugs, Ref("claims")] = column(
        "Rivals", "Claims that answer the same question beside it; both may be true.", ()
    )
    excludes: Annotated[Slugs, Ref("claims")] = column(
        "Excludes", "Claims that cannot be true together with it; each names the other.", ()
    )


class Report(Record):
    """What one source says, in our words."""

    one = "report"
    source: Annotated[Slug, Ref("sources")] = column("Source", "The publication that says it.")
    statement: str = column("Report", "What it says, in the compilers' words.")
    origin: Annotated[Slug, Ref("origins")] = column("Origin", "Where the information first comes from.")
    via: Annotated[Slugs, Ref("outlets")] = column(
        "Via", "The outlets between the source and the origin, source first.", ()
    )
    locator: str = column("Where in the source", "Paragraph or page.")
    basis: Basis = column("Basis", "How the origin comes to know it.")
    credibility: Credibility = column("Credibility", "Admiralty credibility 1 to 6; 6 cannot be judged.")
    date: Dated | None = column("About", "EDTF date that the report is about.", None)
    place: Annotated[Slug | None, Ref("places")] = column("Place", "Place that the report is about.", None)
    actors: Annotated[Slugs, Ref("actors")] = column("Actors", "Whom the report is about.", ())
    withdraws: Annotated[Slugs, Ref("claims")] = column(
        "Takes back", "Claims that its origin or outlet takes back in this report.", ()
    )
    quote: str = column("Words", "The decisive words as they stand in the source, without quotation marks.", "")
    quote_lang: str = column("Language of the words", "Language of the quoted words as an ISO 639-1 code.", "")
    note: str = column("Note", "The compilers' remark.", "")
    marking: Marking | None = column(
        "Marking", "Who may hold it, where that is fewer than may hold its source; empty is as its source.", None
    )


class Evidence(Record):
    """The bearing of one report on one claim."""

    one = "evidence row"
    report: Annotated[Slug, Ref("reports")] = column("Report", "The report.")
    claim: Annotated[Slug, Ref("claims")] = column("Claim", "The claim.")
    stance: Stance = column("Stance", "Which side the report takes on the claim.")
    why: str = column("Why", "The reason for that reading.")
    directly: Literal["yes"] | None = column(
        "Names it",
        "yes where the report denies this claim in so many words, though it also supports one that excludes it.",
        None,
    )


class Event(Record):
    """Something said to have happened."""

    one = "event"
    title: str = column("Event", "What is said to have happened, with its hedge.")
    kind: str = column("Kind", "What sort of event: killing, arrest, video.")
    date: Dated | None = column("When", "EDTF date of the event.", None)
    place: Annotated[Slug | None, Ref("places")] = column("Place", "Where it is said to have happened.", None)
    claim: Annotated[Slug, Ref("claims")] = column("Claim", "The claim that asserts it.")
    summary: str = column("Summary", "Who says what of it.")


class Involvement(Record):
    """An actor's part in an event."""

    one = "involvement"
    event: Annotated[Slug, Ref("events")] = column("Event", "The event.")
    actor: Annotated[Slug, Ref("actors")] = column("Actor", "The actor.")
    role: str = column("Role", "The part the actor is said to have had: killed, arrested, denied.")
    reports: Annotated[Slugs, Ref("reports")] = column(
        "Reports", "The reports that give this part; empty where every report of the event does.", ()
    )


class Relation(Record):
    """A tie between two actors."""

    one = "relation"
    # `from` is a word of Python; the column keeps it.
    from_: Annotated[Slug, Ref("actors")] = column("From", "The actor that the tie is read from.", alias="from")
    to: Annotated[Slug, Ref("actors")] = column("To", "The actor that the tie is read to.")
    kind: str = column("Tie", "The tie, read from the first actor to the second.")
    date: Dated | None = column("When", "EDTF date of the tie, an interval where it lasted.", None)
    claim: Annotated[Slug, Ref("claims")] = column("Claim", "The claim that asserts it.")


class Judgement(Record):
    """An analyst's answer to a question, on the ICD 203 scale."""

    one = "judgement"
    question: Annotated[Slug, Ref("questions")] = column("Question", "The question it answers.")
    claim: Annotated[Slug | None, Ref("claims")] = column("Claim", "The claim that the likelihood is about.", None)
    made: Day = column("Made", "The day on which it was made.")
    likelihood: Likelihood | None = column("Likelihood", "ICD 203 term; empty where the reports allow none.", None)
    percent: Number | None = column(
        "Percent", "A figure inside the band of the term, where one is defended.", None, ge=0, le=100
    )
    confidence_level: Confidence = column("Confidence", "Low, moderate or high: about the basis, not the event.")
    confidence: str = column("Confidence in words", "The confidence as a sentence of its own.")
    statement: str = column("Judgement", "The answer in one sentence.")
    reasoning: str = column("Reasoning", "Why, from these reports alone.")
    dissent: str = column("Dissent", "How it could be read otherwise.", "")
    gaps: str = column("Gaps", "What was not seen.", "")
    indicators: str = column("Indicators", "What would change it.", "")


class Step(Record):
    """A step of the story: what a speaker says, and the view of this dashboard that stands beside it."""

    one = "step"
    step: Whole = column("Step", "Its place in the story, from 1.", ge=1, le=LAST)
    title: str = column("Title", "What the step is about, in a few words.", max_length=80)
    text: ShortText = column("Text", f"What is said, in at most {WORDS_OF_A_STEP} words; a claim is worded as one.")
    address: PageAddress = column(
        "View",
        "The page and what is chosen on it, as an address has it: map?asof=2017-04-18; v= its release.",
    )
    note: str = column("For the speaker", "What the speaker should know and does not read out.", "")


class Redirect(BaseModel):
    """An id that was merged into another, so that an old link still lands."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
    one: ClassVar[str] = "redirect"
    old: Slug = column("Old id", "The id that was given up.")
    new: Slug = column("New id", "The id that took its place.")


TABLES: dict[str, type[Record]] = {
    "outlets": Outlet,
    "sources": Source,
    "origins": Origin,
    "places": Place,
    "actors": Actor,
    "roles": Role,
    "questions": Question,
    "claims": Claim,
    "reports": Report,
    "evidence": Evidence,
    "events": Event,
    "involvement": Involvement,
    "relations": Relation,
    "judgements": Judgement,
    "stories": Step,
}
"""Every table of a dossier with the type of its rows, in the order in which a curator fills them."""

MAY_BE_MISSING = frozenset({"stories"})
"""The tables whose file a folder need not have: it is as if the file held no row."""


def references(record_type: type[Record]) -> dict[str, str]:
    """The fields of a record type that refer to another table, as field name to table name."""
    return {
        name: mark.table
        for name, field in record_type.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Ref)
    }


def ids(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The ids in a reference cell, whether it holds none, one or a list."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
