"""What the files of secrets say: all of it, or in words why it cannot be known.

Streamlit goes on without a file that it cannot read as if there were none. Who is let in may stand in that file.
"""

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from streamlit import config
from streamlit.runtime.secrets import secrets_singleton

ASKED = "BRIEFING_SIGN_IN"  # 1 where nobody may enter unasked, 0 where nobody is to be asked; else the file says
VARIABLE, OPTION = "STREAMLIT_SECRETS_FILES", "secrets.files"
SIGN_IN = (
    *("auth", "access", "allow", "unverified", "cookie_secret", "oidc", "issuer", "briefing_sign_in"),
    *("redirect_uri", "client_id", "client_secret", "client_kwargs", "server_metadata_url"),
)
SECTION = re.compile(r"^[ \t]*\[[ \t]*(auth|access)\b", re.MULTILINE | re.IGNORECASE)
ALIKE = 0.9  # of 1: BRIEFING_SIGNIN, and no other name of ours
NEAR = 0.75  # of 1 for the same word: auht is as near to auth
UNREADABLE = (OSError, ValueError, TypeError, AttributeError, RecursionError)


def said() -> Mapping[str, Any] | None:
    """All that the files say; None where none is named and none stands where Streamlit looks by itself.

    Raises ValueError with the file, what was found and what is wanted where any of it cannot be known.
    """
    paths = files()
    if not paths:
        return None
    if gone := [each for each in paths if not os.path.exists(each)]:  # noqa: PTH110  # Path raises
        raise ValueError(f"{gone[0]!r} is not there or leads nowhere; the path of a TOML file is wanted")
    try:
        return secrets_singleton.to_dict()
    except UNREADABLE as fault:
        raise ValueError(f"{' '.join(paths)}: {fault}; TOML in UTF-8 is wanted, without a byte order mark") from None


def files() -> list[str]:
    """The files that are named, or else those that stand where Streamlit looks by itself."""
    found, given = config.get_option(OPTION), os.environ.get(VARIABLE)
    if not config.is_manually_set(OPTION):
        if given is not None:
            raise ValueError(f"{VARIABLE} is {given!r}, and Streamlit took no file from it; the path of one is wanted")
        return [each for each in found if _stands(each)]
    if not found or not isinstance(found, list | tuple):
        raise ValueError(f"{OPTION} is {found!r}; a list of paths is wanted")
    return [str(each) for each in found]


def _stands(path: str) -> bool:
    """Whether anything has this name. Raises ValueError where nobody can tell, as in a folder that is closed."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as fault:
        raise ValueError(
            f"{path!r} cannot be looked for ({fault.strerror}); a folder that can be read is wanted"
        ) from None
    return True


def misspelt() -> str:
    """The first name in the environment that is nearly one by which sign-in is asked for; empty where there is none."""
    wanted = [ASKED.casefold(), VARIABLE.casefold()]
    names = (name for name in os.environ if name not in (ASKED, VARIABLE))
    return next((name for name in names if get_close_matches(name.casefold(), wanted, 1, ALIKE)), "")


def like_sign_in(found: Mapping[str, Any]) -> str:
    """The first name, at any depth, that is one of signing in or nearly; empty where there is none."""
    return next((name for name in _names(found) if _is_near(name.casefold())), "")


def _is_near(name: str) -> bool:
    return SIGN_IN[0] in name or bool(get_close_matches(name, SIGN_IN, 1, NEAR))


def _names(found: Any) -> Iterator[str]:
    waiting = [found]  # no recursion: dots nest as deep as a line is long
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            yield from value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str) and (section := SECTION.search(value)):  # a whole file within a folder of secrets
            yield section[1]
