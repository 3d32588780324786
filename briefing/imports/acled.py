"""Events from the Armed Conflict Location & Event Data Project."""

from functools import partial

from briefing.imports.conflict import Party, Set, Told, figure, parcel, parts
from briefing.imports.days import day, order
from briefing.imports.entities import sentences
from briefing.imports.imported import Import, Parcel
from briefing.imports.sheet.kinds import kind as by_name
from briefing.imports.spots import Reach, Spot
from briefing.imports.tabular import Line, sheet, whole

WANTED = (("event_id_cnty", "data_id"), ("event_date",), ("event_type",), ("actor1",), ("geo_precision",))
REACHES = {"1": Reach("town", 5), "2": Reach("district", 30), "3": Reach("province", 150)}
GROUPS = {
    "1": "state body",
    "2": "armed group",
    "3": "armed group",
    "4": "armed group",
    "8": "organisation",
    "state forces": "state body",
    "rebel group": "armed group",
    "political militia": "armed group",
    "identity militia": "armed group",
    "external/other forces": "organisation",
}
"""Its codes for actors that are bodies; rioters, protesters and civilians are crowds."""


def read(content: bytes, name: str) -> Parcel:
    """Every row as an event."""
    found = sheet(content, WANTED, "ACLED export")
    first = order(line["event_date"] for line in found.lines)
    return parcel(found, Set("ACLED", REACHES, "ACLED, geo_precision", partial(_told, first=first)), name)


def _told(line: Line, first: str) -> Told:
    what, where = line.first("sub_event_type", "event_type"), line["location"]
    actors = tuple(line[actor] for actor in ("actor1", "actor2"))
    return Told(
        own=line.own("event_id_cnty", "data_id"),
        title=f"Said to be: {', '.join(filter(None, (what, ' and '.join(filter(None, actors)), where)))}",
        kind=line["event_type"].lower(),
        date=_date(line, first),
        summary=sentences(line["notes"], figure("Deaths as the data set has them", line["fatalities"]), _crowds(line)),
        spot=Spot(
            name=where,
            country=line["country"],
            latitude=line.raw("latitude"),
            longitude=line.raw("longitude"),
            said=whole(line["geo_precision"]),
            admin1=line["admin1"],
            admin2=line["admin2"],
        ),
        parties=tuple(_parties(line)),
        sources=parts(line["source"]),
    )


def _date(line: Line, first: str) -> str:
    """A day, about a day where the week alone is known, a month where no more is."""
    found = day(line["event_date"], first)
    return {"2": f"{found}~", "3": found[:7]}.get(whole(line["time_precision"]), found) if found else ""


def _parties(line: Line) -> list[Party]:
    """The actors that are bodies, and those beside them."""
    found = []
    for number in ("1", "2"):
        kind = GROUPS.get(whole(line[f"inter{number}"]).lower(), "")
        if kind:
            found.append(Party(line[f"actor{number}"], kind, "said to be a party"))
        beside = parts(line[f"assoc_actor_{number}"])
        found += [Party(each, _kind(each), "said to be beside a party", is_assumed=True) for each in beside if kind]
    return found


def _kind(name: str) -> str:
    """The kind of whoever is beside an actor, which the file does not state: a body, if no word tells more."""
    found = by_name(name)
    return "organisation" if found == "person" else found


def _crowds(line: Line) -> str:
    """Those who are no bodies, in words."""
    named = [line[f"actor{n}"] for n in "12" if whole(line[f"inter{n}"]).lower() not in GROUPS]
    return f"Also named: {'; '.join(filter(None, named))}." if any(named) else ""


CANNOT = """It carries events with their date, place, the bodies in them and the sources named; notes, deaths and \
crowds in the summary alone. Left out: interaction codes, tags, regions. Radii are ours, by geo_precision."""
LICENCE = """Not for publication: holds data of ACLED, whose terms do not let it be passed on row by row. \
Name ACLED; ask it before you give this out."""
IMPORT = Import("acled", "ACLED", CANNOT, read, LICENCE)
