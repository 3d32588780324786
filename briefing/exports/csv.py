"""All tables as CSV in a ZIP file: unpacked, a folder that loads as a dossier again."""

from briefing.dossier.sentences import capital
from briefing.exports.archive import archive
from briefing.exports.export import Export
from briefing.exports.imprint import imprint
from briefing.exports.subset import selection
from briefing.reading.write import files
from briefing.view.view import View

STATE = "STATE.txt"
WHOLE = "These are all the tables of the dossier. Unpacked into a folder they load as the same dossier."
PART = """These tables are a cut: they hold what the filters show, and what that cannot do without, and dossier.toml \
says so under [cut]. Unpacked into a folder they load only where they are told to compute standings on these rows \
alone: those below rest on all that was known. A report graded 1, confirmed, whose confirmation is not in these \
tables is graded 6 in them, and its note says so."""
TRAP = """To open a table in a spreadsheet, import it as text: a cell that begins with =, +, - or @ is text here and \
would be run as a formula. The Excel export is safe to open."""


def tables(view: View) -> bytes:
    """The tables of a view in a ZIP file with a note on its state."""
    written = {STATE: note(view), **files(selection(view))}
    # With neither byte order mark nor guarded formulas: these files are to be read back equal. The note warns of it.
    return archive({name: text.encode() for name, text in written.items()})


def note(view: View) -> str:
    """The imprint, how to use the tables, and the standing of every claim in them."""
    part = selection(view)
    lacks = [("Missing here", part.info.cut.missing)] if part.info.cut else []
    heads = "".join(f"{heading}: {said}\n" for heading, said in (*imprint(view).lines, *lacks))
    use = f"{PART if part.info.cut else WHOLE}\n\n{TRAP}\n"
    stand = (view.standings[claim.id] for claim in view.claims)
    lines = "".join(f"{each.claim}: {each.word}. {capital(each.reason)}.\n" for each in stand)
    return f"{heads}\n{use}\nStanding of each claim\n{lines or 'No claim is shown.'}\n"


EXPORT = Export(
    name="csv",
    title="CSV tables",
    purpose="Every table in a ZIP file; unpacked, it loads here again.",
    suffix="zip",
    media_type="application/zip",
    make=tables,
)
