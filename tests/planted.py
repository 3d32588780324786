"""A restricted cable planted in the small dossier, with everything that only it leads to, for tests of markings."""

import csv
import io
from pathlib import Path

from briefing.dossier.cells import columns
from briefing.dossier.records import TABLES

PLANTED = "zanzibar"

# What a restricted cable tells, with everything that only it leads to; each row has the planted word in it.
CABLE = {
    "outlets": {"id": "zanzibar-post", "name": "Zanzibar post", "kind": "embassy", "reliability": "B"}
    | {"reliability_reason": "Zanzibar."},
    "sources": {"id": "s-zanzibar", "outlet": "zanzibar-post", "title": "Zanzibar cable", "published": "2021-04-20"}
    | {"extent_read": "whole", "marking": "restricted"},
    "origins": {"id": "o-zanzibar", "name": "Zanzibar agent", "kind": "named person", "actor": "a-zanzibar"},
    "actors": {"id": "a-zanzibar", "name": "Zanzibar Man", "kind": "person", "summary": "The agent Zanzibar."},
    "places": {"id": "p-zanzibar", "name": "Zanzibar House", "country": "Zanzibar", "latitude": "1", "longitude": "1"}
    | {"precision": "town", "radius_km": "5", "basis": "Zanzibar."},
    "questions": {"id": "q-zanzibar", "text": "Is Zanzibar so?", "short": "Zanzibar?", "rank": "4"},
    "claims": {"id": "c-zanzibar", "question": "q-zanzibar", "statement": "Zanzibar is so.", "short": "Zanzibar so"}
    | {"kind": "motive", "claimant": "o-zanzibar", "actors": "a-zanzibar", "place": "p-zanzibar"},
    "reports": {"id": "r-zanzibar", "source": "s-zanzibar", "statement": "Zanzibar, it says.", "origin": "o-zanzibar"}
    | {"locator": "zanzibar 1", "basis": "told", "credibility": "3", "place": "p-zanzibar"},
    "evidence": {"id": "ev-zanzibar", "report": "r-zanzibar", "claim": "c-zanzibar", "stance": "supports"}
    | {"why": "Zanzibar."},
    "events": {"id": "e-zanzibar", "title": "Reported zanzibar", "kind": "zanzibar", "date": "2021-04-01"}
    | {"place": "p-zanzibar", "claim": "c-zanzibar", "summary": "Zanzibar."},
    "involvement": {"id": "i-zanzibar", "event": "e-zanzibar", "actor": "varo", "role": "zanzibar"},
    "relations": {"id": "tie-zanzibar", "from": "varo", "to": "a-zanzibar", "kind": "said to zanzibar"}
    | {"claim": "c-zanzibar"},
    "roles": {"id": "role-zanzibar", "actor": "varo", "role": "zanzibar", "reports": "r-zanzibar"},
    "judgements": {"id": "j-zanzibar", "question": "q-zanzibar", "made": "2021-06-01", "confidence_level": "low"}
    | {"confidence": "Confidence is low.", "statement": "Zanzibar is open.", "reasoning": "Zanzibar."},
}


def add(folder: Path, table: str, *rows: dict[str, str]) -> None:
    """Append rows to a table, with whatever columns they need."""
    path = folder / f"{table}.csv"
    found = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(TABLES[table]))
        writer.writeheader()
        writer.writerows([*found, *rows])


def put(folder: Path, table: str, id: str, **cells: str) -> None:
    """Write other cells into a row."""
    path = folder / f"{table}.csv"
    found = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns(TABLES[table]))
        writer.writeheader()
        writer.writerows(row | cells if row["id"] == id else row for row in found)


def plant(folder: Path) -> None:
    """Add what the cable says to a copy of the small dossier, and mentions of it to rows that stay."""
    for table, row in CABLE.items():
        add(folder, table, row)
    put(folder, "origins", "o-banner", depends_on="o-zanzibar")
    put(folder, "roles", "role-tolm-baker", reports="r-lawyer-arrest|r-zanzibar")
    put(folder, "sources", "s-banner-denial", known_via="s-courier-varo|s-zanzibar")
    with (folder / "redirects.csv").open("a", encoding="utf-8") as file:
        file.write("c-older,c-old\nc-old,c-zanzibar\n")
