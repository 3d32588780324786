"""Larger dossiers to measure: the rows of one dossier over and over, each copy with ids, names and years of its own."""

import csv
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from briefing.dossier.cells import columns
from briefing.dossier.records import LIST_MARK, MAY_BE_MISSING, TABLES, Record, references
from briefing.reading.frontmatter import FILE as FRONT

NAMES: Mapping[str, tuple[str, ...]] = {
    "outlets": ("name",),
    "sources": ("title",),
    "origins": ("name",),
    "places": ("name",),
    "actors": ("name",),
    "questions": ("text", "short"),
    "claims": ("statement", "short"),
    "reports": ("statement",),
    "events": ("title",),
}
"""The columns by which a reader tells a copy from its fellows."""

ORDERS: Mapping[str, tuple[str, ...]] = {"questions": ("rank",)}
"""The columns that no two rows may share."""

ONCE = ("stories",)
"""The tables that are not copied: a story is given before a room, and has no more steps where there is more to tell."""

DATES = ("date", "published", "born")
YEAR = re.compile(r"(?<![\d-])\d{4}(?![\dX])")
UNSURE = re.compile(r"\dX")  # a decade cannot be moved by single years
LEAP = re.compile(r"(\d{4})-02-29")
SPAN = 12  # years over which copies are spread, all of them backwards: nothing may be later than the last day looked at


def grow(source: Path, target: Path, times: int) -> Path:
    """Write a dossier so many times as large into a new folder: every row of every table so many times, a story once.

    The first copy is the original. Copies keep coordinates and refer only to rows of their own copy, so that a grown
    dossier has more questions, not larger ones.
    """
    target.mkdir(parents=True)
    shutil.copy(source / FRONT, target / FRONT)
    for table in TABLES:
        if table in MAY_BE_MISSING and not (source / f"{table}.csv").exists():
            continue
        with (source / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            header, rows = list(reader.fieldnames or ()), list(reader)
        with (target / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            for number in range(1 if table in ONCE else times):
                writer.writerows(copied(table, row, number, len(rows)) for row in rows)
    return target


def copied(table: str, row: Mapping[str, str], number: int, rows: int) -> dict[str, str]:
    """A row as it stands in a copy of the dossier; the copy with number 0 is the original."""
    made = dict(row)
    if not number:
        return made
    for column in row.keys() & set(referring(TABLES[table])):  # a table may leave out what no row needs
        made[column] = LIST_MARK.join(f"{id}-n{number}" for id in made[column].split(LIST_MARK) if id)
    for column in NAMES.get(table, ()):
        made[column] = named(made[column], number, longest(TABLES[table], column))
    for column in DATES:
        if made.get(column):
            made[column] = earlier(made[column], number % SPAN)
    for column in ORDERS.get(table, ()):
        made[column] = str(int(made[column]) + rows * number)
    return made


def referring(record: type[Record]) -> tuple[str, ...]:
    """The columns of a table that hold ids: its own, and those of other rows."""
    fields = {"id", *references(record)}
    return tuple(column for column, field in columns(record).items() if field in fields)


def longest(record: type[Record], column: str) -> int | None:
    """How many letters a column takes; None where it takes any number."""
    marks = record.model_fields[columns(record)[column]].metadata
    return next((mark.max_length for mark in marks if hasattr(mark, "max_length")), None)


def named(text: str, number: int, most: int | None) -> str:
    """A name with the number of its copy, shortened where it would be too long."""
    end = f" ({number})"
    return f"{text[: most - len(end)] if most else text}{end}"


def earlier(date: str, years: int) -> str:
    """An EDTF date so many years earlier; one with a decade in it stays."""
    if UNSURE.search(date):
        return date
    moved = YEAR.sub(lambda year: f"{int(year[0]) - years:04d}", date)
    return LEAP.sub(lambda day: day[0] if int(day[1]) % 4 == 0 else f"{day[1]}-02-28", moved)
