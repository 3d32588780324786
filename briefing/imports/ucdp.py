"""Events from the Georeferenced Event Dataset of the Uppsala Conflict Data Program: 49 columns, and the older ones."""

from briefing.dossier.when import parse
from briefing.imports.conflict import Party, Set, Told, figure, parcel, parts
from briefing.imports.days import day
from briefing.imports.entities import sentences
from briefing.imports.imported import Import, Parcel
from briefing.imports.spots import Reach, Spot
from briefing.imports.tabular import Line, sheet, whole

WANTED = (("id",), ("type_of_violence",), ("date_start",), ("where_prec",), ("side_a",))
KINDS = {"1": "state-based violence", "2": "non-state violence", "3": "one-sided violence"}
REACHES = {
    "1": Reach("town", 5),
    "2": Reach("district", 25),
    "3": Reach("district", 50),
    "4": Reach("province", 150),
    "5": Reach("province", 150),
    "6": Reach("country", 500),
}
"""What its codes for a place mean; 7, international waters or air, makes no place."""


def read(content: bytes, name: str) -> Parcel:
    """Every row as an event."""
    return parcel(sheet(content, WANTED, "UCDP GED"), Set("UCDP GED", REACHES, "UCDP GED, where_prec", _told), name)


def _told(line: Line) -> Told:
    sides = tuple(line[side] for side in ("side_a", "side_b"))
    where = line["where_coordinates"]
    return Told(
        own=line.own("id"),
        title=f"Said to be violence: {' against '.join(filter(None, sides))}" + (f", {where}" if where else ""),
        kind=KINDS.get(whole(line["type_of_violence"]), "violence"),
        date=_date(line),
        summary=_summary(line),
        spot=Spot(
            name=where,
            country=line["country"],
            latitude=line.raw("latitude"),
            longitude=line.raw("longitude"),
            said=whole(line["where_prec"]),
            admin1=line["adm_1"],
            admin2=line["adm_2"],
        ),
        parties=tuple(Party(side, _kind(side), "said to be a party") for side in sides),
        sources=parts(line["source_article"]),
        cited=_cited(line),
    )


def _cited(line: Line) -> dict[str, dict[str, str]]:
    """The publisher and the day of each article, where a row has as many of both; a semicolon may be of a headline."""
    articles, offices, days = (
        [part.strip().strip('"').strip() for part in line[name].split(";")]
        for name in ("source_article", "source_office", "source_date")
    )
    if not len(articles) == len(offices) == len(days):
        return {}
    told = zip(articles, offices, map(_day, days), strict=True)
    return {
        each: {name: cell for name, cell in (("author", office), ("published", at)) if cell}
        for each, office, at in told
    }


def _day(cell: str) -> str:
    """A day as it may stand in a row; nothing where it is none."""
    try:
        return parse(day(cell)).edtf
    except ValueError:
        return ""


def _date(line: Line) -> str:
    """A day, what lasted, or a set: a precision beyond 1 says that it happened once in the days given."""
    start, end = day(line["date_start"]), day(line.first("date_end", "date_start"))
    if start == end:
        return start if whole(line["date_prec"]) in ("", "1") else f"{start}~"
    return f"{start}/{end}" if whole(line["date_prec"]) == "1" else f"[{start}..{end}]"


def _kind(side: str) -> str:
    return "state body" if side.startswith("Government of") else "armed group"


def _summary(line: Line) -> str:
    best = figure("Deaths as the data set has them, best estimate", line.first("best", "best_est"))
    low = figure("Lowest", line.first("low", "low_est"))
    high = figure("Highest", line.first("high", "high_est"))
    crowd = "Against civilians." if line["side_b"].lower() == "civilians" else ""
    return sentences(line["source_headline"], crowd, best, low, high)


CANNOT = """It carries events with their date, place, the parties and the sources named; deaths and headlines in the \
summary alone. Left out: conflict and dyad ids, the PRIO grid, event clarity. Radii are ours, by where_prec."""
LICENCE = "Holds data of the Uppsala Conflict Data Program, CC BY 4.0: name the program and the version."
IMPORT = Import("ucdp", "UCDP GED", CANNOT, read, LICENCE)
