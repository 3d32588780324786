"""The story as one web page that plays without a network or a server: every step with its view inside the file."""

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup, escape

from briefing.dossier.sentences import count
from briefing.exports.export import Export
from briefing.exports.html import environment, style
from briefing.exports.imprint import imprint
from briefing.exports.paper.pictures import MARKS
from briefing.exports.paper.scenes import Scene, again, scenes
from briefing.pictures.evidence.strip import key as strips
from briefing.pictures.map.key import key
from briefing.pictures.map.marks import marks
from briefing.pictures.network.key import key as kinds
from briefing.pictures.timeline.key import key as dates
from briefing.view.view import View

ROOM = (420, 290)  # pixels of a picture in full screen
SCRIPT = MARKS.with_name("story.js")


def make(view: View) -> bytes:
    """The page of the story. Raises ExportError for a dossier without one."""
    script = SCRIPT.read_text(encoding="utf-8")
    page = environment().get_template("story.html")
    told = scenes(view)
    made = page.render(
        # Each with the picture for a room beside that for a desk: it has fewer pixels, so that its words are larger.
        scenes=[(scene, again(scene, ROOM)) for scene in told],
        signs=_signs,
        stands=lambda scene: {scene.standing(claim).word for claim in scene.claims},
        key=lambda scene: strips(tuple(scene.standing(claim) for claim in scene.claims)),
        own=imprint(view, draws=True),
        info=view.whole.info,
        style=Markup(f"{style()}\n{MARKS.with_name('story.css').read_text(encoding='utf-8')}"),
        script=Markup(script),
        # The one script that may run is this one, told by its hash: nothing that a table says can become another.
        allowed=b64encode(sha256(script.encode()).digest()).decode(),
    )
    return made.encode()


def _signs(scene: Scene) -> tuple[str, ...]:
    """What the shapes of a step's picture mean, and how many events have no place on it."""
    view = scene.view
    events, total = view.events, count(len(view.events), "event")
    if scene.told.page == "map":
        missing = sum(event.place is None for event in events)
        found = key(marks(events, view.known, view.standings))
        lacking = (f"not placed: {missing:,} of {total}",) if missing else ()
        return (*(Markup(f"{sign} {escape(words)}") for sign, words in found), *lacking)
    if scene.told.page == "timeline" and scene.plate:
        missing = sum(event.date is None for event in events)
        return (*dates(events), *scene.plate.signs, *((f"not dated: {missing:,} of {total}",) if missing else ()))
    return kinds(view.relations, view.known) if scene.told.page == "network" else ()


EXPORT = Export(
    name="story",
    title="Story as a web page",
    purpose="One file that plays the story step by step, by keys or a swipe, without a network or a server.",
    suffix="html",
    media_type="text/html",
    make=make,
    stem="story",
)
