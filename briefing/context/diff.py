"""What a newer release of a layer changed: rows by id."""

from dataclasses import dataclass
from pathlib import Path

from briefing.context.opening import described
from briefing.context.parts import parts
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

    layers = {folder: described(folder) for folder in (old, new)}
    for folder, layer in layers.items():
        parts(folder, layer)
    both = all(layer.provinces for layer in layers.values())
    kept = [name for name in COLUMNS if both or not name.startswith("adm_")]
    read = f"SELECT {', '.join(kept)} FROM read_parquet('{{}}/*/*.parquet', hive_partitioning = false)"
    with duckdb.connect() as connection:
        try:
            rows = connection.execute(
                "SELECT COALESCE(new.country, old.country) AS place, COUNT(*) FILTER (old.id IS NULL), "
                "COUNT(*) FILTER (new.id IS NULL), "
                "COUNT(*) FILTER (old.id IS NOT NULL AND new.id IS NOT NULL AND HASH(old) <> HASH(new)) "
                f"FROM ({read.format(old)}) AS old FULL JOIN ({read.format(new)}) AS new ON old.id = new.id "
                "GROUP BY place ORDER BY place"
            ).fetchall()
        except duckdb.Error as fault:
            raise ValueError(str(fault).splitlines()[0]) from None
    return tuple(change for change in (Change(*row) for row in rows) if change.added or change.gone or change.changed)
