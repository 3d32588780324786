"""What tells one state of a dossier's files from the next, without reading them."""

from pathlib import Path

from briefing.reading.written import is_workbook

READ = (".csv", ".toml", ".jsonl")
Stamp = tuple[tuple[str, int, int], ...]


def stamp(where: Path) -> Stamp:
    """Names, sizes and times of change of all that is read of a dossier; a folder that is not there has none."""
    if is_workbook(where):
        return (_state(where), _state(where.with_suffix(".releases.jsonl")))
    try:
        names = sorted(path for path in where.iterdir() if path.suffix in READ)
    except OSError:
        return ()
    return tuple(_state(path) for path in names)


def _state(path: Path) -> tuple[str, int, int]:
    """The state of a file; one that is gone again, or a link that leads nowhere, has none, which is a state too."""
    try:
        found = path.stat()
    except OSError:
        return path.name, -1, -1
    return path.name, found.st_size, found.st_mtime_ns
