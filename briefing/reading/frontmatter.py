"""The front matter of a dossier, ``dossier.toml``: what it says of the whole, or what keeps it from being read."""

import json
import re
import tomllib
from pathlib import Path

from briefing.dossier.cells import Fault, made
from briefing.dossier.dossier import Info
from briefing.dossier.issues import Issue
from briefing.reading.textfile import text
from briefing.reading.toml import parsed

FILE = "dossier.toml"
# Until Python 3.14 tomllib tells where a fault stands only in its words.
AT = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")


def front(folder: Path) -> tuple[Info | None, str, tuple[Issue, ...]]:
    """The front matter, its content in a canonical form for the release, and its issues."""
    read = text(folder / FILE)
    if isinstance(read, Issue):
        return None, "", (read,)
    try:
        found = parsed(read)
        info = made(Info, found)
    except tomllib.TOMLDecodeError as fault:
        return None, "", (_unreadable(str(fault), read),)
    except (ValueError, RecursionError) as fault:  # a number of thousands of digits, brackets in brackets without end
        return None, "", (Issue(FILE, 0, "", "bad-toml", f"the file cannot be read as TOML ({_short(fault)})"),)
    if isinstance(info, tuple):
        return None, "", tuple(_issue(fault, read) for fault in info)
    # The keys in one order: comments, spaces and the order of keys make no new release.
    return info, json.dumps(found, sort_keys=True, ensure_ascii=False, default=str), ()


def _short(fault: Exception) -> str:
    return str(fault).split(";")[0].lower()


def _unreadable(fault: str, read: str) -> Issue:
    at = AT.fullmatch(fault)
    what, line = (at[1], int(at[2] or read.count("\n") + 1)) if at else (fault, 0)
    written = read.split("\n")[line - 1].strip() if line else ""
    found = f"{written!r} cannot be read as TOML ({what.lower()})"
    message = f'{found}; a key and a value are wanted, such as title = "A title"'
    return Issue(FILE, line, "", "bad-toml", message)


def _issue(fault: Fault, read: str) -> Issue:
    column = ".".join(map(str, fault.where))
    if fault.code != "empty-cell":
        return Issue(FILE, _line(fault.where, read), column, fault.code, fault.message)
    message = f"the key {fault.where[-1]!r} is missing; a line {fault.where[-1]} = ... is wanted"
    return Issue(FILE, _line(fault.where[:-1], read), column, "missing-key", message)


def _line(where: tuple[str | int, ...], read: str) -> int:
    """The line of a key, or of the nearest table that holds it; 0 if neither is written."""
    # tomllib keeps no lines of what it has read, so the keys are looked up in the text, one within the other.
    lines, at = read.split("\n"), 0
    for place, name in enumerate(where):
        if isinstance(name, int):
            continue
        following = where[place + 1] if place + 1 < len(where) else 0
        number = following if isinstance(following, int) else 0
        heads = [line for line, written in enumerate(lines[at:], at + 1) if _names(written, name)]
        if len(heads) <= number:
            break
        at = heads[number]
    return at


def _names(written: str, key: str) -> bool:
    return re.match(rf"\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\])", written) is not None
