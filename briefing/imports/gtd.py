"""Events from the Global Terrorism Database."""

import re

from briefing.imports.conflict import Party, Set, Told, figure, parcel
from briefing.imports.days import note, units
from briefing.imports.entities import sentences
from briefing.imports.imported import Import, Parcel
from briefing.imports.spots import Reach, Spot
from briefing.imports.tabular import Line, sheet, whole

WANTED = (("eventid",), ("iyear",), ("imonth",), ("iday",), ("gname",), ("specificity",))
REACHES = {"1": Reach("town", 5), "2": Reach("district", 50), "3": Reach("district", 50), "4": Reach("province", 150)}
ROUNDED = re.compile(r"(?:\d[.,]\d*|(?<!\d)\d+)E\+?\d+", re.IGNORECASE)


def read(content: bytes, name: str) -> Parcel:
    """Every row as an event."""
    return parcel(sheet(content, WANTED, "GTD"), Set("GTD", REACHES, "GTD, specificity", _told), name)


def _told(line: Line) -> Told:
    if ROUNDED.fullmatch(line["eventid"]):
        raise ValueError(f"the id {line['eventid']!r} has lost digits in a sheet; format its column as text")
    what, where = line["attacktype1_txt"] or "Attack", line["city"]
    target = f" on {line['target1']}" if line["target1"] else ""
    date, remark = _date(line)
    return Told(
        own=line.own("eventid"),
        title=f"Said to be: {what}{target}" + (f", {where}" if where else ""),
        kind=what.lower(),
        date=date,
        summary=sentences(line["summary"], remark, _doubt(line), _deaths(line)),
        spot=Spot(
            name=where,
            country=line["country_txt"],
            latitude=line.raw("latitude"),
            longitude=line.raw("longitude"),
            said=whole(line["specificity"]),
            admin1=line["provstate"],
        ),
        parties=tuple(_parties(line)),
        sources=tuple(line[name] for name in ("scite1", "scite2", "scite3") if line[name]),
    )


def _date(line: Line) -> tuple[str, str]:
    """The date, and what has to be said of it: a note on a date not known in full may be a coarser one."""
    given = units(*(whole(line[unit]) for unit in ("iyear", "imonth", "iday")))
    words = line["approxdate"]
    # A day that is given stays: the note then says from when to when it lasted, or where the day comes from.
    found = note(words) if len(given) < len("2001-03-14") else ""
    return found or given, f"The file says of the date: {words}." if words else ""


def _parties(line: Line) -> list[Party]:
    """The groups named, and whether the file itself doubts it."""
    found = []
    for group, doubted in (("gname", "guncertain1"), ("gname2", "guncertain2"), ("gname3", "guncertain3")):
        role = "suspected" if whole(line[doubted]) == "1" else "named as perpetrator"
        found.append(Party(line[group], "armed group", role))
    return found


def _doubt(line: Line) -> str:
    return "The file doubts that it was terrorism." if whole(line["doubtterr"]) == "1" else ""


def _deaths(line: Line) -> str:
    killed = figure("Killed as the data set has it", whole(line["nkill"]))
    return sentences(killed, figure("Wounded", whole(line["nwound"])))


CANNOT = """It carries events with their date, place, the groups named and up to three sources cited; targets, deaths \
and notes in words alone. Left out: weapons, claims of responsibility, ransom, criteria, related events. Radii are \
ours, by specificity."""
LICENCE = """Not for publication: holds data of the Global Terrorism Database, whose user agreement does not let it \
be passed on. Name START, University of Maryland; ask it before you give this out."""
IMPORT = Import("gtd", "GTD", CANNOT, read, LICENCE)
