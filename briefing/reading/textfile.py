"""The text of a file of a dossier, or why it cannot be had: UTF-8 is wanted and nothing else is guessed at."""

import re
from pathlib import Path

from briefing.dossier.issues import Issue

UTF16 = (b"\xff\xfe", b"\xfe\xff")
AS_UTF8 = (
    "In Excel choose Save As and the type 'CSV UTF-8 (Comma delimited)'; "
    "in LibreOffice tick 'Edit filter settings' and choose {choice}."
)


def text(path: Path) -> str | Issue:
    """The text of a UTF-8 file with plain line ends and without its byte order mark, or why it cannot be had."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Issue(path.name, 0, "", "missing-file", f"the file is missing; a file {path.name} is wanted")
    except OSError as fault:
        return Issue(path.name, 0, "", "unreadable-file", f"the file cannot be opened ({fault.strerror})")
    # UTF-16 may come without its mark; then every comma and Latin letter of it has a zero byte beside it.
    if raw.startswith(UTF16) or b"\x00" in raw[:1000]:
        return _encoding(path.name, 0, "the file is in UTF-16")
    try:
        # Excel writes a byte order mark before UTF-8, which would become part of the first column's name.
        decoded = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = len(re.findall(rb"\r\n|\r|\n", raw[: fault.start])) + 1
        found = f"the byte 0x{raw[fault.start]:02X} is not UTF-8, as in a file in Windows-1251"
        return _encoding(path.name, line, found)
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(file: str, line: int, found: str) -> Issue:
    message = f"{found}; UTF-8 is wanted. {AS_UTF8.format(choice='Unicode (UTF-8)')}"
    return Issue(file, line, "", "wrong-encoding", message)
