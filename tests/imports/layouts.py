"""Files in the official layouts of other systems, of invented content."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from briefing.dossier.dossier import Dossier
from briefing.imports import IMPORTS
from briefing.imports.merge import Taken, merge
from briefing.reading.load import read
from tests.invented import info

READERS = {each.name: each.read for each in IMPORTS}


def columns(names: str) -> tuple[str, ...]:
    """The columns of a layout, in its order."""
    return tuple(names.split())


UCDP = columns(
    """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
    dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
    number_of_sources source_article source_office source_date source_headline source_original where_prec
    where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id
    region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high
    low gwnoa gwnob"""
)
UCDP_OLD = columns(
    """id year active_year type_of_violence conflict_dset_id conflict_name dyad_dset_id dyad_name side_a_dset_id side_a
    side_b_dset_id side_b number_of_sources source_article source_office source_date source_headline source_original
    where_prec where_coordinates adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
    event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best_est high_est
    low_est isocc gwno gwab"""
)
ACLED = columns(
    """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
    actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
    latitude longitude geo_precision source source_scale notes fatalities tags timestamp"""
)
GTD = columns(
    """eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt provstate city
    latitude longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr alternative alternative_txt
    multiple success suicide attacktype1 attacktype1_txt targtype1 targtype1_txt target1 natlty1 natlty1_txt gname
    gsubname gname2 gsubname2 gname3 gsubname3 motive guncertain1 guncertain2 guncertain3 individual nperps nperpcap
    claimed claimmode weaptype1 weaptype1_txt weapdetail nkill nkillus nkillter nwound addnotes scite1 scite2 scite3
    dbsource INT_LOG INT_IDEO INT_MISC INT_ANY related"""
)

Row = Mapping[str, object]


def written(header: Sequence[str], rows: Iterable[Row | Sequence[str]], mark: str = ",") -> bytes:
    """A CSV; a row that is no mapping stands as it is."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark)
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] if isinstance(row, Mapping) else row for row in rows)
    return out.getvalue().encode()


def book(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def take(format: str, content: bytes, into: Path, name: str = "field notes.csv") -> Taken:
    """The file taken into a folder that holds no dossier yet, or the one of before."""
    taken = merge(READERS[format](content, name), into, info())
    assert isinstance(taken, Taken)
    return taken


def loaded(folder: Path) -> Dossier:
    """The dossier in a folder, which has to be sound."""
    reading = read(folder)
    assert reading.dossier, [str(issue) for issue in reading.issues]
    return reading.dossier


def sums(taken: Taken) -> tuple[int, int, int]:
    """How many were imported, refused and set aside."""
    return len(taken.imported), len(taken.refused), len(taken.aside)


def ucdp(number: int, **said: object) -> Row:
    """A row of UCDP GED of an event in Dushanbe."""
    return {
        "id": number,
        "relid": f"TAJ-2010-1-{number}",
        "year": 2010,
        "type_of_violence": 1,
        "side_a": "Government of Tajikistan",
        "side_b": "Example Front",
        "where_prec": 1,
        "where_coordinates": "Dushanbe town",
        "latitude": "38.559772",
        "longitude": "68.773940",
        "country": "Tajikistan",
        "date_prec": 1,
        "date_start": "2010-09-19 00:00:00.000",
        "date_end": "2010-09-19 00:00:00.000",
        "best": 3,
        "high": 5,
        "low": 2,
    } | said


def acled(number: int, **said: object) -> Row:
    """A row of ACLED of an event in Khorugh."""
    return {
        "event_id_cnty": f"TAJ{number}",
        "event_date": "24 July 2012",
        "year": 2012,
        "time_precision": 1,
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Exampleland",
        "inter1": 1,
        "actor2": "Example Front",
        "inter2": "Rebel group",
        "country": "Tajikistan",
        "location": "Khorugh",
        "latitude": "37.4890",
        "longitude": "71.5530",
        "geo_precision": 1,
        "source": "Example Wire; Example Radio",
        "notes": "Shots are reported.",
        "fatalities": 0,
    } | said


def gtd(number: int, **said: object) -> Row:
    """A row of the GTD of an event in Khujand."""
    return {
        "eventid": 201009030000 + number,
        "iyear": 2010,
        "imonth": 9,
        "iday": 3,
        "country": 202,
        "country_txt": "Tajikistan",
        "provstate": "Sughd",
        "city": "Khujand",
        "latitude": 40.2833,
        "longitude": 69.6167,
        "specificity": 1,
        "attacktype1_txt": "Bombing/Explosion",
        "target1": "A police station",
        "gname": "Example Group",
        "guncertain1": 0,
        "nkill": 2,
        "nwound": -99,
        "summary": "A car is said to have exploded.",
        "scite1": '"A headline," Example Wire, September 3, 2010.',
    } | said
