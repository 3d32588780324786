"""The story as one web page that plays without a network or a server: every step with its view inside the file."""

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from briefing.exports.export import Export
from briefing.exports.html import environment, style
from briefing.exports.imprint import imprint
from briefing.exports.paper.pictures import MARKS
from briefing.exports.paper.scenes import scenes
from briefing.view.view import View

SCRIPT = MARKS.with_name("story.js")


def make(view: View) -> bytes:
    """The page of the story. Raises ExportError for a dossier without one."""
    script = SCRIPT.read_text(encoding="utf-8")
    page = environment().get_template("story.html")
    made = page.render(
        scenes=scenes(view),
        own=imprint(view, draws=True),
        info=view.whole.info,
        style=Markup(f"{style()}\n{MARKS.with_name('story.css').read_text(encoding='utf-8')}"),
        script=Markup(script),
        # The one script that may run is this one, told by its hash: nothing that a table says can become another.
        allowed=b64encode(sha256(script.encode()).digest()).decode(),
    )
    return made.encode()


EXPORT = Export(
    name="story",
    title="Story as a web page",
    purpose="One file that plays the story step by step, by keys or a swipe, without a network or a server.",
    suffix="html",
    media_type="text/html",
    make=make,
    stem="story",
)
