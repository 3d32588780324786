"""The text of a file of a dossier, or why it cannot be had: UTF-8 is wanted and nothing else is guessed at."""

import os
import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from briefing.dossier.issues import Issue

LARGEST = 512 << 20  # bytes; no table that people keep comes near, and a device has no end
WORKBOOK = ".xlsx"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
AS_UTF8 = (
    "In Excel choose Save As and the type 'CSV UTF-8 (Comma delimited)'; "
    "in LibreOffice tick 'Edit filter settings' and choose {choice}."
)


def text(path: Path) -> str | Issue:
    """The text of a UTF-8 file with plain line ends and without its byte order mark, or why it cannot be had."""
    raw = content(path)
    if isinstance(raw, Issue):
        return raw
    # UTF-16 may come without its mark; then the first letter of a header or a key has a zero byte beside it.
    if raw.startswith(UTF16) or b"\x00" in raw[:2]:
        return _encoding(path.name, 0, "the file is in UTF-16")
    if b"\x00" in raw:
        line = _line(raw, raw.index(b"\x00"))
        return Issue(path.name, line, "", "control-character", "the file holds a byte of zero; plain text is wanted")
    try:
        # Excel writes a byte order mark before UTF-8, which would become part of the first column's name.
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = _line(raw, fault.start)
        found = f"the byte 0x{raw[fault.start]:02X} is not UTF-8, as in a file in Windows-1251"
        return _encoding(path.name, line, found)
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def legible(name: str) -> str:
    """A name of a file as it can be shown: what in it is no UTF-8 by its number, as \\xff."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; not to what cannot be looked into, for which pathlib raises."""
    return S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether a path leads to a plain file, likewise."""
    return S_ISREG(_mode(path))


def is_workbook(path: Path) -> bool:
    """Whether a path names a workbook and no folder."""
    return path.suffix.lower() == WORKBOOK and not is_folder(path)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):  # a path may hold what no file system takes
        return 0


def content(path: Path) -> bytes | Issue:
    """What stands in a plain file. Another kind is not opened: a pipe would be waited for until somebody writes."""
    try:
        mode = path.stat().st_mode
        if S_ISREG(mode):
            if path.stat().st_size > LARGEST:
                return Issue(path.name, 0, "", "large-file", f"the file is larger than {LARGEST >> 20} MB")
            return path.read_bytes()
    except FileNotFoundError:
        return Issue(path.name, 0, "", "missing-file", f"the file is missing; a file {path.name} is wanted")
    except OSError as fault:
        return Issue(path.name, 0, "", "unreadable-file", f"the file cannot be opened ({fault.strerror})")
    what = "a folder" if S_ISDIR(mode) else "no plain file"
    return Issue(path.name, 0, "", "unreadable-file", f"this is {what}; a plain file {path.name} is wanted")


def _line(raw: bytes, place: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", raw[:place])) + 1


def _encoding(file: str, line: int, found: str) -> Issue:
    message = f"{found}; UTF-8 is wanted. {AS_UTF8.format(choice='Unicode (UTF-8)')}"
    return Issue(file, line, "", "wrong-encoding", message)
