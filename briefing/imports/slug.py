"""Ids of other systems as ids of rows."""

import re
from hashlib import sha256

from briefing.dossier.folding import latin

LONGEST = 90  # leaves room for what is joined to an id


def slug(own: str) -> str:
    """The id of a row for an id of another system, always the same; one that Latin letters cannot tell is hashed."""
    joined = re.sub(r"[^a-z0-9-]+", "-", latin(own)).strip("-")
    if joined and len(joined) <= LONGEST:
        return joined
    # The hash is of the whole id: two long ones may begin alike.
    return "-".join(part for part in (joined[:60].strip("-"), sha256(own.encode()).hexdigest()[:10]) if part)
