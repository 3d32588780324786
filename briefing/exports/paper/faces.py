"""The face of pictures inside a page that is taken away: whoever opens it may lack the one they were drawn for."""

import io
import re
from base64 import b64encode
from functools import lru_cache
from html import unescape

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from briefing.pictures.typography import REGULAR, SANS, folder

FAMILY = "Source Sans 3"
WORDS = re.compile(r">([^<]+)<")
JOINING = ("GDEF", "GSUB", "GPOS")  # how letters join and draw near: none of it is kept, and to read it is slow


def carrying(svg: str) -> str:
    """An SVG that brings the letters it needs, so that its words are as wide as they were taken to be."""
    letters = "".join(sorted(set(unescape("".join(WORDS.findall(svg))))))
    face = (
        f"@font-face{{font-family:'{FAMILY}';font-weight:200 900;src:url(data:font/woff;base64,{_letters(letters)})}}"
    )
    head, _, rest = svg.partition(">")
    return f"{head}><style>{face}</style>{rest}"


@lru_cache(maxsize=64)
def _letters(letters: str) -> str:
    """The face with these letters alone, for the address of its file; the same letters give the same bytes."""
    font = TTFont(folder(SANS.package) / dict(SANS.files)[REGULAR], recalcTimestamp=False)
    for table in JOINING:
        del font[table]
    subsetter = Subsetter(Options(layout_features=[], name_IDs=[]))
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return b64encode(out.getvalue()).decode()
