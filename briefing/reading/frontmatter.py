"""The front matter of a dossier, ``dossier.toml``: what it says of the whole, or what keeps it from being read."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from briefing.dossier.cells import Fault, made
from briefing.dossier.dossier import Info
from briefing.dossier.issues import Issue
from briefing.reading.textfile import text
from briefing.reading.toml import parsed

FILE = "dossier.toml"
TOLD = 100  # faults; each is looked up in the whole file
# Until Python 3.14 tomllib tells where a fault stands only in its words.
AT = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")


def front(folder: Path) -> tuple[Info | None, str, tuple[Issue, ...]]:
    """The front matter, its content in a canonical form for the release, and its issues."""
    read = text(folder / FILE)
    if isinstance(read, Issue):
        return None, "", (read,)
    try:
        found = parsed(read)
        info = made(Info, _said(found))
    except tomllib.TOMLDecodeError as fault:
        return None, "", (_unreadable(str(fault), read),)
    except (ValueError, RecursionError) as fault:  # a number of thousands of digits, brackets in brackets without end
        return None, "", (Issue(FILE, 0, "", "bad-toml", f"the file cannot be read as TOML ({_short(fault)})"),)
    if isinstance(info, tuple):
        told = tuple(_issue(fault, read, _is_given(found, fault.where)) for fault in info[:TOLD])
        more = f"{len(info) - TOLD:,} more keys are not as wanted"
        return None, "", (*told, *([Issue(FILE, 0, "", "bad-toml", more)] if len(info) > TOLD else []))
    return info, canonical(info), ()


def canonical(info: Info) -> str:
    """What the front matter says, in one form for the release: of a folder and of its workbook the same."""
    # The keys in one order: comments, spaces and the order of keys make no new release.
    return json.dumps(info.model_dump(mode="json", exclude_defaults=True), sort_keys=True, ensure_ascii=False)


def _said(found: Any) -> Any:
    """The front matter without its empty texts, which say nothing in a workbook either."""
    if isinstance(found, Mapping):
        return {key: _said(value) for key, value in found.items() if not _is_blank(value)}
    return [_said(each) for each in found] if isinstance(found, list) else found


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _is_given(found: Any, where: Iterable[str | int]) -> bool:
    """Whether a key is written, if only with an empty text."""
    for part in where:
        if isinstance(found, Mapping) and part not in found:
            return False
        found = found[part]
    return True


def _short(fault: Exception) -> str:
    return str(fault).split(";")[0].lower()


def _unreadable(fault: str, read: str) -> Issue:
    at = AT.fullmatch(fault)
    what, line = (at[1], int(at[2] or read.count("\n") + 1)) if at else (fault, 0)
    written = read.split("\n")[line - 1].strip() if line else ""
    found = f"{written!r} cannot be read as TOML ({what.lower()})"
    message = f'{found}; a key and a value are wanted, such as title = "A title"'
    return Issue(FILE, line, "", "bad-toml", message)


def _issue(fault: Fault, read: str, is_given: bool) -> Issue:
    column = ".".join(map(str, fault.where))
    if fault.code != "empty-cell":
        return Issue(FILE, _line(fault.where, read), column, fault.code, fault.message)
    if is_given:
        message = f"the text of the key {fault.where[-1]!r} is empty; at least one letter is wanted"
        return Issue(FILE, _line(fault.where, read), column, "empty-key", message)
    message = f"the key {fault.where[-1]!r} is missing; a line {fault.where[-1]} = ... is wanted"
    return Issue(FILE, _line(fault.where[:-1], read), column, "missing-key", message)


def _line(where: tuple[str | int, ...], read: str) -> int:
    """The line of a key, or of the nearest table that holds it; 0 if neither is written."""
    # tomllib keeps no lines of what it has read, so the keys are looked up in the text, one within the other.
    line = at = 0
    for place, name in enumerate(where):
        if isinstance(name, int):
            continue
        following = where[place + 1] if place + 1 < len(where) else 0
        number = following if isinstance(following, int) else 0
        head = next(islice(_heads(name).finditer(read, at), number, None), None)
        if head is None:
            break
        line, at = read.count("\n", 0, head.start()) + 1, head.end()
    return line


def _heads(key: str) -> re.Pattern[str]:
    """Where a line begins with a key, or with the head of its table."""
    return re.compile(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(key)}[\"']?[ \t]*(?:=|\])", re.MULTILINE)
