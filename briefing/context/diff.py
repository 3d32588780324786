"""What a newer release of a layer changed: rows by id."""

from dataclasses import dataclass
from pathlib import Path

from briefing.context.opening import described
from briefing.context.parts import parts, table
from briefing.context.queries import COLUMNS


@dataclass(frozen=True, slots=True)
class Change:
    """How many rows came, went and say something else, of a country."""

    country: str
    added: int
    gone: int
    changed: int


def diff(old: Path, new: Path) -> tuple[Change, ...]:
    """The changes by country, of those that have any. Raises ValueError with a sentence.

    An older version kept no provinces, so that they differ between no two layers of which it took one in.
    """
    import duckdb

    layers = [(folder, described(folder)) for folder in (old, new)]
    both = all(layer.provinces for _, layer in layers)
    kept = ", ".join(name for name in COLUMNS if both or not name.startswith("adm_"))
    before, after = (f"SELECT {kept} FROM {table(parts(folder, layer))}" for folder, layer in layers)
    with duckdb.connect() as connection:
        try:
            rows = connection.execute(
                "SELECT COALESCE(new.country, old.country) AS place, COUNT(*) FILTER (old.id IS NULL), "
                "COUNT(*) FILTER (new.id IS NULL), "
                "COUNT(*) FILTER (old.id IS NOT NULL AND new.id IS NOT NULL AND HASH(old) <> HASH(new)) "
                f"FROM ({before}) AS old FULL JOIN ({after}) AS new ON old.id = new.id "
                "GROUP BY place ORDER BY place"
            ).fetchall()
        except duckdb.Error as fault:
            raise ValueError(str(fault).splitlines()[0]) from None
    return tuple(change for change in (Change(*row) for row in rows) if change.added or change.gone or change.changed)
