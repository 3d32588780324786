"""An address in its parts, as far as it is one."""

from urllib.parse import SplitResult, urlsplit

LONGEST = 2_000  # letters of an address beyond ASCII: Python orders the marks of its host in the square of their number


def split(address: str) -> SplitResult | None:
    """The parts of an address; None where it has none, as with brackets that stay open or a port that is no number."""
    if len(address) > LONGEST and not address.isascii():
        return None
    try:
        parts = urlsplit(address)
        _ = parts.port  # is looked at only when it is asked for
    except ValueError:
        return None
    return parts


def host(address: str) -> str:
    """Whose address it is, as far as it tells; the whole of what tells nothing."""
    parts = split(address)
    return ((parts.hostname if parts else "") or address).removeprefix("www.")
