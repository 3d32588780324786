"""Text as XML can hold it."""

import re

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text(said: str) -> str:
    """The text with the sign for what cannot be shown in place of each that XML has not."""
    return NOT_XML.sub("\ufffd", said)
