"""What the tags of a map mean beside the marks of standing: the shape of each and the extent under it, in words."""

from collections.abc import Sequence

from markupsafe import Markup

from briefing.pictures.map.marks import Mark

SIGN = '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>'
LINE = 'fill="none" stroke="currentColor" stroke-width="1.6"'
TINT = 'fill="currentColor" fill-opacity=".18" stroke="currentColor" stroke-width="1"'
ROUND = SIGN.format(f'<rect x="1" y="3" width="14" height="10" rx="5" {LINE}/>')
SQUARE = SIGN.format(f'<rect x="1" y="3" width="14" height="10" rx="1.5" {LINE}/>')
CIRCLE = SIGN.format(f'<circle cx="8" cy="8" r="7" {TINT}/>')
AREA = SIGN.format(f'<path d="M1 6 6 1l9 3-2 10-9 1z" {TINT}/>')


def key(found: Sequence[Mark]) -> tuple[tuple[Markup, str], ...]:
    """Each sign with its words; only what is present."""
    circle = CIRCLE if any(mark.area is None for mark in found) else ""
    area = AREA if any(mark.area for mark in found) else ""
    signs = (
        (ROUND, "round tag: a place", any(not mark.is_vague for mark in found)),
        (SQUARE, "square tag: somewhere within", any(mark.is_vague for mark in found)),
        (f"{circle}{area}", "shaded: known no finer", bool(found)),
        ("", "number: events", any(len(mark.events) > 1 for mark in found)),
    )
    return tuple((Markup(sign), words) for sign, words, is_present in signs if is_present)
