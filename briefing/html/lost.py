"""The page of an address that leads nowhere: which it was, what may have been meant, and the way to every page."""

from collections.abc import Sequence

from markupsafe import Markup, escape
from rapidfuzz import process

LONGEST = 60  # letters of an address that are shown; somebody else may have written them, and no page has as many
NEAR = 60  # of 100; a wrong guess costs a reader nothing here: all pages stand below it
LOOK = """body{font:1.05rem/1.5 "Source Sans","Source Sans 3",sans-serif;max-width:62ch;margin:12vh auto;padding:0 1rem;
background:#FBFAF7;color:#1B2430}h1{font:600 1.9rem/1.2 "Source Serif","Source Serif 4",Georgia,serif}a{color:#1F4E79}
code{overflow-wrap:anywhere}ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
@media(prefers-color-scheme:dark){body{background:#14181D;color:#E8E6E1}a{color:#8FB8DE}}"""


def lost(path: str, ways: Sequence[tuple[str, str]], root: str = "./") -> str:
    """The whole page. ``ways`` are names in addresses, at ``root``, with titles, the first that of the front page."""
    links = {title: Markup('<a href="{}{}">{}</a>').format(root, name if place else "", title)
             for place, (name, title) in enumerate(ways)}  # fmt: skip
    near = process.extractOne(path.casefold(), [title.casefold() for title in links], score_cutoff=NEAR)
    meant = Markup("<p>Did you mean {}?</p>").format(list(links.values())[near[2]]) if near else ""
    shown = escape("".join(filter(str.isprintable, path[:LONGEST])) + "…" * (len(path) > LONGEST))
    listed = Markup("").join(Markup("<li>{}</li>").format(link) for link in links.values())
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>No such page</title><style>{LOOK}</style><main><h1>There is no page at this address</h1>"
        f"<p>Nothing stands at <code>/<bdi>{shown}</bdi></code>. The address may be cut short or misspelt.</p>"
        f"{meant}<p>The pages of this briefing:</p><ul>{listed}</ul></main></html>"
    )
