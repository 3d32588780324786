"""What is wrong with the names of a table's columns: of a file and of the sheet of a workbook the same."""

from collections.abc import Callable, Collection, Iterator

from briefing.dossier.issues import Issue, did_you_mean
from briefing.dossier.sentences import clipped

TOLD = 100  # columns of which each is told what is wrong with it; a near miss costs, and nobody reads more
SHOWN = 60  # letters of a name; a cell may have millions


def faults(
    file: str,
    line: int,
    names: Collection[str],
    wanted: Collection[str],
    needed: Collection[str],
    unnamed: Callable[[int], str],
    where: str,
) -> Iterator[Issue]:
    """What is wrong with a header, whose names stand in its order.

    ``unnamed`` says of a column, by its number from 1, that it has no name; ``where`` is what the header is called.
    """
    there = set(names)
    # What is misspelt is most likely a column that is missing, so the near miss is sought among those first.
    near = [each for each in wanted if each not in there] or wanted
    odd = list(_odd(names, wanted))
    for number, name, is_twice in odd[:TOLD]:
        said = clipped(name, SHOWN)
        if not name:
            yield Issue(file, line, "", "unnamed-column", unnamed(number))
        elif is_twice:
            yield Issue(file, line, said, "duplicate-column", f"the column {said!r} is there twice; once is wanted")
        else:
            message = f"the column {said!r} is not known.{did_you_mean(said, near)}"
            yield Issue(file, line, said, "unknown-column", f"{message} The columns are {', '.join(wanted)}.")
    if len(odd) > TOLD:
        message = f"{len(odd) - TOLD:,} more columns have no name, are there twice or are not known; delete them"
        yield Issue(file, line, "", "unknown-column", message)
    for name in needed:
        if name not in there:
            message = f"the column {name!r} is missing from the {where}; every row needs a cell in it"
            yield Issue(file, line, name, "missing-column", message)


def _odd(names: Collection[str], wanted: Collection[str]) -> Iterator[tuple[int, str, bool]]:
    """The columns that are no column of the table, by number and name, and whether one of that name came before."""
    seen: set[str] = set()
    for number, name in enumerate(names, 1):
        is_twice = name in seen
        if is_twice or name not in wanted:
            yield number, name, is_twice
        seen.add(name)
