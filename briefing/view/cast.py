"""Who the persons of a story are: each is introduced at the step whose words name them first, and not again."""

import re
from collections.abc import Sequence

from briefing.dossier.records import Actor
from briefing.view.glance import Person, introduced
from briefing.view.story import Told
from briefing.view.view import View


def cast(told: Told, steps: Sequence[Told], view: View) -> tuple[Person, ...]:
    """The persons whom a step names and none before it did, in the order of its words, as far as anything was said of
    them by the day shown."""
    words, before = _words(told), [_words(each) for each in steps if each.row.step < told.row.step]
    named = [actor for actor in view.known.actors if _is_named(actor, words)]
    first = [actor for actor in named if not any(_is_named(actor, earlier) for earlier in before)]
    ranked = sorted(first, key=lambda actor: min(words.index(name) for name in _parts(actor.name)))
    return introduced(ranked, view)


def _is_named(actor: Actor, words: Sequence[str]) -> bool:
    """Whether all parts of a person's name are among these words; one alone may be that of a whole family."""
    return actor.kind == "person" and bool(_parts(actor.name)) and set(_parts(actor.name)) <= set(words)


def _words(told: Told) -> list[str]:
    return _parts(f"{told.row.title} {told.row.text}")


def _parts(text: str) -> list[str]:
    return re.findall(r"\w+", text)
