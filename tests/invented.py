"""Invented dossiers for tests: a terse builder, a strategy of random valid ones, and a writer back to a folder."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from briefing.dossier.cells import columns
from briefing.dossier.dossier import BottomLine, Dossier, Info, Moment
from briefing.dossier.likelihood import BANDS
from briefing.dossier.records import (
    TABLES,
    Actor,
    Claim,
    Event,
    Evidence,
    Involvement,
    Judgement,
    Origin,
    Outlet,
    Place,
    Question,
    Record,
    Relation,
    Report,
    Role,
    Source,
    references,
)
from briefing.dossier.when import When
from briefing.view.address import State
from briefing.view.view import View, ground, view

R = TypeVar("R", bound=Record)

AS_OF = date(2021, 6, 30)
DAYS = st.dates(date(2021, 1, 1), date(2021, 7, 5))
MARK = '<i>"it\'s" & so</i>'  # text that must be escaped in HTML and quoted in CSV

ROWS: dict[type[Record], dict[str, Any]] = {
    Outlet: {"name": "Outlet {id}", "kind": "newspaper", "reliability": "C", "reliability_reason": "Reason {id}"},
    Source: {"outlet": "", "title": "Title {id} {mark}", "extent_read": "whole", "note": "Note {id}"},
    Origin: {"name": "Origin {id} {mark}", "kind": "named person", "interest": "Interest {id}"},
    Place: {
        "name": "Place {id}",
        "country": "Arvenia",
        "latitude": 40.0,
        "longitude": 66.0,
        "precision": "country",
        "radius_km": 100.0,
        "basis": "Invented.",
    },
    Actor: {"name": "Actor {id} {mark}", "kind": "person", "summary": "Summary {id}"},
    Role: {"actor": "", "role": "said to be {id} {mark}", "reports": ()},
    Question: {"text": "Question {id} {mark}?", "short": "Question {id}", "rank": 1},
    Claim: {"question": "q", "statement": "Claim {id}, {mark}", "short": "Claim {id} <i>", "kind": "occurrence"},
    Report: {
        "statement": "Report {id}, {mark}",
        "locator": "paragraph of {id}",
        "basis": "told",
        "credibility": "3",
        "note": "Note {id}",
    },
    Evidence: {"why": "Why {id}, {mark}"},
    Event: {"title": "Event {id} said to have happened {mark}", "kind": "clash", "summary": "Summary {id}"},
    Involvement: {"role": "said to have acted"},
    Relation: {"kind": "said to be {id} of"},
    Judgement: {
        "likelihood": "likely",
        "confidence_level": "low",
        "confidence": "Confidence is low, says {id} {mark}.",
        "statement": "It is likely, says {id} {mark}.",
        "reasoning": "Reasoning {id}",
        "dissent": "Dissent {id}",
        "gaps": "Gaps {id}",
        "indicators": "Indicators {id}",
    },
}
"""What a row says where a test does not care; every text holds the id, so that a search for the id finds it."""


def row(kind: type[R], id: str, /, **given: Any) -> R:
    """A valid row of a table with what is given, and otherwise words made of its id."""
    plain = {
        name: value.format(id=id, mark=MARK) if isinstance(value, str) else value for name, value in ROWS[kind].items()
    }
    return kind.model_validate({**plain, **given, "id": id})


def info(**given: Any) -> Info:
    """The front matter of an invented dossier."""
    words = {"title": "T", "subtitle": "S", "summary": "Invented.", "disclaimer": "Invented.", "licence": "CC0-1.0"}
    return Info(**{**words, "as_of": AS_OF, "language": "en", **given})


def dossier(
    claims: Iterable[str],
    reports: Sequence[tuple[str, ...]],
    origins: Mapping[str, Mapping[str, Any]] | None = None,
    excludes: Mapping[str, tuple[str, ...]] | None = None,
) -> Dossier:
    """A dossier with these claims of one question and with reports r1, r2, ... from sources s1, s2, ...

    ``excludes`` are the cells of that column by claim, as written: on one side where only one is given.

    A report is (published, outlet, origin, bearing) or has a chain of outlets as a fifth item, ``"wire|herald"``. A
    bearing is ``"supports c, withdraws d"``. An origin is named unless its id begins with ``unnamed`` or ``unknown``.
    """
    rows: list[Record] = [row(Question, "q")]
    rows += [row(Claim, id, excludes=(excludes or {}).get(id, ())) for id in claims]
    outlets: dict[str, None] = {}
    found: dict[str, None] = dict.fromkeys(origins or ())
    for number, (published, outlet, origin, bearing, *via) in enumerate(reports, 1):
        said = [part.split() for part in bearing.split(",") if part.strip()]
        back = [claim for stance, claim in said if stance == "withdraws"]
        rows.append(row(Source, f"s{number}", outlet=outlet, published=published or None))
        chain = {"via": via[0] if via else "", "withdraws": "|".join(back)}
        rows.append(row(Report, f"r{number}", source=f"s{number}", origin=origin, **chain))
        sides = [(stance, claim) for stance, claim in said if stance != "withdraws"]
        rows += [
            row(Evidence, f"ev{number}-{claim}", report=f"r{number}", claim=claim, stance=stance)
            for stance, claim in sides
        ]
        outlets |= dict.fromkeys([outlet, *(chain["via"].split("|") if chain["via"] else ())])
        found[origin] = None
    outlets |= {more["outlet"]: None for more in (origins or {}).values() if "outlet" in more}
    rows += [row(Outlet, id) for id in outlets]
    rows += [row(Origin, id, **{"kind": _kind(id), **(origins or {}).get(id, {})}) for id in found]
    return gathered(rows)


def _kind(origin: str) -> str:
    if origin.startswith("unnamed"):
        return "unnamed persons"
    return "unknown" if origin.startswith("unknown") else "named person"


def gathered(rows: Iterable[Record], front: Info | None = None, **more: Any) -> Dossier:
    """A dossier of these rows, each in its table, in their order."""
    tables: dict[str, Any] = {
        name: tuple(row for row in rows if isinstance(row, kind)) for name, kind in TABLES.items()
    }
    return Dossier(front or info(), "abc1234", **tables, **more)


def seen(dossier: Dossier, **state: Any) -> View:
    """The view of a dossier in a state."""
    chosen = State().changed(**state)
    return view(ground(dossier, chosen.asof, chosen.without), chosen)


def served(view: View) -> View:
    """The view at an address that the public can open, which some files cannot do without."""
    return replace(view, link="https://briefing.example/")


def shuffled(dossier: Dossier, random: Random) -> Dossier:
    """The same dossier with the rows of every table in another order."""
    tables: dict[str, Any] = {name: tuple(random.sample(rows, len(rows))) for name, rows in dossier.tables()}
    return replace(dossier, **tables)


def renamed(dossier: Dossier, name: Mapping[str, str]) -> Dossier:
    """The same dossier with ids given up for others, in their rows and wherever they are referred to."""
    tables: dict[str, Any] = {table: tuple(_renamed(row, name) for row in rows) for table, rows in dossier.tables()}
    return replace(dossier, **tables)


def _renamed(row: Record, name: Mapping[str, str]) -> Record:
    def new(value: Any) -> Any:
        return tuple(map(new, value)) if isinstance(value, tuple) else name.get(value, value)

    return row.model_copy(update={field: new(getattr(row, field)) for field in ("id", *references(type(row)))})


def ids(kind: str, number: int) -> tuple[str, ...]:
    """Ids of which none is part of another."""
    return tuple(f"{kind}{count:02}" for count in range(1, number + 1))


PUBLISHED = st.one_of(
    st.dates(date(2021, 1, 1), AS_OF).map(date.isoformat),
    st.sampled_from([None, "2021", "2021-02", "2021-03", "2021-04~", "2021-06", "202X"]),
    st.sampled_from(["2021-02/2021-05", "2021-03/..", "[2021-02..2021-03]", "[..2021-04]", "[2021-03..]"]),
)
HAPPENED = st.sampled_from([None, "2021-01-05", "2021-02", "2021-03~", "2020", "199X"]) | st.sampled_from(
    ["2021-02/..", "../2021-03", "2021-01/2021-05", "[2021-02..2021-05]", "[..2021-03~]", "[2021-02..]"]
)
STANCES = st.sampled_from(["supports", "supports", "contradicts", "doubts", "neither"])
PLACES = (
    row(Place, "pla01", name="Arvenia"),
    row(Place, "pla02", name="Northmark", admin1="Northmark", precision="province"),
    row(Place, "pla03", name="Lowen", native_name="Ловен", admin1="Northmark", precision="town", radius_km=9.0),
    row(Place, "pla04", name="Sarn", country="Dorrland", admin1="Sarn Province", precision="town", radius_km=9.0),
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Random dossiers that ``reading.load.read`` takes without an error."""

    def number(most: int, least: int = 0) -> int:
        return draw(st.integers(least, most))

    def one(values: Sequence[Any]) -> Any:
        return draw(st.sampled_from(values))

    def some(values: Sequence[str], most: int = 2) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(values), max_size=most, unique=True))) if values else ()

    outlets, sources, origins = ids("out", number(4, 1)), ids("src", number(6, 1)), ids("org", number(5, 2))
    actors, claims, places = ids("act", 3), ids("cla", number(4, 1)), (*(place.id for place in PLACES), None)
    rows: list[Record] = [
        *(row(Outlet, id, reliability=one("ABCDEF")) for id in outlets),
        *PLACES,
        *(row(Question, id, rank=rank) for rank, id in enumerate(("que01", "que02"), 1)),
        *(row(Actor, id, native_name=f"Актёр {id}", aliases=(f"Alias {id}",)) for id in actors),
    ]
    for id in sources:
        extent = one(["whole", "opening", "not read", "not stated"])
        known = some([each for each in sources if each != id], 1)
        rows.append(
            row(Source, id, outlet=one(outlets), published=draw(PUBLISHED), extent_read=extent, known_via=known)
        )
    for id in origins:
        kind = one(["named person", "institution", "document", "recording", "unnamed persons", "unknown"])
        leaning = some([each for each in origins if each != id]) if one([False, False, True]) else ()
        more = {"actor": one([*actors, None]), "outlet": one([None, None, *outlets])}
        rows.append(row(Origin, id, kind=kind, depends_on=leaning, **more))
    question = {id: one(["que01", "que02"]) for id in claims}
    pairs = [(a, b) for a in claims for b in claims if a < b and question[a] == question[b]]
    rivals = set(draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True))) if pairs else set()
    couples = [*combinations(claims, 2)]  # what excludes a claim may answer another question
    apart = set(draw(st.lists(st.sampled_from(couples), max_size=3, unique=True))) if couples else set()
    for id in claims:
        figure = one([{}, {"kind": "quantity", "low": 12.0, "high": 40.5, "unit": "people", "counts": "the dead"}])
        beside = {"rivals": _partners(id, rivals), "excludes": _partners(id, apart)}
        where = {"place": one(places), "date": draw(HAPPENED), "actors": some(actors)}
        rows.append(row(Claim, id, question=question[id], claimant=one([*origins, None]), **beside, **where, **figure))
    reports = ids("rep", number(8, 2))
    for id in reports:
        about = {"date": draw(HAPPENED), "place": one(places), "actors": some(actors)}
        chain = {"via": some(outlets), "withdraws": some(claims, 1) if one([False, False, True]) else ()}
        rows.append(row(Report, id, source=one(sources), origin=one(origins), **about, **chain))
    cells = [(report, claim) for report in reports for claim in claims]
    assessed = draw(st.lists(st.sampled_from(cells), min_size=len(reports), max_size=14, unique=True)) if cells else []
    for id, (report, claim) in zip(ids("evi", len(assessed)), assessed, strict=True):
        rows.append(row(Evidence, id, report=report, claim=claim, stance=draw(STANCES)))
    events = ids("eve", number(3))
    rows += [row(Event, id, claim=one(claims), place=one(places), date=draw(HAPPENED)) for id in events]
    parts = [(event, actor) for event in events for actor in some(actors)]
    for id, (event, actor) in zip(ids("inv", len(parts)), parts, strict=True):
        part = {"role": one(["said to be killed", "accused"]), "reports": some(reports)}
        rows.append(row(Involvement, id, event=event, actor=actor, **part))
    for id in ids("rel", number(3)):
        ends = one([("act01", "act02"), ("act02", "act03"), ("act03", "act01")])
        rows.append(row(Relation, id, **{"from": ends[0], "to": ends[1]}, claim=one(claims), date=draw(HAPPENED)))
    if reports:
        rows += [row(Role, id, actor=one(actors), reports=some(reports) or reports[:1]) for id in ids("rol", number(2))]
    for id in ids("jud", number(3)):
        asked, word = one(["que01", "que02"]), one([*BANDS])
        about = one([None, *(claim for claim in claims if question[claim] == asked)])
        made = draw(st.dates(date(2021, 1, 1), AS_OF))
        said = f"It is {word}, says {id} {MARK}."
        rows.append(row(Judgement, id, question=asked, claim=about, made=made, likelihood=word, statement=said))
    line = draw(st.none() | st.dates(date(2021, 1, 1), AS_OF))
    front = info(
        bottom_line=BottomLine(made=line, text=f"bottomline {MARK}", not_known="bottomline too") if line else None,
        moments=(Moment(day=date(2021, 3, 1), title="A moment"),),
    )
    return gathered(rows, front, redirects={"cla00": "cla01", "act00": "act01"})


def _partners(id: str, pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The ids that stand in a pair with this one."""
    return tuple(b if a == id else a for a, b in sorted(pairs) if id in (a, b))


def dispute(random: Random, number: int) -> Dossier:
    """A small dossier in which so many reports bear thickly on four claims: exclusions on one side and on both, origins
    of every kind that lean on each other and are heard through each other, reports that take back. It holds what the
    rule reads and no more, so that hundreds are made in a second; a check may find fault with it.
    """

    def some(values: Sequence[str], *often: int) -> tuple[str, ...]:
        return tuple(random.sample(values, min(random.choice(often), len(values))))

    claims, outlets, origins = ids("cla", 4), ids("out", 3), ids("org", random.randint(2, 6))
    rows: list[Record] = [*(row(Outlet, id) for id in outlets), row(Question, "que01"), row(Question, "que02")]
    for id in origins:
        kind = random.choice(["named person", "institution", "document", "recording", "unnamed persons", "unknown"])
        leaning = some([each for each in origins if each != id], 0, 0, 0, 1, 2)
        rows.append(row(Origin, id, kind=kind, depends_on=leaning, outlet=random.choice([None, None, *outlets])))
    for id in claims:
        excludes = some([each for each in claims if each != id], 0, 0, 0, 1, 2)
        rows.append(row(Claim, id, question=random.choice(["que01", "que02"]), excludes=excludes))
    sources = ids("src", max(2, number // 2))
    days = ["2021-04-01", "2021-04-02", "2021-04-03", "2021-04-04", "2021-04-05", "2021-04-06", "2021-04", None]
    rows += [row(Source, id, outlet=random.choice(outlets), published=random.choice(days)) for id in sources]
    for id in ids("rep", number):
        said = {"source": random.choice(sources), "origin": random.choice(origins), "via": some(outlets, 0, 0, 1, 2)}
        rows.append(row(Report, id, **said, withdraws=some(claims, 0, 0, 0, 0, 1)))
        for claim in some(claims, 0, 1, 1, 2):
            stance = random.choice([*["supports"] * 5, "contradicts", "doubts", "neither"])
            rows.append(row(Evidence, f"ev-{id}-{claim}", report=id, claim=claim, stance=stance))
    return gathered(rows)


DISPUTES = st.builds(lambda seed, number: dispute(Random(seed), number), st.integers(0, 2**32), st.integers(1, 12))


def examples(number: int) -> settings:
    """How many random dossiers a property is held against; building one takes longer than hypothesis likes."""
    profile = settings()
    return settings(
        max_examples=min(number, profile.max_examples) if _of_a_mutant() else number,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        phases=set(profile.phases) - {Phase.explain},
    )


def _of_a_mutant() -> bool:
    return settings.get_current_profile_name() == "mutants"


def cells(row: Record) -> dict[str, str]:
    """A row as the cells of its CSV file, by column."""
    return {column: _cell(getattr(row, name)) for column, name in columns(type(row)).items()}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, When):
        return value.edtf
    return value.isoformat() if isinstance(value, date) else str(value)


def write(dossier: Dossier, folder: Path) -> None:
    """Write the tables of a dossier to a folder, so that ``reading.load.read`` reads it again."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in dossier.tables():
        _sheet(folder / f"{name}.csv", list(columns(TABLES[name])), [cells(row) for row in rows])
    moved = [{"old": old, "new": new} for old, new in dossier.redirects.items()]
    _sheet(folder / "redirects.csv", ["old", "new"], moved)
    (folder / "dossier.toml").write_text(_toml(dossier.info), "utf-8")


def _sheet(path: Path, header: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, header)
        sheet.writeheader()
        sheet.writerows(rows)


def _toml(front: Info) -> str:
    values = front.model_dump(exclude={"moments", "bottom_line", "cut"})
    parts = [_keys(values), *(f"[[moments]]\n{_keys(moment.model_dump())}" for moment in front.moments)]
    if front.bottom_line:
        parts.append(f"[bottom_line]\n{_keys(front.bottom_line.model_dump())}")
    return "\n".join(parts)


def _keys(values: Mapping[str, Any]) -> str:
    """Keys and values; a JSON string is a TOML string, and a day stands as it is."""
    written = {
        name: value.isoformat() if isinstance(value, date) else json.dumps(value) for name, value in values.items()
    }
    return "".join(f"{name} = {value}\n" for name, value in written.items())
