"""``new``: a dossier to begin with, as a folder of tables or as one workbook, that passes ``check`` as it is."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from briefing.commands.days import or_today
from briefing.commands.output import SOUND, UNREADABLE, given, waiting
from briefing.dossier.cells import marred
from briefing.dossier.dossier import Dossier
from briefing.reading.atomic import UnwrittenError, put
from briefing.reading.lock import alone
from briefing.reading.starter import WORKING, starter
from briefing.reading.textfile import WORKBOOK, legible
from briefing.reading.write import files


def arguments(parser: ArgumentParser) -> None:
    """Declare the folder or the workbook, and the title."""
    parser.add_argument("folder", nargs="?", type=given, help="the folder to make; it may be there if it is empty")
    parser.add_argument(
        "--workbook",
        type=given,
        metavar="FILE.xlsx",
        help="make one workbook instead of a folder; `import` takes rows into a folder alone",
    )
    parser.add_argument("--title", default="", help="the title of the dossier; if left out, the name of the folder")
    parser.add_argument("--bare", action="store_true", help="without the invented rows that show what a row is for")
    parser.add_argument("--asof", metavar="DATE", help="the last day looked at; if left out, today")


def run(args: Namespace) -> int:
    """Write it, and say what to do next."""
    where = args.workbook or args.folder
    try:
        content = _content(where, args, or_today("--asof", args.asof))
        with alone(where, waiting):
            _write(where, content)
    except (FileExistsError, UnwrittenError) as fault:
        taken = f"{where}: what is there is no folder; another name is wanted"
        return _refused(taken if fault.errno else str(fault))
    except OSError as fault:
        return _refused(f"{where}: it cannot be written ({fault.strerror})")
    except ValueError as fault:
        return _refused(str(fault))
    print(_next(where, isinstance(content, bytes), args.bare))
    return SOUND


def _refused(said: str) -> int:
    print(said, file=sys.stderr)
    return UNREADABLE


def _content(where: Path | None, args: Namespace, day: date) -> Mapping[str, str] | bytes:
    """The files of a folder by name, or the bytes of a workbook."""
    if where is None:
        raise ValueError("a folder or --workbook FILE.xlsx is wanted, such as: python -m briefing new data/my-dossier")
    title = args.title.strip() or f"{legible(where.stem).replace('-', ' ').capitalize() or 'Dossier'}{WORKING}"
    if fault := next(marred(title, ()), None):
        raise ValueError(f"--title: {fault.message}")
    whole = starter(title, day)
    dossier = Dossier(whole.info) if args.bare else whole
    if not args.workbook:
        return files(dossier)
    if where.suffix.lower() != WORKBOOK:
        raise ValueError(f"{where}: the name of a workbook ends in {WORKBOOK}")
    # The library of workbooks takes half a second, and a folder has no use for it.
    from briefing.reading.form import form  # noqa: PLC0415  # see above

    return form(dossier)


def _write(where: Path, content: Mapping[str, str] | bytes) -> None:
    """Write what is not there yet. Raises FileExistsError where anything would be written over."""
    if isinstance(content, bytes):
        if where.exists():
            raise FileExistsError(f"{where} is there already; nothing is written over: give another name")
        where.parent.mkdir(parents=True, exist_ok=True)
        put({where: content})
        return
    if where.is_dir() and any(where.iterdir()):
        raise FileExistsError(f"{where} is not empty; nothing is written over: give the name of a new folder")
    where.mkdir(parents=True, exist_ok=True)
    put({where / name: text.encode() for name, text in content.items()})


def _next(where: Path, book: bool, bare: bool) -> str:
    held = "a workbook with a sheet for each table" if book else "a folder with a CSV file for each table"
    rows = "without rows yet" if bare else "with a few invented rows that say what they are for"
    return "\n".join(
        [
            f"{where}: {held}, {rows}.",
            "Next:",
            f"  1. see it:        BRIEFING_DOSSIER={where} make run",
            "  2. write over:    dossier.toml first (title, subtitle, summary, disclaimer, as_of)"
            if not book
            else "  2. write over:    the sheet dossier first (title, subtitle, summary, disclaimer, as_of)",
            *([] if bare else ["     take out:      the rows that check names as invented by new"]),
            f"  3. check it:      python -m briefing check {where}",
            f"  4. as you work:   python -m briefing watch {where}",
            *(
                []
                if book
                else [f"Rows in a sheet of your own come in with: python -m briefing import sheet FILE --into {where}"]
            ),
            "What every column means: docs/data-dictionary.md; how to word things: docs/curating.md",
        ]
    )
