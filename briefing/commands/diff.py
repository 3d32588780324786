"""``diff``: what changed between two states of a dossier, each a folder or a folder in a revision of the repository."""

import json
import os
import subprocess
import sys
import tarfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from briefing.analysis.diff import Difference, diff, summary
from briefing.commands import check
from briefing.commands.output import FORMATS, UNREADABLE
from briefing.dossier.dossier import Dossier
from briefing.reading.load import read
from briefing.reading.textfile import WORKBOOK, is_workbook

# As Unix's diff exits, which has 2 for trouble too.
EQUAL, DIFFERENT = 0, 1


def arguments(parser: ArgumentParser) -> None:
    """Declare the two states and the format."""
    where = "a folder or workbook, or REV:folder of the Git repository, such as HEAD~3:data/tajikistan-2017"
    parser.add_argument("old", help=where)
    parser.add_argument("new", help="the same for the later state")
    parser.add_argument("--format", choices=FORMATS, default="text")


def run(args: Namespace) -> int:
    """Print the differences and their count."""
    with ExitStack() as stack:
        states = [_state(word, stack) for word in (args.old, args.new)]
    old, new = states
    if old is None or new is None:
        return UNREADABLE
    found = diff(old, new)
    print(_as_json(found, old, new) if args.format == "json" else _as_text(found, old, new))
    return DIFFERENT if found else EQUAL


def _state(word: str, stack: ExitStack) -> Dossier | None:
    """The dossier that a word names; where there is none, why not is said."""
    folder = Path(word)
    if not os.path.lexists(folder) and ":" in word:
        name = f"dossier{WORKBOOK}" if is_workbook(folder) else "dossier"
        folder = Path(stack.enter_context(TemporaryDirectory())) / name
        try:
            _brought(word, folder)
        except GitError as fault:
            print(f"{word}: {fault}", file=sys.stderr)
            return None
    reading = read(folder)
    if reading.dossier is None:
        print(f"{word}: no sound dossier", check.told(reading.issues), sep="\n", file=sys.stderr)
    return reading.dossier


class GitError(Exception):
    """What kept Git from it, in words."""


def _brought(word: str, into: Path) -> None:
    """Write what a revision has under this name, a workbook or a folder. Raises GitError."""
    if word.startswith("-"):
        raise GitError("Git would take this for an option; no revision begins so, and a folder can be given as ./-NAME")
    if is_workbook(into):
        into.write_bytes(_git(["show", word], Path()))
        return
    into.mkdir()
    _unpack(word, into)


def _unpack(tree: str, folder: Path) -> None:
    """Write the files of a folder as a revision has it, ``REV:folder``. Raises GitError."""
    # From the root: run in a folder below it, git archive looks for that folder inside the tree and refuses.
    root = _git(["rev-parse", "--show-toplevel"], Path()).decode().strip()
    archive = _git(["archive", "--format=tar", tree], Path(root))
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        for member in files:
            # Read and written by name, one level deep: a member extracted as it is could lead out of the folder.
            content = files.extractfile(member) if member.isfile() and "/" not in member.name else None
            if content:
                (folder / member.name).write_bytes(content.read())


def _git(words: Sequence[str], folder: Path) -> bytes:
    """What Git answers. Raises GitError."""
    try:
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True).stdout
    except FileNotFoundError:
        raise GitError("Git is not there to be asked") from None
    except ValueError as fault:  # a name may hold what no command takes
        raise GitError(f"Git cannot be asked ({fault})") from None
    except subprocess.CalledProcessError as refusal:
        raise GitError(refusal.stderr.decode(errors="replace").strip() or "Git cannot read it") from None


def _as_json(found: Sequence[Difference], old: Dossier, new: Dossier) -> str:
    said = {
        "old": old.release,
        "new": new.release,
        "differences": [asdict(each) for each in found],
        "summary": summary(found),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _as_text(found: Sequence[Difference], old: Dossier, new: Dossier) -> str:
    last = f"{old.release} to {new.release}: {summary(found)}"
    return "\n".join([*(each.sentence for each in found), last])
