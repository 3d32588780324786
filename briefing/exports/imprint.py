"""What every exported file says of itself: which view it holds, of which release, and how much it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from briefing.context.layer import Absent
from briefing.context.opening import opened
from briefing.dossier.labels import what_if_label
from briefing.html.state_line import plain
from briefing.view.filters import Part, hidden
from briefing.view.view import View

PARTS = ("events", "claims", "relations", "reports", "sources", "actors", "places")


@dataclass(frozen=True)
class Imprint:
    """The particulars of a view. ``hidden`` gives, by table, how many known rows the filters leave out.

    ``unseen_for`` and ``unseen_against`` count the reports left out that support or contradict a claim left in.
    ``recorded`` says which layer of recorded violence was on and what of it is in the file; empty where it was off.
    """

    title: str
    state: str
    disclaimer: str
    licence: str
    release: str
    asof: date
    what_if: tuple[str, ...]
    hidden: Mapping[str, int]
    totals: Mapping[str, int]
    unseen_for: int
    unseen_against: int
    recorded: str = ""

    @property
    def left_out(self) -> str:
        """How much is hidden, as a sentence."""
        some = [f"{number} of {self.totals[name]} {name}" for name, number in self.hidden.items() if number]
        if not some:
            return "The filters hide nothing."
        bearing = f"{self.unseen_for} for and {self.unseen_against} against"
        return f"The filters hide {', '.join(some)}. Hidden reports on claims in this file: {bearing}."

    @property
    def supposed(self) -> str:
        """The what-if in a sentence, or nothing."""
        return f"What if these had never reported: {', '.join(self.what_if)}. This is no real state." * bool(
            self.what_if
        )

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Every particular with its heading, in the order in which a reader wants them."""
        found = (
            ("Title", self.title),
            ("State", self.state),
            ("What if", self.supposed),
            ("Left out", self.left_out),
            ("Recorded violence", self.recorded),
            ("Disclaimer", self.disclaimer),
            ("Licence", self.licence),
            ("Release", self.release),
        )
        return tuple((heading, said) for heading, said in found if said)

    @property
    def members(self) -> dict[str, object]:
        """The particulars under plain keys, for formats that take keys."""
        return {
            "title": self.title,
            "state": self.state,
            "what_if": self.supposed,
            "left_out": self.left_out,
            "hidden": dict(self.hidden),
            # Only where it was on: a file without it is the same whether or not the deployment has a layer.
            **({"recorded_violence": self.recorded} if self.recorded else {}),
            "disclaimer": self.disclaimer,
            "licence": self.licence,
            "release": self.release,
            "known_as_of": self.asof.isoformat(),
        }


def imprint(view: View, draws: bool = False) -> Imprint:
    """The particulars of a view; ``draws`` for a file with pictures, behind which recorded violence is drawn."""
    info, parts = view.whole.info, {name: _part(view, name) for name in PARTS}
    unseen = [hidden(view.standings[claim.id], view.shown) for claim in view.claims]
    return Imprint(
        title=info.title,
        state=plain(view),
        disclaimer=info.disclaimer,
        licence=info.licence,
        release=view.whole.release,
        asof=view.asof,
        what_if=tuple(what_if_label(view.whole, id) for id in view.state.without),
        hidden={name: max(part.total - len(part), 0) for name, part in parts.items()},
        totals={name: part.total for name, part in parts.items()},
        # Each report once, however many claims in the file it bears on.
        unseen_for=len({id for supports, _ in unseen for id in supports}),
        unseen_against=len({id for _, contradicts in unseen for id in contradicts}),
        recorded=_recorded(view, draws),
    )


def _recorded(view: View, draws: bool) -> str:
    """Which layer was on behind what is taken away, what of it came along, and how it is cited."""
    if view.state.context == "off":
        return ""
    found = opened()
    if isinstance(found, Absent):
        return f"Asked for and not there: {found.reason or 'this deployment has no layer of it'}."
    layer = found[0]
    is_drawn = draws and layer.may_be_passed_on
    there = "only drawn behind the maps and timelines of this file" if is_drawn else "not in this file"
    why = "" if layer.may_be_passed_on else ", since its terms do not let it be passed on"
    cited = f"{layer.citation.rstrip('.')}. Licence: {layer.licence.rstrip('.')}."
    when = f", published {layer.published}," if layer.published else ""
    told = layer.later(view.state.asof)
    later = f" This release{when} was {told}." if told else ""
    named = f"{layer.label} was shown behind this view."
    return f"{named} It is no evidence of this dossier and {there}{why}.{later} {cited}"


def _part(view: View, name: str) -> Part:
    found: Part = getattr(view.shown, name)
    return found
