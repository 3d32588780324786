"""Ids of other systems as ids of rows."""

import re
import unicodedata
from hashlib import sha256

LONGEST = 90  # leaves room for what is joined to an id


def slug(own: str) -> str:
    """The id of a row for an id of another system, always the same; one that Latin letters cannot tell is hashed."""
    plain = unicodedata.normalize("NFKD", own).encode("ascii", "ignore").decode().lower()
    joined = re.sub(r"[^a-z0-9-]+", "-", plain).strip("-")
    if joined and len(joined) <= LONGEST:
        return joined
    return "-".join(part for part in (joined[:60].strip("-"), sha256(own.encode()).hexdigest()[:10]) if part)
