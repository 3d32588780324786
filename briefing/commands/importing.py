"""``import``: rows from a file of another system, or from an export, into the folder of a dossier."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.commands import check, sheet
from briefing.commands.days import day
from briefing.commands.output import NOT_SOUND, SOUND, UNREADABLE, given, waiting
from briefing.dossier.dossier import Info
from briefing.dossier.issues import FEW, Issue, kind
from briefing.dossier.sentences import some
from briefing.imports import IMPORTS, geojson
from briefing.imports.imported import PLACES, Import, Left, Parcel, told
from briefing.imports.merge import Taken, merge
from briefing.imports.recognised import is_bare_list, recognised
from briefing.imports.sheet.form import IMPORT as SHEET
from briefing.imports.sheet.form import hint
from briefing.imports.sheet.kinds import assumed
from briefing.reading import textfile
from briefing.reading.atomic import UnwrittenError
from briefing.reading.lock import alone

ALONE = "on these rows alone"
BARE = "; if each row is a tie of two names, it comes in with: import edges"
TELL = f'standings = "{ALONE}" under [cut] in dossier.toml, or --cut-standings with an empty folder.'
TEMPORARY = "the folder of temporary files (TMPDIR)"  # a fault while writing there names no file
FRONT = {
    "summary": "Taken over from a file; nobody has assessed it.",
    "language": "en",
    "disclaimer": "What is taken over from a file is what the file says, and no finding.",
    "licence": "Not stated.",
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the format, the file and the folder."""
    parser.add_argument("format", choices=[each.name for each in IMPORTS])
    parser.add_argument("file", type=given)
    parser.add_argument("--into", required=True, type=given, metavar="DIR", help="the folder of the dossier")
    parser.add_argument(
        "--cut-standings",
        action="store_true",
        help="where a dossier begins with a cut of another: compute standings on its rows alone",
    )
    parser.add_argument("--asof", metavar="DATE", help="the last day looked at, to begin a dossier in an empty folder")
    sheet.arguments(parser)
    parser.add_argument("--all", action="store_true", help="list everything refused and set aside, one a line")


def run(args: Namespace) -> int:
    """Take over what can be, and account for every row."""
    form = next(each for each in IMPORTS if each.name == args.format)
    try:
        # Only a new dossier needs it: `as_of` is when somebody looked, and no file of another system says so.
        begin = _front(args.file, form, args.asof) if args.asof is not None else None
        with alone(args.into, waiting):
            taken = _taken(args, form, begin)
    except UnwrittenError as fault:
        return _failed(str(fault))
    except OSError as fault:
        return _failed(f"{fault.filename or TEMPORARY}: it cannot be read or written ({fault.strerror})")
    except ValueError as fault:
        return _failed(f"{args.file}: {fault}")
    if not isinstance(taken, Taken):
        print(check.told(taken), file=sys.stderr)
        return _failed(f"Nothing is taken into a dossier with errors: put {args.into} right first.")
    print(account(taken, form, args.file.name, args.all))
    return NOT_SOUND if taken.refused or taken.is_in_vain else SOUND


def _taken(args: Namespace, form: Import, begin: Info | None) -> Taken | tuple[Issue, ...]:
    content = _content(args.file)
    # Who says which column is what knows the file better than its header does.
    if not args.map and (other := recognised(content)) not in ("", form.name):
        raise ValueError(_other(form, other))
    try:
        if form is SHEET or (form is geojson.IMPORT and not geojson.is_ours(content)):
            return sheet.take(args, content, begin)
        parcel = form.read(content, args.file.name)
    except ValueError as fault:
        # Who names this format has been told all that there is to it.
        other = "" if form is SHEET else hint(content)
        bare = BARE if not other and form.name != "edges" and is_bare_list(content) else ""
        raise ValueError(f"{fault}{other or bare}") from None
    return merge(_told(parcel) if args.cut_standings else parcel, args.into, begin)


def _content(file: Path) -> bytes:
    """What stands in the file. Raises ValueError with a sentence where it cannot be had."""
    found = textfile.content(file)
    if isinstance(found, bytes):
        return found
    raise ValueError(found.message)


def _other(form: Import, name: str) -> str:
    """That a file is in another format than was said, and which importer reads it."""
    found = next(each for each in IMPORTS if each.name == name)
    own = "; if it is a sheet of your own all the same, say so: --map title=COLUMN" if form is SHEET else ""
    return f"this is no {form.title}, it looks like {found.title}, which comes in with: import {name}{own}"


def _told(parcel: Parcel) -> Parcel:
    """The parcel with standings to be computed on it though it is a cut."""
    info = parcel.info
    if info is None or info.cut is None:
        return parcel
    cut = info.cut.model_copy(update={"standings": ALONE})
    return replace(parcel, info=info.model_copy(update={"cut": cut}))


def _failed(said: str) -> int:
    print(said, file=sys.stderr)
    return UNREADABLE


def _front(file: Path, form: Import, asof: str) -> Info:
    """The front matter of a dossier that begins with this file. Raises ValueError if the day is none."""
    try:
        front = FRONT | ({"licence": form.licence} if form.licence else {})
        return Info(title=file.stem, subtitle=f"Imported from {form.title}", as_of=day(asof), **front)
    except ValueError as fault:
        raise ValueError(f"--asof: {fault}") from None


def account(taken: Taken, form: Import, file: str, whole: bool = False) -> str:
    """How many things were taken over, and why not the others."""
    counts = f"{len(taken.imported)} imported, {len(taken.refused)} refused, {len(taken.aside)} set aside"
    written = f"Written: {', '.join(taken.files)}." if taken.files else "Nothing was written."
    told_of = (*told(taken.remarks, whole=whole), assumed(taken.assumed))
    said = [*filter(None, told_of), f"{file}: {taken.total} found, {counts}", written, *_carried(taken, form)]
    if taken.is_in_vain:
        said.append(f"Nothing in {file} can be looked at in a dossier: nothing came in, and nothing was there before.")
    if form.licence:
        said.append(f"Terms of the data, which the licence in dossier.toml has to tell: {form.licence}")
    return "\n".join([*_left(taken, whole), *said])


def _left(taken: Taken, whole: bool) -> Iterator[str]:
    """What is refused and what is set aside, many of one kind as a paragraph."""
    yield from told(taken.refused, "refused: ", whole)
    yield from told(taken.aside, "set aside: ", whole) if whole else _aside(taken.aside)


def _carried(taken: Taken, form: Import) -> Iterator[str]:
    """What the format has no room for; of a cut what is missing, and whether claims are held to stand by it."""
    cut = taken.cut
    if cut is None:
        yield f"{form.title}: {form.cannot}"
        return
    yield f"This is no whole dossier but a cut of release {cut.release}: {cut.state}"
    yield f"Missing: {cut.missing}."
    if not taken.began:
        yield "Its rows are beside those that were there; standings rest on all of them."
    elif cut.standings:
        yield "Standings are computed on these rows alone, as was asked for; they are not those of the whole."
    else:
        yield f"No standing is computed on it. To have that done all the same: {TELL}"


def _aside(left: Iterable[Left]) -> Iterator[str]:
    """What is set aside, a line for each reason, or kind of reason, with the first places: there may be thousands."""
    kinds: dict[str, dict[str, list[str]]] = {}
    for each in left:
        kinds.setdefault(kind(each.reason), {}).setdefault(each.reason, []).append(each.where)
    for reasons in kinds.values():
        if len(reasons) > FEW:
            yield _at([where for each in reasons.values() for where in each], f"such as: {next(iter(reasons))}")
        else:
            yield from (_at(where, reason) for reason, where in reasons.items())


def _at(where: Sequence[str], reason: str) -> str:
    return f"{some(where, PLACES)}: set aside: {reason}"
